/**
 * A `train` block, or a model alone, as plans: what a page needs to train it, evaluate it and ask it, without a compiler.
 */
import type { PackedPlan, PackedProgram } from "../../runtime/artifact/program.ts";
import type { Plan, Shader } from "../ir/plan.ts";
import { compilePlan } from "../pipeline.ts";
import type { CallProgram, Computation, DataField, TrainProgram, Weight } from "../program.ts";
import type { Target } from "../7-emit/target.ts";

export interface PackOptions {
  readonly target: Target;
  /** How many examples the parts of the data have; others can be evaluated too, but for scores that are no means. */
  readonly counts?: readonly number[];
  /** The name of the file with the weights that `from` takes. */
  readonly from?: string;
}

export interface Packed {
  readonly program: PackedProgram;
  /** By what they compute: `step`, `evaluate`, `predict`, `init`. */
  readonly plans: Readonly<Record<string, Plan>>;
}

export function pack(train: TrainProgram, { target, counts = [], from }: PackOptions): Packed {
  const { plans, packed, shaders } = packing(target);
  const { batch } = train.settings;
  const step = packed(train.step, "step");
  const evaluate: Record<string, PackedPlan> = { [batch]: packed(train.evaluate, "evaluate") };
  const rests = counts.map((count) => count % batch).filter((rest) => rest > 0);
  if (train.fields.length > 0)
    for (const size of new Set([1, ...rests])) evaluate[size] ??= packed(train.atBatch(size).evaluate);
  const { pooled } = train;
  return {
    plans,
    program: {
      name: train.name,
      ...(train.data === undefined ? {} : { data: train.data }),
      fields: train.fields,
      settings: train.settings,
      ...(from === undefined ? {} : { from: train.from.map(({ instance }) => ({ path: from, instance })) }),
      weights: placesOf(train.weights),
      slabs: train.slabs,
      scalarParams: train.scalarParams,
      metrics: train.metrics,
      init: packed(train.init, "init"),
      step,
      evaluate,
      ...(pooled ? { pooled: pooledPlans(pooled, batch, counts, packed) } : {}),
      ...(train.predict.outputs.length > 0 ? { predict: packed(train.predict, "predict") } : {}),
      shaders,
    },
  };
}

/** What a model or function takes, without the axis of the examples, and how many examples its inputs have. */
export interface ModelInputs {
  readonly fields: readonly DataField[];
  readonly batch: number;
}

/** A model or function alone: `predict` is all that there is. */
export function packModel(program: CallProgram, { fields, batch }: ModelInputs, target: Target): Packed {
  const { plans, packed, shaders } = packing(target);
  const predict = packed(program.run, "predict");
  return {
    plans,
    program: {
      name: program.name,
      fields,
      settings: { steps: 1, batch, accumulate: 1, precision: "f32", seed: 0, shuffle: false },
      weights: placesOf(program.weights),
      slabs: program.slabs,
      scalarParams: [],
      metrics: [],
      predict,
      shaders,
    },
  };
}

function packing(target: Target) {
  const shaders = new Shaders();
  const plans: Record<string, Plan> = {};
  const packed = (c: Computation, name?: string): PackedPlan => {
    const plan = compilePlan(c, target);
    if (name !== undefined) plans[name] = plan;
    return { ...plan, shaders: plan.shaders.map((s) => shaders.add(s)) };
  };
  return { plans, packed, shaders: shaders.list };
}

function placesOf(weights: readonly Weight[]): PackedProgram["weights"] {
  return weights.map(({ path, kind, shape, slab, offset }) => ({ path, kind, shape, slab, offset }));
}

/** As the evaluation cuts the examples up: two or more in each batch, where there are two. */
function pooledPlans(
  pooled: NonNullable<TrainProgram["pooled"]>,
  trainBatch: number,
  counts: readonly number[],
  packed: (c: Computation) => PackedPlan,
): NonNullable<PackedProgram["pooled"]> {
  const batch = Math.max(2, trainBatch);
  const sizes = new Set([batch]);
  for (const count of counts) {
    const rest = count % batch;
    if (rest === 1 && count > batch) sizes.add(batch + 1);
    else if (rest > 1) sizes.add(rest);
  }
  const each = (values: Iterable<number>, of: (n: number) => Computation) =>
    Object.fromEntries([...values].map((n) => [n, packed(of(n))]));
  return {
    at: each(sizes, (n) => pooled.at(n)),
    finish: each(new Set(counts.filter((n) => n > 1)), (n) => pooled.finish(n)),
  };
}

/** Equal shaders once, in the order in which they came. */
class Shaders {
  readonly list: Shader[] = [];
  readonly #places = new Map<string, number>();

  add(shader: Shader): number {
    const key = `${shader.bindings.join()}\n${shader.wgsl}`;
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.list.length);
    return this.list.push(shader) - 1;
  }
}
