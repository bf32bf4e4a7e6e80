/**
 * Text to tokens and comments.
 *
 * Guarantees: never throws, loses no character (each is in a token, a comment, whitespace or a reported piece), and
 * gives each token its place in the stream as `payload`, so that recovery can look backwards.
 */
import { Lexer, type ILexingResult, type IToken } from "chevrotain";
import type { Diagnostic } from "../compiler/diagnostics.ts";
import type { Span } from "./ast.ts";
import * as messages from "./messages.ts";
import { HashComment, OpenComment, OpenString, SingleQuoted, tokenTypes } from "./tokens.ts";

export interface Comment {
  /** `doc` is a `///` comment that became the `doc` of the declaration below it. */
  readonly kind: "line" | "block" | "doc";
  /** As written, with its slashes. */
  readonly text: string;
  readonly span: Span;
}

export interface Lexed {
  readonly tokens: IToken[];
  readonly comments: Comment[];
  readonly diagnostics: Diagnostic[];
}

let lexer: Lexer | undefined;

export function lex(source: string, file: string): Lexed {
  lexer ??= new Lexer(tokenTypes, { ensureOptimizations: false, positionTracking: "full" });
  const result: ILexingResult = lexer.tokenize(source);
  const { comments = [], semicolons = [], wrong = [] } = result.groups as Record<string, IToken[]>;
  const diagnostics: Diagnostic[] = [];
  const spanOf = (token: IToken): Span => tokenSpan(token, file);

  for (const [index, token] of result.tokens.entries()) {
    token.payload = index;
    if (token.tokenType === OpenString)
      diagnostics.push(messages.unterminatedString(spanOf(token), token.image));
    if (token.tokenType === SingleQuoted) diagnostics.push(messages.singleQuotes(spanOf(token), token.image));
  }
  for (const token of wrong) {
    if (token.tokenType === OpenComment) diagnostics.push(messages.unterminatedComment(spanOf(token)));
    else if (token.tokenType === HashComment) diagnostics.push(messages.hashComment(spanOf(token)));
    else diagnostics.push(messages.unknownCharacter(spanOf(token), token.image));
  }
  if (semicolons.length > 0) diagnostics.push(messages.semicolons(semicolons.map(spanOf)));
  // The table has a rule for every character, so this is reached only where a rule is missing.
  for (const error of result.errors) {
    const span = { file, start: error.offset, end: error.offset + error.length };
    diagnostics.push(messages.unknownCharacter(span, source.slice(span.start, span.end)));
  }

  return {
    tokens: result.tokens,
    comments: comments.map((token) => ({
      kind: token.image.startsWith("/*") ? "block" : "line",
      text: token.image.trimEnd(),
      span: spanOf(token),
    })),
    diagnostics,
  };
}

export const tokenSpan = (token: IToken, file: string): Span => ({
  file,
  start: token.startOffset,
  end: (token.endOffset ?? token.startOffset) + 1,
});

/** The place of a token of `lex` in its stream. */
export const tokenIndex = (token: IToken): number => token.payload as number;

/** Whether nothing but whitespace and comments stands before the token on its line. */
export function startsLine(tokens: readonly IToken[], index: number): boolean {
  const token = tokens[index];
  const before = tokens[index - 1];
  return token !== undefined && (before === undefined || before.endLine! < token.startLine!);
}
