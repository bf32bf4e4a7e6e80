/** Keywords that are nearly right, settings without `=`, and numbers, operators and words that are nearly ours. */
import { nearest } from "../compiler/diagnostics.ts";
import { across, behind, image, onLineOf, says, write, type Rule } from "./foreign-words.ts";
import { startsLine, tokenSpan } from "./lex.ts";
import type { Context } from "./recovery.ts";
import * as t from "./tokens.ts";
import { is, quote, touches } from "./view.ts";

const KEYWORDS: Readonly<Record<Context, readonly string[]>> = {
  file: ["import", "config", "data", "fn", "layer", "model", "optimizer", "train", "test"],
  block: ["let", "param", "state", "set", "expect", "return"],
  train: ["let", "param", "state", "set", "expect", "minimize", "metric", "predict"],
  data: [],
};
/** What people call them, too far away to be a misspelling. */
const CALLED: Readonly<Record<Context, Readonly<Record<string, string>>>> = {
  file: {
    training: "train",
    trainer: "train",
    fit: "train",
    dataset: "data",
    network: "model",
    net: "model",
    block: "layer",
    component: "layer",
    setting: "config",
    hyperparameter: "config",
  },
  block: { parameter: "param", weight: "param", variable: "let", assert: "expect", yield: "return" },
  train: {
    metrics: "metric",
    measure: "metric",
    report: "metric",
    prediction: "predict",
    predictions: "predict",
    output: "predict",
    min: "minimize",
    optimise: "minimize",
    variable: "let",
    parameter: "param",
  },
  data: {},
};

/** `modle price(…)`, `Minimize loss`, `metrics mae = …`. */
export const misspelled: Rule = (at, view, problem) => {
  if (problem.kind !== "notAStatement" || !is(view, at, t.Identifier) || !startsLine(view.tokens, at))
    return undefined;
  const word = image(at, view);
  const { context } = problem;
  const named = onLineOf(at + 1, at, view) && is(view, at + 1, t.AnyWord, t.StringToken);
  const keyword = Object.hasOwn(CALLED[context], word)
    ? CALLED[context][word]!
    : nearest(word, KEYWORDS[context])[0];
  // A loss may begin with a bracket or a sign; a bracket after any other word is a call.
  const loss = keyword === "minimize" && is(view, at + 1, t.LeftParen, t.Minus, t.NumberToken);
  if (keyword === undefined || !(named || (loss && word !== "min"))) return undefined;
  const span = tokenSpan(view.tokens[at]!, view.file);
  return says(`expected a ${context === "file" ? "declaration" : "statement"}, found ${quote(word)}`, span, {
    code: "NN0103",
    label: `did you mean \`${keyword}\`?`,
    fix: write(span, keyword),
  });
};

/** `epochs 2`, `epochs == 2`, `epochs(2)`. */
export const settingForm: Rule = (at, view, problem) => {
  if (problem.kind !== "notAStatement" || problem.context !== "train" || !is(view, at, t.Word))
    return undefined;
  if (!startsLine(view.tokens, at) || !onLineOf(at + 1, at, view)) return undefined;
  const name = image(at, view);
  if (name === "print") return undefined;
  const alone = (last: number): boolean => !onLineOf(last + 1, at, view);
  const value = is(view, at + 1, t.NumberToken)
    ? at + 1
    : is(view, at + 1, t.EqualEqual) ||
        (is(view, at + 1, t.LeftParen) && is(view, at + 2, t.NumberToken) && is(view, at + 3, t.RightParen))
      ? at + 2
      : -1;
  const last = is(view, at + 1, t.LeftParen) ? at + 3 : value;
  if (value < 0 || !is(view, value, t.NumberToken, t.Word, t.True, t.False, t.StringToken) || !alone(last))
    return undefined;
  const text = `${name} = ${image(value, view)}`;
  return says("settings are given with `=`", across(at, last, view), {
    code: "NN0112",
    fix: write(across(at, last, view), text),
  });
};

/** `1e-3f`, `0x10`, `1e`, `0.1.2`: what begins as a number and goes on. */
export const number: Rule = (at, view) => {
  if (!is(view, at - 1, t.NumberToken) || !is(view, at, t.NumberToken, t.Word)) return undefined;
  if (startsLine(view.tokens, at)) return undefined;
  const [digits, rest] = [image(at - 1, view), image(at, view)];
  const both = across(at - 1, at, view);
  const title = `${quote(digits + rest)} is not a number`;
  if (is(view, at, t.NumberToken) && touches(view, at))
    return says(title, both, {
      code: "NN0118",
      label: "two decimal points",
      help: "write one of them, such as `0.12`",
    });
  if (/^[eE]$/.test(rest)) {
    const end = is(view, at + 1, t.Minus, t.Plus) && is(view, at + 2, t.NumberToken) ? at + 2 : at;
    const span = across(at - 1, end, view);
    const text = view.source.slice(span.start, span.end).replace(/\s/g, "");
    return says(`${quote(view.source.slice(span.start, span.end))} is not a number`, span, {
      code: "NN0118",
      ...(end === at
        ? { label: "its exponent is missing", help: `write it, such as \`${digits}e-3\`` }
        : { label: "written with a space", fix: write(span, text) }),
    });
  }
  if (!touches(view, at)) return undefined;
  if (/^[fFdDlLuU]$/.test(rest))
    return says(title, both, { code: "NN0118", label: "numbers have no suffix", fix: write(both, digits) });
  const value = digits === "0" && /^[xXbBoO][\da-fA-F]+$/.test(rest) ? Number(digits + rest) : Number.NaN;
  if (Number.isSafeInteger(value))
    return says(title, both, {
      code: "NN0118",
      label: "numbers are decimal",
      fix: write(both, String(value)),
    });
  return undefined;
};

