/**
 * Turns what the parser recorded into diagnostics, in words that speak of the file and never of rules and token types.
 */
import type { IToken } from "chevrotain";
import { diagnostic, type Diagnostic, type Edit, type Fix, type Label } from "../compiler/diagnostics.ts";
import { explainForeign } from "./foreign.ts";
import { startsLine, tokenSpan } from "./lex.ts";
import { equalForComparison, foreignOperator, tooDeep } from "./messages.ts";
import { explainMisplaced } from "./misplaced.ts";
import type { Problem } from "./recovery.ts";
import * as t from "./tokens.ts";
import { atLineEnd, describe, is, spanAt, type View } from "./view.ts";

export function explain(problem: Problem, view: View): Diagnostic {
  return explainForeign(problem, view) ?? explainPlain(problem, view);
}

function explainPlain(problem: Problem, view: View): Diagnostic {
  switch (problem.kind) {
    case "unexpected":
      return unexpected(problem, view);
    case "notAStatement":
      return explainMisplaced(problem.at, problem.context, view);
    case "unclosedBlock":
      return unclosed(problem.opener, problem.at, view);
    case "tooDeep":
      return tooDeep(spanAt(problem.at, view));
  }
  problem satisfies never;
}

// ---------------------------------------------------------------- tokens that do not fit

/** What a rule wants where none of its alternatives begins. */
const wanted: Readonly<Record<string, string>> = {
  atom: "an expression",
  operand: "an expression",
  stage: "a function or a layer",
  type: "a type",
  dim: "a dim",
  indexItem: "an index",
  result: "`=` or `{`",
  let: "a name or `{`",
};
/** The rules that read lists between brackets: a comma could stand there as well. */
const lists = new Set([
  "call",
  "params",
  "list",
  "record",
  "shape",
  "index",
  "names",
  "recordType",
  "bindings",
]);
const closers = ["`)`", "`]`", "`}`"];

function unexpected(problem: Extract<Problem, { kind: "unexpected" }>, view: View): Diagnostic {
  const { at, rule, expected } = problem;
  const only = expected.length === 1 ? expected[0]! : undefined;
  if (rule === "atom" && is(view, at - 1, t.LeftParen, t.LeftBracket, t.LeftBrace, t.Comma)) {
    const opener = innermostOpen(at, view);
    if (opener !== undefined && endsStatement(at, view)) return unclosed(opener, at, view);
  }
  const special =
    foreignOperator(at, view) ?? (only === undefined ? undefined : missing(at, rule, only, view));
  if (special !== undefined) return special;
  const want =
    is(view, at - 1, t.Pipe) ? wanted["stage"]! : only === undefined ? (wanted[rule] ?? listed(expected)) : lists.has(rule) && closers.includes(only) ? `\`,\` or ${only}` : only; // prettier-ignore
  const help = keywordAsName(at, only, view) ?? hints[`${rule} ${only}`] ?? hints[rule];
  return diagnostic(
    "NN0101",
    atLineEnd(at, view)
      ? `expected ${want} after ${describe(at - 1, view)}`
      : `expected ${want}, found ${describe(at, view)}`,
    {
      labels: [{ span: spanAt(at, view), text: `expected ${want}` }],
      ...(help === undefined ? {} : { help }),
    },
  );
}

/** `let` where a name is wanted, or first in a list of parameters. */
function keywordAsName(at: number, only: string | undefined, view: View): string | undefined {
  const keyword = is(view, at, t.AnyWord) && !is(view, at, t.Word) && !atLineEnd(at, view);
  const named = only === "a name" || (only === "`)`" && is(view, at + 1, t.Colon, t.Equal));
  return keyword && named ? `\`${view.tokens[at]!.image}\` is a keyword; choose another name` : undefined;
}

const hints: Readonly<Record<string, string>> = {
  "minimize `with`": "name the optimizer: `minimize loss with adam(lr: 1e-3)`",
  "test a string": 'a test has a title in quotes: `test "sums to one" { … }`',
  "scan `over`": "write `scan (h = start) over (x = xs) axis 1 { … }`",
  "if `then`": "write `if condition then a else b`",
  "if `else`": "`if` is an expression and needs both values: `if condition then a else b`",
  "repeat `{`": "write `x |> repeat 3 { block() }`",
  "data `=`": 'say where it comes from: `data name = csv("data/file.csv") { … }`',
  "import `{`": 'write `import { name } from "file.nn"`',
  "import `from`": 'write `import { name } from "file.nn"`',
  result: "a body is `= expression` or `{ … return expression }`",
};

function listed(labels: readonly string[]): string {
  if (labels.length > 4) return "something else";
  return labels.length < 2
    ? (labels[0] ?? "something else")
    : `${labels.slice(0, -1).join(", ")} or ${labels.at(-1)!}`;
}

