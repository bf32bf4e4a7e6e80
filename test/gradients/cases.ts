/** The gradient cases of every op that has a derivative; `ops.test.ts` runs them and checks that none is missing. */
import type { Node, OpName } from "../../compiler/ir/graph.ts";
import type { Builder } from "../../compiler/ops/builder.ts";
import type { CheckOptions, Sample } from "./check.ts";

export interface Case extends CheckOptions {
  readonly name: string;
  readonly build: (b: Builder, xs: Node[]) => Node;
  readonly samples: readonly Sample[];
}

const SHAPES: readonly (readonly number[])[] = [[], [1], [3, 1], [2, 1, 3, 1, 2]];

function of(shape: readonly number[], range?: readonly [number, number]): Sample {
  return range ? { shape, range } : { shape };
}

function unary(op: Parameters<Builder["unary"]>[0], range?: readonly [number, number]): Case[] {
  return SHAPES.map((shape) => ({
    name: `[${shape}]`,
    build: (b, [x]) => b.unary(op, x!),
    samples: [of(shape, range)],
  }));
}

function binary(op: Parameters<Builder["binary"]>[0], range?: readonly [number, number]): Case[] {
  return SHAPES.map((shape) => ({
    name: `[${shape}]`,
    build: (b, [x, y]) => b.binary(op, x!, y!),
    samples: [of(shape, range), of(shape, range)],
  }));
}

function reduce(op: "sum" | "prod" | "reduceMax" | "reduceMin"): Case[] {
  const on = (shape: number[], axes: number[], range?: readonly [number, number]): Case => ({
    name: `[${shape}] over ${axes}`,
    build: (b, [x]) => b.reduce(op, x!, axes),
    samples: [of(shape, range)],
  });
  return [
    on([5], [0]),
    on([1], [0]),
    on([3, 4], [0]),
    on([3, 4], [1]),
    on([2, 1, 3, 1, 2], [0, 2]),
    on([2, 3, 2], [0, 1, 2]),
  ];
}

function index(b: Builder, shape: readonly number[], data: readonly number[]): Node {
  return b.literal("i32", shape, data);
}

function conv(
  name: string,
  x: readonly number[],
  w: readonly number[],
  stride: readonly number[],
  dilation: readonly number[],
): Case {
  return {
    name,
    build: (b, [p, q]) => b.make("conv", [p!, q!], { stride, dilation }),
    samples: [of(x), of(w)],
  };
}

function dot(
  name: string,
  x: readonly number[],
  w: readonly number[],
  batch: readonly [readonly number[], readonly number[]],
  contract: readonly [readonly number[], readonly number[]],
): Case {
  return { name, build: (b, [p, q]) => b.dot(p!, q!, { batch, contract }), samples: [of(x), of(w)] };
}

function windows(
  shape: number[],
  axes: number[],
  size: number[],
  stride: number[],
  dilation: number[],
): Case {
  return {
    name: `[${shape}] ${axes}: ${size} by ${stride}, dilation ${dilation}`,
    build: (b, [x]) => b.windows(x!, { axes, size, stride, dilation }),
    samples: [of(shape)],
  };
}

