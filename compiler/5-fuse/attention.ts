/**
 * Attention: finds products of rows and columns whose results only weigh other things, and gives them to kernels that
 * compute the products again wherever they are needed, so that nothing of the size rows × columns is ever stored.
 *
 * What is looked for is no fixed formula. From a product S that a softmax reads, everything that is computed of it element
 * by element is followed: scales, masks, biases, dropout, and the derivatives of all of these. It has to end in sums: in
 * products with values (`softmax(S) V` and the gradients of Q, K and V) and in sums along the columns. If it does, there
 * are three kernels (`attend.ts` makes their bodies):
 *
 *     forward             for each row: the largest score, the sum of exponentials, softmax(S) V
 *     rows' gradients     for each row: sums over columns, such as dQ
 *     columns' gradients  for each column: sums over rows, such as dK and dV
 *
 * The derivative of a softmax sums dP ∘ P along each row. As dP = dO Vᵀ, that is the row's sum of dO ∘ O (Dao et al.,
 * FlashAttention, 2022), which needs no product; it becomes an ordinary reduction here.
 */
import type { AttendPlaces } from "../7-emit/attend-schedule.ts";
import { type Expr, type Exprs, type Var, visitExpr } from "../ir/expr.ts";
import { isOp, type Node, type OpName, usersOf } from "../ir/graph.ts";
import { freeAxes } from "../ops/contract.ts";
import { opDef } from "../ops/index.ts";
import { convert, Inliner, numel } from "./inline.ts";
import { unguarded } from "./unguarded.ts";

/** A product of rows and columns: its number is its accumulator's. */
export interface Product {
  readonly node: Node<"dot">;
  readonly index: readonly Expr[];
  readonly depth: readonly Var[];
  /** Its operand with rows, and the one with columns. */
  readonly rows: Expr;
  readonly cols: Expr;
  /** Which operand of the node has rows. */
  readonly side: 0 | 1;
  /** That operand's index. */
  readonly rowsIndex: readonly Expr[];
}

/** A product with values: the weight is an expression of products and of what is known of rows. */
export interface WeightedSum {
  readonly node: Node<"dot">;
  /** What remains of the weight's axes: rows, or columns. */
  readonly keeps: "rows" | "cols";
  readonly weight: Expr;
  readonly width: readonly Var[];
  readonly value: Expr;
  readonly index: readonly Expr[];
}

/** A sum along the columns, whose element is an expression of products. */
export interface RowSum {
  readonly node: Node;
  readonly index: readonly Expr[];
  readonly element: Expr;
}

/** Everything that is computed of one softmax's products. */
export interface Group {
  readonly max: Node<"reduceMax">;
  readonly batch: readonly Var[];
  readonly rows: readonly Var[];
  readonly cols: readonly Var[];
  readonly rowIndex: readonly Expr[];
  readonly score: Expr;
  readonly products: readonly Product[];
  readonly total: RowSum;
  /** Sums along the columns beside the softmax's own. */
  readonly others: readonly RowSum[];
  readonly sums: readonly WeightedSum[];
  /** The nodes that no kernel stores any more. */
  readonly inside: ReadonlySet<Node>;
}

/** Leaves of expressions that stand for values from outside of a group, by the index at which they are needed. */
export class Outside {
  readonly #leaves = new Map<Expr, { node: Node; index: readonly Expr[]; guard: Expr | undefined }>();
  constructor(readonly x: Exprs) {}

