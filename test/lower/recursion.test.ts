/**
 * Functions and layers that call themselves, ended by an `if` on compile-time values; and `if` between shapes that its
 * condition tells apart.
 */
import { describe, expect, it } from "vitest";
import { compile } from "../../compiler/compile.ts";
import { call, reader, tensor, Trainer, trainProgram } from "./run.ts";

const errors = (source: string): string[] =>
  compile("main.nn", { read: reader(source) })
    .diagnostics.filter((d) => d.severity === "error")
    .map((d) => `${d.code} ${d.title}`);

describe("recursion", () => {
  const power = "fn power(x: [n], k: int) -> [n] = if k == 0 then ones([n]) else x * power(x, k - 1)";

  it("of a function ends at its last call", () => {
    expect(errors(power)).toEqual([]);
    const { output } = call(power, "power", { x: tensor([2], [2, -3]), k: 3 });
    expect([...output!.data]).toEqual([8, -27]);
  });

  it("of two calls each is no more work than it has to be", () => {
    const fib = "fn fib(k: int) -> [] = if k < 2 then 1.0 * k else fib(k - 1) + fib(k - 2)\nfn f() = fib(10)";
    expect(errors(fib)).toEqual([]);
    expect([...call(fib, "f", {})["output"]!.data]).toEqual([55]);
  });

  it("of a layer gives each level weights of its own", () => {
    const source = `
      layer tower(depth = 2)(x: [batch, n]) -> [batch, n] =
        if depth == 0 then x else x |> dense(n) |> tower(depth - 1)
      train t {
        steps = 1
        param x = ones([1, 2])
        let net = tower(3)
        minimize sum(net(x)) with sgd(0.1)
      }`;
    const { program } = new Trainer(trainProgram(source));
    expect(program.weights.map((w) => w.path).filter((p) => p.endsWith(".w"))).toEqual([
      "net.dense_0.w",
      "net.tower_0.dense_0.w",
      "net.tower_0.tower_0.dense_0.w",
    ]);
  });

  it.each([
    ["a function", "fn f(x: [n]) -> [n] = f(2 * x)"],
    ["two functions", "fn f(x: [n]) -> [n] = g(x)\nfn g(x: [n]) -> [n] = f(x)"],
    ["a layer", "layer f(x: [b, n]) -> [b, n] = x |> f()"],
    ["a count that never arrives", `${power}\nfn g(x: [n]) -> [n] = power(x, -1)`],
  ])("without an end is an error: %s", (_, source) => {
    expect(errors(source)[0]).toMatch(/^NN0313 /);
  });
});

describe("`if` between shapes", () => {
  const short = `layer short(c: int, stride = 1)(x: [batch, n, in]) -> [batch, _, c] =
    if stride == 1 && c == in then x else x |> conv1d(c, kernel: 1, stride: stride, padding: 0)`;
  const net = (body: string): string =>
    `${short}\nmodel net(x: [batch, 6, 4]) -> [batch, _, _] = x |> ${body}`;

  it("is decided by the sizes of the concrete program", () => {
    expect(errors(short)).toEqual([]);
    const shape = (body: string) =>
      call(net(body), "net", {
        x: tensor(
          [1, 6, 4],
          Array.from({ length: 24 }, (_, i) => i),
        ),
      })["output"]!.type.shape;
    expect(shape("short(4)")).toEqual([1, 6, 4]);
    expect(shape("short(5)")).toEqual([1, 6, 5]);
    expect(shape("short(4, stride: 2)")).toEqual([1, 3, 4]);
  });

  it("is an error where the sizes can never be what is declared", () => {
    expect(errors("fn f(big: bool, x: [n]) -> [n] = if big then sum(x) else x")[0]).toMatch(/^NN0215 /);
    const wrong =
      'fn f(x: [n]) -> [n] = if n == 3 then x[:2] else x\ntest "t" { expect all(f([1.0, 2.0, 3.0]) > 0) }';
    expect(errors(wrong)[0]).toMatch(/^NN0201 /);
  });
});
