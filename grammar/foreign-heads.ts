/** Mistakes in the head of a declaration: names, inputs, shapes and types, and what stands before the braces. */
import {
  across,
  before,
  behind,
  image,
  lastOfLine,
  onLineOf,
  says,
  write,
  type Rule,
} from "./foreign-words.ts";
import { startsLine, tokenSpan } from "./lex.ts";
import * as t from "./tokens.ts";
import { is, quote, touches } from "./view.ts";

const DTYPES = new Set(["f32", "f16", "i32", "bool", "int", "float", "f64", "float32", "int32", "i64"]);
const SOURCES = new Set(["csv", "tsv", "idx", "npz", "npy", "safetensors", "parquet", "images", "chars", "bytes", "generate"]); // prettier-ignore

const shapes = "a shape stands in square brackets";

/** `model = Sequential()`, `data = csv(…)`: a keyword where its name should be. */
const noName: Rule = (at, view, { start, kind }) => {
  if (kind !== "unexpected" || at !== start + 1 || !is(view, at, t.Equal)) return undefined;
  const word = image(start, view);
  const help: Readonly<Record<string, string>> = {
    model: "write `model name(x: [batch, 4]) -> [batch, 1] = x |> dense(16) |> relu |> dense(1)`",
    layer: "write `layer name(x: [batch, n]) -> [batch, n] = …`",
    fn: "write `fn name(x: [n]) -> [n] = …`",
    data: 'write `data name = csv("data/file.csv") { … }`',
    train: "write `train name on data { epochs = 10 … minimize loss with adam(lr: 1e-3) }`",
    optimizer: "the optimizer is named with the loss: `minimize loss with adam(lr: 1e-3)`",
    config: "write `config name = 1`",
  };
  if (help[word] === undefined || !is(view, start, ...t.declarationKeywords)) return undefined;
  return says(`this \`${word}\` has no name`, tokenSpan(view.tokens[at]!, view.file), {
    code: "NN0112",
    label: "expected a name before it",
    help: help[word],
  });
};

/** `data csv("…") {` without a name, `data houses csv("…") {` without `=`, `data … = csv("…")` without fields. */
const dataHead: Rule = (at, view, problem) => {
  const { start } = problem;
  if (problem.kind !== "unexpected" || image(start, view) !== "data") return undefined;
  const [only, name] = [problem.expected.join(), image(start + 1, view)];
  if (only === "`=`" && at === start + 2 && is(view, at, t.LeftParen) && SOURCES.has(name))
    return says("this `data` has no name", tokenSpan(view.tokens[start + 1]!, view.file), {
      code: "NN0112",
      label: "expected a name and `=` before it",
      fix: write(before(start + 1, view), "set = ", `write \`data set = ${name}(…)\``),
    });
  const source = at + (is(view, at, t.Colon, t.From) ? 1 : 0);
  if (
    only === "`=`" &&
    at === start + 2 &&
    SOURCES.has(image(source, view)) &&
    is(view, source + 1, t.LeftParen)
  ) {
    const span = source === at ? before(at, view) : across(at - 1, at, view);
    return says("`=` stands before the source of `data`", tokenSpan(view.tokens[at]!, view.file), {
      code: "NN0101",
      label: "expected `=`",
      fix: write(
        span,
        source === at ? "= " : `${name} =`,
        `write \`data ${name} = ${image(source, view)}(…)\``,
      ),
    });
  }
  if (only !== "`{`" || problem.rule !== "data") return undefined;
  const colon = is(view, at, t.Colon);
  return says(
    "the fields of `data` stand in braces",
    colon ? tokenSpan(view.tokens[at]!, view.file) : behind(at - 1, view),
    {
      code: "NN0101",
      label: "expected `{`",
      ...(colon
        ? { fix: write(tokenSpan(view.tokens[at]!, view.file), " {", `write \`data ${name} = … {\``) }
        : {
            help: `say what training is fed with: \`data ${name} = … { x: [2] = [column, column]  y: [1] = [column] }\``,
          }),
    },
  );
};

