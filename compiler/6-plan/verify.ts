/**
 * Shadow replay: walks the kernels in order, remembers which value each byte range holds, and requires that every read
 * finds the value it was compiled for. A mistake in ordering, slots or in-place updates shows here and not as a wrong number.
 * Loops run twice: the second round finds what the first has left, and so would every further one.
 */
import { invariant } from "../diagnostics.ts";
import { isOp, type Node } from "../ir/graph.ts";
import type { Kernel } from "../ir/kernel.ts";
import { type BufferRange, eachDispatch } from "../ir/plan.ts";
import { loopsOf } from "./loops.ts";
import { accessOf } from "../ir/access.ts";

export interface Replayed {
  readonly values: ReadonlyMap<number, Node>;
  readonly places: ReadonlyMap<number, BufferRange>;
  readonly extra: ReadonlyMap<number, unknown>;
  readonly parts: ReadonlyMap<number, readonly number[]>;
  /** In-place updates: new value -> the input it replaces. */
  readonly targetOf: ReadonlyMap<number, Node>;
  /** In-place scratch: new value -> the value whose slot it took. */
  readonly inPlace: ReadonlyMap<number, number>;
  /** What the places of loops start as. */
  readonly starts: ReadonlyMap<number, number>;
}

interface Held extends BufferRange {
  readonly value: number;
}

export function replay(kernels: readonly Kernel[], p: Replayed): void {
  const held = new Map<string, Held[]>();
  const put = (value: number) => {
    const at = p.places.get(value);
    invariant(at, "plan", () => `%${value} has no place`);
    const rest = (held.get(at.buffer) ?? []).filter((h) => !overlap(h, at));
    held.set(at.buffer, [...rest, { ...at, value }]);
  };
  const holds = (value: number) => {
    const at = p.places.get(value);
    return (
      at !== undefined && (held.get(at.buffer) ?? []).some((h) => h.value === value && h.offset === at.offset)
    );
  };
  // Inputs may overlap (a weight and its slab); an input is there until something else is stored over it.
  const lost = new Set<number>();
  const inputs = new Map<string, { readonly id: number; readonly at: BufferRange }[]>();
  for (const n of p.values.values()) {
    const at = p.places.get(n.id);
    if (!at || !(isOp(n, "input") || isOp(n, "literal"))) continue;
    const there = inputs.get(at.buffer);
    if (there) there.push({ id: n.id, at });
    else inputs.set(at.buffer, [{ id: n.id, at }]);
  }
  const run = (k: Kernel): void => {
    const { loads, stores } = accessOf(k);
    for (const v of loads) {
      const start = p.starts.get(v);
      if (start !== undefined) {
        invariant(
          holds(v) || holds(start),
          "plan",
          () => `${k.name} reads %${v}, which is not there any more`,
        );
        continue;
      }
      const node = p.values.get(v);
      const needed = p.parts.get(v) ?? [v];
      for (const n of needed) {
        const old = p.targetOf.get(n)?.id ?? p.inPlace.get(n);
        const there = stores.has(n)
          ? old !== undefined && (p.values.get(old)!.op === "input" ? !lost.has(old) : holds(old))
          : node && (isOp(node, "input") || isOp(node, "literal"))
            ? !lost.has(v)
            : holds(n);
        invariant(
          there,
          "plan",
          () => `${k.name} reads %${n}, which is not in ${p.places.get(n)?.buffer ?? "any buffer"} any more`,
        );
      }
    }
    const written = [...stores.keys()].map((v) => ({ v, at: p.places.get(v)! }));
    for (const { v, at } of written) {
      for (const other of loads) {
        const o = p.places.get(other);
        invariant(
          stores.has(other) || !o || !overlap(o, at),
          "plan",
          () => `${k.name} writes %${v} over %${other}, which it reads`,
        );
      }
      put(v);
      for (const i of inputs.get(at.buffer) ?? []) if (overlap(i.at, at)) lost.add(i.id);
    }
  };
  const twice = {
    dispatches: kernels,
    loops: loopsOf(kernels).map((l) => ({ ...l, length: Math.min(2, l.length) })),
  };
  eachDispatch(twice, (i) => run(kernels[i]!));
}

function overlap(a: BufferRange, b: BufferRange): boolean {
  return a.buffer === b.buffer && a.offset < b.offset + b.bytes && b.offset < a.offset + a.bytes;
}
