/**
 * A region: the nodes that one kernel computes, over one domain of loop variables.
 *
 * `build` turns nodes and domain into expressions, or refuses with a sentence. It is the only judge of legality: a node may
 * share a kernel if every value it needs from the same kernel is needed at the very element that this lane (or row) has.
 */
import type { Acc, Expr, Exprs, Var } from "../ir/expr.ts";
import { type DType, isOp, type Node, sizeOf } from "../ir/graph.ts";
import { SUM_STAGE } from "../ir/kernel.ts";
import { type Folding, foldingOf, Inliner, numel, reshapeIndex } from "./inline.ts";
import { walkOf, type WalkParts } from "./walks.ts";

/** Loop variables for the axes of a shape; an axis of size 1 has the constant 0. */
export interface Axes {
  readonly shape: readonly number[];
  readonly index: readonly Expr[];
}

/** `key` tells domains apart but for their seeds. */
export type Domain =
  | { readonly kind: "map"; readonly key: string; readonly all: Axes }
  | {
      readonly kind: "row";
      readonly key: string;
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
      readonly key: string;
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
      readonly key: string;
      readonly seed: Node<"walk">;
      /** Of `walkOf(seed)`. */
      readonly own: boolean;
      /** The lanes'. */
      readonly all: Axes;
    };

export function axes(x: Exprs, name: string, shape: readonly number[]): Axes {
  return { shape, index: shape.map((d) => (d === 1 ? x.int(0) : x.freshVar(name, d))) };
}

/** What a domain is made of: seeds of equal keys may have the same loop variables. */
export function domainKey(node: Node): string {
  const shape = node.type.shape.join();
  if (isOp(node, "dot")) {
    const { batch, contract } = node.attrs;
    const operands = node.in.map((i) => i.type.shape.join());
    return `dot ${operands.join(" ")} ${[...batch, ...contract].map((axes) => axes.join()).join(" ")}`;
  }
  // What a walk does depends on more than its sizes.
  if (isOp(node, "walk")) return `walk ${node.id}`;
  const folding = foldingOf(node);
  if (!folding) return `map ${shape}`;
  const over = folding.over ? `${folding.over.shape.join()} ${folding.over.axes.join()}` : "";
  return `row ${shape} ${folding.cols.join()} ${over}`;
}

/** @param key of `domainKey(node)` */
export function domainOf(x: Exprs, node: Node, key: string): Domain {
  if (isOp(node, "dot")) return dotDomain(x, node, key);
  if (isOp(node, "walk")) {
    const { lanes, own } = walkOf(node)!;
    return { kind: "walk", key, seed: node, own, all: axes(x, "l", lanes) };
  }
  const folding = foldingOf(node);
  if (!folding) return { kind: "map", key, all: axes(x, "i", node.type.shape) };
  const rows = axes(x, "r", node.type.shape);
  const cols = axes(x, "c", folding.cols);
  if (!folding.over) return { kind: "row", key, rows, cols, trailing: false, seed: node };
  const { shape, axes: reduced } = folding.over;
  let r = 0;
  const index = shape.map((_, a) =>
    reduced.includes(a) ? cols.index[reduced.indexOf(a)]! : rows.index[r++]!,
  );
  const trailing = reduced.every((a, i) => a === shape.length - reduced.length + i);
  return { kind: "row", key, rows, cols, full: { shape, index }, trailing, seed: node };
}

