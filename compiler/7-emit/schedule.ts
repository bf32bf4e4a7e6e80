/**
 * What every schedule has in common: a name to force it by, and the text it makes.
 */
import { invariant } from "../diagnostics.ts";
import type { Target } from "./target.ts";

export interface Schedule {
  readonly kind: "map" | "row" | "rows" | "dot" | "walk" | "attend";
  /** Shown in plans; tests force schedules by it. */
  readonly name: string;
}

export interface Emitted {
  readonly body: string[];
  readonly builtins: string[];
  readonly size: readonly [number, number, number];
  readonly workgroups: readonly [number, number, number];
  readonly comment: string;
}

export interface FlatGrid {
  readonly groups: readonly [number, number, number];
  /** The text of a workgroup's number. */
  readonly index: string;
  /** Whether there are no more workgroups than asked for. */
  readonly exact: boolean;
}

/** A one-dimensional grid, folded into two where the device's limit asks for it; `index` is the group's number. */
export function flatGrid(count: number, target: Target): FlatGrid {
  const most = target.limits.workgroupsPerDim;
  invariant(count <= most * most, "emit", () => `${count} workgroups`);
  const rows = Math.ceil(count / most);
  if (rows <= 1) return { groups: [count, 1, 1], index: "i32(group_.x)", exact: true };
  const columns = Math.ceil(count / rows);
  return {
    groups: [columns, rows, 1],
    index: `i32(group_.x + group_.y * ${columns}u)`,
    exact: rows * columns === count,
  };
}

/** A grid of three dimensions as it is, or flattened where one of them exceeds the device's limit. */
export function grid3(counts: readonly [number, number, number], target: Target) {
  const most = target.limits.workgroupsPerDim;
  if (counts.every((c) => c <= most))
    return { groups: counts, index: ["i32(group_.x)", "i32(group_.y)", "i32(group_.z)"] as const, lines: [] };
  const [a, b, c] = counts;
  const flat = flatGrid(a * b * c, target);
  const lines = [`let flat_ = ${flat.index};`];
  if (!flat.exact) lines.push(`if (flat_ >= ${a * b * c}) { return; }`);
  return {
    groups: flat.groups,
    index: [`(flat_ % ${a})`, `(flat_ / ${a} % ${b})`, `(flat_ / ${a * b})`] as const,
    lines,
  };
}
