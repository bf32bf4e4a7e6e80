/**
 * What `nn build` keeps of a `train` block, or of a model alone: its description and the plans of its computations, as JSON.
 * Equal shaders are there once.
 */
import type { Plan, Shader } from "../../compiler/ir/plan.ts";
import type { Computation, DataField, Slab, TrainProgram, TrainSettings } from "../../compiler/program.ts";
import type { WeightPlace } from "../weights.ts";
import { DeviceError } from "../errors.ts";

/** A plan whose shaders are entries of `PackedProgram.shaders`. */
export type PackedPlan = Omit<Plan, "shaders"> & { readonly shaders: readonly number[] };

export interface PackedProgram {
  readonly name: string;
  readonly data?: string;
  readonly fields: readonly DataField[];
  readonly settings: TrainSettings;
  readonly weights: readonly (WeightPlace & { readonly kind: "param" | "state" })[];
  readonly slabs: readonly Slab[];
  readonly scalarParams: readonly string[];
  readonly metrics: readonly string[];
  readonly shaders: readonly Shader[];
  /** The instances that start from weights which lie beside the module. */
  readonly from?: readonly { readonly path: string; readonly instance: string }[];
  /** Absent for a model alone, as `step` and `evaluate` are. */
  readonly init?: PackedPlan;
  readonly step?: PackedPlan;
  /** By the number of examples: the batch, 1, and what is left over of the parts of the data that was built with. */
  readonly evaluate?: Readonly<Record<string, PackedPlan>>;
  /** Scores that are formulas of sums: sums by the number of examples, formulas by that of all. */
  readonly pooled?: {
    readonly at: Readonly<Record<string, PackedPlan>>;
    readonly finish: Readonly<Record<string, PackedPlan>>;
  };
  readonly predict?: PackedPlan;
}

/**
 * A computation of which only its plan is left. The training loop hands computations to the backend and looks into none but
 * for the names of the step's outputs.
 */
export type Planned = Computation & { readonly plan: Plan };

export function planOf(computation: Computation): Plan {
  return (computation as Planned).plan;
}

/** The program as the training loop takes it. */
export function unpack(packed: PackedProgram): TrainProgram {
  const planned = (plan: PackedPlan | undefined): Computation | undefined => {
    if (!plan) return undefined;
    const whole: Plan = { ...plan, shaders: plan.shaders.map((i) => packed.shaders[i]!) };
    return { name: plan.name, outputs: plan.outputs, plan: whole } as unknown as Planned;
  };
  const at = (plans: Readonly<Record<string, PackedPlan>>, size: number, what: string): Computation => {
    const found = planned(plans[size]);
    if (found) return found;
    throw new DeviceError(
      packed.name,
      `${what} was built for ${Object.keys(plans).join(", ")} examples, not ${size}`,
    );
  };
  const { evaluate = {}, pooled, settings } = packed;
  const program = {
    from: [],
    ...packed,
    init: planned(packed.init),
    step: planned(packed.step),
    evaluate: planned(evaluate[settings.batch]),
    sizes: Object.keys(evaluate).map(Number),
    atBatch: (size: number) => ({ evaluate: at(evaluate, size, "the evaluation") }),
    pooled: pooled && {
      at: (size: number) => at(pooled.at, size, "the evaluation"),
      finish: (count: number) => at(pooled.finish, count, "the evaluation of all"),
    },
    predict: planned(packed.predict),
  };
  // Sources, and what only they explain, are not there.
  return program as unknown as TrainProgram;
}
