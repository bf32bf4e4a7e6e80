/**
 * Names of weights are a contract: they are the keys of weight files. So are the draws that initialize them.
 */
import { describe, expect, it } from "vitest";
import { compile } from "../../compiler/compile.ts";
import { call, reader, show, tensor, Trainer, trainProgram } from "./run.ts";

const paths = (source: string): string[] => trainProgram(source).weights.map((w) => w.path);
const program = (
  model: string,
  body = "let net = m()\n  minimize mean(net(ones([2, 3]))^2) with sgd(lr: 0.1)",
): string => `${model}\ntrain t {\n  steps = 2\n  ${body}\n}`;

describe("names of weights", () => {
  it("are the let name, or the layer's name and its index among unnamed instances", () => {
    const model = `layer m(x: [b, 3]) -> [b, 3] {
      let first = dense(4, bias: false)
      let h = x |> first |> dense(5, bias: false) |> layernorm() |> dense(3, bias: false)
      return h
    }`;
    expect(paths(program(model))).toEqual([
      "net.first.w",
      "net.dense_0.w",
      "net.layernorm_0.gain",
      "net.layernorm_0.shift",
      "net.dense_1.w",
    ]);
  });

  it("count on inside repeat", () => {
    const model = `layer block(x: [b, c]) -> [b, c] = x + (x |> dense(c, bias: false))
    layer m(x: [b, 3]) -> [b, 3] = x |> repeat 2 { block() } |> block()`;
    expect(paths(program(model))).toEqual([
      "net.block_0.dense_0.w",
      "net.block_1.dense_0.w",
      "net.block_2.dense_0.w",
    ]);
  });

  it("share one set where one instance is applied twice", () => {
    const model = `layer m(x: [b, c]) -> [b, c] { let d = dense(c) return d(d(x)) }`;
    expect(paths(program(model))).toEqual(["net.d.w", "net.d.b"]);
  });

  it("reach inner instances and weights from outside", () => {
    const model = `layer m(x: [b, 3]) -> [b, 3] = x |> dense(3) |> dense(3)`;
    const body = `let net = m()
      let y = net(ones([2, 3]))
      minimize mean(y^2) + sum(net.dense_0.w^2) over net.dense_1, net.dense_0.w with sgd(lr: 0.1)`;
    const p = trainProgram(program(model, body));
    expect(p.step.gradients.map((g) => g.path)).toEqual(["net.dense_0.w", "net.dense_1.w", "net.dense_1.b"]);
  });

  it("are without a prefix in a model that is called", () => {
    const source = "model m(x: [b, 2]) -> [b, 1] = x |> dense(1)";
    const out = call(source, "m", { x: tensor([1, 2], [1, 2]) }, { grad: ["dense_0.w"] });
    expect(Array.from(out["grad:dense_0.w"]!.data)).toEqual([1, 2]);
  });

  it("refuse two instances of one name", () => {
    const model = `layer m(x: [b, 3]) -> [b, 3] { let dense_0 = dense(3) return x |> dense(3) |> dense_0 }`;
    const { diagnostics, sources } = compile("main.nn", { read: reader(program(model)) });
    expect(show(diagnostics, sources)).toContain("two instances would be named `dense_0`");
  });
});

describe("initial weights", () => {
  const model = (more: string): string => `layer m(x: [b, 3]) -> [b, 3] = x |> dense(3)${more} |> dense(3)`;
  it("depend on the seed and on the path, not on what else there is", () => {
    const weight = (source: string, path: string, seed = 1): number[] =>
      new Trainer(trainProgram(source), {}, seed).weight(path);
    const a = weight(program(model("")), "net.dense_0.w");
    expect(weight(program(model(" |> layernorm()")), "net.dense_0.w")).toEqual(a);
    expect(weight(program(model("")), "net.dense_1.w")).not.toEqual(a);
    expect(weight(program(model("")), "net.dense_0.w", 2)).not.toEqual(a);
  });
});

describe("random draws of the run", () => {
  it("differ between applications of one layer and repeat for one step", () => {
    const body = `param w = 1.0
      let d = dropout(0.5)
      let x = ones([8, 8])
      let same = mean(f32(d(x) == d(x)))
      minimize w^2 + same with sgd(lr: 0.1)`;
    const p = trainProgram(program("", body));
    const one = new Trainer(p).step()["loss"]![0]!;
    expect(one).toBeLessThan(2);
    expect(new Trainer(p).step()["loss"]![0]).toBe(one);
  });
});

describe("imports", () => {
  it("bring names of other files, and their configs", () => {
    const files = {
      "main.nn": `import { m } from "./lib/model.nn"\n${program("")}`,
      "lib/model.nn": "config width = 4\nmodel m(x: [b, 3]) -> [b, width] = x |> dense(width)",
    };
    const shapes = (config: Record<string, string>): unknown => {
      const { program: p, diagnostics, sources } = compile("main.nn", { read: reader(files), config });
      expect(show(diagnostics, sources)).toBe("");
      return p!.train["t"]!.weights.map((w) => w.shape);
    };
    expect(shapes({})).toEqual([[3, 4], [4]]);
    expect(shapes({ width: "7" })).toEqual([[3, 7], [7]]);
  });

  it("say what is not there", () => {
    const files = {
      "main.nn": 'import { n } from "./a.nn"\nimport { b } from "./c.nn"',
      "a.nn": "fn nn(x: [n]) -> [n] = x",
    };
    const { diagnostics } = compile("main.nn", { read: reader(files) });
    expect(diagnostics.map((d) => d.title)).toEqual(["`./a.nn` has no `n`", "cannot read `c.nn`"]);
  });
});
