/**
 * The plan: everything the runtime needs to run one static computation, as pure data (JSON without loss).
 *
 * The runtime knows this file and nothing else of the compiler. Buffers are named; a dispatch binds ranges of them.
 */
import type { DType } from "./graph.ts";

/**
 * How long a buffer lives and who shares it:
 * `slab` persists between steps and is shared by all plans of a program under its name; `slot` is scratch of one plan;
 * `batch` holds what the host writes before a step, `uniform` the host's scalars, `result` what the host reads after a
 * step: these three exist `ring` times over, so that several steps can be in flight, and step i uses copy i mod ring;
 * `constant` is written once, when the plan is loaded.
 */
export type BufferKind = "slab" | "slot" | "batch" | "uniform" | "result" | "constant";

export interface PlanBuffer {
  readonly name: string;
  readonly kind: BufferKind;
  /** Bytes of one copy; a multiple of 256 for kinds that are ringed or bound at offsets. */
  readonly bytes: number;
  /** For `constant`: the words to upload, as u32. */
  readonly words?: readonly number[];
}

/** A range of a buffer; `offset` is a multiple of 256. */
export interface BufferRange {
  readonly buffer: string;
  readonly offset: number;
  readonly bytes: number;
}

export interface Shader {
  readonly name: string;
  readonly wgsl: string;
  readonly workgroupSize: readonly [number, number, number];
  /** Binding i of group 0. A shader that reads uniforms has them as its last binding. */
  readonly bindings: readonly ("read" | "read_write" | "uniform")[];
  /** WebGPU features that the text enables, such as "subgroups". */
  readonly features: readonly string[];
}

export interface Dispatch {
  readonly kernel: string;
  /** Index into `Plan.shaders`; equal texts share a shader. */
  readonly shader: number;
  readonly bind: readonly BufferRange[];
  readonly workgroups: readonly [number, number, number];
  readonly info: DispatchInfo;
}

export interface DispatchInfo {
  readonly kind: "map" | "row" | "dot";
  readonly schedule: string;
  /** `file:line` of the source it comes from, innermost first. */
  readonly lines: readonly string[];
  /** Floating point operations, a multiply and an add counting as two. */
  readonly flops: number;
  readonly bytesRead: number;
  readonly bytesWritten: number;
}

/** A tensor the host writes or reads by name. */
export interface PlanTensor {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly at: BufferRange;
}

/** A scalar expression that the host evaluates once a step, in postfix order over a stack, each result rounded to f32. */
export type ScalarStep =
  | { readonly op: "const"; readonly value: number }
  /** One of `seed`, `step`, `total_steps`, `epoch`, or an argument's name. */
  | { readonly op: "host"; readonly name: string }
  | { readonly op: string; readonly arity: 1 | 2 | 3; readonly dtype: DType };

export interface UniformSlot {
  readonly dtype: DType;
  readonly program: readonly ScalarStep[];
}

export interface Plan {
  readonly name: string;
  readonly buffers: readonly PlanBuffer[];
  readonly shaders: readonly Shader[];
  readonly dispatches: readonly Dispatch[];
  /** Slot i lies at byte 4·i of the uniform buffer. */
  readonly uniforms: readonly UniformSlot[];
  /** Values the host evaluates and reports without the GPU, e.g. `lr`. */
  readonly reported: Readonly<Record<string, UniformSlot>>;
  readonly inputs: readonly PlanTensor[];
  readonly outputs: readonly PlanTensor[];
  readonly memory: {
    readonly slabs: number;
    readonly slots: number;
    readonly batch: number;
    readonly other: number;
  };
}
