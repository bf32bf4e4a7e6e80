/**
 * What a kernel touches: the values it reads and writes, and what else it is bound to.
 */
import { type Expr, visitExpr } from "./expr.ts";
import { type Kernel, loopBodies, type LoopBody, type Store } from "./kernel.ts";

export interface Access {
  /** Ids of values, in the order of their first use. */
  readonly loads: ReadonlySet<number>;
  readonly stores: ReadonlyMap<number, Store>;
  /** Whether it reads numbers of the host. */
  readonly usesUniforms: boolean;
  /** The loops around it, by depth, whose round it reads; in order. */
  readonly steps: readonly number[];
}

/** The expressions of a kernel, in the order in which it evaluates them; a store's stand together. */
export function kernelExprs(kernel: Kernel): { exprs: Expr[]; store?: Store }[] {
  return loopBodies(kernel.body).flatMap(bodyExprs);
}

function bodyExprs(body: LoopBody): { exprs: Expr[]; store?: Store }[] {
  if (body.kind === "row")
    return body.stages.map((s) =>
      s.kind === "reduce" ? { exprs: [s.value] } : { exprs: [s.store.index, s.store.value], store: s.store },
    );
  if (body.kind === "attend") {
    const own = (store: Store) => ({ exprs: [store.index, store.value], store });
    return [
      ...body.products.map((p) => ({ exprs: [p.a, p.b] })),
      ...(body.softmax ? [{ exprs: [body.softmax.score] }] : []),
      ...body.sums.map((s) => ({ exprs: [s.weight, s.value] })),
      ...(body.softmax?.stores ?? []).map(own),
      ...body.sums.flatMap((s) => s.stores.map(own)),
    ];
  }
  const stores = body.stores.map((store) => ({ exprs: [store.index, store.value], store }));
  if (body.kind === "map") return stores;
  if (body.kind === "walk")
    return [
      { exprs: body.states.map((s) => s.init) },
      ...body.loops.flatMap((l) => [
        { exprs: [l.from, l.to, ...l.next] },
        ...l.stores.map((store) => ({ exprs: [store.index, store.value], store })),
      ]),
      ...stores,
    ];
  const sums = body.sums.map(({ store }) => ({ exprs: [store.index, store.value], store }));
  return [{ exprs: [body.a, body.b] }, ...stores, ...sums];
}

const accesses = new WeakMap<Kernel, Access>();

export function accessOf(kernel: Kernel): Access {
  let access = accesses.get(kernel);
  if (!access) accesses.set(kernel, (access = accessIn(kernel)));
  return access;
}

function accessIn(kernel: Kernel): Access {
  const loads = new Set<number>();
  const stores = new Map<number, Store>();
  const steps = new Set<number>();
  let usesUniforms = false;
  const see = (e: Expr): void => {
    if (e.k === "load") loads.add(e.value);
    else if (e.k === "step") steps.add(e.depth);
    else if (e.k === "uniform") usesUniforms = true;
  };
  const seen = new Set<Expr>();
  for (const { exprs, store } of kernelExprs(kernel)) {
    for (const e of exprs) visitExpr(e, see, seen);
    if (store) stores.set(store.target, store);
  }
  return { loads, stores, usesUniforms, steps: [...steps].sort((a, b) => a - b) };
}
