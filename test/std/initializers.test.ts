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
    [dense, "glorot(gain: 3.0)", 3 * Math.sqrt(2 / 500), 3 * Math.sqrt(6 / 500)],
    [conv, "glorot_normal(gain: 0.5)", 0.5 * Math.sqrt(2 / (9 * 120)), undefined],
    ["[5, 60, 90]", "he()", Math.sqrt(2 / 300), Math.sqrt(6 / 300)],
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

describe("what layers start from", () => {
  const started = (layer: string, x: readonly number[], path: string, dtype: "f32" | "i32" = "f32") => {
    const type = `${dtype}[${x.map((_, i) => `d${i}`).join(", ")}]`;
    const text = `layer f(x: ${type}) = x |> ${layer}`;
    const data = Array.from({ length: x.reduce((a, b) => a * b, 1) }, () => 0);
    return compileText(text, { x: { shape: x, data, dtype } }).init(3)[path]!;
  };
  // [layer, input, weight, its shape, fan in + fan out]
  it.each([
    ["dense(200)", [1, 300], "dense_0.w", [300, 200], 500],
    ["conv2d(80)", [1, 5, 5, 40], "conv2d_0.w", [3, 3, 40, 80], 9 * 120],
    ["conv2d(80, kernel: 5, groups: 4)", [1, 5, 5, 40], "conv2d_0.w", [5, 5, 10, 80], 25 * 90],
    ["conv1d(80, kernel: 4)", [1, 5, 40], "conv1d_0.w", [4, 40, 80], 4 * 120],
    ["conv_transpose2d(60)", [1, 2, 2, 40], "conv_transpose2d_0.w", [3, 3, 40, 60], 9 * 100],
    ["lstm(50)", [1, 2, 60], "lstm_0.w_input", [60, 200], 260],
    ["gru(50)", [1, 2, 60], "gru_0.w_hidden", [50, 150], 200],
  ] as const)("%s", (layer, x, path, shape, fans) => {
    const w = started(layer, x, path);
    expect(w.shape).toEqual(shape);
    expect(Math.abs(moments(w.data).std / Math.sqrt(2 / fans) - 1)).toBeLessThan(0.03);
  });
  it("embedding(300, 200)", () => {
    const w = started("embedding(300, 200)", [1], "embedding_0.table", "i32");
    expect(Math.abs(moments(w.data).std / Math.sqrt(2 / 500) - 1)).toBeLessThan(0.03);
  });
  it("biases are 0, gains 1", () => {
    expect(started("dense(2)", [1, 3], "dense_0.b").data).toEqual([0, 0]);
    expect(started("layernorm()", [1, 2], "layernorm_0.gain").data).toEqual([1, 1]);
    expect(started("layernorm()", [1, 2], "layernorm_0.shift").data).toEqual([0, 0]);
  });
  it("the same seed gives the same weights, another one others", () => {
    expect(initial("[4, 3]", "glorot()", 7)).toEqual(initial("[4, 3]", "glorot()", 7));
    expect(initial("[4, 3]", "glorot()", 8).data).not.toEqual(initial("[4, 3]", "glorot()", 7).data);
    expect(initial("[4, 3]", "orthogonal()", 7)).toEqual(initial("[4, 3]", "orthogonal()", 7));
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
