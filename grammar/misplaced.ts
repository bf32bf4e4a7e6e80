/** The words for what stands where a statement, a field or a declaration should begin. */
import { diagnostic, type Diagnostic } from "../compiler/diagnostics.ts";
import { startsLine, tokenSpan } from "./lex.ts";
import { commas, equalForComparison, foreignOperator } from "./messages.ts";
import type { Context } from "./recovery.ts";
import * as t from "./tokens.ts";
import { describe, is, quote, spanAt, type View } from "./view.ts";

const functions =
  "declare a function with `fn name(x: [n]) -> [n] = …`, or what has weights with `model name(x: [batch, n]) -> [batch, m] = …`";
const layers =
  "declare a network with `model name(x: [batch, n]) -> [batch, m] = x |> dense(16) |> relu |> dense(m)`, its parts with `layer`";

/** Words that open a statement in other languages, with what says the same here. */
const foreignWords: Readonly<Record<string, string>> = {
  def: functions,
  function: functions,
  func: functions,
  fun: functions,
  class: layers,
  struct: layers,
  module: layers,
  var: "bind a name with `let`, or a weight with `param`",
  const: "bind a name with `let`, or a value for the whole file with `config`",
  val: "bind a name with `let`",
  for: "use `scan (h = start) over (x = xs) axis 0 { … }`, or `repeat n { … }` in a pipe",
  while: "there are no loops; use `scan` over an axis, or `steps` in `train`",
  loss: "write `minimize loss with adam()`",
  optimize: "write `minimize loss with adam()`",
  use: 'write `import { name } from "file.nn"`',
  export: "every `model` of a file is exported",
  print: "look at values with `nn call`, or track one with `metric name = …`",
};

const places: Readonly<Record<Context, string>> = {
  file: "at the top of a file",
  block: "in a block",
  data: "in `data`",
  train: "in `train`",
};

export function explainMisplaced(at: number, context: Context, view: View): Diagnostic {
  const token = view.tokens[at]!;
  const span = tokenSpan(token, view.file);
  const name = quote(token.image);
  const nextIs = (...types: Parameters<typeof is>[2][]): boolean => is(view, at + 1, ...types);

  if (is(view, at, t.RightParen, t.RightBracket, t.RightBrace)) {
    return diagnostic("NN0119", `${name} closes nothing`, {
      labels: [{ span, text: "no bracket is open here" }],
    });
  }
  const followsExpression = !startsLine(view.tokens, at) && !is(view, at - 1, t.LeftBrace, t.RightBrace);
  if (followsExpression || is(view, at, t.Equal)) {
    const special =
      foreignOperator(at, view) ?? (is(view, at, t.Equal) ? equalForComparison(span) : undefined);
    if (special !== undefined) return special;
  }
  if (is(view, at, t.Word) && nextIs(t.Equal, t.Colon) && !followsExpression)
    return unbound(at, context, view);
  const help = foreignWords[token.image];
  if (help !== undefined && startsWord(at, view)) {
    return diagnostic("NN0117", `there is no ${name} in this language`, {
      labels: [{ span, text: "not a keyword" }],
      help,
    });
  }
  if (is(view, at, ...t.declarationKeywords) && (!is(view, at, t.Word) || nextIs(t.Word, t.StringToken))) {
    return diagnostic("NN0113", `${name} is declared at the top of a file, not ${places[context]}`, {
      labels: [{ span, text: "a declaration" }],
      help: "move it out, or close the block above it with `}`",
    });
  }
  if (is(view, at, ...t.statementKeywords)) return otherPlace(at, context, view);
  if (is(view, at, t.Comma)) return commas([span]);
  if (followsExpression && is(view, at, t.BinaryOperator) && pipeBefore(at, view)) {
    return diagnostic("NN0101", `${name} cannot follow a stage of a pipe`, {
      labels: [{ span, text: "operators bind tighter than `|>`" }],
      help: `put the pipe in brackets, \`(x |> f) ${token.image} y\`, or join stages with \`|>\``,
    });
  }
  if (followsExpression) {
    const next = context === "file" ? "the next declaration" : context === "data" ? "the next field" : "the next statement"; // prettier-ignore
    return diagnostic("NN0101", `expected an operator or ${next}, found ${describe(at, view)}`, {
      labels: [{ span: spanAt(at, view), text: "does not belong to what is before it" }],
    });
  }
  return notAStatement(at, context, view);
}

