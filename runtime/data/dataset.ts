/**
 * From examples to batches: which rows train, which validate, in what order, and how they are copied.
 *
 * Everything is a function of the seed and of counters, never of what was drawn before: the same (seed, epoch) gives the
 * same order, so a run resumes at any batch without storing one. Splits are disjoint and complete (unless limited).
 */
import type { Diagnostic } from "../../compiler/diagnostics.ts";
import { threefry2x32 } from "../../compiler/threefry.ts";
import { dataDiagnostic, dataError, plural } from "./errors.ts";
import type { HostData } from "./tensor.ts";

export interface SplitSettings {
  /** `0.8`: train and validation; `[0.8, 0.1, 0.1]`: train, validation, test. */
  readonly split?: number | readonly number[];
  /** Whether rows are shuffled before they are split; by default where there is a split. Tokens never are. */
  readonly shuffle?: boolean;
  /** At most this many examples in all, and at most this many of the source's own test examples. */
  readonly limit?: number;
  readonly seed: number;
}

/** Indices of examples; `test` counts in the source's own test table where it has one. */
export interface Splits {
  readonly train: Int32Array;
  readonly validation: Int32Array;
  readonly test: Int32Array;
}

/** The validation share of a source that has test files of its own and no `split`. */
const OWN_TEST_VALIDATION = 0.1;

/** Splits `count` examples; `ownTest` is the number of examples in the source's own test files, where it has such. */
export function splitIndices(count: number, settings: SplitSettings, ownTest?: number): Splits {
  const { split, shuffle, seed } = settings;
  const limit = checkLimit(settings.limit);
  const shares =
    split !== undefined
      ? checkSplit(split, ownTest !== undefined)
      : ownTest !== undefined
        ? [1 - OWN_TEST_VALIDATION, OWN_TEST_VALIDATION]
        : [1];
  if (count === 0) throw dataError("tooFew", "the data has no examples", { help: "look at the file" });
  const shuffled = shuffle ?? shares.filter((share) => share > 0).length > 1;
  const order = shuffled ? permutation(count, seed, SPLIT_STREAM, 0) : naturalOrder(count);
  const used = order.subarray(0, Math.min(count, limit));
  const [a, b, c] = cuts(used.length, shares);
  const test = ownTest === undefined ? used.slice(b, c) : naturalOrder(Math.min(ownTest, limit));
  return { train: used.slice(0, a), validation: used.slice(a, b), test };
}

/**
 * Splits a stream of tokens into examples that start at consecutive tokens. Parts are contiguous stretches of the stream
 * and no example reaches beyond its part, so that validation sees no text that was trained on. Gives starts of examples.
 */
export function splitWindows(
  length: number,
  size: number,
  maxShift: number,
  settings: SplitSettings,
): Splits {
  const shares = settings.split === undefined ? [1] : checkSplit(settings.split, false);
  const limit = checkLimit(settings.limit);
  const reach = size + maxShift;
  if (windowCount(length, size, maxShift) === 0) {
    throw dataError(
      "tooFew",
      `the text has ${plural(length, "token")}, too few for one example of ${reach}`,
      {
        help: "use a shorter window or a longer text",
      },
    );
  }
  const tokens = Math.min(length, limit + reach - 1);
  const [a, b, c] = cuts(tokens, shares);
  const starts = (from: number, to: number) => {
    const count = windowCount(to - from, size, maxShift);
    if (to > from && count === 0) {
      throw dataError(
        "tooFew",
        `a part of the split has ${plural(to - from, "token")}, too few for one example of ${reach}`,
        {
          help: "use a larger share for that part, a shorter window or a longer text",
        },
      );
    }
    return naturalOrder(count, from);
  };
  return { train: starts(0, a), validation: starts(a, b), test: starts(b, c) };
}

/** The number of examples of `size` tokens, shifted by at most `maxShift`, in a stream: the last one ends with it. */
export function windowCount(length: number, size: number, maxShift = 0): number {
  return Math.max(0, length - size - maxShift + 1);
}

