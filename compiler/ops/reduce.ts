/**
 * Reductions, running sums and orders along an axis.
 *
 * Sums run in doubles and are rounded once when stored, so in "f32" they are at least as accurate as any tree of f32
 * additions; a device's result differs from them by its own rounding only. Ties of reduceMax and reduceMin share their
 * cotangent equally; argmax, argmin and argsort give ties to the lower index, and count NaN as the greatest value.
 */
import type { Dim } from "../ir/dims.ts";
import { type Node, type OpAttrs, type ReduceName, sizeOf, type TensorType } from "../ir/graph.ts";
import { needsAxis, needsDistinctAxes, needsNumber, refuse, result, type T } from "./check.ts";
import type { Builder } from "./builder.ts";
import type { OpDef, Precision, Tensor } from "./def.ts";
import { scalarFns } from "./scalar.ts";
import { alloc, allocData, around, permuted, rounded } from "./tensor.ts";

function inferReduce(op: ReduceName, x: T, axes: readonly number[]): T {
  needsNumber(x, `\`${op}\``);
  needsDistinctAxes(x, axes, `\`${op}\``);
  if (axes.some((a, i) => i > 0 && axes[i - 1]! > a))
    refuse(`the axes of \`${op}\` are not in ascending order`);
  return result(x.dtype, without(x.shape, axes), `\`${op}\``);
}

function without<D>(shape: readonly D[], axes: readonly number[]): D[] {
  return shape.filter((_, i) => !axes.includes(i));
}

/** Folds the reduced elements of each result, in row-major order. */
function evalReduce(
  op: ReduceName,
  x: Tensor,
  axes: readonly number[],
  type: TensorType,
  precision: Precision,
): Tensor {
  const { shape, dtype } = x.type;
  const kept = shape.map((_, i) => i).filter((i) => !axes.includes(i));
  const rows = permuted(x.data, shape, [...kept, ...axes], () => allocData(dtype, x.data.length, precision));
  const y = alloc(type, precision);
  const n = rows.length / y.data.length;
  const int = dtype === "i32";
  for (let r = 0; r < y.data.length; r++) {
    const [from, to] = [r * n, (r + 1) * n];
    let acc = rows[from]!;
    if (op === "sum") for (let i = from + 1; i < to; i++) acc += rows[i]!;
    else if (op === "prod")
      for (let i = from + 1; i < to; i++) acc = int ? Math.imul(acc, rows[i]!) : acc * rows[i]!;
    else {
      const f = scalarFns[op === "reduceMax" ? "max" : "min"].eval;
      for (let i = from + 1; i < to; i++) acc = f(acc, rows[i]!);
    }
    y.data[r] = acc;
  }
  return rounded(y, precision);
}

/** `g`, which lacks `axes`, broadcast to `shape`. */
function spread(b: Builder, g: Node, shape: readonly number[], axes: readonly number[]): Node {
  return b.expand(
    b.reshape(
      g,
      shape.map((d, i) => (axes.includes(i) ? 1 : d)),
    ),
    shape,
  );
}

/** g m / Σm with m = (x = y): the cotangent goes to the extreme elements, in equal shares, counted in f32. */
function extremeVjp(b: Builder, y: Node<"reduceMax" | "reduceMin">, g: Node): Node[] {
  const x = y.in[0]!;
  const { axes } = y.attrs;
  const extreme = b.eq(x, spread(b, y as Node, x.type.shape, axes));
  const count = b.cast(b.sum(b.cast(extreme, "f32"), axes), g.type.dtype);
  return [b.where(extreme, spread(b, b.div(g, count), x.type.shape, axes), b.fullLike(x, 0))];
}

/**
 * Products of all elements but the i-th, for every i along the last axis of `x`: the running product before i times the
 * one after it, each by doubling in log2(n) steps. No division, so zeros do no harm, and it can be differentiated again.
 */
function productsOfOthers(b: Builder, x: Node): Node {
  const last = x.type.shape.length - 1;
  const n = x.type.shape[last]!;
  /** Element i of the result is element i - by of z (or i + by), and 1 beyond the end. */
  const shift = (z: Node, by: number, forward: boolean): Node => {
    const ends = x.type.shape.map((_, i) => (i === last ? by : 0));
    const none = x.type.shape.map(() => 0);
    const kept = forward ? b.sliceAxis(z, last, 0, n - by) : b.sliceAxis(z, last, by, n);
    return b.pad(kept, forward ? ends : none, forward ? none : ends, none, 1);
  };
  const running = (forward: boolean): Node => {
    let z = shift(x, 1, forward);
    // Invariant: element i holds the product of the `k` elements next to i on its side.
    for (let k = 1; k < n - 1; k *= 2) z = b.mul(z, shift(z, k, forward));
    return z;
  };
  return n === 1 ? b.fullLike(x, 1) : b.mul(running(true), running(false));
}

