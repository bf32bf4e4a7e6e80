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
 * `constant` is written once, when the plan is loaded; `step` too: it holds the number i at byte 256 · i, for loops.
 */
export type BufferKind = "slab" | "slot" | "batch" | "uniform" | "result" | "constant" | "step";

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
  /**
   * Binding i of group 0: storage, then uniforms if it reads them, then the rounds of loops around it: each 4 bytes at a
   * dynamic offset.
   */
  readonly bindings: readonly ("read" | "read_write" | "uniform" | "step")[];
  /** WebGPU features that the text enables, such as "subgroups". */
  readonly features: readonly string[];
}

export interface Dispatch {
  readonly kernel: string;
  /** Index into `Plan.shaders`; equal texts share a shader. */
  readonly shader: number;
  readonly bind: readonly BufferRange[];
  readonly workgroups: readonly [number, number, number];
  /** The loop, by depth, of each `step` binding. */
  readonly steps: readonly number[];
  readonly info: DispatchInfo;
}

export interface DispatchInfo {
  readonly kind: "map" | "row" | "dot" | "walk" | "attend";
  readonly schedule: string;
  /** `file:line` of the source it comes from, innermost first. */
  readonly lines: readonly string[];
  /** Floating point operations, a multiply and an add counting as two. */
  readonly flops: number;
  readonly bytesRead: number;
  readonly bytesWritten: number;
}

/** Dispatches that run `length` times, in order; loops nest or are apart. `first` and `count` are of `Plan.dispatches`. */
export interface PlanLoop {
  readonly name: string;
  readonly first: number;
  readonly count: number;
  readonly length: number;
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
  /** In the order of their first dispatch, outer before inner. */
  readonly loops: readonly PlanLoop[];
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

/** Calls `run` for each dispatch as often as it runs, with the rounds of the loops around it, the outermost first. */
export function eachDispatch(
  plan: Pick<Plan, "loops"> & { readonly dispatches: { readonly length: number } },
  run: (dispatch: number, rounds: readonly number[]) => void,
): void {
  const rounds: number[] = [];
  const walk = (from: number, to: number, next: number): void => {
    let [i, l] = [from, next];
    while (i < to) {
      const loop = plan.loops[l];
      if (loop?.first !== i) {
        run(i++, rounds);
        continue;
      }
      const depth = rounds.length;
      for (let r = 0; r < loop.length; r++) {
        rounds[depth] = r;
        walk(i, i + loop.count, l + 1);
      }
      rounds.length = depth;
      i += loop.count;
      while (l < plan.loops.length && plan.loops[l]!.first < i) l++;
    }
  };
  walk(0, plan.dispatches.length, 0);
}

/** How often dispatch `i` runs in a step. */
export function timesOf(plan: Pick<Plan, "loops">, i: number): number {
  return plan.loops.reduce((n, l) => (l.first <= i && i < l.first + l.count ? n * l.length : n), 1);
}