/** Copies `tokens[start + shift … start + shift + size)` for every start into `out`, one after the other. */
export function gatherWindows(
  tokens: Int32Array,
  starts: ArrayLike<number>,
  size: number,
  shift: number,
  out: Int32Array,
  offset = 0,
): void {
  for (let i = 0; i < starts.length; i++) {
    const from = starts[i]! + shift;
    out.set(tokens.subarray(from, from + size), offset + i * size);
  }
}

/** Copies the rows `indices` of `src`, each of `rowElems` elements, into `out` from `offset` on. */
export function gatherRows(
  src: HostData,
  rowElems: number,
  indices: ArrayLike<number>,
  out: HostData,
  offset = 0,
): void {
  const count = indices.length;
  // Below this size a copy loop beats the call of `set`.
  if (rowElems <= 16) {
    let to = offset;
    for (let i = 0; i < count; i++) {
      const from = indices[i]! * rowElems;
      for (let j = 0; j < rowElems; j++) out[to++] = src[from + j]!;
    }
    return;
  }
  for (let i = 0; i < count; i++) {
    const from = indices[i]! * rowElems;
    out.set(src.subarray(from, from + rowElems), offset + i * rowElems);
  }
}

// ---------------------------------------------------------------- batches

export interface BatchOptions {
  /** A new order every epoch; default true. */
  readonly shuffle?: boolean;
  /** Leaves out the last batch where it is not full; default true, since programs are compiled for one batch size. */
  readonly dropLast?: boolean;
  /** The first batch to give, for resuming inside an epoch. */
  readonly start?: number;
}

export function batchCount(count: number, batch: number, dropLast = true): number {
  return dropLast ? Math.floor(count / batch) : Math.ceil(count / batch);
}

/** The batches of one epoch, as the entries of `indices` that each holds. Arrays are views: copy what is kept. */
export function* batches(
  indices: Int32Array,
  batch: number,
  epoch: number,
  seed: number,
  options: BatchOptions = {},
): Generator<Int32Array, void, undefined> {
  const { shuffle = true, dropLast = true, start = 0 } = options;
  const count = indices.length;
  const order = shuffle ? epochOrder(indices, epoch, seed) : indices;
  for (let k = start; k < batchCount(count, batch, dropLast); k++)
    yield order.subarray(k * batch, (k + 1) * batch);
}

/** `indices` in the order in which an epoch takes them where it shuffles. */
export function epochOrder(indices: Int32Array, epoch: number, seed: number): Int32Array {
  const order = permutation(indices.length, seed, EPOCH_STREAM, epoch);
  for (let i = 0; i < order.length; i++) order[i] = indices[order[i]!]!;
  return order;
}

/** What is wrong with a batch size for so many training examples, if anything is. */
export function checkBatch(count: number, batch: number): Diagnostic | undefined {
  if (batch <= count) return undefined;
  return dataDiagnostic(
    "tooFew",
    `a batch of ${batch} is larger than the ${plural(count, "training example")}`,
    {
      help: `write \`batch = ${Math.max(1, count)}\` or smaller`,
    },
  );
}

// ---------------------------------------------------------------- ranges

export interface RangeOf {
  /** What one value is: "label", "token". */
  readonly what: string;
  /** The part of the data, such as "training". */
  readonly part?: string;
  /** How many values a row has; 1 by default. */
  readonly perRow?: number;
  /** A value that is never out of range, such as the −100 of `cross_entropy`. */
  readonly ignore?: number;
  /** Where a row is in its file, such as "line 7, column 3 of a.csv". */
  place?(row: number): string;
}

/** The diagnostic for the first value outside `low … high` (both included), if there is one. */
export function checkRange(
  values: ArrayLike<number>,
  low: number,
  high: number,
  describe: RangeOf,
): Diagnostic | undefined {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if ((value >= low && value <= high) || value === describe.ignore) continue;
    const row = Math.floor(i / (describe.perRow ?? 1));
    const where = describe.place?.(row) ?? `row ${row + 1}`;
    const part = describe.part === undefined ? "" : `${describe.part} data, `;
    return dataDiagnostic(
      "outOfRange",
      `${describe.what} ${value}, outside of ${low} to ${high} (${part}${where})`,
      {
        help:
          value === high + 1
            ? `raise the size to ${value + 1}, or subtract 1 if they count from 1`
            : value < low
              ? "correct the value, or leave such rows out of the file"
              : "correct the value, or raise the size",
      },
    );
  }
  return undefined;
}

