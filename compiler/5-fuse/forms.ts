/**
 * Forms: what regions of equal structure have in common. It is built once, however many layers repeat it.
 *
 * A form's expressions name values by their place in the region instead of by their ids: -1 - i stands for the i-th value that
 * the region reads, and stores go to the i-th of its nodes. Loop variables belong to a domain's sizes, so that regions of
 * equal sizes have them in common; they are distinct within one region.
 */
import { type Expr, type Exprs, visitExpr } from "../ir/expr.ts";
import { attrsText } from "../ir/attrs.ts";
import type { Node } from "../ir/graph.ts";
import type { LoopBody } from "../ir/kernel.ts";
import { foldingOf } from "./inline.ts";
import {
  build,
  type Built,
  type Domain,
  domainKey,
  domainOf,
  nameOf,
  Refusal,
  sumsLeftOperand,
} from "./region.ts";
import { walkExprs } from "./walks.ts";

/** Where a kernel has the values from that it does not compute. */
export interface Sources {
  /** Constants, numbers of the host, rounds of loops and slices of what they go over. */
  isGiven(n: Node): boolean;
  given(n: Node, index: readonly Expr[], guard: Expr | undefined): Expr;
  /** Values in buffers. */
  isLoaded(n: Node): boolean;
}

export interface Form extends Built {
  /** By which nodes are stored, as text of 0 and 1. */
  readonly traffic: Map<string, Traffic>;
  /** Likewise; made by who asks for kernels. */
  readonly bodies: Map<string, LoopBody>;
}

/** What a form's kernel does if it stores some of its nodes. */
export interface Traffic {
  /** Below 0 by place, others by id. */
  readonly loads: readonly number[];
  readonly operations: number;
}

/** A form, and the values that it reads here. */
export interface Formed {
  readonly form: Form;
  readonly reads: readonly Node[];
}

export class Forms {
  readonly #forms = new Map<string, Form | { readonly at: number; readonly why: string }>();
  readonly #domains = new Map<string, Domain>();
  readonly #kinds = new Map<string, number>();
  /** The numbers of what nodes compute, and of the types of those that are read. */
  readonly #computed = new Map<Node, number>();
  readonly #read = new Map<Node, number>();

  constructor(
    readonly x: Exprs,
    readonly sources: Sources,
  ) {}

  domainOf(seed: Node): Domain {
    const key = domainKey(seed);
    let domain = this.#domains.get(key);
    if (!domain) this.#domains.set(key, (domain = domainOf(this.x, seed, key)));
    return domain.kind === "map" ? domain : ({ ...domain, seed } as Domain);
  }

  /** What the nodes have in common with others, or a sentence that says why they cannot share a kernel. */
  of(nodes: readonly Node[], domain: Domain): Formed | string {
    const { key, reads } = this.#structure(nodes, domain);
    let form = this.#forms.get(key);
    if (!form) this.#forms.set(key, (form = this.#build(nodes, domain, reads)));
    return "why" in form ? `${nameOf(nodes[form.at]!)} ${form.why}` : { form, reads };
  }

  #build(nodes: readonly Node[], domain: Domain, reads: readonly Node[]) {
    const { x, sources } = this;
    const places = new Map(reads.map((n, i) => [n, -1 - i]));
    try {
      const built = build(x, nodes, domain, (n, index, guard) => {
        if (sources.isGiven(n)) return sources.given(n, index, guard);
        const place = places.get(n);
        if (place === undefined) return undefined;
        return x.load(place, n.type.dtype, x.flatten(index, n.type.shape), guard);
      });
      return { ...built, traffic: new Map<string, Traffic>(), bodies: new Map<string, LoopBody>() };
    } catch (error) {
      if (error instanceof Refusal) return { at: nodes.indexOf(error.node), why: error.why };
      throw error;
    }
  }

  /** A text that is equal for regions of equal form, and what the region reads, in the order in which it is reached. */
  #structure(nodes: readonly Node[], domain: Domain): { key: string; reads: Node[] } {
    const { sources } = this;
    const parts: (number | string)[] = [domain.key];
    const reads: Node[] = [];
    const numbers = new Map<Node, number>();
    nodes.forEach((n, i) => numbers.set(n, i));
    const write = (n: Node): void => {
      const operands = n.in.map(see);
      parts.push(this.#kindOf(n), ...operands);
    };
    const see = (n: Node): number => {
      const known = numbers.get(n);
      if (known !== undefined) return known;
      if (sources.isGiven(n)) parts.push("given", n.id);
      else if (sources.isLoaded(n)) {
        parts.push("read", this.#typeOf(n));
        reads.push(n);
      } else write(n);
      const number = numbers.size;
      numbers.set(n, number);
      return number;
    };
    if (domain.kind !== "map") parts.push(numbers.get(domain.seed)!);
    nodes.forEach(write);
    // Which operand a sum beside a product is of may be told by what lies before the values that it reads.
    if (domain.kind === "dot")
      for (const n of nodes) if (foldingOf(n)) parts.push(sumsLeftOperand(n, domain.seed) ? "left" : "right");
    return { key: parts.join(), reads };
  }

  #kindOf(n: Node): number {
    let kind = this.#computed.get(n);
    if (kind === undefined) {
      kind = this.#number(`${n.op} ${n.in.length} ${attrsText(n.attrs)}`);
      this.#computed.set(n, kind);
    }
    return kind;
  }

  #typeOf(n: Node): number {
    let kind = this.#read.get(n);
    if (kind === undefined)
      this.#read.set(n, (kind = this.#number(`${n.type.dtype} ${n.type.shape.join()}`)));
    return kind;
  }

  #number(text: string): number {
    let number = this.#kinds.get(text);
    if (number === undefined) this.#kinds.set(text, (number = this.#kinds.size));
    return number;
  }
}

/** @param stored which of the nodes are stored: 0 and 1, one after the other */
export function trafficOf(form: Form, stored: string): Traffic {
  let traffic = form.traffic.get(stored);
  if (!traffic) form.traffic.set(stored, (traffic = measure(rootsOf(form, stored))));
  return traffic;
}

function measure(roots: readonly Expr[]): Traffic {
  const loads = new Set<number>();
  let operations = 0;
  const see = (e: Expr): void => {
    if (e.k === "load") loads.add(e.value);
    else if (e.k === "apply") operations++;
  };
  const seen = new Set<Expr>();
  for (const root of roots) visitExpr(root, see, seen);
  return { loads: [...loads], operations };
}

/** What a form's kernel computes once the nodes of `stored` are all that it stores. */
function rootsOf(form: Form, stored: string): Expr[] {
  const roots: Expr[] = [];
  if (form.operands) roots.push(...form.operands);
  if (form.walk) roots.push(...walkExprs(form.walk));
  form.values.forEach((v, i) => {
    if (v.element) roots.push(v.element);
    if (stored[i] === "1") roots.push(v.value);
  });
  return roots;
}
