/**
 * The tensor graph: hash-consed nodes with static types.
 *
 * A node is made once for each (op, operands, attributes), so equal computations are one node and ids are a topological
 * order. Source spans live beside the graph, in `Graph.spans`, and survive every pass. What an op means is in
 * `compiler/ops`; this file only holds the representation.
 */
import type { Span } from "../../grammar/ast.ts";
import { InvariantError } from "../diagnostics.ts";
import { attrsText, hashOfAttrs, sameAttrs } from "./attrs.ts";
import type { Dim } from "./dims.ts";
import { hashOf, HashTable, mix, sameItems } from "./table.ts";

export type DType = "f32" | "f16" | "i32" | "bool";

/** A tensor's type. `D` is `number` in a graph and `Dim` while a declaration is checked on its own. */
export interface TensorType<D extends Dim = number> {
  readonly dtype: DType;
  readonly shape: readonly D[];
}

/** Where a persistent value lies: `offset` counts elements from the start of the slab and is a multiple of 64. */
export interface SlabRange {
  readonly slab: string;
  readonly offset: number;
}

/**
 * What an input is:
 * `weight`, `state`, `optimizer` and `slab` persist between steps and lie in slabs; `batch` is data of this step;
 * `scalar` is one number a step that the host supplies (`seed`, `step`, `total_steps`, `epoch`); `argument` belongs to a
 * function that is called directly.
 */
export type InputRole = "weight" | "state" | "optimizer" | "slab" | "batch" | "scalar" | "argument";

export type UnaryName =
  | "neg" | "exp" | "log" | "sqrt" | "tanh" | "erf" | "sin" | "cos" | "tan" | "asin" | "acos" | "atan"
  | "floor" | "ceil" | "round" | "sign" | "abs" | "log1p" | "expm1" | "not" | "isnan" | "isfinite"; // prettier-ignore
export type BinaryName =
  | "add" | "sub" | "mul" | "div" | "max" | "min" | "pow" | "mod" | "atan2" | "lt" | "le" | "eq" | "and" | "or"; // prettier-ignore
export type ReduceName = "sum" | "prod" | "reduceMax" | "reduceMin";

interface None {
  readonly [key: string]: never;
}

/** The attributes of each op. `D` as in `TensorType`. All axes are non-negative. */
export interface OpAttrs<D extends Dim = number> extends Record<UnaryName | BinaryName, None> {
  // ---- leaves
  input: {
    readonly name: string;
    readonly role: InputRole;
    readonly dtype: DType;
    readonly shape: readonly D[];
    readonly at?: SlabRange;
  };
  /** A scalar, shape []. */
  const: { readonly dtype: DType; readonly value: number };
  /** A small tensor written in the source, row-major. */
  literal: { readonly dtype: DType; readonly shape: readonly D[]; readonly data: readonly number[] };
  /** i32: each element's index along `axis`. */
  iota: { readonly shape: readonly D[]; readonly axis: number };
  /**
   * (seed: i32[], step: i32[]) -> f32 uniform in [0, 1) with 24 bits: word `lane` of Threefry-2x32-20 with key
   * (seed, site) and counter (step, row-major element index). With a third operand, the round (i32[]) of a loop, it is the
   * round's part of a draw with a leading axis of rounds.
   */
  random: { readonly shape: readonly D[]; readonly site: number; readonly lane: 0 | 1 };

  // ---- elementwise (besides UnaryName and BinaryName; operands have equal shapes, broadcasting is explicit)
  /** (c: bool, a, b) */
  where: None;
  cast: { readonly dtype: DType };
  /** The identity, with a zero derivative. */
  stopGrad: None;

