/**
 * A node's value at an index, as a scalar expression: views become index arithmetic, elementwise ops become scalar ops.
 *
 * The walk stops where `stop` gives a value (a stored tensor is a load, a reduction of the same kernel an accumulator).
 * Reads that a `pad`, `concat` or `gather` may send out of range carry a guard, so nothing is ever read outside a tensor.
 */
import { invariant } from "../diagnostics.ts";
import { type Expr, Exprs, type ScalarOp } from "../ir/expr.ts";
import { type DType, isOp, type Node, type OpAttrs, sizeOf } from "../ir/graph.ts";
import { HashTable, mix, sameItems } from "../ir/table.ts";
import { opDef } from "../ops/index.ts";

/** Gives the value of `node` at `index` without looking at its operands, or undefined to go on. */
export type Stop = (node: Node, index: readonly Expr[], guard: Expr | undefined) => Expr | undefined;

/** A value that has been worked out. */
interface Element {
  readonly node: Node;
  readonly index: readonly Expr[];
  readonly guard: Expr | undefined;
  readonly value: Expr;
}

export class Inliner {
  readonly #memo = new HashTable<Element>();

  constructor(
    readonly exprs: Exprs,
    readonly stop: Stop,
  ) {}

  /** The element of `node` at `index`; where `guard` is false the result is unspecified but nothing is read. */
  at(node: Node, index: readonly Expr[], guard?: Expr): Expr {
    const memo = this.#memo;
    let hash = mix(node.id, guard ? guard.id : -1);
    for (const i of index) hash = mix(hash, i.id);
    for (let i = memo.first(hash); i >= 0; i = memo.next(i)) {
      const e = memo.at(i);
      if (e.node === node && e.guard === guard && sameItems(e.index, index)) return e.value;
    }
    const value = this.stop(node, index, guard) ?? this.#expand(node, index, guard);
    memo.add(hash, { node, index, guard, value });
    return value;
  }

