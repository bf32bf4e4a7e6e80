/**
 * A loop on the host: its body is interpreted once a step.
 */
import { invariant } from "../diagnostics.ts";
import { isOp, type Node, sizeOf } from "../ir/graph.ts";
import type { Precision, Tensor } from "../ops/def.ts";
import { resultType } from "../ops/scan.ts";
import { alloc } from "../ops/tensor.ts";
import { interpret, type InterpretOptions } from "./graph.ts";

/** The results of `scan`, in order. */
export function runScan(
  scan: Node<"scan">,
  operands: readonly Tensor[],
  precision: Precision,
  options: InterpretOptions,
): Tensor[] {
  const { body, length, reverse, carries, slices } = scan.attrs;
  const stacks = body.outputs.slice(carries).map((_, i) => alloc(resultType(scan, carries + i), precision));
  const given = new Map<Node, Tensor>(body.leaves.map((leaf, i) => [leaf, operands[i]!]));
  for (let round = 0; round < length; round++) {
    const t = reverse ? length - 1 - round : round;
    given.set(body.step, { type: body.step.type, data: Int32Array.of(t) });
    for (let i = carries; i < carries + slices; i++) {
      const leaf = body.leaves[i]!;
      const size = sizeOf(leaf.type.shape);
      given.set(leaf, { type: leaf.type, data: operands[i]!.data.subarray(t * size, (t + 1) * size) });
    }
    const bind = (input: Node<"input">): Tensor => {
      const value = given.get(input);
      invariant(value && isOp(input, "input"), "interpret", () => `no value for ${input.attrs.name}`);
      return value;
    };
    const values = interpret(body.outputs, bind, precision, options);
    for (let i = 0; i < carries; i++) given.set(body.leaves[i]!, values[i]!);
    stacks.forEach((stack, i) => {
      const step = values[carries + i]!.data;
      stack.data.set(step, t * step.length);
    });
  }
  return [...body.leaves.slice(0, carries).map((leaf) => given.get(leaf)!), ...stacks];
}
