/**
 * Planning: from kernels to a plan that a runtime can run.
 *
 * order (updates in place where legal) -> places (slabs, slots by liveness, results) -> emission -> shadow replay.
 * Guarantees: no dispatch binds a buffer for reading and for writing at once, or overlapping ranges of which one is written;
 * every read finds the value it expects (`verify.ts` replays the plan to be sure).
 */
import type { Span } from "../../grammar/ast.ts";
import { emitKernel, type EmittedKernel, kernelKey } from "../7-emit/index.ts";
import { chosenSchedule, idOfKey } from "../7-emit/candidates.ts";
import type { Target } from "../7-emit/target.ts";
import { invariant } from "../diagnostics.ts";
import type { Fused } from "../5-fuse/index.ts";
import { accessOf } from "../ir/access.ts";
import { type DType, isOp, type Node, sizeOf } from "../ir/graph.ts";
import { type Binding, type Kernel, mapKernel, type Store } from "../ir/kernel.ts";
import type { BufferRange, Dispatch, Plan, PlanBuffer, PlanTensor, Shader } from "../ir/plan.ts";
import type { Expr, Exprs } from "../ir/expr.ts";
import { loopsOf } from "./loops.ts";
import { orderKernels } from "./order.ts";
import { align, bytesOf, placeScratch } from "./scratch.ts";
import { replay } from "./verify.ts";

export interface Planned {
  readonly plan: Plan;
  /** The kernels as planned (in-place loads rewritten), in dispatch order, beside `plan.dispatches`. */
  readonly kernels: readonly Kernel[];
  /** What tells them from other kernels, in this program or another; beside `kernels`. */
  readonly ids: readonly string[];
  /** Where each value lies. */
  readonly places: ReadonlyMap<number, BufferRange>;
}

