/**
 * Sizes, known or symbolic.
 *
 * While a declaration is checked on its own its dims are variables, so a size is a number or a Laurent polynomial over
 * named atoms with rational coefficients: `3 * c`, `c / nh`, `(t + 1) * d`. Once everything is concrete a size is a
 * plain number, and every function here takes the fast path. Two sizes are equal exactly when their canonical forms are.
 */

export type Dim = number | SymDim;

interface Term {
  /** Coefficient `num / den`, in lowest terms, `den > 0`, `num != 0`. */
  readonly num: number;
  readonly den: number;
  /** Atom to exponent, never 0, in the atoms' order. */
  readonly powers: ReadonlyMap<string, number>;
}

/** A polynomial in canonical form: terms sorted by their monomial's key, never a plain number. */
export class SymDim {
  private constructor(readonly terms: readonly Term[]) {}

  static of(terms: readonly Term[]): Dim {
    const [first] = terms;
    if (!first || (terms.length === 1 && first.num === 0)) return 0;
    if (terms.length === 1) return first.powers.size > 0 ? new SymDim(terms) : first.num / first.den;
    const byKey = new Map<string, Term>();
    for (const t of terms) {
      const key = monomialKey(t.powers);
      const old = byKey.get(key);
      byKey.set(
        key,
        old ? { ...fraction(old.num * t.den + t.num * old.den, old.den * t.den), powers: t.powers } : t,
      );
    }
    const kept = [...byKey.entries()]
      .filter(([, t]) => t.num !== 0)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    if (kept.length === 0) return 0;
    const [only] = kept;
    if (kept.length === 1 && only![0] === "") return only![1].num / only![1].den;
    return new SymDim(kept.map(([, t]) => t));
  }

  toString(): string {
    // `n - 3`: the number comes last, though it sorts first.
    return [...this.terms.filter((t) => t.powers.size > 0), ...this.terms.filter((t) => t.powers.size === 0)]
      .map((t, i) => {
        const factors: string[] = [];
        const divisors: string[] = [];
        for (const [atom, p] of t.powers)
          (p > 0 ? factors : divisors).push(...Array<string>(Math.abs(p)).fill(atom));
        const size = Math.abs(t.num);
        if (size !== 1 || factors.length === 0) factors.unshift(String(size));
        if (t.den !== 1) divisors.push(String(t.den));
        const text = [factors.join(" * "), ...divisors].join(" / ");
        return i === 0 ? (t.num < 0 ? `-${text}` : text) : t.num < 0 ? ` - ${text}` : ` + ${text}`;
      })
      .join("");
  }
}

function fraction(num: number, den: number): { num: number; den: number } {
  let [a, b] = [Math.abs(num), Math.abs(den)];
  while (b) [a, b] = [b, a % b];
  const sign = den < 0 ? -1 : 1;
  return { num: (sign * num) / (a || 1), den: (sign * den) / (a || 1) };
}

function monomialKey(powers: ReadonlyMap<string, number>): string {
  let key = "";
  for (const [a, p] of powers) key += `${a}^${p}*`;
  return key;
}

/** Whether two products are of the same atoms; both have them in the atoms' order. */
function samePowers(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  if (a.size !== b.size) return false;
  for (const [atom, p] of a) if (b.get(atom) !== p) return false;
  return true;
}

function termsOf(d: Dim): readonly Term[] {
  if (typeof d !== "number") return d.terms;
  if (d === 0) return [];
  if (Number.isInteger(d)) return [{ num: d, den: 1, powers: new Map() }];
  // A non-integer can only come from an inexact constant division, e.g. 3 / 2 inside a longer product.
  for (let den = 2; den <= 4096; den++)
    if (Number.isInteger(d * den)) return [{ ...fraction(d * den, den), powers: new Map() }];
  return [{ num: d, den: 1, powers: new Map() }];
}

