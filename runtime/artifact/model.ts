/**
 * A program on a device in a page: the training loop and the executor over plans that were compiled for what every WebGPU device
 * has; only what writes runs to disks is left out.
 */
import type { Computation, TrainProgram } from "../../compiler/program.ts";
import type { Backend, Runner, TensorData } from "../backend.ts";
import { runtimeError } from "../errors.ts";
import { evaluate } from "../evaluate.ts";
import type { Scores, TrainEvent } from "../events.ts";
import { hostAt, type Moment } from "../moment.ts";
import { train } from "../train.ts";
import { fillSlabs, heldSlabs, takeWeights, type Weights } from "../weights.ts";
import { type ArrayData, arrayData, type FieldArrays, fieldExamples } from "./data.ts";
import { type PackedProgram, planOf } from "./program.ts";
import { readWeights, writeWeights } from "./weights.ts";

/** Weights by path, a `.safetensors` file's bytes, or where to fetch one. */
export type WeightSource = Weights | ArrayBuffer | URL | string;

export interface TrainOptions {
  readonly seed?: number;
  readonly steps?: number;
  readonly epochs?: number;
  /** Finishes the steps in flight and ends the run with `stopped: "aborted"`. */
  readonly signal?: AbortSignal;
  /** All weights, instead of initial values drawn from the seed. */
  readonly init?: WeightSource;
  /** Tells of every n-th step only; 1 by default. */
  readonly logEvery?: number;
}

export interface Model extends Disposable {
  /** Trains from the start; the model then has the weights that came of it. */
  train(data?: ArrayData, options?: TrainOptions): AsyncGenerator<TrainEvent, void, undefined>;
  /** Loss and metrics over all examples. */
  evaluate(data?: FieldArrays): Promise<Scores>;
  /** What the program predicts for any number of examples, by name. */
  predict(inputs?: FieldArrays): Promise<Record<string, Prediction>>;
  /** Replaces the weights. */
  load(weights: WeightSource): Promise<void>;
  /** The weights as a `.safetensors` file. */
  save(): ArrayBuffer;
  destroy(): void;
}

/** A typed array in row-major order, the examples first, with its shape. */
export type Prediction = TensorData & { readonly shape: readonly number[] };

export interface OpenOptions {
  /** Where the weights come from; those that were built in by default. */
  readonly weights?: WeightSource;
}

/** What a module has. */
export interface Artifact {
  open(options?: OpenOptions): Promise<Model>;
  /** The same of one model that the page shares, opened when it is first used. */
  readonly train: Model["train"];
  readonly evaluate: Model["evaluate"];
  readonly predict: Model["predict"];
}

/** A module's functions. */
export function functionsOf(open: Artifact["open"]): Artifact {
  // One model for the page, opened when it is first used; a failure is tried again.
  let shared: Promise<Model> | undefined;
  const model = (): Promise<Model> => {
    shared ??= open();
    shared.catch(() => (shared = undefined));
    return shared;
  };
  return {
    open,
    async *train(data, options) {
      yield* (await model()).train(data, options);
    },
    evaluate: async (data) => (await model()).evaluate(data),
    predict: async (inputs) => (await model()).predict(inputs),
  };
}

/** Batches that are submitted together. */
const GROUP = 8;

export class Opened implements Model {
  /** Owned: `destroy` ends it. */
  readonly #backend: Backend<Computation>;
  #weights: Weights | undefined;
  #moment: Moment = {};

  constructor(
    readonly packed: PackedProgram,
    readonly program: TrainProgram,
    backend: Backend<Computation>,
    /** Where the weights are that a training begins with. */
    readonly starts?: URL | string,
  ) {
    this.#backend = backend;
    if (program.weights.length === 0) this.#weights = new Map();
  }

