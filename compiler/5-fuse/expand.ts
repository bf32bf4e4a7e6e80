/**
 * Rewrites ops that have no kernel of their own into ops that do, graph to graph:
 * conv -> windows and dot (an implicit GEMM once the windows are inlined), argmax -> two reductions, cumsum and argsort ->
 * passes (`sorting.ts`), putAlong and scatterAdd -> sums of sorted rows, or where that is cheaper a masked reduction and a
 * one-hot dot; and splits long reductions into two fixed passes. Loops are dissolved (`loops.ts`).
 *
 * Guarantees: same outputs in exact arithmetic, same types, spans kept. Sums may be associated differently.
 */
import type { Span } from "../../grammar/ast.ts";
import type { Target } from "../7-emit/target.ts";
import { Graph, isOp, type Node, type ReduceName, reachable, sizeOf, usersOf } from "../ir/graph.ts";
import { Builder } from "../ops/builder.ts";
import { type Loop, Loops } from "./loops.ts";
import { argsort, cumsum, permuted, segmentSums, sortedIndex } from "./sorting.ts";

export interface Expanded {
  readonly graph: Graph;
  /** The new node of each old one that the outputs reach. */
  readonly map: ReadonlyMap<Node, Node>;
  /** The loops, whose bodies lie among the nodes. */
  readonly loops: Loops;
  /** Why a node is computed in this way, where there was a choice. */
  readonly choices: ReadonlyMap<Node, string>;
}

interface Expanding {
  readonly family: Target["family"];
  readonly choices: Map<Node, string>;
}

export function expand(graph: Graph, outputs: readonly Node[], family: Target["family"]): Expanded {
  const b = new Builder(new Graph());
  const map = new Map<Node, Node>();
  const loops = new Loops(b);
  const choices = new Map<Node, string>();
  expandInto(loops, map, graph, outputs, undefined, { family, choices });
  return { graph: b.graph, map, loops, choices };
}

/** Adds to `map` what each node becomes; leaves of a body are in it. */
function expandInto(
  loops: Loops,
  map: Map<Node, Node>,
  graph: Graph,
  outputs: readonly Node[],
  around: Loop | undefined,
  cx: Expanding,
): void {
  const { b } = loops;
  const nodes = reachable(outputs);
  const users = usersOf(nodes);
  const wanted = new Set(outputs);
  const results = new Map<Node, readonly Node[]>();
  for (const node of nodes) {
    if (map.has(node)) continue;
    const spans: readonly Span[] = graph.spans.get(node) ?? [];
    const operands = node.in.map((i) => map.get(i)!);
    if (isOp(node, "scan")) {
      const made = loops.dissolve(node, operands, spans, around, (body, leaves, loop) => {
        const inner = new Map(leaves);
        expandInto(loops, inner, body.graph, body.outputs, loop, cx);
        return (n) => inner.get(n)!;
      });
      results.set(node, made);
      // Nothing but its results reads it.
      map.set(node, loops.all.at(-1)!.round);
      continue;
    }
    if (isOp(node, "result")) {
      map.set(node, results.get(node.in[0]!)![node.attrs.index]!);
      continue;
    }
    const alone = node.in.length === 1 && users.get(node.in[0]!)!.length === 1 && !wanted.has(node.in[0]!);
    const make = () => (alone && permutedDot(b, node, operands[0]!)) || expandNode(b, node, operands, cx);
    map.set(node, b.graph.withSpans(spans, make));
  }
}

/**
 * permute(dot(a, b)) is a dot whose operands are permuted, where the batch axes stay in front and the free axes of a and
 * of b stay together: views of operands cost nothing, a transposed copy of a weight's gradient does.
 */