/** g times the product of all other elements. */
function prodVjp(b: Builder, y: Node<"prod">, g: Node): Node[] {
  const x = y.in[0]!;
  const { axes } = y.attrs;
  const { shape } = x.type;
  const kept = shape.map((_, i) => i).filter((i) => !axes.includes(i));
  const perm = [...kept, ...axes];
  const rows = [...kept.map((i) => shape[i]!), sizeOf(axes.map((i) => shape[i]!))];
  const others = productsOfOthers(b, b.reshape(b.permute(x, perm), rows));
  const back = b.permute(b.reshape(others, perm.map((i) => shape[i]!)), perm.map((_, i) => perm.indexOf(i))); // prettier-ignore
  return [b.mul(spread(b, g, shape, axes), back)];
}

function reduction<K extends ReduceName>(op: K, vjp: (b: Builder, y: Node<K>, g: Node) => Node[]): OpDef<K> {
  type Attrs<D extends Dim> = OpAttrs<D>[ReduceName];
  return {
    infer: ([x], attrs) => inferReduce(op, x!, (attrs as Attrs<Dim>).axes),
    eval: ([x], attrs, type, precision) => evalReduce(op, x!, (attrs as Attrs<number>).axes, type, precision),
    vjp,
  };
}

/** NaN is the greatest value, as in PyTorch. */
function greater(a: number, b: number): boolean {
  return Number.isNaN(a) ? !Number.isNaN(b) : a > b;
}

function argExtreme<K extends "argmax" | "argmin">(op: K): OpDef<K> {
  return {
    infer([x], attrs) {
      const { axis } = attrs as OpAttrs<Dim>["argmax"];
      needsNumber(x!, `\`${op}\``);
      needsAxis(x!, axis, `\`${op}\``);
      return result("i32", without(x!.shape, [axis]), `\`${op}\``);
    },
    eval([x], attrs, type, precision) {
      const y = alloc(type, precision);
      const { outer, size, inner } = around(x!.type.shape, (attrs as OpAttrs["argmax"]).axis);
      // As `min` propagates NaN, so argmin prefers it.
      const better =
        op === "argmax" ? greater : (a: number, c: number) => (Number.isNaN(a) ? !Number.isNaN(c) : a < c);
      for (let o = 0; o < outer; o++)
        for (let i = 0; i < inner; i++) {
          const at = (j: number): number => x!.data[(o * size + j) * inner + i]!;
          let best = 0;
          for (let j = 1; j < size; j++) if (better(at(j), at(best))) best = j;
          y.data[o * inner + i] = best;
        }
      return y;
    },
    vjp: null,
  };
}

export const reduceOps = {
  // g on every element
  sum: reduction("sum", (b, y, g) => [spread(b, g, y.in[0]!.type.shape, y.attrs.axes)]),
  prod: reduction("prod", prodVjp),
  reduceMax: reduction("reduceMax", extremeVjp),
  reduceMin: reduction("reduceMin", extremeVjp),
  argmax: argExtreme("argmax"),
  argmin: argExtreme("argmin"),

  cumsum: {
    infer([x], { axis }) {
      needsNumber(x!, "`cumsum`");
      needsAxis(x!, axis, "`cumsum`");
      return result(x!.dtype, x!.shape, "`cumsum`");
    },
    eval([x], { axis, reverse, exclusive }, type, precision) {
      const y = alloc(type, precision);
      const { outer, size, inner } = around(x!.type.shape, axis);
      for (let o = 0; o < outer; o++)
        for (let i = 0; i < inner; i++) {
          let acc = 0;
          for (let k = 0; k < size; k++) {
            const at = (o * size + (reverse ? size - 1 - k : k)) * inner + i;
            if (exclusive) y.data[at] = acc;
            acc += x!.data[at]!;
            if (!exclusive) y.data[at] = acc;
          }
        }
      return rounded(y, precision);
    },
    // The transposed triangle: the running sum of g from the other end.
    vjp: (b, y, g) => [b.make("cumsum", [g], { ...y.attrs, reverse: !y.attrs.reverse })],
  },

  argsort: {
    infer([x], { axis }) {
      needsNumber(x!, "`argsort`");
      needsAxis(x!, axis, "`argsort`");
      return result("i32", x!.shape, "`argsort`");
    },
    eval([x], { axis, descending }, type, precision) {
      const y = alloc(type, precision);
      const { outer, size, inner } = around(x!.type.shape, axis);
      const before = descending ? greater : (a: number, c: number) => greater(c, a);
      for (let o = 0; o < outer; o++)
        for (let i = 0; i < inner; i++) {
          const at = (j: number): number => x!.data[(o * size + j) * inner + i]!;
          const order = Array.from({ length: size }, (_, j) => j);
          order.sort((p, q) => (before(at(p), at(q)) ? -1 : before(at(q), at(p)) ? 1 : p - q));
          order.forEach((j, k) => (y.data[(o * size + k) * inner + i] = j));
        }
      return y;
    },
    vjp: null,
  },
} satisfies { [K in ReduceName | "argmax" | "argmin" | "cumsum" | "argsort"]: OpDef<K> };
