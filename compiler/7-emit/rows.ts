/**
 * Row kernels side by side: each part is a function, and a workgroup's number says which one it runs.
 *
 * All parts have workgroups of the same size, that of the part with the most work. The number of a workgroup is the same
 * for all its lanes, so barriers stay in uniform control flow.
 */
import type { RowBody, RowsBody } from "../ir/kernel.ts";
import { extentOf } from "./lower.ts";
import { BUILTIN, indent, type Module } from "./module.ts";
import { emitRow } from "./row.ts";
import { layoutOf, type RowSchedule, rowSchedules } from "./row-schedule.ts";
import { type Emitted, type FlatGrid, flatGrid, type Schedule } from "./schedule.ts";
import type { Target } from "./target.ts";

export interface RowsSchedule extends Schedule {
  readonly kind: "rows";
  readonly parts: readonly RowSchedule[];
}

/** One for each size of workgroup that a part would choose alone, that of the part with the most work first. */
export function rowsSchedules({ parts }: RowsBody, target: Target): RowsSchedule[] {
  const layouts = new Map(parts.map((p) => [p, layoutOf(p, target)]));
  const best = (p: RowBody, lanes?: number): RowSchedule =>
    rowSchedules(p, target, lanes, layouts.get(p))[0]!;
  const sizes = [...parts]
    .sort((p, q) => work(q) - work(p))
    .map((p) => best(p))
    .map((s) => s.rowLanes * s.colLanes);
  return [...new Set(sizes)].map((lanes) => {
    // A lane a row always fits.
    const chosen = parts.map((p) => best(p, lanes));
    return { kind: "rows", name: `${chosen.map((s) => s.name).join("+")}-${lanes}`, parts: chosen };
  });
}

function work(body: RowBody): number {
  return extentOf(body.rows) * extentOf(body.cols) * body.stages.length;
}

export function emitRows(m: Module, body: RowsBody, schedule: RowsSchedule): Emitted {
  const counted = (count: number): FlatGrid => ({ groups: [count, 1, 1], index: "group_", exact: true });
  const parts = body.parts.map((p, i) => emitRow(m, p, schedule.parts[i]!, counted));
  const total = parts.reduce((n, p) => n + p.workgroups[0], 0);
  const grid = flatGrid(total, m.target);
  const lines = [`let flat_ = ${grid.index};`];
  if (!grid.exact) lines.push(`if (flat_ >= ${total}) { return; }`);
  let first = 0;
  parts.forEach((p, i) => {
    m.define([`fn part${i}_(group_: i32, local_: u32) {`, ...indent(p.body), "}"]);
    const local = p.builtins.includes(BUILTIN.subgroupLane) ? "lane_" : "local_";
    const call = `part${i}_(${first === 0 ? "flat_" : `flat_ - ${first}`}, ${local});`;
    first += p.workgroups[0];
    const otherwise = i === 0 ? "" : "else ";
    lines.push(`${otherwise}${i === parts.length - 1 ? "" : `if (flat_ < ${first}) `}{ ${call} }`);
  });
  const usesLane = parts.some((p) => p.builtins.includes(BUILTIN.subgroupLane));
  return {
    body: lines,
    builtins: [BUILTIN.workgroup, BUILTIN.local, ...(usesLane ? [LANE] : [])],
    size: parts[0]!.size,
    workgroups: grid.groups,
    comment: parts.map((p) => p.comment).join("; "),
  };
}

const LANE = "@builtin(subgroup_invocation_id) lane_: u32";
