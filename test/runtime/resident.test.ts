/**
 * Examples that stay on the device: which do, that a step gets the ones that it is given, and that a training is the same to
 * the bit as when the host writes every batch.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { interpreter } from "../../compiler/interpret/backend.ts";
import type { Plan } from "../../compiler/ir/plan.ts";
import { compilePlan } from "../../compiler/pipeline.ts";
import { targetOf } from "../../compiler/7-emit/target.ts";
import type { Computation } from "../../compiler/program.ts";
import { type Column, compiled, type TensorData } from "../../runtime/backend.ts";
import type { NnDevice } from "../../runtime/device.ts";
import { columnExamples, type FieldColumn, type TrainData } from "../../runtime/examples.ts";
import { loadPlan, webgpu } from "../../runtime/executor.ts";
import { planResident, RESIDENT_BYTES } from "../../runtime/resident.ts";
import { ringSize } from "../../runtime/ring.ts";
import { GpuStore } from "../../runtime/store.ts";
import { train } from "../../runtime/train.ts";
import { BatchOrder } from "../../runtime/train-setup.ts";
import { adapters } from "./devices.ts";
import { addConstant } from "./plans.ts";
import { lineData, lineProgram } from "./programs.ts";

const limits = { maxStorageBufferBindingSize: 2 ** 27, maxStorageBuffersPerShaderStage: 8 };
/** A batch of 64 KiB. */
const WORDS = 2 ** 14;
const numbers = (...n: number[]): Int32Array => Int32Array.from(n);

function examplesOf(column: FieldColumn, rows: Int32Array): Column {
  return columnExamples({ x: column }, rows).column!("x")!;
}

function wide(count: number, size: number): Column {
  const data = Float32Array.from({ length: count * size }, (_, i) => i);
  return examplesOf(
    { kind: "rows", data, size },
    Int32Array.from({ length: count }, (_, i) => i),
  );
}

describe("which examples stay on the device", () => {
  const resident = (plan: Plan, count: number, column: Column | undefined, isFixed = false) =>
    planResident(plan, { count, isFixed, column: () => column }, limits);

  it("those of large batches, and of batches that are always the same", () => {
    const column = wide(32, 1024);
    expect(resident(addConstant(WORDS, 1), 16, column)).toBeDefined();
    const small = wide(32, 64);
    expect(resident(addConstant(1024, 1), 16, small)).toBeUndefined();
    expect(resident(addConstant(1024, 1), 16, small, true)).toBeDefined();
    expect(resident(addConstant(WORDS, 1), 16, undefined)).toBeUndefined();
  });

  it("none that do not fit", () => {
    const column = (length: number): Column => ({ length, stride: 1024, copy: () => undefined });
    const most = limits.maxStorageBufferBindingSize / 4;
    expect(resident(addConstant(WORDS, 1), 16, column(most))).toBeDefined();
    expect(resident(addConstant(WORDS, 1), 16, column(most + 1024))).toBeUndefined();
    const p = addConstant(WORDS, 1);
    const inputs = [0, 1, 2].map((i) => ({ ...p.inputs[0]!, name: `x${i}` }));
    expect(3 * 4 * most).toBeGreaterThan(RESIDENT_BYTES);
    expect(resident({ ...p, inputs }, 16, column(most))).toBeUndefined();
  });

  it("gathers as many fields at once as a kernel may bind", () => {
    const p = addConstant(WORDS, 1);
    const inputs = [0, 1, 2, 3].map((i) => ({ ...p.inputs[0]!, name: `x${i}` }));
    const found = resident({ ...p, inputs }, 16, wide(32, 1024))!;
    expect(found.gathers.map((g) => g.fields.length)).toEqual([3, 1]);
    expect(found.gathers[0]!.shader.bindings).toHaveLength(7);
  });

  it("leaves room for more steps in a submit", () => {
    const p = addConstant(WORDS, 1);
    const noResult = { ...p, buffers: p.buffers.filter((b) => b.kind !== "result") };
    const found = resident(noResult, 16, wide(32, 1024))!;
    expect(ringSize(noResult)).toBe(16);
    expect(ringSize(found.plan)).toBe(64);
    const bytes = (q: Plan) => Object.fromEntries(q.buffers.map((b) => [`${b.kind} ${b.name}`, b.bytes]));
    expect(bytes(found.plan)).toMatchObject({
      "batch (order)": 256,
      "constant in:x": 4 * WORDS,
      "constant (column x)": 4 * 32 * 1024,
    });
  });
});

it("gives the examples of any step without those before it", () => {
  for (const shuffle of [true, false]) {
    const order = new BatchOrder(17, 5, 3, shuffle);
    for (let step = 0; step < 8; step++) {
      expect(order.next()).toEqual(new BatchOrder(17, 5, 3, shuffle, step).next());
      expect(order.step).toBe(step + 1);
    }
  }
});