  leaf(node: Node, index: readonly Expr[], guard: Expr | undefined): Expr {
    // Numbers below 0 are no values, so these loads are never mistaken for real ones.
    const flat = this.x.flatten(index, node.type.shape);
    const e = this.x.load(-1 - node.id, node.type.dtype, flat, guard);
    this.#leaves.set(e, { node, index, guard });
    return e;
  }
  /** An operand of a product, whose elements are read in the precision in which they are kept. */
  operand(node: Node, index: readonly Expr[]): Expr {
    const isHalf = isOp(node, "cast") && node.in[0]!.type.dtype === "f16";
    return convert(this.x, this.leaf(isHalf ? node.in[0]! : node, index, undefined), node.type.dtype);
  }
  find(e: Expr) {
    return this.#leaves.get(e);
  }
  /** The nodes that `exprs` need from outside. */
  nodesOf(exprs: readonly Expr[]): Node[] {
    const nodes = new Set<Node>();
    const seen = new Set<Expr>();
    const see = (e: Expr): void => {
      const found = this.#leaves.get(e);
      if (!found) return;
      nodes.add(found.node);
      if (found.guard) visitExpr(found.guard, see, seen);
      for (const i of found.index) visitExpr(i, see, seen);
    };
    for (const e of exprs) visitExpr(e, see, seen);
    return [...nodes].sort((a, b) => a.id - b.id);
  }
}

/** The accumulators of a group's expressions: products from 0, then these. */
export const MAX_ACC = 1000;
export const TOTAL_ACC = 1001;
/** Of `others`, in order. */
export const OTHER_ACC = 1002;

const VIEWS: ReadonlySet<OpName> = new Set<OpName>(["reshape", "permute", "broadcast", "stopGrad", "cast"]);
/** Made again wherever they are used. */
const MADE: ReadonlySet<OpName> = new Set<OpName>(["iota", "const", "random"]);
/** A softmax's surroundings have a few dozen operations; what has more is something else. */
const MOST_NODES = 300;

export function isElementwise(n: Node): boolean {
  return VIEWS.has(n.op) || opDef(n.op).scalar !== undefined;
}

/** Why something that looks like attention at first is not taken. */
class Unfit extends Error {}

/**
 * @param nodes what `roots` reach, in id order
 * @param roots values that the outside asks for by name: no kernel may leave them out
 * @param apart nodes that are computed elsewhere than the kernels of attention are
 * @param decline whether places are not worth the search for what is computed of their scores
 */
export function findGroups(
  x: Exprs,
  outside: Outside,
  nodes: readonly Node[],
  roots: ReadonlySet<Node>,
  apart: ReadonlySet<Node>,
  decline: (max: Node, places: AttendPlaces) => boolean,
): Group[] {
  const users = usersOf(nodes);
  const groups: Group[] = [];
  const taken = new Set<Node>();
  for (const max of nodes) {
    if (!isOp(max, "reduceMax") || max.type.dtype !== "f32") continue;
    const product = productUnder(max.in[0]!);
    if (product?.type.dtype !== "f32" || taken.has(product)) continue;
    try {
      const finder = new Finder(x, outside, users, roots, apart, max, product);
      finder.follow();
      if (!decline(max, finder.places)) groups.push(finder.group());
      for (const n of finder.inside) taken.add(n);
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
    }
  }
  return groups;
}

/** The products of half precision that the scores of a softmax are computed of. */
export function halfScores(nodes: readonly Node[]): Node<"dot">[] {
  return nodes.flatMap((n) => {
    const product = isOp(n, "reduceMax") ? productUnder(n.in[0]!) : undefined;
    return product?.type.dtype === "f16" ? [product] : [];
  });
}

/** The product that a score is computed of, element by element. */
function productUnder(score: Node): Node<"dot"> | undefined {
  const size = numel(score);
  const seen = new Set<Node>();
  const stack = [score];
  for (let n = stack.pop(); n && seen.size < MOST_NODES; n = stack.pop()) {
    if (seen.has(n) || numel(n) !== size) continue;
    seen.add(n);
    if (isOp(n, "dot")) return n;
    if (isElementwise(n)) stack.push(...n.in);
  }
  return undefined;
}

