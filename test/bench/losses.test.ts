/**
 * `nn` as the benchmark runs it, on the device that is present, against the graph interpreter: the losses of whole training
 * steps, and the results of the workloads that train nothing.
 */
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { jobOf, startNn, writerOf } from "../../bench/systems/nn.ts";
import { makeWorkload, type System } from "../../bench/workloads.ts";
import { interpreter } from "../../compiler/interpret/backend.ts";
import type { NnDevice } from "../../runtime/device.ts";
import { openTestDevice } from "../emit/harness.ts";

const folder = fileURLToPath(new URL("../../bench/workloads", import.meta.url));
/** Smaller batches than in the benchmark, for the interpreter's sake. */
const sizes = { batch: 16 };
/** The second loss shows the gradients and one update. */
const STEPS = 2;

let device: NnDevice | undefined;
beforeAll(async () => {
  device = await openTestDevice();
});
afterAll(() => device?.destroy());

async function lossesOf(system: System, steps: number): Promise<number[]> {
  const losses: number[] = [];
  for (let i = 0; i < steps; i++) {
    system.step();
    losses.push(await system.loss());
  }
  return losses;
}

/** The losses of the first steps by the interpreter, from the same weights and data. */
async function expected(id: string, steps: number): Promise<number[]> {
  const workload = makeWorkload(id, sizes);
  const job = jobOf(workload, folder);
  const backend = interpreter();
  const slabs = backend.newSlabs();
  for (const { name, size, fill } of job.slabs) slabs.allocate(name, size, fill);
  for (const { slab, offset, data } of job.contents) slabs.write(slab, data, offset);
  const runner = await backend.load(job.step, slabs);
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    runner.enqueue({ seed: 0, step, total_steps: 100, epoch: 0 }, writerOf(workload));
    losses.push((await runner.submit()).scalar(0, "loss"));
  }
  return losses;
}

describe("the losses of whole steps are the interpreter's", () => {
  it.each(["W1", "W2", "W3"])("%s", async (id) => {
    if (!device) return;
    const system = await startNn(device, makeWorkload(id, sizes), folder);
    const losses = await lossesOf(system, STEPS);
    const right = await expected(id, STEPS);
    system.close();
    losses.forEach((loss, i) => expect(Math.abs(loss - right[i]!), `loss ${i + 1}`).toBeLessThan(2e-4));
    expect(new Set(losses).size, "steps that change something").toBe(STEPS);
  });
});

describe("a function's results stay on the device and can be read", () => {
  it("a matrix product", async () => {
    if (!device) return;
    const { a, b } = makeWorkload("W5").data;
    const system = await startNn(device, makeWorkload("W5"), folder);
    const [first] = await lossesOf(system, 1);
    const { output } = await system.results();
    system.close();
    const n = a!.shape[0]!;
    const cell = (row: number, column: number): number => {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += a!.data[row * n + k]! * b!.data[k * n + column]!;
      return sum;
    };
    expect(first).toBe(output![0]);
    for (const [row, column] of [
      [0, 0],
      [5, 1000],
      [1023, 17],
    ] as const)
      expect(Math.abs(output![row * n + column]! - cell(row, column))).toBeLessThan(1e-3);
  });

  it("layer norm and softmax with their gradients", async () => {
    if (!device) return;
    const workload = makeWorkload("W6");
    const system = await startNn(device, workload, folder);
    const [loss] = await lossesOf(system, 1);
    const results = await system.results();
    system.close();
    const { value, g, b } = rowsByHand(workload.params, workload.data);
    expect(Math.abs(loss! - value)).toBeLessThan(1e-2);
    expect(Object.keys(results).sort()).toEqual(["grad:b", "grad:g", "grad:x"]);
    results["grad:g"]!.forEach((v, i) => expect(Math.abs(v - g[i]!)).toBeLessThan(1e-3));
    results["grad:b"]!.forEach((v, i) => expect(Math.abs(v - b[i]!)).toBeLessThan(1e-3));
    // A layer norm does not see what is added to a row.
    const x = results["grad:x"]!;
    expect(Math.abs(x.subarray(0, 512).reduce((sum, v) => sum + v, 0))).toBeLessThan(1e-5);
  });
});

type Tensors = ReturnType<typeof makeWorkload>["data"];

/** The loss of W6 and its gradients by the gain and the shift, in double precision. */
function rowsByHand(params: Tensors, data: Tensors): { value: number; g: Float64Array; b: Float64Array } {
  const [rows, d] = data["x"]!.shape as [number, number];
  const [dg, db] = [new Float64Array(d), new Float64Array(d)];
  let value = 0;
  for (let r = 0; r < rows; r++) {
    const x = Float64Array.from(data["x"]!.data.subarray(r * d, (r + 1) * d));
    const t = data["t"]!.data.subarray(r * d, (r + 1) * d);
    const mean = x.reduce((s, v) => s + v, 0) / d;
    const spread = Math.sqrt(x.reduce((s, v) => s + (v - mean) ** 2, 0) / d + 1e-5);
    const normed = x.map((v) => (v - mean) / spread);
    const e = normed.map((v, i) => Math.exp(v * params["g"]!.data[i]! + params["b"]!.data[i]!));
    const total = e.reduce((s, v) => s + v, 0);
    const dot = e.reduce((s, v, i) => s + (v / total) * t[i]!, 0);
    value += dot;
    // d loss / d y_i of softmax y: y_i (t_i - Σ y t).
    for (let i = 0; i < d; i++) {
      const dy = (e[i]! / total) * (t[i]! - dot);
      db[i]! += dy;
      dg[i]! += dy * normed[i]!;
    }
  }
  return { value, g: dg, b: db };
}