function permutedDot(b: Builder, node: Node, operand: Node): Node | undefined {
  if (!isOp(node, "permute") || !isOp(operand, "dot")) return undefined;
  const { batch, contract } = operand.attrs;
  const lead = batch[0].length;
  const [x, y] = operand.in as [Node, Node];
  const free = ([x, y] as const).map((t, side) =>
    t.type.shape.map((_, i) => i).filter((i) => !batch[side]!.includes(i) && !contract[side]!.includes(i)),
  );
  const sideOf = (axis: number) => (axis < lead ? "batch" : axis < lead + free[0]!.length ? 0 : 1);
  const sides = node.attrs.perm.map(sideOf);
  const order = sides.filter((s, i) => i === 0 || s !== sides[i - 1]);
  if (lead > 0 && order.shift() !== "batch") return undefined;
  if (order.includes("batch") || order.length > 2 || new Set(order).size !== order.length) return undefined;
  const swap = order[0] === 1 && order.length === 2;
  const moved = ([0, 1] as const).map((side) => {
    // The free axes in their new order; batch and contract axes first, in the given order.
    const first = side === 0 ? lead : lead + free[0]!.length;
    const wanted = node.attrs.perm.filter((p) => sideOf(p) === side).map((p) => free[side]![p - first]!);
    const batchAxes = node.attrs.perm.slice(0, lead).map((p) => batch[side][p]!);
    const perm = [...batchAxes, ...contract[side], ...wanted];
    return {
      node: b.permute(side === 0 ? x : y, perm),
      batch: batchAxes.map((_, i) => i),
      contract: contract[side].map((_, i) => lead + i),
    };
  });
  const [p, q] = swap ? [moved[1]!, moved[0]!] : [moved[0]!, moved[1]!];
  return b.dot(p.node, q.node, { batch: [p.batch, q.batch], contract: [p.contract, q.contract] });
}

function expandNode(b: Builder, node: Node, xs: readonly Node[], cx: Expanding): Node {
  const [x, y] = xs as [Node, Node];
  if (isOp(node, "conv")) return conv(b, node, x, y);
  if (isOp(node, "argmax"))
    return firstOf(b, x, b.reduce("reduceMax", x, [node.attrs.axis], true), node.attrs.axis);
  if (isOp(node, "argmin"))
    return firstOf(b, x, b.reduce("reduceMin", x, [node.attrs.axis], true), node.attrs.axis);
  if (isOp(node, "concat")) return concatTree(b, xs, node.attrs.axis);
  if (isOp(node, "cumsum")) return cumsum(b, x, node.attrs, cx.family);
  if (isOp(node, "argsort")) return argsort(b, x, node.attrs.axis, node.attrs.descending);
  if (isOp(node, "putAlong")) return putAlong(b, node, x, y, cx);
  if (isOp(node, "scatterAdd")) return scatterAdd(b, node, x, y, cx);
  if (isOp(node, "sum") || isOp(node, "reduceMax") || isOp(node, "reduceMin"))
    return split(b, node.op, x, node.attrs.axes);
  // Its operands have the types that they had.
  return b.graph.again(node, xs);
}

/** y[g, b, p, o] = sum over (q, i) of windows(x)[g, b, p, i, q] * w[g, q, i, o]. */
function conv(b: Builder, node: Node<"conv">, x: Node, w: Node): Node {
  const spatial = w.type.shape.length - 3;
  const axes = Array.from({ length: spatial }, (_, i) => i + 2);
  const size = w.type.shape.slice(1, 1 + spatial);
  const { stride, dilation } = node.attrs;
  const xw = b.windows(x, { axes, size, stride, dilation });
  // xw: [G, B, …out, I, …kernel]; w: [G, …kernel, I, O].
  const inputs = 2 + spatial;
  const kernel = Array.from({ length: spatial }, (_, i) => inputs + 1 + i);
  const kernelOfW = Array.from({ length: spatial }, (_, i) => 1 + i);
  return b.dot(xw, w, {
    batch: [[0], [0]],
    contract: [
      [...kernel, inputs],
      [...kernelOfW, spatial + 1],
    ],
  });
}

