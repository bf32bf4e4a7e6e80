/** The language service by itself, as the playground's worker has it: it answers anything about any text, and never throws. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Edit } from "../../compiler/diagnostics.ts";
import { applyEdits, LanguageService, RenameError } from "../../compiler/language-service/index.ts";
import { root } from "../cli/nn.ts";
import { random } from "../grammar/support.ts";

const example = (name: string): string => readFileSync(join(root, "examples", name), "utf8");

function serving(files: Record<string, string>): LanguageService {
  return new LanguageService({ read: (file) => files[file], files: () => Object.keys(files) });
}

test.each(["houses.nn", "vae.nn", "gpt.nn", "wgan.nn"])("%s: every name can be asked about", (name) => {
  const source = example(name);
  const service = serving({ [name]: source });
  expect(service.diagnostics(name).filter((d) => d.severity === "error")).toEqual([]);
  for (const { start, length } of service.semanticTokens(name)) {
    const text = source.slice(start, start + length);
    const hover = service.hover(name, start);
    expect(hover, text).toBeDefined();
    expect(hover!.span, text).toMatchObject({ start, end: start + length });
    expect(hover!.text, text).toContain(text);
    for (const span of service.references(name, start)) expect(source.slice(span.start, span.end)).toBe(text);
  }
});

test("renaming each name of a program to a new one and back gives the program", () => {
  const name = "vae.nn";
  const source = example(name);
  const service = serving({ [name]: source });
  const ours = service.semanticTokens(name).filter((token) => token.declaration);
  expect(ours.length).toBeGreaterThan(15);
  const refused: string[] = [];
  for (const { start, length } of ours) {
    const old = source.slice(start, start + length);
    let edits: Edit[];
    try {
      edits = service.rename(name, start, "something_new");
    } catch (error) {
      expect(error).toBeInstanceOf(RenameError);
      refused.push(old);
      continue;
    }
    const renamed = applyEdits(source, name, edits);
    expect(renamed).not.toBe(source);
    const again = serving({ [name]: renamed });
    expect(
      again.diagnostics(name).filter((d) => d.severity === "error"),
      old,
    ).toEqual([]);
    expect(applyEdits(renamed, name, again.rename(name, renamed.indexOf("something_new"), old))).toBe(source);
  }
  // `let { mu, logvar } = enc(target)` names fields of a record.
  expect(refused).toEqual(["mu", "logvar"]);
});

test("no text is too broken", () => {
  const next = random(7);
  const below = (n: number): number => Math.floor(next() * n);
  for (const name of ["houses.nn", "vae.nn"]) {
    const source = example(name);
    for (let i = 0; i < 12; i++) {
      // A piece is missing, and what is typed ends in the middle.
      const [from, gap] = [below(source.length), below(30)];
      const text = source.slice(0, from) + ["", "(", "|> ", "x."][below(4)]! + source.slice(from + gap);
      const service = serving({ [name]: text });
      for (const offset of [from, from + 1, below(text.length)]) {
        service.completions(name, offset);
        service.signature(name, offset);
        service.definition(name, offset);
        service.hover(name, offset);
      }
      service.inlays(name);
      service.outline(name);
      service.lenses(name);
      service.semanticTokens(name);
      service.fixes(name, { start: 0, end: text.length });
      service.format(name);
    }
  }
});

test("types survive a mistake elsewhere in the file", () => {
  const source =
    "fn f(x: [n, 4]) -> [n] = x |> sum(axis: -1)\nconfig a = nothing\nfn g(x: [n]) = x |> exp |>\n";
  const service = serving({ "a.nn": source });
  expect(service.inlays("a.nn").map(({ text }) => text)).toEqual(["[n]"]);
});

test("what an imported file says counts as soon as it changes", () => {
  const files: Record<string, string> = {
    "a.nn": 'import { f } from "b.nn"\nfn g(x: [n]) -> [n] = f(x)\n',
    "b.nn": "fn f(x: [n]) -> [n] = 2 * x\n",
  };
  const service = serving(files);
  expect(service.diagnostics("a.nn")).toEqual([]);
  files["b.nn"] = "fn f(x: [n, m], y: [m]) -> [n] = x @ y\n";
  service.changed("b.nn");
  expect(service.diagnostics("a.nn").map((d) => d.code)).toEqual(["NN0311"]);
  expect(service.definition("a.nn", files["a.nn"]!.lastIndexOf("f("))).toMatchObject({
    file: "b.nn",
    start: 3,
  });
});
