/**
 * What the training loop, `call` and `load` need of a machine that runs programs: WebGPU and the interpreter alike.
 *
 * `P` is what a backend loads: a `Plan` for WebGPU itself; a computation of the compiler for the two that are used by
 * the training loop, `compiled(webgpu, compile)` and the interpreter.
 */
import type { DType } from "../compiler/ir/graph.ts";
import type { HostScalars } from "./scalars.ts";

export interface TensorSpec {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
}

/**
 * Storage of f32 (Float64Array where the interpreter runs in double precision), of i32 and of bool as 0 and 1
 * (Int32Array), of f16 as bits (Uint16Array).
 */
export type TensorData = Float32Array | Float64Array | Int32Array | Uint16Array;

/** The host memory of one step's inputs, by name; valid only inside `fill`. */
export type StepInputs = Readonly<Record<string, TensorData>>;

/** A field of all examples as one array: example i is what begins at element i · `stride`. */
export interface Column {
  /** In elements. */
  readonly length: number;
  readonly stride: number;
  /** Copies the elements from `from` on into all of `out`; `from` and the length of `out` are multiples of the stride. */
  copy(from: number, out: TensorData): void;
}

/** Copies the first elements of a slab into another slab. */
export interface SlabCopy {
  readonly from: string;
  readonly to: string;
  /** How many elements. */
  readonly size: number;
}

/** Results of the steps of one submit, in the order in which they were queued. They stay valid. */
export interface StepResults {
  readonly count: number;
  /** Element 0 of an output. */
  scalar(step: number, output: string): number;
  /** All of an output, copied. */
  tensor(step: number, output: string): TensorData;
}

/** A program in a machine's memory, ready to run. */
export interface Runner extends Disposable {
  readonly name: string;
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
  /** How many steps fit into one submit. */
  readonly capacity: number;
  /** Steps queued since the last submit. */
  readonly queued: number;
  /** Whether `resident` examples were taken: then steps are queued with the numbers of theirs. */
  readonly isResident: boolean;
  /**
   * Queues one step: `host` gives its scalars, `inputs` writes its inputs (all of them, every time) or says which of the
   * resident examples they are. Nothing runs yet. At most `capacity` steps may be queued. `keep` is copied just before the
   * step, so that what the step changes can be compared with what it was.
   */
  enqueue(host: HostScalars, inputs?: ((inputs: StepInputs) => void) | Int32Array, keep?: SlabCopy): void;
  /**
   * Starts the queued steps, in order and after everything that was submitted before, and gives their results. Several
   * submits may be under way; no other call has to wait for one.
   */
  submit(): Promise<StepResults>;
  /** A scalar that the host alone computes, such as `lr`. */
  report(name: string, host: HostScalars): number;
  readonly reported: readonly string[];
  destroy(): void;
}

/** Flat f32 arrays that persist between steps and are shared by all programs loaded with them. */
export interface SlabStore extends Disposable {
  /** Makes a slab of `size` elements filled with `fill`; the size is final. */
  allocate(name: string, size: number, fill?: number): void;
  readonly names: readonly string[];
  size(name: string): number;
  /** Overwrites elements from `offset` on, after all steps that were submitted before. */
  write(name: string, values: Float32Array | Float64Array, offset?: number): void;
  /** The whole slab as it is after all steps that were submitted before. */
  read(name: string): Promise<Float32Array>;
  /** Bytes on the device, scratch included. */
  readonly bytes: number;
  destroy(): void;
}

/** A number in a slab that is reported with every step, as it is before the step. */
export interface Observed {
  readonly name: string;
  readonly slab: string;
  /** In elements. */
  readonly offset: number;
}

/** Examples that may stay on the machine; each input is the field of its name. */
export interface ResidentOptions {
  /** Of one step. */
  readonly count: number;
  /** Whether every step takes the same ones. */
  readonly isFixed: boolean;
  column(field: string): Column | undefined;
}

export interface LoadOptions {
  /** How many steps fit into one submit; the backend's choice by default. */
  readonly ring?: number;
  /** These become outputs, scalars of f32. */
  readonly observe?: readonly Observed[];
  readonly resident?: ResidentOptions | undefined;
}

export interface Backend<P> extends Disposable {
  readonly kind: "webgpu" | "cpu";
  /** For people: `webgpu: NVIDIA H200`. */
  readonly description: string;
  newSlabs(): SlabStore;
  /** Puts a program on the machine; `slabs` must come from this backend. */
  load(program: P, slabs: SlabStore, options?: LoadOptions): Promise<Runner>;
  destroy(): void;
}

/** A backend for programs that are compiled first. */
export function compiled<C, P>(backend: Backend<P>, compile: (program: C) => P): Backend<C> {
  return {
    kind: backend.kind,
    description: backend.description,
    newSlabs: () => backend.newSlabs(),
    load: async (program, slabs, options) => backend.load(compile(program), slabs, options),
    destroy: () => backend.destroy(),
    [Symbol.dispose]: () => backend.destroy(),
  };
}
