/**
 * Rules about values: constants, neutral elements, signs, choices, casts.
 *
 * Signed zeros decide many tags: -0 + 0 is 0, so x + 0 is only `finite`, while x + (-0), x - 0 and x * 1 are `exact`.
 */
import type { DType, Node, OpName } from "../ir/graph.ts";
import type { Builder } from "../ops/builder.ts";
import { opDef, opNames } from "../ops/index.ts";
import { scalarFn } from "../ops/scalar.ts";
import { toInt32 } from "../ops/special.ts";
import { any, as, COMMUTATIVE, op, type Rule, rule, splat, splatValue } from "./pattern.ts";

/** Folds an elementwise op whose operands are all known numbers. The result stays a double; storing rounds it. */
function foldRule(name: OpName): Rule {
  return rule(`fold-${name}`, "exact", op(name), (b, _, n) => {
    const values = n.in.map(splatValue);
    if (values.some((v) => v === undefined)) return null;
    return b.full(
      n.type.shape,
      scalarFn(opDef(name).scalar!, n.type.dtype)(...(values as number[])),
      n.type.dtype,
    );
  });
}

function castConstant(value: number, dtype: DType): number {
  return dtype === "i32" ? toInt32(value) : dtype === "bool" ? (value !== 0 ? 1 : 0) : value;
}

/** Constants to the right, otherwise by id: equal computations become one node. */
function commuteRule(name: OpName): Rule {
  return rule(`commute-${name}`, "exact", op(name, any("x"), any("y")), (b, _, n) => {
    const [x, y] = n.in as [Node, Node];
    const rank = (z: Node): number => (splatValue(z) === undefined ? 0 : 1);
    const swap = rank(x) - rank(y) || x.id - y.id;
    return swap > 0 ? b.make(name, [y, x], {} as never) : null;
  });
}

/** Whether multiplying by 1/c is dividing by c exactly: a power of two whose inverse is normal in the dtype. */
function exactInverse(c: number, dtype: DType): boolean {
  const e = Math.log2(Math.abs(c));
  return Number.isInteger(e) && 2 ** e === Math.abs(c) && Math.abs(e) <= (dtype === "f16" ? 14 : 120);
}

/** Every value of `from` is one of `to`. */
function widens(from: DType, to: DType): boolean {
  return from === to || from === "bool" || (from === "f16" && to === "f32");
}

function value(n: Node): number {
  return splatValue(n)!;
}

/** `x op c`, c keeping x's dtype. */
function withConstant(b: Builder, name: "add" | "mul", x: Node, c: number): Node {
  return b.scalar(name, x, c);
}

const [x, y, z, c] = [any("x"), any("y"), any("z"), any("c")];
const zero = splat((v) => v === 0);

