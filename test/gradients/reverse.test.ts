/** The walk: what it visits, how it sums, where it stops, and what it keeps. */
import { describe, expect, test } from "vitest";
import { blockedBy, differentiate } from "../../compiler/3-differentiate/reverse.ts";
import type { Node } from "../../compiler/ir/graph.ts";
import { showGraph } from "../../compiler/ir/show.ts";
import { simplify } from "../../compiler/4-simplify/rewrite.ts";
import { Builder } from "../../compiler/ops/builder.ts";
import { evaluate, inputNode } from "./check.ts";

const span = (start: number) => ({ file: "m.nn", start, end: start + 1 });

test("the gradient of a dense layer, as a graph", () => {
  const b = new Builder();
  const [x, w] = [inputNode(b, "x", [2, 3]), inputNode(b, "w", [3, 4])];
  const loss = b.sum(b.unary("tanh", b.matmul(x, w)));
  const [g] = differentiate(b, loss, [w]);
  const simple = simplify(b.graph, [g!]);
  expect(showGraph(simple.graph, simple.outputs, { renumber: true })).toMatchInlineSnapshot(`
    "%0 = input name=x role=argument : f32[2, 3]
    %1 = input name=w role=argument : f32[3, 4]
    %2 = dot batch=[[], []] contract=[[1], [0]] %0 %1 : f32[2, 4]
    %3 = tanh %2 : f32[2, 4]
    %4 = const value=1 : f32[]
    %5 = reshape %4 : f32[1, 1]
    %6 = broadcast %5 : f32[2, 4]
    %7 = mul %3 %3 : f32[2, 4]
    %8 = sub %6 %7 : f32[2, 4]
    %9 = dot batch=[[], []] contract=[[0], [0]] %8 %0 : f32[4, 3]
    %10 = permute perm=[1, 0] %9 : f32[3, 4]
    return 0 = %10
    "
  `);
});

test("a value that is used several times gets the sum of its cotangents", () => {
  const b = new Builder();
  const x = inputNode(b, "x", []);
  const y = b.add(b.mul(x, x), b.mul(b.unary("exp", x), x));
  const [g] = differentiate(b, y, [x]);
  expect(evaluate(g!, new Map([["x", [2]]]))[0]).toBeCloseTo(4 + Math.exp(2) * 3, 12);
});

test("derivatives of higher order: x^5", () => {
  const b = new Builder();
  const x = inputNode(b, "x", []);
  let y = b.mul(b.mul(b.mul(b.mul(x, x), x), x), x);
  const at: number[] = [];
  for (let order = 0; order <= 6; order++) {
    at.push(evaluate(y, new Map([["x", [2]]]))[0]!);
    y = differentiate(b, y, [x])[0] ?? b.const(0);
  }
  expect(at).toEqual([32, 80, 160, 240, 240, 120, 0]);
});

test("a cotangent for the output scales the gradient", () => {
  const b = new Builder();
  const x = inputNode(b, "x", [2]);
  const [g] = differentiate(b, b.mul(x, x), [x], b.literal("f32", [2], [10, 100]));
  expect(evaluate(g!, new Map([["x", [1, 2]]]))).toEqual([20, 400]);
});

test("intermediate values and the output itself can be asked for", () => {
  const b = new Builder();
  const x = inputNode(b, "x", []);
  const h = b.mul(x, x);
  const y = b.mul(h, h);
  const grads = differentiate(b, y, [x, h, y]);
  expect(grads.map((g) => evaluate(g!, new Map([["x", [3]]]))[0])).toEqual([108, 18, 1]);
});

describe("dependency", () => {
  const b = new Builder();
  const x = inputNode(b, "x", [3]);
  const other = inputNode(b, "other", [3]);

  test("null where there is none", () => {
    expect(differentiate(b, b.mul(x, x), [other])).toEqual([null]);
    expect(differentiate(b, b.unary("floor", x), [x])).toEqual([null]);
    expect(differentiate(b, b.cast(b.cast(x, "i32"), "f32"), [x])).toEqual([null]);
  });
  test("blockedBy names where it is cut", () => {
    const names = (y: Node): string[] => blockedBy(y, [x]).map((n) => n.op);
    expect(names(b.mul(b.unary("floor", x), b.stopGrad(b.unary("exp", x))))).toEqual(["floor", "stopGrad"]);
    expect(names(b.where(b.lt(x, other), other, b.neg(other)))).toEqual(["lt"]);
    expect(names(b.cast(b.make("argmax", [x], { axis: 0 }), "f32"))).toEqual(["argmax"]);
    expect(names(b.mul(x, b.unary("floor", x)))).toEqual([]);
    expect(names(other)).toEqual([]);
  });
  test("nothing is built for operands that no gradient needs", () => {
    const c = new Builder();
    const [p, q] = [inputNode(c, "p", [2, 2]), inputNode(c, "q", [2, 2])];
    const y = c.unary("exp", q);
    const before = c.graph.nodes.length;
    differentiate(c, c.sum(c.add(p, y)), [p]);
    expect(c.graph.nodes.slice(before).some((n) => n.op === "mul")).toBe(false);
  });
});

test("cotangents carry the spans of the node whose derivative they compute", () => {
  const b = new Builder();
  const x = inputNode(b, "x", [3]);
  const y = b.graph.withSpans([span(1)], () => b.unary("sin", x));
  const z = b.graph.withSpans([span(2), span(0)], () => b.mul(y, y));
  differentiate(b, z, [x]);
  const cos = b.graph.nodes.find((n) => n.op === "cos")!;
  expect(b.graph.spans.get(cos)).toEqual([span(1)]);
  const simple = simplify(b.graph, [cos]);
  expect(simple.graph.spans.get(simple.outputs[0]!)).toEqual([span(1)]);
});

test("a wrong VJP is caught by its type", () => {
  const b = new Builder();
  const x = inputNode(b, "x", [3]);
  expect(() => differentiate(b, b.mul(x, x), [x], b.const(1))).toThrow(
    /internal error in 3-differentiate: mul %\d+ gives %\d+ mul, which is f32\[3\], a cotangent of f32\[\]/,
  );
});
