/**
 * Fusion: from the simplified graph to kernels.
 *
 * expand (ops without kernels) -> blocks (a loop's body is one) -> for each: choose what is stored -> one region per
 * stored value -> merge -> kernels.
 * Guarantees: every output and update is stored by exactly one kernel under an id of its own; kernels are in an order in
 * which every load finds its value; nothing is loaded out of range.
 */
import type { Target } from "../7-emit/target.ts";
import { invariant } from "../diagnostics.ts";
import { type Expr, Exprs } from "../ir/expr.ts";
import { type Graph, isOp, type Node, reachable } from "../ir/graph.ts";
import type { Kernel } from "../ir/kernel.ts";
import type { UniformSlot } from "../ir/plan.ts";
import type { Builder } from "../ops/builder.ts";
import { type Block, blockOf, underViews } from "./blocks.ts";
import { attend } from "./attend.ts";
import { Attended, type AttendUnit } from "./attended.ts";
import { fitBindings } from "./bindings.ts";
import { expand } from "./expand.ts";
import { Forms } from "./forms.ts";
import { hostConstant, hostProgram, hostScalars } from "./host.ts";
import { Inliner, numel } from "./inline.ts";
import { kernelOf, nameFor, uniqueName } from "./kernels.ts";
import { type Loop, type Loops, relocated, relocation, stepOf } from "./loops.ts";
import { type Region, Regions } from "./merge.ts";
import { sideBySide } from "./side-by-side.ts";
import { chooseStored } from "./stored.ts";

export interface FuseInput {
  readonly graph: Graph;
  readonly outputs: readonly { readonly name: string; readonly node: Node }[];
  readonly updates: readonly { readonly target: Node<"input">; readonly value: Node }[];
  readonly reported: readonly { readonly name: string; readonly node: Node }[];
  /** Names for values in kernel names, e.g. gradients by weight path. */
  readonly labels: ReadonlyMap<Node, string>;
}

export interface Fused {
  readonly graph: Graph;
  readonly exprs: Exprs;
  /** In an order in which they can run; those of a loop stand together. */
  readonly kernels: readonly Kernel[];
  /** Every value that a kernel loads or stores, by id. */
  readonly values: ReadonlyMap<number, Node>;
  readonly outputs: readonly { readonly name: string; readonly node: Node }[];
  readonly updates: readonly { readonly target: Node<"input">; readonly value: Node }[];
  /** `slab` nodes among the values: their operands are stored in place. */
  readonly slabs: readonly Node<"slab">[];
  readonly loops: readonly Loop[];
  readonly uniforms: readonly UniformSlot[];
  readonly reported: Readonly<Record<string, UniformSlot>>;
}