/** Few at a time, so that a device that binds few buffers can store parts of it on the way. */
function concatTree(b: Builder, xs: readonly Node[], axis: number): Node {
  const FEW = 6;
  let parts = xs;
  while (parts.length > FEW) {
    const groups: Node[] = [];
    for (let i = 0; i < parts.length; i += FEW) groups.push(b.concat(parts.slice(i, i + FEW), axis));
    parts = groups;
  }
  return b.concat(parts, axis);
}

/** The first index along `axis` where x equals `extreme` (kept axes), or is NaN: any of them makes the extreme NaN. */
function firstOf(b: Builder, x: Node, extreme: Node, axis: number): Node {
  const size = x.type.shape[axis]!;
  const equal = b.eq(x, extreme);
  const here = x.type.dtype === "i32" ? equal : b.binary("or", equal, b.unary("isnan", x));
  const index = b.where(here, b.iota(x.type.shape, axis), b.full(x.type.shape, size, "i32"));
  // A driver may round what is computed in both passes differently, and then nothing equals the extreme.
  const first = b.reduce("reduceMin", index, [axis]);
  return b.scalar("min", first, size - 1);
}

/** Up to so many places each result looks at all of them. */
const FEW_PLACES = 32;

/** y[…, v, …] = sum over r of rows[…, r, …] where index[…, r, …] = v. */
function putAlong(b: Builder, node: Node<"putAlong">, index: Node, rows: Node, cx: Expanding): Node {
  const { axis, size } = node.attrs;
  const { shape } = rows.type;
  const n = shape[axis]!;
  if (sortedIndex(node.in[0]!, axis)?.type.shape[axis] === size) {
    const rest = shape.map((_, a) => (a === axis ? size - n : 0));
    const none = shape.map(() => 0);
    const order = isOp(index, "slice") ? index.in[0]! : index;
    return chosen(
      cx,
      permuted(b, order, b.pad(rows, none, rest, none, 0), axis),
      "the places are those of a sort, no two of them equal: each row is stored where it belongs",
    );
  }
  if (n > FEW_PLACES)
    return chosen(
      cx,
      segmentSums(b, index, rows, axis, size),
      `${n} places are sorted and the rows of equal ones added: that is less than to compare each of ${size} results with each place`,
    );
  const one = [...shape.slice(0, axis), 1, ...shape.slice(axis)];
  const full = [...shape.slice(0, axis), size, ...shape.slice(axis)];
  const mine = b.eq(b.expand(b.reshape(index, one), full), b.iota(full, axis));
  const value = b.expand(b.reshape(rows, one), full);
  return b.sum(b.where(mine, value, b.full(full, 0, rows.type.dtype)), [axis + 1]);
}

function chosen(cx: Expanding, node: Node, why: string): Node {
  cx.choices.set(node, why);
  return node;
}

/**
 * Up to so many multiplications a one-hot product is chosen: it is one dispatch, sorting takes five or more. On lavapipe
 * 96 × 1024 × 128 take 1.7 ms (sorting 0.8 ms), 256 × 1024 × 128 4.5 ms (sorting 0.8 ms). The figure of GPUs is an estimate: 2^28
 * take some 30 µs, as do the passes of a sort.
 */
const ONE_HOT = { software: 2 ** 24, gpu: 2 ** 28 } as const satisfies Record<Target["family"], number>;

