/**
 * One training step on the interpreter, with everything that happens in it kept: the batch, the predictions, the loss, and
 * for each weight its value, its gradient and its new value.
 */
import { HostSlabs, interpreter } from "../../compiler/interpret/backend.ts";
import { interpret } from "../../compiler/interpret/graph.ts";
import { type Node, sizeOf } from "../../compiler/ir/graph.ts";
import type { Precision, Tensor } from "../../compiler/ops/def.ts";
import { tensorOf } from "../../compiler/ops/tensor.ts";
import type { Computation, TrainProgram } from "../../compiler/program.ts";
import type { TrainData } from "../../runtime/examples.ts";
import { BatchOrder, type InitialOptions, initialWeights, schedule } from "../../runtime/train-setup.ts";
import { fillSlabs } from "../../runtime/weights.ts";

/** The values of a field or a prediction for the examples of the batch, one after the other. */
export interface Series {
  readonly name: string;
  /** Of one example. */
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

type Floats = Float32Array | Float64Array;

export interface WeightStep {
  readonly path: string;
  readonly shape: readonly number[];
  readonly before: Floats;
  /** Absent where no `minimize` of this step reaches the weight. */
  readonly gradient?: ArrayLike<number>;
  readonly after: Floats;
}

export interface OneStep {
  /** Examples in the batch; 0 without data. */
  readonly batch: number;
  readonly fields: readonly Series[];
  readonly predictions: readonly Series[];
  readonly losses: readonly { readonly name: string; readonly before: number; readonly after: number }[];
  readonly lr?: number;
  readonly weights: readonly WeightStep[];
}

export async function oneStep(
  train: TrainProgram,
  data: TrainData | undefined,
  options: Pick<InitialOptions, "init" | "readWeights"> & { readonly precision?: Precision },
): Promise<OneStep> {
  const { precision = "f32" } = options;
  const { settings } = train;
  const oracle = interpreter();
  const initial = await initialWeights(train, settings.seed, {
    interpreter: oracle,
    ...(data ? { data } : {}),
    ...options,
  });
  const slabs = new HostSlabs(precision);
  fillSlabs(slabs, train.slabs, train.weights, initial);

  const batch = data === undefined ? 0 : settings.batch * settings.accumulate;
  const indices =
    data && new BatchOrder(data.train.count, batch, settings.seed, settings.shuffle).next().slice();
  const { steps } = schedule(settings, batch, data?.train);
  const host: Readonly<Record<string, number>> = {
    seed: settings.seed,
    step: 0,
    total_steps: steps,
    epoch: 0,
  };
  const fields = train.fields.map((f): Series => {
    const values = new (f.type.dtype === "f32" ? Float32Array : Int32Array)(batch * sizeOf(f.type.shape));
    data?.train.fill(f.name, indices!, values);
    return { name: f.name, shape: f.type.shape, values };
  });
  const bind = (input: Node<"input">): Tensor => {
    const { name, at } = input.attrs;
    if (at !== undefined) {
      const size = sizeOf(input.type.shape);
      return tensorOf(input.type, slabs.data(at.slab).subarray(at.offset, at.offset + size), precision);
    }
    const field = fields.find((f) => f.name === name);
    return tensorOf(input.type, field?.values ?? [host[name] ?? 0], precision);
  };
  const valuesOf = (nodes: readonly Node[]) => interpret(nodes, bind, precision);

  const { step } = train;
  const losses = step.outputs.filter((o) => /^loss(_\d+)?$/.test(o.name));
  const predictions = data === undefined ? [] : predicted(train.predict, settings.batch, valuesOf);
  const found = valuesOf([
    ...losses.map((o) => o.node),
    ...step.gradients.map((g) => g.node),
    ...step.updates.map((u) => u.value),
    ...step.reported.map((r) => r.node),
  ]);
  const [before, gradients, updates, reported] = split(
    found,
    losses.length,
    step.gradients.length,
    step.updates.length,
  );
  const params = train.weights.filter((w) => w.kind === "param");
  const read = () => params.map((w) => slabs.data(w.slab).slice(w.offset, w.offset + sizeOf(w.shape)));
  const old = read();
  // All updates take the values from before the step, so they are written only now.
  step.updates.forEach((u, i) =>
    slabs.data(u.target.attrs.at!.slab).set(updates[i]!.data, u.target.attrs.at!.offset),
  );
  const fresh = read();
  const after = valuesOf(losses.map((o) => o.node));
  const lr = step.reported.findIndex((r) => r.name === "lr");
  return {
    batch,
    fields,
    predictions,
    losses: losses.map((o, i) => ({ name: o.name, before: before[i]!.data[0]!, after: after[i]!.data[0]! })),
    ...(lr < 0 ? {} : { lr: reported[lr]!.data[0]! }),
    weights: params.map(({ path, shape }, i) => {
      const g = step.gradients.findIndex((x) => x.path === path);
      return {
        path,
        shape,
        before: old[i]!,
        after: fresh[i]!,
        ...(g < 0 ? {} : { gradient: gradients[g]!.data }),
      };
    }),
  };
}

function predicted(
  predict: Computation,
  batch: number,
  valuesOf: (nodes: readonly Node[]) => Tensor[],
): Series[] {
  const values = valuesOf(predict.outputs.map((o) => o.node));
  return predict.outputs.flatMap(({ name }, i) => {
    const { type, data } = values[i]!;
    return type.shape[0] === batch ? [{ name, shape: type.shape.slice(1), values: data }] : [];
  });
}

function split(
  all: readonly Tensor[],
  ...counts: readonly number[]
): [Tensor[], Tensor[], Tensor[], Tensor[]] {
  const cuts: Tensor[][] = [];
  let from = 0;
  for (const count of [...counts, all.length]) {
    cuts.push(all.slice(from, from + count));
    from += count;
  }
  return cuts as [Tensor[], Tensor[], Tensor[], Tensor[]];
}
