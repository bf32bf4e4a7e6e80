/**
 * The kernels of attention: takes the groups that `attention.ts` finds out of the graph and puts what their kernels store
 * in their place.
 *
 * Rows' values reach the gradients as one stored value, for each row the largest score m and 1 / Σ exp(score - m): it is what
 * the log-sum-exp is to a formula in logarithms, and leaves the program's own expressions as they are.
 */
import { type AttendChoice, attendChoice, HELD_TOGETHER } from "../7-emit/attend-schedule.ts";
import type { Target } from "../7-emit/target.ts";
import { invariant } from "../diagnostics.ts";
import { type Expr, type Exprs, type Var, visitExpr } from "../ir/expr.ts";
import { Graph, type Node, reachable } from "../ir/graph.ts";
import type { AttendBody, Store } from "../ir/kernel.ts";
import { Builder } from "../ops/builder.ts";
import {
  findGroups,
  type Group,
  MAX_ACC,
  OTHER_ACC,
  Outside,
  type Product,
  TOTAL_ACC,
  type WeightedSum,
} from "./attention.ts";
import type { Loops } from "./loops.ts";
import { bandOf, flipped } from "./band.ts";
import { underViews } from "./blocks.ts";
import { Factors, product } from "./factors.ts";

/** A kernel of attention; its body's leaves stand for values of the graph. */
export interface AttendKernel {
  readonly name: string;
  readonly stores: readonly Node[];
  readonly body: AttendBody;
  /** The nodes of the graph before, which say where in the source it comes from. */
  readonly from: readonly Node[];
  readonly boundaries: readonly string[];
}

export interface Attention {
  /** Of the graph that the nodes became part of. */
  readonly b: Builder;
  /** What a node became; nodes that are computed within kernels only have no successor. */
  readonly map: ReadonlyMap<Node, Node>;
  readonly kernels: readonly AttendKernel[];
  readonly outside: Outside;
  /** Why a softmax's products are stored after all, by its largest score. */
  readonly notes: ReadonlyMap<Node, string>;
}

/** A gradient's sum along a row, as the row's sum of dO ∘ O: the sum is `factor` times it. */
interface Replaced {
  readonly factor: Factors;
  readonly product: Product;
  readonly of: WeightedSum;
}

/** What one kernel computes. */
interface Part {
  /** Whether it is the forward kernel, which finds the rows' values. */
  readonly isForward: boolean;
  readonly keeps: "rows" | "cols";
  readonly products: readonly Product[];
  readonly sums: readonly WeightedSum[];
}

interface Plan {
  readonly group: Group;
  readonly parts: readonly Part[];
  /** With the weight relative to exp(score - m) / total. */
  readonly forward: readonly { readonly sum: WeightedSum; readonly weight: Expr }[];
  readonly replaced: readonly Replaced[];
  readonly choice: AttendChoice;
}

