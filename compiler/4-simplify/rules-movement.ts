/**
 * Rules about places: movements that cancel, merge or move a constant; and reductions of values known to be equal.
 */
import { isOp, type Node, sizeOf } from "../ir/graph.ts";
import type { Builder } from "../ops/builder.ts";
import { any, as, op, type Rule, rule, splat, splatValue } from "./pattern.ts";

const x = any("x");
const number = splat(() => true, "v");

/** The axes of `n`'s operand that it broadcasts. */
function grownAxes(n: Node): number[] {
  return n.type.shape.map((_, i) => i).filter((i) => n.in[0]!.type.shape[i] !== n.type.shape[i]);
}

function refill(b: Builder, v: Node, n: Node): Node {
  return b.full(n.type.shape, splatValue(v)!, n.type.dtype);
}

function isZeros(list: readonly number[]): boolean {
  return list.every((v) => v === 0);
}

/** slice(slice(x)): starts and steps compose. */
function mergeSlices(b: Builder, inner: Node<"slice">, outer: Node<"slice">): Node {
  const start = inner.attrs.start.map((s, i) => s + outer.attrs.start[i]! * inner.attrs.step[i]!);
  const step = inner.attrs.step.map((s, i) => s * outer.attrs.step[i]!);
  const stop = start.map((s, i) => s + (outer.type.shape[i]! - 1) * step[i]! + 1);
  return b.slice(inner.in[0]!, start, stop, step);
}

/** slice(pad(x)) that shows only elements of x, none of the padding. */
function sliceOfPad(b: Builder, pad: Node<"pad">, n: Node<"slice">): Node | null {
  const from = pad.in[0]!;
  const { low, interior } = pad.attrs;
  const { step } = n.attrs;
  const start: number[] = [];
  const by: number[] = [];
  for (let i = 0; i < low.length; i++) {
    const spread = interior[i]! + 1;
    const first = n.attrs.start[i]! - low[i]!;
    const count = n.type.shape[i]!;
    if (first < 0 || first % spread !== 0 || (count > 1 && step[i]! % spread !== 0)) return null;
    start.push(first / spread);
    by.push(count > 1 ? step[i]! / spread : 1);
    if (start[i]! + (count - 1) * by[i]! >= from.type.shape[i]!) return null;
  }
  const stop = start.map((s, i) => s + (n.type.shape[i]! - 1) * by[i]! + 1);
  return b.slice(from, start, stop, by);
}

/** slice(pad(x)) that keeps a part of the padding: less of x is padded, and by less. */
function cutPad(b: Builder, pad: Node<"pad">, n: Node<"slice">): Node | null {
  const { low, high, interior, value } = pad.attrs;
  const from = pad.in[0]!;
  const { shape } = from.type;
  const { start, stop, step } = n.attrs;
  if (step.some((s) => s !== 1)) return null;
  const untouched = (i: number): boolean => start[i] === 0 && stop[i] === pad.type.shape[i];
  const first = shape.map((_, i) => (untouched(i) ? 0 : Math.max(0, start[i]! - low[i]!)));
  const last = shape.map((d, i) => (untouched(i) ? d : Math.min(d, stop[i]! - low[i]!)));
  if (shape.some((_, i) => (!untouched(i) && interior[i] !== 0) || first[i]! >= last[i]!)) return null;
  const cut = b.slice(from, first, last, step);
  const before = low.map((l, i) => (untouched(i) ? l : Math.max(0, l - start[i]!)));
  const after = high.map((h, i) => (untouched(i) ? h : Math.max(0, stop[i]! - low[i]! - shape[i]!)));
  return b.pad(cut, before, after, interior, value);
}

