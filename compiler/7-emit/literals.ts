/**
 * WGSL's types and literals: the one place that prints a number.
 *
 * A literal has its type's exact value, and no printed expression const-evaluates to an overflow, which WGSL refuses:
 * infinities and NaN are built at run time from their bits (see `bits_` in functions.ts).
 */
import { invariant } from "../diagnostics.ts";
import type { DType } from "../ir/graph.ts";
import { roundToHalf } from "../ops/special.ts";

/** Elements that one expression computes at once. */
export type Width = 1 | 4;

const SCALAR = { f32: "f32", f16: "f16", i32: "i32", bool: "bool" } as const satisfies Record<DType, string>;
const VECTOR = { f32: "vec4f", f16: "vec4h", i32: "vec4i", bool: "vec4<bool>" } as const satisfies Record<
  DType,
  string
>;

export function typeOf(dtype: DType, width: Width): string {
  return width === 4 ? VECTOR[dtype] : SCALAR[dtype];
}

/** How a value lies in a storage buffer: a bool is a u32 of 0 or 1. */
export function storedType(dtype: DType, width: Width): string {
  return dtype === "bool" ? (width === 4 ? "vec4u" : "u32") : typeOf(dtype, width);
}

export const BYTES = { f32: 4, f16: 2, i32: 4, bool: 4 } as const satisfies Record<DType, number>;

/** A scalar literal; `special` is called for a number that only exists at run time, with its f32 bits. */
export function literal(value: number, dtype: DType, special: (bits: number) => string): string {
  if (dtype === "bool") return value ? "true" : "false";
  if (dtype === "i32") {
    invariant(Number.isInteger(value) && Math.abs(value) <= 2 ** 31, "emit", () => `${value} is no i32`);
    if (value === -(2 ** 31)) return "i32(-2147483648)";
    return value < 0 ? `(${value})` : String(value);
  }
  const exact = dtype === "f16" ? roundToHalf(value) : Math.fround(value);
  if (!Number.isFinite(exact)) {
    const text = special(Number.isNaN(exact) ? 0x7fc00000 : exact > 0 ? 0x7f800000 : 0xff800000);
    return dtype === "f16" ? `f16(${text})` : text;
  }
  const text = shortest(exact, dtype) + (dtype === "f16" ? "h" : "f");
  return exact < 0 || Object.is(exact, -0) ? `(${text})` : text;
}

const MAX = { f32: 3.4028234663852886e38, f16: 65504 } as const;

/** The fewest digits that read back as the same number: `0.1`, not `0.10000000149011612`. */
function shortest(exact: number, dtype: "f32" | "f16"): string {
  if (Object.is(exact, -0)) return "-0.0";
  const round = dtype === "f16" ? roundToHalf : Math.fround;
  let text = String(exact);
  for (let digits = 1; digits < 10; digits++) {
    const short = Number(exact.toPrecision(digits));
    // Tint refuses what exceeds the largest f32, even where it would round to it.
    if (round(short) === exact && Math.abs(short) <= MAX[dtype]) {
      text = String(short);
      break;
    }
  }
  return /[.e]/.test(text) ? text : `${text}.0`;
}