// ---------------------------------------------------------------- parts

function checkLimit(limit: number | undefined): number {
  if (limit === undefined) return Infinity;
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw dataError("badSetting", `\`limit\` is ${limit}, not a positive number of examples`, {
    help: "write `limit: 1000`",
  });
}

function checkSplit(split: number | readonly number[], ownTest: boolean): readonly number[] {
  const shares = typeof split === "number" ? [split, 1 - split] : split;
  const shown = typeof split === "number" ? String(split) : `[${split.join(", ")}]`;
  const fail = (title: string, help: string) =>
    dataError("badSplit", `\`split: ${shown}\` ${title}`, { help });
  const example = ownTest ? "`split: 0.9`" : "`split: 0.8` or `split: [0.8, 0.1, 0.1]`";
  if (shares.length < 1 || shares.length > 3)
    throw fail("has to be one share, or two or three", `write ${example}`);
  if (shares.some((share) => !(share >= 0 && share <= 1)))
    throw fail("has a share outside 0 to 1", `write ${example}`);
  if (shares[0] === 0) throw fail("leaves nothing to train on", `write ${example}`);
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (Math.abs(total - 1) > 1e-6) {
    throw fail(`adds up to ${Number(total.toPrecision(6))}, not 1`, `write ${example}`);
  }
  if (ownTest && (shares[2] ?? 0) > 0)
    throw fail("asks for test data of a source with test files of its own", `write ${example}`);
  return shares;
}

/** The ends of the three parts: rounded, but a part with a share has at least one example. */
function cuts(count: number, shares: readonly number[]): [number, number, number] {
  const wanted = shares.filter((share) => share > 0).length;
  if (count < wanted) {
    throw dataError("badSplit", `${plural(count, "example")} cannot be split into ${wanted} parts`, {
      help: "leave out `split`, or use more data",
    });
  }
  const sizes = [0, 1, 2].map((k) => shares[k] ?? 0);
  const ends: number[] = [];
  let share = 0;
  let end = 0;
  for (const [k, size] of sizes.entries()) {
    share += size;
    const later = sizes.slice(k + 1).filter((s) => s > 0).length;
    const least = end + (size > 0 ? 1 : 0);
    end = size === 0 ? end : Math.min(count - later, Math.max(least, Math.round(count * share)));
    ends.push(end);
  }
  return [ends[0]!, ends[1]!, ends[2]!];
}

function naturalOrder(count: number, from = 0): Int32Array {
  const order = new Int32Array(count);
  for (let i = 0; i < count; i++) order[i] = from + i;
  return order;
}

// The second key word, which programs use for the call sites of their own draws: these are beyond any such.
const SPLIT_STREAM = 0x40005b17;
const EPOCH_STREAM = 0x4000e90c;

/** A permutation of 0 … count − 1 (Fisher–Yates); each draw depends on (seed, stream, counter, position) alone. */
export function permutation(count: number, seed: number, stream: number, counter: number): Int32Array {
  const order = naturalOrder(count);
  const site = stream ^ Math.floor(seed / 2 ** 32);
  let words: readonly [number, number] = [0, 0];
  for (let i = count - 1; i > 0; i--) {
    // One call draws the words of positions 2k + 1 and 2k.
    if (i % 2 === 1 || i === count - 1) words = threefry2x32(seed | 0, site, counter, i >>> 1);
    const j = Math.floor((words[i % 2 === 1 ? 0 : 1] / 2 ** 32) * (i + 1));
    const held = order[i]!;
    order[i] = order[j]!;
    order[j] = held;
  }
  return order;
}
