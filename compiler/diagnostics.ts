/**
 * Diagnostics: a user's mistake as data.
 *
 * One record feeds the terminal, `--json` and editors. The title states the fact, labels point at the causes (the
 * primary one first), notes explain, fixes carry edits. Rendering is in `render.ts`; codes and their pages in `codes.ts`.
 */
import type { Span } from "../grammar/ast.ts";

export type { Span } from "../grammar/ast.ts";

export interface Label {
  readonly span: Span;
  readonly text: string;
}

export interface Edit {
  readonly span: Span;
  readonly text: string;
}

export interface Fix {
  /** An instruction without a final full stop, such as "write `dense(10)`". */
  readonly title: string;
  /** Edits that apply together; empty where the remedy is advice. */
  readonly edits: readonly Edit[];
  /** One reading among several, for a person to choose: editors offer it, `nn check --fix` leaves it alone. */
  readonly choice?: true;
}

export interface Diagnostic {
  /** `NN` and four digits; the catalogue is `codes.ts`. */
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly title: string;
  /** The first label is the primary one: its position is the diagnostic's position. */
  readonly labels: readonly Label[];
  readonly notes: readonly string[];
  readonly fixes: readonly Fix[];
}

/** Edits that write a call of a function around an expression. */
export const wrapped = (span: Span, fn: string): Edit[] => [
  { span: { ...span, end: span.start }, text: `${fn}(` },
  { span: { ...span, start: span.end }, text: ")" },
];

/** Makes a diagnostic; the optional parts default to nothing. */
export function diagnostic(
  code: string,
  title: string,
  parts: {
    severity?: "error" | "warning";
    labels?: readonly Label[];
    notes?: readonly string[];
    fixes?: readonly Fix[];
    /** Shorthand for a fix without edits. */
    help?: string;
  } = {},
): Diagnostic {
  const fixes = [...(parts.fixes ?? [])];
  if (parts.help !== undefined) fixes.push({ title: parts.help, edits: [] });
  return {
    code,
    severity: parts.severity ?? "error",
    title,
    labels: parts.labels ?? [],
    notes: parts.notes ?? [],
    fixes,
  };
}

/** Thrown inside a pass to abandon the current declaration; caught where passes collect diagnostics. */
export class DiagnosticError extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(`${diagnostic.code}: ${diagnostic.title}`);
    this.name = "DiagnosticError";
  }
}

/** A compiler bug: something that no `.nn` program may cause. */
export class InvariantError extends Error {
  constructor(where: string, message: string) {
    super(`internal error in ${where}: ${message}`);
    this.name = "InvariantError";
  }
}

export function invariant(
  condition: unknown,
  where: string,
  message: string | (() => string),
): asserts condition {
  if (!condition) throw new InvariantError(where, typeof message === "string" ? message : message());
}

/** The names nearest to `name` by edit distance, best first, at most `limit`; for "did you mean". */
export function nearest(name: string, candidates: Iterable<string>, limit = 1): string[] {
  const bound = Math.max(1, Math.floor(name.length / 3));
  const scored: { candidate: string; distance: number }[] = [];
  for (const candidate of new Set(candidates)) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance <= bound && candidate !== name) scored.push({ candidate, distance });
  }
  scored.sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
  return scored.slice(0, limit).map((s) => s.candidate);
}

/** Damerau–Levenshtein distance (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, before[j - 2]! + 1);
      next.push(best);
    }
    before = row;
    row = next;
  }
  return row[b.length]!;
}
