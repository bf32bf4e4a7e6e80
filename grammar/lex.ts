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
import {
  Comma,
  CurlyQuoted,
  HashComment,
  NumberToken,
  OpenComment,
  OpenString,
  SingleQuoted,
  tokenTypes,
} from "./tokens.ts";

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

/** @param from where reading begins; places are those in the whole text, lines count from there */
export function lex(source: string, file: string, from = 0): Lexed {
  // Every other character of a text in UTF-16 is a NUL.
  if (source.includes("\0\0") || /[^\0]\0[^\0]\0/.test(source))
    return { tokens: [], comments: [], diagnostics: [messages.notUtf8(file)] };
  // Checking the table of tokens takes as long as reading a file; a test does it for all.
  lexer ??= new Lexer(tokenTypes, {
    ensureOptimizations: true,
    positionTracking: "full",
    skipValidations: true,
  });
  const result: ILexingResult = lexer.tokenize(source.slice(from));
  if (from > 0) moveBy(result, from);
  const { comments = [], semicolons = [], wrong = [] } = result.groups as Record<string, IToken[]>;
  const diagnostics: Diagnostic[] = [];
  const spanOf = (token: IToken): Span => tokenSpan(token, file);

  for (const [index, token] of result.tokens.entries()) {
    token.payload = index;
    if (token.tokenType === OpenString)
      diagnostics.push(messages.unterminatedString(spanOf(token), token.image));
    if (token.tokenType === CurlyQuoted) diagnostics.push(messages.curlyQuotes(spanOf(token), token.image));
    const digits = commaInside(result.tokens, index);
    if (digits !== undefined) {
      const span = { file, start: token.startOffset, end: digits };
      diagnostics.push(messages.commaInNumber(span, source.slice(span.start, span.end)));
    }
    if (token.tokenType === SingleQuoted && !source.slice(0, token.startOffset).endsWith("''"))
      diagnostics.push(
        source.startsWith("'''", token.startOffset)
          ? messages.tripleQuotes({ ...spanOf(token), end: token.startOffset + 3 })
          : messages.singleQuotes(spanOf(token), token.image),
      );
  }
  const unknown = new Map<string, Span[]>();
  for (const token of wrong) {
    if (token.tokenType === OpenComment) diagnostics.push(messages.unterminatedComment(spanOf(token)));
    else if (token.tokenType === HashComment) diagnostics.push(messages.hashComment(spanOf(token)));
    else unknown.set(token.image, [...(unknown.get(token.image) ?? []), spanOf(token)]);
  }
  for (const [image, spans] of unknown) diagnostics.push(messages.unknownCharacters(spans, image, source));
  if (semicolons.length > 0) diagnostics.push(messages.semicolons(semicolons.map(spanOf)));
  // The table has a rule for every character, so this is reached only where a rule is missing.
  for (const error of result.errors) {
    const span = { file, start: error.offset, end: error.offset + error.length };
    diagnostics.push(messages.unknownCharacters([span], source.slice(span.start, span.end), source));
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

function moveBy({ tokens, groups, errors }: ILexingResult, offset: number): void {
  for (const list of [tokens, ...Object.values(groups)])
    for (const token of list) {
      token.startOffset += offset;
      token.endOffset! += offset;
    }
  for (const error of errors) error.offset += offset;
}

/** Where `0,01` or `1,000` ends, if such a thing begins here: no number begins with a zero and another digit. */
function commaInside(tokens: readonly IToken[], index: number): number | undefined {
  const [a, comma, b] = tokens.slice(index, index + 3);
  const fits =
    a?.tokenType === NumberToken &&
    comma?.tokenType === Comma &&
    b?.tokenType === NumberToken &&
    /^\d+$/.test(a.image) &&
    /^0\d+$/.test(b.image) &&
    a.endOffset! + 1 === comma.startOffset &&
    comma.endOffset! + 1 === b.startOffset;
  return fits ? b.endOffset! + 1 : undefined;
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
