/** Shapes, joins, pads, windows, triangles; symbolic sizes; mistakes. */
import { describe, expect, it } from "vitest";
import { atom } from "../../compiler/ir/dims.ts";
import {
  apply,
  context,
  counting,
  evaluate,
  failure,
  literal,
  nodeOf,
  run,
  shapeText,
  symbolic,
  type Given,
} from "./support.ts";

const hole: Given = { kind: "int", value: atom("_") };
const shapeOf = (name: string, dims: number[], ...rest: Given[]): readonly number[] => {
  const cx = context();
  return evaluate(apply(cx, name, counting(cx, dims), ...rest)).shape;
};
const dataOf = (name: string, dims: number[], ...rest: Given[]): readonly number[] => {
  const cx = context();
  return evaluate(apply(cx, name, counting(cx, dims), ...rest)).data;
};

describe("reshape and its kin", () => {
  it("reshape", () => {
    expect(shapeOf("reshape", [2, 6], [3, 4])).toEqual([3, 4]);
    expect(shapeOf("reshape", [2, 6], [3, hole])).toEqual([3, 4]);
    expect(shapeOf("reshape", [2, 6], [hole])).toEqual([12]);
    expect(shapeOf("reshape", [1], [])).toEqual([]);
    expect(shapeOf("reshape", [2, 6], [[2, 3], 2])).toEqual([2, 3, 2]);
  });
  it("symbolic reshape", () => {
    const cx = context();
    expect(
      shapeText(apply(cx, "reshape", symbolic(cx, ["b", 28, 28]), [{ kind: "int", value: atom("b") }, hole])),
    ).toBe("[b, 784]");
    expect(shapeText(apply(cx, "flatten", symbolic(cx, ["b", "h", "w"])))).toBe("[b, h * w]");
  });
  it("permute, transpose, flatten, broadcast", () => {
    expect(shapeOf("permute", [2, 3, 4], [2, 0, 1])).toEqual([4, 2, 3]);
    expect(dataOf("transpose", [2, 3])).toEqual([0, 3, 1, 4, 2, 5]);
    expect(shapeOf("flatten", [2, 3, 4])).toEqual([2, 12]);
    expect(shapeOf("flatten", [2])).toEqual([2, 1]);
    expect(dataOf("broadcast", [2, 1], [2, 2])).toEqual([0, 0, 1, 1]);
    expect(shapeOf("broadcast", [], [2, 3])).toEqual([2, 3]);
  });
  it("shape, rank, size are compile-time", () => {
    const cx = context();
    const x = symbolic(cx, ["b", 3]);
    const shape = apply(cx, "shape", x);
    expect(shape.kind === "list" && shape.items.map((i) => i.kind === "int" && String(i.value))).toEqual([
      "b",
      "3",
    ]);
    expect(apply(cx, "rank", x)).toEqual({ kind: "int", value: 2 });
    const n = apply(cx, "size", x);
    expect(n.kind === "int" && String(n.value)).toBe("3 * b");
    expect(apply(cx, "size", x, { axis: -1 })).toEqual({ kind: "int", value: 3 });
    expect(shapeText(apply(cx, "zeros", shape))).toBe("[b, 3]");
  });
  it("mistakes", () => {
    expect(failure(() => shapeOf("reshape", [2, 6], [5, hole])).title).toBe(
      "[2, 6] has 12 elements, not divisible by 5",
    );
    expect(failure(() => shapeOf("reshape", [2, 6], [5, 2])).title).toBe(
      "[2, 6] has 12 elements and [5, 2] has 10",
    );
    expect(failure(() => shapeOf("reshape", [2, 6], [-1])).fixes[0]!.title).toContain("`_`");
    expect(failure(() => shapeOf("reshape", [2, 6], [0, 12])).code).toBe("NN0224");
    expect(failure(() => shapeOf("permute", [2, 6], [0, 0])).code).toBe("NN0323");
    expect(failure(() => shapeOf("broadcast", [2, 3], [4, 3])).title).toBe(
      "[2, 3] does not broadcast to [4, 3]",
    );
    expect(failure(() => shapeOf("transpose", [2])).code).toBe("NN0228");
  });
});

