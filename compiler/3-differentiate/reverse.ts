/**
 * Reverse-mode differentiation, graph to graph.
 *
 * Cotangents are built by the ops' own VJPs in the same graph, so forward and backward are one computation and the result
 * can be differentiated again. Only nodes that some `wrt` reaches and that reach `y` are visited; a node's cotangents are
 * summed once, in its users' id order, so the result does not depend on how the walk was done. Nodes made for a cotangent
 * carry the spans of the node whose derivative they compute.
 */
import { invariant } from "../diagnostics.ts";
import { shapesEqual } from "../ir/dims.ts";
import { type Node, reachable, showType } from "../ir/graph.ts";
import type { Builder } from "../ops/builder.ts";
import { isFloat } from "../ops/check.ts";
import { opDef } from "../ops/index.ts";
import { guardContributions, hiddenNodes, riskyNodes } from "./guard.ts";

/**
 * The cotangents of `wrt`, where `y` has the cotangent `seed` (1 everywhere by default: the gradient of y's sum); null
 * where y does not depend on a `wrt` differentiably.
 */
export function differentiate(b: Builder, y: Node, wrt: readonly Node[], seed?: Node): (Node | null)[] {
  invariant(
    isFloat(y.type.dtype),
    "3-differentiate",
    () => `%${y.id} ${y.op} is ${showType(y.type)}, not a float`,
  );
  const nodes = reachable([y]);
  const active = activeNodes(nodes, wrt);
  if (!active.has(y)) return wrt.map(() => null);

  const start = seed ?? b.fullLike(y, 1);
  assertCotangent(start, y, y);
  const onPath = reachingNodes(y, active);
  const hidden = hiddenNodes(y, onPath);
  const risky = hidden.size > 0 ? riskyNodes(nodes) : new Set<Node>();

  /** What each node's users have contributed, the last user first. */
  const collected = new Map<Node, Node[]>([[y, [start]]]);
  const cotangents = new Map<Node, Node>();
  for (const n of [...onPath].sort((p, q) => q.id - p.id)) {
    const parts = collected.get(n);
    if (!parts) continue;
    b.graph.withSpans(b.graph.spans.get(n) ?? [], () => {
      const ct = parts.reduceRight((sum, part) => b.add(sum, part));
      cotangents.set(n, ct);
      const vjp = opDef(n.op).vjp;
      if (!vjp || !n.in.some((x) => active.has(x))) return;
      let contributions = vjp(b, n as never, ct);
      invariant(
        contributions.length === n.in.length,
        "3-differentiate",
        () => `the VJP of ${n.op} skips operands`,
      );
      if (hidden.has(n)) contributions = guardContributions(b, n, ct, contributions, active, risky);
      n.in.forEach((x, i) => {
        const c = contributions[i];
        if (!c || !active.has(x)) return;
        assertCotangent(c, x, n);
        const before = collected.get(x);
        if (before) before.push(c);
        else collected.set(x, [c]);
      });
    });
  }
  return wrt.map((w) => cotangents.get(w) ?? null);
}

/** The nodes that depend on a `wrt` differentiably; `nodes` are in id order. */
function activeNodes(nodes: readonly Node[], wrt: readonly Node[]): Set<Node> {
  const sources = new Set(wrt);
  const active = new Set<Node>();
  for (const n of nodes) {
    if (!isFloat(n.type.dtype)) continue;
    if (sources.has(n) || (opDef(n.op).vjp && n.in.some((x) => active.has(x)))) active.add(n);
  }
  return active;
}

/** The active nodes from which `y` is reached through active nodes. */
function reachingNodes(y: Node, active: ReadonlySet<Node>): Set<Node> {
  const seen = new Set<Node>();
  const stack = [y];
  for (let n = stack.pop(); n; n = stack.pop()) {
    if (seen.has(n)) continue;
    seen.add(n);
    for (const x of n.in) if (active.has(x)) stack.push(x);
  }
  return seen;
}

function assertCotangent(ct: Node, of: Node, from: Node): void {
  invariant(
    ct.type.dtype === of.type.dtype && shapesEqual(ct.type.shape, of.type.shape),
    "3-differentiate",
    () =>
      `${from.op} %${from.id} gives %${of.id} ${of.op}, which is ${showType(of.type)}, a cotangent of ${showType(ct.type)}`,
  );
}

/**
 * Where the dependency of `y` on `wrt` is cut, for a message: the nodes that depend on a `wrt` but have no derivative, in
 * id order. Empty if y depends on a `wrt` differentiably, or not at all.
 */
export function blockedBy(y: Node, wrt: readonly Node[]): Node[] {
  const nodes = reachable([y]);
  const active = activeNodes(nodes, wrt);
  if (active.has(y)) return [];
  return nodes.filter((n) => !active.has(n) && n.in.some((x) => active.has(x)));
}