class Finder {
  readonly #products: Product[] = [];
  /** Products that are known to be ones, but not yet at which index. */
  readonly #pending = new Set<Node<"dot">>();
  readonly inside = new Set<Node>();
  readonly #rowExits = new Set<Node<"sum">>();
  readonly #sumExits = new Set<Node<"dot">>();
  readonly #rowValues = new Map<Node, { acc: Expr; index: readonly Expr[] }>();
  readonly #size: number;
  /** Of the score's axes, which all other indices are told in. */
  readonly #index: readonly Expr[];
  #batch: readonly Var[] = [];
  #rows: readonly Var[] = [];
  readonly #cols: readonly Var[];
  readonly #inline: Inliner;
  /** exp(score - max) and its sum, neither of which makes a finite number infinite: the sum is 1 or more. */
  readonly #tame: { exponential?: Expr; readonly total: Expr };

  constructor(
    readonly x: Exprs,
    readonly outside: Outside,
    readonly users: ReadonlyMap<Node, readonly Node[]>,
    readonly roots: ReadonlySet<Node>,
    readonly apart: ReadonlySet<Node>,
    readonly max: Node<"reduceMax">,
    readonly first: Node<"dot">,
  ) {
    const { axes } = max.attrs;
    const { shape } = max.in[0]!.type;
    this.#size = numel(first);
    this.#index = shape.map((d, a) => variable(x, axes.includes(a) ? "j" : "i", d));
    this.#cols = varsOf(axes.map((a) => this.#index[a]!));
    this.#tame = { total: x.acc(TOTAL_ACC, "f32") };
    this.#inline = new Inliner(x, (n, index, guard) => this.#stop(n, index, guard));
  }

