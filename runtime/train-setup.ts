/**
 * Before the first step: how many steps there are, which examples each takes, and what the weights start from.
 */
import type { Computation, TrainProgram } from "../compiler/program.ts";
import type { Backend } from "./backend.ts";
import { checkBatch, epochOrder } from "./data/dataset.ts";
import type { HostTensor } from "./data/tensor.ts";
import { DiagnosticError } from "../compiler/diagnostics.ts";
import { runtimeError } from "./errors.ts";
import type { Examples, TrainData } from "./examples.ts";
import { takeWeights, type Weights } from "./weights.ts";

export interface Schedule {
  readonly steps: number;
  /** Without data there are no epochs: all steps are one. */
  readonly stepsPerEpoch: number;
  /** Steps between evaluations. */
  readonly validateEvery: number;
}

/**
 * The counts of a run. An epoch leaves out the examples that do not fill a batch, since shapes are static; `BatchOrder` says
 * why no example is the worse for it. Validation comes after every epoch unless `validate_every` says otherwise; a
 * run of less than one epoch validates ten times.
 */
export function schedule(
  settings: { readonly steps?: number; readonly epochs?: number; readonly validateEvery?: number },
  batch: number,
  train: Examples | undefined,
): Schedule {
  const { steps, epochs } = settings;
  for (const [name, value] of Object.entries({ steps, epochs, validate_every: settings.validateEvery })) {
    if (value === undefined || (Number.isInteger(value) && value > 0)) continue;
    throw runtimeError("badRunSetting", `\`${name}\` is ${value}, not a positive whole number`);
  }
  if (train) {
    const problem = checkBatch(train.count, batch);
    if (problem) throw new DiagnosticError(problem);
  }
  const stepsPerEpoch = train ? Math.floor(train.count / batch) : Infinity;
  const total = steps ?? (epochs === undefined ? undefined : train ? epochs * stepsPerEpoch : epochs);
  if (total === undefined) {
    throw runtimeError("badRunSetting", "nothing says how long to train", {
      help: train ? "write `epochs = 10` or `steps = 1000`" : "write `steps = 1000`",
    });
  }
  const usual = total < stepsPerEpoch ? Math.ceil(total / 10) : stepsPerEpoch;
  return { steps: total, stepsPerEpoch, validateEvery: settings.validateEvery ?? usual };
}

/**
 * The examples of each step, in the order of the steps. Shuffled, every epoch has an order of its own, a function of
 * (seed, epoch) alone, so which examples fill no batch is a matter of chance. Unshuffled, they come round and round: what
 * an epoch leaves over begins the next one, and every example counts as often as any other.
 */
export class BatchOrder {
  /** The examples of the current epoch in their order. */
  #order: Int32Array;
  readonly #all: Int32Array;
  #epoch = -1;
  readonly #next: Int32Array;
  #at: number;

  constructor(
    count: number,
    readonly batch: number,
    readonly seed: number,
    readonly shuffle: boolean,
  ) {
    this.#all = this.#order = Int32Array.from({ length: count }, (_, i) => i);
    this.#next = new Int32Array(batch);
    // Shuffled, the first step begins an epoch.
    this.#at = shuffle ? count : 0;
  }

  /** The next step's examples; valid until the next call. */
  next(): Int32Array {
    const count = this.#all.length;
    if (this.shuffle && this.#at + this.batch > count) {
      this.#order = epochOrder(this.#all, ++this.#epoch, this.seed);
      this.#at = 0;
    }
    for (let i = 0; i < this.batch; i++) this.#next[i] = this.#order[(this.#at + i) % count]!;
    this.#at += this.batch;
    if (!this.shuffle) this.#at %= count;
    return this.#next;
  }

  /** Goes on as if so many more steps had been taken. */
  skip(steps: number): void {
    if (steps === 0) return;
    const count = this.#all.length;
    if (!this.shuffle) {
      this.#at = (this.#at + this.batch * steps) % count;
      return;
    }
    const perEpoch = Math.floor(count / this.batch);
    const taken = Math.max(0, this.#epoch) * perEpoch + (this.#epoch < 0 ? 0 : this.#at / this.batch) + steps;
    // The last of them, so that it is its epoch whose order is known.
    this.#epoch = Math.floor((taken - 1) / perEpoch);
    this.#order = epochOrder(this.#all, this.#epoch, this.seed);
    this.#at = (taken - this.#epoch * perEpoch) * this.batch;
  }
}

export interface WeightFile {
  readonly file: string;
  readonly tensors: ReadonlyMap<string, HostTensor>;
}

export interface InitialOptions {
  /** Evaluates the initial values. */
  readonly interpreter: Backend<Computation>;
  readonly data?: TrainData;
  /** All weights, instead of initial values. */
  readonly init?: WeightFile;
  /** Reads the files that `from` names. */
  readonly readWeights?: (path: string) => ReadonlyMap<string, HostTensor>;
}

/** The weights that a fresh run starts from. */
export async function initialWeights(
  program: TrainProgram,
  seed: number,
  options: InitialOptions,
): Promise<Weights> {
  if (program.weights.length === 0) return new Map();
  if (options.init) return takeWeights(program.weights, options.init.tensors, options.init.file);
  const values = new Map(await runInit(program.init, seed, options.interpreter, options.data));
  for (const { path: text, instance } of program.from) {
    const [path, from] = text.split("#", 2) as [string, string?];
    if (!options.readWeights) throw runtimeError("badRunSetting", `nothing reads the weights in ${path}`);
    const names = from === undefined ? { prefix: instance } : { prefix: instance, from };
    for (const [name, tensor] of takeWeights(program.weights, options.readWeights(path), path, names))
      values.set(name, tensor);
  }
  return values;
}

/** Runs an `init` computation on the host. Its inputs are whole training columns, named `DATA.FIELD`. */
export async function runInit(
  init: Computation,
  seed: number,
  interpreter: Backend<Computation>,
  data?: TrainData,
): Promise<Weights> {
  using slabs = interpreter.newSlabs();
  using runner = await interpreter.load(init, slabs);
  const host = { seed, step: 0, total_steps: 1, epoch: 0 };
  runner.enqueue(host, (inputs) => {
    for (const { name } of runner.inputs) {
      const field = data && name.startsWith(`${data.name}.`) ? name.slice(data.name.length + 1) : undefined;
      if (!data || field === undefined)
        throw runtimeError("badRunSetting", `the initial weights need the data \`${name}\``);
      data.train.fill(
        field,
        Int32Array.from({ length: data.train.count }, (_, i) => i),
        inputs[name]!,
      );
    }
  });
  const results = await runner.submit();
  return new Map(
    runner.outputs.map(({ name, dtype, shape }) => [name, { dtype, shape, data: results.tensor(0, name) }]),
  );
}
