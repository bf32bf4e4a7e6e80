/**
 * What only the fields of a data set may call: `window`, `category`, and `one_hot` of a text column.
 *
 * Each gives an input of the data graph whose name tells the runtime what to feed: `window:64:1` a cut of the tokens,
 * `category:color` the number of each row's category.
 */
import type { Span } from "../../grammar/ast.ts";
import { isKnown } from "../ir/dims.ts";
import type { DataDecl } from "../program.ts";
import { builtins } from "./builtins/index.ts";
import { windowName } from "./data.ts";
import type { DataColumn, DataInfo } from "./session.ts";
import {
  type BoundArg,
  type Builtin,
  type BuiltinContext,
  describe,
  type TensorNode,
  type Value,
} from "./value.ts";

/** An index of one example that has to lie in 0 … size − 1, as `one_hot` in a field wants it. */
export interface Pick {
  readonly index: TensorNode;
  readonly size: number;
  readonly span: Span;
}

/** `picks` collects what the data have to be held to. */
export function columnBuiltins(decl: DataDecl, info: DataInfo, picks: Pick[]): Map<string, Builtin> {
  const made = [category(info), oneHot(info, picks)];
  if (decl.source === "chars" || decl.source === "bytes") made.push(window());
  return new Map(made.map((b) => [b.name, b]));
}

function window(): Builtin {
  return {
    name: "window",
    params: ["tokens", "n", "shift?"],
    doc: "`window(tokens, n, shift: k)`: n tokens in a row, from k after the example's place on. Gives i32[n].",
    apply(cx, { tokens, n, shift }) {
      if (tokens?.value.kind !== "data" || tokens.value.column !== "tokens")
        cx.fail("NN0320", "`window` cuts `tokens`", { span: tokens?.span ?? cx.span });
      const length = whole(cx, n, "n", 1);
      const offset = shift ? whole(cx, shift, "shift", 0) : 0;
      const name = windowName({ length, shift: offset });
      return tensor(cx.b.input({ name, role: "argument", dtype: "i32", shape: [length] }));
    },
  };
}

function whole(cx: BuiltinContext, arg: BoundArg | undefined, name: string, least: number): number {
  const v = arg?.value;
  if (v?.kind === "int" && isKnown(v.value) && v.value >= least) return v.value;
  return cx.fail(
    "NN0322",
    `\`${name}\` of \`window\` is a whole number from ${least} on, not ${v ? describe(v) : "nothing"}`,
    {
      span: arg?.span ?? cx.span,
    },
  );
}

function category(info: DataInfo): Builtin {
  return {
    name: "category",
    params: ["column"],
    doc: "`category(column)`: the number of each row's category, in alphabetical order. Gives i32.",
    apply: (cx, { column }) => tensor(codes(cx, textColumn(cx, info, column, "category"))),
  };
}

function oneHot(info: DataInfo, picks: Pick[]): Builtin {
  const primitive = builtins.get("one_hot")!;
  return {
    name: "one_hot",
    params: ["i", "n?"],
    doc: `\`one_hot(column)\`: a 1 at each row's category. ${primitive.doc}`,
    apply(cx, args) {
      const column = args["i"];
      if (column?.value.kind !== "data") {
        const n = args["n"]?.value;
        if (column?.value.kind === "tensor" && n?.kind === "int" && isKnown(n.value))
          picks.push({ index: column.value.node, size: n.value, span: column.span });
        return primitive.apply(cx, args);
      }
      const c = textColumn(cx, info, column, "one_hot");
      const n = c.categories?.length ?? 1;
      const index: Value = tensor(codes(cx, c));
      return primitive.apply(cx, {
        i: { value: index, span: column.span },
        n: { value: { kind: "int", value: n }, span: cx.span },
      });
    },
  };
}

function textColumn(cx: BuiltinContext, info: DataInfo, arg: BoundArg | undefined, what: string): DataColumn {
  const v = arg?.value;
  const column = v?.kind === "data" ? info.columns.find((c) => c.name === v.column) : undefined;
  if (column?.kind === "text") return column;
  return cx.fail("NN0505", `\`${what}\` numbers the categories of a text column`, {
    span: arg?.span ?? cx.span,
    label: v ? `this is ${v.kind === "tensor" ? "a column of numbers" : describe(v)}` : "nothing given",
    ...(v?.kind === "tensor" && what === "category"
      ? { help: "use the numbers as they are, or `i32(…)` of them" }
      : {}),
  });
}

function codes(cx: BuiltinContext, column: DataColumn): TensorNode {
  return cx.b.input({ name: `category:${column.name}`, role: "argument", dtype: "i32", shape: [] });
}

function tensor(node: TensorNode): Value {
  return { kind: "tensor", node };
}
