/**
 * `grad(y, x)`: the derivative of a scalar with respect to a tensor, a list or record of tensors; differentiable again.
 */
import { showShape } from "../ir/dims.ts";
import type { Node } from "../ir/graph.ts";
import type { Builder } from "../ops/builder.ts";
import { isConstant } from "./named.ts";
import { differentiate } from "../3-differentiate/reverse.ts";
import {
  type BoundArg,
  type Builtin,
  type BuiltinContext,
  describe,
  type TensorNode,
  type Value,
} from "./value.ts";

export const gradBuiltin: Builtin = {
  name: "grad",
  params: ["y", "x"],
  doc:
    "`grad(y, x)`: the derivative of the scalar `y` with respect to the tensor `x`, in x's shape; 0 where y does not " +
    "depend on x. Differentiable again. `x` may be a list or a record of tensors.",
  apply(cx, { y, x }) {
    const loss = scalar(cx, y!);
    const leaves: TensorNode[] = [];
    collect(cx, x!.value, x!, leaves);
    const gradients = gradientsOf(cx, loss, leaves);
    let next = 0;
    const rebuild = (v: Value): Value => {
      if (v.kind === "list") return { kind: "list", items: v.items.map(rebuild) };
      if (v.kind === "record")
        return { kind: "record", fields: new Map([...v.fields].map(([k, f]) => [k, rebuild(f)])) };
      return { kind: "tensor", node: gradients[next++]! };
    };
    return rebuild(x!.value);
  },
};

function scalar(cx: BuiltinContext, y: BoundArg): TensorNode {
  const { value, span } = y;
  if (value.kind !== "tensor")
    return cx.fail("NN0320", `\`grad\` differentiates a tensor, not ${describe(value)}`, { span });
  const { dtype, shape } = value.node.type;
  if (dtype !== "f32" && dtype !== "f16")
    cx.fail("NN0321", `\`grad\` differentiates floats, and this is ${dtype}`, { span });
  if (shape.length > 0)
    cx.fail("NN0401", `\`grad\` differentiates a scalar, and this has shape ${showShape(shape)}`, {
      span,
      help: "write `grad(sum(y), x)` for the gradient of the sum",
    });
  return value.node;
}

function collect(cx: BuiltinContext, v: Value, x: BoundArg, leaves: TensorNode[]): void {
  if (v.kind === "tensor") {
    if (v.node.type.dtype !== "f32" && v.node.type.dtype !== "f16")
      cx.fail("NN0321", `\`grad\` is with respect to floats, and this is ${v.node.type.dtype}`, {
        span: x.span,
      });
    if (isConstant(v.node))
      cx.fail("NN0321", "`grad` is with respect to a variable, and this is a number", {
        span: x.span,
        help: "name it first: `let w = full([], 2.0)`, or make it a parameter of a function",
      });
    leaves.push(v.node);
  } else if (v.kind === "list") for (const item of v.items) collect(cx, item, x, leaves);
  else if (v.kind === "record") for (const field of v.fields.values()) collect(cx, field, x, leaves);
  else cx.fail("NN0320", `\`grad\` is with respect to tensors, not ${describe(v)}`, { span: x.span });
}

function gradientsOf(cx: BuiltinContext, y: TensorNode, xs: readonly TensorNode[]): TensorNode[] {
  const { b } = cx;
  const concrete = b.graph.nodes.every((n) => n.type.shape.every((d) => typeof d === "number"));
  // While sizes are symbolic only types matter: a gradient has the type of what it is with respect to.
  if (!concrete)
    return xs.map((x, i) =>
      b.input({
        name: `grad:${y.id}:${i}:${x.id}`,
        role: "argument",
        dtype: x.type.dtype,
        shape: x.type.shape,
      }),
    );
  const found = differentiate(b as Builder, y as Node, xs as readonly Node[]);
  return found.map((g, i) => g ?? b.fullLike(xs[i]!, 0));
}
