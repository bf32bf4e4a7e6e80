/**
 * Loops on the device that is present: random bodies with their gradients, and draws, against the interpreter.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { floorTarget, type Target, targetOf } from "../../compiler/7-emit/target.ts";
import { compilePlan } from "../../compiler/pipeline.ts";
import type { NnDevice } from "../../runtime/device.ts";
import { webgpu } from "../../runtime/executor.ts";
import { openTestDevice } from "../emit/harness.ts";
import { type Array_, compileText, randomArray } from "../std/support.ts";
import { looped, randomRecurrence } from "./texts.ts";

const T = 11;
const device: NnDevice | undefined = await openTestDevice();

describe.skipIf(!device)("loops on the device", () => {
  let backend: ReturnType<typeof webgpu>;
  beforeAll(() => {
    backend = webgpu(device!);
  });
  afterAll(() => device!.destroy());

  async function compare(text: string, inputs: Record<string, Array_>, grad: string[], target: Target) {
    const compiled = compileText(text, inputs, grad);
    const { run } = compiled.program;
    const plan = compilePlan(run, target);
    expect(plan.loops.length).toBeGreaterThan(0);
    const ct = run.outputs[0]!.node.type.shape;
    const given = { ...inputs, ct: randomArray(ct, 77) };
    const want = compiled.run(given, {}, 5);
    using slabs = backend.newSlabs();
    using runner = await backend.load(plan, slabs);
    runner.enqueue({ seed: 5, step: 0 }, (views) => {
      for (const t of runner.inputs) (views[t.name] as Float32Array).set(given[t.name as "ct"].data);
    });
    const results = await runner.submit();
    for (const [name, { data }] of Object.entries(want)) {
      const got = results.tensor(0, name);
      const scale = Math.max(1, ...data.map(Math.abs));
      data.forEach((v, i) => {
        if (!(Math.abs(got[i]! - v) <= 3e-5 * scale))
          expect.fail(`${name}[${i}] is ${got[i]!} instead of ${v}\n${text}`);
      });
    }
  }

  for (const [name, target] of [
    ["the device's own target", () => targetOf(device!)],
    ["the floor of GPUs", () => floorTarget("gpu")],
  ] as const)
    it(
      `random bodies and their gradients agree with the interpreter (${name})`,
      { timeout: 120_000 },
      async () => {
        for (let seed = 40; seed < 43; seed++) {
          const inputs = {
            x: randomArray([2, T, 4], seed + 1),
            h0: randomArray([2, 4], seed + 2),
            w: randomArray([4, 4], seed + 3, 1),
            v: randomArray([4], seed + 4),
            table: randomArray([5, 4], seed + 5),
          };
          await compare(looped(randomRecurrence(seed, T)), inputs, Object.keys(inputs), target());
        }
      },
    );

  it("draws in a loop are the interpreter's", async () => {
    const text = `fn f(x) {
  let run = scan (h = zeros([3, 4])) over (u = x) axis 1 {
    let inner = scan (g = h) over (v = tile) axis 0 { return { g: 0.9 * g + v * normal([3, 4]) } }
    let next = inner.g * bernoulli([3, 4], p: 0.7) + u
    return { h: next, out: next }
  }
  return run.out
}`.replace("tile", "0.1 * ones([6])");
    await compare(text, { x: randomArray([3, 7, 4], 3) }, ["x"], targetOf(device!));
  });
});
