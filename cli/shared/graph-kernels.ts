/**
 * Which kernels of a step compute a node of its graph.
 *
 * Fusion works on a graph of its own, in which some ops are taken apart. What a node becomes keeps the node's list of spans,
 * the very object, and this is how it is found again: by op and type where that is unambiguous, else by the list alone.
 */
import { floorTarget } from "../../compiler/7-emit/target.ts";
import { isOp, type Node, reachable, showType } from "../../compiler/ir/graph.ts";
import { compileComputation } from "../../compiler/pipeline.ts";
import type { Computation } from "../../compiler/program.ts";
import type { Span } from "../../grammar/ast.ts";

/** For a computation as `simplifyComputation` leaves `step`. Kernels are those of `nn kernels`. */
export function kernelsOf(step: Computation, simplified: Computation): (node: Node) => readonly string[] {
  const { fused, kernels } = compileComputation(step, floorTarget("gpu"));
  const byNode = new Map<number, Set<string>>();
  for (const kernel of kernels)
    for (const id of kernel.nodes) byNode.set(id, (byNode.get(id) ?? new Set()).add(kernel.name));
  // What is not stored is computed wherever it is used; users have higher ids.
  const stored = new Set(byNode.keys());
  for (const node of [...fused.graph.nodes].reverse()) {
    const names = byNode.get(node.id);
    if (names === undefined) continue;
    for (const { id } of node.in) {
      if (stored.has(id)) continue;
      const known = byNode.get(id) ?? new Set<string>();
      byNode.set(id, known);
      for (const name of names) known.add(name);
    }
  }
  const exact = new Table();
  const whole = new Table();
  const isForward = forwardOf(fused.outputs);
  for (const [node, spans] of fused.graph.spans) {
    const names = byNode.get(node.id) ?? new Set<string>();
    exact.add(spans, `${isForward(node)} ${keyOf(node)}`, names);
    whole.add(spans, `${isForward(node)}`, names);
  }
  for (const kernel of kernels) {
    // What is computed in the forward pass may be computed again in the backward pass.
    const phases = kernel.nodes.some((id) => isForward(fused.graph.nodes[id]!)) ? [true] : [true, false];
    for (const spans of kernel.inner ?? [])
      for (const phase of phases) whole.add(spans, `${phase}`, new Set([kernel.name]));
  }
  const isForwardHere = forwardOf(simplified.outputs);
  const place = new Map(kernels.map((k, i) => [k.name, i]));
  const inOrder = (names: Iterable<string>) => [...names].sort((a, b) => place.get(a)! - place.get(b)!);
  return (node) => {
    // A loop is many kernels, and its body's lines are those of its derivative too.
    if (isOp(node, "scan")) return [];
    const spans = simplified.graph.spans.get(node);
    if (spans === undefined) return [];
    const found =
      exact.get(spans, `${isForwardHere(node)} ${keyOf(node)}`) ?? whole.get(spans, `${isForwardHere(node)}`);
    return inOrder(found ?? []);
  };
}

/** Names by a list of spans and a key. */
class Table {
  readonly #names = new Map<readonly Span[], Map<string, Set<string>>>();

  add(spans: readonly Span[], key: string, names: ReadonlySet<string>): void {
    if (names.size === 0) return;
    const known = this.#names.get(spans) ?? new Map<string, Set<string>>();
    this.#names.set(spans, known.set(key, new Set([...(known.get(key) ?? []), ...names])));
  }

  get(spans: readonly Span[], key: string): ReadonlySet<string> | undefined {
    return this.#names.get(spans)?.get(key);
  }
}

/** A derivative has the spans of what it is the derivative of; only what a step's outputs need is forward. */
function forwardOf(outputs: Computation["outputs"]): (node: Node) => boolean {
  const forward = new Set(reachable(outputs.map((o) => o.node)));
  return (node) => forward.has(node);
}

function keyOf(node: Node): string {
  return `${node.op} ${showType(node.type)}`;
}
