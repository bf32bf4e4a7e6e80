/**
 * Primitives that move elements about or repeat them: pads, flips, tiles, windows, triangles.
 */
import {
  addDims,
  type Dim,
  floorDivDims,
  isKnown,
  mulDims,
  showDim,
  showShape,
  subDims,
} from "../../ir/dims.ts";
import type { Builtin, BuiltinContext, TensorNode, Value } from "../value.ts";
import { count, define, type Reader, requireSizes, standIn, tensor } from "./args.ts";

/** `[[before, after], …]`, one pair per axis; one number pads all sides of all axes. */
function padding(r: Reader, x: TensorNode): { low: Dim[]; high: Dim[] } {
  const rank = x.type.shape.length;
  const value = r.value("pads");
  if (value.kind === "int")
    return { low: Array<Dim>(rank).fill(value.value), high: Array<Dim>(rank).fill(value.value) };
  if (value.kind !== "list") return r.wants("pads", "pairs `[[before, after], …]`");
  if (value.items.length !== rank)
    r.bad(
      "pads",
      `\`pad\` of ${showShape(x.type.shape)} takes ${count(rank, "pair", "pairs")}, not ${value.items.length}`,
    );
  const low: Dim[] = [];
  const high: Dim[] = [];
  for (const item of value.items) {
    const pair = item.kind === "list" ? item.items : [item, item];
    if (pair.length !== 2) r.bad("pads", "the padding of an axis is a pair: elements before and after");
    const [before, after] = [r.asInt(pair[0]!, "pads"), r.asInt(pair[1]!, "pads")];
    if ([before, after].some((d) => isKnown(d) && d < 0))
      r.bad(
        "pads",
        `padding of ${[before, after]
          .filter((d) => isKnown(d) && d < 0)
          .map(showDim)
          .join(", ")}`,
        undefined,
        "to take elements away, slice: `x[1:-1]`",
      );
    low.push(before);
    high.push(after);
  }
  return { low, high };
}

function pad(r: Reader, cx: BuiltinContext): Value {
  const x = r.tensor("x");
  const { low, high } = padding(r, x);
  const mode = r.has("mode") ? r.string("mode") : "constant";
  if (mode !== "constant" && r.has("value"))
    r.bad("value", `\`value\` has no meaning with \`mode: "${mode}"\``);
  switch (mode) {
    case "constant": {
      const given = r.has("value") ? r.value("value") : undefined;
      const value = given?.kind === "bool" ? Number(given.value ?? false) : (r.number("value", 0) ?? 0);
      if (x.type.dtype === "i32" && !Number.isInteger(value))
        r.bad("value", `an i32 tensor is padded with whole numbers, not ${value}`);
      return tensor(cx.b.pad(x, low, high, undefined, value));
    }
    case "reflect":
    case "edge":
      return tensor(
        x.type.shape.reduce((y: TensorNode, _, i) => padAxis(r, y, i, low[i]!, high[i]!, mode), x),
      );
    default:
      return r.bad(
        "mode",
        `\`mode: "${mode}"\` is not known`,
        undefined,
        'use "constant", "reflect" or "edge"',
      );
  }
}

/** `reflect` turns around at the edge without repeating it: c b | a b c | b a; `edge` repeats it. */
function padAxis(
  r: Reader,
  x: TensorNode,
  axis: number,
  low: Dim,
  high: Dim,
  mode: "reflect" | "edge",
): TensorNode {
  const { b } = r.cx;
  const n = x.type.shape[axis]!;
  if (mode === "reflect" && isKnown(n) && [low, high].some((d) => isKnown(d) && d >= n))
    r.bad(
      "pads",
      `reflecting ${showDim(low)} and ${showDim(high)} elements of an axis of size ${n}`,
      undefined,
      `at most ${n - 1} can be reflected`,
    );
  const parts: TensorNode[] = [];
  const side = (width: Dim, from: Dim): TensorNode => {
    if (mode === "reflect") return b.flip(b.sliceAxis(x, axis, from, addDims(from, width)), [axis]);
    return b.expand(
      b.sliceAxis(x, axis, from, addDims(from, 1)),
      x.type.shape.map((d, i) => (i === axis ? width : d)),
    );
  };
  if (low !== 0) parts.push(side(low, mode === "reflect" ? 1 : 0));
  parts.push(x);
  if (high !== 0) parts.push(side(high, mode === "reflect" ? subDims(subDims(n, 1), high) : subDims(n, 1)));
  return b.concat(parts, axis);
}

/** Along one axis, or by one number along each of several. */
function roll(r: Reader, cx: BuiltinContext): Value {
  const { b } = cx;
  const x = r.tensor("x");
  const axes = r.has("axis") ? axesInOrder(r, x) : [r.resolveAxis(-1, x.type.shape, "x")];
  const by = r.perAxisDims("by", axes.length, 0);
  return tensor(
    axes.reduce((y: TensorNode, axis, i) => {
      const [n, k] = [x.type.shape[axis]!, by[i]!];
      if (!isKnown(n) || !isKnown(k)) return y;
      const shift = ((k % n) + n) % n;
      if (shift === 0) return y;
      return b.concat([b.sliceAxis(y, axis, n - shift, n), b.sliceAxis(y, axis, 0, n - shift)], axis);
    }, x),
  );
}

