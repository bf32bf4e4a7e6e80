/**
 * Products in parts of their sums: two kernels that give what the one gave, on every device, and when the rules want them.
 */
import { afterAll, describe, expect, it } from "vitest";
import { inParts } from "../../compiler/6-plan/parts.ts";
import { partsName, partsOf, partsToTry } from "../../compiler/7-emit/dot-split.ts";
import { floorTarget, schedulesOf, type Target } from "../../compiler/7-emit/index.ts";
import { wholeId } from "../../compiler/6-plan/parts.ts";
import { interpretKernel } from "../../compiler/interpret/kernel.ts";
import { sizeOf } from "../../compiler/ir/graph.ts";
import type { Kernel } from "../../compiler/ir/kernel.ts";
import { compileComputation } from "../../compiler/pipeline.ts";
import { mlp } from "../fuse/nets.ts";
import { expected, openTestDevice, runOnDevice, targetOf, type TestValue, worst } from "./harness.ts";
import { type Case, conv, matmul, zeros } from "./kernels.ts";

const device = await openTestDevice();
afterAll(() => device?.destroy());

const gpu: Target = { ...floorTarget("gpu"), subgroups: true, subgroupSize: 32 };

/** The two kernels and the values between them; the first free number is well above those of the cases. */
function split({ kernel, values, x }: Case, count: number) {
  const made = inParts(x!, kernel, { count, why: "a test asks for it" }, 100);
  const all = new Map(values);
  for (const node of made.scratch) all.set(node.id, zeros(sizeOf(node.type.shape)));
  return { ...made, values: all };
}

const cases: Record<string, readonly [Case, number]> = {
  "NN 33 x 17 x 64 in 4": [matmul(1, 33, 17, 64), 4],
  "NT 20 x 36 x 61 in 3, unevenly": [matmul(1, 20, 36, 61, { b: "nk" }), 3],
  "TN 34 x 40 x 100 in 5": [matmul(1, 34, 40, 100, { a: "km" }), 5],
  "NN 2 x 9 x 12 x 44 in 3, unevenly": [matmul(2, 9, 12, 44), 3],
  "NN 21 x 22 x 37 in 2 with prologue, epilogue and sums": [matmul(1, 21, 22, 37, { fused: true }), 2],
  "TN 36 x 24 x 80 in 4 with prologue, epilogue and sums": [
    matmul(1, 36, 24, 80, { a: "km", b: "kn", fused: true }),
    4,
  ],
  "a convolution, whose sum has three variables": [conv(2, 5, 3, 8, 3, 1), 2],
};

describe.each(Object.entries(cases))("%s", (_, [made, count]) => {
  it("gives what the product gives", () => {
    const { products, sum, values } = split(made, count);
    const want = expected(made.kernel, made.values);
    const got = new Map([...values].map(([id, v]) => [id, Float64Array.from(v.data)]));
    for (const kernel of [products, sum]) interpretKernel(kernel, got, [], "f64");
    for (const id of made.values.keys()) expect(worst(got.get(id)!, want.get(id)!).error).toBeLessThan(1e-12);
  });

  it.skipIf(!device)("runs on the device", async () => {
    const { products, sum, values } = split(made, count);
    const want = expected(made.kernel, made.values);
    const shared = [targetOf(device!, "gpu"), "shared-32x32"] as const;
    const byItself = [floorTarget("software"), undefined] as const;
    for (const [target, pick] of count === 4 ? [shared, byItself] : [shared]) {
      const held = new Map<number, TestValue>(values);
      for (const kernel of [products, sum]) {
        const schedule = kernel === products ? pick : undefined;
        const { outputs } = await runOnDevice(
          device!,
          kernel,
          target,
          held,
          schedule === undefined ? {} : { schedule },
        );
        for (const [id, data] of outputs) held.set(id, { dtype: "f32", data });
      }
      for (const id of made.values.keys())
        expect(worst(held.get(id)!.data, want.get(id)!).error).toBeLessThan(1e-5);
    }
  });
});