/** Whether what stands before a place on its line, or the line before, is a stage of a pipe. */
function pipeBefore(at: number, view: View): boolean {
  let depth = 0;
  for (let i = at - 1; i >= 0 && depth >= 0; i--) {
    if (is(view, i, t.RightParen, t.RightBracket, t.RightBrace)) depth++;
    else if (is(view, i, t.LeftParen, t.LeftBracket, t.LeftBrace)) depth--;
    else if (depth === 0 && is(view, i, t.Pipe)) return true;
    else if (depth === 0 && is(view, i, t.Equal, t.Return)) return false;
  }
  return false;
}

/** `name = value` or `name: type = value` without the keyword that binds. */
function unbound(at: number, context: Context, view: View): Diagnostic {
  const token = view.tokens[at]!;
  const keyword = context === "file" ? "config" : "let";
  const start = { file: view.file, start: token.startOffset, end: token.startOffset };
  return diagnostic("NN0105", `\`${token.image}\` is bound without \`${keyword}\``, {
    labels: [{ span: tokenSpan(token, view.file), text: `write \`${keyword} ${token.image}\`` }],
    notes: context === "block" ? ["a `param` or `state` is changed with `set`"] : [],
    fixes: [{ title: `write \`${keyword} ${token.image}\``, edits: [{ span: start, text: `${keyword} ` }] }],
  });
}

/** A statement that exists, but not here. */
function otherPlace(at: number, context: Context, view: View): Diagnostic {
  const word = view.tokens[at]!.image;
  const trainOnly = is(view, at, t.Minimize, t.Metric, t.Predict);
  const title = `\`${word}\` cannot stand ${places[context]}`;
  const help =
    context === "data"
      ? "a field is `name: type = value`, a local name `name = value`"
      : trainOnly
        ? `write it inside of \`train name on data { … }\``
        : word === "return"
          ? "a `train` has no result; report a value with `metric name = …`"
          : context === "file"
            ? "statements stand inside of `fn`, `layer`, `model`, `train` and `test`; a constant of the file is a `config`"
            : "a name must follow";
  return diagnostic("NN0103", title, {
    labels: [{ span: tokenSpan(view.tokens[at]!, view.file), text: "not here" }],
    help,
  });
}

function notAStatement(at: number, context: Context, view: View): Diagnostic {
  const span = tokenSpan(view.tokens[at]!, view.file);
  const found = describe(at, view);
  if (context === "file") {
    return diagnostic("NN0103", `expected a declaration, found ${found}`, {
      labels: [{ span, text: "declarations begin with a keyword" }],
      help: "the declarations are `import config data fn layer model optimizer train test`",
    });
  }
  if (context === "data") {
    return is(view, at, t.Word)
      ? diagnostic("NN0112", `the field ${found} has no value`, {
          labels: [{ span, text: "a field is `name: type = value`" }],
          help: `write \`${view.tokens[at]!.image}: [n] = …\``,
        })
      : diagnostic("NN0103", `expected a field, found ${found}`, {
          labels: [{ span, text: "a field is `name: type = value`" }],
        });
  }
  const isLast = context === "block";
  return diagnostic("NN0103", `expected a statement, found ${found}`, {
    labels: [{ span, text: "statements begin with a keyword" }],
    help: isLast ? "give the block's result with `return`, or bind a name with `let`" : "bind a name with `let`, or report a value with `metric name = …`", // prettier-ignore
  });
}

/** Whether a word is followed by what could follow a keyword, such as `def f` or `for i`, rather than by `(` or `.`. */
const startsWord = (at: number, view: View): boolean =>
  is(view, at + 1, t.AnyWord) || (view.tokens[at]!.image === "print" && is(view, at + 1, t.LeftParen));
