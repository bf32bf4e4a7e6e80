/**
 * Scalar expressions: what one lane of a kernel computes.
 *
 * Values and indices are one language; an index is an i32 expression. Expressions are built only through the functions
 * of this file, which fold constants and simplify index arithmetic with the ranges of its variables, and are
 * hash-consed, so that equal expressions are one object and printing can name shared ones.
 */
import { InvariantError } from "../diagnostics.ts";
import type { DType } from "./graph.ts";
import { gcd, Linear, linearOf } from "./linear.ts";
import type { Acc, Apply, Const, Expr, Load, Range, ScalarOp, Step, Uniform, Var } from "./scalar.ts";
import { hashOf, HashTable, mix, sameItems } from "./table.ts";

export type * from "./scalar.ts";

/**
 * One `Exprs` makes all expressions of one compilation. Structural equality is identity within it.
 */
export class Exprs {
  /** Loads and applications, by what they are of. */
  readonly #table = new HashTable<Load | Apply>();
  readonly #leaves = new Map<string, Expr>();
  readonly #consts = { f32: numbers(), f16: numbers(), i32: numbers(), bool: numbers() };
  /** What is known of expressions, by their ids. */
  readonly #ranges: { readonly of: Expr; readonly range: Range }[] = [];
  readonly #quotients: Divided = new Map();
  readonly #remainders: Divided = new Map();
  readonly #linears: { readonly of: Expr; readonly linear: Linear }[] = [];
  #count = 0;
  #vars = 0;

  /** How many expressions there are. */
  get size(): number {
    return this.#count;
  }

