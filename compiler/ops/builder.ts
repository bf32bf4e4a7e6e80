/**
 * The one way to make nodes: infers types, makes broadcasting explicit, and offers the compositions that the language's
 * primitives and the VJPs share.
 *
 * It throws `ShapeError` where operands do not fit. It simplifies only what would otherwise litter every graph (a reshape
 * to the same shape, a broadcast that changes nothing); real rewrites belong to `compiler/4-simplify`.
 */
import {
  type Dim,
  dimsEqual,
  isKnown,
  mulDims,
  productOf,
  shapesEqual,
  showShape,
  subDims,
} from "../ir/dims.ts";
import {
  type BinaryName,
  type DType,
  Graph,
  type Node,
  type OpAttrs,
  type OpName,
  type ReduceName,
  type TensorType,
  type UnaryName,
} from "../ir/graph.ts";
import { ShapeError } from "./def.ts";
import { opDef } from "./index.ts";

/** Any node of a builder's graph. */
export type N<D extends Dim> = Node<OpName, D>;

export class Builder<D extends Dim = number> {
  constructor(readonly graph: Graph<D> = new Graph<D>()) {}

  /** Makes (or finds) the node `op(inputs; attrs)` with its inferred type. */
  make<K extends OpName>(op: K, inputs: readonly N<D>[], attrs: OpAttrs<D>[K]): N<D> {
    const types = inputs.map((n) => n.type);
    // infer() computes sizes from sizes only, so numbers in give numbers out.
    const type = opDef(op).infer(types, attrs as OpAttrs<Dim>[K]) as TensorType<D>;
    return this.graph.intern(op, inputs, attrs, type);
  }

  // ---------------------------------------------------------------- leaves

  input(attrs: OpAttrs<D>["input"]): N<D> {
    return this.make("input", [], attrs);
  }
  const(value: number, dtype: DType = "f32"): N<D> {
    return this.make("const", [], { dtype, value });
  }
  /** A tensor filled with `value`. */
  full(shape: readonly D[], value: number, dtype: DType = "f32"): N<D> {
    return this.expand(this.const(value, dtype), shape);
  }
  /** A constant of `x`'s type. */
  fullLike(x: N<D>, value: number): N<D> {
    return this.full(x.type.shape, value, x.type.dtype);
  }
  literal(dtype: DType, shape: readonly D[], data: readonly number[]): N<D> {
    return this.make("literal", [], { dtype, shape, data });
  }
  iota(shape: readonly D[], axis: number): N<D> {
    return this.make("iota", [], { shape, axis });
  }

  // ---------------------------------------------------------------- elementwise

  unary(op: UnaryName, x: N<D>): N<D> {
    return this.make(op, [x], {});
  }
  /** Broadcasts both operands to their common shape first. */
  binary(op: BinaryName, a: N<D>, b: N<D>): N<D> {
    const shape = this.commonShape([a, b]);
    return this.make(op, [this.expand(a, shape), this.expand(b, shape)], {});
  }
  add(a: N<D>, b: N<D>): N<D> {
    return this.binary("add", a, b);
  }
  sub(a: N<D>, b: N<D>): N<D> {
    return this.binary("sub", a, b);
  }
  mul(a: N<D>, b: N<D>): N<D> {
    return this.binary("mul", a, b);
  }
  div(a: N<D>, b: N<D>): N<D> {
    return this.binary("div", a, b);
  }
  neg(x: N<D>): N<D> {
    return this.unary("neg", x);
  }
  lt(a: N<D>, b: N<D>): N<D> {
    return this.binary("lt", a, b);
  }
  eq(a: N<D>, b: N<D>): N<D> {
    return this.binary("eq", a, b);
  }
  not(x: N<D>): N<D> {
    return this.unary("not", x);
  }
  /** `x op value`, the number taking x's dtype. */
  scalar(op: BinaryName, x: N<D>, value: number): N<D> {
    return this.binary(op, x, this.const(value, x.type.dtype));
  }
  where(c: N<D>, a: N<D>, b: N<D>): N<D> {
    const shape = this.commonShape([c, a, b]);
    return this.make("where", [this.expand(c, shape), this.expand(a, shape), this.expand(b, shape)], {});
  }
  cast(x: N<D>, dtype: DType): N<D> {
    return x.type.dtype === dtype ? x : this.make("cast", [x], { dtype });
  }
  stopGrad(x: N<D>): N<D> {
    return this.make("stopGrad", [x], {});
  }

  // ---------------------------------------------------------------- broadcasting

  /** NumPy's rule: right-aligned, sizes equal or 1. */
  commonShape(xs: readonly N<D>[]): readonly D[] {
    let shape: readonly D[] = [];
    for (const x of xs) {
      const [long, short] =
        x.type.shape.length > shape.length ? [x.type.shape, shape] : [shape, x.type.shape];
      const lead = long.length - short.length;
      shape = long.map((d, i) => {
        const e = i < lead ? (1 as D) : short[i - lead]!;
        if (dimsEqual(d, e) || dimsEqual(e, 1)) return d;
        if (dimsEqual(d, 1)) return e;
        throw new ShapeError(
          `shapes ${xs.map((n) => showShape(n.type.shape)).join(" and ")} do not broadcast`,
        );
      });
    }
    return shape;
  }

  /** Broadcasts `x` to `shape` (right-aligned), as explicit nodes. */
  expand(x: N<D>, shape: readonly D[]): N<D> {
    const from = x.type.shape;
    if (shapesEqual(from, shape)) return x;
    if (from.length > shape.length)
      throw new ShapeError(`shape ${showShape(from)} does not broadcast to ${showShape(shape)}`);
    const ones = Array.from({ length: shape.length - from.length }, () => 1 as D);
    const aligned = this.reshape(x, [...ones, ...from]);
    return shapesEqual(aligned.type.shape, shape) ? aligned : this.make("broadcast", [aligned], { shape });
  }

