/**
 * The command line: help, exit codes, and what is said to someone who mistyped.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folder, nn, root } from "./nn.ts";

const descend = "examples/descend.nn";

describe("help", () => {
  test("lists the commands", async () => {
    const { code, stdout, stderr } = await nn(["--help"]);
    expect(stdout).toMatchSnapshot();
    expect([code, stderr]).toEqual([0, ""]);
  });

  test("is what `nn` alone prints", async () => {
    const { code, stdout } = await nn([]);
    expect(stdout).toBe((await nn(["--help"])).stdout);
    expect(code).toBe(0);
  });

  test("names every file of cli/commands, and each spells out its flags with examples", async () => {
    const { stdout } = await nn(["--help"]);
    for (const file of readdirSync(join(root, "cli/commands"))) {
      const name = file.replace(/\.ts$/, "");
      expect(stdout).toMatch(new RegExp(`^  ${name} `, "m"));
      const help = await nn([name, "--help"]);
      expect(help.code).toBe(0);
      expect(help.stdout).toContain(`Usage: nn ${name}`);
      expect(help.stdout).toContain(`$ nn ${name} `.trimEnd());
    }
  });

  test("comes quickly", async () => {
    await nn(["--help"]);
    const times: number[] = [];
    for (let i = 0; i < 3; i++) {
      const began = performance.now();
      await nn(["--help"]);
      times.push(performance.now() - began);
    }
    // 140 ms on an idle machine of 2 cores; the bound leaves room for tests that run beside this one.
    expect(Math.min(...times)).toBeLessThan(1000);
  });
});

describe("mistakes in the command line end with 2 and say what to do", () => {
  test.each([
    [["trian", descend], "error: unknown command 'trian'\n  (Did you mean nn train?)"],
    [[descend], `error: unknown command '${descend}'\n  (Did you mean nn train ${descend}?)`],
    [["train"], "error: missing required argument 'file'"],
    [["train", descend, "--stepz", "3"], "error: unknown option '--stepz'\n  (Did you mean --steps?)"],
    [["train", descend, "--steps", "none"], "It must be a whole number."],
    [["train", descend, "--steps", "0"], "It must be at least 1."],
    [["train", descend, "--steps", "3", "--epochs", "4"], "both say how long to train"],
    [["train", descend, "--device", "gpu"], "Allowed choices are webgpu, cpu."],
    [["train", descend, "--set", "lr"], "Write it as --set hidden=256."],
    [["train", "examples/learning-rate.nn", "--set", "lrr=3"], "did you mean `lr`?"],
    [["train", "examples/learning-rate.nn", "--set", "steps=2.5"], "`steps` is a whole number from 1 on"],
    [["train", "examples/houses.nn", "--data", "house=x"], "did you mean houses?"],
    [["train", "examples/descend"], "did you mean examples/descend.nn?"],
    [["train", "examples"], "examples is a folder"],
    [["train", `${descend}:descent`], `did you mean ${descend}:descend?`],
    [["train", descend, "again"], "too many arguments"],
    [["wgsl", descend, "--target", "cpu", "0"], "Allowed choices are gpu, software, device."],
    [["wgsl", descend, "77"], "there is no kernel 77"],
    [["explain", "NN0911"], "there is no diagnostic NN0911"],
    [["explain", descend], "say what to explain"],
    [["call", "examples/chain-rule.nn", "loss", "--in", "nowhere.json"], "no file nowhere.json"],
    [["call", "examples/chain-rule.nn", "loss", "--out", "x.csv"], "unknown ending .csv"],
    [["test", descend], "no `test` block"],
  ])("nn %j", async (args, said) => {
    const { code, stdout, stderr } = await nn(args);
    expect(stderr).toContain(said);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect([code, stdout]).toEqual([2, ""]);
  });
});

describe("mistakes in a program end with 1", () => {
  test("check shows them where they are", async () => {
    const dir = folder({ "bad.nn": "model m(x: [batch, 4]) -> [batch, 2] = x |> dense(3)\n" });
    const { code, stdout } = await nn(["check", "bad.nn"], { cwd: dir });
    expect(stdout).toMatchSnapshot();
    expect(code).toBe(1);
  });

  test("and as JSON, one a line", async () => {
    const dir = folder({ "bad.nn": "fn f(x: [n]) -> [n] = y\n" });
    const { code, stdout } = await nn(["check", "bad.nn", "--json"], { cwd: dir });
    const diagnostic = JSON.parse(stdout) as { code: string; severity: string; labels: { start: unknown }[] };
    expect(diagnostic).toMatchObject({ code: "NN0301", severity: "error" });
    expect(diagnostic.labels[0]!.start).toMatchObject({ line: 1, column: 23 });
    expect(code).toBe(1);
  });

  test("train says them and does not start", async () => {
    const dir = folder({
      "bad.nn": "train t {\n  steps = 3\n  param w = 1.0\n  minimize v^2 with sgd(lr: 1)\n}\n",
    });
    const { code, stdout, stderr } = await nn(["train", "bad.nn"], { cwd: dir });
    expect(stderr).toContain("error[NN0301]");
    expect([code, stdout, readdirSync(dir)]).toEqual([1, "", ["bad.nn"]]);
  });

  test("data that is not there is one error", async () => {
    const { code, stderr } = await nn(["train", "examples/houses.nn", "--data", "houses=nowhere.csv"]);
    expect(stderr.match(/error\[/g)).toHaveLength(1);
    expect(stderr).toContain("error[NN0502]: no file");
    expect(stderr).toContain("examples/houses.nn:3:15");
    expect(code).toBe(1);
  });

  test("a blank cell is named with file, line and column, and how to go on", async () => {
    const dir = folder({
      "h.csv": "area,rooms,age,distance,price\n100,3,10,5,200000\n90,,12,3,180000\n",
    });
    const { code, stderr } = await nn([
      "train",
      "examples/houses.nn",
      "--data",
      `houses=${join(dir, "h.csv")}`,
    ]);
    expect(stderr).toContain("no value for `rooms` at line 3, column 2");
    expect(stderr).toContain('missing: "drop"');
    expect(code).toBe(1);
  });
});

test("an unreadable adapter choice is a mistake of the command line", async () => {
  const { code, stderr } = await nn(["devices"], { env: { NN_ADAPTER: "quantum" } });
  expect(stderr).toContain("NN_ADAPTER is quantum");
  expect(code).toBe(2);
});

test("the version is the package's", async () => {
  const { stdout } = await nn(["--version"]);
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
