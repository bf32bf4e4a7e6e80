/** Lookups, makers and draws. */
import { describe, expect, it } from "vitest";
import { atom } from "../../compiler/ir/dims.ts";
import {
  apply,
  close,
  context,
  counting,
  evaluate,
  failure,
  literal,
  nodeOf,
  resetSites,
  run,
  shapeText,
  symbolic,
} from "./support.ts";

describe("lookups", () => {
  it("take puts the positions' shape in the axis's place", () => {
    const cx = context();
    const x = counting(cx, [3, 2]);
    expect(evaluate(apply(cx, "take", x, [2, 0])).data).toEqual([4, 5, 0, 1]);
    expect(evaluate(apply(cx, "take", x, [[1], [0]], { axis: 1 }))).toEqual({
      dtype: "f32",
      shape: [3, 2, 1],
      data: [1, 0, 3, 2, 5, 4],
    });
  });
  it("pick", () => {
    const cx = context();
    expect(evaluate(apply(cx, "pick", counting(cx, [2, 3]), [2, 0]))).toEqual({
      dtype: "f32",
      shape: [2],
      data: [2, 3],
    });
    expect(evaluate(apply(cx, "pick", counting(cx, [3]), literal(cx, [], [1], "i32"))).data).toEqual([1]);
    // A position out of range that only the run knows reads 0.
    expect(evaluate(apply(cx, "pick", counting(cx, [1, 3]), literal(cx, [1], [-100], "i32"))).data).toEqual([
      0,
    ]);
    expect(evaluate(apply(cx, "pick", literal(cx, [1, 2], [-Infinity, 3]), [1])).data).toEqual([3]);
  });
  it("scatter_add adds up repeats", () => {
    const cx = context();
    const x = literal(cx, [3, 2], [1, 1, 1, 1, 1, 1]);
    expect(evaluate(apply(cx, "scatter_add", x, [0, 2, 0], counting(cx, [3, 2]))).data).toEqual([
      5, 7, 1, 1, 3, 4,
    ]);
    expect(evaluate(apply(cx, "scatter_add", x, [0], 10)).data).toEqual([11, 11, 1, 1, 1, 1]);
    expect(evaluate(apply(cx, "scatter_add", x, [1], [[1], [2], [3]], { axis: 1 })).data).toEqual([
      1, 2, 1, 3, 1, 4,
    ]);
  });
  it("one_hot", () =>
    expect(run("one_hot", [1, 0], 3)).toEqual({ dtype: "f32", shape: [2, 3], data: [0, 1, 0, 1, 0, 0] }));
  it("sort, argsort, top_k: ties to the lower index", () => {
    const xs = [3, 1, 2, 3, 1];
    expect(run("sort", xs).data).toEqual([1, 1, 2, 3, 3]);
    expect(run("sort", xs, { descending: true }).data).toEqual([3, 3, 2, 1, 1]);
    expect(run("argsort", xs).data).toEqual([1, 4, 2, 0, 3]);
    expect(run("argsort", xs, { descending: true }).data).toEqual([0, 3, 2, 1, 4]);
    expect(run("sort", [[2, 1], [1, 3]], { axis: 0 }).data).toEqual([1, 1, 2, 3]); // prettier-ignore
    const top = apply(context(), "top_k", xs, 2);
    if (top.kind !== "record") throw new Error("no record");
    expect(evaluate(top.fields.get("values")!).data).toEqual([3, 3]);
    expect(evaluate(top.fields.get("indices")!)).toEqual({ dtype: "i32", shape: [2], data: [0, 3] });
  });
  it("symbolic", () => {
    const cx = context();
    const x = symbolic(cx, ["b", "v"]);
    expect(shapeText(apply(cx, "take", x, symbolic(cx, ["s", "t"], "i32")))).toBe("[s, t, v]");
    expect(shapeText(apply(cx, "pick", x, symbolic(cx, ["b"], "i32")))).toBe("[b]");
    expect(
      shapeText(apply(cx, "one_hot", symbolic(cx, ["b"], "i32"), { kind: "int", value: atom("k") })),
    ).toBe("[b, k]");
    const top = apply(cx, "top_k", x, 3);
    expect(top.kind === "record" && shapeText(top.fields.get("values")!)).toBe("[b, 3]");
  });
  it("mistakes", () => {
    const cx = context();
    expect(failure(() => apply(cx, "pick", counting(cx, [2, 3]), [0, 1, 2])).title).toBe(
      "`pick` from [2, 3] takes positions [2], not [3]",
    );
    expect(
      failure(() => apply(cx, "take", counting(cx, [3]), literal(cx, [1], [0.5]))).fixes[0]!.title,
    ).toContain("i32(x)");
    expect(failure(() => run("top_k", [1, 2], 3)).fixes[0]!.title).toBe("k is from 1 to 2");
    expect(failure(() => apply(cx, "scatter_add", counting(cx, [3, 2]), [0], [[1, 2, 3]])).title).toBe(
      "`scatter_add` into [3, 2] at [1] takes rows [1, 2], not [1, 3]",
    );
    expect(failure(() => run("one_hot", [1])).title).toBe("`one_hot` needs the number of classes");
  });
});

