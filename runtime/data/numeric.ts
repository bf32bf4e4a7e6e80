/**
 * Little-endian storage to host tensors: what npy and safetensors have in common.
 *
 * 64-bit and unsigned integers become i32 where every value fits, and are an error where one does not: nothing wraps.
 */
import { InvariantError } from "../../compiler/diagnostics.ts";
import { dataError } from "./errors.ts";
import { f32FromBf16, f32FromE4m3, f32FromE5m2 } from "./half.ts";
import type { HostTensor } from "./tensor.ts";
import { elements } from "./tensor.ts";

/** Element types as files have them. */
// prettier-ignore
export type StoredType =
  | "bool" | "i8" | "u8" | "i16" | "u16" | "i32" | "u32" | "i64" | "u64"
  | "f8_e4m3" | "f8_e5m2" | "f16" | "bf16" | "f32" | "f64";

export const STORED_SIZE: Readonly<Record<StoredType, number>> = {
  bool: 1,
  i8: 1,
  u8: 1,
  i16: 2,
  u16: 2,
  i32: 4,
  u32: 4,
  i64: 8,
  u64: 8,
  f8_e4m3: 1,
  f8_e5m2: 1,
  f16: 2,
  bf16: 2,
  f32: 4,
  f64: 8,
};

/** Decodes packed elements; `what` names the tensor in errors. The bytes are copied. */
export function decodeStored(
  stored: StoredType,
  shape: readonly number[],
  bytes: Uint8Array,
  what: string,
): HostTensor {
  const count = elements(shape);
  if (bytes.length !== count * STORED_SIZE[stored]) {
    throw new InvariantError("runtime/data/numeric", `${bytes.length} bytes for ${count} × ${stored}`);
  }
  // A copy, since typed arrays must start at a multiple of their element size and files put tensors anywhere.
  const { buffer } = Uint8Array.from(bytes);
  const i32 = (values: ArrayLike<number>): HostTensor => ({
    dtype: "i32",
    shape,
    data: Int32Array.from(values),
  });
  const f32 = (codes: ArrayLike<number>, decode: (bits: number) => number): HostTensor => ({
    dtype: "f32",
    shape,
    data: Float32Array.from(codes, decode),
  });
  switch (stored) {
    case "bool":
      return { dtype: "bool", shape, data: Uint8Array.from(bytes, (b) => (b === 0 ? 0 : 1)) };
    case "i8":
      return i32(new Int8Array(buffer));
    case "u8":
      return i32(new Uint8Array(buffer));
    case "i16":
      return i32(new Int16Array(buffer));
    case "u16":
      return i32(new Uint16Array(buffer));
    case "i32":
      return { dtype: "i32", shape, data: new Int32Array(buffer) };
    case "u32":
      return i32(inRange(new Uint32Array(buffer), what));
    case "i64":
      return i32(narrowed(new BigInt64Array(buffer), what));
    case "u64":
      return i32(narrowed(new BigUint64Array(buffer), what));
    case "f8_e4m3":
      return f32(new Uint8Array(buffer), f32FromE4m3);
    case "f8_e5m2":
      return f32(new Uint8Array(buffer), f32FromE5m2);
    case "f16":
      return { dtype: "f16", shape, data: new Uint16Array(buffer) };
    case "bf16":
      return f32(new Uint16Array(buffer), f32FromBf16);
    case "f32":
      return { dtype: "f32", shape, data: new Float32Array(buffer) };
    case "f64":
      return { dtype: "f64", shape, data: new Float64Array(buffer) };
  }
  stored satisfies never;
  throw new InvariantError("runtime/data/numeric", `unknown type ${String(stored)}`);
}

function inRange(values: Uint32Array, what: string): Uint32Array {
  const at = values.findIndex((value) => value > 0x7fffffff);
  if (at >= 0) throw beyond(what, at, String(values[at]));
  return values;
}

function narrowed(values: BigInt64Array | BigUint64Array, what: string): Int32Array {
  const out = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = Number(values[i]!);
    if (value !== (value | 0)) throw beyond(what, i, String(values[i]));
    out[i] = value;
  }
  return out;
}

function beyond(what: string, at: number, value: string): Error {
  return dataError("notExact", `${what} has ${value} at element ${at}, beyond the range of i32`, {
    help: "store it as float32, or subtract an offset, before saving it",
  });
}
