/** Habits from other languages inside of a statement: operators, calls, types, names. */
import { diagnostic, type Diagnostic, type Span } from "../compiler/diagnostics.ts";
import {
  across,
  before,
  behind,
  image,
  lastOfLine,
  lineOf,
  onLineOf,
  says,
  wantsName,
  write,
  type Rule,
} from "./foreign-words.ts";
import { HEADS } from "./foreign-heads.ts";
import { startsLine, tokenSpan } from "./lex.ts";
import { foreignOperator } from "./messages.ts";
import { arrowForEqual, needlessWord, number, pipes, reportValue } from "./misspelled.ts";
import * as t from "./tokens.ts";
import { is, quote, spanAt, touches, type View } from "./view.ts";

/** `import torch`, `import numpy as np`, `from torch import nn`. */
export function imported(at: number, name: number, view: View): Diagnostic {
  const last = lastOfLine(at, view);
  return says(`nothing is imported from ${quote(image(name, view))}`, across(at, last, view), {
    label: "not needed: the whole library is there",
    fix: { title: "remove the line", edits: [{ span: lineOf(at, view), text: "" }] },
  });
}

const moduleImport: Rule = (at, view, { start }) =>
  image(start, view) === "import" &&
  at === start + 1 &&
  is(view, at, t.Word) &&
  onLineOf(at, start, view) &&
  !(image(at + 1, view) === "from" && is(view, at + 2, t.StringToken))
    ? imported(start, at, view)
    : undefined;

/** `x -> f -> g` for `x |> f |> g`. */
export const pipeArrow: Rule = (at, view, { start }) => {
  if (!is(view, at, t.Arrow)) return undefined;
  const arrows: number[] = [];
  for (let i = start; i < view.tokens.length; i++) {
    if (i > at && startsLine(view.tokens, i) && is(view, i, ...t.declarationKeywords, ...t.statementKeywords))
      break;
    if (i >= at && is(view, i, t.Arrow)) arrows.push(i);
  }
  const spans = arrows.map((i) => tokenSpan(view.tokens[i]!, view.file));
  return diagnostic("NN0117", "values pass from stage to stage by `|>`", {
    labels: [{ span: spans[0]!, text: "`->` stands before a result's type" }],
    fixes: [{ title: "write `|>`", edits: spans.map((span) => ({ span, text: "|>" })) }],
  });
};

export const lambda: Rule = (at, view) =>
  image(at - 1, view) === "lambda"
    ? says("there are no anonymous functions", tokenSpan(view.tokens[at - 1]!, view.file), {
        label: "not a keyword",
        help: "declare one at the top of the file: `fn name(x: [...s]) -> [...s] = …`",
      })
    : undefined;

/** `a if c else b`, `[f(x) for x in xs]`. */
export const pythonIf: Rule = (at, view, problem) => {
  if (startsLine(view.tokens, at) || wantsName(problem) || is(view, at - 1, t.Fn, t.Let, t.LayerWord))
    return undefined;
  if (is(view, at, t.If))
    return says("the condition comes first", tokenSpan(view.tokens[at]!, view.file), {
      label: "`if` follows its value here",
      help: "write `if condition then a else b`",
    });
  if (image(at, view) === "for" && is(view, at + 1, t.Word))
    return says("there are no comprehensions", tokenSpan(view.tokens[at]!, view.file), {
      label: "not a keyword",
      help: "repeat layers with `x |> repeat 3 { dense(16) |> relu }`; compute with whole tensors instead of their elements",
    });
  return undefined;
};

export const fString: Rule = (at, view) =>
  is(view, at, t.StringToken) && touches(view, at) && /^[frbu]$/i.test(image(at - 1, view))
    ? says(`strings have no prefix ${quote(image(at - 1, view))}`, across(at - 1, at, view), {
        fix: write(tokenSpan(view.tokens[at - 1]!, view.file), "", `write \`${image(at, view)}\``),
      })
    : undefined;

/** `): type` and `) => type` for `) -> type`. */
const resultType: Rule = (at, view, problem) => {
  if (problem.kind !== "unexpected" || !is(view, at - 1, t.RightParen, t.Equal)) return undefined;
  const colon = problem.rule === "result" && is(view, at, t.Colon) && onLineOf(at + 1, at, view);
  const arrow =
    is(view, at - 1, t.Equal) &&
    is(view, at, t.Greater) &&
    touches(view, at) &&
    is(view, at - 2, t.RightParen);
  if (!colon && !arrow) return undefined;
  const span = colon ? tokenSpan(view.tokens[at]!, view.file) : across(at - 1, at, view);
  return says("a result's type follows `->`", span, { fix: write(span, colon ? " ->" : "->") });
};