describe("makers", () => {
  it("make", () => {
    expect(run("zeros", [2])).toEqual({ dtype: "f32", shape: [2], data: [0, 0] });
    expect(run("ones", []).data).toEqual([1]);
    expect(run("full", [2], 0.5).data).toEqual([0.5, 0.5]);
    expect(run("full", [2], true)).toEqual({ dtype: "bool", shape: [2], data: [1, 1] });
    expect(run("eye", 2).data).toEqual([1, 0, 0, 1]);
    expect(run("eye", 2, 3).data).toEqual([1, 0, 0, 0, 1, 0]);
    expect(run("arange", 3)).toEqual({ dtype: "i32", shape: [3], data: [0, 1, 2] });
    expect(run("arange", 2, 5).data).toEqual([2, 3, 4]);
    expect(run("arange", 5, 0, -2).data).toEqual([5, 3, 1]);
  });
  it("symbolic", () => {
    const cx = context();
    const n = { kind: "int" as const, value: atom("n") };
    expect(shapeText(apply(cx, "arange", n))).toBe("[n]");
    expect(shapeText(apply(cx, "arange", 2, n))).toBe("[n - 2]");
    expect(shapeText(apply(cx, "eye", n))).toBe("[n, n]");
  });
  it("mistakes", () => {
    expect(failure(() => run("zeros", [2, 0])).title).toBe("`zeros` would have shape [2, 0], which is empty");
    expect(failure(() => run("arange", 5, 5)).title).toBe("`arange` from 5 to 5 is empty");
    expect(failure(() => run("zeros", [1.5])).code).toBe("NN0322");
  });
});

describe("draws", () => {
  const N = 40_000;
  const moments = (xs: readonly number[]): [number, number] => {
    const mean = xs.reduce((a, b) => a + b, 0) / xs.length;
    return [mean, xs.reduce((a, x) => a + (x - mean) ** 2, 0) / xs.length];
  };
  it("uniform", () => {
    const { data } = run("uniform", [N], { low: -1, high: 3 });
    const [mean, variance] = moments(data);
    expect(Math.abs(mean - 1)).toBeLessThan(0.03);
    expect(Math.abs(variance - 16 / 12)).toBeLessThan(0.03);
    expect(Math.min(...data)).toBeGreaterThanOrEqual(-1);
    expect(Math.max(...data)).toBeLessThan(3);
  });
  it("normal", () => {
    const { data } = run("normal", [N], { mean: 2, std: 0.5 });
    const [mean, variance] = moments(data);
    expect(Math.abs(mean - 2)).toBeLessThan(0.012);
    expect(Math.abs(variance - 0.25)).toBeLessThan(0.01);
    const [, , , kurtosis] = [0, 0, 0, data.reduce((a, x) => a + ((x - mean) / 0.5) ** 4, 0) / N];
    expect(Math.abs(kurtosis - 3)).toBeLessThan(0.2);
    // Beyond two standard deviations: 4.55 %.
    expect(Math.abs(data.filter((x) => Math.abs(x - 2) > 1).length / N - 0.0455)).toBeLessThan(0.005);
  });
  it("bernoulli", () => {
    const { dtype, data } = run("bernoulli", [N], { p: 0.3 });
    expect(dtype).toBe("f32");
    expect(Math.abs(moments(data)[0] - 0.3)).toBeLessThan(0.012);
    expect(new Set(data)).toEqual(new Set([0, 1]));
    expect(run("bernoulli", [10], { p: 1 }).data).toEqual(Array(10).fill(1));
    expect(run("bernoulli", [10], { p: 0 }).data).toEqual(Array(10).fill(0));
  });
  it("categorical", () => {
    const cx = context();
    const p = [0.1, 0.2, 0.7];
    const logits = apply(cx, "broadcast", p.map(Math.log), [N, 3]);
    const { dtype, data } = evaluate(apply(cx, "categorical", logits));
    expect(dtype).toBe("i32");
    p.forEach((want, i) =>
      expect(Math.abs(data.filter((d) => d === i).length / N - want)).toBeLessThan(0.012),
    );
  });
  it("the same site, seed and step draw the same; others differ", () => {
    const draw = (seed: number, step: number): readonly number[] => {
      resetSites();
      return evaluate(apply(context(undefined, seed, step), "uniform", [4])).data;
    };
    expect(draw(1, 0)).toEqual(draw(1, 0));
    expect(draw(1, 0)).not.toEqual(draw(1, 1));
    expect(draw(1, 0)).not.toEqual(draw(2, 0));
    const cx = context();
    expect(evaluate(apply(cx, "uniform", [4])).data).not.toEqual(evaluate(apply(cx, "uniform", [4])).data);
  });
  it("parameters may be tensors", () => {
    const cx = context();
    const y = apply(cx, "normal", [2, 3], { mean: counting(cx, [3]), std: 0 });
    close(evaluate(y).data, [0, 1, 2, 0, 1, 2]);
    expect(
      nodeOf(
        apply(cx, "uniform", { kind: "list", items: [{ kind: "int", value: atom("b") }] }),
      ).type.shape.map(String),
    ).toEqual(["b"]);
  });
  it("mistakes", () => {
    expect(failure(() => run("bernoulli", [2], { p: 1.5 })).title).toBe("a probability of 1.5");
    const cx = context();
    expect(failure(() => apply(cx, "normal", [2], { mean: counting(cx, [3]) })).code).toBe("NN0220");
  });
});
