/**
 * Reductions. Without `axis` or `except` everything is reduced (`argmax`, `argmin` and `logsumexp` take the last axis);
 * `keep: true` leaves size-1 axes behind.
 */
import { type Dim, isKnown, mulDims, productOf, addDims, showDim } from "../../ir/dims.ts";
import type { ReduceName } from "../../ir/graph.ts";
import { type Builtin, type BuiltinContext, type TensorNode, type Value } from "../value.ts";
import { define, int, knownOr1, type Reader, tensor } from "./args.ts";

const AXES = "Over all axes, or `axis: n`, `axis: [n, …]`, `except: n`; `keep: true` leaves size-1 axes.";

/** The axes to reduce, and whether they stay with size 1. */
interface Over {
  readonly axes: readonly number[];
  readonly keep: boolean;
}

function over(r: Reader, x: TensorNode, lastByDefault = false): Over {
  const keep = r.bool("keep", false);
  const all = x.type.shape.map((_, i) => i);
  if (r.has("axis") && r.has("except"))
    r.bad(
      "except",
      `\`${r.name}\` takes \`axis\` or \`except\`, not both`,
      undefined,
      "name the axes to reduce, or those to keep",
    );
  if (r.has("except")) {
    const kept = r.axes("except", x.type.shape)!;
    return { axes: all.filter((a) => !kept.includes(a)), keep };
  }
  return {
    axes: r.axes("axis", x.type.shape) ?? (lastByDefault ? [r.resolveAxis(-1, x.type.shape, "x")] : all),
    keep,
  };
}

/** How many elements each result reduces. */
function countOf(x: TensorNode, axes: readonly number[]): Dim {
  return productOf(axes.map((a) => x.type.shape[a]!));
}

/** `sum` and `mean` of a bool count what is true. */
function summand(r: Reader, cx: BuiltinContext): TensorNode {
  const x = r.tensor("x");
  return x.type.dtype === "bool" ? cx.b.cast(x, "f32") : x;
}

/** A list of compile-time ints, such as `shape(x)`, when no axis is asked for. */
function intList(r: Reader): readonly Dim[] | undefined {
  const v = r.value("x");
  if (v.kind !== "list" || r.has("axis") || r.has("except")) return undefined;
  const dims = v.items.flatMap((item) => (item.kind === "int" ? [item.value] : []));
  return dims.length === v.items.length ? dims : undefined;
}

function reduction(
  name: "sum" | "prod" | "max" | "min",
  op: ReduceName,
  doc: string,
  ofInts: (dims: readonly Dim[]) => Dim | undefined,
): Builtin {
  return define(name, ["x", "axis?", "except?", "keep?"], `${doc} ${AXES}`, (r, cx) => {
    const ints = intList(r);
    const known = ints && ofInts(ints);
    if (known !== undefined) return int(known);
    const x = name === "sum" ? summand(r, cx) : r.numbers("x");
    const { axes, keep } = over(r, x);
    return tensor(cx.b.reduce(op, x, axes, keep));
  });
}

function extremeInts(f: (...n: number[]) => number): (dims: readonly Dim[]) => Dim | undefined {
  return (dims) => (dims.length > 0 && dims.every(isKnown) ? f(...dims) : undefined);
}

/** Σx / n, n counted at compile time. */
function meanOf(cx: BuiltinContext, x: TensorNode, axes: readonly number[], keep: boolean): TensorNode {
  return cx.b.scalar("div", cx.b.sum(x, axes, keep), knownOr1(countOf(x, axes)));
}

