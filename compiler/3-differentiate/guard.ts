/**
 * Keeps what a `select` left out from leaking into a gradient.
 *
 * In `select(x > 0, log(x), 0)` the cotangent of `log(x)` is 0 where x = 0, but log's rule makes 0 / 0 of it. A
 * value is hidden if every way from it to the results goes through a branch of a `where`; for hidden values the rules that
 * may multiply a zero cotangent by an infinity are guarded. The guard acts only where a zero cotangent meets a result that
 * is not finite, so it changes no derivative of any order elsewhere, and values that no `where` hides pay nothing.
 */
import { type Node, isOp } from "../ir/graph.ts";
import type { Builder } from "../ops/builder.ts";
import { opDef } from "../ops/index.ts";

/** Ops whose own derivative may be infinite at finite operands, or whose value may be. */
const RISKY = new Set<Node["op"]>([
  "exp", "log", "div", "pow", "tan", "asin", "acos", "log1p", "expm1", "sqrt", "mod", "prod",
]); // prettier-ignore

/** A product over these mixes hidden elements with others: an infinity has spread anyway. */
const BARRIERS = new Set<Node["op"]>(["dot", "conv"]);

/** The nodes among `active` (in id order, ending in results) whose derivative rules need the guard. */
export function hiddenNodes(results: Iterable<Node>, active: ReadonlySet<Node>): Set<Node> {
  const ordered = [...active].sort((a, b) => b.id - a.id);
  const exposed = new Set<Node>(results);
  for (const user of ordered) {
    if (isOp(user, "where")) {
      if (!exposed.has(user)) continue;
      // Whichever branch is chosen, what both of them need is not hidden.
      const [yes, no] = [localAncestors(user.in[1]!, active), localAncestors(user.in[2]!, active)];
      for (const n of yes) if (no.has(n)) exposed.add(n);
    } else if (exposed.has(user) || BARRIERS.has(user.op)) for (const x of user.in) exposed.add(x);
  }
  return new Set(ordered.filter((n) => !exposed.has(n)));
}

function localAncestors(from: Node, active: ReadonlySet<Node>): Set<Node> {
  const seen = new Set<Node>();
  const stack = [from];
  for (let n = stack.pop(); n; n = stack.pop()) {
    if (!active.has(n) || seen.has(n)) continue;
    seen.add(n);
    if (!BARRIERS.has(n.op)) stack.push(...n.in);
  }
  return seen;
}

/** The nodes (given in id order) whose value may be infinite though all inputs are finite. */
export function riskyNodes(nodes: readonly Node[]): Set<Node> {
  const risky = new Set<Node>();
  for (const n of nodes)
    if (RISKY.has(n.op) || (!BARRIERS.has(n.op) && n.in.some((x) => risky.has(x)))) risky.add(n);
  return risky;
}

/** `contributions` of the hidden node `n` to its operands' cotangents, guarded where they need it. */
export function guardContributions(
  b: Builder,
  n: Node,
  ct: Node,
  contributions: readonly (Node | null)[],
  active: ReadonlySet<Node>,
  risky: ReadonlySet<Node>,
): readonly (Node | null)[] {
  if (!opDef(n.op).scalar) return contributions;
  return contributions.map((c, i) => {
    if (!c || !active.has(n.in[i]!)) return c;
    const other = n.in[1 - i];
    const needed = RISKY.has(n.op) || (n.op === "mul" && other !== undefined && risky.has(other));
    if (!needed) return c;
    const zero = b.fullLike(c, 0);
    const leaks = b.binary("and", b.eq(ct, zero), b.not(b.unary("isfinite", c)));
    return b.where(leaks, zero, c);
  });
}
