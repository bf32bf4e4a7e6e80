/**
 * Operators: compile-time arithmetic on numbers, nodes on tensors.
 *
 * Numbers stay numbers as long as they meet only numbers: `c / nh` is a size if it is exact and a float otherwise. What
 * follows from an assumed value is assumed too.
 */
import type { Binary, Span, Unary } from "../../grammar/ast.ts";
import { wrapped } from "../diagnostics.ts";
import { addDims, atom, type Dim, divDims, isKnown, mulDims, negDim, showDim, subDims } from "../ir/dims.ts";
import type { BinaryName } from "../ir/graph.ts";
import { broadcastShape, matmul } from "./builtins/index.ts";
import type { Env } from "./build.ts";
import { isTensorLike, toTensor, toTensors } from "./coerce.ts";
import { contextAt } from "./context.ts";
import { evaluate } from "./expr.ts";
import { fail, op } from "./fail.ts";
import { type BoundArg, describe, type TensorNode, type Value } from "./value.ts";

type NumberValue = Extract<Value, { kind: "int" | "float" }>;

export function unary(env: Env, e: Unary): Value {
  const x = evaluate(env, e.x);
  const assumed = "assumed" in x && x.assumed ? { assumed: true } : {};
  if (e.op === "-") {
    if (x.kind === "int") return { kind: "int", value: negDim(x.value), ...assumed };
    if (x.kind === "float")
      return { kind: "float", value: x.value === undefined ? undefined : -x.value, ...assumed };
    const node = operand(env, x, e.x.span, "-");
    if (node.type.dtype === "bool") noBool(env, "-", e.x.span);
    return tensor(op(env, e.span, () => env.build.b.neg(node)));
  }
  if (x.kind === "bool")
    return { kind: "bool", value: x.value === undefined ? undefined : !x.value, ...assumed };
  const node = operand(env, x, e.x.span, "!");
  if (node.type.dtype !== "bool") wantsBool(env, "!", node, e.x.span);
  return tensor(op(env, e.span, () => env.build.b.not(node)));
}

export function binary(env: Env, e: Binary): Value {
  const left = evaluate(env, e.left);
  const right = evaluate(env, e.right);
  return applyBinary(env, e, left, right);
}

function applyBinary(env: Env, e: Binary, left: Value, right: Value): Value {
  const assumed = ("assumed" in left && left.assumed) || ("assumed" in right && right.assumed);
  const mark = (v: Value): Value => (assumed ? ({ ...v, assumed: true } as Value) : v);
  if (isNumber(left) && isNumber(right) && e.op !== "@") return mark(onNumbers(env, e, left, right));
  if (left.kind === "bool" && right.kind === "bool") {
    const v = onBools(e.op, left.value, right.value);
    if (v) return mark(v);
  }
  if (left.kind === "string" && right.kind === "string" && (e.op === "==" || e.op === "!="))
    return { kind: "bool", value: (left.value === right.value) === (e.op === "==") };
  if ((left.kind === "string") !== (right.kind === "string") && (e.op === "==" || e.op === "!="))
    return { kind: "bool", value: e.op === "!=" };
  if (e.op === "^") return power(env, e, left, right);
  if (e.op === "@") return product(env, e, left, right);
  return elementwise(env, e, left, right);
}

// ---------------------------------------------------------------- numbers

function onNumbers(env: Env, e: Binary, a: NumberValue, b: NumberValue): Value {
  switch (e.op) {
    case "==":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return { kind: "bool", value: compare(e.op, a, b) };
    case "&&":
    case "||":
      return wantsBoolValue(env, e, a);
  }
  if (a.kind === "int" && b.kind === "int") {
    const value = onInts(env, e, a.value, b.value);
    if (value !== undefined) return { kind: "int", value };
  }
  const [x, y] = [numberOf(a), numberOf(b)];
  if (x === undefined || y === undefined) return { kind: "float", value: undefined };
  const value = onFloats(e.op, x, y);
  const isQuotient = e.op === "/" && a.kind === "int" && b.kind === "int";
  return { kind: "float", value, ...(isQuotient ? { quotient: `${x} / ${y}` } : {}) };
}

/** undefined where the result is no whole number. */
function onInts(env: Env, e: Binary, a: Dim, b: Dim): Dim | undefined {
  switch (e.op) {
    case "+":
      return addDims(a, b);
    case "-":
      return subDims(a, b);
    case "*":
      return mulDims(a, b);
    case "/":
      return divDims(a, b);
    case "%":
      if (!isKnown(a) || !isKnown(b)) return atom(`(${showDim(a)}) % (${showDim(b)})`);
      if (b === 0) fail(env, "NN0323", `${a} % 0 has no value`, e.span);
      return a - b * Math.floor(a / b);
    case "^": {
      if (!isKnown(b)) return atom(`(${showDim(a)}) ^ (${showDim(b)})`);
      if (b < 0) return undefined;
      if (isKnown(a)) return Number.isSafeInteger(a ** b) ? a ** b : undefined;
      let product: Dim = 1;
      for (let i = 0; i < Math.min(b, 64); i++) product = mulDims(product, a);
      return product;
    }
  }
  return undefined;
}

