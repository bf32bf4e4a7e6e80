/**
 * Elementwise primitives: each applies to tensors element by element, and to compile-time numbers as ordinary functions
 * (`sqrt(c / heads)` is a number in the program, not a node).
 */
import { atom, type Dim, isKnown, showDim } from "../../ir/dims.ts";
import type { DType, UnaryName } from "../../ir/graph.ts";
import { erf, roundEven } from "../../ops/special.ts";
import { type Builtin, type BuiltinContext, type TensorNode, type Value } from "../value.ts";
import { bool, define, float, int, isFloat, type Reader, tensor } from "./args.ts";
import { broadcastShape, isNumber, together } from "./operands.ts";

/** The number that a compile-time value is; undefined where it is not known yet. */
function numberOf(v: Extract<Value, { kind: "int" | "float" }>): number | undefined {
  if (v.kind === "float") return v.value;
  return isKnown(v.value) ? v.value : undefined;
}

function onNumbers(values: readonly Value[], f: (...x: number[]) => number): Value | undefined {
  if (!values.every(isNumber)) return undefined;
  const numbers = values.map(numberOf);
  return float(numbers.every((n) => n !== undefined) ? f(...numbers) : undefined);
}

/** A float function of one argument. */
function unary(op: UnaryName, f: (x: number) => number, doc: string): Builtin {
  return define(op, ["x"], doc, (r, cx) => {
    return onNumbers([r.value("x")], f) ?? tensor(cx.b.unary(op, r.floats("x")));
  });
}

/** `abs` and `sign` keep whole numbers whole. */
function unaryNumber(op: "abs" | "sign", f: (x: number) => number, doc: string): Builtin {
  return define(op, ["x"], doc, (r, cx) => {
    const v = r.value("x");
    if (v.kind === "int") return int(isKnown(v.value) ? f(v.value) : atom(`${op}(${showDim(v.value)})`));
    return onNumbers([v], f) ?? tensor(cx.b.unary(op, r.numbers("x")));
  });
}

/** `maximum` and `minimum`: ints stay ints, so `minimum(k, n)` is a size. */
function extremum(
  name: "maximum" | "minimum",
  op: "max" | "min",
  f: (a: number, b: number) => number,
): Builtin {
  const doc =
    `\`${name}(a, b)\`: the ${name === "maximum" ? "larger" : "smaller"} of each pair of elements, broadcasting. ` +
    "A tie shares the gradient equally.";
  return define(name, ["a", "b"], doc, (r, cx) => {
    const [a, b] = [r.value("a"), r.value("b")];
    if (a.kind === "int" && b.kind === "int") return int(extremeInt(name, f, a.value, b.value));
    const number = onNumbers([a, b], f);
    if (number) return number;
    r.numbers("a");
    r.numbers("b");
    const [x, y] = together(r, ["a", "b"]) as [TensorNode, TensorNode];
    return tensor(cx.b.make(op, [x, y], {}));
  });
}

function extremeInt(name: string, f: (a: number, b: number) => number, a: Dim, b: Dim): Dim {
  return isKnown(a) && isKnown(b) ? f(a, b) : atom(`${name}(${showDim(a)}, ${showDim(b)})`);
}

/**
 * Where both bounds hold the gradient passes, bounds included: no product of two half gradients at a tie. As in PyTorch the
 * upper bound is applied last, so it wins over a lower bound that is above it.
 */
function clamp(r: Reader, cx: BuiltinContext): Value {
  const { b } = cx;
  const [lowest, highest] = ["low", "high"].map((p) => (r.has(p) ? r.value(p) : undefined));
  if (!lowest && !highest) return r.value("low");
  if (!lowest || !highest) return clampOneSide(r, cx, lowest ? "low" : "high");
  const number = onNumbers([r.value("x"), lowest, highest], (x, lo, hi) => Math.min(Math.max(x, lo), hi));
  if (number) return number;
  r.numbers("x");
  const [x, low, high] = together(r, ["x", "low", "high"]) as [TensorNode, TensorNode, TensorNode];
  const raised = b.where(b.lt(x, low), low, x);
  const [lo, hi] = [lowest, highest].map((v) => (isNumber(v) ? numberOf(v) : undefined));
  // With bounds in order x alone decides, and the upper bound need not look at the raised value.
  const ordered = lo !== undefined && hi !== undefined && lo <= hi;
  return tensor(b.where(b.lt(high, ordered ? x : raised), high, raised));
}

