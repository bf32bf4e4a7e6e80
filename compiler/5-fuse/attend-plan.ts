/**
 * Which groups of attention become kernels, and what each kernel computes: found in the program's graph, or in one with the
 * half products of attention in f32 (`widen.ts`).
 */
import {
  type AttendChoice,
  attendChoice,
  type AttendPlaces,
  HELD_TOGETHER,
  keptAsShort,
} from "../7-emit/attend-schedule.ts";
import type { Target } from "../7-emit/target.ts";
import { type Expr, type Exprs, type Var, visitExpr } from "../ir/expr.ts";
import { type Graph, type Node, reachable } from "../ir/graph.ts";
import {
  findGroups,
  type Group,
  halfScores,
  MAX_ACC,
  Outside,
  type Product,
  TOTAL_ACC,
  type WeightedSum,
} from "./attention.ts";
import { underViews } from "./blocks.ts";
import { Factors, product } from "./factors.ts";
import { numel } from "./inline.ts";
import { isHalfProduct, widen } from "./widen.ts";

/** A gradient's sum along a row, as the row's sum of dO ∘ O: the sum is `factor` times it. */
export interface Replaced {
  readonly factor: Factors;
  readonly product: Product;
  readonly of: WeightedSum;
}

/** What one kernel computes. */
export interface Part {
  /** Whether it is the forward kernel, which finds the rows' values. */
  readonly isForward: boolean;
  readonly keeps: "rows" | "cols";
  readonly products: readonly Product[];
  readonly sums: readonly WeightedSum[];
}

export interface Plan {
  readonly group: Group;
  readonly parts: readonly Part[];
  /** With the weight relative to exp(score - m) / total. */
  readonly forward: readonly { readonly sum: WeightedSum; readonly weight: Expr }[];
  readonly replaced: readonly Replaced[];
  readonly choice: AttendChoice;
}

export interface Found {
  /** The graph that the plans are of: the given one, or one with attention's half products in f32. */
  readonly graph: Graph;
  readonly plans: readonly Plan[];
  readonly outside: Outside;
  /** By nodes of the given graph. */
  readonly notes: ReadonlyMap<Node, string>;
  /** What a node of the given graph is in `graph`. */
  now(n: Node): Node;
}

/**
 * @param roots what the outside asks for by name
 * @param changing what changes from round to round of a loop: kernels of attention run once
 */
export function plansIn(
  x: Exprs,
  given: Graph,
  roots: readonly Node[],
  changing: readonly Node[],
  target: Target,
): Found {
  const notes = new Map<Node, string>();
  const found = (graph: Graph, now: (n: Node) => Node, was: (n: Node) => Node): Found => {
    const outside = new Outside(x);
    const plans: Plan[] = [];
    const all = roots.map(now);
    const decline = (max: Node, places: AttendPlaces): boolean => {
      const why = keptAsShort(target, places);
      if (why !== undefined) notes.set(was(max), why);
      return why !== undefined;
    };
    const nodes = reachable(all);
    const apart = new Set(changing.map(now));
    for (const n of apart.size > 0 ? nodes : []) if (n.in.some((i) => apart.has(i))) apart.add(n);
    for (const group of findGroups(x, outside, nodes, new Set(all), apart, decline)) {
      const plan = planOf(x, outside, group, target);
      if (plan?.choice.use) plans.push(plan);
      else if (plan) notes.set(was(group.max), plan.choice.why);
    }
    return { graph, plans, outside, notes, now };
  };
  const nodes = reachable(roots);
  const pairs = new Set(halfScores(nodes).map(numel));
  const isPart = (n: Node): boolean => isHalfProduct(n) && [n, ...n.in].some((m) => pairs.has(numel(m)));
  let products = new Set(nodes.filter(isPart));
  while (products.size > 0) {
    const widened = widen(given, roots, products, pairs);
    const was = new Map([...widened.map].map(([n, to]) => [to, n]));
    const tried = found(widened.graph, (n) => widened.map.get(n)!, (n) => was.get(n)!); // prettier-ignore
    const parts = tried.plans.flatMap(({ group }) => [...group.products, ...group.sums]);
    const taken = parts.flatMap(({ node }) => widened.products.get(node) ?? []);
    // Products that are no part of attention stay as they are.
    if (taken.length === products.size) return tried;
    products = new Set(taken);
  }
  return found(given, (n) => n, (n) => n); // prettier-ignore
}