describe("the rules", () => {
  const of = ({ kernel }: Case, target = gpu) => partsOf(kernel, target)?.count;

  it("split long sums of few tiles, on GPUs", () => {
    expect(of(matmul(1, 128, 128, 4096, { a: "km" }))).toBe(16);
    expect(of(matmul(1, 128, 512, 1024, { a: "km" }))).toBe(4);
    expect(of(matmul(1, 512, 512, 4096))).toBe(4);
    expect(of(matmul(1, 128, 128, 4096), floorTarget("gpu"))).toBe(16);
    expect(
      of(matmul(1, 128, 128, 4096), { ...floorTarget("software"), subgroups: true, subgroupSize: 8 }),
    ).toBe(undefined);
  });
  it("leave whole what has tiles enough, a short sum, or a sum that lanes share", () => {
    expect(of(matmul(1, 1024, 1024, 512))).toBe(undefined);
    expect(of(matmul(1, 128, 128, 500))).toBe(undefined);
    expect(of(matmul(1, 128, 512, 784))).toBe(undefined);
    expect(of(matmul(1, 32, 16, 4096))).toBe(undefined);
  });
  it("divide evenly where the sum allows it", () => {
    expect(of(matmul(1, 128, 128, 3600))).toBe(12);
    expect(of(matmul(1, 128, 128, 4099))).toBe(16);
    expect(partsToTry(matmul(1, 128, 128, 4096).kernel, gpu)).toEqual([16, 4]);
  });
});

describe("a training step on a GPU", () => {
  const step = mlp([65, 66, 3], 1040);
  const c = { ...step, name: "step", gradients: [] };
  const compiled = compileComputation(c, gpu);
  const whole = compileComputation(c, gpu, { whole: true });
  const find = (name: string): Kernel => compiled.kernels.find((k) => k.name === name)!;
  const wide = whole.kernels.find((k) => k.body.kind === "dot" && k.body.sums.length > 0 && partsOf(k, gpu))!;

  it("has the weight's gradient in parts, with the bias's beside it, and says why", () => {
    expect(wide).toBeDefined();
    const [products, sum] = [find(`${wide.name}_parts`), find(wide.name)];
    expect(products.body.kind).toBe("dot");
    expect(sum.body.kind).toBe("rows");
    expect(products.boundaries.at(-1)).toMatch(
      /^the product is computed in 4 parts of its sum of 1040, since its \d+ tiles of 32 × 32 are fewer than/,
    );
    expect(sum.boundaries.at(-1)).toContain("by the kernel before");
    expect(compiled.split).toHaveLength(compiled.kernels.length - whole.kernels.length);
  });

  it("counts what lies between in its memory", () => {
    const dispatch = compiled.plan.dispatches.find((d) => d.kernel === `${wide.name}_parts`)!;
    const scratch = dispatch.bind.at(-2)!;
    expect(scratch.bytes).toBe(4 * 4 * 65 * 66);
    const slot = compiled.plan.buffers.find((b) => b.name === scratch.buffer)!;
    expect(slot.kind).toBe("slot");
    expect(slot.bytes).toBeGreaterThanOrEqual(scratch.bytes);
  });

  it("does what a lock says instead", () => {
    const original = whole.fused.kernels.find((k) => k.name === wide.name)!;
    const locked = (schedule: string) =>
      compileComputation(c, { ...gpu, schedules: new Map([[wholeId(original), { schedule }]]) });
    const names = schedulesOf(original, gpu).map((s) => s.name);
    const unsplit = locked(names[1]!);
    expect(unsplit.kernels.map((k) => k.name)).not.toContain(`${wide.name}_parts`);
    expect(unsplit.plan.dispatches.find((d) => d.kernel === wide.name)!.info.schedule).toBe(names[1]);
    const two = locked(partsName(2)).kernels.find((k) => k.name === `${wide.name}_parts`)!;
    expect(two.boundaries.at(-1)).toMatch(/in 2 parts of its sum of 1040, since that was measured/);
  });
});
