/**
 * Each op of the graph in ONNX. A missing one is a compile error; what ONNX cannot say is a refusal that names the place.
 *
 * ONNX broadcasts elementwise ops by itself, so expanded operands are passed as they were before.
 */
import { type DType, type Node, type OpAttrs, type OpName } from "../../ir/graph.ts";
import { freeAxes } from "../../ops/contract.ts";
import { broadcastShape } from "../torch/code.ts";
import { isScaled, type Mixed, type Num } from "../twin.ts";
import type { Ref, Writer } from "./writer.ts";

type Rule<K extends OpName> = (w: Writer, node: Node<K>, attrs: Mixed<OpAttrs[K]>) => Ref;

const names = (w: Writer, node: Node): string[] => node.in.map((x) => w.ref(x).name);
const shapeOf = (w: Writer, node: Node): readonly Num[] => w.shared.twins.shape(node);

function elementwise(w: Writer, node: Node, write: (xs: readonly string[]) => string): Ref {
  return { name: write(names(w, node)), shape: broadcastShape(node.in.map((x) => w.ref(x).shape)) };
}

type Plain = <K extends OpName>(w: Writer, node: Node<K>) => Ref;

const direct =
  (op: string): Plain =>
  (w, node) =>
    elementwise(w, node, (xs) =>
      w.op(op, xs, {}, w.shared.place(w.shared.twins.graph.spans.get(node) ?? [])),
    );

const refused =
  (what: string): Plain =>
  (w, node) => {
    throw w.shared.twins.refusal(node, `needs ${what}, which ONNX does not have`);
  };

const exact = (w: Writer, node: Node, name: string): Ref => ({ name, shape: shapeOf(w, node) });

const scalar = (w: Writer, dtype: DType, value: number): string => w.constant(dtype, [], [value]);

const elementwiseRules = {
  neg: direct("Neg"),
  exp: direct("Exp"),
  log: direct("Log"),
  sqrt: direct("Sqrt"),
  tanh: direct("Tanh"),
  erf: direct("Erf"),
  sin: direct("Sin"),
  cos: direct("Cos"),
  tan: direct("Tan"),
  asin: direct("Asin"),
  acos: direct("Acos"),
  atan: direct("Atan"),
  floor: direct("Floor"),
  ceil: direct("Ceil"),
  round: direct("Round"),
  sign: direct("Sign"),
  abs: direct("Abs"),
  log1p: (w, n) => elementwise(w, n, ([x]) => w.op("Log", [w.op("Add", [x!, scalar(w, n.type.dtype, 1)])])),
  expm1: (w, n) => elementwise(w, n, ([x]) => w.op("Sub", [w.op("Exp", [x!]), scalar(w, n.type.dtype, 1)])),
  not: direct("Not"),
  isnan: direct("IsNaN"),
  isfinite: (w, n) =>
    elementwise(w, n, ([x]) => w.op("Not", [w.op("Or", [w.op("IsNaN", [x!]), w.op("IsInf", [x!])])])),
  add: direct("Add"),
  sub: direct("Sub"),
  mul: direct("Mul"),
  div: direct("Div"),
  max: direct("Max"),
  min: direct("Min"),
  pow: direct("Pow"),
  // The divisor's sign: ONNX has that for whole numbers only.
  mod: (w, n) =>
    elementwise(w, n, ([a, b]) =>
      n.type.dtype === "i32"
        ? w.op("Mod", [a!, b!])
        : w.op("Sub", [a!, w.op("Mul", [b!, w.op("Floor", [w.op("Div", [a!, b!])])])]),
    ),
  atan2: refused("`atan2`"),
  lt: direct("Less"),
  le: direct("LessOrEqual"),
  eq: direct("Equal"),
  and: direct("And"),
  or: direct("Or"),
  where: direct("Where"),
  cast: (w, n, { dtype }) => elementwise(w, n, ([x]) => w.cast(x!, dtype as DType)),
  stopGrad: (w, n) => w.ref(n.in[0]!),
} satisfies Partial<{ [K in OpName]: Rule<K> }>;

// ---------------------------------------------------------------- reductions

