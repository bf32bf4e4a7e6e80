/**
 * A region: the nodes that one kernel computes, over one domain of loop variables.
 *
 * `build` turns nodes and domain into expressions, or refuses with a sentence. It is the only judge of legality: a node may
 * share a kernel if every value it needs from the same kernel is needed at the very element that this lane (or row) has.
 */
import type { Acc, Expr, Exprs, Var } from "../ir/expr.ts";
import { visitExpr } from "../ir/expr.ts";
import { type DType, isOp, type Node, sizeOf } from "../ir/graph.ts";
import { SUM_STAGE } from "../ir/kernel.ts";
import { type Folding, foldingOf, Inliner, numel, reshapeIndex } from "./inline.ts";
import { walkOf, type WalkParts } from "./walks.ts";

/** Loop variables for the axes of a shape; an axis of size 1 has the constant 0. */
export interface Axes {
  readonly shape: readonly number[];
  readonly index: readonly Expr[];
}

export type Domain =
  | { readonly kind: "map"; readonly all: Axes }
  | {
      readonly kind: "row";
      readonly rows: Axes;
      readonly cols: Axes;
      /** Rows and columns as the axes of the reduced tensor, where they are that. */
      readonly full?: Axes;
      /** True where the columns are the last axes of `full`. */
      readonly trailing: boolean;
      readonly seed: Node;
    }
  | {
      readonly kind: "dot";
      readonly seed: Node<"dot">;
      readonly batch: readonly Expr[];
      readonly m: readonly Expr[];
      readonly n: readonly Expr[];
      readonly k: readonly Expr[];
      /** The output's axes. */
      readonly all: Axes;
    }
  | {
      readonly kind: "walk";
      readonly seed: Node<"walk">;
      /** Of `walkOf(seed)`. */
      readonly own: boolean;
      /** The lanes'. */
      readonly all: Axes;
    };

export function axes(x: Exprs, name: string, shape: readonly number[]): Axes {
  return { shape, index: shape.map((d) => (d === 1 ? x.int(0) : x.freshVar(name, d))) };
}

export function domainOf(x: Exprs, node: Node): Domain {
  if (isOp(node, "dot")) return dotDomain(x, node);
  if (isOp(node, "walk")) {
    const { lanes, own } = walkOf(node)!;
    return { kind: "walk", seed: node, own, all: axes(x, "l", lanes) };
  }
  const folding = foldingOf(node);
  if (!folding) return { kind: "map", all: axes(x, "i", node.type.shape) };
  const rows = axes(x, "r", node.type.shape);
  const cols = axes(x, "c", folding.cols);
  if (!folding.over) return { kind: "row", rows, cols, trailing: false, seed: node };
  const { shape, axes: reduced } = folding.over;
  let r = 0;
  const index = shape.map((_, a) =>
    reduced.includes(a) ? cols.index[reduced.indexOf(a)]! : rows.index[r++]!,
  );
  const trailing = reduced.every((a, i) => a === shape.length - reduced.length + i);
  return { kind: "row", rows, cols, full: { shape, index }, trailing, seed: node };
}

function dotDomain(x: Exprs, node: Node<"dot">): Domain {
  const [a, b] = node.in as [Node, Node];
  const { batch, contract } = node.attrs;
  const free = (t: Node, side: 0 | 1) =>
    t.type.shape.filter((_, i) => !batch[side].includes(i) && !contract[side].includes(i));
  const batchAxes = axes(x, "b", batch[0].map((i) => a.type.shape[i]!)); // prettier-ignore
  const m = axes(x, "m", free(a, 0));
  const n = axes(x, "n", free(b, 1));
  const k = axes(x, "k", contract[0].map((i) => a.type.shape[i]!)); // prettier-ignore
  return {
    kind: "dot",
    seed: node,
    batch: batchAxes.index,
    m: m.index,
    n: n.index,
    k: k.index,
    all: { shape: node.type.shape, index: [...batchAxes.index, ...m.index, ...n.index] },
  };
}

/** How many elements each loop nest of a domain has, for quick comparison. */
export function extents(d: Domain): { all: number; rows: number } {
  if (d.kind === "row")
    return { all: sizeOf(d.rows.shape) * sizeOf(d.cols.shape), rows: sizeOf(d.rows.shape) };
  return { all: sizeOf(d.all.shape), rows: sizeOf(d.all.shape) };
}

export interface PlacedValue {
  readonly node: Node;
  /** The node's index in terms of the domain. */
  readonly index: readonly Expr[];
  /**
   * `fold`, `dot`, `walk`, `sumA` and `sumB` (of an operand of the product): an accumulator; `rows`, `all`: an elementwise value
   * once a row, or for every element.
   */
  readonly role: "fold" | "dot" | "walk" | "sumA" | "sumB" | "rows" | "all";
  readonly value: Expr;
  /** What is folded, for `fold`. */
  readonly folding?: Folding;
  readonly element?: Expr;
}

