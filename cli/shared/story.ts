/**
 * One training step as a story: forward, backward, update, and the same examples once more.
 */
import { basename, dirname, resolve } from "node:path";
import type { StepFlags } from "../commands/step.ts";
import { sizeOf } from "../../compiler/ir/graph.ts";
import { checkLabels } from "./data-ranges.ts";
import { loadTrain } from "./load.ts";
import { type OneStep, oneStep, type Series, type WeightStep } from "./one-step.ts";
import { textOf } from "./places.ts";
import { readWeightFile } from "./run.ts";
import { count, exact, number, paint, plural, shortestF32, table } from "./terminal.ts";

export async function tellStep(spec: string, flags: StepFlags): Promise<void> {
  const { batch, seed } = flags;
  const settings = Object.fromEntries(Object.entries({ batch, seed }).filter(([, v]) => v !== undefined));
  const { train, data: sets, dataProgram, file, sources } = loadTrain(spec, flags, settings);
  const data = dataProgram === undefined ? undefined : sets.load(dataProgram);
  if (data !== undefined) checkLabels(train, data, file, textOf(sources));
  const step = await oneStep(train, data, {
    ...(flags.init === undefined ? {} : { init: { file: flags.init, tensors: readWeightFile(flags.init) } }),
    readWeights: (path) => readWeightFile(resolve(dirname(file), path)),
  });
  console.log(flags.json ? asJson(train.name, step) : story(`${basename(file)}, ${train.name}`, step));
}

function asJson(name: string, step: OneStep): string {
  const list = (values: ArrayLike<number>) =>
    Array.from(values, (v) => (Number.isFinite(v) ? shortestF32(v) : String(v)));
  const series = (all: readonly Series[]) =>
    Object.fromEntries(all.map((s) => [s.name, { shape: s.shape, data: list(s.values) }]));
  const weights = step.weights.map((w) => ({
    path: w.path,
    shape: w.shape,
    value: list(w.before),
    gradient: w.gradient === undefined ? null : list(w.gradient),
    nudge: list(nudges(w)),
    new: list(w.after),
  }));
  const losses = Object.fromEntries(
    step.losses.map((l) => [l.name, { before: list([l.before])[0], after: list([l.after])[0] }]),
  );
  const { batch, lr } = step;
  return JSON.stringify({
    train: name,
    batch,
    ...(lr === undefined ? {} : { lr: shortestF32(lr) }),
    fields: series(step.fields),
    predictions: series(step.predictions),
    losses,
    weights,
  });
}

function nudges(w: WeightStep): Float32Array {
  return Float32Array.from(w.after, (v, i) => v - w.before[i]!);
}

function story(title: string, step: OneStep): string {
  const c = paint(process.stdout);
  const head = (name: string, text: string) => `\n ${c.bold(name.padEnd(9))} ${text}\n`;
  const examples = step.batch > 0 ? ` on ${plural(step.batch, "example")}` : "";
  const out = [` ${c.bold("One training step")} of ${title}${examples}`];

  out.push(
    head(
      "Forward",
      step.predictions.length > 0
        ? "the model predicts, and the loss says how wrong it is"
        : "the loss at the present weights",
    ),
  );
  if (step.batch > 0 && (step.predictions.length > 0 || step.fields.every((f) => sizeOf(f.shape) <= 8)))
    out.push(predictionTable(step), "");
  for (const l of step.losses) out.push(`   ${l.name} ${c.bold(exact(l.before))}`);

  const reached = step.weights.filter((w) => w.gradient !== undefined);
  out.push(
    head("Backward", "the gradient of the loss by each weight: how the loss changes per unit of the weight"),
  );
  const rate = step.lr === undefined ? "" : `, learning rate ${number(step.lr)}`;
  const small = reached.filter((w) => w.before.length <= FEW);
  const large = reached.filter((w) => w.before.length > FEW);
  if (small.length > 0) out.push(elementTable(small));
  if (large.length > 0) {
    if (small.length > 0) out.push("");
    out.push(summaryTable(large));
  }
  const blamed = mostToBlame(reached);
  if (blamed !== undefined && large.length > 0) {
    const { weight, index } = blamed;
    const [before, gradient, after] = [weight.before[index]!, weight.gradient![index]!, weight.after[index]!];
    const direction =
      gradient > 0
        ? "raising it raises the loss, so it goes down"
        : "raising it lowers the loss, so it goes up";
    out.push(
      `\n   Most to blame: ${c.bold(`${weight.path}[${place(index, weight.shape).join(", ")}]`)} = ${exact(before)}, gradient ${exact(gradient)}:` +
        `\n   ${direction}: by ${exact(after - before)} to ${exact(after)}.`,
    );
  }
  const frozen = step.weights.filter((w) => w.gradient === undefined);
  if (frozen.length > 0)
    out.push(`\n   ${plural(frozen.length, "weight")} frozen: ${frozen.map((w) => w.path).join(", ")}`);

  out.push(head("Update", `every weight takes its nudge, against its gradient${rate}`));
  for (const l of step.losses) {
    const change = l.after < l.before ? c.green("lower") : l.after > l.before ? c.red("higher") : "the same";
    out.push(
      `   the same ${step.batch > 0 ? "examples" : "loss"} again: ${l.name} ${exact(l.before)} → ${c.bold(exact(l.after))}, ${change}`,
    );
  }
  return out.join("\n");
}

