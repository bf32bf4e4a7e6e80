/** Attention's kernels against the unfused graph: the same numbers, and nothing of queries × keys stored. */
import { describe, expect, it } from "vitest";
import { collectBindings, floorTarget, type Target } from "../../compiler/7-emit/index.ts";
import { interpret } from "../../compiler/interpret/graph.ts";
import { interpretKernel } from "../../compiler/interpret/kernel.ts";
import { type Node, reachable, sizeOf } from "../../compiler/ir/graph.ts";
import type { AttendBody } from "../../compiler/ir/kernel.ts";
import type { Tensor } from "../../compiler/ops/def.ts";
import { type Compiled, compileComputation } from "../../compiler/pipeline.ts";
import { attentionNet, type AttentionNet, type AttentionShape } from "./attention-nets.ts";
import { hostValue, Memory } from "./memory.ts";
import { rng } from "./random-graph.ts";

const gpu = floorTarget("gpu");
/** Devices with room for any of these kernels; the floor is tested apart. */
const roomy: Target = { ...gpu, f16: true, limits: { ...gpu.limits, storageBuffers: 16 } };

const HOST = { seed: 5, step: 5 };

function valuesOf(net: AttentionNet): Map<string, Tensor> {
  return new Map(
    net.inputs.map((node, i) => {
      const r = rng(31 * i + 7);
      const data = Float64Array.from({ length: sizeOf(node.type.shape) }, () => (r.next() - 0.5) * 2);
      return [
        node.attrs.name,
        { type: node.type, data: node.type.dtype === "i32" ? Int32Array.of(5) : data },
      ];
    }),
  );
}

function compare(net: AttentionNet, compiled: Compiled): void {
  const values = valuesOf(net);
  const want = interpret(net.outputs.map((o) => o.node), (n: Node<"input">) => values.get(n.attrs.name)!, "f64"); // prettier-ignore
  const results = net.half ? runKernels(compiled, values) : runInPlaces(compiled, values);
  net.outputs.forEach(({ name }, o) => {
    const got = results.get(name)!;
    expect(got.length).toBe(want[o]!.data.length);
    got.forEach((g, i) => {
      const w = want[o]!.data[i]!;
      if (!(Math.abs(g - w) <= 1e-9 * (1 + Math.abs(w))))
        expect.fail(`${name}[${i}] is ${g} instead of ${w}`);
    });
  });
}

/** In the plan's own places. */
function runInPlaces(
  compiled: Compiled,
  values: ReadonlyMap<string, Tensor>,
): Map<string, readonly number[]> {
  const memory = new Memory(compiled);
  for (const [name, t] of values) memory.write(name, t.data);
  memory.step(HOST);
  return new Map(compiled.plan.outputs.map(({ name }) => [name, memory.read(name)]));
}

/** Each value by itself: two numbers of f16 in a word are not what `Memory` has. */
function runKernels(
  { fused, kernels }: Compiled,
  inputs: ReadonlyMap<string, Tensor>,
): Map<string, readonly number[]> {
  const values = new Map(
    [...fused.values].map(([id, n]): [number, Float64Array] => {
      const given = n.op === "input" ? inputs.get((n as Node<"input">).attrs.name) : undefined;
      return [id, given ? Float64Array.from(given.data) : new Float64Array(sizeOf(n.type.shape))];
    }),
  );
  const uniforms = fused.uniforms.map((u) => hostValue(u, HOST));
  for (const kernel of kernels) interpretKernel(kernel, values, uniforms, "f64");
  return new Map(fused.outputs.map(({ name, node }) => [name, [...values.get(node.id)!]]));
}

function attends(compiled: Compiled): AttendBody[] {
  return compiled.kernels.flatMap((k) => (k.body.kind === "attend" ? [k.body] : []));
}

const base = { batch: 2, heads: 3, queries: 7, keys: 7, head: 5 } as const;
const covered: Record<string, AttentionShape> = {
  plain: base,
  causal: { ...base, mask: "causal" },
  "a causal mask that says where not": { ...base, mask: "filled" },
  "causal with fewer keys": { ...base, queries: 9, keys: 4, mask: "causal" },
  "causal with more keys": { ...base, queries: 4, keys: 9, mask: "causal" },
  "a window": { ...base, queries: 12, keys: 12, mask: "window", window: 3 },
  "a mask of data": { ...base, mask: "data" },
  "one batch and one head": { ...base, batch: 1, heads: 1 },
  "wider values": { ...base, value: 8 },
  "as many places as a head is wide": { ...base, queries: 5, keys: 5, mask: "causal" },
  "cross attention": { ...base, queries: 5, keys: 11 },
  dropout: { ...base, mask: "causal", dropout: 0.25 },
  "a bias for each score": { ...base, mask: "causal", bias: true },
  "shared keys and values": { ...base, shared: true, mask: "causal" },
  "half precision": { ...base, half: true },
  "half precision, causal, with dropout": { ...base, half: true, mask: "causal", dropout: 0.25 },
  "half precision, as many places as a head is wide": { ...base, queries: 5, keys: 5, half: true },
};
/** Too thin for products: the simplifier makes elementwise operations of them, and nothing is stored that grows with a square. */
const thin: Record<string, AttentionShape> = {
  "one place": { ...base, queries: 1, keys: 1, mask: "causal" },
  "one query": { ...base, queries: 1, keys: 9 },
  "one key": { ...base, queries: 9, keys: 1 },
  "heads of one": { ...base, head: 1 },
  "values of one": { ...base, value: 1 },
};

