/**
 * Measuring alternatives that are more than one dispatch: a product in parts of its sum, with scratch memory of its own.
 */
import { afterAll, expect, it } from "vitest";
import { alternativeInParts } from "../../compiler/6-plan/alternative.ts";
import { targetOf } from "../../compiler/7-emit/target.ts";
import { compileComputation } from "../../compiler/pipeline.ts";
import { GpuStore } from "../../runtime/store.ts";
import { stopwatch } from "../../runtime/stopwatch.ts";
import { tune } from "../../runtime/tune.ts";
import { openTestDevice, Random } from "../emit/harness.ts";
import { mlp } from "../fuse/nets.ts";

const device = await openTestDevice();
afterAll(() => device?.destroy());

it.skipIf(!device)("takes a product in parts, which gives the product's own results", async () => {
  const target = { ...targetOf(device!), family: "gpu" as const };
  const step = mlp([21, 34, 3], 90);
  const compiled = compileComputation({ ...step, name: "step", gradients: [] }, target, { whole: true });
  const { kernels, plan } = compiled;
  // With the bias's gradient beside the weight's, it stores two values.
  const dispatch = kernels.findIndex((k) => k.body.kind === "dot" && k.body.sums.length > 0);
  const { body } = kernels[dispatch]!;
  const stores = body.kind === "dot" ? [...body.stores, ...body.sums.map((s) => s.store)] : [];
  const from = plan.dispatches[dispatch]!.bind.length - stores.length;
  const written = stores.map(({ dtype }, i) => ({ binding: from + i, dtype }));
  const right = alternativeInParts(compiled, dispatch, 3, target);
  // Without its second kernel it leaves what was there.
  const half = { ...right, schedule: "half", dispatches: right.dispatches.slice(0, 1), buffers: [] };

  using store = new GpuStore(device!);
  const random = new Random(8);
  for (const b of plan.buffers)
    if (b.kind === "slab") {
      store.allocate(b.name, b.bytes / 4);
      store.write(b.name, random.floats(b.bytes / 4, 0.5), 0);
    }
  using watch = await stopwatch(device!);
  const [answer] = await tune(
    device!,
    plan,
    store,
    watch,
    [{ dispatch, written, alternatives: [right, half] }],
    {
      host: { step: 0 },
      fill: (inputs) => {
        for (const data of Object.values(inputs)) {
          const values =
            data instanceof Int32Array ? random.ints(data.length, 0, 2) : random.floats(data.length);
          (data as Float32Array).set(values);
        }
      },
    },
  );
  const of = (name: string) => answer!.measured.find((m) => m.schedule === name)!;
  expect(of("parts-3").out).not.toBe("differs");
  expect(of("parts-3").out).not.toBe("refused");
  expect(of("half").out).toBe("differs");
});
