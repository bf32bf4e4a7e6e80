/** Links of the documentation lead somewhere, and the index of errors lists all of them. */
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { codes } from "../../compiler/codes.ts";
import { pages, root, textOf } from "./pages.ts";

/** The anchor of a heading, as GitHub makes it. */
const anchor = (heading: string): string =>
  heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").trim().replace(/ /g, "-"); // prettier-ignore
const anchorsOf = (page: string): string[] =>
  [
    ...textOf(page)
      .replace(/^```[\s\S]*?^```$/gm, "")
      .matchAll(/^#+ (.*)$/gm),
  ].map((m) => anchor(m[1]!));

test.each(pages)("%s", (page) => {
  const text = textOf(page).replace(/^```[\s\S]*?^```$/gm, "").replace(/`[^`\n]*`/g, ""); // prettier-ignore
  const dead: string[] = [];
  for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/.test(target!)) continue;
    const [path, hash] = target!.split("#") as [string, string | undefined];
    const file = path === "" ? page : join(dirname(page), path);
    if (!existsSync(join(root, file))) dead.push(target!);
    else if (hash !== undefined && file.endsWith(".md") && !anchorsOf(file).includes(hash))
      dead.push(target!);
  }
  expect(dead).toEqual([]);
});

const GROUPS: Readonly<Record<string, string>> = {
  "01": "Syntax",
  "02": "Shapes and sizes",
  "03": "Names, types, calls and layers",
  "04": "Training and gradients",
  "05": "Data",
  "06": "Device and run",
  "07": "Command line and files",
};

test("the index of errors is made from the catalogue", async () => {
  const list = Object.entries(GROUPS).flatMap(([group, title]) => {
    const inGroup = Object.entries(codes).filter(([code]) => code.startsWith(`NN${group}`));
    return inGroup.length === 0
      ? []
      : [`## ${title}\n`, ...inGroup.map(([code, c]) => `- [${code}](${code}.md): ${c.title}`), ""];
  });
  const head = [
    "# Errors and warnings\n",
    "Every message has a code, and every code a page: what it means, a program that has it, and the program repaired.",
    "`nn explain NN0201` prints a page. (A test writes this list: `npx vitest run test/docs/links.test.ts --update`.)\n",
  ];
  await expect(`${[...head, ...list].join("\n").trimEnd()}\n`).toMatchFileSnapshot(
    join(root, "docs/errors/README.md"),
  );
  const files = readdirSync(join(root, "docs/errors")).filter((name) => /^NN\d+\.md$/.test(name));
  expect(files.map((name) => name.slice(0, -3)).filter((code) => !(code in codes))).toEqual([]);
});

test("the index of the documentation names every page", () => {
  const index = textOf("docs/README.md");
  const missing = pages.filter((p) => p.startsWith("docs/") && p !== "docs/README.md").filter((p) => !index.includes(`(${p.slice(5)})`)); // prettier-ignore
  expect(missing).toEqual([]);
});