  get places(): AttendPlaces {
    const { batch, contract } = this.first.attrs;
    const sizes = (axes: readonly number[]): number =>
      axes.reduce((n, a) => n * this.first.in[0]!.type.shape[a]!, 1);
    const cols = this.#cols.reduce((n, v) => n * v.extent, 1);
    return { rows: this.#size / sizes(batch[0]) / cols, cols, head: sizes(contract[0]) };
  }

  /** What is computed of everything that `follow` has found. */
  group(): Group {
    const { x, max } = this;
    const score = this.#inline.at(max.in[0]!, this.#index);
    const rowIndex = this.#index.filter((_, a) => !max.attrs.axes.includes(a));
    this.#rowValues.set(max, { acc: x.acc(MAX_ACC, "f32"), index: rowIndex });
    const difference = x.apply("sub", "f32", [score, x.acc(MAX_ACC, "f32")]);
    const exponential = x.apply("exp", "f32", [difference]);
    this.#tame.exponential = exponential;
    let total: RowSum | undefined;
    const others: RowSum[] = [];
    for (const node of [...this.#rowExits].sort((a, b) => a.id - b.id)) {
      const sum = this.#rowSum(node);
      const isTotal = sum.element === exponential;
      if (isTotal === (total !== undefined)) throw new Unfit();
      const acc = isTotal ? TOTAL_ACC : OTHER_ACC + others.length;
      if (isTotal) total = sum;
      else others.push(sum);
      this.#rowValues.set(node, { acc: x.acc(acc, "f32"), index: sum.index });
    }
    if (!total) throw new Unfit();
    const sums = [...this.#sumExits].sort((a, b) => a.id - b.id).map((n) => this.#weighted(n));
    if (this.#pending.size > 0) throw new Unfit();
    return {
      max,
      batch: this.#batch,
      rows: this.#rows,
      cols: this.#cols,
      rowIndex,
      score,
      products: this.#products,
      total,
      others,
      sums,
      inside: this.inside,
    };
  }

  // ---------------------------------------------------------------- which nodes

  /** Everything that depends on the products, up to sums. */
  follow(): void {
    const queue: Node[] = [];
    const enter = (n: Node): void => {
      if (this.inside.has(n)) return;
      if (this.inside.size > MOST_NODES || this.roots.has(n)) throw new Unfit();
      this.inside.add(n);
      queue.push(n);
    };
    /** Other products of rows and columns, which those that are known meet. */
    const seek = (n: Node): void => {
      if (this.inside.has(n) || numel(n) !== this.#size) return;
      if (isOp(n, "dot")) {
        if (n.type.dtype !== "f32") throw new Unfit();
        this.#pending.add(n);
        enter(n);
      } else if (isElementwise(n)) n.in.forEach(seek);
    };
    this.#pending.add(this.first);
    enter(this.first);
    for (let n = queue.pop(); n; n = queue.pop()) {
      const isPair = numel(n) === this.#size;
      for (const u of this.users.get(n)!) {
        if (this.apart.has(u)) throw new Unfit();
        if (isOp(u, "dot") && isPair) {
          this.#sumExits.add(u);
          continue;
        }
        if (isOp(u, "sum") && isPair) this.#rowExits.add(u);
        else if (u !== this.max && !isElementwise(u)) throw new Unfit();
        if (u.type.dtype !== "f32" && u.type.dtype !== "bool") throw new Unfit();
        enter(u);
        u.in.forEach(seek);
      }
    }
    for (const s of this.#sumExits) if (s.in.every((i) => this.inside.has(i))) throw new Unfit();
    for (const s of this.#sumExits) if (this.inside.has(s)) throw new Unfit();
  }

  // ---------------------------------------------------------------- their expressions

  #stop(node: Node, index: readonly Expr[], guard: Expr | undefined): Expr | undefined {
    if (isOp(node, "dot") && this.#pending.has(node)) this.#addProduct(node, index);
    const p = this.#products.findIndex((o) => o.node === node);
    const known = p >= 0 ? { acc: this.x.acc(p, "f32"), index: this.#products[p]!.index } : this.#rowValues.get(node); // prettier-ignore
    if (known) {
      if (!index.every((e, i) => e === known.index[i])) throw new Unfit();
      return known.acc;
    }
    return this.#otherwise(node, index, guard);
  }

  #otherwise(node: Node, index: readonly Expr[], guard: Expr | undefined): Expr | undefined {
    const made = isElementwise(node) || MADE.has(node.op);
    if (made) return undefined;
    if (this.inside.has(node)) throw new Unfit();
    return this.outside.leaf(node, index, guard);
  }

  #addProduct(node: Node<"dot">, index: readonly Expr[]): void {
    const { x } = this;
    const isFirst = this.#products.length === 0;
    const { batch, contract } = node.attrs;
    const vars = varsOf(index);
    const all = varsOf(this.#index);
    if (!sameSet(vars, all) || !index.every((e) => e.k === "var" || e.k === "const")) throw new Unfit();
    const lead = batch[0].length;
    const free = ([0, 1] as const).map((s) => freeAxes(node.in[s]!.type.shape.length, batch[s], contract[s]));
    const own = [index.slice(lead, lead + free[0]!.length), index.slice(lead + free[0]!.length)].map(varsOf);
    const isCols = (vs: readonly Var[]): boolean => vs.every((v) => this.#cols.includes(v));
    if (isFirst) {
      this.#batch = varsOf(index.slice(0, lead));
      this.#rows = all.filter((v) => !this.#cols.includes(v) && !this.#batch.includes(v));
    }
    // Of a size of 1 either operand may be the rows'.
    const side = isCols(own[1]!) && sameSet(own[0]!, this.#rows) ? 0 : 1;
    if (!sameSet(own[side]!, this.#rows) || !sameSet(own[1 - side]!, this.#cols)) throw new Unfit();
    if (!sameSet(varsOf(index.slice(0, lead)), this.#batch)) throw new Unfit();
    const depthIndex = contract[0].map((a) => variable(x, "d", node.in[0]!.type.shape[a]!));
    const indexOf = (s: 0 | 1): Expr[] => {
      let f = s === 0 ? lead : lead + free[0]!.length;
      return node.in[s]!.type.shape.map((_, a) => {
        const [b, c] = [batch[s].indexOf(a), contract[s].indexOf(a)];
        return b >= 0 ? index[b]! : c >= 0 ? depthIndex[c]! : index[f++]!;
      });
    };
    if (node.in.some((i) => this.inside.has(i))) throw new Unfit();
    const rowsIndex = indexOf(side);
    this.#pending.delete(node);
    this.#products.push({
      node,
      index,
      depth: varsOf(depthIndex),
      side,
      rowsIndex,
      rows: this.outside.operand(node.in[side]!, rowsIndex),
      cols: this.outside.operand(node.in[1 - side]!, indexOf(side === 0 ? 1 : 0)),
    });
  }

  /** The index of `n`, which depends on a known product, in terms of the score's. */
  #canonical(n: Node): Expr[] {
    const { x } = this;
    const index = n.type.shape.map((d) => variable(x, "u", d));
    const wanted = varsOf(index).length;
    const found = new Map<Expr, Expr>();
    const probe = new Inliner(x, (node, at, guard) => {
      // Nothing more is to be learnt; `#inline` goes through the rest.
      if (found.size >= wanted && index.every((e) => e.k !== "var" || found.has(e)))
        return x.const(0, node.type.dtype);
      const p = this.#products.find((o) => o.node === node);
      if (p) at.forEach((e, i) => found.set(e, p.index[i]!));
      if (p || this.#rowValues.has(node) || this.#pending.has(node as Node<"dot">)) return x.const(0, "f32");
      return this.#otherwise(node, at, guard);
    });
    probe.at(n, index);
    return index.map((e) => {
      if (e.k !== "var") return e;
      const to = found.get(e);
      if (!to) throw new Unfit();
      return to;
    });
  }

  #rowSum(node: Node<"sum">): RowSum {
    const { x } = this;
    const { axes } = node.attrs;
    const index = this.#canonical(node.in[0]!);
    if (!sameSet(varsOf(axes.map((a) => index[a]!)), this.#cols)) throw new Unfit();
    const element = unguarded(x, this.#inline.at(node.in[0]!, index), this.#tame);
    return { node, index: index.filter((_, a) => !axes.includes(a)), element };
  }

  #weighted(node: Node<"dot">): WeightedSum {
    const { x } = this;
    const side = this.inside.has(node.in[0]!) ? 0 : 1;
    const other = side === 0 ? 1 : 0;
    const { batch, contract } = node.attrs;
    const [weightNode, valueNode] = [node.in[side]!, node.in[other]!];
    const at = this.#canonical(weightNode);
    const of = (axes: readonly number[]): Expr[] => axes.map((a) => at[a]!);
    const folded = varsOf(of(contract[side]));
    const own = of(freeAxes(at.length, batch[side], contract[side]));
    if (!sameSet(varsOf(of(batch[side])), this.#batch)) throw new Unfit();
    const overCols = sameSet(folded, this.#cols) && sameSet(varsOf(own), this.#rows);
    if (!overCols && !(sameSet(folded, this.#rows) && sameSet(varsOf(own), this.#cols))) throw new Unfit();
    const { shape } = valueNode.type;
    const freeValue = freeAxes(shape.length, batch[other], contract[other]);
    const width = freeValue.map((a) => variable(x, "e", shape[a]!));
    const valueIndex = shape.map((_, a) => {
      const [b, c] = [batch[other].indexOf(a), contract[other].indexOf(a)];
      return b >= 0 ? at[batch[side][b]!]! : c >= 0 ? at[contract[side][c]!]! : width[freeValue.indexOf(a)]!;
    });
    const lead = of(batch[side]);
    return {
      node,
      keeps: overCols ? "rows" : "cols",
      weight: unguarded(x, this.#inline.at(weightNode, at), this.#tame),
      width: varsOf(width),
      value: this.outside.operand(valueNode, valueIndex),
      index: side === 0 ? [...lead, ...own, ...width] : [...lead, ...width, ...own],
    };
  }
}

function variable(x: Exprs, name: string, extent: number): Expr {
  return extent === 1 ? x.int(0) : x.freshVar(name, extent);
}

function varsOf(index: readonly Expr[]): Var[] {
  return index.filter((e): e is Var => e.k === "var");
}

function sameSet(a: readonly Expr[], b: readonly Expr[]): boolean {
  return a.length === b.length && new Set([...a, ...b]).size === a.length;
}
