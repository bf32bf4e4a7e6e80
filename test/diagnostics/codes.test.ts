/** The catalogue of codes: complete, and with a page for each code. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { codes } from "../../compiler/codes.ts";

const root = new URL("../../", import.meta.url);

function sources(folder: string): string[] {
  return readdirSync(new URL(folder, root), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `${folder}/${name}`);
}

test("every code that the sources use is in the catalogue", () => {
  const missing: string[] = [];
  const folders = ["grammar", "compiler", "runtime", "cli", "api", "editor", "playground"];
  for (const file of folders.flatMap(sources)) {
    const text = readFileSync(new URL(file, root), "utf8");
    for (const [, code] of text.matchAll(/\b(NN0\d{3})\b/g)) {
      if (!(code! in codes)) missing.push(`${code!} in ${file}`);
    }
  }
  expect([...new Set(missing)]).toEqual([]);
});

test("codes are grouped, in order and have titles", () => {
  const names = Object.keys(codes);
  expect(names).toEqual([...names].sort());
  for (const [code, { title }] of Object.entries(codes)) {
    expect(code).toMatch(/^NN0[1-7]\d\d$/);
    expect(title).toMatch(/^[^A-Z].*[^.]$/);
  }
});

test.each(Object.entries(codes))("%s has a page", (code, { title }) => {
  const page = new URL(`docs/errors/${code}.md`, root);
  expect(existsSync(page)).toBe(true);
  expect(readFileSync(page, "utf8").split("\n")[0]).toBe(`# ${code}: ${title}`);
});

test("every page has a code", () => {
  const pages = readdirSync(new URL("docs/errors/", root)).filter((name) => /^NN\d+\.md$/.test(name));
  expect(pages.map((name) => name.replace(".md", "")).filter((code) => !(code in codes))).toEqual([]);
});
