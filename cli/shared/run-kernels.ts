/**
 * `kernels.json` of a run: the dispatches of its training step, as they were compiled for the device that it ran on.
 */
import { join } from "node:path";
import { timesOf } from "../../compiler/ir/plan.ts";
import type { Compiled } from "../../compiler/pipeline.ts";
import { writeFileAtomic } from "../../runtime/data/files.ts";
import type { LoadedTrain } from "./load.ts";
import { placer } from "./places.ts";
import { linesOf } from "./plan.ts";

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
  /** `file:line` of the program; of the library where nothing else is in it, as in the optimizer's update. */
  readonly lines: readonly string[];
}

export function saveKernels(folder: string, compiled: Compiled, { file, sources }: LoadedTrain): void {
  const { plan } = compiled;
  const lines = linesOf(compiled, placer(file, sources));
  const rows = plan.dispatches.map(({ kernel, info }, i): KernelRow => {
    const { kind, flops, bytesRead, bytesWritten } = info;
    const { own, library } = lines[i]!;
    const from = own.length > 0 ? own : library;
    return { name: kernel, kind, times: timesOf(plan, i), flops, bytesRead, bytesWritten, lines: from };
  });
  writeFileAtomic(join(folder, KERNELS), `${JSON.stringify(rows, undefined, 1)}\n`);
}
