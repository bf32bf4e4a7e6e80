/** What is compared with PyTorch: our graph, its expression over `x`, `y`, `z` (or `xs`), and inputs. */
import { type DType, type Node, sizeOf } from "../../compiler/ir/graph.ts";
import type { Builder } from "../../compiler/ops/builder.ts";
import { randomUniform } from "../../compiler/threefry.ts";

export interface TorchInput {
  readonly shape: readonly number[];
  readonly data: readonly number[];
  readonly dtype?: DType;
}

export interface TorchCase {
  readonly name: string;
  readonly ours: (b: Builder, xs: Node[]) => Node;
  readonly torch: string;
  readonly inputs: readonly TorchInput[];
  /** Compare gradients, too; true unless told. */
  readonly grad?: boolean;
}

const KINKS = [0, -0, 1, -1, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 0.3, -0.7, 3.2, -4.9, 20, -20];
const EDGES = [...KINKS, NaN, Infinity, -Infinity, 1e-8, -1e-8, 1e-300, 700, -750];
const POSITIVE = [1e-10, 0.1, 0.5, 1, 1.5, 2, 3.7, 10, 1e5];
const INSIDE = [-0.99, -0.5, -1e-9, 0, 0.1, 0.5, 0.999];

function vector(data: readonly number[]): TorchInput {
  return { shape: [data.length], data };
}
function random(shape: readonly number[], site: number): TorchInput {
  return {
    shape,
    data: Array.from({ length: sizeOf(shape) }, (_, i) => 4 * randomUniform(11, site, 0, i, 0) - 2),
  };
}
function ints(shape: readonly number[], data: readonly number[]): TorchInput {
  return { shape, data, dtype: "i32" };
}
/** All pairs of `values`, as two vectors. */
function pairs(values: readonly number[]): [TorchInput, TorchInput] {
  return [vector(values.flatMap((v) => values.map(() => v))), vector(values.flatMap(() => values))];
}

function unary(
  op: Parameters<Builder["unary"]>[0],
  torch: string,
  data: readonly number[],
  grad = true,
): TorchCase {
  return {
    name: `${op} of ${data.length} values`,
    ours: (b, [x]) => b.unary(op, x!),
    torch,
    inputs: [vector(data)],
    grad,
  };
}
function binary(
  op: Parameters<Builder["binary"]>[0],
  torch: string,
  values: readonly number[],
  grad = true,
): TorchCase {
  return {
    name: `${op} of ${values.length}² pairs`,
    ours: (b, [x, y]) => b.binary(op, x!, y!),
    torch,
    inputs: pairs(values),
    grad,
  };
}
function reduce(
  op: "sum" | "prod" | "reduceMax" | "reduceMin",
  torch: string,
  x: TorchInput,
  axes: number[],
): TorchCase {
  return {
    name: `${op} over ${axes} of [${x.shape}]`,
    ours: (b, [a]) => b.reduce(op, a!, axes),
    torch,
    inputs: [x],
  };
}
function conv(name: string, x: number[], w: number[], stride: number[], dilation: number[]): TorchCase {
  // Ours: [G, B, …, I] and [G, …k, I, O]; PyTorch's: [B, G I, …] and [G O, I, …k].
  const n = stride.length;
  const sp = stride.map((_, i) => i + 2);
  const [g, batch, i, o] = [x[0]!, x[1]!, x.at(-1)!, w.at(-1)!];
  const xp = `x.permute(1, 0, ${n + 2}, ${sp}).reshape(${batch}, ${g * i}, ${x.slice(2, -1)})`;
  const wp = `y.permute(0, ${n + 2}, ${n + 1}, ${stride.map((_, k) => k + 1)}).reshape(${g * o}, ${i}, ${w.slice(1, -2)})`;
  const call = `F.conv${n}d(${xp}, ${wp}, stride=(${stride},), dilation=(${dilation},), groups=${g})`;
  const torch = `(lambda r: r.reshape(${batch}, ${g}, ${o}, *r.shape[2:]).permute(1, 0, ${stride.map((_, k) => k + 3)}, 2))(${call})`;
  return {
    name: `conv ${name}`,
    ours: (b, [p, q]) => b.make("conv", [p!, q!], { stride, dilation }),
    torch,
    inputs: [random(x, 1), random(w, 2)],
  };
}

