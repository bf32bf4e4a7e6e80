/** Each rule on the graph it is for: what it makes, and that values stay (to rounding, for `reassoc`). */
import { describe, expect, test } from "vitest";
import { interpret } from "../../compiler/interpret/graph.ts";
import { type Node, sizeOf } from "../../compiler/ir/graph.ts";
import { showGraph } from "../../compiler/ir/show.ts";
import { verifyGraph } from "../../compiler/ir/verify.ts";
import { Builder } from "../../compiler/ops/builder.ts";
import type { Tensor } from "../../compiler/ops/def.ts";
import { differentiate } from "../../compiler/3-differentiate/reverse.ts";
import type { Safety } from "../../compiler/4-simplify/pattern.ts";
import { simplify } from "../../compiler/4-simplify/rewrite.ts";
import { allRules } from "../../compiler/4-simplify/rules.ts";
import { cases } from "../gradients/cases.ts";
import { inputNode, weightedLoss } from "../gradients/check.ts";

const bind = (n: Node<"input">): Tensor => ({
  type: n.type,
  data: Float64Array.from({ length: sizeOf(n.type.shape) }, (_, i) => Math.sin(i + 1) + 1.5),
});

/** The simplified graph as text without types' input lines, and the rules that fired. */
function simplified(build: (b: Builder, x: Node) => Node, shape: number[], safety: Safety = "finite") {
  const b = new Builder();
  const y = build(b, inputNode(b, "x", shape));
  const simple = simplify(b.graph, [y], { safety });
  verifyGraph(simple.outputs, "4-simplify", simple.graph);
  const [before, after] = [interpret([y], bind, "f64")[0]!, interpret(simple.outputs, bind, "f64")[0]!];
  before.data.forEach((v, i) => expect(after.data[i]).toBeCloseTo(v, 12));
  const ops = simple.graph.nodes.filter((n) => n.op !== "input").map((n) => n.op);
  return {
    ops: ops.join(" "),
    fired: [...simple.fired.keys()],
    text: showGraph(simple.graph, simple.outputs),
  };
}

test("names are unique", () => {
  expect(new Set(allRules.map((r) => r.name)).size).toBe(allRules.length);
});

describe("what remains", () => {
  const windows = { axes: [0], size: [2], stride: [2], dilation: [1] };
  test.each<[string, number[], (b: Builder, x: Node) => Node, string]>([
    ["x * 1 + -0", [3], (b, x) => b.scalar("add", b.scalar("mul", x, 1), -0), ""],
    ["-(-x)", [3], (b, x) => b.neg(b.neg(x)), ""],
    ["x - (-x)", [3], (b, x) => b.sub(x, b.neg(x)), "add"],
    ["reshape and back", [6], (b, x) => b.reshape(b.reshape(x, [2, 3]), [6]), ""],
    ["transpose and back", [2, 3], (b, x) => b.transpose(b.transpose(x)), ""],
    ["a slice that cuts the padding off", [3], (b, x) => b.slice(b.pad(x, [2], [1]), [2], [5], [1]), ""],
    ["a slice of a slice", [9], (b, x) => b.slice(b.slice(x, [1], [8], [2]), [1], [4], [2]), "slice"],
    ["a slice of one part of a concat", [3], (b, x) => b.sliceAxis(b.concat([x, b.neg(x)], 0), 0, 0, 3), ""],
    ["a constant moved around", [2, 3], (b, x) => b.add(x, b.transpose(b.flip(b.full([3, 2], 2), [0]))), "const reshape broadcast add"],
    ["constants folded", [3], (b, x) => b.mul(x, b.unary("exp", b.sub(b.fullLike(x, 1), b.fullLike(x, 1)))), ""],
    ["division by 4", [3], (b, x) => b.scalar("div", x, 4), "const reshape broadcast mul"],
    ["division by 3", [3], (b, x) => b.scalar("div", x, 3), "const reshape broadcast div"],
    ["stop_grad", [3], (b, x) => b.stopGrad(x), ""],
    ["disjoint windows put back", [6], (b, x) => b.make("overlapAdd", [b.windows(x, windows)], { shape: [6], ...windows }), "windows reshape"],
    ["disjoint windows put back over a rest", [7], (b, x) => b.make("overlapAdd", [b.windows(x, windows)], { shape: [7], ...windows }), "windows reshape pad"],
    ["equal branches", [3], (b, x) => b.where(b.lt(x, b.neg(x)), x, x), ""],
    ["not in a condition", [3], (b, x) => b.where(b.not(b.lt(x, b.neg(x))), x, b.neg(x)), "neg lt where"],
    ["0 < max(x, 0)", [3], (b, x) => b.cast(b.lt(b.fullLike(x, 0), b.binary("max", x, b.fullLike(x, 0))), "f32"), "const reshape broadcast lt cast"],
    ["the count of a mean's gradient", [4], (b, x) => b.mul(x, b.expand(b.sum(b.full([4, 5], 1)), [4])), "const reshape broadcast mul"],
  ])("%s", (_, shape, build, ops) => expect(simplified(build, shape).ops).toBe(ops)); // prettier-ignore
});

