/**
 * Whole models with given weights against PyTorch in double precision: the loss, the gradient of every weight, the losses of
 * twenty steps and the state afterwards, to 1e-9. Then the same steps of some of them as compiled shaders, against the f64
 * interpreter.
 */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBackend, type OpenedBackend } from "../../cli/shared/device.ts";
import { sizeOf } from "../../compiler/ir/graph.ts";
import type { Tensor } from "../../compiler/ops/def.ts";
import type { TrainProgram } from "../../compiler/program.ts";
import { columnExamples, type TrainData } from "../../runtime/examples.ts";
import { train } from "../../runtime/train.ts";
import { interpreter } from "../../compiler/interpret/backend.ts";
import { Trainer, trainProgram } from "../lower/run.ts";
import { type Array_, close, generator, host, python, randomArray } from "../std/support.ts";

const STEPS = 20;
/** Different batches, used by turns. */
const BATCHES = 4;
const names = ["mlp", "lenet", "resnet", "transformer", "lstm", "gru", "vae"] as const;
/** Values of integer fields are below this. */
const CLASSES: Readonly<Record<string, number>> = { mlp: 7, lenet: 5, resnet: 4, transformer: 11, lstm: 4 };

interface Model {
  readonly program: TrainProgram;
  readonly weights: Readonly<Record<string, Array_>>;
  readonly batches: readonly Readonly<Record<string, Array_>>[];
}

function here(file: string): string {
  return readFileSync(new URL(file, import.meta.url), "utf8");
}

function model(name: string): Model {
  const program = trainProgram(here(`${name}.nn`));
  const weights = Object.fromEntries(
    program.weights.map((w, i): [string, Array_] => {
      const values = randomArray(w.shape, 50 + i, 0.6);
      // Gains are around 1; the state of batch norm starts as a fresh run has it.
      if (w.path.endsWith(".gain")) return [w.path, { ...values, data: values.data.map((v) => 1 + v / 2) }];
      if (w.kind === "state")
        return [w.path, { ...values, data: values.data.map(() => (w.path.endsWith("var") ? 1 : 0)) }];
      return [w.path, values];
    }),
  );
  const { batch } = program.settings;
  const batches = Array.from({ length: BATCHES }, (_, k) =>
    Object.fromEntries(
      program.fields.map(({ name: field, type }, i): [string, Array_] => {
        const shape = [batch, ...type.shape];
        if (type.dtype === "f32") return [field, randomArray(shape, 10 * k + i, 1)];
        const random = generator(10 * k + i + 1);
        random();
        const data = Array.from({ length: sizeOf(shape) }, () => Math.floor(random() * CLASSES[name]!));
        return [field, { shape, data, dtype: "i32" }];
      }),
    ),
  );
  return { program, weights, batches };
}

function tensors(batch: Readonly<Record<string, Array_>>): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(batch).map(([k, v]) => [k, host(v)]));
}

interface Trace {
  readonly losses: number[];
  readonly gradients: Record<string, number[]>;
  readonly state: Record<string, number[]>;
}

/** Twenty steps on the interpreter in double precision. */
function interpreted({ program, weights, batches }: Model): Trace {
  const trainer = new Trainer(program);
  for (const w of program.weights) trainer.slabs.get(w.slab)!.set(weights[w.path]!.data, w.offset);
  const losses: number[] = [];
  const gradients: Record<string, number[]> = {};
  for (let i = 0; i < STEPS; i++) {
    const out = trainer.step(tensors(batches[i % BATCHES]!));
    losses.push(out["loss"]![0]!);
    if (i === 0) for (const g of program.step.gradients) gradients[g.path] = out[`d ${g.path}`]!;
  }
  const state = program.weights
    .filter((w) => w.kind === "state")
    .map((w) => [w.path, trainer.weight(w.path)]);
  return { losses, gradients, state: Object.fromEntries(state) };
}

const models = Object.fromEntries(names.map((name) => [name, model(name)]));
const traces = new Map<string, Trace>();
function traceOf(name: string): Trace {
  const made = traces.get(name) ?? interpreted(models[name]!);
  traces.set(name, made);
  return made;
}

describe("as PyTorch has it, in double precision", () => {
  let wanted: Record<string, Trace> | undefined;
  beforeAll(() => {
    const asked = Object.entries(models).map(([name, { weights, batches }]) => [
      name,
      { weights, batches, steps: STEPS },
    ]);
    wanted = python(here("reference.py"), Object.fromEntries(asked)) as typeof wanted;
  });

  it.for(names)("%s", (name, t) => {
    const got = traceOf(name);
    if (!wanted) return t.skip("no PyTorch");
    const reference = wanted[name]!;
    expect(Object.keys(got.gradients).sort()).toEqual(Object.keys(reference.gradients).sort());
    for (const [path, gradient] of Object.entries(got.gradients))
      close(gradient, reference.gradients[path]!, 1e-9, `gradient of ${path}`);
    close(got.losses, reference.losses, 1e-9, "losses");
    for (const [path, values] of Object.entries(got.state)) close(values, reference.state[path]!, 1e-9, path);
  });
});

describe("as compiled shaders", () => {
  let opened: OpenedBackend;
  beforeAll(async () => {
    opened = await openBackend("webgpu");
  });
  afterAll(() => opened?.[Symbol.dispose]());

  /** The batches one after the other, in the order of the steps. */
  function dataOf({ program, batches }: Model): TrainData {
    const columns = Object.fromEntries(
      program.fields.map(({ name, type }) => {
        const values = batches.flatMap((b) => [...b[name]!.data]);
        const data = type.dtype === "f32" ? Float32Array.from(values) : Int32Array.from(values);
        return [name, { kind: "rows", data, size: sizeOf(type.shape) } as const];
      }),
    );
    const rows = Int32Array.from({ length: BATCHES * program.settings.batch }, (_, i) => i);
    return { name: program.data!, train: columnExamples(columns, rows) };
  }

  // The others have nothing that the examples, which are compared gradient by gradient, have not.
  it.each(["resnet", "transformer", "gru", "vae"])("%s", async (name) => {
    const made = models[name]!;
    const losses: number[] = [];
    const weights = Object.entries(made.weights).map(
      ([path, { shape, data }]) => [path, { dtype: "f32", shape, data: Float32Array.from(data) }] as const,
    );
    for await (const event of train(
      { ...made.program, settings: { ...made.program.settings, shuffle: false } },
      {
        backend: opened.backend,
        interpreter: interpreter(),
        data: dataOf(made),
        init: { file: "given", tensors: new Map(weights) },
      },
    ))
      if (event.type === "step") losses.push(event.loss);
    close(losses, traceOf(name).losses, 1e-4, "losses");
  });
});