describe("concat and stack", () => {
  it("join", () => {
    expect(run("concat", [[1, 2], [3]])).toEqual({ dtype: "f32", shape: [3], data: [1, 2, 3] });
    expect(
      run(
        "concat",
        [
          [[1], [2]],
          [[3], [4]],
        ],
        { axis: -1 },
      ).data,
    ).toEqual([1, 3, 2, 4]);
    expect(
      run("stack", [
        [1, 2],
        [3, 4],
      ]),
    ).toEqual({ dtype: "f32", shape: [2, 2], data: [1, 2, 3, 4] });
    expect(
      run(
        "stack",
        [
          [1, 2],
          [3, 4],
        ],
        { axis: -1 },
      ).data,
    ).toEqual([1, 3, 2, 4]);
    expect(run("stack", [1, 2])).toEqual({ dtype: "f32", shape: [2], data: [1, 2] });
  });
  it("numbers take the dtype they meet", () => {
    const cx = context();
    expect(evaluate(apply(cx, "concat", [literal(cx, [1], [7], "i32"), [8]])).dtype).toBe("i32");
  });
  it("symbolic", () => {
    const cx = context();
    const [a, b] = [symbolic(cx, ["n", 4]), symbolic(cx, ["m", 4])];
    expect(shapeText(apply(cx, "concat", [a, b]))).toBe("[m + n, 4]");
  });
  it("say which tensor and axis", () => {
    const cx = context();
    const d = failure(() => apply(cx, "concat", [counting(cx, [2, 3]), counting(cx, [2, 4])], { axis: 0 }));
    expect([d.code, d.title, d.labels[0]!.text]).toEqual([
      "NN0222",
      "`concat` along axis 0 of [2, 3] and [2, 4]",
      "axis 1 is 3 in tensor 0 and 4 in tensor 1",
    ]);
    expect(failure(() => apply(cx, "stack", [counting(cx, [2]), counting(cx, [3])])).title).toBe(
      "`stack` of [2] and [3]",
    );
  });
});

describe("pad, flip, roll, tile", () => {
  it("constant", () => {
    expect(
      dataOf(
        "pad",
        [2, 2],
        [
          [0, 1],
          [1, 0],
        ],
      ),
    ).toEqual([0, 0, 1, 0, 2, 3, 0, 0, 0]);
    expect(dataOf("pad", [2], [[1, 1]], { value: 9 })).toEqual([9, 0, 1, 9]);
    expect(dataOf("pad", [2], 1)).toEqual([0, 0, 1, 0]);
  });
  it("reflect and edge, as NumPy", () => {
    expect(dataOf("pad", [4], [[2, 3]], { mode: "reflect" })).toEqual([2, 1, 0, 1, 2, 3, 2, 1, 0]);
    expect(dataOf("pad", [3], [[2, 1]], { mode: "edge" })).toEqual([0, 0, 0, 1, 2, 2]);
    expect(
      shapeOf(
        "pad",
        [3, 4],
        [
          [1, 2],
          [3, 0],
        ],
        { mode: "reflect" },
      ),
    ).toEqual([6, 7]);
    expect(
      dataOf(
        "pad",
        [2, 2],
        [
          [1, 0],
          [0, 1],
        ],
        { mode: "edge" },
      ),
    ).toEqual([0, 1, 1, 0, 1, 1, 2, 3, 3]);
  });
  it("flip, roll, tile", () => {
    expect(dataOf("flip", [2, 2], { axis: 0 })).toEqual([2, 3, 0, 1]);
    expect(dataOf("flip", [2, 2], { axis: [0, 1] })).toEqual([3, 2, 1, 0]);
    expect(dataOf("roll", [4], 1, { axis: 0 })).toEqual([3, 0, 1, 2]);
    expect(dataOf("roll", [4], -1)).toEqual([1, 2, 3, 0]);
    expect(dataOf("roll", [2, 2], 5, { axis: 0 })).toEqual([2, 3, 0, 1]);
    expect(dataOf("tile", [2], [2])).toEqual([0, 1, 0, 1]);
    expect(dataOf("tile", [2], [2, 2])).toEqual([0, 1, 0, 1, 0, 1, 0, 1]);
    expect(dataOf("tile", [1, 2], [2, 1])).toEqual([0, 1, 0, 1]);
    expect(dataOf("tile", [2, 2], [1, 2])).toEqual([0, 1, 0, 1, 2, 3, 2, 3]);
  });
  it("symbolic", () => {
    const cx = context();
    const x = symbolic(cx, ["n", "m"]);
    expect(
      shapeText(
        apply(cx, "pad", x, [
          [1, 1],
          [0, { kind: "int", value: atom("k") }],
        ]),
      ),
    ).toBe("[n + 2, k + m]");
    expect(
      shapeText(
        apply(
          cx,
          "pad",
          x,
          [
            [1, 1],
            [0, 0],
          ],
          { mode: "edge" },
        ),
      ),
    ).toBe("[n + 2, m]");
    expect(shapeText(apply(cx, "tile", x, [3, 1]))).toBe("[3 * n, m]");
    expect(shapeText(apply(cx, "roll", x, 1))).toBe("[n, m]");
  });
  it("mistakes", () => {
    expect(failure(() => dataOf("pad", [3], [[3, 0]], { mode: "reflect" })).fixes[0]!.title).toBe(
      "at most 2 can be reflected",
    );
    expect(failure(() => dataOf("pad", [3], [[-1, 0]])).title).toBe("padding of -1");
    expect(failure(() => dataOf("pad", [3], [[1, 0]], { mode: "mirror" })).title).toBe(
      '`mode: "mirror"` is not known',
    );
    expect(
      failure(() =>
        dataOf(
          "pad",
          [3],
          [
            [1, 0],
            [0, 0],
          ],
        ),
      ).title,
    ).toBe("`pad` of [3] takes 1 pair, not 2");
  });
});

