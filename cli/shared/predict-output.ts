/**
 * Predictions as a file: CSV, JSON with an object a row, or `.npz`, told apart by the ending.
 */
import { extname } from "node:path";
import { InvariantError } from "../../compiler/diagnostics.ts";
import { sizeOf } from "../../compiler/ir/graph.ts";
import { writeFileAtomic } from "../../runtime/data/files.ts";
import { writeNpz } from "../../runtime/data/npz.ts";
import { type HostTensor, fromNumbers, toNumbers } from "../../runtime/data/tensor.ts";
import { UsageError } from "./exit.ts";
import { plural, shortestF32 } from "./terminal.ts";

/** One column of an answer, or several where its rows are vectors. */
export interface Answer {
  readonly name: string;
  readonly tensor: HostTensor;
  /** Texts that the numbers stand for. */
  readonly names?: readonly string[];
}

/** A column that is copied from the input; cells are texts as they stood there. */
export interface Kept {
  readonly name: string;
  readonly cells: readonly string[];
  /** Where they are numbers. */
  readonly tensor?: HostTensor;
}

export interface Answers {
  /** Rows of the input. */
  readonly count: number;
  /** The rows of the input that have predictions; row i of a tensor is that of `rows[i]`. */
  readonly rows: Int32Array;
  readonly kept: readonly Kept[];
  readonly answers: readonly Answer[];
}

const ENDINGS = [".csv", ".json", ".npz"] as const;
export type Ending = (typeof ENDINGS)[number];

/** How an answer is written; without a file as CSV, or as JSON where that is asked for. */
export function outputEnding(out: string | undefined, json = false): Ending {
  if (out === undefined) return json ? ".json" : ".csv";
  const ending = extname(out).toLowerCase();
  const known = ENDINGS.find((e) => e === ending);
  if (known === undefined)
    throw new UsageError(
      `--out ${out}: ${ending === "" ? "the file's name has no ending" : `unknown ending ${ending}`}`,
      `use ${ENDINGS.join(", ")}`,
    );
  if (json && known !== ".json")
    throw new UsageError(`--json and --out ${out} say two things`, "leave out one of them");
  return known;
}

export function writeAnswers(answers: Answers, ending: Ending, out: string | undefined): void {
  const content = ending === ".csv" ? csv(answers) : ending === ".json" ? json(answers) : npz(answers);
  if (out !== undefined) writeFileAtomic(out, content);
  else process.stdout.write(content);
}

/** Values as they are told: numbers as the shortest decimals that are the same f32. */
function valuesOf({ tensor, names }: Answer): (number | boolean | string)[] {
  const single = tensor.dtype === "f32";
  const numbers = Array.from(toNumbers(tensor), (v) => (single ? shortestF32(v) : v));
  if (names !== undefined) return numbers.map((v) => names[v] ?? String(v));
  return tensor.dtype === "bool" ? numbers.map((v) => v !== 0) : numbers;
}

/** A prediction of classes is their names, and their numbers in a column beside it. */
function told(answers: readonly Answer[]): Answer[] {
  return answers.flatMap((answer) =>
    answer.names === undefined ? [answer] : [answer, { name: `${answer.name}_index`, tensor: answer.tensor }],
  );
}

/** Row of the input → row of the tensors, −1 where it has no prediction. */
function places({ count, rows }: Answers): Int32Array {
  const at = new Int32Array(count).fill(-1);
  rows.forEach((row, i) => (at[row] = i));
  return at;
}

// ---------------------------------------------------------------- CSV

function csv(all: Answers): string {
  const shown = told(all.answers).map((a) => ({ ...a, heads: headsOf(a), values: valuesOf(a) }));
  const lines = [[...all.kept.map((k) => k.name), ...shown.flatMap((s) => s.heads)].map(cell).join(",")];
  const at = places(all);
  for (let row = 0; row < all.count; row++) {
    const cells = all.kept.map((k) => cell(k.cells[row]!));
    for (const { values, heads } of shown) {
      const from = at[row]! * heads.length;
      for (let k = 0; k < heads.length; k++) cells.push(at[row]! < 0 ? "" : cell(String(values[from + k])));
    }
    lines.push(cells.join(","));
  }
  return `${lines.join("\n")}\n`;
}

/** `price`, or `code_0`, `code_1`, …, `picture_0_0`, … */
function headsOf({ name, tensor }: Answer): string[] {
  const [, ...shape] = tensor.shape;
  const heads = shape.reduce<string[]>(
    (before, size) => before.flatMap((head) => Array.from({ length: size }, (_, i) => `${head}_${i}`)),
    [name],
  );
  if (heads.length !== sizeOf(shape))
    throw new InvariantError("predict", `${heads.length} heads for [${shape.join()}]`);
  return heads;
}

/** RFC 4180. */
function cell(text: string): string {
  return /[",\n\r]/.test(text) || text.trim() !== text ? `"${text.replaceAll('"', '""')}"` : text;
}

// ---------------------------------------------------------------- JSON

function json(all: Answers): string {
  const shown = told(all.answers).map((a) => ({ ...a, values: valuesOf(a) }));
  const at = places(all);
  const rows = Array.from({ length: all.count }, (_, row) => {
    const kept = all.kept.map((k): [string, unknown] => [k.name, k.tensor ? nested(toNumbers(k.tensor), k.tensor.shape, row) : k.cells[row]]); // prettier-ignore
    const answers = shown.map(({ name, values, tensor }): [string, unknown] => [
      name,
      at[row]! < 0 ? null : nested(values, tensor.shape, at[row]!),
    ]);
    return `  ${JSON.stringify(Object.fromEntries([...kept, ...answers]), plain)}`;
  });
  return rows.length === 0 ? "[]\n" : `[\n${rows.join(",\n")}\n]\n`;
}

/** JSON has no infinities and no NaN. */
function plain(_: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}

/** A row of a tensor as lists in lists. */
function nested(values: ArrayLike<unknown>, [, ...shape]: readonly number[], row: number): unknown {
  const build = (from: number, [first, ...rest]: readonly number[]): unknown => {
    if (first === undefined) return values[from];
    return Array.from({ length: first }, (_, i) => build(from + i * sizeOf(rest), rest));
  };
  return build(row * sizeOf(shape), shape);
}

// ---------------------------------------------------------------- npz

function npz({ count, rows, kept, answers }: Answers): Uint8Array {
  const text = kept.find((k) => k.tensor === undefined);
  if (text !== undefined)
    throw new UsageError(
      `--keep ${text.name}: .npz holds numbers only`,
      "write .csv or .json, or leave it out",
    );
  const spread = ({ dtype, shape, data }: HostTensor, name: string): HostTensor => {
    if (rows.length === count) return { dtype, shape, data };
    if (dtype !== "f32" && dtype !== "f64")
      throw new UsageError(
        `${plural(count - rows.length, "row")} of ${count} without a prediction, and .npz has no ${dtype} for that in \`${name}\``,
        "write .csv or .json",
      );
    const size = sizeOf(shape.slice(1));
    const values = new Float64Array(count * size).fill(NaN);
    rows.forEach((row, i) => values.set(data.subarray(i * size, (i + 1) * size), row * size));
    return fromNumbers(dtype, [count, ...shape.slice(1)], values);
  };
  return writeNpz([
    ...kept.map((k) => [k.name, k.tensor!] as const),
    ...answers.map((a) => [a.name, spread(a.tensor, a.name)] as const),
  ]);
}
