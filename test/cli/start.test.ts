/**
 * The first minutes: `nn new`, completion in a shell, an error's page.
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { buildProgram } from "../../cli/main.ts";
import { TEMPLATES } from "../../cli/shared/templates.ts";
import { folder, nn, root } from "./nn.ts";

describe("nn new", () => {
  test.each(Object.keys(TEMPLATES))("makes a folder from %s that is right as it is", async (template) => {
    const cwd = folder();
    const made = await nn(["new", "first", "--template", template], { cwd });
    expect([made.code, made.stderr]).toEqual([0, ""]);
    expect(made.stdout).toContain("nn train first.nn");
    const dir = join(cwd, "first");
    expect(readdirSync(dir).sort()).toEqual([".gitignore", "data", "first.nn"]);
    expect(readFileSync(join(dir, ".gitignore"), "utf8")).toBe("runs/\n");
    // The program is compiled with its data, and its layers have sizes.
    const summary = await nn(["summary", "first.nn", "--json"], { cwd: dir });
    const { params } = JSON.parse(summary.stdout) as { params: number };
    expect([summary.code, summary.stderr, params > 50]).toEqual([0, "", true]);
  });

  test("makes a page that trains", async () => {
    const cwd = folder();
    const made = await nn(["new", "My-Reader", "--web"], { cwd });
    expect([made.code, made.stderr]).toEqual([0, ""]);
    expect(made.stdout).toContain("npm install && npm run dev");
    const dir = join(cwd, "My-Reader");
    const read = (name: string) => readFileSync(join(dir, name), "utf8");
    const manifest = JSON.parse(read("package.json")) as Record<string, Record<string, string>>;
    expect(manifest).toMatchObject({ name: "my-reader", private: true });
    // A checkout is no registry's: it is named by its place.
    expect(manifest["devDependencies"]!["nn-lang"]).toBe(`file:${root.replace(/[\\/]$/, "")}`);
    expect(read("README.md")).toContain("# My-Reader");
    expect(read("digits.nn")).toBe(readFileSync(join(root, "examples/digits.nn"), "utf8"));
    expect(read("digits.d.nn.ts")).toContain("readonly accuracy: number;");
    expect(read(".gitignore")).toContain("node_modules/");
    expect(read("src/main.ts")).toContain('from "../digits.nn"');
    // The program trains on the command line as well.
    const summary = await nn(["summary", "digits.nn", "--json"], { cwd: dir });
    expect([summary.code, summary.stderr]).toEqual([0, ""]);
    const again = await nn(["new", "My-Reader", "--web"], { cwd });
    expect(again.code).toBe(2);
  });

  test("trains at once", async () => {
    const cwd = folder();
    await nn(["new", "prices", "--template", "regression-csv"], { cwd });
    const dir = join(cwd, "prices");
    const { code, stdout } = await nn(["train", "prices.nn", "--device", "cpu", "--epochs", "2"], {
      cwd: dir,
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/saved +runs\//);
  });

  test("lists its templates", async () => {
    const { code, stdout } = await nn(["new"], { cwd: folder() });
    expect(code).toBe(0);
    for (const name of Object.keys(TEMPLATES)) expect(stdout).toMatch(new RegExp(`^  ${name} +\\S`, "m"));
  });

  test("overwrites nothing", async () => {
    const cwd = folder();
    await nn(["new", "a"], { cwd });
    writeFileSync(join(cwd, "a/a.nn"), "mine");
    const again = await nn(["new", "a"], { cwd });
    expect([again.code, again.stdout]).toEqual([2, ""]);
    expect(again.stderr).toContain("a is there already");
    expect(readFileSync(join(cwd, "a/a.nn"), "utf8")).toBe("mine");
  });

  test.each([
    [["new", "net.nn"], "a folder is made: nn new net"],
    [["new", "what ever"], "is no name for a program"],
    [["new", "x", "--template", "mpl"], "Allowed choices are mlp, cnn, gpt, regression-csv."],
    [["new", "--csv", "houses.csv"], "nn new NAME --csv houses.csv"],
    [["new", "x", "--csv", "houses.csv"], "no file houses.csv"],
    [["new", "--web"], "nn new NAME --web"],
    [["new", "x", "--web", "--template", "gpt"], "change its digits.nn"],
    [["new", "x", "--target", "price"], "say which table with --csv FILE"],
  ])("nn %j", async (args, said) => {
    const cwd = folder();
    const { code, stderr } = await nn(args, { cwd });
    expect(stderr).toContain(said);
    expect([code, readdirSync(cwd)]).toEqual([2, []]);
  });
});

describe("nn completion", () => {
  /** What bash would offer for the last word. */
  async function offered(...words: string[]): Promise<string[]> {
    const { stdout } = await nn(["completion", "bash"]);
    const script = `${stdout}\nCOMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _nn; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const text = execFileSync("bash", ["--norc", "-c", script, "bash", ...words], { encoding: "utf8" });
    return text.split("\n").filter((line) => line !== "");
  }

  test("of commands, flags and values in bash", async () => {
    expect(await offered("nn", "tr")).toEqual(["train"]);
    expect(await offered("nn", "")).toEqual(expect.arrayContaining(["check", "runs", "--help"]));
    expect(await offered("nn", "train", "x.nn", "--lo")).toEqual(["--log-every"]);
    expect(await offered("nn", "train", "x.nn", "--device", "")).toEqual(["webgpu", "cpu"]);
    expect(await offered("nn", "completion", "f")).toEqual(["fish"]);
    expect(await offered("nn", "graph", "x.nn", "-")).toEqual(expect.arrayContaining(["-o", "--out"]));
    // A file is asked for: bash's own completion takes over.
    expect(await offered("nn", "train", "x.nn", "--out", "")).toEqual([]);
  });

  test.each(["bash", "zsh", "fish"])("%s knows every command and every flag", async (shell) => {
    const { stdout, code } = await nn(["completion", shell]);
    expect(code).toBe(0);
    vi.stubGlobal("NN_VERSION", "0.0.0");
    const program = buildProgram();
    for (const command of program.commands) {
      expect(stdout).toMatch(new RegExp(`\\b${command.name()}\\b`));
      for (const { long } of command.options)
        expect(stdout).toContain(shell === "fish" ? `-l ${long!.slice(2)}` : long!);
    }
  });

  test("is refused for other shells", async () => {
    const { code, stderr } = await nn(["completion", "tcsh"]);
    expect(stderr).toContain("Allowed choices are bash, zsh, fish.");
    expect(code).toBe(2);
  });
});

test("an error's page says what it means, in either case", async () => {
  const { code, stdout } = await nn(["explain", "nn0402"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^# NN0402/);
  expect(stdout).toContain("no gradient reaches any parameter");
});
