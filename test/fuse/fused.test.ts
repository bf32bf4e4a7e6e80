/** Fusion and planning against the unfused graph: the same numbers, in the very places the plan assigns, on both families. */
import { describe, expect, it } from "vitest";
import { floorTarget } from "../../compiler/7-emit/target.ts";
import { interpret } from "../../compiler/interpret/graph.ts";
import { isOp, type Node, sizeOf } from "../../compiler/ir/graph.ts";
import type { Tensor } from "../../compiler/ops/def.ts";
import { compileComputation } from "../../compiler/pipeline.ts";
import { Memory } from "./memory.ts";
import { convnet, mlp, type Step, transformer } from "./nets.ts";
import { randomComputation, rng } from "./random-graph.ts";

export function tensorFor(node: Node<"input">, seed: number): Tensor {
  const r = rng(seed);
  const n = sizeOf(node.type.shape);
  const { dtype } = node.type;
  if (dtype === "i32") return { type: node.type, data: Int32Array.from({ length: n }, () => r.int(5)) };
  return { type: node.type, data: Float64Array.from({ length: n }, () => (r.next() - 0.5) * 2) };
}

function close(got: readonly number[], want: ArrayLike<number>, what: string): void {
  expect(got.length, what).toBe(want.length);
  for (let i = 0; i < got.length; i++) {
    const error = Math.abs(got[i]! - want[i]!);
    if (!(error <= 1e-9 * (1 + Math.abs(want[i]!))))
      expect.fail(`${what}[${i}] is ${got[i]} instead of ${want[i]}`);
  }
}

describe("random computations", () => {
  for (const family of ["gpu", "software"] as const) {
    it(`give the same numbers fused and unfused (${family})`, () => {
      for (let seed = 0; seed < 250; seed++) {
        const c = randomComputation(seed);
        const inputs = new Map(c.inputs.map((n, i) => [n.attrs.name, tensorFor(n, seed * 7 + i)]));
        const want = interpret(c.outputs.map((o) => o.node), (n) => inputs.get(n.attrs.name)!, "f64"); // prettier-ignore
        const compiled = compileComputation(
          { ...c, name: `random ${seed}`, gradients: [] },
          floorTarget(family),
        );
        const memory = new Memory(compiled);
        for (const [name, t] of inputs) memory.write(name, t.data);
        memory.step({});
        c.outputs.forEach((o, i) => close(memory.read(o.name), want[i]!.data, `seed ${seed}, ${o.name}`));
      }
    });
  }
});

/** Runs `steps` training steps on the unfused graph, slabs held by name. */
function train(
  step: Step,
  steps: number,
  initial: ReadonlyMap<string, Float64Array>,
  batch: ReadonlyMap<string, Tensor>,
): number[] {
  const slabs = new Map([...initial].map(([k, v]) => [k, v.slice()]));
  const losses: number[] = [];
  const roots = [...step.outputs.map((o) => o.node), ...step.updates.map((u) => u.value)];
  for (let s = 0; s < steps; s++) {
    const values = interpret(
      roots,
      (n) => {
        if (n.attrs.at) {
          const { slab, offset } = n.attrs.at;
          return { type: n.type, data: slabs.get(slab)!.slice(offset, offset + sizeOf(n.type.shape)) };
        }
        if (n.attrs.role === "scalar") return { type: n.type, data: Float64Array.of(s) };
        return batch.get(n.attrs.name)!;
      },
      "f64",
    );
    losses.push(values[0]!.data[0]!);
    step.updates.forEach((u, i) => {
      const { slab, offset } = u.target.attrs.at!;
      slabs.get(slab)!.set(values[step.outputs.length + i]!.data as Float64Array, offset);
    });
  }
  return losses;
}

const NETS: [string, () => Step, number][] = [
  ["an MLP", () => mlp([7, 9, 6, 5], 6), 14],
  ["a convolutional network", () => convnet(2, 8), 21],
  [
    "a transformer",
    () => transformer({ vocab: 11, context: 5, width: 8, heads: 2, layers: 2, batch: 3 }),
    75,
  ],
];

describe("training steps", () => {
  for (const [name, make, most] of NETS)
    it(`${name}: three steps with Adam, in place, in at most ${most} kernels`, () => {
      const step = make();
      const compiled = compileComputation({ ...step, name, gradients: [] }, floorTarget("software"));
      expect(compiled.plan.dispatches.length).toBeLessThanOrEqual(most);
      const memory = new Memory(compiled);
      const initial = new Map<string, Float64Array>();
      const r = rng(5);
      for (const b of compiled.plan.buffers)
        if (b.kind === "slab") initial.set(b.name, new Float64Array(b.bytes / 4));
      for (const w of step.weights) {
        const { slab, offset } = w.attrs.at!;
        const target = initial.get(slab)!.subarray(offset, offset + sizeOf(w.type.shape));
        target.forEach((_, i) => (target[i] = (r.next() - 0.5) * 0.8));
      }
      for (const [slab, data] of initial) memory.buffers.get(slab)!.set(data);
      const batch = new Map<string, Tensor>();
      for (const n of step.graph.nodes)
        if (isOp(n, "input") && n.attrs.role === "batch") batch.set(n.attrs.name, tensorFor(n, 3));
      for (const [input, t] of batch) memory.write(input, t.data);
      const want = train(step, 3, initial, batch);
      const got = [0, 1, 2].map((s) => {
        memory.step({ step: s });
        return memory.read("loss")[0]!;
      });
      close(got, want, "losses");
      expect(new Set(want).size).toBe(3);
    });
});
