/**
 * What a trained model says of data that it is judged by: for classes a confusion matrix, for numbers the predictions
 * beside their targets. Written to a run's folder at its end, for the report.
 *
 * Nothing in the language says which field is the target, but the program does: classes are an i32 field that picks
 * among as many values as an `argmax` chooses from; numbers are an f32 field whose difference from something is squared or
 * made positive. A program with neither has no outcome.
 */
import { join } from "node:path";
import { isOp, type Node, reachable } from "../../compiler/ir/graph.ts";
import type { Computation, TrainProgram } from "../../compiler/program.ts";
import type { Backend, TensorData } from "../../runtime/backend.ts";
import { writeFileAtomic } from "../../runtime/data/files.ts";
import type { Examples } from "../../runtime/examples.ts";
import type { EndEvent, Split } from "../../runtime/events.ts";
import { fillSlabs, type Weights } from "../../runtime/weights.ts";
import { type Picks, pickedBy } from "./data-ranges.ts";
import type { LoadedTrain } from "./load.ts";
import { textOf } from "./places.ts";
import type { Vocabulary } from "./vocabulary.ts";

export const OUTCOME = "outcome.json";

export type Outcome =
  | {
      readonly kind: "confusion";
      readonly split: Split;
      /** The field with the classes, and what the program calls its prediction. */
      readonly field: string;
      readonly prediction: string;
      readonly classes: readonly string[];
      /** Row: the class it is; column: the class that is predicted. */
      readonly counts: readonly (readonly number[])[];
    }
  | {
      readonly kind: "residuals";
      readonly split: Split;
      readonly field: string;
      readonly points: readonly (readonly [target: number, predicted: number])[];
      /** How many values there are in the data; `points` may be some of them. */
      readonly of: number;
    };

/** Examples that are asked about, evenly spread over the data. */
const EXAMPLES = 2000;
/** A matrix of more classes says nothing to the eye. */
const CLASSES = 50;
/** Numbers an example: a price or a position, but no picture. */
const NUMBERS = 8;

interface Question {
  readonly kind: Outcome["kind"];
  readonly field: string;
  readonly prediction: string;
  readonly node: Node;
  /** Values of an example. */
  readonly size: number;
  /** How many classes there are. */
  readonly classes: number;
}

/** Writes the outcome of a run, where its program has one. */
export async function saveOutcome(
  folder: string,
  { train, data, sources }: LoadedTrain,
  examples: Examples,
  { split, step }: EndEvent,
  weights: Weights,
  backend: Backend<Computation>,
): Promise<void> {
  const question = questionOf(train, pickedBy(train, textOf(sources)));
  if (question === undefined || examples.count === 0) return;
  const { field, prediction, size } = question;
  const { targets, predictions } = await answers(question, train, examples, step, weights, backend);
  let outcome: Outcome;
  if (question.kind === "residuals") {
    const points = [...targets].map((target, i) => [plain(target), plain(predictions[i]!)] as const);
    outcome = { kind: "residuals", split, field, points, of: examples.count * size };
  } else {
    const counts = Array.from({ length: question.classes }, () =>
      new Array<number>(question.classes).fill(0),
    );
    for (const [i, target] of targets.entries()) {
      const row = counts[target];
      // A label of -100 means "none".
      if (row !== undefined) row[predictions[i]!]!++;
    }
    const classes = classNames(question.classes, data.vocabularies[train.data ?? ""]);
    outcome = { kind: "confusion", split, field, prediction, classes, counts };
  }
  writeFileAtomic(join(folder, OUTCOME), `${JSON.stringify(outcome)}\n`);
}

function plain(value: number): number {
  return Number(value.toPrecision(6));
}

function questionOf(train: TrainProgram, picks: ReadonlyMap<string, Picks>): Question | undefined {
  return classesAsked(train, picks) ?? numbersAsked(train);
}