/** `train fit houses {`, `train fit(houses) {`. */
const trainData: Rule = (at, view, { start, kind }) => {
  if (kind !== "unexpected" || image(start, view) !== "train" || at !== start + 2) return undefined;
  const name = image(start + 1, view);
  if (is(view, at, t.Word) && is(view, at + 1, t.LeftBrace) && image(start + 1, view) !== "on")
    return says("`on` stands before the data", tokenSpan(view.tokens[at]!, view.file), {
      code: "NN0101",
      label: "`on` is missing before it",
      fix: write(before(at, view), "on ", `write \`train ${name} on ${image(at, view)} {\``),
    });
  if (is(view, at, t.LeftParen) && is(view, at + 1, t.Word) && is(view, at + 2, t.RightParen))
    return says("data follows `on`", across(at, at + 2, view), {
      code: "NN0101",
      label: "not in brackets",
      fix: write(
        across(at - 1, at + 2, view),
        `${name} on ${image(at + 1, view)}`,
        `write \`train ${name} on ${image(at + 1, view)} {\``,
      ),
    });
  return undefined;
};

/** `model f(x: [n]) [n] =` without its arrow. */
const missingArrow: Rule = (at, view, problem) =>
  problem.kind === "unexpected" &&
  problem.rule === "result" &&
  is(view, at, t.LeftBracket) &&
  is(view, at - 1, t.RightParen)
    ? says("a result's type follows `->`", tokenSpan(view.tokens[at]!, view.file), {
        label: "`->` is missing before it",
        fix: write(before(at, view), "-> ", "write `->`"),
      })
    : undefined;

/** `-> batch, 1 =` and `(x: batch, 4)`. */
const openShape: Rule = (at, view, problem) => {
  if (problem.kind !== "unexpected") return undefined;
  const comma = is(view, at, t.Comma)
    ? at
    : is(view, at, t.NumberToken) && is(view, at - 1, t.Comma)
      ? at - 1
      : -1;
  if (comma < 0 || !is(view, comma - 1, t.Word, t.NumberToken) || !is(view, comma - 2, t.Arrow, t.Colon))
    return undefined;
  if (is(view, comma - 2, t.Arrow) ? problem.rule !== "result" : !["params", "param"].includes(problem.rule))
    return undefined;
  let last = comma;
  while (is(view, last, t.Comma) && is(view, last + 1, t.Word, t.NumberToken) && !is(view, last + 2, t.Colon))
    last += 2;
  if (last === comma) return undefined;
  const span = across(comma - 1, last - 1, view);
  return says(shapes, span, {
    code: "NN0101",
    fix: write(span, `[${view.source.slice(span.start, span.end)}]`),
  });
};

/** `-> 1 =`, `x: 4 = …`, `(x: 4)`, `(4)`: a number in the place of a shape. */
const numberForShape: Rule = (at, view, problem) => {
  if (problem.kind !== "unexpected" || !is(view, at, t.NumberToken)) return undefined;
  const [n, span] = [image(at, view), tokenSpan(view.tokens[at]!, view.file)];
  const batched = ["model", "layer"].includes(image(problem.start, view));
  const shape = batched ? `[batch, ${n}]` : `[${n}]`;
  if (problem.rule === "params" && is(view, at - 1, t.LeftParen))
    return says("an input has a name and a shape", span, {
      code: "NN0101",
      label: "a size alone",
      fix: write(span, `x: ${shape}`),
    });
  const ends = is(view, at + 1, t.Equal, t.RightParen, t.Comma, t.LeftBrace);
  const wanted = problem.rule === "type" && is(view, at - 1, t.Arrow, t.Colon) && ends;
  if (!wanted || is(view, problem.start, t.Let, t.Config)) return undefined;
  return says(shapes, span, { code: "NN0101", label: "a number alone", fix: write(span, shape) });
};

