/** Reading concrete trees: children by name, in the order of the source. */
import type { CstElement, CstNode, IToken, TokenType } from "chevrotain";
import { invariant } from "../compiler/diagnostics.ts";
import type { Ident, Span } from "./ast.ts";
import { tokenSpan } from "./lex.ts";

const isToken = (element: CstElement): element is IToken => "image" in element;

/** All tokens that a rule consumed as this type; for a category, those of the category. */
export function tokensOf(node: CstNode, type: TokenType): IToken[] {
  return (node.children[type.name] ?? []).filter(isToken);
}

export function maybeToken(node: CstNode, type: TokenType): IToken | undefined {
  return tokensOf(node, type)[0];
}

export function tokenOf(node: CstNode, type: TokenType): IToken {
  const token = maybeToken(node, type);
  invariant(token, "grammar", () => `no ${type.name} in ${node.name}`);
  return token;
}

export function nodesOf(node: CstNode, ...names: string[]): CstNode[] {
  const found = names.flatMap((name) => node.children[name] ?? []).filter((e): e is CstNode => !isToken(e));
  return names.length < 2 ? found : found.sort((a, b) => a.location!.startOffset - b.location!.startOffset);
}

export function maybeNode(node: CstNode, name: string): CstNode | undefined {
  return nodesOf(node, name)[0];
}

export function nodeOf(node: CstNode, name: string): CstNode {
  const child = maybeNode(node, name);
  invariant(child, "grammar", () => `no ${name} in ${node.name}`);
  return child;
}

export const nodeSpan = (node: CstNode, file: string): Span => ({
  file,
  start: node.location!.startOffset,
  end: node.location!.endOffset! + 1,
});

export const identOf = (token: IToken, file: string): Ident => ({
  name: token.image,
  span: tokenSpan(token, file),
});
