/**
 * Keeps every kernel within the storage buffers that a shader may bind: where an expression would read more values than that,
 * the operands that read most are stored first, in kernels of their own. (`merge.ts` keeps the limit for kernels it joins.)
 */
import { isOp, type Node } from "../ir/graph.ts";
import { numel } from "./inline.ts";

/**
 * Adds to `stored` what has to be.
 *
 * @param nodes what the outputs reach, in id order
 * @param external values that exist without a kernel; those of one element may be host scalars, which are no buffers
 * @param limit storage buffers of a shader; one of them is the kernel's own result
 */
export function fitBindings(
  nodes: readonly Node[],
  stored: Set<Node>,
  external: (n: Node) => boolean,
  limit: number,
): void {
  /** The buffers that an expression reading a node reads. */
  const reads = new Map<Node, ReadonlySet<Node>>();
  const none: ReadonlySet<Node> = new Set();
  const isScalar = (n: Node): boolean => numel(n) === 1 && !isOp(n, "input") && !isOp(n, "slab");
  for (const node of nodes) {
    if (external(node)) {
      reads.set(node, isScalar(node) ? none : new Set([node]));
      continue;
    }
    let own = union(node, reads);
    while (own.size > limit - 1) {
      const most = node.in.reduce((a, b) => (reads.get(b)!.size > reads.get(a)!.size ? b : a));
      // Each operand is one buffer already: only a concat of many can be, and `expand` makes those of few.
      if (reads.get(most)!.size <= 1) break;
      stored.add(most);
      reads.set(most, new Set([most]));
      own = union(node, reads);
    }
    reads.set(node, stored.has(node) ? new Set([node]) : own);
  }
}

function union(node: Node, reads: ReadonlyMap<Node, ReadonlySet<Node>>): ReadonlySet<Node> {
  if (node.in.length === 1) return reads.get(node.in[0]!)!;
  const all = new Set<Node>();
  for (const i of node.in) for (const r of reads.get(i)!) all.add(r);
  return all;
}