/** `x[batch, 4]` for `x: [batch, 4]`, in inputs and fields. */
const shapeOfName: Rule = (at, view, problem) => {
  const input =
    problem.kind === "unexpected" &&
    problem.rule === "params" &&
    is(view, at, t.LeftBracket) &&
    is(view, at - 1, t.Word);
  const field =
    problem.kind === "notAStatement" &&
    problem.context === "data" &&
    is(view, at, t.Word) &&
    is(view, at + 1, t.LeftBracket);
  if (!input && !field) return undefined;
  const open = input ? at : at + 1;
  return says("`:` stands between a name and its shape", tokenSpan(view.tokens[open]!, view.file), {
    code: "NN0101",
    label: "`:` is missing before it",
    fix: write(before(open, view), ": ", `write \`${image(open - 1, view)}: […]\``),
  });
};

/** `(float x)`, `(Tensor x)`. */
const typeFirst: Rule = (at, view, problem) => {
  const type = image(at - 1, view);
  const known = DTYPES.has(type) || /^(Tensor|tensor|Array|Matrix|Vector|double)$/.test(type);
  if (problem.kind !== "unexpected" || problem.rule !== "params" || !is(view, at, t.Word) || !known)
    return undefined;
  const name = image(at, view);
  return says("the name comes first, then its shape", across(at - 1, at, view), {
    code: "NN0101",
    help: `write \`${name}: [batch, 4]\` with the sizes of your data, or \`${name}: i32[batch]\` for whole numbers`,
  });
};

/** `[batch, 4]f32`, `[1] i32 =`. */
const dtypeAfter: Rule = (at, view, problem) => {
  const dtype = image(at, view);
  const place =
    problem.kind === "unexpected" && ["params", "result", "field", "let", "weight"].includes(problem.rule);
  if (!place || !DTYPES.has(dtype) || !is(view, at - 1, t.RightBracket)) return undefined;
  let open = at - 1;
  while (open > problem.start && !is(view, open, t.LeftBracket)) open--;
  const shape = across(open, at - 1, view);
  const text = `${dtype}${view.source.slice(shape.start, shape.end)}`;
  return says("the dtype stands before the shape", tokenSpan(view.tokens[at]!, view.file), {
    code: "NN0101",
    label: "not behind it",
    fix: write(across(open, at, view), text),
  });
};

/** A body that is not there: `model f(…) =` with the next declaration, a `config` or a pipe below it. */
const missingBody: Rule = (at, view, problem) => {
  if (problem.kind !== "unexpected" || !is(view, at - 1, t.Equal, t.Return)) return undefined;
  const { start } = problem;
  if (is(view, at, t.Pipe)) {
    const opener = view.tokens.findIndex((_, i) => i > start && is(view, i, t.LeftParen));
    const param = is(view, opener + 1, t.Word) ? image(opener + 1, view) : "x";
    return says("a pipe begins with a value", tokenSpan(view.tokens[at]!, view.file), {
      code: "NN0101",
      label: "nothing before it",
      fix: write(before(at, view), `${param} `, `write \`${param} |> …\``),
    });
  }
  const header = ["model", "layer", "fn"].includes(image(start, view));
  if (!header || !is(view, at - 1, t.Equal) || !startsLine(view.tokens, at)) return undefined;
  if (is(view, at, t.Config) && view.tokens[at]!.startColumn! > 1)
    return says("`config` stands at the top of the file", tokenSpan(view.tokens[at]!, view.file), {
      code: "NN0113",
      label: "not in a body",
      help: `move the line above \`${image(start, view)} ${image(start + 1, view)}\``,
    });
  if (is(view, at, t.Let))
    return says("a body with statements stands in braces", behind(at - 2, view), {
      code: "NN0101",
      label: "expected `{`",
      help: "write `{ let … return … }` without `=`",
    });
  return undefined;
};

/** `x: [4] = area, rooms`: several columns. */
const openList: Rule = (at, view, problem) => {
  if (problem.kind !== "notAStatement" || problem.context !== "data" || !is(view, at, t.Comma))
    return undefined;
  if (!onLineOf(at + 1, at, view) || is(view, at + 2, t.Colon, t.Equal)) return undefined;
  let first = at;
  while (onLineOf(first - 1, at, view) && !is(view, first - 1, t.Equal)) first--;
  const last = lastOfLine(at, view);
  if (!is(view, first - 1, t.Equal) || is(view, last, t.RightBrace)) return undefined;
  const span = across(first, last, view);
  return says("several columns stand in square brackets", tokenSpan(view.tokens[at]!, view.file), {
    code: "NN0101",
    label: "a second value",
    fix: write(span, `[${view.source.slice(span.start, span.end)}]`),
  });
};