/** slice(reshape(x)) where the reshape only adds or drops axes of size 1. */
function sliceOfUnitReshape(b: Builder, reshape: Node<"reshape">, n: Node<"slice">): Node | null {
  const from = reshape.in[0]!;
  const axesOf = (shape: readonly number[]): number[] => shape.map((_, i) => i).filter((i) => shape[i] !== 1);
  const [mine, theirs] = [axesOf(from.type.shape), axesOf(reshape.type.shape)];
  if (mine.length !== theirs.length) return null;
  if (mine.some((a, k) => from.type.shape[a] !== reshape.type.shape[theirs[k]!])) return null;
  const at = (list: readonly number[], otherwise: number): number[] =>
    from.type.shape.map((_, i) => (mine.includes(i) ? list[theirs[mine.indexOf(i)]!]! : otherwise));
  const { start, stop, step } = n.attrs;
  return b.reshape(b.slice(from, at(start, 0), at(stop, 1), at(step, 1)), n.type.shape);
}

/** slice(conv(x, w)) along batch and space: what is not shown is not computed. */
function sliceOfConv(b: Builder, conv: Node<"conv">, n: Node<"slice">): Node | null {
  const [x, w] = conv.in as [Node, Node];
  const { stride, dilation } = conv.attrs;
  const { start, stop, step } = n.attrs;
  const last = n.type.shape.length - 1;
  if (step.some((s) => s !== 1) || start[0] !== 0 || stop[0] !== conv.type.shape[0]) return null;
  if (start[last] !== 0 || stop[last] !== conv.type.shape[last]) return null;
  const reach = stride.map((_, k) => dilation[k]! * (w.type.shape[k + 1]! - 1));
  const first = start.map((s, i) => (i >= 2 && i < last ? s * stride[i - 2]! : s));
  const end = stop.map((s, i) =>
    i >= 2 && i < last ? (s - 1) * stride[i - 2]! + reach[i - 2]! + 1 : i === last ? x.type.shape[last]! : s,
  );
  return b.make("conv", [b.slice(x, first, end, step), w], conv.attrs);
}

/** slice(concat(…)) within one operand. */
function sliceOfConcat(b: Builder, concat: Node<"concat">, n: Node<"slice">): Node | null {
  const { axis } = concat.attrs;
  const { start, step } = n.attrs;
  const last = start[axis]! + (n.type.shape[axis]! - 1) * step[axis]!;
  let at = 0;
  for (const part of concat.in) {
    const end = at + part.type.shape[axis]!;
    if (start[axis]! >= at && last < end) {
      const from = start.map((s, i) => (i === axis ? s - at : s));
      const stop = from.map((s, i) => s + (n.type.shape[i]! - 1) * step[i]! + 1);
      return b.slice(part, from, stop, step);
    }
    at = end;
  }
  return null;
}

/** Without overlaps, overlapAdd only moves: each window, filled up to the stride, takes its place. */
function disjointOverlapAdd(b: Builder, n: Node<"overlapAdd">): Node | null {
  const { shape, axes, size, stride, dilation } = n.attrs;
  if (axes.some((_, k) => stride[k]! < size[k]! || (dilation[k] !== 1 && size[k] !== 1))) return null;
  const from = n.in[0]!;
  const rank = shape.length;
  const none = from.type.shape.map(() => 0);
  const high = from.type.shape.map((_, i) => (i < rank ? 0 : stride[i - rank]! - size[i - rank]!));
  const filled = b.pad(from, none, high);
  // Each window axis goes right behind its position axis.
  const perm = shape.flatMap((_, i) => (axes.includes(i) ? [i, rank + axes.indexOf(i)] : [i]));
  const extent = shape.map((_, i) => from.type.shape[i]! * (axes.includes(i) ? stride[axes.indexOf(i)]! : 1));
  const whole = b.reshape(b.permute(filled, perm), extent);
  const cut = b.slice(whole, shape.map(() => 0), shape.map((d, i) => Math.min(d, extent[i]!)), shape.map(() => 1)); // prettier-ignore
  return b.pad(cut, shape.map(() => 0), shape.map((d, i) => Math.max(0, d - extent[i]!))); // prettier-ignore
}

