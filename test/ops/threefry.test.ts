/** The generator's bits, against the known answers of Random123 (kat_vectors, threefry2x32 with 20 rounds). */
import { expect, test } from "vitest";
import { randomUniform, threefry2x32, uniformOf } from "../../compiler/threefry.ts";

test.each([
  { counter: [0, 0], key: [0, 0], out: [0x6b200159, 0x99ba4efe] },
  { counter: [0xffffffff, 0xffffffff], key: [0xffffffff, 0xffffffff], out: [0x1cb996fc, 0xbb002be7] },
  { counter: [0x243f6a88, 0x85a308d3], key: [0x13198a2e, 0x03707344], out: [0xc4923a9c, 0x483df7a0] },
])("known answer $out", ({ counter, key, out }) => {
  expect(threefry2x32(key[0]!, key[1]!, counter[0]!, counter[1]!)).toEqual(out);
});

test("a uniform number has 24 bits and lies in [0, 1)", () => {
  expect(uniformOf(0)).toBe(0);
  expect(uniformOf(0xffffffff)).toBe(1 - 2 ** -24);
  expect(uniformOf(0x80000000)).toBe(0.5);
  expect(Math.fround(uniformOf(0xffffffff))).toBe(uniformOf(0xffffffff));
});

test("mean and variance of a uniform sample", () => {
  const n = 100_000;
  const xs = Array.from({ length: n }, (_, i) => randomUniform(1, 2, 3, i, 1));
  const mean = xs.reduce((a, b) => a + b) / n;
  const variance = xs.reduce((a, x) => a + (x - mean) ** 2, 0) / n;
  // Five standard errors.
  expect(Math.abs(mean - 0.5)).toBeLessThan(5 * Math.sqrt(1 / 12 / n));
  expect(Math.abs(variance - 1 / 12)).toBeLessThan(5 * Math.sqrt(1 / 180 / n));
});

test("seed, site, step, element and lane all matter", () => {
  const draws = [
    randomUniform(0, 0, 0, 0, 0), randomUniform(1, 0, 0, 0, 0), randomUniform(0, 1, 0, 0, 0),
    randomUniform(0, 0, 1, 0, 0), randomUniform(0, 0, 0, 1, 0), randomUniform(0, 0, 0, 0, 1),
  ]; // prettier-ignore
  expect(new Set(draws).size).toBe(6);
});
