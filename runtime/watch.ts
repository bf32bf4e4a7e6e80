/**
 * How large gradients, weights and updates are while a run goes on: measured after some of the steps, which compute the same
 * as they would unwatched.
 */
import type { Computation, TrainProgram, Watch, Weight } from "../compiler/program.ts";
import type { Backend, Runner, SlabCopy, SlabStore, StepResults } from "./backend.ts";
import type { GradientReport, WeightNorms } from "./events.ts";
import type { HostScalars } from "./scalars.ts";

/** Elements that a norm of the program's `watch` is of, and the unit in which weights lie. */
const UNIT = 64;
/** Norms that a run tells at most, so that its log stays short. */
const MOST = 2000;

/**
 * Steps from one measurement to the next. It copies the weights and reads them, the copy and the gradients once, which is less
 * than an optimizer does in every step; with what a submit costs it is a step at most, so one in fifty takes under 2 % of a
 * training. Short runs are over soon, and are looked at more closely. It is a function of the run's length, never of time:
 * a run's log can be repeated.
 */
export function watchInterval(steps: number): number {
  if (steps <= 500) return 10;
  return Math.max(50, 10 * Math.ceil(steps / MOST / 10));
}

export class Watcher implements Disposable {
  readonly #usual: Usual;
  readonly #weights: readonly Weight[];
  #loading: Promise<Runner> | undefined;
  #runner: Runner | undefined;

  constructor(
    readonly watch: Watch,
    program: TrainProgram,
    readonly backend: Backend<Computation>,
    readonly slabs: SlabStore,
    /** Steps between two measurements. */
    readonly every: number,
  ) {
    const { before } = watch;
    this.#weights = program.weights.filter(
      (w) => w.kind === "param" && w.slab === "params" && w.offset < before.size,
    );
    slabs.allocate(before.name, before.size, before.fill);
    this.#usual = new Usual();
  }

  /** Whether a step is measured. The first is not: a run starts without waiting for what measuring takes. */
  isDue(step: number): boolean {
    return step > 0 && step % this.every === 0;
  }

  /** The first step from `step` on that is measured. */
  next(step: number): number {
    return Math.max(1, Math.ceil(step / this.every)) * this.every;
  }

  /** What a measured step has to be queued with. */
  get keep(): SlabCopy {
    return { from: "params", to: this.watch.before.name, size: this.watch.before.size };
  }

  /** Gets everything ready; may be called early, so that it happens while steps run. */
  async load(): Promise<void> {
    if (this.#runner) return;
    this.#loading ??= this.backend.load(this.watch.norms, this.slabs, { ring: 1 });
    this.#runner = await this.#loading;
  }

  /** Measures the step that was submitted last. */
  submit(host: HostScalars): Promise<StepResults> {
    this.#runner!.enqueue(host);
    return this.#runner!.submit();
  }

  report(results: StepResults): GradientReport {
    const { watch } = this;
    const all = new Map(this.#runner!.outputs.map((o) => [o.name, results.tensor(0, o.name)]));
    const rows = (name: string, from: number, { offset, shape }: Weight): number => {
      const size = shape.reduce((a, b) => a * b, 1);
      const start = (offset - from) / UNIT;
      return length(all.get(name)!.subarray(start, start + Math.ceil(size / UNIT)));
    };
    const weights: Record<string, WeightNorms> = {};
    let [largest, most] = ["", -1];
    for (const w of this.#weights) {
      const part = watch.parts.findLast((p) => p.start <= w.offset)!;
      const gradient = rows(part.gradient, part.start, w);
      const [weight, update] = [rows(part.weight, part.start, w), rows(part.update, part.start, w)];
      weights[w.path] = { gradient, weight, update };
      // What is not finite is larger than anything.
      const size = Number.isFinite(gradient) ? gradient : Infinity;
      if (size > most) [largest, most] = [w.path, size];
    }
    const norm = length(Object.values(weights).map((w) => w.gradient));
    const sigma = this.#usual.deviation(norm);
    return { norm, ...(sigma === undefined ? {} : { sigma: Math.fround(sigma) }), largest, weights };
  }

  get usual(): UsualNorm {
    return this.#usual.state;
  }

  /** Goes on from an earlier run's measurements. */
  resume(from: UsualNorm): void {
    this.#usual.state = from;
  }

  [Symbol.dispose](): void {
    void this.#loading?.then(
      (runner) => runner.destroy(),
      () => undefined,
    );
  }
}

/** The norm of a vector whose parts have these norms, as an f32. */
function length(norms: ArrayLike<number>): number {
  let [largest, sum] = [0, 0];
  for (let i = 0; i < norms.length; i++) {
    if (!Number.isFinite(norms[i]!)) return NaN;
    largest = Math.max(largest, norms[i]!);
  }
  for (let i = 0; i < norms.length; i++) sum += (norms[i]! / (largest || 1)) ** 2;
  return Math.fround(largest * Math.sqrt(sum));
}

/** The mean and the variance of the logarithms of norms, and of how many. */
export interface UsualNorm {
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
}

/** Measurements before one can be told to be unusual. */
const WARM_UP = 8;
/** What a new measurement weighs against those before, once there are many. */
const WEIGHT = 0.05;
/** A deviation is never taken for less: a factor of 1.22 is no event in any training. */
const LEAST = 0.2;
/** From so many deviations on a gradient is worth a word, and counts as this many for what is usual. */
export const UNUSUAL = 5;

/**
 * What size gradients usually have. Norms vary by factors, so it is their logarithms whose running mean and variance are kept
 * (exponentially weighted, after West 1979).
 */
export class Usual {
  state: UsualNorm = { count: 0, mean: 0, variance: 0 };

  /** How many standard deviations a norm lies above what was usual; then it belongs to what was. */
  deviation(norm: number): number | undefined {
    const { count, mean, variance } = this.state;
    if (!(norm > 0) || !Number.isFinite(norm)) return undefined;
    const deviation = Math.max(LEAST, Math.sqrt(variance));
    const sigma = (Math.log(norm) - mean) / deviation;
    const isKnown = count >= WARM_UP;
    // An outlier is not what is usual.
    const off = (isKnown ? Math.max(-UNUSUAL, Math.min(UNUSUAL, sigma)) : sigma) * deviation;
    const share = Math.max(WEIGHT, 1 / (count + 1));
    this.state = {
      count: count + 1,
      mean: mean + share * off,
      variance: (1 - share) * (variance + share * off * off),
    };
    return isKnown ? sigma : undefined;
  }
}
