/**
 * The loop-level representation: what one dispatch computes, independent of WGSL.
 *
 * A kernel has loop variables, scalar expressions over them, and stores. How lanes and workgroups share the loops is the
 * emitter's choice (`compiler/7-emit`); the kernel interpreter (`compiler/interpret/kernel.ts`) runs the loops as they stand.
 * A kernel writes each element of its targets exactly once and never reads a value that it writes, except in place: an
 * element that is replaced may be read, at the very index that is stored, by the same lane, before the store.
 */
import type { Span } from "../../grammar/ast.ts";
import type { Expr, Var } from "./expr.ts";
import type { DType, ReduceName } from "./graph.ts";

/** Writes `value` to flat element `index` of the stored value `target` (a graph node's id). */
export interface Store {
  readonly target: number;
  readonly dtype: DType;
  readonly index: Expr;
  readonly value: Expr;
}

/** One lane per element of `domain`, in row-major order. */
export interface MapBody {
  readonly kind: "map";
  readonly domain: readonly Var[];
  readonly stores: readonly Store[];
}

/**
 * For each row: stages in order. A `reduce` stage folds `value` over all columns into `acc(stage number)`, where stages
 * are counted from 0 and stores count too. A `store` stage runs for every column (`over: "cols"`) or once a row.
 * `rows` may be empty (one row). Columns are folded in a fixed tree that depends on the schedule, not on timing.
 */
export interface RowBody {
  readonly kind: "row";
  readonly rows: readonly Var[];
  readonly cols: readonly Var[];
  readonly stages: readonly RowStage[];
}
export type RowStage =
  | { readonly kind: "reduce"; readonly op: ReduceName; readonly dtype: DType; readonly value: Expr }
  | { readonly kind: "store"; readonly over: "rows" | "cols"; readonly store: Store };

/** acc(0) = sum over k of a(batch, m, k) * b(batch, k, n), in f32; then the stores over (batch, m, n). */
export interface DotBody {
  readonly kind: "dot";
  readonly batch: readonly Var[];
  readonly m: readonly Var[];
  readonly n: readonly Var[];
  readonly k: readonly Var[];
  readonly a: Expr;
  readonly b: Expr;
  readonly stores: readonly Store[];
  /**
   * Sums of an operand over k beside the product: acc(1) is the sum of a over (batch, m), acc(2) of b over (batch, n). A
   * bias's gradient is such a sum of the operand that its weight's gradient multiplies.
   */
  readonly sums: readonly { readonly of: "a" | "b"; readonly store: Store }[];
  /**
   * Leave to compute each product as so many products of half precision, with a sum in f32: one rounds both operands, three
   * keep nearly all of f32's digits. Operands are below 2^15 in magnitude then (`6-plan/halves.ts`).
   */
  readonly halves?: 1 | 3;
}

/** The accumulator of each operand's sum. */
export const SUM_STAGE = { a: 1, b: 2 } as const;

/**
 * Sums over columns whose weights come from products of rows and columns, and are never stored (attention and its
 * gradients). For each (batch, row) and each column:
 *
 *     acc(p) = sum over depth of a(batch, row, depth) * b(batch, col, depth)      for product p, from 0
 *
 * `softmax` weighs by the share of each column's score among all of the row's: with P products, acc(P) is the largest score,
 * acc(P + 1) the sum of exp(score - acc(P)). Then sum s, from 0, is
 *
 *     acc(P + 2 + s) = sum over columns of weight * value(batch, col, width)
 *
 * where the weight is multiplied by exp(score - acc(P)) if there is a `softmax`. Stores may use acc(P) and beyond.
 */
export interface AttendBody {
  readonly kind: "attend";
  readonly batch: readonly Var[];
  readonly rows: readonly Var[];
  readonly cols: readonly Var[];
  readonly products: readonly { readonly depth: readonly Var[]; readonly a: Expr; readonly b: Expr }[];
  /** `stores` run once a row. */
  readonly softmax?: { readonly score: Expr; readonly stores: readonly Store[] };
  /** `stores` run for each row and each of `width`. */
  readonly sums: readonly {
    readonly weight: Expr;
    readonly width: readonly Var[];
    readonly value: Expr;
    readonly stores: readonly Store[];
  }[];
  /**
   * Where known: every weight is 0 unless low <= column - row <= high (flat numbers of each), and each row has a column for
   * which that holds if there is a `softmax`. The other columns need not be visited.
   */
  readonly band?: { readonly low: number; readonly high: number };
}

/** Row kernels that need nothing of each other, side by side in one dispatch: each has workgroups of its own. */
export interface RowsBody {
  readonly kind: "rows";
  readonly parts: readonly RowBody[];
}

