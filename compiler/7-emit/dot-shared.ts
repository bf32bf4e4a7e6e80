import type { DotBody } from "../ir/kernel.ts";
import type { SharedSchedule } from "./dot-schedule.ts";
import type { Module } from "./module.ts";
import type { Emitted } from "./schedule.ts";

export function emitShared(_m: Module, _body: DotBody, _s: SharedSchedule): Emitted {
  throw new Error("not yet");
}
