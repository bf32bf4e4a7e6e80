/**
 * A model with trained weights, to be run again and again.
 *
 * Programs are static, so each combination of input shapes is a program of its own; it is compiled when it first comes and
 * kept, the least recently used going first. Weights are on the device once.
 */
import type { CallProgram, Computation } from "../compiler/program.ts";
import type { TensorType } from "../compiler/ir/graph.ts";
import type { Backend, SlabStore } from "./backend.ts";
import { type CallResult, prepareCall, type ReadyCall } from "./call.ts";
import type { HostTensor } from "./data/tensor.ts";
import { fillSlabs, takeWeights, type Weights } from "./weights.ts";

export interface LoadModelOptions {
  readonly backend: Backend<Computation>;
  /** What the weights are called in errors. */
  readonly file?: string;
  /** How many input shapes stay compiled; 4 by default. */
  readonly keep?: number;
}

/** Makes a model concrete for its inputs' types, as the compiler does. */
export type Concrete = (types: Readonly<Record<string, TensorType>>) => CallProgram;

export interface LoadedModel extends Disposable {
  /** The outputs for these inputs; all sizes, the batch's too, are taken from them. */
  run(inputs: Readonly<Record<string, HostTensor>>): Promise<CallResult["outputs"]>;
  destroy(): void;
}

/** Loads nothing yet: the first `run` does, and throws where the weights do not fit the model. */
export function load(model: Concrete, weights: Weights, options: LoadModelOptions): LoadedModel {
  return new Model(model, weights, options);
}

class Model implements LoadedModel {
  /** By input types, the most recently used last. */
  readonly #ready = new Map<string, Promise<ReadyCall>>();
  #slabs: SlabStore | undefined;

  constructor(
    readonly model: Concrete,
    readonly weights: Weights,
    readonly options: LoadModelOptions,
  ) {}

  async run(inputs: Readonly<Record<string, HostTensor>>): Promise<CallResult["outputs"]> {
    const types = Object.fromEntries(Object.entries(inputs).map(([name, tensor]) => [name, typeOf(tensor)]));
    const key = JSON.stringify(types);
    const ready = this.#ready.get(key) ?? this.#prepare(types);
    this.#ready.delete(key);
    this.#ready.set(key, ready);
    const keep = this.options.keep ?? 4;
    for (const [old, call] of [...this.#ready].slice(0, -keep)) {
      this.#ready.delete(old);
      void call.then((c) => c.destroy());
    }
    try {
      return (await (await ready).run(inputs)).outputs;
    } catch (error) {
      this.#ready.delete(key);
      throw error;
    }
  }

  async #prepare(types: Readonly<Record<string, TensorType>>): Promise<ReadyCall> {
    const program = this.model(types);
    const weights = takeWeights(program.weights, this.weights, this.options.file ?? "the weights");
    if (!this.#slabs) {
      const slabs = this.options.backend.newSlabs();
      fillSlabs(slabs, program.slabs, program.weights, weights);
      this.#slabs = slabs;
    }
    return prepareCall(program, weights, this.options.backend, this.#slabs);
  }

  destroy(): void {
    for (const call of this.#ready.values()) {
      void call.then(
        (c) => c.destroy(),
        () => undefined,
      );
    }
    this.#ready.clear();
    this.#slabs?.destroy();
    this.#slabs = undefined;
  }

  [Symbol.dispose](): void {
    this.destroy();
  }
}

function typeOf({ dtype, shape }: HostTensor): TensorType {
  return { dtype: dtype === "f64" ? "f32" : dtype, shape };
}
