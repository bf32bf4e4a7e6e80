/**
 * Code generation: a kernel and a target give a shader and its dispatch.
 *
 * The same kernel (up to the numbers of its values and variables) gives the same text on the same target, so plans share
 * shaders. Every schedule computes the same function; `emitKernel` takes the first of `schedulesOf`, or the one that is
 * forced by name.
 */
import { invariant, InvariantError } from "../diagnostics.ts";
import { accessOf } from "../ir/access.ts";
import { Exprs } from "../ir/expr.ts";
import type { Binding, Kernel, KernelLoop } from "../ir/kernel.ts";
import type { Shader } from "../ir/plan.ts";
import { emitAttend } from "./attend.ts";
import { type AttendSchedule, attendSchedules } from "./attend-schedule.ts";
import { type Cost, costOf } from "./bindings.ts";
import { emitDot } from "./dot.ts";
import { type DotSchedule, dotSchedules } from "./dot-schedule.ts";
import { emitMap, type MapSchedule, mapSchedules } from "./map.ts";
import { Module } from "./module.ts";
import { emitRow } from "./row.ts";
import { type RowSchedule, rowSchedules } from "./row-schedule.ts";
import { emitRows, type RowsSchedule, rowsSchedules } from "./rows.ts";
import type { Emitted } from "./schedule.ts";
import type { Target } from "./target.ts";
import { emitWalk, type WalkSchedule, walkSchedules } from "./walk.ts";

export { kernelKey } from "./key.ts";
export { collectBindings } from "./bindings.ts";
export { floorTarget, type Target, type TargetLimits } from "./target.ts";

export interface EmittedKernel extends Cost {
  readonly shader: Shader;
  readonly workgroups: [number, number, number];
  readonly schedule: string;
}

type AnySchedule = MapSchedule | RowSchedule | RowsSchedule | DotSchedule | WalkSchedule | AttendSchedule;

/** The schedules of a kernel on a target, the preferred one first. */
export function schedulesOf({ body, loop }: Kernel, target: Target): readonly AnySchedule[] {
  switch (body.kind) {
    case "map":
      return mapSchedules(body, target);
    case "row":
      return rowSchedules(body, target);
    case "rows":
      return rowsSchedules(body, target);
    case "dot":
      return dotSchedules(body, target, roundsOf(loop));
    case "walk":
      return walkSchedules(body, target);
    case "attend":
      return attendSchedules(body, target);
  }
}

/** How often a kernel runs in a step. */
function roundsOf(loop: KernelLoop | undefined): number {
  return loop ? loop.length * roundsOf(loop.parent) : 1;
}

export interface EmitOptions {
  /** Forces a schedule by its name. */
  readonly schedule?: string;
}

/**
 * `bindings` are bound in order as storage buffers 0, 1, … of group 0, each at its value's first element; if the kernel
 * reads uniforms, they follow as one binding, slot i in bytes 4 i to 4 i + 3; then, for each loop of `Access.steps`, its round.
 */
export function emitKernel(
  kernel: Kernel,
  target: Target,
  bindings: readonly Binding[],
  uniformCount: number,
  options: EmitOptions = {},
): EmittedKernel {
  const all = schedulesOf(kernel, target);
  const schedule = options.schedule === undefined ? all[0] : all.find((s) => s.name === options.schedule);
  invariant(
    schedule,
    "emit",
    () => `${kernel.name} has no schedule ${options.schedule}; it has ${all.map((s) => s.name)}`,
  );
  for (const b of bindings)
    invariant(b.dtype !== "f16" || target.f16, "emit", () => `%${b.value} is f16, which the target lacks`);

  const { usesUniforms, steps } = accessOf(kernel);
  const write = (wide: ReadonlySet<number> | undefined): { m: Module; emitted: Emitted } => {
    const m = new Module(new Exprs(), target, bindings, uniformCount, usesUniforms, wide, steps);
    return { m, emitted: emitBody(m, kernel, schedule) };
  };
  const first = write(undefined);
  const { m, emitted } = first.m.isSettled ? first : write(first.m.wideValues());
  const { body, builtins, size, workgroups, comment } = emitted;
  const limit = target.limits.workgroupsPerDim;
  invariant(workgroups.every((w) => w >= 1 && w <= limit), "emit", () => `${kernel.name} needs ${workgroups} workgroups`); // prettier-ignore
  return {
    shader: m.shader(`${kernel.body.kind}-${schedule.name}`, comment, size, builtins, body),
    workgroups: [...workgroups],
    schedule: schedule.name,
    ...costOf(kernel),
  };
}

function emitBody(m: Module, { body }: Kernel, schedule: AnySchedule): Emitted {
  if (body.kind === "map" && schedule.kind === "map") return emitMap(m, body, schedule);
  if (body.kind === "row" && schedule.kind === "row") return emitRow(m, body, schedule);
  if (body.kind === "rows" && schedule.kind === "rows") return emitRows(m, body, schedule);
  if (body.kind === "dot" && schedule.kind === "dot") return emitDot(m, body, schedule);
  if (body.kind === "walk" && schedule.kind === "walk") return emitWalk(m, body, schedule);
  if (body.kind === "attend" && schedule.kind === "attend") return emitAttend(m, body, schedule);
  throw new InvariantError("emit", `a ${schedule.kind} schedule for a ${body.kind} kernel`);
}
