/**
 * The norms of gradients, weights and updates after a training step, read from the slabs that the step leaves behind.
 *
 * It is a computation of its own, so that a step costs the same whether it is watched or not, and its numbers are the same
 * to the last bit. A norm of 64 elements at a time needs no list of weights, so one kernel serves any model; the host puts
 * together those of a weight. The largest element is taken out first, so that nothing overflows that fits into f32:
 * |x| = m · √Σ(x / m)² with m = max |x|.
 */
import type { Node } from "../ir/graph.ts";
import { Builder } from "../ops/builder.ts";
import type { Computation, Watch } from "../program.ts";
import { alignment } from "./assemble.ts";

/** `groups` are the ranges of `params` that each `minimize` changes, one after the other from 0 on. */
export function watchOf(groups: readonly { readonly start: number; readonly size: number }[]): Watch {
  const size = groups.reduce((end, g) => Math.max(end, g.start + g.size), 0);
  const b = new Builder();
  const slab = (name: string, count: number): Node =>
    b.input({ name, role: "slab", dtype: "f32", shape: [count], at: { slab: name, offset: 0 } });
  const now = slab("params", size);
  const gradients = groups.map((g, i) => {
    const suffix = i === 0 ? "" : `_${i}`;
    return { output: `gradient${suffix}`, slab: `grads${suffix}`, start: g.start, size: g.size };
  });
  const outputs = [
    ...gradients.map((g) => ({ name: g.output, node: norms(b, slab(g.slab, g.size)) })),
    { name: "weight", node: norms(b, now) },
    { name: "update", node: norms(b, b.sub(now, slab(BEFORE, size))) },
  ];
  const computation: Computation = {
    name: "watch",
    graph: b.graph,
    outputs,
    updates: [],
    reported: [],
    gradients: [],
  };
  return {
    before: { name: BEFORE, size, fill: 0 },
    norms: computation,
    gradients: gradients.map(({ output, slab: name, start }) => ({ output, slab: name, start })),
  };
}

const BEFORE = "watch.before";

/** Of each `alignment` elements of a vector. */
function norms(b: Builder, x: Node): Node {
  const rows = b.reshape(x, [x.type.shape[0]! / alignment, alignment]);
  const largest = b.reduce("reduceMax", b.unary("abs", rows), [1], true);
  const unit = b.where(b.lt(b.const(0), largest), largest, b.const(1));
  const shares = b.div(rows, unit);
  const length = b.unary("sqrt", b.sum(b.mul(shares, shares), [1]));
  return b.mul(b.reshape(largest, length.type.shape), length);
}