/** The mistakes that have a name, where exactly one token would have fit. */
function missing(at: number, rule: string, only: string, view: View): Diagnostic | undefined {
  if (only === "`=`" && ["field", "config", "let", "weight", "set", "metric", "predict"].includes(rule)) {
    return noValue(at, rule, view);
  }
  if (is(view, at, t.Equal)) return equalForComparison(tokenSpan(view.tokens[at]!, view.file));
  if (!closers.includes(only)) return undefined;
  const opener = innermostOpen(at, view);
  if (opener === undefined) return undefined;
  if (is(view, at, t.RightParen, t.RightBracket, t.RightBrace) || atLineEnd(at, view))
    return unclosed(opener, at, view);
  if (is(view, at, t.LeftBrace)) return unclosed(opener, at, view);
  return undefined;
}

/** Whether what stands at a place cannot belong to the statement before it. */
const endsStatement = (at: number, view: View): boolean =>
  view.tokens[at] === undefined ||
  is(view, at, t.RightBrace) ||
  (is(view, at, ...t.declarationKeywords, ...t.statementKeywords) && startsLine(view.tokens, at));

/** The innermost bracket that is open at a place. */
function innermostOpen(at: number, view: View): number | undefined {
  let closed = 0;
  for (let i = at - 1; i >= 0; i--) {
    if (is(view, i, t.RightParen, t.RightBracket, t.RightBrace)) closed++;
    if (is(view, i, t.LeftParen, t.LeftBracket, t.LeftBrace) && closed-- === 0) return i;
  }
  return undefined;
}

const closerOf: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

function unclosed(opener: number, at: number, view: View): Diagnostic {
  const open = view.tokens[opener]!;
  const closer = closerOf[open.image]!;
  const opened: Label = { span: tokenSpan(open, view.file), text: "opened here" };
  const wrong = view.tokens[at];
  if (wrong !== undefined && is(view, at, t.RightParen, t.RightBracket) && wrong.image !== closer) {
    const span = tokenSpan(wrong, view.file);
    return diagnostic("NN0102", `\`${open.image}\` is closed by \`${wrong.image}\``, {
      labels: [{ span, text: `expected \`${closer}\`` }, opened],
      fixes: [{ title: `write \`${closer}\``, edits: [{ span, text: closer }] }],
    });
  }
  const span = spanAt(at, view);
  const before = { file: view.file, start: span.start, end: span.start };
  const edit =
    closer !== "}"
      ? { span: before, text: closer }
      : atLineEnd(at, view)
        ? closingLine(open, span.start, view)
        : { span: before, text: `${closer} ` };
  const fix: Fix = { title: closer === "}" ? "close it with `}`" : `add \`${closer}\``, edits: [edit] };
  return diagnostic("NN0102", `\`${open.image}\` is never closed`, {
    labels: [{ span, text: `expected \`${closer}\` here` }, opened],
    notes: commentAfter(at - 1, view) ? ["what follows `//` is a comment; to divide, write `/`"] : [],
    fixes: [fix],
  });
}

/** A `}` on a line of its own, below the line of an offset and as far indented as the line that opens the block. */
function closingLine(open: IToken, offset: number, { file, source }: View): Edit {
  const rest = /^[^\r\n]*/.exec(source.slice(offset))![0];
  const end = offset + rest.length;
  const lineStart = source.lastIndexOf("\n", open.startOffset - 1) + 1;
  const indent = /^[^\S\r\n]*/.exec(source.slice(lineStart))![0];
  const newline = source.includes("\r\n") ? "\r\n" : "\n";
  return { span: { file, start: end, end }, text: `${newline}${indent}}` };
}

/** Whether a comment follows on the line of a token: `//` is a division to others. */
function commentAfter(at: number, view: View): boolean {
  const token = view.tokens[at];
  if (token === undefined) return false;
  const from = token.endOffset! + 1;
  const line = view.source.slice(from, view.source.indexOf("\n", from) >>> 0);
  return /^ *\/\/ ?[\w(]/.test(line);
}

function noValue(at: number, rule: string, view: View): Diagnostic {
  let name = at - 1;
  while (name > 0 && !(is(view, name, t.Word) && (is(view, name + 1, t.Colon) || name === at - 1))) name--;
  const span = tokenSpan(view.tokens[name]!, view.file);
  const help = {
    field: `say where it comes from: \`${view.tokens[name]!.image} = …\``,
    config: `give it a value: \`config ${view.tokens[name]!.image} = 1\``,
    set: "write `set name = value`",
  }[rule];
  return diagnostic("NN0112", `\`${view.tokens[name]!.image}\` has no value`, {
    labels: [
      { span: spanAt(at, view), text: "expected `=` and a value" },
      ...(name === at - 1 ? [] : [{ span, text: "named here" }]),
    ],
    ...(help === undefined ? {} : { help }),
  });
}