  #expand(node: Node, index: readonly Expr[], guard: Expr | undefined): Expr {
    const x = this.exprs;
    const { dtype } = node.type;
    const operand = (i: number, at: readonly Expr[], g = guard) => this.at(node.in[i]!, at, g);
    if (isOp(node, "const")) return x.const(node.attrs.value, dtype);
    if (isOp(node, "literal") && node.attrs.data.length === 1) return x.const(node.attrs.data[0]!, dtype);
    if (isOp(node, "iota")) return index[node.attrs.axis]!;
    if (isOp(node, "random")) {
      const within = x.flatten(index, node.type.shape);
      const element = node.in[2] ? x.add(x.mul(operand(2, []), x.int(numel(node))), within) : within;
      const args = [operand(0, []), x.int(node.attrs.site), operand(1, []), element];
      return x.apply(node.attrs.lane === 0 ? "random0" : "random1", "f32", args);
    }
    if (isOp(node, "stopGrad")) return operand(0, index);
    if (isOp(node, "cast")) return convert(x, operand(0, index), dtype);
    if (isOp(node, "reshape"))
      return operand(0, reshapeIndex(x, index, node.type.shape, node.in[0]!.type.shape));
    if (isOp(node, "permute")) {
      const at: Expr[] = [];
      node.attrs.perm.forEach((p, i) => (at[p] = index[i]!));
      return operand(0, at);
    }
    if (isOp(node, "broadcast")) {
      const from = node.in[0]!.type.shape;
      return operand(0, index.map((e, i) => (from[i] === 1 ? x.int(0) : e))); // prettier-ignore
    }
    if (isOp(node, "slice")) {
      const { start, step } = node.attrs;
      return operand(0, index.map((e, i) => x.add(x.mul(e, x.int(step[i]!)), x.int(start[i]!)))); // prettier-ignore
    }
    if (isOp(node, "flip")) {
      const { shape } = node.type;
      return operand(0, index.map((e, i) => (node.attrs.axes.includes(i) ? x.sub(x.int(shape[i]! - 1), e) : e))); // prettier-ignore
    }
    if (isOp(node, "windows")) return operand(0, windowIndex(x, index, node));
    if (isOp(node, "pad")) return this.#pad(node, index, guard);
    if (isOp(node, "concat")) return this.#concat(node, index, guard);
    if (isOp(node, "gather")) {
      const { axis } = node.attrs;
      const [from, by] = [node.in[0]!.type.shape, node.in[1]!.type.shape];
      const i = operand(1, index.slice(axis, axis + by.length));
      const at = [...index.slice(0, axis), i, ...index.slice(axis + by.length)];
      return this.#guarded(node.in[0]!, at, inRange(x, i, from[axis]!), guard, 0);
    }
    if (isOp(node, "takeAlong")) {
      const { axis } = node.attrs;
      const i = operand(1, index);
      const at = index.map((e, a) => (a === axis ? i : e));
      return this.#guarded(node.in[0]!, at, inRange(x, i, node.in[0]!.type.shape[axis]!), guard, 0);
    }
    const scalar = opDef(node.op).scalar;
    invariant(
      scalar !== undefined,
      "fuse",
      () => `%${node.id} = ${node.op} is neither stored nor elementwise`,
    );
    return x.apply(scalar, dtype, node.in.map((_, i) => operand(i, index))); // prettier-ignore
  }

  /** `value` where `ok` is false, else the element; reads under it are guarded by `ok` and the outer guard. */
  #guarded(node: Node, index: readonly Expr[], ok: Expr, guard: Expr | undefined, value: number): Expr {
    const x = this.exprs;
    const both = guard ? x.apply("and", "bool", [guard, ok]) : ok;
    if (both.k === "const" && both.value === 0) return x.const(value, node.type.dtype);
    const inner = this.at(node, index, both.k === "const" ? undefined : both);
    // A guarded load is 0 already where the guard fails.
    if (value === 0 && inner.k === "load" && inner.guard === both) return inner;
    return x.apply("where", node.type.dtype, [ok, inner, x.const(value, node.type.dtype)]);
  }

  #pad(node: Node<"pad">, index: readonly Expr[], guard: Expr | undefined): Expr {
    const x = this.exprs;
    const { low, interior, value } = node.attrs;
    const { shape } = node.in[0]!.type;
    let ok: Expr = x.const(1, "bool");
    const at = index.map((e, i) => {
      const gap = interior[i]! + 1;
      const shifted = x.sub(e, x.int(low[i]!));
      if (gap > 1) ok = both(x, ok, x.apply("eq", "bool", [x.imod(shifted, gap), x.int(0)]));
      const inner = x.idiv(shifted, gap);
      ok = both(x, ok, inRange(x, inner, shape[i]!));
      return inner;
    });
    return this.#guarded(node.in[0]!, at, ok, guard, value);
  }

  #concat(node: Node<"concat">, index: readonly Expr[], guard: Expr | undefined): Expr {
    const x = this.exprs;
    const { axis } = node.attrs;
    const i = index[axis]!;
    const ends: number[] = [];
    for (const part of node.in) ends.push((ends.at(-1) ?? 0) + part.type.shape[axis]!);
    let value: Expr | undefined;
    for (let p = node.in.length - 1; p >= 0; p--) {
      const part = node.in[p]!;
      const start = ends[p]! - part.type.shape[axis]!;
      const here = both(
        x,
        x.apply("le", "bool", [x.int(start), i]),
        x.apply("lt", "bool", [i, x.int(ends[p]!)]),
      );
      if (here.k === "const" && here.value === 0) continue;
      const ok = guard ? both(x, guard, here) : here;
      const at = index.map((e, a) => (a === axis ? x.sub(e, x.int(start)) : e));
      const element = this.at(part, at, ok.k === "const" ? undefined : ok);
      value = value ? x.apply("where", node.type.dtype, [here, element, value]) : element;
    }
    invariant(value, "fuse", "concat of nothing");
    return value;
  }
}

export function convert(x: Exprs, e: Expr, dtype: DType): Expr {
  if (e.dtype === dtype) return e;
  const ops = { f32: "toF32", f16: "toF16", i32: "toI32", bool: "toBool" } as const satisfies Record<
    DType,
    ScalarOp
  >;
  return x.apply(ops[dtype], dtype, [e]);
}

function both(x: Exprs, a: Expr, b: Expr): Expr {
  return x.apply("and", "bool", [a, b]);
}

