/**
 * `nn build` of models and functions alone: which one is meant, what it takes, its weights; and the module in Node, which has
 * WebGPU once `navigator.gpu` is some.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test, vi } from "vitest";
import { loadTrain } from "../../cli/shared/load.ts";
import { floorTarget } from "../../compiler/7-emit/target.ts";
import { interpreter } from "../../compiler/interpret/backend.ts";
import { compilePlan } from "../../compiler/pipeline.ts";
import type { Computation } from "../../compiler/program.ts";
import { compiled } from "../../runtime/backend.ts";
import { openDevice } from "../../runtime/device.ts";
import { webgpu } from "../../runtime/executor.ts";
import { train as startTraining } from "../../runtime/train.ts";
import { nodeAttempts } from "../../runtime/node/adapters.ts";
import { readSafetensors, writeSafetensors } from "../../runtime/data/safetensors.ts";
import { folder, nn } from "./nn.ts";

const MODEL = `config hidden = 5
/// Two numbers of three.
model net(x: [batch, 3]) -> [batch, 2] = x |> dense(hidden) |> tanh |> dense(2)
fn helper(x: [n, 3]) = x * 2
`;

const FUNCTIONS = `fn loss(w, b) = (w * 2.0 + b - 1.0)^2
fn rows(x: [n, 3], w: [n], by: float = 2.0) = { scaled: by * x * reshape(w, [n, 1]), sign: w > 0 }
fn total(x: [n, 3]) = sum(x)
fn table() = arange(4)
layer deep(d: int)(x: [batch, 3]) -> [batch, d] = x |> dense(d)
`;

/** Weights of `net`, below an instance's name if one is given. */
function weightsOf(instance = "", seed = 0): Uint8Array {
  const shapes = { "dense_0.w": [3, 5], "dense_0.b": [5], "dense_1.w": [5, 2], "dense_1.b": [2] };
  return writeSafetensors(
    Object.entries(shapes).map(([name, shape]) => {
      const length = shape.reduce((a, b) => a * b, 1);
      const data = Float32Array.from({ length }, (_, i) => Math.sin(7 * i + name.length + seed));
      return [instance === "" ? name : `${instance}.${name}`, { dtype: "f32", shape, data }] as const;
    }),
  );
}

interface Model {
  predict(
    inputs?: Record<string, ArrayLike<number>>,
  ): Promise<Record<string, ArrayLike<number> & { shape: number[] }>>;
  train(data: object, options: object): AsyncIterable<{ readonly type: string; readonly loss?: number }>;
  load(weights: ArrayBuffer): Promise<void>;
  save(): ArrayBuffer;
  destroy(): void;
}

interface Module {
  open(options?: { readonly weights?: ArrayBuffer }): Promise<Model>;
}

async function build(cwd: string, ...args: string[]): Promise<void> {
  const { code, stderr } = await nn(["build", ...args], { cwd });
  expect(stderr).toBe("");
  expect(code).toBe(0);
}

/** The module in this process, on the bundled software adapter. */
async function opened(cwd: string, out: string, weights?: Uint8Array): Promise<Model> {
  const [attempt] = nodeAttempts({ adapter: "swiftshader" });
  const requestAdapter = async () => {
    const found = await attempt!.open();
    if (typeof found === "string") throw new Error(found);
    return found.adapter;
  };
  vi.stubGlobal("navigator", { gpu: { requestAdapter } });
  const module = (await import(pathToFileURL(join(cwd, out, "index.js")).href)) as Module;
  return module.open(weights ? { weights: bufferOf(weights) } : {});
}

const bufferOf = (bytes: Uint8Array) => bytes.slice().buffer;
const json = (value: object) => JSON.stringify(value);
const tensor = (shape: readonly number[], data: readonly number[]) => ({ dtype: "f32", shape, data });

async function called(
  cwd: string,
  name: string,
  x: object,
  ...more: string[]
): Promise<Record<string, number[]>> {
  const args = ["call", "m.nn", name, "--in", "-", "--device", "cpu", ...more];
  const { stdout, stderr } = await nn(args, { cwd, input: json(x) });
  expect(stderr).toBe("");
  const { outputs } = JSON.parse(stdout) as { outputs: Record<string, { data: number[] }> };
  return Object.fromEntries(Object.entries(outputs).map(([key, { data }]) => [key, data]));
}

