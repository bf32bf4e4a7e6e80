/**
 * Before the first step: how many steps there are, which examples each takes, and what the weights start from.
 */
import type { Computation, TrainProgram } from "../compiler/program.ts";
import type { Backend, Runner } from "./backend.ts";
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
  readonly #all: Int32Array;
  /** The examples of the current epoch in their order. */
  #order: Int32Array;
  #epoch = -1;
  readonly #next: Int32Array;

  constructor(
    count: number,
    readonly batch: number,
    readonly seed: number,
    readonly shuffle: boolean,
    /** The step that comes next. */
    public step = 0,
  ) {
    this.#all = this.#order = Int32Array.from({ length: count }, (_, i) => i);
    this.#next = new Int32Array(batch);
  }

  /** The next step's examples; valid until the next call. */
  next(): Int32Array {
    const count = this.#all.length;
    let step = this.step++;
    if (this.shuffle) {
      const stepsPerEpoch = Math.floor(count / this.batch);
      const epoch = Math.floor(step / stepsPerEpoch);
      if (epoch !== this.#epoch) this.#order = epochOrder(this.#all, (this.#epoch = epoch), this.seed);
      step -= epoch * stepsPerEpoch;
    }
    for (let i = 0; i < this.batch; i++) this.#next[i] = this.#order[(step * this.batch + i) % count]!;
    return this.#next;
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
  // As in `evaluate`: not `using`, and buffers go with the store of the slabs.
  const slabs = interpreter.newSlabs();
  try {
    return await initialValues(await interpreter.load(init, slabs), seed, data);
  } finally {
    slabs.destroy();
  }
}

async function initialValues(runner: Runner, seed: number, data: TrainData | undefined): Promise<Weights> {
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
