/**
 * Host tensors: allocation, and strided copies, of which nearly every movement op is one.
 */
import { type DType, sizeOf, type TensorType } from "../ir/graph.ts";
import type { Precision, Tensor } from "./def.ts";
import { roundToHalf } from "./special.ts";

export type Data = Tensor["data"];

/** A zero tensor. Floats are doubles in "f64". */
export function alloc(type: TensorType, precision: Precision): Tensor {
  return { type, data: allocData(type.dtype, sizeOf(type.shape), precision) };
}

export function allocData(dtype: DType, size: number, precision: Precision): Data {
  switch (dtype) {
    case "f32":
    case "f16":
      return precision === "f64" ? new Float64Array(size) : new Float32Array(size);
    case "i32":
      return new Int32Array(size);
    case "bool":
      return new Uint8Array(size);
  }
  return dtype satisfies never;
}

/** A tensor of `values`, rounded as its dtype and precision ask. */
export function tensorOf(type: TensorType, values: ArrayLike<number>, precision: Precision): Tensor {
  const t = alloc(type, precision);
  t.data.set(values);
  return rounded(t, precision);
}

/** Rounds an f16 tensor in place after arithmetic; storing has rounded everything else. In "f64" nothing is rounded. */
export function rounded(t: Tensor, precision: Precision): Tensor {
  if (t.type.dtype === "f16" && precision === "f32")
    for (let i = 0; i < t.data.length; i++) t.data[i] = roundToHalf(t.data[i]!);
  return t;
}

/** Row-major strides. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides: number[] = Array<number>(shape.length);
  let s = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = s;
    s *= shape[i]!;
  }
  return strides;
}

/** A view: element `index` of `shape` lies at offset + Σ index[i] * strides[i]. */
export interface View {
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
}

/** Calls `row(flat, at)` for each run along the last axis: its first row-major index and its first place in the view. */
export function eachRow(view: View, row: (flat: number, at: number) => void): void {
  const rank = view.shape.length;
  if (rank === 0) return row(0, view.offset);
  const n = view.shape[rank - 1]!;
  const rows = sizeOf(view.shape) / n;
  const index = Array<number>(rank).fill(0);
  let at = view.offset;
  for (let r = 0; r < rows; r++) {
    row(r * n, at);
    for (let axis = rank - 2; axis >= 0; axis--) {
      at += view.strides[axis]!;
      if (++index[axis]! < view.shape[axis]!) break;
      at -= view.strides[axis]! * view.shape[axis]!;
      index[axis] = 0;
    }
  }
}

/** out[i] = from[view(i)] */
export function readView(from: Data, view: View, out: Data): void {
  const n = view.shape.at(-1) ?? 1;
  const s = view.strides.at(-1) ?? 1;
  eachRow(view, (flat, at) => {
    if (s === 1 && n > 8) out.set(from.subarray(at, at + n), flat);
    else if (s === 0) out.fill(from[at]!, flat, flat + n);
    else for (let i = 0; i < n; i++) out[flat + i] = from[at + i * s]!;
  });
}

/** out[view(i)] = from[i] */
export function writeView(from: Data, view: View, out: Data): void {
  const n = view.shape.at(-1) ?? 1;
  const s = view.strides.at(-1) ?? 1;
  eachRow(view, (flat, at) => {
    if (s === 1 && n > 8) out.set(from.subarray(flat, flat + n), at);
    else for (let i = 0; i < n; i++) out[at + i * s] = from[flat + i]!;
  });
}

/** `shape` as [outer, size, inner] around `axis`. */
export function around(
  shape: readonly number[],
  axis: number,
): { outer: number; size: number; inner: number } {
  return {
    outer: sizeOf(shape.slice(0, axis)),
    size: shape[axis]!,
    inner: sizeOf(shape.slice(axis + 1)),
  };
}

/** `data` with its axes permuted (output axis i is input axis perm[i]); the same array if nothing moves. */
export function permuted(
  data: Data,
  shape: readonly number[],
  perm: readonly number[],
  out: () => Data,
): Data {
  if (perm.every((p, i) => p === i)) return data;
  const strides = stridesOf(shape);
  const to = out();
  readView(data, { shape: perm.map((p) => shape[p]!), strides: perm.map((p) => strides[p]!), offset: 0 }, to);
  return to;
}