const expectClose = (got: ArrayLike<number>, wanted: readonly number[]) => {
  expect(got.length).toBe(wanted.length);
  wanted.forEach((v, i) => expect(got[i]).toBeCloseTo(Number(v), 5));
};

describe("a model alone", () => {
  test("predicts in Node what `nn call` computes, for any number of examples", async () => {
    const cwd = folder({ "m.nn": MODEL, "w.safetensors": weightsOf() });
    await build(cwd, "m.nn", "--out", "o", "--batch", "4", "--weights", "w.safetensors");
    const model = await opened(cwd, "o", weightsOf());
    for (const count of [1, 4, 37]) {
      const x = Array.from({ length: 3 * count }, (_, i) => Math.cos(i));
      const wanted = await called(cwd, "net", { x: tensor([count, 3], x) }, "--weights", "w.safetensors");
      const { output } = await model.predict({ x });
      expect(output!.shape).toEqual([count, 2]);
      expectClose(output!, wanted["output"]!);
    }
    // The names of a training's weights begin with the instance; of several none is taken at random.
    await model.load(bufferOf(weightsOf("net", 1)));
    const saved = readSafetensors(new Uint8Array(model.save()), "saved");
    expect(saved).toEqual(readSafetensors(weightsOf("", 1), "given"));
    const both = new Map([...readSafetensors(weightsOf("a"), "a"), ...readSafetensors(weightsOf("b"), "b")]);
    await expect(model.load(bufferOf(writeSafetensors(both)))).rejects.toThrow(
      "`dense_0.w` is [3, 5] here, and missing there",
    );
    await expect(model.predict({ x: [1, 2] })).rejects.toThrow("the field `x` has 2 values");
    model.destroy();
  });

  test("takes the weights of one instance of several", async () => {
    const both = new Map([
      ...readSafetensors(weightsOf("a"), "a"),
      ...readSafetensors(weightsOf("b", 1), "b"),
    ]);
    const cwd = folder({ "m.nn": MODEL, "w.safetensors": writeSafetensors(both) });
    await build(cwd, "m.nn:net", "--out", "o", "--weights", "w.safetensors#b");
    const written = readSafetensors(readFileSync(join(cwd, "o/weights.safetensors")), "written");
    expect(written).toEqual(readSafetensors(weightsOf("", 1), "given"));
    const { code, stderr } = await nn(["build", "m.nn:net", "--out", "o", "--weights", "w.safetensors"], {
      cwd,
    });
    expect(stderr).toContain("w.safetensors has several instances");
    expect(code).toBe(1);
  });

  test("says in its types and its manifest what it has", async () => {
    const cwd = folder({ "m.nn": MODEL });
    await build(cwd, "m.nn", "--out", "o", "--set", "hidden=7");
    const types = readFileSync(join(cwd, "o/index.d.ts"), "utf8");
    expect(types).toContain(
      "  /** f32[3] an example, all examples one after the other. */\n  readonly x: Numbers;",
    );
    expect(types).toContain("readonly output: Float32Array");
    expect(types).not.toMatch(/train|evaluate|Metrics/);
    expect(readFileSync(join(cwd, "o/index.js"), "utf8")).toMatch(
      /export const \{ open, predict \} = \w+\(program\);\n$/,
    );
    expect(JSON.parse(readFileSync(join(cwd, "o/manifest.json"), "utf8"))).toMatchObject({
      model: "net",
      batch: 16,
      inputs: [{ name: "x", dtype: "f32", shape: [3] }],
      predictions: { inputs: ["x"], outputs: [{ name: "output", dtype: "f32", shape: [2] }] },
      weights: [{ path: "dense_0.w", shape: [3, 7] }, {}, {}, {}],
    });
  });
});

const TRAINING = `data d = generate(96) {
  x: [6] = normal([6])
  y: i32 = index % 3
}
train t on d {
  steps = 12
  batch = 16
  let net = dense(20)
  let out = dense(3)
  minimize cross_entropy(x |> net |> tanh |> dropout(0.2) |> out, y) with adam(lr: 0.01)
}
`;

