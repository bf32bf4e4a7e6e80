/** Expressions and types as documents, with parentheses only where the tree needs them. */
import type * as ast from "./ast.ts";
import { fill, group, indent, join, line, softline, type Doc } from "./doc.ts";
import { comparison, power, precedence, prefix } from "./precedence.ts";
import type { Printing } from "./print.ts";
import { encodeString } from "./strings.ts";

/** Other places: of any expression, of the value that a pipe begins with, of what brackets or a dot stand behind. */
const any = 0;
const operand = 1;
const postfix = 8;

function levelOf(x: ast.Expr): number {
  switch (x.kind) {
    case "pipe":
    case "if":
      return any;
    case "binary":
      return precedence[x.op];
    case "unary":
      return prefix;
    default:
      return postfix;
  }
}

/** An expression in a place that takes any. */
export const printExpr = (x: ast.Expr, p: Printing): Doc => at(any, x, p);
/** An expression in a place that takes calls, indices, members and what needs no more than them. */
export const printPostfix = (x: ast.Expr, p: Printing): Doc => at(postfix, x, p);

function at(level: number, x: ast.Expr, p: Printing): Doc {
  const doc = p.comments(x, printBare(x, p));
  return levelOf(x) >= level ? doc : parenthesized(doc);
}

const parenthesized = (doc: Doc): Doc => group("(", indent(softline, doc), softline, ")");

/** Without the comments around it. */
export function printBare(x: ast.Expr, p: Printing): Doc {
  switch (x.kind) {
    case "num":
      return x.text;
    case "str":
      return encodeString(x.value);
    case "bool":
      return String(x.value);
    case "name":
      return x.name;
    case "list":
      return printList(x, p);
    case "record":
      return printFields(x.fields.map(({ name, value }) => [name.name, printExpr(value, p)]));
    case "unary":
      return [x.op, x.x.kind === "unary" ? p.comments(x.x, printBare(x.x, p)) : at(power, x.x, p)];
    case "binary":
      return group(chain(x, p));
    case "pipe":
      return group(pipeline(x, p));
    case "call":
      return [head(x.callee, p), printArguments(x.args, p)];
    case "index":
      return [head(x.x, p), brackets("[", x.items.map((item) => p.comments(item, indexItem(item, p))), "]")]; // prettier-ignore
    case "member":
      return [head(x.x, p), ".", x.name.name];
    case "from":
      return [at(postfix, x.x, p), " from ", printExpr(x.path, p)];
    case "if": {
      const test = ["if ", indent(printExpr(x.cond, p)), " then ", indent(printExpr(x.then, p))];
      return group(
        test,
        line,
        "else ",
        x.else.kind === "if" ? printExpr(x.else, p) : indent(printExpr(x.else, p)),
      );
    }
    case "scan": {
      const bindings = (list: ast.Scan["carries"]): Doc =>
        brackets("(", list.map(({ name, value }) => [name.name, " = ", printExpr(value, p)]), ")"); // prettier-ignore
      const axis = x.axis === undefined ? "" : [" axis ", printExpr(x.axis, p)];
      return ["scan ", bindings(x.carries), " over ", bindings(x.over), axis, " ", p.block(x.body)];
    }
  }
  x satisfies never;
}

/** What a suffix is written behind. `3.x` would read as another number, `a from "b"(c)` as a call of the string. */
function head(x: ast.Expr, p: Printing): Doc {
  const doc = at(postfix, x, p);
  return x.kind === "num" || x.kind === "from" || x.kind === "scan" ? parenthesized(doc) : doc;
}

// ---------------------------------------------------------------- chains

/** `a + b + c` on one line or with an operator at the start of each line. */
function chain(x: ast.Binary, p: Printing): Doc {
  const level = precedence[x.op];
  const { op } = x;
  if (op === "^") {
    const right =
      x.right.kind === "unary" ? p.comments(x.right, printBare(x.right, p)) : at(power, x.right, p);
    return [at(postfix, x.left, p), "^", right];
  }
  const together = x.left.kind === "binary" && precedence[x.left.op] === level && level !== comparison;
  const left = together ? p.comments(x.left, chain(x.left as ast.Binary, p)) : at(level === comparison ? level + 1 : level, x.left, p); // prettier-ignore
  return [left, line, op, " ", at(level + 1, x.right, p)];
}