function multiplyPowers(
  a: ReadonlyMap<string, number>,
  b: ReadonlyMap<string, number>,
  sign: 1 | -1,
): ReadonlyMap<string, number> {
  if (b.size === 0) return a;
  if (a.size === 0 && sign === 1) return b;
  const powers = new Map(a);
  for (const [atom, p] of b) {
    const q = (powers.get(atom) ?? 0) + sign * p;
    if (q === 0) powers.delete(atom);
    else powers.set(atom, q);
  }
  return new Map([...powers].sort(([x], [y]) => (x < y ? -1 : 1)));
}

/** A variable (or an opaque size such as `ceil(n / 2)`) by its name. */
export function atom(name: string): SymDim {
  return SymDim.of([{ num: 1, den: 1, powers: new Map([[name, 1]]) }]) as SymDim;
}

export function isKnown(d: Dim): d is number {
  return typeof d === "number";
}

export function addDims(a: Dim, b: Dim): Dim {
  if (typeof a === "number" && typeof b === "number") return a + b;
  return SymDim.of([...termsOf(a), ...termsOf(b)]);
}

export function negDim(a: Dim): Dim {
  return typeof a === "number" ? -a : SymDim.of(a.terms.map((t) => ({ ...t, num: -t.num })));
}

export function subDims(a: Dim, b: Dim): Dim {
  return typeof a === "number" && typeof b === "number" ? a - b : addDims(a, negDim(b));
}

export function mulDims(a: Dim, b: Dim): Dim {
  if (typeof a === "number" && typeof b === "number") return a * b;
  const terms: Term[] = [];
  for (const x of termsOf(a))
    for (const y of termsOf(b))
      terms.push({
        ...fraction(x.num * y.num, x.den * y.den),
        powers: multiplyPowers(x.powers, y.powers, 1),
      });
  return SymDim.of(terms);
}

/**
 * `a / b` where it is exact. Numbers that do not divide give undefined; a symbolic quotient is assumed exact (it is
 * checked again once concrete); a sum as divisor that does not divide the dividend makes an atom of its own.
 */
export function divDims(a: Dim, b: Dim): Dim | undefined {
  if (typeof a === "number" && typeof b === "number") return b !== 0 && a % b === 0 ? a / b : undefined;
  if (dimsEqual(a, b)) return 1;
  if (dimsEqual(a, 0)) return 0;
  const divisor = termsOf(b);
  if (divisor.length === 0) return undefined;
  if (divisor.length > 1) return divideBySum(a, divisor) ?? atom(`(${showDim(a)}) / (${showDim(b)})`);
  return SymDim.of(termsOf(a).map((x) => divideTerm(x, divisor[0]!)));
}

function divideTerm(x: Term, y: Term): Term {
  return { ...fraction(x.num * y.den, x.den * y.num), powers: multiplyPowers(x.powers, y.powers, -1) };
}

/** Long division, by the terms that come first in one order of the atoms; undefined if something remains. */
function divideBySum(a: Dim, divisor: readonly Term[]): Dim | undefined {
  const atoms = [...new Set([...termsOf(a), ...divisor].flatMap((t) => [...t.powers.keys()]))].sort();
  const leading = (terms: readonly Term[]): Term =>
    terms.reduce((best, t) => {
      const name = atoms.find((n) => (t.powers.get(n) ?? 0) !== (best.powers.get(n) ?? 0));
      return name !== undefined && (t.powers.get(name) ?? 0) > (best.powers.get(name) ?? 0) ? t : best;
    });
  const lead = leading(divisor);
  let rest = a;
  let quotient: Dim = 0;
  // Laurent terms could go on for ever; a quotient of sizes has few.
  for (let i = 0; i < 32; i++) {
    if (rest === 0) return quotient;
    const q = SymDim.of([divideTerm(leading(termsOf(rest)), lead)]);
    quotient = addDims(quotient, q);
    rest = subDims(rest, mulDims(q, SymDim.of(divisor)));
  }
  return undefined;
}

