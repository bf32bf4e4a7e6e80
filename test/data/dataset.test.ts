/** Splits, batches and windows: disjoint, complete, deterministic. */
import { describe, expect, test } from "vitest";
import {
  batchCount,
  batches,
  checkBatch,
  checkRange,
  gatherRows,
  gatherWindows,
  permutation,
  splitIndices,
  splitWindows,
  windowCount,
} from "../../runtime/data/dataset.ts";
import type { Splits } from "../../runtime/data/dataset.ts";
import { random, told } from "./support.ts";

const sorted = (values: Iterable<number>) => [...values].sort((a, b) => a - b);
const all = (s: Splits) => [...s.train, ...s.validation, ...s.test];
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
const sizes = (s: Splits) => [s.train.length, s.validation.length, s.test.length];

describe("splits", () => {
  test("any split is disjoint, complete and a function of the seed", () => {
    const next = random(1);
    for (let trial = 0; trial < 300; trial++) {
      const count = 3 + Math.floor(next() * 500);
      const a = 0.05 + next() * 0.9;
      const b = (1 - a) * next();
      const split = next() < 0.5 ? a : [a, b, 1 - a - b];
      const settings = { split, seed: Math.floor(next() * 2 ** 40) };
      const parts = splitIndices(count, settings);
      expect(sorted(all(parts))).toEqual(upTo(count));
      expect(splitIndices(count, settings)).toEqual(parts);
      expect(Math.abs(parts.train.length - count * a)).toBeLessThanOrEqual(2);
      expect(parts.validation.length).toBeGreaterThan(0);
    }
  });

  test("the rows of a split are shuffled unless told otherwise, and differ by seed", () => {
    const one = splitIndices(1000, { split: 0.8, seed: 1 });
    const two = splitIndices(1000, { split: 0.8, seed: 2 });
    expect(sizes(one)).toEqual([800, 200, 0]);
    expect(one.train).not.toEqual(two.train);
    const validation = one.validation.reduce((sum, i) => sum + i, 0) / 200;
    expect(Math.abs(validation - 499.5)).toBeLessThan(80);
    expect([...splitIndices(10, { split: 0.8, shuffle: false, seed: 1 }).validation]).toEqual([8, 9]);
  });

  test("without a split all rows train, in the file's order", () => {
    expect(splitIndices(5, { seed: 3 })).toEqual({
      train: new Int32Array([0, 1, 2, 3, 4]),
      validation: new Int32Array(0),
      test: new Int32Array(0),
    });
    expect([...splitIndices(9, { seed: 3, limit: 4 }).train]).toEqual([0, 1, 2, 3]);
    expect([...splitIndices(50, { seed: 3, shuffle: true }).train]).not.toEqual(upTo(50));
  });

  test("a source with test files of its own validates on a tenth", () => {
    expect(sizes(splitIndices(60_000, { seed: 0 }, 10_000))).toEqual([54_000, 6_000, 10_000]);
    expect(sizes(splitIndices(60_000, { seed: 0, split: 0.5 }, 10_000))).toEqual([30_000, 30_000, 10_000]);
    expect(sizes(splitIndices(60_000, { seed: 0, limit: 1000 }, 10_000))).toEqual([900, 100, 1000]);
    expect(sizes(splitIndices(60_000, { seed: 0, split: 1 }, 10_000))).toEqual([60_000, 0, 10_000]);
  });

  test("a small share still has an example", () => {
    expect(sizes(splitIndices(3, { split: [0.98, 0.01, 0.01], seed: 0 }))).toEqual([1, 1, 1]);
    expect(sizes(splitIndices(150, { split: [0.8, 0.1, 0.1], seed: 0 }))).toEqual([120, 15, 15]);
    expect(sizes(splitIndices(20, { split: [0.9, 0, 0.1], seed: 0 }))).toEqual([18, 0, 2]);
  });

  test("a split that cannot be is an error", () => {
    const split = (value: number | number[], own?: number) =>
      told(() => splitIndices(10, { split: value, seed: 0 }, own));
    expect(split([0.8, 0.1])).toBe(
      "NN0514: `split: [0.8, 0.1]` adds up to 0.9, not 1\nhelp: write `split: 0.8` or `split: [0.8, 0.1, 0.1]`",
    );
    expect(split(1.5)).toContain("has a share outside 0 to 1");
    expect(split(NaN)).toContain("has a share outside 0 to 1");
    expect(split(0)).toContain("leaves nothing to train on");
    expect(split([])).toContain("has to be one share");
    expect(split([0.8, 0.1, 0.1], 5)).toContain("asks for test data of a source with test files of its own");
    expect(told(() => splitIndices(1, { split: 0.5, seed: 0 }))).toContain(
      "1 example cannot be split into 2 parts",
    );
    expect(told(() => splitIndices(5, { limit: 0, seed: 0 }))).toContain("`limit` is 0");
    expect(told(() => splitIndices(0, { seed: 0 }))).toContain("NN0516: the data has no examples");
  });
});

