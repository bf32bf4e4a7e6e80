/**
 * Sliding windows and their adjoint.
 *
 * Position p and window element q of an axis meet the source at p * stride + q * dilation. `windows` reads through that
 * view, `overlapAdd` adds through it, so each is the other's VJP.
 */
import { addDims, type Dim, floorDivDims, isKnown, mulDims, showDim, subDims } from "../ir/dims.ts";
import type { OpAttrs } from "../ir/graph.ts";
import { needsDistinctAxes, needsNumber, needsSameSize, refuse, result, type T } from "./check.ts";
import type { OpDef } from "./def.ts";
import { alloc, eachRow, rounded, stridesOf, type View } from "./tensor.ts";
import { evalView } from "./movement.ts";

type Attrs<D extends Dim> = OpAttrs<D>["windows"];

/** floor((n - dilation (size - 1) - 1) / stride) + 1 positions. */
export function positions(n: Dim, size: Dim, stride: number, dilation: number, what: string): Dim {
  const extent = addDims(mulDims(subDims(size, 1), dilation), 1);
  const room = subDims(n, extent);
  if (isKnown(room) && room < 0)
    refuse(
      `${what}: a window of ${showDim(size)}${dilation > 1 ? ` at dilation ${dilation}` : ""} does not fit in a size of ${showDim(n)}`,
    );
  return addDims(floorDivDims(room, stride), 1);
}

function checkWindows(shape: readonly Dim[], { axes, size, stride, dilation }: Attrs<Dim>): void {
  needsDistinctAxes({ dtype: "f32", shape }, axes, "`windows`");
  for (const list of [size, stride, dilation])
    if (list.length !== axes.length)
      refuse(`\`windows\` over ${axes.length} axes got ${list.length} numbers`);
  for (const n of [...stride, ...dilation])
    if (!Number.isInteger(n) || n < 1) refuse(`strides and dilations are positive whole numbers, not ${n}`);
}

function windowShape(shape: readonly Dim[], a: Attrs<Dim>): Dim[] {
  const places = shape.map((n, i) => {
    const k = a.axes.indexOf(i);
    return k < 0 ? n : positions(n, a.size[k]!, a.stride[k]!, a.dilation[k]!, "`windows`");
  });
  return [...places, ...a.size];
}

/** The view of a source of `shape` that shows its windows, `out` being their shape. */
function windowView(shape: readonly number[], out: readonly number[], a: Attrs<number>): View {
  const s = stridesOf(shape);
  const places = s.map((t, i) => (a.axes.includes(i) ? t * a.stride[a.axes.indexOf(i)]! : t));
  return {
    shape: out,
    strides: [...places, ...a.axes.map((axis, k) => s[axis]! * a.dilation[k]!)],
    offset: 0,
  };
}

export const windowOps = {
  windows: {
    infer([x], attrs) {
      checkWindows(x!.shape, attrs);
      return result(x!.dtype, windowShape(x!.shape, attrs), "`windows`");
    },
    eval: ([x], attrs, type, precision) =>
      evalView(x!, windowView(x!.type.shape, type.shape, attrs), type, precision),
    vjp: (b, y, g) => [b.make("overlapAdd", [g], { shape: y.in[0]!.type.shape, ...y.attrs })],
  },

  overlapAdd: {
    infer([x], attrs): T {
      needsNumber(x!, "`overlapAdd`");
      checkWindows(attrs.shape, attrs);
      const from = windowShape(attrs.shape, attrs);
      if (from.length !== x!.shape.length)
        refuse(`\`overlapAdd\` takes ${from.length} axes, not ${x!.shape.length}`);
      from.forEach((d, i) =>
        needsSameSize(
          d,
          x!.shape[i]!,
          () => `\`overlapAdd\`: axis ${i} has size ${showDim(x!.shape[i]!)}, not ${showDim(d)}`,
        ),
      );
      return result(x!.dtype, attrs.shape, "`overlapAdd`");
    },
    eval([x], attrs, type, precision) {
      const view = windowView(type.shape, x!.type.shape, attrs);
      // Doubles hold the sums; storing rounds once.
      const sums = new Float64Array(type.shape.reduce((a, b) => a * b, 1));
      const [n, s] = [view.shape.at(-1) ?? 1, view.strides.at(-1) ?? 1];
      eachRow(view, (flat, at) => {
        for (let i = 0; i < n; i++) sums[at + i * s]! += x!.data[flat + i]!;
      });
      const y = alloc(type, precision);
      y.data.set(sums);
      return rounded(y, precision);
    },
    vjp(b, y, g) {
      const { axes, size, stride, dilation } = y.attrs;
      return [b.windows(g, { axes, size, stride, dilation })];
    },
  },
} satisfies { [K in "windows" | "overlapAdd"]: OpDef<K> };
