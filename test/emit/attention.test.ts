/** Every schedule of attention's kernels computes what the kernel interpreter computes, over shapes that do not fit its tiles. */
import { afterAll, describe, expect, it } from "vitest";
import {
  collectBindings,
  emitKernel,
  floorTarget,
  schedulesOf,
  type Target,
} from "../../compiler/7-emit/index.ts";
import { sizeOf } from "../../compiler/ir/graph.ts";
import { roundToHalf } from "../../compiler/ops/special.ts";
import { compileComputation } from "../../compiler/pipeline.ts";
import { attentionNet, type AttentionShape } from "../fuse/attention-nets.ts";
import { checkKernel, openTestDevice, Random, targetOf, type TestValue } from "./harness.ts";

const device = await openTestDevice();
afterAll(() => device?.destroy());

const targets: readonly Target[] = device
  ? [targetOf(device, "software"), targetOf(device, "gpu"), floorTarget("software"), floorTarget("gpu")]
  : [];
const floor = floorTarget("gpu");
const roomy: Target = { ...floor, f16: true, limits: { ...floor.limits, storageBuffers: 16 } };

const one = { batch: 1, heads: 2 } as const;
const shapes: readonly AttentionShape[] = [
  { ...one, queries: 7, keys: 7, head: 5, mask: "causal" },
  { ...one, queries: 33, keys: 33, head: 16, mask: "causal" },
  { ...one, queries: 65, keys: 65, head: 8, mask: "window", window: 9 },
  { ...one, queries: 9, keys: 130, head: 5 },
  { ...one, queries: 130, keys: 6, head: 4, value: 7, bias: true },
  { ...one, queries: 34, keys: 35, head: 64, mask: "causal", gradients: false },
  { ...one, queries: 18, keys: 11, head: 6, mask: "causal", half: true },
  { ...one, queries: 40, keys: 40, head: 16, mask: "causal", half: true },
];

/** Each shape takes every fourth shader, so that all of them take each: a driver needs a while to compile one. */
const TURNS = 4;

describe.skipIf(!device)("attention", () => {
  for (const [turn, shape] of shapes.entries()) {
    const { queries, keys, head, mask, half } = shape;
    const name = `${queries} × ${keys} of ${head}${mask ? `, ${mask}` : ""}${half ? ", half precision" : ""}`;
    it.skipIf(half && !device?.features.f16)(name, { timeout: 120_000 }, async () => {
      const { kernels, fused } = compileComputation(attentionNet(shape), roomy);
      const own = kernels.filter((k) => k.body.kind === "attend");
      expect(own.length).toBe(shape.gradients === false ? 1 : 3);
      for (const [number, kernel] of own.entries()) {
        const random = new Random(kernel.nodes[0]!);
        const bindings = collectBindings(kernel);
        const values = new Map(
          bindings.map(({ value }): [number, TestValue] => {
            const { dtype, shape } = fused.values.get(value)!.type;
            const data = random.floats(sizeOf(shape));
            return [value, { dtype, data: dtype === "f16" ? data.map(roundToHalf) : data }];
          }),
        );
        const shaders = new Map(
          targets
            .filter((t) => t.f16 || !half)
            .flatMap((target) =>
              schedulesOf(kernel, target).map(({ name }): [string, { target: Target; schedule: string }] => [
                emitKernel(kernel, target, bindings, 0, { schedule: name }).shader.wgsl,
                { target, schedule: name },
              ]),
            ),
        );
        expect(shaders.size).toBeGreaterThanOrEqual(TURNS);
        for (const [i, { target, schedule }] of [...shaders.values()].entries())
          if ((i + number + turn) % TURNS === 0)
            await checkKernel(device!, kernel, target, values, { schedule, tolerance: 2e-5 });
      }
    });
  }
});
