/**
 * The words for mistakes whose place is known exactly: found by the lexer, while building the tree, or shared by
 * `explain.ts` and `misplaced.ts`, which have the words for what the parser could not read.
 */
import { diagnostic, type Diagnostic, type Edit, type Span } from "../compiler/diagnostics.ts";
import { tokenSpan } from "./lex.ts";
import { depthLimit, nestingLimit } from "./limits.ts";
import * as t from "./tokens.ts";
import { is, quote, touches, type View } from "./view.ts";

/** Operators of other languages, seen at the token that makes no sense. */
export function foreignOperator(at: number, view: View): Diagnostic | undefined {
  const token = view.tokens[at];
  const before = view.tokens[at - 1];
  if (token === undefined || before === undefined) return undefined;
  const span = tokenSpan(token, view.file);
  const both = { file: view.file, start: before.startOffset, end: span.end };
  const replace = (code: string, title: string, where: Span, text: string): Diagnostic =>
    diagnostic(code, title, {
      labels: [{ span: where, text: `write \`${text}\`` }],
      fixes: [{ title: `write \`${text}\``, edits: [{ span: where, text }] }],
    });
  if (is(view, at, t.Star) && is(view, at - 1, t.Star))
    return replace("NN0117", "the power is written `^`", both, "^");
  if (is(view, at, t.Equal) && is(view, at - 1, t.BinaryOperator) && touches(view, at)) {
    return diagnostic("NN0117", `there is no \`${before.image}=\``, {
      labels: [{ span: both, text: "names are bound once" }],
      help: `write \`set x = x ${before.image} …\` for a \`param\` or \`state\`, or bind a new name with \`let\``,
    });
  }
  const words: Readonly<Record<string, string>> = { and: "&&", or: "||", not: "!", is: "==" };
  const instead = words[token.image];
  if (instead !== undefined)
    return replace("NN0117", `\`${token.image}\` is written \`${instead}\``, span, instead);
  if (before.image === "not") {
    const notSpan = tokenSpan(before, view.file);
    return replace("NN0117", "`not` is written `!`", notSpan, "!");
  }
  if (is(view, at - 1, t.NumberToken) && is(view, at, t.Word) && touches(view, at)) {
    return replace("NN0118", `${quote(before.image + token.image)} is not a number`, both, `${before.image} * ${token.image}`); // prettier-ignore
  }
  return undefined;
}

// ---------------------------------------------------------------- found by the lexer

export const unterminatedString = (span: Span, image: string): Diagnostic =>
  diagnostic("NN0106", "this string is never closed", {
    labels: [{ span, text: "strings end on the line where they begin" }],
    ...(image.length > 1 ? { help: 'close it with `"`' } : {}),
  });

export const unterminatedComment = (span: Span): Diagnostic =>
  diagnostic("NN0106", "this comment is never closed", {
    labels: [{ span: { ...span, end: span.start + 2 }, text: "opened here, runs to the end of the file" }],
    help: "close it with `*/`",
  });

export const singleQuotes = (span: Span, image: string): Diagnostic => {
  const text = `"${image
    .slice(1, -1)
    .replace(/\\'/g, "'")
    .replace(/(?<!\\)"/g, '\\"')}"`;
  return diagnostic("NN0108", "strings are written in double quotes", {
    labels: [{ span, text: "in single quotes" }],
    fixes: [{ title: `write ${quote(text)}`, edits: [{ span, text }] }],
  });
};

/** The comment of Python that is a string. */
export const tripleQuotes = (span: Span): Diagnostic =>
  diagnostic("NN0117", "there are no strings in triple quotes", {
    labels: [{ span, text: "" }],
    help: "a comment begins with `//`; one that documents the declaration below it with `///`",
  });

export const semicolons = (spans: readonly Span[]): Diagnostic =>
  diagnostic("NN0109", "there are no semicolons", {
    labels: [{ span: spans[0]!, text: "not needed" }],
    notes: spans.length > 1 ? [`this file has ${spans.length} of them`] : [],
    fixes: [
      {
        title: spans.length > 1 ? "remove them" : "remove it",
        edits: spans.map((span) => ({ span, text: "" })),
      },
    ],
  });

/** Between statements, where a new line is enough. */
export const commas = (spans: readonly Span[]): Diagnostic =>
  diagnostic("NN0101", "no comma follows a statement or a field", {
    labels: [{ span: spans[0]!, text: "not needed" }],
    fixes: [{ title: "remove it", edits: spans.map((span) => ({ span, text: "" })) }],
  });

/** Quotes as word processors write them, at both ends of a string. */
export const curlyQuotes = (span: Span, image: string): Diagnostic => {
  const text = `"${image.slice(1, -1)}"`;
  return diagnostic("NN0110", `strings are written in straight quotes`, {
    labels: [{ span, text: `in ${image[0]!}${image.at(-1)!}` }],
    fixes: [{ title: `write ${quote(text)}`, edits: [{ span, text }] }],
  });
};

/** `0,01` and `1,000`: the rest of the number is written without a comma. */
export const commaInNumber = (span: Span, image: string): Diagnostic => {
  const [whole, rest] = image.split(",") as [string, string];
  const text = whole !== "0" && rest.length === 3 ? `${whole}_${rest}` : `${whole}.${rest}`;
  return diagnostic("NN0118", `${quote(image)} is two numbers`, {
    labels: [{ span, text: "a comma separates values" }],
    fixes: [{ title: `write \`${text}\``, edits: [{ span, text }] }],
  });
};

