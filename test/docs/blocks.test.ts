/** Every code block of the documentation is tried: programs compile, commands exist, output is what is printed. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { buildProgram } from "../../bundler/program.ts";
import { typesText } from "../../bundler/text.ts";
import { openTable, programFor } from "../../cli/shared/csv-program.ts";
import { buildProgram as commandLine } from "../../cli/main.ts";
import { compile } from "../../compiler/compile.ts";
import { parse } from "../../grammar/index.ts";
import { run } from "../diagnostics/beginners/support.ts";
import { argv, blocksOf, commandsOf, pages, place, root } from "./pages.ts";
import { typeErrors } from "./types.ts";

const blocks = pages.flatMap(blocksOf);
const of = (...languages: string[]) => blocks.filter((b) => languages.includes(b.language));
const named = (list: readonly (typeof blocks)[number][]) => list.map((b) => [place(b), b] as const);

beforeAll(() => void vi.stubGlobal("NN_VERSION", "0.0.0"));

test("every block says its language, and it is one that is tried or plain output", () => {
  const known = ["nn", "sh", "text", "json", "ts", "ebnf", "wgsl", "csv", "diff", "lua"];
  expect(blocks.filter((b) => !known.includes(b.language)).map((b) => `${place(b)} ${b.language}`)).toEqual(
    [],
  );
  expect(of("nn").length).toBeGreaterThan(10);
  expect(of("sh").length).toBeGreaterThan(10);
});

describe("programs", () => {
  /** Files that other blocks of the page import. */
  const files = (page: string) =>
    new Map(of("nn").filter((b) => b.page === page && b.words[0]?.endsWith(".nn")).map((b) => [b.words[0]!, b.text])); // prettier-ignore

  test.each(named(of("nn").filter((b) => !b.words.includes("fragment"))))("%s compiles", (_, block) => {
    const file = block.words[0] ?? "page.nn";
    const known = files(block.page);
    const read = (path: string) => (path === file ? block.text : known.get(path));
    const { diagnostics } = compile(file, { read });
    expect(diagnostics.filter((d) => d.severity === "error").map((d) => `${d.code} ${d.title}`)).toEqual([]);
  });

  test.each(named(of("nn").filter((b) => b.words.includes("fragment"))))("%s is readable", (_, block) => {
    const wholes = [block.text, `train t on d {\n${block.text}\n}`, `fn f(x: [n]) = ${block.text}`];
    expect(wholes.some((text) => parse(text, "page.nn").diagnostics.length === 0)).toBe(true);
  });
});

test.each(named(of("json")))("%s is JSON", (_, { text }) => {
  let whole = true;
  try {
    JSON.parse(text);
  } catch {
    whole = false;
  }
  if (!whole) for (const line of text.split("\n").filter(Boolean)) JSON.parse(line.replace(/…/g, ""));
});

describe("commands", () => {
  /** The command line's own parser, with actions that do nothing. */
  async function accepted(command: string): Promise<string> {
    const program = commandLine();
    const said: string[] = [];
    const quiet = (c: Command): void => {
      c.configureOutput({ writeErr: (text) => void said.push(text), writeOut: () => undefined, outputError: (text) => void said.push(text) }); // prettier-ignore
      if (c !== program) c.action(() => undefined);
      c.commands.forEach(quiet);
    };
    quiet(program);
    try {
      await program.parseAsync(argv(command), { from: "user" });
    } catch (error) {
      const { exitCode } = error as { exitCode?: number };
      return exitCode === 0 ? "" : said.join("") || String(error);
    }
    return "";
  }

  test.each(named(of("sh")))("%s exist", async (_, { text }) => {
    for (const command of commandsOf(text))
      expect(`nn ${command}: ${await accepted(command)}`).toBe(`nn ${command}: `);
  });
});

describe("what is shown is what is printed", () => {
  const home = process.cwd();
  const top = mkdtempSync(join(tmpdir(), "nn-docs-"));
  afterAll(() => {
    process.chdir(home);
    rmSync(top, { recursive: true, force: true });
  });

  /** Numbers, times, names of runs and devices differ; so does the room that they take. */
  const shape = (text: string): string =>
    text
      .replace(/\d{4}-\d{4}-/g, "RUN-")
      .replace(/[-−]?\d[\d,._]*(e-?\d+)?/g, "#")
      .replace(/\b(ms|s|min|KB|MB|B)\b/g, "unit")
      .replace(/ +/g, " ")
      .replace(/-{2,}|\^{2,}/g, "--")
      .split("\n").map((line) => line.trim()).filter(Boolean).join("\n"); // prettier-ignore

  const executed = pages.filter((page) => blocksOf(page).some((b) => b.words.includes("run")));
  test.each(executed)("%s", async (page) => {
    const folder = mkdtempSync(join(top, "page-"));
    copyFileSync(join(root, "examples/data/houses.csv"), join(folder, "houses.csv"));
    process.chdir(folder);
    for (const block of blocksOf(page).filter((b) => b.words.includes("run"))) {
      let printed = "";
      for (const line of block.text.split("\n").filter(Boolean)) {
        if (line.startsWith("cd ")) process.chdir(line.slice(3));
        for (const command of commandsOf(line)) printed += `${(await run(command)).text}\n`;
      }
      if (block.next?.language === "text") expect(shape(printed), place(block)).toBe(shape(block.next.text));
    }
  });

  test("the program of the tutorial is the one that `nn new` writes", () => {
    const choice = openTable(readFileSync(join(root, "examples/data/houses.csv")), "houses.csv");
    const text = programFor(choice, "price", "data/houses.csv", "houses");
    expect(of("nn").find((b) => b.page === "docs/tutorial.md")!.text).toBe(text);
  });

  test("there are such pages", () => expect(executed).toContain("docs/tutorial.md"));
});

test("TypeScript is type-checked against the sources", { timeout: 120_000 }, () => {
  // One block that is wrong shows that errors are found.
  const wrong = { page: "wrong", line: 1, language: "ts", words: [], text: 'const a: number = "x";\n' };
  const digits = buildProgram(join(root, "examples/digits.nn"), root, {}, () => undefined);
  if (!("blocks" in digits)) throw new Error(digits.failure.message);
  const beside = { "digits.d.nn.ts": typesText(digits.blocks, "digits.nn") };
  const found = typeErrors([...of("ts").filter((block) => !block.words.includes("sketch")), wrong], beside);
  expect(found).toEqual(["wrong:1 Type 'string' is not assignable to type 'number'."]);
  expect(of("ts").filter((b) => b.words.includes("sketch")).length).toBeLessThanOrEqual(3);
});
