/**
 * Values of the elaborator: what an expression means at compile time.
 *
 * One elaborator serves two phases. When a declaration is checked on its own, sizes are symbolic `Dim`s, unknown settings
 * are `undefined` floats and bools, and tensors are nodes of a throw-away symbolic graph. When a program is made concrete,
 * everything is known and the nodes are the program's graph.
 */
import type { Fn, Layer, Optimizer, Span } from "../../grammar/ast.ts";
import type { Fix } from "../diagnostics.ts";
import type { Dim } from "../ir/dims.ts";
import type { DType, Node, OpName, TensorType } from "../ir/graph.ts";
import type { Builder } from "../ops/builder.ts";

/** A tensor while elaborating; its sizes are numbers once the program is concrete. */
export type TensorNode = Node<OpName, Dim>;

export type Value =
  /**
   * A compile-time integer, usable as a size; a literal takes the dtype of the tensor it meets. `assumed` marks what
   * follows from a setting's default while a declaration is checked on its own: an `if` on it checks both branches.
   */
  | { readonly kind: "int"; readonly value: Dim; readonly assumed?: boolean }
  /**
   * A compile-time float; undefined where it depends on a setting that is not known yet. `quotient` is the division of whole
   * numbers that it comes from.
   */
  | {
      readonly kind: "float";
      readonly value: number | undefined;
      readonly assumed?: boolean;
      readonly quotient?: string;
    }
  /** A compile-time bool; undefined as for floats. */
  | { readonly kind: "bool"; readonly value: boolean | undefined; readonly assumed?: boolean }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "list"; readonly items: readonly Value[] }
  | { readonly kind: "tensor"; readonly node: TensorNode }
  | { readonly kind: "record"; readonly fields: ReadonlyMap<string, Value> }
  | { readonly kind: "fn"; readonly decl: Fn; readonly scope: object }
  /** A layer or model; `settings` is undefined until it has been given its settings. */
  | { readonly kind: "layer"; readonly decl: Layer; readonly scope: object }
  /** One constructed layer: one set of weights. Its class lives in the elaborator. */
  | { readonly kind: "instance"; readonly instance: object }
  | { readonly kind: "optimizer"; readonly decl: Optimizer; readonly scope: object }
  /** A data set, or with `column` one of its columns or fields as a whole (`houses.x`). */
  | { readonly kind: "data"; readonly name: string; readonly column?: string }
  | { readonly kind: "builtin"; readonly builtin: Builtin };

export interface BoundArg {
  readonly value: Value;
  readonly span: Span;
  /** What a `...rest` collected, in order: each argument with its own span and, where it was given by name, its name. */
  readonly items?: readonly RestArg[];
}

export interface RestArg {
  readonly name?: string;
  readonly value: Value;
  readonly span: Span;
}

/** What a builtin may use. */
export interface BuiltinContext {
  readonly b: Builder<Dim>;
  /** The call's span; errors without a better place point here. */
  readonly span: Span;
  /** A fresh number for a random call site; the same program text gets the same sites on every compilation. */
  site(): number;
  /** i32 scalars that key random draws. */
  seed(): TensorNode;
  step(): TensorNode;
  /** The step of the loop that the call stands in: each step draws numbers of its own. */
  readonly round: TensorNode | undefined;
  /** The type that the place of the call asks for, where it says one: a weight's annotation for `= zeros()`. */
  readonly expected: TensorType<Dim> | undefined;
  /** A tensor's number of axes; where it stands for weights of many shapes, theirs. */
  rankOf(x: TensorNode): number;
  /** To be called by what answers with the sizes of a tensor: it may stand for weights of many shapes. */
  looksAtShapes(): void;
  /** All weights (`param`) of an instance that has been applied, in the order of their making: for `l2(net)`. */
  weights(instance: Value): TensorNode[];
  /** Ends the elaboration of the current declaration with a diagnostic. Parts default to a label at `span`. */
  fail(
    code: string,
    title: string,
    parts?: {
      span?: Span;
      label?: string;
      labels?: { span: Span; text: string }[];
      notes?: string[];
      help?: string;
      fixes?: readonly Fix[];
    },
  ): never;
  warn(code: string, title: string, parts?: { span?: Span; label?: string; help?: string }): void;
  /** Calls a `.nn` function, layer or instance value from a builtin. */
  call(callee: Value, args: readonly Value[], span: Span): Value;
}

/** A primitive of the language (section 8). */
export interface Builtin {
  readonly name: string;
  /**
   * Parameter names in order; `?` marks optional ones (`"axis?"`), `...` before the last one collects the rest: the
   * positional arguments that are left and the named ones that match no parameter (`rearrange(x, "…", h: 4)`).
   */
  readonly params: readonly string[];
  /** Markdown for hover and the reference: signature in words, shapes, gradient at edges. */
  readonly doc: string;
  /** `args[p]` is absent for an optional parameter that was not given; a `...rest` holds a list value. */
  apply(cx: BuiltinContext, args: Readonly<Record<string, BoundArg>>): Value;
}

/** `f32[batch, 4]`, `int`, `{ mu: …, … }` in words, for messages. */
export function describe(v: Value): string {
  switch (v.kind) {
    case "int":
      return `the integer ${v.value}`;
    case "float":
      if (v.value === undefined) return "a float";
      return `the float ${v.value}${v.quotient === undefined ? "" : `, which is ${v.quotient}`}`;
    case "bool":
      return v.value === undefined ? "a bool" : String(v.value);
    case "string":
      return `the string ${JSON.stringify(v.value)}`;
    case "list":
      return `a list of ${v.items.length}`;
    case "tensor":
      return showTensorType(v.node.type.dtype, v.node.type.shape);
    case "record":
      return `{ ${[...v.fields].map(([k, f]) => `${k}: ${describe(f)}`).join(", ")} }`;
    case "fn":
      return `the function \`${v.decl.name.name}\``;
    case "layer":
      return `the ${v.decl.model ? "model" : "layer"} \`${v.decl.name.name}\``;
    case "instance":
      return "a layer instance";
    case "optimizer":
      return `the optimizer \`${v.decl.name.name}\``;
    case "data":
      return v.column === undefined ? `the data set \`${v.name}\`` : `the column \`${v.name}.${v.column}\``;
    case "builtin":
      return `the function \`${v.builtin.name}\``;
  }
}

/** As a user writes it: f32 has no name. */
export function showTensorType(dtype: DType, shape: readonly Dim[]): string {
  return `${dtype === "f32" ? "" : dtype}[${shape.map(String).join(", ")}]`;
}
