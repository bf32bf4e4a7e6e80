/**
 * Movement: ops that only say where elements go. Each but reshape, pad and concat reads its operand through one strided
 * view, and each one's VJP is its adjoint.
 */
import {
  addDims,
  ceilDivDims,
  isKnown,
  mayBeEqual,
  productOf,
  showDim,
  showShape,
  subDims,
} from "../ir/dims.ts";
import type { Node, TensorType } from "../ir/graph.ts";
import { needsAxis, needsDistinctAxes, needsSameDtype, needsSameSize, refuse, result } from "./check.ts";
import type { OpDef, Precision, Tensor } from "./def.ts";
import { alloc, around, readView, stridesOf, type View, writeView } from "./tensor.ts";

/** The elements that `view` shows. */
export function evalView(x: Tensor, view: View, type: TensorType, precision: Precision): Tensor {
  const y = alloc(type, precision);
  readView(x.data, view, y.data);
  return y;
}

function needsLength(list: readonly unknown[], rank: number, what: string): void {
  if (list.length !== rank)
    refuse(`${what} needs one entry for each of the ${rank} axes, not ${list.length}`);
}

export const movementOps = {
  reshape: {
    infer([x], { shape }) {
      const [from, to] = [productOf(x!.shape), productOf(shape)];
      if (!mayBeEqual(from, to))
        refuse(
          `${showShape(x!.shape)} does not reshape to ${showShape(shape)}: ` +
            `${showDim(from)} elements are not ${showDim(to)}`,
        );
      return result(x!.dtype, shape, "`reshape`");
    },
    eval: ([x], _, type) => ({ type, data: x!.data }),
    // reshaped back
    vjp: (b, y, g) => [b.reshape(g, y.in[0]!.type.shape)],
  },

  permute: {
    infer([x], { perm }) {
      needsLength(perm, x!.shape.length, "`permute`");
      needsDistinctAxes(x!, perm, "`permute`");
      return result(
        x!.dtype,
        perm.map((p) => x!.shape[p]!),
        "`permute`",
      );
    },
    eval([x], { perm }, type, precision) {
      const s = stridesOf(x!.type.shape);
      return evalView(x!, { shape: type.shape, strides: perm.map((p) => s[p]!), offset: 0 }, type, precision);
    },
    // the inverse permutation
    vjp: (b, y, g) => [b.permute(g, inversePermutation(y.attrs.perm))],
  },

  broadcast: {
    infer([x], { shape }) {
      const fits =
        x!.shape.length === shape.length && x!.shape.every((d, i) => d === 1 || mayBeEqual(d, shape[i]!));
      if (!fits) refuse(`${showShape(x!.shape)} does not broadcast to ${showShape(shape)}`);
      return result(x!.dtype, shape, "`broadcast`");
    },
    eval([x], { shape }, type, precision) {
      const s = stridesOf(x!.type.shape);
      const strides = s.map((stride, i) => (x!.type.shape[i] === 1 ? 0 : stride));
      return evalView(x!, { shape, strides, offset: 0 }, type, precision);
    },
    // summed over the axes that grew
    vjp(b, y, g) {
      const from = y.in[0]!.type.shape;
      return [
        b.sum(
          g,
          from.map((_, i) => i).filter((i) => from[i] === 1 && y.attrs.shape[i] !== 1),
          true,
        ),
      ];
    },
  },

  slice: {
    infer([x], { start, stop, step }) {
      const rank = x!.shape.length;
      for (const list of [start, stop, step]) needsLength(list, rank, "a slice");
      const shape = x!.shape.map((size, i) => {
        const [from, to, by] = [start[i]!, stop[i]!, step[i]!];
        const range = `${showDim(from)}:${showDim(to)}`;
        if (isKnown(from) && from < 0) refuse(`the slice ${range} starts below 0`);
        if (isKnown(to) && isKnown(size) && to > size)
          refuse(`the slice ${range} ends beyond the size ${size}`);
        if (!Number.isInteger(by) || by < 1) refuse(`a slice's step is a positive whole number, not ${by}`);
        const extent = subDims(to, from);
        if (isKnown(extent) && extent <= 0)
          refuse(`the slice ${range} of an axis of size ${showDim(size)} is empty; a size is at least 1`);
        return ceilDivDims(extent, by);
      });
      return result(x!.dtype, shape, "a slice");
    },
    eval([x], { start, step }, type, precision) {
      const s = stridesOf(x!.type.shape);
      const offset = s.reduce((at, stride, i) => at + stride * start[i]!, 0);
      return evalView(
        x!,
        { shape: type.shape, strides: s.map((t, i) => t * step[i]!), offset },
        type,
        precision,
      );
    },
    // put back among zeros
    vjp(b, y, g) {
      const { start, step } = y.attrs;
      const from = y.in[0]!.type.shape;
      const last = g.type.shape.map((n, i) => start[i]! + (n - 1) * step[i]!);
      return [
        b.pad(
          g,
          start,
          from.map((n, i) => n - 1 - last[i]!),
          step.map((by) => by - 1),
        ),
      ];
    },
  },

  flip: {
    infer([x], { axes }) {
      needsDistinctAxes(x!, axes, "`flip`");
      return result(x!.dtype, x!.shape, "`flip`");
    },
    eval([x], { axes }, type, precision) {
      const s = stridesOf(x!.type.shape);
      const offset = axes.reduce((at, a) => at + s[a]! * (x!.type.shape[a]! - 1), 0);
      const strides = s.map((stride, i) => (axes.includes(i) ? -stride : stride));
      return evalView(x!, { shape: type.shape, strides, offset }, type, precision);
    },
    vjp: (b, y, g) => [b.flip(g, y.attrs.axes)],
  },

  pad: {
    infer([x], { low, high, interior }) {
      const rank = x!.shape.length;
      for (const list of [low, high, interior]) needsLength(list, rank, "`pad`");
      for (const d of [...low, ...high, ...interior])
        if (isKnown(d) && (d < 0 || !Number.isInteger(d)))
          refuse(`padding is a whole number from 0, not ${d}`);
      // n elements, n - 1 gaps, two ends
      const shape = x!.shape.map((n, i) => {
        const gaps = interior[i] === 0 ? 0 : productOf([subDims(n, 1), interior[i]!]);
        return [gaps, low[i]!, high[i]!].reduce(addDims, n);
      });
      return result(x!.dtype, shape, "`pad`");
    },
    eval([x], { low, interior, value }, type, precision) {
      const y = alloc(type, precision);
      y.data.fill(value);
      const s = stridesOf(type.shape);
      const offset = s.reduce((at, stride, i) => at + stride * low[i]!, 0);
      writeView(
        x!.data,
        { shape: x!.type.shape, strides: s.map((t, i) => t * (interior[i]! + 1)), offset },
        y.data,
      );
      return y;
    },
    // where the elements went
    vjp(b, y, g) {
      const { low, interior } = y.attrs;
      const from = y.in[0]!.type.shape;
      return [
        b.slice(
          g,
          low,
          from.map((n, i) => low[i]! + (n - 1) * (interior[i]! + 1) + 1),
          interior.map((k) => k + 1),
        ),
      ];
    },
  },

  concat: {
    infer(xs, { axis }) {
      const [first, ...rest] = xs;
      if (!first) refuse("`concat` needs at least one operand");
      needsAxis(first, axis, "`concat`");
      let size = first.shape[axis]!;
      for (const x of rest) {
        needsSameDtype(first, x, "`concat`");
        const refusal = (): string =>
          `\`concat\` along axis ${axis}: ${showShape(first.shape)} and ${showShape(x.shape)} differ elsewhere`;
        if (x.shape.length !== first.shape.length) refuse(refusal());
        x.shape.forEach((d, i) => i === axis || needsSameSize(d, first.shape[i]!, refusal));
        size = addDims(size, x.shape[axis]!);
      }
      return result(
        first.dtype,
        first.shape.map((d, i) => (i === axis ? size : d)),
        "`concat`",
      );
    },
    eval(xs, { axis }, type, precision) {
      const y = alloc(type, precision);
      const { outer, size, inner } = around(type.shape, axis);
      let at = 0;
      for (const x of xs) {
        const run = x.type.shape[axis]! * inner;
        for (let o = 0; o < outer; o++)
          y.data.set(x.data.subarray(o * run, (o + 1) * run), o * size * inner + at * inner);
        at += x.type.shape[axis]!;
      }
      return y;
    },
    // each operand's part
    vjp(b, y, g) {
      let at = 0;
      return y.in.map((x: Node) => {
        const start = at;
        at += x.type.shape[y.attrs.axis]!;
        return b.sliceAxis(g, y.attrs.axis, start, at);
      });
    },
  },
} satisfies { [K in "reshape" | "permute" | "broadcast" | "slice" | "flip" | "pad" | "concat"]: OpDef<K> };

export function inversePermutation(perm: readonly number[]): number[] {
  return perm.map((_, i) => perm.indexOf(i));
}

/** Operands as they lie in a slab, and zeros between them. */
export const storageOps = {
  slab: {
    infer(xs, { slab, offsets, size }) {
      needsLength(offsets, xs.length, `the slab \`${slab}\``);
      for (const x of xs) needsSameDtype(xs[0]!, x, `the slab \`${slab}\``);
      let end = 0;
      xs.forEach((x, i) => {
        const n = productOf(x.shape);
        if (!isKnown(n)) return;
        if (offsets[i]! < end) refuse(`operand ${i} of the slab \`${slab}\` overlaps the one before it`);
        end = offsets[i]! + n;
      });
      if (end > size) refuse(`the slab \`${slab}\` has ${size} elements and its operands need ${end}`);
      return result(xs[0]?.dtype ?? "f32", [size], `the slab \`${slab}\``);
    },
    eval(xs, { offsets }, type, precision) {
      const y = alloc(type, precision);
      xs.forEach((x, i) => y.data.set(x.data, offsets[i]!));
      return y;
    },
    // Slabs are where results are stored; nothing is differentiated through one.
    vjp: null,
  },
} satisfies { slab: OpDef<"slab"> };