test("a training is that of the runtime to the bit, where kernels are compiled for the same target", async () => {
  const cwd = folder({ "m.nn": TRAINING });
  await build(cwd, "m.nn", "--out", "o");
  const { train, data, dataProgram } = loadTrain(join(cwd, "m.nn"), {});
  const examples = data.load(dataProgram!);
  const all = Int32Array.from({ length: 96 }, (_, i) => i);
  const [x, y] = [new Float32Array(6 * 96), new Int32Array(96)];
  examples.train.fill("x", all, x);
  examples.train.fill("y", all, y);
  const model = await opened(cwd, "o");
  const page: number[] = [];
  for await (const event of model.train({ x, y }, { seed: 4 }))
    if (event.type === "step") page.push(event.loss!);
  model.destroy();

  using device = await openDevice("webgpu", { adapter: "swiftshader" });
  const backend = compiled(webgpu(device), (c: Computation) => compilePlan(c, floorTarget("gpu")));
  const command: number[] = [];
  const run = startTraining(train, { backend, interpreter: interpreter(), data: examples, seed: 4 });
  for await (const event of run) if (event.type === "step") command.push(event.loss);
  expect(page).toHaveLength(12);
  expect(page).toEqual(command);
});

describe("functions", () => {
  test("of examples, with a record, and of fixed shapes", async () => {
    const cwd = folder({
      "m.nn": FUNCTIONS,
      "point.json": json({ w: tensor([], [3]), b: tensor([], [1]) }),
      "total.json": json({ x: tensor([2, 3], [1, 2, 3, 4, 5, 6]) }),
      "deep.json": json({ d: { dtype: "i32", shape: [], data: [4] } }),
    });
    await build(cwd, "m.nn:rows", "--out", "rows");
    const rows = await opened(cwd, "rows");
    const { scaled, sign } = await rows.predict({ x: [1, 2, 3, 4, 5, 6], w: [1, -1] });
    expect(scaled!.shape).toEqual([2, 3]);
    expectClose(scaled!, [2, 4, 6, -8, -10, -12]);
    expectClose(sign!, [1, 0]);
    rows.destroy();

    await build(cwd, "m.nn:loss", "--out", "loss", "--in", "point.json");
    const loss = await opened(cwd, "loss");
    expectClose((await loss.predict({ w: [2], b: [0.5] }))["output"]!, [12.25]);
    await expect(loss.predict({ w: [2, 3], b: [1, 1] })).rejects.toThrow(
      "`output` of `loss` is one for each 1 examples",
    );
    loss.destroy();

    await build(cwd, "m.nn:total", "--out", "total", "--in", "total.json");
    const total = await opened(cwd, "total");
    expectClose((await total.predict({ x: [6, 5, 4, 3, 2, 2] }))["output"]!, [22]);
    total.destroy();

    await build(cwd, "m.nn:table", "--out", "table");
    const table = await opened(cwd, "table");
    expectClose((await table.predict())["output"]!, [0, 1, 2, 3]);
    table.destroy();

    // A setting says how wide a layer is.
    await build(cwd, "m.nn:deep", "--out", "deep", "--in", "deep.json");
    const manifest = JSON.parse(readFileSync(join(cwd, "deep/manifest.json"), "utf8")) as object;
    expect(manifest).toMatchObject({ batch: 16, weights: [{ shape: [3, 4] }, { shape: [4] }] });
  }, 60_000);

  test.each([
    [["m.nn"], "m.nn has no `train` block, and 5 models and functions"],
    [["m.nn:totel"], "did you mean m.nn:total?"],
    [["m.nn:loss"], "the number of examples does not settle `w` and `b` of m.nn:loss"],
    [["m.nn:total"], "`output` of m.nn:total has no axis for the examples"],
    [["m.nn:table", "--batch", "3"], "--batch counts examples"],
    [["m.nn:rows", "--weights", "w.safetensors"], "`rows` has no weights"],
    [["t.nn", "--in", "x.json"], "--in says what a model takes"],
  ])("%j says what is missing", async (args, message) => {
    const cwd = folder({
      "m.nn": FUNCTIONS,
      "t.nn": "train t {\n  steps = 1\n  param w = 1.0\n  minimize w^2 with sgd(lr: 0.1)\n}\n",
      "w.safetensors": weightsOf(),
    });
    const { code, stderr } = await nn(["build", ...args, "--out", "o"], { cwd });
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});
