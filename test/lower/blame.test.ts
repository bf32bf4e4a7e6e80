/** A graph that a pass leaves wrong: the error names the pass, whichever one stumbles over it. */
import { expect, test } from "vitest";
import { floorTarget } from "../../compiler/7-emit/target.ts";
import { Graph, type Node, type TensorType } from "../../compiler/ir/graph.ts";
import { compileComputation } from "../../compiler/pipeline.ts";
import { Builder } from "../../compiler/ops/builder.ts";

/** exp(x) of x: f32[2], said to be of another type. */
function claiming(type: TensorType) {
  const b = new Builder(new Graph());
  const x = b.input({ name: "x", role: "batch", dtype: "f32", shape: [2] });
  const wrong = b.graph.intern("exp", [x], {}, type);
  const node = b.add(wrong, wrong);
  const inputs = [x as Node<"input">];
  const outputs = [{ name: "y", node }];
  return { graph: b.graph, name: "wrong", inputs, outputs, updates: [], reported: [], gradients: [] };
}

test.each([
  ["a wrong size", { dtype: "f32", shape: [3] }],
  ["a wrong dtype", { dtype: "i32", shape: [2] }],
] as const)("%s is put down to the pass that left it", (_, type) => {
  for (const family of ["gpu", "software"] as const)
    expect(() => compileComputation(claiming(type), floorTarget(family))).toThrow(
      /^internal error in 2-lower: /,
    );
});
