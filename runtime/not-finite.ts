/**
 * What to say when a loss or a weight is no number any more: in which step it began, and at which operation of the program.
 *
 * Steps are repeatable, so the run is taken back to a state that is kept (the last checkpoint, or the start) and made again
 * up to the step in question, on the same device. That step is then computed operation by operation (`Locate`).
 */
import type { Span } from "../compiler/diagnostics.ts";
import { DiagnosticError } from "../compiler/diagnostics.ts";
import type { Computation, Weight } from "../compiler/program.ts";
import type { StepInputs, TensorSpec } from "./backend.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { runtimeError } from "./errors.ts";
import type { GradientReport } from "./events.ts";
import type { HostScalars } from "./scalars.ts";
import type { TrainLoop } from "./train-loop.ts";
import { type Snapshot, snapshot, weightsOf } from "./weights.ts";

/** A loss of a step, or a weight after so many steps, that is NaN or infinite. */
export class NotFinite extends Error {
  constructor(
    readonly step: number,
    readonly what: { readonly name: string; readonly value: number },
    readonly kind: "loss" | "weight",
  ) {
    super(`${what.name} is ${what.value} at step ${step}`);
  }
}

/** A step that makes something of numbers which is none. */
export interface BrokenStep {
  readonly computation: Computation;
  /** Persistent values as they are before the step. */
  readonly slabs: Snapshot;
  readonly host: HostScalars;
  readonly inputs: StepInputs;
  /** What comes out wrong: the losses, or the new values of weights. */
  readonly wrong: "losses" | "weights";
  /** Weights and the state of layers. */
  readonly weights: readonly Weight[];
}

/** The first operation of a step that makes NaN or an infinity of finite numbers. */
export interface Origin {
  /** Where it is written. */
  readonly span?: Span;
  /** What happens there: "`log(0)` is -∞". */
  readonly text: string;
  readonly notes: readonly string[];
}

/**
 * Finds the origin by computing the step once more, one operation at a time. Undefined where everything is finite then; a text
 * says why it could not look.
 */
export type Locate = (step: BrokenStep) => Origin | string | undefined;

/** A state that the run can go back to: slabs after so many steps, those that are missing being as in a fresh run. */
export type Anchor = Pick<Checkpoint, "step" | "slabs">;

export function brokenWeight({ weights }: GradientReport): { name: string; value: number } | undefined {
  const found = Object.entries(weights).find(([, w]) => !Number.isFinite(w.weight));
  return found && { name: found[0], value: found[1].weight };
}

/** The first weight or layer's state that is no number after so many steps. */
export function checkWeights(
  weights: readonly Weight[],
  step: number,
  from: Snapshot,
): NotFinite | undefined {
  const found = brokenIn(weights, from);
  return found && new NotFinite(step, found, "weight");
}

function brokenIn(weights: readonly Weight[], from: Snapshot): { name: string; value: number } | undefined {
  // Slabs are looked through whole, which is quick; what lies where is asked only of one that is broken.
  if ([...new Set(weights.map((w) => w.slab))].every((name) => from.get(name)!.every(Number.isFinite)))
    return undefined;
  for (const [name, { data }] of weightsOf(weights, from)) {
    const value = (data as Float32Array).find((v) => !Number.isFinite(v));
    if (value !== undefined) return { name, value };
  }
  return undefined;
}

/** The diagnostic for a run that stopped. It makes steps again, after which the loop is of no more use. */
export async function explain(
  error: NotFinite,
  loop: TrainLoop,
  anchor: Anchor,
  locate: Locate | undefined,
): Promise<DiagnosticError> {
  const { program } = loop;
  const isLoss = error.kind === "loss";
  const seen = isLoss ? error.step : error.step - 1;
  const lr = loop.runner.reported.includes("lr") ? loop.runner.report("lr", loop.hostAt(seen)) : undefined;
  // Of no steps it is no number.
  const { loss } = loop.trainingScores();
  const found = locate && (await search(error, loop, anchor, locate));
  const { name, value } = (!isLoss && found?.weight) || error.what;
  const step = isLoss ? seen : (found?.step ?? seen);
  const title = `\`${name}\` became ${inWords(value)} ${isLoss ? "at" : "in"} step ${step}`;
  const { diagnostic } = runtimeError("notFinite", title, {
    notes: [
      ...(found?.notes ?? []),
      ...(lr === undefined ? [] : [`the learning rate was ${Number(lr.toPrecision(3))}`]),
      ...(Number.isNaN(loss) ? [] : [`the mean loss of the steps before was ${Number(loss.toPrecision(4))}`]),
      ...(program.weights.length > 0 ? ["the weights that were saved last are kept"] : []),
    ],
    help: remedy(found?.text ?? ""),
  });
  const labels = found?.span ? [{ span: found.span, text: found.text }] : [];
  return new DiagnosticError({ ...diagnostic, labels });
}

