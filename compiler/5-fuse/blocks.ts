/**
 * Blocks: the nodes that run together, either once or in every round of a loop. Kernels are made within a block.
 *
 * What a loop's body needs of a block around it is stored there; numbers and index ramps are made again where they are used.
 */
import { isOp, type Node, type OpName } from "../ir/graph.ts";
import { isFree } from "../ops/scan-close.ts";
import type { Loop, Loops } from "./loops.ts";

export interface Block {
  readonly loop: Loop | undefined;
  /** In id order. */
  readonly nodes: readonly Node[];
  /** What must be stored here: for the outside, for the loop's places, for loops inside. */
  readonly required: ReadonlySet<Node>;
  readonly inner: readonly Block[];
  /** What it reads of blocks around it. */
  readonly imports: ReadonlySet<Node>;
  /** What its places start as; stored in the block around it. */
  readonly inits: readonly Node[];
}

const VIEWS: ReadonlySet<OpName> = new Set<OpName>(["reshape", "permute", "broadcast", "slice", "flip"]);

/** What is stored where `n` is read: views are taken on the way. */
export function underViews(n: Node): Node {
  while (VIEWS.has(n.op)) n = n.in[0]!;
  return n;
}

/** @param external values that exist without a kernel */
export function blockOf(
  loops: Loops,
  loop: Loop | undefined,
  roots: readonly Node[],
  external: (n: Node) => boolean,
): Block {
  const inner = new Map<Loop, Block>();
  const imports = new Set<Node>();
  const required = new Set(roots);
  const nodes = new Set<Node>();
  const stack = [...roots];
  const overs = new Map(loop?.slices.map((s) => [s.leaf, s.over]));
  const enter = (child: Loop): void => {
    if (inner.has(child)) return;
    const results = [...child.carries.map((c) => c.next), ...child.outs.map((o) => o.value)];
    const block = blockOf(loops, child, results, external);
    inner.set(child, block);
    for (const init of block.inits) {
      required.add(init);
      stack.push(init);
    }
    for (const n of block.imports) read(n);
  };
  /** Something that a loop inside needs, or that this block itself imports. */
  const read = (n: Node): void => {
    if (loop && loops.home(n) !== loop) {
      imports.add(n);
      return;
    }
    const base = underViews(n);
    if (!external(base)) required.add(base);
    stack.push(n);
  };
  for (let n = stack.pop(); n; n = stack.pop()) {
    if (nodes.has(n)) continue;
    if (isOp(n, "cell")) {
      const over = overs.get(n);
      if (over && !isFree(over)) imports.add(over);
      const child = loops.storedBy.get(n);
      if (child && child.parent === loop) enter(child);
      if (loop && loops.home(n) !== loop) imports.add(n);
      else nodes.add(n);
      continue;
    }
    if (loop && loops.home(n) !== loop && !isFree(n) && !required.has(n)) {
      imports.add(n);
      continue;
    }
    nodes.add(n);
    stack.push(...n.in);
    if (!isOp(n, "attended")) continue;
    // Its kernel is no region, so what it reads must be stored.
    for (const i of n.in) if (!external(underViews(i))) required.add(underViews(i));
  }
  const byId = (a: Node, b: Node): number => a.id - b.id;
  return {
    loop,
    nodes: [...nodes].sort(byId),
    required,
    inner: [...inner.values()],
    imports,
    inits: loop?.carries.map((c) => c.init) ?? [],
  };
}