function onFloats(o: Binary["op"], x: number, y: number): number {
  switch (o) {
    case "+":
      return x + y;
    case "-":
      return x - y;
    case "*":
      return x * y;
    case "/":
      return x / y;
    case "%":
      return x - y * Math.floor(x / y);
    default:
      return x ** y;
  }
}

function compare(o: Binary["op"], a: NumberValue, b: NumberValue): boolean | undefined {
  const difference = a.kind === "int" && b.kind === "int" ? subDims(a.value, b.value) : undefined;
  let d: number | undefined;
  if (difference !== undefined) d = isKnown(difference) ? difference : undefined;
  else {
    const [x, y] = [numberOf(a), numberOf(b)];
    // Not the difference: inf == inf.
    if (x !== undefined && y !== undefined) d = x < y ? -1 : x > y ? 1 : x === y ? 0 : Number.NaN;
  }
  // Rigid sizes that differ may still be equal in a call.
  if (d === undefined) return undefined;
  switch (o) {
    case "==":
      return d === 0;
    case "!=":
      return d !== 0;
    case "<":
      return d < 0;
    case "<=":
      return d <= 0;
    case ">":
      return d > 0;
    default:
      return d >= 0;
  }
}

function onBools(o: Binary["op"], a: boolean | undefined, b: boolean | undefined): Value | undefined {
  switch (o) {
    case "&&":
      return { kind: "bool", value: a === false || b === false ? false : a && b };
    case "||":
      return { kind: "bool", value: a === true || b === true ? true : a === undefined ? undefined : b };
    case "==":
      return { kind: "bool", value: a === undefined || b === undefined ? undefined : a === b };
    case "!=":
      return { kind: "bool", value: a === undefined || b === undefined ? undefined : a !== b };
    default:
      return undefined;
  }
}

function numberOf(v: NumberValue): number | undefined {
  if (v.kind === "float") return v.value;
  return isKnown(v.value) ? v.value : undefined;
}

function isNumber(v: Value): v is NumberValue {
  return v.kind === "int" || v.kind === "float";
}

// ---------------------------------------------------------------- tensors

/** Both operands as tensors of one dtype and shape. */
function meet(env: Env, e: Binary, left: Value, right: Value): [TensorNode, TensorNode] {
  const cx = contextAt(env, e.span);
  operandKind(env, left, e.left.span, e.op);
  operandKind(env, right, e.right.span, e.op);
  const args: BoundArg[] = [
    { value: left, span: e.left.span },
    { value: right, span: e.right.span },
  ];
  const nodes = op2(env, e.span, () => toTensors(cx, args));
  const shape = broadcastShape(cx, e.op, nodes, [e.left.span, e.right.span]);
  const expanded = op2(env, e.span, () => nodes.map((n) => env.build.b.expand(n, shape)));
  return [expanded[0]!, expanded[1]!];
}

function op2(env: Env, span: Span, make: () => TensorNode[]): TensorNode[] {
  let made: TensorNode[] = [];
  op(env, span, () => (made = make())[0]!);
  return made;
}

function elementwise(env: Env, e: Binary, left: Value, right: Value): Value {
  const { b } = env.build;
  const [x, y] = meet(env, e, left, right);
  const { dtype } = x.type;
  if (e.op === "&&" || e.op === "||") {
    if (dtype !== "bool") wantsBool(env, e.op, x, e.left.span);
    return tensor(op(env, e.span, () => b.make(e.op === "&&" ? "and" : "or", [x, y], {})));
  }
  if (dtype === "bool" && e.op !== "==" && e.op !== "!=") noBool(env, e.op, e.left.span);
  if (e.op === "/" && dtype === "i32")
    fail(env, "NN0321", "`/` is for floats, and these are i32", e.span, {
      fixes: [
        {
          title: "convert with `f32(…)`; for whole quotients use `floor(f32(a) / f32(b))`",
          edits: [
            ...(isNumber(left) ? [] : wrapped(e.left.span, "f32")),
            ...(isNumber(right) ? [] : wrapped(e.right.span, "f32")),
          ],
          choice: true,
        },
      ],
    });
  return tensor(op(env, e.span, () => make(env, e.op, x, y)));
}

