/**
 * Functions that generated shaders call, because WGSL has none or promises too little accuracy.
 *
 * Each is a template over the width: `T`, `I`, `U`, `B` stand for the f32, i32, u32 and bool types of that width, and
 * `name_W` for a function of the same width. A shader holds only what it calls. Errors are measured in
 * test/emit/functions.test.ts; polynomials are those of the Cephes library (S. Moshier) unless said otherwise.
 */
import type { Width } from "./literals.ts";

interface Template {
  readonly text: string;
  /** Other templates it calls. */
  readonly calls?: readonly FunctionName[];
}

export type FunctionName =
  | "bits" | "isnan" | "isfinite" | "max" | "min" | "groupmax" | "groupmin" | "exp" | "tanh" | "erf" | "log" | "ln" | "log1p" | "expm1" | "pow" | "mod" | "imod" | "idiv" | "sin" | "cos"
  | "tan" | "asin" | "acos" | "atan" | "atan2" | "reduce" | "random"; // prettier-ignore

const TEMPLATES: Readonly<Record<FunctionName, Template>> = {
  // A number that WGSL cannot write. The private variable keeps the bits from being a constant expression.
  bits: { text: `var<private> zero_: u32;\nfn bits_(b: u32) -> f32 { return bitcast<f32>(b | zero_); }` },

  // By bits: compilers assume that no NaN exists.
  isnan: { text: `fn isnan_W(x: T) -> B { return (bitcast<U>(x) & U(0x7fffffffu)) > U(0x7f800000u); }` },
  isfinite: {
    text: `fn isfinite_W(x: T) -> B { return (bitcast<U>(x) & U(0x7f800000u)) != U(0x7f800000u); }`,
  },

  // WGSL lets the native ones return either operand where one is NaN. These keep it: a comparison with NaN is false.
  max: { text: `fn max_W(x: T, y: T) -> T { return select(x, y, (y > x) | isnan_W(y)); }`, calls: ["isnan"] },
  min: { text: `fn min_W(x: T, y: T) -> T { return select(x, y, (y < x) | isnan_W(y)); }`, calls: ["isnan"] },

  // The same over the lanes of a subgroup.
  groupmax: {
    text: `fn groupmax_W(x: T) -> T {
  let lost = subgroupMax(select(U(0u), U(1u), isnan_W(x))) == U(1u);
  return select(subgroupMax(x), T(bits_(0x7fc00000u)), lost);
}`,
    calls: ["bits", "isnan"],
  },
  groupmin: {
    text: `fn groupmin_W(x: T) -> T {
  let lost = subgroupMax(select(U(0u), U(1u), isnan_W(x))) == U(1u);
  return select(subgroupMin(x), T(bits_(0x7fc00000u)), lost);
}`,
    calls: ["bits", "isnan"],
  },

  // Native exp of NaN is infinite on SwiftShader; only software adapters are given this one.
  exp: { text: `fn exp_W(x: T) -> T { return select(exp(x), x, isnan_W(x)); }`, calls: ["isnan"] },

  // Native tanh overflows on some drivers and loses all relative accuracy near 0 on others.
  tanh: {
    text: `fn tanh_W(v: T) -> T {
  let x = clamp(v, T(-15.0f), T(15.0f));
  let z = x * x;
  let p = ((((z * -5.70498872745e-3f + 2.06390887954e-2f) * z - 5.37397155531e-2f) * z + 1.33314422036e-1f) * z
    - 3.33332819422e-1f) * z * x + x;
  let q = 1.0f - 2.0f / (exp(2.0f * abs(x)) + 1.0f);
  return select(select(sign(x) * q, p, abs(x) < T(0.625f)), v, isnan_W(v));
}`,
    calls: ["isnan"],
  },

  // Two minimax polynomials by N. Juffa (about 1 ulp each).
  erf: {
    text: `fn erf_W(x: T) -> T {
  let t = min(abs(x), T(4.0f));
  let s = t * t;
  var r = t * -1.72853470e-5f + 3.83197126e-4f;
  let u = t * -3.88396438e-3f + 2.42546219e-2f;
  r = r * s + u;
  r = r * t - 1.06777877e-1f;
  r = r * t - 6.34846687e-1f;
  r = r * t - 1.28717512e-1f;
  r = r * t - t;
  let far = sign(x) * (1.0f - exp(r));
  var p = s * -5.96761703e-4f + 4.99119423e-3f;
  p = p * s - 2.67681349e-2f;
  p = p * s + 1.12819925e-1f;
  p = p * s - 3.76125336e-1f;
  p = p * s + 1.28379166e-1f;
  return select(select(far, p * x + x, t < T(0.927734375f)), x, isnan_W(x));
}`,
    calls: ["isnan"],
  },

  // Native log of 0 is -88 and of a negative number 0 on SwiftShader; -inf and NaN are what everybody expects.
  ln: {
    text: `fn ln_W(x: T) -> T {
  let low = select(T(bits_(0x7fc00000u)), T(bits_(0xff800000u)), x == T(0.0f));
  return select(select(log(x), low, x <= T(0.0f)), x, isnan_W(x));
}`,
    calls: ["bits", "isnan"],
  },

  // log(1 + x) for 1 + x between sqrt(1/2) and sqrt(2), where WGSL promises no relative accuracy.
  log1p: {
    text: `fn log1p_W(x: T) -> T {
  let z = x * x;
  var p = x * 7.0376836292e-2f - 1.1514610310e-1f;
  p = p * x + 1.1676998740e-1f;
  p = p * x - 1.2420140846e-1f;
  p = p * x + 1.4249322787e-1f;
  p = p * x - 1.6668057665e-1f;
  p = p * x + 2.0000714765e-1f;
  p = p * x - 2.4999993993e-1f;
  p = p * x + 3.3333331174e-1f;
  let near = x + (x * z * p - 0.5f * z);
  return select(ln_W(1.0f + x), near, (x > T(-0.29289f)) & (x < T(0.41421f)));
}`,
    calls: ["ln"],
  },
  log: {
    text: `fn log_W(x: T) -> T {
  return select(ln_W(x), log1p_W(x - 1.0f), (x > T(0.70711f)) & (x < T(1.41421f)));
}`,
    calls: ["ln", "log1p"],
  },
  expm1: {
    text: `fn expm1_W(x: T) -> T {
  var p = x * 1.9875691500e-4f + 1.3981999507e-3f;
  p = p * x + 8.3334519073e-3f;
  p = p * x + 4.1665795894e-2f;
  p = p * x + 1.6666665459e-1f;
  p = p * x + 5.0000001201e-1f;
  return select(select(exp(x) - 1.0f, x * x * p + x, abs(x) < T(0.3466f)), x, isnan_W(x));
}`,
    calls: ["isnan"],
  },

  // x^y for x >= 0, NaN for x < 0. WGSL's pow is undefined for x <= 0, and x^0 must be exactly 1. NaN stays NaN otherwise.
  pow: {
    text: `fn pow_W(x: T, y: T) -> T {
  let p = exp2(y * log2(abs(x)));
  let at0 = select(select(T(0.0f), T(1.0f), y == T(0.0f)), T(bits_(0x7f800000u)), y < T(0.0f));
  let r = select(p, at0, x == T(0.0f));
  let n = select(r, T(bits_(0x7fc00000u)), (x < T(0.0f)) | isnan_W(x) | isnan_W(y));
  return select(n, T(1.0f), (y == T(0.0f)) | (x == T(1.0f)));
}`,
    calls: ["bits", "isnan"],
  },

  // The remainder with the divisor's sign; the corrections undo a quotient that was rounded across an integer. A quotient of 0
  // leaves x also where y is infinite.
  mod: {
    text: `fn mod_W(x: T, y: T) -> T {
  let q = floor(x / y);
  var r = select(x - y * q, x, q == T(0.0f));
  r = select(r, r + y, (r != T(0.0f)) & ((r < T(0.0f)) != (y < T(0.0f))));
  return select(r, r - y, (abs(r) >= abs(y)) & isfinite_W(y));
}`,
    calls: ["isfinite"],
  },
  imod: {
    text: `fn imod_W(x: I, y: I) -> I {
  let r = x % y;
  return select(r, r + y, (r != I(0)) & ((r < I(0)) != (y < I(0))));
}`,
  },

  idiv: {
    text: `fn idiv_W(x: I, y: I) -> I { return (x - imod_W(x, y)) / y; }`,
    calls: ["imod"],
  },

  // x - n π/2 with π/2 in three parts (Cody and Waite): exact products for |n| < 2^15; beyond, error grows with |x|.
  reduce: {
    text: `fn reduce_W(x: T, n: T) -> T {
  return ((x - n * 1.5703125f) - n * 4.837512969970703125e-4f) - n * 7.549789948768648e-8f;
}
fn sinpoly_W(r: T) -> T {
  let z = r * r;
  return ((z * -1.9515295891e-4f + 8.3321608736e-3f) * z - 1.6666654611e-1f) * z * r + r;
}
fn cospoly_W(r: T) -> T {
  let z = r * r;
  return ((z * 2.443315711809948e-5f - 1.388731625493765e-3f) * z + 4.166664568298827e-2f) * z * z - 0.5f * z + 1.0f;
}`,
  },
  sin: {
    text: `fn sin_W(x: T) -> T {
  let n = round(x * 0.6366197723675814f);
  let r = reduce_W(x, n);
  let q = I(n) & I(3);
  let s = select(sinpoly_W(r), cospoly_W(r), (q & I(1)) == I(1));
  return select(s, -s, q >= I(2));
}`,
    calls: ["reduce"],
  },
  cos: {
    text: `fn cos_W(x: T) -> T {
  let n = round(x * 0.6366197723675814f);
  let r = reduce_W(x, n);
  let q = (I(n) + I(1)) & I(3);
  let s = select(sinpoly_W(r), cospoly_W(r), (q & I(1)) == I(1));
  return select(s, -s, q >= I(2));
}`,
    calls: ["reduce"],
  },
  tan: { text: `fn tan_W(x: T) -> T { return sin_W(x) / cos_W(x); }`, calls: ["sin", "cos"] },

  asin: {
    text: `fn asinpoly_W(x: T, z: T) -> T {
  return ((((z * 4.2163199048e-2f + 2.4181311049e-2f) * z + 4.5470025998e-2f) * z + 7.4953002686e-2f) * z
    + 1.6666752422e-1f) * z * x + x;
}
fn asin_W(x: T) -> T {
  let a = abs(x);
  let z = 0.5f * (1.0f - a);
  let far = 1.5707963267948966f - 2.0f * asinpoly_W(sqrt(z), z);
  return select(sign(x) * far, asinpoly_W(x, x * x), a < T(0.5f));
}`,
  },
  acos: {
    text: `fn acos_W(x: T) -> T {
  let a = abs(x);
  let z = 0.5f * (1.0f - a);
  let far = 2.0f * asinpoly_W(sqrt(z), z);
  return select(select(far, 3.1415926535897932f - far, x < T(0.0f)), 1.5707963267948966f - asinpoly_W(x, x * x), a < T(0.5f));
}`,
    calls: ["asin"],
  },
  atan: {
    text: `fn atan_W(x: T) -> T {
  let a = abs(x);
  let high = a > T(2.414213562373095f);
  let mid = a > T(0.4142135623730950f);
  let r = select(select(a, (a - 1.0f) / (a + 1.0f), mid), -1.0f / max(a, T(1.0f)), high);
  let base = select(select(T(0.0f), T(0.7853981633974483f), mid), T(1.5707963267948966f), high);
  let z = r * r;
  let p = (((z * 8.05374449538e-2f - 1.38776856032e-1f) * z + 1.99777106478e-1f) * z - 3.33329491539e-1f) * z * r + r;
  return select(base + p, -(base + p), x < T(0.0f));
}`,
  },
  // The quotient of the smaller by the larger, so that nothing overflows; signs of zeros count, by bits.
  atan2: {
    text: `fn atan2_W(y: T, x: T) -> T {
  let ax = abs(x);
  let ay = abs(y);
  let big = max(ax, ay);
  let q = select(min(ax, ay) / big, select(T(1.0f), T(0.0f), big == T(0.0f)), ax == ay);
  var r = atan_W(q);
  r = select(r, 1.5707963267948966f - r, ay > ax);
  r = select(r, 3.1415926535897932f - r, (bitcast<U>(x) >> U(31u)) == U(1u));
  r = select(r, -r, (bitcast<U>(y) >> U(31u)) == U(1u));
  return select(r, x + y, isnan_W(x) | isnan_W(y));
}`,
    calls: ["atan", "isnan"],
  },

  // Threefry-2x32-20, bit for bit as in compiler/threefry.ts; the upper 24 bits make a number in [0, 1).
  random: {
    text: `struct Random_W { lane0: T, lane1: T }
fn round_W(x: ptr<function, U>, y: ptr<function, U>, r: u32) {
  *x = *x + *y;
  *y = ((*y << U(r)) | (*y >> U(32u - r))) ^ *x;
}
fn random_W(seed: I, site: I, step: I, element: I) -> Random_W {
  let k0 = bitcast<U>(seed);
  let k1 = bitcast<U>(site);
  let k2 = U(0x1bd11bdau) ^ k0 ^ k1;
  var x = bitcast<U>(step) + k0;
  var y = bitcast<U>(element) + k1;
  round_W(&x, &y, 13u); round_W(&x, &y, 15u); round_W(&x, &y, 26u); round_W(&x, &y, 6u);
  x += k1; y += k2 + U(1u);
  round_W(&x, &y, 17u); round_W(&x, &y, 29u); round_W(&x, &y, 16u); round_W(&x, &y, 24u);
  x += k2; y += k0 + U(2u);
  round_W(&x, &y, 13u); round_W(&x, &y, 15u); round_W(&x, &y, 26u); round_W(&x, &y, 6u);
  x += k0; y += k1 + U(3u);
  round_W(&x, &y, 17u); round_W(&x, &y, 29u); round_W(&x, &y, 16u); round_W(&x, &y, 24u);
  x += k1; y += k2 + U(4u);
  round_W(&x, &y, 13u); round_W(&x, &y, 15u); round_W(&x, &y, 26u); round_W(&x, &y, 6u);
  x += k2; y += k0 + U(5u);
  return Random_W(T(x >> U(8u)) * 5.9604644775390625e-8f, T(y >> U(8u)) * 5.9604644775390625e-8f);
}`,
  },
};

/** The name of `fn` at `width` as a call writes it. */
export function functionName(fn: FunctionName, width: Width): string {
  return fn === "bits" ? "bits_" : `${fn}_${width}`;
}

/** The text of `fn`, after everything it calls; `seen` holds what the shader has already. */
export function functionText(fn: FunctionName, width: Width, seen: Set<string>): string[] {
  const name = functionName(fn, width);
  if (seen.has(name)) return [];
  seen.add(name);
  const { text, calls = [] } = TEMPLATES[fn];
  const types =
    width === 4
      ? { T: "vec4f", I: "vec4i", U: "vec4u", B: "vec4<bool>" }
      : { T: "f32", I: "i32", U: "u32", B: "bool" };
  const own = text
    .replace(/_W\b/g, `_${width}`)
    .replace(/\b([TIUB])\b/g, (_, t: keyof typeof types) => types[t]);
  return [...calls.flatMap((c) => functionText(c, width, seen)), own];
}