/** `ceil(a / b)` for sizes that need not divide, such as the output of a strided convolution. */
export function ceilDivDims(a: Dim, b: Dim): Dim {
  if (typeof a === "number" && typeof b === "number") return Math.ceil(a / b);
  return dimsEqual(b, 1) ? a : atom(`ceil(${operand(a)} / ${operand(b)})`);
}

/** In parentheses unless it is a number or one atom. */
function operand(d: Dim): string {
  const text = showDim(d);
  return typeof d === "number" || atomsOf(d).join() === text ? text : `(${text})`;
}

/** `floor(a / b)`. */
export function floorDivDims(a: Dim, b: Dim): Dim {
  if (typeof a === "number" && typeof b === "number") return Math.floor(a / b);
  return dimsEqual(b, 1) ? a : atom(`floor(${operand(a)} / ${operand(b)})`);
}

export function dimsEqual(a: Dim, b: Dim): boolean {
  if (typeof a === "number" || typeof b === "number") return a === b;
  if (a === b) return true;
  return (
    a.terms.length === b.terms.length &&
    a.terms.every((t, i) => {
      const u = b.terms[i]!;
      return t.num === u.num && t.den === u.den && samePowers(t.powers, u.powers);
    })
  );
}

/**
 * False where two sizes differ for certain. Opaque atoms, `ceil(n / 2)` and the like, may turn out to be anything, so what
 * depends on them is left to the check of the concrete program.
 */
export function mayBeEqual(a: Dim, b: Dim): boolean {
  return dimsEqual(a, b) || atomsOf(subDims(a, b)).some((name) => name.includes("("));
}

export function shapesEqual(a: readonly Dim[], b: readonly Dim[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!dimsEqual(a[i]!, b[i]!)) return false;
  return true;
}

export function productOf(dims: readonly Dim[]): Dim {
  return dims.reduce(mulDims, 1);
}

/** The names that a symbolic size mentions. */
export function atomsOf(d: Dim): string[] {
  return typeof d === "number" ? [] : [...new Set(d.terms.flatMap((t) => [...t.powers.keys()]))];
}

/**
 * Replaces atoms by sizes; atoms that are not in `values` stay. Terms may be fractions on the way to a whole number, as
 * in (n + 1) / 2; a result that is no whole number says that a division was inexact.
 */
export function substituteDim(d: Dim, values: ReadonlyMap<string, Dim>): Dim {
  if (typeof d === "number") return d;
  const name = soleAtom(d);
  if (name !== undefined) return values.get(name) ?? d;
  let sum: Dim = 0;
  for (const t of d.terms) {
    let product: Dim = t.num;
    // Multiply first: a quotient that is exact as a whole need not be exact factor by factor.
    for (const [name, p] of t.powers)
      for (let i = 0; i < p; i++) product = mulDims(product, values.get(name) ?? atom(name));
    for (const [name, p] of t.powers)
      for (let i = 0; i < -p; i++) product = ratio(product, values.get(name) ?? atom(name));
    sum = addDims(sum, ratio(product, t.den));
  }
  if (typeof sum !== "number") return sum;
  const whole = Math.round(sum);
  return Math.abs(sum - whole) < 1e-9 ? whole : sum;
}

/** The name of a size that is one atom. */
function soleAtom({ terms }: SymDim): string | undefined {
  const [term] = terms;
  if (terms.length !== 1 || term!.powers.size !== 1 || term!.num !== term!.den) return undefined;
  for (const [name, power] of term!.powers) if (power === 1) return name;
  return undefined;
}

function ratio(a: Dim, b: Dim): Dim {
  if (typeof a === "number" && typeof b === "number") return a / b;
  return divDims(a, b) ?? atom(`(${showDim(a)}) / (${showDim(b)})`);
}

export function showDim(d: Dim): string {
  return String(d);
}

/** `[batch, 3 * c]` */
export function showShape(shape: readonly Dim[]): string {
  return `[${shape.map(showDim).join(", ")}]`;
}
