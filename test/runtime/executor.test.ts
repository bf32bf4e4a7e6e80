import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { NnDevice } from "../../runtime/device.ts";
import { DeviceError } from "../../runtime/errors.ts";
import { loadPlan, webgpu } from "../../runtime/executor.ts";
import { ringSize } from "../../runtime/ring.ts";
import { GpuStore } from "../../runtime/store.ts";
import { adapters } from "./devices.ts";
import { addConstant, buffer, descend, dispatch, plan, shader } from "./plans.ts";

describe.each(adapters)("executor on $name", ({ open }) => {
  let device: NnDevice;
  beforeAll(async () => {
    device = await open();
  });
  afterAll(() => device.destroy());

  it("runs several steps in one submit, each with its own scalars and its own result", async () => {
    using store = new GpuStore(device);
    store.allocate("params", 64);
    store.write("params", Float32Array.of(4));
    using runner = await loadPlan(device, descend(0.3, 1), store, { ring: 8 });
    for (let step = 0; step < 5; step++) runner.enqueue({ step });
    const results = await runner.submit();
    let w = 4;
    for (let step = 0; step < 5; step++) {
      expect(results.scalar(step, "w")).toBeCloseTo(w, 5);
      expect(results.scalar(step, "loss")).toBeCloseTo(w * w, 4);
      const lr = runner.report("lr", { step });
      expect(lr).toBeCloseTo(0.3 / (1 + step), 7);
      w -= lr * 2 * w;
    }
    expect((await store.read("params"))[0]).toBeCloseTo(w, 5);
  });

  it("observes numbers in slabs as they are before each step", async () => {
    using store = new GpuStore(device);
    store.allocate("params", 64, 4);
    using runner = await loadPlan(device, descend(), store, {
      observe: [
        { name: "p", slab: "params", offset: 0 },
        { name: "q", slab: "params", offset: 1 },
      ],
    });
    for (let step = 0; step < 5; step++) runner.enqueue({ step });
    const results = await runner.submit();
    for (let i = 0; i < 5; i++) {
      expect(results.scalar(i, "p")).toBe(results.scalar(i, "w"));
      expect(results.scalar(i, "q")).toBeCloseTo(4 * 1 ** i, 5);
    }
  });

  it("gives the values of `descend` exactly as written", async () => {
    using store = new GpuStore(device);
    store.allocate("params", 64, 4);
    using runner = await loadPlan(device, descend(), store);
    for (let step = 0; step < 5; step++) runner.enqueue({ step });
    const results = await runner.submit();
    const ws = [0, 1, 2, 3, 4].map((i) => Number(results.scalar(i, "w").toPrecision(6)));
    expect(ws).toEqual([4, 1.6, 0.64, 0.256, 0.1024]);
  });

  it("keeps submits in order when several are in flight, with inputs of their own", async () => {
    using store = new GpuStore(device);
    using runner = await loadPlan(device, addConstant(100, 0.5), store, { ring: 3 });
    const pending = [];
    let value = 0;
    for (let group = 0; group < 7; group++) {
      for (let i = 0; i < 3; i++) {
        const v = value++;
        runner.enqueue({}, ({ x }) => x!.fill(v));
      }
      pending.push(runner.submit());
    }
    value = 0;
    for (const results of await Promise.all(pending)) {
      for (let i = 0; i < 3; i++) {
        const y = results.tensor(i, "y");
        expect([y[0], y[99], y.length]).toEqual([value + 0.5, value + 0.5, 100]);
        value++;
      }
    }
    expect((await store.read("total"))[0]).toBe((20 * 21) / 2 + 21 * 0.5);
  });

  it("runs a group that is not full, then a full one", async () => {
    using store = new GpuStore(device);
    using runner = await loadPlan(device, addConstant(4, 1), store, { ring: 4 });
    for (const count of [1, 4, 2]) {
      for (let i = 0; i < count; i++) runner.enqueue({}, ({ x }) => x!.fill(i));
      const results = await runner.submit();
      expect(results.count).toBe(count);
      for (let i = 0; i < count; i++)
        expect([...results.tensor(i, "y")]).toEqual([1 + i, 1 + i, 1 + i, 1 + i]);
    }
    expect((await runner.submit()).count).toBe(0);
  });

  it("may be destroyed while submits are in flight", async () => {
    using store = new GpuStore(device);
    // Slow enough that the host sleeps before it asks for a result, once it knows how long a submit takes.
    const runner = await loadPlan(device, addConstant(2 ** 15, 1), store, { ring: 1 });
    const submit = () => {
      runner.enqueue({}, ({ x }) => x!.fill(1));
      return runner.submit();
    };
    for (let i = 0; i < 6; i++) await submit();
    const pending = [submit(), submit()].map((p) => expect(p).rejects.toThrow(DeviceError));
    runner.destroy();
    store.destroy();
    await Promise.all(pending);
    // The device tells a little later what it objected to.
    await new Promise((resolve) => setTimeout(resolve, 20));
    device.check();
  });

  it("refuses more steps than fit into a submit", async () => {
    using store = new GpuStore(device);
    using runner = await loadPlan(device, addConstant(4, 1), store, { ring: 1 });
    runner.enqueue({});
    expect(() => runner.enqueue({})).toThrow("over 1 steps");
  });

  it("shares slabs, scratch and pipelines between the plans of a program", async () => {
    using store = new GpuStore(device);
    let pipelines = 0;
    const make = device.gpu.createComputePipelineAsync.bind(device.gpu);
    device.gpu.createComputePipelineAsync = (d) => (pipelines++, make(d));
    try {
      using backend = { ...webgpu(device), [Symbol.dispose]: () => {} };
      const before = store.bytes;
      const plans = [addConstant(1000, 1, "train"), addConstant(500, 2, "evaluate")];
      const [a, b] = await Promise.all(plans.map((p) => backend.load(p, store)));
      expect(pipelines).toBe(2);
      a!.enqueue({}, ({ x }) => x!.fill(1));
      await a!.submit();
      b!.enqueue({}, ({ x }) => x!.fill(10));
      const results = await b!.submit();
      expect(results.scalar(0, "y")).toBe(12);
      expect((await store.read("total"))[0]).toBe(14);
      a!.destroy();
      b!.destroy();
      // What stays: the slab, and one scratch buffer that both used.
      expect(store.bytes - before).toBe(256 + 4096);
    } finally {
      device.gpu.createComputePipelineAsync = make;
    }
  });

  it("names the kernel whose text is wrong, with the compiler's words", async () => {
    using store = new GpuStore(device);
    const bad = plan("bad", {
      buffers: [buffer("slot0", "slot")],
      shaders: [
        shader(
          "dense_0_forward",
          ["read_write"],
          "@compute @workgroup_size(1) fn main() { let x = unknown_name; }",
        ),
      ],
      dispatches: [dispatch("dense_0_forward", 0, ["slot0"])],
    });
    await expect(loadPlan(device, bad, store)).rejects.toThrow(
      /kernel dense_0_forward: .*unresolved.*unknown_name/s,
    );
  });

  it("names the kernel whose bindings do not fit", async () => {
    using store = new GpuStore(device);
    const bad = plan("bad", {
      buffers: [buffer("slot0", "slot")],
      shaders: [
        shader(
          "sum_rows",
          ["read"],
          "@group(0) @binding(0) var<storage, read_write> y: array<f32>; @compute @workgroup_size(1) fn main() { y[0] = 1.0; }",
        ),
      ],
      dispatches: [dispatch("sum_rows", 0, ["slot0"])],
    });
    await expect(loadPlan(device, bad, store)).rejects.toThrow(/kernel sum_rows/);
  });

  it("reports what the first submit gets wrong, naming kernel and buffer", async () => {
    using store = new GpuStore(device);
    const bad = plan("step", {
      buffers: [buffer("slot0", "slot")],
      shaders: [
        shader(
          "copy",
          ["read", "read_write"],
          `
          @group(0) @binding(0) var<storage, read> x: array<f32>;
          @group(0) @binding(1) var<storage, read_write> y: array<f32>;
          @compute @workgroup_size(1) fn main() { y[0] = x[0]; }`,
        ),
      ],
      dispatches: [dispatch("copy", 0, ["slot0", "slot0"])],
    });
    using runner = await loadPlan(device, bad, store);
    runner.enqueue({});
    await expect(runner.submit()).rejects.toThrow(/plan step: .*slot0/s);
    expect(device.failure).toBeUndefined();
  });

  it("says which buffer is larger than the device allows", async () => {
    using store = new GpuStore(device);
    const huge = addConstant(2 ** 33, 1, "step");
    await expect(loadPlan(device, huge, store)).rejects.toMatchObject({
      diagnostic: {
        code: "NN0602",
        title: expect.stringMatching(/kernel `add` needs 32,768 MiB of `in:x` at once/),
      },
    });
    expect(() => store.allocate("adam.m", 2 ** 33)).toThrow(/NN0602: buffer `adam.m` needs 32,768 MiB/);
  });

  it("says which feature a kernel lacks", async () => {
    using store = new GpuStore(device);
    const p = descend();
    const needy = { ...p, shaders: p.shaders.map((s) => ({ ...s, features: ["no-such-feature"] })) };
    await expect(loadPlan(device, needy, store)).rejects.toMatchObject({ diagnostic: { code: "NN0603" } });
  });

  it("makes no buffer and keeps no memory over 10,000 steps", async () => {
    using store = new GpuStore(device);
    store.allocate("params", 64, 4);
    const { gpu } = device;
    using runner = await loadPlan(device, addConstant(512, 1), store, { ring: 8 });
    const group = async () => {
      for (let i = 0; i < 8; i++) runner.enqueue({ step: i }, ({ x }) => x!.fill(i));
      return runner.submit();
    };
    const pass = async (groups: number) => {
      let before: Promise<unknown> = group();
      for (let i = 1; i < groups; i++) {
        const next = group();
        await before;
        before = next;
      }
      await before;
    };
    await pass(20);
    let made = 0;
    const make = gpu.createBuffer.bind(gpu);
    gpu.createBuffer = (d) => (made++, make(d));
    setFlagsFromString("--expose_gc");
    const gc = runInNewContext("gc") as () => void;
    gc();
    const heap = process.memoryUsage();
    await pass(1250);
    gc();
    const after = process.memoryUsage();
    gpu.createBuffer = make;
    expect(made).toBe(0);
    expect(after.heapUsed - heap.heapUsed).toBeLessThan(1e6);
    expect(after.arrayBuffers - heap.arrayBuffers).toBeLessThan(1e6);
  });
});

describe("ring size", () => {
  it("puts many small steps and few large ones into a submit", () => {
    expect(ringSize(descend())).toBe(64);
    // A batch and a result of 128 KiB: four copies are a MiB. Of 8 MiB: one, since the rest of the plan is as small.
    expect(ringSize(addConstant(2 ** 15, 1))).toBe(4);
    expect(ringSize(addConstant(2 ** 21, 1))).toBe(1);
  });
});
