/**
 * `precision = f16` on devices: training where there is `shader-f16`, a clear error where there is none.
 */
import { describe, expect, it } from "vitest";
import { targetOf } from "../../compiler/7-emit/target.ts";
import { interpreter } from "../../compiler/interpret/backend.ts";
import { compilePlan } from "../../compiler/pipeline.ts";
import type { Computation } from "../../compiler/program.ts";
import { type Backend, compiled } from "../../runtime/backend.ts";
import { columnExamples, type TrainData } from "../../runtime/examples.ts";
import { webgpu } from "../../runtime/executor.ts";
import { train } from "../../runtime/train.ts";
import { trainProgram } from "../lower/run.ts";
import { generator } from "../std/support.ts";
import { adapters } from "./devices.ts";

const STEPS = 30;
const COUNT = 64;

const program = (precision: string, lr: number) =>
  trainProgram(`
    data sums = generate(${COUNT}) { x: [6] = normal([6])  y: [1] = [sum(x)] }
    model net(x: [batch, 6]) -> [batch, 1] = x |> dense(16) |> tanh |> dense(1)
    train t on sums {
      steps = ${STEPS}
      batch = 16
      precision = ${precision}
      let n = net()
      minimize mse(n(x), y) with adam(lr: ${lr})
    }`);

const random = generator(3);
const xs = Float32Array.from({ length: 6 * COUNT }, () => 2 * random() - 1);

/** `size` scales what is to be predicted. */
function data(size: number): TrainData {
  const ys = Float32Array.from(
    { length: COUNT },
    (_, i) => size * xs.subarray(6 * i, 6 * i + 6).reduce((a, b) => a + b),
  );
  const columns = {
    x: { kind: "rows", data: xs, size: 6 },
    y: { kind: "rows", data: ys, size: 1 },
  } as const;
  return {
    name: "sums",
    train: columnExamples(
      columns,
      Int32Array.from({ length: COUNT }, (_, i) => i),
    ),
  };
}

async function losses(
  backend: Backend<Computation>,
  precision: string,
  size = 1,
  lr = 0.02,
): Promise<number[]> {
  const found: number[] = [];
  for await (const event of train(program(precision, lr), {
    backend,
    interpreter: interpreter(),
    data: data(size),
  }))
    if (event.type === "step") found.push(event.loss);
  return found;
}

describe.each(adapters)("on $name", ({ open }) => {
  it("trains as in single precision, or says what the device lacks", async () => {
    using device = await open();
    const backend = compiled(webgpu(device), (c: Computation) => compilePlan(c, targetOf(device)));
    if (!device.features.f16) {
      await expect(losses(backend, "f16")).rejects.toMatchObject({
        diagnostic: { code: "NN0603", title: expect.stringContaining("`shader-f16`") as string },
      });
      return;
    }
    const [half, full] = [await losses(backend, "f16"), await losses(interpreter(), "f32")];
    expect(half.at(-1)!).toBeLessThan(half[0]! / 3);
    half.forEach((loss, i) => expect(Math.abs(loss - full[i]!)).toBeLessThan(0.01 * full[0]!));
  });
});

describe("on the interpreter", () => {
  it("takes no step that overflows, and goes on with a smaller scale", async () => {
    // Gradients of some 10^4 times the first scale of 65536 are beyond f16: a dozen steps pass before they are not.
    const found = await losses(interpreter(), "f16", 1000);
    // As long as steps are left out, the weights are those that never move.
    const still = await losses(interpreter(), "f16", 1000, 0);
    expect(found.every(Number.isFinite)).toBe(true);
    const moved = found.findIndex((loss, i) => loss !== still[i]);
    expect(moved).toBeGreaterThan(5);
    expect(moved).toBeLessThan(STEPS - 5);
  });
});
