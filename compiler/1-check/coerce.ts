/**
 * The one way from a compile-time value to a tensor.
 *
 * A number literal takes the dtype of what it meets (`hint`), f32 otherwise; a float never becomes an i32. A list of
 * scalars is a literal, a list of tensors a stack along a new first axis; lists nest. Nothing else converts implicitly.
 */
import { type Fix, wrapped } from "../diagnostics.ts";
import { isKnown, shapesEqual, showShape } from "../ir/dims.ts";
import type { DType } from "../ir/graph.ts";
import { type BoundArg, type BuiltinContext, describe, type TensorNode, type Value } from "./value.ts";

export type CoerceContext = Pick<BuiltinContext, "b" | "fail" | "span">;

/** The dtype that `v` brings along; undefined for numbers, which take what they meet, and for what is no tensor. */
export function dtypeOf(v: Value): DType | undefined {
  if (v.kind === "tensor") return v.node.type.dtype;
  if (v.kind === "bool") return "bool";
  if (v.kind !== "list") return undefined;
  for (const item of v.items) {
    const dtype = dtypeOf(item);
    if (dtype !== undefined) return dtype;
  }
  return undefined;
}

/** Whether `toTensor` can succeed on a value of this kind. */
export function isTensorLike(v: Value): boolean {
  if (v.kind === "list") return v.items.every(isTensorLike);
  return v.kind === "tensor" || v.kind === "int" || v.kind === "float" || v.kind === "bool";
}

/** The tensor that `value` stands for; `hint` is the dtype that a number takes. */
export function toTensor(cx: CoerceContext, value: Value, hint?: DType, span = cx.span): TensorNode {
  switch (value.kind) {
    case "tensor":
      return value.node;
    case "int":
    case "float":
    case "bool":
      return cx.b.const(scalarValue(cx, value, hint ?? "f32", span), scalarDType(value, hint));
    case "list":
      return listTensor(cx, value.items, hint, span);
    default:
      return cx.fail("NN0320", `expected a tensor, found ${describe(value)}`, {
        span,
        label: notATensor(value),
      });
  }
}

/**
 * Several operands of one operation: numbers take the dtype that the tensors among them bring, and tensors of different
 * dtypes are an error. Shapes are left alone.
 */
export function toTensors(cx: CoerceContext, args: readonly BoundArg[], hint?: DType): TensorNode[] {
  let dtype: DType | undefined;
  let first: BoundArg | undefined;
  for (const arg of args) {
    const own = dtypeOf(arg.value);
    if (own === undefined) continue;
    if (dtype === undefined) [dtype, first] = [own, arg];
    else if (own !== dtype)
      cx.fail("NN0321", `${dtype} and ${own} do not mix`, {
        labels: [
          { span: arg.span, text: `this is ${own}` },
          { span: first!.span, text: `this is ${dtype}` },
        ],
        ...(classesHelp(args) ?? { fixes: [conversionFix(first!, dtype, arg, own)] }),
      });
  }
  return args.map((a) => toTensor(cx, a.value, dtype ?? hint, a.span));
}

/** `logits == y`: scores of all classes against one class number for each example. */
function classesHelp(args: readonly BoundArg[]): { help: string } | undefined {
  const [a, b] = args.map((x) => (x.value.kind === "tensor" ? x.value.node.type : undefined));
  if (
    a?.dtype !== "f32" ||
    b?.dtype !== "i32" ||
    a.shape.length !== 2 ||
    a.shape[1] === 1 ||
    b.shape.length !== 1
  )
    return undefined;
  return { help: "to compare classes write `argmax(logits) == y`" };
}

function conversionFix(a: BoundArg, left: DType, b: BoundArg, right: DType): Fix {
  const to = conversion(left, right);
  const title = `convert one of them, such as \`${to}(…)\``;
  return { title, edits: wrapped((to === left ? b : a).span, to) };
}

/** The conversion to advise between two dtypes: to the float one, never out of bool. */
function conversion(a: DType, b: DType): DType {
  const order: readonly DType[] = ["bool", "i32", "f16", "f32"];
  return order.indexOf(a) > order.indexOf(b) ? a : b;
}

