/**
 * Names for constants. Equal computations are one node of the graph, but two names are two variables: the gradient with
 * respect to the one must not count uses of the other, nor of the same number elsewhere.
 */
import type { OpName } from "../ir/graph.ts";
import type { Env } from "./build.ts";
import type { TensorNode, Value } from "./value.ts";

const MADE: ReadonlySet<OpName> = new Set<OpName>(["const", "literal"]);
const MOVED: ReadonlySet<OpName> = new Set<OpName>(["reshape", "broadcast", "permute"]);

/** The value of a name: a tensor of known numbers becomes a node of its own, which simplification removes. */
export function named(env: Env, value: Value): Value {
  if (value.kind !== "tensor" || !isConstant(value.node)) return value;
  const { node } = value;
  return { ...value, node: env.build.b.graph.distinct("stopGrad", [node], {}, node.type) };
}

export function isConstant(node: TensorNode): boolean {
  if (node.type.dtype !== "f32" && node.type.dtype !== "f16") return false;
  let n = node;
  while (MOVED.has(n.op)) n = n.in[0]!;
  return MADE.has(n.op);
}
