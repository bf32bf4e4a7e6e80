/**
 * Loops as ranges of kernels, which is what a plan has of them.
 */
import type { Kernel, KernelLoop } from "../ir/kernel.ts";
import type { PlanLoop } from "../ir/plan.ts";

/** The loops of kernels in dispatch order, outer before inner. */
export function loopsOf(kernels: readonly Kernel[]): (PlanLoop & { readonly loop: KernelLoop })[] {
  const ranges = new Map<KernelLoop, { first: number; last: number }>();
  kernels.forEach((k, i) => {
    for (const loop of around(k)) {
      const range = ranges.get(loop);
      if (range) range.last = i;
      else ranges.set(loop, { first: i, last: i });
    }
  });
  return [...ranges].map(([loop, { first, last }]) => {
    return { name: loop.name, first, count: last - first + 1, length: loop.length, loop };
  });
}

/** The loops around a kernel, the outermost first. */
export function around(k: Kernel): KernelLoop[] {
  const loops: KernelLoop[] = [];
  for (let loop = k.loop; loop; loop = loop.parent) loops.unshift(loop);
  return loops;
}
