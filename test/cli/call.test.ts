/**
 * `nn call`: values and gradients of functions and models, in and out of JSON, `.npz` and `.safetensors`.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readNpz, writeNpz } from "../../runtime/data/npz.ts";
import { readSafetensors, writeSafetensors } from "../../runtime/data/safetensors.ts";
import { type HostTensor, fromNumbers } from "../../runtime/data/tensor.ts";
import { folder, nn } from "./nn.ts";

const PROGRAM = `
fn f(x: [n, 3], k = 2.0) -> [n] = sum(x^2 * k, axis: -1)
fn two(x: [n]) -> { a: [n], s: [] } = { a: exp(x), s: sum(log(x)) }
fn positive(x: [n]) -> bool[n] = x > 0
fn third(x: [n]) -> [n] = x / 3
model m(x: [batch, 3]) -> [batch, 2] = x |> dense(4) |> tanh |> dense(2)
`;

const tensor = (shape: readonly number[], data: readonly number[], dtype = "f32") => ({ dtype, shape, data });
const X = tensor([2, 3], [1, 2, 3, 4, 5, 6]);

interface Answer {
  readonly outputs: Record<string, { dtype: string; shape: number[]; data: unknown[] }>;
  readonly grads?: Record<string, { dtype: string; shape: number[]; data: unknown[] }>;
}

async function call(name: string, inputs: object, args: readonly string[] = []): Promise<Answer> {
  const cwd = folder({ "p.nn": PROGRAM, "in.json": JSON.stringify(inputs) });
  const { code, stdout, stderr } = await nn(["call", "p.nn", name, "--in", "in.json", ...args], { cwd });
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Answer;
}

describe.each([["cpu"], ["webgpu"]])("on %s", (device) => {
  const on = ["--device", device];

  test("a single result is `output`, and without --grad there are no gradients", async () => {
    expect(await call("f", { x: X }, on)).toEqual({ outputs: { output: tensor([2], [28, 154]) } });
  });

  test("a setting may be given like a tensor", async () => {
    expect((await call("f", { x: X, k: tensor([], [1]) }, on)).outputs["output"]!.data).toEqual([14, 77]);
  });

  test("gradients are those of the sum, or of the product with `ct`", async () => {
    expect((await call("f", { x: X }, [...on, "--grad", "x"])).grads!["x"]!.data).toEqual([
      4, 8, 12, 16, 20, 24,
    ]);
    const weighted = await call("f", { x: X, ct: tensor([2], [1, 10]) }, [...on, "--grad", "x"]);
    expect(weighted.grads!["x"]).toEqual(tensor([2, 3], [4, 8, 12, 160, 200, 240]));
  });

  test("a record has an output a field and a `ct` a field", async () => {
    const inputs = { x: tensor([2], [1, 2]), ct: { a: tensor([2], [0, 0]), s: tensor([], [3]) } };
    const { outputs, grads } = await call("two", inputs, [...on, "--grad", "x"]);
    expect(Object.keys(outputs)).toEqual(["a", "s"]);
    expect(outputs["s"]!.shape).toEqual([]);
    expect(outputs["s"]!.data[0]).toBeCloseTo(Math.log(2), 6);
    expect(grads!["x"]!.data).toEqual([3, 1.5]);
  });

  test("what JSON has no number for is a string", async () => {
    const { outputs, grads } = await call("two", { x: tensor([2], [1, 0]) }, [...on, "--grad", "x"]);
    expect(outputs["s"]!.data).toEqual(["-Infinity"]);
    expect(grads!["x"]!.data[1]).toBe("Infinity");
  });

  test("bool results are true and false", async () => {
    expect((await call("positive", { x: tensor([2], [1, 0]) }, on)).outputs["output"]).toEqual({
      dtype: "bool",
      shape: [2],
      data: [true, false],
    });
  });

  test("weights are drawn from the seed and differentiated by path", async () => {
    const args = [...on, "--grad", "x,dense_0.w", "--grad", "dense_1.b"];
    const first = await call("m", { x: X }, args);
    expect(Object.keys(first.grads!)).toEqual(["x", "dense_0.w", "dense_1.b"]);
    expect(first.grads!["dense_0.w"]!.shape).toEqual([3, 4]);
    expect(first.grads!["dense_1.b"]!.data).toEqual([2, 2]);
    expect(await call("m", { x: X }, args)).toEqual(first);
    const other = await call("m", { x: X }, [...args, "--seed", "1"]);
    expect(other.outputs["output"]!.data).not.toEqual(first.outputs["output"]!.data);
  });
});

test("--precision f64 computes in double precision, with all digits of the input", async () => {
  const { outputs, grads } = await call("third", { x: tensor([2], [0.1, 1]) }, [
    "--precision",
    "f64",
    "--grad",
    "x",
  ]);
  expect(outputs["output"]).toEqual({ dtype: "f64", shape: [2], data: [0.1 / 3, 1 / 3] });
  expect(grads!["x"]!.data).toEqual([1 / 3, 1 / 3]);
});

describe("files", () => {
  const weights = new Map<string, HostTensor>([
    ["dense_0.w", fromNumbers("f32", [3, 4], Array<number>(12).fill(0))],
    ["dense_0.b", fromNumbers("f32", [4], [0, 0, 0, 0])],
    ["dense_1.w", fromNumbers("f32", [4, 2], Array<number>(8).fill(0))],
    ["dense_1.b", fromNumbers("f32", [2], [5, 7])],
  ]);
  const x = new Map([["x", fromNumbers("f32", [1, 3], [1, 2, 3])]]);

  test("tensors come from .npz and go to .safetensors; weights from a file, under any instance's name", async () => {
    const prefixed = [...weights].map(([name, t]) => [`net.${name}`, t] as const);
    const cwd = folder({
      "p.nn": PROGRAM,
      "x.npz": writeNpz(x),
      "w.safetensors": writeSafetensors(prefixed),
    });
    const args = [
      "call",
      "p.nn",
      "m",
      "--in",
      "x.npz",
      "--weights",
      "w.safetensors",
      "--grad",
      "x",
      "--device",
      "cpu",
    ];
    const { code, stdout, stderr } = await nn([...args, "--out", "y.safetensors"], { cwd });
    expect([code, stdout, stderr]).toEqual([0, "", ""]);
    const answer = readSafetensors(readFileSync(join(cwd, "y.safetensors")), "y");
    expect([...answer.keys()].sort()).toEqual(["grads.x", "output"]);
    expect([...answer.get("output")!.data]).toEqual([5, 7]);
    await nn([...args, "--out", "y.npz"], { cwd });
    expect([...readNpz(readFileSync(join(cwd, "y.npz")), "y").get("output")!.data]).toEqual([5, 7]);
  });

  test("- is standard input", async () => {
    const cwd = folder({ "p.nn": PROGRAM });
    const { stdout } = await nn(["call", "p.nn", "f", "--in", "-", "--device", "cpu"], {
      cwd,
      input: JSON.stringify({ x: X }),
    });
    expect((JSON.parse(stdout) as Answer).outputs["output"]!.data).toEqual([28, 154]);
  });

  test("weights of another shape are refused by name", async () => {
    const wrong = new Map([...weights].filter(([name]) => name !== "dense_1.b"));
    const cwd = folder({ "p.nn": PROGRAM, "x.npz": writeNpz(x), "w.safetensors": writeSafetensors(wrong) });
    const { code, stderr } = await nn(
      ["call", "p.nn", "m", "--in", "x.npz", "--weights", "w.safetensors", "--device", "cpu"],
      { cwd },
    );
    expect(stderr).toContain("missing there: `dense_1.b`");
    expect(code).toBe(1);
  });
});

describe("mistakes", () => {
  test.each([
    ["an unknown function", "ff", { x: X }, [], "did you mean `f`?"],
    ["an unknown gradient", "m", { x: X }, ["--grad", "dense_0.ww"], "did you mean `dense_0.w`?"],
    ["an argument that is missing", "f", {}, [], "the argument `x` is missing"],
    ["an argument of another shape", "f", { x: tensor([2], [1, 2]) }, [], "`f` takes x: [n, 3] and gets [2]"],
    ["a shape that does not hold the data", "f", { x: tensor([2, 3], [1]) }, [], "its shape [2, 3] holds 6"],
    ["nested data", "f", { x: tensor([2, 3], [[1, 2, 3]] as never) }, [], "has nested data"],
    ["f64 on WebGPU", "f", { x: X }, ["--precision", "f64", "--device", "webgpu"], "WebGPU computes in f32"],
  ])("%s", async (_, name, inputs, args, said) => {
    await expect(call(name, inputs, ["--device", "cpu", ...args])).rejects.toThrow(said);
  });
});
