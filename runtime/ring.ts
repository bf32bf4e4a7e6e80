/**
 * How many copies of what the host writes and reads a plan gets: as many steps go into one submit.
 */
import type { Plan, PlanBuffer } from "../compiler/ir/plan.ts";
import { dispatchesOf } from "./rounds.ts";

const MAX_RING = 64;
/** What the ring copies of one plan may take together: so much, or this part of the rest of the plan. */
const RING_BYTES = 2 ** 20;
const RING_PART = 1 / 8;
/** Enough work in a submit that the submit itself (50 µs, and up to 300 where caches are cold) hardly counts. */
const DISPATCHES_PER_SUBMIT = 1024;

/** How many steps of a plan go into one submit at most: many small ones, few large ones. */
export function ringSize(plan: Plan): number {
  const isRinged = ({ kind }: PlanBuffer) => kind === "batch" || kind === "uniform" || kind === "result";
  const sum = (buffers: readonly PlanBuffer[]) => buffers.reduce((total, b) => total + b.bytes, 0);
  const bytes = sum(plan.buffers.filter(isRinged));
  const most = Math.max(RING_BYTES, RING_PART * sum(plan.buffers.filter((b) => !isRinged(b))));
  // Without dispatches or bytes these are Infinity.
  const useful = Math.ceil(DISPATCHES_PER_SUBMIT / dispatchesOf(plan));
  return Math.max(1, Math.min(MAX_RING, useful, Math.floor(most / bytes)));
}
