/**
 * Checks derivatives against central differences, in doubles.
 *
 * The op under test stands in the middle of a graph: its operands are scaled inputs, and the loss is Σ w·y + y²/2 with
 * random w, so that its cotangent w + y is neither constant nor 1. Differences use Richardson's extrapolation (error
 * O(h⁴)), the second derivative differences the analytic gradient.
 */
import { expect } from "vitest";
import { differentiate } from "../../compiler/3-differentiate/reverse.ts";
import { interpret } from "../../compiler/interpret/graph.ts";
import { type Node, sizeOf } from "../../compiler/ir/graph.ts";
import { verifyGraph } from "../../compiler/ir/verify.ts";
import { Builder } from "../../compiler/ops/builder.ts";
import type { Tensor } from "../../compiler/ops/def.ts";
import { randomUniform } from "../../compiler/threefry.ts";

export interface Sample {
  readonly shape: readonly number[];
  /** Values; uniform in `range` (default [-2, 2]) without them. */
  readonly data?: readonly number[];
  readonly range?: readonly [number, number];
}

export interface CheckOptions {
  /** Largest error relative to max(1, |value|). */
  readonly tolerance?: number;
  /** Also checks the derivative of the derivative. */
  readonly second?: boolean;
}

export function sampleData(s: Sample, site: number): number[] {
  if (s.data) return [...s.data];
  const [low, high] = s.range ?? [-2, 2];
  return Array.from(
    { length: sizeOf(s.shape) },
    (_, i) => low + (high - low) * randomUniform(7, site, 1, i, 0),
  );
}

/** Binds inputs by name to doubles. */
export function binder(values: ReadonlyMap<string, readonly number[]>): (input: Node<"input">) => Tensor {
  return (n) => ({ type: n.type, data: Float64Array.from(values.get(n.attrs.name)!) });
}

export function evaluate(node: Node, values: ReadonlyMap<string, readonly number[]>): number[] {
  return [...interpret([node], binder(values), "f64")[0]!.data];
}

export function inputNode(b: Builder, name: string, shape: readonly number[]): Node {
  return b.input({ name, role: "argument", dtype: "f32", shape });
}

/** Σ w·y + y²/2 with w from the given site. */
export function weightedLoss(b: Builder, y: Node, site: number): Node {
  const data = sampleData({ shape: y.type.shape, range: [0.5, 1.5] }, site);
  const w = b.literal("f32", y.type.shape, data);
  return b.sum(b.add(b.mul(w, y), b.scalar("mul", b.mul(y, y), 0.5)));
}

/** Checks the gradient of `build` with respect to all `samples`; returns the graph's nodes for coverage. */
export function checkGradient(
  build: (b: Builder, xs: Node[]) => Node,
  samples: readonly Sample[],
  { tolerance = 1e-7, second = true }: CheckOptions = {},
): Node[] {
  const b = new Builder();
  const values = new Map(samples.map((s, i) => [`x${i}`, sampleData(s, i)]));
  const inputs = samples.map((s, i) => inputNode(b, `x${i}`, s.shape));
  // 0.5 and 2 are exact, so chosen data (ties, zeros) arrive as given.
  const operands = inputs.map((x) => b.scalar("mul", b.scalar("mul", x, 0.5), 2));
  const loss = weightedLoss(b, build(b, operands), 100);
  const first = compare(b, loss, inputs, values, tolerance, "gradient");
  if (second) {
    const parts = first.flatMap((g, i) => (g ? [weightedLoss(b, g, 200 + i)] : []));
    const sum = parts.reduceRight((a, c) => b.add(a, c));
    compare(b, sum, inputs, values, tolerance * 10, "second derivative");
  }
  return b.graph.nodes;
}

function compare(
  b: Builder,
  loss: Node,
  inputs: readonly Node[],
  values: ReadonlyMap<string, readonly number[]>,
  tolerance: number,
  what: string,
): (Node | null)[] {
  const grads = differentiate(b, loss, inputs);
  verifyGraph([loss, ...grads.filter((g) => g !== null)], "3-differentiate", b.graph);
  grads.forEach((g, i) => {
    const name = `x${i}`;
    const at = values.get(name)!;
    const analytic = g ? evaluate(g, values) : at.map(() => 0);
    at.forEach((v, j) => {
      const f = (x: number): number => {
        const moved = at.map((u, k) => (k === j ? x : u));
        return evaluate(loss, new Map(values).set(name, moved))[0]!;
      };
      const h = 1e-3 * Math.max(1, Math.abs(v));
      const d = (step: number): number => (f(v + step) - f(v - step)) / (2 * step);
      // Richardson twice: the terms in h² and h⁴ cancel.
      const [d1, d2, d3] = [d(h), d(h / 2), d(h / 4)];
      const [e1, e2] = [(4 * d2 - d1) / 3, (4 * d3 - d2) / 3];
      const numeric = (16 * e2 - e1) / 15;
      const error = Math.abs(analytic[j]! - numeric) / Math.max(1, Math.abs(numeric));
      expect(error, `${what} by ${name}[${j}]: ${analytic[j]} against ${numeric}`).toBeLessThan(tolerance);
    });
  });
  return grads;
}
