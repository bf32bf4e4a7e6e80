/**
 * Products for a GPU's matrix units (tensor cores), which multiply in half precision: which ones, and their scaling.
 *
 * Half precision holds nothing beyond 65,504 and loses digits below 2^-14. So the rows of the left operand and the columns
 * of the right one are multiplied by powers of two, one for each, that bring their largest magnitude below 2^15 and near it
 * (from 2^13 on, for largest magnitudes from 2^-113 on); a kernel before the product finds them, and the product's sums are
 * multiplied back before the epilogue. Powers of two change no digit. What is finite in f32 stays finite: no operand of the
 * matrix units exceeds 2^15, and the two ways back are multiplied in the order in which nothing in between overflows or
 * vanishes. A row or column with an infinity or a NaN gives results that are not finite, though not always the same of the
 * two as f32 would.
 *
 * With u = max over k of |a|, in the row, and v = max over k of |b|, in the column, a result differs from the exact one by
 * at most
 *   e (Σ|a||b|) + 2^-27 (u Σ|b| + v Σ|a|) + what summing in f32 adds,
 * where e is 2^-20 with three products (`high`; 2^-21 where conversion to half precision rounds to nearest) and 2^-9 with
 * one (`medium`; 2^-10). The second term is of elements so much smaller than their row's largest that half precision has no
 * normal number for them, and holds for devices that replace the others by 0. How sums are rounded is the device's affair:
 * f32's error bound is K 2^-24 (Σ|a||b|), and units that cut digits off, as NVIDIA's are known to, have twice that.
 *
 * Products whose operands are of half precision already are neither scaled nor rounded again.
 */
import { collectBindings } from "../7-emit/bindings.ts";
import { sizesOf } from "../7-emit/dot-schedule.ts";
import type { MatrixUnits, Target } from "../7-emit/target.ts";
import type { Expr, Exprs } from "../ir/expr.ts";
import { type Node, scratchCell } from "../ir/graph.ts";
import {
  type DotBody,
  type Kernel,
  type RowBody,
  type RowStage,
  type Store,
  SUM_STAGE,
} from "../ir/kernel.ts";
import type { Fused } from "../5-fuse/index.ts";

export interface InHalves {
  /** The kernel before the product, where there is need for one. */
  readonly before: readonly Kernel[];
  readonly product: Kernel;
  /** What lies between them. */
  readonly scratch: readonly Node[];
}

/** The products that are worth it prepared for the target's matrix units, if their use was asked for. */
export function productsInHalves(fused: Fused, target: Target): Fused {
  const { matrices } = target;
  if (matrices === undefined) return fused;
  const values = new Map(fused.values);
  let nextId = Math.max(-1, ...values.keys()) + 1;
  const names = new Set(fused.kernels.map((k) => k.name));
  const kernels = fused.kernels.flatMap((kernel) => {
    if (kernel.body.kind !== "dot" || !isWorthIt(kernel.body)) return [kernel];
    const { before, product, scratch } = inHalves(fused.exprs, kernel, kernel.body, matrices, nextId);
    const all = [...before, product];
    const most = target.limits.storageBuffers;
    if (all.some((k) => collectBindings(k).length > most)) {
      const why = `it stays in f32 and off the device's matrix units: with its scales it would bind more than ${most} buffers`;
      return [{ ...kernel, boundaries: [...kernel.boundaries, why] }];
    }
    for (const node of scratch) values.set(node.id, node);
    nextId += scratch.length;
    const named = before.map((k) => {
      let { name } = k;
      while (names.has(name)) name += "_";
      names.add(name);
      return { ...k, name };
    });
    return [...named, product];
  });
  return { ...fused, kernels, values };
}

/** Smaller products do not fill a tile, and launching one more kernel would take longer than they do. */
function isWorthIt(body: DotBody): boolean {
  const { batch, m, n, k } = sizesOf(body);
  return Math.min(m, n, k) >= 32 && batch * m * n * k >= 2 ** 22;
}