describe("windows", () => {
  it("slide", () => {
    expect(dataOf("windows", [4], 2)).toEqual([0, 1, 1, 2, 2, 3]);
    expect(dataOf("windows", [5], 2, { stride: 3 })).toEqual([0, 1, 3, 4]);
    expect(dataOf("windows", [5], 2, { dilation: 2 })).toEqual([0, 2, 1, 3, 2, 4]);
    expect(shapeOf("windows", [1, 4, 4, 3], 2, { axis: [1, 2], stride: 2 })).toEqual([1, 2, 2, 3, 2, 2]);
    expect(dataOf("windows", [1, 4, 4, 1], [2, 1], { axis: [1, 2], stride: [2, 4] })).toEqual([0, 4, 8, 12]);
  });
  it("symbolic", () => {
    const cx = context();
    expect(shapeText(apply(cx, "windows", symbolic(cx, ["n"]), 3))).toBe("[n - 2, 3]");
    const s: Given = { kind: "int", value: atom("s") };
    expect(shapeText(apply(cx, "windows", symbolic(cx, ["n"]), s, { stride: s }))).toBe(
      "[floor((n - s) / s) + 1, s]",
    );
  });
  it("too large", () =>
    expect(failure(() => dataOf("windows", [3], 4)).title).toBe(
      "a window of 4 does not fit axis 0 of size 3",
    ));
});

describe("triangles", () => {
  it("tril and triu", () => {
    expect(dataOf("tril", [2, 3])).toEqual([0, 0, 0, 3, 4, 0]);
    expect(dataOf("triu", [2, 3])).toEqual([0, 1, 2, 0, 4, 5]);
    expect(dataOf("tril", [2, 3], { diagonal: 1 })).toEqual([0, 1, 0, 3, 4, 5]);
    expect(dataOf("triu", [2, 2], { diagonal: -1 })).toEqual([0, 1, 2, 3]);
  });
  it("keep the dtype and leading axes", () => {
    const cx = context();
    expect(nodeOf(apply(cx, "tril", symbolic(cx, ["b", "t", "t"], "bool"))).type.dtype).toBe("bool");
  });
});
