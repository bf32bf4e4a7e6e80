import { describe, expect, it } from "vitest";
import { interpreter } from "../../compiler/interpret/backend.ts";
import type { Node, TensorType } from "../../compiler/ir/graph.ts";
import { Builder } from "../../compiler/ops/builder.ts";
import { compilePlan } from "../../compiler/pipeline.ts";
import { targetOf } from "../../compiler/7-emit/target.ts";
import type { CallProgram, Computation } from "../../compiler/program.ts";
import { type Backend, compiled } from "../../runtime/backend.ts";
import { call } from "../../runtime/call.ts";
import type { HostTensor } from "../../runtime/data/tensor.ts";
import { webgpu } from "../../runtime/executor.ts";
import { load } from "../../runtime/load.ts";
import { adapters } from "./devices.ts";

const f32 = (shape: number[], ...data: number[]): HostTensor => ({
  dtype: "f32",
  shape,
  data: Float32Array.from(data),
});
const cpu = interpreter();

function computation(name: string, b: Builder, outputs: Record<string, Node>): Computation {
  return {
    name,
    graph: b.graph,
    outputs: Object.entries(outputs).map(([n, node]) => ({ name: n, node })),
    updates: [],
    reported: [],
    gradients: [],
  };
}

/** output = x * w, `positive` = x > 0, and the gradient of the sum of the output by x. */
function scaled(count: number): CallProgram {
  const span = { file: "f.nn", start: 0, end: 0 };
  const type: TensorType = { dtype: "f32", shape: [count] };
  const b = new Builder();
  const x = b.input({ name: "x", role: "argument", ...type });
  const w = b.input({
    name: "w",
    role: "weight",
    dtype: "f32",
    shape: [1],
    at: { slab: "params", offset: 0 },
  });
  const init = new Builder();
  return {
    name: "scaled",
    inputs: [
      { name: "x", type },
      { name: "flag", type: { dtype: "bool", shape: [] } },
    ],
    weights: [{ path: "w", kind: "param", shape: [1], slab: "params", offset: 0, span }],
    slabs: [{ name: "params", size: 64, fill: 0 }],
    init: computation("init", init, { w: init.full([1], 2) }),
    run: computation("run", b, {
      output: b.mul(x, w),
      positive: b.lt(b.fullLike(x, 0), x),
      "grad:x": b.expand(w, [count]),
    }),
  };
}

const flag: HostTensor = { dtype: "bool", shape: [], data: Uint8Array.of(1) };

const backends: { name: string; open: () => Promise<Backend<Computation>> }[] = [
  { name: "the interpreter", open: () => Promise.resolve(cpu) },
  ...adapters.map(({ name, open }) => ({
    name,
    async open() {
      const device = await open();
      return compiled(webgpu(device), (c: Computation) => compilePlan(c, targetOf(device)));
    },
  })),
];

describe.each(backends)("a call on $name", ({ open }) => {
  it("gives outputs and gradients by name, with initial weights", async () => {
    using backend = await open();
    const result = await call(scaled(3), { x: f32([3], 1, -2, 3), flag }, { backend, interpreter: cpu });
    expect([...result.outputs["output"]!.data]).toEqual([2, -4, 6]);
    expect(result.outputs["positive"]).toEqual({ dtype: "bool", shape: [3], data: Uint8Array.of(1, 0, 1) });
    expect([...result.grads["x"]!.data]).toEqual([2, 2, 2]);
  });

  it("takes weights from a file", async () => {
    using backend = await open();
    const weights = { file: "w", tensors: new Map([["w", f32([1], 5)]]) };
    const result = await call(scaled(2), { x: f32([2], 1, 2), flag }, { backend, interpreter: cpu, weights });
    expect([...result.outputs["output"]!.data]).toEqual([5, 10]);
  });

  it("runs a loaded model at any batch size, with the weights on the device once", async () => {
    using backend = await open();
    let compiledCount = 0;
    const model = (types: Readonly<Record<string, TensorType>>) => (
      compiledCount++,
      scaled(types["x"]!.shape[0]!)
    );
    using net = load(model, new Map([["w", f32([1], 3)]]), { backend, keep: 2 });
    for (const count of [1, 4, 1, 4, 2, 1]) {
      const { output } = await net.run({ x: f32([count], ...new Array<number>(count).fill(2)), flag });
      expect([...output!.data]).toEqual(new Array(count).fill(6));
    }
    // 1, 4, then 2 for which 1 had to go, then 1 again.
    expect(compiledCount).toBe(4);
  });
});

describe("a call", () => {
  it("computes in doubles where the interpreter does", async () => {
    const backend = interpreter({ precision: "f64" });
    const x: HostTensor = { dtype: "f64", shape: [1], data: Float64Array.of(0.1) };
    const { outputs } = await call(scaled(1), { x, flag }, { backend, interpreter: cpu });
    expect(outputs["output"]).toEqual({ dtype: "f64", shape: [1], data: Float64Array.of(0.2) });
  });

  it.each([
    [{ flag }, "the input `x` of `scaled` is missing"],
    [{ x: f32([2], 1, 2), flag }, "the input `x` of `scaled` is f32[3]"],
    [
      { x: { ...flag, shape: [3], data: Uint8Array.of(1, 1, 1) }, flag },
      "the input `x` of `scaled` is f32[3]",
    ],
    [{ x: f32([3], 1, 2, 3), flag, z: flag }, "`scaled` has no input `z`"],
  ])("says which input is wrong (%#)", async (inputs, title) => {
    const options = { backend: cpu, interpreter: cpu };
    await expect(call(scaled(3), inputs as Record<string, HostTensor>, options)).rejects.toMatchObject({
      diagnostic: { code: "NN0605", title },
    });
  });
});
