/**
 * Dot kernels: the schedule decides between tiles in registers and in workgroup memory.
 */
import type { DotBody } from "../ir/kernel.ts";
import { type DotSchedule, oriented } from "./dot-schedule.ts";
import { emitShared } from "./dot-shared.ts";
import { emitTile } from "./dot-tile.ts";
import type { Module } from "./module.ts";
import type { Emitted } from "./schedule.ts";

export function emitDot(m: Module, body: DotBody, schedule: DotSchedule): Emitted {
  const turned = oriented(body, schedule.swap);
  return schedule.form === "tile" ? emitTile(m, turned, schedule) : emitShared(m, turned, schedule);
}