/** Windows of one element are a slice. */
function unitWindows(b: Builder, n: Node<"windows">): Node | null {
  const { axes, size, stride } = n.attrs;
  if (size.some((s) => s !== 1)) return null;
  const from = n.in[0]!;
  const { shape } = from.type;
  const step = shape.map((_, i) => (axes.includes(i) ? stride[axes.indexOf(i)]! : 1));
  const stop = shape.map((_, i) => (n.type.shape[i]! - 1) * step[i]! + 1);
  return b.reshape(b.slice(from, shape.map(() => 0), stop, step), n.type.shape); // prettier-ignore
}

/** A product whose summed axes have size 1 is elementwise, and as such can be computed wherever it is needed. */
function outerProduct(b: Builder, n: Node<"dot">): Node | null {
  const [x, y] = n.in as [Node, Node];
  const { batch, contract } = n.attrs;
  if (!contract[0].every((a) => x.type.shape[a] === 1)) return null;
  const free = (of: Node, k: 0 | 1): number[] =>
    of.type.shape.map((_, i) => i).filter((i) => !batch[k].includes(i) && !contract[k].includes(i));
  const [freeX, freeY] = [free(x, 0), free(y, 1)];
  const sizes = (of: Node, axes: readonly number[]): number[] => axes.map((a) => of.type.shape[a]!);
  const ones = (axes: readonly number[]): number[] => axes.map(() => 1);
  const left = b.reshape(b.permute(x, [...batch[0], ...freeX, ...contract[0]]), [
    ...sizes(x, batch[0]),
    ...sizes(x, freeX),
    ...ones(freeY),
  ]);
  const right = b.reshape(b.permute(y, [...batch[1], ...freeY, ...contract[1]]), [
    ...sizes(y, batch[1]),
    ...ones(freeX),
    ...sizes(y, freeY),
  ]);
  return b.mul(b.expand(left, n.type.shape), b.expand(right, n.type.shape));
}