export function plan(name: string, fused: Fused, target: Target, lineOf: (span: Span) => string): Planned {
  const { values, exprs: x } = fused;
  const parts = new Map(fused.slabs.map((s) => [s.id, s.in.map((i) => i.id)]));
  const starts = new Map(fused.loops.flatMap((l) => l.carries.map((c) => [c.place.id, c.init.id] as const)));
  const ordered = orderKernels(fused.kernels, values, parts, fused.updates, starts);
  const kernels = [...ordered.kernels];
  const copied = new Set(ordered.copies.map((c) => c.value.id));
  const targetOf = new Map(
    fused.updates.filter((u) => !copied.has(u.value.id)).map((u) => [u.value.id, u.target]),
  );

  // A copy reads the new value from its slot and stores it under an id of its own, above all graph ids.
  let nextId = Math.max(-1, ...values.keys()) + 1;
  const extra = new Map<number, { node: Node; at: BufferRange }>();
  for (const { target: to, value } of ordered.copies) {
    const i = x.freshVar("i", Math.max(1, sizeOf(value.type.shape)));
    const index = sizeOf(value.type.shape) === 1 ? x.int(0) : i;
    const store: Store = {
      target: nextId,
      dtype: value.type.dtype,
      index,
      value: x.load(value.id, value.type.dtype, index),
    };
    extra.set(nextId++, { node: to, at: slabRange(to) });
    const domain = index === i ? [i] : [];
    kernels.push({
      name: `copy_${to.attrs.name.replace(/[^A-Za-z0-9]+/g, "_")}`,
      body: { kind: "map", domain, stores: [store] },
      nodes: [value.id],
      spans: [],
      boundaries: [],
    });
  }

  const places = new Map<number, BufferRange>();
  const buffers = new Map<string, PlanBuffer>();
  const grow = (b: PlanBuffer) => {
    const old = buffers.get(b.name);
    buffers.set(b.name, old && old.bytes >= b.bytes ? old : b);
  };
  const inputs: PlanTensor[] = [];
  const access = kernels.map(accessOf);
  const touched = new Set(access.flatMap((a) => [...a.loads, ...a.stores.keys()]));
  for (const node of values.values()) {
    if (isOp(node, "input") && node.attrs.role !== "scalar") {
      const { at, name: input, dtype } = node.attrs;
      if (at) {
        const range = slabRange(node);
        places.set(node.id, range);
        grow({ name: at.slab, kind: "slab", bytes: align(range.offset + range.bytes) });
      } else {
        const bytes = bytesOf(node);
        const range = { buffer: `in:${input}`, offset: 0, bytes };
        places.set(node.id, range);
        grow({ name: range.buffer, kind: "batch", bytes: align(bytes) });
        inputs.push({ name: input, dtype, shape: node.type.shape, at: range });
      }
    }
    if (isOp(node, "literal") && touched.has(node.id)) {
      const bytes = bytesOf(node);
      const range = { buffer: `literal:${node.id}`, offset: 0, bytes };
      places.set(node.id, range);
      grow({
        name: range.buffer,
        kind: "constant",
        bytes: align(bytes),
        words: words(node.attrs.data, node.type.dtype),
      });
    }
    if (isOp(node, "slab")) {
      const { slab, size, offsets } = node.attrs;
      places.set(node.id, { buffer: slab, offset: 0, bytes: 4 * size });
      grow({ name: slab, kind: "slab", bytes: align(4 * size) });
      node.in.forEach((v, i) =>
        places.set(v.id, { buffer: slab, offset: 4 * offsets[i]!, bytes: bytesOf(v) }),
      );
    }
  }
  for (const [value, to] of targetOf) {
    places.set(value, slabRange(to));
    const at = slabRange(to);
    grow({ name: at.buffer, kind: "slab", bytes: align(at.offset + at.bytes) });
  }
  for (const [value, { at }] of extra) places.set(value, at);
  const outputs: PlanTensor[] = [];
  let result = 0;
  for (const { name: output, node } of fused.outputs) {
    const range = { buffer: "result", offset: result, bytes: bytesOf(node) };
    places.set(node.id, range);
    outputs.push({ name: output, dtype: node.type.dtype, shape: node.type.shape, at: range });
    result += align(range.bytes);
  }
  if (result > 0) grow({ name: "result", kind: "result", bytes: result });

  const { slots, inPlace } = placeScratch(kernels, access, fused.loops, values, places, parts);
  slots.forEach((bytes, i) => grow({ name: `slot${i}`, kind: "slot", bytes }));
  if (fused.uniforms.length > 0)
    grow({ name: "uniforms", kind: "uniform", bytes: align(4 * fused.uniforms.length) });

  // In place, a kernel has one binding for the old value and the new: its loads of the old become loads of the new.
  const final = kernels.map((k, i) => {
    const renamed = new Map<number, number>();
    for (const v of access[i]!.stores.keys()) {
      const old = inPlace.get(v);
      if (old !== undefined && access[i]!.loads.has(old)) renamed.set(old, v);
      const to = targetOf.get(v);
      if (to && access[i]!.loads.has(to.id)) renamed.set(to.id, v);
    }
    return renamed.size > 0 ? renameLoads(x, k, renamed) : k;
  });

  const shaders: Shader[] = [];
  const shaderOf = new Map<string, number>();
  const emittedOf = new Map<
    string,
    { readonly id: string; readonly emitted: EmittedKernel; readonly shader: number }
  >();
  /** Kernels that repeat are emitted once; kernels that differ may still have the same text. */
  const emit = (kernel: Kernel, bindings: readonly Binding[], uniformCount: number) => {
    const key = kernelKey(kernel, bindings);
    const known = emittedOf.get(key);
    if (known) return known;
    const id = idOfKey(key);
    const emitted = emitKernel(kernel, target, bindings, uniformCount, chosenSchedule(kernel, id, target));
    const text = `${emitted.shader.bindings.join()}\n${emitted.shader.wgsl}`;
    const shader = shaderOf.get(text) ?? shaders.push(emitted.shader) - 1;
    shaderOf.set(text, shader);
    const made = { id, emitted, shader };
    emittedOf.set(key, made);
    return made;
  };
  const ids: string[] = [];
  const dispatches = final.map((kernel): Dispatch => {
    const bindings = bindingsOf(kernel, values, places, extra);
    const { usesUniforms, steps } = accessOf(kernel);
    const { id, emitted, shader } = emit(kernel, bindings, usesUniforms ? fused.uniforms.length : 0);
    ids.push(id);
    const bind = rangesOf(kernel, bindings, places, fused.uniforms.length);
    const { schedule, flops, bytesRead, bytesWritten } = emitted;
    return {
      kernel: kernel.name,
      shader,
      bind,
      workgroups: emitted.workgroups,
      steps,
      info: {
        kind: kernel.body.kind === "rows" ? "row" : kernel.body.kind,
        schedule,
        lines: [...new Set(kernel.spans.map(lineOf))],
        flops,
        bytesRead,
        bytesWritten,
      },
    };
  });

  const loops = loopsOf(final);
  if (loops.length > 0)
    grow({ name: "steps", kind: "step", bytes: 256 * Math.max(...loops.map((l) => l.length)) });
  const total = (...kinds: PlanBuffer["kind"][]) =>
    [...buffers.values()].filter((b) => kinds.includes(b.kind)).reduce((sum, b) => sum + b.bytes, 0);
  const out: Plan = {
    name,
    buffers: [...buffers.values()],
    shaders,
    dispatches,
    loops,
    uniforms: fused.uniforms,
    reported: fused.reported,
    inputs,
    outputs,
    memory: {
      slabs: total("slab"),
      slots: total("slot"),
      batch: total("batch"),
      other: total("uniform", "result", "constant", "step"),
    },
  };
  replay(final, { values, places, extra, parts, targetOf, inPlace, starts });
  return { plan: out, kernels: final, ids, places };
}

