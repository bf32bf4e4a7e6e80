/**
 * The accuracy of every scalar function on the device, against doubles: the largest relative error and the largest
 * absolute one over the range in which models live, and the special values.
 */
import { afterAll, describe, expect, it } from "vitest";
import { floorTarget } from "../../compiler/7-emit/index.ts";
import { Exprs, type ScalarOp } from "../../compiler/ir/expr.ts";
import { scalarFn } from "../../compiler/ops/scalar.ts";
import { threefry2x32, uniformOf } from "../../compiler/threefry.ts";
import { kernelOf, openTestDevice, Random, runOnDevice, type TestValue } from "./harness.ts";
import { f32, zeros } from "./kernels.ts";

const device = await openTestDevice();
afterAll(() => device?.destroy());

interface Row {
  readonly op: ScalarOp;
  readonly low: number;
  readonly high: number;
  /** Bound of |error| / max(|result|, floor). */
  readonly bound: number;
  readonly floor: number;
  /** Sample logarithmically, both signs if low < 0. */
  readonly log?: boolean;
}

const tiny = 1e-30;
const rows: readonly Row[] = [
  { op: "exp", low: -80, high: 80, bound: 1e-5, floor: tiny },
  { op: "exp", low: -5, high: 5, bound: 1e-6, floor: tiny },
  { op: "log", low: 1e-30, high: 1e30, bound: 1e-6, floor: 1e-2, log: true },
  { op: "log", low: 0.5, high: 2, bound: 1e-6, floor: 1e-4 },
  { op: "sqrt", low: 1e-30, high: 1e30, bound: 1e-6, floor: tiny, log: true },
  { op: "tanh", low: -20, high: 20, bound: 1e-6, floor: tiny },
  { op: "tanh", low: -1e-6, high: 1, bound: 1e-6, floor: tiny, log: true },
  { op: "erf", low: -6, high: 6, bound: 5e-7, floor: tiny },
  { op: "erf", low: 1e-6, high: 2, bound: 5e-7, floor: tiny, log: true },
  { op: "sin", low: -7, high: 7, bound: 5e-7, floor: 1 },
  { op: "sin", low: -10000, high: 10000, bound: 1e-6, floor: 1 },
  { op: "cos", low: -7, high: 7, bound: 5e-7, floor: 1 },
  { op: "cos", low: -10000, high: 10000, bound: 1e-6, floor: 1 },
  { op: "tan", low: -1.5, high: 1.5, bound: 2e-6, floor: 1e-2 },
  { op: "asin", low: -1, high: 1, bound: 1e-6, floor: 1e-3 },
  { op: "acos", low: -1, high: 1, bound: 2e-6, floor: 1e-1 },
  { op: "atan", low: -1e4, high: 1e4, bound: 1e-6, floor: 1e-3, log: true },
  { op: "log1p", low: -0.9, high: 10, bound: 1e-6, floor: 1e-3 },
  { op: "log1p", low: -1e-6, high: 1e-2, bound: 1e-6, floor: tiny, log: true },
  { op: "expm1", low: -10, high: 10, bound: 2e-6, floor: 1e-3 },
  { op: "expm1", low: -1e-6, high: 1e-2, bound: 1e-6, floor: tiny, log: true },
  { op: "floor", low: -9, high: 9, bound: 0, floor: 1 },
  { op: "ceil", low: -9, high: 9, bound: 0, floor: 1 },
  { op: "abs", low: -9, high: 9, bound: 0, floor: 1 },
  { op: "sign", low: -9, high: 9, bound: 0, floor: 1 },
];

const N = 4096;

/** One kernel with each of `ops` over the same input, of `width` elements a lane. */
async function evaluate(
  ops: readonly ScalarOp[],
  inputs: readonly Float32Array[],
  wide: boolean,
): Promise<Float32Array[]> {
  const x = new Exprs();
  const n = inputs[0]!.length;
  const i = x.freshVar("i", n);
  const args = inputs.map((_, k) => x.load(k, "f32", i));
  const values = new Map<number, TestValue>(inputs.map((data, k) => [k, f32(data)]));
  const out: Float32Array[] = [];
  for (const op of ops) {
    const target = inputs.length;
    values.set(target, zeros(n));
    const value = x.apply(op, "f32", args);
    const kernel = kernelOf({
      kind: "map",
      domain: [i],
      stores: [{ target, dtype: "f32", index: i, value }],
    });
    const r = await runOnDevice(device!, kernel, floorTarget("software"), values, {
      schedule: wide ? "quad" : "flat",
    });
    out.push(r.outputs.get(target) as Float32Array);
  }
  return out;
}

function samples({ low, high, log }: Row): Float32Array {
  return Float32Array.from({ length: N }, (_, i) => {
    const t = i / (N - 1);
    if (!log) return low + (high - low) * t;
    const [a, b] = [Math.log(Math.abs(low)), Math.log(Math.abs(high))];
    const sign = low < 0 && i % 2 === 1 ? -1 : 1;
    return sign * Math.exp(a + (b - a) * t);
  });
}

