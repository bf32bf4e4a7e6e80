/**
 * Concrete tree to syntax tree: declarations and statements (`build-expr.ts` has expressions and types).
 *
 * Spans run from the first to the last token of a node. What was read but must not be written (`=` in a named
 * argument, a chained comparison, a statement after `return`) is reported here, and the tree is built as it was
 * meant. What could not be read at all is absent from the tree.
 */
import type { CstNode } from "chevrotain";
import { invariant } from "../compiler/diagnostics.ts";
import type * as ast from "./ast.ts";
import { buildExpr, buildPostfix, buildString, buildType, optional, type Building } from "./build-expr.ts";
import { identOf, maybeNode, maybeToken, nodeOf, nodeSpan, nodesOf, tokenOf, tokensOf } from "./cst.ts";
import * as messages from "./messages.ts";
import * as t from "./tokens.ts";

const itemRules = ["import", "config", "data", "fn", "layer", "optimizer", "train", "test"];
const statementRules = ["let", "weight", "set", "expect"];

/** `docOf` gives the doc comment of the declaration that begins at an offset. */
export function buildItems(
  tree: CstNode,
  docOf: (start: number) => string | undefined,
  b: Building,
): ast.Item[] {
  return nodesOf(tree, ...itemRules).map((node) => {
    const item = buildItem(node, b);
    const doc = docOf(item.span.start);
    return doc === undefined ? item : { ...item, doc };
  });
}

function buildItem(node: CstNode, b: Building): ast.Item {
  const span = nodeSpan(node, b.file);
  const name = (): ast.Ident => nameOf(node, b);
  switch (node.name) {
    case "import":
      return { kind: "import", names: buildNames(nodeOf(node, "names"), b), from: stringOf(node, b), span };
    case "config":
      return { kind: "config", name: name(), ...buildBinding(node, b), span };
    case "data":
      return {
        kind: "data",
        name: name(),
        source: buildExpr(nodeOf(node, "expression"), b),
        fields: nodesOf(node, "field").map((field) => buildField(field, b)),
        span,
      };
    case "fn": {
      const [params] = nodesOf(node, "params");
      return { kind: "fn", name: name(), params: buildParams(params!, b), ...buildResult(node, b), span };
    }
    case "layer": {
      const [first, second] = nodesOf(node, "params").map((list) => buildParams(list, b));
      return {
        kind: "layer",
        model: maybeToken(node, t.Model) !== undefined,
        name: name(),
        ...(second === undefined ? { inputs: first! } : { settings: first!, inputs: second }),
        ...buildResult(node, b),
        span,
      };
    }
    case "optimizer": {
      const [settings, inputs] = nodesOf(node, "params").map((list) => buildParams(list, b));
      const body = buildBlock(nodeOf(node, "block"), b);
      return { kind: "optimizer", name: name(), settings: settings!, inputs: inputs!, body, span };
    }
    case "train": {
      const on = maybeNode(node, "postfix");
      return {
        kind: "train",
        name: name(),
        ...optional("on", on === undefined ? undefined : buildPostfix(on, b)),
        items: nodesOf(node, "field", "statement", "minimize", "metric", "predict").map((n) =>
          buildTrainItem(n, b),
        ),
        span,
      };
    }
  }
  invariant(node.name === "test", "grammar", () => `${node.name} is not built`);
  return { kind: "test", title: stringOf(node, b), body: buildBlock(nodeOf(node, "block"), b), span };
}

const nameOf = (node: CstNode, b: Building): ast.Ident => identOf(tokenOf(node, t.Word), b.file);
const stringOf = (node: CstNode, b: Building): ast.Str => buildString(tokenOf(node, t.StringToken), b);
const buildNames = (node: CstNode, b: Building): ast.Ident[] =>
  tokensOf(node, t.Word).map((token) => identOf(token, b.file));

/** `[: type] = value`. */
function buildBinding(node: CstNode, b: Building): { type?: ast.Type; value: ast.Expr } {
  const type = maybeNode(nodeOf(node, "annotation"), "type");
  return {
    ...optional("type", type === undefined ? undefined : buildType(type, b)),
    value: buildExpr(nodeOf(node, "expression"), b),
  };
}