export function fuse(input: FuseInput, target: Target): Fused {
  const roots = [
    ...input.outputs.map((o) => o.node),
    ...input.updates.map((u) => u.value),
    ...input.updates.map((u) => u.target),
    ...input.reported.map((r) => r.node),
  ];
  const expanded = expand(input.graph, roots, target.family);
  const exprs = new Exprs();
  const attention = attend(expanded.loops, exprs, roots.map((n) => expanded.map.get(n)!), target); // prettier-ignore
  const { loops } = attention;
  const { b, claims } = loops;
  const become = (n: Node): Node | undefined => {
    const between = expanded.map.get(n);
    return between && attention.map.get(between);
  };
  const labels = new Map(
    [...input.labels].flatMap(([n, l]) => {
      const to = become(n);
      return to ? [[to, l] as const] : [];
    }),
  );
  const choices = new Map([...expanded.choices].map(([n, why]) => [attention.map.get(n) ?? n, why]));
  const at = (n: Node) => become(n)!;
  // Slabs first: a gradient's place is in its slab, and an output of the same value is a copy.
  const nodes0 = reachable(roots.map(at));
  for (const n of nodes0) if (isOp(n, "slab")) n.in.forEach((i) => claims.take(i));
  const slabOf = new Map(
    nodes0.flatMap((n) => (isOp(n, "slab") ? [[n, claims.rebuildSlab(n)] as const] : [])),
  );
  const remap = slabOf.size > 0 ? rebuild(b, nodes0, slabOf) : (n: Node) => n;
  const updates = input.updates.map((u) => ({
    target: remap(at(u.target)) as Node<"input">,
    value: claims.own(remap(at(u.value))),
  }));
  const outputs = input.outputs.map((o) => ({ name: o.name, node: claims.own(remap(at(o.node))) }));
  const reported = input.reported.map((r) => ({ name: r.name, node: remap(at(r.node)) }));

  const results = [...outputs.map((o) => o.node), ...updates.map((u) => u.value)];
  const ofLoops = loops.named;
  const needed = reachable([...results, ...ofLoops]);
  const host = hostScalars(needed);
  const slabs = needed.filter((n): n is Node<"slab"> => isOp(n, "slab"));
  const claimed = [...results, ...slabs.flatMap((s) => s.in), ...ofLoops];
  for (const r of claimed) host.delete(r);
  const external = (n: Node) =>
    isOp(n, "input") ||
    isOp(n, "const") ||
    isOp(n, "slab") ||
    isOp(n, "cell") ||
    isOp(n, "attended") ||
    (isOp(n, "literal") && numel(n) > 1) ||
    host.has(n);
  const block = blockOf(loops, undefined, [...results, ...slabs.flatMap((s) => s.in)], external);
  for (const r of block.required)
    invariant(!external(r), "fuse", () => `required %${r.id} = ${r.op} has no kernel`);

  const stored = new Set<Node>();
  chooseFor(block, stored, external);
  fitBindings(needed, stored, external, target.limits.storageBuffers);
  const uniforms: UniformSlot[] = [];
  const slots = new Map<Node, Expr>();
  const rounds = new Map(loops.all.map((l) => [l.round, exprs.step(l.depth, l.length)]));
  const slices = new Map(loops.all.flatMap((l) => l.slices.map((s) => [s.leaf, { loop: l, over: s.over }])));
  const given = (n: Node, index: readonly Expr[], guard: Expr | undefined): Expr => {
    if (isOp(n, "const")) return exprs.const(n.attrs.value, n.type.dtype);
    const round = rounds.get(n);
    if (round) return round;
    const slice = slices.get(n);
    if (slice) return around.at(slice.over, [stepOf(exprs, slice.loop), ...index], guard);
    const known = hostConstant(n);
    if (known !== undefined) return exprs.const(known, n.type.dtype);
    let slot = slots.get(n);
    if (!slot) {
      slots.set(n, (slot = exprs.uniform(uniforms.length, n.type.dtype)));
      uniforms.push(hostProgram(n));
    }
    return slot;
  };
  const isGiven = (n: Node): boolean => isOp(n, "const") || host.has(n) || rounds.has(n) || slices.has(n);
  const isLoaded = (n: Node): boolean => stored.has(n) || external(n);
  const stop = (n: Node, index: readonly Expr[], guard: Expr | undefined): Expr | undefined => {
    if (isGiven(n)) return given(n, index, guard);
    return isLoaded(n)
      ? exprs.load(n.id, n.type.dtype, exprs.flatten(index, n.type.shape), guard)
      : undefined;
  };
  const around = new Inliner(exprs, stop);
  const caps = { bindings: target.limits.storageBuffers, operations: 600 };
  const values = new Map(needed.map((n) => [n.id, n]));
  const parts = new Map(slabs.map((s) => [s.id, s.in.map((i) => i.id)]));
  const moved = relocation(exprs, loops.all);
  const attended = new Attended(attention, exprs, around);
  const forms = new Forms(exprs, { isGiven, given, isLoaded });
  const names = new Map<string, number>();
  const kernelsOf = (of: Block): Kernel[] => {
    const own = of.loop ? [] : attended.units;
    const within = settled(new Map([...parts, ...innerNeeds(of, loops), ...own.flatMap((u) => u.needs)]));
    const regions = new Regions(forms, of.required, values, within, caps);
    for (const n of of.nodes) if (stored.has(n)) regions.seed(n);
    regions.merge();
    return order([...regions.all, ...of.inner, ...own], parts).flatMap((unit) => {
      if ("imports" in unit) return kernelsOf(unit);
      if ("kernel" in unit) return [{ ...unit.kernel, name: uniqueName(names, unit.kernel.name) }];
      const notes = unit.nodes.flatMap((n) => attention.notes.get(n) ?? []);
      const plain = kernelOf(exprs, unit, b.graph, choices, uniqueName(names, nameFor(unit, labels)));
      const kernel = notes.length > 0 ? { ...plain, boundaries: [...notes, ...plain.boundaries] } : plain;
      return [of.loop ? { ...relocated(exprs, kernel, moved), loop: of.loop } : kernel];
    });
  };
  return {
    graph: b.graph,
    exprs,
    kernels: sideBySide(exprs, kernelsOf(block), values, parts, target.limits.storageBuffers),
    values,
    outputs,
    updates,
    slabs,
    loops: loops.all,
    uniforms,
    reported: Object.fromEntries(reported.map((r) => [r.name, hostProgram(r.node)])),
  };
}

