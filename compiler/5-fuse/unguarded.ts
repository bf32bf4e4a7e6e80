/**
 * Takes guards of hidden values (`3-differentiate/guard.ts`) out of attention's gradients where they can do nothing.
 *
 * A guard is 0 where a cotangent is 0 and its product with a factor is not finite. Where the factor is always finite, so is
 * the product with 0: a constant, the exponential of a softmax, one over its sum.
 */
import type { Expr, Exprs } from "../ir/expr.ts";

export interface Tame {
  /** In [0, 1]. */
  readonly exponential?: Expr;
  /** At least 1. */
  readonly total: Expr;
}

export function unguarded(x: Exprs, root: Expr, tame: Tame): Expr {
  const memo = new Map<Expr, Expr>();
  const see = (e: Expr): Expr => {
    if (e.k !== "apply") return e;
    let out = memo.get(e);
    if (!out) memo.set(e, (out = guardedBy(e) ?? x.apply(e.op, e.dtype, e.args.map(see))));
    return out;
  };
  /** What the guard `e` guards, where it is superfluous. */
  const guardedBy = (e: Expr): Expr | undefined => {
    if (e.k !== "apply" || e.op !== "where") return undefined;
    const [leaks, zero, value] = e.args as [Expr, Expr, Expr];
    if (zero.k !== "const" || zero.value !== 0 || leaks.k !== "apply" || leaks.op !== "and") return undefined;
    const [isZero, lost] = leaks.args as [Expr, Expr];
    if (isZero.k !== "apply" || isZero.op !== "eq" || isZero.args[1] !== zero) return undefined;
    if (lost.k !== "apply" || lost.op !== "not") return undefined;
    const [finite] = lost.args as [Expr];
    if (finite.k !== "apply" || finite.op !== "isfinite" || finite.args[0] !== value) return undefined;
    return value.k === "apply" && staysFinite(value, isZero.args[0]!) ? see(value) : undefined;
  };
  /** Whether `value` is `zero` times or over something tame, maybe with its sign changed. */
  const staysFinite = (value: Expr, zero: Expr): boolean => {
    if (value === zero) return true;
    if (value.k !== "apply") return false;
    const [a, b] = value.args as [Expr, Expr];
    if (value.op === "neg") return staysFinite(a, zero);
    if (value.op === "div") return isDivisor(b) && staysFinite(a, zero);
    if (value.op !== "mul") return false;
    return (isFactor(b) && staysFinite(a, zero)) || (isFactor(a) && staysFinite(b, zero));
  };
  const isDivisor = (e: Expr): boolean =>
    e === tame.total || (e.k === "const" && Number.isFinite(e.value) && Math.abs(e.value) > 1e-6);
  const isFactor = (e: Expr): boolean => {
    if (e === tame.exponential || (e.k === "const" && Number.isFinite(e.value))) return true;
    return e.k === "apply" && e.op === "div" && isFactor(e.args[0]!) && isDivisor(e.args[1]!);
  };
  return see(root);
}