/** Out of its domain an operation wants another input; the rest are mostly steps that are too long. */
function remedy(cause: string): string {
  const op = /`(log|sqrt)\((?:-|0)/.exec(cause)?.[1];
  return op === undefined
    ? "lower the learning rate, or clip gradients with `clip: 1.0`; look for extreme values in the data"
    : `\`${op}\` takes numbers above 0: write \`${op}(maximum(x, 1e-6))\`, or make them positive with \`softplus\``;
}

export function inWords(value: number): string {
  return Number.isNaN(value) ? "NaN" : "infinite";
}

interface Found extends Partial<Place> {
  readonly span?: Span;
  readonly text: string;
  readonly notes: readonly string[];
}

async function search(
  error: NotFinite,
  loop: TrainLoop,
  anchor: Anchor,
  locate: Locate,
): Promise<Found | undefined> {
  const { program } = loop;
  let place: Place;
  try {
    place = await firstBroken(error, loop, anchor);
  } catch (again) {
    if (!(again instanceof NotFinite)) throw again;
    const note = `the steps from ${anchor.step} on were made again to find the cause, and went wrong at step ${again.step} instead: this device does not repeat itself`;
    return { text: "", notes: [note] };
  }
  const slabs = await snapshot(loop.slabs, program.slabs.map((s) => s.name)); // prettier-ignore
  const { step, wrong, weight } = place;
  const { weights } = program;
  const origin = locate({ computation: program.step, slabs, ...given(loop, step), wrong, weights });
  const earlier =
    error.kind === "loss" && weight !== undefined
      ? [`\`${weight.name}\` became ${inWords(weight.value)} in step ${step}, and the loss with it`]
      : [];
  if (typeof origin === "string") return { ...place, text: "", notes: [...earlier, origin] };
  if (origin === undefined) {
    const note = `computed again on the host, one operation at a time, all of step ${step} is finite: where the device's own arithmetic went beyond it is not known`;
    return { ...place, text: "", notes: [...earlier, note] };
  }
  const notes = [...earlier, ...origin.notes];
  // Without a place to point at, the text is what there is to say.
  return origin.span
    ? { ...place, ...origin, notes }
    : { ...place, text: "", notes: [origin.text, ...notes] };
}

/** What a step takes from outside: the host's scalars, and examples by field. */
function given(loop: TrainLoop, step: number): Pick<BrokenStep, "host" | "inputs"> {
  const indices = loop.newOrder(step)?.next();
  const inputs = loop.runner.inputs.map((spec) => {
    const values = storageOf(spec);
    if (indices) loop.options.data!.train.fill(spec.name, indices, values);
    return [spec.name, values] as const;
  });
  return { host: { ...loop.hostAt(step) }, inputs: Object.fromEntries(inputs) };
}

/** Host memory for an input, as backends have it. */
function storageOf({ dtype, shape }: TensorSpec): Float32Array | Int32Array | Uint16Array {
  const size = shape.reduce((a, b) => a * b, 1);
  return dtype === "f32"
    ? new Float32Array(size)
    : dtype === "f16"
      ? new Uint16Array(size)
      : new Int32Array(size);
}

interface Place {
  /** The step that is wrong; the loop's slabs are as before it. */
  readonly step: number;
  readonly wrong: BrokenStep["wrong"];
  /** The first weight that is broken after the step, where that is what is wrong. */
  readonly weight?: { readonly name: string; readonly value: number } | undefined;
}

/** The first step whose weights are finite before and not after; the failing step itself where there is none. */
async function firstBroken({ step, kind }: NotFinite, loop: TrainLoop, anchor: Anchor): Promise<Place> {
  const { weights } = loop.program;
  const brokenAfter = async (count: number) => brokenIn(weights, await loop.replay(anchor, count));
  // What was broken at the start has no step to blame.
  if (step === anchor.step) {
    await loop.replay(anchor, step);
    return { step, wrong: "losses" };
  }
  const broken = await brokenAfter(step);
  if (kind === "loss" && !broken) return { step, wrong: "losses" };
  // Mostly it is the step just before; otherwise halving finds it.
  let [good, bad, weight] = [anchor.step, step, broken];
  for (let middle = step - 1; good + 1 < bad; middle = Math.floor((good + bad) / 2)) {
    const found = await brokenAfter(middle);
    if (found) [bad, weight] = [middle, found];
    else good = middle;
  }
  await loop.replay(anchor, good);
  return { step: good, wrong: "weights", weight };
}
