/**
 * Initializers: shapes from the annotation, fans, distributions, orthogonality.
 */
import { describe, expect, it } from "vitest";
import type { Precision } from "../../compiler/ops/def.ts";
import { close, compileText } from "./support.ts";

function initial(
  annotation: string,
  value: string,
  seed = 1,
  precision: Precision = "f64",
): { shape: readonly number[]; data: readonly number[] } {
  const text = `layer f(x: [n]) -> [n] {\n  param w: ${annotation} = ${value}\n  return x + 0 * sum(w)\n}`;
  const { w } = compileText(text, { x: { shape: [1], data: [0] } }).init(seed, precision);
  return w!;
}

function moments(xs: readonly number[]): { mean: number; std: number; max: number } {
  const mean = xs.reduce((a, b) => a + b, 0) / xs.length;
  const std = Math.sqrt(xs.reduce((a, x) => a + (x - mean) ** 2, 0) / xs.length);
  return { mean, std, max: xs.reduce((m, x) => Math.max(m, Math.abs(x)), 0) };
}

describe("distributions", () => {
  // [annotation, initializer, standard deviation, largest]
  const dense = "[300, 200]";
  const conv = "[3, 3, 40, 80]";
  it.each([
    [dense, "glorot()", Math.sqrt(2 / 500), Math.sqrt(6 / 500)],
    [dense, "glorot_normal()", Math.sqrt(2 / 500), undefined],
    [dense, "he()", Math.sqrt(2 / 300), Math.sqrt(6 / 300)],
    [dense, "he_normal()", Math.sqrt(2 / 300), undefined],
    [dense, "lecun()", Math.sqrt(1 / 300), Math.sqrt(3 / 300)],
    [conv, "glorot()", Math.sqrt(2 / (9 * 120)), Math.sqrt(6 / (9 * 120))],
    [conv, "he_normal()", Math.sqrt(2 / 360), undefined],
    [conv, "lecun()", Math.sqrt(1 / 360), Math.sqrt(3 / 360)],
    [dense, "uniform_init()", 0.1 / Math.sqrt(12), 0.05],
    [dense, "uniform_init(low: -1, high: 1)", 2 / Math.sqrt(12), 1],
    [dense, "normal_init()", 0.02, undefined],
    [dense, "normal_init(std: 2.0)", 2, undefined],
    // The standard deviation of a normal curve cut at 2 is 0.8796.
    [dense, "truncated_normal()", 0.02 * 0.87962566, 0.04],
    [dense, "truncated_normal(std: 1.0, cut: 1.0)", 0.53955, 1],
  ])("%s = %s", (annotation, value, std, largest) => {
    const { shape, data } = initial(annotation, value);
    expect(shape).toEqual(JSON.parse(annotation));
    const m = moments(data);
    expect(Math.abs(m.mean)).toBeLessThan((4 * std) / Math.sqrt(data.length));
    expect(Math.abs(m.std / std - 1)).toBeLessThan(0.02);
    if (largest !== undefined) {
      expect(m.max).toBeLessThanOrEqual(largest);
      expect(m.max).toBeGreaterThan(0.98 * largest);
    }
  });
  it("truncated_normal has the shape of the curve", () => {
    const { data } = initial("[300, 200]", "truncated_normal(std: 1.0)");
    // P(|x| < 1 | |x| < 2) = 0.6827 / 0.9545
    expect(Math.abs(data.filter((x) => Math.abs(x) < 1).length / data.length - 0.6827 / 0.9545)).toBeLessThan(
      0.006,
    );
  });
  it("constants", () => {
    expect(initial("[2, 2]", "zeros()").data).toEqual([0, 0, 0, 0]);
    expect(initial("[2]", "ones()").data).toEqual([1, 1]);
    expect(initial("[2]", "constant(0.5)").data).toEqual([0.5, 0.5]);
    expect(initial("[2]", "3").data).toEqual([3, 3]);
  });
});

describe("orthogonal", () => {
  const gram = (x: readonly number[], rows: number, cols: number): number[] => {
    const wide = rows < cols;
    const n = wide ? rows : cols;
    const at = (i: number, j: number): number => x[wide ? i * cols + j : j * cols + i]!;
    const g: number[] = [];
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        let s = 0;
        for (let k = 0; k < (wide ? cols : rows); k++) s += at(i, k) * at(j, k);
        g.push(s);
      }
    return g;
  };
  const identity = (n: number): number[] =>
    Array.from({ length: n * n }, (_, i) => (Math.floor(i / n) === i % n ? 1 : 0));
  it.each([
    [8, 8],
    [64, 64],
    [20, 50],
    [50, 20],
    [1, 7],
    [7, 1],
    [96, 96],
  ])("[%i, %i]", (rows, cols) => {
    for (const seed of [1, 2, 3]) {
      const { data } = initial(`[${rows}, ${cols}]`, "orthogonal()", seed);
      close(gram(data, rows, cols), identity(Math.min(rows, cols)), 1e-9);
    }
  });
  it("holds in single precision too", () => {
    const { data } = initial("[64, 64]", "orthogonal()", 5, "f32");
    close(gram(data, 64, 64), identity(64), 1e-5);
  });
  it("a kernel counts as a matrix, gain scales", () => {
    const { shape, data } = initial("[3, 3, 4, 16]", "orthogonal(gain: 2.0)");
    expect(shape).toEqual([3, 3, 4, 16]);
    close(
      gram(data, 36, 16),
      identity(16).map((v) => 4 * v),
      1e-9,
    );
  });
  it("is evenly distributed: entries of mean 0 and variance 1 / n", () => {
    const { data } = initial("[96, 96]", "orthogonal()", 4);
    const m = moments(data);
    expect(Math.abs(m.mean)).toBeLessThan(0.005);
    expect(m.std).toBeCloseTo(1 / Math.sqrt(96), 4);
  });
});