describe.skipIf(!device)("accuracy", () => {
  const table: string[] = [];
  for (const row of rows) {
    it(`${row.op} from ${row.low} to ${row.high}`, async () => {
      const input = samples(row);
      const [got] = await evaluate([row.op], [input], true);
      let [relative, absolute, at] = [0, 0, 0];
      input.forEach((v, i) => {
        const want = scalarFn(row.op, "f32")(v);
        const e = Math.abs(got![i]! - want);
        absolute = Math.max(absolute, e);
        const r = e / Math.max(row.floor, Math.abs(want));
        if (!(r <= relative)) [relative, at] = [r, v];
      });
      table.push(`${row.op.padEnd(6)} ${`[${row.low}, ${row.high}]`.padEnd(18)} relative ${relative.toExponential(1)} at ${at.toPrecision(4)}, absolute ${absolute.toExponential(1)}`); // prettier-ignore
      expect(relative, `at ${at}`).toBeLessThanOrEqual(row.bound);
    });
  }
  afterAll(() => {
    if (process.env["NN_SHOW_ACCURACY"]) console.log(table.join("\n"));
  });

  it("rounds half to even", async () => {
    const [got] = await evaluate(
      ["round"],
      [Float32Array.of(-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.49, 8388609)],
      true,
    );
    expect([...got!].map((v) => v + 0)).toEqual([-2, -2, 0, 0, 2, 2, 3, 8388609]);
  });

  it("takes powers of positive numbers", async () => {
    const r = new Random(1);
    const a = Float32Array.from({ length: 1024 }, () => Math.exp(r.next() * 8 - 4));
    const b = Float32Array.from({ length: 1024 }, () => r.next() * 8 - 4);
    a.set([0, 0, 0, 5, 1, -2, 0.5]);
    b.set([0, 2, -1, 0, 1e30, 2, -1]);
    const [got] = await evaluate(["pow"], [a, b], true);
    expect([...got!.subarray(0, 5)]).toEqual([1, 0, Infinity, 1, 1]);
    expect(got![5]).toBeNaN();
    for (let i = 6; i < 1024; i++) expect(Math.abs(got![i]! / Math.pow(a[i]!, b[i]!) - 1)).toBeLessThan(3e-6);
  });

  it("takes remainders with the divisor's sign", async () => {
    const a = Float32Array.of(7, -7, 7, -7, 6, -6, 0.3, 1e-20);
    const b = Float32Array.of(3, 3, -3, -3, 3, 3, 0.1, -1);
    const [got] = await evaluate(["mod"], [a, b], true);
    expect([...got!.subarray(0, 6)].map((v) => v + 0)).toEqual([1, 2, -2, -1, 0, 0]);
    expect(Math.abs(got![6]! - scalarFn("mod", "f32")(a[6]!, b[6]!))).toBeLessThan(1e-7);
  });

  it("finds quadrants", async () => {
    const angles = Array.from({ length: 64 }, (_, i) => -3.1 + (6.2 * i) / 63);
    const y = Float32Array.from(angles, Math.sin);
    const x = Float32Array.from(angles, Math.cos);
    const [got] = await evaluate(["atan2"], [y, x], true);
    angles.forEach((a, i) => expect(Math.abs(got![i]! - a)).toBeLessThan(1e-6));
    const edges = await evaluate(
      ["atan2"],
      [Float32Array.of(0, 0, 1, -1), Float32Array.of(1, -1, 0, 0)],
      true,
    );
    const want = [0, Math.PI, Math.PI / 2, -Math.PI / 2];
    want.forEach((w, i) => expect(edges[0]![i]).toBeCloseTo(w, 6));
  });

  it("knows NaN and infinity by their bits, and can write them", async () => {
    const x = new Exprs();
    const i = x.freshVar("i", 4);
    const v = x.load(0, "f32", i);
    const weird = x.apply("where", "f32", [
      x.apply("isfinite", "bool", [v]),
      x.const(-Infinity, "f32"),
      x.apply("where", "f32", [x.apply("isnan", "bool", [v]), x.const(NaN, "f32"), x.const(Infinity, "f32")]),
    ]);
    const kernel = kernelOf({
      kind: "map",
      domain: [i],
      stores: [{ target: 1, dtype: "f32", index: i, value: weird }],
    });
    const values = new Map([
      [0, f32(Float32Array.of(1, NaN, Infinity, -Infinity))],
      [1, zeros(4)],
    ]);
    for (const schedule of ["quad", "flat"]) {
      const { outputs } = await runOnDevice(device!, kernel, floorTarget("gpu"), values, { schedule });
      expect([...outputs.get(1)!]).toEqual([-Infinity, NaN, Infinity, Infinity]);
    }
  });

  it("draws the same bits as the host", async () => {
    const x = new Exprs();
    const i = x.freshVar("i", 64);
    const args = [x.uniform(0, "i32"), x.int(77), x.uniform(1, "i32"), i];
    const store = (target: number, op: ScalarOp) => ({
      target,
      dtype: "f32" as const,
      index: i,
      value: x.apply(op, "f32", args),
    });
    const kernel = kernelOf({ kind: "map", domain: [i], stores: [store(0, "random0"), store(1, "random1")] });
    const values = new Map([
      [0, zeros(64)],
      [1, zeros(64)],
    ]);
    for (const schedule of ["quad", "flat"]) {
      const { outputs } = await runOnDevice(device!, kernel, floorTarget("gpu"), values, {
        schedule,
        uniforms: [
          { dtype: "i32", value: -123456789 },
          { dtype: "i32", value: 9 },
        ],
      });
      for (let e = 0; e < 64; e++) {
        const [a, b] = threefry2x32(-123456789, 77, 9, e);
        expect(outputs.get(0)![e]).toBe(uniformOf(a));
        expect(outputs.get(1)![e]).toBe(uniformOf(b));
      }
    }
  });
});
