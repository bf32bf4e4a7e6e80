/**
 * The steps of a training run on a backend: what is loaded, and where it stands.
 *
 * Steps go to the device in groups sized to take some tens of milliseconds, two groups in flight, so the device never
 * waits for the host to look at a loss. A loss or a weight that is no number stops the run (`NotFinite`). Steps whose
 * gradients are measured end a group.
 */
import { InvariantError } from "../compiler/diagnostics.ts";
import type { TrainProgram } from "../compiler/program.ts";
import type { Observed, Runner, SlabStore, StepInputs, StepResults } from "./backend.ts";
import { Evaluator } from "./evaluate.ts";
import type { GradientReport, Scores, Split, StartEvent, StepEvent } from "./events.ts";
import type { Examples } from "./examples.ts";
import { brokenWeight, NotFinite } from "./not-finite.ts";
import { residentOptions } from "./resident.ts";
import type { TrainOptions } from "./train.ts";
import { BatchOrder, initialWeights, type Schedule, schedule } from "./train-setup.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { UNUSUAL, Watcher, watchInterval } from "./watch.ts";
import { fillSlabs, restore, type Snapshot, snapshot } from "./weights.ts";

/** What a group of steps should take: long enough that submitting costs nothing, short enough to stop at once. */
const GROUP_MS = 40;
/** The longest that results may take to be told of: Firefox looks for them some ten times a second. */
const LATENCY_MS = 250;
const IN_FLIGHT = 2;

interface Group {
  readonly first: number;
  readonly count: number;
  readonly started: number;
  readonly results: Promise<StepResults>;
  /** The norms of its last step. */
  readonly measured?: Promise<StepResults>;
}

