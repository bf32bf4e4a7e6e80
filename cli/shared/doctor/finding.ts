/**
 * What a check of `nn doctor` finds.
 *
 * The checks in this folder know the compiler's and the runtime's data and touch neither files nor the terminal, so a page
 * can run them too.
 */
import type { Label } from "../../../compiler/diagnostics.ts";

export type Result = "ok" | "warning" | "failure" | "skipped";

export type Measured = Readonly<Record<string, number | string | boolean | readonly string[]>>;

export interface Finding {
  /** Which check, as `--json` and the tests name it: `dead-units`. */
  readonly check: string;
  readonly result: Result;
  /** The fact with its figure; for a check that was left out, why. */
  readonly title: string;
  /** The figures for programs. */
  readonly measured: Measured;
  /** Places in the source, the primary one first. */
  readonly labels: readonly Label[];
  readonly notes: readonly string[];
  /** What to do; there is one for every warning and failure. */
  readonly remedy?: string;
}

type Parts = Partial<Pick<Finding, "measured" | "labels" | "notes">>;

const blank = { measured: {}, labels: [], notes: [] };

export function ok(check: string, title: string, measured: Measured = {}): Finding {
  return { ...blank, check, result: "ok", title, measured };
}

export function skipped(check: string, why: string): Finding {
  return { ...blank, check, result: "skipped", title: why };
}

export function warning(check: string, title: string, remedy: string, parts: Parts = {}): Finding {
  return { ...blank, ...parts, check, result: "warning", title, remedy };
}

export function failure(check: string, title: string, remedy: string, parts: Parts = {}): Finding {
  return { ...blank, ...parts, check, result: "failure", title, remedy };
}

/** Figures in sentences: three digits, `1.2e-7` where it takes an exponent. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "infinite" : "minus infinite";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e5))
    return value.toExponential(1).replace(/\.0e/, "e").replace("+", "");
  return String(Number(value.toPrecision(3)));
}

export function percent(share: number): string {
  return `${Number((100 * share).toPrecision(share < 0.1 ? 1 : 2))} %`;
}

/** `a, b and c`; of many the first few. */
export function listed(names: readonly string[], most = 4): string {
  const shown = names.length > most + 1 ? names.slice(0, most) : names;
  const rest = names.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  return all.length < 2 ? (all[0] ?? "") : `${all.slice(0, -1).join(", ")} and ${all.at(-1)!}`;
}
