/** Looking at a file as its tokens, for messages: what stands at a place, how it is called, where to point. */
import { tokenMatcher, type IToken, type TokenType } from "chevrotain";
import type { Span } from "./ast.ts";
import { startsLine, tokenSpan } from "./lex.ts";
import * as t from "./tokens.ts";

/** A file as its tokens; places are indices into them, their number being the end of the file. */
export interface View {
  readonly file: string;
  readonly source: string;
  readonly tokens: readonly IToken[];
}

export const quote = (text: string): string =>
  "`" + (text.length > 40 ? `${text.slice(0, 37)}...` : text) + "`";

/** How a message calls the token at a place. */
export function describe(at: number, view: View): string {
  const token = view.tokens[at];
  if (token === undefined) return "the end of the file";
  if (tokenMatcher(token, t.StringToken)) return `the string ${quote(token.image)}`;
  return quote(token.image);
}

export const is = (view: View, at: number, ...types: TokenType[]): boolean => {
  const token = view.tokens[at];
  return token !== undefined && types.some((type) => tokenMatcher(token, type));
};

/** Whether the token at a place follows the one before it without any space. */
export const touches = (view: View, at: number): boolean => {
  const [a, b] = [view.tokens[at - 1], view.tokens[at]];
  return a !== undefined && b !== undefined && a.endOffset! + 1 === b.startOffset;
};

/** Where to point for a token: at it, or behind the token before where that one ends a line or the file. */
export function spanAt(at: number, view: View): Span {
  const token = view.tokens[at];
  const before = view.tokens[at - 1];
  if (token !== undefined && (before === undefined || !startsLine(view.tokens, at)))
    return tokenSpan(token, view.file);
  const end = before === undefined ? view.source.length : before.endOffset! + 1;
  return { file: view.file, start: end, end };
}

/** Whether what is expected is missing at the end of a line, so that "found …" would speak of another line. */
export const atLineEnd = (at: number, view: View): boolean =>
  at > 0 && (view.tokens[at] === undefined || startsLine(view.tokens, at));
