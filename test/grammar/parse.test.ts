/** What is read, and how: programs, precedence, words that are both names and keywords, spans, comments. */
import { type IToken, Lexer } from "chevrotain";
import { describe, expect, test } from "vitest";
import type * as ast from "../../grammar/ast.ts";
import { childrenOf, type Node } from "../../grammar/children.ts";
import { parse } from "../../grammar/index.ts";
import { NnParser } from "../../grammar/parser.ts";
import { tokenTypes } from "../../grammar/tokens.ts";
import { bare, grouped, parseClean, parseExpr, programs } from "./support.ts";

describe("the programs of language.md", () => {
  test.each(programs)("%s parses without diagnostics", (_name, source) => {
    expect(parse(source, "program.nn").diagnostics).toEqual([]);
  });

  test("gpt.nn has the declarations that it shows", () => {
    const file = parseClean(programs.find(([name]) => name === "gpt.nn")![1]);
    expect(file.items.map((item) => [item.kind, "name" in item ? item.name.name : ""])).toEqual([
      ["config", "context"],
      ["config", "width"],
      ["config", "heads"],
      ["config", "depth"],
      ["data", "corpus"],
      ["layer", "self_attention"],
      ["layer", "block"],
      ["layer", "gpt"],
      ["train", "language"],
    ]);
  });

  test("an empty file is fine", () => {
    for (const source of ["", "\n\n", "// only a comment", "\ufeff"]) {
      expect(parse(source, "a.nn")).toMatchObject({ ast: { items: [] }, diagnostics: [] });
    }
  });
});

test("the grammar has no ambiguities", () => {
  expect(() => new NnParser(true)).not.toThrow();
  expect(new Lexer(tokenTypes, { ensureOptimizations: true }).lexerDefinitionErrors).toEqual([]);
});

test("the characters that tokens are said to begin with leave none out", () => {
  const [quick, patient] = [false, true].map(
    (safeMode) => new Lexer(tokenTypes, { safeMode, skipValidations: true }),
  );
  const read = (lexer: Lexer, text: string): unknown => {
    const { tokens, groups, errors } = lexer.tokenize(text);
    const all = [tokens, ...Object.values(groups as Record<string, IToken[]>)].flat();
    return [errors, all.map((token) => [token.tokenType.name, token.image, token.startLine, token.endLine])];
  };
  const starts = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
  // One of the codes above Latin-1 stands for 64 of them, where nothing else tells them apart.
  const told = starts.filter((_, code) => code < 256 || code % 64 < 2 || (code >= 0x2010 && code < 0x2020) || code >= 0xfef0); // prettier-ignore
  const rests = ["", "1", ".5", '"', "'”", "=", ">", "|", "&", "..", "/ x\ny", "* x\n*/y"];
  for (const start of told)
    for (const rest of start < "\u0080" ? rests : ["", "a”"])
      expect(read(quick!, start + rest), JSON.stringify(start + rest)).toEqual(read(patient!, start + rest));
});

describe("operators", () => {
  test.each([
    ["a + b * c", "(a + (b * c))"],
    ["a - b - c", "((a - b) - c)"],
    ["a @ b / c", "((a @ b) / c)"],
    ["-x^2", "(-(x ^ 2))"],
    ["2^-1", "(2 ^ (-1))"],
    ["2^-x^2 * 3", "((2 ^ (-(x ^ 2))) * 3)"],
    ["a^b^c", "(a ^ (b ^ c))"],
    ["(a^b)^c", "((a ^ b) ^ c)"],
    ["a * -b", "(a * (-b))"],
    ["- -x", "(-(-x))"],
    ["!a == b && c || d", "((((!a) == b) && c) || d)"],
    ["a || b && c", "(a || (b && c))"],
    ["a + 1 < b * 2", "((a + 1) < (b * 2))"],
    ["(a < b) == c", "((a < b) == c)"],
    ["wte(t) + wpe(u) |> f |> g", "(((wte(t) + wpe(u)) |> f) |> g)"],
    ["x |> repeat n { a |> b } |> c", "((x |> repeat n { a |> b }) |> c)"],
    ["x |> repeat n { repeat 2 { a } }", "(x |> repeat n { repeat 2 { a } })"],
    ["if a then b |> f else c |> g", "(if a then (b |> f) else (c |> g))"],
    ["if a then b else if c then d else e", "(if a then b else (if c then d else e))"],
    ["1 + if a then b else c", "(1 + (if a then b else c))"],
    ["f(a)(b).c", "f(a)(b).c"],
  ])("%s", (source, expected) => expect(grouped(parseExpr(source))).toBe(expected));
});

