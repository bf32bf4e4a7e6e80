/**
 * The kernels of attention: takes the groups that `attention.ts` finds out of the graph and puts what their kernels store
 * in their place.
 *
 * Rows' values reach the gradients as one stored value, for each row the largest score m and 1 / Σ exp(score - m): it is what
 * the log-sum-exp is to a formula in logarithms, and leaves the program's own expressions as they are.
 */
import type { Span } from "../../grammar/ast.ts";
import type { Target } from "../7-emit/target.ts";
import { invariant } from "../diagnostics.ts";
import type { Expr, Exprs } from "../ir/expr.ts";
import { Graph, type Node, reachable } from "../ir/graph.ts";
import type { AttendBody, Store } from "../ir/kernel.ts";
import { Builder } from "../ops/builder.ts";
import { type Part, type Plan, plansIn, readsOf, type Replaced } from "./attend-plan.ts";
import { MAX_ACC, OTHER_ACC, type Outside, TOTAL_ACC, type WeightedSum } from "./attention.ts";
import { bandOf, flipped } from "./band.ts";
import { Claims } from "./claims.ts";
import { product } from "./factors.ts";
import type { Loops } from "./loops.ts";
import { spansOf } from "./spans.ts";

/** A kernel of attention; its body's leaves stand for values of the graph. */
export interface AttendKernel {
  readonly name: string;
  readonly stores: readonly Node[];
  readonly body: AttendBody;
  readonly spans: readonly Span[];
  /** Of each node that it computes and does not store. */
  readonly inner: readonly (readonly Span[])[];
  readonly boundaries: readonly string[];
}

export interface Attention {
  /** In the graph that the nodes became part of. */
  readonly loops: Loops;
  /** What a node became; nodes that are computed within kernels only have no successor. */
  readonly map: ReadonlyMap<Node, Node>;
  readonly kernels: readonly AttendKernel[];
  /** The leaves of the kernels' bodies, and what their nodes became. */
  readonly outside: Outside;
  readonly mapOfLeaves: ReadonlyMap<Node, Node>;
  /** Why a softmax's products are stored after all, by its largest score. */
  readonly notes: ReadonlyMap<Node, string>;
}

/** @param roots what the outside asks for by name */
export function attend(loops: Loops, x: Exprs, roots: readonly Node[], target: Target): Attention {
  const { graph: given } = loops.b;
  const wanted = [...roots, ...loops.named];
  const nodes = reachable(wanted);
  const found = plansIn(x, given, wanted, loops.changing, target);
  const { graph, plans, outside, notes, now } = found;
  if (plans.length === 0) {
    const map = new Map(nodes.map((n) => [n, n]));
    return { loops, map, mapOfLeaves: map, kernels: [], outside, notes };
  }
  const rewriting = new Rewriting(graph, x, outside, reachable(wanted.map(now)), plans);
  const become = (n: Node): readonly [Node, Node][] => {
    const to = rewriting.map.get(now(n));
    return to ? [[n, to]] : [];
  };
  const map = new Map(nodes.flatMap(become));
  return {
    outside,
    notes: new Map([...notes].map(([n, why]) => [map.get(n)!, why])),
    loops: loops.moved(rewriting.b, (n) => rewriting.at(now(n))),
    map,
    mapOfLeaves: rewriting.map,
    kernels: rewriting.kernels,
  };
}

const AFTER_FORWARD =
  "gradients of a row need its sum of dO ∘ O, which is known once the row's result O and its gradient dO are";

/** Makes all nodes anew, so that their numbers are in the order of before. */
class Rewriting {
  readonly b = new Builder(new Graph());
  readonly map = new Map<Node, Node>();
  readonly kernels: AttendKernel[] = [];

  constructor(
    readonly before: Graph,
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
      const copied = (): Node => {
        const operands = n.in.map((i) => this.at(i));
        if (Claims.isCopy(n)) return this.b.graph.distinct(n.op, operands, n.attrs, n.type);
        return this.b.graph.again(n, operands);
      };
      const make = (): Node => own?.store(n) ?? copied();
      this.map.set(n, this.b.graph.withSpans(before.spans.get(n) ?? [], make));
    }
    for (const own of made.values()) this.kernels.push(...own.kernels());
  }

  /** Where the exits of a kernel, and what it computes for them, come from. */
  sources(exits: readonly Node[]): Pick<AttendKernel, "spans" | "inner"> {
    const found = new Set<Node>();
    const visit = (n: Node): void => {
      if (found.has(n) || this.map.has(n)) return;
      n.in.forEach(visit);
      found.add(n);
    };
    for (const n of exits) n.in.forEach(visit);
    const { before } = this;
    return {
      spans: spansOf([...found, ...exits], before),
      inner: [...found].map((n) => before.spans.get(n) ?? []),
    };
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
        ...this.all.sources([
          ...products.map((q) => q.node),
          ...(isForward ? [group.max] : []),
          ...sums.map((s) => s.node),
        ]),
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
