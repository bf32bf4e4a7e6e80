/**
 * Where a NaN comes from: the step, the operation, the place in the source.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openBackend } from "../../cli/shared/device.ts";
import { loadTrain } from "../../cli/shared/load.ts";
import { type Diagnostic, DiagnosticError } from "../../compiler/diagnostics.ts";
import { interpreter } from "../../compiler/interpret/backend.ts";
import { locateNotFinite } from "../../compiler/interpret/not-finite.ts";
import { CHECKPOINT } from "../../runtime/checkpoint.ts";
import { readSafetensors } from "../../runtime/data/safetensors.ts";
import type { TrainEvent } from "../../runtime/events.ts";
import { runFolder } from "../../runtime/node/run-folder.ts";
import { train as startTraining, type TrainOptions } from "../../runtime/train.ts";

const root = mkdtempSync(join(tmpdir(), "nn-not-finite-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Stopped {
  readonly title: string;
  /** The text that the label underlines, and what it says. */
  readonly at: string | undefined;
  readonly says: string | undefined;
  readonly notes: readonly string[];
  readonly steps: number;
}

let files = 0;
async function stopped(
  text: string,
  device: "cpu" | "webgpu" = "cpu",
  options: Partial<TrainOptions> = {},
): Promise<Stopped> {
  const file = join(root, `${files++}.nn`);
  writeFileSync(file, text);
  const { train, data, dataProgram } = loadTrain(file, {}, {}, true);
  using opened = await openBackend(device);
  const run = startTraining(train, {
    backend: opened.backend,
    interpreter: interpreter(),
    ...(dataProgram ? { data: data.load(dataProgram) } : {}),
    locate: (step) => locateNotFinite(step),
    ...options,
  });
  const events: TrainEvent[] = [];
  let found: Diagnostic | undefined;
  try {
    for await (const event of run) events.push(event);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    found = error.diagnostic;
  }
  expect(found?.code, "the run stops").toBe("NN0604");
  const [label] = found!.labels;
  return {
    title: found!.title,
    at: label && text.slice(label.span.start, label.span.end),
    says: label?.text,
    notes: found!.notes,
    steps: events.filter((e) => e.type === "step").length,
  };
}

const DATA = "data d = generate(8) {\n  x: [3] = f32(index) * [1.0, 0.5, 2.0]\n}\n";

test.each(["cpu", "webgpu"] as const)("an overflow in the forward pass, on %s", async (device) => {
  const found = await stopped(
    "train t {\n  steps = 50\n  param w = 1.0\n  minimize w^4 with sgd(lr: 10)\n}\n",
    device,
  );
  expect(found).toMatchObject({
    title: "`loss` became infinite at step 3",
    at: "w^4",
    says: expect.stringMatching(/^`-5\.343e20 \* -5\.343e20` is ∞, beyond what f32 holds \(3\.4e38\)$/),
    steps: 3,
  });
});

test("the logarithm of a 0 in the data, with the element", async () => {
  const found = await stopped(
    `${DATA}train t on d {\n  steps = 4\n  batch = 8\n  shuffle = false\n  param w: [3] = 1\n` +
      "  minimize mean(w * log(x)) with sgd(lr: 0.1)\n}\n",
  );
  expect(found).toMatchObject({ title: "`loss` became infinite at step 0", at: "log(x)" });
  expect(found.says).toBe("`log(0)` is -∞, element [0, 0] of [8, 3]");
});

test("data that is no number itself", async () => {
  const found = await stopped(
    "data d = generate(8) {\n  x: [1] = [log(f32(index) - 2.0)]\n}\n" +
      "train t on d {\n  steps = 4\n  batch = 8\n  shuffle = false\n  param w = 1.0\n  minimize mean(w * x) with sgd(lr: 0.1)\n}\n",
  );
  expect(found.title).toBe("`loss` became NaN at step 0");
  expect([found.says, ...found.notes].join()).toContain(
    "`x` of the data is NaN in example [0, 0] of the batch",
  );
});

test("a gradient: the loss is still finite, and the step before is to blame", async () => {
  const found = await stopped(
    "train t {\n  steps = 50\n  param w: [2] = [0.0, 4.0]\n  minimize sum(w^0.5) with sgd(lr: 0.1)\n}\n",
  );
  expect(found.title).toBe("`loss` became NaN at step 1");
  expect(found.at).toBe("w^0.5");
  expect(found.says).toMatch(/^in the gradient of this: `0 \^ -0\.5` is ∞, element \[0\] of \[2\]$/);
  expect(found.notes[0]).toBe("`w` became infinite in step 0, and the loss with it");
});

