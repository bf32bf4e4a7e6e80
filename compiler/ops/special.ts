/**
 * Functions that JavaScript does not have, accurate to the last bits of a double, and conversions to narrow floats.
 */

/**
 * erf by fdlibm's piecewise rational approximations (Sun Microsystems, s_erf.c, 1993; freely distributable with this
 * notice: "Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved."). Error below 1 ulp.
 */
export function erf(x: number): number {
  if (Number.isNaN(x)) return NaN;
  const a = Math.abs(x);
  const sign = x < 0 ? -1 : 1;
  if (a < 0.84375) {
    if (a < 2 ** -28) return x + EFX * x;
    const z = x * x;
    return x + x * (horner(z, PP) / horner(z, QQ));
  }
  if (a < 1.25) {
    const s = a - 1;
    return sign * (ERX + horner(s, PA) / horner(s, QA));
  }
  if (a >= 6) return sign;
  const s = 1 / (a * a);
  const ratio = a < 1 / 0.35 ? horner(s, RA) / horner(s, SA) : horner(s, RB) / horner(s, SB);
  // exp(-a²) in two factors: z holds the upper half of a's bits, so z² is exact.
  const z = truncateLow(a);
  const r = Math.exp(-z * z - 0.5625) * Math.exp((z - a) * (z + a) + ratio);
  return sign * (1 - r / a);
}

/** c[0] + c[1] x + c[2] x² + … */
function horner(x: number, c: readonly number[]): number {
  let sum = 0;
  for (let i = c.length - 1; i >= 0; i--) sum = sum * x + c[i]!;
  return sum;
}

const words = new Float64Array(1);
const halves = new Uint32Array(words.buffer);

/** `x` with the lower 32 bits of its representation cleared (little-endian, as every WebGPU host is). */
function truncateLow(x: number): number {
  words[0] = x;
  halves[0] = 0;
  return words[0]!;
}

const ERX = 8.45062911510467529297e-1;
const EFX = 1.28379167095512586316e-1;
const PP = [
  1.28379167095512558561e-1, -3.25042107247001499370e-1, -2.84817495755985104766e-2, -5.77027029648944159157e-3,
  -2.37630166566501626084e-5,
]; // prettier-ignore
const QQ = [
  1, 3.97917223959155352819e-1, 6.50222499887672944485e-2, 5.08130628187576562776e-3, 1.32494738004321644526e-4,
  -3.96022827877536812320e-6,
]; // prettier-ignore
const PA = [
  -2.36211856075265944077e-3, 4.14856118683748331666e-1, -3.72207876035701323847e-1, 3.18346619901161753674e-1,
  -1.10894694282396677476e-1, 3.54783043256182359371e-2, -2.16637559486879084300e-3,
]; // prettier-ignore
const QA = [
  1, 1.06420880400844228286e-1, 5.40397917702171048937e-1, 7.18286544141962662868e-2, 1.26171219808761642112e-1,
  1.36370839120290507362e-2, 1.19844998467991074170e-2,
]; // prettier-ignore
const RA = [
  -9.86494403484714822705e-3, -6.93858572707181764372e-1, -1.05586262253232909814e1, -6.23753324503260060396e1,
  -1.62396669462573470355e2, -1.84605092906711035994e2, -8.12874355063065934246e1, -9.81432934416914548592,
]; // prettier-ignore
const SA = [
  1, 1.96512716674392571292e1, 1.37657754143519042600e2, 4.34565877475229228821e2, 6.45387271733267880336e2,
  4.29008140027567833386e2, 1.08635005541779435134e2, 6.57024977031928170135, -6.04244152148580987438e-2,
]; // prettier-ignore
const RB = [
  -9.86494292470009928597e-3, -7.99283237680523006574e-1, -1.77579549177547519889e1, -1.60636384855821916062e2,
  -6.37566443368389627722e2, -1.02509513161107724954e3, -4.83519191608651397019e2,
]; // prettier-ignore
const SB = [
  1, 3.03380607434824582924e1, 3.25792512996573918826e2, 1.53672958608443695994e3, 3.19985821950859553908e3,
  2.55305040643316442583e3, 4.74528541206955367215e2, -2.24409524465858183362e1,
]; // prettier-ignore

/** To the nearest integer, ties to the even one. */
export function roundEven(x: number): number {
  const r = Math.round(x); // ties go up
  return r - x === 0.5 && r % 2 !== 0 ? r - 1 : r === 0 ? (x < 0 ? -0 : x > 0 ? 0 : x) : r;
}

/** The remainder with the divisor's sign: a - b * floor(a / b), without its rounding. */
export function floorMod(a: number, b: number): number {
  const r = a % b;
  return r !== 0 && r < 0 !== b < 0 ? r + b : r;
}

/**
 * a^b for a >= 0, NaN for a negative base (a kernel computes exp2(b * log2(a))). x^0 and 1^b are 1, as in C.
 */
export function positivePow(a: number, b: number): number {
  if (b === 0 || a === 1) return 1;
  return a < 0 ? NaN : Math.pow(a, b);
}

/** The nearest half-precision number, ties to even, overflow to infinity. */
export function roundToHalf(x: number): number {
  const a = Math.abs(x);
  if (!(a < 65520)) return Number.isNaN(x) ? NaN : x > 0 ? Infinity : -Infinity;
  // Spacing of halves around x: 2^-24 below the smallest normal number, 2^(e - 10) above.
  const e = a < 2 ** -14 ? -14 : Math.floor(Math.log2(a));
  // log2 may round up to the next integer just below a power of two.
  const unit = 2 ** ((2 ** e > a && e > -14 ? e - 1 : e) - 10);
  return roundEven(x / unit) * unit;
}

/** Truncates and saturates as WGSL's `i32(x)`; NaN gives 0. */
export function toInt32(x: number): number {
  if (Number.isNaN(x)) return 0;
  return Math.min(2147483647, Math.max(-2147483648, Math.trunc(x)));
}
