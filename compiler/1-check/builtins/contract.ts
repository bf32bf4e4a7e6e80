/**
 * Contractions besides `einsum`: the `@` of the language (for the elaborator) and convolution.
 */
import {
  addDims,
  ceilDivDims,
  type Dim,
  dimsEqual,
  divDims,
  floorDivDims,
  isKnown,
  mayBeEqual,
  mulDims,
  showDim,
  showShape,
  subDims,
} from "../../ir/dims.ts";
import type { BoundArg, Builtin, BuiltinContext, TensorNode, Value } from "../value.ts";
import { toTensors } from "../coerce.ts";
import { count, define, isFloat, type Reader, standIn, tensor } from "./args.ts";
import { broadcastShape } from "./operands.ts";

/** `a @ b`: NumPy's matmul, with both shapes and the axes in its errors. */
export function matmul(cx: BuiltinContext, left: BoundArg, right: BoundArg): TensorNode {
  const args = [left, right];
  const [a, b] = toTensors(cx, args) as [TensorNode, TensorNode];
  const spans = args.map((x) => x.span);
  [a, b].forEach((x, i) => {
    const span = spans[i]!;
    if (x.type.shape.length === 0)
      cx.fail("NN0221", "`@` needs at least one axis on each side", { span, label: "this is a scalar", help: "multiply by a scalar with `*`" }); // prettier-ignore
    if (!isFloat(x.type.dtype))
      cx.fail("NN0321", `\`@\` is for floats, and this is ${x.type.dtype}`, {
        span,
        help: "convert it with `f32(x)`",
      });
  });
  const [p, q] = [a.type.shape, b.type.shape];
  const inner = q.length === 1 ? q[0]! : q.at(-2)!;
  if (!mayBeEqual(p.at(-1)!, inner)) {
    const turned = q.length >= 2 && mayBeEqual(p.at(-1)!, q.at(-1)!);
    cx.fail(
      "NN0221",
      `\`@\` of ${showShape(p)} and ${showShape(q)}: ${showDim(p.at(-1)!)} is not ${showDim(inner)}`,
      {
        labels: [
          { span: spans[1]!, text: `${showShape(q)}: ${showDim(inner)} at axis ${q.length === 1 ? -1 : -2}` },
          { span: spans[0]!, text: `${showShape(p)}: ${showDim(p.at(-1)!)} at axis -1` },
        ],
        notes: ["the last axis of the left side meets the last but one of the right side"],
        ...(turned ? { help: "write `transpose(…)` around the right side" } : {}),
      },
    );
  }
  if (p.length <= 2 || q.length <= 2) return cx.b.matmul(a, b);
  const lead = (x: TensorNode): TensorNode => ({
    ...x,
    type: { ...x.type, shape: x.type.shape.slice(0, -2) },
  });
  const batch = broadcastShape(cx, "@", [lead(a), lead(b)], spans);
  return cx.b.matmul(cx.b.expand(a, [...batch, ...p.slice(-2)]), cx.b.expand(b, [...batch, ...q.slice(-2)]));
}

interface Window {
  readonly size: Dim;
  readonly low: Dim;
  readonly high: Dim;
  readonly out: Dim;
}

/**
 * Padding and output size along each spatial axis. With size n and a kernel that reaches over e = (k − 1)·dilation + 1 cells:
 * "same" gives ⌈n / stride⌉ places, its padding split with the odd cell at the end; otherwise ⌊(n + padding − e) / stride⌋ + 1.
 */
