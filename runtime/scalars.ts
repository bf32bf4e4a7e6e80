/**
 * The host's scalars: learning rates, bias corrections, step counters.
 *
 * A plan holds each as a program over a stack. It is evaluated once a step, with the meaning that the compiler's ops have and
 * in double precision: Adam's `1 - b2^t` would lose four digits in single. Evaluation allocates nothing.
 */
import type { ScalarStep, UniformSlot } from "../compiler/ir/plan.ts";
import { DeviceError } from "./errors.ts";

/** The values of `seed`, `step`, `total_steps`, `epoch` and of scalar arguments, by name. */
export type HostScalars = Readonly<Record<string, number>>;

/** Called with three arguments always; those beyond its arity are left-overs. */
type Operation = (a: number, b: number, c: number) => number;

/** By the names of the graph's elementwise ops; `cast` only rounds. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  neg: (a) => -a,
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
  tanh: Math.tanh,
  erf,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  floor: Math.floor,
  ceil: Math.ceil,
  round: roundEven,
  // 0 for NaN, as the compiler's op has it.
  sign: (a) => (a > 0 ? 1 : a < 0 ? -1 : 0),
  abs: Math.abs,
  log1p: Math.log1p,
  expm1: Math.expm1,
  not: (a) => (a === 0 ? 1 : 0),
  isnan: (a) => (a !== a ? 1 : 0),
  isfinite: (a) => (Number.isFinite(a) ? 1 : 0),
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  max: (a, b) => Math.max(a, b),
  min: (a, b) => Math.min(a, b),
  pow: (a, b) => (b === 0 || a === 1 ? 1 : a < 0 ? NaN : Math.pow(a, b)),
  mod: (a, b) => {
    const r = a % b;
    return r !== 0 && r < 0 !== b < 0 ? r + b : r;
  },
  atan2: Math.atan2,
  lt: (a, b) => (a < b ? 1 : 0),
  le: (a, b) => (a <= b ? 1 : 0),
  eq: (a, b) => (a === b ? 1 : 0),
  and: (a, b) => (a !== 0 && b !== 0 ? 1 : 0),
  or: (a, b) => (a !== 0 || b !== 0 ? 1 : 0),
  where: (c, a, b) => (c !== 0 ? a : b),
  cast: (a) => a,
};

/** Integer arithmetic wraps around, and a remainder by 0 is 0. */
const WRAPPED: Readonly<Record<string, Operation>> = {
  neg: (a) => -a | 0,
  abs: (a) => Math.abs(a) | 0,
  add: (a, b) => (a + b) | 0,
  sub: (a, b) => (a - b) | 0,
  mul: Math.imul,
  mod: (a, b) => OPERATIONS["mod"]!(a, b, 0) | 0,
};

type Instruction =
  | { readonly kind: "const"; readonly value: number }
  | { readonly kind: "host"; readonly name: string }
  | {
      readonly kind: "apply";
      readonly f: Operation;
      readonly arity: 1 | 2 | 3;
      readonly round: (x: number) => number;
    };

/** One scalar, ready to be evaluated. */
export class ScalarProgram {
  readonly dtype: UniformSlot["dtype"];
  readonly #code: readonly Instruction[];
  readonly #stack: Float64Array;

  constructor(slot: UniformSlot, subject: string) {
    this.dtype = slot.dtype;
    this.#code = slot.program.map((step) => instruction(step, subject));
    let depth = 0;
    let most = 1;
    for (const i of this.#code) {
      depth += i.kind === "apply" ? 1 - i.arity : 1;
      most = Math.max(most, depth);
    }
    if (depth !== 1) throw new DeviceError(subject, "a host scalar's program leaves no single value");
    this.#stack = new Float64Array(most);
  }

  evaluate(host: HostScalars): number {
    const stack = this.#stack;
    let top = -1;
    for (const step of this.#code) {
      if (step.kind === "const") stack[++top] = step.value;
      else if (step.kind === "host") {
        const value = host[step.name];
        if (value === undefined)
          throw new DeviceError("host scalars", `no value for \`${step.name}\` was given`);
        stack[++top] = value;
      } else {
        top -= step.arity - 1;
        stack[top] = step.round(step.f(stack[top]!, stack[top + 1]!, stack[top + 2]!));
      }
    }
    return stack[0]!;
  }
}

function instruction(step: ScalarStep, subject: string): Instruction {
  if ("value" in step) return { kind: "const", value: step.value };
  if ("name" in step) return { kind: "host", name: step.name };
  const f = (step.dtype === "i32" ? WRAPPED[step.op] : undefined) ?? OPERATIONS[step.op];
  if (!f) throw new DeviceError(subject, `the host has no scalar operation \`${step.op}\``);
  return { kind: "apply", f, arity: step.arity, round: rounding(step.dtype) };
}

function rounding(dtype: UniformSlot["dtype"]): (x: number) => number {
  switch (dtype) {
    case "f32":
    case "f16":
      // Rounded once, where it is handed to a kernel.
      return (x) => x;
    case "i32":
      return toInt32;
    case "bool":
      return (x) => (x !== 0 ? 1 : 0);
  }
  return dtype satisfies never;
}

/** Truncates and saturates, as WGSL's `i32(x)`. */
function toInt32(x: number): number {
  return x !== x ? 0 : Math.min(2147483647, Math.max(-2147483648, Math.trunc(x)));
}

/** To the nearest integer, ties to the even one. */
function roundEven(x: number): number {
  const low = Math.floor(x);
  const part = x - low;
  if (part < 0.5) return low;
  if (part > 0.5) return low + 1;
  return low % 2 === 0 ? low : low + 1;
}

/** erf by its Maclaurin series near 0 and a continued fraction of erfc further out; about 1e-15. */
function erf(x: number): number {
  const a = Math.abs(x);
  if (a !== a) return NaN;
  if (a >= 6) return Math.sign(x);
  if (a < 2.5) {
    let term = a;
    let sum = a;
    for (let n = 1; Math.abs(term) > 1e-18 * sum; n++) {
      term *= (-a * a) / n;
      sum += term / (2 * n + 1);
    }
    return (Math.sign(x) * 2 * sum) / Math.sqrt(Math.PI);
  }
  let fraction = a;
  for (let k = 60; k >= 1; k--) fraction = a + k / 2 / fraction;
  return Math.sign(x) * (1 - Math.exp(-a * a) / (fraction * Math.sqrt(Math.PI)));
}