function dotDomain(x: Exprs, node: Node<"dot">, key: string): Domain {
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
    key,
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

/** A node's value in its region. */
export interface PlacedValue {
  /** The node's index in terms of the domain. */
  readonly index: readonly Expr[];
  /**
   * `fold`, `dot`, `walk`, `sumA` and `sumB` (of an operand of the product): an accumulator; `rows`, `all`: an elementwise value
   * once a row, or for every element.
   */
  readonly role: "fold" | "dot" | "walk" | "sumA" | "sumB" | "rows" | "all";
  readonly value: Expr;
  /** How what is folded, for `fold`. */
  readonly fold?: Folding["op"];
  readonly element?: Expr;
}

export interface Built {
  /** Beside the region's nodes, which are in id order. Accumulators are numbered by the position of their node. */
  readonly values: readonly PlacedValue[];
  /** For `dot`. */
  readonly operands?: readonly [Expr, Expr];
  /** For `walk`. */
  readonly walk?: WalkParts;
}

/** Why `node` cannot be in a kernel: a sentence that begins with its name. */
export class Refusal extends Error {
  constructor(
    readonly node: Node,
    readonly why: string,
  ) {
    super(`${nameOf(node)} ${why}`);
  }
}

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
      throw new Refusal(node, "is needed at another element than the lane has");
    if (place.role === "sumA" || place.role === "sumB")
      throw new Refusal(node, "is known only once the product is done");
    // Sums of f16 are f32 until somebody goes on with them.
    return place.acc && node.type.dtype === "f16" ? x.apply("toF16", "f16", [place.acc]) : place.acc;
  });
  const values = nodes.map((node): PlacedValue => {
    const { index, role, col, acc } = places.get(node)!;
    if (role === "fold") {
      const folding = foldingOf(node)!;
      return { index, role, value: acc!, fold: folding.op, element: folding.element(inline, index, col!) };
    }
    return { index, role, value: acc ?? inline.at(node, index) };
  });
  if (domain.kind === "walk") {
    const walk = walkOf(domain.seed)!.parts(inline, domain.all.index);
    return { values, walk };
  }
  if (domain.kind !== "dot") return { values };
  const operands = dotOperands(inline, domain);
  for (const node of nodes) {
    const { index, role, col } = places.get(node)!;
    if (role !== "sumA" && role !== "sumB") continue;
    const element = foldingOf(node)!.element(inline, index, col!);
    if (element !== operands[role === "sumA" ? 0 : 1])
      throw new Refusal(node, "sums something else than the product's operand");
  }
  return { values, operands };
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
  if (isOp(node, "walk")) throw new Refusal(node, "is a loop of its own");
  if (domain.kind === "dot") {
    if (node === domain.seed) return { index: domain.all.index, role: "dot" };
    if (foldingOf(node)) return operandSum(x, node, domain);
    if (isOp(node, "dot")) throw new Refusal(node, "is a loop of its own");
    if (size !== sizeOf(domain.all.shape))
      throw new Refusal(node, `has ${size} elements, the product ${sizeOf(domain.all.shape)}`);
    return { index: to(domain.all), role: "all" };
  }
  if (domain.kind === "map" || domain.kind === "walk") {
    if (isOp(node, "dot") || foldingOf(node)) throw new Refusal(node, "is a loop of its own");
    if (size !== sizeOf(domain.all.shape))
      throw new Refusal(node, `has ${size} elements, the ${domain.kind} ${sizeOf(domain.all.shape)}`);
    return { index: to(domain.all), role: "all" };
  }
  const rows = sizeOf(domain.rows.shape);
  const folding = foldingOf(node);
  if (isOp(node, "dot")) throw new Refusal(node, "is a loop of its own");
  if (folding) {
    if (node === domain.seed) return { index: domain.rows.index, role: "fold", col: domain.cols.index };
    if (size !== rows || sizeOf(folding.cols) !== sizeOf(domain.cols.shape) || !folding.over || !domain.full)
      throw new Refusal(node, "folds other rows and columns");
    const { shape, axes: reduced } = folding.over;
    const sameAxes =
      sameNumbers(shape, domain.full.shape) && sameNumbers(reduced, foldingOf(domain.seed)!.over!.axes);
    const trailing = reduced.every((a, i) => a === shape.length - reduced.length + i);
    if (!sameAxes && !(trailing && domain.trailing)) throw new Refusal(node, "folds other axes");
    const col = sameAxes
      ? domain.cols.index
      : reshapeIndex(x, domain.cols.index, domain.cols.shape, folding.cols);
    return { index: to(domain.rows), role: "fold", col };
  }
  if (size === rows) return { index: to(domain.rows), role: "rows" };
  if (domain.full && size === sizeOf(domain.full.shape)) return { index: to(domain.full), role: "all" };
  throw new Refusal(node, `has ${size} elements, neither one a row nor one a column`);
}

/** A sum over k of one operand, with the operand's free axes as its rows. Whether it is that operand, `build` sees. */
function operandSum(x: Exprs, node: Node, d: Domain & { kind: "dot" }): ReturnType<typeof placeOf> {
  const folding = foldingOf(node)!;
  const k = shapeOf(d, "k");
  const sides = (["m", "n"] as const).filter((side) => sizeOf(shapeOf(d, side)) === numel(node));
  if (folding.op !== "sum" || d.batch.length > 0 || sizeOf(folding.cols) !== sizeOf(k) || sides.length === 0)
    throw new Refusal(node, "is a loop of its own");
  // With m = n the free axes alone do not tell; the operand that is summed does.
  const side = sides.length === 2 && sumsLeftOperand(node, d.seed) ? "m" : sides.at(-1)!;
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

/** Whether a sum beside the product `dot` is of its left operand, as far as can be told before either is built. */
export function sumsLeftOperand(node: Node, dot: Node<"dot">): boolean {
  return underReshapes(node.in[0]!) === underReshapes(dot.in[0]!);
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

/** The loop variables among `index`, in order. */
export function varsIn(index: readonly Expr[]): Var[] {
  return index.filter((e): e is Var => e.k === "var");
}
