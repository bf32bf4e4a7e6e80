/** Shape rules: the refusals, word for word, and symbolic sizes. */
import { describe, expect, test } from "vitest";
import {
  addDims,
  atom,
  type Dim,
  dimsEqual,
  divDims,
  floorDivDims,
  mulDims,
  showShape,
  subDims,
  substituteDim,
} from "../../compiler/ir/dims.ts";
import { Graph, type Node, type OpName } from "../../compiler/ir/graph.ts";
import { Builder } from "../../compiler/ops/builder.ts";
import { ShapeError } from "../../compiler/ops/def.ts";

const b = new Builder();
const f = (...shape: number[]): Node => b.input({ name: `f${shape}`, role: "argument", dtype: "f32", shape });
const i = (...shape: number[]): Node => b.input({ name: `i${shape}`, role: "argument", dtype: "i32", shape });
const c = (...shape: number[]): Node =>
  b.input({ name: `c${shape}`, role: "argument", dtype: "bool", shape });
const slice = (start: number, stop: number, step = 1): Node => b.slice(f(5), [start], [stop], [step]);
const conv = (x: Node, w: Node): Node => b.make("conv", [x, w], { stride: [1], dilation: [1] });
const windows = (size: number, dilation = 1): Node =>
  b.windows(f(5), { axes: [0], size: [size], stride: [1], dilation: [dilation] });

test.each<[string, () => Node]>([
  ["`+` takes operands of one shape, not [2, 3] and [3, 2]", () => b.make("add", [f(2, 3), f(3, 2)], {})],
  ["`+` takes operands of one dtype, not f32 and i32", () => b.add(f(2), i(2))],
  ["`/` takes floats, not i32", () => b.div(i(2), i(2))],
  ["`exp` takes floats, not i32", () => b.unary("exp", i(2))],
  ["`!` takes bools, not f32", () => b.not(f(2))],
  ["`<` takes numbers, not bool", () => b.lt(c(2), c(2))],
  ["the condition of `select` takes bools, not f32", () => b.where(f(2), f(2), f(2))],
  ["`select` takes operands of one dtype, not f32 and i32", () => b.where(c(2), f(2), i(2))],
  ["`sum` takes numbers, not bool", () => b.sum(c(2))],
  ["`sum`: there is no axis 2 in [2, 3]", () => b.sum(f(2, 3), [2])],
  ["`sum` names an axis twice: 1, 1", () => b.sum(f(2, 3), [1, 1])],
  ["the input `x` would have size 0 along axis 1 of [2, 0]; a size is at least 1", () => b.input({ name: "x", role: "batch", dtype: "f32", shape: [2, 0] })],
  ["the input `x` would have the size 1.5, which is no whole number, along axis 0 of [1.5]; a size is at least 1", () => b.input({ name: "x", role: "batch", dtype: "f32", shape: [1.5] })],
  ["[2, 3] does not reshape to [4, 2]: 6 elements are not 8", () => b.reshape(f(2, 3), [4, 2])],
  ["the slice 2:2 of an axis of size 5 is empty; a size is at least 1", () => slice(2, 2)],
  ["the slice 3:1 of an axis of size 5 is empty; a size is at least 1", () => slice(3, 1)],
  ["the slice 0:6 ends beyond the size 5", () => slice(0, 6)],
  ["the slice -1:3 starts below 0", () => slice(-1, 3)],
  ["a slice's step is a positive whole number, not 0", () => slice(0, 5, 0)],
  ["padding is a whole number from 0, not -1", () => b.pad(f(2), [-1], [0])],
  ["`concat` along axis 0: [2, 3] and [2, 4] differ elsewhere", () => b.concat([f(2, 3), f(2, 4)], 0)],
  ["`windows`: a window of 6 does not fit in a size of 5", () => windows(6)],
  ["`windows`: a window of 3 at dilation 3 does not fit in a size of 5", () => windows(3, 3)],
  ["[2, 3] and [4, 5] do not contract: size 3 (axis 1) meets size 4 (axis 0)", () => b.matmul(f(2, 3), f(4, 5))],
  ["`@` takes floats, not i32", () => b.matmul(i(2, 2), i(2, 2))],
  ["`conv`: the input has 3 channels a group and the kernel takes 4", () => conv(f(1, 2, 8, 3), f(1, 3, 4, 5))],
  ["`conv`: a window of 9 does not fit in a size of 8", () => conv(f(1, 2, 8, 3), f(1, 9, 3, 5))],
  ["an index must be i32, not f32", () => b.make("gather", [f(3), f(2)], { axis: 0 })],
  ["`take_along` along axis 1: [2, 3] and the indices' [3, 3] differ elsewhere", () => b.make("takeAlong", [f(2, 3), i(3, 3)], { axis: 1 })],
  ["`scatter_add` along axis 0: the rows' [3, 2] do not have the indices' [4] at that place", () => b.make("scatterAdd", [i(4), f(3, 2)], { axis: 0, size: 5 })],
  ["a literal of shape [3] has 2 numbers", () => b.literal("f32", [3], [1, 2])],
  ["shapes [2, 3] and [4] do not broadcast", () => b.add(f(2, 3), f(4))],
  ["the slab `w` has 5 elements and its operands need 6", () => b.make("slab", [f(2, 3)], { slab: "w", offsets: [0], size: 5 })],
])("%s", (message, make) => {
  expect(make).toThrow(new ShapeError(message));
}); // prettier-ignore

