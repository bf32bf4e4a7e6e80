/**
 * Operands that meet: number literals take the dtype of the tensors beside them, dtypes must agree, and shapes broadcast
 * (right-aligned, sizes equal or 1). The operators of the language have the same rules.
 */
import { type Dim, dimsEqual, isKnown, mayBeEqual, showDim, showShape } from "../../ir/dims.ts";
import type { Span } from "../../diagnostics.ts";
import { isTensorLike, toTensors } from "../coerce.ts";
import type { BuiltinContext, TensorNode, Value } from "../value.ts";
import type { Reader } from "./args.ts";

/** True for ints and floats: values that are known, or will be, when the program is compiled. */
export function isNumber(v: Value): v is Extract<Value, { kind: "int" | "float" }> {
  return v.kind === "int" || v.kind === "float";
}

/** The shape that `nodes` broadcast to; names both shapes and the axis if they do not. */
export function broadcastShape(
  cx: BuiltinContext,
  name: string,
  nodes: readonly TensorNode[],
  spans: readonly Span[],
): readonly Dim[] {
  let shape: readonly Dim[] = [];
  let from = 0;
  nodes.forEach((x, index) => {
    const other = x.type.shape;
    const rank = Math.max(shape.length, other.length);
    const merged: Dim[] = [];
    for (let i = 1; i <= rank; i++) {
      const [a, b] = [shape.at(-i) ?? 1, other.at(-i) ?? 1];
      if (shape.length < i) merged.unshift(b);
      else if (other.length < i || dimsEqual(a, b) || dimsEqual(b, 1)) merged.unshift(a);
      else if (dimsEqual(a, 1)) merged.unshift(b);
      else if (mayBeEqual(a, b)) merged.unshift(isKnown(b) ? b : a);
      else {
        const [left, right] = [nodes[from]!.type.shape, other];
        cx.fail("NN0220", `\`${name}\`: shapes ${showShape(left)} and ${showShape(right)} do not broadcast`, {
          labels: [
            { span: spans[index] ?? cx.span, text: `${showShape(right)}: ${showDim(b)} at axis -${i}` },
            { span: spans[from] ?? cx.span, text: `${showShape(left)}: ${showDim(a)} at axis -${i}` },
          ],
          notes: ["axes are matched from the right; sizes must be equal, or one of them 1"],
          ...broadcastHelp(name, left, right),
        });
      }
    }
    if (other.length >= shape.length) from = index;
    shape = merged;
  });
  return shape;
}

/** `x * w` for `x @ w`, and a residual of another width. */
function broadcastHelp(name: string, left: readonly Dim[], right: readonly Dim[]): { help?: string } {
  const inner = left.at(-1);
  if (
    name === "*" &&
    right.length === 2 &&
    left.length > 1 &&
    inner !== undefined &&
    dimsEqual(inner, right[0]!)
  )
    return { help: "the matrix product is written `@`" };
  const same = left.length === right.length && left.slice(0, -1).every((d, i) => dimsEqual(d, right[i]!));
  return name === "+" && same && left.length > 1
    ? {
        help: `make both sides as wide: end one of them with \`dense(${showDim(left.at(-1)!)})\`, or the other with \`dense(${showDim(right.at(-1)!)})\``,
      }
    : {};
}

/** Operands from parameters: one dtype, one shape. */
export function together(r: Reader, params: readonly string[]): TensorNode[] {
  const args = params.map((p) => ({ value: r.value(p), span: r.span(p) }));
  params.forEach((p, i) => isTensorLike(args[i]!.value) || r.wants(p, "a tensor or a number"));
  const nodes = toTensors(r.cx, args);
  const spans = args.map((a) => a.span);
  const shape = broadcastShape(r.cx, r.name, nodes, spans);
  return nodes.map((n) => r.cx.b.expand(n, shape));
}
