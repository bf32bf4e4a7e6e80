/**
 * The pages of `docs/errors` beyond syntax: below `$ nn check …` a page shows what that command prints for its first
 * program, and its last program is correct. A block with a file's name beside its language is that file.
 * `npm run golden` writes the output anew.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { Command } from "commander";
import { afterAll, expect, test, vi } from "vitest";
import { check } from "../../cli/commands/check.ts";
import { codes } from "../../compiler/codes.ts";
import { binaries } from "./binaries.ts";

/** What needs a device, a run or the inputs of a call, and so more than `nn check`. */
const ELSEWHERE = [
  "NN0506",
  "NN0515",
  "NN0527",
  "NN0601",
  "NN0602",
  "NN0603",
  "NN0604",
  "NN0605",
  "NN0606",
  "NN0607",
  "NN0701",
  "NN0710",
  "NN0711",
  "NN0720",
];

const top = mkdtempSync(join(tmpdir(), "nn-pages-"));
afterAll(() => rmSync(top, { recursive: true, force: true }));

const pageOf = (code: string): string =>
  fileURLToPath(new URL(`../../docs/errors/${code}.md`, import.meta.url));

/** What `nn check model.nn FLAGS` prints, without the count of errors at its end. */
async function checked(folder: string, program: string, flags: readonly string[]): Promise<string> {
  const file = join(folder, "model.nn");
  writeFileSync(file, program);
  const lines: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
  const before = process.exitCode;
  try {
    const command = new Command();
    check(command);
    await command.parseAsync(["check", file, ...flags], { from: "user" });
  } finally {
    log.mockRestore();
    process.exitCode = before;
  }
  return stripVTControlCharacters(lines.slice(0, -1).join("\n")).replaceAll(`${folder}/`, "").trimEnd();
}

const shown = /(```text\n\$ nn check model\.nn(.*)\n)[\s\S]*?(```\n)/;

test.each(Object.keys(codes).filter((code) => !code.startsWith("NN01")))("%s", async (code) => {
  const page = readFileSync(pageOf(code), "utf8");
  const programs = [...page.matchAll(/```nn\n([\s\S]*?)```/g)].map((m) => m[1]!);
  const command = shown.exec(page);
  expect(command === null).toBe(ELSEWHERE.includes(code));
  if (command === null) return;

  const folder = join(top, code);
  mkdirSync(folder);
  const texts = [...page.matchAll(/```\w+ (\S+)\n([\s\S]*?)```/g)].map((m) => [m[1]!, m[2]!] as const);
  for (const [name, content] of [...texts, ...Object.entries(binaries[code] ?? {})]) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const output = await checked(folder, programs[0]!, command[2]!.split(" ").filter(Boolean));
  expect([...output.matchAll(/^(?:error|warning)\[(\w+)\]/gm)].map((m) => m[1])).toEqual([code]);
  if (programs.length > 1) expect(await checked(folder, programs.at(-1)!, [])).toBe("");
  const now = page.replace(shown, (_, head: string, _flags, tail: string) => `${head}${output}\n${tail}`);
  await expect(now).toMatchFileSnapshot(pageOf(code));
});
