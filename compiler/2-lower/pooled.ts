/**
 * Scores over more examples than a batch holds.
 *
 * A mean over a batch is averaged over batches with their sizes as weights, and is then the mean over all examples. That is
 * wrong for a score that is no mean: a perplexity is the exponential of one, a masked loss a quotient of two sums. Such a
 * score is a formula of sums over the batch, so the sums are what is averaged, and the formula is applied once, at the end.
 *
 * Which axes are the batch's is seen by comparing the program with itself at another batch size.
 */
import { invariant } from "../diagnostics.ts";
import { isOp, type Node, reachable } from "../ir/graph.ts";
import { Builder } from "../ops/builder.ts";
import type { Computation } from "../program.ts";

export interface Score {
  readonly name: string;
  readonly node: Node;
}

export interface Pooled {
  /** Scores that are means of their batches'. */
  readonly means: readonly Score[];
  /** Scores that are formulas of sums. */
  readonly formulas: readonly Score[];
  /** Names of the sums. */
  readonly sums: ReadonlyMap<Node, string>;
}

/**
 * Undefined where all scores are means, or not formulas of sums. `twins` are the same scores of the program at another batch
 * size, in the same order.
 */
export function pooled(scores: readonly Score[], twins: readonly Score[]): Pooled | undefined {
  const pairs = pair(nodesOf(scores), nodesOf(twins));
  if (!pairs) return undefined;
  const batch = new BatchAxes(pairs);
  const [means, formulas]: [Score[], Score[]] = [[], []];
  for (const s of scores) (batch.isFormula(s.node) ? formulas : means).push(s);
  if (formulas.length === 0) return undefined;
  const sums = new Map<Node, string>();
  for (const { node } of formulas)
    for (const n of batch.sumsOf(node)) if (!sums.has(n)) sums.set(n, `sum_${sums.size}`);
  return { means, formulas, sums };
}

/** What a batch of another size gives: means by name, and sums. `others` are the scores of the program at that size. */
export function partialOf(
  scores: readonly Score[],
  { means, sums }: Pooled,
  others: readonly Score[],
): readonly Score[] {
  const pairs = alike(scores, others);
  const named = [...means, ...[...sums].map(([node, name]) => ({ name, node }))];
  return named.map(({ name, node }) => ({ name, node: pairs.get(node)! }));
}

/** The formulas as the program has them whose one batch holds all examples, with the sums as inputs. */
export function formulasOf(
  scores: readonly Score[],
  { formulas, sums }: Pooled,
  others: readonly Score[],
): Computation {
  const pairs = alike(scores, others);
  const names = new Map([...sums].map(([node, name]) => [pairs.get(node)!, name]));
  const b = new Builder();
  const made = new Map<Node, Node>();
  const copy = (n: Node): Node => {
    const done = made.get(n);
    if (done) return done;
    const name = names.get(n);
    const { dtype, shape } = n.type;
    const node =
      name === undefined
        ? b.make(n.op, n.in.map(copy), n.attrs as never)
        : b.input({ name, role: "batch", dtype, shape });
    made.set(n, node);
    return node;
  };
  const outputs = formulas.map(({ name, node }) => ({ name, node: copy(pairs.get(node)!) }));
  return { name: "scores", graph: b.graph, outputs, updates: [], reported: [], gradients: [] };
}

function alike(scores: readonly Score[], others: readonly Score[]): Map<Node, Node> {
  const pairs = pair(nodesOf(scores), nodesOf(others));
  invariant(pairs, "2-lower", "a program is built differently at another batch size");
  return pairs;
}

function nodesOf(scores: readonly Score[]): Node[] {
  return scores.map((s) => s.node);
}

/** Each node with its like in the other program; undefined where the two are not built alike. */
function pair(left: readonly Node[], right: readonly Node[]): Map<Node, Node> | undefined {
  const pairs = new Map<Node, Node>();
  const stack = left.map((n, i) => [n, right[i]!] as const);
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [n, m] = next;
    const known = pairs.get(n);
    if (known === m) continue;
    if (known || n.op !== m.op || n.in.length !== m.in.length) return undefined;
    pairs.set(n, m);
    n.in.forEach((x, i) => stack.push([x, m.in[i]!]));
  }
  return pairs;
}

class BatchAxes {
  /** Nodes that follow from something with a batch axis. */
  readonly #varying = new Set<Node>();

  constructor(readonly twins: ReadonlyMap<Node, Node>) {
    for (const n of reachable([...twins.keys()]))
      if (this.#hasAxis(n) || n.in.some((x) => this.#varying.has(x))) this.#varying.add(n);
  }

  #hasAxis(n: Node): boolean {
    return n.type.shape.join() !== this.twins.get(n)!.type.shape.join();
  }

  /** A sum over the examples of a batch of what neither another sum nor the size of the batch goes into. */
  #isSum(n: Node): boolean {
    if (n.type.dtype !== "f32" || (n.op !== "sum" && n.op !== "dot") || this.#hasAxis(n)) return false;
    if (!n.in.some((x) => this.#hasAxis(x))) return false;
    return reachable(n.in).every((x) =>
      isOp(x, "const")
        ? x.attrs.value === (this.twins.get(x) as Node<"const">).attrs.value
        : !this.#varying.has(x) || this.#hasAxis(x),
    );
  }

  /** Whether a score is more than a mean, and a formula of sums. */
  isFormula(score: Node): boolean {
    return !this.#isMean(score) && this.sumsOf(score).length > 0;
  }

  /** A sum, scaled and shifted by what is the same for all batches. */
  #isMean(n: Node): boolean {
    if (!this.#varying.has(n) || this.#isSum(n)) return true;
    if (isOp(n, "neg") || isOp(n, "reshape") || isOp(n, "cast")) return this.#isMean(n.in[0]!);
    if (isOp(n, "add") || isOp(n, "sub")) return n.in.every((x) => this.#isMean(x));
    if (isOp(n, "mul")) return n.in.some((x) => !this.#varying.has(x)) && n.in.every((x) => this.#isMean(x));
    return isOp(n, "div") && !this.#varying.has(n.in[1]!) && this.#isMean(n.in[0]!);
  }

  /** The sums that a score is a formula of; none where it needs anything else of a batch. */
  sumsOf(score: Node): readonly Node[] {
    const found = new Set<Node>();
    const seen = new Set<Node>();
    const stack = [score];
    for (let n = stack.pop(); n; n = stack.pop()) {
      if (seen.has(n) || !this.#varying.has(n)) continue;
      seen.add(n);
      if (this.#isSum(n)) found.add(n);
      else if (this.#hasAxis(n) || n.in.length === 0) return [];
      else stack.push(...n.in);
    }
    return [...found].sort((a, b) => a.id - b.id);
  }
}
