import { describe, expect, it } from "vitest";
import type { ScalarOp } from "../../compiler/ir/expr.ts";
import type { DType } from "../../compiler/ir/graph.ts";
import type { ScalarStep } from "../../compiler/ir/plan.ts";
import { opDef, opNames } from "../../compiler/ops/index.ts";
import { scalarFn } from "../../compiler/ops/scalar.ts";
import { OPERATIONS, ScalarProgram } from "../../runtime/scalars.ts";
import { apply, constant, host } from "./plans.ts";

const run = (program: ScalarStep[], values: Record<string, number> = {}, dtype: DType = "f32") =>
  new ScalarProgram({ dtype, program }, "test").evaluate(values);

/** Each elementwise op and the scalar operation that computes it; a cast computes by its target. */
const elementwise = opNames.flatMap((name) => {
  const { scalar } = opDef(name);
  return scalar === undefined || name === "stopGrad" ? [] : [[name, scalar] as [string, ScalarOp]];
});

describe("host scalars", () => {
  it("knows every elementwise op of the compiler", () => {
    const missing = elementwise.map(([name]) => name).filter((name) => !(name in OPERATIONS));
    expect(missing).toEqual([]);
    expect(elementwise.length).toBeGreaterThan(35);
  });

  const points = [
    -7.5,
    -3,
    -2.5,
    -1,
    -0.5,
    -0.1,
    -0,
    0,
    0.1,
    0.3,
    0.5,
    1,
    1.5,
    2,
    2.5,
    3,
    7.25,
    40,
    NaN,
    Infinity,
    -Infinity,
  ];
  it.each(elementwise)("computes `%s` as the compiler's ops do", (name, scalar) => {
    const f = scalarFn(scalar, "f32");
    const arity = name === "where" ? 3 : f.length > 0 && isBinary(name) ? 2 : 1;
    for (const a of points) {
      for (const b of arity === 1 ? [0] : points) {
        const args = [a, b, 0.25].slice(0, arity).map(Math.fround);
        const got = Math.fround(run([...args.map(constant), apply(name, arity as 1 | 2 | 3)]));
        const want = Math.fround(f(...args));
        if (Number.isNaN(want) || !Number.isFinite(want))
          expect([name, ...args, got]).toEqual([name, ...args, want]);
        else
          expect(Math.abs(got - want), `${name}(${args.join(", ")}) = ${got}`).toBeLessThanOrEqual(
            1.2e-7 * Math.abs(want),
          );
      }
    }
  });

  it("wraps integers around as the compiler's ops do", () => {
    const ints = [-2147483648, -5, -1, 0, 1, 3, 7, 65537, 2147483647];
    for (const op of ["add", "sub", "mul", "mod", "max", "min"] as const) {
      for (const a of ints) {
        for (const b of ints) {
          const got = run([constant(a), constant(b), { op, arity: 2, dtype: "i32" }], {}, "i32");
          expect([op, a, b, got + 0]).toEqual([op, a, b, scalarFn(op, "i32")(a, b) + 0]);
        }
      }
    }
  });

  it("keeps floats in double precision, and converts to integers and bools", () => {
    // Adam's correction of the bias at the first step: in single precision it would be 0.00099998712.
    expect(run([constant(1), constant(0.999), constant(1), apply("pow", 2), apply("sub", 2)])).toBe(
      1 - 0.999,
    );
    expect(run([constant(2.75), { op: "cast", arity: 1, dtype: "i32" }], {}, "i32")).toBe(2);
    expect(run([constant(-2.75), { op: "cast", arity: 1, dtype: "i32" }], {}, "i32")).toBe(-2);
    expect(run([constant(1e20), { op: "cast", arity: 1, dtype: "i32" }], {}, "i32")).toBe(2147483647);
    expect(run([constant(-3), { op: "cast", arity: 1, dtype: "bool" }], {}, "bool")).toBe(1);
  });

  it("evaluates a warm-up with a cosine", () => {
    // lr = select(step < 10, step / 10, 0.5 (1 + cos(pi (step - 10) / 90)))
    const program = [
      host("step"), constant(10), apply("lt", 2),
      host("step"), constant(10), apply("div", 2),
      constant(0.5), constant(1), host("step"), constant(10), apply("sub", 2), constant(Math.PI / 90), apply("mul", 2), apply("cos", 1), apply("add", 2), apply("mul", 2),
      apply("where", 3),
    ]; // prettier-ignore
    expect(run(program, { step: 5 })).toBe(0.5);
    expect(run(program, { step: 10 })).toBe(1);
    expect(run(program, { step: 55 })).toBeCloseTo(0.5, 6);
    expect(run(program, { step: 100 })).toBeCloseTo(0, 6);
  });

  it("says what is missing or wrong", () => {
    expect(() => run([host("epoch")])).toThrow("no value for `epoch`");
    expect(() => run([constant(1), apply("gelu", 1)])).toThrow("`gelu`");
    expect(() => run([constant(1), constant(2)])).toThrow("no single value");
  });
});

function isBinary(name: string): boolean {
  return [
    "add",
    "sub",
    "mul",
    "div",
    "max",
    "min",
    "pow",
    "mod",
    "atan2",
    "lt",
    "le",
    "eq",
    "and",
    "or",
  ].includes(name);
}