function classesAsked(train: TrainProgram, picks: ReadonlyMap<string, Picks>): Question | undefined {
  const outputs = [...train.predict.outputs, ...train.evaluate.outputs];
  const choices = reachable(outputs.map((o) => o.node)).filter((node) => isOp(node, "argmax"));
  for (const { name, type } of train.fields) {
    const found = picks.get(name);
    if (found === undefined || found.size > CLASSES || type.dtype !== "i32" || type.shape.length > 0)
      continue;
    const node = choices.find(
      (n) => n.type.shape.length === 1 && n.in[0]!.type.shape[n.attrs.axis] === found.size,
    );
    if (node === undefined) continue;
    const prediction = train.predict.outputs.find((o) => o.node === node)?.name ?? "argmax";
    return { kind: "confusion", field: name, prediction, node, size: 1, classes: found.size };
  }
  return undefined;
}

function numbersAsked({ evaluate, fields }: TrainProgram): Question | undefined {
  for (const node of reachable(evaluate.outputs.map((o) => o.node))) {
    const difference =
      isOp(node, "abs") || (isOp(node, "mul") && node.in[0] === node.in[1]) ? node.in[0] : undefined;
    if (difference === undefined || !isOp(difference, "sub")) continue;
    for (const [target, guess] of [difference.in, difference.in.toReversed()]) {
      if (!isOp(target!, "input") || target.attrs.role !== "batch" || isOp(guess!, "input")) continue;
      if (guess!.type.dtype !== "f32") continue;
      const field = fields.find((f) => f.name === target.attrs.name);
      const size = field?.type.shape.reduce((a, b) => a * b, 1) ?? Infinity;
      if (field?.type.dtype !== "f32" || size > NUMBERS) continue;
      return { kind: "residuals", field: field.name, prediction: field.name, node: guess!, size, classes: 0 };
    }
  }
  return undefined;
}

/** Runs whole batches; the last one is filled up with an example that is then left out. */
async function answers(
  { field, node, size }: Question,
  train: TrainProgram,
  examples: Examples,
  step: number,
  weights: Weights,
  backend: Backend<Computation>,
): Promise<{ readonly targets: TensorData; readonly predictions: number[] }> {
  const { batch, seed } = train.settings;
  const asked = Math.min(examples.count, EXAMPLES);
  const indices = Int32Array.from({ length: asked }, (_, i) => Math.floor((i * examples.count) / asked));
  const computation: Computation = {
    ...train.evaluate,
    name: "outcome",
    outputs: [{ name: "answer", node }],
    updates: [],
    reported: [],
    gradients: [],
  };
  using slabs = backend.newSlabs();
  const held = train.slabs.filter((slab) => train.weights.some((w) => w.slab === slab.name));
  fillSlabs(slabs, held, train.weights, weights);
  using runner = await backend.load(computation, slabs, { ring: 1 });
  const predictions: number[] = [];
  for (let at = 0; at < asked; at += batch) {
    const rows = Int32Array.from({ length: batch }, (_, i) => indices[Math.min(at + i, asked - 1)]!);
    runner.enqueue({ seed, step, total_steps: step, epoch: 0 }, (inputs) => {
      for (const { name } of runner.inputs) examples.fill(name, rows, inputs[name]!);
    });
    const answer = (await runner.submit()).tensor(0, "answer");
    predictions.push(...answer.subarray(0, size * Math.min(batch, asked - at)));
  }
  const dtype = train.fields.find((f) => f.name === field)!.type.dtype;
  const targets = dtype === "i32" ? new Int32Array(asked * size) : new Float32Array(asked * size);
  examples.fill(field, indices, targets);
  return { targets, predictions };
}

/** The texts behind the numbers, where the data has a list of just so many. */
function classNames(count: number, vocabulary: Vocabulary | undefined): string[] {
  const lists = [vocabulary?.classes, ...Object.values(vocabulary?.categories ?? {})];
  const fitting = lists.filter((list) => list?.length === count);
  const names = fitting.length === 1 ? fitting[0] : undefined;
  return Array.from({ length: count }, (_, i) => names?.[i] ?? String(i));
}
