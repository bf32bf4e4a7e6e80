/**
 * Loss and metrics over a part of the data, in evaluation mode.
 *
 * Every example counts once: what is left after the full batches runs through a second program of just that size. Means are
 * averaged over the batches with their sizes as weights. Scores that are more than means, such as a perplexity (the
 * exponential of one) or a masked loss (a quotient of sums), are computed at the end, of the sums over all examples. What
 * depends on the others of its batch in another way is averaged as if it were a mean.
 */
import type { Computation, TrainProgram } from "../compiler/program.ts";
import type { Backend, Runner, SlabStore, StepResults, TensorSpec } from "./backend.ts";
import type { Scores } from "./events.ts";
import type { Examples } from "./examples.ts";
import { hostAt, type Moment } from "./moment.ts";
import type { HostScalars } from "./scalars.ts";
import { fillSlabs, heldSlabs, type Weights } from "./weights.ts";

/** Batches that are submitted together. */
const GROUP = 8;

export interface EvaluateOptions extends Moment {
  readonly backend: Backend<Computation>;
  /** All of the program's, as `takeWeights` gives them. */
  readonly weights: Weights;
  /** Of a program that trains on data. */
  readonly examples?: Examples;
  readonly signal?: AbortSignal;
}

/** Loss and metrics of trained weights. With the run's `Moment` they are the bits that the run itself printed. */
export async function evaluate(program: TrainProgram, options: EvaluateOptions): Promise<Scores> {
  const { backend, weights, examples, signal } = options;
  // Not `using`, which is lowered to helpers that every page would load. Buffers go with the store of the slabs.
  const slabs = backend.newSlabs();
  try {
    fillSlabs(slabs, heldSlabs(program), program.weights, weights);
    const evaluator = new Evaluator(program, backend, slabs, program.settings.batch);
    return await evaluator.scores(examples, hostAt(program, options), signal);
  } finally {
    slabs.destroy();
  }
}

export class Evaluator implements Disposable {
  /** By batch size. */
  readonly #runners = new Map<number, Promise<Runner>>();
  /** By the number of all examples. */
  readonly #finishers = new Map<number, Promise<Runner>>();

  constructor(
    readonly program: TrainProgram,
    readonly backend: Backend<Computation>,
    readonly slabs: SlabStore,
    /** The training batch, at which `program.evaluate` is compiled. */
    readonly batch: number,
  ) {}

  /** Makes everything ready that evaluating so many examples takes. */
  async prepare(counts: readonly number[]): Promise<void> {
    const sizes = new Set(counts.flatMap((count) => this.#sizes(count)));
    await Promise.all([...sizes].map((size) => this.#runner(size)));
  }

  /** The batches of an evaluation. Pooled scores want two examples or more in each, where there are two. */
  #sizes(count: number): number[] {
    const { pooled } = this.program;
    const batch = pooled ? Math.max(2, this.batch) : this.batch;
    const sizes = Array.from({ length: Math.floor(count / batch) }, () => batch);
    const rest = count % batch;
    if (pooled && rest === 1 && sizes.length > 0) sizes[sizes.length - 1]! += 1;
    else if (rest > 0) sizes.push(...(this.#canRun(rest) ? [rest] : new Array<number>(rest).fill(1)));
    return sizes;
  }

  /** Formulas of sums want their batches as they are. */
  #canRun(size: number): boolean {
    const { sizes, pooled } = this.program;
    return sizes === undefined || pooled !== undefined || sizes.includes(size);
  }

  /** The scores of all examples; without data, of the program as it is. */
  async scores(examples: Examples | undefined, host: HostScalars, signal?: AbortSignal): Promise<Scores> {
    const sizes = examples ? this.#sizes(examples.count) : [this.batch];
    const totals = new Totals();
    let pending: { results: Promise<StepResults>; outputs: readonly TensorSpec[]; size: number } | undefined;
    const settle = async () => {
      if (pending) totals.add(await pending.results, pending.outputs, pending.size);
      pending = undefined;
    };
    let at = 0;
    for (let next = 0; next < sizes.length;) {
      signal?.throwIfAborted();
      const size = sizes[next]!;
      const runner = await this.#runner(size);
      const fields = runner.inputs;
      for (let k = 0; k < GROUP && sizes[next] === size; k++, next++) {
        const indices = range(at, size);
        runner.enqueue(host, (inputs) => {
          for (const { name } of fields) examples?.fill(name, indices, inputs[name]!);
        });
        at += size;
      }
      const results = runner.submit();
      // A failure is thrown where it is awaited, which is after the next group was started.
      results.catch(() => undefined);
      await settle();
      pending = { results, outputs: runner.outputs, size };
    }
    await settle();
    const finished = at > 1 ? await this.#finish(at, host, totals) : undefined;
    const score = (name: string) => finished?.get(name) ?? totals.mean(name);
    return {
      loss: score("loss"),
      metrics: Object.fromEntries(this.program.metrics.map((m) => [m, score(m)])),
    };
  }

  /** The scores that are formulas of sums over all examples. */
  async #finish(
    count: number,
    host: HostScalars,
    totals: Totals,
  ): Promise<ReadonlyMap<string, number> | undefined> {
    const { pooled } = this.program;
    if (!pooled) return undefined;
    const known = this.#finishers.get(count);
    const loaded = known ?? this.backend.load(pooled.finish(count), this.slabs, { ring: 1 });
    this.#finishers.set(count, loaded);
    const runner = await loaded;
    runner.enqueue(host, (inputs) => {
      for (const { name } of runner.inputs) inputs[name]!.set(totals.sum(name));
    });
    const results = await runner.submit();
    return new Map(runner.outputs.map(({ name }) => [name, results.scalar(0, name)]));
  }

  #runner(size: number): Promise<Runner> {
    let runner = this.#runners.get(size);
    if (!runner) {
      const { program } = this;
      const whole = size === program.settings.batch ? program.evaluate : program.atBatch(size).evaluate;
      const computation = program.pooled && size > 1 ? program.pooled.at(size) : whole;
      runner = this.backend.load(computation, this.slabs, { ring: GROUP });
      this.#runners.set(size, runner);
    }
    return runner;
  }

  [Symbol.dispose](): void {
    for (const runner of [...this.#runners.values(), ...this.#finishers.values()]) {
      void runner.then(
        (r) => r.destroy(),
        () => undefined,
      );
    }
    this.#runners.clear();
  }
}

/** What the batches gave, added up in double precision. */
class Totals {
  readonly #sums = new Map<string, Float64Array>();
  readonly #weighted = new Map<string, number>();
  #count = 0;

  add(results: StepResults, outputs: readonly TensorSpec[], size: number): void {
    for (let i = 0; i < results.count; i++) {
      this.#count += size;
      for (const { name, shape } of outputs) {
        const values = shape.length === 0 ? [results.scalar(i, name)] : results.tensor(i, name);
        const total = this.#sums.get(name) ?? new Float64Array(values.length);
        this.#sums.set(name, total);
        for (let k = 0; k < total.length; k++) total[k]! += values[k]!;
        this.#weighted.set(name, (this.#weighted.get(name) ?? 0) + size * values[0]!);
      }
    }
  }

  /** Of a number that is a mean over its batch. */
  mean(name: string): number {
    return (this.#weighted.get(name) ?? NaN) / this.#count;
  }

  /** Of what is a sum over its batch. */
  sum(name: string): Float64Array {
    return this.#sums.get(name)!;
  }
}

function range(from: number, size: number): Int32Array {
  const indices = new Int32Array(size);
  for (let i = 0; i < size; i++) indices[i] = from + i;
  return indices;
}
