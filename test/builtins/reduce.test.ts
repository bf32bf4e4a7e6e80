/** Reductions: values, axes, edges. */
import { describe, expect, it } from "vitest";
import {
  apply,
  close,
  context,
  counting,
  evaluate,
  failure,
  literal,
  run,
  shapeText,
  symbolic,
} from "./support.ts";

const M = [[1, 2, 3], [6, 5, 4]]; // prettier-ignore

describe("sum, mean and the like", () => {
  it("reduce everything unless told", () => {
    close(run("sum", M).data, [21]);
    close(run("mean", M).data, [3.5]);
    close(run("prod", M).data, [720]);
    close(run("max", M).data, [6]);
    close(run("min", M).data, [1]);
  });
  it("over an axis, from the end, several, all others", () => {
    close(run("sum", M, { axis: 0 }).data, [7, 7, 7]);
    close(run("sum", M, { axis: -1 }).data, [6, 15]);
    close(run("sum", M, { axis: [0, 1] }).data, [21]);
    close(run("sum", M, { except: -1 }).data, [7, 7, 7]);
    expect(run("sum", M, { axis: 1, keep: true }).shape).toEqual([2, 1]);
  });
  it("count bools as f32", () => {
    const cx = context();
    const b = literal(cx, [4], [1, 0, 1, 1], "bool");
    expect(evaluate(apply(cx, "sum", b))).toEqual({ dtype: "f32", shape: [], data: [3] });
    expect(evaluate(apply(cx, "mean", b)).data).toEqual([0.75]);
  });
  it("a list of sizes gives a size", () => {
    const cx = context();
    expect(apply(cx, "prod", [3, 3, 8])).toEqual({ kind: "int", value: 72 });
    expect(apply(cx, "prod", [])).toEqual({ kind: "int", value: 1 });
    expect(apply(cx, "sum", [3, 4])).toEqual({ kind: "int", value: 7 });
    const shape = apply(cx, "shape", symbolic(cx, ["a", 2, "b"]));
    const n = apply(cx, "prod", shape);
    expect(n.kind === "int" && String(n.value)).toBe("2 * a * b");
  });
  it("symbolic shapes", () => {
    const cx = context();
    const x = symbolic(cx, ["b", "t", 8]);
    expect(shapeText(apply(cx, "mean", x, { axis: -1 }))).toBe("[b, t]");
    expect(shapeText(apply(cx, "variance", x, { except: -1 }))).toBe("[8]");
    expect(shapeText(apply(cx, "logsumexp", x, { keep: true }))).toBe("[b, t, 1]");
    expect(shapeText(apply(cx, "cumprod", x))).toBe("[b, t, 8]");
  });
});

describe("variance, std, norm", () => {
  it("divide by n, or n - ddof", () => {
    close(run("variance", [1, 2, 3, 6]).data, [3.5]);
    close(run("variance", [1, 2, 3, 6], { ddof: 1 }).data, [14 / 3]);
    close(run("std", [1, 2, 3, 6]).data, [Math.sqrt(3.5)]);
    close(run("variance", M, { axis: 1 }).data, [2 / 3, 2 / 3]);
  });
  it("refuse too few values", () =>
    expect(failure(() => run("variance", [[1, 2]], { axis: 0, ddof: 1 })).title).toBe(
      "`variance` with `ddof: 1` needs at least 2 values and has 1",
    ));
  it("norms", () => {
    close(run("norm", [3, -4]).data, [5]);
    close(run("norm", [3, -4], { p: 1 }).data, [7]);
    close(run("norm", [3, -4], { p: { kind: "float", value: Infinity } }).data, [4]);
    close(run("norm", [3, -4], { p: 3 }).data, [91 ** (1 / 3)]);
    close(
      run(
        "norm",
        [
          [3, 4],
          [0, 0],
        ],
        { axis: -1 },
      ).data,
      [5, 0],
    );
  });
});

