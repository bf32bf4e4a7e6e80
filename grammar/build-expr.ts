/**
 * Concrete trees of expressions and types to syntax trees: precedence, numbers, strings.
 *
 * A parenthesized expression has the span of what is inside; the node around it covers the parentheses. So
 * expressions are passed about as `Piece`s, with the extent that they take up in the source.
 */
import type { CstNode, IToken } from "chevrotain";
import type { Diagnostic, Edit, Span } from "../compiler/diagnostics.ts";
import type * as ast from "./ast.ts";
import { buildBlock } from "./build-ast.ts";
import { identOf, maybeNode, maybeToken, nodeOf, nodeSpan, nodesOf, tokenOf, tokensOf } from "./cst.ts";
import { tokenSpan } from "./lex.ts";
import { depthLimit } from "./limits.ts";
import * as messages from "./messages.ts";
import { comparison, power, precedence } from "./precedence.ts";
import { decodeString } from "./strings.ts";
import * as t from "./tokens.ts";

/** What building needs to know and where it reports. */
export interface Building {
  readonly file: string;
  readonly source: string;
  readonly diagnostics: Diagnostic[];
}

interface Piece {
  readonly expr: ast.Expr;
  /** With the parentheses around it. */
  readonly extent: Span;
}

const join = (a: Span, b: Span): Span => ({ file: a.file, start: a.start, end: b.end });

// ---------------------------------------------------------------- operators

export function buildExpr(node: CstNode, b: Building): ast.Expr {
  return expression(node, b).expr;
}

function expression(node: CstNode, b: Building): Piece {
  let piece = operation(nodeOf(node, "operation"), b);
  const stages = nodesOf(node, "stage");
  if (tooLong(stages, b)) return piece;
  for (const stageNode of stages) {
    const stage = buildStage(stageNode, b);
    const span = join(piece.extent, nodeSpan(stageNode, b.file));
    piece = { expr: { kind: "pipe", left: piece.expr, stage, span }, extent: span };
  }
  return piece;
}

function buildStage(node: CstNode, b: Building): ast.Stage {
  const repeat = maybeNode(node, "repeat");
  if (repeat === undefined) return postfix(nodeOf(node, "postfix"), b).expr;
  return {
    kind: "repeat",
    count: postfix(nodeOf(repeat, "postfix"), b).expr,
    stages: nodesOf(repeat, "stage").map((stage) => buildStage(stage, b)),
    span: nodeSpan(repeat, b.file),
  };
}

/** Precedence climbing over the flat list of operands and operators. */
function operation(node: CstNode, b: Building): Piece {
  const operands = nodesOf(node, "operand");
  const operators = tokensOf(node, t.BinaryOperator);
  const prefixes = operands.map((operand) => tokensOf(operand, t.PrefixOperator));
  if (tooLong(operators, b) || prefixes.some((list) => tooLong(list, b))) {
    return postfix(nodeOf(operands[0]!, "postfix"), b);
  }
  let next = 0;

  const climb = (least: number, prefix: number): Piece => {
    let left = operand(prefix);
    for (;;) {
      const token = operators[next - 1];
      const level = token === undefined ? 0 : precedence[token.image as ast.BinaryOp];
      if (token === undefined || level < least) return left;
      const right = advance(level === power ? power : level + 1);
      const span = join(left.extent, right.extent);
      const op = token.image as ast.BinaryOp;
      left = { expr: { kind: "binary", op, left: left.expr, right: right.expr, span }, extent: span };
      if (level === comparison) noChain(token, right);
    }
  };
  /** The right operand of the operator just read. */
  const advance = (least: number): Piece => climb(least, 0);
  /** The operand at `next`, from its prefix operator number `prefix` on. */
  const operand = (prefix: number): Piece => {
    const sign = prefixes[next]![prefix];
    if (sign === undefined) return postfix(nodeOf(operands[next++]!, "postfix"), b);
    const x = climb(power, prefix + 1);
    const span = join(tokenSpan(sign, b.file), x.extent);
    return { expr: { kind: "unary", op: sign.image as ast.UnaryOp, x: x.expr, span }, extent: span };
  };
  const noChain = (first: IToken, middle: Piece): void => {
    const second = operators[next - 1];
    if (second === undefined || precedence[second.image as ast.BinaryOp] !== comparison) return;
    const text = b.source.slice(middle.extent.start, middle.extent.end);
    b.diagnostics.push(
      messages.chainedComparison(tokenSpan(second, b.file), tokenSpan(first, b.file), middle.extent, text),
    );
  };
  return climb(0, 0);
}