describe("batches", () => {
  const indices = Int32Array.from({ length: 103 }, (_, i) => i * 2);

  test("an epoch visits every example once", () => {
    const seen = [...batches(indices, 10, 4, 7, { dropLast: false })];
    expect(seen.map((b) => b.length)).toEqual([...Array<number>(10).fill(10), 3]);
    expect(sorted(seen.flatMap((b) => [...b]))).toEqual([...indices]);
    expect([...batches(indices, 10, 4, 7)]).toHaveLength(10);
    expect([batchCount(54_000, 128), batchCount(54_000, 128, false)]).toEqual([421, 422]);
  });

  test("the order depends on seed and epoch only, so a run resumes anywhere", () => {
    const copy = (epoch: number, seed: number, start = 0) =>
      [...batches(indices, 8, epoch, seed, { start })].map((b) => [...b]);
    expect(copy(2, 5)).toEqual(copy(2, 5));
    expect(copy(2, 5)).not.toEqual(copy(3, 5));
    expect(copy(2, 5)).not.toEqual(copy(2, 6));
    expect(copy(2, 5, 4)).toEqual(copy(2, 5).slice(4));
    expect([...batches(indices, 100, 0, 0, { shuffle: false })][0]).toEqual(indices.subarray(0, 100));
  });

  test("permutations are uniform", () => {
    // Each of 4! orders of 4 about 1/24 of the time: chi-squared with 23 degrees of freedom, 99.99 % below 58.
    const counts = new Map<string, number>();
    for (let epoch = 0; epoch < 24_000; epoch++) {
      const key = permutation(4, 123, 1, epoch).join("");
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    const chi = [...counts.values()].reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0);
    expect(chi).toBeLessThan(58);
  });

  test("seeds beyond 32 bits count", () => {
    expect(permutation(50, 1, 0, 0)).not.toEqual(permutation(50, 1 + 2 ** 32, 0, 0));
  });

  test("a batch larger than the data is said", () => {
    expect(checkBatch(100, 100)).toBeUndefined();
    expect(checkBatch(100, 128)?.title).toBe("a batch of 128 is larger than the 100 training examples");
  });

  test("rows are gathered into place, short and long", () => {
    for (const size of [1, 3, 40]) {
      const src = Float32Array.from({ length: 10 * size }, (_, i) => i);
      const out = new Float32Array(4 * size);
      gatherRows(src, size, [7, 0, 9], out, size);
      const row = (i: number) => upTo(size).map((j) => i * size + j);
      expect([...out]).toEqual([...Array<number>(size).fill(0), ...row(7), ...row(0), ...row(9)]);
    }
  });
});

describe("windows", () => {
  test("the last example ends with the text", () => {
    expect(windowCount(5, 2, 1)).toBe(3);
    expect(windowCount(5, 5)).toBe(1);
    expect(windowCount(5, 5, 1)).toBe(0);
    const out = new Int32Array(8);
    gatherWindows(new Int32Array([10, 11, 12, 13, 14]), [0, 2], 2, 1, out, 4);
    expect([...out]).toEqual([0, 0, 0, 0, 11, 12, 13, 14]);
  });

  test("parts are contiguous and share no token", () => {
    const next = random(5);
    for (let trial = 0; trial < 200; trial++) {
      const length = 100 + Math.floor(next() * 1000);
      const size = 1 + Math.floor(next() * 5);
      const shift = Math.floor(next() * 3);
      const parts = splitWindows(length, size, shift, { split: [0.6, 0.2, 0.2], seed: 1 });
      const spans = [parts.train, parts.validation, parts.test].map((starts) => {
        expect([...starts]).toEqual(upTo(starts.length).map((i) => starts[0]! + i));
        return [starts[0]!, starts.at(-1)! + size + shift] as const;
      });
      expect(spans[0]![0]).toBe(0);
      expect(spans[1]![0]).toBe(spans[0]![1]);
      expect(spans[2]![0]).toBe(spans[1]![1]);
      expect(spans[2]![1]).toBe(length);
    }
  });

  test("limits and texts that are too short", () => {
    expect(sizes(splitWindows(1000, 10, 1, { limit: 50, seed: 0 }))).toEqual([50, 0, 0]);
    expect(told(() => splitWindows(10, 10, 1, { seed: 0 }))).toContain(
      "the text has 10 tokens, too few for one example of 11",
    );
    expect(told(() => splitWindows(50, 10, 1, { split: 0.9, seed: 0 }))).toContain(
      "a part of the split has 5 tokens",
    );
  });
});

test("a label out of range names its row and line", () => {
  const labels = new Int32Array([0, 9, 12]);
  const describe = { what: "label", place: (row: number) => `line ${row + 2} of a.csv` };
  expect(checkRange(labels, 0, 9, describe)?.title).toBe("label 12, outside of 0 to 9 (line 4 of a.csv)");
  expect(checkRange(labels, 0, 12, describe)).toBeUndefined();
  expect(checkRange([0, -100, 3], 0, 9, { ...describe, ignore: -100 })).toBeUndefined();
  expect(checkRange([0, 0, 0, 4], 0, 3, { what: "token", perRow: 2 })?.title).toBe(
    "token 4, outside of 0 to 3 (row 2)",
  );
  expect(checkRange([NaN], 0, 9, describe)?.code).toBe("NN0506");
});