  #make<E extends Expr>(key: string, make: (id: number) => E): E {
    let e = this.#leaves.get(key);
    if (!e) this.#leaves.set(key, (e = make(this.#count++)));
    return e as E;
  }

  const(value: number, dtype: DType): Const {
    // A map takes 0 and -0 for the same.
    if (Object.is(value, -0))
      return this.#make(`c${dtype}-0`, (id) => ({ id, k: "const", dtype, leaves: 0, value }));
    const known = this.#consts[dtype];
    let e = known.get(value);
    if (!e) known.set(value, (e = { id: this.#count++, k: "const", dtype, leaves: 0, value }));
    return e;
  }
  int(value: number): Const {
    return this.const(value, "i32");
  }
  /** A fresh loop variable; `name` is for reading. */
  freshVar(name: string, extent: number): Var {
    const n = this.#vars++;
    const id = this.#count++;
    return { id, k: "var", dtype: "i32", leaves: 1 << (id & 31), name: `${name}${n}`, extent };
  }
  uniform(slot: number, dtype: DType): Uniform {
    return this.#make(`u${slot}${dtype}`, (id) => ({ id, k: "uniform", dtype, leaves: 0, slot }));
  }
  step(depth: number, extent: number): Step {
    return this.#make(`s${depth}<${extent}`, (id) => ({
      id,
      k: "step",
      dtype: "i32",
      leaves: 0,
      depth,
      extent,
    }));
  }
  acc(stage: number, dtype: DType): Acc {
    return this.#make(`a${stage}${dtype}`, (id) => ({ id, k: "acc", dtype, leaves: 1 << (id & 31), stage }));
  }
  load(value: number, dtype: DType, index: Expr, guard?: Expr): Expr {
    if (guard?.k === "const") {
      if (guard.value === 0) return this.const(0, dtype);
      guard = undefined;
    }
    const table = this.#table;
    const hash = mix(mix(mix(hashOf(dtype), value), index.id), guard ? guard.id : -1);
    for (let i = table.first(hash); i >= 0; i = table.next(i)) {
      const e = table.at(i);
      if (e.k === "load" && e.value === value && e.index === index && e.guard === guard && e.dtype === dtype)
        return e;
    }
    const leaves = guard ? index.leaves | guard.leaves : index.leaves;
    const bare: Load = { id: this.#count++, k: "load", dtype, leaves, value, index };
    const e = guard ? { ...bare, guard } : bare;
    table.add(hash, e);
    return e;
  }

  /** Applies `op`; `dtype` is the result's. Folds nothing but what is exact for every operand. */
  apply(op: ScalarOp, dtype: DType, args: readonly Expr[]): Expr {
    if (op === "where") {
      const [c, a, b] = args as [Expr, Expr, Expr];
      if (c.k === "const") return c.value ? a : b;
      if (a === b) return a;
    }
    if (op === "and") {
      const [a, b] = args as [Expr, Expr];
      if (a.k === "const") return a.value ? b : a;
      if (b.k === "const") return b.value ? a : b;
      if (a === b) return a;
    }
    if (dtype === "i32" && args.length === 2) {
      const [a, b] = args as [Expr, Expr];
      if (op === "add") return this.add(a, b);
      if (op === "sub") return this.sub(a, b);
      if (op === "mul") return this.mul(a, b);
      if (op === "idiv" && b.k === "const") return this.idiv(a, b.value);
      if (op === "imod" && b.k === "const") return this.imod(a, b.value);
    }
    if ((op === "lt" || op === "le" || op === "eq") && args[0]!.dtype === "i32") {
      const known = this.#compare(op, args[0]!, args[1]!);
      if (known !== undefined) return this.const(known ? 1 : 0, "bool");
    }
    return this.#apply(op, dtype, args);
  }

  #apply(op: ScalarOp, dtype: DType, args: readonly Expr[]): Apply {
    const table = this.#table;
    let hash = mix(hashOf(op), hashOf(dtype));
    for (let i = 0; i < args.length; i++) hash = mix(hash, args[i]!.id);
    for (let i = table.first(hash); i >= 0; i = table.next(i)) {
      const e = table.at(i);
      if (e.k === "apply" && e.op === op && e.dtype === dtype && sameItems(e.args, args)) return e;
    }
    let leaves = 0;
    for (let i = 0; i < args.length; i++) leaves |= args[i]!.leaves;
    const e: Apply = { id: this.#count++, k: "apply", dtype, leaves, op, args };
    table.add(hash, e);
    return e;
  }

  #compare(op: "lt" | "le" | "eq", a: Expr, b: Expr): boolean | undefined {
    const [x, y] = [this.range(a), this.range(b)];
    if (op === "eq")
      return a === b
        ? true
        : x.max < y.min || y.max < x.min
          ? false
          : x.min === x.max && y.min === y.max
            ? x.min === y.min
            : undefined;
    if (op === "lt") return x.max < y.min ? true : x.min >= y.max ? false : undefined;
    return x.max <= y.min ? true : x.min > y.max ? false : undefined;
  }

  // ---------------------------------------------------------------- index arithmetic

  /** The values an i32 expression can take. */
  range(e: Expr): Range {
    const known = this.#ranges[e.id];
    if (known?.of === e) return known.range;
    let range = this.#rangeOf(e);
    // Beyond 32 bits the value wraps around, and nothing is known of it.
    if (range.min < -(2 ** 31) || range.max >= 2 ** 31) range = ANY;
    this.#ranges[e.id] = { of: e, range };
    return range;
  }

  /** `linearOf`, kept: it is not to be changed. */
  #linearOf(e: Expr): Linear {
    const known = this.#linears[e.id];
    if (known?.of === e) return known.linear;
    const linear = linearOf(e);
    this.#linears[e.id] = { of: e, linear };
    return linear;
  }

  #rangeOf(e: Expr): Range {
    if (e.k === "const") return { min: e.value, max: e.value };
    if (e.k === "var" || e.k === "step") return { min: 0, max: e.extent - 1 };
    if (e.k === "apply" && e.dtype === "i32") {
      const r = e.args.map((a) => (a.dtype === "i32" ? this.range(a) : ANY));
      const [a, b] = r as [Range, Range];
      if (e.op === "add") return { min: a.min + b.min, max: a.max + b.max };
      if (e.op === "sub") return { min: a.min - b.max, max: a.max - b.min };
      if (e.op === "mul") {
        const ends = [a.min * b.min, a.min * b.max, a.max * b.min, a.max * b.max].map((v) =>
          Number.isNaN(v) ? 0 : v,
        );
        return { min: Math.min(...ends), max: Math.max(...ends) };
      }
      if (e.op === "idiv") return { min: Math.floor(a.min / b.min), max: Math.floor(a.max / b.min) };
      if (e.op === "imod") return a.min >= 0 && a.max < b.min ? a : { min: 0, max: b.min - 1 };
      if (e.op === "where") return { min: Math.min(b.min, r[2]!.min), max: Math.max(b.max, r[2]!.max) };
      if (e.op === "min") return { min: Math.min(a.min, b.min), max: Math.min(a.max, b.max) };
      if (e.op === "max") return { min: Math.max(a.min, b.min), max: Math.max(a.max, b.max) };
    }
    return ANY;
  }

  /** Sums are kept flat and canonical: c0 + Σ coefficient · factor, factors in id order. */
  add(a: Expr, b: Expr): Expr {
    const sum = new Linear();
    sum.addLinear(this.#linearOf(a), 1);
    sum.addLinear(this.#linearOf(b), 1);
    return this.#fromLinear(sum);
  }
  sub(a: Expr, b: Expr): Expr {
    const sum = new Linear();
    sum.addLinear(this.#linearOf(a), 1);
    sum.addLinear(this.#linearOf(b), -1);
    return this.#fromLinear(sum);
  }
  mul(a: Expr, b: Expr): Expr {
    if (a.k === "const") [a, b] = [b, a];
    if (b.k === "const") {
      if (b.value === 0) return this.int(0);
      const sum = new Linear();
      sum.addLinear(this.#linearOf(a), b.value);
      return this.#fromLinear(sum);
    }
    return this.#apply("mul", "i32", a.id < b.id ? [a, b] : [b, a]);
  }

  /** floor(a / n), n a positive constant. */
  idiv(a: Expr, n: number): Expr {
    if (n === 1) return a;
    if (a.k === "const") return this.int(Math.floor(a.value / n));
    const { min, max } = this.range(a);
    if (min >= 0 && max < n) return this.int(0);
    return kept(this.#quotients, a, n) ?? keep(this.#quotients, a, n, this.#quotient(a, n));
  }

  #quotient(a: Expr, n: number): Expr {
    // (q n + r) / n = q + r / n, where q collects the terms whose coefficients n divides.
    const { divisible, rest } = this.#splitBy(a, n);
    if (divisible.size > 0 || divisible.constant !== 0) {
      const q = this.#fromLinear(divisible.scaled(1 / n));
      return this.add(q, this.idiv(this.#fromLinear(rest), n));
    }
    // (x / m) / n = x / (m n); and (g x) / (g m) = x / m.
    if (a.k === "apply" && a.op === "idiv" && a.args[1]!.k === "const")
      return this.idiv(a.args[0]!, a.args[1]!.value * n);
    const lin = this.#linearOf(a);
    const g = lin.gcd(n);
    if (g > 1 && lin.constant % g === 0) return this.idiv(this.#fromLinear(lin.scaled(1 / g)), n / g);
    if (g > 1 && lin.constant >= 0 && lin.constant < g) {
      const base = lin.without(lin.constant);
      return this.idiv(this.#fromLinear(base.scaled(1 / g)), n / g);
    }
    // (g·X + r) / (g·m) = X / m when r stays within [0, g).
    const grouped = this.#splitSmall(lin, n);
    if (grouped) return this.idiv(grouped.high, grouped.modulus);
    return this.#apply("idiv", "i32", [a, this.int(n)]);
  }

  /** a mod n in [0, n), n a positive constant. */
  imod(a: Expr, n: number): Expr {
    if (n === 1) return this.int(0);
    if (a.k === "const") return this.int(((a.value % n) + n) % n);
    const { min, max } = this.range(a);
    if (min >= 0 && max < n) return a;
    return kept(this.#remainders, a, n) ?? keep(this.#remainders, a, n, this.#remainder(a, n));
  }

  #remainder(a: Expr, n: number): Expr {
    const { divisible, rest } = this.#splitBy(a, n);
    if (divisible.size > 0 || divisible.constant !== 0) return this.imod(this.#fromLinear(rest), n);
    if (a.k === "apply" && a.op === "imod" && a.args[1]!.k === "const" && a.args[1]!.value % n === 0)
      return this.imod(a.args[0]!, n);
    // (g·X + r) mod (g·m) = g·(X mod m) + r when r stays within [0, g).
    const grouped = this.#splitSmall(this.#linearOf(a), n);
    if (grouped)
      return this.add(
        this.mul(this.imod(grouped.high, grouped.modulus), this.int(grouped.unit)),
        grouped.low,
      );
    return this.#apply("imod", "i32", [a, this.int(n)]);
  }

  /** Splits a = g·high + low with 0 <= low < g for the largest g > 1 that divides n, if any term has such a factor. */
  #splitSmall(lin: Linear, n: number) {
    const units: number[] = [];
    for (const c of lin.coefficients) {
      const unit = gcd(Math.abs(c), n);
      if (unit > 1 && !units.includes(unit)) units.push(unit);
    }
    units.sort((x, y) => y - x);
    for (const unit of units) {
      const high = new Linear();
      const low = new Linear();
      lin.coefficients.forEach((c, i) => (c % unit === 0 ? high : low).addTerm(lin.factors[i]!, c));
      low.constant = ((lin.constant % unit) + unit) % unit;
      high.constant = lin.constant - low.constant;
      if (high.size === 0) continue;
      const lowExpr = this.#fromLinear(low);
      const { min, max } = this.range(lowExpr);
      if (min >= 0 && max < unit)
        return { unit, modulus: n / unit, high: this.#fromLinear(high.scaled(1 / unit)), low: lowExpr };
    }
    return undefined;
  }

  #splitBy(a: Expr, n: number): { divisible: Linear; rest: Linear } {
    const divisible = new Linear();
    const rest = new Linear();
    const lin = this.#linearOf(a);
    lin.coefficients.forEach((c, i) => (c % n === 0 ? divisible : rest).addTerm(lin.factors[i]!, c));
    rest.constant = ((lin.constant % n) + n) % n;
    divisible.constant = lin.constant - rest.constant;
    return { divisible, rest };
  }

  #fromLinear(sum: Linear): Expr {
    this.#recombine(sum);
    let e: Expr | undefined;
    sum.sort();
    for (let i = 0; i < sum.size; i++) {
      const factor = sum.factors[i]!;
      const coefficient = sum.coefficients[i]!;
      const t = coefficient === 1 ? factor : this.#apply("mul", "i32", [factor, this.int(coefficient)]);
      e = e ? this.#apply("add", "i32", [e, t]) : t;
    }
    if (!e) return this.int(sum.constant);
    return sum.constant === 0 ? e : this.#apply("add", "i32", [e, this.int(sum.constant)]);
  }

  /** n·k·(x / n) + k·(x mod n) = k·x: undoes the split of a flat index once it is linearized again. */
  #recombine(sum: Linear): void {
    for (let i = 0; i < sum.size; i++) {
      const factor = sum.factors[i]!;
      if (factor.k !== "apply" || factor.op !== "imod") continue;
      const coefficient = sum.coefficients[i]!;
      const [x, n] = factor.args as [Expr, Const];
      const quotient = this.idiv(x, n.value);
      // The quotient may itself be a sum; require all of its terms, scaled, to be present.
      const wanted = this.#linearOf(quotient).scaled(coefficient * n.value);
      if (wanted.size === 0) continue;
      if (!wanted.factors.every((f, j) => sum.of(f) === wanted.coefficients[j])) continue;
      sum.addTerm(factor, -coefficient);
      sum.addLinear(wanted, -1);
      sum.addExpr(x, coefficient);
      return this.#recombine(sum);
    }
  }

  /** Row-major flat index of `index` in `shape`. */
  flatten(index: readonly Expr[], shape: readonly number[]): Expr {
    const sum = new Linear();
    let stride = 1;
    for (let i = shape.length - 1; i >= 0; i--) {
      sum.addLinear(this.#linearOf(index[i]!), stride);
      stride *= shape[i]!;
    }
    return this.#fromLinear(sum);
  }

  /** The multi-index of flat index `flat` in `shape`. */
  unflatten(flat: Expr, shape: readonly number[]): Expr[] {
    const index: Expr[] = [];
    let stride = 1;
    for (let i = shape.length - 1; i >= 0; i--) {
      const q = this.idiv(flat, stride);
      index.unshift(i === 0 ? q : this.imod(q, shape[i]!));
      stride *= shape[i]!;
    }
    return index;
  }

  /** Rewrites loads, variables and accumulators; `leaf` returns undefined to keep a leaf. Rebuilds, so it simplifies. */
  substitute(
    e: Expr,
    leaf: (e: Exclude<Expr, Apply>) => Expr | undefined,
    memo = new Map<Expr, Expr>(),
  ): Expr {
    const known = memo.get(e);
    if (known) return known;
    let out: Expr;
    if (e.k === "apply") {
      const args = e.args.map((a) => this.substitute(a, leaf, memo));
      out = sameItems(args, e.args) ? e : this.apply(e.op, e.dtype, args);
    } else {
      out = leaf(e) ?? e;
      if (out === e && e.k === "load") {
        const index = this.substitute(e.index, leaf, memo);
        const guard = e.guard && this.substitute(e.guard, leaf, memo);
        out = index === e.index && guard === e.guard ? e : this.load(e.value, e.dtype, index, guard);
      }
    }
    memo.set(e, out);
    return out;
  }
}

/** What expressions are divided by each divisor. */
type Divided = Map<number, Map<Expr, Expr>>;

function kept(known: Divided, a: Expr, n: number): Expr | undefined {
  return known.get(n)?.get(a);
}
function keep(known: Divided, a: Expr, n: number, result: Expr): Expr {
  let by = known.get(n);
  if (!by) known.set(n, (by = new Map<Expr, Expr>()));
  by.set(a, result);
  return result;
}

const numbers = (): Map<number, Const> => new Map<number, Const>();
const ANY: Range = { min: -Infinity, max: Infinity };

/** `e` as c0 + Σ coefficient · factor: how an emitter sees strides. */
export function linearTerms(e: Expr): { constant: number; terms: { factor: Expr; coefficient: number }[] } {
  if (e.dtype !== "i32") throw new InvariantError("expr", "linearTerms of a value that is no index");
  const lin = linearOf(e);
  const terms = lin.factors.map((factor, i) => ({ factor, coefficient: lin.coefficients[i]! }));
  return { constant: lin.constant, terms };
}

/** Visits every expression below `e` once, operands first. */
export function visitExpr(e: Expr, see: (e: Expr) => void, seen = new Set<Expr>()): void {
  if (seen.has(e)) return;
  seen.add(e);
  if (e.k === "apply") for (let i = 0; i < e.args.length; i++) visitExpr(e.args[i]!, see, seen);
  if (e.k === "load") {
    visitExpr(e.index, see, seen);
    if (e.guard) visitExpr(e.guard, see, seen);
  }
  see(e);
}