/** Refuses a chain that would make the tree deeper than any pass over it can go. */
function tooLong(chain: readonly (CstNode | IToken)[], b: Building): boolean {
  const last = chain[depthLimit];
  if (last === undefined) return false;
  b.diagnostics.push(messages.tooDeep("image" in last ? tokenSpan(last, b.file) : nodeSpan(last, b.file)));
  return true;
}

// ---------------------------------------------------------------- suffixes

export function buildPostfix(node: CstNode, b: Building): ast.Expr {
  return postfix(node, b).expr;
}

function postfix(node: CstNode, b: Building): Piece {
  let piece = atom(nodeOf(node, "atom"), b);
  const suffixes = nodesOf(node, "suffix");
  if (tooLong(suffixes, b)) return piece;
  for (const suffix of suffixes) {
    const span = join(piece.extent, nodeSpan(suffix, b.file));
    piece = { expr: withSuffix(piece.expr, suffix, span, b), extent: span };
  }
  return piece;
}

function withSuffix(x: ast.Expr, node: CstNode, span: Span, b: Building): ast.Expr {
  const call = maybeNode(node, "call");
  if (call !== undefined) return { kind: "call", callee: x, args: buildArguments(call, b), span };
  const index = maybeNode(node, "index");
  if (index !== undefined) {
    return {
      kind: "index",
      x,
      items: nodesOf(index, "indexItem").map((item) => buildIndexItem(item, b)),
      span,
    };
  }
  const member = maybeNode(node, "member");
  if (member !== undefined)
    return { kind: "member", x, name: identOf(tokenOf(member, t.AnyWord), b.file), span };
  return { kind: "from", x, path: buildString(tokenOf(nodeOf(node, "from"), t.StringToken), b), span };
}

function buildArguments(call: CstNode, b: Building): ast.Arg[] {
  const nodes = nodesOf(call, "argument");
  reportEquals("argument", nodes, b);
  return nodes.map((node) => {
    const name = maybeToken(node, t.AnyWord);
    const value = buildExpr(nodeOf(node, "expression"), b);
    const span = nodeSpan(node, b.file);
    return name === undefined ? { value, span } : { name: identOf(name, b.file), value, span };
  });
}

/** `f(a = 1, b = 2)` is one mistake, however many `=` it has. */
function reportEquals(what: "argument" | "field", nodes: readonly CstNode[], b: Building): void {
  const wrong = nodes.filter((node) => maybeToken(node, t.Equal) !== undefined);
  const first = wrong[0];
  if (first === undefined) return;
  const { start, end } = nodeSpan(nodeOf(first, "expression"), b.file);
  const example = `${tokenOf(first, t.AnyWord).image}: ${b.source.slice(start, end).replace(/\s+/g, " ")}`;
  const equals = wrong.map((node) => tokenSpan(tokenOf(node, t.Equal), b.file));
  const edits = wrong.map((node, i): Edit => {
    const { file, end: after } = equals[i]!;
    const before = tokenSpan(tokenOf(node, t.AnyWord), file).end;
    return { span: { file, start: before, end: after }, text: /\s/.test(b.source[after] ?? "") ? ":" : ": " };
  });
  b.diagnostics.push(messages.equalForColon(what, equals, edits, example, nodes.length === 1));
}

function buildIndexItem(node: CstNode, b: Building): ast.IndexItem {
  const span = nodeSpan(node, b.file);
  if (maybeToken(node, t.Ellipsis) !== undefined) return { kind: "ellipsis", span };
  const first = maybeNode(node, "expression");
  const rest = maybeNode(node, "sliceEnd");
  if (rest === undefined) return { kind: "at", value: buildExpr(nodeOf(node, "expression"), b), span };
  const part = (parent: CstNode | undefined): ast.Expr | undefined =>
    parent === undefined ? undefined : buildExpr(nodeOf(parent, "expression"), b);
  return {
    kind: "slice",
    ...optional("start", first === undefined ? undefined : buildExpr(first, b)),
    ...optional("stop", part(maybeNode(rest, "sliceStop"))),
    ...optional("step", part(maybeNode(rest, "sliceStep"))),
    span,
  };
}

/** A property that is absent rather than undefined. */
export function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}

// ---------------------------------------------------------------- atoms

