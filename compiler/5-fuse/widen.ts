/**
 * Products of half precision in attention, as products of f32 with the same operands.
 *
 * An f16 product runs in f32 and is rounded once when it is stored. Attention's kernels store neither scores nor
 * probabilities, so within them nothing has to be rounded, and the rules that find and rewrite attention (`attention.ts`)
 * meet f32 alone. What the kernels read keeps the precision that the program gave it.
 */
import { Graph, isOp, type Node, type OpName, reachable } from "../ir/graph.ts";
import { Builder } from "../ops/builder.ts";
import { isElementwise } from "./attention.ts";
import { Claims } from "./claims.ts";
import { numel } from "./inline.ts";

/** Keep the elements as they are, in another place. */
const MOVES: ReadonlySet<OpName> = new Set<OpName>(["reshape", "permute", "broadcast", "stopGrad"]);

export interface Widened {
  readonly graph: Graph;
  /** What each node became. */
  readonly map: ReadonlyMap<Node, Node>;
  /** The products of f16, by those of f32. */
  readonly products: ReadonlyMap<Node, Node<"dot">>;
}

export function isHalfProduct(n: Node): n is Node<"dot"> {
  return isOp(n, "dot") && n.type.dtype === "f16";
}

/**
 * The graph that `roots` reach with `products` in f32, which do not round what is computed element by element of the
 * products among them that have as many elements as `pairs` say.
 */
export function widen(
  before: Graph,
  roots: readonly Node[],
  products: ReadonlySet<Node>,
  pairs: ReadonlySet<number>,
): Widened {
  const b = new Builder(new Graph());
  const map = new Map<Node, Node>();
  const made = new Map<Node, Node<"dot">>();
  /** By nodes of f16: the product, or the operand of products, that they are rounded from. */
  const productOf = new Map<Node, Node>();
  const operandOf = new Map<Node, Node>();
  /** What is computed of scores. */
  const within = new Set<Node>();

  const wide = (n: Node): Node => productOf.get(n) ?? operandOf.get(n) ?? b.cast(map.get(n)!, "f32");
  const make = (n: Node): Node => {
    if (isHalfProduct(n) && products.has(n)) {
      const product = b.dot(wide(n.in[0]!), wide(n.in[1]!), n.attrs);
      made.set(product, n);
      productOf.set(n, product);
      if (pairs.has(numel(n))) within.add(n);
      return b.cast(product, "f16");
    }
    const [first] = n.in;
    if (isElementwise(n) && pairs.has(numel(n)) && n.in.some((i) => within.has(i))) within.add(n);
    if (isOp(n, "cast")) {
      const product = productOf.get(first!);
      if (product && n.type.dtype === "f32") return product;
      if (within.has(n) && n.type.dtype === "f16") operandOf.set(n, map.get(first!)!);
    }
    if (MOVES.has(n.op))
      for (const known of [productOf, operandOf]) {
        const source = known.get(first!);
        if (source) known.set(n, b.make(n.op, [source], n.attrs));
      }
    const operands = n.in.map((i) => map.get(i)!);
    return Claims.isCopy(n)
      ? b.graph.distinct(n.op, operands, n.attrs, n.type)
      : b.make(n.op, operands, n.attrs);
  };
  for (const n of reachable(roots))
    map.set(
      n,
      b.graph.withSpans(before.spans.get(n) ?? [], () => make(n)),
    );
  return { graph: b.graph, map, products: made };
}
