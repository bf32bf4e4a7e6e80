/**
 * Sorting, running sums and sums at places that are data as passes (`WalkPass`) whose work is O(n log² n), O(n) and O(n).
 *
 * Sorting merges by rank: no pass needs a barrier, the ranks of a pass are all different, so equal inputs give equal bits.
 * Sums at places that are data (the gradient of a lookup) sort the places, which puts equal ones side by side, and add the rows
 * of each in the order in which they come: no atomics, and one order of summation.
 */
import type { Target } from "../7-emit/target.ts";
import { isOp, type DType, type Node, sizeOf, type WalkPass } from "../ir/graph.ts";
import type { Builder } from "../ops/builder.ts";

/** Up to here each element is compared with each other, and a running sum is one lane's work. */
const SHORT = 64;
const SHORT_SUM = 256;
/** The runs of the first pass, and how many become one in each further pass. */
const RUN = 32;
const WAYS = 8;
/** Chunks of places of which a row may have thousands; a total for each chunk is worth a pass from this many places on. */
const CHUNK = 64;
const MANY_PLACES = 2048;
/** Rows that keep a device busy when each is one lane's work. */
const ROWS = { software: 32, gpu: 2048 } as const satisfies Record<Target["family"], number>;

function walk(
  b: Builder,
  inputs: readonly Node[],
  pass: WalkPass,
  dtype: DType,
  shape: readonly number[],
): Node {
  return b.make("walk", inputs, { pass, dtype, shape });
}

function resized(shape: readonly number[], axis: number, size: number): number[] {
  return shape.map((d, a) => (a === axis ? size : d));
}

/** i32: the positions along `axis` in the order of their values, ties to the lower one. */
export function argsort(b: Builder, x: Node, axis: number, descending: boolean): Node {
  const { shape } = x.type;
  const n = shape[axis]!;
  let run = n <= SHORT ? n : RUN;
  let sorted = walk(b, [x], { kind: "order", axis, descending, run }, "i32", shape);
  for (; run < n; run *= WAYS) {
    const inputs = [b.make("takeAlong", [x, sorted], { axis }), sorted];
    sorted = walk(b, inputs, { kind: "merge", axis, descending, run, ways: WAYS }, "i32", shape);
  }
  return sorted;
}

/** Running sums along an axis: of blocks on their own, from what the blocks before come to. */
export function cumsum(
  b: Builder,
  x: Node,
  attrs: { readonly axis: number; readonly reverse: boolean; readonly exclusive: boolean },
  family: Target["family"],
): Node {
  const { axis, reverse } = attrs;
  const { dtype, shape } = x.type;
  const n = shape[axis]!;
  if (n <= SHORT_SUM || sizeOf(shape) / n >= ROWS[family])
    return walk(b, [x], { kind: "prefix", block: n, ...attrs }, dtype, shape);
  const block = Math.min(256, 2 ** Math.ceil(Math.log2(n) / 2));
  const blocks = Math.ceil(n / block);
  const none = shape.map(() => 0);
  const ordered = reverse ? b.flip(x, [axis]) : x;
  const filled = b.pad(ordered, none, resized(none, axis, blocks * block - n), none, 0);
  const split = [...shape.slice(0, axis), blocks, block, ...shape.slice(axis + 1)];
  const sums = b.sum(b.reshape(filled, split), [axis + 1]);
  const start = cumsum(b, sums, { axis, reverse: false, exclusive: true }, family);
  return walk(b, [x, start], { kind: "prefix", block, ...attrs }, dtype, shape);
}

/** y[…, index[…, r, …], …] = rows[…, r, …], where the indices are a permutation of the axis. */
export function permuted(b: Builder, index: Node, rows: Node, axis: number): Node {
  return walk(b, [index, rows], { kind: "place", axis }, rows.type.dtype, rows.type.shape);
}

/** y[…, v, …] = sum over r of rows[…, r, …] where index[…, r, …] = v; `index` has the sizes of rows or 1 elsewhere. */
export function segmentSums(b: Builder, index: Node, rows: Node, axis: number, size: number): Node {
  const { dtype, shape } = rows.type;
  const n = shape[axis]!;
  const sorted = argsort(b, index, axis, false);
  const values = b.make("takeAlong", [index, sorted], { axis });
  const starts = walk(
    b,
    [values],
    { kind: "starts", axis },
    "i32",
    resized(index.type.shape, axis, size + 1),
  );
  const full = (y: Node): Node => b.expand(y, resized(shape, axis, y.type.shape[axis]!));
  const pass = { axis, chunk: CHUNK };
  const operands = [full(starts), full(sorted), rows];
  if (n >= MANY_PLACES) {
    const from = [full(values), full(sorted), rows];
    const chunks = resized(shape, axis, Math.floor(n / CHUNK));
    operands.push(walk(b, from, { kind: "totals", ...pass }, dtype, chunks));
  }
  return walk(b, operands, { kind: "segments", ...pass }, dtype, resized(shape, axis, size));
}

/** Is `index` the first positions of an `argsort` along `axis`, all of them or fewer? */
export function sortedIndex(index: Node, axis: number): Node<"argsort"> | undefined {
  let node = index;
  if (isOp(node, "slice")) {
    const { start, step } = node.attrs;
    const { shape } = node.in[0]!.type;
    const along = node.type.shape.every((d, a) => a === axis || d === shape[a]);
    if (!along || start.some((s) => s !== 0) || step.some((s) => s !== 1)) return undefined;
    node = node.in[0]!;
  }
  return isOp(node, "argsort") && node.attrs.axis === axis ? node : undefined;
}
