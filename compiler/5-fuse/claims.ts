/**
 * Places are unique: every value that the outside asks for by name has a node, and so a place, of its own.
 */
import type { Node, OpName } from "../ir/graph.ts";
import type { Builder } from "../ops/builder.ts";

/** Nodes that no kernel stores under their own id. */
const WITHOUT_KERNEL: ReadonlySet<OpName> = new Set<OpName>([
  "input",
  "const",
  "literal",
  "slab",
  "cell",
  "attended",
]);

export class Claims {
  readonly #taken = new Set<Node>();
  constructor(readonly b: Builder) {}

  take(n: Node): void {
    this.#taken.add(n);
  }

  /** `n`, or a copy of it where it has a place already or needs no kernel. */
  own(n: Node): Node {
    while (this.#taken.has(n) || WITHOUT_KERNEL.has(n.op)) n = this.b.stopGrad(n);
    this.#taken.add(n);
    return n;
  }

  /** The same claims in a graph that was made anew. */
  moved(b: Builder, at: (n: Node) => Node): Claims {
    const claims = new Claims(b);
    for (const n of this.#taken) claims.take(at(n));
    return claims;
  }

  /** A copy of `n` that nothing else is. */
  copy(n: Node): Node {
    return this.own(this.b.graph.distinct("stopGrad", [n], {}, n.type));
  }

  /** Whether `n` is such a copy, which is not to be found again by what it is: the program's own are gone by now. */
  static isCopy(n: Node): boolean {
    return n.op === "stopGrad";
  }

  /** The slab with a copy for operands that occur twice or need no kernel; undefined operands stay. */
  rebuildSlab(slab: Node<"slab">): Node {
    const seen = new Set<Node>();
    const operands = slab.in.map((i) => {
      const mine = !seen.has(i) && !WITHOUT_KERNEL.has(i.op);
      seen.add(i);
      return mine ? i : this.own(i);
    });
    return this.b.graph.withSpans(this.b.graph.spans.get(slab) ?? [], () =>
      this.b.make("slab", operands, slab.attrs),
    );
  }
}
