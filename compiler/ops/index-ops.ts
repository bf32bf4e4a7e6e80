/**
 * Ops whose places are data: gather and scatterAdd, takeAlong and putAlong. Each pair is adjoint, so each is the other's
 * VJP in its values; indices have no derivative. An index out of range reads 0 and adds nothing.
 */
import { type Dim, showDim, showShape } from "../ir/dims.ts";
import {
  needsAxis,
  needsInt,
  needsNumber,
  needsSameShape,
  needsSameSize,
  refuse,
  result,
  type T,
} from "./check.ts";
import type { OpDef, Tensor } from "./def.ts";
import { alloc, around, rounded } from "./tensor.ts";

function inRange(i: number, size: number): boolean {
  return i >= 0 && i < size;
}

/** Checks that `index` and `x` have equal shapes but along `axis`. */
function needsAligned(x: T, index: T, axis: number, what: string): void {
  needsAxis(x, axis, what);
  const refusal = (): string =>
    `${what} along axis ${axis}: ${showShape(x.shape)} and the indices' ${showShape(index.shape)} differ elsewhere`;
  if (x.shape.length !== index.shape.length) refuse(refusal());
  x.shape.forEach((d, i) => i === axis || needsSameSize(d, index.shape[i]!, refusal));
}

function replaceAxis<D>(shape: readonly D[], axis: number, count: number, by: readonly D[]): D[] {
  return [...shape.slice(0, axis), ...by, ...shape.slice(axis + count)];
}

/** Sums in doubles, rounded once when stored. */
function store(sums: Float64Array, y: Tensor, precision: "f64" | "f32"): Tensor {
  y.data.set(sums);
  return rounded(y, precision);
}

export const indexOps = {
  gather: {
    infer([x, index], { axis }) {
      needsInt(index!, "an index");
      needsAxis(x!, axis, "`take`");
      return result(x!.dtype, replaceAxis(x!.shape, axis, 1, index!.shape), "`take`");
    },
    eval([x, index], { axis }, type, precision) {
      const y = alloc(type, precision);
      const { outer, size, inner } = around(x!.type.shape, axis);
      const n = index!.data.length;
      for (let o = 0; o < outer; o++)
        for (let k = 0; k < n; k++) {
          const i = index!.data[k]!;
          if (!inRange(i, size)) continue;
          const from = (o * size + i) * inner;
          y.data.set(x!.data.subarray(from, from + inner), (o * n + k) * inner);
        }
      return y;
    },
    vjp(b, y, g) {
      const [x, index] = [y.in[0]!, y.in[1]!];
      const { axis } = y.attrs;
      return [b.make("scatterAdd", [index, g], { axis, size: x.type.shape[axis]! }), null];
    },
  },

  scatterAdd: {
    infer([index, rows], { axis, size }) {
      needsInt(index!, "an index");
      needsNumber(rows!, "`scatter_add`");
      const refusal = (): string =>
        `\`scatter_add\` along axis ${axis}: the rows' ${showShape(rows!.shape)} do not have the indices' ` +
        `${showShape(index!.shape)} at that place`;
      if (axis < 0 || axis + index!.shape.length > rows!.shape.length) refuse(refusal());
      index!.shape.forEach((d, i) => needsSameSize(d, rows!.shape[axis + i]!, refusal));
      return result(
        rows!.dtype,
        replaceAxis<Dim>(rows!.shape, axis, index!.shape.length, [size]),
        "`scatter_add`",
      );
    },
    eval([index, rows], { axis, size }, type, precision) {
      const y = alloc(type, precision);
      const sums = new Float64Array(y.data.length);
      const { outer, inner } = around(type.shape, axis);
      const n = index!.data.length;
      for (let o = 0; o < outer; o++)
        for (let k = 0; k < n; k++) {
          const i = index!.data[k]!;
          if (!inRange(i, size)) continue;
          const [from, to] = [(o * n + k) * inner, (o * size + i) * inner];
          for (let j = 0; j < inner; j++) sums[to + j]! += rows!.data[from + j]!;
        }
      return store(sums, y, precision);
    },
    vjp: (b, y, g) => [null, b.make("gather", [g, y.in[0]!], { axis: y.attrs.axis })],
  },

  takeAlong: {
    infer([x, index], { axis }) {
      needsInt(index!, "an index");
      needsAligned(x!, index!, axis, "`take_along`");
      return result(x!.dtype, index!.shape, "`take_along`");
    },
    eval([x, index], { axis }, type, precision) {
      const y = alloc(type, precision);
      const { size, inner } = around(x!.type.shape, axis);
      const n = index!.type.shape[axis]!;
      for (let at = 0; at < y.data.length; at++) {
        const i = index!.data[at]!;
        const outer = Math.floor(at / (n * inner));
        if (inRange(i, size)) y.data[at] = x!.data[(outer * size + i) * inner + (at % inner)]!;
      }
      return y;
    },
    vjp(b, y, g) {
      const { axis } = y.attrs;
      return [b.make("putAlong", [y.in[1]!, g], { axis, size: y.in[0]!.type.shape[axis]! }), null];
    },
  },

  putAlong: {
    infer([index, rows], { axis, size }) {
      needsInt(index!, "an index");
      needsNumber(rows!, "`put_along`");
      needsAxis(rows!, axis, "`put_along`");
      needsSameShape(index!, rows!, "`put_along`");
      if (typeof size === "number" && size < 1)
        refuse(`\`put_along\` has size ${showDim(size)}; a size is at least 1`);
      return result(rows!.dtype, replaceAxis<Dim>(rows!.shape, axis, 1, [size]), "`put_along`");
    },
    eval([index, rows], { axis, size }, type, precision) {
      const y = alloc(type, precision);
      const sums = new Float64Array(y.data.length);
      const { inner } = around(type.shape, axis);
      const n = index!.type.shape[axis]!;
      for (let at = 0; at < rows!.data.length; at++) {
        const i = index!.data[at]!;
        const outer = Math.floor(at / (n * inner));
        if (inRange(i, size)) sums[(outer * size + i) * inner + (at % inner)]! += rows!.data[at]!;
      }
      return store(sums, y, precision);
    },
    vjp: (b, y, g) => [null, b.make("takeAlong", [g, y.in[0]!], { axis: y.attrs.axis })],
  },
} satisfies { [K in "gather" | "scatterAdd" | "takeAlong" | "putAlong"]: OpDef<K> };
