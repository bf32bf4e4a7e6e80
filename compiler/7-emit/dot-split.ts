/**
 * When a product is computed in parts of its sum, by two kernels: products of the parts, then their sum with the epilogue.
 *
 * A large GPU wants more tiles of the result than a weight's gradient has. Its sum is long, and parts of it are as good as
 * more tiles. No part depends on another and they are added in order, so the result is the same in every run.
 */
import type { DotBody, Kernel, KernelLoop, MapBody } from "../ir/kernel.ts";
import { collectBindings } from "./bindings.ts";
import { dotSchedules, sizesOf } from "./dot-schedule.ts";
import type { Target } from "./target.ts";

/** How many tiles keep a GPU busy: two for each of the 132 multiprocessors of a large one. An estimate: `nn tune` measures. */
const BUSY = 264;
/** A part is at least so many products long, and there are at most so many parts. */
const SHORTEST = 256;
const MOST = 16;
/** Fewer save less than the second kernel, which waits for the first, costs. */
const FEWEST = 4;

export interface Parts {
  readonly count: number;
  /** Why, in a sentence. */
  readonly why: string;
}

/** In how many parts the rules compute a product, and undefined where it is computed whole. */
export function partsOf({ body, loop }: Kernel, target: Target): Parts | undefined {
  // A software adapter has few cores, and any product more tiles than those.
  if (target.family === "software" || body.kind !== "dot") return undefined;
  const { batch, m, n, k } = sizesOf(body);
  if (k < FEWEST * SHORTEST || !canSplit(body, target)) return undefined;
  const [whole] = dotSchedules(body, target, roundsOf(loop));
  // The other forms have short sums, or share one among the lanes of a workgroup.
  if (whole!.form === "tile") return undefined;
  const { tileM, tileN, swap } = whole!;
  const [tilesM, tilesN] = swap ? [n, m] : [m, n];
  const tiles = batch * Math.ceil(tilesM / tileM) * Math.ceil(tilesN / tileN);
  const wanted = Math.min(MOST, Math.floor(k / SHORTEST), Math.round(BUSY / tiles));
  if (wanted < FEWEST) return undefined;
  const count = evenParts(k, wanted);
  const why = `its ${tiles} tiles of ${tileM} × ${tileN} are fewer than the ${BUSY} that keep a large GPU busy`;
  return { count, why };
}

/** The numbers of parts that are worth measuring. */
export function partsToTry(kernel: Kernel, target: Target): number[] {
  const { body } = kernel;
  if (target.family === "software" || body.kind !== "dot" || !canSplit(body, target)) return [];
  const { batch, m, n, k } = sizesOf(body);
  // So many parts of 64 × 64 tiles that the device could still be kept busier.
  const room = (4 * BUSY) / Math.max(1, (batch * m * n) / 4096);
  const rule = partsOf(kernel, target)?.count;
  const counts = [4, 16].filter((c) => c <= room && k / c >= SHORTEST / 2).map((c) => evenParts(k, c));
  return [...new Set([...(rule === undefined ? [] : [rule]), ...counts])].slice(0, 2);
}

const NAME = /^parts-(\d+)$/;

/** The name by which a lock chooses the form. */
export function partsName(count: number): string {
  return `parts-${count}`;
}

/** The number of parts that a name asks for, if that is what it does. */
export function countInName(name: string): number | undefined {
  const count = NAME.exec(name)?.[1];
  return count === undefined ? undefined : Number(count);
}

/** Whether there is something to split, and what the second kernel reads fits a shader's bindings. */
export function canSplit(body: DotBody, target: Target): boolean {
  const stores = [...body.stores, ...body.sums.map((s) => s.store)];
  const epilogue: MapBody = { kind: "map", domain: [], stores };
  const bindings = collectBindings({ body: epilogue, name: "", nodes: [], spans: [], boundaries: [] });
  return sizesOf(body).k >= 2 && bindings.length + 1 + body.sums.length <= target.limits.storageBuffers;
}

/** At most `wanted` and at least two thirds as many, dividing the sum evenly into multiples of 4 where that can be. */
function evenParts(k: number, wanted: number): number {
  for (const unit of [16, 4])
    for (let count = wanted; 3 * count >= 2 * wanted && count >= 2; count--)
      if (k % (count * unit) === 0) return count;
  return wanted;
}

function roundsOf(loop: KernelLoop | undefined): number {
  return loop ? loop.length * roundsOf(loop.parent) : 1;
}
