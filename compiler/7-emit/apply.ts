/**
 * One scalar operation as WGSL, for one element or four.
 */
import { invariant, InvariantError } from "../diagnostics.ts";
import type { Apply, Const } from "../ir/expr.ts";
import type { UnaryName, BinaryName } from "../ir/graph.ts";
import type { FunctionName } from "./functions.ts";
import { typeOf, type Width } from "./literals.ts";
import type { Module } from "./module.ts";

/** Printed WGSL. `level` is how tightly it binds: 4 primary, 3 unary, 2 product, 1 sum, 0 comparison and logic. */
export interface Text {
  readonly text: string;
  readonly level: 0 | 1 | 2 | 3 | 4;
}

type Argument = Text & { readonly width: Width };

/** WGSL's own functions; what is not here or an operator is in functions.ts. Extremes of floats are there too. */
const NATIVE: Partial<Record<UnaryName | BinaryName, string>> = {
  exp: "exp",
  sqrt: "sqrt",
  floor: "floor",
  ceil: "ceil",
  round: "round",
  sign: "sign",
  abs: "abs",
  max: "max",
  min: "min",
};
/** Those that are exact in half precision; the others are computed in f32 and rounded. */
const NATIVE_F16: ReadonlySet<string> = new Set(["floor", "ceil", "round", "sign", "abs"]);
const OWN: ReadonlySet<string> = new Set<FunctionName>([
  "isnan", "isfinite", "tanh", "erf", "log", "log1p", "expm1", "pow", "sin", "cos", "tan", "asin", "acos", "atan", "atan2",
]); // prettier-ignore

export function printApply(m: Module, e: Apply, width: Width, args: readonly Argument[]): Text {
  const dtype = e.args[0]!.dtype;
  /** Operand i, bound at least as tightly as `level`. */
  const at = (i: number, level: number): string =>
    args[i]!.level >= level ? args[i]!.text : `(${args[i]!.text})`;
  /** Operand i with `width` elements. */
  const full = (i: number): string =>
    args[i]!.width < width ? `${typeOf(e.args[i]!.dtype, 4)}(${args[i]!.text})` : args[i]!.text;
  const fullAt = (i: number, level: number): string => (args[i]!.width < width ? full(i) : at(i, level));
  const call = (name: string, operands: readonly string[]): Text => ({
    text: `${name}(${operands.join(", ")})`,
    level: 4,
  });
  const all = () => args.map((_, i) => full(i));

  switch (e.op) {
    case "add": {
      const [, b] = e.args;
      if (b?.k === "const" && b.dtype === "i32" && b.value < 0)
        return { text: `${at(0, 1)} - ${-b.value}`, level: 1 };
      return { text: `${at(0, 1)} + ${at(1, 2)}`, level: 1 };
    }
    case "sub":
      return { text: `${at(0, 1)} - ${at(1, 2)}`, level: 1 };
    case "mul":
      return { text: `${at(0, 2)} * ${at(1, 3)}`, level: 2 };
    case "div":
      return { text: `${at(0, 2)} / ${at(1, 3)}`, level: 2 };
    case "neg":
      return { text: `-${at(0, 4)}`, level: 3 };
    case "lt":
      return { text: `${fullAt(0, 1)} < ${fullAt(1, 1)}`, level: 0 };
    case "le":
      return { text: `${fullAt(0, 1)} <= ${fullAt(1, 1)}`, level: 0 };
    case "eq":
      return { text: `${fullAt(0, 1)} == ${fullAt(1, 1)}`, level: 0 };
    case "and":
      return { text: `${fullAt(0, 4)} & ${fullAt(1, 4)}`, level: 0 };
    case "or":
      return { text: `${fullAt(0, 4)} | ${fullAt(1, 4)}`, level: 0 };
    case "not":
      return { text: `!${at(0, 4)}`, level: 3 };
    case "where":
      // The condition may be one bool for all lanes.
      return call("select", [full(2), full(1), args[0]!.text]);
    case "idiv":
    case "imod":
      return printDivision(m, e, width, args[0]!);
    case "mod":
      return mixed(dtype === "i32" ? "imod" : "mod");
    case "toF32":
    case "toF16":
    case "toI32":
      return call(typeOf(e.dtype, width), [args[0]!.text]);
    case "toBool":
      if (dtype === "bool") return args[0]!;
      return { text: `${at(0, 1)} != ${typeOf(dtype, width)}()`, level: 0 };
    case "random0":
    case "random1":
      invariant(false, "emit", "a draw is printed by its block");
      break;
    default: {
      if (dtype === "i32" && (e.op === "floor" || e.op === "ceil" || e.op === "round")) return args[0]!;
      if (OWN.has(e.op)) return mixed(e.op as FunctionName);
      if ((e.op === "max" || e.op === "min") && dtype !== "i32") return mixed(e.op);
      if (e.op === "exp" && m.target.family === "software") return mixed("exp");
      const native = NATIVE[e.op as UnaryName | BinaryName];
      invariant(native !== undefined, "emit", () => `no WGSL for ${e.op}`);
      if (dtype !== "f16" || NATIVE_F16.has(native)) return call(native, all());
      return half(call(native, all().map(float)));
    }
  }
  throw new InvariantError("emit", "unknown expression");

  function mixed(fn: FunctionName): Text {
    const name = m.call(fn, width);
    if (dtype !== "f16") return call(name, all());
    const out = call(name, all().map(float));
    return e.dtype === "bool" ? out : half(out);
  }
  function float(text: string): string {
    return `${typeOf("f32", width)}(${text})`;
  }
  function half(text: Text): Text {
    return { text: `${typeOf("f16", width)}(${text.text})`, level: 4 };
  }
}

/** Division and remainder by a positive constant, rounding down. */
function printDivision(m: Module, e: Apply, width: Width, a: Argument): Text {
  const n = (e.args[1] as Const).value;
  const primary = a.level === 4 ? a.text : `(${a.text})`;
  const power = Math.log2(n);
  if (Number.isInteger(power)) {
    // Shifts and masks of two's complement round down for negative numbers too.
    if (e.op === "idiv")
      return { text: `(${primary} >> ${width === 4 ? `vec4u(${power}u)` : `${power}u`})`, level: 4 };
    return { text: `(${primary} & ${width === 4 ? `vec4i(${n - 1})` : n - 1})`, level: 4 };
  }
  const { min, max } = m.x.range(e.args[0]!);
  if (min >= 0)
    return { text: `${a.level >= 2 ? a.text : primary} ${e.op === "idiv" ? "/" : "%"} ${n}`, level: 2 };
  const lift = Math.ceil(-min / n);
  if (lift * n + max < 2 ** 31) {
    const lifted = `(${a.level >= 1 ? a.text : primary} + ${lift * n})`;
    return e.op === "imod"
      ? { text: `${lifted} % ${n}`, level: 2 }
      : { text: `${lifted} / ${n} - ${lift}`, level: 1 };
  }
  const by = width === 4 ? `vec4i(${n})` : String(n);
  return { text: `${m.call(e.op === "idiv" ? "idiv" : "imod", width)}(${a.text}, ${by})`, level: 4 };
}