export const notUtf8 = (file: string): Diagnostic =>
  diagnostic("NN0110", "this file is no text in UTF-8", {
    labels: [{ span: { file, start: 0, end: 0 }, text: "it looks like UTF-16" }],
    help: "save it as UTF-8: editors offer it in “Save as”",
  });

/** What was probably meant by characters that mean nothing here; the edit replaces them. */
const lookAlikes: Readonly<Record<string, string>> = {
  "“": '"',
  "”": '"',
  "„": '"',
  "‘": '"',
  "’": '"',
  "−": "-",
  "–": "-",
  "—": "-",
  "×": "*",
  "·": "*",
  "÷": "/",
  "≤": "<=",
  "≥": ">=",
  "≠": "!=",
  "→": "->",
  "…": "...",
  "|": "|>",
  "&": "&&",
  "：": ":",
  "，": ",",
  "（": "(",
  "）": ")",
  π: "pi",
};

export const hashComment = (span: Span): Diagnostic => {
  const hashes = { ...span, end: span.start + 1 };
  return diagnostic("NN0110", "comments begin with `//`", {
    labels: [{ span: hashes, text: "write `//`" }],
    fixes: [{ title: "write `//`", edits: [{ span: hashes, text: "//" }] }],
  });
};

/** One diagnostic for all places of one character that was meant as another. */
export const unknownCharacters = (spans: readonly Span[], image: string, source: string): Diagnostic => {
  const span = spans[0]!;
  const [left, right] = [source.slice(0, span.start).trimEnd().at(-1), source.slice(span.end).trimStart()[0]];
  const isSize = image === "?" && /^[[,]$/.test(left ?? "") && /^[,\]]$/.test(right ?? "");
  if (image === "|" && source[span.start - 1] === "<") {
    return diagnostic("NN0117", "values pass from left to right", {
      labels: [{ span: { ...span, start: span.start - 1 }, text: "there is no `<|`" }],
      help: "begin with the value: `x |> dense(16) |> relu |> dense(1)`",
    });
  }
  const instead = isSize ? "_" : lookAlikes[image];
  const letters = /^\p{L}+$/u.test(image);
  const shown = /^[\x00-\x1f\x7f]$/.test(image) ? `U+${image.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}` : quote(image); // prettier-ignore
  return diagnostic("NN0110", `${shown} means nothing here`, {
    labels: [{ span, text: instead === undefined ? "unknown character" : `did you mean \`${instead}\`?` }],
    ...(instead === undefined
      ? {}
      : {
          fixes: [{ title: `write \`${instead}\``, edits: spans.map((s) => ({ span: s, text: instead })) }],
        }),
    ...(letters && instead === undefined
      ? { help: "names are made of the letters A to Z, digits and `_`" }
      : image === "?" && !isSize
        ? { help: "to choose between two values write `if condition then a else b`" }
        : image === "\\"
          ? { help: "remove it: what a line leaves open goes on in the next" }
          : image === "`" || source.startsWith("~~~", span.start)
            ? { help: "a program stands alone in its file, without the fences of Markdown" }
            : {}),
  });
};

// ---------------------------------------------------------------- found while building the tree

/** All `=` in the place of `:` in one call or record. `alone`: a comparison may have been meant. */
export const equalForColon = (
  what: "argument" | "field",
  equals: readonly Span[],
  edits: readonly Edit[],
  example: string,
  alone: boolean,
): Diagnostic =>
  diagnostic("NN0104", what === "argument" ? "named arguments use `:`" : "fields of a record use `:`", {
    labels: equals.map((span, index) => ({ span, text: index === 0 ? "`=` binds a name" : "" })),
    notes: what === "argument" && alone ? ["to compare two values, write `==`"] : [],
    fixes: [{ title: `write ${quote(example)}`, edits }],
  });

export const equalForComparison = (span: Span): Diagnostic =>
  diagnostic("NN0111", "`=` binds a name and is no comparison", {
    labels: [{ span, text: "to compare, write `==`" }],
    fixes: [{ title: "write `==`", edits: [{ span, text: "==" }] }],
  });

export const chainedComparison = (second: Span, first: Span, middle: Span, text: string): Diagnostic =>
  diagnostic("NN0107", "comparisons cannot be chained", {
    labels: [
      { span: second, text: "compares the result of the first" },
      { span: first, text: "the first comparison" },
    ],
    fixes: [
      {
        title: "compare twice, joined by `&&`",
        edits: [{ span: { ...second, start: middle.end, end: second.start }, text: ` && ${text} ` }],
      },
    ],
  });

export const badEscape = (span: Span, image: string): Diagnostic =>
  diagnostic("NN0115", `${quote(image)} is not an escape`, {
    labels: [{ span, text: 'known are \\" \\\\ \\n \\r \\t and \\u{…}' }],
    ...(/^\\[A-Za-z]$/.test(image) ? { help: "a backslash itself is written `\\\\`; in paths use `/`" } : {}),
  });

export const afterReturn = (span: Span, first: Span): Diagnostic =>
  diagnostic("NN0116", "nothing may follow `return`", {
    labels: [
      { span, text: "never reached" },
      { span: first, text: "the block ends with this" },
    ],
    help: "move `return` to the end of the block",
  });

export const tooLarge = (span: Span): Diagnostic =>
  diagnostic("NN0118", "this number is too large", {
    labels: [{ span, text: "the largest is about 1.8e308" }],
  });

export const tooDeep = (span: Span): Diagnostic =>
  diagnostic("NN0114", "this is nested too deeply", {
    labels: [
      { span, text: `more than ${nestingLimit} levels, or a chain of more than ${depthLimit} operators` },
    ],
    help: "name parts of it with `let`",
  });
