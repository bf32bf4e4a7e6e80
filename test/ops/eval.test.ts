/** Values of ops against what is written down by hand. */
import { describe, expect, test } from "vitest";
import { interpret } from "../../compiler/interpret/graph.ts";
import type { DType, Node, OpAttrs, OpName } from "../../compiler/ir/graph.ts";
import { Builder } from "../../compiler/ops/builder.ts";
import type { Precision } from "../../compiler/ops/def.ts";
import { threefry2x32, uniformOf } from "../../compiler/threefry.ts";

interface In {
  readonly shape: number[];
  readonly data: number[];
  readonly dtype?: DType;
}

const x23: In = { shape: [2, 3], data: [1, 2, 3, 4, 5, 6] };
const v5: In = { shape: [5], data: [1, 2, 3, 4, 5] };
function ints(shape: number[], data: number[]): In {
  return { shape, data, dtype: "i32" };
}

function run<K extends OpName>(op: K, ins: readonly In[], attrs: OpAttrs[K], precision: Precision = "f64") {
  const b = new Builder();
  const nodes = ins.map((x) => b.literal(x.dtype ?? "f32", x.shape, x.data));
  return evaluate(b.make(op, nodes, attrs), precision);
}

function evaluate(node: Node, precision: Precision = "f64"): { shape: readonly number[]; data: number[] } {
  const [t] = interpret([node], () => expect.fail("no inputs"), precision);
  return { shape: t!.type.shape, data: [...t!.data] };
}

describe("leaves", () => {
  const b = new Builder();
  test("iota counts along its axis", () => {
    expect(evaluate(b.iota([2, 3], 1)).data).toEqual([0, 1, 2, 0, 1, 2]);
    expect(evaluate(b.iota([2, 3], 0)).data).toEqual([0, 0, 0, 1, 1, 1]);
  });
  test("a constant is rounded where it is stored", () => {
    expect(evaluate(b.const(0.1), "f64").data).toEqual([0.1]);
    expect(evaluate(b.const(0.1), "f32").data).toEqual([Math.fround(0.1)]);
    expect(evaluate(b.const(0.1, "f16"), "f32").data).toEqual([0.0999755859375]);
  });
  test("random draws are Threefry's words", () => {
    const draw = b.make("random", [b.const(5, "i32"), b.const(9, "i32")], {
      shape: [2, 2],
      site: 3,
      lane: 1,
    });
    expect(evaluate(draw).data).toEqual([0, 1, 2, 3].map((i) => uniformOf(threefry2x32(5, 3, 9, i)[1])));
  });
});

describe("reductions", () => {
  test("sum", () => {
    expect(run("sum", [x23], { axes: [0] })).toEqual({ shape: [3], data: [5, 7, 9] });
    expect(run("sum", [x23], { axes: [0, 1] })).toEqual({ shape: [], data: [21] });
  });
  test("prod of i32 wraps around", () => {
    expect(run("prod", [ints([3], [65536, 65536, 3])], { axes: [0] }).data).toEqual([0]);
    expect(run("prod", [ints([3], [65537, 65537, 1])], { axes: [0] }).data).toEqual([131073]);
  });
  test("max and min pass NaN on", () => {
    expect(run("reduceMax", [{ shape: [2, 2], data: [1, NaN, 3, 2] }], { axes: [1] }).data).toEqual([NaN, 3]);
    expect(run("reduceMin", [{ shape: [2, 2], data: [1, NaN, 3, 2] }], { axes: [1] }).data).toEqual([NaN, 2]);
  });
  test("argmax and argmin take the first of the ties", () => {
    expect(run("argmax", [{ shape: [2, 3], data: [1, 3, 3, 0, 0, 0] }], { axis: 1 }).data).toEqual([1, 0]);
    expect(run("argmin", [{ shape: [2, 3], data: [1, 3, 1, 0, -1, -1] }], { axis: 1 }).data).toEqual([0, 1]);
    expect(run("argmax", [{ shape: [2, 3], data: [1, 3, 3, 1, 0, 5] }], { axis: 0 })).toEqual({
      shape: [3],
      data: [0, 0, 1],
    });
  });
  test("cumsum in all four ways", () => {
    const on = (reverse: boolean, exclusive: boolean) =>
      run("cumsum", [v5], { axis: 0, reverse, exclusive }).data;
    expect(on(false, false)).toEqual([1, 3, 6, 10, 15]);
    expect(on(false, true)).toEqual([0, 1, 3, 6, 10]);
    expect(on(true, false)).toEqual([15, 14, 12, 9, 5]);
    expect(on(true, true)).toEqual([14, 12, 9, 5, 0]);
  });
  test("argsort is stable both ways", () => {
    const x = { shape: [6], data: [3, 1, 2, 1, 3, 2] };
    expect(run("argsort", [x], { axis: 0, descending: false }).data).toEqual([1, 3, 2, 5, 0, 4]);
    expect(run("argsort", [x], { axis: 0, descending: true }).data).toEqual([0, 4, 2, 5, 1, 3]);
    const y = { shape: [2, 2], data: [2, 1, 1, 2] };
    expect(run("argsort", [y], { axis: 0, descending: false }).data).toEqual([1, 0, 0, 1]);
  });
});