export const torchCases: readonly TorchCase[] = [
  unary("neg", "-x", EDGES),
  unary("exp", "x.exp()", EDGES),
  unary("log", "x.log()", POSITIVE),
  unary("log", "x.log()", [0, -1, Infinity, NaN], false),
  unary("sqrt", "x.sqrt()", POSITIVE),
  unary("tanh", "x.tanh()", EDGES),
  unary("erf", "x.erf()", [...EDGES.slice(0, -5), 0.84, 0.85, 1.24, 1.26, 2.8, 2.9, 5.9, 6.1, 1e-5]),
  unary("sin", "x.sin()", KINKS),
  unary("cos", "x.cos()", KINKS),
  unary("tan", "x.tan()", KINKS),
  unary("asin", "x.asin()", INSIDE),
  unary("acos", "x.acos()", INSIDE),
  unary("atan", "x.atan()", EDGES.filter((v) => !Number.isNaN(v))),
  unary("floor", "x.floor()", KINKS, false),
  unary("ceil", "x.ceil()", KINKS, false),
  unary("round", "x.round()", [...KINKS, 0.49999999999999994, 2 ** 52 + 1, -3.5, 4.5], false),
  unary("sign", "x.sign()", KINKS, false),
  unary("abs", "x.abs()", KINKS),
  unary("log1p", "x.log1p()", [-0.5, -1e-10, 0, 1e-10, 1e-300, 3]),
  unary("expm1", "x.expm1()", KINKS),
  unary("isnan", "x.isnan()", EDGES, false),
  unary("isfinite", "x.isfinite()", EDGES, false),

  binary("add", "x + y", KINKS),
  binary("sub", "x - y", KINKS),
  binary("mul", "x * y", KINKS),
  binary("div", "x / y", KINKS.filter((v) => v !== 0)),
  binary("div", "x / y", EDGES, false),
  binary("max", "torch.maximum(x, y)", KINKS),
  binary("min", "torch.minimum(x, y)", KINKS),
  binary("max", "torch.maximum(x, y)", EDGES, false),
  binary("min", "torch.minimum(x, y)", EDGES, false),
  binary("mod", "torch.remainder(x, y)", KINKS.filter((v) => v !== 0)),
  binary("atan2", "torch.atan2(x, y)", KINKS, false),
  // At the origin PyTorch 1.13 gives NaN and later versions 0.
  binary("atan2", "torch.atan2(x, y)", KINKS.filter((v) => v !== 0)),
  binary("lt", "x < y", EDGES, false),
  binary("le", "x <= y", EDGES, false),
  binary("eq", "x == y", EDGES, false),
  binary("pow", "x ** y", [0.5, 1, 1.5, 2, 3]),
  {
    name: "pow at a zero base",
    ours: (b, [x, y]) => b.binary("pow", x!, y!),
    torch: "x ** y",
    inputs: [vector([0, 0, 0, 0, 0, 2, 1e-5]), vector([0, 1, 2, 1.5, 3, 0, 0])],
  },
  {
    name: "pow with a negative exponent",
    ours: (b, [x, y]) => b.binary("pow", x!, y!),
    torch: "x ** y",
    inputs: [vector([0.5, 1, 2, 3]), vector([-1, -0.5, -2, -1.5])],
  },
  {
    name: "clamp passes 1 at its bounds, by select",
    ours: (b, [x]) => {
      const [low, high] = [b.fullLike(x!, -0.5), b.fullLike(x!, 1.5)];
      return b.where(b.lt(x!, low), low, b.where(b.lt(high, x!), high, x!));
    },
    torch: "x.clamp(-0.5, 1.5)",
    inputs: [vector(KINKS)],
  },
  {
    name: "relu by select",
    ours: (b, [x]) => b.where(b.lt(b.fullLike(x!, 0), x!), x!, b.fullLike(x!, 0)),
    torch: "x.relu()",
    inputs: [vector(KINKS)],
  },
  {
    name: "i32 floor remainder",
    ours: (b, [x, y]) => b.binary("mod", x!, y!),
    torch: "torch.remainder(x, y)",
    inputs: [ints([6], [5, -5, 5, -5, 6, -6]), ints([6], [3, 3, -3, -3, 3, -3])],
  },

  reduce("sum", "x.sum((0, 2))", random([2, 3, 4], 1), [0, 2]),
  reduce("prod", "x.prod(1)", random([2, 3, 4], 1), [1]),
  reduce("prod", "x.prod(0)", vector([0, 2, 3]), [0]),
  reduce("prod", "x.prod(0)", vector([0, 0, 3]), [0]),
  reduce("reduceMax", "x.amax((0, 2))", random([2, 3, 4], 1), [0, 2]),
  reduce("reduceMax", "x.amax(1)", { shape: [3, 4], data: [1, 3, 3, 3, -1, -1, -1, -1, 2, 5, 5, 0] }, [1]),
  reduce("reduceMin", "x.amin((0, 1))", { shape: [2, 3], data: [1, 0, 0, 2, 0, 5] }, [0, 1]),
  { name: "argmax", ours: (b, [x]) => b.make("argmax", [x!], { axis: 1 }), torch: "x.argmax(1)", inputs: [random([5, 4], 2)] },
  { name: "argmin", ours: (b, [x]) => b.make("argmin", [x!], { axis: 0 }), torch: "x.argmin(0)", inputs: [random([5, 4], 2)] },
  { name: "argmax of NaN", ours: (b, [x]) => b.make("argmax", [x!], { axis: 0 }), torch: "x.argmax(0)", inputs: [vector([1, NaN, 3, NaN])] },
  { name: "argmin of NaN", ours: (b, [x]) => b.make("argmin", [x!], { axis: 0 }), torch: "x.argmin(0)", inputs: [vector([1, NaN, 3, NaN])] },
  {
    name: "argsort",
    ours: (b, [x]) => b.make("argsort", [x!], { axis: 1, descending: false }),
    torch: "x.argsort(1, stable=True) if False else torch.sort(x, stable=True, dim=1)[1]",
    inputs: [{ shape: [2, 5], data: [3, 1, 3, 1, 2, 0, -0, NaN, -1, Infinity] }],
  },
  {
    name: "argsort, descending",
    ours: (b, [x]) => b.make("argsort", [x!], { axis: 1, descending: true }),
    torch: "torch.sort(x, stable=True, dim=1, descending=True)[1]",
    inputs: [{ shape: [2, 5], data: [3, 1, 3, 1, 2, 0, -0, NaN, -1, Infinity] }],
  },
  {
    name: "cumsum",
    ours: (b, [x]) => b.make("cumsum", [x!], { axis: 1, reverse: false, exclusive: false }),
    torch: "x.cumsum(1)",
    inputs: [random([2, 5, 3], 1)],
  },
  {
    name: "reverse cumsum",
    ours: (b, [x]) => b.make("cumsum", [x!], { axis: 0, reverse: true, exclusive: false }),
    torch: "x.flip(0).cumsum(0).flip(0)",
    inputs: [random([4, 2], 1)],
  },

  { name: "reshape", ours: (b, [x]) => b.reshape(x!, [4, 3]), torch: "x.reshape(4, 3)", inputs: [random([2, 3, 2], 1)] },
  { name: "permute", ours: (b, [x]) => b.permute(x!, [2, 0, 1]), torch: "x.permute(2, 0, 1)", inputs: [random([2, 3, 4], 1)] },
  { name: "broadcast", ours: (b, [x]) => b.expand(x!, [2, 3, 4]), torch: "x.expand(2, 3, 4)", inputs: [random([3, 1], 1)] },
  { name: "slice", ours: (b, [x]) => b.slice(x!, [1, 0], [5, 4], [2, 3]), torch: "x[1:5:2, 0:4:3]", inputs: [random([6, 5], 1)] },
  { name: "flip", ours: (b, [x]) => b.flip(x!, [0, 2]), torch: "x.flip(0, 2)", inputs: [random([2, 3, 4], 1)] },
  { name: "pad", ours: (b, [x]) => b.pad(x!, [1, 0], [2, 3], [0, 0], 7), torch: "F.pad(x, (0, 3, 1, 2), value=7)", inputs: [random([2, 3], 1)] },
  { name: "concat", ours: (b, [x, y]) => b.concat([x!, y!, x!], 1), torch: "torch.cat([x, y, x], 1)", inputs: [random([2, 3], 1), random([2, 1], 2)] },
  {
    name: "windows",
    ours: (b, [x]) => b.windows(x!, { axes: [1], size: [3], stride: [2], dilation: [1] }),
    torch: "x.unfold(1, 3, 2)",
    inputs: [random([2, 8], 1)],
  },
  {
    name: "windows over two axes are unfold",
    ours: (b, [x]) => {
      const w = b.windows(x!, { axes: [2, 3], size: [2, 3], stride: [2, 1], dilation: [1, 2] });
      return b.reshape(b.permute(w, [0, 1, 4, 5, 2, 3]), [2, 18, 6]);
    },
    torch: "F.unfold(x, (2, 3), dilation=(1, 2), stride=(2, 1))",
    inputs: [random([2, 3, 5, 7], 1)],
  },
  {
    name: "overlapAdd is fold",
    ours: (b, [x]) => {
      const w = b.permute(b.reshape(x!, [2, 1, 2, 3, 3, 2]), [0, 1, 4, 5, 2, 3]);
      return b.make("overlapAdd", [w], { shape: [2, 1, 6, 5], axes: [2, 3], size: [2, 3], stride: [2, 2], dilation: [1, 1] });
    },
    torch: "F.fold(x, (6, 5), (2, 3), stride=(2, 2))",
    inputs: [random([2, 6, 6], 1)],
  },
  {
    name: "max pooling with ties within windows",
    ours: (b, [x]) => b.reduce("reduceMax", b.windows(x!, { axes: [2, 3], size: [2, 2], stride: [2, 2], dilation: [1, 1] }), [4, 5]),
    torch: "x.unfold(2, 2, 2).unfold(3, 2, 2).amax((4, 5))",
    inputs: [{ shape: [1, 1, 4, 5], data: [1, 1, 2, 0, 9, 0, 1, 2, 2, 9, 5, 4, 0, 0, 9, 3, 2, 0, 0, 9] }],
  },

  {
    name: "matmul",
    ours: (b, [x, y]) => b.matmul(x!, y!),
    torch: "x @ y",
    inputs: [random([3, 4], 1), random([4, 5], 2)],
  },
  ...([[[4], [4]], [[4], [4, 3]], [[2, 4], [4]], [[2, 3, 4], [4, 2]], [[2, 1, 3, 4], [5, 4, 2]], [[2, 3, 4], [2, 4, 2]], [[4], [2, 4, 3]], [[3, 2, 4], [4]]] as const).map(
    ([p, q]): TorchCase => ({ name: `[${p}] @ [${q}]`, ours: (b, [x, y]) => b.matmul(x!, y!), torch: "x @ y", inputs: [random(p, 1), random(q, 2)] }),
  ),
  {
    name: "einsum b i d, b j d",
    ours: (b, [x, y]) => b.dot(x!, y!, { batch: [[0], [0]], contract: [[2], [2]] }),
    torch: "torch.einsum('bid,bjd->bij', x, y)",
    inputs: [random([2, 3, 4], 1), random([2, 5, 4], 2)],
  },
  conv("1-d", [1, 2, 9, 3], [1, 3, 3, 4], [1], [1]),
  conv("1-d strided, dilated", [1, 2, 12, 2], [1, 3, 2, 3], [2], [2]),
  conv("2-d", [1, 2, 7, 6, 3], [1, 3, 2, 3, 4], [1, 1], [1, 1]),
  conv("2-d strided with a rest", [1, 2, 8, 9, 2], [1, 3, 3, 2, 2], [2, 3], [1, 1]),
  conv("2-d dilated", [1, 1, 9, 9, 1], [1, 3, 2, 1, 2], [1, 2], [2, 3]),
  conv("2-d in groups", [3, 2, 5, 5, 2], [3, 2, 2, 2, 1], [1, 2], [1, 1]),
  conv("depthwise", [4, 2, 6, 6, 1], [4, 3, 3, 1, 1], [1, 1], [1, 1]),

  {
    name: "take along a middle axis",
    ours: (b, [x, i]) => b.make("gather", [x!, i!], { axis: 1 }),
    torch: "x[:, y]",
    inputs: [random([2, 4, 3], 1), ints([2, 2], [3, 0, 0, 1])],
  },
  {
    name: "scatter_add of rows",
    ours: (b, [i, rows]) => b.make("scatterAdd", [i!, rows!], { axis: 0, size: 5 }),
    torch: "torch.zeros(5, 3).index_add(0, x, y)",
    inputs: [ints([4], [1, 0, 1, 4]), random([4, 3], 1)],
  },
  {
    name: "gather along an axis",
    ours: (b, [x, i]) => b.make("takeAlong", [x!, i!], { axis: 1 }),
    torch: "torch.gather(x, 1, y)",
    inputs: [random([2, 4], 1), ints([2, 3], [3, 0, 0, 1, 2, 1])],
  },
  {
    name: "scatter_add along an axis",
    ours: (b, [i, rows]) => b.make("putAlong", [i!, rows!], { axis: 1, size: 4 }),
    torch: "torch.zeros(2, 4).scatter_add(1, x, y)",
    inputs: [ints([2, 3], [3, 0, 3, 1, 2, 1]), random([2, 3], 1)],
  },

  {
    name: "softmax by primitives",
    ours: (b, [x]) => {
      const e = b.unary("exp", b.sub(x!, b.reduce("reduceMax", x!, [1], true)));
      return b.div(e, b.sum(e, [1], true));
    },
    torch: "x.softmax(1)",
    inputs: [random([3, 5], 1)],
  },
  {
    name: "layer norm by primitives",
    ours: (b, [x, gain, shift]) => {
      const centred = b.sub(x!, b.mean(x!, [1], true));
      const deviation = b.unary("sqrt", b.scalar("add", b.mean(b.mul(centred, centred), [1], true), 1e-5));
      return b.add(b.mul(b.div(centred, deviation), gain!), shift!);
    },
    torch: "F.layer_norm(x, (6,), y, z)",
    inputs: [random([3, 6], 1), random([6], 2), random([6], 3)],
  },
  {
    name: "exact gelu by primitives",
    ours: (b, [x]) => b.scalar("mul", b.mul(x!, b.scalar("add", b.unary("erf", b.scalar("mul", x!, Math.SQRT1_2)), 1)), 0.5),
    torch: "F.gelu(x)",
    inputs: [vector(KINKS)],
  },
]; // prettier-ignore
