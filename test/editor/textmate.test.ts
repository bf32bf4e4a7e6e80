/** The TextMate grammar is the one that the tokens give, and colours programs as the engine of VS Code reads it. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { beforeAll, describe, expect, test } from "vitest";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";
import { grammar, grammarText } from "../../editor/vscode/textmate.ts";
import * as t from "../../grammar/tokens.ts";
import { programs } from "../grammar/support.ts";

const file = new URL("../../editor/vscode/syntaxes/nn.tmLanguage.json", import.meta.url);

test("the file is current: `node editor/vscode/build.mjs --grammar` writes it", () => {
  expect(readFileSync(file, "utf8")).toBe(grammarText);
});

let tokenizer: textmate.IGrammar;
beforeAll(async () => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: () => Promise.resolve(textmate.parseRawGrammar(grammarText, "nn.tmLanguage.json")),
  });
  tokenizer = (await registry.loadGrammar(grammar.scopeName))!;
});

/** Pieces of a text with the innermost scope of each, without `.nn`; white space and plain text are left out. */
function scopes(source: string): [string, string][] {
  let state: textmate.StateStack | null = null;
  return source.split("\n").flatMap((line) => {
    const { tokens, ruleStack } = tokenizer.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.flatMap(({ startIndex, endIndex, scopes: all }): [string, string][] => {
      const text = line.slice(startIndex, endIndex).trim();
      return text === "" || all.length === 1 ? [] : [[text, all.at(-1)!.replace(/\.nn$/, "")]];
    });
  });
}

describe("what a program looks like", () => {
  test("declarations, keywords, types, operators", () => {
    expect(
      scopes("model net(x: i32[batch, 3], rate = 1e-3) -> [batch] = x |> dense(4) |> relu // end"),
    ).toEqual([
      ["model", "keyword.declaration"],
      ["net", "entity.name.function"],
      ["x", "variable.parameter"],
      ["i32", "storage.type"],
      ["3", "constant.numeric"],
      ["=", "keyword.operator.assignment"],
      ["1e-3", "constant.numeric"],
      ["->", "keyword.operator.arrow"],
      ["=", "keyword.operator.assignment"],
      ["|>", "keyword.operator.pipe"],
      ["dense", "entity.name.function"],
      ["4", "constant.numeric"],
      ["|>", "keyword.operator.pipe"],
      ["relu", "entity.name.function"],
      ["// end", "comment.line.double-slash"],
    ]);
    const inTrain = scopes(
      '  minimize -loss over C\n    with adam(lr: 1e-3) every 5\n  let n = net() from "w.safetensors"',
    );
    for (const keyword of ["over", "with", "every", "from"])
      expect(inTrain.find(([text]) => text === keyword)).toEqual([keyword, "keyword.control"]);
    for (const keyword of ["minimize", "let"])
      expect(inTrain.find(([text]) => text === keyword)).toEqual([keyword, "keyword.declaration"]);
    expect(inTrain.find(([text]) => text === "lr")).toEqual(["lr", "variable.parameter"]);
  });

  test("a keyword that is a name here is coloured as a name", () => {
    const found = scopes("let data = over + state * test\nlet y = f(data: 1, x.model)");
    for (const word of ["over", "state", "test", "model"])
      expect(
        found.filter(([text]) => text === word),
        word,
      ).toEqual([]);
    expect(found).toContainEqual(["data", "variable.other.definition"]);
    expect(found).toContainEqual(["data", "variable.parameter"]);
  });

  test("comments and strings end where they end", () => {
    const found = scopes('/// A doc.\nconfig a = "b // c" /* d\n e */ 1\nconfig f = "open\nconfig g = 2');
    expect(found).toContainEqual(["/// A doc.", "comment.line.documentation"]);
    expect(found.filter(([, scope]) => scope === "constant.numeric").map(([text]) => text)).toEqual([
      "1",
      "2",
    ]);
    expect(found).toContainEqual(["b // c", "string.quoted.double"]);
  });

  test("every keyword of the lexer is coloured somewhere in the language's programs or the patterns", () => {
    for (const token of [...t.declarationKeywords, ...t.statementKeywords, ...t.expressionKeywords])
      expect(grammarText, String(token.PATTERN)).toMatch(new RegExp(`\\b${String(token.PATTERN)}\\b`));
  });

  test.each(programs)("%s: every number, string and comment of the lexer has its colour", (_name, source) => {
    const found = scopes(source);
    expect(found.filter(([, s]) => s.startsWith("invalid"))).toEqual([]);
    expect(found.filter(([, s]) => s === "keyword.operator.pipe").length).toBe(
      source.replace(/\/\/.*|"[^"]*"/g, "").split("|>").length - 1,
    );
  });
});
