/**
 * Map kernels: one lane computes one element, or four that lie together.
 *
 * Elements are counted flat, so views of equal shapes cost no index arithmetic. Vectors are used where the element count
 * divides by four and something is read or written as a vector then; a group's lanes touch neighbouring elements.
 */
import { type Expr, Exprs, type Var } from "../ir/expr.ts";
import type { MapBody } from "../ir/kernel.ts";
import { walkOver } from "./access.ts";
import { bindFlat, extentOf, Lowering } from "./lower.ts";
import { BUILTIN, type Module } from "./module.ts";
import { Scope } from "./scope.ts";
import { type Emitted, flatGrid, type Schedule } from "./schedule.ts";
import type { Target } from "./target.ts";

/** `flat`: one element a lane; `quad`: four. */
export interface MapSchedule extends Schedule {
  readonly kind: "map";
  readonly width: 1 | 4;
  readonly threads: number;
  /** Elements or quads that a lane computes, one after the other. */
  readonly steps: number;
}

export function mapSchedules(body: MapBody, target: Target): MapSchedule[] {
  const total = extentOf(body.domain);
  const make = (width: 1 | 4): MapSchedule => {
    const items = total / width;
    const threads = target.family === "gpu" ? (items >= 16_384 ? 256 : 64) : 64;
    const steps =
      target.family === "software" ? Math.max(1, Math.min(8, Math.floor(items / (threads * 4)))) : 1;
    return {
      kind: "map",
      name: width === 4 ? "quad" : "flat",
      width,
      threads: Math.min(threads, target.limits.invocations),
      steps,
    };
  };
  if (total % 4 !== 0) return [make(1)];
  return vectorsOf(body, total) > 0 ? [make(4), make(1)] : [make(1), make(4)];
}

/** How many accesses are vectors if a lane computes four elements. */
function vectorsOf(body: MapBody, total: number): number {
  const x = new Exprs();
  const lane = x.freshVar("lane", 4);
  const binder = new Map<Var, Expr>();
  bindFlat(x, binder, body.domain, x.add(x.mul(x.freshVar("item", total / 4), x.int(4)), lane));
  const lowering = new Lowering(x, binder, lane);
  return walkOver(x, [], body.stores.map((s) => lowering.store(s)), lane).quads; // prettier-ignore
}

export function emitMap(m: Module, body: MapBody, schedule: MapSchedule): Emitted {
  const { x } = m;
  const { width, threads, steps } = schedule;
  const items = extentOf(body.domain) / width;
  const item = x.freshVar("item", items);
  const lane: Var | undefined = width === 4 ? x.freshVar("lane", 4) : undefined;
  const flat: Expr = lane ? x.add(x.mul(item, x.int(4)), lane) : item;
  const binder = new Map<Var, Expr>();
  bindFlat(x, binder, body.domain, flat);
  const lowering = new Lowering(x, binder, lane);
  const stores = body.stores.map((s) => lowering.store(s));

  const main = new Scope(m);
  const perGroup = threads * steps;
  const grid = flatGrid(Math.ceil(items / perGroup), m.target);
  const first = `${grid.index} * ${perGroup} + i32(local_)`;
  const exact = grid.exact && items % perGroup === 0;
  const inner = main.child(lane);
  inner.bind(item, "item_");
  if (steps === 1) {
    main.line(`let item_ = ${first};`);
    inner.store(stores);
    if (exact) main.line(...inner.lines);
    else main.block(`if (item_ < ${items})`, inner);
  } else {
    main.line(`let first_ = ${first};`);
    inner.hoist(inner.stored(stores), lane ? [item, lane] : [item]);
    inner.store(stores);
    const end = `first_ + ${m.rounds(perGroup)}`;
    const last = exact ? end : `min(${end}, ${items})`;
    main.block(`for (var item_ = first_; item_ < ${last}; item_ += ${threads})`, inner);
  }
  return {
    body: main.lines,
    builtins: [BUILTIN.workgroup, BUILTIN.local],
    size: [threads, 1, 1],
    workgroups: grid.groups,
    comment: `map of ${extentOf(body.domain)} elements, ${width} a lane`,
  };
}