describe.each(adapters)("resident examples on $name", ({ open }) => {
  let device: NnDevice;
  beforeAll(async () => {
    device = await open();
  });
  afterAll(() => device.destroy());

  const fields: [string, FieldColumn, number, number][] = [
    ["rows of vectors", { kind: "rows", data: ramp(40 * 1024), size: 1024 }, 40, 16],
    ["rows of an odd size", { kind: "rows", data: ramp(6000 * 3), size: 3 }, 6000, 5461],
    ["single numbers", { kind: "rows", data: ramp(20_000), size: 1 }, 20_000, WORDS],
    [
      "windows",
      { kind: "window", tokens: new Int32Array(ramp(2000).buffer), size: 128, shift: 1 },
      1800,
      128,
    ],
  ];

  it.each(fields)("gives a step its examples: %s", async (_, column, count, each) => {
    using store = new GpuStore(device);
    const examples = columnExamples(
      { x: column },
      Int32Array.from({ length: count }, (_, i) => i),
    );
    const isInt = column.kind === "window";
    const size = each * column.size;
    const p = addConstant(size, 0);
    // The kernels see f32: the integers are the bits of normal numbers, to which zero is added.
    const plan = isInt ? { ...p, inputs: p.inputs.map((t) => ({ ...t, dtype: "i32" as const })) } : p;
    const resident = { count: each, isFixed: true, column: examples.column! };
    using runner = await loadPlan(device, plan, store, { ring: 3, resident });
    expect(runner.isResident).toBe(true);
    const order = new BatchOrder(count, each, 5, true);
    for (const steps of [3, 2]) {
      const wanted: TensorData[] = [];
      for (let i = 0; i < steps; i++) {
        const chosen = i === 1 ? numbers(...order.next()).reverse() : order.next();
        runner.enqueue({}, chosen);
        const batch = isInt ? new Int32Array(size) : new Float32Array(size);
        examples.fill("x", chosen, batch);
        wanted.push(batch);
      }
      const results = await runner.submit();
      wanted.forEach((batch, i) => {
        const found = results.tensor(i, "y");
        const bits = isInt ? new Int32Array(found.buffer) : found;
        expect(bits.every((v, k) => v === batch[k])).toBe(true);
      });
    }
  });

  it("writes and gathers nothing where the batch stays the same", async () => {
    using store = new GpuStore(device);
    const resident = { count: 16, isFixed: true, column: () => wide(16, 64) };
    using runner = await loadPlan(device, addConstant(1024, 1), store, { ring: 2, resident });
    const all = Int32Array.from({ length: 16 }, (_, i) => i);
    const writes = vi.spyOn(device.gpu.queue, "writeBuffer");
    let [dispatches, written] = [0, 0];
    const encoderOf = device.gpu.createCommandEncoder.bind(device.gpu);
    device.gpu.createCommandEncoder = (...args) => {
      const encoder = encoderOf(...args);
      const passOf = encoder.beginComputePass.bind(encoder);
      encoder.beginComputePass = () => {
        const pass = passOf();
        const dispatch = pass.dispatchWorkgroups.bind(pass);
        pass.dispatchWorkgroups = (...size) => (dispatches++, dispatch(...size));
        return pass;
      };
      return encoder;
    };
    try {
      for (let group = 0; group < 3; group++) {
        for (let i = 0; i < 2; i++) runner.enqueue({}, all);
        const results = await runner.submit();
        expect(results.tensor(1, "y")[1023]).toBe(1024);
      }
      written = writes.mock.calls.length;
    } finally {
      device.gpu.createCommandEncoder = encoderOf;
      writes.mockRestore();
    }
    expect(dispatches).toBe(1 + 6 * 2);
    expect(written).toBe(1);
    expect(() => runner.enqueue({}, numbers(1, 2))).toThrow("the numbers of 16 examples");
    expect(() => runner.enqueue({}, () => undefined)).toThrow("the numbers of 16 examples");
  });

  it.each([
    ["shuffled", { batch: 8192, epochs: 2 }, 20_000],
    ["always the same", { batch: 300, steps: 6, shuffle: false }, 300],
  ])("a training is the same to the bit, its batches %s", async (_, settings, count) => {
    const interpreted = interpreter();
    const backend = compiled(webgpu(device), (c: Computation) => compilePlan(c, targetOf(device)));
    const losses = async (data: TrainData): Promise<[number[], number]> => {
      const seen: number[] = [];
      let bytes = 0;
      const program = lineProgram(settings, count);
      for await (const event of train(program, { backend, interpreter: interpreted, data })) {
        if (event.type === "start") bytes = event.bytes;
        if (event.type === "step") seen.push(event.loss);
      }
      return [seen, bytes];
    };
    const data = lineData(count, 0);
    const { column: _column, ...filled } = data.train;
    const [resident, bytes] = await losses(data);
    expect(resident.length).toBeGreaterThan(3);
    const [others, without] = await losses({ ...data, train: filled });
    expect(resident).toEqual(others);
    // It was on the device, and counted.
    expect(bytes).not.toBe(without);
  });
});

function ramp(length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => (i * 7) % 1021);
}
