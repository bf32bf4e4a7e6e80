/**
 * How expressions walk through memory along a loop variable: what schedules are chosen by.
 */
import { type Expr, Exprs, linearTerms, type Var, visitExpr } from "../ir/expr.ts";
import type { Store } from "../ir/kernel.ts";
import { dependsOn } from "./lower.ts";

export interface Walk {
  /** Accesses of four lanes that are one aligned vector. */
  readonly quads: number;
  /** Accesses that differ between lanes in another way. */
  readonly gathers: number;
}

/** The accesses of `exprs` and `stores` over `lane`, the variable of extent 4 within a vector. */
export function walkOver(x: Exprs, exprs: readonly Expr[], stores: readonly Store[], lane: Var): Walk {
  let [quads, gathers] = [0, 0];
  const see = (index: Expr, guard?: Expr): void => {
    const differs = dependsOn(index, lane) || (guard !== undefined && dependsOn(guard, lane));
    if (!differs) return;
    const aligned = x.imod(index, 4) === lane && !dependsOn(x.idiv(index, 4), lane);
    if (aligned && !(guard && dependsOn(guard, lane))) quads++;
    else gathers++;
  };
  const seen = new Set<Expr>();
  const visit = (e: Expr): void => visitExpr(e, (d) => void (d.k === "load" && see(d.index, d.guard)), seen);
  exprs.forEach(visit);
  for (const s of stores) {
    visit(s.value);
    visit(s.index);
    see(s.index);
  }
  return { quads, gathers };
}

/** How many loads of `exprs` step by one element with `v`, and by more. */
export function stridesOver(exprs: readonly Expr[], v: Var): { unit: number; far: number } {
  let [unit, far] = [0, 0];
  const seen = new Set<Expr>();
  const see = (e: Expr): void => {
    if (e.k !== "load" || !dependsOn(e.index, v)) return;
    const own = linearTerms(e.index).terms.filter((t) => dependsOn(t.factor, v));
    // The finest term decides: 28 (v / 28) + v mod 28 steps by one almost always.
    if (own.some((t) => Math.abs(t.coefficient) === 1)) unit++;
    else far++;
  };
  for (const e of exprs) visitExpr(e, see, seen);
  return { unit, far };
}
