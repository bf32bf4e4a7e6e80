/**
 * Scalars that the host computes: everything that depends on `step`, `seed`, … and constants alone.
 *
 * A learning-rate schedule or a bias correction is evaluated once a step on the host and reaches kernels as a uniform,
 * instead of once per element on the GPU.
 */
import { invariant } from "../diagnostics.ts";
import { isOp, type Node, type OpName } from "../ir/graph.ts";
import type { ScalarStep, UniformSlot } from "../ir/plan.ts";
import { opDef } from "../ops/index.ts";
import { numel } from "./inline.ts";

const MOVES: ReadonlySet<OpName> = new Set<OpName>(["reshape", "broadcast", "permute", "stopGrad"]);

/** The nodes of `nodes` (in id order) that the host can compute. */
export function hostScalars(nodes: readonly Node[]): Set<Node> {
  const host = new Set<Node>();
  for (const node of nodes) {
    if (numel(node) !== 1) continue;
    const leaf = isOp(node, "const") || (isOp(node, "input") && node.attrs.role === "scalar");
    const computed =
      node.in.length > 0 &&
      node.in.every((i) => host.has(i)) &&
      (MOVES.has(node.op) || isOp(node, "cast") || opDef(node.op).scalar !== undefined);
    if (leaf || computed) host.add(node);
  }
  return host;
}

/** The value of a host scalar that is only a constant in another shape. */
export function hostConstant(node: Node): number | undefined {
  while (MOVES.has(node.op)) node = node.in[0]!;
  return isOp(node, "const") ? node.attrs.value : undefined;
}

/** The postfix program that computes a host scalar. */
export function hostProgram(node: Node): UniformSlot {
  const program: ScalarStep[] = [];
  emit(node, program);
  return { dtype: node.type.dtype, program };
}

function emit(node: Node, program: ScalarStep[]): void {
  if (isOp(node, "const")) program.push({ op: "const", value: node.attrs.value });
  else if (isOp(node, "input")) program.push({ op: "host", name: node.attrs.name });
  else if (MOVES.has(node.op)) emit(node.in[0]!, program);
  else {
    for (const i of node.in) emit(i, program);
    const arity = node.in.length;
    invariant(
      arity === 1 || arity === 2 || arity === 3,
      "fuse",
      () => `host scalar ${node.op} has ${arity} operands`,
    );
    program.push({ op: node.op, arity, dtype: node.type.dtype });
  }
}