  // ---------------------------------------------------------------- reductions

  /** `axes` disappear; with `keep` they stay with size 1. */
  reduce(op: ReduceName, x: N<D>, axes: readonly number[], keep = false): N<D> {
    const sorted = [...axes].sort((a, b) => a - b);
    const y = sorted.length === 0 ? x : this.make(op, [x], { axes: sorted });
    return keep
      ? this.reshape(
          y,
          x.type.shape.map((d, i) => (sorted.includes(i) ? (1 as D) : d)),
        )
      : y;
  }
  sum(x: N<D>, axes: readonly number[] = allAxes(x), keep = false): N<D> {
    return this.reduce("sum", x, axes, keep);
  }
  mean(x: N<D>, axes: readonly number[] = allAxes(x), keep = false): N<D> {
    return this.scalar(
      "div",
      this.sum(x, axes, keep),
      this.#known(productOf(axes.map((a) => x.type.shape[a]!))),
    );
  }

  /** A size as a number; while sizes are symbolic values do not matter, and 1 stands in. */
  #known(d: Dim): number {
    return isKnown(d) ? d : 1;
  }

  // ---------------------------------------------------------------- movement

  reshape(x: N<D>, shape: readonly D[]): N<D> {
    return shapesEqual(x.type.shape, shape) ? x : this.make("reshape", [x], { shape });
  }
  permute(x: N<D>, perm: readonly number[]): N<D> {
    return perm.every((p, i) => p === i) ? x : this.make("permute", [x], { perm });
  }
  /** Swaps the last two axes. */
  transpose(x: N<D>): N<D> {
    const r = x.type.shape.length;
    const perm = Array.from({ length: r }, (_, i) => (i === r - 1 ? r - 2 : i === r - 2 ? r - 1 : i));
    return this.permute(x, perm);
  }
  slice(x: N<D>, start: readonly D[], stop: readonly D[], step: readonly number[]): N<D> {
    const whole = x.type.shape.every(
      (d, i) => dimsEqual(start[i]!, 0) && dimsEqual(stop[i]!, d) && step[i] === 1,
    );
    return whole ? x : this.make("slice", [x], { start, stop, step });
  }
  /** `x[start:stop]` along one axis. */
  sliceAxis(x: N<D>, axis: number, start: D, stop: D): N<D> {
    const { shape } = x.type;
    return this.slice(
      x,
      shape.map((_, i) => (i === axis ? start : (0 as D))),
      shape.map((d, i) => (i === axis ? stop : d)),
      shape.map(() => 1),
    );
  }
  flip(x: N<D>, axes: readonly number[]): N<D> {
    return axes.length === 0 ? x : this.make("flip", [x], { axes: [...axes].sort((a, b) => a - b) });
  }
  pad(
    x: N<D>,
    low: readonly D[],
    high: readonly D[],
    interior: readonly number[] = low.map(() => 0),
    value = 0,
  ): N<D> {
    const none = [...low, ...high, ...interior].every((d) => dimsEqual(d, 0));
    return none ? x : this.make("pad", [x], { low, high, interior, value });
  }
  concat(xs: readonly N<D>[], axis: number): N<D> {
    return xs.length === 1 ? xs[0]! : this.make("concat", xs, { axis });
  }
  windows(x: N<D>, attrs: OpAttrs<D>["windows"]): N<D> {
    return this.make("windows", [x], attrs);
  }

  // ---------------------------------------------------------------- contraction

  dot(a: N<D>, b: N<D>, attrs: OpAttrs<D>["dot"]): N<D> {
    return this.make("dot", [a, b], attrs);
  }
  /** NumPy's matmul: vectors, matrices, and leading axes that broadcast. */
  matmul(a: N<D>, b: N<D>): N<D> {
    const [ra, rb] = [a.type.shape.length, b.type.shape.length];
    if (ra === 0 || rb === 0) throw new ShapeError("`@` needs at least one axis on each side");
    if (ra === 1 && rb === 1) return this.dot(a, b, { batch: [[], []], contract: [[0], [0]] });
    if (ra === 1) return this.dot(b, a, { batch: [[], []], contract: [[rb - 2], [0]] });
    if (rb === 1) return this.dot(a, b, { batch: [[], []], contract: [[ra - 1], [0]] });
    // A matrix on the right needs no batch axes: its columns are shared by all leading axes of `a`.
    if (rb === 2) return this.dot(a, b, { batch: [[], []], contract: [[ra - 1], [0]] });
    const lead = this.commonShape([
      { ...a, type: { ...a.type, shape: a.type.shape.slice(0, -2) } },
      { ...b, type: { ...b.type, shape: b.type.shape.slice(0, -2) } },
    ]);
    const axes = lead.map((_, i) => i);
    const x = this.expand(a, [...lead, ...a.type.shape.slice(-2)]);
    const y = this.expand(b, [...lead, ...b.type.shape.slice(-2)]);
    const r = lead.length;
    return this.dot(x, y, { batch: [axes, axes], contract: [[r + 1], [r]] });
  }

  // ---------------------------------------------------------------- sizes

  count(x: N<D>): D {
    return productOf(x.type.shape) as D;
  }
  mulSize(a: D, b: D): D {
    return mulDims(a, b) as D;
  }
  subSize(a: D, b: D): D {
    return subDims(a, b) as D;
  }
}

export function allAxes(x: { readonly type: TensorType<Dim> }): number[] {
  return x.type.shape.map((_, i) => i);
}
