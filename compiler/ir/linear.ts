/**
 * Index expressions as linear combinations: the form in which strides, quotients and remainders are decided.
 *
 * Guarantees: a combination has each factor once, never with coefficient 0, in the order in which they were added, and
 * coefficients wrap around as i32 does.
 */
import type { Expr } from "./scalar.ts";

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

/** An integer linear combination of expressions, which are few: `coefficients[i]` belongs to `factors[i]`. */
export class Linear {
  readonly factors: Expr[] = [];
  readonly coefficients: number[] = [];
  constant = 0;

  get size(): number {
    return this.factors.length;
  }

  /** The coefficient of `factor`, 0 where it is absent. */
  of(factor: Expr): number {
    const i = this.factors.indexOf(factor);
    return i < 0 ? 0 : this.coefficients[i]!;
  }

  addTerm(factor: Expr, coefficient: number): void {
    const i = this.factors.indexOf(factor);
    if (i < 0) {
      if (coefficient === 0) return;
      this.factors.push(factor);
      this.coefficients.push(wrapped(coefficient));
      return;
    }
    const c = wrapped(this.coefficients[i]! + coefficient);
    if (c !== 0) {
      this.coefficients[i] = c;
      return;
    }
    this.factors.splice(i, 1);
    this.coefficients.splice(i, 1);
  }
  addLinear(other: Linear, scale: number): void {
    const { factors, coefficients } = other;
    for (let i = 0; i < factors.length; i++) this.addTerm(factors[i]!, product(coefficients[i]!, scale));
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
    for (let i = 0; i < this.factors.length; i++) {
      out.factors.push(this.factors[i]!);
      out.coefficients.push(Math.round(this.coefficients[i]! * by));
    }
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
    for (const c of this.coefficients) g = gcd(g, Math.abs(c));
    return g;
  }
  /** In the order of the factors' ids. */
  sort(): void {
    const { factors, coefficients } = this;
    for (let i = 1; i < factors.length; i++) {
      const [factor, coefficient] = [factors[i]!, coefficients[i]!];
      let at = i;
      for (; at > 0 && factors[at - 1]!.id > factor.id; at--) {
        factors[at] = factors[at - 1]!;
        coefficients[at] = coefficients[at - 1]!;
      }
      factors[at] = factor;
      coefficients[at] = coefficient;
    }
  }
}

export function linearOf(e: Expr): Linear {
  const lin = new Linear();
  lin.addExpr(e, 1);
  return lin;
}