type Scalar = Extract<Value, { kind: "int" | "float" | "bool" }>;

function scalarDType(value: Scalar, hint: DType | undefined): DType {
  return value.kind === "bool" ? "bool" : (hint ?? "f32");
}

/** The number to store. While sizes and settings are unknown only types matter, and 1 stands in. */
function scalarValue(cx: CoerceContext, value: Scalar, dtype: DType, span: BuiltinContext["span"]): number {
  if (value.kind === "bool") {
    if (dtype === "bool" || dtype === "f32") return value.value === false ? 0 : 1;
    return cx.fail("NN0321", `a bool where ${dtype} is wanted`, {
      span,
      help: `convert it: \`${dtype}(…)\``,
    });
  }
  if (dtype === "bool")
    return cx.fail("NN0321", `${describe(value)} where a bool is wanted`, {
      span,
      help: "write `true` or `false`",
    });
  if (value.kind === "int") {
    if (!isKnown(value.value)) return 1;
    if (dtype === "i32" && !Number.isInteger(value.value))
      return cx.fail("NN0321", `${value.value} is not a whole number, and an i32 tensor holds only those`, {
        span,
      });
    return value.value;
  }
  if (dtype === "i32")
    return cx.fail("NN0321", `${describe(value)} meets an i32 tensor`, {
      span,
      label: "a float",
      help: "convert the tensor with `f32(…)`, or write a whole number",
    });
  return value.value ?? 1;
}

function listTensor(
  cx: CoerceContext,
  items: readonly Value[],
  hint: DType | undefined,
  span: BuiltinContext["span"],
): TensorNode {
  if (items.length === 0)
    return cx.fail("NN0224", "an empty list is no tensor: it would have size 0", { span });
  const own = items.map(dtypeOf).find((d) => d !== undefined);
  const dtype = own ?? hint ?? "f32";
  const flat = literalData(cx, { kind: "list", items }, dtype, span);
  if (flat) return cx.b.literal(dtype, flat.shape, flat.data);

  const nodes = items.map((item) => toTensor(cx, item, dtype, span));
  const widest = nodes.reduce((a, n) => (n.type.shape.length > a.type.shape.length ? n : a), nodes[0]!);
  const { shape } = widest.type;
  const rows = nodes.map((n, i) => {
    if (n.type.dtype !== dtype)
      return cx.fail("NN0321", `the list mixes ${dtype} and ${n.type.dtype}`, { span });
    if (shapesEqual(n.type.shape, shape)) return n;
    // A number among tensors fills its place; tensors must agree.
    if (n.type.shape.length === 0 && items[i]!.kind !== "tensor") return cx.b.expand(n, shape);
    return cx.fail(
      "NN0222",
      `the items of a list have shapes ${showShape(shape)} and ${showShape(n.type.shape)}`,
      {
        span,
        label: `item ${i} is ${showShape(n.type.shape)}`,
      },
    );
  });
  return cx.b.concat(
    rows.map((n) => cx.b.reshape(n, [1, ...shape])),
    0,
  );
}

/** The data of a list that holds only numbers and bools and is not ragged; undefined where it holds tensors. */
function literalData(
  cx: CoerceContext,
  value: Value,
  dtype: DType,
  span: BuiltinContext["span"],
): { shape: number[]; data: number[] } | undefined {
  if (value.kind === "int" || value.kind === "float" || value.kind === "bool")
    return { shape: [], data: [scalarValue(cx, value, dtype, span)] };
  if (value.kind !== "list" || value.items.length === 0) return undefined;
  const parts: { shape: number[]; data: number[] }[] = [];
  for (const item of value.items) {
    const part = literalData(cx, item, dtype, span);
    if (!part) return undefined;
    parts.push(part);
  }
  const inner = parts[0]!.shape;
  if (parts.some((p) => !shapesEqual(p.shape, inner)))
    return cx.fail("NN0222", "the rows of this list have different lengths", { span });
  return { shape: [parts.length, ...inner], data: parts.flatMap((p) => p.data) };
}

function notATensor(value: Value): string {
  switch (value.kind) {
    case "layer":
      return "not built yet";
    case "instance":
      return "a layer, not what it returns";
    default:
      return "not a tensor";
  }
}
