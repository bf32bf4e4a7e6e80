/**
 * The examples about what goes wrong in training, and what helps.
 */
import { expect, test } from "vitest";
import { oneStep } from "../../cli/shared/one-step.ts";
import { open } from "./examples.ts";
import { learn } from "./learn.ts";

/** The length of the gradient at the first of thirty layers over that at the last, before any training. */
async function firstToLast(...set: string[]): Promise<number> {
  const { train, examples } = open("vanishing.nn", set);
  const { weights } = await oneStep(train, examples, {});
  const [first, last] = ["net.first.w", "net.last.w"].map((path) => {
    const { gradient } = weights.find((w) => w.path === path)!;
    return Math.sqrt(Array.from(gradient!).reduce((sum, v) => sum + v * v, 0));
  });
  return first! / last!;
}

test("vanishing: nothing reaches the first of thirty sigmoid layers", async () => {
  expect(await firstToLast()).toBeLessThan(1e-12);
});

test.each([
  [["act=relu", "start=he_normal"]],
  [["skip=true"]],
  [["norm_by=layernorm"]],
  [["norm_by=batchnorm"]],
])("vanishing: %s brings the gradient back", async (set) => {
  expect(await firstToLast(...set)).toBeGreaterThan(0.01);
});

// `sigmoid` is a function of the library, `tanh` is built in: a config that is applied takes either.
test.each(["gelu", "tanh"])("vanishing: the activation may be %s", async (act) => {
  const { end } = await learn("vanishing.nn", ["depth=3", "steps=2", `act=${act}`]);
  expect(end.loss).toBeGreaterThan(0);
});

test("vanishing: a network that gets its gradient learns, and one that does not guesses", async () => {
  const accuracy = async (...set: string[]) =>
    (await learn("vanishing.nn", ["steps=100", "validate_every=100", ...set])).end.metrics["accuracy"];
  expect(await accuracy()).toBeLessThan(0.65);
  expect(await accuracy("act=relu", "start=he_normal")).toBeGreaterThan(0.85);
});

test("exploding: the run says where the loss stopped being a number; clipped, it learns", async () => {
  await expect(learn("exploding.nn")).rejects.toThrow(/`loss` became (NaN|infinite) at step \d+/);
  const { end } = await learn("exploding.nn", ["clip=1.0"]);
  expect(end.metrics["mae"]).toBeLessThan(0.15);
});

test("regularize: each way narrows the gap between training and validation", async () => {
  const losses = async (...set: string[]) => {
    const { evals, end } = await learn("regularize.nn", set);
    return { final: end.metrics["plain_loss"]!, each: evals.map((e) => e.metrics["plain_loss"]!), run: end };
  };
  const { final, each, run } = await losses();
  // The validation loss falls, then rises and rises: learned by heart.
  expect(final).toBeGreaterThan(1.3 * Math.min(...each));
  for (const way of ["rate=0.8", "decay=1.0", "lasso=6e-3", "ridge=2e-2", "paste=true"])
    expect((await losses(way)).final, way).toBeLessThan(0.75 * final);
  const stopped = await losses("patience=3");
  expect(stopped.run.stopped).toBe("patience");
  expect(stopped.run.step).toBeLessThan(run.step);
  expect(stopped.final).toBe(Math.min(...stopped.each));
});

test("mixed: half precision changes the losses little, and pieces of a batch not at all", async () => {
  const losses = async (...set: string[]) => {
    const { steps } = await learn("mixed.nn", ["steps=15", "hidden=16", ...set]);
    return steps.map((s) => s.loss);
  };
  const whole = await losses("batch=32", "accumulate=1");
  const pieces = await losses("batch=8", "accumulate=4");
  const half = await losses("batch=8", "accumulate=4", "precision=f16");
  expect(whole[14]).toBeLessThan(0.9 * whole[0]!);
  whole.forEach((loss, i) => {
    expect(Math.abs(pieces[i]! - loss), `step ${i}`).toBeLessThan(1e-5);
    expect(Math.abs(half[i]! - loss), `step ${i}`).toBeLessThan(5e-3);
  });
  expect(half).not.toEqual(pieces);
});

test("finetune: only the adapter changes, and the mirrored digits are read", async () => {
  const { before, after, end } = await learn("finetune.nn:adapt", ["epochs=5"]);
  const changed = [...after].filter(([path, t]) => t.data.some((v, i) => v !== before.get(path)!.data[i]));
  expect(changed.map(([path]) => path).sort()).toEqual(["first.a", "first.b", "second.a", "second.b"]);
  expect([...after.keys()].filter((path) => path.startsWith("net."))).toHaveLength(4);
  expect(end.metrics["before"]).toBeLessThan(0.6);
  expect(end.metrics["accuracy"]).toBeGreaterThan(0.8);
});
