/**
 * Loss and metrics over a part of the data, in evaluation mode.
 *
 * Every example counts once: what is left after the full batches runs through a second program of just that size, and
 * batches are averaged with their sizes as weights. A metric that is no mean over examples (such as a perplexity, the exp
 * of a mean) is therefore the mean of its batches' values.
 */
import type { Computation, TrainProgram } from "../compiler/program.ts";
import type { Backend, Runner, SlabStore, StepResults } from "./backend.ts";
import type { Scores } from "./events.ts";
import type { Examples } from "./examples.ts";
import type { HostScalars } from "./scalars.ts";

/** Batches that are submitted together. */
const GROUP = 8;

export class Evaluator implements Disposable {
  /** By batch size. */
  readonly #runners = new Map<number, Promise<Runner>>();

  constructor(
    readonly program: TrainProgram,
    readonly backend: Backend<Computation>,
    readonly slabs: SlabStore,
    /** The training batch, at which `program.evaluate` is compiled. */
    readonly batch: number,
  ) {}

  /** Makes everything ready that evaluating so many examples takes. */
  async prepare(counts: readonly number[]): Promise<void> {
    const sizes = counts.flatMap((count) => [count >= this.batch ? this.batch : 0, count % this.batch]);
    await Promise.all(sizes.filter((size) => size > 0).map((size) => this.#runner(size)));
  }

  /** The scores of all examples; without data, of the program as it is. */
  async scores(examples: Examples | undefined, host: HostScalars, signal?: AbortSignal): Promise<Scores> {
    const sums = new Map<string, number>();
    const add = (results: StepResults, names: readonly string[], size: number) => {
      for (let i = 0; i < results.count; i++) {
        for (const name of names) sums.set(name, (sums.get(name) ?? 0) + size * results.scalar(i, name));
      }
    };
    const count = examples?.count ?? 1;
    const batch = examples ? this.batch : 1;
    let pending: { results: Promise<StepResults>; names: readonly string[]; size: number } | undefined;
    const settle = async () => {
      if (pending) add(await pending.results, pending.names, pending.size);
      pending = undefined;
    };
    for (let at = 0; at < count;) {
      signal?.throwIfAborted();
      const size = Math.min(batch, count - at);
      const runner = await this.#runner(examples ? size : this.batch);
      const fields = runner.inputs;
      for (let k = 0; k < GROUP && at + size <= count; k++) {
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
      pending = { results, names: runner.outputs.map((o) => o.name), size };
    }
    await settle();
    const mean = (name: string) => (sums.get(name) ?? NaN) / count;
    return { loss: mean("loss"), metrics: Object.fromEntries(this.program.metrics.map((m) => [m, mean(m)])) };
  }

  #runner(size: number): Promise<Runner> {
    let runner = this.#runners.get(size);
    if (!runner) {
      const computation = size === this.batch ? this.program.evaluate : this.program.atBatch(size).evaluate;
      runner = this.backend.load(computation, this.slabs, { ring: GROUP });
      this.#runners.set(size, runner);
    }
    return runner;
  }

  [Symbol.dispose](): void {
    for (const runner of this.#runners.values()) {
      void runner.then(
        (r) => r.destroy(),
        () => undefined,
      );
    }
    this.#runners.clear();
  }
}

function range(from: number, size: number): Int32Array {
  const indices = new Int32Array(size);
  for (let i = 0; i < size; i++) indices[i] = from + i;
  return indices;
}
