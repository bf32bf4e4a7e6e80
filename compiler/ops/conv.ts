/**
 * Convolution, channels last and grouped: y[g,b,p,o] = Σ x[g, b, p·stride + q·dilation, i] w[g, q, i, o] over q and i.
 *
 * Both gradients are convolutions again, so it can be differentiated any number of times. Sums run in doubles and are
 * rounded once when stored.
 */
import { type Dim, showDim, showShape } from "../ir/dims.ts";
import { type Node, type OpAttrs, sizeOf, type TensorType } from "../ir/graph.ts";
import { needsFloat, needsSameDtype, needsSameSize, refuse, result, type T } from "./check.ts";
import type { Builder } from "./builder.ts";
import type { OpDef, Precision, Tensor } from "./def.ts";
import { alloc, rounded, stridesOf } from "./tensor.ts";
import { positions } from "./windows.ts";

function inferConv(x: T, w: T, { stride, dilation }: OpAttrs<Dim>["conv"]): T {
  needsFloat(x, "`conv`");
  needsSameDtype(x, w, "`conv`");
  const spatial = stride.length;
  if (dilation.length !== spatial || x.shape.length !== spatial + 3 || w.shape.length !== spatial + 3)
    refuse(`\`conv\` over ${spatial} axes does not take ${showShape(x.shape)} and ${showShape(w.shape)}`);
  for (const n of [...stride, ...dilation])
    if (!Number.isInteger(n) || n < 1) refuse(`strides and dilations are positive whole numbers, not ${n}`);
  const [groups, batch] = [x.shape[0]!, x.shape[1]!];
  const [channels, taken, out] = [x.shape.at(-1)!, w.shape.at(-2)!, w.shape.at(-1)!];
  needsSameSize(
    groups,
    w.shape[0]!,
    () => `\`conv\`: ${showDim(groups)} groups meet a kernel of ${showDim(w.shape[0]!)}`,
  );
  needsSameSize(channels, taken, () => `\`conv\`: the input has ${showDim(channels)} channels a group and the kernel takes ${showDim(taken)}`); // prettier-ignore
  const places = stride.map((s, i) => positions(x.shape[i + 2]!, w.shape[i + 1]!, s, dilation[i]!, "`conv`"));
  return result(x.dtype, [groups, batch, ...places, out], "`conv`");
}

function evalConv(
  x: Tensor,
  w: Tensor,
  attrs: OpAttrs["conv"],
  type: TensorType,
  precision: Precision,
): Tensor {
  const y = alloc(type, precision);
  const [groups, batch] = [type.shape[0]!, type.shape[1]!];
  const [inC, outC] = [x.type.shape.at(-1)!, type.shape.at(-1)!];
  const spatial = attrs.stride.length;
  const outShape = type.shape.slice(2, 2 + spatial);
  const kernel = w.type.shape.slice(1, 1 + spatial);
  const xs = stridesOf(x.type.shape).slice(2, 2 + spatial);
  const xImage = x.data.length / (groups * batch);
  const wGroup = w.data.length / groups;
  const places = sizeOf(outShape);
  // Where a place p and a kernel cell q start in the image; the two offsets add up.
  const placeAt = offsets(outShape, xs.map((s, i) => s * attrs.stride[i]!)); // prettier-ignore
  const cellAt = offsets(kernel, xs.map((s, i) => s * attrs.dilation[i]!)); // prettier-ignore
  const sums = new Float64Array(outC);
  const [xd, wd] = [x.data, w.data];
  // Skipping a zero of the input (padding, interior zeros) is exact unless the weights hold an infinity or a NaN.
  const skipZeros = wd.every((v) => Number.isFinite(v));
  for (let image = 0; image < groups * batch; image++) {
    const [x0, w0, y0] = [image * xImage, Math.floor(image / batch) * wGroup, image * places * outC];
    for (let p = 0; p < places; p++) {
      sums.fill(0);
      for (let q = 0; q < cellAt.length; q++) {
        const from = x0 + placeAt[p]! + cellAt[q]!;
        let row = w0 + q * inC * outC;
        for (let i = 0; i < inC; i++, row += outC) {
          const v = xd[from + i]!;
          if (v !== 0 || !skipZeros) for (let o = 0; o < outC; o++) sums[o]! += v * wd[row + o]!;
        }
      }
      y.data.set(sums, y0 + p * outC);
    }
  }
  return rounded(y, precision);
}

/** Σ index[i] * strides[i] for every index of `shape`, row-major. */
function offsets(shape: readonly number[], strides: readonly number[]): Int32Array {
  const out = new Int32Array(sizeOf(shape));
  const s = stridesOf(shape);
  for (let flat = 0; flat < out.length; flat++)
    out[flat] = shape.reduce((at, n, i) => at + (Math.floor(flat / s[i]!) % n) * strides[i]!, 0);
  return out;
}

/**
 * dx[n] = Σ g[p] w[q] over p·stride + q·dilation = n: g spread out by the stride and padded by a kernel's reach on both
 * sides, convolved with the kernel turned around and its channels exchanged. `rest` are the last cells of x that no window
 * reached.
 */
function inputVjp(b: Builder, y: Node<"conv">, g: Node): Node {
  const [x, w] = [y.in[0]!, y.in[1]!];
  const { stride, dilation } = y.attrs;
  const axes = stride.map((_, i) => i);
  const reach = axes.map((i) => dilation[i]! * (w.type.shape[i + 1]! - 1));
  const rest = axes.map(
    (i) => x.type.shape[i + 2]! - (reach[i]! + (y.type.shape[i + 2]! - 1) * stride[i]! + 1),
  );
  const padded = b.pad(
    g,
    [0, 0, ...reach, 0],
    [0, 0, ...axes.map((i) => reach[i]! + rest[i]!), 0],
    [0, 0, ...stride.map((s) => s - 1), 0],
  );
  const rank = w.type.shape.length;
  const swapped = [...Array.from({ length: rank - 2 }, (_, i) => i), rank - 1, rank - 2];
  const turned = b.permute(b.flip(w, axes.map((i) => i + 1)), swapped); // prettier-ignore
  return b.make("conv", [padded, turned], { stride: axes.map(() => 1), dilation });
}

/**
 * dw[q] = Σ x[p·stride + q·dilation] g[p] over p: a convolution of x with g as the kernel, in which batch and channels,
 * stride and dilation change places; cells beyond the kernel's size are cut off.
 */
function kernelVjp(b: Builder, y: Node<"conv">, g: Node): Node {
  const [x, w] = [y.in[0]!, y.in[1]!];
  const { stride, dilation } = y.attrs;
  const spatial = stride.map((_, i) => i + 2);
  const last = spatial.length + 2;
  const image = b.permute(x, [0, last, ...spatial, 1]);
  const kernel = b.permute(g, [0, ...spatial, 1, last]);
  const z = b.make("conv", [image, kernel], { stride: dilation, dilation: stride });
  const none = z.type.shape.map(() => 0);
  const stop = z.type.shape.map((n, i) => (spatial.includes(i) ? w.type.shape[i - 1]! : n));
  const cut = b.slice(z, none, stop, none.map(() => 1)); // prettier-ignore
  return b.permute(cut, [0, ...spatial, 1, last]);
}

export const convOps = {
  conv: {
    infer: ([x, w], attrs) => inferConv(x!, w!, attrs),
    eval: ([x, w], attrs, type, precision) => evalConv(x!, w!, attrs, type, precision),
    vjp: (b, y, g) => [inputVjp(b, y, g), kernelVjp(b, y, g)],
  },
} satisfies { conv: OpDef<"conv"> };