/** What a kernel binds: its values, then the uniforms and the rounds of loops, where it reads them. */
export function rangesOf(
  kernel: Kernel,
  bindings: readonly Binding[],
  places: ReadonlyMap<number, BufferRange>,
  uniformCount: number,
): BufferRange[] {
  const { usesUniforms, steps } = accessOf(kernel);
  return [
    ...bindings.map((b) => places.get(b.value)!),
    ...(usesUniforms ? [{ buffer: "uniforms", offset: 0, bytes: align(4 * uniformCount, 16) }] : []),
    ...steps.map(() => ({ buffer: "steps", offset: 0, bytes: 16 })),
  ];
}

/** The values of a kernel in binding order, reads first; what shares a written buffer is bound for writing too. */
export function bindingsOf(
  kernel: Kernel,
  values: ReadonlyMap<number, Node>,
  places: ReadonlyMap<number, BufferRange>,
  extra: ReadonlyMap<number, { node: Node }> = new Map(),
): Binding[] {
  const { loads, stores } = accessOf(kernel);
  const written = new Set([...stores.keys()].map((v) => places.get(v)!.buffer));
  const dtype = (v: number): DType => (values.get(v) ?? extra.get(v)!.node).type.dtype;
  // In order of first use, so that kernels that repeat bind alike and share a shader.
  const reads = [...loads].filter((v) => !stores.has(v));
  const bind = (value: number, access: Binding["access"]): Binding => ({
    value,
    dtype: dtype(value),
    access,
  });
  return [
    ...reads.map((v) => bind(v, written.has(places.get(v)!.buffer) ? "write" : "read")),
    ...[...stores.keys()].map((v) => bind(v, "write")),
  ];
}

function renameLoads(x: Exprs, kernel: Kernel, renamed: ReadonlyMap<number, number>): Kernel {
  const memo = new Map<Expr, Expr>();
  const rename = (e: Expr): Expr =>
    x.substitute(
      e,
      (l) => {
        if (l.k !== "load" || !renamed.has(l.value)) return undefined;
        return x.load(renamed.get(l.value)!, l.dtype, rename(l.index), l.guard && rename(l.guard));
      },
      memo,
    );
  return mapKernel(kernel, rename);
}

function slabRange(node: Node<"input">): BufferRange {
  const { at } = node.attrs;
  invariant(at, "plan", () => `input ${node.attrs.name} has no place in a slab`);
  invariant(at.offset % 64 === 0, "plan", () => `input ${node.attrs.name} is not aligned in its slab`);
  return { buffer: at.slab, offset: 4 * at.offset, bytes: bytesOf(node) };
}

function words(data: readonly number[], dtype: DType): number[] {
  const floats = new Float32Array(1);
  const bits = new Uint32Array(floats.buffer);
  invariant(dtype !== "f16", "plan", "a literal of f16");
  return data.map((v) => {
    if (dtype !== "f32") return v >>> 0;
    floats[0] = v;
    return bits[0]!;
  });
}
