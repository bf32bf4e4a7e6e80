/**
 * A region in the middle of a program: what is early comes before it and what is late after it, as the loss in a training
 * step. That a late region needs an early one through others is known by it, without a search through all that lies between.
 */
import type { Region } from "./merge.ts";

/**
 * Marks what comes before and after the middle of a longest chain of regions, and gives that region.
 *
 * @param line all regions, each behind what it needs, by their positions
 */
export function middleOf(
  line: readonly Region[],
  needsOf: (r: Region) => readonly Region[],
): Region | undefined {
  const needs = line.map((r) => needsOf(r).filter((n) => n !== r));
  const depths: number[] = [];
  let at = 0;
  line.forEach((_, i) => {
    depths.push(needs[i]!.reduce((depth, n) => Math.max(depth, depths[n.position]! + 1), 0));
    if (depths[i]! > depths[at]!) at = i;
  });
  const half = (depths[at] ?? 0) / 2;
  while (depths[at]! > half) at = needs[at]!.find((n) => depths[n.position] === depths[at]! - 1)!.position;
  const middle = line[at];
  for (const n of needs[at] ?? []) n.isBefore = true;
  for (let i = at - 1; i >= 0; i--) if (line[i]!.isBefore) for (const n of needs[i]!) n.isBefore = true;
  for (let i = at + 1; i < line.length; i++)
    line[i]!.isAfter = needs[i]!.some((n) => n === middle || n.isAfter);
  return middle;
}
