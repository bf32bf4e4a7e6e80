/**
 * What goes wrong around a program: no validation data for what looks at it, a disk that is full, a run that saved nothing.
 */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folder, nn } from "./nn.ts";

const PROGRAM = `data points = generate(8) {
  x: [1] = [uniform([])]
}

model line(x: [batch, 1]) -> [batch, 1] = x |> dense(1)

train fit on points {
  steps = 2
  batch = 4
  patience = 3
  let net = line()
  minimize mse(net(x), x) with sgd(lr: 0.1)
  metric distance = mean(abs(net(x) - x))
}
`;

test("a setting that looks at validation data is told where there is none", async () => {
  const cwd = folder({ "my line.nn": PROGRAM });
  const { code, stdout } = await nn(["train", "my line.nn", "--device", "cpu"], { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain(
    "! `patience` looks at validation data, and points has none: write `split: 0.8` in its source\n",
  );
});

test("the newest run that has weights is taken, not one that was ended before it saved any", async () => {
  const cwd = folder({ "line.nn": PROGRAM });
  await nn(["train", "line.nn", "--device", "cpu", "--out", "runs/first"], { cwd });
  mkdirSync(join(cwd, "runs/second"));
  writeFileSync(join(cwd, "runs/second/log.jsonl"), "");
  const { code, stderr } = await nn(["eval", "--device", "cpu"], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "taking the newest run, runs/first\n" });
});

test.skipIf(!existsSync("/dev/full"))("output that cannot be written is an error in one line", async () => {
  const cwd = folder({ "line.nn": PROGRAM });
  const { code, stderr } = await nn(["summary", "line.nn"], { cwd, stdout: "/dev/full" });
  expect(stderr).toBe("error: cannot write the output: no space left on device, write\n");
  expect(code).toBe(1);
});

test("a picture's folder is made", async () => {
  const cwd = folder({ "line.nn": PROGRAM });
  const { code } = await nn(["graph", "line.nn", "--svg", "--out", "new/graph.svg"], { cwd });
  expect(code).toBe(0);
  expect(existsSync(join(cwd, "new/graph.svg"))).toBe(true);
});

test("what is wrong with a path of the command line is said of that path", async () => {
  const cwd = folder({
    "m.nn": 'data d = csv("a.csv") { x: [1] = [a] }\ntrain t on d {\n  steps = 1\n  batch = 1\n  let net = dense(1)\n  minimize mean(net(x)) with sgd()\n}\n',
    "a.csv": "a\n1\n",
  }); // prettier-ignore
  const told = async (path: string) => (await nn(["check", "m.nn", "--data", `d=${path}`], { cwd })).stdout;
  expect(await told("data/b.csv")).toBe(`warning[NN0502]: no file data/b.csv: there is no folder data
 --> m.nn:1:10
  |
1 | data d = csv("a.csv") { x: [1] = [a] }
  |          ^^^^^^^^^^^^ \`--data d=data/b.csv\` is read here
  = help: the path after \`--data NAME=\` is relative to the folder that the command runs in

1 warning
`);
  expect(await told("~/b.csv")).toContain("write `$HOME`");
});

test("a loss that rises on other data only is not laid to the learning rate", async () => {
  const cwd = folder({
    "m.nn": `data d = csv("a.csv", split: 0.5, shuffle: false) { x: [] = a  y: [] = b }
train t on d {
  steps = 20
  batch = 1
  param w = 0.0
  minimize mse(w * x, y) with sgd(lr: 0.3)
}
`,
    // What is learned from the first row is wrong for the second.
    "a.csv": "a,b\n1,1\n1,-1\n",
  });
  const { code, stdout } = await nn(["train", "m.nn", "--device", "cpu"], { cwd });
  expect(code).toBe(0);
  expect(stdout).toMatch(/validation loss (3\.99|4)/);
  expect(stdout).not.toContain("the learning rate is too high");
});

test("what else lies in a file of arrays does not keep a model from predicting", async () => {
  const tensor = (shape: readonly number[], data: readonly number[]) => ({ dtype: "f32", shape, data });
  const cwd = folder({
    "m.nn": `data d = csv("a.csv") { x: [] = a  y: [] = a }
train t on d {
  steps = 1
  batch = 1
  param w = 2.0
  minimize mse(w * x, y) with sgd(lr: 0)
  predict twice = w * x
}
`,
    "a.csv": "a\n1\n",
    "new.json": JSON.stringify({ epoch: tensor([], [3]), old: tensor([1], [1]), a: tensor([2], [4, 5]) }),
  });
  expect((await nn(["train", "m.nn", "--device", "cpu", "--out", "r"], { cwd })).code).toBe(0);
  const { stdout } = await nn(["predict", "r", "--in", "new.json", "--device", "cpu"], { cwd });
  expect(stdout).toBe("twice\n8\n10\n");
});
