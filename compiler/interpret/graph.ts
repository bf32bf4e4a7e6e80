/**
 * The oracle: evaluates a graph node by node, as the ops define it, with nothing fused.
 *
 * In "f64" every float is a double; in "f32" each op's results are rounded to single precision (f16 values to half), sums
 * and products inside one op run in doubles. Values are computed once, in id order, and freed after their last use. What
 * depends on `step` and constants alone is a double until tensors meet it, as it is on the host of a GPU: Adam's `1 - b2^t`
 * would lose four digits in single.
 */
import { hostScalars } from "../5-fuse/host.ts";
import { invariant } from "../diagnostics.ts";
import { shapesEqual } from "../ir/dims.ts";
import { isOp, type Node, reachable, showType, sizeOf } from "../ir/graph.ts";
import type { Precision, Tensor } from "../ops/def.ts";
import { opDef } from "../ops/index.ts";
import { alloc, tensorOf } from "../ops/tensor.ts";
import { evalFast } from "./fast.ts";
import { runScan } from "./scan.ts";

export interface InterpretOptions {
  /** Sees every value as it is computed, e.g. to find the first NaN. */
  readonly onValue?: (node: Node, value: Tensor) => void;
}

/** The values of `outputs`, in their order. `bind` supplies each input; its data must have the input's type. */
export function interpret(
  outputs: readonly Node[],
  bind: (input: Node<"input">) => Tensor,
  precision: Precision,
  options: InterpretOptions = {},
): Tensor[] {
  const nodes = reachable(outputs);
  const uses = new Map<Node, number>();
  for (const n of [...nodes.flatMap((n) => n.in), ...outputs]) uses.set(n, (uses.get(n) ?? 0) + 1);

  const host = precision === "f32" ? hostScalars(nodes) : new Set<Node>();
  const values = new Map<Node, Tensor>();
  const single = (x: Node): Tensor => {
    const value = values.get(x)!;
    return host.has(x) ? tensorOf(value.type, value.data, precision) : value;
  };
  /** The results of each loop; its own value says nothing. */
  const loops = new Map<Node, readonly Tensor[]>();
  const valueOf = (node: Node, xs: readonly Tensor[]): Tensor => {
    if (isOp(node, "input")) return bound(node, bind(node));
    if (isOp(node, "result")) return loops.get(node.in[0]!)![node.attrs.index]!;
    if (!isOp(node, "scan")) return evalNode(node, xs, host.has(node) ? "f64" : precision);
    loops.set(node, runScan(node, xs, precision, options));
    return alloc(node.type, precision);
  };
  for (const node of nodes) {
    const xs = node.in.map((x) => (host.has(node) ? values.get(x)! : single(x)));
    const value = valueOf(node, xs);
    values.set(node, value);
    options.onValue?.(node, value);
    for (const x of node.in) {
      const left = uses.get(x)! - 1;
      uses.set(x, left);
      if (left === 0) {
        values.delete(x);
        loops.delete(x);
      }
    }
  }
  return outputs.map(single);
}

/** One op on host values; inputs have no value of their own. */
export function evalNode(node: Node, xs: readonly Tensor[], precision: Precision): Tensor {
  return evalFast(node, xs, precision) ?? opDef(node.op).eval(xs, node.attrs as never, node.type, precision);
}

function bound(node: Node<"input">, value: Tensor): Tensor {
  invariant(
    value.type.dtype === node.type.dtype &&
      shapesEqual(value.type.shape, node.type.shape) &&
      value.data.length === sizeOf(node.type.shape),
    "interpret",
    () => `input ${node.attrs.name} is ${showType(node.type)} and was given ${showType(value.type)}`,
  );
  return value;
}