describe("expressions", () => {
  test("numbers keep their text", () => {
    expect(bare(parseExpr("[10, 10_000, 1e-4, 0.3, .5, 2., 1E+3]"))).toMatchObject({
      items: [
        { text: "10", value: 10, isInt: true },
        { text: "10_000", value: 10000, isInt: true },
        { text: "1e-4", value: 1e-4, isInt: false },
        { text: "0.3", value: 0.3, isInt: false },
        { text: ".5", value: 0.5, isInt: false },
        { text: "2.", value: 2, isInt: false },
        { text: "1E+3", value: 1000, isInt: false },
      ],
    });
  });

  test("strings know their escapes", () => {
    expect(bare(parseExpr('"a\\"b\\\\c\\n\\t\\u{1f600}é"'))).toEqual({ kind: "str", value: 'a"b\\c\n\t😀é' });
  });

  test("slices", () => {
    const one = { kind: "num", value: 1, text: "1", isInt: true };
    const a = { kind: "name", name: "a" };
    expect(bare(parseExpr("x[..., 1, :, a:, :1, ::1, a:1:a]"))).toEqual({
      kind: "index",
      x: { kind: "name", name: "x" },
      items: [
        { kind: "ellipsis" },
        { kind: "at", value: one },
        { kind: "slice" },
        { kind: "slice", start: a },
        { kind: "slice", stop: one },
        { kind: "slice", step: one },
        { kind: "slice", start: a, stop: one, step: a },
      ],
    });
  });

  test("scan, with and without an axis", () => {
    const body = "{ let n = h + xt  return { h: n, out: n } }";
    expect(bare(parseExpr(`scan (h = h0, c = c0) over (xt = x) axis 1 ${body}`))).toMatchObject({
      kind: "scan",
      carries: [{ name: { name: "h" } }, { name: { name: "c" } }],
      over: [{ name: { name: "xt" }, value: { name: "x" } }],
      axis: { value: 1 },
      body: { stmts: [{ kind: "let" }], result: { kind: "record" } },
    });
    expect(parseExpr(`scan (h = h0) over (xt = x) ${body}`)).not.toHaveProperty("axis");
  });

  test("newlines mean nothing, even before a bracket", () => {
    expect(bare(parseExpr("f\n(a)\n[0]\n.b\n|> g"))).toEqual(bare(parseExpr("f(a)[0].b |> g")));
  });

  test("from is a suffix", () => {
    expect(bare(parseExpr('mlp() from "best.safetensors#net"'))).toMatchObject({
      kind: "from",
      x: { kind: "call" },
      path: { value: "best.safetensors#net" },
    });
  });
});

describe("words that are names where nothing else could stand", () => {
  const words = [
    "config", "data", "model", "optimizer", "train", "test", "param", "state", "set", "metric", "predict",
    "from", "on", "over", "with", "every", "axis",
  ]; // prettier-ignore
  const hard = [
    "import", "fn", "layer", "let", "return", "expect", "minimize", "if", "then", "else", "scan", "repeat", "true",
    "false",
  ]; // prettier-ignore

  test.each(words)("%s", (word) => {
    const source = `
      config ${word} = 1
      data d = csv("x") { ${word}: [4] = ${word}  y = labels }
      fn f(${word}: [n]) = ${word} + 1
      layer l(${word} = 1)(x: [n]) {
        param ${word} = ${word}
        state ${word} = 0
        let ${word}: [n] = ${word}
        set ${word} = ${word}
        return ${word}
      }
      train t on ${word} {
        ${word} = 5
        let ${word} = ${word}
        minimize ${word} over ${word} with ${word} every ${word}
        metric ${word} = ${word}
        predict ${word} = ${word}
      }`;
    expect(parseClean(source).items).toHaveLength(5);
  });

  test.each([...words, ...hard])("%s names an argument, a member and a field of a record", (word) => {
    expect(bare(parseExpr(`f(${word}: 1, x.${word}, { ${word}: 2 })`))).toMatchObject({
      args: [
        { name: { name: word } },
        { value: { kind: "member", name: { name: word } } },
        { value: { kind: "record", fields: [{ name: { name: word } }] } },
      ],
    });
  });

  test("a setting may be called `every`, also after `minimize`", () => {
    const [train] = parseClean("train t { minimize a with b  every = 5 }").items as [ast.Train];
    expect(train.items.map((item) => item.kind)).toEqual(["minimize", "field"]);
    expect(train.items[0]).not.toHaveProperty("every");
  });

  test("a column may be called `data` or `test`", () => {
    const [data] = parseClean('data d = npz("x") {\n x: [4] = data\n y: [1] = test\n z = data }').items as [
      ast.Data,
    ];
    expect(data.fields.map((field) => bare(field.value))).toEqual([
      { kind: "name", name: "data" },
      { kind: "name", name: "test" },
      { kind: "name", name: "data" },
    ]);
  });
});