describe("sizes", () => {
  const [n, t, d] = [atom("n"), atom("t"), atom("d")];
  const of = (x: Dim, values: Record<string, Dim>): Dim => substituteDim(x, new Map(Object.entries(values)));

  test("a quotient that is exact as a whole need not be exact factor by factor", () => {
    expect(of(divDims(mulDims(d, t), n)!, { d: 2, t: 3, n: 6 })).toBe(1);
    // (n + 1) / 2 is kept as n/2 + 1/2.
    expect(of(divDims(addDims(n, 1), 2)!, { n: 5 })).toBe(3);
    expect(of(divDims(addDims(n, 2), 3)!, { n: 7 })).toBe(3);
    expect(of(divDims(addDims(n, 1), 2)!, { n: 4 })).toBe(2.5);
  });
  test("a sum divides its multiples", () => {
    const sum = addDims(t, 1);
    expect(divDims(mulDims(sum, d), sum)).toEqual(d);
    expect(String(divDims(mulDims(sum, addDims(t, -1)), sum))).toBe("t - 1");
    expect(String(divDims(d, sum))).toBe("(d) / (t + 1)");
  });
  test("equal sizes have equal forms", () => {
    expect(dimsEqual(mulDims(addDims(t, 1), addDims(t, -1)), addDims(mulDims(t, t), -1))).toBe(true);
    expect(String(subDims(mulDims(3, n), divDims(t, 2)!))).toBe("3 * n - t / 2");
    expect(dimsEqual(floorDivDims(addDims(n, 1), 2), floorDivDims(addDims(1, n), 2))).toBe(true);
  });
});

describe("symbolic sizes", () => {
  const s = new Builder<Dim>(new Graph<Dim>());
  const [n, d, h] = [atom("n"), atom("d"), atom("h")];
  const x = (...shape: Dim[]): Node<OpName, Dim> =>
    s.input({ name: "x", role: "argument", dtype: "f32", shape });
  const shape = (node: Node<OpName, Dim>): string => showShape(node.type.shape);

  test("split heads, transpose, merge", () => {
    const split = s.reshape(x(n, d), [n, h, divDims(d, h)!]);
    expect(shape(split)).toBe("[n, h, d / h]");
    expect(shape(s.reshape(s.permute(split, [1, 0, 2]), [h, mulDims(n, divDims(d, h)!)]))).toBe(
      "[h, d * n / h]",
    );
  });
  test("an inequality that is certain is refused", () => {
    expect(() => s.reshape(x(n, d), [n, 2])).toThrow(
      "[n, d] does not reshape to [n, 2]: d * n elements are not 2 * n",
    );
    expect(() => s.make("add", [x(n), x(d)], {})).toThrow("`+` takes operands of one shape, not [n] and [d]");
  });
  test("rounded sizes stay opaque and are left to the concrete check", () => {
    const w = s.windows(x(n), { axes: [0], size: [3], stride: [2], dilation: [1] });
    expect(shape(w)).toBe("[floor((n - 3) / 2) + 1, 3]");
    expect(() => s.make("add", [s.sum(w, [1]), x(d)], {})).not.toThrow();
  });
  test("slices, padding and windows of stride 1 are exact", () => {
    expect(shape(s.sliceAxis(x(n, d), 0, 1, n))).toBe("[n - 1, d]");
    expect(shape(s.pad(x(n), [2], [1]))).toBe("[n + 3]");
    expect(shape(s.windows(x(n), { axes: [0], size: [3], stride: [1], dilation: [2] }))).toBe("[n - 4, 3]");
    expect(shape(s.concat([x(n, d), x(2, d)], 0))).toBe("[n + 2, d]");
    expect(subDims(n, n)).toBe(0);
  });
});