  // ---- reductions: the axes disappear
  sum: { readonly axes: readonly number[] };
  prod: { readonly axes: readonly number[] };
  reduceMax: { readonly axes: readonly number[] };
  reduceMin: { readonly axes: readonly number[] };
  /** i32, first of the ties; the axis disappears. */
  argmax: { readonly axis: number };
  argmin: { readonly axis: number };
  /** Running sum along `axis`; `exclusive` leaves out the element itself, `reverse` runs from the end. */
  cumsum: { readonly axis: number; readonly reverse: boolean; readonly exclusive: boolean };
  /** i32: stable order along `axis`, ties to the lower index. */
  argsort: { readonly axis: number; readonly descending: boolean };

  // ---- movement
  reshape: { readonly shape: readonly D[] };
  /** Output axis i is input axis perm[i]. */
  permute: { readonly perm: readonly number[] };
  /** Same rank; each input size is the output's or 1. */
  broadcast: { readonly shape: readonly D[] };
  /** 0 <= start < stop <= size, step >= 1, for every axis; ceil((stop - start) / step) elements. */
  slice: { readonly start: readonly D[]; readonly stop: readonly D[]; readonly step: readonly number[] };
  flip: { readonly axes: readonly number[] };
  /** `interior` copies of `value` between neighbours, then `low` and `high` at the ends (never negative). */
  pad: {
    readonly low: readonly D[];
    readonly high: readonly D[];
    readonly interior: readonly number[];
    readonly value: number;
  };
  concat: { readonly axis: number };
  /**
   * Sliding windows: each of `axes` (size n) becomes floor((n - dilation * (size - 1) - 1) / stride) + 1 positions in
   * place, and the window axes are appended at the end, in the order of `axes`.
   */
  windows: {
    readonly axes: readonly number[];
    readonly size: readonly D[];
    readonly stride: readonly number[];
    readonly dilation: readonly number[];
  };
  /** The adjoint of `windows` whose input had `shape`: adds every window element back to its place. */
  overlapAdd: {
    readonly shape: readonly D[];
    readonly axes: readonly number[];
    readonly size: readonly D[];
    readonly stride: readonly number[];
    readonly dilation: readonly number[];
  };

  // ---- contraction
  /** (a, b) -> [batch…, a's free axes…, b's free axes…], summed over the contract axes; all pairs in the given order. */
  dot: {
    readonly batch: readonly [readonly number[], readonly number[]];
    readonly contract: readonly [readonly number[], readonly number[]];
  };
  /**
   * x [G, B, …spatial, I], w [G, …kernel, I, O] -> [G, B, …out, O] without padding:
   * y[g,b,p,o] = sum over q,i of x[g, b, p * stride + q * dilation, i] * w[g, q, i, o].
   * Padding is a `pad` before it. Its own gradients are convs again.
   */
  conv: { readonly stride: readonly number[]; readonly dilation: readonly number[] };

  // ---- indices (i32); an index out of range reads 0 and adds nothing
  /** (x, index) -> x's shape with `axis` replaced by the shape of index. */
  gather: { readonly axis: number };
  /** (index, rows) -> rows' shape with index's axes (they start at `axis`) replaced by one of `size`. */
  scatterAdd: { readonly axis: number; readonly size: D };
  /** (x, index), equal ranks, sizes equal but along `axis` -> index's shape: x[…, index[…], …]. */
  takeAlong: { readonly axis: number };
  /** (index, rows), the adjoint of takeAlong: output has `size` along `axis`. */
  putAlong: { readonly axis: number; readonly size: D };

