/**
 * `precision = f16`: matrix products and convolutions of a training step in half precision, everything else in f32, and a
 * loss scale that finds its own size.
 *
 * Small gradients would vanish in f16, so the backward pass starts from `scale` instead of 1 and every gradient is divided
 * by it. Where one is not finite the whole update is left out and the scale halved; after `patience` good steps it doubles.
 * Weights, sums and updates stay f32. Evaluation and prediction are f32, and need no f16 on the device.
 */
import { at, type Env } from "../1-check/build.ts";
import type { TensorNode } from "../1-check/value.ts";
import type { Span } from "../../grammar/ast.ts";
import type { Dim } from "../ir/dims.ts";
import type { OpAttrs, OpName } from "../ir/graph.ts";
import { Builder } from "../ops/builder.ts";
import type { Slab } from "../program.ts";
import { alignment } from "./assemble.ts";

/** Makes products in half precision while `active`: the forward and the backward pass, not the optimizer. */
export class MixedBuilder extends Builder<Dim> {
  active = true;

  override make<K extends OpName>(op: K, inputs: readonly TensorNode[], attrs: OpAttrs<Dim>[K]): TensorNode {
    const product = op === "dot" || op === "conv";
    if (!this.active || !product || inputs.some((x) => x.type.dtype !== "f32"))
      return super.make(op, inputs, attrs);
    const halves = inputs.map((x) => this.cast(x, "f16"));
    return this.cast(super.make(op, halves, attrs), "f32");
  }
}

const start = 65_536;
const patience = 2_000;

export interface LossScale {
  /** What the backward pass starts from. */
  readonly scale: TensorNode;
  readonly slabs: readonly Slab[];
  unscaled(gradient: TensorNode): TensorNode;
  /** The gate of all updates and the scale's own updates, once the gradients are known. */
  finish(gradients: readonly TensorNode[]): {
    readonly finite: TensorNode;
    readonly updates: readonly { readonly target: TensorNode; readonly value: TensorNode }[];
  };
}

export function lossScale(env: Env, span: Span): LossScale {
  const { b } = env.build;
  const persistent = (name: string): TensorNode =>
    b.input({ name, role: "optimizer", dtype: "f32", shape: [], at: { slab: name, offset: 0 } });
  const scale = persistent("scaling.scale");
  const good = persistent("scaling.good");
  return {
    scale,
    slabs: [
      { name: "scaling.scale", size: alignment, fill: start },
      { name: "scaling.good", size: alignment, fill: 0 },
    ],
    unscaled: (gradient) => at(env, span, () => b.div(gradient, scale)),
    finish: (gradients) =>
      at(env, span, () => {
        const wrong = gradients.map((g) => b.sum(b.cast(b.not(b.unary("isfinite", g)), "f32")));
        const finite = b.eq(
          wrong.reduce((a, c) => b.add(a, c)),
          b.const(0),
        );
        const count = b.scalar("add", good, 1);
        const grown = b.not(b.lt(count, b.const(patience)));
        const larger = b.where(grown, b.scalar("mul", scale, 2), scale);
        const smaller = b.scalar("max", b.scalar("mul", scale, 0.5), 1);
        return {
          finite,
          updates: [
            { target: scale, value: b.where(finite, larger, smaller) },
            { target: good, value: b.where(finite, b.where(grown, b.const(0), count), b.const(0)) },
          ],
        };
      }),
  };
}