function clampOneSide(r: Reader, cx: BuiltinContext, side: "low" | "high"): Value {
  const number = onNumbers([r.value("x"), r.value(side)], side === "low" ? Math.max : Math.min);
  if (number) return number;
  r.numbers("x");
  const [x, bound] = together(r, ["x", side]) as [TensorNode, TensorNode];
  const beyond = side === "low" ? cx.b.lt(x, bound) : cx.b.lt(bound, x);
  return tensor(cx.b.where(beyond, bound, x));
}

/** `f32(x)` and its like. A compile-time number stays one; `f32` and `f16` make it a float, `i32` truncates. */
function conversion(dtype: DType): Builtin {
  const doc = {
    f32: "`f32(x)`: as 32-bit floats; `true` is 1. The gradient passes between float types.",
    f16: "`f16(x)`: as 16-bit floats. The gradient passes between float types.",
    i32: "`i32(x)`: as whole numbers, truncated towards zero. No gradient.",
    bool: "`bool(x)`: true where x is not 0. No gradient.",
  }[dtype];
  return define(dtype, ["x"], doc, (r, cx) => {
    const v = r.value("x");
    if (isNumber(v) || v.kind === "bool") {
      const n = v.kind === "bool" ? (v.value === undefined ? undefined : Number(v.value)) : numberOf(v);
      if (dtype === "bool") return bool(n === undefined ? undefined : n !== 0);
      if (dtype !== "i32") return float(n);
      if (v.kind === "int") return v;
      return int(n === undefined ? atom(`i32(… at ${cx.span.start})`) : Math.trunc(n));
    }
    return tensor(cx.b.cast(r.tensor("x", dtype === "i32" && holdsInts(v) ? "i32" : "f32"), dtype));
  });
}

/** A list of whole numbers, which f32 need not hold exactly; `[2.0]` is a list of floats. */
function holdsInts(v: Value): boolean {
  return v.kind === "list" ? v.items.every(holdsInts) : v.kind === "int";
}

function floatTest(op: "isnan" | "isfinite", f: (x: number) => boolean, doc: string): Builtin {
  return define(op, ["x"], doc, (r, cx) => {
    const v = r.value("x");
    if (isNumber(v)) {
      const n = numberOf(v);
      return bool(n === undefined ? undefined : f(n));
    }
    return tensor(cx.b.unary(op, r.floats("x")));
  });
}

