/**
 * Where in the source the nodes of a kernel come from.
 */
import type { Span } from "../../grammar/ast.ts";
import type { Graph, Node } from "../ir/graph.ts";

/** Where in the source `nodes` come from: the innermost place of each. */
export function spansOf(nodes: readonly Node[], graph: Graph): Span[] {
  const spans = new Map<string, Span>();
  for (const n of nodes)
    for (const s of (graph.spans.get(n) ?? []).slice(0, 1)) spans.set(`${s.file}:${s.start}:${s.end}`, s);
  return [...spans.values()];
}
