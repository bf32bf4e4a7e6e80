/**
 * An expression as a product: what is multiplied and what is divided by, so that two products can be compared.
 */
import type { Expr, Exprs } from "../ir/expr.ts";

export class Factors {
  private constructor(
    readonly x: Exprs,
    readonly above: readonly Expr[],
    readonly below: readonly Expr[],
  ) {}

  /** `where(c, a, 0)` counts as a product of a and `where(c, 1, 0)`: an infinite a is no weight of anything. */
  static of(x: Exprs, e: Expr): Factors {
    const above: Expr[] = [];
    const below: Expr[] = [];
    const visit = (d: Expr, up: Expr[], down: Expr[]): void => {
      if (d.k !== "apply" || d.dtype !== "f32") return void up.push(d);
      const [a, b, c] = d.args as [Expr, Expr, Expr];
      if (d.op === "mul") {
        visit(a, up, down);
        visit(b, up, down);
      } else if (d.op === "div") {
        visit(a, up, down);
        visit(b, down, up);
      } else if (d.op === "neg") {
        up.push(x.const(-1, "f32"));
        visit(a, up, down);
      } else if (d.op === "where" && c.k === "const" && c.value === 0) {
        up.push(x.apply("where", "f32", [a, x.const(1, "f32"), c]));
        visit(b, up, down);
      } else up.push(d);
    };
    const unit = x.const(1, "f32");
    visit(e, above, below);
    return new Factors(x, above.filter((f) => f !== unit), below.filter((f) => f !== unit)); // prettier-ignore
  }

  /** Without one factor `above`, and one `below` if given; undefined where they are not there. */
  without(above: Expr, below?: Expr): Factors | undefined {
    const up = minus(this.above, [above]);
    const down = below ? minus(this.below, [below]) : this.below;
    return up && down ? new Factors(this.x, up, down) : undefined;
  }

  /** This over `other`, where all of its factors are here. */
  over(other: Factors): Factors | undefined {
    const up = minus(this.above, other.above);
    const down = minus(this.below, other.below);
    return up && down ? new Factors(this.x, up, down) : undefined;
  }
}

function minus(all: readonly Expr[], some: readonly Expr[]): Expr[] | undefined {
  const rest = [...all];
  for (const e of some) {
    const at = rest.indexOf(e);
    if (at < 0) return undefined;
    rest.splice(at, 1);
  }
  return rest;
}

/** The expression that they are factors of. */
export function product(x: Exprs, { above, below }: Factors): Expr {
  let e: Expr | undefined;
  for (const f of above) e = e ? x.apply("mul", "f32", [e, f]) : f;
  e ??= x.const(1, "f32");
  for (const f of below) e = x.apply("div", "f32", [e, f]);
  return e;
}
