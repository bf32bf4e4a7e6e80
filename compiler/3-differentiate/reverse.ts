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
import { isOp, type Node, reachable, showType } from "../ir/graph.ts";
import type { Builder } from "../ops/builder.ts";
import { isFloat } from "../ops/check.ts";
import { opDef } from "../ops/index.ts";
import { isLoopNode } from "../ops/scan.ts";
import { guardContributions, hiddenNodes, riskyNodes } from "./guard.ts";
import { scanCotangents } from "./scan.ts";

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
  return pullBack(b, [seed ? { node: y, ct: seed } : { node: y }], wrt);
}

/**
 * The cotangents of `wrt`, where each seed's node has that cotangent, or 1 everywhere; as `differentiate`. `behindSelect`
 * says that every way on from the seeds goes through a branch of a `where`.
 */
export function pullBack(
  b: Builder,
  seeds: readonly { readonly node: Node; readonly ct?: Node }[],
  wrt: readonly Node[],
  behindSelect = false,
): (Node | null)[] {
  const nodes = reachable(seeds.map((s) => s.node));
  const active = activeNodes(nodes, wrt);
  const live = seeds.filter((s) => active.has(s.node));
  if (live.length === 0) return wrt.map(() => null);

  /** What each node's users have contributed, the last user first. */
  const collected = new Map<Node, Node[]>();
  const collect = (x: Node, ct: Node, from: Node): void => {
    assertCotangent(ct, x, from);
    const before = collected.get(x);
    if (before) before.push(ct);
    else collected.set(x, [ct]);
  };
  for (const { node, ct } of live) collect(node, ct ?? b.fullLike(node, 1), node);
  const results = new Set(live.map((s) => s.node));
  const onPath = reachingNodes(results, active);
  const hidden = hiddenNodes(behindSelect ? [] : results, onPath);
  const risky = hidden.size > 0 ? riskyNodes(nodes) : new Set<Node>();

  /** The cotangents of each loop's results, by their number. */
  const ofLoop = new Map<Node, Map<number, Node>>();
  const cotangents = new Map<Node, Node>();
  const contribute = (n: Node, contributions: readonly (Node | null)[]): void => {
    invariant(
      contributions.length === n.in.length,
      "3-differentiate",
      () => `the VJP of ${n.op} skips operands`,
    );
    n.in.forEach((x, i) => {
      const c = contributions[i];
      if (c && active.has(x)) collect(x, c, n);
    });
  };
  for (const n of [...onPath].sort((p, q) => q.id - p.id)) {
    b.graph.withSpans(b.graph.spans.get(n) ?? [], () => {
      if (isOp(n, "scan")) {
        const cts = ofLoop.get(n);
        if (cts)
          contribute(
            n,
            scanCotangents(b, n, cts, (x) => active.has(x), hidden.has(n)),
          );
        return;
      }
      const parts = collected.get(n);
      if (!parts) return;
      const ct = total(b, parts);
      cotangents.set(n, ct);
      if (isOp(n, "result")) {
        const loop = n.in[0]!;
        ofLoop.set(loop, (ofLoop.get(loop) ?? new Map<number, Node>()).set(n.attrs.index, ct));
        return;
      }
      const vjp = opDef(n.op).vjp;
      if (!vjp || !n.in.some((x) => active.has(x))) return;
      const contributions = vjp(b, n as never, ct);
      contribute(
        n,
        hidden.has(n) ? guardContributions(b, n, ct, contributions, active, risky) : contributions,
      );
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
    const passes = opDef(n.op).vjp !== null || isLoopNode(n);
    if (sources.has(n) || (passes && n.in.some((x) => active.has(x)))) active.add(n);
  }
  return active;
}

/** The active nodes from which a result is reached through active nodes. */
function reachingNodes(results: Iterable<Node>, active: ReadonlySet<Node>): Set<Node> {
  const seen = new Set<Node>();
  const stack = [...results];
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

/** The sum of cotangents, of halves in single precision: many uses of a weight must not round at each. */
function total(b: Builder, parts: readonly Node[]): Node {
  const half = parts.length > 1 && parts[0]!.type.dtype === "f16";
  const sum = parts
    .map((p) => (half ? b.cast(p, "f32") : p))
    .reduceRight((later, part) => b.add(later, part));
  return half ? b.cast(sum, "f16") : sum;
}
