/**
 * A `train` block as plans alone: what a page needs to train it, evaluate it and ask it, without a compiler.
 */
import type { PackedPlan, PackedProgram } from "../../runtime/artifact/program.ts";
import type { Plan, Shader } from "../ir/plan.ts";
import { compilePlan } from "../pipeline.ts";
import type { Computation, TrainProgram } from "../program.ts";
import type { Target } from "../7-emit/target.ts";

export interface PackOptions {
  readonly target: Target;
  /** How many examples the parts of the data have; others can be evaluated too, but for scores that are no means. */
  readonly counts?: readonly number[];
}

export interface Packed {
  readonly program: PackedProgram;
  /** By what they compute: `step`, `evaluate`, `predict`, `init`. */
  readonly plans: Readonly<Record<string, Plan>>;
}

export function pack(train: TrainProgram, { target, counts = [] }: PackOptions): Packed {
  const shaders = new Shaders();
  const plans: Record<string, Plan> = {};
  const packed = (c: Computation, name?: string): PackedPlan => {
    const plan = compilePlan(c, target);
    if (name !== undefined) plans[name] = plan;
    return { ...plan, shaders: plan.shaders.map((s) => shaders.add(s)) };
  };
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
      weights: train.weights.map(({ path, kind, shape, slab, offset }) => ({
        path,
        kind,
        shape,
        slab,
        offset,
      })),
      slabs: train.slabs,
      scalarParams: train.scalarParams,
      metrics: train.metrics,
      init: packed(train.init, "init"),
      step,
      evaluate,
      ...(pooled ? { pooled: pooledPlans(pooled, batch, counts, packed) } : {}),
      ...(train.predict.outputs.length > 0 ? { predict: packed(train.predict, "predict") } : {}),
      shaders: shaders.list,
    },
  };
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
