/** Training programs written by hand as graphs, for tests of the loop that do not need the front end. */
import { Builder } from "../../compiler/ops/builder.ts";
import type { Node } from "../../compiler/ir/graph.ts";
import type { Computation, TrainProgram, TrainSettings } from "../../compiler/program.ts";
import { columnExamples } from "../../runtime/examples.ts";
import type { TrainData } from "../../runtime/examples.ts";

const span = { file: "test.nn", start: 0, end: 0 };

const defaults: TrainSettings = { batch: 4, accumulate: 1, precision: "f32", seed: 1, shuffle: true };

function computation(name: string, b: Builder, parts: Partial<Computation>): Computation {
  return { name, graph: b.graph, outputs: [], updates: [], reported: [], gradients: [], ...parts };
}

/** `param w = 4.0  minimize w^2 with sgd(lr: 0.3)` */
export function descendProgram(settings: Partial<TrainSettings> = {}): TrainProgram {
  const weight = (b: Builder) =>
    b.input({
      name: "w",
      role: "weight",
      dtype: "f32",
      shape: [],
      at: { slab: "params", offset: 0 },
    }) as Node<"input">;
  const step = () => {
    const b = new Builder();
    const w = weight(b);
    const lr = b.const(0.3);
    const value = b.sub(w, b.mul(lr, b.scalar("mul", w, 2)));
    return computation("step", b, {
      outputs: [{ name: "loss", node: b.mul(w, w) }],
      updates: [{ target: w, value }],
      reported: [{ name: "lr", node: lr }],
    });
  };
  const evaluate = () => {
    const b = new Builder();
    return computation("evaluate", b, { outputs: [{ name: "loss", node: b.mul(weight(b), weight(b)) }] });
  };
  const init = () => {
    const b = new Builder();
    return computation("init", b, { outputs: [{ name: "w", node: b.const(4) }] });
  };
  return {
    name: "descend",
    span,
    fields: [],
    settings: { ...defaults, steps: 10, batch: 1, ...settings },
    weights: [{ path: "w", kind: "param", shape: [], slab: "params", offset: 0, span }],
    slabs: [{ name: "params", size: 64, fill: 0 }],
    scalarParams: ["w"],
    from: [],
    init: init(),
    step: step(),
    evaluate: evaluate(),
    predict: evaluate(),
    atBatch: () => ({ step: step(), rated: step(), evaluate: evaluate(), predict: evaluate() }),
    metrics: [],
    instances: [],
  };
}

/**
 * One weight: guess = w * x, loss = mean((guess - y)²), metric mae. The initial w is the mean of the column `line.x`, so
 * that initial values depend on data. `blowUp` makes the loss grow without bound.
 */
export function lineProgram(settings: Partial<TrainSettings> = {}, count = 20, lr = 0.05): TrainProgram {
  const weight = (b: Builder) =>
    b.input({
      name: "net.w",
      role: "weight",
      dtype: "f32",
      shape: [1],
      at: { slab: "params", offset: 64 },
    }) as Node<"input">;
  const forward = (b: Builder, batch: number) => {
    const x = b.input({ name: "x", role: "batch", dtype: "f32", shape: [batch, 1] });
    const y = b.input({ name: "y", role: "batch", dtype: "f32", shape: [batch, 1] });
    const off = b.sub(b.mul(weight(b), x), y);
    return { x, off, loss: b.mean(b.mul(off, off)), mae: b.mean(b.unary("abs", off)) };
  };
  const step = (batch: number) => {
    const b = new Builder();
    const { x, off, loss, mae } = forward(b, batch);
    const gradient = b.reshape(b.scalar("mul", b.mean(b.mul(off, x)), 2), [1]);
    const rate = b.div(
      b.const(lr),
      b.add(
        b.const(1),
        b.scalar("mul", b.input({ name: "step", role: "scalar", dtype: "f32", shape: [] }), 0.01),
      ),
    );
    return computation("step", b, {
      outputs: [
        { name: "loss", node: loss },
        { name: "mae", node: mae },
      ],
      updates: [{ target: weight(b), value: b.sub(weight(b), b.mul(rate, gradient)) }],
      reported: [{ name: "lr", node: rate }],
    });
  };
  const evaluate = (batch: number) => {
    const b = new Builder();
    const { loss, mae } = forward(b, batch);
    return computation("evaluate", b, {
      outputs: [
        { name: "loss", node: loss },
        { name: "mae", node: mae },
      ],
    });
  };
  const b = new Builder();
  const column = b.input({ name: "line.x", role: "argument", dtype: "f32", shape: [count, 1] });
  const all = { ...defaults, epochs: 5, ...settings };
  return {
    name: "fit",
    span,
    data: "line",
    fields: [
      { name: "x", type: { dtype: "f32", shape: [1] } },
      { name: "y", type: { dtype: "f32", shape: [1] } },
    ],
    settings: all,
    weights: [{ path: "net.w", kind: "param", shape: [1], slab: "params", offset: 64, span }],
    slabs: [{ name: "params", size: 128, fill: 0 }],
    scalarParams: [],
    from: [],
    init: computation("init", b, { outputs: [{ name: "net.w", node: b.reshape(b.mean(column), [1]) }] }),
    step: step(all.batch * all.accumulate),
    evaluate: evaluate(all.batch),
    predict: evaluate(all.batch),
    atBatch: (batch) => ({
      step: step(batch),
      rated: step(batch),
      evaluate: evaluate(batch),
      predict: evaluate(batch),
    }),
    metrics: ["mae"],
    instances: [],
  };
}

/** y = 3x on x in [0, 1), in parts; in the validation data y = slope * x. */
export function lineData(train = 20, validation = 6, test = 0, slope = 3): TrainData {
  const count = train + validation + test;
  const x = Float32Array.from({ length: count }, (_, i) => ((i * 7) % count) / count);
  const columns = {
    x: { kind: "rows", data: x, size: 1 },
    y: {
      kind: "rows",
      data: x.map((v, i) => (i >= train && i < train + validation ? slope : 3) * v),
      size: 1,
    },
  } as const;
  const part = (from: number, size: number) =>
    columnExamples(
      columns,
      Int32Array.from({ length: size }, (_, i) => from + i),
    );
  return {
    name: "line",
    train: part(0, train),
    ...(validation > 0 ? { validation: part(train, validation) } : {}),
    ...(test > 0 ? { test: part(train + validation, test) } : {}),
  };
}
