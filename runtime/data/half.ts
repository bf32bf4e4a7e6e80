/**
 * Small floats: f16, bf16 and the two 8-bit formats of safetensors, as bits.
 *
 * Decoding is exact. Encoding to f16 rounds to nearest, ties to even, from the f64 value at once (rounding to f32 first
 * would round twice); overflow gives infinity, and NaN a quiet NaN.
 */

const F32 = new Float32Array(1);
const BITS = new Uint32Array(F32.buffer);

/** The value of f16 bits: 1 sign, 5 exponent (bias 15), 10 fraction. */
export function f32FromF16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/** The f16 bits nearest to a number. */
export function f16FromF32(value: number): number {
  if (Number.isNaN(value)) return 0x7e00;
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const magnitude = Math.abs(value);
  // 65520 is halfway between the largest f16 and the next power; the tie goes to even, which is infinity.
  if (magnitude >= 65520) return sign | 0x7c00;
  if (magnitude < 2 ** -14) return sign | roundEven(magnitude * 2 ** 24);
  F32[0] = magnitude;
  let exponent = (BITS[0]! >>> 23) - 127;
  // Storing as f32 may have rounded up to the next power of two.
  if (2 ** exponent > magnitude) exponent--;
  // A fraction that rounds up to 1024 carries into the exponent, as it should.
  return sign | (((exponent + 15) << 10) + roundEven(magnitude * 2 ** (10 - exponent)) - 1024);
}

/** Rounds a value below 2^52, exact in f64, to an integer, ties to even. */
function roundEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest > 0.5 || (rest === 0.5 && floor % 2 === 1)) return floor + 1;
  return floor;
}

/** The value of bf16 bits: the upper half of an f32. */
export function f32FromBf16(bits: number): number {
  BITS[0] = bits << 16;
  return F32[0]!;
}

/** The value of F8_E5M2 bits: the upper half of an f16. */
export function f32FromE5m2(bits: number): number {
  return f32FromF16(bits << 8);
}

/** The value of F8_E4M3 bits (the "fn" variant: bias 7, no infinities, NaN where all exponent and fraction bits are 1). */
export function f32FromE4m3(bits: number): number {
  const sign = bits & 0x80 ? -1 : 1;
  const exponent = (bits >> 3) & 0xf;
  const fraction = bits & 7;
  if (exponent === 0xf && fraction === 7) return NaN;
  if (exponent === 0) return sign * fraction * 2 ** -9;
  return sign * (8 + fraction) * 2 ** (exponent - 10);
}
