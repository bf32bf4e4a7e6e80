/**
 * Loops: `scan` and its results.
 *
 * A `scan` has several results, so its node's own type says nothing; `result` nodes give them. Its value is the
 * interpreter's (`compiler/interpret/scan.ts`), its derivative that of `compiler/3-differentiate/scan.ts`.
 */
import { InvariantError } from "../diagnostics.ts";
import type { Node, OpName, TensorType } from "../ir/graph.ts";
import { needsSameDtype, needsSameShape, refuse, result, type T } from "./check.ts";
import type { OpDef } from "./def.ts";

function notHere(what: string): () => never {
  return () => {
    throw new InvariantError("ops", `${what} was evaluated as a single tensor`);
  };
}

export const scanOps = {
  scan: {
    infer(operands, { body, length, carries, slices }) {
      if (operands.length !== body.leaves.length || body.leaves.length < carries + slices)
        refuse(`a scan of ${body.leaves.length} leaves has ${operands.length} operands`);
      body.leaves.forEach((leaf, i) => {
        const what = `operand ${i} of a scan`;
        const sliced = i >= carries && i < carries + slices;
        const shape = sliced ? [length, ...leaf.type.shape] : leaf.type.shape;
        const wanted: T = { dtype: leaf.type.dtype, shape };
        needsSameDtype(operands[i]!, wanted, what);
        needsSameShape(operands[i]!, wanted, what);
        if (i >= carries) return;
        needsSameDtype(body.outputs[i]!.type, wanted, "what a scan carries");
        needsSameShape(body.outputs[i]!.type, wanted, "what a scan carries");
      });
      return { dtype: "f32", shape: [] };
    },
    eval: notHere("a scan"),
    vjp: null,
  },
  result: {
    infer: (_, { index, dtype, shape }) => result(dtype, shape, `result ${index} of a scan`),
    eval: notHere("a scan's result"),
    vjp: null,
  },
  cell: {
    infer: (_, { name, dtype, shape }) => result(dtype, shape, name),
    eval: notHere("a cell"),
    vjp: null,
  },
  walk: {
    infer: (_, { pass, dtype, shape }) => result(dtype, shape, `the pass \`${pass.kind}\``),
    eval: notHere("a walk"),
    vjp: null,
  },
  attended: {
    infer: (_, { name, dtype, shape }) => result(dtype, shape, name),
    eval: notHere("a kernel of attention"),
    vjp: null,
  },
} satisfies { [K in "scan" | "result" | "cell" | "walk" | "attended"]: OpDef<K> };

/** Whether cotangents pass through a node: by its op's VJP, or as a loop or a loop's result. */
export function isLoopNode(node: { readonly op: OpName }): boolean {
  return node.op === "scan" || node.op === "result";
}

export function resultType(scan: Node<"scan">, index: number): TensorType {
  const { body, carries, length } = scan.attrs;
  const { dtype, shape } = body.outputs[index]!.type;
  return index < carries ? { dtype, shape } : { dtype, shape: [length, ...shape] };
}
