/**
 * `nn lr-find`: the suggestion lies below what diverges and is not much slower, schedules play no part, and what is told can
 * be applied.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { interpreter } from "../../compiler/interpret/backend.ts";
import { Probe } from "../../cli/shared/doctor/probe.ts";
import { loadTrain } from "../../cli/shared/load.ts";
import { peakRates, suggest, type SweepPoint, sweepRates } from "../../cli/shared/rates.ts";
import { clouds } from "./doctor-programs.ts";
import { folder, nn } from "./nn.ts";

/** Gradient descent on sum(a w²) diverges from the rate 1 / max(a) on. */
const bowl = (curvature: string, optimizer: string) => `config rate = 0.01

train fit {
  steps = 50
  param w = [3.0, -2.0, 1.0]
  let a = ${curvature}
  minimize sum(a * w^2) with ${optimizer}
}
`;

function swept(source: string, options: { readonly steps?: number; readonly max?: number } = {}) {
  const { train, data, dataProgram } = loadTrain(join(folder({ "p.nn": source }), "p.nn"), {});
  return sweepRates(train, {
    backend: interpreter(),
    interpreter: interpreter(),
    ...(dataProgram ? { data: data.load(dataProgram) } : {}),
    seed: 0,
    steps: options.steps ?? 100,
    min: 1e-7,
    max: options.max ?? 10,
  });
}

test.each([
  ["[1.0, 1.0, 1.0]", 1],
  ["[10.0, 1.0, 0.1]", 0.1],
  ["[0.4, 0.2, 0.1]", 2.5],
])(
  "on a quadratic of curvatures %s the suggestion is below %d, and within a decade of it",
  async (curvature, bound) => {
    const { points, diverged } = await swept(bowl(curvature, "sgd(lr: rate)"), { max: 40 * bound });
    expect(diverged).toBe(true);
    expect(points.length).toBeLessThan(100);
    const { rate, steepest, least, tenth } = suggest(points)!;
    expect(rate).toBeLessThan(bound);
    expect(rate).toBeGreaterThan(bound / 10);
    expect(steepest).toBeLessThan(least);
    expect(tenth).toBeCloseTo(least / 10, 12);
  },
);

test("a schedule changes neither the rates that are tried nor the losses", async () => {
  const plain = await swept(bowl("[1.0, 1.0, 1.0]", "sgd(lr: rate)"));
  const scheduled = await swept(bowl("[1.0, 1.0, 1.0]", "sgd(lr: cosine(rate, warmup: 10))"));
  expect(scheduled.points).toEqual(plain.points);
  expect(scheduled.own).toEqual({ lr: expect.closeTo(0.01, 12) });
});

test("each step is the optimizer's own with that rate", async () => {
  const { points } = await swept(bowl("[1.0, 1.0, 1.0]", "sgd(lr: rate)"), { steps: 20 });
  // w <- w (1 - 2 lr), from |w|² = 14.
  let loss = 14;
  for (const p of points) {
    loss *= (1 - 2 * p.rate) ** 2;
    expect(p.loss / loss).toBeCloseTo(1, 4);
  }
  expect(points[0]!.rate).toBe(1e-7);
});

test("several optimizers keep the proportion of their rates", () => {
  const source = `train t {
  steps = 10
  param v = 1.0
  param w = 1.0
  minimize v^2 over v with sgd(lr: 0.1)
  minimize w^2 over w with adam(lr: linear(0.02))
}
`;
  const { train } = loadTrain(join(folder({ "p.nn": source }), "p.nn"), {});
  expect(peakRates(train.step, 0, 10)).toEqual({ lr: 0.1, lr_1: expect.closeTo(0.02, 12) });
  const names = train.atBatch(1).rated.reported.map((r) => r.name);
  expect(names).toEqual(["lr", "lr_1"]);
});

