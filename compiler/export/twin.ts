/**
 * Which sizes of a program follow the batch: the program is built at two batch sizes, and what differs between the two graphs
 * is a function of the number of examples.
 */
import type { Span } from "../../grammar/ast.ts";
import { diagnostic, DiagnosticError } from "../diagnostics.ts";
import { type Graph, isOp, type Node, ScanBody } from "../ir/graph.ts";

/** A number `k * n + c`, or `k / n + c`, of the number of examples n. */
export interface Scaled {
  readonly kind: "scaled";
  readonly k: number;
  readonly c: number;
  readonly inverse: boolean;
}

/** A size or a constant, which may follow the batch. */
export type Num = number | Scaled;

export function isScaled(x: Num): x is Scaled {
  return typeof x === "object";
}

/** Whether a size is a multiple of the batch, so that it can be split as the batch is. */
export function isMultiple(x: Num): x is Scaled {
  return isScaled(x) && x.c === 0 && !x.inverse && Number.isInteger(x.k);
}

/** k as a fraction of whole numbers; undefined where it is none with a small denominator. */
export function fraction(k: number): readonly [number, number] | undefined {
  for (let q = 1; q <= LARGEST_DIVISOR; q++) if (Number.isInteger(k * q)) return [k * q, q];
  return undefined;
}

const LARGEST_DIVISOR = 4096;

export function sameNum(a: Num, b: Num): boolean {
  if (!isScaled(a) || !isScaled(b)) return a === b;
  return a.k === b.k && a.c === b.c && a.inverse === b.inverse;
}

/** The attributes of a node with a `Num` in the place of every number. */
export type Mixed<T> = T extends number
  ? Num
  : T extends ScanBody
    ? ScanBody
    : T extends readonly (infer E)[]
      ? readonly Mixed<E>[]
      : T extends object
        ? { readonly [P in keyof T]: Mixed<T[P]> }
        : T;

/** Two programs that are alike but for their batch. */
export class Twins {
  readonly #pairs = new Map<Node, Node>();

  constructor(
    readonly graph: Graph,
    /** The numbers of examples of the two programs. */
    readonly sizes: readonly [number, number],
  ) {}

  /** Pairs the nodes under these roots; throws where the programs are built differently. */
  pair(left: readonly Node[], right: readonly Node[]): void {
    const stack = left.map((n, i) => [n, right[i]] as const);
    for (let next = stack.pop(); next; next = stack.pop()) {
      const [n, m] = next;
      if (this.#pairs.has(n)) continue;
      if (!m || n.op !== m.op || n.in.length !== m.in.length)
        throw this.refusal(n, "is built differently for batches of other sizes");
      this.#pairs.set(n, m);
      n.in.forEach((x, i) => stack.push([x, m.in[i]]));
      if (isOp(n, "scan") && isOp(m, "scan")) {
        const [p, q] = [n.attrs.body, m.attrs.body];
        this.pair([...p.leaves, p.step, ...p.outputs], [...q.leaves, q.step, ...q.outputs]);
      }
    }
  }

  shape(node: Node): readonly Num[] {
    const twin = this.#pairs.get(node) ?? node;
    return node.type.shape.map((d, i) => this.#num(d, twin.type.shape[i]!, node));
  }

  attrs<N extends Node>(node: N): Mixed<N["attrs"]> {
    const twin = this.#pairs.get(node) ?? node;
    return this.#merge(node.attrs, twin.attrs, node) as Mixed<N["attrs"]>;
  }

  /** A mistake to tell: this construct cannot be exported. */
  refusal(node: Node, what: string): DiagnosticError {
    const [span] = this.graph.spans.get(node) ?? [];
    return cannotExport(`this ${what}`, span);
  }

  #merge(a: unknown, b: unknown, node: Node): unknown {
    if (typeof a === "number") return this.#num(a, b as number, node);
    if (a instanceof ScanBody || typeof a !== "object" || a === null) return a;
    if (Array.isArray(a)) return a.map((x, i) => this.#merge(x, (b as unknown[])[i], node));
    const right = b as Record<string, unknown>;
    return Object.fromEntries(Object.entries(a).map(([k, v]) => [k, this.#merge(v, right[k], node)]));
  }

  #num(a: number, b: number, node: Node): Num {
    if (Object.is(a, b)) return a;
    const [n, m] = this.sizes;
    const k = (b - a) / (m - n);
    const c = a - k * n;
    if (Number.isInteger(a) && Number.isInteger(b) && Number.isInteger(c) && fraction(k))
      return { kind: "scaled", k, c, inverse: false };
    // A share of the batch, 1 / n.
    if (Math.abs(a * n - b * m) <= 1e-12 * Math.abs(a * n))
      return { kind: "scaled", k: a * n, c: 0, inverse: true };
    throw this.refusal(node, "depends on the size of the batch in a way that cannot be exported");
  }
}

/** NN0720: the program is right, and there is no such thing where it is going. */
export function cannotExport(title: string, span: Span | undefined, help?: string): DiagnosticError {
  return new DiagnosticError(
    diagnostic("NN0720", title, {
      ...(span ? { labels: [{ span, text: "" }] } : {}),
      ...(help === undefined ? {} : { help }),
    }),
  );
}
