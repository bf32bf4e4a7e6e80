/**
 * A loop's body while it lies among the nodes around it: placeholders stand for what changes from step to step.
 */
import { invariant } from "../diagnostics.ts";
import { showShape } from "../ir/dims.ts";
import { type Node, reachable, type ScanBody, showType, type TensorType } from "../ir/graph.ts";
import type { Builder } from "./builder.ts";

/** A loop's body among the nodes around it: placeholders for what changes, and what is computed from them. */
export interface OpenScan {
  readonly length: number;
  readonly reverse: boolean;
  readonly step: Node;
  /** `leaf` stands for the carried value, which starts as `init` and becomes `next`. */
  readonly carries: readonly { readonly leaf: Node; readonly init: Node; readonly next: Node }[];
  /** `leaf` stands for `over[step]`. */
  readonly slices: readonly { readonly leaf: Node; readonly over: Node }[];
  readonly outs: readonly Node[];
}

/** A fresh placeholder of a type. */
export function placeholder(b: Builder, type: TensorType, what: string): Node {
  return b.input({ name: `(${what} ${b.graph.nodes.length})`, role: "argument", ...type });
}

/** Copies a body's nodes into `b`, its leaves replaced. */
export function openBody(
  b: Builder,
  body: ScanBody,
  leaves: readonly Node[],
  step: Node,
): ReadonlyMap<Node, Node> {
  const map = new Map<Node, Node>([[body.step, step]]);
  body.leaves.forEach((leaf, i) => {
    const to = leaves[i]!;
    const same = leaf.type.dtype === to.type.dtype && showShape(leaf.type.shape) === showShape(to.type.shape);
    invariant(same, "ops", () => `a leaf of ${showType(leaf.type)} was replaced by ${showType(to.type)}`);
    map.set(leaf, to);
  });
  for (const n of reachable(body.outputs)) {
    if (map.has(n)) continue;
    const operands = n.in.map((x) => map.get(x)!);
    const make = (): Node => b.graph.again(n, operands);
    map.set(n, b.graph.withSpans(body.graph.spans.get(n) ?? b.graph.currentSpans, make));
  }
  return map;
}

/** What `outputs` need, not looking behind `leaves`, in id order. */
export function upTo(outputs: readonly Node[], leaves: ReadonlySet<Node>): Node[] {
  const seen = new Set<Node>();
  const stack = [...outputs];
  for (let n = stack.pop(); n; n = stack.pop()) {
    if (seen.has(n)) continue;
    seen.add(n);
    if (!leaves.has(n)) stack.push(...n.in);
  }
  return [...seen].sort((p, q) => p.id - q.id);
}

/** `nodes` with `replaced` put in their place wherever they depend on one. */
export function rebuilt(b: Builder, nodes: readonly Node[], replaced: ReadonlyMap<Node, Node>): Node[] {
  const map = new Map<Node, Node>(replaced);
  for (const n of reachable(nodes)) {
    if (map.has(n)) continue;
    const operands = n.in.map((x) => map.get(x)!);
    if (operands.every((x, i) => x === n.in[i])) map.set(n, n);
    else {
      const make = (): Node => b.graph.again(n, operands);
      map.set(n, b.graph.withSpans(b.graph.spans.get(n) ?? [], make));
    }
  }
  return nodes.map((n) => map.get(n)!);
}
