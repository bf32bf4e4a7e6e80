/** Plans written by hand, for tests that come before the compiler. */
import type { Dispatch, Plan, PlanBuffer, ScalarStep, Shader, UniformSlot } from "../../compiler/ir/plan.ts";

const info = {
  kind: "map",
  schedule: "one lane",
  lines: [],
  flops: 0,
  bytesRead: 0,
  bytesWritten: 0,
} as const;

export function plan(
  name: string,
  parts: Partial<Plan> & Pick<Plan, "buffers" | "shaders" | "dispatches">,
): Plan {
  return {
    name,
    loops: [],
    uniforms: [],
    reported: {},
    inputs: [],
    outputs: [],
    memory: { slabs: 0, slots: 0, batch: 0, other: 0 },
    ...parts,
  };
}

export function buffer(name: string, kind: PlanBuffer["kind"], bytes = 256, words?: number[]): PlanBuffer {
  return words ? { name, kind, bytes, words } : { name, kind, bytes };
}

export function shader(name: string, bindings: Shader["bindings"], wgsl: string): Shader {
  return { name, wgsl, bindings, workgroupSize: [1, 1, 1], features: [] };
}

/** A dispatch that binds the first 256 bytes of each buffer, or what is said. */
export function dispatch(
  kernel: string,
  shaderIndex: number,
  buffers: string[],
  groups = 1,
  bytes = 256,
): Dispatch {
  return {
    kernel,
    shader: shaderIndex,
    bind: buffers.map((b) => ({ buffer: b, offset: 0, bytes })),
    workgroups: [groups, 1, 1],
    steps: [],
    info,
  };
}

export const host = (name: string): ScalarStep => ({ op: "host", name });
export const constant = (value: number): ScalarStep => ({ op: "const", value });
export const apply = (op: string, arity: 1 | 2 | 3): ScalarStep => ({ op, arity, dtype: "f32" });
export const f32 = (...program: ScalarStep[]): UniformSlot => ({ dtype: "f32", program });

/** `w -= lr * 2 w` with `lr = rate / (1 + decay * step)`; reports `lr`, gives loss = w² before the update, and w. */
export function descend(rate = 0.3, decay = 0): Plan {
  const lr = f32(
    constant(rate),
    constant(1),
    constant(decay),
    host("step"),
    apply("mul", 2),
    apply("add", 2),
    apply("div", 2),
  );
  return plan("descend", {
    buffers: [buffer("params", "slab"), buffer("uniforms", "uniform"), buffer("result", "result", 512)],
    shaders: [
      shader(
        "loss",
        ["read", "read_write"],
        /* wgsl */ `
        @group(0) @binding(0) var<storage, read> w: array<f32>;
        @group(0) @binding(1) var<storage, read_write> out: array<f32>;
        @compute @workgroup_size(1) fn main() { out[0] = w[0] * w[0]; out[64] = w[0]; }`,
      ),
      shader(
        "update",
        ["read_write", "uniform"],
        /* wgsl */ `
        struct U { lr: f32 }
        @group(0) @binding(0) var<storage, read_write> w: array<f32>;
        @group(0) @binding(1) var<uniform> u: U;
        @compute @workgroup_size(1) fn main() { w[0] = w[0] - u.lr * (2.0 * w[0]); }`,
      ),
    ],
    dispatches: [
      { ...dispatch("loss", 0, ["params", "result"]), bind: [at("params", 256), at("result", 512)] },
      { ...dispatch("update", 1, ["params", "uniforms"]), bind: [at("params", 256), at("uniforms", 16)] },
    ],
    uniforms: [lr],
    reported: { lr },
    outputs: [
      { name: "loss", dtype: "f32", shape: [], at: at("result", 4) },
      { name: "w", dtype: "f32", shape: [], at: { buffer: "result", offset: 256, bytes: 4 } },
    ],
  });
}

/** `y = x + k` over `size` elements, k a constant buffer's first word, through a scratch slot; also sums into a slab. */
export function addConstant(size: number, k: number, name = "add"): Plan {
  const bytes = Math.ceil((size * 4) / 256) * 256;
  const word = new Uint32Array(Float32Array.of(k).buffer)[0]!;
  const range = (b: string) => ({ buffer: b, offset: 0, bytes: size * 4 });
  return plan(name, {
    buffers: [
      buffer("in:x", "batch", bytes),
      buffer("literal:k", "constant", 256, [word]),
      buffer("slot0", "slot", bytes),
      buffer("total", "slab"),
      buffer("result", "result", bytes),
    ],
    shaders: [
      shader(
        "add",
        ["read", "read", "read_write"],
        /* wgsl */ `
        @group(0) @binding(0) var<storage, read> x: array<f32>;
        @group(0) @binding(1) var<storage, read> k: array<f32>;
        @group(0) @binding(2) var<storage, read_write> y: array<f32>;
        @compute @workgroup_size(1) fn main(@builtin(global_invocation_id) id: vec3u) { y[id.x] = x[id.x] + k[0]; }`,
      ),
      shader(
        "copy_and_count",
        ["read", "read_write", "read_write"],
        /* wgsl */ `
        @group(0) @binding(0) var<storage, read> x: array<f32>;
        @group(0) @binding(1) var<storage, read_write> y: array<f32>;
        @group(0) @binding(2) var<storage, read_write> total: array<f32>;
        @compute @workgroup_size(1) fn main(@builtin(global_invocation_id) id: vec3u) {
          y[id.x] = x[id.x];
          if (id.x == 0u) { total[0] = total[0] + x[0]; }
        }`,
      ),
    ],
    dispatches: [
      { ...dispatch("add", 0, [], size), bind: [range("in:x"), at("literal:k", 16), range("slot0")] },
      {
        ...dispatch("copy_and_count", 1, [], size),
        bind: [range("slot0"), range("result"), at("total", 256)],
      },
    ],
    inputs: [{ name: "x", dtype: "f32", shape: [size], at: range("in:x") }],
    outputs: [{ name: "y", dtype: "f32", shape: [size], at: range("result") }],
  });
}

function at(name: string, bytes: number) {
  return { buffer: name, offset: 0, bytes };
}
