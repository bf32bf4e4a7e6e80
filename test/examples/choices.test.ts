/**
 * The examples about choices: gradients through what is drawn at random, and learning from rewards and preferences.
 */
import { expect, test } from "vitest";
import { oneStep } from "../../cli/shared/one-step.ts";
import { open } from "./examples.ts";
import { learn } from "./learn.ts";

test("gumbel: cold guesses are right on average, hot ones are not", async () => {
  // Of Σ p · worth with worth = (1, 4, 36) / 6 and even p: p (worth − mean).
  const worth = [1 / 6, 4 / 6, 6];
  const mean = worth.reduce((a, b) => a + b) / 3;
  const exact = worth.map((v) => (v - mean) / 3);
  const off = async (temperature: number, draws: number) => {
    const { train } = open("gumbel.nn", [`temperature=${temperature}`, `draws=${draws}`]);
    const { weights } = await oneStep(train, undefined, {});
    return Math.hypot(...exact.map((v, i) => -weights[0]!.gradient![i]! - v));
  };
  const size = Math.hypot(...exact);
  expect(await off(2, 50_000)).toBeGreaterThan(0.3 * size);
  expect(await off(0.1, 50_000)).toBeLessThan(0.1 * size);
});

test("gumbel: the best door is found", async () => {
  const { end } = await learn("gumbel.nn", ["draws=256"]);
  expect(end.metrics["worth_now"]).toBeGreaterThan(5.5);
});

test("straight-through: right at p = 1/2, and 2 (p − a) instead of 1 − 2a elsewhere", async () => {
  for (const p of [0.5, 0.7, 0.9]) {
    const { train } = open("straight-through.nn:measure", [`at=${p}`, "draws=40000"]);
    const { weights } = await oneStep(train, undefined, {});
    // Each guess is 2 (bit − a), whose deviation is at most 1: 40,000 of them are within 0.015 or so.
    expect(Math.abs(weights[0]!.gradient![0]! - 2 * (p - 0.45)), `p = ${p}`).toBeLessThan(0.015);
  }
  const { end } = await learn("straight-through.nn:measure");
  expect(end.metrics["exact"]).toBeCloseTo(0.1, 5);
});

test("straight-through: every sign is found", async () => {
  expect((await learn("straight-through.nn:signs")).end.metrics["right"]).toBe(1);
});

test("policy-gradient: the reward rises", async () => {
  const { evals, end } = await learn("policy-gradient.nn", ["epochs=20"]);
  expect(evals[0]!.metrics["reward"]).toBeLessThan(0.3);
  expect(end.metrics["reward"]).toBeGreaterThan(0.7);
});

test("preferences: the judge agrees with the taste that made its pairs", async () => {
  const { end } = await learn("preferences.nn:judge", ["epochs=4"]);
  expect(end.metrics["agrees"]).toBeGreaterThan(0.9);
});

test("preferences: the policy pleases more, and the price keeps it near its start", async () => {
  const { evals, end } = await learn("preferences.nn:please", ["epochs=40"]);
  const first = evals[0]!.metrics;
  expect(end.metrics["reward"]! - first["reward"]!).toBeGreaterThan(1);
  // What it is not told: that people like it too.
  expect(end.metrics["liked"]! - first["liked"]!).toBeGreaterThan(1);
  const dear = (await learn("preferences.nn:please", ["epochs=40", "price=1.0"])).end.metrics;
  expect(dear["kl"]).toBeLessThan(0.6);
  expect(dear["kl"]).toBeLessThan(0.6 * end.metrics["kl"]!);
  expect(dear["reward"]).toBeGreaterThan(first["reward"]! + 0.8);
});
