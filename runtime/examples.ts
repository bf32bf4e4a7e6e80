/**
 * What the training loop needs of a data set: how many examples each part has, and copies of some of them.
 *
 * The loop knows neither files nor fields' expressions; whoever opens the data evaluates the fields once and hands over
 * their columns.
 */
import type { Column, TensorData } from "./backend.ts";
import { DeviceError } from "./errors.ts";
import { gatherRows, gatherWindows } from "./data/dataset.ts";
import type { HostData } from "./data/tensor.ts";
import { columnOf } from "./resident.ts";

/** A part of a data set. Examples are numbered from 0 within it. */
export interface Examples {
  readonly count: number;
  /** Copies the field of the examples `indices` into `out`, one after the other. */
  fill(field: string, indices: Int32Array, out: TensorData): void;
  /** Where a field of an example comes from, for messages: "line 7, column 3 of a.csv". */
  place?(field: string, example: number): string;
  /** The tokens that a field's windows cover, each once where windows overlap; undefined for a field of another kind. */
  tokens?(field: string): Int32Array | undefined;
  /** A field of all examples as one array, where it is one. */
  column?(field: string): Column | undefined;
}

export interface TrainData {
  readonly name: string;
  readonly train: Examples;
  readonly validation?: Examples;
  readonly test?: Examples;
}

/** A field of every example: its values, or where it is cut out of a stream of tokens. */
export type FieldColumn =
  | { readonly kind: "rows"; readonly data: HostData; readonly size: number }
  | { readonly kind: "window"; readonly tokens: Int32Array; readonly size: number; readonly shift: number };

/**
 * The examples `rows` of columns: entry i of `rows` is the row (or the first token) of example i. Columns are shared, not
 * copied, so parts of one data set cost their indices only.
 */
export function columnExamples(columns: Readonly<Record<string, FieldColumn>>, rows: Int32Array): Examples {
  let chosen = new Int32Array(0);
  return {
    count: rows.length,
    tokens(field) {
      const column = columns[field];
      if (column?.kind !== "window" || rows.length === 0) return undefined;
      // Examples of a text are in its order.
      const { tokens, shift, size } = column;
      return tokens.subarray(rows[0]! + shift, rows.at(-1)! + shift + size);
    },
    column: (field) => columnOf(columns[field], rows),
    fill(field, indices, out) {
      const column = columns[field];
      if (!column) throw new DeviceError("data", `it has no field \`${field}\``);
      if (chosen.length !== indices.length) chosen = new Int32Array(indices.length);
      for (let i = 0; i < indices.length; i++) chosen[i] = rows[indices[i]!]!;
      if (column.kind === "rows") gatherRows(column.data, column.size, chosen, out);
      else gatherWindows(column.tokens, chosen, column.size, column.shift, out as Int32Array);
    },
  };
}

/**
 * The starts of every `size`-th window: windows that do not overlap, so that an evaluation counts each token once and
 * takes no more time than one pass over the text.
 */
export function disjointWindows(starts: Int32Array, size: number): Int32Array {
  return Int32Array.from({ length: Math.ceil(starts.length / size) }, (_, i) => starts[i * size]!);
}
