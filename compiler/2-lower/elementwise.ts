/**
 * Whether an update rule works element by element, so that it may run on the vector of many weights at once.
 */
import type { TensorNode } from "../1-check/value.ts";
import { shapesEqual } from "../ir/dims.ts";
import { opDef } from "../ops/index.ts";

/** All that `roots` are computed from. */
export function reaches(roots: readonly TensorNode[]): Set<TensorNode> {
  const seen = new Set<TensorNode>();
  const stack = [...roots];
  for (let n = stack.pop(); n; n = stack.pop()) {
    if (seen.has(n)) continue;
    seen.add(n);
    stack.push(...n.in);
  }
  return seen;
}

/** Whether `roots` follow from the vectors `leaves` element by element; `norm` counts as a scalar like any other. */
export function isElementwise(
  roots: readonly TensorNode[],
  leaves: readonly TensorNode[],
  norm: TensorNode | undefined,
): boolean {
  const isLeaf = new Set(leaves);
  const vectors = new Set<TensorNode>();
  const nodes = [...reachesUntil(roots, (n) => isLeaf.has(n) || n === norm)].sort((a, b) => a.id - b.id);
  for (const n of nodes) {
    if (isLeaf.has(n)) {
      if (n.type.shape.length > 0) vectors.add(n);
      continue;
    }
    if (n === norm || !n.in.some((x) => vectors.has(x))) continue;
    const shaped = n.in.find((x) => vectors.has(x))!;
    const elementwise =
      opDef(n.op).scalar !== undefined || n.op === "where" || n.op === "cast" || n.op === "stopGrad";
    if (!elementwise || !shapesEqual(n.type.shape, shaped.type.shape)) return false;
    vectors.add(n);
  }
  return true;
}

function reachesUntil(roots: readonly TensorNode[], stop: (n: TensorNode) => boolean): Set<TensorNode> {
  const seen = new Set<TensorNode>();
  const stack = [...roots];
  for (let n = stack.pop(); n; n = stack.pop()) {
    if (seen.has(n)) continue;
    seen.add(n);
    if (!stop(n)) stack.push(...n.in);
  }
  return seen;
}
