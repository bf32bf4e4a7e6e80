/** The layout of rendered diagnostics: experience.md section 2, and what real sources bring. */
import { describe, expect, test } from "vitest";
import { diagnostic, type Diagnostic, type Label } from "../../compiler/diagnostics.ts";
import { positionAt, render, renderAll, toJson } from "../../compiler/render.ts";

/** A label at the n-th place where a text occurs. */
function at(source: string, text: string, label: string, file = "a.nn", nth = 0): Label {
  let start = -1;
  for (let i = 0; i <= nth; i++) start = source.indexOf(text, start + 1);
  if (start < 0) throw new Error(`no ${text}`);
  return { span: { file, start, end: start + text.length }, text: label };
}

const shown = (
  source: string,
  labels: Label[],
  options = {},
  parts: { notes?: string[]; help?: string } = {},
): string =>
  render(diagnostic("NN0201", "the title", { labels, ...parts }), new Map([["a.nn", source]]), options);

describe("the examples of experience.md", () => {
  test("NN0201", () => {
    const source = "model mlp(x: [batch, 784]) -> [batch, 10] =\n  x |> dense(hidden) |> relu |> dense(12)\n";
    const d = diagnostic("NN0201", "`mlp` returns [batch, 12] but declares [batch, 10]", {
      labels: [
        at(source, "dense(12)", "makes the last dimension 12", "mnist.nn"),
        at(source, "[batch, 10]", "declared here", "mnist.nn"),
      ],
      help: "write `dense(10)`",
    });
    expect(render(d, new Map([["mnist.nn", source]]))).toBe(
      `
error[NN0201]: \`mlp\` returns [batch, 12] but declares [batch, 10]
 --> mnist.nn:2:33
  |
1 | model mlp(x: [batch, 784]) -> [batch, 10] =
  |                               ----------- declared here
2 |   x |> dense(hidden) |> relu |> dense(12)
  |                                 ^^^^^^^^^ makes the last dimension 12
  = help: write \`dense(10)\``.trimStart(),
    );
  });

  test("NN0204", () => {
    const source = `  let qkv = rearrange(x |> dense(3 * c), "b t (n h d) -> n b h t d", n: 3, h: nh)`;
    const d = diagnostic("NN0204", "axis (n h d) has size 390, not divisible by n * h = 12", {
      labels: [at(source, "(n h d)", "390 = 3 * c", "gpt.nn")],
      notes: ["c = 130 because of `--set width=130`", "while building gpt > block > self_attention"],
      help: "choose a width divisible by 4, such as 128 or 132",
    });
    expect(render(d, new Map([["gpt.nn", source]]))).toBe(
      `
error[NN0204]: axis (n h d) has size 390, not divisible by n * h = 12
 --> gpt.nn:1:47
  |
1 |   let qkv = rearrange(x |> dense(3 * c), "b t (n h d) -> n b h t d", n: 3, h: nh)
  |                                               ^^^^^^^ 390 = 3 * c
  = note: c = 130 because of \`--set width=130\`
  = note: while building gpt > block > self_attention
  = help: choose a width divisible by 4, such as 128 or 132`.trimStart(),
    );
  });
});