/** The scores of small values are masked; `row` is what a softmax is taken of. */
const masked = (row: string) =>
  `${DATA}train t on d {\n  steps = 9\n  batch = 8\n  param w: [3, 3] = 1\n` +
  `  let scores = select(x > 3.0, x @ w, -inf)\n  let p = softmax(${row})\n` +
  "  minimize 0.0 - sum(p[:, 0]) * exp(30.0 * sum(w)) with sgd(lr: 1.0)\n}\n";

test("masks of -∞ are meant; what overflows behind them is not", async () => {
  const found = await stopped(masked("concat([scores, x], axis: 1)"));
  expect(found.at).toBe("exp(30.0 * sum(w))");
  expect(found.says).toMatch(/^`exp\(270\)` is ∞, beyond what f32 holds/);
});

test("a row that is masked altogether has no softmax", async () => {
  const found = await stopped(masked("scores"));
  expect(found).toMatchObject({ title: "`loss` became NaN at step 0", at: "softmax(scores)" });
  expect(found.says).toMatch(/^`-∞ - -∞` is NaN, element \[\d, 0\] of \[8, 3\]$/);
});

test("inside a loop", async () => {
  const found = await stopped(
    "train t {\n  steps = 9\n  param w = 3.0\n" +
      "  let out = scan (h = w) over (k = ones([12])) axis 0 {\n    let grown = h * h * k\n    return { h: grown, last: grown }\n  }\n" +
      "  minimize out.h with sgd(lr: 0.1)\n}\n",
  );
  expect(found.title).toBe("`loss` became infinite at step 0");
  expect(found.at).toBe("h * h");
});

test("a weight that the loss does not show is found where weights are kept, and its step by halving", async () => {
  const text =
    "optimizer wild()(p, g) {\n  set p = p * 1e19 + 0.0 * g\n}\n" +
    "train t {\n  steps = 30\n  validate_every = 30\n  param w = 1.0\n  minimize tanh(w) with wild()\n}\n";
  const found = await stopped(text, "cpu", { watchEvery: 0 });
  expect(found).toMatchObject({ title: "`w` became infinite in step 2", at: "p * 1e19", steps: 30 });
  expect(found.says).toBe("in the update: `1e38 * 1e19` is ∞, beyond what f32 holds (3.4e38), in `w`");
  // Watched, it is noticed at the next look.
  const watched = await stopped(text, "cpu", { watchEvery: 5 });
  expect(watched).toMatchObject({ title: "`w` became infinite in step 2", at: "p * 1e19", steps: 5 });
});

test("the search goes back to a checkpoint, or to the start, and no checkpoint is kept that is broken", async () => {
  const text =
    "data d = generate(40) {\n  x: [2] = normal([2])\n  y: [1] = x[:1] * 2.0\n}\n" +
    "model m(x: [batch, 2]) -> [batch, 1] = x |> dense(4) |> tanh |> dropout(0.3) |> dense(1)\n" +
    "train t on d {\n  steps = 60\n  batch = 8\n  let net = m()\n" +
    "  minimize mse(net(x), y) with sgd(lr: select(step < 30.0, 1e-2, 1e30))\n}\n";
  const folder = join(root, "run");
  const fromStart = await stopped(text);
  const fromCheckpoint = await stopped(text, "cpu", { out: runFolder(folder), checkpointEvery: 0 });
  const { notes: _, ...found } = fromStart;
  expect(fromCheckpoint).toMatchObject(found);
  expect(found.title).toMatch(/^`loss` became (infinite|NaN) at step 31$/);
  expect(found.at).toBeDefined();
  const file = readFileSync(join(folder, CHECKPOINT));
  const tensors = readSafetensors(file, CHECKPOINT);
  expect([...(tensors.get("slab:params")!.data as Float32Array)].every(Number.isFinite)).toBe(true);
});

test("what the host does not see is not made up", async () => {
  const found = await stopped(
    "train t {\n  steps = 9\n  param w = 1.0\n  minimize w^4 with sgd(lr: 10)\n}\n",
    "cpu",
    {
      locate: () => undefined,
    },
  );
  expect(found.at).toBeUndefined();
  expect(found.notes[0]).toMatch(
    /^computed again on the host, one operation at a time, all of step 3 is finite/,
  );
});

test("a step too long for the host says so", async () => {
  const found = await stopped(
    "train t {\n  steps = 9\n  param w = 1.0\n  minimize w^4 with sgd(lr: 10)\n}\n",
    "cpu",
    {
      locate: (step) => locateNotFinite(step, { limit: -1 }),
    },
  );
  expect(found.at).toBeUndefined();
  expect(found.notes[0]).toMatch(
    /^the operation that it came from was not found: .* of \d+ operations were computed/,
  );
});
