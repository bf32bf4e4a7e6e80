/** Syntax errors as a user sees them: rendered to golden files, and the examples of their pages. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { codes } from "../../compiler/codes.ts";
import { renderAll } from "../../compiler/render.ts";
import { parse } from "../../grammar/index.ts";

const page = (code: string): string =>
  readFileSync(new URL(`../../docs/errors/${code}.md`, import.meta.url), "utf8");
const examples = (code: string): string[] => [...page(code).matchAll(/```nn\n(.*?)```/gs)].map((m) => m[1]!);

function rendered(source: string): string {
  return `${source}\n\n${renderAll(parse(source, "model.nn").diagnostics, new Map([["model.nn", source]]))}\n`;
}

describe("the pages", () => {
  const syntax = Object.keys(codes).filter((code) => code.startsWith("NN01"));

  test.each(syntax)(
    "%s: the first example has this error and no other, the last one has none",
    async (code) => {
      const [wrong, ...rest] = examples(code);
      const found = parse(wrong!, "model.nn").diagnostics.map((d) => d.code);
      expect(new Set(found)).toEqual(new Set([code]));
      expect(parse(rest.at(-1)!, "model.nn").diagnostics).toEqual([]);
      await expect(rendered(wrong!)).toMatchFileSnapshot(`__golden__/${code}.txt`);
    },
  );
});

/** Broken programs beyond those of the pages, by what is wrong with them. */
const broken: Readonly<Record<string, string>> = {
  "missing-operand": "config a =\nconfig b = 3\nfn f(x: [n]) = x |>\nfn g(x: [n]) = -\nfn h(x: [n]) = x + * 2",
  "missing-comma": "model m(x: [batch 4]) -> [batch] = f(x y)\nfn g(x) = [1 2]\nfn h(x) = { a: 1 b: 2 }",
  "missing-paren": "train t {\n  let net = mlp(\n  let loss = f(g(x), y\n  minimize loss with adam(lr: 1e-3\n}",
  "wrong-closer": "fn f(x) = g(x, [1, 2)]\nfn h(x) = (a + b]",
  "missing-brace-at-end": "train t on d {\n  epochs = 5\n  minimize loss with adam()\n",
  "missing-brace-of-record": "fn f(x) {\n  let a = { mu: x\n  let b = 2\n  return a\n}",
  "named-arguments": "train t {\n  minimize loss with adam(lr = 1e-3, b1 = 0, b2: 0.9)\n  metric a = mean(p = y)\n}",
  "field-without-value": "data d = csv(\"x\") {\n  x: [4]\n  y: i32 = labels\n  z [3] = a\n  w\n}",
  "python": "def f(x):\n  return x\n\nfn g(x) {\n  for i in x\n  let a = x ** 2\n  let b = a and not a\n  x += 1\n  return a\n}",
  "other-words": "class Net { }\nfn f(x) {\n  var a = 1\n  const b = 2\n  return a\n}\nfunction g(x) = 1",
  "chained-comparison": "fn f(x) = 0 <= x + 1 < 10\nfn g(x) = a == b == c",
  "assignment-for-comparison": "test \"a\" {\n  expect a = b\n  let c = d = e\n}",
  "misplaced-statements": "let a = 1\nminimize a with b\nfn f(x) {\n  minimize x with sgd()\n  metric a = 1\n}\ntrain t {\n  return 3\n}",
  "bare-expressions": "foo(1)\nfn f(x) {\n  g(x)\n}\ntrain t {\n  print(3)\n  3 + 4\n}",
  "incomplete-minimize": "train t {\n  minimize loss\n  minimize loss over with sgd()\n  minimize loss with\n}",
  "incomplete-if": "fn f(x) = if a then b\nfn g(x) = if a b else c\nfn h(x) = if",
  "incomplete-scan": "fn f(x) = scan (h = 1) (x = y) { return h }\nfn g(x) = scan h over x { }",
  "repeat": "fn f(x) = x |> repeat 3\nfn g(x) = repeat 3 { x }",
  "unknown-characters": "config a = “text”\nconfig b = x − y\nconfig größe = 1\nconfig c = x ? y : z\nconfig d = a & b\nconfig e = \u0001",
  "strings": "config a = \"open\nconfig b = 'it\\'s \"so\"'\nconfig c = \"\\q\"\nconfig d = '",
  "comments": "config a = 1\n/* opened\nconfig b = 2",
  "numbers": "config a = 3px\nconfig b = 1e999\nconfig c = 1.2.3",
  "keywords-as-names": "fn if(x) = 1\nconfig let = 2\nmodel layer(x) = 3\nfn f(return: [n]) = 4",
  "types": "fn f(x: ) = 1\nfn g(x: [n) = 1\nfn h(x) -> = 1\nfn i(x: { a [n] }) = 1\nconfig c: = 1",
  "imports": "import a from \"b\"\nimport { } from \"b\"\nimport { a } \"b\"\nimport { a } from b",
}; // prettier-ignore

test.each(Object.entries(broken))("%s", async (name, source) => {
  await expect(rendered(source)).toMatchFileSnapshot(`__golden__/syntax-${name}.txt`);
});
