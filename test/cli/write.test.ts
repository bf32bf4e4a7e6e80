/** Commands that write programs: `nn fmt`, and `nn check --fix`. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folder, jsonLines, nn } from "./nn.ts";

const tidy = "config width = 8\n";
const untidy = "config   width=8";
const broken = "config width = (8\n";

describe("nn fmt", () => {
  test("writes files, and leaves those with a syntax error as they are", async () => {
    const cwd = folder({ "a.nn": untidy, "b.nn": broken, "c.nn": tidy, "d.nn": untidy });
    const { code, stdout, stderr } = await nn(["fmt", "a.nn", "b.nn", "c.nn", "d.nn"], { cwd });
    expect(stdout).toBe("a.nn written\nd.nn written\n");
    expect(stderr).toMatch(/^error\[NN0102\].*\n *--> b\.nn:1:18/);
    expect(code).toBe(1);
    const text = (name: string): string => readFileSync(join(cwd, name), "utf8");
    expect(["a.nn", "b.nn", "c.nn", "d.nn"].map(text)).toEqual([tidy, broken, tidy, tidy]);
    expect((await nn(["fmt", "a.nn", "c.nn"], { cwd })).stdout).toBe("2 files in canonical form\n");
  });

  test("--check writes nothing", async () => {
    const cwd = folder({ "a.nn": untidy });
    expect(await nn(["fmt", "--check", "a.nn"], { cwd })).toMatchObject({
      code: 1,
      stdout: "a.nn differs\n",
    });
    expect(readFileSync(join(cwd, "a.nn"), "utf8")).toBe(untidy);
  });

  test("- filters standard input", async () => {
    expect(await nn(["fmt", "-"], { input: untidy })).toEqual({ code: 0, stdout: tidy, stderr: "" });
    expect(await nn(["fmt", "-"], { input: tidy })).toEqual({ code: 0, stdout: tidy, stderr: "" });
    const wrong = await nn(["fmt", "-"], { input: broken });
    expect(wrong).toMatchObject({ code: 1, stdout: "" });
    expect(wrong.stderr).toContain("--> <stdin>:1:18");
    expect(await nn(["fmt", "--check", "-"], { input: untidy })).toMatchObject({
      code: 1,
      stdout: "<stdin> differs\n",
    });
  });
});

describe("nn check --fix", () => {
  const wrong = `import { net } from "models.nn"
config hiden = 16
data d = generate(100) {
  x: [2] = normal([2])
  y: [1] = [x[0] * 2]
}
train fit on d {
  steps = 100;
  batch = 32;
  let m = net(hidden)
  minimize mse(m(x), y) with admw(lr = 1e-3)
}
`;
  const models = `layer net(width: int)(x: [batch, 2]) -> [batch, 1] =
  x |> dense(width, bais = false) |> rleu |> dense(4)
`;

  test("goes on until nothing is left that it can fix, in imported files too, and says what it did", async () => {
    const cwd = folder({ "main.nn": wrong, "models.nn": models });
    const { code, stdout, stderr } = await nn(["check", "main.nn", "--fix"], { cwd });
    expect(stderr).toBe("");
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split("\n");
    expect(lines.at(-1)).toBe("ok  main.nn");
    expect(lines.slice(0, -1)).toEqual([
      "fixed  main.nn:8:14  NN0109: remove them",
      "fixed  main.nn:11:38  NN0104: write `lr: 1e-3`",
      "fixed  models.nn:2:26  NN0104: write `bais: false`",
      "fixed  main.nn:10:15  NN0301: write `hiden`",
      "fixed  main.nn:11:30  NN0301: write `adamw`",
      "fixed  models.nn:2:37  NN0301: write `relu`",
      "fixed  models.nn:2:21  NN0311: write `bias`",
      "fixed  models.nn:2:45  NN0201: write `dense(1)`",
    ]);
    expect(readFileSync(join(cwd, "models.nn"), "utf8"))
      .toBe(`layer net(width: int)(x: [batch, 2]) -> [batch, 1] =
  x |> dense(width, bias: false) |> relu |> dense(1)
`);
    expect(readFileSync(join(cwd, "main.nn"), "utf8")).toBe(
      wrong
        .replaceAll(";", "")
        .replace("lr = ", "lr: ")
        .replace("admw", "adamw")
        .replace("(hidden)", "(hiden)"),
    );
  });

  test("leaves alone what is a choice, and what has no edit", async () => {
    const source = `fn f(x: [n, m], y: [n]) -> [n] = x[:, 0] + y\n`;
    const cwd = folder({ "main.nn": source });
    const { code, stdout } = await nn(["check", "main.nn", "--fix"], { cwd });
    expect(stdout).toMatch(/^warning\[NN0211\]: the dim `m` is used once/);
    expect(code).toBe(0);
    expect(readFileSync(join(cwd, "main.nn"), "utf8")).toBe(source);
  });

  test("with --json: what is left on stdout, what was done on stderr; fixes are in the objects", async () => {
    const cwd = folder({ "main.nn": "config a = foo\nconfig width = 1;\nconfig c = widht\n" });
    const before = jsonLines((await nn(["check", "main.nn", "--json"], { cwd })).stdout);
    expect(before.map((d) => d["fixes"])).toEqual([
      [{ title: "remove it", edits: [expect.objectContaining({ file: "main.nn", text: "" })] }],
    ]);
    const { code, stdout, stderr } = await nn(["check", "main.nn", "--fix", "--json"], { cwd });
    expect(code).toBe(1);
    expect(jsonLines(stdout).map((d) => d["title"])).toEqual(["unknown name `foo`"]);
    expect(stderr).toBe(
      "fixed  main.nn:2:17  NN0109: remove it\nfixed  main.nn:3:12  NN0301: write `width`\n",
    );
  });
});
