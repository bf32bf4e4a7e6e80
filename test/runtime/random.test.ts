/**
 * Random draws are functions of (seed, step, call site, element): the interpreter and every device draw the same bits, and the
 * same run draws them again.
 */
import { describe, expect, it } from "vitest";
import { targetOf } from "../../compiler/7-emit/target.ts";
import { interpreter } from "../../compiler/interpret/backend.ts";
import { compilePlan } from "../../compiler/pipeline.ts";
import type { Computation } from "../../compiler/program.ts";
import { type Backend, compiled } from "../../runtime/backend.ts";
import { webgpu } from "../../runtime/executor.ts";
import { train } from "../../runtime/train.ts";
import { trainProgram } from "../lower/run.ts";
import { adapters } from "./devices.ts";

// Masks are whole numbers, and the thirds of a uniform draw are too: sums of them are exact everywhere.
const program = trainProgram(`
  train t {
    steps = 4
    param w: [30, 20] = glorot()
    let ones_ = ones([50, 40])
    let dropped = sum(ones_ |> dropout(0.5))
    let thirds = sum(floor(3 * uniform([70])) * (1 + f32(arange(70))))
    let coins = sum(bernoulli([90], p: 0.3))
    let image = reshape(f32(arange(32)), [2, 4, 4, 1])
    let moved = sum((image |> random_shift(by: 1) |> random_flip) * image)
    minimize dropped + 10 * thirds + 100 * coins + moved + 0 * sum(w) with sgd(lr: 0)
  }`);

async function run(backend: Backend<Computation>, seed: number) {
  const losses: number[] = [];
  const training = train(program, { backend, interpreter: interpreter(), seed });
  for await (const event of training) if (event.type === "step") losses.push(event.loss);
  return { losses, weights: [...(await training.last()).get("w")!.data] };
}

describe.each(adapters)("on $name", ({ open }) => {
  it("draws what the interpreter draws", async () => {
    using device = await open();
    const backend = compiled(webgpu(device), (c: Computation) => compilePlan(c, targetOf(device)));
    expect(await run(backend, 7)).toEqual(await run(interpreter(), 7));
  });
});

it("draws anew each step, the same in each run, others for another seed", async () => {
  const first = await run(interpreter(), 7);
  expect(new Set(first.losses).size).toBe(4);
  expect(await run(interpreter(), 7)).toEqual(first);
  const other = await run(interpreter(), 8);
  expect(other.losses).not.toEqual(first.losses);
  expect(other.weights).not.toEqual(first.weights);
});