function planOf(x: Exprs, outside: Outside, group: Group, target: Target): Plan | undefined {
  const exponential = exponentialOf(x, group);
  const forward: { sum: WeightedSum; weight: Expr }[] = [];
  const back: WeightedSum[] = [];
  const absolute = new Map<WeightedSum, Factors>();
  for (const sum of group.sums) {
    const factors = Factors.of(x, sum.weight);
    const rest = factors.without(exponential, x.acc(TOTAL_ACC, "f32"));
    const weight = rest && product(x, rest);
    if (sum.keeps === "rows" && weight && !usesAcc(weight)) {
      forward.push({ sum, weight });
      absolute.set(sum, factors);
    } else back.push(sum);
  }
  const replaced: Replaced[] = [];
  for (const other of group.others) {
    const found = replacement(x, group, other.element, absolute);
    // Its kernel would have to go over all pairs once more.
    if (!found || found.of.node.id > other.node.id) return undefined;
    replaced.push(found);
  }
  const parts = partsOf(group, forward.map((f) => f.sum), back, HELD_TOGETHER[target.family]); // prettier-ignore
  const choice = attendChoice(target, {
    batch: extent(group.batch),
    rows: extent(group.rows),
    cols: extent(group.cols),
    head: Math.max(...group.products.map((p) => extent(p.depth)), ...group.sums.map((s) => extent(s.width))),
    held: Math.max(...parts.map(heldBy)),
    bindings: Math.max(
      ...parts.map((part) => {
        const bases = outside.nodesOf(readsOf(x, group, replaced, part, part.sums)).map(underViews);
        return new Set(bases).size + part.sums.length + 1 + (part.isForward ? 0 : replaced.length);
      }),
    ),
  });
  return { group, parts, forward, replaced, choice };
}

/** What each kernel of a group computes, the forward one first. Those of a lot of sums are taken apart. */
function partsOf(
  group: Group,
  forward: readonly WeightedSum[],
  back: readonly WeightedSum[],
  heldTogether: number,
): Part[] {
  const used = (exprs: readonly Expr[]): Product[] => {
    const all = new Set<number>();
    for (const e of exprs) visitExpr(e, (d) => void (d.k === "acc" && all.add(d.stage)));
    return group.products.filter((_, i) => all.has(i));
  };
  const parts: Part[] = [{ isForward: true, keeps: "rows", products: used([group.score]), sums: forward }];
  for (const keeps of ["rows", "cols"] as const) {
    const part = (sums: readonly WeightedSum[]): Part => {
      const products = used(sums.map((s) => s.weight));
      return { isForward: false, keeps, products, sums };
    };
    const all = part(back.filter((s) => s.keeps === keeps));
    if (all.sums.length > 1 && heldBy(all) > heldTogether) parts.push(...all.sums.map((s) => part([s])));
    else if (all.sums.length > 0) parts.push(all);
  }
  return parts;
}

/** What a lane holds of its row, in f32: the row's part of each product and its sums, in whole vectors. */
function heldBy({ products, sums }: Part): number {
  const sizes = [...products.map((p) => p.depth), ...sums.map((s) => s.width)];
  return sizes.reduce((n, vars) => n + 4 * Math.ceil(extent(vars) / 4), 0);
}

/** The expressions whose leaves the kernel of `part` reads for `sums`. */
export function readsOf(
  x: Exprs,
  group: Group,
  replaced: readonly Replaced[],
  { isForward, products }: Part,
  sums: readonly WeightedSum[],
): Expr[] {
  return [
    ...(isForward ? [group.score] : replaced.map((r) => product(x, r.factor))),
    ...sums.flatMap((s) => [s.weight, s.value]),
    ...products.flatMap((p) => [p.rows, p.cols]),
  ];
}

function exponentialOf(x: Exprs, { score }: Group): Expr {
  return x.apply("exp", "f32", [x.apply("sub", "f32", [score, x.acc(MAX_ACC, "f32")])]);
}

function usesAcc(e: Expr): boolean {
  let found = false;
  visitExpr(e, (d) => void (found ||= d.k === "acc"));
  return found;
}

/** `element` summed along a row, as a row's factor times the row's sum of dO ∘ O, where it is that. */
function replacement(
  x: Exprs,
  group: Group,
  element: Expr,
  absolute: ReadonlyMap<WeightedSum, Factors>,
): Replaced | undefined {
  const factors = Factors.of(x, element);
  for (const [of, weight] of absolute)
    for (const [p, candidate] of group.products.entries()) {
      if (extent(candidate.depth) !== extent(of.width) || candidate.depth.length !== of.width.length)
        continue;
      const renamed = x.substitute(candidate.cols, (l) => {
        const i = l.k === "var" ? candidate.depth.indexOf(l) : -1;
        return i < 0 ? undefined : of.width[i];
      });
      if (renamed !== of.value) continue;
      const factor = factors.over(weight)?.without(x.acc(p, "f32"));
      if (!factor) continue;
      const rest = product(x, factor);
      let ofRow = true;
      visitExpr(rest, (e) => {
        const other = e.k === "acc" && e.stage !== TOTAL_ACC && e.stage !== MAX_ACC;
        if (other || (e.k === "var" && group.cols.includes(e))) ofRow = false;
      });
      if (ofRow) return { factor, product: candidate, of };
    }
  return undefined;
}

function extent(vars: readonly Var[]): number {
  return vars.reduce((n, v) => n * v.extent, 1);
}
