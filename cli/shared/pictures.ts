/**
 * What a trained model makes, for the eye: text, pictures, points, or a map of which class it says where. Written to a run's
 * folder at its end, for the report; `nn report RUN --samples` makes it anew.
 *
 * Which of them apply shows in the program: text where `nn sample` has logits to draw from; pictures where a `predict` has
 * the shape of one; a map where a class is predicted from two numbers; points where a `predict` draws pairs of numbers.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { DiagnosticError, InvariantError } from "../../compiler/diagnostics.ts";
import { sizeOf } from "../../compiler/ir/graph.ts";
import type { Computation } from "../../compiler/program.ts";
import type { Backend } from "../../runtime/backend.ts";
import { writeFileAtomic } from "../../runtime/data/files.ts";
import { toNumbers } from "../../runtime/data/tensor.ts";
import { DeviceError } from "../../runtime/errors.ts";
import type { Examples, TrainData } from "../../runtime/examples.ts";
import type { Moment } from "../../runtime/moment.ts";
import { draw, predict, predictedFrom, predictions } from "../../runtime/predict.ts";
import { findLogits, sample } from "../../runtime/sample.ts";
import type { Weights } from "../../runtime/weights.ts";
import { alphabetOf, drawsRows, type Learned } from "./learned.ts";
import { classNamesOf } from "./predict-fields.ts";
import { gridPng, type PictureShape, pictureShape } from "./sample-pictures.ts";

export const SAMPLES = "samples.json";

export type Shown =
  | {
      readonly kind: "text";
      readonly text: string;
      readonly temperature: number;
      /** It ends where patience did. */
      readonly isCut?: boolean;
    }
  | {
      readonly kind: "pictures";
      readonly name: string;
      readonly count: number;
      /** PNG in base 64: the pictures, and what they were made of where that is a picture too. */
      readonly png: string;
      readonly from?: { readonly name: string; readonly png: string };
    }
  | {
      readonly kind: "map";
      readonly name: string;
      /** What the two axes are. */
      readonly axes: string;
      /** Left, right, bottom, top. */
      readonly frame: readonly [number, number, number, number];
      /** The class at the cells of a square grid, from the top left on; none for points without a map. */
      readonly cells?: readonly number[];
      readonly classes: readonly string[];
      readonly points: readonly (readonly [x: number, y: number, group: number])[];
    }
  | { readonly kind: "none"; readonly why: string };

const LETTERS = 400;
const TEMPERATURE = 0.8;
/** Milliseconds that writing may take at the end of a training: a large model on a slow device writes less. */
const PATIENCE = 2000;
const PICTURES = 16;
const COLUMNS = 8;
/** Cells of a map on a side. */
export const CELLS = 64;
const POINTS = 400;
/** Colours that a map has. */
const CLASSES = 8;

export interface Model extends Learned {
  readonly weights: Weights;
  readonly moment: Moment;
  readonly backend: Backend<Computation>;
  /** Absent where the model is shown without its data. */
  readonly trainData?: TrainData;
}

/** Whether there is anything to show, and whether showing it takes the data. */
export function showing(model: Learned): "nothing" | "model" | "data" {
  if (drawsRows(model)) return model.train.data !== undefined && drawsPairs(model) ? "data" : "model";
  if (textOf(model) !== undefined) return "model";
  return mapOf(model) !== undefined || picturesOf(model).length > 0 ? "data" : "nothing";
}

/**
 * Writes what the model makes. The training is done and saved by then: what goes wrong here (a program that takes half of its
 * batch cannot be run alone; a device may refuse it) is told in the report, in place of the samples.
 */
export async function saveSamples(folder: string, model: Model, patience = PATIENCE): Promise<void> {
  const path = join(folder, SAMPLES);
  let shown: readonly Shown[];
  try {
    shown = await shownOf(model, patience);
  } catch (error) {
    shown = [{ kind: "none", why: reasonOf(error) }];
  }
  // A folder that is used again may hold those of another program.
  if (shown.length === 0) rmSync(path, { force: true });
  else writeFileAtomic(path, `${JSON.stringify(shown)}\n`);
}

/** What the model makes; nothing where nothing applies. `patience` is in milliseconds, for text. */
export async function shownOf(model: Model, patience = PATIENCE): Promise<Shown[]> {
  if (showing(model) === "nothing") return [];
  return [...(await written(model, patience)), ...(await drawn(model)), ...(await answered(model))];
}

