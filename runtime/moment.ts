/**
 * When in a training trained weights are looked at: what schedules, `step` and random draws depend on.
 */
import type { TrainProgram } from "../compiler/program.ts";
import type { HostScalars } from "./scalars.ts";

export interface Moment {
  /** Updates that the weights have seen; 0 by default. */
  readonly step?: number;
  /** Of the whole training; those of the settings by default, else `step`. */
  readonly totalSteps?: number;
  readonly epoch?: number;
  /** Of random draws; the program's by default. */
  readonly seed?: number;
}

/** The scalars that a program reads at that moment. */
export function hostAt({ settings }: TrainProgram, moment: Moment): HostScalars {
  const { step = 0, totalSteps = settings.steps ?? Math.max(1, step), epoch = 0 } = moment;
  return { seed: moment.seed ?? settings.seed, step, total_steps: totalSteps, epoch };
}
