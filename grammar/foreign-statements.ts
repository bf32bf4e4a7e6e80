/** Habits from other languages where a statement or a declaration should begin. */
import { fString, imported, lambda, pipeArrow, pythonIf } from "./foreign-expressions.ts";
import { MISPLACED_HEADS } from "./foreign-heads.ts";
import { across, image, lastOfLine, onLineOf, says, write, type Rule } from "./foreign-words.ts";
import { startsLine, tokenSpan } from "./lex.ts";
import { misspelled, needlessWord, number, settingForm } from "./misspelled.ts";
import * as t from "./tokens.ts";
import { is, quote, touches } from "./view.ts";

const fromImport: Rule = (at, view) => {
  if (image(at, view) !== "from" || !startsLine(view.tokens, at) || image(at + 2, view) === "")
    return undefined;
  return imported(at, at + 1, view);
};

const comment: Rule = (at, view) => {
  const dashes = is(view, at, t.Minus) && is(view, at + 1, t.Minus) && touches(view, at + 1);
  const html = is(view, at, t.Less) && is(view, at + 1, t.Bang) && touches(view, at + 1);
  if (!dashes && !html) return undefined;
  const span = across(at, html ? at + 3 : at + 1, view);
  return says("comments begin with `//`", span, {
    code: "NN0110",
    label: "write `//`",
    ...(dashes ? { fix: write(span, "//") } : { help: "write `// …`, or `/* … */` over several lines" }),
  });
};

/** `def`, `class`, `const` and so on are known to `misplaced.ts`; this adds what depends on the place. */
const arrowFunction: Rule = (at, view) => {
  if (!["const", "let", "var"].includes(image(at, view)) || !is(view, at + 2, t.Equal)) return undefined;
  const last = lastOfLine(at, view);
  for (let i = at + 3; i < last; i++) {
    if (!is(view, i, t.Equal) || !is(view, i + 1, t.Greater) || !touches(view, i + 1)) continue;
    const name = image(at + 1, view);
    return says("there are no arrow functions", across(i, i + 1, view), {
      label: "not known",
      help: `declare a function: \`fn ${name}(x: [n]) -> [n] = …\``,
    });
  }
  return undefined;
};

const constant: Rule = (at, view, problem) => {
  if (problem.kind !== "notAStatement" || !is(view, at + 1, t.Word)) return undefined;
  const word = image(at, view);
  const binds = is(view, at + 2, t.Equal) || is(view, at + 2, t.Colon);
  const keyword = problem.context === "file" ? "config" : "let";
  const foreign = ["const", "var", "val"].includes(word);
  if (!binds || word === keyword || !(foreign || word === "let") || problem.context === "data")
    return undefined;
  const span = tokenSpan(view.tokens[at]!, view.file);
  if (foreign)
    return says(`there is no \`${word}\` in this language`, span, {
      label: "not a keyword",
      fix: write(span, keyword, `write \`${keyword} ${image(at + 1, view)} = …\``),
    });
  return says("`let` cannot stand at the top of a file", span, {
    code: "NN0103",
    label: "not here",
    fix: write(span, "config", `write \`config ${image(at + 1, view)} = …\``),
  });
};

const selfAssignment: Rule = (at, view) => {
  const operator = image(at + 1, view);
  const assigns = is(view, at, t.Word) && is(view, at + 1, t.BinaryOperator) && is(view, at + 2, t.Equal) && touches(view, at + 2); // prettier-ignore
  if (!assigns || operator === "==") return undefined;
  return says(`there is no \`${operator}=\``, across(at + 1, at + 2, view), {
    label: "names are bound once",
    help: `bind a new name: \`let next = ${image(at, view)} ${operator} …\` (a \`state\` is changed by \`set ${image(at, view)} = …\`)`,
  });
};

/** `loss.backward()`, `optimizer.step()`, `model.fit(…)`. */
const trainingLoop: Rule = (at, view) => {
  const method = image(at + 2, view);
  const known = ["backward", "step", "zero_grad", "fit", "compile", "train", "eval", "apply_gradients"];
  const bare =
    ["compile", "fit", "backward"].includes(image(at, view)) &&
    is(view, at + 1, t.LeftParen) &&
    startsLine(view.tokens, at);
  if (!bare && (!is(view, at, t.Word) || !is(view, at + 1, t.Dot) || !known.includes(method)))
    return undefined;
  const last = bare ? at : is(view, at + 4, t.RightParen) ? at + 4 : at + 2;
  return says("no loop is written by hand", across(at, last, view), {
    label: "`train` does this in every step",
    help: "say what to minimize, once: `minimize loss with adam(lr: 1e-3)`",
  });
};

/** `with torch.no_grad():`. */
const noGrad: Rule = (at, view) =>
  image(at, view) === "with" && is(view, at + 1, t.Word) && is(view, at + 2, t.Dot)
    ? says("gradients are not switched off by hand", across(at, lastOfLine(at, view), view), {
        label: "not needed: metrics and predictions have none",
        help: "remove the line; `stop_grad(x)` keeps a value out of a gradient",
      })
    : undefined;

