/**
 * Solving dim variables: `[...s, 3 * c]` against `[2, 5, 390]` gives `s = [2, 5]`, `c = 130`.
 *
 * Patterns are sizes in which unknown variables are atoms named `?x`. Each axis gives an equation; an equation with one
 * unknown, in which it occurs linearly or as a divisor, is solved at once, the others wait until their unknowns are known.
 * Equations between known sizes are checked. A result never depends on the order of the equations, but for which of two
 * contradicting ones is called wrong.
 */
import type { Span } from "../../grammar/ast.ts";
import {
  atom,
  atomsOf,
  type Dim,
  divDims,
  isKnown,
  mayBeEqual,
  mulDims,
  showDim,
  subDims,
  substituteDim,
  SymDim,
} from "../ir/dims.ts";

/** A variable inside a pattern. */
export function unknown(name: string): Dim {
  return atom(`?${name}`);
}

export function unknownsOf(d: Dim): string[] {
  return atomsOf(d).filter((a) => a.startsWith("?"));
}

export interface Equation {
  readonly pattern: Dim;
  readonly actual: Dim;
  /** Where the pattern is written. */
  readonly declared: Span;
  /** Where the actual size comes from. */
  readonly given: Span;
  /** The argument, for messages: `x`. */
  readonly subject: string;
}

export interface Solution {
  readonly value: Dim;
  readonly by: Equation;
}

export type Conflict =
  /** The pattern, with its variables known, is `wanted`, and the size is another. */
  | {
      readonly kind: "differs";
      readonly equation: Equation;
      readonly wanted: Dim;
      readonly because: readonly Solution[];
    }
  /** No whole number fits, such as 3 * c = 130. */
  | { readonly kind: "inexact"; readonly equation: Equation; readonly variable: string };

export class Solver {
  readonly solved = new Map<string, Solution>();
  #pending: Equation[] = [];

  /** Takes in an equation; a conflict is returned, never thrown. */
  add(equation: Equation): Conflict | undefined {
    this.#pending.push(equation);
    return this.#settle();
  }

  /** Makes a variable known. */
  set(name: string, value: Dim, by: Equation): void {
    this.solved.set(name, { value, by });
  }

  value(name: string): Dim | undefined {
    return this.solved.get(name)?.value;
  }

  /** Variables that occur in some equation and could not be solved. */
  unsolved(): string[] {
    return [...new Set(this.#pending.flatMap((e) => unknownsOf(this.#substitute(e.pattern))))].map((a) =>
      a.slice(1),
    );
  }

  #substitute(d: Dim): Dim {
    const values = new Map<string, Dim>();
    for (const [name, { value }] of this.solved) values.set(`?${name}`, value);
    return substituteDim(d, values);
  }

  #settle(): Conflict | undefined {
    for (let progress = true; progress;) {
      progress = false;
      for (const e of this.#pending) {
        const pattern = this.#substitute(e.pattern);
        const unknowns = unknownsOf(pattern);
        if (unknowns.length > 1) continue;
        this.#pending = this.#pending.filter((other) => other !== e);
        progress = true;
        const [only] = unknowns;
        if (only === undefined) {
          if (!isSize(pattern)) return { kind: "inexact", equation: e, variable: "" };
          if (mayBeEqual(pattern, e.actual)) continue;
          const because = unknownsOf(e.pattern).flatMap((a) => this.solved.get(a.slice(1)) ?? []);
          return { kind: "differs", equation: e, wanted: pattern, because };
        }
        const value = solveFor(only, pattern, e.actual);
        if (value === undefined || !isSize(value))
          return { kind: "inexact", equation: e, variable: only.slice(1) };
        this.solved.set(only.slice(1), { value, by: e });
      }
    }
    return undefined;
  }
}

function isSize(d: Dim): boolean {
  return !isKnown(d) || Number.isInteger(d);
}

/** The value of atom `x` for which `pattern` is `actual`; undefined where there is none or it is not found. */
export function solveFor(x: string, pattern: Dim, actual: Dim): Dim | undefined {
  if (isKnown(pattern)) return undefined;
  type Term = SymDim["terms"][number];
  const has = (t: Term): boolean => t.powers.has(x);
  const [withX, without] = [pattern.terms.filter(has), pattern.terms.filter((t) => !has(t))];
  const rest = subDims(actual, SymDim.of(without));
  const strip = (t: Term): Term => ({ ...t, powers: new Map([...t.powers].filter(([a]) => a !== x)) });
  if (withX.every((t) => t.powers.get(x) === 1)) return exactly(rest, withX.map(strip));
  const [only] = withX;
  // numerator / x = rest
  if (withX.length === 1 && only!.powers.get(x) === -1) {
    const { num, den, powers } = strip(only!);
    return divDims(SymDim.of([{ num, den: 1, powers }]), mulDims(rest, den));
  }
  return undefined;
}

/** `rest / sum(terms)`, exact, with the terms' denominators multiplied out first. */
function exactly(rest: Dim, terms: readonly SymDim["terms"][number][]): Dim | undefined {
  const scale = terms.reduce((product, t) => product * t.den, 1);
  const divisor = SymDim.of(terms.map((t) => ({ ...t, num: (t.num * scale) / t.den, den: 1 })));
  return divDims(mulDims(rest, scale), divisor);
}

/** `c = 130`, for notes. */
export function showSolution(name: string, value: Dim): string {
  return `${name} = ${showDim(value)}`;
}
