/**
 * What `examples/README.md` promises: the examples learn, at the sizes that they ship with.
 */
import { expect, test } from "vitest";
import { learn } from "./learn.ts";

test("houses: prices to about 10,000, and much better than the mean", async () => {
  const { end } = await learn("houses.nn");
  expect(end.split).toBe("validation");
  expect(end.metrics["mae"]).toBeLessThan(14);
});

test("california: better than a straight line through the same columns", async () => {
  const { end } = await learn("california.nn");
  // The made-up districts have noise of 0.25 in these units; a linear fit leaves 0.44.
  expect(end.metrics["rmse"]).toBeLessThan(0.42);
});

test("curve: nowhere far off, and two hidden units are too few", async () => {
  expect((await learn("curve.nn")).end.metrics["worst"]).toBeLessThan(0.1);
  expect((await learn("curve.nn", ["hidden=2", "epochs=40"])).end.metrics["worst"]).toBeGreaterThan(0.3);
});

test("spirals: told apart", async () => {
  expect((await learn("spirals.nn")).end.metrics["accuracy"]).toBeGreaterThan(0.97);
});

test("digits, on WebGPU: more than 95 % of unseen drawings", async () => {
  const { end } = await learn("digits.nn", [], "webgpu");
  expect(end.split).toBe("test");
  expect(end.metrics["accuracy"]).toBeGreaterThan(0.95);
}, 300_000);

test("gpt: a small one learns to spell", async () => {
  const small = [
    "context=16",
    "width=32",
    "heads=2",
    "depth=1",
    "batch=16",
    "steps=150",
    "validate_every=150",
  ];
  const { end, events } = await learn("gpt.nn", small);
  const first = events.find((e) => e.type === "step")!.loss;
  expect(first).toBeGreaterThan(3.5);
  expect(end.loss).toBeLessThan(2.7);
});

test("autoencoder: nearer to a drawing than the mean of all drawings", async () => {
  const { end } = await learn("autoencoder.nn", ["hidden=32", "batch=24", "steps=200", "validate_every=200"]);
  // What the mean picture has, over the test drawings.
  expect(end.metrics["error"]).toBeLessThan(0.9 * 0.0699);
});

test("vae: the loss falls", async () => {
  const { steps, end } = await learn("vae.nn", ["latent=4", "batch=16", "steps=20", "validate_every=20"]);
  expect(end.loss).toBeLessThan(0.7 * steps[0]!.loss);
});

test.each(["lstm.nn", "gru.nn"])("%s learns to spell", async (name) => {
  const { steps, end } = await learn(name, ["context=8", "width=24", "steps=80", "validate_every=80"]);
  expect(steps[0]!.loss).toBeGreaterThan(3);
  expect(end.loss).toBeLessThan(0.8 * steps[0]!.loss);
});

test("dream: the network is sure of a picture that began as noise", async () => {
  const { before, after, end } = await learn("dream.nn", ["count=2", "steps=40"]);
  expect(end.metrics["sure"]).toBeGreaterThan(0.9);
  const changed = [...after].filter(([path, t]) => t.data.some((v, i) => v !== before.get(path)!.data[i]));
  expect(changed.map(([path]) => path)).toEqual(["ink"]);
});

test("wgan: the generator finds all eight heaps", async () => {
  const quick = ["rate=4e-3", "slope_cost=0.1", "critic_steps=2", "batch=64", "steps=1300"];
  const { end } = await learn("wgan.nn", [...quick, "validate_every=1300"]);
  expect(end.metrics["heaps"]).toBe(8);
}, 120_000);
