/**
 * The plan of a file's training step, for the commands that look inside it.
 */
import { nearest } from "../../compiler/diagnostics.ts";
import type { Dispatch, Plan } from "../../compiler/ir/plan.ts";
import type { Target } from "../../compiler/7-emit/target.ts";
import type { Compiled } from "../../compiler/pipeline.ts";
import type { TrainProgram } from "../../compiler/program.ts";
import { UsageError } from "./exit.ts";
import { type LoadedTrain, loadTrain } from "./load.ts";
import { compileTuned, tunedNote } from "./lock.ts";
import type { ProgramFlags } from "./options.ts";
import { type Placer, placer } from "./places.ts";
import { targetOf, type TargetFlags } from "./target.ts";

/** Where a kernel comes from: lines of the user's file, and lines of the library. */
export interface KernelLines {
  readonly own: readonly string[];
  readonly library: readonly string[];
}

export interface StepPlan {
  readonly plan: Plan;
  readonly train: TrainProgram;
  readonly loaded: LoadedTrain;
  readonly target: Target;
  readonly compiled: Compiled;
  /** Beside `plan.dispatches`. */
  readonly lines: readonly KernelLines[];
  readonly placer: Placer;
  /** Whether kernels run as `nn tune` found best; where there is a lock, and the target is this device. */
  readonly tuned?: string;
}

export async function loadStepPlan(spec: string, flags: ProgramFlags & TargetFlags): Promise<StepPlan> {
  const loaded = loadTrain(spec, flags, {}, false);
  const { train, file, sources } = loaded;
  const places = placer(file, sources);
  const { target, tuned } = await targetOf(flags, file);
  const compiled = compileTuned(train.step, target, tuned, { lineOf: (span) => places.place(span).at });
  const note = tunedNote(compiled, tuned);
  const lines = linesOf(compiled, places);
  return {
    plan: compiled.plan,
    train,
    loaded,
    target,
    compiled,
    lines,
    placer: places,
    ...(note === undefined ? {} : { tuned: note }),
  };
}

/** Of each kernel, in the order of the dispatches. */
export function linesOf({ kernels, fused }: Compiled, { own, place }: Placer): KernelLines[] {
  return kernels.map((kernel) => {
    const mine = new Set<string>();
    const library = new Set<string>();
    const stored = kernel.nodes.map((id) => {
      const node = fused.graph.nodes[id];
      return node === undefined ? [] : (fused.graph.spans.get(node) ?? []);
    });
    for (const spans of [...stored, ...(kernel.inner ?? [])]) {
      const outer = own(spans);
      if (outer !== undefined) mine.add(place(outer).at);
      if (spans[0] !== undefined && spans[0] !== outer) library.add(place(spans[0]).at);
    }
    return { own: inOrder(mine), library: inOrder(library) };
  });
}

/** By file, then by line. */
function inOrder(places: Iterable<string>): string[] {
  const collator = new Intl.Collator("en", { numeric: true });
  return [...places].sort(collator.compare);
}

/** A dispatch by its kernel's name or by its number. */
export function dispatchNamed(plan: Plan, kernel: string): Dispatch {
  const found = /^\d+$/.test(kernel)
    ? plan.dispatches[Number(kernel)]
    : plan.dispatches.find((d) => d.kernel === kernel);
  if (found !== undefined) return found;
  if (/^\d+$/.test(kernel))
    throw new UsageError(
      `there is no kernel ${kernel}`,
      `they are numbered from 0 to ${plan.dispatches.length - 1}`,
    );
  const names = plan.dispatches.map((d) => d.kernel);
  const near = nearest(kernel, names)[0];
  throw new UsageError(
    `there is no kernel \`${kernel}\``,
    near === undefined ? "`nn kernels` lists them" : `did you mean \`${near}\`?`,
  );
}
