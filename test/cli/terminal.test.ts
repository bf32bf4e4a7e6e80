/**
 * How numbers look: short enough to read at a glance, exact where exactness is the point.
 */
import { describe, expect, test } from "vitest";
import * as t from "../../cli/shared/terminal.ts";

describe("numbers", () => {
  test.each([
    [0, "0"],
    [0.18837, "0.1884"],
    [12.345, "12.35"],
    [1234.5, "1234.5"],
    [41_300, "41,300"],
    [0.00081, "8.1e-4"],
    [1.5e9, "1.5e9"],
    [NaN, "NaN"],
    [-Infinity, "-∞"],
  ])("%d is %s", (value, text) => expect(t.number(value)).toBe(text));

  test("an f32 is shown by the shortest decimal that rounds to it", () => {
    expect(t.shortestF32(Math.fround(0.64))).toBe(0.64);
    expect(t.shortestF32(Math.fround(0.1024))).toBe(0.1024);
    expect(Math.fround(t.shortestF32(Math.fround(1 / 3)))).toBe(Math.fround(1 / 3));
    expect(t.shortestF32(0.1)).toBe(0.1);
  });

  test.each([
    [0, "0 B"],
    [999, "999 B"],
    [3_100_000, "3.1 MB"],
    [12_345_678, "12.3 MB"],
    [999_600, "1 MB"],
  ])("%d bytes are %s", (value, text) => expect(t.bytes(value)).toBe(text));

  test.each([
    [0.213, "0.21 ms"],
    [12.3, "12 ms"],
    [6_000, "6 s"],
    [130_000, "2 min 10 s"],
    [3_900_000, "1 h 5 min"],
  ])("%d ms are %s", (value, text) => expect(t.duration(value)).toBe(text));
});

describe("pictures of text", () => {
  test("a bar", () => expect(t.bar(0.5, 8)).toBe("━━━━────"));
  test("a sparkline goes from least to greatest", () => expect(t.sparkline([0, 1, 2, 3], 8)).toBe("▁▃▆█"));
  test("a flat one is low", () => expect(t.sparkline([5, 5, 5], 8)).toBe("▁▁▁"));
  test("columns are as wide as their widest cell", () => {
    const text = t.table([{ title: "name" }, { title: "n", align: "right" }], [["a", "10"], ["longer", "5"]]); // prettier-ignore
    expect(text).toBe(" name     n\n a       10\n longer   5");
  });
});

test.each([
  ["runs/1121-1042-fit", "runs/1121-1042-fit"],
  ["größe/m.nn:fit", "größe/m.nn:fit"],
  ["my models/m.nn", "'my models/m.nn'"],
  ["it's.nn", "'it'\\''s.nn'"],
])("a shell takes %s as %s", (path, word) => expect(t.shellWord(path)).toBe(word));
