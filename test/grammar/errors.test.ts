/** Broken programs: one error for each mistake, at its place, with edits that repair it; and no input breaks the parser. */
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../compiler/diagnostics.ts";
import { parse } from "../../grammar/index.ts";
import { lex } from "../../grammar/lex.ts";
import { bare, parseClean, programs, random } from "./support.ts";

/** The errors as `CODE line text`. */
function errors(source: string): string[] {
  return parse(source, "a.nn").diagnostics.map((d) => {
    const { start, end } = d.labels[0]!.span;
    return `${d.code} ${source.slice(0, start).split("\n").length} ${source.slice(start, end)}`.trimEnd();
  });
}

function applyFixes(source: string, diagnostics: readonly Diagnostic[]): string {
  const edits = diagnostics.flatMap((d) => d.fixes.flatMap((fix) => fix.edits));
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce(
      (text, { span, text: insert }) => text.slice(0, span.start) + insert + text.slice(span.end),
      source,
    );
}

describe("fixes repair", () => {
  test.each([
    ["config a = adam(lr = 1e-3, b1 = 0)", "config a = adam(lr: 1e-3, b1: 0)"],
    ["config a = { mu = 1 }", "config a = { mu: 1 }"],
    ["config a = 1;\nconfig b = 2;", "config a = 1\nconfig b = 2"],
    ["config a = csv('x')", 'config a = csv("x")'],
    ["config a = if x = 3 then 1 else 2", "config a = if x == 3 then 1 else 2"],
    ["config a = b < c + 1 < d", "config a = b < c + 1 && c + 1 < d"],
    ["config a = (b + c]", "config a = (b + c)"],
    ["config a = f(g(b)\nconfig c = 1", "config a = f(g(b))\nconfig c = 1"],
    ["config a = b ** c", "config a = b ^ c"],
    ["config a = b and c", "config a = b && c"],
    ["config a = 2x", "config a = 2 * x"],
    ["# note\nconfig a = 1", "// note\nconfig a = 1"],
    ["config a = b − c", "config a = b - c"],
    ["fn f(x) {\n  y = x\n  return y\n}", "fn f(x) {\n  let y = x\n  return y\n}"],
    ["hidden = 128", "config hidden = 128"],
    ["train t {\n  steps = 3\n\nconfig a = 1", "train t {\n  steps = 3\n}\n\nconfig a = 1"],
    ["train t {\n  steps = 3 // few", "train t {\n  steps = 3 // few\n}"],
    ["config a = { mu: 1\nconfig b = 2", "config a = { mu: 1\n}\nconfig b = 2"],
  ])("%s", (wrong, right) => {
    const { diagnostics } = parse(wrong, "a.nn");
    expect(diagnostics).toHaveLength(1);
    const fixed = applyFixes(wrong, diagnostics);
    expect(bare(parseClean(fixed))).toEqual(bare(parseClean(right)));
  });
});

describe("several mistakes, one error each", () => {
  test("in the statements of a block", () => {
    const source = `fn f(x: [n]) {
  let a = x +
  let b = g(x, y
  c = 3
  let d = x[0
  let e = (a]
  let g = a b
  set = 4
  return a
}
fn g(x) = x
`;
    expect(errors(source)).toEqual([
      "NN0101 2",
      "NN0102 3",
      "NN0105 4 c",
      "NN0102 5",
      "NN0102 6 ]",
      "NN0101 7 b",
      "NN0105 8 set",
    ]);
    expect(parse(source, "a.nn").ast.items).toHaveLength(2);
  });

  test("in data and train", () => {
    const source = `data d = csv("x") {
  x: [4]
  y: [1] = [a, b
  let z = 3
  w: i32 = labels
}
train t on d {
  epochs =
  batch = 5
  minimize loss
  metric m = a =  b
  predict p = 'x'
  return 3
}
`;
    expect(errors(source)).toEqual([
      "NN0112 2",
      "NN0102 3",
      "NN0103 4 let",
      "NN0101 8",
      "NN0101 10",
      "NN0111 11 =",
      "NN0108 12 'x'",
      "NN0103 13 return",
    ]);
    const { items } = parse(source, "a.nn").ast;
    expect(items).toMatchObject([{ fields: [{ name: { name: "w" } }] }, { items: [{ name: { name: "batch" } }, {}, {}] }]); // prettier-ignore
  });

  test("in declarations", () => {
    const source = `model m(x: [batch 4]) -> [batch] = x
layer l(x) -> = 3
fn e(x) = x
def f(x):
  return x
config a =
config b = 3
fn g x = 3
fn h(x) = x }
import a from "b"
train t {
  epochs = 5
fn i(x) = x
`;
    expect(errors(source)).toEqual([
      "NN0101 1 4",
      "NN0101 2 =",
      "NN0117 4 def",
      "NN0101 6",
      "NN0101 8 x",
      "NN0119 9 }",
      "NN0101 10 a",
      "NN0102 12",
    ]);
  });

  test("a missing brace points at the opener too", () => {
    const source = "train t {\n  epochs = 5\n\nfn f(x) = x\n";
    const [d] = parse(source, "a.nn").diagnostics;
    expect(d!.labels.map(({ span }) => source.slice(0, span.start).split("\n").length)).toEqual([2, 1]);
  });

  test("a declaration inside of another is no missing brace", () => {
    expect(errors("train t {\n  fn f(x) = x\n  epochs = 5\n}\nfn g(x) = x")).toEqual(["NN0113 2 fn"]);
  });

  test("unreadable text hides what follows from it", () => {
    expect(errors('config a = "abc\nconfig b = f("x\nconfig c = 1')).toEqual(["NN0106 1 \"abc", "NN0106 2 \"x"]); // prettier-ignore
    expect(errors("config a = “hello” + $x ?\nconfig b = 1")).toEqual(["NN0110 1 “hello”"]);
    expect(errors("config a = 1 /* never\n closed { (")).toEqual(["NN0106 1 /*"]);
  });
});

