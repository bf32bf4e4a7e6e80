/**
 * Index arithmetic: whatever `Exprs` rewrites has the value of what was asked for, at every index; and the forms that
 * schedules rely on really come out.
 */
import { describe, expect, it } from "vitest";
import { type Expr, Exprs, type Var } from "../../compiler/ir/expr.ts";
import { scalarFn } from "../../compiler/ops/scalar.ts";
import { Random } from "./harness.ts";

function evaluate(e: Expr, vars: ReadonlyMap<Var, number>): number {
  if (e.k === "const") return e.value;
  if (e.k === "var") return vars.get(e)!;
  if (e.k === "apply") return scalarFn(e.op, e.dtype)(...e.args.map((a) => evaluate(a, vars)));
  throw new Error(e.k);
}

/** A random index expression, made through `Exprs`, and its meaning. */
function grow(
  x: Exprs,
  r: Random,
  vars: readonly Var[],
  depth: number,
): { e: Expr; at: (v: ReadonlyMap<Var, number>) => number } {
  if (depth === 0 || r.next() < 0.1) {
    if (r.next() < 0.3) {
      const c = r.int(-8, 24);
      return { e: x.int(c), at: () => c };
    }
    const v = r.pick(vars);
    return { e: v, at: (m) => m.get(v)! };
  }
  const a = grow(x, r, vars, depth - 1);
  const n = r.pick([2, 3, 4, 5, 6, 8, 12, 15, 20, 60]);
  switch (r.int(0, 5)) {
    case 0:
      return { e: x.idiv(a.e, n), at: (m) => Math.floor(a.at(m) / n) };
    case 1:
      return { e: x.imod(a.e, n), at: (m) => ((a.at(m) % n) + n) % n };
    case 2: {
      const c = r.pick([-1, 2, 3, 4, 12, 20]);
      return { e: x.mul(a.e, x.int(c)), at: (m) => a.at(m) * c };
    }
    case 3: {
      const b = grow(x, r, vars, depth - 1);
      return { e: x.sub(a.e, b.e), at: (m) => a.at(m) - b.at(m) };
    }
    case 4: {
      const size = r.int(1, 30);
      return { e: x.apply("min", "i32", [a.e, x.int(size)]), at: (m) => Math.min(a.at(m), size) };
    }
    default: {
      const b = grow(x, r, vars, depth - 1);
      return { e: x.add(a.e, b.e), at: (m) => a.at(m) + b.at(m) };
    }
  }
}

describe("index expressions", () => {
  it("keep their value however they are rewritten", () => {
    const r = new Random(99);
    for (let round = 0; round < 3000; round++) {
      const x = new Exprs();
      const vars = [4, 5, 12].map((n) => x.freshVar("v", n));
      const { e, at } = grow(x, r, vars, 5);
      const { min, max } = x.range(e);
      for (let s = 0; s < 12; s++) {
        const m = new Map(vars.map((v) => [v, r.int(0, v.extent - 1)]));
        const want = at(m);
        expect(evaluate(e, m) + 0).toBe(want + 0);
        expect(want).toBeGreaterThanOrEqual(min);
        expect(want).toBeLessThanOrEqual(max);
      }
    }
  });

  it("undo the split of a flat index, in vectors too", () => {
    const x = new Exprs();
    for (const shape of [
      [6, 20],
      [4, 15],
      [3, 5, 8],
      [2, 3, 4, 12],
    ]) {
      const size = shape.reduce((a, b) => a * b, 1);
      const item = x.freshVar("item", size / 4);
      const lane = x.freshVar("lane", 4);
      const flat = x.add(x.mul(item, x.int(4)), lane);
      expect(x.flatten(x.unflatten(flat, shape), shape)).toBe(flat);
    }
  });

  it("wrap around instead of losing digits", () => {
    const x = new Exprs();
    const v = x.freshVar("v", 100);
    const big = 1103515245;
    const e = x.mul(x.mul(v, x.int(big)), x.int(big));
    const sum = x.add(e, x.int(2 ** 31 - 1));
    for (const i of [0, 1, 7, 99]) {
      const m = new Map([[v, i]]);
      expect(evaluate(e, m)).toBe(Math.imul(Math.imul(i, big), big));
      expect(evaluate(x.add(sum, x.int(5)), m)).toBe(
        (((Math.imul(Math.imul(i, big), big) + 2 ** 31 - 1) | 0) + 5) | 0,
      );
    }
  });
});