function spatialWindows(
  r: Reader,
  spatial: readonly Dim[],
  kernel: readonly Dim[],
  stride: readonly Dim[],
  dilation: readonly Dim[],
): Window[] {
  const pads = explicitPadding(r, spatial.length);
  const same = pads === "same";
  return spatial.map((n, i) => {
    const [s, k] = [stride[i]!, kernel[i]!];
    const reach = mulDims(subDims(k, 1), dilation[i]!);
    const extent = addDims(reach, 1);
    if (same) {
      const out = ceilDivDims(n, s);
      // (out - 1) * s + extent - n; with a stride of 1 it does not depend on n.
      const total = dimsEqual(s, 1) ? reach : subDims(addDims(mulDims(subDims(out, 1), s), extent), n);
      const need = isKnown(total) ? Math.max(0, total) : total;
      const low = floorDivDims(need, 2);
      return { size: n, low, high: subDims(need, low), out };
    }
    const [low, high] = pads[i]!;
    const room = subDims(addDims(n, addDims(low, high)), extent);
    if (isKnown(room) && room < 0)
      r.cx.fail("NN0229", `\`conv\`: a kernel of ${showDim(k)} does not fit an axis of size ${showDim(n)}`, {
        span: r.span("w"),
        label: `reaches over ${showDim(extent)} cells; there are ${showDim(addDims(n, addDims(low, high)))} with padding`,
        help: 'use `padding: "same"`, or a smaller kernel or dilation',
      });
    return { size: n, low, high, out: addDims(floorDivDims(room, s), 1) };
  });
}

/** `"same"`, or the cells before and after each spatial axis. */
function explicitPadding(r: Reader, spatial: number): "same" | [Dim, Dim][] {
  if (!r.has("padding")) return "same";
  const value = r.value("padding");
  if (value.kind === "string") {
    if (value.value === "same") return "same";
    if (value.value === "valid") return Array.from({ length: spatial }, () => [0, 0]);
    return r.bad(
      "padding",
      `\`padding: "${value.value}"\` is not known`,
      undefined,
      'use "same", "valid", a number or pairs',
    );
  }
  const pairs =
    value.kind === "list" &&
    value.items.length === spatial &&
    value.items.every((i) => i.kind === "list" || i.kind === "int")
      ? value.items.map((item): [Dim, Dim] => {
          if (item.kind !== "list") return [r.asInt(item, "padding"), r.asInt(item, "padding")];
          if (item.items.length !== 2)
            return r.bad("padding", "the padding of an axis is a pair: cells before and after");
          return [r.asInt(item.items[0]!, "padding"), r.asInt(item.items[1]!, "padding")];
        })
      : value.kind === "int"
        ? Array.from({ length: spatial }, (): [Dim, Dim] => [value.value, value.value])
        : r.wants(
            "padding",
            `"same", "valid", a number or ${spatial === 1 ? "`[[before, after]]`" : "`[[top, bottom], [left, right]]`"}`,
          );
  if (pairs.flat().some((d) => isKnown(d) && d < 0)) r.bad("padding", "padding is not negative");
  return pairs;
}

