/**
 * The derivative of a loop: the loop backwards.
 *
 * It carries the cotangents of what the loop carries, reads what the loop kept of each step (the carries it started from,
 * products and reductions; elementwise work is done again), and gives the cotangents of the slices step by step. It is a
 * `scan` itself and can be differentiated again.
 *
 * What a captured tensor contributes in each step is summed over the steps. Where that is a product, its operands are
 * stacked and multiplied once after the loop, contracting the steps too: one large product instead of one a step. The same
 * for sums and scattered rows; anything else is added up in a carry.
 */
import { invariant } from "../diagnostics.ts";
import { isOp, type Node, reachable } from "../ir/graph.ts";
import type { Builder } from "../ops/builder.ts";
import { isFloat } from "../ops/check.ts";
import { closeScan, resultOf } from "../ops/scan-close.ts";
import { openBody, type OpenScan, placeholder, rebuilt } from "../ops/scan-open.ts";
import { pullBack } from "./reverse.ts";

type Carry = OpenScan["carries"][number];
type Slice = OpenScan["slices"][number];

/** The cotangents of the operands of `scan`, given those of its results by number; only those that are `wanted`. As `pullBack`. */
export function scanCotangents(
  b: Builder,
  scan: Node<"scan">,
  cts: ReadonlyMap<number, Node>,
  wanted: (operand: Node) => boolean,
  behindSelect: boolean,
): (Node | null)[] {
  const { body, length, reverse, carries, slices } = scan.attrs;
  const leaves = body.leaves.map((l) => placeholder(b, l.type, "leaf"));
  const step = placeholder(b, body.step.type, "step");
  const opened = openBody(b, body, leaves, step);
  const captured = carries + slices;
  /** The operands whose leaves are differentiated: every carried float, for it leads to the others. */
  const wrt = scan.in.map((_, i) => i).filter((i) => {
    return isFloat(body.leaves[i]!.type.dtype) && (i < carries || wanted(scan.in[i]!));
  }); // prettier-ignore

  const saved: Slice[] = leaves
    .slice(carries, captured)
    .map((leaf, i) => ({ leaf, over: scan.in[carries + i]! }));
  const carried = new Map(
    wrt.filter((i) => i < carries).map((i) => [i, placeholder(b, leaves[i]!.type, "cotangent")]),
  );
  const seeds = [...carried].map(([i, ct]) => ({ node: opened.get(body.outputs[i]!)!, ct }));
  for (const [index, over] of cts) {
    if (index < carries) continue;
    const node = opened.get(body.outputs[index]!)!;
    const leaf = placeholder(b, node.type, "cotangent");
    saved.push({ leaf, over });
    seeds.push({ node, ct: leaf });
  }
  const found = pullBack(b, seeds, wrt.map((i) => leaves[i]!), behindSelect); // prettier-ignore
  if (found.every((g) => g === null)) return scan.in.map(() => null);

  // Read back what the loop kept; captured leaves are the captured tensors again.
  const replaced = new Map<Node, Node>(
    leaves.slice(captured).map((leaf, i) => [leaf, scan.in[captured + i]!]),
  );
  body.outputs.slice(carries).forEach((out, i) => {
    const node = opened.get(out)!;
    if (replaced.has(node) || saved.some((s) => s.leaf === node)) return;
    const leaf = placeholder(b, node.type, "kept");
    saved.push({ leaf, over: resultOf(b, scan, carries + i) });
    replaced.set(node, leaf);
  });
  const live = rebuilt(
    b,
    found.filter((g) => g !== null),
    replaced,
  );
  const gradients = found.map((g) => g && live.shift()!);
  for (const n of reachable(gradients.filter((g) => g !== null)))
    invariant(
      !leaves.slice(0, carries).includes(n),
      "3-differentiate",
      "a loop kept no copy of what it carries",
    );

  const total = new Totals(b, step, saved, [...carried.values()]);
  const loopCarries: Carry[] = [];
  const outs: Node[] = [];
  const finish = wrt.map((operand, i): ((r: ReturnType<typeof closeScan>) => Node | null) => {
    const g = gradients[i] ?? null;
    const leaf = carried.get(operand);
    if (leaf) {
      const at = loopCarries.length;
      loopCarries.push({
        leaf,
        init: cts.get(operand) ?? b.fullLike(leaf, 0),
        next: g ?? b.fullLike(leaf, 0),
      });
      return (r) => r.finals[at]!;
    }
    if (!g) return () => null;
    if (operand >= captured) return total.of(g, loopCarries, outs, length);
    const at = outs.push(g) - 1;
    return (r) => r.outs[at]!;
  });
  const closed = closeScan(b, { length, reverse: !reverse, step, carries: loopCarries, slices: saved, outs });
  const byOperand = new Map(wrt.map((operand, i) => [operand, finish[i]!(closed)]));
  return scan.in.map((_, i) => byOperand.get(i) ?? null);
}