/** @param firstId the number of the first scratch value */
export function inHalves(
  x: Exprs,
  kernel: Kernel,
  body: DotBody,
  units: MatrixUnits,
  firstId: number,
): InHalves {
  const isHalf = body.a.dtype === "f16" && body.b.dtype === "f16";
  const scratch: Node[] = [];
  const parts: RowBody[] = [];
  /** Scales an operand; gives it with the way back, as a value of its rows. */
  const scaled = (of: "a" | "b"): { readonly operand: Expr; readonly back: Expr } | undefined => {
    const rows = [...body.batch, ...(of === "a" ? body.m : body.n)];
    const value = body[of].dtype === "f32" ? body[of] : x.apply("toF32", "f32", [body[of]]);
    const sums = body.sums.filter((s) => s.of === of);
    const stages: RowStage[] = [];
    const fold = (op: "sum" | "reduceMax", folded: Expr): Expr => {
      stages.push({ kind: "reduce", op, dtype: "f32", value: folded });
      return x.acc(stages.length - 1, "f32");
    };
    const store = (s: Store): void => void stages.push({ kind: "store", over: "rows", store: s });
    let result: { readonly operand: Expr; readonly back: Expr } | undefined;
    if (!isHalf) {
      const { there, back } = powers(x, fold("reduceMax", x.apply("abs", "f32", [value])));
      const [loadThere, loadBack] = [there, back].map((power) => {
        const shape = rows.map((v) => v.extent);
        const id = firstId + scratch.length;
        scratch.push(scratchCell(id, `${kernel.name}.scale`, shape));
        const index = x.flatten(rows, shape);
        store({ target: id, dtype: "f32", index, value: power });
        return x.load(id, "f32", index);
      });
      result = { operand: x.apply("mul", "f32", [value, loadThere!]), back: loadBack! };
    }
    // Sums beside the product are taken where rows are walked anyway.
    for (const { store: s } of sums) {
      const own = fold("sum", value);
      store({
        ...s,
        value: x.substitute(s.value, (l) => (l === x.acc(SUM_STAGE[of], "f32") ? own : undefined)),
      });
    }
    if (stages.length > 0) parts.push({ kind: "row", rows, cols: body.k, stages });
    return result;
  };
  const [a, b] = [scaled("a"), scaled("b")];
  const halves = isHalf || units.precision === "medium" ? 1 : 3;
  const restored = a && b ? restore(x, x.acc(0, "f32"), a.back, b.back) : undefined;
  const accumulated = (s: Store): Store => {
    if (restored === undefined) return s;
    const value = x.substitute(s.value, (l) => (l === x.acc(0, "f32") ? restored : undefined));
    return { ...s, value };
  };
  const product: DotBody = {
    ...body,
    a: a?.operand ?? body.a,
    b: b?.operand ?? body.b,
    stores: body.stores.map(accumulated),
    sums: [],
    halves,
  };
  const what = isHalf
    ? "its operands are of half precision"
    : `its operands are scaled by powers of two and ${halves === 3 ? "each is the sum of two halves" : "rounded to half precision"}`;
  const why = `\`${kernel.name}\` runs on the device's matrix units, as --matmul-precision ${units.precision} asks: ${what}`;
  const before: Kernel = {
    ...kernel,
    name: `${kernel.name}_scales`,
    body: parts.length === 1 ? parts[0]! : { kind: "rows", parts },
    boundaries: [`what it finds, ${kernel.name} needs before its first product`],
  };
  return {
    before: parts.length === 0 ? [] : [before],
    product: { ...kernel, body: product, boundaries: [...kernel.boundaries, why] },
    scratch,
  };
}

/** What the largest magnitude may be, as a power of two. */
const TOP = 15;
/** From coarse to fine, each at most once. Growing stops at 2^126: 2^-127 is no normal number. */
const SHRINK = [64, 32, 16, 8, 4, 2, 1] as const;
const GROW = [64, 32, 16, 8, 4, 2] as const;

/** The power of two that brings `largest` into [2^13, 2^15), as nearly as f32 can, and its reciprocal. Both are exact. */
function powers(x: Exprs, largest: Expr): { readonly there: Expr; readonly back: Expr } {
  const times = (e: Expr, exponent: number) => x.apply("mul", "f32", [e, x.const(2 ** exponent, "f32")]);
  let [value, there, back]: [Expr, Expr, Expr] = [largest, x.const(1, "f32"), x.const(1, "f32")];
  const change = (condition: Expr, exponent: number): void => {
    const either = (yes: Expr, no: Expr) => x.apply("where", "f32", [condition, yes, no]);
    value = either(times(value, exponent), value);
    there = either(times(there, exponent), there);
    back = either(times(back, -exponent), back);
  };
  for (const e of SHRINK) change(x.apply("le", "bool", [x.const(2 ** (TOP - 1 + e), "f32"), value]), -e);
  for (const e of GROW) change(x.apply("lt", "bool", [value, x.const(2 ** (TOP - e), "f32")]), e);
  return { there, back };
}

/** acc · p · q for powers of two: where acc is small by the larger one first, where it is large by the smaller one. */
function restore(x: Exprs, acc: Expr, p: Expr, q: Expr): Expr {
  const f = (op: "mul" | "where" | "abs", ...args: Expr[]) => x.apply(op, "f32", args);
  const isLess = x.apply("lt", "bool", [p, q]);
  const [low, high] = [f("where", isLess, p, q), f("where", isLess, q, p)];
  const isSmall = x.apply("lt", "bool", [f("abs", acc), x.const(1, "f32")]);
  return f("where", isSmall, f("mul", f("mul", acc, high), low), f("mul", f("mul", acc, low), high));
}