/**
 * A lane for each element of `domain`, which walks with states of its own: acc(i) starts as `states[i].init`, then the loops
 * run in order. A loop runs `at` from `from` up to and without `to`; in each round its stores see the states as they are,
 * and then all states become what `next` says of them. `stores` are written in the end. `init`, `from` and `to` depend on the
 * lane alone. Indices of stores may be data; no two lanes write the same element.
 */
export interface WalkBody {
  readonly kind: "walk";
  readonly domain: readonly Var[];
  readonly states: readonly WalkState[];
  readonly loops: readonly WalkLoop[];
  readonly stores: readonly Store[];
}
export interface WalkState {
  readonly dtype: DType;
  readonly init: Expr;
}
export interface WalkLoop {
  readonly at: Var;
  readonly from: Expr;
  readonly to: Expr;
  /** Rounds of a lane; of an average one where the ends are data. For estimates of cost alone. */
  readonly rounds: number;
  /** Beside `WalkBody.states`. */
  readonly next: readonly Expr[];
  readonly stores: readonly Store[];
}

/** What one loop nest computes. */
export type LoopBody = MapBody | RowBody | DotBody | WalkBody | AttendBody;
export type KernelBody = LoopBody | RowsBody;

/** The loop nests of a kernel. */
export function loopBodies(body: KernelBody): readonly LoopBody[] {
  return body.kind === "rows" ? body.parts : [body];
}

/** A loop around kernels: they run `length` times, one after the other. */
export interface KernelLoop {
  readonly name: string;
  readonly length: number;
  readonly parent?: KernelLoop;
}

export interface Kernel {
  /** Unique in its plan and readable: the op that seeded it and the weight or line it belongs to. */
  readonly name: string;
  readonly body: KernelBody;
  /** The innermost loop that it is part of. */
  readonly loop?: KernelLoop;
  /** Graph nodes computed here, for dumps and for tracing a kernel to its source. */
  readonly nodes: readonly number[];
  readonly spans: readonly Span[];
  /** For each op that is computed here alone and is no node of the fused graph: the spans that it had. */
  readonly inner?: readonly (readonly Span[])[];
  /** Why this kernel ends where it does: one sentence for each neighbour it was not merged with. */
  readonly boundaries: readonly string[];
  /** Why its values are computed in this way, where there was a choice. */
  readonly choices?: readonly string[];
}

/** The stored values a kernel touches, in the order in which they are bound; `write` includes in-place values. */
export interface Binding {
  readonly value: number;
  readonly dtype: DType;
  readonly access: "read" | "write";
}

/** The kernel with every expression replaced by `expr`, and every store, its expressions replaced already, by `store`. */
export function mapKernel(
  kernel: Kernel,
  expr: (e: Expr) => Expr,
  store: (s: Store) => Store = (s) => s,
): Kernel {
  const all = (s: Store): Store => store({ ...s, index: expr(s.index), value: expr(s.value) });
  const row = (body: RowBody): RowBody => ({
    ...body,
    stages: body.stages.map((s): RowStage =>
      s.kind === "reduce" ? { ...s, value: expr(s.value) } : { ...s, store: all(s.store) },
    ),
  });
  const { body } = kernel;
  if (body.kind === "map") return { ...kernel, body: { ...body, stores: body.stores.map(all) } };
  if (body.kind === "row") return { ...kernel, body: row(body) };
  if (body.kind === "rows") return { ...kernel, body: { ...body, parts: body.parts.map(row) } };
  if (body.kind === "walk") {
    const states = body.states.map((s) => ({ ...s, init: expr(s.init) }));
    const loops = body.loops.map((l) => ({
      ...l,
      from: expr(l.from),
      to: expr(l.to),
      next: l.next.map(expr),
      stores: l.stores.map(all),
    }));
    return { ...kernel, body: { ...body, states, loops, stores: body.stores.map(all) } };
  }
  if (body.kind === "attend") {
    const products = body.products.map((p) => ({ ...p, a: expr(p.a), b: expr(p.b) }));
    const sums = body.sums.map((s) => ({
      ...s,
      weight: expr(s.weight),
      value: expr(s.value),
      stores: s.stores.map(all),
    }));
    const { softmax } = body;
    if (!softmax) return { ...kernel, body: { ...body, products, sums } };
    const own = { score: expr(softmax.score), stores: softmax.stores.map(all) };
    return { ...kernel, body: { ...body, products, softmax: own, sums } };
  }
  return {
    ...kernel,
    body: {
      ...body,
      a: expr(body.a),
      b: expr(body.b),
      stores: body.stores.map(all),
      sums: body.sums.map((v) => ({ ...v, store: all(v.store) })),
    },
  };
}