/** Each axis d becomes [times, d] by a broadcast, and then one axis of times · d. */
function tile(r: Reader, cx: BuiltinContext): Value {
  const { b } = cx;
  const x = r.tensor("x");
  const given = r.shape("times");
  const rank = Math.max(given.length, x.type.shape.length);
  const align = (dims: readonly Dim[]): Dim[] => [...Array<Dim>(rank - dims.length).fill(1), ...dims];
  const [times, from] = [align(given), align(x.type.shape)];
  requireSizes(cx, times, r.span("times"), "`tile`");
  const spread = from.flatMap((d, i) => (times[i] === 1 ? [d] : [times[i]!, d]));
  const ones = from.flatMap((d, i) => (times[i] === 1 ? [d] : [1, d]));
  return tensor(
    b.reshape(
      b.expand(b.reshape(x, ones), spread),
      from.map((d, i) => mulDims(times[i]!, d)),
    ),
  );
}

function windows(r: Reader, cx: BuiltinContext): Value {
  const x = r.tensor("x");
  const axes = r.has("axis") ? axesInOrder(r, x) : [r.resolveAxis(-1, x.type.shape, "x")];
  const size = r.perAxisDims("size", axes.length, 1);
  const stride = r.perAxisDims("stride", axes.length, 1);
  const dilation = r.perAxisDims("dilation", axes.length, 1);
  for (const [name, list] of [
    ["size", size],
    ["stride", stride],
    ["dilation", dilation],
  ] as const)
    // prettier-ignore
    if (list.some((d) => isKnown(d) && d < 1)) r.bad(name, `\`${name}\` of \`windows\` is at least 1`);
  const out = [...x.type.shape];
  axes.forEach((axis, i) => {
    const n = x.type.shape[axis]!;
    const extent = addDims(mulDims(subDims(size[i]!, 1), dilation[i]!), 1);
    const room = subDims(n, extent);
    if (isKnown(room) && room < 0)
      cx.fail("NN0229", `a window of ${showDim(size[i]!)} does not fit axis ${axis} of size ${showDim(n)}`, {
        span: r.span("size"),
        label: `reaches over ${showDim(extent)} elements`,
        help: "pad the tensor, or take a smaller window",
      });
    out[axis] = addDims(floorDivDims(room, stride[i]!), 1);
  });
  if (!stride.every(isKnown) || !dilation.every(isKnown))
    return tensor(standIn(cx, [...out, ...size], x.type.dtype));
  return tensor(cx.b.windows(x, { axes, size, stride, dilation }));
}

/** The axes as written: the window axes come in the same order. */
function axesInOrder(r: Reader, x: TensorNode): number[] {
  const value = r.value("axis");
  const { shape } = x.type;
  if (value.kind !== "list") return [r.axis("axis", shape)];
  r.axes("axis", shape);
  return r.axesInOrder("axis", value.items, shape);
}

function triangle(name: "tril" | "triu"): Builtin {
  const doc =
    `\`${name}(x, diagonal: 0)\`: x ${name === "tril" ? "on and below" : "on and above"} a diagonal of its last two axes, ` +
    "0 elsewhere; a positive `diagonal` lies above the main one.";
  return define(name, ["x", "diagonal?"], doc, (r, cx) => {
    const { b } = cx;
    const x = r.tensor("x");
    if (x.type.shape.length < 2)
      cx.fail("NN0228", `\`${name}\` takes a matrix, not ${showShape(x.type.shape)}`, { span: r.span("x") });
    const k = r.known("diagonal") ?? 0;
    const square = x.type.shape.slice(-2);
    const row = b.iota(square, 0);
    const column = b.iota(square, 1);
    const shifted = k === 0 ? row : b.scalar("add", row, k);
    const kept = name === "tril" ? b.binary("le", column, shifted) : b.binary("le", shifted, column);
    return tensor(b.where(b.expand(kept, x.type.shape), x, b.fullLike(x, 0)));
  });
}

export const layout: readonly Builtin[] = [
  define(
    "pad",
    ["x", "pads", "value?", "mode?"],
    '`pad(x, [[0, 1], [2, 2]], value: 0)`: elements before and after each axis; `mode: "reflect"` mirrors without repeating ' +
      'the edge, `"edge"` repeats it.',
    pad,
  ),
  define("flip", ["x", "axis"], "`flip(x, axis: 0)`: reversed along an axis, or several.", (r, cx) => {
    const x = r.tensor("x");
    return tensor(cx.b.flip(x, r.axes("axis", x.type.shape)!));
  }),
  define(
    "roll",
    ["x", "by", "axis?"],
    "`roll(x, 1, axis: -1)`: moved along an axis; what leaves at the end enters at the start. `roll(x, [1, 2], axis: [0, 1])` " +
      "moves along several.",
    roll,
  ),
  define("tile", ["x", "times"], "`tile(x, [2, 1])`: the whole of x repeated along each axis.", tile),
  define(
    "windows",
    ["x", "size", "axis?", "stride?", "dilation?"],
    "`windows(x, 3, axis: -1, stride: 1, dilation: 1)`: sliding windows. Each named axis becomes its places, and the window " +
      "axes are appended at the end in the same order: `windows(x, [2, 2], axis: [1, 2], stride: 2)` of `[b, h, w, c]` is " +
      "`[b, h / 2, w / 2, c, 2, 2]`.",
    windows,
  ),
  triangle("tril"),
  triangle("triu"),
];
