/** Small training steps built by hand, for tests of the back end that need no source text. */
import { differentiate } from "../../compiler/3-differentiate/reverse.ts";
import type { Node } from "../../compiler/ir/graph.ts";
import { sizeOf } from "../../compiler/ir/graph.ts";
import { Builder } from "../../compiler/ops/builder.ts";
import type { FuseInput } from "../../compiler/5-fuse/index.ts";

export interface Step extends FuseInput {
  readonly weights: readonly Node<"input">[];
}

/** Weights in a slab, at multiples of 64 elements. */
export class Weights {
  readonly all: Node<"input">[] = [];
  size = 0;
  constructor(readonly b: Builder) {}
  make(name: string, shape: readonly number[]): Node {
    const at = { slab: "params", offset: this.size };
    const node = this.b.input({ name, role: "weight", dtype: "f32", shape, at }) as Node<"input">;
    this.size += Math.ceil(sizeOf(shape) / 64) * 64;
    this.all.push(node);
    return node;
  }
}

export function crossEntropy(b: Builder, logits: Node, target: Node): Node {
  const last = logits.type.shape.length - 1;
  const max = b.stopGrad(b.reduce("reduceMax", logits, [last], true));
  const lse = b.add(b.unary("log", b.sum(b.unary("exp", b.sub(logits, max)), [last], true)), max);
  const t = b.expand(b.reshape(target, [...target.type.shape, 1]), logits.type.shape);
  const picked = b.sum(b.where(b.eq(t, b.iota(logits.type.shape, last)), logits, b.fullLike(logits, 0)), [
    last,
  ]);
  return b.mean(b.sub(b.reshape(lse, target.type.shape), picked));
}

/** Adam on one flat slab, as the front end lowers it. */
export function adamStep(b: Builder, loss: Node, w: Weights): Step {
  const grads = differentiate(b, loss, w.all).map((g, i) => g ?? b.fullLike(w.all[i]!, 0));
  const n = w.size;
  const flat = (slab: string, role: "slab" | "optimizer") =>
    b.input({ name: slab, role, dtype: "f32", shape: [n], at: { slab, offset: 0 } }) as Node<"input">;
  const offsets = w.all.map((p) => p.attrs.at!.offset);
  const g = b.make("slab", grads, { slab: "grads", offsets, size: n });
  const [p, m, v] = [flat("params", "slab"), flat("opt0.m", "optimizer"), flat("opt0.v", "optimizer")];
  const step = b.input({ name: "step", role: "scalar", dtype: "f32", shape: [] });
  const t = b.scalar("add", step, 1);
  const m2 = b.add(b.scalar("mul", m, 0.9), b.scalar("mul", g, 0.1));
  const v2 = b.add(b.scalar("mul", v, 0.999), b.scalar("mul", b.mul(g, g), 0.001));
  const bias = (beta: number) => b.sub(b.const(1), b.binary("pow", b.const(beta), t));
  const update = b.div(b.div(m2, bias(0.9)), b.scalar("add", b.unary("sqrt", b.div(v2, bias(0.999))), 1e-8));
  const p2 = b.sub(p, b.scalar("mul", update, 1e-3));
  return {
    graph: b.graph,
    weights: w.all,
    outputs: [{ name: "loss", node: loss }],
    updates: [
      { target: p, value: p2 },
      { target: m, value: m2 },
      { target: v, value: v2 },
    ],
    reported: [],
    labels: new Map([
      ...w.all.map((n): [Node, string] => [n, n.attrs.name]),
      ...grads.map((n, i): [Node, string] => [n, `d_${w.all[i]!.attrs.name}`]),
      [loss, "loss"],
    ]),
  };
}

export function mlp(sizes: readonly number[], batch: number): Step {
  const b = new Builder();
  const w = new Weights(b);
  let h: Node = b.input({ name: "x", role: "batch", dtype: "f32", shape: [batch, sizes[0]!] });
  const y = b.input({ name: "y", role: "batch", dtype: "i32", shape: [batch] });
  sizes.slice(1).forEach((out, i) => {
    const dense = b.matmul(h, w.make(`w${i}`, [h.type.shape[1]!, out]));
    h = b.add(dense, w.make(`b${i}`, [out]));
    if (i < sizes.length - 2) h = b.scalar("max", h, 0);
  });
  return adamStep(b, crossEntropy(b, h, y), w);
}