const reduce =
  (op: string): Rule<"prod" | "reduceMax" | "reduceMin"> =>
  (w, n, { axes }) =>
    axes.length === 0
      ? w.ref(n.in[0]!)
      : exact(w, n, w.op(op, [w.full(n.in[0]!)], { axes: axes as readonly number[], keepdims: 0 }));

const extreme =
  (op: string): Rule<"argmax" | "argmin"> =>
  (w, n, { axis }) =>
    exact(w, n, w.cast(w.op(op, [w.full(n.in[0]!)], { axis: axis as number, keepdims: 0 }), "i32"));

const reductionRules = {
  sum: (w, n, { axes }) =>
    axes.length === 0
      ? w.ref(n.in[0]!)
      : exact(
          w,
          n,
          w.op("ReduceSum", [w.full(n.in[0]!), w.ints(axes as readonly number[])], { keepdims: 0 }),
        ),
  prod: reduce("ReduceProd"),
  reduceMax: reduce("ReduceMax"),
  reduceMin: reduce("ReduceMin"),
  argmax: extreme("ArgMax"),
  argmin: extreme("ArgMin"),
  cumsum: (w, n, { axis, exclusive, reverse }) =>
    exact(
      w,
      n,
      w.op("CumSum", [w.full(n.in[0]!), w.constant("i64", [], [axis as number])], {
        exclusive: exclusive ? 1 : 0,
        reverse: reverse ? 1 : 0,
      }),
    ),
  argsort: (w, n, { axis, descending }) => {
    const count = w.size(shapeOf(w, n)[axis as number]!);
    const [, order] = w.many("TopK", [w.full(n.in[0]!), count], 2, {
      axis: axis as number,
      largest: descending ? 1 : 0,
      sorted: 1,
    });
    return exact(w, n, w.cast(order!, "i32"));
  },
} satisfies Partial<{ [K in OpName]: Rule<K> }>;

// ---------------------------------------------------------------- movement

/** Copies of `value` between neighbours along one axis. */
function spread(
  w: Writer,
  x: string,
  shape: readonly Num[],
  axis: number,
  count: number,
  value: string,
): { name: string; shape: Num[] } {
  const n = shape[axis]!;
  if (isScaled(n)) throw new RangeError("the batch is never spread out");
  const apart = [...shape.slice(0, axis + 1), 1, ...shape.slice(axis + 1)];
  const low = apart.map(() => 0);
  const high = apart.map((_, i) => (i === axis + 1 ? count : 0));
  const padded = w.op("Pad", [w.op("Reshape", [x, w.target(apart)]), w.ints([...low, ...high]), value]);
  const joined = shape.map((d, i) => (i === axis ? n * (count + 1) : d));
  const flat = w.op("Reshape", [padded, w.target(joined)]);
  const cut = n * (count + 1) - count;
  return {
    name: w.op("Slice", [flat, w.ints([0]), w.ints([cut]), w.ints([axis])]),
    shape: joined.map((d, i) => (i === axis ? cut : d)),
  };
}

