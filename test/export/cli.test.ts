/**
 * `nn export` from the command line: what it writes, and what it says of mistakes.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { folder, nn } from "../cli/nn.ts";

const NOISY = `model noisy(x: [batch, 4]) -> [batch, 4] = x + normal(shape(x)) |> dense(4)
data d = generate(16) {
  x: [4] = normal([4])
}
train t on d {
  steps = 2
  batch = 4
  let net = noisy()
  minimize mean(net(x)^2) with adam(lr: 0.1)
}
`;

it("writes a program with its data and weights", async () => {
  const cwd = folder({ "noisy.nn": NOISY });
  const { code, stdout } = await nn(["export", "noisy.nn", "--torch", "--out", "noisy.py"], { cwd });
  expect(code).toBe(0);
  expect(stdout.trim().split("\n").map((l) => l.split(" ")[0])).toEqual(["noisy.py", "noisy.safetensors", "noisy.npz"]); // prettier-ignore
  const text = readFileSync(join(cwd, "noisy.py"), "utf8");
  expect(text).toContain("class Noisy(Layer):");
  expect(text).toContain("def adam(p, g, ");
});

it("refuses what ONNX cannot say, and writes nothing", async () => {
  const cwd = folder({ "noisy.nn": NOISY });
  const { code, stderr } = await nn(["export", "noisy.nn", "--onnx", "--out", "noisy.onnx"], { cwd });
  expect(code).toBe(1);
  expect(stderr).toContain("error[NN0720]: this draws random numbers");
  expect(stderr).toContain("noisy.nn:1:48");
  expect(existsSync(join(cwd, "noisy.onnx"))).toBe(false);
});

it.each([
  [["--out", "a.py"], "say what to export"],
  [["--torch"], "say where to write"],
  [["--torch", "--out", "a.onnx"], "does not end in .py"],
  [["--torch", "--out", "a.py", "--layout", "torch"], "--layout belongs to --safetensors"],
  [["--onnx", "--out", "a.onnx", "--model", "nett"], "did you mean net?"],
])("%s is a slip of the command line", async (flags, said) => {
  const cwd = folder({ "noisy.nn": NOISY });
  const { code, stderr } = await nn(["export", "noisy.nn", ...flags], { cwd });
  expect(stderr).toContain(said);
  expect(code).toBe(2);
});