function reasonOf(error: unknown): string {
  if (error instanceof DiagnosticError) return error.diagnostic.title;
  if (error instanceof DeviceError || error instanceof InvariantError) return error.message;
  throw error;
}

// ---------------------------------------------------------------- text

function textOf(model: Learned) {
  const alphabet = alphabetOf(model);
  if (alphabet === undefined || alphabet.size === 0) return undefined;
  const logits = findLogits(model.train, alphabet.size);
  return typeof logits === "string" ? undefined : { alphabet, logits };
}

async function written(model: Model, patience: number): Promise<Shown[]> {
  const found = textOf(model);
  if (found === undefined) return [];
  const { alphabet, logits } = found;
  const { train, weights, backend, moment } = model;
  const options = { ...moment, weights, backend, temperature: TEMPERATURE, seed: 0 };
  let text = "";
  let until = Infinity;
  for await (const token of sample(train, logits, alphabet.encode(alphabet.start), LETTERS, options)) {
    // Making the program ready for one example comes before the first letter.
    if (text === "") until = performance.now() + patience;
    text += alphabet.decode(token);
    if (performance.now() > until) return [{ kind: "text", text, temperature: TEMPERATURE, isCut: true }];
  }
  return [{ kind: "text", text, temperature: TEMPERATURE }];
}

// ---------------------------------------------------------------- rows that are drawn

/** Points in a plane. */
function drawsPairs({ train }: Learned): boolean {
  return predictions(train).rows.some((r) => r.shape.join() === "2");
}

async function drawn(model: Model): Promise<Shown[]> {
  if (!drawsRows(model)) return [];
  const { train, dataProgram, trainData: data } = model;
  const { rows } = predictions(train);
  const made = await draw(train, drawsPairs(model) ? POINTS : PICTURES, model);
  return rows.flatMap(({ name, shape }): Shown[] => {
    const values = toNumbers(made.get(name)!);
    const picture = pictureShape(shape, dataProgram);
    if (picture !== undefined) return [pictures(name, values, picture)];
    if (shape.join() !== "2") return [];
    const field = train.fields.find((f) => f.type.dtype === "f32" && f.type.shape.join() === "2")?.name;
    const known =
      field === undefined || data === undefined
        ? []
        : pairs(valuesOf(spread(heldOut(data), POINTS), field, 2));
    const points = [
      ...known.map(([x, y]) => [x, y, 0] as const),
      ...pairs(values).map(([x, y]) => [x, y, 1] as const),
    ];
    return [
      {
        kind: "map",
        name,
        axes: "",
        frame: frameOf(points),
        classes: ["data", name],
        points: points.map(short),
      },
    ];
  });
}

function pictures(name: string, values: Float64Array, shape: PictureShape): Shown & { kind: "pictures" } {
  return {
    kind: "pictures",
    name,
    count: values.length / sizeOf([shape.height, shape.width, shape.channels]),
    png: base64(values, shape),
  };
}

