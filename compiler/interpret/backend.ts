/**
 * The interpreter as a backend: runs computations step by step on the host, with nothing compiled or fused.
 *
 * It has the same interface as WebGPU, so that the training loop, `call` and tests take either. In "f64" floats are
 * doubles everywhere, slabs included.
 */
import type {
  Backend,
  LoadOptions,
  Runner,
  SlabCopy,
  SlabStore,
  StepInputs,
  StepResults,
  TensorData,
  TensorSpec,
} from "../../runtime/backend.ts";
import { f16FromF32, f32FromF16 } from "../../runtime/data/half.ts";
import type { HostScalars } from "../../runtime/scalars.ts";
import { invariant } from "../diagnostics.ts";
import { isOp, type Node, reachable, sizeOf } from "../ir/graph.ts";
import type { Precision, Tensor } from "../ops/def.ts";
import type { Computation } from "../program.ts";
import { interpret, type InterpretOptions } from "./graph.ts";

export interface InterpreterOptions extends InterpretOptions {
  readonly precision?: Precision;
}

export function interpreter(options: InterpreterOptions = {}): Backend<Computation> {
  const precision = options.precision ?? "f32";
  return {
    kind: "cpu",
    description: `cpu: the interpreter in ${precision}`,
    newSlabs: () => new HostSlabs(precision),
    load(computation, slabs, load) {
      invariant(
        slabs instanceof HostSlabs,
        "interpret",
        `the slabs of ${computation.name} belong to another backend`,
      );
      return Promise.resolve(new InterpretedRunner(computation, slabs, precision, options, load));
    },
    destroy() {},
    [Symbol.dispose]() {},
  };
}

type Floats = Float32Array | Float64Array;

export class HostSlabs implements SlabStore {
  readonly #slabs = new Map<string, Floats>();
  /** Done when all steps that were submitted are: those of several programs run in the order in which they came. */
  idle: Promise<unknown> = Promise.resolve();

  constructor(readonly precision: Precision) {}

  allocate(name: string, size: number, fill = 0): void {
    invariant(!this.#slabs.has(name), "interpret", `slab ${name} exists already`);
    this.#slabs.set(
      name,
      (this.precision === "f64" ? new Float64Array(size) : new Float32Array(size)).fill(fill),
    );
  }