export interface Built {
  readonly domain: Domain;
  /** In id order. Accumulators are numbered by the position of their node here. */
  readonly values: readonly PlacedValue[];
  /** For `dot`. */
  readonly operands?: readonly [Expr, Expr];
  /** For `walk`. */
  readonly walk?: WalkParts;
}

export class Refusal extends Error {}

/**
 * @param stop what to do at a node of another kernel or of none: a load, a uniform, or undefined to compute it here
 * @throws Refusal with a sentence that says why the nodes cannot share a kernel
 */
export function build(
  x: Exprs,
  nodes: readonly Node[],
  domain: Domain,
  stop: (node: Node, index: readonly Expr[], guard: Expr | undefined) => Expr | undefined,
): Built {
  const places = new Map<
    Node,
    { index: readonly Expr[]; role: PlacedValue["role"]; col?: readonly Expr[]; acc?: Acc }
  >();
  nodes.forEach((node, i) => {
    const place = placeOf(x, node, domain);
    const stage = {
      fold: i,
      dot: 0,
      walk: 0,
      sumA: SUM_STAGE.a,
      sumB: SUM_STAGE.b,
      rows: undefined,
      all: undefined,
    }[place.role];
    const acc = stage === undefined ? undefined : x.acc(stage, accType(node));
    places.set(node, acc ? { ...place, acc } : place);
  });
  const inline = new Inliner(x, (node, index, guard) => {
    const place = places.get(node);
    if (!place) return stop(node, index, guard);
    if (!index.every((e, i) => e === place.index[i]))
      throw new Refusal(`${nameOf(node)} is needed at another element than the lane has`);
    if (place.role === "sumA" || place.role === "sumB")
      throw new Refusal(`${nameOf(node)} is known only once the product is done`);
    // Sums of f16 are f32 until somebody goes on with them.
    return place.acc && node.type.dtype === "f16" ? x.apply("toF16", "f16", [place.acc]) : place.acc;
  });
  const values = nodes.map((node): PlacedValue => {
    const { index, role, col, acc } = places.get(node)!;
    if (role === "fold") {
      const folding = foldingOf(node)!;
      return { node, index, role, value: acc!, folding, element: folding.element(inline, index, col!) };
    }
    return { node, index, role, value: acc ?? inline.at(node, index) };
  });
  if (domain.kind === "walk") {
    const walk = walkOf(domain.seed)!.parts(inline, domain.all.index);
    return { domain, values, walk };
  }
  if (domain.kind !== "dot") return { domain, values };
  const operands = dotOperands(inline, domain);
  for (const v of values) {
    if (v.role !== "sumA" && v.role !== "sumB") continue;
    const element = foldingOf(v.node)!.element(inline, v.index, places.get(v.node)!.col!);
    if (element !== operands[v.role === "sumA" ? 0 : 1])
      throw new Refusal(`${nameOf(v.node)} sums something else than the product's operand`);
  }
  return { domain, values, operands };
}

function accType(node: Node): DType {
  return node.type.dtype === "f16" ? "f32" : node.type.dtype;
}

function dotOperands(inline: Inliner, d: Domain & { kind: "dot" }): [Expr, Expr] {
  const { batch, contract } = d.seed.attrs;
  const side = (s: 0 | 1, free: readonly Expr[]) => {
    let f = 0;
    const operand = d.seed.in[s]!;
    const index = operand.type.shape.map((_, i) => {
      const [bi, ci] = [batch[s].indexOf(i), contract[s].indexOf(i)];
      return bi >= 0 ? d.batch[bi]! : ci >= 0 ? d.k[ci]! : free[f++]!;
    });
    return inline.at(operand, index);
  };
  return [side(0, d.m), side(1, d.n)];
}