describe("attention", () => {
  for (const [name, shape] of Object.entries(covered))
    it(`${name}: forward and gradients agree with the graph`, () => {
      const net = attentionNet(shape);
      const compiled = compileComputation(net, roomy);
      expect(attends(compiled).length).toBeGreaterThanOrEqual(3);
      compare(net, compiled);
    });
  for (const [name, shape] of Object.entries(thin))
    it(`${name}: forward and gradients agree with the graph`, () => {
      const net = attentionNet(shape);
      compare(net, compileComputation(net, roomy));
    });

  it("fits the buffers that every device binds", () => {
    for (const shape of [covered["plain"]!, covered["causal"]!]) {
      const net = attentionNet(shape);
      const compiled = compileComputation(net, gpu);
      expect(attends(compiled).length).toBeGreaterThan(2);
      for (const k of compiled.kernels) expect(collectBindings(k).length).toBeLessThanOrEqual(8);
      compare(net, compiled);
    }
    // The bias would be one too many.
    const net = attentionNet(covered["a bias for each score"]!);
    const compiled = compileComputation(net, gpu);
    expect(attends(compiled)).toEqual([]);
    expect(reasons(compiled)).toContain("would bind 9 buffers of 8");
    compare(net, compiled);
  });

  it("visits no columns that a mask of places leaves out", () => {
    const bands = (name: string) =>
      attends(compileComputation(attentionNet(covered[name]!), roomy)).map((b) => b.band);
    expect(bands("causal")).toEqual([
      { low: -6, high: 0 },
      { low: -6, high: 0 },
      { low: 0, high: 6 },
    ]);
    expect(bands("a causal mask that says where not")[0]).toEqual({ low: -6, high: 0 });
    expect(bands("a window")[0]).toEqual({ low: -2, high: 0 });
    expect(bands("a window").at(-1)).toEqual({ low: 0, high: 2 });
    for (const name of ["plain", "a mask of data"])
      expect(bands(name)).toEqual([undefined, undefined, undefined]);
  });

  it("stores nothing of places × places where they are many, on any device", () => {
    const net = attentionNet({ batch: 1, heads: 2, queries: 512, keys: 512, head: 16, mask: "causal" });
    for (const family of ["gpu", "software"] as const) {
      const compiled = compileComputation(net, floorTarget(family));
      const stored = compiled.kernels.flatMap((k) => k.nodes.map((n) => compiled.fused.values.get(n)!));
      const largest = Math.max(...stored.map((n) => sizeOf(n.type.shape)));
      expect(largest).toBe(2 * 512 * 16);
      expect(reasons(compiled)).toContain(
        "attention of 512 × 512 places in heads of 16 stores no probabilities",
      );
    }
  });

  it("stores few places' probabilities on a software adapter, and says so", () => {
    const compiled = compileComputation(attentionNet(base), floorTarget("software"));
    expect(attends(compiled)).toEqual([]);
    expect(reasons(compiled)).toContain("attention of 7 × 7 places in heads of 5 stores its probabilities");
  });

  it("leaves probabilities alone that somebody asks for", () => {
    const net = attentionNet({ ...base, gradients: false });
    const share = reachable(net.outputs.map((o) => o.node)).find(
      (n) => n.op === "div" && n.in[0]!.op === "exp",
    )!;
    const asked = { ...net, outputs: [...net.outputs, { name: "share", node: share }] };
    expect(attends(compileComputation(net, roomy)).length).toBe(1);
    const compiled = compileComputation(asked, roomy);
    expect(attends(compiled)).toEqual([]);
    compare(asked, compiled);
  });

  it("stores the probabilities of few queries over many keys, which would occupy few lanes", () => {
    const few = { ...base, queries: 4, keys: 400 };
    const compiled = compileComputation(attentionNet(few), roomy);
    expect(attends(compiled)).toEqual([]);
    expect(reasons(compiled)).toContain("24 lanes");
    expect(attends(compileComputation(attentionNet({ ...few, batch: 64 }), roomy)).length).toBe(3);
  });

  it("leaves heads alone that are too wide for a lane", () => {
    const compiled = compileComputation(attentionNet({ ...base, head: 96 }), roomy);
    expect(attends(compiled)).toEqual([]);
    expect(reasons(compiled)).toContain("a lane would hold 288 numbers");
  });
});

function reasons(compiled: Compiled): string {
  return compiled.kernels.flatMap((k) => k.boundaries).join("\n");
}
