/**
 * How long each value lives, and its slot.
 *
 * A value that a loop reads lives until the loop's end, for the next round reads it again. A loop's place lives from its
 * start, stored before the loop, and is whole when the loop ends. What a round computes for itself lives within the round.
 */
import { invariant } from "../diagnostics.ts";
import { type Loop, startOf } from "../5-fuse/loops.ts";
import type { Access } from "../ir/access.ts";
import { type Node, sizeOf } from "../ir/graph.ts";
import type { Kernel, KernelLoop } from "../ir/kernel.ts";
import type { BufferRange } from "../ir/plan.ts";
import { around, loopsOf } from "./loops.ts";
import { readsOnlyWhatItReplaces } from "./order.ts";
import { assignSlots, type Life } from "./slots.ts";

export { align } from "./slots.ts";

/** Gives every value that has no place yet a slot. */
export function placeScratch(
  kernels: readonly Kernel[],
  access: readonly Access[],
  loops: readonly Loop[],
  values: ReadonlyMap<number, Node>,
  places: Map<number, BufferRange>,
  parts: ReadonlyMap<number, readonly number[]>,
): { readonly slots: readonly number[]; readonly inPlace: ReadonlyMap<number, number> } {
  const ranges = new Map(
    loopsOf(kernels).map((l) => [l.loop, { first: l.first, last: l.first + l.count - 1 }]),
  );
  const placedBy = new Map(
    loops.flatMap((l) => [...l.carries, ...l.outs].map((c) => [c.place.id, l] as const)),
  );
  const carries = loops.flatMap((loop) => loop.carries.map((carry) => ({ loop, carry })));
  const inits = new Set(carries.map((c) => c.carry.init.id));

  /** The loop in whose rounds a value lives; undefined outside of all. */
  const levels = new Map<number, KernelLoop | undefined>();
  const firsts = new Map<number, number>();
  access.forEach((a, i) => {
    for (const v of a.stores.keys()) {
      if (firsts.has(v)) continue;
      const loop = placedBy.get(v);
      levels.set(v, loop ? loop.parent : kernels[i]!.loop);
      firsts.set(v, loop ? ranges.get(loop)!.first : i);
    }
  });
  for (const { carry } of carries) {
    const start = firsts.get(carry.init.id);
    invariant(start !== undefined, "plan", () => `%${carry.init.id} is never stored`);
    firsts.set(carry.place.id, start);
  }
  const lasts = new Map<number, number>();
  const touch = (v: number, i: number): void => {
    const inside = around(kernels[i]!);
    const level = levels.get(v);
    const loop = inside[level ? inside.indexOf(level) + 1 : 0];
    lasts.set(v, Math.max(lasts.get(v) ?? 0, loop ? ranges.get(loop)!.last : i));
  };
  access.forEach((a, i) => {
    for (const v of a.loads) for (const p of [v, ...(parts.get(v) ?? [])]) touch(p, i);
    for (const v of a.stores.keys()) if (placedBy.has(v)) touch(v, i);
  });

  const lives: Life[] = [];
  const seen = new Set<number>();
  access.forEach((a, i) => {
    for (const [value, store] of a.stores) {
      if (places.has(value) || seen.has(value) || inits.has(value)) continue;
      seen.add(value);
      const k = kernels[i]!;
      const dying =
        a.stores.size === 1 && (k.body.kind === "map" || k.body.kind === "dot") && !placedBy.has(value)
          ? [...a.loads].filter((o) => !places.has(o) && levels.get(o) === k.loop && lasts.get(o) === i)
          : [];
      const inPlaceOf = dying.filter(
        (o) => values.get(o)!.type.dtype === store.dtype && readsOnlyWhatItReplaces(k, store, o),
      );
      const first = firsts.get(value)!;
      const last = lasts.get(value) ?? i;
      lives.push({ value, bytes: bytesOf(values.get(value)!), first, last, inPlaceOf });
    }
  });
  const { sizes, slotOf, inPlace } = assignSlots(lives);
  for (const [value, slot] of slotOf)
    places.set(value, { buffer: `slot${slot}`, offset: 0, bytes: bytesOf(values.get(value)!) });
  for (const { loop, carry } of carries) {
    const at = places.get(carry.place.id);
    invariant(at, "plan", () => `${carry.place.id} has no place`);
    const bytes = bytesOf(carry.init);
    const offset = startOf(loop, carry) * (carry.init.type.dtype === "f16" ? 2 : 4);
    places.set(carry.init.id, { ...at, offset, bytes: Math.min(bytes, at.bytes - offset) });
  }
  return { slots: sizes, inPlace };
}

/** What a value takes in a buffer. */
export function bytesOf(node: Node): number {
  const size = sizeOf(node.type.shape) * (node.type.dtype === "f16" ? 2 : 4);
  return Math.ceil(size / 16) * 16;
}
