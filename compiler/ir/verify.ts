/**
 * What every pass must leave behind: nodes after their operands, in one graph, with the types their ops infer, all sizes
 * known and positive. `pipeline.ts` says when it runs.
 */
import { invariant, InvariantError } from "../diagnostics.ts";
import { opDef } from "../ops/index.ts";
import { resultType } from "../ops/scan.ts";
import { shapesEqual } from "./dims.ts";
import { type Graph, isOp, type Node, reachable, showType } from "./graph.ts";
import { showNode } from "./show.ts";

/** `where` names the pass that has just run. Pass the graph to check that the nodes belong to it. */
export function verifyGraph(outputs: readonly Node[], where: string, graph?: Graph): void {
  const fail = (node: Node, what: string): never => {
    throw new InvariantError(where, `${what}: ${showNode(node)}`);
  };
  let before = -1;
  for (const node of reachable(outputs)) {
    if (node.id === before) fail(node, "two nodes have one id");
    before = node.id;
    if (graph && graph.nodes[node.id] !== node) fail(node, "the node belongs to another graph");
    if (node.in.some((x) => x.id >= node.id)) fail(node, "an operand comes after its user");
    if (!node.type.shape.every((d) => Number.isInteger(d) && d > 0))
      fail(node, "a size is no positive whole number");
    if (isOp(node, "scan")) {
      const { graph: inner, leaves, step, outputs: results } = node.attrs.body;
      verifyGraph([...leaves, step, ...results], where, inner);
    }
    const type = isOp(node, "result") ? ofLoop(node, where) : infer(node, where);
    if (type.dtype !== node.type.dtype || !shapesEqual(type.shape, node.type.shape))
      fail(node, `the type should be ${showType(type)}`);
  }
}

function ofLoop(node: Node<"result">, where: string): ReturnType<typeof resultType> {
  const [loop] = node.in as [Node];
  invariant(
    isOp(loop, "scan") && node.attrs.index < loop.attrs.body.outputs.length,
    where,
    () => `no such result: ${showNode(node)}`,
  );
  return resultType(loop, node.attrs.index);
}

function infer(node: Node, where: string): ReturnType<ReturnType<typeof opDef>["infer"]> {
  try {
    return opDef(node.op).infer(
      node.in.map((x) => x.type),
      node.attrs as never,
    );
  } catch (e) {
    throw new InvariantError(where, `${e instanceof Error ? e.message : String(e)}: ${showNode(node)}`);
  }
}