export const cases: Partial<Record<OpName, readonly Case[]>> = {
  neg: unary("neg"),
  exp: unary("exp"),
  log: unary("log", [0.5, 3]),
  sqrt: unary("sqrt", [0.5, 3]),
  tanh: unary("tanh"),
  erf: unary("erf"),
  sin: unary("sin"),
  cos: unary("cos"),
  tan: unary("tan", [-1, 1]),
  asin: unary("asin", [-0.8, 0.8]),
  acos: unary("acos", [-0.8, 0.8]),
  atan: unary("atan"),
  abs: unary("abs", [0.1, 2]).concat(unary("abs", [-2, -0.1])),
  log1p: unary("log1p", [-0.5, 2]),
  expm1: unary("expm1"),

  add: binary("add"),
  sub: binary("sub"),
  mul: [
    ...binary("mul"),
    { name: "a value by itself", build: (b, [x]) => b.mul(x!, x!), samples: [of([3])] },
    { name: "broadcast operands", build: (b, [x, y]) => b.mul(x!, y!), samples: [of([3, 1]), of([2, 1, 4])] },
  ],
  div: binary("div", [0.5, 2]),
  max: binary("max"),
  min: binary("min"),
  pow: binary("pow", [0.5, 2]),
  mod: [
    {
      name: "positive divisor",
      build: (b, [x, y]) => b.binary("mod", x!, y!),
      samples: [{ shape: [4], data: [-1.3, 0.7, 2.4, 5.2] }, { shape: [4], data: [0.9, 1.1, 0.7, 1.5] }],
    },
    {
      name: "negative divisor",
      build: (b, [x, y]) => b.binary("mod", x!, y!),
      samples: [{ shape: [4], data: [-1.3, 0.7, 2.4, 5.2] }, { shape: [4], data: [-0.9, -1.1, -0.7, -1.5] }],
    },
  ],
  atan2: binary("atan2", [0.5, 2]).concat(binary("atan2", [-2, -0.5])),
  where: [
    {
      name: "by a comparison",
      build: (b, [x, y]) => b.where(b.lt(x!, y!), b.mul(x!, y!), b.sub(y!, b.mul(x!, x!))),
      samples: [of([3, 2]), of([3, 2])],
    },
    {
      name: "a chosen log",
      build: (b, [x]) => b.where(b.lt(b.fullLike(x!, 0), x!), b.unary("log", x!), b.mul(x!, x!)),
      samples: [{ shape: [4], data: [0.3, -0.7, 1, 2] }],
    },
  ],
  cast: [{ name: "through f16", build: (b, [x]) => b.cast(b.mul(b.cast(x!, "f16"), b.cast(x!, "f16")), "f32"), samples: [of([4])] }],

  sum: reduce("sum"),
  prod: [
    ...reduce("prod"),
    ...[[0, 2, 3], [0, 0, 3], [0, 0, 0], [1, 0, 2, 3, 0.5, 4, 0.7]].map(
      (data): Case => ({ name: `of ${data}`, build: (b, [x]) => b.reduce("prod", x!, [0]), samples: [{ shape: [data.length], data }] }),
    ),
  ],
  reduceMax: reduce("reduceMax"),
  reduceMin: reduce("reduceMin"),
  cumsum: [false, true].flatMap((reverse) =>
    [false, true].flatMap((exclusive) =>
      [0, 1].map((axis): Case => ({
        name: `axis ${axis}${reverse ? " reverse" : ""}${exclusive ? " exclusive" : ""}`,
        build: (b, [x]) => b.make("cumsum", [x!], { axis, reverse, exclusive }),
        samples: [of([3, 4])],
      })),
    ),
  ),

  reshape: [{ name: "[2, 3] to [3, 1, 2]", build: (b, [x]) => b.reshape(x!, [3, 1, 2]), samples: [of([2, 3])] }],
  permute: [{ name: "rank 5", build: (b, [x]) => b.permute(x!, [3, 0, 4, 1, 2]), samples: [of([2, 1, 3, 1, 2])] }],
  broadcast: [{ name: "[2, 1, 3, 1]", build: (b, [x]) => b.make("broadcast", [x!], { shape: [2, 4, 3, 2] }), samples: [of([2, 1, 3, 1])] }],
  slice: [
    { name: "a part", build: (b, [x]) => b.slice(x!, [1, 0], [3, 4], [1, 1]), samples: [of([4, 4])] },
    { name: "with steps", build: (b, [x]) => b.slice(x!, [1, 0], [6, 4], [2, 3]), samples: [of([7, 5])] },
  ],
  flip: [{ name: "two axes", build: (b, [x]) => b.flip(x!, [0, 2]), samples: [of([2, 3, 2])] }],
  pad: [
    { name: "both ends", build: (b, [x]) => b.pad(x!, [1, 0], [2, 1], [0, 0], 0.5), samples: [of([2, 3])] },
    { name: "interior", build: (b, [x]) => b.pad(x!, [0, 1], [1, 0], [2, 1], -1), samples: [of([2, 3])] },
  ],
  concat: [{ name: "three", build: (b, xs) => b.concat([...xs, xs[0]!], 1), samples: [of([2, 1]), of([2, 3])] }],
  windows: [
    windows([7], [0], [3], [1], [1]),
    windows([8], [0], [3], [2], [2]),
    windows([2, 6, 5], [1, 2], [2, 3], [3, 1], [1, 2]),
    windows([5], [0], [1], [2], [1]),
    windows([4, 3], [1, 0], [2, 2], [1, 2], [1, 1]),
  ],
  overlapAdd: [
    {
      name: "overlapping",
      build: (b, [x]) => b.make("overlapAdd", [x!], { shape: [7], axes: [0], size: [3], stride: [2], dilation: [1] }),
      samples: [of([3, 3])],
    },
    {
      name: "two axes, dilated, with a rest",
      build: (b, [x]) => b.make("overlapAdd", [x!], { shape: [2, 6, 6], axes: [1, 2], size: [2, 2], stride: [2, 1], dilation: [2, 1] }),
      samples: [of([2, 2, 5, 2, 2])],
    },
  ],

  dot: [
    dot("matrices", [3, 4], [4, 2], [[], []], [[1], [0]]),
    dot("vectors", [5], [5], [[], []], [[0], [0]]),
    dot("sizes of 1", [1, 1], [1, 1], [[], []], [[1], [0]]),
    dot("an outer product", [3], [2], [[], []], [[], []]),
    dot("batched, transposed", [4, 2, 3], [2, 5, 4], [[1], [0]], [[0], [2]]),
    dot("two batch axes in other orders", [2, 3, 4, 2], [3, 2, 2, 5], [[1, 0], [0, 1]], [[3], [2]]),
    dot("two contracted axes, crossed", [2, 3, 4, 2], [4, 3, 2], [[], []], [[1, 2], [1, 0]]),
    dot("everything contracted", [2, 3], [3, 2], [[], []], [[0, 1], [1, 0]]),
  ],
  conv: [
    conv("1-d", [1, 2, 6, 2], [1, 3, 2, 3], [1], [1]),
    conv("1-d with a stride and a rest", [1, 1, 8, 1], [1, 3, 1, 2], [2], [1]),
    conv("1-d with a stride beyond the kernel", [1, 1, 9, 1], [1, 2, 1, 1], [4], [1]),
    conv("1-d, stride and dilation", [1, 2, 11, 1], [1, 3, 1, 2], [3], [2]),
    conv("2-d in groups", [2, 1, 4, 5, 2], [2, 2, 3, 2, 1], [1, 1], [1, 1]),
    conv("2-d, strided and dilated", [1, 2, 6, 5, 1], [1, 2, 2, 1, 2], [2, 1], [1, 2]),
    conv("a window of 1", [1, 2, 3, 3, 2], [1, 1, 1, 2, 2], [1, 1], [1, 1]),
    conv("a window of 1 with a stride", [1, 1, 4, 3, 1], [1, 1, 1, 1, 2], [2, 2], [1, 1]),
    conv("as large as the image", [1, 2, 3, 2, 1], [1, 3, 2, 1, 2], [1, 1], [1, 1]),
  ],

  gather: [
    { name: "rows, repeated", build: (b, [x]) => b.make("gather", [x!, index(b, [4], [1, 0, 1, 2])], { axis: 0 }), samples: [of([3, 2])] },
    { name: "in the middle, by a matrix", build: (b, [x]) => b.make("gather", [x!, index(b, [2, 2], [0, 2, 2, 1])], { axis: 1 }), samples: [of([2, 3, 2])] },
    { name: "by one number", build: (b, [x]) => b.make("gather", [x!, index(b, [], [2])], { axis: 0 }), samples: [of([3])] },
    { name: "out of range", build: (b, [x]) => b.make("gather", [x!, index(b, [3], [-1, 1, 3])], { axis: 0 }), samples: [of([3, 2])] },
  ],
  scatterAdd: [
    { name: "rows, repeated", build: (b, [x]) => b.make("scatterAdd", [index(b, [4], [1, 0, 1, 3]), x!], { axis: 0, size: 5 }), samples: [of([4, 2])] },
    { name: "in the middle", build: (b, [x]) => b.make("scatterAdd", [index(b, [2, 2], [0, 2, 5, 1]), x!], { axis: 1, size: 3 }), samples: [of([2, 2, 2, 2])] },
  ],
  takeAlong: [
    { name: "the last axis", build: (b, [x]) => b.make("takeAlong", [x!, index(b, [2, 4], [1, 0, 2, 2, 0, 0, 1, 9])], { axis: 1 }), samples: [of([2, 3])] },
    { name: "the first axis", build: (b, [x]) => b.make("takeAlong", [x!, index(b, [1, 3], [1, 0, 1])], { axis: 0 }), samples: [of([2, 3])] },
  ],
  putAlong: [
    { name: "the last axis", build: (b, [x]) => b.make("putAlong", [index(b, [2, 2], [1, 1, 0, 2]), x!], { axis: 1, size: 3 }), samples: [of([2, 2])] },
  ],
}; // prettier-ignore
