/**
 * The steps of a training run on a backend: what is loaded, and where it stands.
 *
 * Steps go to the device in groups sized to take some tens of milliseconds, two groups in flight, so the device never
 * waits for the host to look at a loss. A loss that is no number stops the run, with the step and the output in the error.
 */
import { InvariantError } from "../compiler/diagnostics.ts";
import type { TrainProgram } from "../compiler/program.ts";
import type { Observed, Runner, SlabStore, StepResults } from "./backend.ts";
import { Evaluator } from "./evaluate.ts";
import { runtimeError } from "./errors.ts";
import type { Scores, Split, StartEvent, StepEvent } from "./events.ts";
import type { Examples } from "./examples.ts";
import type { TrainOptions } from "./train.ts";
import { BatchOrder, initialWeights, type Schedule, schedule } from "./train-setup.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { fillSlabs, restore, type Snapshot, snapshot } from "./weights.ts";

/** What a group of steps should take: long enough that submitting costs nothing, short enough to stop at once. */
const GROUP_MS = 40;
const IN_FLIGHT = 2;

interface Group {
  readonly first: number;
  readonly count: number;
  readonly started: number;
  readonly results: Promise<StepResults>;
}

/** The steps of a run on a backend: what is loaded, where it stands. */
export class TrainLoop implements Disposable {
  /** Steps whose results are in. */
  done = 0;
  #started = 0;
  #groupSize = 1;
  readonly #pending: Group[] = [];
  #lastEnd = 0;
  readonly #losses: readonly string[];
  readonly #order: BatchOrder | undefined;
  readonly #host: Record<string, number>;
  /** Of the losses since the current epoch began. */
  #sum = { loss: 0, count: 0 };

  private constructor(
    readonly program: TrainProgram,
    readonly options: TrainOptions,
    readonly seed: number,
    readonly schedule: Schedule,
    /** Examples of one step: those of all its accumulated batches. */
    readonly batch: number,
    readonly slabs: SlabStore,
    readonly runner: Runner,
    readonly evaluator: Evaluator,
  ) {
    const { data } = options;
    this.#losses = runner.outputs.map((o) => o.name).filter((name) => /^loss(_\d+)?$/.test(name));
    this.#order = data && new BatchOrder(data.train.count, batch, seed, program.settings.shuffle);
    this.#host = { seed, step: 0, total_steps: schedule.steps, epoch: 0 };
  }

  static async open(program: TrainProgram, options: TrainOptions): Promise<TrainLoop> {
    const { backend, data } = options;
    const { settings } = program;
    const seed = options.seed ?? settings.seed;
    const weights = await initialWeights(program, seed, options);
    const slabs = backend.newSlabs();
    try {
      fillSlabs(slabs, program.slabs, program.weights, weights);
      const runner = await backend.load(program.step, slabs, { observe: observedParams(program) });
      const batch = settings.batch * settings.accumulate;
      // One of `--steps` and `--epochs` on the command line replaces both in the file.
      const asked = options.steps !== undefined || options.epochs !== undefined ? options : settings;
      const counts = schedule({ ...pick(asked), ...pick(settings, "validateEvery") }, batch, data?.train);
      const evaluator = new Evaluator(program, backend, slabs, settings.batch);
      await evaluator.prepare([data?.validation?.count ?? 0, data?.test?.count ?? 0]);
      return new TrainLoop(program, options, seed, counts, batch, slabs, runner, evaluator);
    } catch (error) {
      slabs.destroy();
      throw error;
    }
  }

  startEvent(): StartEvent {
    const { program, options, schedule: counts } = this;
    const { data } = options;
    const count = (part: Examples | undefined) => part?.count ?? 0;
    return {
      type: "start",
      name: program.name,
      device: options.backend.description,
      parameters: program.weights
        .filter((w) => w.kind === "param")
        .reduce((sum, w) => sum + w.shape.reduce((a, b) => a * b, 1), 0),
      steps: counts.steps,
      ...(data
        ? {
            epochs: Math.ceil(counts.steps / counts.stepsPerEpoch),
            batch: this.batch,
            examples: {
              train: count(data.train),
              validation: count(data.validation),
              test: count(data.test),
            },
          }
        : {}),
      seed: this.seed,
      bytes: this.slabs.bytes,
      ...(options.out ? { run: options.out.path } : {}),
    };
  }

