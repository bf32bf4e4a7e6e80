/**
 * Every gradient of every example against central differences in f64, along a random direction of each weight. The
 * penalty of `wgan` is a gradient inside the loss, so this covers second derivatives too.
 */
import { expect, test } from "vitest";
import { interpret } from "../../compiler/interpret/graph.ts";
import { interpreter } from "../../compiler/interpret/backend.ts";
import { type Node, sizeOf } from "../../compiler/ir/graph.ts";
import type { Tensor } from "../../compiler/ops/def.ts";
import { tensorOf } from "../../compiler/ops/tensor.ts";
import { BatchOrder, initialWeights, schedule } from "../../runtime/train-setup.ts";
import { open, trains } from "./examples.ts";

/** Of the derivative's size; the differences themselves are good to about 1e-8. */
const TOLERANCE = 1e-5;

/** Where a `stop_grad` makes the gradient that of something else than the loss, which is the point of each of these. */
const ON_PURPOSE = new Set([
  "newton.nn:newton",
  "preferences.nn:please",
  "straight-through.nn:measure",
  "straight-through.nn:signs",
]);

test.each(trains.filter((name) => !ON_PURPOSE.has(name)))("%s", async (name) => {
  const { train, examples, readWeights } = open(name);
  const { settings, step } = train;
  const batch = settings.batch * settings.accumulate;
  const data = examples === undefined ? {} : { data: examples };
  const initial = await initialWeights(train, settings.seed, {
    interpreter: interpreter(),
    readWeights,
    ...data,
  });
  // Fresh biases are 0, where relu has a kink; differences want a smooth place.
  const moved = (data: ArrayLike<number>, k: number) =>
    Float64Array.from(data, (v, i) => v + 0.01 * Math.cos(2.3 * i + k));
  const values = new Map(train.weights.map((w, k) => [w.path, moved(initial.get(w.path)!.data, k)]));
  const byPlace = new Map(train.weights.map((w) => [`${w.slab}@${w.offset}`, w.path]));
  const indices =
    examples && new BatchOrder(examples.train.count, batch, settings.seed, settings.shuffle).next().slice();
  const { steps } = schedule(settings, batch, examples?.train);
  const host: Readonly<Record<string, number>> = {
    seed: settings.seed,
    step: 0,
    total_steps: steps,
    epoch: 0,
  };
  const bind = (input: Node<"input">): Tensor => {
    const { name: key, at } = input.attrs;
    if (at !== undefined)
      return tensorOf(input.type, values.get(byPlace.get(`${at.slab}@${at.offset}`)!)!, "f64");
    if (input.attrs.role !== "batch") return tensorOf(input.type, [host[key] ?? 0], "f64");
    const out = new (input.type.dtype === "f32" ? Float32Array : Int32Array)(sizeOf(input.type.shape));
    examples!.train.fill(key, indices!, out);
    return tensorOf(input.type, out, "f64");
  };
  const losses = step.outputs.filter((o) => /^loss(_\d+)?$/.test(o.name)).map((o) => o.node);
  const evaluate = () => interpret(losses, bind, "f64").map((t) => t.data[0]!);
  const gradients = interpret(step.gradients.map((g) => g.node), bind, "f64"); // prettier-ignore

  step.gradients.forEach(({ path }, k) => {
    const at = values.get(path)!;
    const before = at.slice();
    const direction = before.map((_, i) => Math.sin(1.7 * i + 0.3 * k + 1));
    const slope = direction.reduce((sum, d, i) => sum + d * gradients[k]!.data[i]!, 0);
    const h = 1e-6;
    const ends = [h, -h].map((s) => {
      direction.forEach((d, i) => (at[i] = before[i]! + s * d));
      return evaluate();
    });
    at.set(before);
    // With several `minimize`, a weight's gradient is that of the loss that it is trained on.
    const slopes = losses.map((_, i) => (ends[0]![i]! - ends[1]![i]!) / (2 * h));
    const off = Math.min(...slopes.map((s) => Math.abs(s - slope)));
    expect(off, `${path}: ${slope}, differences ${slopes.join(", ")}`).toBeLessThanOrEqual(
      TOLERANCE * (Math.abs(slope) + 1e-3),
    );
  });
});
