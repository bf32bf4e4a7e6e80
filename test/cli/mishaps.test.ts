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