  /** Runs until step `until`, or until the steps in flight are through once `isEnough` says so. */
  async *steps(
    until: number,
    logEvery: number,
    isEnough: () => boolean = () => false,
  ): AsyncGenerator<StepEvent, void, undefined> {
    while (this.done < until) {
      while (this.#pending.length < IN_FLIGHT && this.#started < until && !isEnough())
        this.#startGroup(until);
      const group = this.#pending.shift();
      if (!group) return;
      const results = await group.results;
      this.#adapt(group);
      for (let i = 0; i < group.count; i++) {
        const step = group.first + i;
        this.#checkLosses(results, i, step);
        if (step % this.schedule.stepsPerEpoch === 0) this.#sum = { loss: 0, count: 0 };
        this.#sum.loss += results.scalar(i, "loss");
        this.#sum.count++;
        this.done = step + 1;
        if (step % logEvery === 0) yield this.#stepEvent(results, i, step);
      }
    }
  }

  /** All that persists, as it is after the steps that were started, and where the loop stands. */
  async checkpoint(): Promise<Pick<Checkpoint, "step" | "slabs" | "sum">> {
    const slabs = await snapshot(
      this.slabs,
      this.program.slabs.map((s) => s.name),
    );
    return { step: this.done, slabs, sum: { ...this.#sum } };
  }

  /** Goes on from a checkpoint as if the steps before it had just been made. */
  resume({ step, slabs, sum }: Checkpoint): void {
    restore(this.slabs, slabs);
    this.done = this.#started = step;
    this.#sum = { ...sum };
    for (let i = 0; i < step; i++) this.#order?.next();
  }

  async evaluate(split: Split): Promise<Scores> {
    const { data } = this.options;
    const part = split === "train" ? data?.train : data?.[split];
    return this.evaluator.scores(part, this.#hostAt(this.done));
  }

  /** The mean of the losses of the epoch's steps so far. */
  trainingScores(): Scores {
    return { loss: this.#sum.loss / this.#sum.count, metrics: {} };
  }

  /** The weights as they are after the steps that were started. */
  snapshot(): Promise<Snapshot> {
    return snapshot(
      this.slabs,
      this.program.weights.map((w) => w.slab),
    );
  }

  epoch(step: number): { epoch?: number } {
    return this.options.data ? { epoch: Math.floor(step / this.schedule.stepsPerEpoch) } : {};
  }

  #startGroup(until: number): void {
    const first = this.#started;
    const count = Math.min(this.#groupSize, this.runner.capacity, until - first);
    for (let step = first; step < first + count; step++) {
      this.runner.enqueue(this.#hostAt(step), (inputs) => {
        if (!this.#order) return;
        const indices = this.#order.next();
        for (const { name } of this.runner.inputs)
          this.options.data!.train.fill(name, indices, inputs[name]!);
      });
    }
    const results = this.runner.submit();
    // Its failure is thrown where it is awaited, which may be never if the group before fails.
    results.catch(() => undefined);
    this.#pending.push({ first, count, started: performance.now(), results });
    this.#started += count;
  }

  /** Groups grow or shrink towards the time they should take. */
  #adapt({ started, count }: Group): void {
    const now = performance.now();
    const perStep = (now - Math.max(started, this.#lastEnd)) / count;
    this.#lastEnd = now;
    const wanted = Math.floor(GROUP_MS / Math.max(perStep, 1e-3));
    this.#groupSize = Math.max(1, Math.min(wanted, 2 * this.#groupSize, this.runner.capacity));
  }

  #hostAt(step: number): Record<string, number> {
    this.#host["step"] = step;
    this.#host["epoch"] = this.#order ? Math.floor(step / this.schedule.stepsPerEpoch) : 0;
    return this.#host;
  }

  #stepEvent(results: StepResults, i: number, step: number): StepEvent {
    const { program, runner } = this;
    const others = this.#losses.filter((name) => name !== "loss");
    return {
      type: "step",
      step,
      loss: results.scalar(i, "loss"),
      ...(runner.reported.includes("lr") ? { lr: runner.report("lr", this.#hostAt(step)) } : {}),
      ...this.epoch(step),
      ...(others.length > 0
        ? { losses: Object.fromEntries(others.map((n) => [n, results.scalar(i, n)])) }
        : {}),
      ...(program.scalarParams.length > 0
        ? { params: Object.fromEntries(program.scalarParams.map((p) => [p, results.scalar(i, p)])) }
        : {}),
    };
  }

  #checkLosses(results: StepResults, i: number, step: number): void {
    for (const name of this.#losses) {
      const value = results.scalar(i, name);
      if (Number.isFinite(value)) continue;
      const lr = this.runner.reported.includes("lr")
        ? this.runner.report("lr", this.#hostAt(step))
        : undefined;
      const before = this.#sum.count > 0 ? this.#sum.loss / this.#sum.count : undefined;
      throw runtimeError(
        "notFinite",
        `\`${name}\` became ${Number.isNaN(value) ? "NaN" : "infinite"} at step ${step}`,
        {
          notes: [
            ...(lr === undefined ? [] : [`the learning rate was ${Number(lr.toPrecision(3))}`]),
            ...(before === undefined
              ? []
              : [`the mean loss of the steps before was ${Number(before.toPrecision(4))}`]),
            "the weights that were saved last are kept",
          ],
          help: "lower the learning rate, or clip gradients with `clip: 1.0`; look for extreme values in the data",
        },
      );
    }
  }

  [Symbol.dispose](): void {
    this.runner.destroy();
    this.evaluator[Symbol.dispose]();
    this.slabs.destroy();
  }
}

/** The scalar parameters that the step does not give itself. */
function observedParams(program: TrainProgram): Observed[] {
  const given = new Set(program.step.outputs.map((o) => o.name));
  return program.scalarParams
    .filter((path) => !given.has(path))
    .map((path) => {
      const weight = program.weights.find((w) => w.path === path);
      if (!weight) throw new InvariantError("runtime/train", `the program has no scalar parameter ${path}`);
      return { name: path, slab: weight.slab, offset: weight.offset };
    });
}

/** The counts that are set. */
function pick(
  from: { readonly steps?: number; readonly epochs?: number; readonly validateEvery?: number },
  ...names: ("steps" | "epochs" | "validateEvery")[]
): { steps?: number; epochs?: number; validateEvery?: number } {
  const wanted = names.length > 0 ? names : (["steps", "epochs"] as const);
  return Object.fromEntries(wanted.flatMap((n) => (from[n] === undefined ? [] : [[n, from[n]]])));
}