  // ---- loops
  /**
   * `length` rounds of `body`. Operands in the order of the body's leaves: what the carries start as, the slices with a
   * leading axis of `length`, captured tensors. Results (see `result`): what the carries are in the end, then the outputs
   * of all steps with a leading axis of `length`. `reverse` runs from the last step to the first. Its own type says
   * nothing.
   */
  scan: {
    readonly body: ScanBody;
    readonly length: number;
    readonly reverse: boolean;
    readonly carries: number;
    readonly slices: number;
  };
  /** Result `index` of a `scan`, of this type. */
  result: { readonly index: number; readonly dtype: DType; readonly shape: readonly D[] };
  /** What a loop of kernels reads or writes; made by fusion, never seen before it. */
  cell: { readonly name: string; readonly dtype: DType; readonly shape: readonly D[] };
  /** One pass of an algorithm that is no loop over a rectangle; made by fusion, never seen before it. */
  walk: { readonly pass: WalkPass; readonly dtype: DType; readonly shape: readonly D[] };
  /** What a kernel of attention stores, computed from its operands; made by fusion (`5-fuse/attention.ts`), never before. */
  attended: { readonly name: string; readonly dtype: DType; readonly shape: readonly D[] };

  // ---- storage
  /** Any tensors -> flat [size]: operand i, flattened, at offsets[i]; 0 elsewhere. Its operands are stored in place. */
  slab: { readonly slab: string; readonly offsets: readonly number[]; readonly size: number };
}

/**
 * The passes of sorting, running sums and sums at places that are data. All operands of one pass have the same rank, and equal
 * sizes but along `axis`, where n elements are x's (or the indices').
 *
 * order: (x) -> i32 like x: in each run of `run` elements, their positions along the whole axis in the order of their values.
 * merge: (values, order), the values in that order -> order: the same for runs `ways` times as long.
 * prefix: (x) or (x, start) -> running sums of x over each block of `block` elements, from `start` of the block or from 0;
 *   blocks are counted from the end where `reverse`.
 * place: (index, rows) -> rows, row r at index[r]; the indices are a permutation.
 * starts: (indices in order) -> i32: how many of them are below v, the place along `axis`.
 * totals: (indices in order, order, rows) -> for each `chunk` positions of the order, the sum of their rows if their indices
 *   are one, else 0.
 * segments: (starts, order, rows) or (starts, order, rows, totals) -> for v the sum of rows[order[p]], starts[v] <= p <
 *   starts[v + 1]; whole chunks are taken from the totals.
 */
export type WalkPass =
  | { readonly kind: "order"; readonly axis: number; readonly descending: boolean; readonly run: number }
  | {
      readonly kind: "merge";
      readonly axis: number;
      readonly descending: boolean;
      readonly run: number;
      readonly ways: number;
    }
  | {
      readonly kind: "prefix";
      readonly axis: number;
      readonly block: number;
      readonly reverse: boolean;
      readonly exclusive: boolean;
    }
  | { readonly kind: "place" | "starts"; readonly axis: number }
  | { readonly kind: "totals"; readonly axis: number; readonly chunk: number }
  | { readonly kind: "segments"; readonly axis: number; readonly chunk: number };

export type OpName = keyof OpAttrs;

/** A node of a graph; `attrs` belongs to `op`. Narrow with `isOp(node, "sum")`. */
export interface Node<K extends OpName = OpName, D extends Dim = number> {
  readonly id: number;
  readonly op: K;
  readonly in: readonly Node<OpName, D>[];
  readonly attrs: OpAttrs<D>[K];
  readonly type: TensorType<D>;
  /** A hash of op and attributes, so that passes which hand a node on need not compute it again. */
  readonly key: number;
}

export function isOp<K extends OpName, D extends Dim>(node: Node<OpName, D>, op: K): node is Node<K, D> {
  return node.op === op;
}

function keyOf(op: OpName, attrs: object): number {
  return mix(hashOf(op), hashOfAttrs(attrs));
}

/** What a kernel leaves for another and no graph knows of: f32, under a number that no node has. */
export function scratchCell(id: number, name: string, shape: readonly number[]): Node<"cell"> {
  const type = { dtype: "f32", shape } as const;
  const attrs = { name, ...type };
  return { id, op: "cell", in: [], attrs, type, key: keyOf("cell", attrs) };
}

export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (let i = 0; i < shape.length; i++) size *= shape[i]!;
  return size;
}

