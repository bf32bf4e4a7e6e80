/**
 * Loops over floats for the elementwise ops that training spends its time in. Each computes exactly what `scalarFns` says;
 * they exist because a loop that calls one function through a table runs several times slower.
 */
import { type Node, type OpName, sizeOf } from "../ir/graph.ts";
import type { Precision, Tensor } from "../ops/def.ts";
import { isFloat } from "../ops/check.ts";
import { alloc, type Data, rounded } from "../ops/tensor.ts";

type Loop = (y: Data, a: Data, b: Data, c: Data) => void;

const loops: Partial<Record<OpName, Loop>> = {
  add(y, a, b) {
    for (let i = 0; i < y.length; i++) y[i] = a[i]! + b[i]!;
  },
  sub(y, a, b) {
    for (let i = 0; i < y.length; i++) y[i] = a[i]! - b[i]!;
  },
  mul(y, a, b) {
    for (let i = 0; i < y.length; i++) y[i] = a[i]! * b[i]!;
  },
  div(y, a, b) {
    for (let i = 0; i < y.length; i++) y[i] = a[i]! / b[i]!;
  },
  neg(y, a) {
    for (let i = 0; i < y.length; i++) y[i] = -a[i]!;
  },
  exp(y, a) {
    for (let i = 0; i < y.length; i++) y[i] = Math.exp(a[i]!);
  },
  log(y, a) {
    for (let i = 0; i < y.length; i++) y[i] = Math.log(a[i]!);
  },
  sqrt(y, a) {
    for (let i = 0; i < y.length; i++) y[i] = Math.sqrt(a[i]!);
  },
  tanh(y, a) {
    for (let i = 0; i < y.length; i++) y[i] = Math.tanh(a[i]!);
  },
  lt(y, a, b) {
    for (let i = 0; i < y.length; i++) y[i] = a[i]! < b[i]! ? 1 : 0;
  },
  le(y, a, b) {
    for (let i = 0; i < y.length; i++) y[i] = a[i]! <= b[i]! ? 1 : 0;
  },
  eq(y, a, b) {
    for (let i = 0; i < y.length; i++) y[i] = a[i] === b[i] ? 1 : 0;
  },
  where(y, c, a, b) {
    for (let i = 0; i < y.length; i++) y[i] = c[i] !== 0 ? a[i]! : b[i]!;
  },
};

/** The value of `node`, or undefined where there is no fast loop for it. */
export function evalFast(node: Node, xs: readonly Tensor[], precision: Precision): Tensor | undefined {
  // Filling from one number: most broadcasts.
  if (node.op === "broadcast" && xs[0]!.data.length === 1) {
    const y = alloc(node.type, precision);
    y.data.fill(xs[0]!.data[0]!);
    return y;
  }
  const loop = loops[node.op];
  // Integers wrap around, which these loops do not.
  if (!loop || !isFloat(xs.at(-1)!.type.dtype) || sizeOf(node.type.shape) < 16) return undefined;
  const y = alloc(node.type, precision);
  const [a, b, c] = xs as [Tensor, Tensor?, Tensor?];
  loop(y.data, a.data, (b ?? a).data, (c ?? a).data);
  return rounded(y, precision);
}