export const movementRules: readonly Rule[] = [
  rule("reshape-reshape", "exact", op("reshape", op("reshape", x)), (b, m, n) =>
    b.reshape(m.x, n.type.shape),
  ),
  rule("permute-permute", "exact", as("p", op("permute", as("q", op("permute", x)))), (b, m) => {
    if (!isOp(m.p, "permute") || !isOp(m.q, "permute")) return null;
    const inner = m.q.attrs.perm;
    return b.permute(m.x, m.p.attrs.perm.map((i) => inner[i]!)); // prettier-ignore
  }),
  rule("broadcast-broadcast", "exact", op("broadcast", op("broadcast", x)), (b, m, n) =>
    b.make("broadcast", [m.x], { shape: n.type.shape }),
  ),
  rule("reshape-constant", "exact", op("reshape", as("y", op("broadcast", number))), (b, m, n) =>
    refill(b, m.v, n),
  ),
  rule("permute-constant", "exact", op("permute", number), (b, m, n) => refill(b, m.v, n)),
  rule("slice-constant", "exact", op("slice", number), (b, m, n) => refill(b, m.v, n)),
  rule("flip-constant", "exact", op("flip", number), (b, m, n) => refill(b, m.v, n)),
  rule("windows-constant", "exact", op("windows", number), (b, m, n) => refill(b, m.v, n)),
  rule("pad-constant", "exact", as("p", op("pad", number)), (b, m, n) =>
    isOp(m.p, "pad") && Object.is(m.p.attrs.value, splatValue(m.v)) ? refill(b, m.v, n) : null,
  ),
  // Only sizes of 1 move past each other: nothing moves in memory.
  rule("permute-is-reshape", "exact", as("p", op("permute", x)), (b, m) => {
    if (!isOp(m.p, "permute")) return null;
    const { shape } = m.x.type;
    const moved = m.p.attrs.perm.filter((i) => shape[i] !== 1);
    return moved.every((i, k) => k === 0 || moved[k - 1]! < i) ? b.reshape(m.x, m.p.type.shape) : null;
  }),
  // A reshape that only adds or drops sizes of 1 before a broadcast is left; one of a scalar needs no shape in between.
  rule("broadcast-reshape-scalar", "exact", op("reshape", op("broadcast", op("reshape", x))), (b, m, n) =>
    sizeOf(m.x.type.shape) === 1 ? b.expand(b.reshape(m.x, []), n.type.shape) : null,
  ),
  rule("permute-broadcast", "exact", as("p", op("permute", op("broadcast", x))), (b, m, n) =>
    isOp(m.p, "permute") ? b.expand(b.permute(m.x, m.p.attrs.perm), n.type.shape) : null,
  ),

  rule("slice-slice", "exact", as("p", op("slice", as("q", op("slice", x)))), (b, m) =>
    isOp(m.p, "slice") && isOp(m.q, "slice") ? mergeSlices(b, m.q, m.p) : null,
  ),
  rule("slice-pad", "exact", as("p", op("slice", as("q", op("pad", x)))), (b, m) =>
    isOp(m.p, "slice") && isOp(m.q, "pad") ? (sliceOfPad(b, m.q, m.p) ?? cutPad(b, m.q, m.p)) : null,
  ),
  rule("slice-reshape", "exact", as("p", op("slice", as("q", op("reshape", x)))), (b, m) =>
    isOp(m.p, "slice") && isOp(m.q, "reshape") ? sliceOfUnitReshape(b, m.q, m.p) : null,
  ),
  rule("slice-conv", "exact", as("p", op("slice", as("q", op("conv")))), (b, m) =>
    isOp(m.p, "slice") && isOp(m.q, "conv") ? sliceOfConv(b, m.q, m.p) : null,
  ),
  rule("slice-concat", "exact", as("p", op("slice", as("q", op("concat")))), (b, m) =>
    isOp(m.p, "slice") && isOp(m.q, "concat") ? sliceOfConcat(b, m.q, m.p) : null,
  ),
  rule("pad-pad", "exact", as("p", op("pad", as("q", op("pad", x)))), (b, m) => {
    if (!isOp(m.p, "pad") || !isOp(m.q, "pad") || !Object.is(m.p.attrs.value, m.q.attrs.value)) return null;
    const [inner, outer] = [m.q.attrs, m.p.attrs];
    if (!isZeros(outer.interior)) return null;
    return b.pad(
      m.x,
      inner.low.map((d, i) => d + outer.low[i]!),
      inner.high.map((d, i) => d + outer.high[i]!),
      inner.interior,
      inner.value,
    );
  }),
  rule("flip-flip", "exact", as("p", op("flip", as("q", op("flip", x)))), (b, m) => {
    if (!isOp(m.p, "flip") || !isOp(m.q, "flip")) return null;
    const [p, q] = [m.p.attrs.axes, m.q.attrs.axes];
    return b.flip(m.x, [...p.filter((a) => !q.includes(a)), ...q.filter((a) => !p.includes(a))]);
  }),
  rule("flip-ones", "exact", as("p", op("flip", x)), (b, m) => {
    if (!isOp(m.p, "flip")) return null;
    const { axes } = m.p.attrs;
    const kept = axes.filter((a) => m.x.type.shape[a] !== 1);
    return kept.length < axes.length ? b.flip(m.x, kept) : null;
  }),
  rule("concat-concat", "exact", as("p", op("concat")), (b, m) => {
    if (!isOp(m.p, "concat")) return null;
    const { axis } = m.p.attrs;
    const flat = m.p.in.flatMap((part) =>
      isOp(part, "concat") && part.attrs.axis === axis ? part.in : [part],
    );
    return flat.length > m.p.in.length ? b.concat(flat, axis) : null;
  }),

  // Adding to a sum that starts from 0 turns -0 into 0; moving keeps it.
  rule("overlapadd-disjoint", "finite", as("p", op("overlapAdd")), (b, m) =>
    isOp(m.p, "overlapAdd") ? disjointOverlapAdd(b, m.p) : null,
  ),
  rule("windows-of-one", "exact", as("p", op("windows")), (b, m) =>
    isOp(m.p, "windows") ? unitWindows(b, m.p) : null,
  ),

  // ---- indices that count from 0, as positions do
  rule("gather-iota", "exact", as("p", op("gather", x, as("i", op("iota")))), (b, m) => {
    if (!isOp(m.p, "gather") || m.i.type.shape.length !== 1) return null;
    const { shape } = m.x.type;
    const { axis } = m.p.attrs;
    const count = m.i.type.shape[0]!;
    if (count > shape[axis]!) return null;
    return b.slice(m.x, shape.map(() => 0), shape.map((d, i) => (i === axis ? count : d)), shape.map(() => 1)); // prettier-ignore
  }),
  rule("scatteradd-iota", "finite", as("p", op("scatterAdd", as("i", op("iota")), x)), (b, m, n) => {
    if (!isOp(m.p, "scatterAdd") || m.i.type.shape.length !== 1) return null;
    const { axis, size } = m.p.attrs;
    const count = m.i.type.shape[0]!;
    if (count > size) return null;
    return b.pad(m.x, n.type.shape.map(() => 0), n.type.shape.map((_, i) => (i === axis ? size - count : 0))); // prettier-ignore
  }),

  // A sum that starts from 0 turns -0 into 0; a product keeps it.
  rule("dot-of-ones", "finite", as("p", op("dot")), (b, m) =>
    isOp(m.p, "dot") ? outerProduct(b, m.p) : null,
  ),

  // ---- reductions
  ...(["sum", "prod", "reduceMax", "reduceMin"] as const).map((name) =>
    rule(`${name}-of-ones`, "exact", as("p", op(name, x)), (b, m, n) =>
      (m.p as Node<typeof name>).attrs.axes.every((a) => m.x.type.shape[a] === 1)
        ? b.reshape(m.x, n.type.shape)
        : null,
    ),
  ),
  ...(["reduceMax", "reduceMin"] as const).flatMap((name) => [
    rule(`${name}-constant`, "exact", op(name, number), (b, m, n) => refill(b, m.v, n)),
    rule(`${name}-broadcast`, "exact", as("p", op(name, as("q", op("broadcast", x)))), (b, m, n) => {
      const { axes } = (m.p as Node<typeof name>).attrs;
      const grown = grownAxes(m.q);
      if (!axes.every((a) => grown.includes(a))) return null;
      return b.expand(b.reshape(m.x, m.x.type.shape.filter((_, i) => !axes.includes(i))), n.type.shape); // prettier-ignore
    }),
  ]),
  // Small whole numbers add up without rounding, in any order.
  rule("sum-constant", "exact", as("p", op("sum", number)), (b, m, n) => {
    const total = (splatValue(m.v)! * sizeOf(m.p.in[0]!.type.shape)) / sizeOf(n.type.shape);
    const whole =
      Number.isInteger(splatValue(m.v)!) && Math.abs(total) <= (n.type.dtype === "f16" ? 2048 : 2 ** 24);
    return whole && !Object.is(total, -0) ? b.full(n.type.shape, total, n.type.dtype) : null;
  }),
  // n equal values: n times the value, rounded once instead of at each addition.
  rule("sum-broadcast", "reassoc", as("p", op("sum", as("q", op("broadcast", x)))), (b, m, n) => {
    const { axes } = (m.p as Node<"sum">).attrs;
    const equal = axes.filter((a) => grownAxes(m.q).includes(a));
    if (equal.length === 0) return null;
    const count = sizeOf(equal.map((a) => m.q.type.shape[a]!));
    // The equal axes go back to size 1 and are multiplied for; the others are still summed.
    const narrow = b.expand(m.x, m.q.type.shape.map((d, i) => (equal.includes(i) ? 1 : d))); // prettier-ignore
    return b.scalar("mul", b.reshape(b.sum(narrow, axes), n.type.shape), count);
  }),
  rule("sum-sum", "reassoc", as("p", op("sum", as("q", op("sum", x)))), (b, m) => {
    const inner = (m.q as Node<"sum">).attrs.axes;
    const left = m.x.type.shape.map((_, i) => i).filter((i) => !inner.includes(i));
    return b.sum(m.x, [...inner, ...(m.p as Node<"sum">).attrs.axes.map((a) => left[a]!)]);
  }),
];