const pythonBody: Rule = (at, view, problem) => {
  if (problem.kind !== "unexpected" || problem.rule !== "result" || !is(view, at, t.Colon)) return undefined;
  const span = tokenSpan(view.tokens[at]!, view.file);
  return says("a body is no indented block", span, {
    code: "NN0101",
    label: "expected `=` or `{`",
    help: "a body is `= expression` or `{ … return expression }`",
  });
};

/** `=== !== := ==` in other places than theirs. */
const equals: Rule = (at, view, problem) => {
  const span = (from: number): Span => across(from, at, view);
  if (is(view, at, t.Equal) && touches(view, at) && is(view, at - 1, t.EqualEqual, t.NotEqual)) {
    const right = image(at - 1, view);
    return says(`there is no \`${right}=\``, span(at - 1), { fix: write(span(at - 1), right) });
  }
  if (is(view, at, t.Equal) && touches(view, at) && is(view, at - 1, t.Colon))
    return says("names are bound with `=`", span(at - 1), { fix: write(span(at - 1), "=") });
  if (is(view, at, t.Greater) && touches(view, at) && is(view, at - 1, t.Less))
    return says("there is no `<>`", span(at - 1), { fix: write(span(at - 1), "!=") });
  if (problem.kind === "unexpected" && problem.expected.join() === "`=`" && is(view, at, t.EqualEqual))
    return says("`==` compares; names are bound with `=`", span(at), {
      fix: write(span(at), "="),
      code: "NN0112",
    });
  return undefined;
};

/** `epochs: 2` for `epochs = 2`, `let a: f(x)` for `let a = f(x)`. */
const colonForEqual: Rule = (at, view, problem) => {
  if (problem.kind !== "unexpected") return undefined;
  const value = is(view, at, t.NumberToken, t.StringToken, t.True, t.False, t.Minus);
  const colon =
    problem.rule === "type" && value && is(view, at - 1, t.Colon)
      ? at - 1
      : problem.expected.join() === "`=`" && is(view, at, t.LeftParen) && is(view, at - 2, t.Colon)
        ? at - 2
        : undefined;
  if (colon === undefined || !is(view, colon - 1, t.Word)) return undefined;
  const name = image(colon - 1, view);
  if (name === "loss" && colon === problem.start + 1)
    return says("the loss is what `minimize` names", across(problem.start, colon, view), {
      code: "NN0112",
      help: "write `minimize loss with adam(lr: 1e-3)`, with the loss in its place",
    });
  const inTrain = problem.rule === "type" && !is(view, problem.start, t.Let, t.Param, t.State, t.Config);
  const span = tokenSpan(view.tokens[colon]!, view.file);
  const spaced = { ...span, start: tokenSpan(view.tokens[colon - 1]!, view.file).end };
  return says(inTrain ? "settings are given with `=`" : "names are bound with `=`", span, {
    code: "NN0112",
    label: "`:` is followed by a type",
    fix: write(spaced, " =", `write \`${is(view, problem.start, t.Let) ? "let " : ""}${name} = …\``),
  });
};

/** `(batch, 4)` for `[batch, 4]`. */
const roundShape: Rule = (at, view, problem) => {
  if (problem.kind !== "unexpected" || problem.rule !== "type" || !is(view, at, t.LeftParen))
    return undefined;
  let [close, open] = [at + 1, 1];
  for (; close < view.tokens.length && open > 0; close++)
    open += is(view, close, t.LeftParen) ? 1 : is(view, close, t.RightParen) ? -1 : 0;
  if (open > 0) return undefined;
  const ends = [at, close - 1].map((i) => tokenSpan(view.tokens[i]!, view.file));
  const inside = view.source.slice(ends[0]!.end, ends[1]!.start).replace(/,\s*$/, "");
  if (inside.includes("["))
    return says("there are no tuples", across(at, close - 1, view), {
      help: "several values are a record: `{ first: [n], second: [n] }`, made by `{ first: a, second: b }`",
    });
  return says("a shape stands in square brackets", across(at, close - 1, view), {
    fix: {
      title: `write ${quote(`[${inside}]`)}`,
      edits: [{ span: across(at, close - 1, view), text: `[${inside}]` }],
    },
  });
};

