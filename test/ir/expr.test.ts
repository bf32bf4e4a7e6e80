/** Index arithmetic: whatever is simplified must have the same value for every value of its variables. */
import { describe, expect, it } from "vitest";
import { type Expr, Exprs, type Var } from "../../compiler/ir/expr.ts";
import { reshapeIndex } from "../../compiler/5-fuse/inline.ts";
import { sizeOf } from "../../compiler/ir/graph.ts";
import { rng } from "../fuse/random-graph.ts";

function evaluate(e: Expr, env: ReadonlyMap<Var, number>): number {
  if (e.k === "const") return e.value;
  if (e.k === "var") return env.get(e)!;
  if (e.k !== "apply") throw new Error(`no value for ${e.k}`);
  const [a, b] = e.args.map((x) => evaluate(x, env)) as [number, number];
  if (e.op === "add") return a + b;
  if (e.op === "mul") return a * b;
  if (e.op === "idiv") return Math.floor(a / b);
  if (e.op === "imod") return ((a % b) + b) % b;
  throw new Error(`no value for ${e.op}`);
}

function assignments(vars: readonly Var[]): Map<Var, number>[] {
  let all: Map<Var, number>[] = [new Map()];
  for (const v of vars)
    all = all.flatMap((m) => [...Array(v.extent).keys()].map((i) => new Map([...m, [v, i]])));
  return all;
}

describe("index expressions", () => {
  it("keep their value through simplification", () => {
    for (let seed = 0; seed < 400; seed++) {
      const r = rng(seed);
      const x = new Exprs();
      const vars = [2, 3, 4].map((d, i) => x.freshVar("v", d + r.int(3) + i));
      // Pairs of an expression and its value computed without any simplification.
      const pool: { e: Expr; value: (env: ReadonlyMap<Var, number>) => number }[] = vars.map((v) => ({
        e: v,
        value: (env) => env.get(v)!,
      }));
      for (let i = 0; i < 10; i++) {
        const [p, q] = [r.pick(pool), r.pick(pool)];
        const n = r.pick([1, 2, 3, 4, 6, 8, 12]);
        const kind = r.int(5);
        if (kind === 0) pool.push({ e: x.add(p.e, q.e), value: (env) => p.value(env) + q.value(env) });
        else if (kind === 1) pool.push({ e: x.mul(p.e, x.int(n)), value: (env) => p.value(env) * n });
        else if (kind === 2) pool.push({ e: x.idiv(p.e, n), value: (env) => Math.floor(p.value(env) / n) });
        else if (kind === 3) pool.push({ e: x.imod(p.e, n), value: (env) => ((p.value(env) % n) + n) % n });
        else pool.push({ e: x.sub(p.e, q.e), value: (env) => p.value(env) - q.value(env) });
      }
      for (const env of assignments(vars))
        for (const { e, value } of pool) {
          const got = evaluate(e, env);
          if (got !== value(env)) expect.fail(`seed ${seed}: ${got} instead of ${value(env)}`);
          const range = x.range(e);
          if (got < range.min || got > range.max)
            expect.fail(`seed ${seed}: ${got} outside of [${range.min}, ${range.max}]`);
        }
    }
  });

  it("recombine a flat index that was split", () => {
    const x = new Exprs();
    const i = x.freshVar("i", 6 * 8 * 10);
    expect(x.flatten(x.unflatten(i, [6, 8, 10]), [6, 8, 10])).toBe(i);
    expect(x.flatten(x.unflatten(i, [48, 10]), [48, 10])).toBe(i);
    expect(x.flatten(x.unflatten(x.flatten(x.unflatten(i, [6, 80]), [6, 80]), [48, 10]), [48, 10])).toBe(i);
  });

  it("split a flat index of plain variables into those variables", () => {
    const x = new Exprs();
    const vars = [3, 5, 7].map((d) => x.freshVar("v", d));
    expect(x.unflatten(x.flatten(vars, [3, 5, 7]), [3, 5, 7])).toEqual(vars);
    const [b, h, d] = vars as [Var, Var, Var];
    expect(x.unflatten(x.flatten([b, h, d], [3, 5, 7]), [3, 35])).toEqual([b, x.flatten([h, d], [5, 7])]);
  });

  it("convert reshapes exactly", () => {
    const cases: [number[], number[]][] = [
      [[4, 6], [24]],
      [[24], [4, 6]],
      [
        [2, 3, 4],
        [6, 4],
      ],
      [
        [6, 4],
        [3, 8],
      ],
      [[1, 5, 1], [5]],
      [[5], [1, 5, 1]],
      [
        [2, 1, 3],
        [3, 2],
      ],
      [[1], []],
      [[], [1, 1]],
    ];
    for (const [from, to] of cases) {
      const x = new Exprs();
      const index = from.map((d) => (d === 1 ? x.int(0) : x.freshVar("v", d)));
      const out = reshapeIndex(x, index, from, to);
      expect(out).toHaveLength(to.length);
      for (const env of assignments(index.filter((e): e is Var => e.k === "var"))) {
        const flat = (es: readonly Expr[], shape: readonly number[]) =>
          es.reduce((f, e, i) => f * shape[i]! + evaluate(e, env), 0);
        expect(flat(out, to)).toBe(flat(index, from));
        out.forEach((e, i) => expect(evaluate(e, env)).toBeLessThan(to[i]!));
      }
      expect(sizeOf(from)).toBe(sizeOf(to));
    }
  });
});
