/**
 * Index expressions as linear combinations: the form in which strides, quotients and remainders are decided.
 *
 * Guarantees: a combination has each factor once, never with coefficient 0, and coefficients wrap around as i32 does.
 */
import type { Expr } from "./expr.ts";

export function gcd(a: number, b: number): number {
  while (b) [a, b] = [b, a % b];
  return a;
}

/** Sums and products of coefficients as i32 has them: they wrap around, and so keep all their digits. */
function wrapped(n: number): number {
  return Math.abs(n) < 2 ** 31 ? n : n | 0;
}
function product(a: number, b: number): number {
  return Math.abs(a * b) < 2 ** 31 ? a * b : Math.imul(a, b);
}

/** An integer linear combination of expressions. */
export class Linear {
  readonly terms = new Map<number, { factor: Expr; coefficient: number }>();
  constant = 0;

  addTerm(factor: Expr, coefficient: number): void {
    const c = wrapped((this.terms.get(factor.id)?.coefficient ?? 0) + coefficient);
    if (c === 0) this.terms.delete(factor.id);
    else this.terms.set(factor.id, { factor, coefficient: c });
  }
  addLinear(other: Linear, scale: number): void {
    for (const { factor, coefficient } of other.terms.values())
      this.addTerm(factor, product(coefficient, scale));
    this.constant = wrapped(this.constant + product(other.constant, scale));
  }
  addExpr(e: Expr, scale: number): void {
    if (scale === 0) return;
    if (e.k === "const") this.constant = wrapped(this.constant + product(e.value, scale));
    else if (e.k === "apply" && e.dtype === "i32" && e.op === "add")
      for (const a of e.args) this.addExpr(a, scale);
    else {
      const [factor, by] = e.k === "apply" && e.dtype === "i32" && e.op === "mul" ? e.args : [];
      if (factor && by?.k === "const") this.addExpr(factor, product(scale, by.value));
      else this.addTerm(e, scale);
    }
  }
  scaled(by: number): Linear {
    const out = new Linear();
    for (const [id, t] of this.terms)
      out.terms.set(id, { factor: t.factor, coefficient: Math.round(t.coefficient * by) });
    out.constant = Math.round(this.constant * by);
    return out;
  }
  without(constant: number): Linear {
    const out = this.scaled(1);
    out.constant -= constant;
    return out;
  }
  gcd(n: number): number {
    let g = n;
    for (const { coefficient } of this.terms.values()) g = gcd(g, Math.abs(coefficient));
    return g;
  }
}

export function linearOf(e: Expr): Linear {
  const lin = new Linear();
  lin.addExpr(e, 1);
  return lin;
}
