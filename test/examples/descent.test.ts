/**
 * The examples about gradients and steps: the numbers that they state, against the formulas.
 */
import { describe, expect, test } from "vitest";
import { oneStep } from "../../cli/shared/one-step.ts";
import { runTests } from "../../cli/shared/tests.ts";
import { sizeOf } from "../../compiler/ir/graph.ts";
import { folder, open } from "./examples.ts";
import { learn, path } from "./learn.ts";

const expectNear = (got: readonly number[], wanted: readonly number[], tolerance = 1e-5) => {
  expect(got.length).toBe(wanted.length);
  got.forEach((v, i) => expect(Math.abs(v / wanted[i]! - 1), `[${i}]`).toBeLessThan(tolerance));
};

test("what the `test` blocks of the examples expect holds", async () => {
  const files = ["chain-rule.nn", "jacobian.nn", "newton.nn", "straight-through.nn"];
  expect(
    await runTests(
      files.map((f) => folder + f),
      { device: "cpu", json: true, set: [], data: [] },
    ),
  ).toBe(0);
});

test("descend: w is 0.4 times itself every step, and the loss its square", async () => {
  const run = await learn("descend.nn");
  expectNear(path(run, "w").slice(0, 5), [4, 1.6, 0.64, 0.256, 0.1024]);
  expectNear(
    run.steps.slice(0, 5).map((s) => s.loss),
    [16, 2.56, 0.4096, 0.065536, 0.010486],
    1e-4,
  );
});

test.each([
  [0.05, 2.6244],
  [0.3, 0.1024],
  [0.9, 1.6384],
  [1.1, 8.2944],
])("learning-rate: with %d w comes to %d", async (lr, w) => {
  expectNear(path(await learn("learning-rate.nn", [`lr=${lr}`]), "w").slice(-1), [w]);
});

test("chain-rule: dL/dw = 2 (w x + b − y) x and dL/db = 2 (w x + b − y)", async () => {
  const { weights } = await oneStep(open("chain-rule.nn").train, undefined, { precision: "f64" });
  expect(weights.map((w) => [w.path, w.gradient![0]])).toEqual([
    ["w", -8],
    ["b", -4],
  ]);
});

test("jacobian: training never makes the matrix", () => {
  const { train } = open("jacobian.nn", ["many=1000"]);
  const nodes = train.step.graph.nodes;
  expect(Math.max(...nodes.map((n) => sizeOf(n.type.shape)))).toBeLessThan(2_000);
});

test("batches: the variance of a batch's gradient is that of one example's over its size", async () => {
  const { metrics } = (await learn("batches.nn:measure")).end;
  const one = metrics["variance_1"]!;
  for (const n of [4, 16, 64]) {
    // Of 4,096 / n means: the variance of a variance is 2 / (count − 1) of its square.
    const error = Math.sqrt(2 / (4096 / n - 1));
    expect(Math.abs((metrics[`variance_${n}`]! * n) / one - 1), `batches of ${n}`).toBeLessThan(3 * error);
  }
});

test("valleys: the full batch stays, small batches leave", async () => {
  const full = path(await learn("valleys.nn", ["size=512"]), "w");
  for (const w of full) expect(w).toBeGreaterThan(3.5);
  const small = await learn("valleys.nn");
  expect(Math.abs(path(small, "w").at(-1)!)).toBeLessThan(0.2);
  expect(small.end.metrics["height"]).toBeLessThan(0.05);
});

test("schedule: the rates are those of the formula", async () => {
  const { steps } = await learn("schedule.nn");
  expectNear(
    steps.map((s) => s.lr!),
    steps.map((_, t) => (t < 4 ? (0.4 * (t + 1)) / 4 : 0.2 * (1 + Math.cos((Math.PI * (t - 4)) / 16)))),
  );
});

describe("optimizers", () => {
  /** Textbook forms, on numbers: a weight, its gradient, and what is kept from step to step. */
  type Rule = (w: number, g: number, kept: { m: number; v: number }, t: number) => number;
  const adam =
    (decay: number): Rule =>
    (w, g, kept, t) => {
      kept.m = 0.9 * kept.m + 0.1 * g;
      kept.v = 0.999 * kept.v + 0.001 * g * g;
      const step = kept.m / (1 - 0.9 ** t) / (Math.sqrt(kept.v / (1 - 0.999 ** t)) + 1e-8);
      return w - 0.15 * decay * w - 0.15 * step;
    };
  const rules: Readonly<Record<string, Rule>> = {
    plain: (w, g) => w - 0.02 * g,
    heavy: (w, g, kept) => w - 0.02 * (kept.v = 0.8 * kept.v + g),
    ahead: (w, g, kept) => w - 0.02 * (g + 0.8 * (kept.v = 0.8 * kept.v + g)),
    summed: (w, g, kept) => w - (0.8 * g) / (Math.sqrt((kept.v += g * g)) + 1e-10),
    recent: (w, g, kept) => w - (0.05 * g) / (Math.sqrt((kept.v = 0.99 * kept.v + 0.01 * g * g)) + 1e-8),
    both: adam(0),
    decayed: adam(0.1),
  };

  test("each follows its formula", async () => {
    const { after } = await learn("optimizers.nn", ["steps=12"]);
    for (const [name, rule] of Object.entries(rules)) {
      const wanted = [4, 1].map((start, i) => {
        const kept = { m: 0, v: 0 };
        let w = start;
        for (let t = 1; t <= 12; t++) w = rule(w, (i === 0 ? 1 : 50) * w, kept, t);
        return w;
      });
      const got = after.get(name)!.data;
      wanted.forEach((w, i) => expect(Math.abs(got[i]! - w), `${name}[${i}]`).toBeLessThan(2e-5));
    }
  });

  test("all others arrive before plain descent", async () => {
    const { metrics } = (await learn("optimizers.nn")).end;
    const { sgd, ...others } = metrics;
    expect(sgd).toBeGreaterThan(0.1);
    for (const [name, height] of Object.entries(others)) expect(height, name).toBeLessThan(1e-3);
  });
});

test("newton: the error squares at every step near the goal, where plain descent crawls", async () => {
  const run = await learn("newton.nn:newton");
  const y = path(run, "y");
  const errors = path(run, "x").map((x, i) => Math.hypot(x - 1, y[i]! - 1));
  const near = errors.findIndex((e) => e < 0.5);
  expect(near).toBeLessThan(5);
  // Down to what f32 can tell.
  for (let i = near; i + 1 < errors.length; i++)
    expect(errors[i + 1], `step ${i}`).toBeLessThan(Math.max(errors[i]! ** 2, 1e-6));

  const plain = await learn("newton.nn:plain", ["steps=1000"]);
  expect(Math.abs(path(plain, "x").at(-1)! - 1)).toBeGreaterThan(0.1);
});
