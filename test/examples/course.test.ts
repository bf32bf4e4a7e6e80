/**
 * What `examples/README.md` promises: the examples learn, at the sizes that they ship with.
 */
import { expect, test } from "vitest";
import { openBackend } from "../../cli/shared/device.ts";
import { interpreter } from "../../compiler/interpret/backend.ts";
import type { EndEvent, TrainEvent } from "../../runtime/events.ts";
import { train as startTraining } from "../../runtime/train.ts";
import { open } from "./examples.ts";

async function learn(
  name: string,
  set: readonly string[] = [],
  device: "cpu" | "webgpu" = "cpu",
): Promise<{ end: EndEvent; events: TrainEvent[] }> {
  const { train, examples } = open(name, set);
  using opened = await openBackend(device);
  const run = startTraining(train, {
    backend: opened.backend,
    interpreter: interpreter(),
    ...(examples ? { data: examples } : {}),
  });
  const events: TrainEvent[] = [];
  for await (const event of run) events.push(event);
  return { end: events.at(-1) as EndEvent, events };
}

test("descend: w is 0.4 times itself every step", async () => {
  const { events } = await learn("descend.nn");
  const w = events.flatMap((e) => (e.type === "step" ? [e.params!["w"]!] : []));
  w.forEach((value, i) => expect(value / (4 * 0.4 ** i)).toBeCloseTo(1, 5));
});

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