/** `new price()`, `await f(x)`. */
export const needlessWord: Rule = (at, view) => {
  const word = image(at - 1, view);
  if (!["new", "await", "async", "yield"].includes(word) || !is(view, at, t.Word)) return undefined;
  if (!onLineOf(at, at - 1, view)) return undefined;
  const span = { ...across(at - 1, at, view), end: view.tokens[at]!.startOffset };
  return says(`there is no \`${word}\` in this language`, tokenSpan(view.tokens[at - 1]!, view.file), {
    label: "not needed",
    fix: { title: "remove it", edits: [{ span, text: "" }] },
  });
};

/** `let net <- price()`. */
export const arrowForEqual: Rule = (at, view, problem) =>
  problem.kind === "unexpected" &&
  problem.expected.join() === "`=`" &&
  is(view, at, t.Less) &&
  is(view, at + 1, t.Minus) &&
  touches(view, at + 1)
    ? says("names are bound with `=`", across(at, at + 1, view), {
        fix: write(across(at, at + 1, view), "="),
      })
    : undefined;

/** `x |> |> f`, `x >> f`, and stages that a comma separates in `repeat`. */
export const pipes: Rule = (at, view, problem) => {
  if (problem.kind !== "unexpected") return undefined;
  if (is(view, at, t.Pipe) && is(view, at - 1, t.Pipe)) {
    const span = { ...across(at - 1, at, view), end: view.tokens[at]!.startOffset };
    return says("one `|>` too many", tokenSpan(view.tokens[at]!, view.file), {
      code: "NN0101",
      fix: { title: "remove it", edits: [{ span, text: "" }] },
    });
  }
  if (is(view, at, t.Greater) && is(view, at - 1, t.Greater) && touches(view, at)) {
    const edits = [];
    for (let i = problem.start + 1; i < view.tokens.length; i++) {
      if (
        i > at &&
        startsLine(view.tokens, i) &&
        is(view, i, ...t.declarationKeywords, ...t.statementKeywords)
      )
        break;
      if (is(view, i, t.Greater) && is(view, i - 1, t.Greater) && touches(view, i))
        edits.push({ span: across(i - 1, i, view), text: "|>" });
    }
    return says("values pass from stage to stage by `|>`", across(at - 1, at, view), {
      fix: { title: "write `|>`", edits },
    });
  }
  if (is(view, at, t.Comma) && problem.expected.join() === "`}`" && problem.rule === "repeat")
    return says("the stages of a pipe are joined by `|>`", tokenSpan(view.tokens[at]!, view.file), {
      code: "NN0101",
      label: "not by commas",
      fix: write(tokenSpan(view.tokens[at]!, view.file), " |>"),
    });
  return undefined;
};

/** `predict guess`, `predict a, b = …`: a value without its name. */
export const reportValue: Rule = (at, view, problem) => {
  const word = image(problem.start, view);
  if (problem.kind !== "unexpected" || !["metric", "predict"].includes(word) || at !== problem.start + 2)
    return undefined;
  const value = image(at - 1, view);
  if (is(view, at, t.Comma))
    return says(`one \`${word}\` reports one value`, tokenSpan(view.tokens[at]!, view.file), {
      code: "NN0112",
      label: "a second name",
      help: `write a \`${word} name = …\` for each`,
    });
  if (onLineOf(at, at - 1, view) && !is(view, at, t.LeftBracket, t.BinaryOperator, t.Pipe)) return undefined;
  const bound = view.tokens.some((_, i) => is(view, i, t.Let) && image(i + 1, view) === value);
  if (!bound)
    return says(`\`${value}\` has no value`, behind(at - 1, view), {
      code: "NN0112",
      label: "expected `=` and a value",
      help: `write \`${word} ${value} = …\`, such as \`${word === "metric" ? "metric accuracy = mean(argmax(logits) == y)" : "predict digit = argmax(logits)"}\``,
    });
  return says(`this \`${word}\` has no name`, behind(at - 1, view), {
    code: "NN0112",
    label: `\`${value}\` is its value`,
    help: `say what it is called, and then its value: \`${word} answer = ${value}\``,
  });
};