/** `x |> f |> g` on one line or a stage on each. Comments above a stage stay above its `|>`. */
function pipeline(x: ast.Pipe, p: Printing): Doc {
  const left = x.left.kind === "pipe" ? p.comments(x.left, pipeline(x.left, p)) : at(operand, x.left, p);
  const { before, doc, after } = p.commentParts(x.stage, bareStage(x.stage, p));
  return [left, line, before, "|> ", doc, after];
}

function bareStage(stage: ast.Stage, p: Printing): Doc {
  if (stage.kind !== "repeat") {
    const doc = printBare(stage, p);
    return levelOf(stage) >= postfix ? doc : parenthesized(doc);
  }
  const stages = stage.stages.map((inner, index): Doc => {
    const { before, doc, after } = p.commentParts(inner, bareStage(inner, p));
    return index === 0 ? [before, doc, after] : [line, before, "|> ", doc, after];
  });
  return ["repeat ", printPostfix(stage.count, p), " ", group("{", indent(line, stages), line, "}")];
}

// ---------------------------------------------------------------- brackets

/** Items separated by commas, on one line or one on each. */
export function brackets(open: string, items: readonly Doc[], close: string): Doc {
  if (items.length === 0) return open + close;
  return group(open, indent(softline, join([",", line], items)), softline, close);
}

/** `{ name: value, … }`. */
function printFields(fields: readonly (readonly [string, Doc])[]): Doc {
  if (fields.length === 0) return "{}";
  const docs = fields.map(([name, value]): Doc => [name, ": ", value]);
  return group("{", indent(line, join([",", line], docs)), line, "}");
}

function printList(x: ast.List, p: Printing): Doc {
  const docs = x.items.map((item) => printExpr(item, p));
  // Long rows of numbers would be tall columns.
  const numbers =
    docs.every((doc) => typeof doc === "string") && x.items.every((item) => item.kind === "num");
  if (numbers && docs.length > 8) return group("[", indent(softline, fill(docs)), softline, "]");
  return brackets("[", docs, "]");
}

function printArguments(args: readonly ast.Arg[], p: Printing): Doc {
  const docs = args.map((arg) =>
    p.comments(
      arg,
      arg.name === undefined ? printExpr(arg.value, p) : [arg.name.name, ": ", printExpr(arg.value, p)],
    ),
  );
  const only = args.length === 1 ? args[0]! : undefined;
  const hugs = only?.name === undefined && (only?.value.kind === "list" || only?.value.kind === "record");
  return hugs && !p.hasComments(only!) && !p.hasComments(only!.value)
    ? ["(", docs[0]!, ")"]
    : brackets("(", docs, ")");
}

function indexItem(item: ast.IndexItem, p: Printing): Doc {
  switch (item.kind) {
    case "ellipsis":
      return "...";
    case "at":
      return printExpr(item.value, p);
    case "slice": {
      const part = (x: ast.Expr | undefined): Doc => (x === undefined ? "" : printExpr(x, p));
      return [part(item.start), ":", part(item.stop), item.step === undefined ? "" : [":", part(item.step)]];
    }
  }
  item satisfies never;
}

// ---------------------------------------------------------------- types

export function printType(type: ast.Type, p: Printing): Doc {
  if (type.kind === "recordType") {
    const fields = type.fields.map((field) => [field.name.name, printType(field.type, p)] as const);
    return p.comments(type, printFields(fields));
  }
  const shape = type.shape?.map((dim) =>
    p.comments(dim, dim.kind === "dims" ? `...${dim.name?.name ?? ""}` : printExpr(dim.value, p)),
  );
  return p.comments(type, [type.name?.name ?? "", shape === undefined ? "" : ["[", join(", ", shape), "]"]]);
}

/** Whether a value, where it does not fit behind `=`, is better begun there and broken inside. */
export function breaksInside(x: ast.Expr): boolean {
  return (
    x.kind === "call" || x.kind === "list" || x.kind === "record" || x.kind === "scan" || x.kind === "index"
  );
}
