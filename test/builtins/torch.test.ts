/**
 * Primitives against PyTorch in double precision: values and gradients, edges included, to 1e-9.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { type Array_, close, compileText, randomArray, torch, type TorchResult } from "../std/support.ts";

interface Case {
  readonly nn: string;
  readonly torch: string;
  readonly inputs: Readonly<Record<string, Array_>>;
  readonly grad?: readonly string[];
}

const array = (shape: readonly number[], data: readonly number[], dtype?: "i32"): Array_ => ({
  shape,
  data,
  ...(dtype ? { dtype } : {}),
});
const x = randomArray([3, 4], 21);
const positive = { ...x, data: x.data.map((v) => Math.abs(v) + 0.1) };
const unit = { ...x, data: x.data.map((v) => v / 2.5) };
const y = randomArray([3, 4], 22);
const zeros = array([3, 4], [0, 1, 2, 3, 0, 0, 5, 6, 1, 2, 0, 4]);
const ties = array([3, 4], [1, 1, 0, 1, 2, 3, 3, 2, 0, 0, 0, 0]);
const one = (nn: string, expr: string, value: Array_ = x): Case => ({
  nn: `fn f(x: [${value.shape.join(", ")}]) = ${nn}`,
  torch: expr,
  inputs: { x: value },
});
const two = (nn: string, expr: string, a: Array_ = x, b: Array_ = y): Case => ({
  nn: `fn f(x: [${a.shape.join(", ")}], y: [${b.shape.join(", ")}]) = ${nn}`,
  torch: expr,
  inputs: { x: a, y: b },
});

const cases: Case[] = [
  ...["exp", "sin", "cos", "tan", "atan", "tanh", "erf", "expm1", "abs"].map((n) =>
    one(`${n}(x)`, `torch.${n}(x)`),
  ),
  ...["log", "sqrt", "log1p"].map((n) => one(`${n}(x)`, `torch.${n}(x)`, positive)),
  ...["asin", "acos"].map((n) => one(`${n}(x)`, `torch.${n}(x)`, unit)),
  ...["floor", "ceil", "round", "sign"].map((n) => one(`${n}(x) + x`, `torch.${n}(x) + x`)),
  one("abs(x)", "torch.abs(x)", zeros),
  two("maximum(x, y)", "torch.maximum(x, y)"),
  two("maximum(x, y)", "torch.maximum(x, y)", ties, zeros),
  two("minimum(x, y)", "torch.minimum(x, y)", ties, zeros),
  two("atan2(x, y)", "torch.atan2(x, y)"),
  one("clamp(x, 0, 3)", "torch.clamp(x, 0, 3)", zeros),
  one("clamp(x, -1, 1)", "torch.clamp(x, -1, 1)"),
  two("select(x > 0, x * y, log(y^2))", "torch.where(x > 0, x * y, torch.log(y ** 2))"),

  one("sum(x, axis: 0)", "x.sum(0)"),
  one("mean(x, axis: -1)", "x.mean(-1)"),
  one("prod(x)", "x.prod()"),
  one("prod(x, axis: 1)", "x.prod(1)", zeros),
  one("prod(x, axis: 0)", "x.prod(0)", zeros),
  one("max(x, axis: 1)", "x.amax(1)", ties),
  one("min(x)", "x.amin()", ties),
  one("variance(x, axis: 1)", "x.var(1, unbiased=False)"),
  one("variance(x, ddof: 1)", "x.var()"),
  one("std(x, axis: 0, ddof: 1)", "x.std(0)"),
  one("logsumexp(x)", "torch.logsumexp(x, -1)"),
  one("logsumexp(x, axis: [0, 1])", "torch.logsumexp(x, (0, 1))"),
  one("norm(x)", "x.norm()"),
  one("norm(x, axis: -1)", "x.norm(dim=-1)", array([3, 4], [0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 1])),
  one("norm(x, p: 1, axis: 0)", "x.norm(1, dim=0)"),
  one("norm(x, p: 3)", "x.norm(3)"),
  one("norm(x, p: inf, axis: 1)", "x.norm(math.inf, dim=1)"),
  one("cumsum(x)", "x.cumsum(-1)"),
  one("cumsum(x, axis: 0, reverse: true)", "x.flip(0).cumsum(0).flip(0)"),
  one("cumprod(x)", "x.cumprod(-1)"),
  one("cumprod(x)", "x.cumprod(-1)", zeros),

  two("x @ transpose(y)", "x @ y.T"),
  two('einsum(x, y, "i j, i k -> j k")', "torch.einsum('ij,ik->jk', x, y)"),
  two('einsum(x, y, "i j, i j -> i")', "torch.einsum('ij,ij->i', x, y)"),
  {
    nn: 'fn f(x: [a, b, b]) = einsum(x, "a b b -> a")',
    torch: "torch.einsum('abb->a', x)",
    inputs: { x: randomArray([2, 3, 3], 4) },
  },
  {
    nn: 'fn f(x: [a, b, b]) = einsum(x, "a b b -> b a")',
    torch: "torch.einsum('abb->ba', x)",
    inputs: { x: randomArray([2, 3, 3], 4) },
  },
  two(
    "conv(x, y, stride: 2, padding: 1)",
    "F.conv1d(x.permute(0, 2, 1), y.permute(2, 1, 0), stride=2, padding=1).permute(0, 2, 1)",
    randomArray([2, 7, 3], 5),
    randomArray([3, 3, 4], 6),
  ),
  two(
    'conv(x, y, stride: [2, 3], dilation: [2, 1], groups: 2, padding: "valid")',
    "F.conv2d(x.permute(0, 3, 1, 2), y.permute(3, 2, 0, 1), stride=(2, 3), dilation=(2, 1), groups=2).permute(0, 2, 3, 1)",
    randomArray([2, 7, 8, 4], 5),
    randomArray([3, 2, 2, 6], 6),
  ),

  one('rearrange(x, "a (b c) -> c (a b)", c: 2)', "x.reshape(3, 2, 2).permute(2, 0, 1).reshape(2, 6)"),
  one('rearrange(x, "a b -> b r a", r: 3)', "x.T[:, None, :].expand(4, 3, 3)"),
  two("concat([x, y], axis: 1)", "torch.cat([x, y], 1)"),
  two("stack([x, y], axis: -1)", "torch.stack([x, y], -1)"),
  one("pad(x, [[1, 0], [2, 1]], value: 3)", "F.pad(x, (2, 1, 1, 0), value=3)"),
  one('pad(x, [[0, 0], [2, 3]], mode: "reflect")', "F.pad(x[None], (2, 3), mode='reflect')[0]"),
  one('pad(x, [[0, 0], [2, 3]], mode: "edge")', "F.pad(x[None], (2, 3), mode='replicate')[0]"),
  one("flip(x, axis: [0, 1])", "x.flip(0, 1)"),
  one("roll(x, -1, axis: 1)", "x.roll(-1, 1)"),
  one("tile(x, [2, 3])", "x.tile(2, 3)"),
  one("windows(x, 2, axis: 1, stride: 2)", "x.unfold(1, 2, 2)"),
  one("windows(x, 3)", "x.unfold(1, 3, 1)"),
  one("tril(x, diagonal: 1)", "x.tril(1)"),
  one("triu(x)", "x.triu()"),
  one("broadcast(x, [2, 3, 4])", "x.expand(2, 3, 4)"),

  one("take(x, [2, 0, 2])", "x[[2, 0, 2]]"),
  one("take(x, [[3], [3]], axis: 1)", "x[:, [[3], [3]]]"),
  one("pick(x, [3, 0, 1])", "x.gather(1, torch.tensor([[3], [0], [1]]))[:, 0]"),
  two("scatter_add(x, [1, 1], y)", "x.index_add(0, torch.tensor([1, 1]), y)", x, randomArray([2, 4], 8)),
  one("sort(x)", "x.sort(-1).values"),
  one("sort(x, descending: true, axis: 0)", "x.sort(0, descending=True).values"),
  one("top_k(x, 2).values", "x.topk(2).values"),
  one("x * one_hot([1, 2, 0], 4)", "x * F.one_hot(torch.tensor([1, 2, 0]), 4)"),
  one("x + stop_grad(x^2)", "x + (x ** 2).detach()"),
];

let references: TorchResult[] | undefined;
beforeAll(() => {
  references = torch(
    cases.map((c) => ({ expr: c.torch, inputs: c.inputs, grad: c.grad ?? Object.keys(c.inputs) })),
  );
});

describe("values and gradients", () => {
  cases.forEach((c, i) =>
    it(c.nn.replace(/^fn f\(.*?\) = /, ""), (t) => {
      const wanted = c.grad ?? Object.keys(c.inputs);
      const compiled = compileText(c.nn, c.inputs, wanted);
      if (!references) return t.skip("no PyTorch");
      const reference = references[i]!;
      const result = compiled.run({ ...c.inputs, ct: reference.ct });
      expect(result["output"]!.shape).toEqual(reference.output.shape);
      close(result["output"]!.data, reference.output.data, 1e-9, "value");
      for (const name of wanted)
        close(result[`grad:${name}`]!.data, reference.grads[name]!.data, 1e-9, `gradient of ${name}`);
    }),
  );
});

describe("gradients that PyTorch leaves undefined", () => {
  const gradient = (nn: string, value: Array_): readonly number[] =>
    compileText(nn, { x: value }, ["x"]).run({ x: value, ct: { shape: [], data: [1] } })["grad:x"]!.data;
  it("norm and std are flat at 0", () => {
    for (const f of ["norm(x)", "norm(x, p: 3)", "norm(x, p: 1)", "std(x)", "norm(x, p: 1.5)"])
      expect(
        gradient(`fn f(x: [n]) = ${f}`, array([3], [0, 0, 0])).map((v) => v + 0),
        f,
      ).toEqual([0, 0, 0]);
  });
  it("the branch that select leaves out contributes nothing, not even NaN", () => {
    expect(gradient("fn f(x: [n]) = sum(select(x > 0, sqrt(x), 0))", array([2], [4, -1]))).toEqual([0.25, 0]);
    expect(gradient("fn f(x: [n]) = sum(select(x > 0, log(x), x))", array([2], [2, 0]))).toEqual([0.5, 1]);
    expect(gradient("fn f(x: [n]) = sum(select(x < 100, exp(x), x))", array([2], [0, 800]))).toEqual([1, 1]);
  });
});
