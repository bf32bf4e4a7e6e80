/**
 * All rewrite rules, by the op at their root. Their order is the order in which they are tried.
 */
import type { OpName } from "../ir/graph.ts";
import type { Rule, Safety } from "./pattern.ts";
import { arithmeticRules } from "./rules-arithmetic.ts";
import { movementRules } from "./rules-movement.ts";

export const allRules: readonly Rule[] = [...arithmeticRules, ...movementRules];

const LEVELS: readonly Safety[] = ["exact", "finite", "reassoc"];

/** The rules that are at least as safe as `safety`. */
export function rulesByRoot(
  safety: Safety,
  rules: readonly Rule[] = allRules,
): ReadonlyMap<OpName, readonly Rule[]> {
  const byRoot = new Map<OpName, Rule[]>();
  for (const r of rules) {
    if (LEVELS.indexOf(r.safety) > LEVELS.indexOf(safety)) continue;
    const list = byRoot.get(r.root);
    if (list) list.push(r);
    else byRoot.set(r.root, [r]);
  }
  return byRoot;
}
