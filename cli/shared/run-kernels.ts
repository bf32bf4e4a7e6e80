/**
 * `kernels.json` of a run: the dispatches of its training step, as they were compiled for the device that it ran on.
 */
import { join } from "node:path";
import { type Plan, timesOf } from "../../compiler/ir/plan.ts";
import { writeFileAtomic } from "../../runtime/data/files.ts";

export const KERNELS = "kernels.json";

export interface KernelRow {
  readonly name: string;
  readonly kind: string;
  /** How often a step runs it. */
  readonly times: number;
  /** These are of one time. */
  readonly flops: number;
  readonly bytesRead: number;
  readonly bytesWritten: number;
  /** `file:line`, innermost first. */
  readonly lines: readonly string[];
}

export function saveKernels(folder: string, plan: Plan): void {
  const rows = plan.dispatches.map(({ kernel, info }, i): KernelRow => {
    const { kind, flops, bytesRead, bytesWritten, lines } = info;
    return { name: kernel, kind, times: timesOf(plan, i), flops, bytesRead, bytesWritten, lines };
  });
  writeFileAtomic(join(folder, KERNELS), `${JSON.stringify(rows, undefined, 1)}\n`);
}