function conv(r: Reader, cx: BuiltinContext): Value {
  const { b } = cx;
  const [x, w] = toTensors(cx, [r.args["x"]!, r.args["w"]!]) as [TensorNode, TensorNode];
  r.requireFloats(x, "x");
  const [xs, ws] = [x.type.shape, w.type.shape];
  const spatial = xs.length - 2;
  if (spatial !== 1 && spatial !== 2)
    cx.fail("NN0228", `\`conv\` takes [batch, t, in] or [batch, h, w, in], not ${showShape(xs)}`, {
      span: r.span("x"),
      label: `has ${count(xs.length, "axis", "axes")}`,
      help: "channels come last; add an axis with `reshape` or `rearrange` if one is missing",
    });
  if (ws.length !== xs.length)
    cx.fail(
      "NN0228",
      `\`conv\` of ${showShape(xs)} takes a kernel with ${xs.length} axes, not ${showShape(ws)}`,
      {
        span: r.span("w"),
        label: `has ${count(ws.length, "axis", "axes")}`,
        help:
          spatial === 1
            ? "its shape is `[k, in / groups, out]`"
            : "its shape is `[kh, kw, in / groups, out]`",
      },
    );
  const groups = r.has("groups") ? r.int("groups") : 1;
  const [channels, taken, out] = [xs.at(-1)!, ws.at(-2)!, ws.at(-1)!];
  const [perGroup, outPerGroup] = [divDims(channels, groups), divDims(out, groups)];
  if (perGroup === undefined || outPerGroup === undefined)
    return cx.fail(
      "NN0204",
      `\`conv\`: ${showDim(perGroup === undefined ? channels : out)} channels are not divisible by groups = ${showDim(groups)}`,
      {
        span: r.span("groups"),
        label: `the input has ${showDim(channels)} channels, the output ${showDim(out)}`,
      },
    );
  if (!mayBeEqual(perGroup, taken))
    cx.fail(
      "NN0229",
      `\`conv\`: the input has ${showDim(perGroup)} channels${dimsEqual(groups, 1) ? "" : " a group"} and the kernel takes ${showDim(taken)}`,
      {
        labels: [
          { span: r.span("w"), text: `${showShape(ws)}: ${showDim(taken)} at axis -2` },
          { span: r.span("x"), text: `${showShape(xs)}: ${showDim(channels)} at axis -1` },
        ],
      },
    );
  const stride = r.perAxisDims("stride", spatial, 1);
  const dilation = r.perAxisDims("dilation", spatial, 1);
  for (const [name, list] of [
    ["stride", stride],
    ["dilation", dilation],
  ] as const)
    // prettier-ignore
    if (list.some((d) => isKnown(d) && d < 1)) r.bad(name, `\`${name}\` of \`conv\` is at least 1`);
  const windows = spatialWindows(r, xs.slice(1, -1), ws.slice(0, spatial), stride, dilation);
  const places = windows.map((v) => v.out);
  if (!stride.every(isKnown) || !dilation.every(isKnown))
    return tensor(standIn(cx, [xs[0]!, ...places, out], x.type.dtype));

  const padded = b.pad(x, [0, ...windows.map((v) => v.low), 0], [0, ...windows.map((v) => v.high), 0]);
  const inner = padded.type.shape.slice(1, -1);
  const kernel = ws.slice(0, spatial);
  // The graph's conv has its groups in front: [G, B, …, I] and [G, …kernel, I, O].
  const axes = inner.map((_, i) => i);
  const gx = b.permute(b.reshape(padded, [xs[0]!, ...inner, groups, perGroup]), [
    spatial + 1,
    0,
    ...axes.map((i) => i + 1),
    spatial + 2,
  ]);
  const gw = b.permute(b.reshape(w, [...kernel, taken, groups, outPerGroup]), [
    spatial + 1,
    ...axes,
    spatial,
    spatial + 2,
  ]);
  const single = dimsEqual(groups, 1);
  const y = b.make(
    "conv",
    single ? [b.reshape(padded, [1, ...padded.type.shape]), b.reshape(w, [1, ...ws])] : [gx, gw],
    { stride, dilation },
  );
  const found = y.type.shape.slice(2, -1);
  // Where sizes are symbolic "same" says the size more simply than the arithmetic that leads to it.
  if (!found.every((d, i) => dimsEqual(d, places[i]!)))
    return tensor(standIn(cx, [xs[0]!, ...places, out], x.type.dtype));
  if (single) return tensor(b.reshape(y, y.type.shape.slice(1)));
  const back = b.permute(y, [1, ...axes.map((i) => i + 2), 0, spatial + 2]);
  return tensor(b.reshape(back, [xs[0]!, ...places, out]));
}

export const contract: readonly Builtin[] = [
  define(
    "conv",
    ["x", "w", "stride?", "padding?", "dilation?", "groups?"],
    '`conv(x, w, stride: 1, padding: "same", dilation: 1, groups: 1)`: convolution (cross-correlation) over 1 or 2 spatial ' +
      "axes. `x` is `[batch, h, w, in]` or `[batch, t, in]`, `w` is `[kh, kw, in / groups, out]` or `[k, in / groups, out]`. " +
      '"same" gives ⌈n / stride⌉ places with the odd cell of padding at the end, "valid" pads nothing; a number pads all ' +
      "sides, `[[top, bottom], [left, right]]` each.",
    conv,
  ),
];
