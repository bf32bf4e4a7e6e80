/**
 * The kernel interpreter against plain loops: the oracle is checked by something simpler still.
 */
import { describe, expect, it } from "vitest";
import { Exprs } from "../../compiler/ir/expr.ts";
import { type Elements, interpretKernel } from "../../compiler/interpret/kernel.ts";
import { expected, kernelOf } from "./harness.ts";
import { matmul, softmax } from "./kernels.ts";

describe("interpretKernel", () => {
  it("multiplies matrices", () => {
    const { kernel, values } = matmul(2, 3, 4, 5);
    const got = expected(kernel, values).get(2)!;
    const [a, b] = [values.get(0)!.data, values.get(1)!.data];
    for (let z = 0; z < 2; z++)
      for (let i = 0; i < 3; i++)
        for (let j = 0; j < 4; j++) {
          let sum = 0;
          for (let k = 0; k < 5; k++) sum += a[(z * 3 + i) * 5 + k]! * b[(z * 5 + k) * 4 + j]!;
          expect(got[(z * 3 + i) * 4 + j]).toBeCloseTo(sum, 12);
        }
  });

  it("sums the operands beside the product", () => {
    const { kernel, values } = matmul(1, 3, 4, 5, { fused: true });
    const got = expected(kernel, values);
    const [a, b] = [values.get(0)!.data, values.get(1)!.data];
    for (let i = 0; i < 3; i++) {
      let sum = 0;
      for (let k = 0; k < 5; k++) sum += Math.max(0, a[i * 5 + k]!);
      expect(got.get(6)![i]).toBeCloseTo(sum, 12);
    }
    for (let j = 0; j < 4; j++) {
      let sum = 0;
      for (let k = 0; k < 5; k++) sum += b[k * 4 + j]!;
      expect(got.get(7)![j]).toBeCloseTo(sum, 12);
    }
  });

  it("normalizes rows in place, each load seeing what was there before", () => {
    const { kernel, values } = softmax(4, 6, true);
    const got = expected(kernel, values);
    const x = values.get(0)!.data;
    for (let r = 0; r < 4; r++) {
      const row = [...x.subarray(r * 6, r * 6 + 6)];
      const total = row.reduce((s, v) => s + Math.exp(v), 0);
      row.forEach((v, c) => expect(got.get(0)![r * 6 + c]).toBeCloseTo(Math.exp(v) / total, 12));
      expect(got.get(2)![r]).toBeCloseTo(Math.log(total), 12);
    }
  });

  it("rounds every operation in single precision", () => {
    const x = new Exprs();
    const i = x.freshVar("i", 1);
    const third = x.apply("div", "f32", [x.load(0, "f32", i), x.const(3, "f32")]);
    const value = x.apply("mul", "f32", [third, third]);
    const kernel = kernelOf({
      kind: "map",
      domain: [i],
      stores: [{ target: 1, dtype: "f32", index: i, value }],
    });
    const run = (precision: "f64" | "f32") => {
      const values = new Map<number, Elements>([
        [0, Float64Array.of(1)],
        [1, new Float64Array(1)],
      ]);
      interpretKernel(kernel, values, [], precision);
      return values.get(1)![0]!;
    };
    const single = Math.fround(1 / 3);
    expect(run("f64")).toBe((1 / 3) * (1 / 3));
    expect(run("f32")).toBe(Math.fround(single * single));
  });
});
