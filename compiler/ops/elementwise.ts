/**
 * Elementwise ops: operands of equal shapes, one scalar function per element.
 *
 * Values come from `scalar.ts`. Derivatives at kinks are PyTorch's: 0 for abs and sqrt at 0, equal shares where max or min
 * tie. In comments g is the cotangent of y, a and b (or x) are the operands.
 */
import type { BinaryName, DType, Node, OpAttrs, OpName, TensorType, UnaryName } from "../ir/graph.ts";
import {
  isFloat,
  needsFloat,
  needsNumber,
  needsSameDtype,
  needsSameShape,
  refuse,
  result,
  type T,
} from "./check.ts";
import type { Builder } from "./builder.ts";
import type { OpDef, Precision, Tensor } from "./def.ts";
import type { ScalarOp } from "../ir/expr.ts";
import { scalarFn } from "./scalar.ts";
import { alloc, rounded } from "./tensor.ts";

/** How a user writes an op, for messages. */
const WRITTEN: Partial<Record<OpName, string>> = {
  neg: "-",
  add: "+",
  sub: "-",
  mul: "*",
  div: "/",
  mod: "%",
  pow: "^",
  max: "maximum",
  min: "minimum",
  lt: "<",
  le: "<=",
  eq: "==",
  and: "&&",
  or: "||",
  not: "!",
  where: "select",
};

function written(op: OpName): string {
  return `\`${WRITTEN[op] ?? op}\``;
}

/** Applies the scalar operation to every element. */
export function evalScalar(
  op: ScalarOp,
  xs: readonly Tensor[],
  type: TensorType,
  precision: Precision,
): Tensor {
  const y = alloc(type, precision);
  const f = scalarFn(op, type.dtype);
  const [a, b, c] = xs.map((x) => x.data);
  const out = y.data;
  if (c) for (let i = 0; i < out.length; i++) out[i] = f(a![i]!, b![i]!, c[i]!);
  else if (b) for (let i = 0; i < out.length; i++) out[i] = f(a![i]!, b[i]!);
  else for (let i = 0; i < out.length; i++) out[i] = f(a![i]!);
  return rounded(y, precision);
}

// ---------------------------------------------------------------- unary

type UnaryRule = (b: Builder, x: Node, y: Node, g: Node) => Node;

/** A float function of one float; `rule` is null where the derivative is 0 almost everywhere. */
function unary<K extends UnaryName>(
  op: K,
  rule: UnaryRule | null,
  check: (t: T, what: string) => void = needsFloat,
  dtype: (t: T) => DType = (t) => t.dtype,
): OpDef<K> {
  const what = written(op);
  return {
    infer([x]) {
      check(x!, what);
      return result(dtype(x!), x!.shape, what);
    },
    eval: (xs, _, type, precision) => evalScalar(op, xs, type, precision),
    vjp: rule && ((b, y, g) => [rule(b, y.in[0]!, y as Node, g)]),
    scalar: op,
  };
}

function needsBool(t: T, what: string): void {
  if (t.dtype !== "bool") refuse(`${what} takes bools, not ${t.dtype}`);
}

const bool = (): DType => "bool";

/** c - x² and the like read better with numbers on the left. */
function rsub(b: Builder, value: number, x: Node): Node {
  return b.sub(b.fullLike(x, value), x);
}