function atom(node: CstNode, b: Building): Piece {
  const extent = nodeSpan(node, b.file);
  const group = maybeNode(node, "group");
  if (group !== undefined) return { expr: buildExpr(nodeOf(group, "expression"), b), extent };
  return { expr: buildAtom(node, extent, b), extent };
}

function buildAtom(node: CstNode, span: Span, b: Building): ast.Expr {
  const word = maybeToken(node, t.Word);
  if (word !== undefined) return { kind: "name", name: word.image, span };
  const number = maybeToken(node, t.NumberToken);
  if (number !== undefined) return buildNumber(number.image, span, b);
  const string = maybeToken(node, t.StringToken);
  if (string !== undefined) return buildString(string, b);
  if (maybeToken(node, t.True) !== undefined) return { kind: "bool", value: true, span };
  if (maybeToken(node, t.False) !== undefined) return { kind: "bool", value: false, span };
  const list = maybeNode(node, "list");
  if (list !== undefined) {
    return { kind: "list", items: nodesOf(list, "expression").map((item) => buildExpr(item, b)), span };
  }
  const record = maybeNode(node, "record");
  if (record !== undefined) return buildRecord(record, span, b);
  const choice = maybeNode(node, "if");
  if (choice !== undefined) {
    const [cond, then, otherwise] = nodesOf(choice, "expression").map((part) => buildExpr(part, b));
    return { kind: "if", cond: cond!, then: then!, else: otherwise!, span };
  }
  return buildScan(nodeOf(node, "scan"), span, b);
}

function buildNumber(text: string, span: Span, b: Building): ast.Num {
  const value = Number(text.replaceAll("_", ""));
  if (!Number.isFinite(value)) b.diagnostics.push(messages.tooLarge(span));
  return { kind: "num", value, text, isInt: /^[\d_]+$/.test(text), span };
}

export function buildString(token: IToken, b: Building): ast.Str {
  const span = tokenSpan(token, b.file);
  const { value, wrong } = decodeString(token.image);
  for (const { offset, text } of wrong) {
    const start = span.start + offset;
    b.diagnostics.push(messages.badEscape({ file: b.file, start, end: start + text.length }, text));
  }
  return { kind: "str", value, span };
}

function buildRecord(node: CstNode, span: Span, b: Building): ast.RecordExpr {
  const fields = nodesOf(node, "recordField");
  reportEquals("field", fields, b);
  return {
    kind: "record",
    fields: fields.map((field) => ({
      name: identOf(tokenOf(field, t.AnyWord), b.file),
      value: buildExpr(nodeOf(field, "expression"), b),
    })),
    span,
  };
}

function buildScan(node: CstNode, span: Span, b: Building): ast.Scan {
  const [carries, over] = nodesOf(node, "bindings").map((bindings) =>
    nodesOf(bindings, "binding").map((binding) => ({
      name: identOf(tokenOf(binding, t.Word), b.file),
      value: buildExpr(nodeOf(binding, "expression"), b),
    })),
  );
  const axis = maybeNode(node, "expression");
  return {
    kind: "scan",
    carries: carries!,
    over: over!,
    ...optional("axis", axis === undefined ? undefined : buildExpr(axis, b)),
    body: buildBlock(nodeOf(node, "block"), b),
    span,
  };
}

// ---------------------------------------------------------------- types

export function buildType(node: CstNode, b: Building): ast.Type {
  const span = nodeSpan(node, b.file);
  const record = maybeNode(node, "recordType");
  if (record !== undefined) {
    return {
      kind: "recordType",
      fields: nodesOf(record, "recordTypeField").map((field) => ({
        name: identOf(tokenOf(field, t.AnyWord), b.file),
        type: buildType(nodeOf(field, "type"), b),
      })),
      span,
    };
  }
  const name = maybeToken(node, t.Word) ?? maybeToken(node, t.LayerWord);
  const shape = maybeNode(node, "shape");
  return {
    kind: "tensorType",
    ...optional("name", name === undefined ? undefined : identOf(name, b.file)),
    ...optional(
      "shape",
      shape === undefined ? undefined : nodesOf(shape, "dim").map((dim) => buildDim(dim, b)),
    ),
    span,
  };
}

function buildDim(node: CstNode, b: Building): ast.DimPattern {
  const span = nodeSpan(node, b.file);
  const value = maybeNode(node, "expression");
  if (value !== undefined) return { kind: "dim", value: buildExpr(value, b), span };
  const name = maybeToken(node, t.Word);
  return { kind: "dims", ...optional("name", name === undefined ? undefined : identOf(name, b.file)), span };
}
