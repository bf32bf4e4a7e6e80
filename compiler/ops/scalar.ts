/**
 * What each scalar operation computes, in doubles: the one definition that the graph's ops, the kernel interpreter and
 * constant folding share.
 *
 * A result is rounded by whoever stores it (Math.fround for f32, `roundToHalf` for f16). Comparisons and logic give 0 or
 * 1. Integers are exact here up to 2^53; `scalarFn` wraps products of i32 as the device does.
 */
import type { ScalarOp } from "../ir/expr.ts";
import type { DType } from "../ir/graph.ts";
import { randomUniform } from "../threefry.ts";
import { erf, floorMod, positivePow, roundEven, roundToHalf, toInt32 } from "./special.ts";

export type ScalarEval = (...args: number[]) => number;

type F1 = (a: number) => number;
type F2 = (a: number, b: number) => number;

function f1(f: F1): { readonly eval: ScalarEval } {
  return { eval: f as ScalarEval };
}
function f2(f: F2): { readonly eval: ScalarEval } {
  return { eval: f as ScalarEval };
}

export const scalarFns: Readonly<Record<ScalarOp, { readonly eval: ScalarEval }>> = {
  neg: f1((a) => -a),
  exp: f1(Math.exp),
  log: f1(Math.log),
  sqrt: f1(Math.sqrt),
  tanh: f1(Math.tanh),
  erf: f1(erf),
  sin: f1(Math.sin),
  cos: f1(Math.cos),
  tan: f1(Math.tan),
  asin: f1(Math.asin),
  acos: f1(Math.acos),
  atan: f1(Math.atan),
  floor: f1(Math.floor),
  ceil: f1(Math.ceil),
  round: f1(roundEven),
  // 0 for NaN, as in PyTorch and as devices compute it.
  sign: f1((a) => (a > 0 ? 1 : a < 0 ? -1 : 0)),
  abs: f1(Math.abs),
  log1p: f1(Math.log1p),
  expm1: f1(Math.expm1),
  not: f1((a) => (a === 0 ? 1 : 0)),
  isnan: f1((a) => (a !== a ? 1 : 0)),
  isfinite: f1((a) => (Number.isFinite(a) ? 1 : 0)),

  add: f2((a, b) => a + b),
  sub: f2((a, b) => a - b),
  mul: f2((a, b) => a * b),
  div: f2((a, b) => a / b),
  // NaN in, NaN out.
  max: f2((a, b) => (a > b ? a : b > a ? b : a === b ? (a === 0 ? a + b : a) : NaN)),
  min: f2((a, b) => (a < b ? a : b < a ? b : a === b ? (a === 0 ? -(-a + -b) : a) : NaN)),
  pow: f2(positivePow),
  mod: f2(floorMod),
  atan2: f2(Math.atan2),
  lt: f2((a, b) => (a < b ? 1 : 0)),
  le: f2((a, b) => (a <= b ? 1 : 0)),
  eq: f2((a, b) => (a === b ? 1 : 0)),
  and: f2((a, b) => (a !== 0 && b !== 0 ? 1 : 0)),
  or: f2((a, b) => (a !== 0 || b !== 0 ? 1 : 0)),

  where: { eval: ((c: number, a: number, b: number) => (c !== 0 ? a : b)) as ScalarEval },

  idiv: f2((a, b) => Math.floor(a / b)),
  imod: f2(floorMod),
  random0: { eval: ((seed: number, site: number, step: number, element: number) =>
    randomUniform(seed, site, step, element, 0)) as ScalarEval }, // prettier-ignore
  random1: { eval: ((seed: number, site: number, step: number, element: number) =>
    randomUniform(seed, site, step, element, 1)) as ScalarEval }, // prettier-ignore

  toF32: f1(Math.fround),
  toF16: f1(roundToHalf),
  toI32: f1(toInt32),
  toBool: f1((a) => (a !== 0 ? 1 : 0)),
};

/** The function for a result of `dtype`: i32 sums, differences and products wrap around. */
export function scalarFn(op: ScalarOp, dtype: DType): ScalarEval {
  if (dtype === "i32") {
    if (op === "mul") return Math.imul as ScalarEval;
    if (op === "add") return ((a: number, b: number) => (a + b) | 0) as ScalarEval;
    if (op === "sub") return ((a: number, b: number) => (a - b) | 0) as ScalarEval;
    if (op === "neg") return ((a: number) => -a | 0) as ScalarEval;
    if (op === "abs") return ((a: number) => Math.abs(a) | 0) as ScalarEval;
    // A remainder by 0 is 0.
    if (op === "mod") return ((a: number, b: number) => floorMod(a, b) | 0) as ScalarEval;
  }
  return scalarFns[op].eval;
}
