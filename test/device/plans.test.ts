/**
 * Whole plans on the device that is present against the interpreter: random computations and training steps, compiled for
 * the device itself, for the floor, and for the GPU family's schedules.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { floorTarget, type Target, targetOf } from "../../compiler/7-emit/target.ts";
import { interpret } from "../../compiler/interpret/graph.ts";
import { isOp, type Node, sizeOf } from "../../compiler/ir/graph.ts";
import type { Tensor } from "../../compiler/ops/def.ts";
import { compilePlan } from "../../compiler/pipeline.ts";
import type { NnDevice } from "../../runtime/device.ts";
import { webgpu } from "../../runtime/executor.ts";
import { openTestDevice } from "../emit/harness.ts";
import { convnet, mlp, type Step, transformer } from "../fuse/nets.ts";
import { randomComputation, rng } from "../fuse/random-graph.ts";

const device: NnDevice | undefined = await openTestDevice();
const targets: [string, (d: NnDevice) => Target][] = [
  ["the device's own target", (d) => targetOf(d)],
  ["the floor of software adapters", () => floorTarget("software")],
  ["the floor of GPUs", () => floorTarget("gpu")],
];

function values(node: Node, seed: number): Float32Array | Int32Array {
  const r = rng(seed);
  const n = sizeOf(node.type.shape);
  if (node.type.dtype === "i32") return Int32Array.from({ length: n }, () => r.int(5));
  return Float32Array.from({ length: n }, () => (r.next() - 0.5) * 2);
}

function double(node: Node, data: Float32Array | Int32Array): Tensor {
  return { type: node.type, data: data instanceof Int32Array ? data : Float64Array.from(data) };
}

/** Relative to the largest element: an element near zero is the difference of larger ones. */
function relativeError(got: ArrayLike<number>, want: ArrayLike<number>): number {
  let scale = 1e-3;
  let worst = 0;
  for (let i = 0; i < want.length; i++) scale = Math.max(scale, Math.abs(want[i]!));
  for (let i = 0; i < want.length; i++) worst = Math.max(worst, Math.abs(got[i]! - want[i]!) / scale);
  return Number.isNaN(worst) ? Infinity : worst;
}

describe.skipIf(!device)("plans on the device", () => {
  let backend: ReturnType<typeof webgpu>;
  beforeAll(() => {
    backend = webgpu(device!);
  });
  afterAll(() => device!.destroy());

  for (const [name, target] of targets)
    it(`random computations agree with the interpreter to 2e-5 (${name})`, { timeout: 300_000 }, async () => {
      for (let seed = 1000; seed < 1040; seed++) {
        const c = randomComputation(seed);
        const data = new Map(c.inputs.map((n, i) => [n.attrs.name, values(n, seed * 7 + i)]));
        const want = interpret(c.outputs.map((o) => o.node), (n) => double(n, data.get(n.attrs.name)!), "f64"); // prettier-ignore
        const plan = compilePlan({ ...c, name: `random ${seed}`, gradients: [] }, target(device!));
        using slabs = backend.newSlabs();
        using runner = await backend.load(plan, slabs);
        runner.enqueue({}, (inputs) => {
          for (const t of runner.inputs) (inputs[t.name] as Float32Array).set(data.get(t.name)!);
        });
        const results = await runner.submit();
        c.outputs.forEach((o, i) => {
          const error = relativeError(results.tensor(0, o.name), want[i]!.data);
          if (error > 2e-5) expect.fail(`seed ${seed}, ${o.name}: relative error ${error}`);
        });
      }
    });

  const nets: [string, () => Step][] = [
    ["an MLP", () => mlp([13, 24, 17, 5], 10)],
    ["a convolutional network", () => convnet(3, 8)],
    ["a transformer", () => transformer({ vocab: 13, context: 6, width: 12, heads: 3, layers: 2, batch: 4 })],
  ];
  for (const [name, make] of nets)
    for (const [where, target] of targets)
      it(
        `five training steps of ${name} agree with the interpreter to 1e-4 (${where})`,
        { timeout: 300_000 },
        async () => {
          const step = make();
          const plan = compilePlan({ ...step, name, gradients: [] }, target(device!));
          using slabs = backend.newSlabs();
          const host = new Map<string, Float64Array>();
          for (const b of plan.buffers)
            if (b.kind === "slab") {
              slabs.allocate(b.name, b.bytes / 4);
              host.set(b.name, new Float64Array(b.bytes / 4));
            }
          for (const [i, w] of step.weights.entries()) {
            const { slab, offset } = w.attrs.at!;
            const data = (values(w, i) as Float32Array).map((v) => v * 0.4);
            slabs.write(slab, data, offset);
            host.get(slab)!.set(data, offset);
          }
          using runner = await backend.load(plan, slabs);
          const batch = new Map(
            runner.inputs.map((t) => [t.name, values({ type: t } as unknown as Node, 3)]),
          );
          const got: number[] = [];
          const want: number[] = [];
          const roots = [...step.outputs.map((o) => o.node), ...step.updates.map((u) => u.value)];
          for (let s = 0; s < 5; s++) {
            runner.enqueue({ step: s }, (inputs) => {
              for (const [input, data] of batch) (inputs[input] as Float32Array).set(data);
            });
            got.push((await runner.submit()).scalar(0, "loss"));
            const all = interpret(
              roots,
              (n) => {
                if (n.attrs.at) {
                  const { slab, offset } = n.attrs.at;
                  return { type: n.type, data: host.get(slab)!.slice(offset, offset + sizeOf(n.type.shape)) };
                }
                return isOp(n, "input") && n.attrs.role === "scalar"
                  ? { type: n.type, data: Float64Array.of(s) }
                  : double(n, batch.get(n.attrs.name)!);
              },
              "f64",
            );
            want.push(all[0]!.data[0]!);
            step.updates.forEach((u, i) => {
              const { slab, offset } = u.target.attrs.at!;
              host.get(slab)!.set(all[step.outputs.length + i]!.data as Float64Array, offset);
            });
          }
          expect(relativeError(got, want), `${got} against ${want}`).toBeLessThan(1e-4);
          const params = await slabs.read("params");
          expect(relativeError(params, host.get("params")!)).toBeLessThan(1e-3);
        },
      );
});