/** `f32[2, 3]` */
export function showType(type: TensorType<Dim>): string {
  return `${type.dtype}[${type.shape.map(String).join(", ")}]`;
}

/** One application of a layer's instance. */
export interface LayerCall<D extends Dim = number> {
  /** The instance's path, `net.dense_0`. */
  readonly path: string;
  /** The layer's name. */
  readonly layer: string;
  readonly parent: LayerCall<D> | undefined;
  /** The tensors that it was applied to, by the names of the layer's inputs. */
  readonly inputs: readonly { readonly name: string; readonly node: Node<OpName, D> }[];
  /** What it returned, by the names of a record's fields (`output` for a single tensor); empty until it has. */
  readonly outputs: { readonly name: string; readonly node: Node<OpName, D> }[];
}

/**
 * `D` is `number` for a graph that is compiled. A declaration that is checked on its own builds a throw-away graph whose
 * sizes are `Dim`s; only its types are looked at.
 */
export class Graph<D extends Dim = number> {
  readonly nodes: Node<OpName, D>[] = [];
  /** Where in the source a node comes from: the innermost expression first. */
  readonly spans = new Map<Node<OpName, D>, readonly Span[]>();
  /** The name of the first `let` that a node was bound to, for exporters and listings. */
  readonly names = new Map<Node<OpName, D>, string>();
  /** Which application of a layer a node was made in first; absent outside of layers. */
  readonly calls = new Map<Node<OpName, D>, LayerCall<D>>();
  readonly #interned = new HashTable<Node<OpName, D>>();

  /** The spans given to nodes that are made from now on; see `withSpans`. */
  currentSpans: readonly Span[] = [];
  /** The application given to nodes that are made from now on. */
  currentCall: LayerCall<D> | undefined;

  /** The node for (op, operands, attrs), whose type the caller has inferred (see `Builder` in `compiler/ops`). */
  intern<K extends OpName>(
    op: K,
    inputs: readonly Node<OpName, D>[],
    attrs: OpAttrs<D>[K],
    type: TensorType<D>,
  ): Node<OpName, D> {
    return this.#known(op, inputs, attrs, type, keyOf(op, attrs));
  }

  /** The node that a node of another graph is in this one, with operands of the types that its own have. */
  again({ op, attrs, type, key }: Node<OpName, D>, inputs: readonly Node<OpName, D>[]): Node<OpName, D> {
    return this.#known(op, inputs, attrs, type, key);
  }

  /** A node that no other is, even one of the same operands: for a value that needs a second place. */
  distinct<K extends OpName>(
    op: K,
    inputs: readonly Node<OpName, D>[],
    attrs: OpAttrs<D>[K],
    type: TensorType<D>,
  ): Node<OpName, D> {
    return this.#add(op, inputs, attrs, type, keyOf(op, attrs));
  }