function base64(values: ArrayLike<number>, shape: PictureShape): string {
  const zoom = Math.max(1, Math.round(56 / shape.width));
  const bytes = gridPng(values, shape, COLUMNS, zoom);
  // Not `Buffer`: a page has none.
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

// ---------------------------------------------------------------- rows that are predicted

/** Predictions that are pictures. */
function picturesOf({ train, dataProgram }: Learned) {
  if (predictedFrom(train).length === 0) return [];
  return predictions(train).rows.flatMap(({ name, shape }) => {
    const picture = pictureShape(shape, dataProgram);
    return picture === undefined ? [] : [{ name, picture }];
  });
}

/** A class that is predicted from two numbers. */
function mapOf({ train }: Learned) {
  const [field, ...others] = predictedFrom(train);
  const type = train.fields.find((f) => f.name === field)?.type;
  if (field === undefined || others.length > 0 || type?.dtype !== "f32" || type.shape.join() !== "2")
    return undefined;
  const { rows } = predictions(train);
  const found = rows.find((r) => r.shape.length === 0 && (r.dtype === "i32" || r.dtype === "bool"));
  return found && { field, name: found.name };
}

async function answered(model: Model): Promise<Shown[]> {
  const { train, trainData: data, dataProgram } = model;
  const wanted = picturesOf(model);
  const shown: Shown[] = [];
  if (data !== undefined && wanted.length > 0) {
    const examples = spread(heldOut(data), PICTURES);
    const made = await predict(train, { ...model, examples, batch: examples.count });
    for (const { name, picture } of wanted) {
      const from = train.fields.find(
        (f) => predictedFrom(train).includes(f.name) && pictureShape(f.type.shape, dataProgram),
      );
      const shape = from && pictureShape(from.type.shape, dataProgram);
      const inputs = from && valuesOf(examples, from.name, sizeOf(from.type.shape));
      shown.push({
        ...pictures(name, toNumbers(made.get(name)!), picture),
        ...(inputs && shape ? { from: { name: from.name, png: base64(inputs, shape) } } : {}),
      });
    }
  }
  const map = mapOf(model);
  if (data !== undefined && map !== undefined) shown.push(...(await mapped(model, data, map)));
  return shown;
}

async function mapped(
  model: Model,
  data: TrainData,
  { field, name }: { readonly field: string; readonly name: string },
): Promise<Shown[]> {
  const { train } = model;
  const examples = spread(heldOut(data), POINTS);
  const at = pairs(valuesOf(examples, field, 2));
  const frame = frameOf(at);
  const [left, right, bottom, top] = frame;
  const count = CELLS * CELLS;
  const places = new Float32Array(2 * count);
  for (let i = 0; i < count; i++) {
    places[2 * i] = left + ((right - left) * ((i % CELLS) + 0.5)) / CELLS;
    places[2 * i + 1] = top - ((top - bottom) * (Math.floor(i / CELLS) + 0.5)) / CELLS;
  }
  const grid: Examples = {
    count,
    fill: (_, indices, out) =>
      indices.forEach((row, i) => out.set(places.subarray(2 * row, 2 * row + 2), 2 * i)),
  };
  const made = await predict(train, { ...model, examples: grid, batch: count });
  const cells = [...toNumbers(made.get(name)!)];
  const names = classNamesOf(model, name);
  const target = train.fields.find(
    (f) => f.type.shape.length === 0 && f.type.dtype !== "f32" && f.name !== field,
  )?.name;
  const groups = target === undefined ? undefined : valuesOf(examples, target, 1);
  const most = Math.max(...cells, ...(groups ?? [])) + 1;
  if (most > CLASSES || Math.min(...cells, ...(groups ?? [])) < 0) return [];
  return [
    {
      kind: "map",
      name,
      axes: `${field}[0] across, ${field}[1] up`,
      frame,
      cells,
      classes: Array.from({ length: most }, (_, i) => names?.[i] ?? String(i)),
      points: at.map(([x, y], i) => short([x, y, groups?.[i] ?? -1])),
    },
  ];
}

// ---------------------------------------------------------------- parts

function heldOut(data: TrainData): Examples {
  return data.test ?? data.validation ?? data.train;
}

/** Up to `limit` examples, evenly spread. */
function spread(examples: Examples, limit: number): Examples {
  const count = Math.min(limit, examples.count);
  const chosen = Int32Array.from({ length: count }, (_, i) => Math.floor((i * examples.count) / count));
  return { count, fill: (field, rows, out) => examples.fill(field, rows.map((row) => chosen[row]!), out) }; // prettier-ignore
}

/** A field of all examples. */
function valuesOf(examples: Examples, field: string, size: number): Float32Array {
  const values = new Float32Array(examples.count * size);
  examples.fill(field, Int32Array.from({ length: examples.count }, (_, i) => i), values); // prettier-ignore
  return values;
}

function pairs(values: ArrayLike<number>): [number, number][] {
  return Array.from({ length: values.length / 2 }, (_, i) => [values[2 * i]!, values[2 * i + 1]!]);
}

/** Around the points, with a margin. */
function frameOf(points: readonly (readonly number[])[]): [number, number, number, number] {
  const span = (k: number): [number, number] => {
    const values = points.map((p) => p[k]!).filter(Number.isFinite);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const more = high > low ? 0.06 * (high - low) : 1;
    return [low - more, high + more];
  };
  return [...span(0), ...span(1)];
}

function short([x, y, group]: readonly [number, number, number]): readonly [number, number, number] {
  return [Number(x.toPrecision(5)), Number(y.toPrecision(5)), group];
}
