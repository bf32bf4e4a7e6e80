/** Scalar functions that JavaScript lacks, against values computed to 25 digits. */
import { describe, expect, test } from "vitest";
import { scalarFn, scalarFns } from "../../compiler/ops/scalar.ts";
import { erf, floorMod, positivePow, roundEven, roundToHalf, toInt32 } from "../../compiler/ops/special.ts";

const ERF: readonly (readonly [number, number])[] = [
  [1e-300, 1.128379167095512602172316e-300],
  [1e-10, 1.12837916709551261500173e-10],
  [1e-5, 0.00001128379167057900027298965],
  [0.1, 0.1124629160182848984047123],
  [0.3, 0.328626759459127416189618],
  [0.5, 0.5204998778130465376827467],
  [0.8, 0.7421009647076605125897874],
  [0.84375, 0.7672256612323416334589782],
  [0.9, 0.7969082124228321396646662],
  [1.0, 0.8427007929497148693412206],
  [1.2, 0.9103139782296353683659318],
  [1.25, 0.9229001282564582301365235],
  [1.3, 0.9340079449406524458501854],
  [1.5, 0.9661051464753107270669763],
  [2.0, 0.9953222650189527341620693],
  [2.5, 0.9995930479825550410604358],
  [2.857, 0.9999466417399131536288757],
  [2.86, 0.9999475988269556021974208],
  [3.0, 0.9999779095030014145586272],
  [3.5, 0.9999992569016276585872545],
  [4.0, 0.9999999845827420997199811],
  [5.0, 0.999999999998462540205572],
  [5.5, 0.999999999999992642152082],
  [5.9, 0.9999999999999999280959022],
];

test.each(ERF)("erf(%f)", (x, want) => {
  expect(Math.abs(erf(x) - want) / Math.abs(want)).toBeLessThan(3e-16);
  expect(erf(-x)).toBe(-erf(x));
});

test("erf at its ends", () => {
  expect([erf(0), erf(-0), erf(6), erf(Infinity), erf(-Infinity), erf(NaN)]).toEqual([0, -0, 1, 1, -1, NaN]);
});

test("round goes to even", () => {
  const xs = [0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 0.49999999999999994, 2 ** 52 + 1, -0.2, 7, Infinity, NaN];
  expect(xs.map(roundEven)).toEqual([0, 2, 2, -0, -2, -2, 0, 2 ** 52 + 1, -0, 7, Infinity, NaN]);
});

test("the remainder has the divisor's sign", () => {
  expect([floorMod(5, 3), floorMod(-5, 3), floorMod(5, -3), floorMod(-5, -3), floorMod(6, -3)]).toEqual([
    2, 1, -1, -2, 0,
  ]);
  expect(floorMod(-1e-20, 1)).toBe(1 - 1e-20);
});

test("pow takes its base as positive", () => {
  expect([
    positivePow(0, 0),
    positivePow(0, 2),
    positivePow(2, 0),
    positivePow(NaN, 0),
    positivePow(1, NaN),
  ]).toEqual([1, 0, 1, 1, 1]);
  expect(positivePow(-2, 2)).toBeNaN();
  expect(positivePow(0, -1)).toBe(Infinity);
});

describe("half precision", () => {
  test.each([
    [1, 1], [2049, 2048], [2051, 2052], [65504, 65504], [65519.9, 65504], [65520, Infinity], [-65520, -Infinity],
    [2 ** -24, 2 ** -24], [2 ** -25, 0], [1.5 * 2 ** -24, 2 ** -23], [-(2 ** -25), -0], [0.1, 0.0999755859375],
    [1 / 3, 0.333251953125], [2 ** -14 - 2 ** -26, 2 ** -14], [NaN, NaN], [-0, -0],
  ])("%f rounds to %f", (x, want) => expect(roundToHalf(x)).toBe(want)); // prettier-ignore

  test("every half is itself and lies in the middle of what rounds to it", () => {
    for (let bits = 1; bits < 0x7c00; bits++) {
      const [e, m] = [bits >> 10, bits & 1023];
      const h = e === 0 ? m * 2 ** -24 : (1 + m / 1024) * 2 ** (e - 15);
      const unit = 2 ** (Math.max(e, 1) - 25);
      expect([roundToHalf(h), roundToHalf(h + 0.49 * unit), roundToHalf(-h)]).toEqual([h, h, -h]);
    }
  });
});

test("i32 conversion truncates and saturates", () => {
  expect([1.9, -1.9, 3e9, -3e9, NaN, Infinity].map(toInt32)).toEqual([
    1, -1, 2147483647, -2147483648, 0, 2147483647,
  ]);
});

test("i32 arithmetic wraps around", () => {
  expect(scalarFn("mul", "i32")(2147483647, 2147483647)).toBe(1);
  expect(scalarFn("add", "i32")(2147483647, 1)).toBe(-2147483648);
  expect(scalarFn("neg", "i32")(-2147483648)).toBe(-2147483648);
});

test("index division rounds down", () => {
  expect([scalarFns.idiv.eval(-1, 4), scalarFns.imod.eval(-1, 4), scalarFns.idiv.eval(7, 4)]).toEqual([
    -1, 3, 1,
  ]);
});
