/** Gradients at kinks and edges: PyTorch's, except that a `select` never leaks what it left out. */
import { describe, expect, test } from "vitest";
import { differentiate } from "../../compiler/3-differentiate/reverse.ts";
import type { Node } from "../../compiler/ir/graph.ts";
import { Builder } from "../../compiler/ops/builder.ts";
import { evaluate, inputNode } from "./check.ts";

type Build = (b: Builder, ...xs: Node[]) => Node;

/** The gradient of the sum of `build` by each of its operands. */
function gradient(build: Build, ...data: number[][]): number[][] {
  const b = new Builder();
  const xs = data.map((d, i) => inputNode(b, `x${i}`, [d.length]));
  const values = new Map(data.map((d, i) => [`x${i}`, d]));
  return differentiate(b, build(b, ...xs), xs).map((g, i) =>
    g ? evaluate(g, values) : data[i]!.map(() => 0),
  );
}

/** The second derivative, for functions of each element alone. */
function second(build: Build, data: number[]): number[] {
  const b = new Builder();
  const x = inputNode(b, "x", [data.length]);
  const [g] = differentiate(b, build(b, x), [x]);
  const [h] = differentiate(b, g!, [x]);
  return evaluate(h!, new Map([["x", data]]));
}

describe("kinks", () => {
  test("abs and sqrt at 0", () => {
    expect(gradient((b, x) => b.unary("abs", x), [-2, 0, 2])).toEqual([[-1, 0, 1]]);
    expect(gradient((b, x) => b.unary("sqrt", x), [0, 4])).toEqual([[0, 0.25]]);
  });
  test("max and min share ties equally", () => {
    const [x, y] = [[1, 2, 3], [3, 2, 1]];
    expect(gradient((b, p, q) => b.binary("max", p, q), x, y)).toEqual([[0, 0.5, 1], [1, 0.5, 0]]);
    expect(gradient((b, p, q) => b.binary("min", p, q), x, y)).toEqual([[1, 0.5, 0], [0, 0.5, 1]]);
  });
  test("max over an axis shares ties equally", () => {
    expect(gradient((b, x) => b.reduce("reduceMax", x, [0]), [1, 3, 3, 3])).toEqual([[0, 1 / 3, 1 / 3, 1 / 3]]);
    expect(gradient((b, x) => b.reduce("reduceMin", x, [0]), [1, 3, 1, 3])).toEqual([[0.5, 0, 0.5, 0]]);
  });
  test("steps have no derivative", () => {
    for (const op of ["floor", "ceil", "round", "sign"] as const)
      expect(gradient((b, x) => b.unary(op, x), [0.5, 1])).toEqual([[0, 0]]);
    expect(gradient((b, x) => b.stopGrad(b.mul(x, x)), [3])).toEqual([[0]]);
    expect(gradient((b, x) => b.mul(x, b.stopGrad(x)), [3])).toEqual([[3]]);
  });
  test("pow at a base or an exponent of 0", () => {
    expect(gradient((b, x, n) => b.binary("pow", x, n), [0, 0, 2], [2, 0, 0])).toEqual([[0, 0, 0], [0, 0, Math.log(2)]]);
  });
  test("atan2 at the origin", () => {
    expect(gradient((b, y, x) => b.binary("atan2", y, x), [0, 1], [0, 0])).toEqual([[0, 0], [-0, -1]]);
  });
}); // prettier-ignore

describe("a select contributes nothing from the branch it left out", () => {
  const positive = (b: Builder, x: Node): Node => b.lt(b.fullLike(x, 0), x);
  const chosen =
    (f: Build): Build =>
    (b, x) =>
      b.where(positive(b, x), f(b, x), b.fullLike(x, 0));

  test.each<[string, Build, number[], number[]]>([
    ["log", (b, x) => b.unary("log", x), [0, -1, 2], [0, 0, 0.5]],
    ["sqrt", (b, x) => b.unary("sqrt", x), [0, -1, 4], [0, 0, 0.25]],
    ["a quotient", (b, x) => b.div(b.fullLike(x, 1), x), [0, -0, 2], [0, 0, -0.25]],
    ["x log x", (b, x) => b.mul(x, b.unary("log", x)), [0, -1, 1], [0, 0, 1]],
    ["pow", (b, x) => b.binary("pow", x, b.fullLike(x, 0.5)), [0, -1, 4], [0, 0, 0.25]],
    [
      "log1p",
      (b, x) => b.unary("log1p", b.neg(b.unary("exp", b.neg(x)))),
      [0, -1, 1],
      [0, 0, 1 / (Math.E - 1)],
    ],
    ["asin", (b, x) => b.unary("asin", b.scalar("add", x, 1)), [0, 3, -0.5], [0, NaN, 0]],
  ])("%s", (_, f, at, want) => {
    const [g] = gradient(chosen(f), at);
    g!.forEach((v, i) =>
      Number.isNaN(want[i]!) ? expect(v).toBeNaN() : expect(v).toBeCloseTo(want[i]!, 12),
    );
  });

  test("softplus that switches to x before exp overflows", () => {
    const softplus: Build = (b, x) =>
      b.where(b.lt(b.fullLike(x, 20), x), x, b.unary("log1p", b.unary("exp", x)));
    expect(gradient(softplus, [1000, 30, 0, -1000])).toEqual([[1, 1, 0.5, 0]]);
  });
  test("through a sum in between", () => {
    const f: Build = (b, x) => {
      const s = b.expand(b.sum(b.div(b.fullLike(x, 1), x)), [2]);
      return b.where(b.full([2], 0, "bool"), s, x);
    };
    expect(gradient(f, [0, 1])).toEqual([[1, 1]]);
  });
  test("second derivatives elsewhere are untouched, also where the cotangent is 0", () => {
    // (log x)² has the derivative 2 log x / x, which is 0 at 1, and the second derivative (2 - 2 log x) / x².
    const f = chosen((b, x) => b.mul(b.unary("log", x), b.unary("log", x)));
    const h = second(f, [0, 1, Math.E]);
    expect(h[0]).toBe(0);
    expect(h[1]).toBeCloseTo(2, 12);
    expect(h[2]).toBeCloseTo(0, 12);
  });
  test("what no select hides is not guarded", () => {
    const b = new Builder();
    const x = inputNode(b, "x", [3]);
    differentiate(b, b.unary("log", b.where(positive(b, x), x, b.fullLike(x, 1))), [x]);
    expect(b.graph.nodes.some((n) => n.op === "isfinite")).toBe(false);
  });
  test("what both branches need is not guarded", () => {
    const b = new Builder();
    const x = inputNode(b, "x", [3]);
    const z = b.unary("exp", x);
    differentiate(b, b.where(positive(b, x), z, b.scalar("mul", z, 0.1)), [x]);
    expect(b.graph.nodes.some((n) => n.op === "isfinite")).toBe(false);
  });
});