/** y[lead, v, tail] = sum over n of rows[lead, n, tail] where index[n] = v. */
function scatterAdd(b: Builder, node: Node<"scatterAdd">, index: Node, rows: Node, cx: Expanding): Node {
  const { axis, size } = node.attrs;
  const count = sizeOf(index.type.shape);
  const lead = rows.type.shape.slice(0, axis);
  const tail = rows.type.shape.slice(axis + index.type.shape.length);
  const flat = b.reshape(rows, [...lead, count, ...tail]);
  const work = size * sizeOf(rows.type.shape);
  const product = `${size} × ${count} × ${sizeOf(lead) * sizeOf(tail)} multiplications`;
  if (work > ONE_HOT[cx.family]) {
    const places = b.reshape(index, [...lead.map(() => 1), count, ...tail.map(() => 1)]);
    return chosen(
      cx,
      segmentSums(b, places, flat, axis, size),
      `the places are sorted and the rows of equal ones added: a one-hot product would take ${product}`,
    );
  }
  const mine = b.eq(b.expand(b.reshape(index, [1, count]), [size, count]), b.iota([size, count], 0));
  const float = rows.type.dtype === "i32" ? "f32" : rows.type.dtype;
  // dot gives [size, lead…, tail…]; its left side is never stored.
  const y = b.dot(b.cast(mine, float), b.cast(flat, float), { batch: [[], []], contract: [[1], [axis]] });
  cx.choices.set(y, `a one-hot product: ${product} in one dispatch, where sorting the places takes several`);
  const perm = [...lead.map((_, i) => i + 1), 0, ...tail.map((_, i) => 1 + lead.length + i)];
  return b.cast(b.permute(y, perm), rows.type.dtype);
}

/** A reduction is split where one pass would leave most of the device idle: few results, each over many elements. */
const SPLIT_LENGTH = 16_384;
const SPLIT_RESULTS = 256;
const MOST_CHUNKS = 512;

function split(b: Builder, op: ReduceName, x: Node, axes: readonly number[]): Node {
  const { shape } = x.type;
  const length = sizeOf(axes.map((a) => shape[a]!));
  const results = sizeOf(shape) / length;
  if (length < SPLIT_LENGTH || results > SPLIT_RESULTS) return b.reduce(op, x, axes);
  if (results === 1) {
    const inner = rowAxes(shape);
    if (inner > 0 && axes.length === shape.length) {
      const rows = shape.map((_, a) => a).slice(0, -inner);
      return b.reduce(op, b.reduce(op, x, axes.slice(-inner)), rows);
    }
    const chunks = largestDivisor(length, MOST_CHUNKS);
    const kept = shape.filter((_, a) => !axes.includes(a));
    if (chunks > 1)
      return b.reshape(b.reduce(op, b.reduce(op, b.reshape(x, [chunks, length / chunks]), [1]), [0]), kept);
  }
  const axis = axes.reduce((best, a) => (shape[a]! > shape[best]! ? a : best));
  const chunks = largestDivisor(shape[axis]!, MOST_CHUNKS);
  if (chunks === 1) return b.reduce(op, x, axes);
  const parts = b.reshape(x, [
    ...shape.slice(0, axis),
    chunks,
    shape[axis]! / chunks,
    ...shape.slice(axis + 1),
  ]);
  const shifted = axes.map((a) => (a >= axis ? a + 1 : a));
  const first = b.reduce(op, parts, shifted);
  // What is left of the axes before `axis` keeps its place, so the chunks' axis comes after those that remain.
  return b.reduce(op, first, [axis - axes.filter((a) => a < axis).length]);
}

/**
 * How many of the last axes make rows that are worth a pass: then the first pass can join the kernel that makes the rows
 * and nothing is stored for it. 0: none.
 */
function rowAxes(shape: readonly number[]): number {
  const total = sizeOf(shape);
  for (let count = 1, length = 1; count < shape.length; count++) {
    length *= shape[shape.length - count]!;
    if (length > MOST_COLUMNS) return 0;
    if (length >= FEWEST_COLUMNS && total / length <= SPLIT_LENGTH) return count;
  }
  return 0;
}
const FEWEST_COLUMNS = 32;
const MOST_COLUMNS = 4096;

function largestDivisor(n: number, most: number): number {
  for (let d = Math.min(most, Math.floor(n / 2)); d > 1; d--) if (n % d === 0) return d;
  return 1;
}
