/** What the rules of `foreign-*.ts` share: pointing at tokens, and making a diagnostic with an edit. */
import { diagnostic, type Diagnostic, type Fix, type Span } from "../compiler/diagnostics.ts";
import { tokenSpan } from "./lex.ts";
import type { Problem } from "./recovery.ts";
import type { View } from "./view.ts";

/** An answer where the rule is sure what was meant. `at` is the token that does not fit. */
export type Rule = (at: number, view: View, problem: Problem) => Diagnostic | undefined;

export const image = (at: number, view: View): string => view.tokens[at]?.image ?? "";

/** From the first character of one token to the last of another. */
export const across = (from: number, to: number, view: View): Span => ({
  file: view.file,
  start: view.tokens[from]!.startOffset,
  end: tokenSpan(view.tokens[to]!, view.file).end,
});
export const before = (at: number, view: View): Span => {
  const start = view.tokens[at]!.startOffset;
  return { file: view.file, start, end: start };
};
export const behind = (at: number, view: View): Span => {
  const { end } = tokenSpan(view.tokens[at]!, view.file);
  return { file: view.file, start: end, end };
};

/** Whether a name was wanted, and nothing else but the `{` of a list of names. */
export const wantsName = (problem: Problem): boolean =>
  problem.kind === "unexpected" && problem.expected.includes("a name") && problem.expected.length <= 2;

export interface Words {
  readonly label?: string;
  readonly help?: string;
  readonly fix?: Fix;
  readonly code?: string;
}
export const says = (
  title: string,
  span: Span,
  { label = "", help, fix, code = "NN0117" }: Words,
): Diagnostic =>
  diagnostic(code, title, {
    labels: [{ span, text: label }],
    ...(fix ? { fixes: [fix] } : {}),
    ...(help === undefined ? {} : { help }),
  });
export const write = (span: Span, text: string, title = `write \`${text.trim()}\``): Fix => ({
  title,
  edits: [{ span, text }],
});

export const onLineOf = (at: number, other: number, view: View): boolean =>
  view.tokens[at] !== undefined && view.tokens[at]!.startLine === view.tokens[other]?.startLine;

/** The last token on the line of a token. */
export function lastOfLine(at: number, view: View): number {
  let last = at;
  while (onLineOf(last + 1, at, view)) last++;
  return last;
}

/** The whole line of a token with its line break, for edits that remove it. */
export function lineOf(at: number, view: View): Span {
  const start = view.source.lastIndexOf("\n", view.tokens[at]!.startOffset - 1) + 1;
  const end = view.source.indexOf("\n", view.tokens[at]!.startOffset);
  return { file: view.file, start, end: end < 0 ? view.source.length : end + 1 };
}
