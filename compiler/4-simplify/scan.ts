/**
 * Loops, simplified: their bodies by the rules, and what nothing reads taken out.
 *
 * A loop is made with every output that a backward pass might read; here those that are not read go, and with them carries
 * that only feed themselves and operands that no step needs. An operand that is one number everywhere moves into the body.
 * The values of what remains do not change.
 */
import { Graph, isOp, type Node, reachable, ScanBody } from "../ir/graph.ts";
import { Builder } from "../ops/builder.ts";
import { makeScan, resultOf } from "../ops/scan-close.ts";
import { splatValue } from "./pattern.ts";

export type Simplify = (
  graph: Graph,
  outputs: readonly Node[],
) => { readonly graph: Graph; readonly outputs: readonly Node[] };

export interface Tidied {
  readonly graph: Graph;
  readonly map: ReadonlyMap<Node, Node>;
}

/** Undefined where there is no loop. */
export function tidyScans(graph: Graph, outputs: readonly Node[], simplify: Simplify): Tidied | undefined {
  const nodes = reachable(outputs);
  if (!nodes.some((n) => n.op === "scan")) return undefined;
  const read = new Map<Node, Set<number>>();
  for (const n of nodes) {
    if (!isOp(n, "result")) continue;
    const loop = n.in[0]!;
    read.set(loop, (read.get(loop) ?? new Set()).add(n.attrs.index));
  }
  const b = new Builder(new Graph());
  const map = new Map<Node, Node>();
  const results = new Map<Node, ReadonlyMap<number, Node>>();
  for (const n of nodes) {
    const operands = n.in.map((x) => map.get(x)!);
    const made = b.graph.withSpans(graph.spans.get(n) ?? [], (): Node => {
      if (isOp(n, "scan")) {
        const tidied = tidy(b, n, operands, read.get(n) ?? new Set(), simplify);
        results.set(n, tidied.results);
        return tidied.scan;
      }
      if (isOp(n, "result")) return results.get(n.in[0]!)!.get(n.attrs.index)!;
      return b.graph.again(n, operands);
    });
    map.set(n, made);
  }
  return { graph: b.graph, map };
}

function tidy(
  b: Builder,
  scan: Node<"scan">,
  operands: readonly Node[],
  read: ReadonlySet<number>,
  simplify: Simplify,
): { readonly scan: Node; readonly results: ReadonlyMap<number, Node> } {
  const { carries, slices, length, reverse } = scan.attrs;
  const body = simplified(scan.attrs.body, operands, carries, simplify);
  const isLive = liveOutputs(body, carries, read);
  const kept = body.outputs.map((_, i) => i).filter((i) => isLive.has(i));
  const firstOut = kept.filter((i) => i < carries).length;
  // Equal outputs of a step are one.
  const outputs = kept.slice(0, firstOut).map((i) => body.outputs[i]!);
  const place = new Map<number, number>(kept.slice(0, firstOut).map((i, at) => [i, at]));
  for (const i of kept.slice(firstOut)) {
    const same = outputs.indexOf(body.outputs[i]!, firstOut);
    place.set(i, same >= 0 ? same : outputs.push(body.outputs[i]!) - 1);
  }
  const needed = new Set(reachable(outputs));
  const leafAt = body.leaves.map((_, i) => i).filter((i) => {
    return i < carries ? isLive.has(i) : needed.has(body.leaves[i]!);
  }); // prettier-ignore
  const made = makeScan(
    b,
    new ScanBody(body.graph, leafAt.map((i) => body.leaves[i]!), body.step, outputs),
    leafAt.map((i) => operands[i]!),
    {
      length,
      reverse,
      carries: firstOut,
      slices: leafAt.filter((i) => i >= carries && i < carries + slices).length,
    },
  ); // prettier-ignore
  return { scan: made, results: new Map([...read].map((i) => [i, resultOf(b, made, place.get(i)!)])) };
}

function simplified(
  body: ScanBody,
  operands: readonly Node[],
  carries: number,
  simplify: Simplify,
): ScanBody {
  const inner = new Builder(new Graph());
  const map = new Map<Node, Node>();
  for (const n of reachable([...body.leaves, body.step, ...body.outputs])) {
    const at = body.leaves.indexOf(n);
    const number = at >= carries ? splatValue(operands[at]!) : undefined;
    const make = (): Node =>
      number === undefined
        ? inner.graph.again(n, n.in.map((x) => map.get(x)!)) // prettier-ignore
        : inner.fullLike(n, number);
    map.set(n, inner.graph.withSpans(body.graph.spans.get(n) ?? [], make));
  }
  // A leaf that became a number keeps its place; nothing reads it, so it is left out with its operand.
  const leaf = (n: Node): Node => inner.graph.again(n, []);
  const leaves = body.leaves.map(leaf);
  const step = leaf(body.step);
  const outputs = body.outputs.map((n) => map.get(n)!);
  const { graph, outputs: all } = simplify(inner.graph, [...leaves, step, ...outputs]);
  const count = leaves.length;
  return new ScanBody(graph, all.slice(0, count), all[count]!, all.slice(count + 1));
}

/** The outputs that are read, and the carries that these or each other need. */
function liveOutputs(body: ScanBody, carries: number, read: ReadonlySet<number>): ReadonlySet<number> {
  const live = new Set(read);
  for (;;) {
    const needed = new Set(reachable([...live].map((i) => body.outputs[i]!)));
    const more = body.leaves
      .slice(0, carries)
      .flatMap((leaf, i) => (needed.has(leaf) && !live.has(i) ? [i] : []));
    if (more.length === 0) return live;
    for (const i of more) live.add(i);
  }
}
