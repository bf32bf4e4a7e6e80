/** The compiled code of the command, kept between runs on versions of Node that do not do it themselves. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildIfStale } from "../../cli/build.mjs";

const cache = pathToFileURL(join(import.meta.dirname, "../../cli/quick-start.mjs")).href;
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nn-code-"));
  path = join(folder, "made.cjs");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What the module prints in a process of its own. */
function run(purpose: string, exit = 0): string {
  const script = `
    const { requireKept } = await import(${JSON.stringify(cache)});
    console.log(requireKept(${JSON.stringify(path)}, ${JSON.stringify(purpose)}).answer());
    process.exit(${exit});`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  return stdout.trim();
}

const source = (n: number) => `
  const { basename } = require("node:path");
  exports.answer = () => basename(__filename) + " ${n}";`;

function kept(): { name: string; purposes: unknown } | undefined {
  const names = readdirSync(folder).includes(".code") ? readdirSync(join(folder, ".code")) : [];
  expect(names.length).toBeLessThan(2);
  const [name] = names;
  if (name === undefined) return undefined;
  const [head] = readFileSync(join(folder, ".code", name), "latin1").split("\n", 1);
  return { name, purposes: (JSON.parse(head!) as { purposes: unknown }).purposes };
}

test("the command imports nothing by `import()`, which kept code cannot", async () => {
  await buildIfStale();
  const command = readFileSync(join(import.meta.dirname, "../../dist/cli.cjs"), "utf8");
  expect(command).toContain('require("webgpu")');
  expect(command).not.toMatch(/[^.\w$]import\(/);
});

test("is kept for each purpose once, and gives the same answers", () => {
  writeFileSync(path, source(1));
  expect(run("a")).toBe("made.cjs 1");
  expect(kept()?.purposes).toEqual(["a"]);
  expect(run("a")).toBe("made.cjs 1");
  expect(run("b")).toBe("made.cjs 1");
  expect(kept()?.purposes).toEqual(["a", "b"]);
});

test("is not kept after a mistake in the command line", () => {
  writeFileSync(path, source(1));
  expect(run("a", 2)).toBe("made.cjs 1");
  expect(kept()).toBeUndefined();
});

test("is made anew for another source of the same length, and the old one goes", () => {
  writeFileSync(path, source(1));
  run("a");
  const before = kept()!.name;
  writeFileSync(path, source(2));
  expect(run("b")).toBe("made.cjs 2");
  expect(kept()?.purposes).toEqual(["b"]);
  expect(kept()?.name).not.toBe(before);
});

test.each([
  ["nothing", () => Buffer.alloc(0)],
  ["no code", () => Buffer.from('{"purposes":["a"]}\n')],
  ["something else", () => Buffer.from('{"purposes":["a"]}\nnonsense')],
  ["half of it", (whole: Buffer) => whole.subarray(0, whole.length / 2)],
])("that is %s is made anew", (_, broken) => {
  writeFileSync(path, source(1));
  run("a");
  const file = join(folder, ".code", kept()!.name);
  const whole = readFileSync(file);
  writeFileSync(file, broken(whole));
  expect(run("a")).toBe("made.cjs 1");
  expect(readFileSync(file).length).toBeGreaterThan(whole.length / 2);
});

test("is not needed: a folder that cannot be written is no error", () => {
  writeFileSync(path, source(1));
  writeFileSync(join(folder, ".code"), "a file");
  chmodSync(folder, 0o555);
  try {
    expect(run("a")).toBe("made.cjs 1");
  } finally {
    chmodSync(folder, 0o755);
  }
});