export const unaryOps = {
  // -g
  neg: unary("neg", (b, _x, _y, g) => b.neg(g), needsNumber),
  // g y
  exp: unary("exp", (b, _x, y, g) => b.mul(g, y)),
  // g / x
  log: unary("log", (b, x, _y, g) => b.div(g, x)),
  // g 0.5 / y, and 0 where y = 0
  sqrt: unary("sqrt", (b, _x, y, g) => {
    const zero = b.fullLike(y, 0);
    const atZero = b.eq(y, zero);
    // The divisor is made harmless first, so that no second derivative meets 0 / 0.
    return b.where(atZero, zero, b.div(b.scalar("mul", g, 0.5), b.where(atZero, b.fullLike(y, 1), y)));
  }),
  // g (1 - y²)
  tanh: unary("tanh", (b, _x, y, g) => b.mul(g, rsub(b, 1, b.mul(y, y)))),
  // g 2/√π e^(-x²)
  erf: unary("erf", (b, x, _y, g) =>
    b.mul(g, b.scalar("mul", b.unary("exp", b.neg(b.mul(x, x))), 2 / Math.sqrt(Math.PI))),
  ),
  // g cos x
  sin: unary("sin", (b, x, _y, g) => b.mul(g, b.unary("cos", x))),
  // -g sin x
  cos: unary("cos", (b, x, _y, g) => b.neg(b.mul(g, b.unary("sin", x)))),
  // g (1 + y²)
  tan: unary("tan", (b, _x, y, g) => b.mul(g, b.scalar("add", b.mul(y, y), 1))),
  // g / √(1 - x²)
  asin: unary("asin", (b, x, _y, g) => b.div(g, b.unary("sqrt", rsub(b, 1, b.mul(x, x))))),
  // -g / √(1 - x²)
  acos: unary("acos", (b, x, _y, g) => b.neg(b.div(g, b.unary("sqrt", rsub(b, 1, b.mul(x, x)))))),
  // g / (1 + x²)
  atan: unary("atan", (b, x, _y, g) => b.div(g, b.scalar("add", b.mul(x, x), 1))),
  // g sign x, 0 at 0
  abs: unary("abs", (b, x, _y, g) => b.mul(g, b.unary("sign", x)), needsNumber),
  // g / (1 + x)
  log1p: unary("log1p", (b, x, _y, g) => b.div(g, b.scalar("add", x, 1))),
  // g e^x
  expm1: unary("expm1", (b, x, _y, g) => b.mul(g, b.unary("exp", x))),

  // Constant almost everywhere.
  floor: unary("floor", null),
  ceil: unary("ceil", null),
  round: unary("round", null),
  sign: unary("sign", null, needsNumber),
  not: unary("not", null, needsBool),
  isnan: unary("isnan", null, needsFloat, bool),
  isfinite: unary("isfinite", null, needsFloat, bool),
} satisfies { [K in UnaryName]: OpDef<K> };

// ---------------------------------------------------------------- binary

type BinaryRule = (b: Builder, x: readonly [Node, Node], y: Node, g: Node) => readonly [Node, Node];

function binary<K extends BinaryName>(
  op: K,
  rule: BinaryRule | null,
  check: (t: T, what: string) => void = needsNumber,
  dtype: (t: T) => DType = (t) => t.dtype,
): OpDef<K> {
  const what = written(op);
  return {
    infer([a, b]) {
      check(a!, what);
      needsSameDtype(a!, b!, what);
      needsSameShape(a!, b!, what);
      return result(dtype(a!), a!.shape, what);
    },
    eval: (xs, _, type, precision) => evalScalar(op, xs, type, precision),
    vjp: rule && ((b, y, g) => rule(b, [y.in[0]!, y.in[1]!], y as Node, g)),
    scalar: op,
  };
}

/** g where `first` beats `second`, g/2 where they tie, 0 elsewhere. */
function winner(b: Builder, loses: Node, ties: Node, g: Node): Node {
  const zero = b.fullLike(g, 0);
  return b.where(loses, zero, b.where(ties, b.scalar("mul", g, 0.5), g));
}

/** g x / (a² + b²), and 0 at the origin. */
function overSquares(b: Builder, a: Node, c: Node, x: Node, g: Node): Node {
  const squares = b.add(b.mul(a, a), b.mul(c, c));
  const zero = b.fullLike(x, 0);
  const atZero = b.eq(squares, zero);
  return b.where(atZero, zero, b.mul(g, b.div(x, b.where(atZero, b.fullLike(x, 1), squares))));
}

function anyDtype(): void {}