/** Σ(x − mean)² / (n − ddof). */
function varianceOf(r: Reader, cx: BuiltinContext): TensorNode {
  const x = r.floats("x");
  const { axes, keep } = over(r, x);
  const ddof = r.known("ddof") ?? 0;
  const n = countOf(x, axes);
  if (isKnown(n) && n - ddof <= 0)
    cx.fail("NN0224", `\`${r.name}\` with \`ddof: ${ddof}\` needs at least ${ddof + 1} values and has ${n}`, {
      span: r.span("x"),
      label: `reduces ${axes.map((a) => `axis ${a} of size ${showDim(x.type.shape[a]!)}`).join(", ") || "nothing"}`,
    });
  const d = cx.b.sub(x, cx.b.expand(meanOf(cx, x, axes, true), x.type.shape));
  return cx.b.scalar("div", cx.b.sum(cx.b.mul(d, d), axes, keep), isKnown(n) ? n - ddof : 1);
}

function argExtreme(name: "argmax" | "argmin"): Builtin {
  const doc =
    `\`${name}(x, axis: -1)\`: the position (i32) of the ${name === "argmax" ? "largest" : "smallest"} element along an ` +
    "axis, which disappears; the first of several. No gradient.";
  return define(name, ["x", "axis?", "keep?"], doc, (r, cx) => {
    const x = r.numbers("x");
    const axis = r.axis("axis", x.type.shape);
    const y = cx.b.make(name, [x], { axis });
    return tensor(
      r.bool("keep", false)
        ? cx.b.reshape(
            y,
            x.type.shape.map((d, i) => (i === axis ? 1 : d)),
          )
        : y,
    );
  });
}

function anyAll(name: "any" | "all"): Builtin {
  const doc = `\`${name}(x)\`: whether ${name === "any" ? "at least one element is" : "all elements are"} true. ${AXES}`;
  return define(name, ["x", "axis?", "except?", "keep?"], doc, (r, cx) => {
    const v = r.value("x");
    if (v.kind === "bool") return v;
    const x = r.bools("x");
    const { axes, keep } = over(r, x);
    return tensor(
      cx.b.cast(
        cx.b.reduce(name === "any" ? "reduceMax" : "reduceMin", cx.b.cast(x, "i32"), axes, keep),
        "bool",
      ),
    );
  });
}

/**
 * log Σ exp(x) as m + log Σ exp(x − m) with m the maximum, a constant to the gradient. Where m is infinite it is left out,
 * so a row of −inf gives −inf and not NaN.
 */
function logsumexp(r: Reader, cx: BuiltinContext): Value {
  const { b } = cx;
  const x = r.floats("x");
  const { axes, keep } = over(r, x, true);
  const max = b.reduce("reduceMax", b.stopGrad(x), axes, true);
  const m = b.where(b.unary("isfinite", max), max, b.fullLike(max, 0));
  const sum = b.sum(b.unary("exp", b.sub(x, b.expand(m, x.type.shape))), axes, true);
  const y = b.add(b.unary("log", sum), m);
  return tensor(
    keep
      ? y
      : b.reshape(
          y,
          x.type.shape.filter((_, i) => !axes.includes(i)),
        ),
  );
}

/** (Σ|x|^p)^(1/p), with the gradient 0 at 0. */
function norm(r: Reader, cx: BuiltinContext): Value {
  const { b } = cx;
  const x = r.floats("x");
  const { axes, keep } = over(r, x);
  const p = r.number("p", 2) ?? 2;
  if (p <= 0) r.bad("p", `\`norm\` with \`p: ${p}\`: p must be positive`, undefined, "use 1, 2 or inf");
  if (p === 2) return tensor(b.unary("sqrt", b.sum(b.mul(x, x), axes, keep)));
  const size = b.unary("abs", x);
  if (p === 1) return tensor(b.sum(size, axes, keep));
  if (p === Infinity) return tensor(b.reduce("reduceMax", size, axes, keep));
  const zero = b.eq(size, b.fullLike(size, 0));
  const powers = b.where(
    zero,
    b.fullLike(size, 0),
    b.scalar("pow", b.where(zero, b.fullLike(size, 1), size), p),
  );
  const sum = b.sum(powers, axes, keep);
  // At 0 the root is taken of 1 instead, so that no infinite slope meets a zero.
  const atZero = b.eq(sum, b.fullLike(sum, 0));
  const root = b.scalar("pow", b.where(atZero, b.fullLike(sum, 1), sum), 1 / p);
  return tensor(b.where(atZero, b.fullLike(sum, 0), root));
}

