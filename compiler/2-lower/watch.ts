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
import { alignment, type Stretch } from "./assemble.ts";

/** @param stretches of the optimized weights, one after the other from 0 on */
export function watchOf(stretches: readonly Stretch[]): Watch {
  const size = stretches.reduce((end, s) => Math.max(end, s.start + s.size), 0);
  const b = new Builder();
  const slab = (name: string, offset: number, count: number): Node => {
    const title = offset === 0 ? name : `${name}:${offset}`;
    return b.input({
      name: title,
      role: "slab",
      dtype: "f32",
      shape: [count],
      at: { slab: name, offset },
    });
  };
  const outputs: Computation["outputs"][number][] = [];
  const parts = stretches.map((s, i): Watch["parts"][number] => {
    const now = slab("params", s.start, s.size);
    const output = (name: string, of: Node): string => {
      const full = i === 0 ? name : `${name}_${i}`;
      outputs.push({ name: full, node: norms(b, of) });
      return full;
    };
    return {
      start: s.start,
      gradient: output("gradient", slab(s.slab, 0, s.size)),
      weight: output("weight", now),
      update: output("update", b.sub(now, slab(BEFORE, s.start, s.size))),
    };
  });
  const computation: Computation = {
    name: "watch",
    graph: b.graph,
    outputs,
    updates: [],
    reported: [],
    gradients: [],
  };
  return { before: { name: BEFORE, size, fill: 0 }, norms: computation, parts };
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