  get names(): readonly string[] {
    return [...this.#slabs.keys()];
  }

  size(name: string): number {
    return this.data(name).length;
  }

  /** The live contents. */
  data(name: string): Floats {
    const data = this.#slabs.get(name);
    invariant(data, "interpret", `there is no slab ${name}`);
    return data;
  }

  write(name: string, values: Float32Array | Float64Array, offset = 0): void {
    this.data(name).set(values, offset);
  }

  read(name: string): Promise<Float32Array> {
    return Promise.resolve(Float32Array.from(this.data(name)));
  }

  get bytes(): number {
    let bytes = 0;
    for (const data of this.#slabs.values()) bytes += data.byteLength;
    return bytes;
  }

  destroy(): void {
    this.#slabs.clear();
  }

  [Symbol.dispose](): void {
    this.destroy();
  }
}

const CAPACITY = 64;

/** A step that waits: its scalars and inputs, copied, and what is kept of the slabs before it. */
interface Queued {
  readonly host: HostScalars;
  readonly inputs: StepInputs;
  readonly keep?: SlabCopy;
}

class InterpretedRunner implements Runner {
  readonly name: string;
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
  readonly capacity: number;
  readonly reported: readonly string[];
  /** Memory is the host's: there is nothing to upload. */
  readonly isResident = false;

  #steps: Queued[] = [];
  readonly #roots: readonly Node[];

  constructor(
    readonly computation: Computation,
    readonly slabs: HostSlabs,
    readonly precision: Precision,
    readonly options: InterpretOptions,
    readonly load: LoadOptions = {},
  ) {
    this.name = computation.name;
    this.capacity = load.ring ?? CAPACITY;
    this.#roots = [...computation.outputs.map((o) => o.node), ...computation.updates.map((u) => u.value)];
    const inputs = reachable(this.#roots).filter((n): n is Node<"input"> => isOp(n, "input"));
    this.inputs = inputs
      .filter((n) => !n.attrs.at && n.attrs.role !== "scalar")
      .map((n) => ({ name: n.attrs.name, ...n.type }));
    this.outputs = [
      ...computation.outputs.map((o) => ({ name: o.name, ...o.node.type })),
      ...(load.observe ?? []).map((o) => ({ name: o.name, dtype: "f32" as const, shape: [] })),
    ];
    this.reported = computation.reported.map((r) => r.name);
  }

  get queued(): number {
    return this.#steps.length;
  }

  enqueue(host: HostScalars, fill?: ((inputs: StepInputs) => void) | Int32Array, keep?: SlabCopy): void {
    invariant(!(fill instanceof Int32Array), "interpret", "examples are not resident here");
    invariant(
      this.#steps.length < this.capacity,
      "interpret",
      `more than ${this.capacity} steps in a submit`,
    );
    const inputs: Record<string, TensorData> = {};
    for (const spec of this.inputs) inputs[spec.name] = storage(spec, this.precision);
    fill?.(inputs);
    this.#steps.push({ host: { ...host }, inputs, ...(keep ? { keep } : {}) });
  }

  submit(): Promise<StepResults> {
    const steps = this.#steps;
    this.#steps = [];
    const run = this.slabs.idle.then(() => this.#run(steps));
    this.slabs.idle = run.catch(() => undefined);
    return run;
  }

  report(name: string, host: HostScalars): number {
    const found = this.computation.reported.find((r) => r.name === name);
    invariant(found, "interpret", `${this.name} does not report ${name}`);
    return interpret([found.node], (input) => this.#scalar(input, host), this.precision)[0]!.data[0]!;
  }

  async #run(steps: readonly Queued[]): Promise<StepResults> {
    const results: Map<string, TensorData>[] = [];
    for (const { host, inputs, keep } of steps) {
      if (keep) this.slabs.write(keep.to, this.slabs.data(keep.from).subarray(0, keep.size));
      const result = new Map<string, TensorData>();
      for (const o of this.load.observe ?? [])
        result.set(o.name, this.slabs.data(o.slab).slice(o.offset, o.offset + 1));
      const values = interpret(this.#roots, (input) => this.#bind(input, host, inputs), this.precision, {
        ...this.options,
        ...(keep ? { onValue: this.#storing() } : {}),
      });
      const { outputs, updates } = this.computation;
      outputs.forEach((o, i) => result.set(o.name, stored(values[i]!)));
      // All updates take effect together, after everything was computed.
      updates.forEach(({ target }, i) => {
        const { at } = target.attrs;
        invariant(at, "interpret", `update of ${target.attrs.name}, which lies in no slab`);
        this.slabs.data(at.slab).set(values[outputs.length + i]!.data, at.offset);
      });
      results.push(result);
    }
    // Signals and timers get their turn between submits.
    await new Promise((resolve) => setTimeout(resolve));
    return new HostResults(results);
  }

  /** Leaves the values of slabs in their places, as a device does, for whoever looks at them after the step. */
  #storing(): InterpretOptions["onValue"] {
    return (node, value) => {
      if (isOp(node, "slab") && this.slabs.names.includes(node.attrs.slab))
        this.slabs.write(node.attrs.slab, value.data as Floats);
      this.options.onValue?.(node, value);
    };
  }

  #bind(input: Node<"input">, host: HostScalars, inputs: StepInputs): Tensor {
    const { name, role, at } = input.attrs;
    if (role === "scalar") return this.#scalar(input, host);
    if (at) {
      const data = this.slabs.data(at.slab).slice(at.offset, at.offset + sizeOf(input.type.shape));
      return { type: input.type, data };
    }
    return { type: input.type, data: loaded(inputs[name]!, input.type.dtype, this.precision) };
  }

  #scalar(input: Node<"input">, host: HostScalars): Tensor {
    const { name, role, dtype } = input.attrs;
    const value = host[name];
    invariant(role === "scalar" && value !== undefined, "interpret", `no value for the scalar ${name}`);
    const data =
      dtype === "i32"
        ? Int32Array.of(value)
        : dtype === "bool"
          ? Uint8Array.of(value)
          : this.precision === "f64"
            ? Float64Array.of(value)
            : Float32Array.of(value);
    return { type: input.type, data };
  }

  destroy(): void {
    this.#steps = [];
  }

  [Symbol.dispose](): void {
    this.destroy();
  }
}

class HostResults implements StepResults {
  constructor(readonly steps: readonly ReadonlyMap<string, TensorData>[]) {}

  get count(): number {
    return this.steps.length;
  }

  scalar(step: number, output: string): number {
    return this.#get(step, output)[0]!;
  }

  tensor(step: number, output: string): TensorData {
    return this.#get(step, output).slice();
  }

  #get(step: number, output: string): TensorData {
    const found = this.steps[step]?.get(output);
    invariant(found, "interpret", `there is no result ${output} of step ${step}`);
    return found;
  }
}

// Backends exchange bools as 0 and 1 in i32 and halves as bits; the ops have them as u8 and as rounded floats.

function storage({ dtype, shape }: TensorSpec, precision: Precision): TensorData {
  const size = sizeOf(shape);
  if (dtype === "f16") return new Uint16Array(size);
  if (dtype === "f32") return precision === "f64" ? new Float64Array(size) : new Float32Array(size);
  return new Int32Array(size);
}

function loaded(data: TensorData, dtype: TensorSpec["dtype"], precision: Precision): Tensor["data"] {
  if (dtype === "bool") return Uint8Array.from(data, (v) => (v === 0 ? 0 : 1));
  if (data instanceof Uint16Array) {
    return precision === "f64" ? Float64Array.from(data, f32FromF16) : Float32Array.from(data, f32FromF16);
  }
  return data;
}

function stored({ type, data }: Tensor): TensorData {
  if (type.dtype === "f16") return Uint16Array.from(data, f16FromF32);
  return data instanceof Uint8Array ? Int32Array.from(data) : data;
}
