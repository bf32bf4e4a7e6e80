/** Attention in the middle of graphs, with its gradients, as the front end would lower it. */
import { differentiate } from "../../compiler/3-differentiate/reverse.ts";
import type { Node } from "../../compiler/ir/graph.ts";
import { Builder } from "../../compiler/ops/builder.ts";
import type { Computation } from "../../compiler/program.ts";

export interface AttentionShape {
  readonly batch: number;
  readonly heads: number;
  readonly queries: number;
  readonly keys: number;
  /** Of queries and keys, and of values. */
  readonly head: number;
  readonly value?: number;
  /** Whether a query sees only keys up to its own place, up to `window` before it, or those that a mask of the data allows. */
  readonly mask?: "causal" | "window" | "data" | "filled";
  readonly window?: number;
  /** A number added to each score, [heads, queries, keys]. */
  readonly bias?: boolean;
  readonly dropout?: number;
  /** All heads share one key and one value. */
  readonly shared?: boolean;
  /** Products of half precision, as `precision = f16` lowers them. */
  readonly half?: boolean;
  /** Gradients of queries, keys and values too, with a cotangent that is not one. */
  readonly gradients?: boolean;
}

export interface AttentionNet extends Computation {
  readonly half: boolean;
  readonly inputs: readonly Node<"input">[];
}

export function attentionNet(o: AttentionShape): AttentionNet {
  const b = new Builder();
  const inputs: Node<"input">[] = [];
  const input = (name: string, shape: readonly number[], role: "argument" | "scalar" = "argument"): Node => {
    const node = b.input({ name, role, dtype: role === "scalar" ? "i32" : "f32", shape }) as Node<"input">;
    inputs.push(node);
    return node;
  };
  const { batch, heads, queries, keys, head, value = head } = o;
  // As a projection leaves them: [batch, places, heads, head].
  const q0 = input("q", [batch, queries, heads, head]);
  const k0 = input("k", o.shared ? [batch, keys, head] : [batch, keys, heads, head]);
  const v0 = input("v", o.shared ? [batch, keys, value] : [batch, keys, heads, value]);
  const q = b.permute(b.unary("tanh", q0), [0, 2, 1, 3]);
  const k = o.shared ? k0 : b.permute(k0, [0, 2, 1, 3]);
  const v = o.shared ? v0 : b.permute(v0, [0, 2, 1, 3]);
  const dot = (x: Node, y: Node, attrs: Node<"dot">["attrs"]): Node => {
    const [p, r] = [x, y].map((n) => (o.half ? b.cast(n, "f16") : n));
    return b.cast(b.dot(p!, r!, attrs), "f32");
  };
  const lead = o.shared ? [0] : [0, 1];
  const last = o.shared ? 2 : 3;
  let scores = dot(q, k, { batch: [lead, lead], contract: [[3], [last]] });
  scores = b.scalar("div", scores, Math.sqrt(head));
  const { shape } = scores.type;
  if (o.bias) scores = b.add(scores, b.expand(input("bias", [1, heads, queries, keys]), shape));
  const [i, j] = [b.iota(shape, 2), b.iota(shape, 3)];
  const low = b.fullLike(scores, -1e9);
  if (o.mask === "causal" || o.mask === "window") {
    const past = b.binary("le", j, i);
    const near = b.binary("lt", i, b.binary("add", j, b.full(shape, o.window ?? 1, "i32")));
    scores = b.where(o.mask === "causal" ? past : b.binary("and", past, near), scores, low);
  } else if (o.mask === "filled") scores = b.where(b.binary("lt", i, j), low, scores);
  else if (o.mask === "data") {
    const seen = b.binary("lt", b.fullLike(scores, 0), b.expand(input("seen", [batch, 1, 1, keys]), shape));
    scores = b.where(seen, scores, low);
  }
  const max = b.stopGrad(b.reduce("reduceMax", scores, [3], true));
  const e = b.unary("exp", b.sub(scores, max));
  let share = b.div(e, b.sum(e, [3], true));
  if (o.dropout !== undefined) {
    const [seed, step] = [input("seed", [], "scalar"), input("step", [], "scalar")];
    const draw = b.make("random", [seed, step], { shape, site: 3, lane: 0 });
    const kept = b.lt(draw, b.fullLike(draw, 1 - o.dropout));
    share = b.where(kept, b.scalar("div", share, 1 - o.dropout), b.fullLike(share, 0));
  }
  const mixed = dot(share, v, { batch: [lead, lead], contract: [[3], [last - 1]] });
  const out = b.unary("tanh", b.permute(mixed, [0, 2, 1, 3]));
  const outputs = [{ name: "out", node: out }];
  if (o.gradients !== false) {
    const loss = b.sum(b.mul(out, input("cotangent", out.type.shape)));
    const of = inputs.filter((n) => ["q", "k", "v"].includes(n.attrs.name));
    differentiate(b, loss, of).forEach((g, n) => outputs.push({ name: `d_${of[n]!.attrs.name}`, node: g! }));
  }
  return {
    name: "attention",
    graph: b.graph,
    outputs,
    updates: [],
    reported: [],
    gradients: [],
    inputs,
    half: o.half === true,
  };
}
