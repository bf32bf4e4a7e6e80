/** Elementwise primitives on tensors and on compile-time numbers. */
import { describe, expect, it } from "vitest";
import { builtins, constants } from "../../compiler/1-check/builtins/index.ts";
import { apply, close, context, evaluate, failure, literal, run, shapeText, symbolic } from "./support.ts";

const X = [-1.5, -0.5, 0.25, 0.5, 2.5];
const functions: Record<string, (x: number) => number> = {
  exp: Math.exp, sqrt: (x) => Math.sqrt(x), abs: Math.abs, sign: Math.sign, floor: Math.floor, ceil: Math.ceil,
  sin: Math.sin, cos: Math.cos, tan: Math.tan, atan: Math.atan, tanh: Math.tanh, expm1: Math.expm1,
}; // prettier-ignore

describe("functions of one number", () => {
  for (const [name, f] of Object.entries(functions))
    it(name, () => {
      const xs = name === "sqrt" ? X.map(Math.abs) : X;
      close(run(name, xs).data, xs.map(f));
      const n = apply(context(), name, 0.25);
      expect(n.kind === "float" && n.value).toBe(f(0.25));
    });
  it("log and its inverse domain", () => close(run("log", [1, Math.E, 10]).data, [0, 1, Math.log(10)]));
  it("round goes to even", () => close(run("round", [0.5, 1.5, 2.5, -0.5, -1.5]).data, [0, 2, 2, -0, -2]));
  it("erf", () => close(run("erf", [0.5, -1.2]).data, [0.5204998778130465, -0.9103139782296354]));
  it("unknown numbers stay unknown", () => {
    expect(apply(context(), "sqrt", { kind: "float", value: undefined })).toEqual({
      kind: "float",
      value: undefined,
    });
  });
  it("log(10) is a compile-time float", () => {
    expect(apply(context(), "log", 10)).toEqual({ kind: "float", value: Math.log(10) });
  });
  it("i32 truncates what stands in a list", () => {
    close(run("i32", [1, 2.7, -2.7]).data, [1, 2, -2]);
    close(
      run("i32", { kind: "list", items: [2, -3].map((value) => ({ kind: "float", value })) }).data,
      [2, -3],
    );
  });
  it("abs of an int is an int", () => expect(apply(context(), "abs", -3)).toEqual({ kind: "int", value: 3 }));
  it("keeps symbolic shapes", () => {
    const cx = context();
    expect(shapeText(apply(cx, "tanh", symbolic(cx, ["batch", 3])))).toBe("[batch, 3]");
  });
  it("refuses integers with the conversion", () => {
    const cx = context();
    const d = failure(() => apply(cx, "exp", literal(cx, [2], [1, 2], "i32")));
    expect([d.code, d.title, d.fixes[0]!.title]).toEqual([
      "NN0321",
      "`exp` is for floats, and this is i32",
      "convert it with `f32(x)`",
    ]);
  });
});

describe("functions of two and three", () => {
  it("maximum, minimum broadcast", () => {
    close(
      run(
        "maximum",
        [
          [1, 5],
          [3, 2],
        ],
        2.5,
      ).data,
      [2.5, 5, 3, 2.5],
    );
    close(
      run(
        "minimum",
        [
          [1, 5],
          [3, 2],
        ],
        [2, 4],
      ).data,
      [1, 4, 2, 2],
    );
    expect(apply(context(), "minimum", 3, 5)).toEqual({ kind: "int", value: 3 });
  });
  it("atan2", () => close(run("atan2", [1, -1], [-1, 1]).data, [Math.atan2(1, -1), Math.atan2(-1, 1)]));
  it("clamp", () => close(run("clamp", [-2, 0.5, 9], -1, 1).data, [-1, 0.5, 1]));
  it("clamp with crossed bounds gives the upper one", () =>
    close(run("clamp", [-2, 1.5, 9], 2, 1).data, [1, 1, 1]));
  it("clamp with one bound", () => {
    close(run("clamp", [-2, 0.5], { low: -1 }).data, [-1, 0.5]);
    close(run("clamp", [-2, 0.5], { high: 0 }).data, [-2, 0]);
    expect(apply(context(), "clamp", 3, { high: 2 })).toEqual({ kind: "float", value: 2 });
  });
  it("clamp wants a bound", () =>
    expect(failure(() => run("clamp", [0.5])).title).toBe("`clamp` needs its argument `low`"));
  it("select broadcasts the condition", () => {
    const cx = context();
    const c = literal(cx, [2, 1], [1, 0], "bool");
    close(evaluate(apply(cx, "select", c, [1, 2, 3], 0)).data, [1, 2, 3, 0, 0, 0]);
  });
  it("select wants a bool", () => {
    const cx = context();
    expect(failure(() => apply(cx, "select", literal(cx, [1], [1]), 1, 0)).fixes[0]!.title).toContain(
      "x > 0",
    );
  });
  it("says which axis does not broadcast", () => {
    const d = failure(() =>
      run(
        "maximum",
        [
          [1, 2, 3],
          [1, 2, 3],
        ],
        [1, 2],
      ),
    );
    expect(d.code).toBe("NN0220");
    expect(d.title).toBe("`maximum`: shapes [2, 3] and [2] do not broadcast");
    expect(d.labels.map((l) => l.text)).toEqual(["[2]: 2 at axis -1", "[2, 3]: 3 at axis -1"]);
  });
});

describe("conversions and tests", () => {
  it("convert", () => {
    expect(run("i32", [1.7, -1.7])).toEqual({ dtype: "i32", shape: [2], data: [1, -1] });
    expect(run("bool", [0, 2])).toEqual({ dtype: "bool", shape: [2], data: [0, 1] });
    expect(apply(context(), "f32", 3)).toEqual({ kind: "float", value: 3 });
    expect(apply(context(), "i32", 3.9)).toEqual({ kind: "int", value: 3 });
  });
  it("isnan and isfinite", () => {
    expect(run("isnan", [NaN, 1, Infinity]).data).toEqual([1, 0, 0]);
    expect(run("isfinite", [NaN, 1, Infinity]).data).toEqual([0, 1, 0]);
  });
  it("close", () => {
    expect(run("close", [1, 2], [1 + 1e-7, 2]).data).toEqual([1]);
    expect(run("close", [1, 2], [1.1, 2]).data).toEqual([0]);
    expect(run("close", [NaN], [NaN]).data).toEqual([0]);
    expect(apply(context(), "close", 1, 1.5, { tolerance: 0.6 })).toEqual({ kind: "bool", value: true });
  });
  it("constants", () => {
    expect(constants.get("pi")).toEqual({ kind: "float", value: Math.PI });
    expect(constants.get("inf")).toEqual({ kind: "float", value: Infinity });
  });
});

it("every primitive of the language is there", () => {
  const names =
    "exp log sqrt abs sign floor ceil round sin cos tan asin acos atan atan2 tanh erf log1p expm1 maximum minimum clamp " +
    "isnan isfinite select f32 f16 i32 bool sum prod max min mean variance std argmax argmin any all logsumexp norm einsum " +
    "conv reshape permute transpose rearrange flatten broadcast concat stack pad flip roll tile windows tril triu cumsum " +
    "cumprod take pick scatter_add one_hot top_k sort argsort zeros ones full eye arange shape rank size uniform normal " +
    "bernoulli categorical stop_grad close weights";
  expect([...builtins.keys()].sort()).toEqual(names.split(" ").sort());
  for (const b of builtins.values()) expect(b.doc.length, b.name).toBeGreaterThan(20);
});
