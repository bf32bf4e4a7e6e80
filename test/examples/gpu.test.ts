/**
 * The compiled shaders of every example against the f64 interpreter: the losses, the gradient of every weight, and every
 * weight after a step of the optimizer.
 *
 * Tolerance: `TOLERANCE` of a tensor's largest value. f32 keeps 6e-8; sums of a few hundred products, exponentials and
 * quotients lose two or three digits of that. After a step of Adam a weight is certain only where its gradient is: a
 * gradient near 0 is divided by its own size, so its sign alone counts.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBackend, openChosenDevice, type OpenedBackend } from "../../cli/shared/device.ts";
import { oneStep } from "../../cli/shared/one-step.ts";
import type { Computation } from "../../compiler/program.ts";
import { interpreter } from "../../compiler/interpret/backend.ts";
import { BatchOrder, initialWeights, schedule } from "../../runtime/train-setup.ts";
import { fillSlabs, snapshot, weightsOf } from "../../runtime/weights.ts";
import { open, type Opened, trains } from "./examples.ts";

const TOLERANCE = 5e-5;

let opened: OpenedBackend;
beforeAll(async () => {
  opened = await openBackend("webgpu");
});
afterAll(() => opened?.[Symbol.dispose]());

interface Ran {
  readonly outputs: ReadonlyMap<string, ArrayLike<number>>;
  readonly weights: ReadonlyMap<string, ArrayLike<number>>;
}

/** Runs `computation` once as the first training step does. */
async function run({ train, examples, readWeights }: Opened, computation: Computation): Promise<Ran> {
  const { settings } = train;
  const { backend } = opened;
  const data = examples === undefined ? {} : { data: examples };
  const initial = await initialWeights(train, settings.seed, {
    interpreter: interpreter(),
    readWeights,
    ...data,
  });
  using slabs = backend.newSlabs();
  fillSlabs(slabs, train.slabs, train.weights, initial);
  using runner = await backend.load(computation, slabs);
  const batch = settings.batch * settings.accumulate;
  const { steps } = schedule(settings, batch, examples?.train);
  const indices =
    examples && new BatchOrder(examples.train.count, batch, settings.seed, settings.shuffle).next();
  runner.enqueue({ seed: settings.seed, step: 0, total_steps: steps, epoch: 0 }, (inputs) => {
    for (const { name } of runner.inputs) examples!.train.fill(name, indices!, inputs[name]!);
  });
  const results = await runner.submit();
  const after = weightsOf(train.weights, await snapshot(slabs, train.weights.map((w) => w.slab))); // prettier-ignore
  return {
    outputs: new Map(runner.outputs.map((o) => [o.name, results.tensor(0, o.name)])),
    weights: new Map([...after].map(([path, t]) => [path, t.data])),
  };
}

function largest(values: ArrayLike<number>): number {
  let max = 0;
  for (let i = 0; i < values.length; i++) max = Math.max(max, Math.abs(values[i]!));
  return max;
}

function expectClose(what: string, got: ArrayLike<number>, wanted: ArrayLike<number>, bound: number): void {
  expect(got.length, what).toBe(wanted.length);
  let [worst, at] = [0, 0];
  for (let i = 0; i < got.length; i++) {
    const off = Math.abs(got[i]! - wanted[i]!);
    if (!(off <= worst)) [worst, at] = [off, i];
  }
  expect(worst, `${what}[${at}] is ${got[at]}, not ${wanted[at]}`).toBeLessThanOrEqual(bound);
}

describe.each(trains)("%s", (name) => {
  test("losses and gradients", async () => {
    const example = open(name);
    const { train, examples, readWeights } = example;
    const oracle = await oneStep(train, examples, { precision: "f64", readWeights });
    const gradients = train.step.gradients.map((g) => ({ name: `d ${g.path}`, node: g.node }));
    const { outputs } = await run(example, {
      ...train.step,
      outputs: [...train.step.outputs, ...gradients],
      updates: [],
    });
    for (const l of oracle.losses)
      expectClose(l.name, outputs.get(l.name)!, [l.before], TOLERANCE * Math.max(1, Math.abs(l.before)));
    // Where all gradients of a program are tiny beside one of them, rounding of the large ones is all there is.
    for (const { path, gradient } of oracle.weights) {
      if (gradient !== undefined)
        expectClose(path, outputs.get(`d ${path}`)!, gradient, TOLERANCE * largest(gradient) + 1e-7);
    }
  });

  test("the weights after one step", async () => {
    const example = open(name);
    const { train, examples, readWeights } = example;
    const oracle = await oneStep(train, examples, { precision: "f64", readWeights });
    const { weights } = await run(example, train.step);
    for (const { path, before, after, gradient = [] } of oracle.weights) {
      const nudge = largest(after.map((v, i) => v - before[i]!));
      const solid = 1e-3 * largest(gradient);
      const got = Float64Array.from(weights.get(path)!, (v, i) =>
        Math.abs(gradient[i] ?? Infinity) < solid ? after[i]! : v,
      );
      expectClose(path, got, after, TOLERANCE * largest(after) + 1e-3 * nudge);
    }
  });
});

test("mixed.nn in half precision, or an error where the device has none", async () => {
  const set = ["batch=8", "accumulate=1", "hidden=8", "precision=f16"];
  using device = await openChosenDevice();
  const { f16 } = device.features;
  const example = open("mixed.nn", set);
  if (!f16) return expect(run(example, example.train.step)).rejects.toThrow(/shader-f16/);
  const { train, examples, readWeights } = example;
  const { losses } = await oneStep(train, examples, { precision: "f64", readWeights });
  const { outputs } = await run(example, train.step);
  // f16 keeps three digits, and a sum of 784 products loses one of them.
  expectClose("loss", outputs.get("loss")!, [losses[0]!.before], 5e-3 * losses[0]!.before);
});