describe("reassoc", () => {
  test.each<[string, number[], (b: Builder, x: Node) => Node, string]>([
    [
      "mul-constants",
      [3],
      (b, x) => b.scalar("mul", b.scalar("mul", x, 3), 0.1),
      "const reshape broadcast mul",
    ],
    [
      "add-constants",
      [3],
      (b, x) => b.scalar("add", b.scalar("add", x, 3), 0.1),
      "const reshape broadcast add",
    ],
    ["div-constant", [3], (b, x) => b.scalar("div", x, 3), "const reshape broadcast mul"],
    ["pow-two", [3], (b, x) => b.scalar("pow", x, 2), "mul"],
    ["pow-half", [3], (b, x) => b.scalar("pow", x, 0.5), "sqrt"],
    [
      "sum-broadcast",
      [2, 1, 3],
      (b, x) => b.sum(b.expand(x, [2, 4, 3]), [1, 2]),
      "sum const reshape broadcast mul",
    ],
    ["sum-sum", [2, 3, 4], (b, x) => b.sum(b.sum(x, [1]), [1]), "sum"],
  ])("%s", (name, shape, build, ops) => {
    const loose = simplified(build, shape, "reassoc");
    expect({ ops: loose.ops, fired: loose.fired.includes(name) }).toEqual({ ops, fired: true });
    expect(simplified(build, shape).fired).not.toContain(name);
  });
});

test("what was replaced can be looked up", () => {
  const b = new Builder();
  const x = inputNode(b, "x", [3]);
  const unused = b.unary("exp", x);
  const y = b.neg(b.neg(x));
  const simple = simplify(b.graph, [y, x]);
  expect(simple.outputs[0]).toBe(simple.outputs[1]);
  expect(simple.replaced.get(x)).toBe(simple.graph.nodes[0]);
  expect(simple.replaced.get(y)).toBe(simple.graph.nodes[0]);
  expect(simple.replaced.has(unused)).toBe(false);
  expect(simple.graph.nodes.length).toBe(1);
});

describe("gradients of every op stay, bit for bit, under exact rules", () => {
  for (const [op, list] of Object.entries(cases))
    test(op, () => {
      for (const { build, samples } of list) {
        const b = new Builder();
        const xs = samples.map((s, i) => inputNode(b, `x${i}`, s.shape));
        const loss = weightedLoss(b, build(b, xs), 1);
        const first = differentiate(b, loss, xs).filter((g) => g !== null);
        const second = first
          .flatMap((g) => differentiate(b, weightedLoss(b, g, 2), xs))
          .filter((g) => g !== null);
        const outputs = [loss, ...first, ...second];
        const simple = simplify(b.graph, outputs, { safety: "exact" });
        verifyGraph(simple.outputs, "4-simplify", simple.graph);
        const [before, after] = [interpret(outputs, bind, "f64"), interpret(simple.outputs, bind, "f64")];
        before.forEach((t, k) => expect(after[k]!.data).toEqual(t.data));
      }
    });
});
