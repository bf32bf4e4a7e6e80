/**
 * Applies the rewrite rules until none fires, into a new graph.
 *
 * The result holds exactly the nodes its outputs need, in topological order; equal nodes are one (interning); spans are
 * carried over. `stopGrad` is erased, so this runs after differentiation. It is deterministic.
 */
import { invariant } from "../diagnostics.ts";
import { shapesEqual } from "../ir/dims.ts";
import { Graph, type Node, type OpName, reachable, showType } from "../ir/graph.ts";
import { Builder } from "../ops/builder.ts";
import { bitsOfOperands, type Rule, type Safety } from "./pattern.ts";
import { allRules, rulesByRoot } from "./rules.ts";
import { tidyScans } from "./scan.ts";

export interface SimplifyOptions {
  /** The least safe rules to apply; "finite" unless told. */
  readonly safety?: Safety;
  /** Instead of all rules, for tests. */
  readonly rules?: readonly Rule[];
}

export interface Simplified {
  readonly graph: Graph;
  /** In the order given. */
  readonly outputs: readonly Node[];
  /** How often each rule fired, by name. */
  readonly fired: ReadonlyMap<string, number>;
  /** What each old node became; nodes that were not needed have no entry. */
  readonly replaced: ReadonlyMap<Node, Node>;
}

const MAX_PASSES = 12;
const MAX_STEPS_AT_ONE_NODE = 64;

export function simplify(graph: Graph, outputs: readonly Node[], options: SimplifyOptions = {}): Simplified {
  const rules = rulesByRoot(options.safety ?? "finite", options.rules ?? allRules);
  const fired = new Map<string, number>();
  let [source, roots] = [graph, outputs];
  let replaced = new Map<Node, Node>(reachable(outputs).map((n) => [n, n]));
  const tidy = (): void => {
    const tidied = tidyScans(source, roots, (inner, results) => {
      const body = simplify(inner, results, options);
      for (const [name, times] of body.fired) fired.set(name, (fired.get(name) ?? 0) + times);
      return body;
    });
    if (!tidied) return;
    replaced = follow(replaced, tidied.map);
    [source, roots] = [tidied.graph, roots.map((n) => tidied.map.get(n)!)];
  };
  const rewrite = (settled: ReadonlySet<Node> | "all"): ReadonlySet<Node> => {
    const once = rewriteOnce(source, roots, rules, fired, settled);
    replaced = follow(replaced, once.map);
    [source, roots] = [once.target, roots.map((n) => once.map.get(n)!)];
    return once.settled;
  };
  tidy();
  let settled: ReadonlySet<Node> = new Set();
  // What is below a settled node is settled, too.
  const isDone = () => roots.every((n) => settled.has(n));
  for (let pass = 0; pass < MAX_PASSES && !isDone(); pass++) settled = rewrite(settled);
  // Rewriting leaves results of loops that nothing reads, and operands that are known now.
  tidy();
  // Once more without rules: drops what rewriting left behind.
  rewrite("all");
  return { graph: source, outputs: roots, fired, replaced };
}

function follow(first: ReadonlyMap<Node, Node>, then: ReadonlyMap<Node, Node>): Map<Node, Node> {
  const both = new Map<Node, Node>();
  for (const [from, to] of first) {
    const end = then.get(to);
    if (end) both.set(from, end);
  }
  return both;
}

interface Rewritten {
  readonly target: Graph;
  /** What each node became. */
  readonly map: ReadonlyMap<Node, Node>;
  /** The nodes of `target` to which no rule applies, nor to anything below them. */
  readonly settled: ReadonlySet<Node>;
}

/**
 * Copies what `outputs` need, simplifying each node once its operands are simple. `before` are nodes of `source` that only
 * need copying: what a rule says of a node depends on nothing but the node and what is below it.
 */
function rewriteOnce(
  source: Graph,
  outputs: readonly Node[],
  rules: ReadonlyMap<OpName, readonly Rule[]>,
  fired: Map<string, number>,
  before: ReadonlySet<Node> | "all",
): Rewritten {
  const target = new Graph();
  const b = new Builder(target);
  const map = new Map<Node, Node>();
  const settled = new Set<Node>();
  for (const old of reachable(outputs)) {
    target.currentSpans = source.spans.get(old) ?? [];
    const copy = target.again(old, old.in.map((n) => map.get(n)!)); // prettier-ignore
    const node = before === "all" || before.has(old) ? copy : applyRules(b, copy, rules, fired);
    map.set(old, node);
    // What a rule put below it has not been looked at.
    if (node.in.every((n) => settled.has(n))) settled.add(node);
  }
  target.currentSpans = [];
  return { target, map, settled };
}

function applyRules(
  b: Builder,
  node: Node,
  rules: ReadonlyMap<OpName, readonly Rule[]>,
  fired: Map<string, number>,
): Node {
  let current = node;
  for (let step = 0; step < MAX_STEPS_AT_ONE_NODE; step++) {
    const next = applyOne(b, current, rules.get(current.op) ?? [], fired);
    if (!next) return current;
    current = next;
  }
  return current;
}

function applyOne(b: Builder, node: Node, rules: readonly Rule[], fired: Map<string, number>): Node | null {
  const operands = bitsOfOperands(node);
  for (const r of rules) {
    if ((r.needs & ~operands) !== 0) continue;
    const next = r.apply(b, node);
    if (!next || next === node) continue;
    invariant(
      next.type.dtype === node.type.dtype && shapesEqual(next.type.shape, node.type.shape),
      "4-simplify",
      () =>
        `rule ${r.name} turned %${node.id} ${node.op}, ${showType(node.type)}, into ${showType(next.type)}`,
    );
    fired.set(r.name, (fired.get(r.name) ?? 0) + 1);
    return next;
  }
  return null;
}
