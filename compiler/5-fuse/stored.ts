/**
 * Which values are stored: the seeds of kernels. Everything else is computed again where it is needed.
 *
 * Stored are: what the outside asked for; every reduction and contraction, moved down its chain of single users so that a
 * bias, an activation or a residual is stored with it instead of before it; operands of a contraction that are too
 * expensive to compute for every tile; and shared values that are expensive to compute again. Cheap values that the
 * backward pass needs are thereby rematerialized without a pass of its own, and random masks are never stored.
 */
import { isOp, type Node, type OpName, sizeOf, usersOf } from "../ir/graph.ts";
import { foldingOf, numel } from "./inline.ts";
import { walkOf } from "./walks.ts";

/** Rough cost of one element in units of a multiply-add; what is absent costs 1. */
const COST: Partial<Record<OpName, number>> = {
  ...Object.fromEntries(
    ["reshape", "permute", "broadcast", "slice", "flip", "cast", "stopGrad", "const"].map((o) => [o, 0]),
  ),
  ...Object.fromEntries(["exp", "log", "sqrt", "div", "mod", "round"].map((o) => [o, 4])),
  ...Object.fromEntries(["tanh", "sin", "cos", "tan", "log1p", "expm1"].map((o) => [o, 10])),
  ...Object.fromEntries(["erf", "pow", "asin", "acos", "atan", "atan2"].map((o) => [o, 14])),
  random: 40,
  gather: 3,
  takeAlong: 3,
  pad: 2,
  concat: 2,
};

/** Above this a shared value is stored: reading 4 bytes costs a GPU about as much as 50 operations. */
const RECOMPUTE_COST = 50;
const RECOMPUTE_READS = 4;
/** A contraction reads each operand element once for every tile of the other operand's free axes. */
const PROLOGUE_COST = 3;
const PROLOGUE_READS = 2;
const ONE_TILE = 8;
/** An operand that a reduction reads this often or more is stored unless it is trivial. */
const REPEATED_READS = 4;
const REPEATED_COST = 6;

const VIEWS: ReadonlySet<OpName> = new Set<OpName>([
  "reshape", "permute", "broadcast", "slice", "flip", "pad", "windows", "stopGrad", "cast",
]); // prettier-ignore

interface Recompute {
  readonly cost: number;
  readonly reads: number;
  readonly random: boolean;
}

export interface Storage {
  readonly nodes: readonly Node[];
  /** The values that kernels compute and store, in id order. */
  readonly stored: ReadonlySet<Node>;
}

/**
 * @param nodes what the outputs reach, in id order
 * @param required values that must be stored whatever they cost
 * @param external values that exist without a kernel (inputs, constants, host scalars)
 */
export function chooseStored(
  nodes: readonly Node[],
  required: ReadonlySet<Node>,
  external: (n: Node) => boolean,
): Set<Node> {
  const users = usersOf(nodes);
  const stored = new Set<Node>([...required].filter((n) => !external(n)));
  const seeds = nodes.filter((n) => !external(n) && (isOp(n, "dot") || isOp(n, "walk") || foldingOf(n)));
  for (const seed of seeds) {
    stored.add(seed);
    const walk = walkOf(seed);
    if (!walk || walk.own) stored.add(endOfChain(seed, users, required));
    for (const operand of walk?.repeated ?? []) {
      const value = underViews(operand);
      if (!external(value)) stored.add(value);
    }
  }

  const costs = new Map<Node, Recompute>();
  for (const node of nodes) {
    const cost = recompute(node, costs, stored, external);
    costs.set(node, cost);
    if (stored.has(node) || external(node)) continue;
    const shared = users.get(node)!.length > 1;
    if (
      shared &&
      !cost.random &&
      (cost.cost > RECOMPUTE_COST || cost.reads > RECOMPUTE_READS) &&
      !VIEWS.has(node.op)
    ) {
      stored.add(node);
      costs.set(node, READ);
    }
  }
  // Operands that would be computed over and over.
  for (const node of nodes) {
    const folding = foldingOf(node);
    if (external(node) || (!isOp(node, "dot") && !folding)) continue;
    for (const operand of node.in) {
      const value = underViews(operand);
      if (stored.has(value) || external(value)) continue;
      const { cost, reads } = costs.get(value)!;
      const once = isOp(node, "dot") && otherFree(node, operand) <= ONE_TILE;
      const often = isOp(node, "dot")
        ? cost > (once ? RECOMPUTE_COST : PROLOGUE_COST) || reads > (once ? RECOMPUTE_READS : PROLOGUE_READS)
        : numel(operand) >= REPEATED_READS * numel(value) && cost > REPEATED_COST;
      if (often) stored.add(value);
    }
  }
  return stored;
}

/** The elements of the other operand's free axes: how often an element of `operand` is used. */
function otherFree(dot: Node<"dot">, operand: Node): number {
  const side = dot.in[0] === operand ? 1 : 0;
  const { batch, contract } = dot.attrs;
  const bound = [...batch[side], ...contract[side]];
  return sizeOf(dot.in[side]!.type.shape.filter((_, a) => !bound.includes(a)));
}

const READ: Recompute = { cost: 0, reads: 1, random: false };
const FREE: Recompute = { cost: 0, reads: 0, random: false };

function recompute(
  node: Node,
  costs: ReadonlyMap<Node, Recompute>,
  stored: ReadonlySet<Node>,
  external: (n: Node) => boolean,
): Recompute {
  if (isOp(node, "const")) return FREE;
  if (stored.has(node)) return READ;
  if (external(node)) return numel(node) === 1 ? FREE : READ;
  let cost = COST[node.op] ?? 1;
  let reads = 0;
  let random = isOp(node, "random");
  for (const i of new Set(node.in)) {
    const c = costs.get(i)!;
    // What is computed once per row or once at all hardly counts per element.
    const share = Math.min(1, numel(i) / numel(node));
    cost += c.cost * share;
    reads += c.reads * (share < 1 ? 0.5 : 1);
    random ||= c.random;
  }
  return { cost, reads, random };
}

function underViews(node: Node): Node {
  while (VIEWS.has(node.op)) node = node.in[0]!;
  return node;
}

/** Follows single users that compute one element from one element. */
function endOfChain(
  seed: Node,
  users: ReadonlyMap<Node, readonly Node[]>,
  required: ReadonlySet<Node>,
): Node {
  let last = seed;
  for (let node = seed; !required.has(node);) {
    const us = users.get(node)!;
    const next = us[0];
    if (us.length !== 1 || !next || numel(next) !== numel(node) || !isElementwise(next)) break;
    // A view at the end of the chain is better left to whoever reads the value.
    node = next;
    if (!VIEWS.has(node.op)) last = node;
  }
  return last;
}

const ONE_TO_ONE: ReadonlySet<OpName> = new Set<OpName>(["reshape", "cast", "stopGrad"]);
const NOT_ELEMENTWISE: ReadonlySet<OpName> = new Set<OpName>([
  "input", "const", "literal", "iota", "random", "sum", "prod", "reduceMax", "reduceMin", "permute", "broadcast", "slice",
  "flip", "pad", "concat", "windows", "overlapAdd", "dot", "gather", "takeAlong", "slab", "walk",
]); // prettier-ignore

function isElementwise(node: Node): boolean {
  return ONE_TO_ONE.has(node.op) || !NOT_ELEMENTWISE.has(node.op);
}