const minimizeOrder: Rule = (at, view) =>
  image(at, view) === "with"
    ? says("`with` follows the loss", tokenSpan(view.tokens[at]!, view.file), {
        code: "NN0103",
        label: "not here",
        help: "write `minimize loss with adam(lr: 1e-3)`",
      })
    : undefined;

const maximize: Rule = (at, view, problem) =>
  problem.kind === "notAStatement" && problem.context === "train" && image(at, view) === "maximize"
    ? says("there is no `maximize` in this language", tokenSpan(view.tokens[at]!, view.file), {
        label: "not a keyword",
        help: "minimize the negative: `minimize -(…) with adam(lr: 1e-3)`",
      })
    : undefined;

const forLoop: Rule = (at, view, problem) =>
  problem.kind === "notAStatement" &&
  ["train", "file"].includes(problem.context) &&
  image(at, view) === "for" &&
  is(view, at + 1, t.AnyWord)
    ? says("there is no `for` in this language", tokenSpan(view.tokens[at]!, view.file), {
        label: "`train` repeats its step by itself",
        help:
          problem.context === "file"
            ? "say how often in `train name on data { epochs = 10 … minimize loss with adam(lr: 1e-3) }`"
            : "say how often with `epochs = 5` or `steps = 1_000`",
      })
    : undefined;

const quotedName: Rule = (at, view) => {
  if (!is(view, at, t.StringToken) || !(is(view, at + 1, t.Colon) || is(view, at + 1, t.Equal)))
    return undefined;
  const name = image(at, view).slice(1, -1);
  if (!/^[A-Za-z_]\w*$/.test(name)) return undefined;
  const span = across(at, at + 1, view);
  return says("names are written without quotes", span, { fix: write(span, `${name} =`) });
};

const tripleQuotes: Rule = (at, view) =>
  image(at, view) === '""' && touches(view, at + 1) && is(view, at + 1, t.StringToken)
    ? says("there are no strings in triple quotes", across(at, at + 1, view), {
        help: "a comment begins with `//`; one that documents the declaration below it with `///`",
      })
    : undefined;

const decorator: Rule = (at, view) =>
  is(view, at, t.At) && is(view, at + 1, t.Word) && touches(view, at + 1) && startsLine(view.tokens, at)
    ? says("there are no decorators", across(at, at + 1, view), {
        label: "not needed: everything is compiled",
        help: "remove the line",
      })
    : undefined;

const json: Rule = (at, view, problem) =>
  problem.kind === "notAStatement" && problem.context === "file" && is(view, at, t.LeftBrace)
    ? says("a program begins with a declaration, not with `{`", tokenSpan(view.tokens[at]!, view.file), {
        code: "NN0103",
        label: "no keyword before it",
        help: "settings stand in `train name on data { epochs = 10 … }`",
      })
    : undefined;

/** `if (c) { … } else { … }` as a statement. */
const ifStatement: Rule = (at, view, problem) =>
  problem.kind === "notAStatement" && problem.context !== "file" && is(view, at, t.If)
    ? says("`if` is an expression, not a statement", tokenSpan(view.tokens[at]!, view.file), {
        code: "NN0103",
        label: "its value goes nowhere",
        help: "write `return if condition then a else b`, or `let name = if condition then a else b`",
      })
    : undefined;

/** `return a, b`. */
const returnPair: Rule = (at, view) => {
  if (!is(view, at, t.Comma)) return undefined;
  let first = at;
  while (onLineOf(first - 1, at, view)) first--;
  return is(view, first, t.Return)
    ? says("`return` gives one value", tokenSpan(view.tokens[at]!, view.file), {
        code: "NN0101",
        label: "a second value",
        help: "several values are a record: `return { first: a, second: b }`, of type `{ first: [n], second: [n] }`",
      })
    : undefined;
};

/** A loss or the like alone on its line. */
const bareCall: Rule = (at, view, problem) =>
  problem.kind === "notAStatement" &&
  problem.context === "train" &&
  startsLine(view.tokens, at) &&
  is(view, at, t.Word) &&
  is(view, at + 1, t.LeftParen) &&
  image(at, view) !== "print"
    ? says(`expected a statement, found ${quote(image(at, view))}`, tokenSpan(view.tokens[at]!, view.file), {
        code: "NN0103",
        label: "nothing happens with this value",
        help: `write \`minimize ${image(at, view)}(…) with adam(lr: 1e-3)\`, \`metric name = …\` or \`let name = …\``,
      })
    : undefined;

export const MISPLACED: readonly Rule[] = [
  number, needlessWord, fString, ...MISPLACED_HEADS, settingForm, maximize, misspelled,
  fromImport, comment, arrowFunction, constant, selfAssignment, trainingLoop, noGrad, minimizeOrder, forLoop,
  quotedName, tripleQuotes, decorator, json,
  pipeArrow, lambda, pythonIf, ifStatement, returnPair, bareCall,
]; // prettier-ignore