function make(env: Env, o: Binary["op"], x: TensorNode, y: TensorNode): TensorNode {
  const { b } = env.build;
  const simple: Partial<Record<Binary["op"], BinaryName>> = { "+": "add", "-": "sub", "*": "mul", "/": "div", "%": "mod", "<": "lt", "<=": "le", "==": "eq" }; // prettier-ignore
  const name = simple[o];
  if (name) return b.make(name, [x, y], {});
  if (o === ">") return b.make("lt", [y, x], {});
  if (o === ">=") return b.make("le", [y, x], {});
  return b.not(b.make("eq", [x, y], {}));
}

/** Whole exponents multiply; otherwise the base is taken as positive. */
function power(env: Env, e: Binary, left: Value, right: Value): Value {
  const { b } = env.build;
  const n = isNumber(right) ? numberOf(right) : undefined;
  if (n !== undefined && Number.isInteger(n) && Math.abs(n) <= 64) {
    const x = operand(env, left, e.left.span, "^");
    if (x.type.dtype === "bool") noBool(env, "^", e.left.span);
    if (n < 0 && x.type.dtype === "i32")
      fail(env, "NN0321", "a negative power of an i32 tensor is no whole number", e.span, {
        fixes: [{ title: "convert with `f32(…)`", edits: wrapped(e.left.span, "f32") }],
      });
    return tensor(
      op(env, e.span, () => {
        if (n === 0) return b.fullLike(x, 1);
        const y = repeated(env, x, Math.abs(n));
        return n < 0 ? b.div(b.fullLike(y, 1), y) : y;
      }),
    );
  }
  const [x, y] = meet(env, e, left, right);
  if (x.type.dtype === "bool") noBool(env, "^", e.left.span);
  if (x.type.dtype === "i32")
    fail(env, "NN0321", "`^` with an exponent that is no integer literal is for floats", e.span, {
      fixes: [{ title: "convert with `f32(…)`", edits: wrapped(e.left.span, "f32") }],
    });
  return tensor(op(env, e.span, () => b.make("pow", [x, y], {})));
}

/** x^n by squaring: x^2 is x * x, x^3 is x^2 * x. */
function repeated(env: Env, x: TensorNode, n: number): TensorNode {
  const { b } = env.build;
  if (n === 1) return x;
  const half = repeated(env, x, Math.floor(n / 2));
  const square = b.mul(half, half);
  return n % 2 === 1 ? b.mul(square, x) : square;
}

function product(env: Env, e: Binary, left: Value, right: Value): Value {
  operandKind(env, left, e.left.span, "@");
  operandKind(env, right, e.right.span, "@");
  const args = [
    { value: left, span: e.left.span },
    { value: right, span: e.right.span },
  ] as const;
  return tensor(op(env, e.span, () => matmul(contextAt(env, e.span), ...args)));
}

// ---------------------------------------------------------------- operands

function operandKind(env: Env, v: Value, span: Span, o: string): void {
  if (isTensorLike(v)) return;
  if (v.kind === "layer")
    fail(env, "NN0306", `\`${v.decl.name.name}\` is used without being built`, span, {
      label: `\`${o}\` wants a tensor, and this is ${describe(v)}`,
      help: `build it and apply it: \`${v.decl.name.name}(…)(x)\` or \`x |> ${v.decl.name.name}(…)\``,
    });
  if (v.kind === "instance" || v.kind === "fn" || v.kind === "builtin")
    fail(env, "NN0320", `\`${o}\` wants a tensor, not ${describe(v)}`, span, {
      label: "apply it to its arguments first",
      ...(["|", ">", "|>"].some((arrow) => arrow === o) ? { help: "to pass a value on, write `|>`" } : {}),
    });
  fail(env, "NN0320", `\`${o}\` wants a tensor or a number, not ${describe(v)}`, span);
}

export function operand(env: Env, v: Value, span: Span, o: string): TensorNode {
  operandKind(env, v, span, o);
  return op(env, span, () => toTensor(contextAt(env, span), v, undefined, span));
}

function noBool(env: Env, o: string, span: Span): never {
  return fail(env, "NN0321", `\`${o}\` is for numbers, and this is bool`, span, {
    help: "convert it with `f32(…)` or `i32(…)`; `sum` and `mean` count bools as they are",
  });
}

function wantsBool(env: Env, o: string, x: TensorNode, span: Span): never {
  return fail(env, "NN0321", `\`${o}\` is for bools, and this is ${x.type.dtype}`, span, {
    help: "write a comparison such as `x > 0`",
  });
}

function wantsBoolValue(env: Env, e: Binary, v: NumberValue): never {
  return fail(env, "NN0321", `\`${e.op}\` is for bools, not ${describe(v)}`, e.left.span);
}

function tensor(node: TensorNode): Value {
  return { kind: "tensor", node };
}
