/**
 * Random primitives: counter-based draws keyed by seed, step, call site and element, so interpreter and GPU agree.
 *
 * The graph's `random` op gives two independent uniforms in [0, 1) per element, its lanes. Draws do not depend on other
 * tensors; gradients flow to `low`, `high`, `mean` and `std` where those are tensors.
 */
import { type Dim, isKnown } from "../../ir/dims.ts";
import type { Builtin, BuiltinContext, TensorNode, Value } from "../value.ts";
import { isTensorLike, toTensor } from "../coerce.ts";
import { define, type Reader, requireSizes, tensor } from "./args.ts";
import { broadcastShape } from "./operands.ts";

function draw(cx: BuiltinContext, shape: readonly Dim[], site: number, lane: 0 | 1): TensorNode {
  const keys = [cx.seed(), cx.step()];
  return cx.b.make("random", cx.round ? [...keys, cx.round] : keys, { shape, site, lane });
}

function shapeOf(r: Reader): readonly Dim[] {
  const shape = r.shape("shape");
  requireSizes(r.cx, shape, r.span("shape"), `\`${r.name}\``);
  return shape;
}

/** A parameter of the distribution, broadcast to the draw's shape; undefined where it was not given. */
function parameter(r: Reader, param: string, shape: readonly Dim[]): TensorNode | undefined {
  if (!r.has(param)) return undefined;
  const value = r.value(param);
  if (!isTensorLike(value)) r.wants(param, "a number");
  const x = r.requireFloats(toTensor(r.cx, value, "f32", r.span(param)), param);
  if (x.type.shape.length === 0) return r.cx.b.expand(x, shape);
  const target = standard(r.cx, shape);
  broadcastShape(r.cx, r.name, [target, x], [r.span("shape"), r.span(param)]);
  if (x.type.shape.length > shape.length)
    r.bad(param, `\`${param}\` of \`${r.name}\` has more axes than the shape drawn`);
  return r.cx.b.expand(x, shape);
}

function standard(cx: BuiltinContext, shape: readonly Dim[]): TensorNode {
  return cx.b.full(shape, 0);
}

function uniform(r: Reader, cx: BuiltinContext): Value {
  const { b } = cx;
  const shape = shapeOf(r);
  const u = draw(cx, shape, cx.site(), 0);
  const low = parameter(r, "low", shape);
  const high = parameter(r, "high", shape);
  if (!low) return tensor(high ? b.mul(high, u) : u);
  return tensor(b.add(low, b.mul(b.sub(high ?? b.full(shape, 1), low), u)));
}

/** Box–Muller: √(−2 log u₁) cos(2π u₂), with u₁ = 1 − lane 0 in (0, 1] so that the logarithm is finite. */
function normal(r: Reader, cx: BuiltinContext): Value {
  const { b } = cx;
  const shape = shapeOf(r);
  const site = cx.site();
  const u1 = b.sub(b.full(shape, 1), draw(cx, shape, site, 0));
  const radius = b.unary("sqrt", b.scalar("mul", b.unary("log", u1), -2));
  const z = b.mul(radius, b.unary("cos", b.scalar("mul", draw(cx, shape, site, 1), 2 * Math.PI)));
  const std = parameter(r, "std", shape);
  const mean = parameter(r, "mean", shape);
  const scaled = std ? b.mul(std, z) : z;
  return tensor(mean ? b.add(mean, scaled) : scaled);
}

/** The numbers that a value is made of, as far as they are known. */
function numbersIn(v: Value): number[] {
  if (v.kind === "list") return v.items.flatMap(numbersIn);
  if (v.kind === "float") return v.value === undefined ? [] : [v.value];
  return v.kind === "int" && isKnown(v.value) ? [v.value] : [];
}

function bernoulli(r: Reader, cx: BuiltinContext): Value {
  const shape = shapeOf(r);
  const wrong = r.has("p") ? numbersIn(r.value("p")).find((p) => !(p >= 0 && p <= 1)) : undefined;
  if (wrong !== undefined) r.bad("p", `a probability of ${wrong}`, undefined, "`p` is from 0 to 1");
  const limit = parameter(r, "p", shape) ?? cx.b.full(shape, 0.5);
  return tensor(cx.b.cast(cx.b.lt(draw(cx, shape, cx.site(), 0), limit), "f32"));
}

/** Gumbel-max: argmax(logits − log(−log u)) is distributed as softmax(logits). */
function categorical(r: Reader, cx: BuiltinContext): Value {
  const { b } = cx;
  const logits = r.floats("logits");
  const { shape, dtype } = logits.type;
  const axis = r.axis("axis", shape);
  // u = 0 has a chance of 2^-24 and would make log u infinite; half the smallest step stands for it.
  const u = b.scalar("max", draw(cx, shape, cx.site(), 0), 2 ** -25);
  const gumbel = b.neg(b.unary("log", b.neg(b.unary("log", u))));
  return tensor(b.make("argmax", [b.add(b.stopGrad(logits), b.cast(gumbel, dtype))], { axis }));
}

export const random: readonly Builtin[] = [
  define(
    "uniform",
    ["shape", "low?", "high?"],
    "`uniform(shape, low: 0, high: 1)`: evenly from low to high, low included.",
    uniform,
  ),
  define(
    "normal",
    ["shape", "mean?", "std?"],
    "`normal(shape, mean: 0, std: 1)`: the normal distribution.",
    normal,
  ),
  define(
    "bernoulli",
    ["shape", "p?"],
    "`bernoulli(shape, p: 0.5)`: f32, 1 with probability p, else 0.",
    bernoulli,
  ),
  define(
    "categorical",
    ["logits", "axis?"],
    "`categorical(logits, axis: -1)`: one position (i32) for each row, with probability softmax(logits). No gradient.",
    categorical,
  ),
];
