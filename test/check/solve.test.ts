/**
 * The dims solver, on random patterns: it finds the sizes that the patterns were made from, whatever the order of the
 * equations, and it notices every contradiction.
 */
import { describe, expect, it } from "vitest";
import { type Equation, Solver, unknown } from "../../compiler/1-check/solve.ts";
import { addDims, atom, type Dim, divDims, mulDims, substituteDim } from "../../compiler/ir/dims.ts";

/** A small deterministic generator. */
function generator(seed: number): (n: number) => number {
  let state = seed * 2654435761;
  return (n) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) >>> 0;
    return state % n;
  };
}

const names = ["a", "b", "c"];
const nowhere = { file: "t", start: 0, end: 0 };
const equation = (pattern: Dim, actual: Dim): Equation => ({
  pattern,
  actual,
  declared: nowhere,
  given: nowhere,
  subject: "x",
});

/** A pattern in which each variable occurs at most once, and its size for given values. */
function pattern(
  next: (n: number) => number,
  values: ReadonlyMap<string, Dim>,
): { pattern: Dim; actual: Dim } {
  const x = names[next(3)]!;
  let p = unknown(x);
  const factor = 1 + next(4);
  p = mulDims(p, factor);
  if (next(3) === 0) {
    const y = names[next(3)]!;
    if (y !== x) p = mulDims(p, unknown(y));
  }
  if (next(3) === 0) p = addDims(p, next(5));
  return { pattern: p, actual: substituteDim(p, new Map([...values].map(([k, v]) => [`?${k}`, v]))) };
}

describe("solving dims", () => {
  it("finds the values that patterns were made from, in any order", () => {
    for (let seed = 1; seed <= 500; seed++) {
      const next = generator(seed);
      const values = new Map<string, Dim>(
        names.map((n) => [n, next(2) === 0 ? 1 + next(30) : atom(`r${next(3)}`)]),
      );
      const equations = [
        ...Array.from({ length: 1 + next(4) }, () => pattern(next, values)),
        ...names.map((n) => ({ pattern: unknown(n), actual: values.get(n)! })),
      ];
      for (const order of [equations, [...equations].reverse()]) {
        const solver = new Solver();
        for (const e of order)
          expect(solver.add(equation(e.pattern, e.actual)), `seed ${seed}`).toBeUndefined();
        for (const n of names)
          expect(String(solver.value(n)), `seed ${seed}: ${n}`).toBe(String(values.get(n)));
        expect(solver.unsolved()).toEqual([]);
      }
    }
  });

  it("notices a contradiction, in any order", () => {
    for (let seed = 1; seed <= 300; seed++) {
      const next = generator(seed);
      const values = new Map<string, Dim>(names.map((n) => [n, 1 + next(30)]));
      const good = names.map((n) => ({ pattern: unknown(n), actual: values.get(n)! }));
      const p = pattern(next, values);
      const bad = { pattern: p.pattern, actual: addDims(p.actual, 1 + next(3)) };
      for (const order of [
        [...good, bad],
        [bad, ...good],
      ]) {
        const solver = new Solver();
        const conflicts = order.map((e) => solver.add(equation(e.pattern, e.actual)));
        expect(
          conflicts.some((c) => c !== undefined),
          `seed ${seed}`,
        ).toBe(true);
      }
    }
  });

  it("solves products, quotients and offsets exactly", () => {
    const solve = (p: Dim, actual: Dim): string | undefined => {
      const solver = new Solver();
      const conflict = solver.add(equation(p, actual));
      return conflict ? conflict.kind : String(solver.value("c"));
    };
    const c = unknown("c");
    expect(solve(mulDims(3, c), 390)).toBe("130");
    expect(solve(mulDims(3, c), 391)).toBe("inexact");
    expect(solve(divDims(c, 4)!, 32)).toBe("128");
    expect(solve(divDims(c, 3)!, 7)).toBe("21");
    expect(solve(divDims(24, c)!, 6)).toBe("4");
    expect(solve(addDims(mulDims(2, c), 1), 9)).toBe("4");
    expect(solve(addDims(mulDims(2, c), 1), 10)).toBe("inexact");
    expect(solve(mulDims(c, atom("n")), mulDims(atom("n"), atom("m")))).toBe("m");
  });

  it("waits for the variables of a product", () => {
    const solver = new Solver();
    expect(solver.add(equation(mulDims(unknown("a"), unknown("b")), 12))).toBeUndefined();
    expect(solver.unsolved()).toEqual(["a", "b"]);
    expect(solver.add(equation(unknown("a"), 3))).toBeUndefined();
    expect(solver.value("b")).toBe(4);
  });
});