test("no suggestion where the loss never falls", () => {
  const flat = (loss: (i: number) => number): SweepPoint[] =>
    Array.from({ length: 50 }, (_, i) => ({ rate: 10 ** (i / 10 - 5), loss: loss(i), smooth: loss(i) }));
  expect(suggest(flat(() => 2.3))).toBeUndefined();
  expect(suggest(flat((i) => 2 + i))).toBeUndefined();
  expect(suggest(flat(() => NaN))).toBeUndefined();
  const bend = suggest(flat((i) => (i < 20 ? 2 : i < 30 ? 2 - 0.1 * (i - 19) : 1 + 0.2 * (i - 30))))!;
  expect(bend.least).toBeCloseTo(10 ** -2.1, 12);
  expect(bend.steepest).toBeGreaterThan(10 ** -3.2);
  expect(bend.steepest).toBeLessThan(10 ** -2);
});

test("on the digits the suggestion trains well", async () => {
  const { train, data, dataProgram, sources } = loadTrain("examples/digits.nn", {});
  const set = data.load(dataProgram!);
  const { points, own } = await sweepRates(train, {
    backend: interpreter(),
    interpreter: interpreter(),
    data: set,
    seed: 0,
    steps: 80,
    min: 1e-6,
    max: 10,
  });
  const { rate } = suggest(points)!;
  const probe = await Probe.open(train, { data: set, sources });
  const [batch] = probe.batches(1);
  const losses = (factor: number) => probe.overfit(batch!, 30, factor).losses;
  expect(losses(rate / own["lr"]!).at(-1)!).toBeLessThan(0.2);
  // A hundredth of it would not.
  expect(losses(rate / own["lr"]! / 100).at(-1)!).toBeGreaterThan(1);
}, 60_000);

test("the command prints a curve, says how to apply the rate, and writes it all down", async () => {
  const cwd = folder({
    "bowl.nn": bowl("[10.0, 1.0, 0.1]", "sgd(lr: cosine(rate, warmup: 10))"),
    "clouds.nn": clouds({ optimizer: "adam(lr: 5e-3)" }),
    "none.nn": bowl("[0.0, 0.0, 0.0]", "sgd(lr: 0.1)"),
  });
  const found = await nn(["lr-find", "bowl.nn", "--device", "cpu", "--out", "rates.csv"], { cwd });
  expect(found).toMatchObject({ code: 0, stderr: "" });
  expect(found.stdout).toContain("└──");
  expect(found.stdout).toMatch(/try +lr 0\.0\d+ \(the program has 0\.01\)/);
  expect(found.stdout).toMatch(/nn train bowl\.nn --set rate=0\.0\d+, as the highest rate of its schedule/);
  const [head, ...rows] = readFileSync(join(cwd, "rates.csv"), "utf8").trim().split("\n");
  expect(head).toBe("lr,loss,smoothed");
  expect(rows.length).toBeGreaterThan(50);

  const { code, stdout } = await nn(["lr-find", "clouds.nn", "--device", "cpu", "--json", "--steps", "40"], {
    cwd,
  });
  expect(code).toBe(0);
  const answer = JSON.parse(stdout) as Record<string, unknown> & { points: unknown[] };
  expect(answer).toMatchObject({
    train: "classify",
    now: expect.closeTo(5e-3, 9),
    suggestion: expect.any(Number),
  });
  expect(answer["set"]).toBeUndefined();
  expect(answer.points[0]).toMatchObject({
    lr: 1e-7,
    loss: expect.any(Number),
    smoothed: expect.any(Number),
  });

  const none = await nn(["lr-find", "none.nn", "--device", "cpu"], { cwd });
  expect(none.code).toBe(1);
  expect(none.stdout).toContain("no rate in this range trains");
  const wrong = await nn(["lr-find", "bowl.nn", "--min", "1", "--max", "0.1"], { cwd });
  expect(wrong).toMatchObject({ code: 2, stdout: "" });
}, 120_000);
