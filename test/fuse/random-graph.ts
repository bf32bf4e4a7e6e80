/**
 * Random small computations over all kinds of ops, for comparing interpreters and devices.
 *
 * Values stay moderate (every op's result is squashed where it could grow), so that f32 results are comparable.
 */
import type { FuseInput } from "../../compiler/5-fuse/index.ts";
import { isOp, type Node, sizeOf } from "../../compiler/ir/graph.ts";
import { Builder } from "../../compiler/ops/builder.ts";

/** A small fast generator (mulberry32) so that a failing seed can be repeated. */
export function rng(seed: number): { next(): number; int(n: number): number; pick<T>(xs: readonly T[]): T } {
  let a = seed >>> 0;
  const next = () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return { next, int: (n) => Math.floor(next() * n), pick: (xs) => xs[Math.floor(next() * xs.length)]! };
}

export function randomComputation(seed: number): FuseInput & { readonly inputs: readonly Node<"input">[] } {
  const r = rng(seed);
  const b = new Builder();
  const size = () => r.pick([1, 2, 3, 4, 5, 7, 8, 12]);
  const inputs: Node<"input">[] = [];
  const pool: Node[] = [];
  const shape = () => Array.from({ length: r.int(4) }, size);
  for (let i = 0; i < 3; i++) {
    const node = b.input({ name: `x${i}`, role: "argument", dtype: "f32", shape: shape() }) as Node<"input">;
    inputs.push(node);
    pool.push(node);
  }
  const squash = (x: Node) => b.unary("tanh", x);
  const any = () => r.pick(pool.slice(-8));
  const steps = 4 + r.int(14);
  for (let i = 0; i < steps; i++) {
    const x = any();
    const dims = x.type.shape;
    const axis = dims.length > 0 ? r.int(dims.length) : 0;
    const kind = r.int(16);
    if (kind <= 2) pool.push(b.unary(r.pick(["tanh", "sin", "abs", "erf", "neg"] as const), x));
    else if (kind <= 5) {
      const y = pool.find((p) => p !== x && String(p.type.shape) === String(dims)) ?? b.sum(any());
      pool.push(squash(b.binary(r.pick(["add", "mul", "sub", "max", "min"] as const), x, y)));
    } else if (kind === 6) pool.push(b.where(b.lt(x, b.fullLike(x, 0.1)), x, b.scalar("mul", x, 0.5)));
    else if (dims.length === 0) pool.push(b.expand(x, [size(), size()]));
    else if (kind === 7) pool.push(squash(b.sum(x, [axis])));
    else if (kind === 8)
      pool.push(b.reduce(r.pick(["reduceMax", "reduceMin"] as const), x, [axis], r.int(2) === 0));
    else if (kind === 9) {
      const m = b.reduce("reduceMax", x, [axis], true);
      const e = b.unary("exp", b.sub(x, m));
      pool.push(b.div(e, b.sum(e, [axis], true)));
    } else if (kind === 10) pool.push(b.permute(x, [...dims.keys()].reverse()));
    else if (kind === 11) pool.push(b.reshape(x, [sizeOf(dims)]));
    else if (kind === 12) {
      pool.push(b.pad(x, dims.map(() => r.int(2)), dims.map(() => r.int(3)), dims.map(() => r.int(2)), 0.25)); // prettier-ignore
    } else if (kind === 13) {
      const n = dims[axis]!;
      const start = r.int(n);
      pool.push(b.sliceAxis(x, axis, start, start + 1 + r.int(n - start)));
    } else if (kind === 14) {
      const y = any();
      pool.push(b.concat([x, b.flip(x, [axis])], axis));
      if (y.type.shape.length > 0) {
        const k = size();
        const p = b.matmul(
          b.reshape(b.expand(b.sum(x), [3 * k]), [3, k]),
          b.expand(b.reshape(b.sum(y), [1, 1]), [k, 5]),
        );
        pool.push(squash(p));
      }
    } else {
      const k = dims[dims.length - 1]!;
      const flat = b.reshape(x, [sizeOf(dims) / k, k]);
      pool.push(squash(b.dot(flat, flat, { batch: [[], []], contract: [[1], [1]] })));
    }
    // Keep sizes small.
    if (sizeOf(pool.at(-1)!.type.shape) > 600) pool.pop();
  }
  const outputs = [...new Set([pool.at(-1)!, any(), any()])]
    .filter((n) => !isOp(n, "const"))
    .map((node, i) => ({ name: `y${i}`, node }));
  return { graph: b.graph, inputs, outputs, updates: [], reported: [], labels: new Map() };
}