describe("movement", () => {
  test("permute", () => {
    expect(run("permute", [x23], { perm: [1, 0] })).toEqual({ shape: [3, 2], data: [1, 4, 2, 5, 3, 6] });
  });
  test("broadcast", () => {
    const column = { shape: [2, 1], data: [1, 2] };
    expect(run("broadcast", [column], { shape: [2, 3] }).data).toEqual([1, 1, 1, 2, 2, 2]);
    expect(run("broadcast", [{ shape: [1, 2], data: [1, 2] }], { shape: [3, 2] }).data).toEqual([
      1, 2, 1, 2, 1, 2,
    ]);
  });
  test("slice", () => {
    expect(run("slice", [v5], { start: [1], stop: [5], step: [2] })).toEqual({ shape: [2], data: [2, 4] });
    expect(run("slice", [x23], { start: [1, 0], stop: [2, 3], step: [1, 2] }).data).toEqual([4, 6]);
  });
  test("flip", () => {
    expect(run("flip", [x23], { axes: [0] }).data).toEqual([4, 5, 6, 1, 2, 3]);
    expect(run("flip", [x23], { axes: [0, 1] }).data).toEqual([6, 5, 4, 3, 2, 1]);
  });
  test("pad at the ends and inside", () => {
    const x = { shape: [3], data: [1, 2, 3] };
    const padded = run("pad", [x], { low: [1], high: [2], interior: [1], value: 9 });
    expect(padded).toEqual({ shape: [8], data: [9, 1, 9, 2, 9, 3, 9, 9] });
  });
  test("concat", () => {
    const y = { shape: [2, 1], data: [7, 8] };
    expect(run("concat", [x23, y], { axis: 1 })).toEqual({ shape: [2, 4], data: [1, 2, 3, 7, 4, 5, 6, 8] });
  });
  test("windows and overlapAdd", () => {
    const attrs = { axes: [0], size: [3], stride: [2], dilation: [1] };
    expect(run("windows", [v5], attrs)).toEqual({ shape: [2, 3], data: [1, 2, 3, 3, 4, 5] });
    expect(run("overlapAdd", [x23], { shape: [6], ...attrs })).toEqual({
      shape: [6],
      data: [1, 2, 7, 5, 6, 0],
    });
    const dilated = { axes: [0], size: [2], stride: [1], dilation: [3] };
    expect(run("windows", [v5], dilated).data).toEqual([1, 4, 2, 5]);
  });
  test("slab leaves zeros between its operands", () => {
    const slab = run("slab", [x23, { shape: [], data: [9] }], { slab: "weights", offsets: [1, 8], size: 10 });
    expect(slab).toEqual({ shape: [10], data: [0, 1, 2, 3, 4, 5, 6, 0, 9, 0] });
  });
});