describe("labels", () => {
  test("several on one line hang below their marks", () => {
    const source = "let a = one + two * three";
    expect(
      shown(source, [at(source, "two", "second"), at(source, "one", "first"), at(source, "three", "third")]),
    ).toMatchInlineSnapshot(`
      "error[NN0201]: the title
       --> a.nn:1:15
        |
      1 | let a = one + two * three
        |         ---   ^^^   ----- third
        |         |     |
        |         |     second
        |         first"
    `);
  });

  test("overlapping ones", () => {
    const source = "let a = f(x, y)";
    expect(shown(source, [at(source, "x", "inner"), at(source, "f(x, y)", "outer")])).toMatchInlineSnapshot(`
      "error[NN0201]: the title
       --> a.nn:1:11
        |
      1 | let a = f(x, y)
        |         --^----
        |         | |
        |         | inner
        |         outer"
    `);
    expect(shown(source, [at(source, "f(x, y)", "one"), at(source, "f(x, y)", "two")]))
      .toMatchInlineSnapshot(`
      "error[NN0201]: the title
       --> a.nn:1:9
        |
      1 | let a = f(x, y)
        |         ^^^^^^^
        |         |
        |         two
        |         one"
    `);
  });

  test("far lines are elided, a single line between is shown", () => {
    const source = Array.from({ length: 12 }, (_, i) => `line${i + 1}.`).join("\n");
    expect(
      shown(source, [at(source, "line12.", "last"), at(source, "line3.", "c"), at(source, "line1.", "a")]),
    ).toMatchInlineSnapshot(`
      "error[NN0201]: the title
        --> a.nn:12:1
         |
       1 | line1.
         | ------ a
       2 | line2.
       3 | line3.
         | ------ c
      ...
      12 | line12.
         | ^^^^^^^ last"
    `);
  });

  test("over several lines", () => {
    const source = "let a = f(\n  x,\n  y,\n  z\n) + 1\n";
    expect(shown(source, [{ span: { file: "a.nn", start: 8, end: 26 }, text: "all of this" }]))
      .toMatchInlineSnapshot(`
      "error[NN0201]: the title
       --> a.nn:1:9
        |
      1 | let a = f(
        |         ^^
      ...
      5 | ) + 1
        | ^ all of this"
    `);
    expect(shown(source, [{ span: { file: "a.nn", start: 0, end: source.length }, text: "" }]))
      .toMatchInlineSnapshot(`
      "error[NN0201]: the title
       --> a.nn:1:1
        |
      1 | let a = f(
        | ^^^^^^^^^^
      ...
      5 | ) + 1
        | ^^^^^"
    `);
  });

  test("in other files, known and unknown", () => {
    const a = "let x = y";
    const b = "\n\nfn y() = 1";
    const d = diagnostic("NN0301", "the title", {
      labels: [at(a, "y", "used"), at(b, "y", "declared", "std/b.nn"), { span: { file: "gone.nn", start: 3, end: 4 }, text: "and here" }],
    }); // prettier-ignore
    expect(render(d, new Map([["a.nn", a], ["std/b.nn", b]]))).toMatchInlineSnapshot(`
      "error[NN0301]: the title
       --> a.nn:1:9
        |
      1 | let x = y
        |         ^ used
       ::: std/b.nn:3:4
        |
      3 | fn y() = 1
        |    - declared
       ::: gone.nn: and here"
    `); // prettier-ignore
  });

  test("none", () => {
    expect(shown("", [])).toBe("error[NN0201]: the title");
  });
});

