/**
 * Bounds of attention's loops: which columns a row's weights can be other than 0 at, read off the masks.
 *
 * A mask either makes a weight 0, or a score so low that its exponential is 0 beside any other score of the row. The latter
 * holds only where each row has a column that is not masked, so masks that depend on data never cut a softmax's columns.
 */
import { type Expr, type Exprs, linearTerms, type Var } from "../ir/expr.ts";
import type { AttendBody } from "../ir/kernel.ts";

/** low <= column - row <= high */
export interface Band {
  readonly low: number;
  readonly high: number;
}

/** A score this low leaves nothing of its exponential: scores of a model are some tens. */
const SUNK = -1e6;

interface Axes {
  readonly rows: readonly Var[];
  readonly cols: readonly Var[];
}

/** The band of rows and columns as `axes` names them, though `body` may have them exchanged. */
export function bandOf(
  x: Exprs,
  { sums }: Pick<AttendBody, "sums">,
  axes: Axes,
  score: Expr | undefined,
): Band | undefined {
  const [row, col] = [axes.rows[0], axes.cols[0]];
  if (!row || !col || axes.rows.length > 1 || axes.cols.length > 1) return undefined;
  const bounds = new Bounds(x, row, col);
  const shares = score ? [bounds.sunk(score, 1)] : [];
  // Without a sum the largest score and the total are still asked for, and those depend on the score alone.
  const bands = score ? shares : sums.map((s) => bounds.zero(s.weight));
  const all = bands.reduce<Band>(
    (p, q) => ({ low: Math.min(p.low, q.low), high: Math.max(p.high, q.high) }),
    {
      low: Infinity,
      high: -Infinity,
    },
  );
  const low = Math.max(all.low, 1 - row.extent);
  const high = Math.min(all.high, col.extent - 1);
  return low <= high && (low > 1 - row.extent || high < col.extent - 1) ? { low, high } : undefined;
}

/** The same pairs with rows and columns exchanged. */
export function flipped({ low, high }: Band): Band {
  // Not a negation, which would make -0 of 0.
  return { low: 0 - high, high: 0 - low };
}

const ALL: Band = { low: -Infinity, high: Infinity };

class Bounds {
  constructor(
    readonly x: Exprs,
    readonly row: Var,
    readonly col: Var,
  ) {}

  /** Outside of it `e` is 0. */
  zero(e: Expr): Band {
    if (e.k !== "apply") return ALL;
    const [a, b, c] = e.args as [Expr, Expr, Expr];
    if (e.op === "mul") return both(this.zero(a), this.zero(b));
    if (e.op === "div" || e.op === "neg") return this.zero(a);
    if (e.op === "exp") return this.sunk(a, 1);
    if (e.op !== "where") return ALL;
    if (c.k === "const" && c.value === 0) return both(this.condition(a).band, this.zero(b));
    return b.k === "const" && b.value === 0 ? both(this.condition(a, false).band, this.zero(c)) : ALL;
  }

  /** Outside of it, `e * scale` is so low that its exponential is 0; every row has a column inside. */
  sunk(e: Expr, scale: number): Band {
    const band = this.#sunk(e, scale);
    for (let i = 0; i < this.row.extent; i++)
      if (Math.max(0, i + band.low) > Math.min(this.col.extent - 1, i + band.high)) return ALL;
    return band;
  }

  #sunk(e: Expr, scale: number): Band {
    if (e.k !== "apply") return ALL;
    const [a, b, c] = e.args as [Expr, Expr, Expr];
    // A maximum is subtracted, which is no lower than any score that is not masked.
    if (e.op === "sub" || e.op === "add") return this.#sunk(a, scale);
    if (e.op === "mul" && b.k === "const" && b.value > 0) return this.#sunk(a, scale * b.value);
    if (e.op === "div" && b.k === "const" && b.value > 0) return this.#sunk(a, scale / b.value);
    const isLow = (d: Expr): boolean => d.k === "const" && d.value * scale <= SUNK;
    if (e.op !== "where" || (!isLow(b) && !isLow(c))) return ALL;
    const { band, isWhole } = this.condition(a, isLow(c));
    // Under another mask, a row might have no column left inside of this one.
    return isWhole && !this.#masks(isLow(c) ? b : c) ? band : ALL;
  }

  /** Whether some other mask is in a score. */
  #masks(e: Expr): boolean {
    if (e.k !== "apply") return false;
    return e.op === "where" || e.args.some((a) => this.#masks(a));
  }

  /** Outside of the band the condition is not `is`; `isWhole`: inside it is. */
  condition(e: Expr, is = true): { band: Band; isWhole: boolean } {
    const unknown = { band: ALL, isWhole: false };
    if (e.k !== "apply") return unknown;
    const [a, b] = e.args as [Expr, Expr];
    if (e.op === "not") return this.condition(a, !is);
    if (e.op === (is ? "and" : "or")) {
      const [p, q] = [this.condition(a, is), this.condition(b, is)];
      return { band: both(p.band, q.band), isWhole: p.isWhole && q.isWhole };
    }
    if ((e.op !== "le" && e.op !== "lt") || a.dtype !== "i32") return unknown;
    // a <= b, or not a < b: constant + sign · (row - column) >= 0
    const { constant, terms } = linearTerms(is ? this.x.sub(b, a) : this.x.sub(a, b));
    const sign = terms.find((t) => t.factor === this.row)?.coefficient;
    const other = terms.find((t) => t.factor === this.col)?.coefficient;
    if (terms.length !== 2 || (sign !== 1 && sign !== -1) || other !== -sign) return unknown;
    const slack = (e.op === "lt") === is ? constant - 1 : constant;
    return {
      band: sign === 1 ? { low: -Infinity, high: slack } : { low: -slack, high: Infinity },
      isWhole: true,
    };
  }
}

function both(p: Band, q: Band): Band {
  return { low: Math.max(p.low, q.low), high: Math.min(p.high, q.high) };
}