export const arithmeticRules: readonly Rule[] = [
  ...opNames.filter((name) => opDef(name).scalar).map(foldRule),
  rule(
    "fold-cast",
    "exact",
    op(
      "cast",
      splat(() => true, "v"),
    ),
    (b, m, n) => b.full(n.type.shape, castConstant(value(m.v), n.type.dtype), n.type.dtype),
  ),
  ...[...COMMUTATIVE].map(commuteRule),

  // ---- neutral elements
  rule("add-negative-zero", "exact", op("add", x, splat(-0)), (_, m) => m.x),
  rule("add-zero", "finite", op("add", x, splat(0)), (_, m) => m.x),
  rule("sub-zero", "exact", op("sub", x, splat(0)), (_, m) => m.x),
  rule("sub-negative-zero", "finite", op("sub", x, splat(-0)), (_, m) => m.x),
  rule("sub-from-negative-zero", "exact", op("sub", splat(-0), x), (b, m) => b.neg(m.x)),
  rule("sub-from-zero", "finite", op("sub", splat(0), x), (b, m) => b.neg(m.x)),
  rule("sub-self", "finite", op("sub", x, x), (b, m) => b.fullLike(m.x, 0)),
  rule("mul-one", "exact", op("mul", x, splat(1)), (_, m) => m.x),
  // In i32 the negation of the least number is itself, as its product with -1 is.
  rule("mul-minus-one", "exact", op("mul", x, splat(-1)), (b, m) => b.neg(m.x)),
  rule("mul-zero", "finite", op("mul", x, zero), (b, m) => b.fullLike(m.x, 0)),
  rule("div-one", "exact", op("div", x, splat(1)), (_, m) => m.x),
  rule("div-minus-one", "exact", op("div", x, splat(-1)), (b, m) => b.neg(m.x)),
  rule(
    "div-power-of-two",
    "exact",
    op(
      "div",
      x,
      splat(() => true, "v"),
    ),
    (b, m, n) =>
      exactInverse(value(m.v), n.type.dtype) ? withConstant(b, "mul", m.x, 1 / value(m.v)) : null,
  ),
  rule("pow-zero", "exact", op("pow", x, zero), (b, m) => b.fullLike(m.x, 1)),
  // The base is taken as positive, so what a negative one gives does not count.
  rule("pow-one", "finite", op("pow", x, splat(1)), (_, m) => m.x),
  rule("max-self", "exact", op("max", x, x), (_, m) => m.x),
  rule("min-self", "exact", op("min", x, x), (_, m) => m.x),

  // ---- signs
  rule("neg-neg", "exact", op("neg", op("neg", x)), (_, m) => m.x),
  rule("add-neg", "exact", op("add", x, op("neg", y)), (b, m) => b.sub(m.x, m.y)),
  rule("sub-neg", "exact", op("sub", x, op("neg", y)), (b, m) => b.add(m.x, m.y)),
  rule("mul-neg-neg", "exact", op("mul", op("neg", x), op("neg", y)), (b, m) => b.mul(m.x, m.y)),
  rule("div-neg-neg", "exact", op("div", op("neg", x), op("neg", y)), (b, m) => b.div(m.x, m.y)),
  rule(
    "mul-neg-constant",
    "exact",
    op(
      "mul",
      op("neg", x),
      splat(() => true, "v"),
    ),
    (b, m) => withConstant(b, "mul", m.x, -value(m.v)),
  ),
  rule(
    "neg-mul-constant",
    "exact",
    op(
      "neg",
      op(
        "mul",
        x,
        splat(() => true, "v"),
      ),
    ),
    (b, m) => withConstant(b, "mul", m.x, -value(m.v)),
  ),
  rule("abs-neg", "exact", op("abs", op("neg", x)), (b, m) => b.unary("abs", m.x)),
  rule("abs-abs", "exact", op("abs", as("y", op("abs", x))), (_, m) => m.y),
  rule("relu-positive", "exact", op("lt", splat(0), op("max", x, splat(0))), (b, m) =>
    b.lt(b.fullLike(m.x, 0), m.x),
  ),

  // ---- logic and choice
  rule("not-not", "exact", op("not", op("not", x)), (_, m) => m.x),
  rule("and-self", "exact", op("and", x, x), (_, m) => m.x),
  rule("and-true", "exact", op("and", x, splat(1)), (_, m) => m.x),
  rule("and-false", "exact", op("and", x, splat(0)), (b, m) => b.fullLike(m.x, 0)),
  rule("or-self", "exact", op("or", x, x), (_, m) => m.x),
  rule("or-true", "exact", op("or", x, splat(1)), (b, m) => b.fullLike(m.x, 1)),
  rule("or-false", "exact", op("or", x, splat(0)), (_, m) => m.x),
  rule("where-true", "exact", op("where", splat(1), x, y), (_, m) => m.x),
  rule("where-false", "exact", op("where", splat(0), x, y), (_, m) => m.y),
  rule("where-same", "exact", op("where", c, x, x), (_, m) => m.x),
  rule("where-not", "exact", op("where", op("not", c), x, y), (b, m) => b.where(m.c, m.y, m.x)),
  rule("where-where-yes", "exact", op("where", c, op("where", c, x, z), y), (b, m) => b.where(m.c, m.x, m.y)),
  rule("where-where-no", "exact", op("where", c, x, op("where", c, z, y)), (b, m) => b.where(m.c, m.x, m.y)),
  rule("stop-grad", "exact", op("stopGrad", x), (_, m) => m.x),

  // ---- casts
  rule("cast-same", "exact", op("cast", x), (_, m, n) => (m.x.type.dtype === n.type.dtype ? m.x : null)),
  rule("cast-cast", "exact", op("cast", op("cast", x)), (b, m, n) => {
    const between = n.in[0]!.type.dtype;
    // The inner cast loses nothing, so the outer one might as well start from x.
    return widens(m.x.type.dtype, between) ? b.cast(m.x, n.type.dtype) : null;
  }),

  // ---- rounding may change
  rule(
    "mul-constants",
    "reassoc",
    op(
      "mul",
      op(
        "mul",
        x,
        splat(() => true, "v"),
      ),
      splat(() => true, "w"),
    ),
    (b, m) => withConstant(b, "mul", m.x, value(m.v) * value(m.w)),
  ),
  rule(
    "add-constants",
    "reassoc",
    op(
      "add",
      op(
        "add",
        x,
        splat(() => true, "v"),
      ),
      splat(() => true, "w"),
    ),
    (b, m) => withConstant(b, "add", m.x, value(m.v) + value(m.w)),
  ),
  rule(
    "div-constant",
    "reassoc",
    op(
      "div",
      x,
      splat((v) => v !== 0 && Number.isFinite(1 / v), "v"),
    ),
    (b, m) => withConstant(b, "mul", m.x, 1 / value(m.v)),
  ),
  rule("pow-two", "reassoc", op("pow", x, splat(2)), (b, m) => b.mul(m.x, m.x)),
  rule("pow-half", "reassoc", op("pow", x, splat(0.5)), (b, m) => b.unary("sqrt", m.x)),
];
