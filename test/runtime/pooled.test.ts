/**
 * Scores of a whole validation set: the same numbers whatever the batch size, and those of one batch of all examples, for
 * means and for what is more than a mean.
 */
import { describe, expect, it } from "vitest";
import { interpreter } from "../../compiler/interpret/backend.ts";
import { Evaluator } from "../../runtime/evaluate.ts";
import { columnExamples } from "../../runtime/examples.ts";
import { fillSlabs } from "../../runtime/weights.ts";
import { initialWeights } from "../../runtime/train-setup.ts";
import { trainProgram } from "../lower/run.ts";
import { generator } from "../std/support.ts";

const COUNT = 13;
const random = generator(5);
for (let i = 0; i < 8; i++) random();
const columns = {
  x: { kind: "rows", data: Float32Array.from({ length: 3 * COUNT }, () => 4 * random() - 2), size: 3 },
  y: { kind: "rows", data: Int32Array.from({ length: COUNT }, () => Math.floor(4 * random())), size: 1 },
} as const;
const examples = columnExamples(
  columns,
  Int32Array.from({ length: COUNT }, (_, i) => i),
);

async function scores(body: string, batch: number) {
  const program = trainProgram(`
    data toks = generate(64) { x: [3] = normal([3])  y: i32 = i32(floor(4 * uniform([]))) }
    model net(x: [batch, 3]) -> [batch, 4] = x |> dense(4)
    train t on toks {
      steps = 1
      batch = ${batch}
      let n = net()
      let logits = n(x)
      let right = f32(argmax(logits) == y)
      ${body}
    }`);
  const backend = interpreter({ precision: "f64" });
  using slabs = backend.newSlabs();
  const weights = await initialWeights(program, 1, { interpreter: interpreter() });
  fillSlabs(slabs, program.slabs, program.weights, weights);
  using evaluator = new Evaluator(program, backend, slabs, batch);
  const found = await evaluator.scores(examples, { seed: 0, step: 0, total_steps: 1, epoch: 0 });
  return { pooled: program.pooled !== undefined, ...found };
}

const plain = "minimize cross_entropy(logits, y) with sgd(0.1)";
const masked = "minimize cross_entropy(logits, select(x[:, 0] > 0, y, -100)) with sgd(0.1)";

describe.each([
  ["a mean", `minimize mean(logits^2) with sgd(0.1)  metric m = mean(right)`, false],
  ["a mean, scaled and shifted", `minimize 3 * mean(logits^2) - 1 with sgd(0.1)`, false],
  [
    "the exponential of a mean",
    `let loss = mean(logits^2)  minimize loss with sgd(0.1)  metric m = exp(loss)`,
    true,
  ],
  ["a loss over some of the examples", masked, true],
  ["a root mean square", `${plain}  metric m = sqrt(mean((logits - 1)^2))`, true],
  [
    "a mean over classes",
    `${plain}
     let truth = one_hot(y, 4)
     metric m = mean(sum(truth * reshape(right, [batch, 1]), axis: 0) / (1 + sum(truth, axis: 0)))`,
    true,
  ],
  [
    "a quotient with a penalty",
    `let p = l2(n)  minimize cross_entropy(logits, y) + p with sgd(0.1)  metric m = exp(p)`,
    true,
  ],
] as const)("%s", (_, body, pooled) => {
  it("is that of one batch of all examples", async () => {
    const whole = await scores(body, COUNT);
    expect(whole.pooled).toBe(pooled);
    expect(whole.loss).not.toBeNaN();
    for (const batch of [1, 2, 3, 4, 5, 6, 12]) {
      const found = await scores(body, batch);
      expect(found.loss).toBeCloseTo(whole.loss, 10);
      for (const [name, value] of Object.entries(whole.metrics))
        expect(found.metrics[name], `${name} at ${batch}`).toBeCloseTo(value, 10);
    }
  });
});

it("leaves what examples of a batch do to each other to the batches", async () => {
  // Each example is compared with the mean of its batch, so there is no score of all of them.
  const found = await scores(
    `${plain.replace("cross_entropy(logits, y)", "mean(logits^2)")}  metric m = std(logits)`,
    4,
  );
  expect(found.pooled).toBe(false);
  const program = `minimize mean(reshape(logits, [2, batch / 2, 4])^2) with sgd(0.1)  metric m = exp(mean(logits))`;
  await expect(scores(program, 4)).rejects.toMatchObject({
    diagnostic: { code: expect.stringMatching(/^NN/) as string },
  });
});