/** `model price = …`, without the inputs. */
const noInputs: Rule = (at, view, problem) => {
  if (problem.kind !== "unexpected" || problem.rule !== "params" || problem.expected.join() !== "`(`")
    return undefined;
  const [kind, name] = [image(problem.start, view), image(problem.start + 1, view)];
  if (at !== problem.start + 2 || !["model", "layer", "fn"].includes(kind)) return undefined;
  return says(`\`${name}\` has no inputs`, spanAt(at, view), {
    code: "NN0101",
    label: "expected `(` and the inputs with their shapes",
    help:
      kind === "fn"
        ? `write \`fn ${name}(x: [n]) -> [n] = …\``
        : `write \`${kind} ${name}(x: [batch, 4]) -> [batch, 1] = x |> dense(16) |> relu |> dense(1)\``,
  });
};

/** `= { let … }`. */
const equalBeforeBlock: Rule = (at, view, problem) => {
  if (problem.kind !== "unexpected" || !["recordField", "record"].includes(problem.rule)) return undefined;
  let open = at - 1;
  while (open > 0 && !is(view, open, t.LeftBrace)) open--;
  if (at - open > 2 || !is(view, open + 1, t.Let, t.Return, t.Param, t.State) || !is(view, open - 1, t.Equal))
    return undefined;
  const span = tokenSpan(view.tokens[open - 1]!, view.file);
  return says("a body in braces has no `=` before it", span, {
    code: "NN0101",
    label: "remove it",
    fix: { title: "write `{ … return … }` without `=`", edits: [{ span, text: "" }] },
  });
};

/** The head of a `train` block. */
const trainHead: Rule = (at, view, problem) => {
  const { start } = problem;
  if (problem.kind !== "unexpected" || image(start, view) !== "train" || problem.expected.join() !== "`{`")
    return undefined;
  const here = spanAt(at, view);
  if (at === start + 2 && image(start + 1, view) === "on") {
    const fix = write(before(start + 1, view), "fit ", `write \`train fit on ${image(at, view)} {\``);
    return says("this `train` has no name", tokenSpan(view.tokens[start + 1]!, view.file), {
      code: "NN0112",
      label: "expected a name before it",
      fix,
    });
  }
  if (at === start + 2 && is(view, at, t.Word) && is(view, at + 1, t.Word)) {
    if (is(view, at + 2, t.LeftBrace))
      return says(`data follows \`on\`, not ${quote(image(at, view))}`, here, {
        code: "NN0101",
        fix: write(here, "on"),
      });
    const joined = `${image(start + 1, view)}_${image(at, view)}`;
    return says("a name is one word", across(start + 1, at, view), {
      code: "NN0101",
      fix: write(across(start + 1, at, view), joined),
    });
  }
  if (!startsLine(view.tokens, at) && !is(view, at, t.Colon)) return undefined;
  const [after, name] = [behind(at - 1, view), image(start + 1, view)];
  return says("the body of `train` stands in braces", is(view, at, t.Colon) ? here : after, {
    code: "NN0101",
    label: "expected `{`",
    fix: is(view, at, t.Colon)
      ? write(here, " {", `write \`train ${name} … {\``)
      : write(after, " {", `write \`train ${name} … {\``),
  });
};

/** `metric mean(x)`, `metric "a" = …`. */
const unnamedReport: Rule = (at, view, problem) => {
  const word = image(problem.start, view);
  if (problem.kind !== "unexpected" || !["metric", "predict"].includes(word)) return undefined;
  if (at === problem.start + 2 && is(view, at, t.LeftParen)) {
    const callee = image(at - 1, view);
    return says(`this \`${word}\` has no name`, tokenSpan(view.tokens[at - 1]!, view.file), {
      code: "NN0112",
      label: "expected a name and `=` before it",
      fix: write(before(at - 1, view), "name = ", `write \`${word} name = ${callee}(…)\``),
    });
  }
  return undefined;
};

const minimizeCall: Rule = (at, view, { start }) =>
  is(view, start, t.Minimize) && is(view, start + 1, t.LeftParen) && is(view, at, t.Comma)
    ? says("`minimize` is no function", spanAt(at, view), {
        code: "NN0101",
        label: "expected `)`",
        help: "write `minimize loss with adam(lr: 1e-3)`",
      })
    : undefined;