const movementRules = {
  reshape: (w, n) => {
    const from = w.ref(n.in[0]!);
    const [type, wanted] = [shapeOf(w, n.in[0]!), shapeOf(w, n)];
    const added = wanted.length - type.length;
    // Axes of size 1 in front change nothing for what broadcasts.
    if (
      added >= 0 &&
      wanted.slice(0, added).every((d) => d === 1) &&
      JSON.stringify(wanted.slice(added)) === JSON.stringify(type)
    )
      return from;
    return exact(w, n, w.op("Reshape", [w.full(n.in[0]!), w.target(wanted)]));
  },
  permute: (w, n, { perm }) =>
    exact(w, n, w.op("Transpose", [w.full(n.in[0]!)], { perm: perm as readonly number[] })),
  broadcast: (w, n) => w.ref(n.in[0]!),
  slice: (w, n, { start, stop, step }) => {
    const axes = start.map((_, i) => i);
    return exact(
      w,
      n,
      w.op("Slice", [
        w.full(n.in[0]!),
        w.sizes(start),
        w.sizes(stop),
        w.ints(axes),
        w.ints(step as readonly number[]),
      ]),
    );
  },
  flip: (w, n, { axes }) => {
    const list = axes as readonly number[];
    const whole = list.map(() => -(2 ** 31));
    return exact(
      w,
      n,
      w.op("Slice", [
        w.full(n.in[0]!),
        w.ints(list.map(() => -1)),
        w.ints(whole),
        w.ints(list),
        w.ints(list.map(() => -1)),
      ]),
    );
  },
  pad: (w, n, { low, high, interior, value }) => {
    const fill = scalar(w, n.type.dtype, value as number);
    let x = { name: w.full(n.in[0]!), shape: [...shapeOf(w, n.in[0]!)] };
    (interior as readonly number[]).forEach((count, axis) => {
      if (count > 0) x = spread(w, x.name, x.shape, axis, count, fill);
    });
    return exact(w, n, w.op("Pad", [x.name, w.sizes([...low, ...high]), fill]));
  },
  concat: (w, n, { axis }) => exact(w, n, w.op("Concat", n.in.map((x) => w.full(x)), { axis: axis as number })), // prettier-ignore
  windows: (w, n, { axes, size, stride, dilation }) => {
    let name = w.full(n.in[0]!);
    const from = shapeOf(w, n.in[0]!);
    const to = shapeOf(w, n);
    // Every axis becomes (position, place in the window), and the second of these goes to the end.
    let rank = from.length;
    for (const [k, a] of (axes as readonly number[]).entries()) {
      const [count, s, d, many] = [to[a]!, stride[k] as number, dilation[k] as number, size[k] as number];
      if (isScaled(count))
        throw w.shared.twins.refusal(n, "takes windows over the batch, which cannot be exported");
      const index = Array.from({ length: count * many }, (_, i) => Math.floor(i / many) * s + (i % many) * d);
      name = w.op("Gather", [name, w.constant("i64", [count, many], index)], { axis: a });
      const order = Array.from({ length: rank + 1 }, (_, i) => i).filter((i) => i !== a + 1);
      name = w.op("Transpose", [name], { perm: [...order, a + 1] });
      rank++;
    }
    return exact(w, n, name);
  },
  overlapAdd: refused("the gradient of windows"),
} satisfies Partial<{ [K in OpName]: Rule<K> }>;

// ---------------------------------------------------------------- products

function dot(w: Writer, n: Node<"dot">): Ref {
  const { batch, contract } = n.attrs;
  const [p, q] = [n.in[0]!.type.shape.length, n.in[1]!.type.shape.length];
  const [a, b] = [w.full(n.in[0]!), w.full(n.in[1]!)];
  const count = batch[0].length;
  const leads = (axes: readonly number[]): boolean => axes.every((x, i) => x === i);
  const stacked = count === 0 ? q === 2 && p >= 1 : p === count + 2 && q === count + 2;
  if (contract[0].length === 1 && contract[0][0] === p - 1 && leads(batch[0]) && leads(batch[1]) && stacked) {
    const swapped = [...Array.from({ length: q - 2 }, (_, i) => i), q - 1, q - 2];
    const right = contract[1][0] === q - 2 ? b : w.op("Transpose", [b], { perm: swapped });
    return exact(w, n, w.op("MatMul", [a, right]));
  }
  const letters = "abcdefghijklmnopqrstuvwxyz";
  const left = Array.from({ length: p }, (_, i) => letters[i]!);
  const right: string[] = Array.from({ length: q }, () => "");
  for (const [x, y] of [batch, contract]) y.forEach((axis, i) => (right[axis] = left[x[i]!]!));
  freeAxes(q, batch[1], contract[1]).forEach((axis, i) => (right[axis] = letters[p + i]!));
  const out = [
    ...batch[0].map((i) => left[i]),
    ...freeAxes(p, batch[0], contract[0]).map((i) => left[i]),
    ...freeAxes(q, batch[1], contract[1]).map((i) => right[i]),
  ];
  const equation = `${left.join("")},${right.join("")}->${out.join("")}`;
  return exact(w, n, w.op("Einsum", [a, b], { equation }));
}

