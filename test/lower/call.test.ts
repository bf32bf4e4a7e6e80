import { describe, expect, it } from "vitest";
import { call, tensor } from "./run.ts";

const list = (t: { data: ArrayLike<number> }): number[] => Array.from(t.data);

describe("nn call", () => {
  it("evaluates a function", () => {
    const out = call("fn f(x: [n], y: [n]) -> [n] = 2 * x + y^2 / 4", "f", {
      x: tensor([2], [1, 2]),
      y: tensor([2], [2, 4]),
    });
    expect(list(out["output"]!)).toEqual([3, 8]);
  });

  it("gives gradients of the sum", () => {
    const source = "fn f(x: [n, m], w: [m, k]) -> [n, k] = relu(x @ w)";
    const out = call(
      source,
      "f",
      { x: tensor([1, 2], [1, 2]), w: tensor([2, 1], [3, 4]) },
      { grad: ["x", "w"] },
    );
    expect(list(out["output"]!)).toEqual([11]);
    expect(list(out["grad:x"]!)).toEqual([3, 4]);
    expect(list(out["grad:w"]!)).toEqual([1, 2]);
  });

  it("runs a model with its weights by path", () => {
    const source = "model net(x: [batch, 2]) -> [batch, 1] = x |> dense(3) |> relu |> dense(1)";
    const weights = {
      "dense_0.w": tensor([2, 3], [1, 0, 0, 0, 1, 0]),
      "dense_0.b": tensor([3], [0, 0, 1]),
      "dense_1.w": tensor([3, 1], [1, 2, 3]),
      "dense_1.b": tensor([1], [10]),
    };
    const out = call(source, "net", { x: tensor([1, 2], [4, 5]) }, { weights, grad: ["dense_1.w", "x"] });
    expect(list(out["output"]!)).toEqual([4 + 10 + 3 + 10]);
    expect(list(out["grad:dense_1.w"]!)).toEqual([4, 5, 1]);
    expect(list(out["grad:x"]!)).toEqual([1, 2]);
  });

  it("returns records by field", () => {
    const out = call("fn f(x: [n]) -> { a: [n], b: [] } { return { a: 2 * x, b: sum(x) } }", "f", {
      x: tensor([2], [1, 2]),
    });
    expect(list(out["a"]!)).toEqual([2, 4]);
    expect(list(out["b"]!)).toEqual([3]);
  });

  it("takes compile-time parameters", () => {
    const out = call("fn f(x: [n], k: int) -> [n * k] = tile(x, [k])", "f", { x: tensor([2], [1, 2]), k: 2 });
    expect(list(out["output"]!)).toEqual([1, 2, 1, 2]);
  });
});