  async *train(data?: ArrayData, options: TrainOptions = {}): AsyncGenerator<TrainEvent, void, undefined> {
    const { program } = this;
    const examples = this.#needsData(data) && arrayData(this.packed, data);
    for (const { name, shape } of planOf(program.init).inputs) {
      if (!examples || shape[0] === examples.train.count) continue;
      throw runtimeError(
        "wrongTensor",
        `the initial weights depend on \`${name}\` of all training examples`,
        {
          notes: [`built for ${shape[0]} examples, and there are ${examples.train.count}`],
        },
      );
    }
    const { init, ...more } = options;
    const from = this.starts && !init && (await fetchWeights(this.starts)).tensors;
    const run = train(program, {
      ...more,
      ...(init ? { init: await fetchWeights(init) } : {}),
      ...(from ? { readWeights: () => from } : {}),
      backend: this.#backend,
      interpreter: this.#backend,
      ...(examples ? { data: examples } : {}),
    });
    const { keep, patience } = program.settings;
    let total = 0;
    for await (const event of run) {
      if (event.type === "start") total = event.steps;
      if (event.type === "end") {
        this.#weights = await (keep === undefined && patience === undefined ? run.last() : run.best());
        this.#moment = {
          step: event.step,
          totalSteps: total,
          ...(more.seed === undefined ? {} : { seed: more.seed }),
        };
      }
      yield event;
    }
  }

  async evaluate(data?: FieldArrays): Promise<Scores> {
    const { program } = this;
    const examples = this.#needsData(data) ? fieldExamples(this.packed, data) : undefined;
    return evaluate(program, {
      ...this.#moment,
      backend: this.#backend,
      weights: this.#known(),
      ...(examples ? { examples } : {}),
    });
  }

  async predict(inputs: FieldArrays = {}): Promise<Record<string, Prediction>> {
    const { program, packed } = this;
    if (!packed.predict) throw runtimeError("badRunSetting", `\`${packed.name}\` predicts nothing`);
    const slabs = this.#backend.newSlabs();
    try {
      fillSlabs(slabs, heldSlabs(program), program.weights, this.#known());
      return await this.#predict(await this.#backend.load(program.predict, slabs, { ring: GROUP }), inputs);
    } finally {
      slabs.destroy();
    }
  }

  /** `runner`'s buffers are its slabs' store's, and go with it. */
  async #predict(runner: Runner, inputs: FieldArrays): Promise<Record<string, Prediction>> {
    const { program, packed } = this;
    const { batch } = program.settings;
    const fields = packed.fields.filter((f) => runner.inputs.some((i) => i.name === f.name));
    const examples = fieldExamples({ ...packed, fields }, inputs);
    // Without inputs it is one answer.
    const count = fields.length > 0 ? examples.count : batch;
    const answers = runner.outputs.map((spec) => ({ spec, ...place(packed.name, spec, batch, count) }));
    const host = hostAt(program, this.#moment);
    for (let at = 0; at < count;) {
      const from = at;
      for (let k = 0; k < GROUP && at < count; k++, at += batch) {
        // The last batch is filled up with its last example.
        const rows = Int32Array.from({ length: batch }, (_, i) => Math.min(from + k * batch + i, count - 1));
        runner.enqueue(host, (storage) => {
          for (const { name } of fields) examples.fill(name, rows, storage[name]!);
        });
      }
      const results = await runner.submit();
      for (let k = 0; k < results.count; k++) {
        for (const { spec, size, values } of answers) {
          const start = (from + k * batch) * size;
          values.set(results.tensor(k, spec.name).subarray(0, values.length - start), start);
        }
      }
    }
    return Object.fromEntries(
      answers.map(({ spec, shape, values }) => [spec.name, Object.assign(values, { shape })]),
    );
  }

  async load(source: WeightSource): Promise<void> {
    const { file, tensors } = await fetchWeights(source);
    this.#weights = takeWeights(this.program.weights, tensors, file);
  }

  save(): ArrayBuffer {
    return writeWeights(this.#known());
  }

  destroy(): void {
    this.#backend.destroy();
  }

  [Symbol.dispose](): void {
    this.destroy();
  }

  #known(): Weights {
    if (this.#weights) return this.#weights;
    throw runtimeError("badRunSetting", `\`${this.packed.name}\` has no weights yet`, {
      help: "build with `--weights`, or `load` some, or `train` first",
    });
  }

  #needsData<T>(data: T | undefined): data is T {
    const { name, fields, step } = this.packed;
    if (!step) throw runtimeError("badRunSetting", `\`${name}\` only predicts`);
    if (fields.length > 0 === (data !== undefined)) return data !== undefined;
    throw runtimeError(
      "wrongTensor",
      fields.length > 0 ? `\`${name}\` needs data` : `\`${name}\` has no data`,
    );
  }
}

/** Where an output's values go: those of an example behind those of the one before. */
function place(
  program: string,
  { name, dtype, shape }: Runner["outputs"][number],
  batch: number,
  count: number,
) {
  const isEach = shape[0] === batch;
  if (!isEach && count !== batch)
    throw runtimeError("wrongTensor", `\`${name}\` of \`${program}\` is one for each ${batch} examples`);
  const whole = isEach ? [count, ...shape.slice(1)] : shape;
  const size = whole.slice(1).reduce((a, b) => a * b, 1);
  const length = whole.reduce((a, b) => a * b, 1);
  const values: TensorData = dtype === "f32" ? new Float32Array(length) : new Int32Array(length);
  return { shape: whole, size, values };
}

async function fetchWeights(
  source: WeightSource,
): Promise<{ readonly file: string; readonly tensors: Weights }> {
  const file = typeof source === "string" || source instanceof URL ? String(source) : "the weights";
  if (source instanceof Map) return { file, tensors: source as Weights };
  if (source instanceof ArrayBuffer) return { file, tensors: readWeights(source, file) };
  const response = await fetch(file);
  if (!response.ok)
    throw runtimeError("badRunSetting", `cannot fetch ${file}: it answered ${response.status}`);
  return { file, tensors: readWeights(await response.arrayBuffer(), file) };
}