export const binaryOps = {
  // g, g
  add: binary("add", (_b, _x, _y, g) => [g, g]),
  // g, -g
  sub: binary("sub", (b, _x, _y, g) => [g, b.neg(g)]),
  // g b, g a
  mul: binary("mul", (b, [a, c], _y, g) => [b.mul(g, c), b.mul(g, a)]),
  // g / b, -g y / b
  div: binary("div", (b, [_a, c], y, g) => [b.div(g, c), b.neg(b.div(b.mul(g, y), c))], needsFloat),
  // g where a > b, g/2 on a tie; likewise for b
  max: binary("max", (b, [a, c], _y, g) => {
    const ties = b.eq(a, c);
    return [winner(b, b.lt(a, c), ties, g), winner(b, b.lt(c, a), ties, g)];
  }),
  min: binary("min", (b, [a, c], _y, g) => {
    const ties = b.eq(a, c);
    return [winner(b, b.lt(c, a), ties, g), winner(b, b.lt(a, c), ties, g)];
  }),
  // g b a^(b-1), 0 where b = 0; g y log a, 0 where a = 0
  pow: binary(
    "pow",
    (b, [a, c], y, g) => {
      const zero = b.fullLike(g, 0);
      const one = b.fullLike(g, 1);
      const power = b.binary("pow", a, b.sub(c, one));
      const atZero = b.eq(a, zero);
      return [
        b.where(b.eq(c, zero), zero, b.mul(g, b.mul(c, power))),
        b.where(atZero, zero, b.mul(g, b.mul(y, b.unary("log", b.where(atZero, one, a))))),
      ];
    },
    needsFloat,
  ),
  // g, -g q with the whole quotient q = (a - y) / b; floor(a / b) may have rounded up to a multiple that y is not at
  mod: binary("mod", (b, [a, c], y, g) => [g, b.neg(b.mul(g, b.unary("round", b.div(b.sub(a, y), c))))]),
  // g b / (a² + b²), -g a / (a² + b²), 0 at the origin
  atan2: binary(
    "atan2",
    (b, [a, c], _y, g) => [overSquares(b, a, c, c, g), b.neg(overSquares(b, a, c, a, g))],
    needsFloat,
  ),

  lt: binary("lt", null, needsNumber, bool),
  le: binary("le", null, needsNumber, bool),
  eq: binary("eq", null, anyDtype, bool),
  and: binary("and", null, needsBool),
  or: binary("or", null, needsBool),
} satisfies { [K in BinaryName]: OpDef<K> };

// ---------------------------------------------------------------- select, cast, stopGrad

/** The scalar operation that converts to `dtype`. */
export function castScalar(dtype: DType): ScalarOp {
  switch (dtype) {
    case "f32":
      return "toF32";
    case "f16":
      return "toF16";
    case "i32":
      return "toI32";
    case "bool":
      return "toBool";
  }
  return dtype satisfies never;
}

/** In double precision a float stays the double it is: only storage in f32 rounds. */
function evalCast(x: Tensor, { dtype }: OpAttrs["cast"], type: TensorType, precision: Precision): Tensor {
  if (!isFloat(dtype)) return evalScalar(castScalar(dtype), [x], type, precision);
  const y = alloc(type, precision);
  y.data.set(x.data);
  return rounded(y, precision);
}

export const choiceOps = {
  where: {
    infer([c, a, b]) {
      needsBool(c!, "the condition of `select`");
      needsSameDtype(a!, b!, "`select`");
      needsSameShape(a!, b!, "`select`");
      needsSameShape(c!, a!, "`select`");
      return result(a!.dtype, a!.shape, "`select`");
    },
    eval: (xs, _, type, precision) => evalScalar("where", xs, type, precision),
    // –, g where c, g where not c
    vjp(b, y, g) {
      const zero = b.fullLike(g, 0);
      return [null, b.where(y.in[0]!, g, zero), b.where(y.in[0]!, zero, g)];
    },
    scalar: "where",
  },
  cast: {
    infer: ([x], { dtype }) => result(dtype, x!.shape, `\`${dtype}(x)\``),
    eval: ([x], attrs, type, precision) => evalCast(x!, attrs, type, precision),
    // back to x's dtype, between floats
    vjp(b, y, g) {
      const from = y.in[0]!.type.dtype;
      return [isFloat(from) && isFloat(y.type.dtype) ? b.cast(g, from) : null];
    },
  },
  stopGrad: {
    infer: ([x]) => result(x!.dtype, x!.shape, "`stop_grad`"),
    eval: ([x]) => x!,
    vjp: null,
  },
} satisfies { [K in "where" | "cast" | "stopGrad"]: OpDef<K> };
