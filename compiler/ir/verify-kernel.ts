/**
 * What fusion must make a walk of: as many next states as states, of their types; accumulators only where they are known, loop
 * variables only in their loops, and ends of loops and first states that depend on the lane alone.
 */
import { invariant } from "../diagnostics.ts";
import { type Expr, visitExpr } from "./expr.ts";
import type { Store, WalkBody } from "./kernel.ts";

export function verifyWalk(name: string, { domain, states, loops, stores }: WalkBody): void {
  const check = (ok: boolean, what: () => string): void =>
    invariant(ok, "5-fuse", () => `${name}: ${what()}`);
  const within = (exprs: readonly Expr[], vars: readonly Expr[], accs: number): void => {
    const seen = new Set<Expr>();
    for (const e of exprs)
      visitExpr(
        e,
        (leaf) => {
          if (leaf.k === "acc") check(leaf.stage < accs, () => `acc${leaf.stage} is not known there`);
          if (leaf.k === "var") check(vars.includes(leaf), () => `${leaf.name} is used outside of its loop`);
        },
        seen,
      );
  };
  const stored = (all: readonly Store[]): Expr[] => all.flatMap((s) => [s.index, s.value]);
  states.forEach((s, i) => check(s.init.dtype === s.dtype, () => `acc${i} starts as ${s.init.dtype}`));
  within(states.map((s) => s.init), domain, 0); // prettier-ignore
  for (const l of loops) {
    within([l.from, l.to], domain, 0);
    check(l.next.length === states.length, () => `${l.next.length} states follow ${states.length}`);
    l.next.forEach((e, i) => check(e.dtype === states[i]!.dtype, () => `acc${i} becomes ${e.dtype}`));
    within([...l.next, ...stored(l.stores)], [...domain, l.at], states.length);
  }
  within(stored(stores), domain, states.length);
}