function buildField(node: CstNode, b: Building): ast.Field {
  return { kind: "field", name: nameOf(node, b), ...buildBinding(node, b), span: nodeSpan(node, b.file) };
}

function buildParams(node: CstNode, b: Building): ast.Param[] {
  return nodesOf(node, "param").map((param) => {
    const type = maybeNode(nodeOf(param, "annotation"), "type");
    const value = maybeNode(param, "expression");
    return {
      name: nameOf(param, b),
      ...optional("type", type === undefined ? undefined : buildType(type, b)),
      ...optional("default", value === undefined ? undefined : buildExpr(value, b)),
      span: nodeSpan(param, b.file),
    };
  });
}

function buildResult(parent: CstNode, b: Building): { result?: ast.Type; body: ast.Body } {
  const node = nodeOf(parent, "result");
  const type = maybeNode(node, "type");
  const block = maybeNode(node, "block");
  return {
    ...optional("result", type === undefined ? undefined : buildType(type, b)),
    body: block === undefined ? buildExprBody(node, b) : buildBlock(block, b),
  };
}

function buildExprBody(node: CstNode, b: Building): ast.ExprBody {
  const value = nodeOf(node, "expression");
  return { kind: "exprBody", value: buildExpr(value, b), span: nodeSpan(value, b.file) };
}

export function buildBlock(node: CstNode, b: Building): ast.Block {
  const parts = nodesOf(node, "statement", "return");
  const end = parts.findIndex((part) => part.name === "return");
  const after = end < 0 ? undefined : parts[end + 1];
  if (after !== undefined) {
    b.diagnostics.push(messages.afterReturn(nodeSpan(after, b.file), nodeSpan(parts[end]!, b.file)));
  }
  const result = parts[end];
  return {
    kind: "block",
    stmts: parts.filter((part) => part.name === "statement").map((part) => buildStatement(part, b)),
    ...optional("result", result === undefined ? undefined : buildExpr(nodeOf(result, "expression"), b)),
    span: nodeSpan(node, b.file),
  };
}

function buildStatement(parent: CstNode, b: Building): ast.Stmt {
  const [node] = nodesOf(parent, ...statementRules);
  invariant(node, "grammar", "a statement without content");
  const span = nodeSpan(node, b.file);
  switch (node.name) {
    case "let": {
      const names = maybeNode(node, "names");
      const pattern = names === undefined ? nameOf(node, b) : buildNames(names, b);
      return { kind: "let", pattern, ...buildBinding(node, b), span };
    }
    case "weight": {
      const kind = maybeToken(node, t.Param) === undefined ? "state" : "param";
      return { kind, name: nameOf(node, b), ...buildBinding(node, b), span };
    }
    case "set":
      return { kind: "set", name: nameOf(node, b), value: buildExpr(nodeOf(node, "expression"), b), span };
  }
  return { kind: "expect", value: buildExpr(nodeOf(node, "expression"), b), span };
}

function buildTrainItem(node: CstNode, b: Building): ast.TrainItem {
  if (node.name === "field") return buildField(node, b);
  if (node.name === "statement") return buildStatement(node, b);
  const span = nodeSpan(node, b.file);
  if (node.name === "minimize") return buildMinimize(node, span, b);
  const kind = node.name === "metric" ? "metric" : "predict";
  return { kind, name: nameOf(node, b), value: buildExpr(nodeOf(node, "expression"), b), span };
}

function buildMinimize(node: CstNode, span: ast.Span, b: Building): ast.Minimize {
  const parts = nodesOf(node, "postfix");
  // The optimizer and `every` come last, whatever `over` lists.
  const every = maybeToken(node, t.Every) === undefined ? undefined : parts.pop();
  const optimizer = parts.pop();
  invariant(optimizer, "grammar", "minimize without an optimizer");
  return {
    kind: "minimize",
    loss: buildExpr(nodeOf(node, "expression"), b),
    over: parts.map((part) => buildPostfix(part, b)),
    optimizer: buildPostfix(optimizer, b),
    ...optional("every", every === undefined ? undefined : buildPostfix(every, b)),
    span,
  };
}