describe("what is deep or long", () => {
  const chain = (n: number, between: string): string => Array.from({ length: n }, () => "a").join(between);
  test.each([
    ["parentheses", "(".repeat(20_000) + "1" + ")".repeat(20_000)],
    ["open brackets", "[".repeat(20_000)],
    ["signs", `${"-".repeat(20_000)}1`],
    ["conditions", "if a then b else ".repeat(5_000) + "c"],
    ["sums", chain(20_000, " + ")],
    ["powers", chain(20_000, "^")],
    ["pipes", chain(20_000, " |> ")],
    ["calls", `f${"()".repeat(20_000)}`],
    ["chains in brackets", "(".repeat(20) + chain(90, " + ") + `)${chain(90, " + ")}`.repeat(20)],
  ])("%s are refused with an error, not a trace", (_name, text) => {
    const { diagnostics } = parse(`config x = ${text}`, "a.nn");
    expect(diagnostics.length).toBe(1);
  });

  test("what people write is not too deep", () => {
    expect(errors(`config x = ${"(".repeat(90)}1${")".repeat(90)}`)).toEqual([]);
    expect(errors(`config x = ${chain(900, " + ")}`)).toEqual([]);
  });

  test("a long file takes time in proportion", { timeout: 120_000 }, () => {
    const item = "fn f(x: [n]) {\n  let a = x + g(x, b: 2)[0, 1:2]\n  return a |> h\n}\n";
    /** The least of three times, which no other process has prolonged much. */
    const time = (items: number): number => {
      const source = item.repeat(items);
      const times = [1, 2, 3].map(() => {
        const start = performance.now();
        expect(parse(source, "a.nn").ast.items).toHaveLength(items);
        return performance.now() - start;
      });
      return Math.min(...times);
    };
    time(100);
    // 4 in proportion, 16 where every item meets all others.
    expect(time(2_000) / time(500)).toBeLessThan(10);
  });
});

test("no input breaks the parser", () => {
  const scraps = [
    "{", "}", "(", ")", "[", "]", ",", ":", "=", "|>", "->", "...", ".", "+", "^", "let", "param", "fn", "model",
    "train", "data", "if", "else", "scan", "repeat", "from", "import", "minimize", "return", '"', "'", "/*", "//",
    ";", "$", "é", "\n", "1", "1e", "x", "x =", "x:", "not", "**",
  ]; // prettier-ignore
  for (const [name, source] of programs) {
    const { tokens } = lex(source, name);
    for (let seed = 0; seed < 120; seed++) {
      const next = random(seed * 7919 + source.length);
      const below = (n: number): number => Math.floor(next() * n);
      let text = source;
      for (let change = 0; change <= below(4); change++) {
        const token = tokens[below(tokens.length)]!;
        const [start, end] = [
          Math.min(token.startOffset, text.length),
          Math.min(token.endOffset! + 1, text.length),
        ];
        const insert = next() < 0.5 ? "" : ` ${scraps[below(scraps.length)]!} `;
        text = text.slice(0, start) + insert + text.slice(next() < 0.5 ? start : end);
      }
      const { ast, diagnostics, comments } = parse(text, name);
      expect(ast.span.end).toBe(text.length);
      const lines = new Set<number>();
      for (const d of diagnostics) {
        for (const { span } of [...d.labels, ...d.fixes.flatMap((fix) => fix.edits)]) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeGreaterThanOrEqual(span.start);
          expect(span.end).toBeLessThanOrEqual(text.length);
        }
        const line = text.slice(0, d.labels[0]!.span.start).split("\n").length;
        expect(lines.has(line), `two errors on line ${line} of\n${text}`).toBe(false);
        lines.add(line);
      }
      // Few changes cause few errors.
      expect(diagnostics.length, text).toBeLessThanOrEqual(10);
      expect(comments.every((comment) => text.slice(comment.span.start).startsWith(comment.text))).toBe(true);
    }
  }
});
