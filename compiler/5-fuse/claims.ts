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

  /** A copy of `n` that nothing else is. */
  copy(n: Node): Node {
    return this.own(this.b.graph.distinct("stopGrad", [n], {}, n.type));
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