function cumsum(r: Reader, cx: BuiltinContext): Value {
  const x = summand(r, cx);
  const axis = r.axis("axis", x.type.shape);
  const [reverse, exclusive] = [r.bool("reverse", false), r.bool("exclusive", false)];
  return tensor(cx.b.make("cumsum", [x], { axis, reverse, exclusive }));
}

/**
 * Running product by doubling: after k rounds each element holds the product of up to 2^k elements that end with it.
 * Only products, so the gradient is right where elements are 0.
 */
function cumprod(r: Reader, cx: BuiltinContext): Value {
  const { b } = cx;
  const x = r.numbers("x");
  const axis = r.axis("axis", x.type.shape);
  const n = x.type.shape[axis]!;
  if (!isKnown(n)) return tensor(x);
  const zeros = x.type.shape.map(() => 0);
  let y = x;
  for (let k = 1; k < n; k *= 2) {
    const low = zeros.map((_, i) => (i === axis ? k : 0));
    y = b.mul(y, b.pad(b.sliceAxis(y, axis, 0, n - k), low, zeros, zeros, 1));
  }
  return tensor(y);
}

export const reduce: readonly Builtin[] = [
  reduction("sum", "sum", "`sum(x)`: the sum; a bool counts as f32.", (dims) => dims.reduce(addDims, 0)),
  reduction("prod", "prod", "`prod(x)`: the product; its gradient is right where elements are 0.", (dims) =>
    dims.reduce(mulDims, 1),
  ),
  reduction(
    "max",
    "reduceMax",
    "`max(x)`: the largest element; ties share the gradient.",
    extremeInts(Math.max),
  ),
  reduction(
    "min",
    "reduceMin",
    "`min(x)`: the smallest element; ties share the gradient.",
    extremeInts(Math.min),
  ),
  define(
    "mean",
    ["x", "axis?", "except?", "keep?"],
    `\`mean(x)\`: the mean; a bool counts as f32. ${AXES}`,
    (r, cx) => {
      const x = r.requireFloats(summand(r, cx), "x");
      const { axes, keep } = over(r, x);
      return tensor(meanOf(cx, x, axes, keep));
    },
  ),
  define(
    "variance",
    ["x", "axis?", "except?", "keep?", "ddof?"],
    `\`variance(x, ddof: 0)\`: the mean square distance from the mean; divides by n − ddof. ${AXES}`,
    (r, cx) => tensor(varianceOf(r, cx)),
  ),
  define(
    "std",
    ["x", "axis?", "except?", "keep?", "ddof?"],
    `\`std(x, ddof: 0)\`: the square root of \`variance\`; gradient 0 at 0. ${AXES}`,
    (r, cx) => tensor(cx.b.unary("sqrt", varianceOf(r, cx))),
  ),
  argExtreme("argmax"),
  argExtreme("argmin"),
  anyAll("any"),
  anyAll("all"),
  define(
    "logsumexp",
    ["x", "axis?", "except?", "keep?"],
    "`logsumexp(x, axis: -1)`: log Σ exp(x), without overflow. Takes `axis`, `except`, `keep`.",
    logsumexp,
  ),
  define(
    "norm",
    ["x", "p?", "axis?", "except?", "keep?"],
    `\`norm(x, p: 2)\`: (Σ|x|^p)^(1/p), \`inf\` for the largest absolute value; gradient 0 at 0. ${AXES}`,
    norm,
  ),
  define(
    "cumsum",
    ["x", "axis?", "reverse?", "exclusive?"],
    "`cumsum(x, axis: -1)`: running sums; `reverse: true` from the end, `exclusive: true` without the element itself.",
    cumsum,
  ),
  define(
    "cumprod",
    ["x", "axis?"],
    "`cumprod(x, axis: -1)`: running products; gradient right with zeros.",
    cumprod,
  ),
];
