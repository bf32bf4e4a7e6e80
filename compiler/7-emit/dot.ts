/**
 * Dot kernels: the schedule decides between tiles in registers, in workgroup memory, and on matrix units.
 */
import type { DotBody } from "../ir/kernel.ts";
import { type DotSchedule, oriented } from "./dot-schedule.ts";
import { emitMatrix } from "./dot-matrix.ts";
import { emitShared } from "./dot-shared.ts";
import { emitTile } from "./dot-tile.ts";
import type { Module } from "./module.ts";
import type { Emitted } from "./schedule.ts";

export function emitDot(m: Module, body: DotBody, schedule: DotSchedule): Emitted {
  const turned = oriented(body, schedule.swap);
  if (schedule.form === "matrix") return emitMatrix(m, turned, schedule);
  return schedule.form === "tile" ? emitTile(m, turned, schedule) : emitShared(m, turned, schedule);
}