/** The steps of a run on a backend: what is loaded, where it stands. */
export class TrainLoop implements Disposable {
  /** Steps whose results are in. */
  done = 0;
  #started = 0;
  #groupSize = 1;
  #pending: Group[] = [];
  #lastEnd = 0;
  /** What the quickest group took from its submit to its results, in milliseconds. */
  #quickest = Infinity;
  readonly #losses: readonly string[];
  #order: BatchOrder | undefined;
  /** The examples of the step that is being queued. */
  #examples: Int32Array | undefined;
  readonly #host: Record<string, number>;
  /** Replaying steps only has to get somewhere. */
  #isReplay = false;
  /** Of the losses since the current epoch began. */
  #sum = { loss: 0, count: 0 };
  readonly #fill = (inputs: StepInputs): void => {
    for (const { name } of this.runner.inputs)
      this.options.data!.train.fill(name, this.#examples!, inputs[name]!);
  };

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
    readonly watcher: Watcher | undefined,
  ) {
    this.#losses = runner.outputs.map((o) => o.name).filter((name) => /^loss(_\d+)?$/.test(name));
    this.#order = this.newOrder(0);
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
      const batch = settings.batch * settings.accumulate;
      const runner = await backend.load(program.step, slabs, {
        observe: observedParams(program),
        resident: residentOptions(data, batch, settings.shuffle),
      });
      // One of `--steps` and `--epochs` on the command line replaces both in the file.
      const asked = options.steps !== undefined || options.epochs !== undefined ? options : settings;
      const counts = schedule({ ...pick(asked), ...pick(settings, "validateEvery") }, batch, data?.train);
      const evaluator = new Evaluator(program, backend, slabs, settings.batch);
      await evaluator.prepare([data?.validation?.count ?? 0, data?.test?.count ?? 0]);
      const every = watchEvery(counts.steps, options);
      const watcher =
        program.watch && every > 0 ? new Watcher(program.watch, program, backend, slabs, every) : undefined;
      return new TrainLoop(program, options, seed, counts, batch, slabs, runner, evaluator, watcher);
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
      while (this.#pending.length < IN_FLIGHT && this.#started < until && !isEnough()) {
        const count = this.#nextCount(until);
        if (this.#measures(this.#started + count - 1)) await this.watcher!.load();
        this.#startGroup(count);
      }
      const group = this.#pending.shift();
      if (!group) return;
      const [results, measured] = await Promise.all([group.results, group.measured]);
      this.#adapt(group);
      for (let i = 0; i < group.count; i++) {
        const step = group.first + i;
        this.#checkLosses(results, i, step);
        const last = i === group.count - 1;
        const gradient = measured && last ? this.watcher!.report(measured) : undefined;
        if (step % this.schedule.stepsPerEpoch === 0) this.#sum = { loss: 0, count: 0 };
        this.#sum.loss += results.scalar(i, "loss");
        this.#sum.count++;
        this.done = step + 1;
        const broken = gradient && brokenWeight(gradient);
        if (broken) throw new NotFinite(this.done, broken, "weight");
        if (step % logEvery === 0 || (gradient?.sigma ?? 0) >= UNUSUAL)
          yield this.#stepEvent(results, i, step, gradient);
      }
      // The first step is not made to wait for it; a failure is thrown where it is needed.
      if (!this.#isReplay) this.watcher?.load().catch(() => undefined);
    }
  }

  /**
   * Makes all slabs what they were after `to` steps: from what they were after `step` of them, slabs that are not among
   * `from` being as they are in a fresh run. What was in flight is over afterwards; nothing is told.
   */
  async replay({ step, slabs: from }: Pick<Checkpoint, "step" | "slabs">, to: number): Promise<Snapshot> {
    await Promise.allSettled(this.#pending.flatMap((g) => [g.results, g.measured]));
    this.#pending = [];
    this.#isReplay = true;
    for (const { name, size, fill } of this.program.slabs)
      this.slabs.write(name, from.get(name) ?? new Float32Array(size).fill(fill));
    this.#skip(step);
    for await (const _ of this.steps(to, Infinity));
    return this.snapshot();
  }

  /** The order of the examples from a step on; undefined without data. */
  newOrder(step: number): BatchOrder | undefined {
    const { data } = this.options;
    const { shuffle } = this.program.settings;
    return data && new BatchOrder(data.train.count, this.batch, this.seed, shuffle, step);
  }

  #skip(steps: number): void {
    this.done = this.#started = steps;
    this.#order = this.newOrder(steps);
  }

  /** All that persists, as it is after the steps that were started, and where the loop stands. */
  async checkpoint(): Promise<Pick<Checkpoint, "step" | "slabs" | "sum" | "usual">> {
    const slabs = await snapshot(
      this.slabs,
      this.program.slabs.map((s) => s.name),
    );
    const { watcher } = this;
    return { step: this.done, slabs, sum: { ...this.#sum }, ...(watcher ? { usual: watcher.usual } : {}) };
  }

  /** Goes on from a checkpoint as if the steps before it had just been made. */
  resume({ step, slabs, sum, usual }: Checkpoint): void {
    restore(this.slabs, slabs);
    this.#sum = { ...sum };
    if (usual) this.watcher?.resume(usual);
    this.#skip(step);
  }

  async evaluate(split: Split): Promise<Scores> {
    const { data } = this.options;
    const part = split === "train" ? data?.train : data?.[split];
    return this.evaluator.scores(part, this.hostAt(this.done));
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

  /** A measured step is the last of its group. */
  #nextCount(until: number): number {
    const [first, { watcher }] = [this.#started, this];
    const most = Math.min(this.#groupSize, this.runner.capacity, until - first);
    return watcher && !this.#isReplay ? Math.min(most, watcher.next(first) + 1 - first) : most;
  }

  #measures(step: number): boolean {
    return this.watcher !== undefined && !this.#isReplay && this.watcher.isDue(step);
  }

  #startGroup(count: number): void {
    const first = this.#started;
    const last = first + count - 1;
    const measures = this.#measures(last) ? this.watcher : undefined;
    for (let step = first; step <= last; step++) {
      this.#examples = this.#order?.next();
      const inputs = this.#examples && (this.runner.isResident ? this.#examples : this.#fill);
      this.runner.enqueue(this.hostAt(step), inputs, step === last ? measures?.keep : undefined);
    }
    const started = performance.now();
    const results = this.runner.submit();
    const measured = measures?.submit(this.hostAt(last));
    // A failure is thrown where it is awaited, which may be never if the group before fails.
    results.catch(() => undefined);
    measured?.catch(() => undefined);
    this.#pending.push({ first, count, started, results, ...(measured ? { measured } : {}) });
    this.#started += count;
  }

  /**
   * Groups grow or shrink towards the time they should take. Where results come hardly later than those of the quickest group,
   * what they took is no time of their steps, and more steps cost nothing.
   */
  #adapt({ started, count }: Group): void {
    const now = performance.now();
    const perStep = (now - Math.max(started, this.#lastEnd)) / count;
    this.#lastEnd = now;
    const time = now - started;
    this.#quickest = Math.min(this.#quickest, time);
    const isLate = time < Math.min(LATENCY_MS, 2.5 * this.#quickest);
    const wanted = isLate ? Infinity : Math.floor(GROUP_MS / Math.max(perStep, 1e-3));
    this.#groupSize = Math.max(1, Math.min(wanted, 2 * this.#groupSize, this.runner.capacity));
  }

  /** The host's scalars for a step; valid until the next call. */
  hostAt(step: number): Record<string, number> {
    this.#host["step"] = step;
    this.#host["epoch"] = this.#order ? Math.floor(step / this.schedule.stepsPerEpoch) : 0;
    return this.#host;
  }

  #stepEvent(results: StepResults, i: number, step: number, gradient?: GradientReport): StepEvent {
    const { program, runner } = this;
    const others = this.#losses.filter((name) => name !== "loss");
    return {
      type: "step",
      step,
      loss: results.scalar(i, "loss"),
      ...(runner.reported.includes("lr") ? { lr: runner.report("lr", this.hostAt(step)) } : {}),
      ...this.epoch(step),
      ...(others.length > 0
        ? { losses: Object.fromEntries(others.map((n) => [n, results.scalar(i, n)])) }
        : {}),
      ...(program.scalarParams.length > 0
        ? { params: Object.fromEntries(program.scalarParams.map((p) => [p, results.scalar(i, p)])) }
        : {}),
      ...(gradient ? { gradient } : {}),
    };
  }

  #checkLosses(results: StepResults, i: number, step: number): void {
    for (const name of this.#losses) {
      const value = results.scalar(i, name);
      if (!Number.isFinite(value)) throw new NotFinite(step, { name, value }, "loss");
    }
  }

  [Symbol.dispose](): void {
    this.watcher?.[Symbol.dispose]();
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

/** 0 for never. Measured steps are among those that are told. */
function watchEvery(steps: number, { watchEvery, logEvery = 1 }: TrainOptions): number {
  return watchEvery ?? Math.ceil(watchInterval(steps) / logEvery) * logEvery;
}
