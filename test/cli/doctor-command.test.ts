/**
 * `nn doctor` as a command: exit codes, the text with its places, and `--json`.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { clouds } from "./doctor-programs.ts";
import { folder, nn, root } from "./nn.ts";

describe("the command", () => {
  test("says nothing found and exits with 0, or prints the finding at its line and exits with 1", async () => {
    const cwd = folder({ "good.nn": clouds(), "bad.nn": clouds({ label: "index % 4 + 1" }) });
    const good = await nn(["doctor", "good.nn", "--device", "cpu"], { cwd });
    expect(good).toMatchObject({ code: 0, stderr: "" });
    expect(good.stdout).toMatch(/nothing found in 1\d checks/);
    expect(good.stdout).toContain("left out because of --device cpu");
    const bad = await nn(["doctor", "bad.nn", "--device", "cpu"], { cwd });
    expect(bad).toMatchObject({ code: 1, stderr: "" });
    expect(bad.stdout).toContain(
      "error[labels]: labels are shifted by one: `y` goes from 1 to 4, and the classes are 0 to 3\n",
    );
    expect(bad.stdout).toMatch(/--> bad\.nn:\d+:12\n/);
    expect(bad.stdout).toContain("= help: subtract 1 where `y` is defined");
    expect(bad.stdout).toMatch(/1 failure in 2 checks/);
  }, 60_000);

  test("--json has every check with its figures, its place and its remedy", async () => {
    const source = clouds({ label: "index % 4 + 1", classes: 5 });
    const { code, stdout } = await nn(["doctor", "p.nn", "--device", "cpu", "--json"], {
      cwd: folder({ "p.nn": source }),
    });
    expect(code).toBe(0);
    const answer = JSON.parse(stdout) as Record<string, unknown> & { checks: Record<string, unknown>[] };
    expect(answer).toMatchObject({ file: "p.nn", train: "classify", batch: 32, failures: 0, warnings: 1 });
    expect(answer.checks.find((c) => c["check"] === "labels")).toMatchObject({
      result: "warning",
      measured: { field: "y", classes: 5, low: 1, high: 4 },
      remedy: expect.stringContaining("subtract 1"),
      at: [
        { file: "p.nn", line: source.slice(0, source.indexOf("minimize")).split("\n").length, column: 12 },
      ],
    });
    for (const c of answer.checks)
      expect(c).toMatchObject({ title: expect.any(String), measured: expect.any(Object) });
  }, 60_000);

  test("the project's first classifier is healthy", async () => {
    const { code, stdout } = await nn(["doctor", "examples/digits.nn", "--device", "cpu"]);
    expect(stdout).toContain("nothing found");
    expect(code).toBe(0);
  }, 60_000);
});

test("the checks touch neither files nor the terminal", () => {
  for (const name of [
    "anatomy",
    "check-data",
    "check-flow",
    "check-gradients",
    "check-loss",
    "check-mixing",
    "check-training",
    "check-units",
    "finding",
    "index",
    "probe",
    "rewrite",
  ]) {
    // prettier-ignore
    const text = readFileSync(join(root, `cli/shared/doctor/${name}.ts`), "utf8");
    expect(text, name).not.toMatch(/from "node:|process\.|console\./);
  }
});
