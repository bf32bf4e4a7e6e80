/**
 * A plan's loops, unrolled for the command encoder: every dispatch as often as it runs, with the offsets at which it finds
 * the numbers of its rounds.
 */
import { eachDispatch, type Plan, timesOf } from "../compiler/ir/plan.ts";

/** What dynamic offsets of uniforms are multiples of on every device. */
const ROUND_BYTES = 256;

/** What a buffer of kind `step` holds: the number i at byte i · ROUND_BYTES. */
export function roundNumbers(bytes: number): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(bytes / 4);
  for (let i = 0; i < bytes / ROUND_BYTES; i++) words[(i * ROUND_BYTES) / 4] = i;
  return words;
}

export interface Run<T> {
  /** Of `plan.dispatches`. */
  readonly dispatch: number;
  readonly step: T;
  /** Dynamic offsets, where the dispatch reads rounds. */
  readonly rounds?: readonly number[];
}

/** `steps` are those of `plan.dispatches`. */
export function runsOf<T>(plan: Plan, steps: readonly T[]): Run<T>[] {
  const runs: Run<T>[] = [];
  eachDispatch(plan, (i, rounds) => {
    const offsets = plan.dispatches[i]!.steps.map((depth) => ROUND_BYTES * rounds[depth]!);
    runs.push({ dispatch: i, step: steps[i]!, ...(offsets.length > 0 ? { rounds: offsets } : {}) });
  });
  return runs;
}

/** How many dispatches one step of a plan is. */
export function dispatchesOf(plan: Plan): number {
  return plan.dispatches.reduce((n, _, i) => n + timesOf(plan, i), 0);
}