describe("logsumexp", () => {
  it("does not overflow", () => close(run("logsumexp", [1000, 1000]).data, [1000 + Math.log(2)]));
  it("takes the last axis", () =>
    close(
      run("logsumexp", [
        [0, 0],
        [1, 1],
      ]).data,
      [Math.log(2), 1 + Math.log(2)],
    ));
  it("rows of -inf stay -inf, +inf stays +inf", () => {
    const cx = context();
    const x = literal(cx, [3, 2], [-Infinity, -Infinity, Infinity, 0, -Infinity, 1]);
    close(evaluate(apply(cx, "logsumexp", x)).data, [-Infinity, Infinity, 1]);
  });
});

describe("positions and conditions", () => {
  it("argmax takes the last axis and the first of ties", () => {
    expect(
      run("argmax", [
        [1, 3, 3],
        [9, 0, 1],
      ]),
    ).toEqual({ dtype: "i32", shape: [2], data: [1, 0] });
    expect(
      run(
        "argmin",
        [
          [1, 3, 3],
          [9, 0, 1],
        ],
        { axis: 0 },
      ).data,
    ).toEqual([0, 1, 1]);
    expect(run("argmax", [[1, 3, 3]], { keep: true }).shape).toEqual([1, 1]);
  });
  it("any and all", () => {
    const cx = context();
    const x = literal(cx, [2, 2], [1, 0, 1, 1], "bool");
    expect(evaluate(apply(cx, "any", x, { axis: 1 }))).toEqual({ dtype: "bool", shape: [2], data: [1, 1] });
    expect(evaluate(apply(cx, "all", x, { axis: 1 })).data).toEqual([0, 1]);
    expect(evaluate(apply(cx, "all", x)).data).toEqual([0]);
  });
});

describe("running sums and products", () => {
  it("cumsum", () => {
    close(run("cumsum", [1, 2, 3]).data, [1, 3, 6]);
    close(run("cumsum", [1, 2, 3], { exclusive: true }).data, [0, 1, 3]);
    close(run("cumsum", [1, 2, 3], { reverse: true }).data, [6, 5, 3]);
    close(run("cumsum", M, { axis: 0 }).data, [1, 2, 3, 7, 7, 7]);
  });
  it.each([1, 2, 3, 4, 5, 7, 8])("cumprod of %i", (n) => {
    const xs = Array.from({ length: n }, (_, i) => i + 1.5);
    let p = 1;
    close(
      run("cumprod", xs).data,
      xs.map((x) => (p *= x)),
    );
  });
  it("cumprod along another axis, with zeros", () =>
    close(
      run(
        "cumprod",
        [
          [2, 0],
          [3, 4],
        ],
        { axis: 0 },
      ).data,
      [2, 0, 6, 0],
    ));
});

describe("mistakes", () => {
  it("an axis out of range", () => {
    const d = failure(() => run("sum", M, { axis: 2 }));
    expect([d.code, d.title, d.fixes[0]!.title]).toEqual([
      "NN0223",
      "axis 2 is out of range for a tensor with 2 axes",
      "use 0 to 1, or -2 to -1 from the end",
    ]);
  });
  it("an axis of a scalar", () => {
    const cx = context();
    const d = failure(() => apply(cx, "argmax", counting(cx, [])));
    expect(d.title).toBe("axis -1 is out of range for a tensor with 0 axes");
  });
  it("both axis and except", () =>
    expect(failure(() => run("sum", M, { axis: 0, except: 1 })).code).toBe("NN0323"));
  it("an axis twice", () =>
    expect(failure(() => run("sum", M, { axis: [0, -2] })).title).toBe("axis 0 is named twice"));
  it("the mean of whole numbers", () => {
    const cx = context();
    const d = failure(() => apply(cx, "mean", literal(cx, [2], [1, 2], "i32")));
    expect(d.fixes[0]!.title).toBe("convert it with `f32(x)`");
  });
  it("a float for an axis", () => expect(failure(() => run("sum", M, { axis: 0.5 })).code).toBe("NN0322"));
});