type Finish = (closed: ReturnType<typeof closeScan>) => Node;

/** Sums over all steps of what changes from step to step. */
class Totals {
  readonly #varying = new Map<Node, boolean>();

  constructor(
    readonly b: Builder,
    step: Node,
    readonly slices: readonly Slice[],
    carried: readonly Node[],
  ) {
    for (const n of [step, ...slices.map((s) => s.leaf), ...carried]) this.#varying.set(n, true);
  }

  /** How to make the sum of `g` once the loop is there; adds what it needs of the loop. */
  of(g: Node, carries: Carry[], outs: Node[], length: number): Finish {
    const after = this.#after(g, outs);
    if (after) return after;
    if (!this.#varies(g)) return () => this.b.scalar("mul", g, length);
    const leaf = placeholder(this.b, g.type, "sum");
    const at = carries.push({ leaf, init: this.b.fullLike(leaf, 0), next: this.b.add(leaf, g) }) - 1;
    return (r) => r.finals[at]!;
  }

  #varies(n: Node): boolean {
    let known = this.#varying.get(n);
    if (known === undefined) this.#varying.set(n, (known = n.in.some((x) => this.#varies(x))));
    return known;
  }

  /** `n` of all steps: a stack that exists, or an output of the loop. */
  #stacked(n: Node, outs: Node[]): Finish {
    const slice = this.slices.find((s) => s.leaf === n);
    if (slice) return () => slice.over;
    const at = outs.push(n) - 1;
    return (r) => r.outs[at]!;
  }

  #after(g: Node, outs: Node[]): Finish | undefined {
    const { b } = this;
    if (!this.#varies(g)) return undefined;
    const up = (axes: readonly number[]): number[] => axes.map((a) => a + 1);
    const [x, y] = g.in as [Node, Node];
    if (isOp(g, "reshape") || isOp(g, "permute") || isOp(g, "broadcast") || isOp(g, "cast")) {
      const inner = this.#after(x, outs);
      return inner && ((r) => b.make(g.op, [inner(r)], g.attrs));
    }
    if (isOp(g, "add")) {
      const before = outs.length;
      const [p, q] = [this.#after(x, outs), this.#after(y, outs)];
      if (p && q) return (r) => b.add(p(r), q(r));
      outs.length = before;
      return undefined;
    }
    if (isOp(g, "dot") && this.#varies(x) && this.#varies(y)) {
      const { batch, contract } = g.attrs;
      const [p, q] = [this.#stacked(x, outs), this.#stacked(y, outs)];
      return (r) =>
        b.dot(p(r), q(r), {
          batch: [up(batch[0]), up(batch[1])],
          contract: [
            [0, ...up(contract[0])],
            [0, ...up(contract[1])],
          ],
        });
    }
    if (isOp(g, "sum")) {
      const stack = this.#stacked(x, outs);
      return (r) => b.sum(stack(r), [0, ...up(g.attrs.axes)]);
    }
    if (isOp(g, "scatterAdd") && this.#varies(x) && this.#varies(y)) {
      // The steps become the first of the index's axes.
      const { axis } = g.attrs;
      const [index, rows] = [this.#stacked(x, outs), this.#stacked(y, outs)];
      return (r) => {
        const stack = rows(r);
        const rest = stack.type.shape.map((_, i) => i).slice(axis + 1);
        const order = [...up(Array.from({ length: axis }, (_, i) => i)), 0, ...rest];
        return b.make("scatterAdd", [index(r), b.permute(stack, order)], g.attrs);
      };
    }
    return undefined;
  }
}
