/**
 * Products that need not be made step by step: before the loop, of what it reads, and after it, of what it gives.
 *
 * A product of one step's rows is small and waits for the step before; the same for all steps at once is one large product.
 * The sums are the same, element by element.
 */
import { isOp, type Node } from "../ir/graph.ts";
import type { Builder } from "./builder.ts";
import { opDef } from "./index.ts";
import { type OpenScan, placeholder, rebuilt, upTo } from "./scan-open.ts";

function up(axes: readonly number[]): number[] {
  return axes.map((a) => a + 1);
}

function placeholdersOf(open: OpenScan): Set<Node> {
  return new Set([open.step, ...open.carries.map((c) => c.leaf), ...open.slices.map((s) => s.leaf)]);
}

/** Moves products of a slice and a tensor that is the same in every step before the loop, which reads slices of them. */
export function withProductsBefore(b: Builder, open: OpenScan): OpenScan {
  const leaves = placeholdersOf(open);
  const results = [...open.carries.map((c) => c.next), ...open.outs];
  const stacks = new Map(open.slices.map((s) => [s.leaf, s.over]));
  const varying = new Set(leaves);
  const slices = [...open.slices];
  const replaced = new Map<Node, Node>();
  for (const n of upTo(results, leaves)) {
    if (!leaves.has(n) && !n.in.some((x) => varying.has(x))) continue;
    varying.add(n);
    const stack = b.graph.withSpans(b.graph.spans.get(n) ?? [], () => stackOf(b, n, stacks, varying));
    if (!stack || leaves.has(n)) continue;
    stacks.set(n, stack);
    if (!isOp(n, "dot")) continue;
    const leaf = placeholder(b, n.type, "product");
    slices.push({ leaf, over: stack });
    replaced.set(n, leaf);
  }
  if (replaced.size === 0) return open;
  const made = rebuilt(b, results, replaced);
  const carries = open.carries.map((c, i) => ({ ...c, next: made[i]! }));
  return { ...open, slices, carries, outs: made.slice(carries.length) };
}

/** `n` of all steps, for views of slices and their products with what does not change. */
function stackOf(
  b: Builder,
  n: Node,
  stacks: ReadonlyMap<Node, Node>,
  varying: ReadonlySet<Node>,
): Node | undefined {
  const stack = stacks.get(n.in[0]!);
  if (isOp(n, "dot")) {
    const side = movableSide(n, varying);
    const operand = side && stacks.get(n.in[side === "left" ? 0 : 1]!);
    return operand && productOf(b, n, side, operand);
  }
  if (!stack) return undefined;
  if (isOp(n, "cast")) return b.cast(stack, n.attrs.dtype);
  if (isOp(n, "reshape")) return b.reshape(stack, [stack.type.shape[0]!, ...n.attrs.shape]);
  return isOp(n, "permute") ? b.permute(stack, [0, ...up(n.attrs.perm)]) : undefined;
}

/** The operand of a product that changes from step to step, if only one does and no axes are batched. */
function movableSide(n: Node<"dot">, varying: ReadonlySet<Node>): "left" | "right" | undefined {
  const [x, y] = n.in as [Node, Node];
  if (n.attrs.batch[0].length > 0 || varying.has(x) === varying.has(y)) return undefined;
  return varying.has(x) ? "left" : "right";
}

/** The product `n` of all steps, given its changing operand of all steps. */
function productOf(b: Builder, n: Node<"dot">, side: "left" | "right", stack: Node): Node {
  const { batch, contract } = n.attrs;
  const [x, y] = n.in as [Node, Node];
  if (side === "left") return b.dot(stack, y, { batch, contract: [up(contract[0]), contract[1]] });
  // The steps come after the left operand's axes.
  const made = b.dot(x, stack, { batch, contract: [contract[0], up(contract[1])] });
  const at = x.type.shape.length - contract[0].length;
  return b.permute(made, [at, ...made.type.shape.map((_, i) => i).filter((i) => i !== at)]);
}

/**
 * Moves products that only lead to outputs after the loop, with the elementwise work that follows them: the loop gives the
 * stack of what is multiplied. `after` makes the outputs from the stacks that the loop gives instead.
 */
export function withProductsAfter(
  b: Builder,
  open: OpenScan,
): { readonly open: OpenScan; after(stacks: readonly Node[]): Node[] } {
  const leaves = placeholdersOf(open);
  const varying = new Set(leaves);
  for (const n of upTo(open.outs, leaves)) if (n.in.some((x) => varying.has(x))) varying.add(n);
  const forCarries = new Set(
    upTo(
      open.carries.map((c) => c.next),
      leaves,
    ),
  );
  const known = new Map<Node, boolean>();
  /** Whether `n` has such a product behind nothing but elementwise work. */
  const moves = (n: Node): boolean => {
    let answer = known.get(n);
    if (answer === undefined) {
      const free = varying.has(n) && !leaves.has(n) && !forCarries.has(n);
      if (!free) answer = false;
      else if (isOp(n, "dot")) answer = movableSide(n, varying) !== undefined;
      else answer = isElementwise(n) && n.in.some(moves);
      known.set(n, answer);
    }
    return answer;
  };
  if (!open.outs.some(moves)) return { open, after: (stacks) => [...stacks] };

  const outs: Node[] = [];
  const ask = (n: Node): void => {
    if (!varying.has(n)) return;
    if (!moves(n)) {
      if (!outs.includes(n)) outs.push(n);
    } else n.in.forEach(ask);
  };
  open.outs.forEach(ask);
  const after = (stacks: readonly Node[]): Node[] => {
    const made = new Map(outs.map((n, i) => [n, stacks[i]!]));
    const later = (n: Node): Node => {
      const there = made.get(n);
      if (there) return there;
      const node = b.graph.withSpans(b.graph.spans.get(n) ?? [], () => make(n));
      made.set(n, node);
      return node;
    };
    const make = (n: Node): Node => {
      const { shape } = n.type;
      if (!varying.has(n)) return b.expand(b.reshape(n, [1, ...shape]), [open.length, ...shape]);
      if (!isOp(n, "dot")) return b.make(n.op, n.in.map(later), n.attrs);
      const side = movableSide(n, varying)!;
      return productOf(b, n, side, later(n.in[side === "left" ? 0 : 1]!));
    };
    return open.outs.map(later);
  };
  return { open: { ...open, outs }, after };
}

function isElementwise(n: Node): boolean {
  return opDef(n.op).scalar !== undefined || n.op === "where" || n.op === "cast";
}
