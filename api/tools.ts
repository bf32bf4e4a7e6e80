/**
 * What the runtime asks of the compiler, carried by every program that `compile` gives: so `nn-lang/runtime` holds no step of
 * the compiler, and a page that trains what was compiled elsewhere loads none.
 */
import { type DeviceLike, targetOf } from "../compiler/7-emit/target.ts";
import { interpreter } from "../compiler/interpret/backend.ts";
import { locateNotFinite } from "../compiler/interpret/not-finite.ts";
import type { Plan } from "../compiler/ir/plan.ts";
import { compilePlan } from "../compiler/pipeline.ts";
import type { Computation } from "../compiler/program.ts";
import type { Backend } from "../runtime/backend.ts";
import type { BrokenStep, Origin } from "../runtime/not-finite.ts";

export interface Tools {
  /** A computation for a device. Pure. */
  plan(computation: Computation, device: DeviceLike): Plan;
  /** Runs computations on the host, in single or double precision. */
  interpreter(precision?: "f32" | "f64"): Backend<Computation>;
  /** The first operation of a step that makes NaN or an infinity; a text where that cannot be found out. */
  locate(step: BrokenStep, precision?: "f32" | "f64"): Origin | string | undefined;
}

export const tools: Tools = {
  plan: (computation, device) => compilePlan(computation, targetOf(device)),
  interpreter: (precision = "f32") => interpreter({ precision }),
  locate: (step, precision = "f32") => locateNotFinite(step, { precision }),
};
