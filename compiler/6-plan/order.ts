/**
 * The order of dispatches, and which updates may be written over their old value.
 *
 * A new weight overwrites the old one in place if every other reader of the old value can run before, and if its own kernel
 * reads the old value only at the element that it replaces. Otherwise it is stored elsewhere and copied at the end.
 */
import { invariant } from "../diagnostics.ts";
import { type Access, accessOf, kernelExprs } from "../ir/access.ts";
import { visitExpr } from "../ir/expr.ts";
import { isOp, type Node, sizeOf } from "../ir/graph.ts";
import type { Kernel, KernelLoop, Store } from "../ir/kernel.ts";

/** May `store` overwrite the value `old` that its kernel reads? Only if each lane reads just the element it replaces. */
export function readsOnlyWhatItReplaces(kernel: Kernel, store: Store, old: number): boolean {
  // A walk stores while it reads on.
  const walks = kernel.body.kind === "walk" && kernel.body.loops.some((l) => l.stores.length > 0);
  let ok = true;
  let stored = false;
  for (const part of kernelExprs(kernel)) {
    // A row kernel's later stages would read the new value; a map's and a product's lanes read everything first.
    const late = stored && (kernel.body.kind === "row" || kernel.body.kind === "rows");
    for (const e of part.exprs)
      visitExpr(e, (v) => {
        if (v.k === "load" && v.value === old && (v.index !== store.index || late || walks)) ok = false;
      });
    if (part.store === store) stored = true;
  }
  return ok;
}

export interface Ordered {
  readonly kernels: readonly Kernel[];
  /** Updates whose new value lies in a place of its own and must be copied at the end. */
  readonly copies: readonly { readonly target: Node<"input">; readonly value: Node }[];
}

/** A kernel, or all kernels of a loop: they keep their order and stay together. */
interface Unit extends Pick<Access, "loads" | "stores"> {
  readonly kernels: readonly Kernel[];
}

function unitsOf(kernels: readonly Kernel[], starts: ReadonlyMap<number, number>): Unit[] {
  const groups: Kernel[][] = [];
  let last: KernelLoop | undefined;
  for (const k of kernels) {
    const loop = outermost(k.loop);
    if (loop && loop === last) groups.at(-1)!.push(k);
    else groups.push([k]);
    last = loop;
  }
  return groups.map((group) => {
    const all = group.map(accessOf);
    const stores = new Map(all.flatMap((a) => [...a.stores]));
    // What a loop carries has been started before.
    const started = [...stores.keys()].flatMap((v) => (starts.has(v) ? [starts.get(v)!] : []));
    const loads = new Set(
      [...all.flatMap((a) => [...a.loads]), ...started].filter((v) => !group[0]!.loop || !stores.has(v)),
    );
    return { kernels: group, loads, stores };
  });
}

function outermost(loop: KernelLoop | undefined): KernelLoop | undefined {
  while (loop?.parent) loop = loop.parent;
  return loop;
}

