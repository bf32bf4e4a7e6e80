/**
 * Rendered diagnostics as golden files: what real sources bring (tabs, wide and combining characters, line ends, long lines),
 * in terminals of several widths, with and without colour.
 */
import { describe, expect, test } from "vitest";
import { diagnostic, type Diagnostic, type Label } from "../../compiler/diagnostics.ts";
import { render, type RenderOptions } from "../../compiler/render.ts";
import { textWidth } from "../../compiler/text-width.ts";

/** Labels are marked in the source: `⟦0 text⟧`, the number being their place; the source is what is left. */
function marked(
  text: string,
  labels: readonly string[],
  file = "model.nn",
): { source: string; labels: Label[] } {
  const found: Label[] = [];
  const open: { index: number; start: number }[] = [];
  let source = "";
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "⟦") open.push({ index: Number(text[++i]), start: source.length });
    else if (text[i] === "⟧") {
      const { index, start } = open.pop()!;
      found[index] = { span: { file, start, end: source.length }, text: labels[index]! };
    } else source += text[i]!;
  }
  return { source, labels: found };
}

interface Case {
  readonly text: string;
  readonly labels: readonly string[];
  readonly title?: string;
  readonly notes?: readonly string[];
  readonly help?: string;
}

const declared =
  "model mlp(x: [batch, 784]) -> ⟦1[batch, 10]⟧ =\n  x |> dense(hidden) |> relu |> ⟦0dense(12)⟧\n";
const long = `let weights = [${Array.from({ length: 40 }, (_, i) => i).join(", ")}, ⟦0bad⟧, ${Array.from({ length: 40 }, (_, i) => i * 7).join(", ")}]`;

const cases: Readonly<Record<string, Case>> = {
  "two-lines": {
    title: "`mlp` returns [batch, 12] but declares [batch, 10]",
    text: declared,
    labels: ["makes the last dimension 12", "declared here"],
    help: "write `dense(10)`",
  },
  "several-on-a-line": {
    title: "sizes do not meet: 784 in `x` and 512 in `w`",
    text: "  let h = ⟦0x @ ⟦1w⟧⟧ + ⟦2b⟧",
    labels: ["[batch, 784] meets [512, 128]", "has 512 rows", "would be added to it"],
    notes: ["c = 130 because of `--set width=130`", "while building gpt > block > self_attention"],
    help: "choose a width divisible by 4, such as 128 or 132",
  },
  "over-several-lines": {
    text: "train t {\n  minimize ⟦0mse(\n    net(x),\n\n    ⟦1y⟧\n  )⟧ with adam()\n}\n",
    labels: ["this loss is not one number", "of shape [32, 4]"],
  },
  tabs: {
    text: "model m(x: [batch, 4]) = {\n\t\tlet\ta = ⟦0foo⟧\t+ ⟦1bar⟧\n}",
    labels: ["unknown", "this one is known"],
  },
  wide: {
    text: 'data d = csv("データ/数字.csv") { ⟦1x⟧: [2] = [⟦0長さ⟧, "全角！"] }',
    labels: ["no column `長さ`", "宣言はここ: declared here"],
    help: "列名を確認: check the names of the columns",
  },
  "combining-and-emoji": {
    text: 'config a = f("e\u0301cole 👩‍👩‍👧 🇩🇪 ✈️ नि", ⟦0b⟧, "ok", ⟦1c⟧)',
    labels: ["here", "and here"],
  },
  crlf: {
    text: "config a = 1\r\nconfig b = ⟦0c⟧\r\nconfig d = ⟦1e⟧\r\n",
    labels: ["not declared", "nor is this"],
  },
  "no-final-newline": {
    text: "train t {\n  steps = 3⟦0⟧",
    labels: ["expected `}` here"],
    help: "close it with `}`",
  },
  "empty-file": { text: "⟦0⟧", labels: ["the file is empty"], title: "nothing to train" },
  "long-line": { text: long, labels: ["not declared in this file, and not in the library"] },
  "marks-far-apart": {
    text: `let sum = ⟦1first⟧ + ${Array.from({ length: 30 }, (_, i) => `term_${i}`).join(" + ")} + ⟦0last⟧`,
    labels: ["this is [3, 4]", "this is [4, 3]"],
  },
  "long-texts": {
    title:
      "`transformer_block` cannot be repeated: its body takes f32[batch, context, width] and gives f32[batch, context, 2 * width]",
    text: "  x |> repeat depth { ⟦0block(heads) |> dense(2 * width)⟧ }",
    labels: [
      "takes [batch, context, width] and gives [batch, context, 2 * width], so it cannot take what it gave the time before",
    ],
    notes: [
      "the number of times is not known here, so the type has to stay the same, whatever is between the stages",
    ],
    help: "write `dense(width)` as the last stage, or put `dense(2 * width)` behind the closing brace of `repeat`",
  },
  "harmful-text": {
    title: "no column `\u001b[31mred\u202e`",
    text: 'x: [1] = [⟦0"\u001b[2J"⟧]',
    labels: ["has: \u0007bell, \u001b]0;title\u0007"],
    notes: ["a\tb"],
    help: "write `\u009b1m`",
  },
};

function rendered(name: string, options: RenderOptions): string {
  const { text, labels, title = "the title", notes = [], help } = cases[name]!;
  const found = marked(text, labels);
  const d: Diagnostic = diagnostic("NN0201", title, {
    labels: found.labels,
    notes,
    ...(help === undefined ? {} : { help }),
  });
  return render(d, new Map([["model.nn", found.source]]), options);
}

const visible = (text: string): string => text.replace(/\u001b\[[0-9;]*m/g, "");

describe.each(Object.keys(cases))("%s", (name) => {
  test("looks as it is written down", async () => {
    const shown = [40, 60, 80, 200].map((width) => `── ${width} columns\n${rendered(name, { width })}\n`);
    const whole = `── without a terminal\n${rendered(name, {})}\n`;
    await expect([whole, ...shown].join("\n")).toMatchFileSnapshot(`__golden__/render-${name}.txt`);
  });

  test("colour changes nothing else, and ends on every line", () => {
    for (const width of [undefined, 40, 200]) {
      const options = width === undefined ? {} : { width };
      const coloured = rendered(name, { ...options, color: true });
      expect(visible(coloured)).toBe(rendered(name, options));
      for (const line of coloured.split("\n")) {
        const codes = line.match(/\u001b\[[0-9;]*m/g) ?? [];
        expect(codes.length % 2).toBe(0);
        expect(codes.filter((_, i) => i % 2 === 1).every((code) => code === "\u001b[0m")).toBe(true);
      }
    }
  });

  test("fits the terminal, and moves no cursor", () => {
    for (const width of [40, 60, 80, 120]) {
      const text = rendered(name, { width });
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
      for (const line of text.split("\n")) expect(textWidth(line), line).toBeLessThanOrEqual(width);
    }
  });
});

test("a golden with colour", async () => {
  await expect(`${rendered("two-lines", { color: true })}\n`).toMatchFileSnapshot(
    "__golden__/render-colour.txt",
  );
});
