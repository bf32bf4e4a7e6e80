/**
 * Takes a kernel's expressions into the emitter's own `Exprs`, with loop variables replaced by what lanes compute.
 *
 * Everything is rebuilt, so index arithmetic simplifies for the schedule at hand, and names depend on nothing but the
 * kernel: equal kernels print equal text.
 */
import { invariant, InvariantError } from "../diagnostics.ts";
import { type Const, type Expr, Exprs, type ScalarOp, type Var } from "../ir/expr.ts";
import { scalarFn } from "../ops/scalar.ts";
import type { Store } from "../ir/kernel.ts";

export class Lowering {
  readonly #memo = new Map<Expr, Expr>();

  /**
   * `binder` has every loop variable of the kernel. `lane`, if given, is the variable over the four elements of a vector:
   * guards are rewritten to be free of it.
   */
  constructor(
    readonly x: Exprs,
    readonly binder: ReadonlyMap<Var, Expr>,
    readonly lane?: Var,
  ) {}

  expr(e: Expr): Expr {
    let out = this.#memo.get(e);
    if (!out) this.#memo.set(e, (out = this.#rebuild(e)));
    return out;
  }

  store(s: Store): Store {
    return { ...s, index: this.expr(s.index), value: this.expr(s.value) };
  }

  #rebuild(e: Expr): Expr {
    const { x } = this;
    switch (e.k) {
      case "const":
        return x.const(e.value, e.dtype);
      case "uniform":
        return x.uniform(e.slot, e.dtype);
      case "step":
        return x.step(e.depth, e.extent);
      case "acc":
        return x.acc(e.stage, e.dtype);
      case "var": {
        const to = this.binder.get(e);
        invariant(to, "emit", () => `loop variable ${e.name} is not bound`);
        return to;
      }
      case "load":
        return x.load(e.value, e.dtype, this.expr(e.index), e.guard && this.expr(e.guard));
      case "apply": {
        const args = e.args.map((a) => this.expr(a));
        if (e.dtype === "i32" && e.op === "neg") return x.sub(x.int(0), args[0]!);
        // The shader compiler would evaluate these too, and refuse the module where the result is not finite.
        if (args.every((a) => a.k === "const")) return fold(x, e.op, e.dtype, args as Const[]);
        if ((e.op === "lt" || e.op === "le") && args[0]!.dtype === "i32")
          return this.#compare(e.op, args[0]!, args[1]!);
        return x.apply(e.op, e.dtype, args);
      }
      default:
        e satisfies never;
        throw new InvariantError("emit", "unknown expression");
    }
  }

  /** a < b is floor((a - b) / 4) < 0, which has no lane in it when the bound is a multiple of 4. */
  #compare(op: "lt" | "le", a: Expr, b: Expr): Expr {
    const { x, lane } = this;
    const plain = x.apply(op, "bool", [a, b]);
    if (!lane || !dependsOn(plain, lane)) return plain;
    const difference = x.sub(a, op === "lt" ? b : x.add(b, x.int(1)));
    const quads = x.idiv(difference, 4);
    return dependsOn(quads, lane) ? plain : x.apply("lt", "bool", [quads, x.int(0)]);
  }
}

function fold(x: Exprs, op: ScalarOp, dtype: Expr["dtype"], args: readonly Const[]): Expr {
  const value = scalarFn(op, dtype)(...args.map((a) => a.value));
  return x.const(dtype === "f32" ? Math.fround(value) : value, dtype);
}

const known = new WeakMap<Expr, WeakMap<Expr, boolean>>();

/** Whether `leaf` (a variable or an accumulator as a rule) occurs in `e`. */
export function dependsOn(e: Expr, leaf: Expr): boolean {
  if (e === leaf) return true;
  if ((e.leaves & leaf.leaves) !== leaf.leaves || (e.k !== "load" && e.k !== "apply")) return false;
  let memo = known.get(leaf);
  if (!memo) known.set(leaf, (memo = new WeakMap()));
  let out = memo.get(e);
  if (out === undefined) {
    out =
      e.k === "apply"
        ? e.args.some((a) => dependsOn(a, leaf))
        : dependsOn(e.index, leaf) || (e.guard !== undefined && dependsOn(e.guard, leaf));
    memo.set(e, out);
  }
  return out;
}

export function dependsOnAny(e: Expr, leaves: Iterable<Expr>): boolean {
  for (const l of leaves) if (dependsOn(e, l)) return true;
  return false;
}

/** The flat index over `vars` (row-major) as their values: binds each to its part of `flat`. */
export function bindFlat(x: Exprs, binder: Map<Var, Expr>, vars: readonly Var[], flat: Expr): void {
  const parts = x.unflatten(flat, vars.map((v) => v.extent)); // prettier-ignore
  vars.forEach((v, i) => binder.set(v, parts[i]!));
}

export function extentOf(vars: readonly Var[]): number {
  return vars.reduce((n, v) => n * v.extent, 1);
}