  #known<K extends OpName>(
    op: K,
    inputs: readonly Node<OpName, D>[],
    attrs: OpAttrs<D>[K],
    type: TensorType<D>,
    key: number,
  ): Node<OpName, D> {
    const table = this.#interned;
    let hash = key;
    for (let i = 0; i < inputs.length; i++) hash = mix(hash, inputs[i]!.id);
    for (let i = table.first(hash); i >= 0; i = table.next(i)) {
      const node = table.at(i);
      if (node.op === op && sameItems(node.in, inputs) && sameAttrs(node.attrs, attrs)) return node;
    }
    for (let i = 0; i < inputs.length; i++) {
      const { id } = inputs[i]!;
      if (this.nodes[id] !== inputs[i])
        throw new InvariantError("graph", `operand %${id} of ${op} belongs to another graph`);
    }
    const node = this.#add(op, inputs, attrs, type, key);
    table.add(hash, node);
    return node;
  }

  #add<K extends OpName>(
    op: K,
    inputs: readonly Node<OpName, D>[],
    attrs: OpAttrs<D>[K],
    type: TensorType<D>,
    key: number,
  ): Node<OpName, D> {
    const node: Node<OpName, D> = { id: this.nodes.length, op, in: inputs, attrs, type, key };
    this.nodes.push(node);
    if (this.currentSpans.length > 0) this.spans.set(node, this.currentSpans);
    if (this.currentCall) this.calls.set(node, this.currentCall);
    return node;
  }

  /** What `make` gives, without the nodes that it makes. */
  trying<T>(make: () => T): T {
    const kept = this.nodes.length;
    try {
      return make();
    } finally {
      for (const node of this.nodes.splice(kept)) {
        this.spans.delete(node);
        this.names.delete(node);
        this.calls.delete(node);
      }
      this.#interned.keep((node) => node.id < kept);
    }
  }

  /** Nodes made by `make` belong to an application of a layer. */
  withinCall<T>(call: LayerCall<D>, make: () => T): T {
    const before = this.currentCall;
    this.currentCall = call;
    try {
      return make();
    } finally {
      this.currentCall = before;
    }
  }

  withSpans<T>(spans: readonly Span[], make: () => T): T {
    const before = this.currentSpans;
    this.currentSpans = spans;
    try {
      return make();
    } finally {
      this.currentSpans = before;
    }
  }
}

/** The nodes that `outputs` need, in topological (id) order. */
export function reachable(outputs: Iterable<Node>): Node[] {
  const stack = [...outputs];
  let most = -1;
  for (let i = 0; i < stack.length; i++) most = Math.max(most, stack[i]!.id);
  // By their ids, which need no sorting then. In a graph that is wrong, nodes may have one id or come before their operands.
  const found = new Array<Node | undefined>(most + 1).fill(undefined);
  const others = new Set<Node>();
  for (let node = stack.pop(); node; node = stack.pop()) {
    const same = found[node.id];
    if (same === node || (others.size > 0 && others.has(node))) continue;
    if (same || node.id > most) others.add(node);
    else found[node.id] = node;
    const { in: operands } = node;
    for (let i = 0; i < operands.length; i++) {
      const operand = operands[i]!;
      if (found[operand.id] !== operand) stack.push(operand);
    }
  }
  const nodes: Node[] = [];
  for (let i = 0; i < found.length; i++) if (found[i]) nodes.push(found[i]!);
  return others.size === 0 ? nodes : [...nodes, ...others].sort((a, b) => a.id - b.id);
}

/**
 * The body of a `scan`: a graph of its own, whose leaves are inputs and constants. `leaves` are its carries, its slices and
 * its captured tensors, `step` the number of the step (i32[]), whichever way the loop runs. `outputs` are the next carries,
 * then the step's outputs.
 */
export class ScanBody {
  #text: string | undefined;

  constructor(
    readonly graph: Graph,
    readonly leaves: readonly Node[],
    readonly step: Node,
    readonly outputs: readonly Node[],
  ) {}

  /** Equal bodies have equal texts, so a graph has a `scan` of the same body over the same operands once. */
  toJSON(): string {
    if (this.#text === undefined) {
      const nodes = reachable([...this.leaves, this.step, ...this.outputs]);
      const number = new Map(nodes.map((n, i) => [n, i]));
      const ids = (of: readonly Node[]): string => of.map((n) => number.get(n)).join(",");
      const lines = nodes.map((n) => `${n.op}(${ids(n.in)})${attrsText(n.attrs)}`);
      this.#text = `${lines.join(" ")} ${ids(this.leaves)} -> ${ids(this.outputs)}`;
    }
    return this.#text;
  }
}

/** Each node's users among `nodes`, in id order. */
export function usersOf(nodes: readonly Node[]): Map<Node, Node[]> {
  const users = new Map<Node, Node[]>();
  for (const n of nodes) users.set(n, []);
  for (const n of nodes)
    n.in.forEach((i, at) => {
      if (n.in.indexOf(i) === at) users.get(i)?.push(n);
    });
  return users;
}