describe("what real sources bring", () => {
  test("tabs", () => {
    const source = "\tlet\ta = b";
    expect(shown(source, [at(source, "b", "here")])).toMatchInlineSnapshot(`
      "error[NN0201]: the title
       --> a.nn:1:10
        |
      1 |     let a = b
        |             ^ here"
    `);
  });

  test("wide characters, emoji, combining marks", () => {
    const source = '  let a = f("日本語 👩‍👩‍👧 é", b)';
    const [, , row, marks] = shown(source, [at(source, "b", "here")])
      .split("\n")
      .slice(1);
    expect(row).toBe(`1 | ${source}`);
    // The terminal draws the string with 3 × 2 + 1 + 2 + 1 + 1 columns.
    expect(marks).toBe(`  | ${" ".repeat('  let a = f("'.length + 11 + '", '.length)}^ here`);
  });

  test("CRLF and CR", () => {
    for (const newline of ["\r\n", "\r"]) {
      const source = ["one", "two x", "three"].join(newline);
      expect(shown(source, [at(source, "x", "here")])).toContain("a.nn:2:5\n  |\n2 | two x\n  |     ^ here");
    }
  });

  test("ends of files, and spans beyond them", () => {
    const end = (source: string, offset: number): string =>
      shown(source, [{ span: { file: "a.nn", start: offset, end: offset }, text: "end" }]);
    expect(end("abc", 3)).toContain("a.nn:1:4\n  |\n1 | abc\n  |    ^ end");
    expect(end("abc\n", 4)).toContain("a.nn:2:1\n  |\n2 |\n  | ^ end");
    expect(end("", 0)).toContain("a.nn:1:1\n  |\n1 |\n  | ^ end");
    expect(end("abc", 99)).toContain("a.nn:1:4");
  });

  test("control characters and reversed text do not reach the terminal", () => {
    const source = "let a = \u001b[31m \u202e b\u0007";
    const text = shown(source, [at(source, "b", "here")]);
    expect(text).not.toMatch(/[\u001b\u202e\u0007]/);
    expect(text).toContain(`  | ${" ".repeat(16)}^ here`);
  });

  test("long lines are clipped around the marks", () => {
    const long = `let a = [${Array.from({ length: 60 }, (_, i) => i).join(", ")}, bad, ${"x, ".repeat(50)}]`;
    const text = shown(long, [at(long, "bad", "here")], { width: 60 });
    expect(text).toMatchInlineSnapshot(`
      "error[NN0201]: the title
       --> a.nn:1:240
        |
      1 | ... 59, bad, x, x, x, x, x, x, x, x, x, x, x, x, x, x...
        |         ^^^ here"
    `);
    for (const row of text.split("\n")) expect(row.length).toBeLessThanOrEqual(70);
    expect(shown(long, [at(long, "let", "here")], { width: 60 })).toMatchInlineSnapshot(`
      "error[NN0201]: the title
       --> a.nn:1:1
        |
      1 | let a = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13...
        | ^^^ here"
    `);
  });

  test("line numbers of different widths", () => {
    const source = Array.from({ length: 100 }, (_, i) => `l${i + 1}.`).join("\n");
    expect(shown(source, [at(source, "l9.", "a"), at(source, "l100.", "b")])).toMatchInlineSnapshot(`
      "error[NN0201]: the title
         --> a.nn:9:1
          |
        9 | l9.
          | ^^^ a
      ...
      100 | l100.
          | ----- b"
    `);
  });
});

test("colours mark the level and the labels, and change nothing else", () => {
  const source = "let a = b + c";
  const labels = [at(source, "b", "one"), at(source, "c", "two")];
  const coloured = shown(source, labels, { color: true }, { notes: ["n"], help: "h" });
  expect(coloured).toContain("\u001b[1;31merror[NN0201]\u001b[0m");
  expect(coloured.replace(/\u001b\[[0-9;]*m/g, "")).toBe(
    shown(source, labels, {}, { notes: ["n"], help: "h" }),
  );
});

test("warnings say so; several diagnostics are apart", () => {
  const d: Diagnostic = diagnostic("NN0210", "unused", { severity: "warning" });
  expect(renderAll([d, d], new Map())).toBe("warning[NN0210]: unused\n\nwarning[NN0210]: unused");
});

test("JSON has lines, columns and offsets", () => {
  const source = "let 😀\nlet b = x";
  const label = at(source, "x", "here");
  const d = diagnostic("NN0301", "unknown", { labels: [label], fixes: [{ title: "write `y`", edits: [{ span: label.span, text: "y" }] }] }); // prettier-ignore
  const start = { line: 2, column: 9, offset: 15 };
  const end = { line: 2, column: 10, offset: 16 };
  expect(toJson(d, new Map([["a.nn", source]]))).toEqual({
    code: "NN0301",
    severity: "error",
    title: "unknown",
    labels: [{ file: "a.nn", start, end, text: "here" }],
    notes: [],
    fixes: [{ title: "write `y`", edits: [{ file: "a.nn", start, end, text: "y" }] }],
  });
  expect(positionAt(source, 6)).toEqual({ line: 1, column: 6 });
});