/** 28x28x1 -> conv 3x3x16 -> relu -> pool 2 -> conv 3x3x32 -> relu -> pool 2 -> dense 10. */
export function convnet(batch: number, size = 28): Step {
  const b = new Builder();
  const w = new Weights(b);
  let h: Node = b.input({ name: "x", role: "batch", dtype: "f32", shape: [batch, size, size, 1] });
  const y = b.input({ name: "y", role: "batch", dtype: "i32", shape: [batch] });
  for (const [i, out] of [16, 32].entries()) {
    const [n, hh, ww, c] = h.type.shape as [number, number, number, number];
    const padded = b.pad(h, [0, 1, 1, 0], [0, 1, 1, 0]);
    const k = w.make(`k${i}`, [3, 3, c, out]);
    const x5 = b.reshape(padded, [1, n, hh + 2, ww + 2, c]);
    const y5 = b.make("conv", [x5, b.reshape(k, [1, 3, 3, c, out])], { stride: [1, 1], dilation: [1, 1] });
    h = b.add(b.reshape(y5, [n, hh, ww, out]), w.make(`c${i}`, [out]));
    h = b.where(b.lt(b.fullLike(h, 0), h), h, b.fullLike(h, 0));
    h = b.reduce(
      "reduceMax",
      b.windows(h, { axes: [1, 2], size: [2, 2], stride: [2, 2], dilation: [1, 1] }),
      [4, 5],
    );
  }
  const flat = b.reshape(h, [batch, h.type.shape.slice(1).reduce((p, q) => p * q, 1)]);
  const logits = b.add(b.matmul(flat, w.make("w", [flat.type.shape[1]!, 10])), w.make("b", [10]));
  return adamStep(b, crossEntropy(b, logits, y), w);
}

function layernorm(b: Builder, w: Weights, name: string, x: Node): Node {
  const axis = x.type.shape.length - 1;
  const d = x.type.shape[axis]!;
  const c = b.sub(x, b.mean(x, [axis], true));
  const v = b.mean(b.mul(c, c), [axis], true);
  const n = b.div(c, b.unary("sqrt", b.scalar("add", v, 1e-5)));
  return b.add(b.mul(n, w.make(`${name}_g`, [d])), w.make(`${name}_s`, [d]));
}

/** A pre-norm causal transformer language model, as `gpt.nn` lowers. */
export function transformer(o: {
  vocab: number;
  context: number;
  width: number;
  heads: number;
  layers: number;
  batch: number;
}): Step {
  const { vocab, context: t, width: d, heads, layers, batch: n } = o;
  const b = new Builder();
  const w = new Weights(b);
  const tokens = b.input({ name: "x", role: "batch", dtype: "i32", shape: [n, t] });
  const y = b.input({ name: "y", role: "batch", dtype: "i32", shape: [n, t] });
  const dense = (x: Node, name: string, out: number) =>
    b.add(b.matmul(x, w.make(`${name}_w`, [x.type.shape.at(-1)!, out])), w.make(`${name}_b`, [out]));
  const table = w.make("wte", [vocab, d]);
  let h = b.add(b.make("gather", [table, tokens], { axis: 0 }), w.make("wpe", [t, d]));
  for (let l = 0; l < layers; l++) {
    const qkv5 = b.reshape(dense(layernorm(b, w, `ln1_${l}`, h), `qkv${l}`, 3 * d), [
      n,
      t,
      3,
      heads,
      d / heads,
    ]);
    const qkv = b.permute(qkv5, [2, 0, 3, 1, 4]);
    const part = (i: number) => b.reshape(b.sliceAxis(qkv, 0, i, i + 1), [n, heads, t, d / heads]);
    const bh = [0, 1];
    const scores = b.scalar(
      "div",
      b.dot(part(0), part(1), { batch: [bh, bh], contract: [[3], [3]] }),
      Math.sqrt(d / heads),
    );
    const shape = scores.type.shape;
    const masked = b.where(
      b.binary("le", b.iota(shape, 3), b.iota(shape, 2)),
      scores,
      b.fullLike(scores, -1e30),
    );
    const m = b.stopGrad(b.reduce("reduceMax", masked, [3], true));
    const e = b.unary("exp", b.sub(masked, m));
    const mix = b.div(e, b.sum(e, [3], true));
    const out = b.dot(mix, part(2), { batch: [bh, bh], contract: [[3], [2]] });
    h = b.add(h, dense(b.reshape(b.permute(out, [0, 2, 1, 3]), [n, t, d]), `proj${l}`, d));
    const f = dense(layernorm(b, w, `ln2_${l}`, h), `fc${l}`, 4 * d);
    const gelu = b.mul(
      b.scalar("mul", f, 0.5),
      b.scalar("add", b.unary("erf", b.scalar("mul", f, Math.SQRT1_2)), 1),
    );
    h = b.add(h, dense(gelu, `out${l}`, d));
  }
  const logits = b.matmul(layernorm(b, w, "lnf", h), b.transpose(table));
  return adamStep(b, crossEntropy(b, logits, y), w);
}