/** `hidden-size`, `2nd`, `layer` for a name. */
const badName: Rule = (at, view, problem) => {
  if (problem.kind !== "unexpected") return undefined;
  if (
    problem.expected.join() === "`=`" &&
    is(view, at, t.Minus) &&
    touches(view, at) &&
    touches(view, at + 1)
  ) {
    const [name, span] = [`${image(at - 1, view)}-${image(at + 1, view)}`, across(at - 1, at + 1, view)];
    const fixed = name.replace("-", "_");
    return says(`${quote(name)} is no name`, span, {
      code: "NN0101",
      label: "`-` subtracts",
      fix: write(span, fixed),
    });
  }
  if (wantsName(problem) && is(view, at, t.NumberToken)) {
    const span = across(at, touches(view, at + 1) && is(view, at + 1, t.AnyWord) ? at + 1 : at, view);
    return says("names begin with a letter", span, { code: "NN0101", label: "begins with a digit" });
  }
  const keyword = is(view, at, t.AnyWord) && !is(view, at, t.Word) && !startsLine(view.tokens, at);
  const named =
    wantsName(problem) || (problem.rule === "params" && is(view, at + 1, t.Colon, t.Equal, t.Comma));
  if (keyword && named && problem.rule !== "minimize")
    return says(`${quote(image(at, view))} is a keyword and names nothing`, spanAt(at, view), {
      code: "NN0101",
      label: "expected a name",
      help: `choose another name, such as \`${image(at, view)}_\``,
    });
  return undefined;
};

/** `(a b)`, `[a,, b]`. */
const comma: Rule = (at, view, problem) => {
  if (problem.kind !== "unexpected" || startsLine(view.tokens, at)) return undefined;
  if (foreignOperator(at, view) !== undefined) return undefined;
  const span = spanAt(at, view);
  if (is(view, at, t.Comma) && is(view, at - 1, t.Comma))
    return says("one comma too many", span, { code: "NN0101", fix: write(span, "", "remove it") });
  const closer = problem.expected.length === 1 && /^`[)\]]`$/.test(problem.expected[0]!);
  const operand = is(view, at, t.Word, t.NumberToken, t.StringToken, t.LeftBracket);
  const list = ["call", "list", "shape", "index", "params"].includes(problem.rule);
  if (!closer || !operand || !list || is(view, at - 1, t.Comma)) return undefined;
  return says(`expected \`,\` or ${problem.expected[0]!}, found ${quote(image(at, view))}`, span, {
    code: "NN0101",
    label: "a comma is missing before it",
    fix: write(behind(at - 1, view), ",", "add `,`"),
  });
};

/** `let a, b = …`. */
const letPair: Rule = (at, view, problem) => {
  if (!is(view, problem.start, t.Let) || at !== problem.start + 2 || !is(view, at, t.Comma)) return undefined;
  let last = at;
  while (is(view, last, t.Comma) && is(view, last + 1, t.Word)) last += 2;
  if (!is(view, last, t.Equal)) return undefined;
  const span = across(at - 1, last - 1, view);
  const text = `{ ${view.source.slice(span.start, span.end)} }`;
  return says("several names are bound from a record", span, {
    code: "NN0101",
    fix: write(span, text),
    help: "they are the names of its fields",
  });
};

const elif: Rule = (at, view, problem) =>
  problem.kind === "unexpected" &&
  problem.expected.join() === "`else`" &&
  /^(elif|elsif|elseif)$/.test(image(at, view))
    ? says(`there is no ${quote(image(at, view))}`, spanAt(at, view), {
        fix: write(tokenSpan(view.tokens[at]!, view.file), "else if"),
        help: "with `then` and a last `else`: `if a then x else if b then y else z`",
      })
    : undefined;

/** `split: 80%`. */
const percent: Rule = (at, view) => {
  if (!is(view, at - 1, t.Percent) || !is(view, at - 2, t.NumberToken) || !touches(view, at - 1))
    return undefined;
  const [value, span] = [
    String(Number(image(at - 2, view).replaceAll("_", "")) / 100),
    across(at - 2, at - 1, view),
  ];
  return says("`%` is the remainder of a division", span, { fix: write(span, value) });
};

export const UNEXPECTED: readonly Rule[] = [
  percent, letPair, elif, number, needlessWord, arrowForEqual, pipes, reportValue, ...HEADS,
  moduleImport, fString, lambda, pythonIf, pipeArrow, resultType, pythonBody, equals, colonForEqual, roundShape,
  noInputs, equalBeforeBlock, trainHead, unnamedReport, minimizeCall, badName, comma,
]; // prettier-ignore
