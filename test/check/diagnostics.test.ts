/**
 * What a user reads when something is wrong: one small program for each mistake, the rendered text beside it in
 * `diagnostics.golden.txt`. Every change of a message shows there.
 */
import { describe, expect, it } from "vitest";
import { compile } from "../../compiler/compile.ts";
import { gpt, houses, mnist } from "../lower/programs.ts";
import { data, reader, show } from "../lower/run.ts";

interface Case {
  readonly name: string;
  readonly source: string;
  readonly config?: Readonly<Record<string, string>>;
}

const c = (name: string, source: string, config?: Record<string, string>): Case => ({
  name,
  source,
  ...(config ? { config } : {}),
});
const train = (body: string): string => `train t {\n  steps = 3\n${body}\n}\n`;

const cases: readonly Case[] = [
  c(
    "a result of the wrong size",
    "config hidden = 64\nmodel mlp(x: [batch, 784]) -> [batch, 10] =\n  x |> dense(hidden) |> relu |> dense(12)\n",
  ),
  c(
    "a result of the wrong size, by way of a name",
    "layer mlp(x: [batch, 784]) -> [batch, 10] {\n  let h = x |> dense(12) |> relu\n  return h\n}\n",
  ),
  c("a size that does not divide after --set", gpt, { width: "130" }),
  c(
    "a loss without a derivative",
    mnist.replace(
      "minimize cross_entropy(logits, y) with adamw(lr: cosine(1e-3, warmup: 200))",
      "let guess = argmax(logits)\n  minimize mean(guess != y) with adam()",
    ),
  ),
  c("a column that does not exist", houses.replace("age, distance]", "age, distnace]")),
  c("sizes that disagree in @", "fn f(x: [n, 3], w: [4, 5]) -> [n, 5] = x @ w"),
  c("sizes that disagree in broadcasting", "fn f(x: [n, 3], w: [4]) -> [n, 3] = x + w"),
  c("sizes that disagree in concat", "fn f(x: [n, 3], w: [n, 4]) -> [_, 3] = concat([x, w], axis: 0)"),
  c("a dim used once", "fn f(x: [n, featuers], w: [n, features]) -> [n, features] = w + sum(x)"),
  c("if on a tensor", "fn f(x: [n]) -> [n] = if x > 0 then x else 0"),
  c("branches of different types", "fn f(n: int, x: [m]) -> [m] = if n > 1 then x else sum(x)"),
  c("a model that is not built", mnist.replace("let net = mlp()", "let net = mlp")),
  c(
    "a model applied without being built",
    mnist.replace("let net = mlp()\n  let logits = net(x)", "let logits = mlp(x)"),
  ),
  c("a layer given its input as settings", "layer f(x: [batch, 3]) -> [batch, 4] = dense(x)"),
  c(
    "a layer given numbers as settings",
    "layer half(x: [n]) -> [n] = x / 2\nfn f(x: [3]) -> [3] = half([1, 2, 3]) + x",
  ),
  c(
    "a name that an unnamed instance takes",
    "layer f(x: [n, c]) -> [n, 2] {\n  let dense_0 = dense(3)\n  return x |> dense_0 |> dense(2)\n}",
  ),
  c("a layer without its settings", "layer f(x: [batch, 3]) -> [batch, 4] = x |> dense |> relu"),
  c("an unbuilt layer in arithmetic", "layer f(x: [batch, 3]) -> [batch, 3] = x + dense"),
  c("softmax twice", mnist.replace("cross_entropy(logits, y)", "cross_entropy(softmax(logits), y)")),
  c(
    "sigmoid twice",
    "fn f(x: [n], y: [n]) -> [] = binary_cross_entropy(sigmoid(x), y)\nfn g(x: [n], y: [n]) -> [] = binary_cross_entropy(sigmoid(x) + x, sigmoid(y))",
  ),
  c("unknown names, several at once", "fn f(x: [n]) -> [n] = reul(x) + foo\nfn g(x: [n]) -> [n] = tanhh(x)"),
  c("an i32 in a division", "fn f(x: i32[n]) -> [n] = x / 255"),
  c("a float where i32 is", "fn f(x: i32[n]) -> i32[n] = x + 0.5"),
  c("a float size", "layer f(x: [batch, c]) -> [batch, c] = x |> dense(c * 0.5)"),
  c("dtypes that do not mix", "fn f(x: [n], i: i32[n]) -> [n] = x * i"),
  c("bool in arithmetic", "fn f(x: [n]) -> [n] = x * (x > 0)"),
  c("--set of a wrong type", mnist, { hidden: '"big"' }),
  c("--set of an unknown name", mnist, { hiden: "3" }),
  c("--set of nonsense", mnist, { hidden: "3 +" }),
  c("--set of a train setting of a wrong type", mnist, { batch: "0" }),
  c("a loss of many numbers", mnist.replace("minimize cross_entropy(logits, y)", "minimize (logits - 1)^2")),
  c(
    "an argument of the wrong shape",
    "model m(x: [batch, 784]) -> [batch, 10] = x |> dense(10)\n" +
      mnist.replace("let net = mlp()", "let net = m()"),
  ),
  c(
    "arguments that contradict each other",
    "fn f(x: [n, c], y: [n, c]) -> [n, c] = x + y\nfn g(x: [n, 3], y: [n, 4]) -> [n, 3] = f(x, y)",
  ),
  c(
    "a weight without gradient",
    train("  param w = 1.0\n  param v = 2.0\n  minimize w^2 + 0 * floor(v) with sgd(lr: 0.1)"),
  ),
  c("a loss without weights", train("  param w = 1.0\n  minimize sum(ones([3])) with sgd(lr: 0.1)")),
  c(
    "a weight in two minimizes",
    train("  param w = 1.0\n  minimize w^2 with sgd(lr: 0.1)\n  minimize w^4 with sgd(lr: 0.1)"),
  ),
  c("an unknown train setting", mnist.replace("epochs = 5", "epoch = 5")),
  c("no end to training", "train t {\n  param w = 1.0\n  minimize w^2 with sgd(lr: 0.1)\n}"),
  c("a name that is taken", "fn f(x: [n]) -> [n] {\n  let n = 3\n  let x = 2\n  return x\n}"),
  c(
    "a field that a record lacks",
    "fn f(x: [n]) -> { a: [n] } = { a: x }\nfn g(x: [n]) -> [n] {\n  let { b } = f(x)\n  return b\n}",
  ),
  c("an index out of range", "fn f(x: [3, 4]) -> [] = x[0, 4]"),
  c("a slice beyond the axis", "fn f(x: [3, 4]) -> [_, 4] = x[5:9]"),
  c("too many indices", "fn f(x: [3]) -> [] = x[0, 0]"),
  c("an unknown argument", "fn f(x: [n, 3]) -> [n] = sum(x, axs: 1)"),
  c("a missing argument", train("  param w = 1.0\n  minimize w^2 with sgd()")),
  c(
    "an instance applied to two sizes",
    train(
      "  let d = dense(3)\n  let a = d(ones([2, 4]))\n  let b = d(ones([2, 5]))\n  minimize sum(a) + sum(b) with sgd(lr: 0.1)",
    ),
  ),
  c("a size that does not divide", "config width = 10\nfn f(x: [n, width / 4]) -> [n] = x[:, 0]"),
  c(
    "a number of rows that does not divide",
    'fn f(x: [n]) -> [_, 2] = reshape(x, [n / 2, 2])\ntest "f" {\n  expect sum(f([1.0, 2.0, 3.0])) == 6\n}',
  ),
  c("a weight in a function", "fn f(x: [n, c]) -> [n, c] {\n  param w: [c] = 0\n  return x * w\n}"),
  c("a layer with weights in a function", "fn f(x: [n, c]) -> [n, c] = x |> dense(c)"),
  c(
    "set on a weight",
    "layer f(x: [n, c]) -> [n, c] {\n  param w: [c] = 0\n  set w = w + 1\n  return x * w\n}",
  ),
  c(
    "an initializer that needs its input",
    "layer f(x: [n, c]) -> [n, c] {\n  param w: [c] = mean(x, axis: 0)\n  return x * w\n}",
  ),
  c("no optimizer", train("  param w = 1.0\n  minimize w^2 with relu")),
  c("an unknown source", 'data d = cvs("a.csv") {\n  x: [] = a\n}'),
  c("a wrong setting of a source", 'data d = csv("a.csv", splt: 0.8) {\n  x: [] = area\n}'),
  c(
    "a field of another shape than declared",
    mnist.replace("x: [28, 28, 1] = reshape", "x: [28, 28, 3] = reshape"),
  ),
  c("recursion", "fn f(x: [n]) -> [n] = f(x)"),
  c("a body without return", "fn f(x: [n]) -> [n] {\n  let y = x\n}"),
  c("expect outside of a test", "fn f(x: [n]) -> [n] {\n  expect close(x, x)\n  return x\n}"),
  c("grad of many numbers", "fn f(x: [n]) -> [n] = grad(x^2, x)"),
  c(
    "a scan that changes what it carries",
    "fn f(x: [t, c]) -> [c] {\n  let r = scan (h = zeros([c])) over (xt = x) { return { h: h @ ones([c, 2]) } }\n  return r.h\n}",
  ),
  c("shape written as in another language", "fn f(x: [n, c]) -> [c] = sum(x.T, axis: 1)"),
];

describe("diagnostics", () => {
  it("read well", async () => {
    const parts = cases.map(({ name, source, config }) => {
      const { diagnostics, sources } = compile("main.nn", {
        read: reader(source),
        data,
        ...(config ? { config } : {}),
      });
      return `== ${name}\n\n${show(diagnostics, sources)}\n`;
    });
    await expect(parts.join("\n")).toMatchFileSnapshot("diagnostics.golden.txt");
  });

  for (const { name, source, config } of cases)
    it(`${name}: no error without a place in the user's file or a --set`, () => {
      const { diagnostics } = compile("main.nn", {
        read: reader(source),
        data,
        ...(config ? { config } : {}),
      });
      expect(diagnostics.length).toBeGreaterThan(0);
      for (const d of diagnostics) {
        expect(
          d.labels.length === 0 ||
            d.labels.some((l) => l.span.file === "main.nn" || l.span.file.startsWith("--set")),
        ).toBe(true);
        expect(d.title).not.toMatch(/undefined|\[object|NaN/);
      }
    });
});