/** `x, dense(16), relu` as a body: stages in a row. */
const stagesInARow: Rule = (at, view, problem) => {
  if (problem.kind !== "notAStatement" || problem.context !== "file" || !is(view, at, t.Comma))
    return undefined;
  if (!onLineOf(at + 1, at, view) || !is(view, at + 1, t.Word)) return undefined;
  const last = lastOfLine(at, view);
  const edits = [];
  let depth = 0;
  for (let i = at; i <= last; i++) {
    if (is(view, i, t.LeftParen, t.LeftBracket)) depth++;
    if (is(view, i, t.RightParen, t.RightBracket)) depth--;
    if (depth === 0 && is(view, i, t.Comma))
      edits.push({ span: tokenSpan(view.tokens[i]!, view.file), text: " |>" });
  }
  return says("the stages of a network are joined by `|>`", tokenSpan(view.tokens[at]!, view.file), {
    code: "NN0101",
    label: "not by commas",
    fix: { title: `write \`${image(at - 1, view)} |> ${image(at + 1, view)}\``, edits },
  });
};

/** `(length, width)`, `kernel: (3, 3)`. */
const tuple: Rule = (at, view, problem) => {
  if (problem.kind !== "unexpected" || problem.expected.join() !== "`)`" || !is(view, at, t.Comma))
    return undefined;
  let [open, depth] = [at - 1, 0];
  for (; open >= 0; open--) {
    if (is(view, open, t.RightParen, t.RightBracket, t.RightBrace)) depth++;
    else if (is(view, open, t.LeftParen, t.LeftBracket, t.LeftBrace) && depth-- === 0) break;
  }
  if (!is(view, open, t.LeftParen)) return undefined;
  if (is(view, open - 1, t.Repeat))
    return says("`repeat` is no function", tokenSpan(view.tokens[open - 1]!, view.file), {
      code: "NN0101",
      help: "write `x |> repeat 3 { dense(16) |> relu }`",
    });
  if (is(view, open - 1, t.Word, t.RightParen, t.RightBracket, t.Minimize)) return undefined;
  let [close, inner] = [at, 0];
  for (; close < view.tokens.length; close++) {
    if (is(view, close, t.LeftParen, t.LeftBracket, t.LeftBrace)) inner++;
    else if (is(view, close, t.RightParen, t.RightBracket, t.RightBrace) && inner-- === 0) break;
  }
  if (!is(view, close, t.RightParen)) return undefined;
  const ends = [open, close].map((i) => tokenSpan(view.tokens[i]!, view.file));
  const text = `[${view.source.slice(ends[0]!.end, ends[1]!.start).replace(/,\s*$/, "")}]`;
  return says("there are no tuples", across(open, close, view), {
    label: "several values stand in square brackets",
    fix: { title: `write ${quote(text)}`, edits: [{ span: across(open, close, view), text }] },
  });
};

/** `dense 16`, `csv "file.csv"`: a call without its brackets. */
const bareArgument: Rule = (at, view) => {
  const value = is(view, at, t.NumberToken, t.StringToken);
  const called = is(view, at - 1, t.Word) && is(view, at - 2, t.Pipe, t.Equal, t.Comma, t.LeftParen, t.With);
  if (!value || !called || touches(view, at) || !onLineOf(at, at - 1, view)) return undefined;
  const text = `${image(at - 1, view)}(${image(at, view)})`;
  return says("arguments stand in brackets", tokenSpan(view.tokens[at]!, view.file), {
    code: "NN0101",
    label: "not in brackets",
    fix: write(across(at - 1, at, view), text),
  });
};

export const HEADS: readonly Rule[] = [
  noName, dataHead, trainData, missingArrow, openShape, numberForShape, shapeOfName, typeFirst, dtypeAfter, missingBody,
  tuple, bareArgument,
]; // prettier-ignore
export const MISPLACED_HEADS: readonly Rule[] = [shapeOfName, openList, stagesInARow, bareArgument];
