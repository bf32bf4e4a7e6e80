/**
 * From an open body to a loop.
 */
import { invariant } from "../diagnostics.ts";
import { Graph, isOp, type Node, type OpName, ScanBody } from "../ir/graph.ts";
import type { Builder } from "./builder.ts";
import { resultType } from "./scan.ts";
import { type OpenScan, upTo } from "./scan-open.ts";
import { withProductsAfter, withProductsBefore } from "./scan-products.ts";

export interface ClosedScan {
  readonly scan: Node<"scan">;
  /** The carries in the end. */
  readonly finals: readonly Node[];
  /** `outs` of all steps, stacked. */
  readonly outs: readonly Node[];
}

/**
 * What a step computes at some cost is an output of the loop, and so are sums of it (one value instead of the product and
 * what is added to it) and what the step started from: that is all a backward pass reads, besides elementwise work that it
 * repeats. Outputs that nothing reads are dropped when the graph is simplified.
 */
const KEPT: ReadonlySet<OpName> = new Set<OpName>([
  "dot", "conv", "result", "sum", "prod", "reduceMax", "reduceMin", "argmax", "argmin", "cumsum", "argsort",
  "scatterAdd", "putAlong", "overlapAdd",
]); // prettier-ignore

/**
 * Takes the nodes that depend on a placeholder out of the graph into a body; what they need of the others is captured, so
 * nothing that is the same in every step is computed in the loop.
 */
export function closeScan(b: Builder, given: OpenScan): ClosedScan {
  const { open, after } = withProductsAfter(b, withProductsBefore(b, given));
  const placeholders = new Set([
    open.step,
    ...open.carries.map((c) => c.leaf),
    ...open.slices.map((s) => s.leaf),
  ]);
  const nodes = upTo([...open.carries.map((c) => c.next), ...open.outs], placeholders);
  const varying = new Set<Node>(placeholders);
  for (const n of nodes) if (n.in.some((x) => varying.has(x))) varying.add(n);

  const used = new Set(nodes.filter((n) => varying.has(n) && !placeholders.has(n)).flatMap((n) => n.in));
  for (const n of [...open.carries.map((c) => c.next), ...open.outs]) used.add(n);
  const slices = open.slices.filter((s) => used.has(s.leaf));
  // What is broadcast is captured as it was: each step's contribution to its gradient is then summed where it is small.
  const captured = [...new Set([...used].filter((n) => !varying.has(n)).map(beforeBroadcast))]
    .filter((n) => !isFree(n))
    .sort((p, q) => p.id - q.id);

  const graph = new Graph();
  const map = new Map<Node, Node>();
  const leaf = (n: Node, name: string): Node => {
    const made = graph.intern("input", [], { name, role: "argument", ...n.type }, n.type);
    map.set(n, made);
    return made;
  };
  const step = leaf(open.step, "step");
  const leaves = [
    ...open.carries.map((c, i) => leaf(c.leaf, `carry${i}`)),
    ...slices.map((s, i) => leaf(s.leaf, `slice${i}`)),
    ...captured.map((n, i) => leaf(n, `captured${i}`)),
  ];
  const copy = (n: Node): Node => {
    const known = map.get(n);
    if (known) return known;
    const operands = n.in.map(copy);
    const make = (): Node => graph.again(n, operands);
    const made = graph.withSpans(b.graph.spans.get(n) ?? [], make);
    map.set(n, made);
    const name = b.graph.names.get(n);
    if (name !== undefined) graph.names.set(made, name);
    return made;
  };
  for (const n of nodes) if (varying.has(n)) copy(n);
  const wanted = [...new Set(open.outs)];
  const kept = new Set<Node>();
  for (const n of nodes)
    if (varying.has(n) && (KEPT.has(n.op) || (n.op === "add" && n.in.some((x) => kept.has(x))))) kept.add(n);
  const outs = [...new Set([...wanted, ...open.carries.map((c) => c.leaf), ...kept])];
  const inner = new ScanBody(graph, leaves, step, [
    ...open.carries.map((c) => copy(c.next)),
    ...outs.map(copy),
  ]);
  const scan = makeScan(
    b,
    inner,
    [...open.carries.map((c) => c.init), ...slices.map((s) => s.over), ...captured],
    {
      length: open.length,
      reverse: open.reverse,
      carries: open.carries.length,
      slices: slices.length,
    },
  );
  const first = open.carries.length;
  return {
    scan,
    finals: open.carries.map((_, i) => resultOf(b, scan, i)),
    outs: after(open.outs.map((n) => resultOf(b, scan, first + outs.indexOf(n)))),
  };
}

export interface ScanShape {
  readonly length: number;
  readonly reverse: boolean;
  readonly carries: number;
  readonly slices: number;
}

export function makeScan(
  b: Builder,
  body: ScanBody,
  operands: readonly Node[],
  shape: ScanShape,
): Node<"scan"> {
  const node = b.make("scan", operands, { body, ...shape });
  invariant(isOp(node, "scan"), "ops", "a scan");
  return node;
}

export function resultOf(b: Builder, scan: Node<"scan">, index: number): Node {
  return b.make("result", [scan], { index, ...resultType(scan, index) });
}

/** Numbers and index ramps, broadcast or moved: cheaper to have in the body than to read. */
export function isFree(node: Node): boolean {
  if (node.op === "const" || node.op === "iota") return true;
  return (node.op === "broadcast" || node.op === "reshape" || node.op === "permute") && isFree(node.in[0]!);
}

function beforeBroadcast(n: Node): Node {
  return n.op === "broadcast" ? beforeBroadcast(n.in[0]!) : n;
}