describe("contraction", () => {
  test("a batched dot with its axes in odd places", () => {
    // a[k, b, m], c[n, b, k] -> [b, m, n]
    const a = { shape: [2, 2, 1], data: [1, 2, 3, 4] };
    const c = { shape: [2, 2, 2], data: [1, 2, 3, 4, 5, 6, 7, 8] };
    const y = run("dot", [a, c], { batch: [[1], [1]], contract: [[0], [2]] });
    // b = 0: a = [1, 3]; c rows [1, 2] and [5, 6]. b = 1: a = [2, 4]; c rows [3, 4] and [7, 8].
    expect(y).toEqual({ shape: [2, 1, 2], data: [7, 23, 22, 46] });
  });
  test("dots of all sizes around the tile", () => {
    for (const [m, k, n] of [[1, 1, 1], [2, 3, 4], [3, 2, 5], [5, 7, 9], [4, 1, 3]] as const) {
      const a = { shape: [m, k], data: Array.from({ length: m * k }, (_, i) => i + 1) };
      const b = { shape: [k, n], data: Array.from({ length: k * n }, (_, i) => (i % 5) - 2) };
      const want: number[] = [];
      for (let i = 0; i < m; i++)
        for (let j = 0; j < n; j++) {
          let s = 0;
          for (let l = 0; l < k; l++) s += a.data[i * k + l]! * b.data[l * n + j]!;
          want.push(s);
        }
      expect(run("dot", [a, b], { batch: [[], []], contract: [[1], [0]] })).toEqual({ shape: [m, n], data: want });
    }
  }); // prettier-ignore
  test("conv with a stride and a dilation", () => {
    const x = { shape: [1, 1, 7, 1], data: [1, 2, 3, 4, 5, 6, 7] };
    const w = { shape: [1, 2, 1, 2], data: [1, 0, 10, 1] };
    // y[p] = [x[2p] + 10 x[2p + 2], x[2p + 2]]
    const y = run("conv", [x, w], { stride: [2], dilation: [2] });
    expect(y).toEqual({ shape: [1, 1, 3, 2], data: [31, 3, 53, 5, 75, 7] });
  });
});

describe("indices", () => {
  test("gather, 0 out of range", () => {
    const y = run("gather", [x23, ints([2, 2], [2, 0, -1, 3])], { axis: 1 });
    expect(y).toEqual({ shape: [2, 2, 2], data: [3, 1, 0, 0, 6, 4, 0, 0] });
  });
  test("scatterAdd, nothing out of range", () => {
    const y = run("scatterAdd", [ints([3], [1, 1, 4]), { shape: [3, 2], data: [1, 2, 3, 4, 5, 6] }], {
      axis: 0,
      size: 2,
    });
    expect(y).toEqual({ shape: [2, 2], data: [0, 0, 4, 6] });
  });
  test("takeAlong and putAlong", () => {
    expect(run("takeAlong", [x23, ints([2, 2], [2, 0, 1, 7])], { axis: 1 }).data).toEqual([3, 1, 5, 0]);
    expect(run("takeAlong", [x23, ints([1, 3], [1, 0, 1])], { axis: 0 }).data).toEqual([4, 2, 6]);
    const y = run("putAlong", [ints([2, 2], [2, 2, 1, 7]), { shape: [2, 2], data: [1, 2, 3, 4] }], {
      axis: 1,
      size: 3,
    });
    expect(y).toEqual({ shape: [2, 3], data: [0, 0, 3, 0, 3, 0] });
  });
});

describe("precision", () => {
  test("f32 rounds each op's result", () => {
    const [a, c] = [
      { shape: [1], data: [0.1] },
      { shape: [1], data: [0.2] },
    ];
    expect(run("add", [a, c], {}, "f32").data).toEqual([Math.fround(Math.fround(0.1) + Math.fround(0.2))]);
    expect(run("add", [a, c], {}, "f64").data).toEqual([0.1 + 0.2]);
  });
  test("f16 values are halves in f32 precision", () => {
    const h: In = { shape: [2], data: [2048, 1], dtype: "f16" };
    expect(run("sum", [h], { axes: [0] }, "f32").data).toEqual([2048]);
    expect(run("cast", [{ shape: [1], data: [1 / 3] }], { dtype: "f16" }, "f32").data).toEqual([
      0.333251953125,
    ]);
  });
  test("i32 wraps around", () => {
    const big = ints([1], [2147483647]);
    expect(run("add", [big, big], {}).data).toEqual([-2]);
    expect(run("mul", [big, big], {}).data).toEqual([1]);
  });
  test("casts to i32 truncate and to bool ask for 0", () => {
    const x = { shape: [4], data: [1.9, -1.9, 0, NaN] };
    expect(run("cast", [x], { dtype: "i32" }).data).toEqual([1, -1, 0, 0]);
    expect(run("cast", [x], { dtype: "bool" }).data).toEqual([1, 1, 0, 1]);
  });
});