/** @param starts places of loops: what they start as, stored before the loop */
export function orderKernels(
  given: readonly Kernel[],
  values: ReadonlyMap<number, Node>,
  parts: ReadonlyMap<number, readonly number[]>,
  updates: readonly { readonly target: Node<"input">; readonly value: Node }[],
  starts: ReadonlyMap<number, number> = new Map(),
): Ordered {
  const kernels = unitsOf(given, starts);
  const producer = new Map<number, Unit>();
  for (const k of kernels)
    for (const v of k.stores.keys()) {
      const first = producer.get(v);
      invariant(
        !first,
        "plan",
        () => `%${v} is stored by ${first!.kernels[0]!.name} and by ${k.kernels[0]!.name}`,
      );
      producer.set(v, k);
    }
  const after = new Map<Unit, Set<Unit>>(kernels.map((k) => [k, new Set()]));
  for (const k of kernels)
    for (const v of k.loads)
      for (const p of parts.get(v) ?? [v]) if (producer.has(p)) after.get(k)!.add(producer.get(p)!);

  const readers = new Map<number, Unit[]>();
  for (const k of kernels)
    for (const v of k.loads) {
      const list = readers.get(v);
      if (list) list.push(k);
      else readers.set(v, [k]);
    }
  const inputs = bySlab(values);
  // What something comes after; the others are reached by nothing.
  const needed = new Set<Unit>();
  for (const needs of after.values()) for (const n of needs) needed.add(n);
  const copies: { target: Node<"input">; value: Node }[] = [];
  for (const u of updates) {
    const k = producer.get(u.value.id);
    invariant(k, "plan", () => `the update of ${u.target.attrs.name} is stored by no kernel`);
    const store = k.stores.get(u.value.id)!;
    const overlapping = (inputs.get(u.target.attrs.at?.slab) ?? []).filter((n) => overlaps(n, u.target));
    const alone = overlapping.every((n) => n === u.target || !k.loads.has(n.id));
    const others = new Set(overlapping.flatMap((n) => readers.get(n.id) ?? []));
    others.delete(k);
    const free =
      alone &&
      readsOnlyWhatItReplaces(k.kernels[0]!, store, u.target.id) &&
      !(needed.has(k) && [...others].some((r) => reaches(after, r, k)));
    if (!free) copies.push(u);
    else
      for (const r of others) {
        after.get(k)!.add(r);
        needed.add(r);
      }
  }

  // Kahn's algorithm; of those that are ready, the first in the given order.
  const position = new Map(kernels.map((k, i) => [k, i]));
  const waiting = new Map([...after].map(([k, needs]) => [k, needs.size]));
  const dependents = new Map<Unit, Unit[]>(kernels.map((k) => [k, []]));
  for (const [k, needs] of after) for (const n of needs) dependents.get(n)!.push(k);
  const ready = kernels.filter((k) => waiting.get(k) === 0);
  const out: Unit[] = [];
  while (ready.length > 0) {
    let best = 0;
    for (let i = 1; i < ready.length; i++)
      if (position.get(ready[i]!)! < position.get(ready[best]!)!) best = i;
    const [k] = ready.splice(best, 1);
    out.push(k!);
    for (const d of dependents.get(k!)!) {
      waiting.set(d, waiting.get(d)! - 1);
      if (waiting.get(d) === 0) ready.push(d);
    }
  }
  invariant(out.length === kernels.length, "plan", "the kernels depend on each other in a circle");
  return { kernels: out.flatMap((u) => u.kernels), copies };
}

/** Does `from` need `to`, directly or not? */
function reaches(after: ReadonlyMap<Unit, ReadonlySet<Unit>>, from: Unit, to: Unit): boolean {
  const seen = new Set([from]);
  const stack = [from];
  for (let k = stack.pop(); k; k = stack.pop()) {
    if (k === to) return true;
    for (const n of after.get(k)!) {
      if (seen.has(n)) continue;
      seen.add(n);
      stack.push(n);
    }
  }
  return false;
}

/** The inputs that lie in each slab. */
function bySlab(values: ReadonlyMap<number, Node>): Map<string | undefined, Node<"input">[]> {
  const inputs = new Map<string | undefined, Node<"input">[]>();
  for (const n of values.values()) {
    if (!isOp(n, "input") || !n.attrs.at) continue;
    const list = inputs.get(n.attrs.at.slab);
    if (list) list.push(n);
    else inputs.set(n.attrs.at.slab, [n]);
  }
  return inputs;
}

/** Do an input and a target of one slab share elements? */
function overlaps(n: Node<"input">, target: Node<"input">): boolean {
  const [p, q] = [n.attrs.at!, target.attrs.at!];
  return p.offset < q.offset + sizeOf(target.type.shape) && q.offset < p.offset + sizeOf(n.type.shape);
}