/** @param roots what the outside asks for by name */
export function attend({ b, all }: Loops, x: Exprs, roots: readonly Node[], target: Target): Attention {
  const nodes = reachable(roots);
  const outside = new Outside(x);
  const notes = new Map<Node, string>();
  const plans: Plan[] = [];
  // The nodes of loops are not among those that the roots reach.
  const groups = all.length > 0 ? [] : findGroups(x, outside, nodes, new Set(roots));
  for (const group of groups) {
    const plan = planOf(x, outside, group, target);
    if (plan?.choice.use) plans.push(plan);
    else if (plan) notes.set(group.max, plan.choice.why);
  }
  if (plans.length === 0) return { b, map: new Map(nodes.map((n) => [n, n])), kernels: [], outside, notes };
  const rewriting = new Rewriting(b.graph, x, outside, nodes, plans);
  return {
    b: rewriting.b,
    map: rewriting.map,
    kernels: rewriting.kernels,
    outside,
    notes: new Map([...notes].map(([n, why]) => [rewriting.map.get(n)!, why])),
  };
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
function readsOf(
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

const AFTER_FORWARD =
  "gradients of a row need its sum of dO ∘ O, which is known once the row's result O and its gradient dO are";

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

/** Makes all nodes anew, so that their numbers are in the order of before. */
class Rewriting {
  readonly b = new Builder(new Graph());
  readonly map = new Map<Node, Node>();
  readonly kernels: AttendKernel[] = [];

  constructor(
    before: Graph,
    readonly x: Exprs,
    readonly outside: Outside,
    nodes: readonly Node[],
    plans: readonly Plan[],
  ) {
    const exits = new Map<Node, Plan>();
    const inside = new Set<Node>();
    for (const plan of plans) {
      for (const s of plan.group.sums) exits.set(s.node, plan);
      for (const n of plan.group.inside) inside.add(n);
    }
    const made = new Map<Plan, GroupNodes>();
    for (const n of nodes) {
      if (inside.has(n)) continue;
      const plan = exits.get(n);
      let own = plan && made.get(plan);
      if (plan && !own) made.set(plan, (own = new GroupNodes(this, plan, made.size)));
      const make = (): Node => own?.store(n) ?? this.b.make(n.op, n.in.map((i) => this.at(i)), n.attrs); // prettier-ignore
      this.map.set(n, this.b.graph.withSpans(before.spans.get(n) ?? [], make));
    }
    for (const own of made.values()) this.kernels.push(...own.kernels());
  }

  at(n: Node): Node {
    const to = this.map.get(n);
    invariant(to, "fuse", () => `%${n.id} was lost`);
    return to;
  }
}

/** The values that the kernels of one group store, made as the walk through the graph comes to them. */
class GroupNodes {
  readonly #stored = new Map<WeightedSum, Node>();
  /** The rows' sums of dO ∘ O. */
  readonly #rowDots = new Map<Replaced, { node: Node; index: readonly Expr[] }>();
  #stats: Node | undefined;

  constructor(
    readonly all: Rewriting,
    readonly plan: Plan,
    readonly number: number,
  ) {}

  /** The value that takes the place of the sum `n`. */
  store(n: Node): Node {
    const part = this.plan.parts.find((p) => p.sums.some((s) => s.node === n))!;
    const sum = part.sums.find((s) => s.node === n)!;
    const reads = this.#reads(part, [sum]);
    if (!part.isForward) reads.push(this.stats(), ...this.plan.replaced.map((r) => this.#rowDot(r).node));
    const made = this.all.b.make("attended", reads, { name: this.#name(n), ...n.type });
    this.#stored.set(sum, made);
    return made;
  }

  #name(n: Node): string {
    return `attention${this.number}.${n.id}`;
  }

  /** What sums of a kernel read of the outside. */
  #reads(part: Part, sums: readonly WeightedSum[]): Node[] {
    const { group, replaced } = this.plan;
    const exprs = readsOf(this.all.x, group, replaced, part, sums);
    return this.all.outside.nodesOf(exprs).map((n) => this.all.at(n));
  }

  /** [rows, 2]: the largest score, and 1 / the sum of exponentials. */
  stats(): Node {
    const { max } = this.plan.group;
    this.#stats ??= this.all.b.make("attended", this.#reads(this.plan.parts[0]!, []), {
      name: this.#name(max),
      dtype: "f32",
      shape: [...max.type.shape, 2],
    });
    return this.#stats;
  }

  /** For each row the sum of dO ∘ O, by ordinary operations. */
  #rowDot(r: Replaced): { node: Node; index: readonly Expr[] } {
    const known = this.#rowDots.get(r);
    if (known) return known;
    const { b } = this.all;
    const o = this.#stored.get(r.of)!;
    const operand = r.product.node.in[r.product.side]!;
    // The operand's axes in the order of O's; an axis of size 1 may stand anywhere.
    const rename = new Map<Expr, Expr>(r.product.depth.map((d, i) => [d, r.of.width[i]!]));
    const own = r.product.rowsIndex.map((e) => rename.get(e) ?? e);
    const units = own.flatMap((e, a) => (e.k === "var" ? [] : [a]));
    const perm = [...units, ...r.of.index.filter((e) => e.k === "var").map((e) => own.indexOf(e))];
    const d = b.reshape(b.permute(this.all.at(operand), perm), o.type.shape);
    const isWidth = r.of.index.map((e) => e.k === "var" && r.of.width.includes(e));
    const width = isWidth.flatMap((is, a) => (is ? [a] : []));
    const both = b.mul(d, o);
    const node = width.length > 0 ? b.sum(both, width) : both;
    const made = { node, index: r.of.index.filter((_, a) => !isWidth[a]) };
    this.#rowDots.set(r, made);
    return made;
  }

  // ---------------------------------------------------------------- kernels

  kernels(): AttendKernel[] {
    const { group, parts, forward, choice } = this.plan;
    return parts.map(({ products, sums, isForward, keeps }): AttendKernel => {
      const renumbered = new Map(products.map((p, i) => [group.products.indexOf(p), i]));
      const final = (e: Expr): Expr => this.#final(e, renumbered);
      const turned = keeps === "cols";
      const p = products.length;
      const { x } = this.all;
      const [max, total] = [x.acc(p, "f32"), x.acc(p + 1, "f32")];
      const one = x.const(1, "f32");
      const share = isForward ? x.apply("div", "f32", [one, total]) : undefined;
      const body: Omit<AttendBody, "band"> = {
        kind: "attend",
        batch: group.batch,
        rows: turned ? group.cols : group.rows,
        cols: turned ? group.rows : group.cols,
        products: products.map(({ depth, rows, cols }) => ({
          depth,
          a: turned ? cols : rows,
          b: turned ? rows : cols,
        })),
        ...(isForward
          ? { softmax: { score: final(group.score), stores: this.#statStores(max, share!) } }
          : {}),
        sums: sums.map((sum, s) => {
          const acc = x.acc(p + 2 + s, "f32");
          const node = this.#stored.get(sum)!;
          const store: Store = {
            target: node.id,
            dtype: "f32",
            index: x.flatten(sum.index, node.type.shape),
            value: share ? x.apply("mul", "f32", [acc, share]) : acc,
          };
          const weight = isForward ? forward.find((f) => f.sum === sum)!.weight : sum.weight;
          return { weight: final(weight), width: sum.width, value: sum.value, stores: [store] };
        }),
      };
      const stored = sums.map((s) => this.#stored.get(s)!);
      const band = bandOf(x, body, group, body.softmax?.score);
      return {
        name: isForward ? "attention" : turned ? "attention_d_keys" : "attention_d_queries",
        // Without gradients nobody needs the rows' values.
        stores: isForward && this.#stats ? [this.#stats, ...stored] : stored,
        body: band ? { ...body, band: turned ? flipped(band) : band } : body,
        from: [...products.map((q) => q.node), ...(isForward ? [group.max] : []), ...sums.map((s) => s.node)],
        boundaries: [choice.why, ...(isForward ? [] : [AFTER_FORWARD])],
      };
    });
  }

  #statStores(max: Expr, share: Expr): Store[] {
    if (!this.#stats) return [];
    const { x } = this.all;
    const at = x.mul(this.#rowNumber(), x.int(2));
    const target = this.#stats.id;
    return [
      { target, dtype: "f32", index: at, value: max },
      { target, dtype: "f32", index: x.add(at, x.int(1)), value: share },
    ];
  }

  #rowNumber(): Expr {
    const { max, rowIndex } = this.plan.group;
    return this.all.x.flatten(rowIndex, max.type.shape);
  }

  /** An expression of a group with a kernel's own accumulators, and with rows' values as what is stored of them. */
  #final(e: Expr, products: ReadonlyMap<number, number>): Expr {
    const { x } = this.all;
    const { replaced } = this.plan;
    const memo = new Map<Expr, Expr>();
    const stat = (which: number): Expr =>
      x.load(this.stats().id, "f32", x.add(x.mul(this.#rowNumber(), x.int(2)), x.int(which)));
    const see = (d: Expr): Expr => {
      let out = memo.get(d);
      if (!out) memo.set(d, (out = rebuilt(d)));
      return out;
    };
    const rebuilt = (d: Expr): Expr => {
      if (d.k === "acc") {
        if (d.stage < MAX_ACC) return x.acc(products.get(d.stage)!, "f32");
        if (d.stage === MAX_ACC) return stat(0);
        if (d.stage === TOTAL_ACC) return x.apply("div", "f32", [x.const(1, "f32"), stat(1)]);
        const r = replaced[d.stage - OTHER_ACC]!;
        const { node, index } = this.#rowDots.get(r)!;
        const sums = x.load(node.id, "f32", x.flatten(index, node.type.shape));
        return x.apply("mul", "f32", [see(product(x, r.factor)), sums]);
      }
      if (d.k !== "apply") return d;
      const [p, q] = d.args;
      if (d.op === "div" && q!.k === "acc" && q!.stage === TOTAL_ACC)
        return x.apply("mul", "f32", [see(p!), stat(1)]);
      return x.apply(d.op, d.dtype, d.args.map(see));
    };
    return see(e);
  }
}
