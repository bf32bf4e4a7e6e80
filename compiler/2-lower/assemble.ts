/**
 * What every lowering shares: laying weights out in slabs, and handing graphs on.
 */
import { InvariantError } from "../diagnostics.ts";
import { type Dim, isKnown } from "../ir/dims.ts";
import { type Graph, type Node, type OpName, reachable, type SlabRange, sizeOf } from "../ir/graph.ts";
import type { Build } from "../1-check/build.ts";
import type { TensorNode } from "../1-check/value.ts";
import type { WeightInfo } from "../1-check/weights.ts";
import type { Computation, InstanceInfo, Slab, Weight } from "../program.ts";

/** Values in slabs start at multiples of this many elements. */
export const alignment = 64;

export function aligned(size: number): number {
  return Math.ceil(size / alignment) * alignment;
}

/** Sizes of a concrete program. */
export function known(shape: readonly Dim[]): readonly number[] {
  return shape.map((d) => {
    if (!isKnown(d)) throw new InvariantError("2-lower", `the size ${d} is still symbolic`);
    return d;
  });
}

export function concreteNode(node: TensorNode): Node {
  return node as Node;
}

/** The graph of a concrete build; every size of what is reachable is a number. */
export function concreteGraph(build: Build, roots: Iterable<Node>): Graph {
  const graph = build.b.graph as unknown as Graph;
  for (const n of reachable(roots))
    for (const d of n.type.shape)
      if (!isKnown(d as Dim))
        throw new InvariantError("2-lower", `%${n.id} ${n.op} has the symbolic size ${String(d)}`);
  return graph;
}

export function computation(
  name: string,
  build: Build,
  parts: {
    outputs: readonly { readonly name: string; readonly node: TensorNode }[];
    updates?: readonly { readonly target: TensorNode; readonly value: TensorNode }[];
    reported?: readonly { readonly name: string; readonly node: TensorNode }[];
    gradients?: readonly { readonly path: string; readonly node: TensorNode }[];
  },
): Computation {
  const outputs = parts.outputs.map((o) => ({ name: o.name, node: concreteNode(o.node) }));
  const updates = (parts.updates ?? []).map((u) => ({
    target: concreteNode(u.target) as Node<"input">,
    value: concreteNode(u.value),
  }));
  const reported = (parts.reported ?? []).map((r) => ({ name: r.name, node: concreteNode(r.node) }));
  const gradients = (parts.gradients ?? []).map((g) => ({ path: g.path, node: concreteNode(g.node) }));
  const roots = [...outputs, ...updates.map((u) => ({ node: u.value })), ...reported, ...gradients].map(
    (x) => x.node,
  );
  return { name, graph: concreteGraph(build, roots), outputs, updates, reported, gradients };
}

/** Neighbouring weights of a group, whose gradients lie in a slab of their own, as the weights do in `params`. */
export interface Stretch {
  readonly start: number;
  readonly size: number;
  readonly slab: string;
}

/** Elements of the 128 MiB that every device can bind at once. */
const LONGEST = 2 ** 25;

export interface Layout {
  readonly weights: readonly Weight[];
  readonly slabs: readonly Slab[];
  readonly ranges: ReadonlyMap<string, SlabRange>;
  /** The elements of each optimized group in `params`, in stretches of at most 128 MiB, or of one larger weight. */
  readonly groups: readonly (readonly Stretch[])[];
}

/** Weights in slabs: the groups of the minimizes first, each contiguous, then the other params; states on their own. */
export function layOut(
  infos: readonly WeightInfo[],
  groups: readonly (readonly string[])[],
  longest = LONGEST,
): Layout {
  const weights: Weight[] = [];
  const ranges = new Map<string, SlabRange>();
  const ends = { params: 0, state: 0 };
  const place = (w: WeightInfo): void => {
    const slab = w.kind === "param" ? "params" : "state";
    const shape = known(w.shape);
    weights.push({
      path: w.path,
      kind: w.kind,
      shape,
      slab,
      offset: ends[slab],
      span: w.span,
      ...(w.layer === undefined ? {} : { layer: w.layer }),
    });
    ranges.set(w.path, { slab, offset: ends[slab] });
    ends[slab] += aligned(sizeOf(shape));
  };
  const byPath = new Map(infos.map((w) => [w.path, w]));
  const stretches = groups.map((group, index): Stretch[] => {
    const found: { start: number; size: number; slab: string }[] = [];
    const begin = (start: number): void => {
      const name = index === 0 ? "grads" : `grads_${index}`;
      found.push({ start, size: 0, slab: found.length === 0 ? name : `${name}.${found.length}` });
    };
    begin(ends.params);
    for (const path of group) {
      const start = ends.params;
      place(byPath.get(path)!);
      const size = ends.params - start;
      const last = found.at(-1)!;
      if (last.size > 0 && last.size + size > longest) begin(start);
      found.at(-1)!.size += size;
    }
    return found;
  });
  const grouped = new Set(groups.flat());
  for (const w of infos) if (!grouped.has(w.path)) place(w);
  const slabs: Slab[] = [];
  if (ends.params > 0) slabs.push({ name: "params", size: ends.params, fill: 0 });
  if (ends.state > 0) slabs.push({ name: "state", size: ends.state, fill: 0 });
  return { weights, slabs, ranges, groups: stretches };
}

/** Initial values by path, in the order of the layout. */
export function initComputation(
  init: Build,
  infos: ReadonlyMap<string, WeightInfo>,
  layout: Layout,
): Computation {
  return computation("init", init, {
    outputs: layout.weights.map((w) => ({ name: w.path, node: infos.get(w.path)!.initial })),
  });
}

/** Instances with the number of their weights, those of inner instances included. */
export function instanceInfos(build: Build, weights: readonly Weight[]): InstanceInfo[] {
  /** By the path of the instance; "" is all of the program. */
  const within = new Map<string, number>();
  for (const { kind, path, shape } of weights)
    if (kind === "param")
      for (let inner = path; inner !== "";) {
        inner = inner.slice(0, Math.max(0, inner.lastIndexOf(".")));
        within.set(inner, (within.get(inner) ?? 0) + sizeOf(shape));
      }
  return [...build.instances.values()].map((i) => ({ ...i, params: within.get(i.path) ?? 0 }));
}

export type AnyNode = Node<OpName>;