/** Channels last and grouped, to channels first and back. */
function conv(w: Writer, n: Node<"conv">): Ref {
  const { stride, dilation } = n.attrs;
  const [x, k, y] = [shapeOf(w, n.in[0]!), shapeOf(w, n.in[1]!), shapeOf(w, n)];
  const space = stride.map((_, i) => i);
  const s = space.length;
  const [g, i, o] = [x[0] as number, x[s + 2] as number, k[s + 2] as number];
  const image = w.op("Transpose", [w.full(n.in[0]!)], { perm: [1, 0, s + 2, ...space.map((a) => a + 2)] });
  const images = w.op("Reshape", [image, w.target([x[1]!, g * i, ...space.map((a) => x[a + 2]!)])]);
  const kernel = w.op("Transpose", [w.full(n.in[1]!)], {
    perm: [0, s + 2, s + 1, ...space.map((a) => a + 1)],
  });
  const kernels = w.op("Reshape", [kernel, w.target([g * o, i, ...space.map((a) => k[a + 1]!)])]);
  const made = w.op("Conv", [images, kernels], { strides: stride, dilations: dilation, group: g });
  const apart = w.op("Reshape", [made, w.target([y[1]!, g, o, ...space.map((a) => y[a + 2]!)])]);
  return exact(w, n, w.op("Transpose", [apart], { perm: [1, 0, ...space.map((a) => a + 3), 2] }));
}

const leafRules = {
  const: (w, n, { value }) => {
    if (!isScaled(value)) return { name: scalar(w, n.type.dtype, value), shape: [] };
    const examples = w.op("Squeeze", [value.inverse ? w.examples() : w.size(value)]);
    const number = w.cast(examples, n.type.dtype);
    return {
      name: value.inverse ? w.op("Div", [scalar(w, n.type.dtype, value.k), number]) : number,
      shape: [],
    };
  },
  literal: (w, n) => exact(w, n, w.constant(n.type.dtype, n.attrs.shape, n.attrs.data)),
  iota: (w, n, { axis }) => {
    const shape = shapeOf(w, n);
    const at = axis as number;
    const d = shape[at]!;
    const low = [d, ...shape.slice(at + 1).map(() => 1)];
    if (!isScaled(d))
      return {
        name: w.constant(
          "i32",
          low as number[],
          Array.from({ length: d }, (_, i) => i),
        ),
        shape: low,
      };
    const ramp = w.op("Range", [
      w.constant("i64", [], [0]),
      w.op("Squeeze", [w.size(d)]),
      w.constant("i64", [], [1]),
    ]);
    return { name: w.op("Reshape", [w.cast(ramp, "i32"), w.target(low)]), shape: low };
  },
  random: (w, n) => {
    throw w.shared.twins.refusal(n, "draws random numbers, and a model for inference has none");
  },
} satisfies Partial<{ [K in OpName]: Rule<K> }>;

/** What the exporter itself writes. */
type Structural = "input" | "scan" | "result" | "cell" | "walk" | "attended" | "slab";

export const onnxOps: { readonly [K in Exclude<OpName, Structural>]: Rule<K> } = {
  ...elementwiseRules,
  ...reductionRules,
  ...movementRules,
  ...leafRules,
  dot: (w, n) => dot(w, n),
  conv: (w, n) => conv(w, n),
  gather: (w, n, { axis }) =>
    exact(w, n, w.op("Gather", [w.full(n.in[0]!), w.full(n.in[1]!)], { axis: axis as number })),
  takeAlong: (w, n, { axis }) =>
    exact(w, n, w.op("GatherElements", [w.full(n.in[0]!), w.full(n.in[1]!)], { axis: axis as number })),
  scatterAdd: refused("sums at indices"),
  putAlong: refused("sums at indices"),
};

export function emitOp(w: Writer, node: Node): Ref {
  const rule = onnxOps[node.op as Exclude<OpName, Structural>] as Rule<OpName> | undefined;
  if (!rule) throw w.shared.twins.refusal(node, `needs \`${node.op}\`, which ONNX does not have`);
  return rule(w, node, w.shared.twins.attrs(node) as Mixed<never>);
}
