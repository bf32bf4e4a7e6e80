/** The formatter as a Prettier plugin: what Prettier's own command does with the built package, and the options it sets. */
import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import * as prettier from "prettier";
import { beforeAll, describe, expect, test } from "vitest";
import plugin from "../../editor/prettier/index.ts";
import { format, print } from "../../grammar/print.ts";
import { folder, root } from "../cli/nn.ts";
import { randomFile } from "./generate.ts";
import { bare, parseClean, programs, random } from "./support.ts";

const formatted = (source: string, options: prettier.Options = {}): Promise<string> =>
  prettier.format(source, { parser: "nn", plugins: [plugin], ...options });

const filesIn = (path: string): [string, string][] =>
  readdirSync(join(root, path))
    .filter((name) => name.endsWith(".nn"))
    .map((name) => [`${path}/${name}`, readFileSync(join(root, path, name), "utf8")]);

const real = [...filesIn("examples"), ...filesIn("compiler/std"), ...programs];

describe("every example, the library and the programs of the language's description", () => {
  test.each(real)("%s: as `nn fmt` has it, the same tree, and stable", async (_name, source) => {
    const once = await formatted(source);
    expect(once).toBe(format(source));
    expect(bare(parseClean(once))).toEqual(bare(parseClean(source)));
    expect(await formatted(once)).toBe(once);
  });

  test.each(real)("%s: keeps its meaning and is stable at 40 columns, with tabs", async (_name, source) => {
    const options = { printWidth: 40, useTabs: true, tabWidth: 4 };
    const once = await formatted(source, options);
    expect(bare(parseClean(once))).toEqual(bare(parseClean(source)));
    expect(await formatted(once, options)).toBe(once);
    expect(once).not.toMatch(/^ /m);
  });
});

test("generated programs keep their meaning at any width", async () => {
  for (let seed = 1000; seed < 1030; seed++) {
    const file = randomFile(random(seed));
    for (const printWidth of [30, 120]) {
      const text = await formatted(print(file), { printWidth });
      expect(bare(parseClean(text)), `seed ${seed}`).toEqual(bare(file));
      expect(await formatted(text, { printWidth }), `seed ${seed}`).toBe(text);
    }
  }
});

describe("options", () => {
  const source = "fn f(x: [n]) -> [n] {\nlet y = x |> one(first: 1) |> two(second: 2)\nreturn y }";

  test("printWidth, tabWidth, useTabs, endOfLine", async () => {
    expect(await formatted(source, { printWidth: 40, tabWidth: 4 })).toBe(
      "fn f(x: [n]) -> [n] {\n    let y =\n        x\n        |> one(first: 1)\n        |> two(second: 2)\n    return y\n}\n",
    );
    expect(await formatted(source, { useTabs: true })).toContain("\n\tlet y = x |>");
    expect(await formatted(source, { endOfLine: "crlf" })).toBe(
      (await formatted(source)).replaceAll("\n", "\r\n"),
    );
    expect(await formatted(source.replaceAll("\n", "\r\n"))).toBe(await formatted(source));
  });

  test("pragmas", async () => {
    expect(await formatted(source, { requirePragma: true })).toBe(source);
    expect(await formatted(`// @format\n${source}`, { requirePragma: true })).not.toContain("return y }");
    expect(await formatted(source, { insertPragma: true })).toMatch(/^\/\/ @format\n\nfn f/);
  });

  test("// prettier-ignore keeps a declaration, a field or a statement as it is", async () => {
    const odd = `// prettier-ignore
config  a = [1,0,
             0,1]   // an identity
config  b = 1
/// Says so.
// no doc
fn f(x: [n]) {
  // prettier-ignore
  let y = x*2   +  1
  let z = y*2
  return z
}
`;
    const once = await formatted(odd);
    expect(once).toContain("config  a = [1,0,\n             0,1] // an identity\nconfig b = 1\n");
    expect(once).toContain("  // prettier-ignore\n  let y = x*2   +  1\n  let z = y * 2\n");
    expect(await formatted(once)).toBe(once);
  });

  test("code in Markdown", async () => {
    const page = "# A page\n\n- a list\n\n  ```nn\n  config a=1 /* two\n  lines */\n  ```\n";
    const once = await prettier.format(page, { parser: "markdown", plugins: [plugin] });
    expect(once).toContain("  ```nn\n  config a = 1 /* two\n  lines */\n  ```\n");
  });

  test("a syntax error has its place and its remedy", async () => {
    await expect(formatted("config a = 1\nconfig b = f(c = 2)\n")).rejects.toMatchObject({
      message: expect.stringMatching(/NN0104: named arguments use `:` \(help: write .*\(2:16\)/s),
      loc: { start: { line: 2, column: 16 } },
    });
  });
});

describe("the built package in a project of its own", () => {
  beforeAll(async () => {
    const { buildIfStale } = (await import("../../cli/build.mjs" as string)) as {
      buildIfStale(): Promise<void>;
    };
    await buildIfStale();
  });

  const untidy = "train t{steps=3 // three\n param w=1.0 minimize w^2 with sgd(lr:0.1)}";

  function project(files: Readonly<Record<string, string>>): string {
    const path = folder(files);
    mkdirSync(join(path, "node_modules"));
    symlinkSync(root, join(path, "node_modules/nn-lang"));
    writeFileSync(join(path, ".prettierrc"), '{ "plugins": ["nn-lang/prettier"] }');
    return path;
  }
  const run = (cwd: string, ...args: string[]) =>
    promisify(execFile)(process.execPath, [join(root, "node_modules/prettier/bin/prettier.cjs"), ...args], {
      cwd,
    });

  test("`prettier --write .` finds .nn files, writes as `nn fmt` does, and agrees with its own check", async () => {
    const path = project({ "a.nn": untidy });
    await run(path, "--write", ".");
    expect(readFileSync(join(path, "a.nn"), "utf8")).toBe(format(untidy));
    await run(path, "--check", ".");
    await run(path, "--debug-check", "a.nn");
  });

  test("a file with a syntax error stays, and the message has a code frame", async () => {
    const path = project({ "a.nn": "config a = (1\n" });
    await expect(run(path, "--write", "a.nn")).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/a\.nn: SyntaxError: NN0102.*> 1 \| config a = \(1/s),
    });
    expect(readFileSync(join(path, "a.nn"), "utf8")).toBe("config a = (1\n");
  });
});