function placeOf(
  x: Exprs,
  node: Node,
  domain: Domain,
): { index: readonly Expr[]; role: PlacedValue["role"]; col?: readonly Expr[] } {
  const to = (from: Axes) => reshapeIndex(x, from.index, from.shape, node.type.shape);
  const size = numel(node);
  if (domain.kind === "walk" && node === domain.seed) return { index: domain.all.index, role: "walk" };
  if (isOp(node, "walk")) throw new Refusal(`${nameOf(node)} is a loop of its own`);
  if (domain.kind === "dot") {
    if (node === domain.seed) return { index: domain.all.index, role: "dot" };
    if (foldingOf(node)) return operandSum(x, node, domain);
    if (isOp(node, "dot")) throw new Refusal(`${nameOf(node)} is a loop of its own`);
    if (size !== sizeOf(domain.all.shape))
      throw new Refusal(`${nameOf(node)} has ${size} elements, the product ${sizeOf(domain.all.shape)}`);
    return { index: to(domain.all), role: "all" };
  }
  if (domain.kind === "map" || domain.kind === "walk") {
    if (isOp(node, "dot") || foldingOf(node)) throw new Refusal(`${nameOf(node)} is a loop of its own`);
    if (size !== sizeOf(domain.all.shape))
      throw new Refusal(
        `${nameOf(node)} has ${size} elements, the ${domain.kind} ${sizeOf(domain.all.shape)}`,
      );
    return { index: to(domain.all), role: "all" };
  }
  const rows = sizeOf(domain.rows.shape);
  const folding = foldingOf(node);
  if (isOp(node, "dot")) throw new Refusal(`${nameOf(node)} is a loop of its own`);
  if (folding) {
    if (node === domain.seed) return { index: domain.rows.index, role: "fold", col: domain.cols.index };
    if (size !== rows || sizeOf(folding.cols) !== sizeOf(domain.cols.shape) || !folding.over || !domain.full)
      throw new Refusal(`${nameOf(node)} folds other rows and columns`);
    const { shape, axes: reduced } = folding.over;
    const sameAxes =
      sameNumbers(shape, domain.full.shape) && sameNumbers(reduced, foldingOf(domain.seed)!.over!.axes);
    const trailing = reduced.every((a, i) => a === shape.length - reduced.length + i);
    if (!sameAxes && !(trailing && domain.trailing)) throw new Refusal(`${nameOf(node)} folds other axes`);
    const col = sameAxes
      ? domain.cols.index
      : reshapeIndex(x, domain.cols.index, domain.cols.shape, folding.cols);
    return { index: to(domain.rows), role: "fold", col };
  }
  if (size === rows) return { index: to(domain.rows), role: "rows" };
  if (domain.full && size === sizeOf(domain.full.shape)) return { index: to(domain.full), role: "all" };
  throw new Refusal(`${nameOf(node)} has ${size} elements, neither one a row nor one a column`);
}

/** A sum over k of one operand, with the operand's free axes as its rows. Whether it is that operand, `build` sees. */
function operandSum(x: Exprs, node: Node, d: Domain & { kind: "dot" }): ReturnType<typeof placeOf> {
  const folding = foldingOf(node)!;
  const k = shapeOf(d, "k");
  const sides = (["m", "n"] as const).filter((side) => sizeOf(shapeOf(d, side)) === numel(node));
  if (folding.op !== "sum" || d.batch.length > 0 || sizeOf(folding.cols) !== sizeOf(k) || sides.length === 0)
    throw new Refusal(`${nameOf(node)} is a loop of its own`);
  // With m = n the free axes alone do not tell; the operand that is summed does.
  const summed = foldedOperand(node);
  const side = sides.length === 2 && summed === underReshapes(d.seed.in[0]!) ? "m" : sides.at(-1)!;
  const own = side === "m" ? d.m : d.n;
  return {
    role: side === "m" ? "sumA" : "sumB",
    index: reshapeIndex(x, own, shapeOf(d, side), node.type.shape),
    col: reshapeIndex(x, d.k, k, folding.cols),
  };
}

function shapeOf(d: Domain & { kind: "dot" }, which: "m" | "n" | "k"): number[] {
  const [a, b] = d.seed.in as [Node, Node];
  const { batch, contract } = d.seed.attrs;
  if (which === "k") return contract[0].map((i) => a.type.shape[i]!);
  const [t, side] = which === "m" ? ([a, 0] as const) : ([b, 1] as const);
  return t.type.shape.filter((_, i) => !batch[side].includes(i) && !contract[side].includes(i));
}

function foldedOperand(node: Node): Node {
  return underReshapes(node.in[0]!);
}

function underReshapes(node: Node): Node {
  while (isOp(node, "reshape") || isOp(node, "permute")) node = node.in[0]!;
  return node;
}

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((v, i) => v === b[i]);
}

export function nameOf(node: Node): string {
  return `\`${node.op}\` (%${node.id})`;
}

/** The graph ids of the values that `roots` load. */
export function loadsOf(roots: readonly Expr[]): Set<number> {
  const loads = new Set<number>();
  const seen = new Set<Expr>();
  for (const root of roots) visitExpr(root, (e) => e.k === "load" && loads.add(e.value), seen);
  return loads;
}

/** The loop variables among `index`, in order. */
export function varsIn(index: readonly Expr[]): Var[] {
  return index.filter((e): e is Var => e.k === "var");
}