describe("declarations", () => {
  test("one list of a layer holds tensors, two hold settings and tensors", () => {
    const [a, b] = parseClean("layer a(x: [n]) = x\nlayer b(k: int)(x: [n]) = x").items as [
      ast.Layer,
      ast.Layer,
    ];
    expect(a).not.toHaveProperty("settings");
    expect(a.inputs.map((param) => param.name.name)).toEqual(["x"]);
    expect(b.settings!.map((param) => param.name.name)).toEqual(["k"]);
  });

  test("types", () => {
    const source =
      "fn f(a: [], b: i32[...s, n / 2], c: f16[...], d: layer, e: { mu: [_], v: { w: int } }) -> [] = a";
    const [f] = parseClean(source).items as [ast.Fn];
    expect(f.params.map((param) => bare(param.type))).toMatchObject([
      { kind: "tensorType", shape: [] },
      { name: { name: "i32" }, shape: [{ kind: "dims", name: { name: "s" } }, { value: { op: "/" } }] },
      { name: { name: "f16" }, shape: [{ kind: "dims" }] },
      { name: { name: "layer" } },
      { kind: "recordType", fields: [{ name: { name: "mu" } }, { type: { kind: "recordType" } }] },
    ]);
    expect(f.params[3]!.type).not.toHaveProperty("shape");
  });

  test("trailing commas are read", () => {
    const source = 'import { a, } from "b"\nfn f(x: [n,], y,) = g(x, [1, 2,], { a: 1, },)[0,]';
    expect(parseClean(source).items).toHaveLength(2);
  });

  test("minimize keeps its clauses apart", () => {
    const [train] = parseClean("train t { minimize a over C, D.x with adam(lr: 1) every n }").items as [
      ast.Train,
    ];
    expect(bare(train.items[0])).toMatchObject({
      loss: { name: "a" },
      over: [{ name: "C" }, { kind: "member" }],
      optimizer: { kind: "call" },
      every: { name: "n" },
    });
  });
});

describe("comments", () => {
  test("doc comments directly above belong to the declaration", () => {
    const source =
      "// no\n/// First.\n///   Second.\n///\nfn f() = 1\n\n/// apart\n\nfn g() = 2\nfn h() = 3 /// behind\n";
    const { ast, comments } = parse(source, "a.nn");
    expect(ast.items.map((item) => item.doc)).toEqual(["First.\n  Second.\n", undefined, undefined]);
    expect(comments.map((comment) => [comment.kind, comment.text])).toEqual([
      ["line", "// no"],
      ["doc", "/// First."],
      ["doc", "///   Second."],
      ["doc", "///"],
      ["line", "/// apart"],
      ["line", "/// behind"],
    ]);
  });

  test("CRLF", () => {
    const { ast, comments } = parse("/// doc\r\nfn f() = 1 // c\r\n/* a\r\n b */\r\n", "a.nn");
    expect(ast.items[0]!.doc).toBe("doc");
    expect(comments.map((comment) => comment.text)).toEqual(["/// doc", "// c", "/* a\r\n b */"]);
  });

  test("comment signs in strings are no comments", () => {
    const { comments, diagnostics } = parse('config a = "http://x /* y */"', "a.nn");
    expect([comments, diagnostics]).toEqual([[], []]);
  });
});

describe("spans", () => {
  const expressions = new Set([
    "num", "str", "bool", "name", "list", "record", "unary", "binary", "pipe", "call", "index", "member", "from",
    "if", "scan",
  ]); // prettier-ignore
  const sources = [
    ...programs,
    ["parentheses", "config a = ((b + (c)) * (d))((e))[(f):(g)] |> (h)"] as const,
  ];

  test.each(sources)("%s: the text of each span reads back as its node", (_name, source) => {
    const seen = new Map<string, number>();
    const visit = (node: Node): void => {
      const text = source.slice(node.span.start, node.span.end);
      if ("kind" in node) seen.set(node.kind, (seen.get(node.kind) ?? 0) + 1);
      if ("kind" in node && expressions.has(node.kind)) expect(bare(parseExpr(text))).toEqual(bare(node));
      if ("kind" in node && (node.kind === "tensorType" || node.kind === "recordType")) {
        const [f] = parseClean(`fn f(a: ${text}) = a`).items as [ast.Fn];
        expect(bare(f.params[0]!.type)).toEqual(bare(node));
      }
      if (!("kind" in node) && "name" in node && typeof node.name === "string") expect(text).toBe(node.name);
      for (const child of childrenOf(node)) {
        expect(child.span.start).toBeGreaterThanOrEqual(node.span.start);
        expect(child.span.end).toBeLessThanOrEqual(node.span.end);
        visit(child);
      }
    };
    visit(parseClean(source));
    expect(seen.size).toBeGreaterThan(3);
  });

  test("declarations and statements span from their keyword to their last token", () => {
    const source =
      "  model m(x: [n]) = x |> f \n\ntrain t {\n  let a = (1)  // c\n  minimize a with b every 5 \n}\n";
    const [m, t] = parseClean(source).items as [ast.Layer, ast.Train];
    const text = (node: Node): string => source.slice(node.span.start, node.span.end);
    expect(text(m)).toBe("model m(x: [n]) = x |> f");
    expect(t.items.map(text)).toEqual(["let a = (1)", "minimize a with b every 5"]);
    expect(text((t.items[0] as ast.Let).value)).toBe("1");
  });
});