export const elementwise: readonly Builtin[] = [
  unary("exp", Math.exp, "`exp(x)`: e to the power x."),
  unary("log", Math.log, "`log(x)`: the natural logarithm; −inf at 0, NaN below."),
  unary("sqrt", Math.sqrt, "`sqrt(x)`: the square root; its gradient at 0 is 0."),
  unaryNumber("abs", Math.abs, "`abs(x)`: the absolute value; its gradient at 0 is 0."),
  unaryNumber("sign", Math.sign, "`sign(x)`: −1, 0 or 1. No gradient."),
  unary("floor", Math.floor, "`floor(x)`: the largest whole number not above x. No gradient."),
  unary("ceil", Math.ceil, "`ceil(x)`: the smallest whole number not below x. No gradient."),
  unary("round", roundEven, "`round(x)`: the nearest whole number, halves to the even one. No gradient."),
  unary("sin", Math.sin, "`sin(x)`: the sine, in radians."),
  unary("cos", Math.cos, "`cos(x)`: the cosine, in radians."),
  unary("tan", Math.tan, "`tan(x)`: the tangent, in radians."),
  unary("asin", Math.asin, "`asin(x)`: the arc sine, for −1 ≤ x ≤ 1."),
  unary("acos", Math.acos, "`acos(x)`: the arc cosine, for −1 ≤ x ≤ 1."),
  unary("atan", Math.atan, "`atan(x)`: the arc tangent."),
  define("atan2", ["y", "x"], "`atan2(y, x)`: the angle of the point (x, y), from −pi to pi.", (r, cx) => {
    const number = onNumbers([r.value("y"), r.value("x")], Math.atan2);
    if (number) return number;
    const [y, x] = together(r, ["y", "x"]) as [TensorNode, TensorNode];
    r.requireFloats(y, "y");
    return tensor(cx.b.make("atan2", [y, x], {}));
  }),
  unary("tanh", Math.tanh, "`tanh(x)`: the hyperbolic tangent."),
  unary("erf", erf, "`erf(x)`: the error function, 2/√pi · ∫₀ˣ e^(−t²) dt."),
  unary("log1p", Math.log1p, "`log1p(x)`: log(1 + x), precise near 0."),
  unary("expm1", Math.expm1, "`expm1(x)`: exp(x) − 1, precise near 0."),
  extremum("maximum", "max", Math.max),
  extremum("minimum", "min", Math.min),
  define(
    "clamp",
    ["x", "low?", "high?"],
    "`clamp(x, low, high)`: x, or the bound it passes; one of them may be left out. The gradient is 1 from `low` to `high`, " +
      "bounds included; `high` wins where the bounds cross.",
    clamp,
  ),
  floatTest("isnan", Number.isNaN, "`isnan(x)`: true where x is not a number, by its bits."),
  floatTest(
    "isfinite",
    Number.isFinite,
    "`isfinite(x)`: true where x is neither infinite nor NaN, by its bits.",
  ),
  define(
    "select",
    ["condition", "a", "b"],
    "`select(c, a, b)`: a where c is true, else b, broadcasting. The branch not chosen contributes nothing to the " +
      "gradient, NaN included. (`if` chooses at compile time.)",
    (r, cx) => {
      const c = r.bools("condition");
      const [a, b] = together(r, ["a", "b"]) as [TensorNode, TensorNode];
      const shape = broadcastShape(cx, "select", [c, a], [r.span("condition"), r.span("a")]);
      return tensor(cx.b.where(cx.b.expand(c, shape), cx.b.expand(a, shape), cx.b.expand(b, shape)));
    },
  ),
  conversion("f32"),
  conversion("f16"),
  conversion("i32"),
  conversion("bool"),
  define("stop_grad", ["x"], "`stop_grad(x)`: x itself, as a constant: no gradient passes.", (r, cx) => {
    const v = r.value("x");
    return isNumber(v) ? v : tensor(cx.b.stopGrad(r.tensor("x")));
  }),
  define(
    "close",
    ["a", "b", "tolerance?"],
    "`close(a, b, tolerance: 1e-5)`: true if all elements differ by at most `tolerance`, absolutely or relative to b. " +
      "For tests.",
    close,
  ),
];

function close(r: Reader, cx: BuiltinContext): Value {
  const tolerance = r.number("tolerance", 1e-5);
  const [va, vb] = [r.value("a"), r.value("b")];
  if (isNumber(va) && isNumber(vb)) {
    const [a, b] = [numberOf(va), numberOf(vb)];
    if (a === undefined || b === undefined || tolerance === undefined) return bool(undefined);
    return bool(a === b || Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b)));
  }
  const { b } = cx;
  const floats = (["a", "b"] as const).map((p) => {
    const x = r.tensor(p);
    return isFloat(x.type.dtype) ? x : b.cast(x, "f32");
  });
  const [x, y] = floats as [TensorNode, TensorNode];
  const shape = broadcastShape(cx, "close", [x, y], [r.span("a"), r.span("b")]);
  const [p, q] = [b.expand(x, shape), b.expand(y, shape)];
  const bound = b.scalar("mul", b.scalar("max", b.unary("abs", q), 1), tolerance ?? 1e-5);
  // `<=` also holds for equal infinities through `eq`, and fails for NaN on either side.
  const near = b.binary("or", b.eq(p, q), b.binary("le", b.unary("abs", b.sub(p, q)), bound));
  return tensor(
    b.cast(
      b.reduce(
        "reduceMin",
        b.cast(near, "i32"),
        shape.map((_, i) => i),
      ),
      "bool",
    ),
  );
}