/** 0 <= i < size */
export function inRange(x: Exprs, i: Expr, size: number): Expr {
  return both(x, x.apply("le", "bool", [x.int(0), i]), x.apply("lt", "bool", [i, x.int(size)]));
}

export function windowIndex(x: Exprs, index: readonly Expr[], node: Node<"windows">): Expr[] {
  const { axes, stride, dilation } = node.attrs;
  const rank = node.in[0]!.type.shape.length;
  return index.slice(0, rank).map((e, a) => {
    const w = axes.indexOf(a);
    if (w < 0) return e;
    return x.add(x.mul(e, x.int(stride[w]!)), x.mul(index[rank + w]!, x.int(dilation[w]!)));
  });
}

/**
 * The index in `to` of the element that `index` names in `from` (equal sizes, row-major). Groups of axes whose products
 * agree are converted by themselves, so axes that a reshape leaves alone stay plain variables.
 */
export function reshapeIndex(
  x: Exprs,
  index: readonly Expr[],
  from: readonly number[],
  to: readonly number[],
): Expr[] {
  const out: Expr[] = [];
  let [i, j] = [0, 0];
  while (i < from.length || j < to.length) {
    const [i0, j0] = [i, j];
    let a = i < from.length ? from[i++]! : 1;
    let b = j < to.length ? to[j++]! : 1;
    while (a !== b) {
      if (a < b) a *= from[i++]!;
      else b *= to[j++]!;
    }
    const [f, t] = [from.slice(i0, i), to.slice(j0, j)];
    if (t.length === 1 && f.length === 1) out.push(index[i0]!);
    else out.push(...x.unflatten(x.flatten(index.slice(i0, i), f), t));
  }
  return out;
}

/** What a reduction folds: its column extents and the element at (row index, column index). */
export interface Folding {
  readonly op: "sum" | "prod" | "reduceMax" | "reduceMin";
  readonly cols: readonly number[];
  /** The reduced tensor's shape and axes, where the columns are axes of a tensor. */
  readonly over?: { readonly shape: readonly number[]; readonly axes: readonly number[] };
  element(inline: Inliner, row: readonly Expr[], col: readonly Expr[]): Expr;
}

export function foldingOf(node: Node): Folding | undefined {
  if (isOp(node, "sum") || isOp(node, "prod") || isOp(node, "reduceMax") || isOp(node, "reduceMin")) {
    const { shape } = node.in[0]!.type;
    const { axes } = node.attrs as OpAttrs["sum"];
    return {
      op: node.op,
      cols: axes.map((a) => shape[a]!),
      over: { shape, axes },
      element: (inline, row, col) => inline.at(node.in[0]!, interleave(shape.length, axes, row, col)),
    };
  }
  if (isOp(node, "overlapAdd")) {
    const { axes, size, stride, dilation } = node.attrs;
    const from = node.in[0]!.type.shape;
    return {
      op: "sum",
      cols: size,
      element(inline, row, col) {
        const x = inline.exprs;
        let ok: Expr = x.const(1, "bool");
        const at = row.map((e, a) => {
          const w = axes.indexOf(a);
          if (w < 0) return e;
          const offset = x.sub(e, x.mul(col[w]!, x.int(dilation[w]!)));
          if (stride[w]! > 1) ok = both(x, ok, x.apply("eq", "bool", [x.imod(offset, stride[w]!), x.int(0)]));
          const position = x.idiv(offset, stride[w]!);
          ok = both(x, ok, inRange(x, position, from[a]!));
          return position;
        });
        const inner = inline.at(node.in[0]!, [...at, ...col], ok.k === "const" ? undefined : ok);
        if (inner.k === "load" && inner.guard === ok) return inner;
        return x.apply("where", node.type.dtype, [ok, inner, x.const(0, node.type.dtype)]);
      },
    };
  }
  return undefined;
}

/** The full index of a reduced tensor from the index of what remains and of what is folded. */
export function interleave(
  rank: number,
  axes: readonly number[],
  row: readonly Expr[],
  col: readonly Expr[],
): Expr[] {
  const full: Expr[] = [];
  let r = 0;
  for (let a = 0; a < rank; a++) {
    const c = axes.indexOf(a);
    full.push(c < 0 ? row[r++]! : col[c]!);
  }
  return full;
}

export function numel(node: Node): number {
  return sizeOf(node.type.shape);
}
