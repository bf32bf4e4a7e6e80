/**
 * A search for a learning rate: training steps whose rate grows from one to the next, and what their losses say.
 *
 * The step that is run takes each optimizer's `lr` from the host (`TrainProgram.atBatch(…).rated`), so schedules and warm-ups
 * play no part and nothing is compiled anew. Pure: a page can run it as well as the command.
 */
import { interpret } from "../../compiler/interpret/graph.ts";
import { isOp, type Node } from "../../compiler/ir/graph.ts";
import { tensorOf } from "../../compiler/ops/tensor.ts";
import type { Computation, TrainProgram } from "../../compiler/program.ts";
import type { Backend } from "../../runtime/backend.ts";
import { BatchOrder, type InitialOptions, initialWeights, schedule } from "../../runtime/train-setup.ts";
import { fillSlabs } from "../../runtime/weights.ts";

/** Learning rates of the optimizers by the names that the step reports them under: `lr`, `lr_1`, … */
export type Rates = Readonly<Record<string, number>>;

/** How many steps of a schedule are looked at. */
const SAMPLES = 200;

/** The largest rate of each optimizer over a run of `total` steps: what its schedule starts from or rises to. */
export function peakRates(step: Computation, seed: number, total: number): Rates {
  const stride = Math.max(1, Math.floor(total / SAMPLES));
  return Object.fromEntries(
    step.reported.map(({ name, node }) => {
      let peak = 0;
      for (let at = 0; at < total; at += stride) {
        const host: Readonly<Record<string, number>> = { seed, step: at, total_steps: total, epoch: 0 };
        const bind = (input: Node<"input">) => tensorOf(input.type, [host[input.attrs.name] ?? 0], "f64");
        peak = Math.max(peak, interpret([node], bind, "f64")[0]!.data[0]!);
        if (!dependsOnStep(node)) break;
      }
      return [name, peak];
    }),
  );
}

function dependsOnStep(node: Node): boolean {
  return isOp(node, "input") || node.in.some(dependsOnStep);
}

export interface SweepPoint {
  /** The `lr` of the step before this loss was measured. */
  readonly rate: number;
  readonly loss: number;
  /** The exponential moving average of the losses so far, without the bias of its start. */
  readonly smooth: number;
}

export interface Sweep {
  readonly points: readonly SweepPoint[];
  /** What the program itself asks for at its highest. */
  readonly own: Rates;
  /** Whether the loss blew up before the last rate was reached. */
  readonly diverged: boolean;
}

export interface SweepOptions extends InitialOptions {
  readonly backend: Backend<Computation>;
  readonly seed: number;
  readonly steps: number;
  /** The rates of the first step and of the last, for the first optimizer; others keep their proportion to it. */
  readonly min: number;
  readonly max: number;
}

/** The weight of the past in the average. */
const SMOOTHING = 0.9;
/** The search ends when the average is this many times its least value. */
const BLOWN_UP = 4;
/** Steps under way at a time; few, so that one does not train on long after the loss blew up. */
const GROUP = 8;

/** Runs the steps. `program` must report an `lr`. */
export async function sweepRates(program: TrainProgram, options: SweepOptions): Promise<Sweep> {
  const { backend, data, seed, steps, min, max } = options;
  const { settings } = program;
  const { rated } = program.atBatch(settings.batch);
  const rows = settings.batch * settings.accumulate;
  const own = peakRates(program.step, seed, schedule(settings, rows, data?.train).steps);
  const weights = await initialWeights(program, seed, options);
  using slabs = backend.newSlabs();
  fillSlabs(slabs, program.slabs, program.weights, weights);
  using runner = await backend.load(rated, slabs);
  const order = data && new BatchOrder(data.train.count, rows, seed, settings.shuffle);
  const rateAt = (k: number) => (steps < 2 ? min : min * (max / min) ** (k / (steps - 1)));
  const watch = new Watch();
  const points: SweepPoint[] = [];
  // A loss is the last step's doing, so the last rate takes one step more.
  for (let k = 0; k <= steps && !watch.blownUp;) {
    const first = k;
    const count = Math.min(GROUP, runner.capacity, steps + 1 - first);
    for (; k < first + count; k++) {
      const rates = Object.keys(own).map((name) => [name, rateAt(k) * (own[name]! / own["lr"]!)]);
      const host = { seed, step: k, total_steps: steps + 1, epoch: 0, ...Object.fromEntries(rates) };
      runner.enqueue(host, (inputs) => {
        const indices = order?.next();
        if (indices) for (const { name } of runner.inputs) data!.train.fill(name, indices, inputs[name]!);
      });
    }
    const results = await runner.submit();
    for (let i = 0; i < count && !watch.blownUp; i++) {
      const loss = results.scalar(i, "loss");
      const smooth = watch.see(loss);
      if (first + i > 0) points.push({ rate: rateAt(first + i - 1), loss, smooth });
    }
  }
  return { points, own, diverged: watch.blownUp };
}

/** The average of the losses, and whether they blew up. */
class Watch {
  blownUp = false;
  #sum = 0;
  #count = 0;
  #first: number | undefined;
  #best = Infinity;

  see(loss: number): number {
    this.#sum = SMOOTHING * this.#sum + (1 - SMOOTHING) * loss;
    const smooth = this.#sum / (1 - SMOOTHING ** ++this.#count);
    this.#first ??= smooth;
    this.#best = Math.min(this.#best, smooth);
    // Losses that may be negative have no multiples: there the way back beyond the start counts.
    const limit =
      this.#best > 0
        ? BLOWN_UP * this.#best
        : this.#best + BLOWN_UP * Math.max(this.#first - this.#best, Math.abs(this.#first));
    // Where almost nothing is left of the loss, four times as much is still nothing.
    this.blownUp = !Number.isFinite(smooth) || smooth > Math.max(limit, (this.#first + this.#best) / 2);
    return smooth;
  }
}

export interface Suggestion {
  /** Where the average falls steepest by the logarithm of the rate. */
  readonly steepest: number;
  /** Where the average is least: there it is about to rise. */
  readonly least: number;
  /** A tenth of that. */
  readonly tenth: number;
  /** What to try first: the smaller of `steepest` and `tenth` would be slow, the larger still lies below the rise. */
  readonly rate: number;
}

/** By how much of its first value the average has to fall for a search to say anything. */
const NOTABLE = 0.01;

/** What the losses suggest; undefined where they never fell. Smith, 2017; Howard and Gugger, 2020. */
export function suggest(points: readonly SweepPoint[]): Suggestion | undefined {
  const finite = points.filter((p) => Number.isFinite(p.smooth));
  const [first] = finite;
  if (first === undefined) return undefined;
  let low = 0;
  for (let i = 1; i < finite.length; i++) if (finite[i]!.smooth < finite[low]!.smooth) low = i;
  if (first.smooth - finite[low]!.smooth <= NOTABLE * Math.abs(first.smooth)) return undefined;
  let [steepest, slope] = [0, 0];
  for (let i = 1; i < low; i++) {
    const between = Math.log(finite[i + 1]!.rate / finite[i - 1]!.rate);
    const s = (finite[i + 1]!.smooth - finite[i - 1]!.smooth) / between;
    if (s < slope) [steepest, slope] = [i, s];
  }
  const least = finite[low]!.rate;
  const found = { steepest: finite[steepest]!.rate, least, tenth: least / 10 };
  return { ...found, rate: Math.min(Math.max(found.steepest, found.tenth), least / 2) };
}
