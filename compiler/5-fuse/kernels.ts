/**
 * From regions to kernels: bodies, once for each form, with the values of a region in place of the form's; names.
 */
import type { Expr, Exprs } from "../ir/expr.ts";
import type { Graph, Node } from "../ir/graph.ts";
import {
  type Kernel,
  type LoopBody,
  mapKernel,
  type RowStage,
  type Store,
  type WalkBody,
} from "../ir/kernel.ts";
import { verifyWalk } from "../ir/verify-kernel.ts";
import type { Form } from "./forms.ts";
import { type Region, storedText } from "./merge.ts";
import { type Domain, type PlacedValue, varsIn } from "./region.ts";
import { spansOf } from "./spans.ts";

export function kernelOf(
  x: Exprs,
  r: Region,
  graph: Graph,
  choices: ReadonlyMap<Node, string>,
  name: string,
): Kernel {
  const stored = storedText(r.nodes, r.stores);
  let body = r.form.bodies.get(stored);
  if (!body) r.form.bodies.set(stored, (body = bodyOf(x, r, stored, name)));
  const why = r.nodes.flatMap((n) => choices.get(n) ?? []);
  const kernel: Kernel = {
    name,
    body,
    nodes: r.nodes.map((n) => n.id),
    spans: spansOf(r.nodes, graph),
    boundaries: [...new Set(r.refusals)],
    ...(why.length > 0 ? { choices: why } : {}),
  };
  const memo = new Map<Expr, Expr>();
  const leaf = (e: Expr): Expr | undefined =>
    e.k === "load" && e.value < 0
      ? x.load(r.reads[-1 - e.value]!.id, e.dtype, value(e.index), e.guard && value(e.guard))
      : undefined;
  const value = (e: Expr): Expr => x.substitute(e, leaf, memo);
  return mapKernel(kernel, value, (s) => ({ ...s, target: r.nodes[s.target]!.id }));
}

/** The body of a form's kernel: its loads and stores are of places (see `Form`). */
function bodyOf(x: Exprs, { nodes, form, domain: d }: Region, stored: string, name: string): LoopBody {
  // Without what is neither stored nor folded, expressions stay the same; only accumulators are renumbered.
  const store = (i: number, value: Expr): Store => {
    const { shape, dtype } = nodes[i]!.type;
    return { target: i, dtype, index: x.flatten(form.values[i]!.index, shape), value };
  };
  const kept = form.values.flatMap((v, i) => (stored[i] === "1" ? [{ v, i }] : []));
  const storesOf = (...roles: PlacedValue["role"][]): Store[] =>
    kept.flatMap(({ v, i }) => (roles.includes(v.role) ? [store(i, v.value)] : []));
  if (d.kind === "map") return { kind: "map", domain: varsIn(d.all.index), stores: storesOf("all") };
  if (d.kind === "walk") return walkBody(name, x, nodes, form, d, storesOf("walk", "all"));
  if (d.kind === "dot") {
    const [a, b] = form.operands!;
    return {
      kind: "dot",
      batch: varsIn(d.batch),
      m: varsIn(d.m),
      n: varsIn(d.n),
      k: varsIn(d.k),
      a,
      b,
      stores: storesOf("dot", "all"),
      sums: kept.flatMap(({ v, i }) =>
        v.role === "sumA" || v.role === "sumB"
          ? [{ of: v.role === "sumA" ? "a" : "b", store: store(i, v.value) } as const]
          : [],
      ),
    };
  }
  const stages: RowStage[] = [];
  const stageOf = new Map<number, number>();
  const memo = new Map<Expr, Expr>();
  const renumber = (e: Expr) =>
    x.substitute(e, (l) => (l.k === "acc" ? x.acc(stageOf.get(l.stage)!, l.dtype) : undefined), memo);
  // Accumulators first where they can be: a value is stored in the earliest stage after the folds it needs.
  form.values.forEach((v, i) => {
    if (!v.fold) return;
    const value = renumber(v.element!);
    stageOf.set(i, stages.length);
    memo.clear();
    stages.push({ kind: "reduce", op: v.fold, dtype: v.value.dtype, value });
  });
  for (const { v, i } of kept)
    stages.push({
      kind: "store",
      over: v.role === "all" ? "cols" : "rows",
      store: store(i, renumber(v.value)),
    });
  return { kind: "row", rows: varsIn(d.rows.index), cols: varsIn(d.cols.index), stages };
}

function walkBody(
  name: string,
  x: Exprs,
  nodes: readonly Node[],
  form: Form,
  d: Domain & { kind: "walk" },
  elements: readonly Store[],
): WalkBody {
  const { states, loops, stores } = form.walk!;
  const own = (s: (typeof stores)[number]): Store => ({
    target: nodes.indexOf(d.seed),
    dtype: d.seed.type.dtype,
    index: x.flatten(s.index, d.seed.type.shape),
    value: s.value,
  });
  const body: WalkBody = {
    kind: "walk",
    domain: varsIn(d.all.index),
    states,
    loops: loops.map((l) => ({ ...l, stores: l.stores.map(own) })),
    stores: d.own ? elements : stores.map(own),
  };
  verifyWalk(name, body);
  return body;
}

/** The seed's op and what it is about: a gradient's weight, a weight that is read, an output. */
export function nameFor(r: Region, labels: ReadonlyMap<Node, string>): string {
  const d = r.domain;
  const about = [...r.nodes].reverse().map((n) => labels.get(n)).find((l) => l !== undefined); // prettier-ignore
  const seed = d.kind === "map" ? r.nodes.at(-1)! : d.seed;
  const kind =
    d.kind === "walk"
      ? d.seed.attrs.pass.kind
      : d.kind === "dot"
        ? "matmul"
        : d.kind === "row"
          ? folds(r)
          : seed.op === "stopGrad"
            ? "copy"
            : seed.op;
  return `${kind}${about ? `_${about}` : ""}`.replace(/[^A-Za-z0-9]+/g, "_");
}

function folds(r: Region): string {
  const ops = new Set(r.nodes.map((n) => n.op));
  if (ops.has("reduceMax") && ops.has("sum")) return "softmax";
  return ops.has("sum") ? "sum" : (r.nodes[r.form.values.findIndex((v) => v.fold)]?.op ?? "row");
}

export function uniqueName(used: Map<string, number>, name: string): string {
  const n = used.get(name) ?? 0;
  used.set(name, n + 1);
  return n === 0 ? name : `${name}_${n + 1}`;
}