/** Weights with at most this many elements are shown in full. */
const FEW = 4;
const EXAMPLES = 4;

function predictionTable(step: OneStep): string {
  const rows = Math.min(EXAMPLES, step.batch);
  const shown = step.fields.filter((f) => sizeOf(f.shape) <= 8);
  const cell = (s: Series, i: number) => {
    const size = sizeOf(s.shape);
    const values = Array.from({ length: size }, (_, k) => number(s.values[i * size + k]!));
    return s.shape.length === 0 ? values[0]! : values.join(" ");
  };
  const columns = [
    { title: "example", align: "right" as const },
    ...shown.map((f) => ({ title: f.name, align: "right" as const })),
    ...step.predictions.map((p) => ({ title: `predicted ${p.name}`, align: "right" as const })),
  ];
  const lines = Array.from({ length: rows }, (_, i) => [
    String(i + 1),
    ...shown.map((f) => cell(f, i)),
    ...step.predictions.map((p) => cell(p, i)),
  ]);
  const more = step.batch > rows ? `\n   … and ${count(step.batch - rows)} more` : "";
  return table(columns, lines, "   ") + more;
}

const RIGHT = "right" as const;

function elementTable(weights: readonly WeightStep[]): string {
  const columns = [
    { title: "weight" },
    ...["value", "gradient", "nudge", "new value"].map((title) => ({ title, align: RIGHT })),
  ];
  const rows = weights.flatMap((w) =>
    Array.from(w.before, (before, i) => [
      w.shape.length === 0 ? w.path : `${w.path}[${place(i, w.shape).join(", ")}]`,
      exact(before),
      exact(w.gradient![i]!),
      exact(w.after[i]! - before),
      exact(w.after[i]!),
    ]),
  );
  return table(columns, rows, "   ");
}

function summaryTable(weights: readonly WeightStep[]): string {
  const columns = [
    { title: "weight" },
    { title: "shape" },
    ...["values", "gradients: min", "mean", "max", "nudge, mean size"].map((title) => ({
      title,
      align: RIGHT,
    })),
  ];
  const rows = weights.map((w) => {
    const values = stats(w.before);
    const g = stats(w.gradient!);
    return [
      w.path,
      `[${w.shape.join(", ")}]`,
      `${number(values.min, 3)} … ${number(values.max, 3)}`,
      number(g.min),
      number(g.mean),
      number(g.max),
      number(stats(nudges(w).map(Math.abs)).mean),
    ];
  });
  return table(columns, rows, "   ");
}

function stats(values: ArrayLike<number>): { min: number; mean: number; max: number } {
  let [min, max, sum] = [Infinity, -Infinity, 0];
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    min = Math.min(min, v);
    max = Math.max(max, v);
    sum += v;
  }
  return { min, max, mean: sum / values.length };
}

function mostToBlame(weights: readonly WeightStep[]): { weight: WeightStep; index: number } | undefined {
  let best: { weight: WeightStep; index: number } | undefined;
  let size = 0;
  for (const weight of weights) {
    for (let index = 0; index < weight.before.length; index++) {
      const g = Math.abs(weight.gradient![index]!);
      if (g > size) [best, size] = [{ weight, index }, g];
    }
  }
  return best;
}

/** The indices of a flat position. */
function place(index: number, shape: readonly number[]): number[] {
  const at: number[] = [];
  for (let axis = shape.length - 1, rest = index; axis >= 0; axis--) {
    at.unshift(rest % shape[axis]!);
    rest = Math.floor(rest / shape[axis]!);
  }
  return at;
}