/** Adds to `stored` what kernels of the block, and of the loops in it, store. */
function chooseFor(block: Block, stored: Set<Node>, external: (n: Node) => boolean): void {
  const own = new Set(block.nodes);
  // What is read of blocks around, down to what is stored there.
  const read = new Set<Node>();
  for (let n of block.imports)
    for (; !read.has(n) && !own.has(n); n = n.in[0]!) {
      read.add(n);
      if (n === underViews(n)) break;
    }
  const nodes = [...own, ...read].sort((a, b) => a.id - b.id);
  const elsewhere = new Set(stored);
  for (const n of chooseStored(nodes, block.required, (n) => external(n) || elsewhere.has(n)))
    if (own.has(n)) stored.add(n);
  for (const inner of block.inner) chooseFor(inner, stored, external);
}

/** For each place of a loop in `block`, the values of the block that the loop needs: what reads the place comes after them. */
function innerNeeds(block: Block, loops: Loops): [number, number[]][] {
  const all = new Map<Loop, Set<number>>();
  const needs = (inner: Block): Set<number> => {
    const known = all.get(inner.loop!);
    if (known) return known;
    const ids = new Set<number>();
    all.set(inner.loop!, ids);
    for (const n of [...inner.imports, ...inner.inits].map(underViews)) {
      const other = block.inner.find((o) => o.loop === loops.storedBy.get(n));
      if (!other) ids.add(n.id);
      else for (const id of needs(other)) ids.add(id);
    }
    return ids;
  };
  return block.inner.flatMap((inner) => {
    const { carries, outs } = inner.loop!;
    const ids = [...needs(inner)];
    return [...carries, ...outs].map(({ place }): [number, number[]] => [place.id, ids]);
  });
}

/** `needs` with what the values need that are needed, where they are in `needs` themselves. */
function settled(needs: ReadonlyMap<number, readonly number[]>): Map<number, readonly number[]> {
  const all = new Map<number, readonly number[]>();
  const of = (value: number): readonly number[] => {
    const own = needs.get(value);
    if (!own) return [value];
    let known = all.get(value);
    if (!known) all.set(value, (known = own.some((v) => needs.has(v)) ? [...new Set(own.flatMap(of))] : own));
    return known;
  };
  for (const value of needs.keys()) of(value);
  return all;
}

/** Replaces slab nodes and what depends on them. */
function rebuild(b: Builder, nodes: readonly Node[], replaced: ReadonlyMap<Node, Node>): (n: Node) => Node {
  const map = new Map<Node, Node>();
  for (const n of nodes) {
    const given = replaced.get(n);
    if (given) map.set(n, given);
    else if (n.in.every((i) => map.get(i) === i)) map.set(n, n);
    else {
      const make = () => b.graph.again(n, n.in.map((i) => map.get(i)!)); // prettier-ignore
      map.set(n, b.graph.withSpans(b.graph.spans.get(n) ?? [], make));
    }
  }
  return (n) => map.get(n)!;
}

type Unit = Region | Block | AttendUnit;

/** Regions, loops and kernels of attention in dependency order; among those that are ready, the one whose values are oldest in the graph. */
function order(units: readonly Unit[], parts: ReadonlyMap<number, readonly number[]>): Unit[] {
  const places = (u: Block): readonly Node[] => [...u.loop!.carries, ...u.loop!.outs].map((c) => c.place);
  const made = (u: Unit): readonly Node[] =>
    "imports" in u ? places(u) : "kernel" in u ? u.stores : u.nodes;
  const loads = (u: Unit): Iterable<number> =>
    "imports" in u ? [...u.imports, ...u.inits].map((n) => underViews(n).id) : u.loads;
  const owner = new Map(units.flatMap((u) => made(u).map((n) => [n.id, u] as const)));
  const done = new Set<Unit>();
  const out: Unit[] = [];
  const visiting = new Set<Unit>();
  const visit = (r: Unit): void => {
    if (done.has(r)) return;
    invariant(!visiting.has(r), "fuse", "kernels depend on each other in a circle");
    visiting.add(r);
    const needs = new Set<Unit>();
    for (const v of loads(r))
      for (const p of parts.get(v) ?? [v]) if (owner.has(p) && owner.get(p) !== r) needs.add(owner.get(p)!);
    for (const n of [...needs].sort((p, q) => key(p) - key(q))) visit(n);
    done.add(r);
    out.push(r);
  };
  const key = (r: Unit) => made(r).at(-1)!.id;
  for (const r of [...units].sort((p, q) => key(p) - key(q))) visit(r);
  return out;
}
