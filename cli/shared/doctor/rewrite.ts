/**
 * Copies of a computation in which some nodes are others.
 */
import { Graph, isOp, type Node, reachable } from "../../../compiler/ir/graph.ts";
import { Builder } from "../../../compiler/ops/builder.ts";
import type { Computation } from "../../../compiler/program.ts";

/** What `node` becomes, given its new operands; undefined where it stays as it is. */
type Replace = (b: Builder, node: Node, operands: readonly Node[]) => Node | undefined;

/** What each of the nodes that `roots` need has become in a new graph. */
export function rewritten(
  source: Graph,
  roots: readonly Node[],
  replace: Replace,
): { readonly graph: Graph; readonly at: (node: Node) => Node } {
  const graph = new Graph();
  const b = new Builder(graph);
  const map = new Map<Node, Node>();
  for (const old of reachable(roots)) {
    const operands = old.in.map((n) => map.get(n)!);
    const made = graph.withSpans(
      source.spans.get(old) ?? [],
      () => replace(b, old, operands) ?? graph.intern(old.op, operands, old.attrs, old.type),
    );
    map.set(old, made);
  }
  return { graph, at: (node) => map.get(node)! };
}

/**
 * The computation with the same random draws at every step, so that a batch that is repeated is the same with its dropout
 * and its noise. (Draws inside of loops stay as they are.)
 */
export function withoutNoise(c: Computation): Computation {
  const roots = [
    ...c.outputs.map((o) => o.node),
    ...c.updates.flatMap((u) => [u.value, u.target]),
    ...c.reported.map((r) => r.node),
    ...c.gradients.map((g) => g.node),
  ];
  if (!reachable(roots).some((n) => isOp(n, "random"))) return c;
  const { graph, at } = rewritten(c.graph, roots, (b, node, [seed, , ...round]) =>
    isOp(node, "random") ? b.make("random", [seed!, b.const(0, "i32"), ...round], node.attrs) : undefined,
  );
  return {
    ...c,
    graph,
    outputs: c.outputs.map((o) => ({ name: o.name, node: at(o.node) })),
    updates: c.updates.map((u) => ({ target: at(u.target) as Node<"input">, value: at(u.value) })),
    reported: c.reported.map((r) => ({ name: r.name, node: at(r.node) })),
    gradients: c.gradients.map((g) => ({ path: g.path, node: at(g.node) })),
  };
}
