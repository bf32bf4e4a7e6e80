/**
 * What a program's `predict` statements say of examples, with trained weights.
 *
 * Rows come out in the order in which they went in, and each is computed once: what is left after the full batches runs
 * through a second program of just that size, so that no prediction sees an example that is not there. Batch k draws its
 * random numbers from the seed plus k, so that a program that draws gives other draws in every batch.
 */
import { isOp, reachable, sizeOf, type TensorType } from "../compiler/ir/graph.ts";
import type { Computation, TrainProgram } from "../compiler/program.ts";
import type { Backend, SlabStore, TensorData } from "./backend.ts";
import type { HostTensor } from "./data/tensor.ts";
import type { Examples } from "./examples.ts";
import { hostAt, type Moment } from "./moment.ts";
import type { HostScalars } from "./scalars.ts";
import { fillSlabs, heldSlabs, type Weights } from "./weights.ts";

/** Batches that are submitted together. */
const GROUP = 8;

export interface PredictOptions extends Moment {
  readonly backend: Backend<Computation>;
  /** All of the program's, as `takeWeights` gives them. */
  readonly weights: Weights;
  /** Only the fields that `predictedFrom` names are read. */
  readonly examples: Examples;
  /** Rows that are computed together; the program's batch by default. */
  readonly batch?: number;
  readonly signal?: AbortSignal;
}

export interface Prediction {
  readonly name: string;
  readonly dtype: TensorType["dtype"];
  /** Of one row. */
  readonly shape: readonly number[];
}

/** The fields that the predictions depend on, in the program's order; the others, such as labels, need not be known. */
export function predictedFrom(program: TrainProgram): string[] {
  const inputs = new Set(
    reachable(program.predict.outputs.map((o) => o.node))
      .filter((node) => isOp(node, "input"))
      .map((node) => node.attrs.name),
  );
  return program.fields.map((f) => f.name).filter((name) => inputs.has(name));
}

/**
 * The predictions that have a row for each example, and the names of those that have not (a mean over the batch, say, which
 * is no statement about an example). Whether they have shows in a batch of twice the size. A program whose predictions read
 * no data draws its rows itself; its first axis counts them, whatever the batch is.
 */
export function predictions(program: TrainProgram): {
  readonly rows: readonly Prediction[];
  readonly others: readonly string[];
} {
  const { outputs } = program.predict;
  const { batch } = program.settings;
  const draws = predictedFrom(program).length === 0;
  const leads = outputs.some((o) => o.node.type.shape[0] === batch);
  const twice = leads && !draws ? program.atBatch(2 * batch).predict.outputs : [];
  const isRows = (i: number): boolean => {
    const [first] = outputs[i]!.node.type.shape;
    return draws ? first !== undefined : first === batch && twice[i]?.node.type.shape[0] === 2 * batch;
  };
  return {
    rows: outputs
      .filter((_, i) => isRows(i))
      .map(({ name, node }) => ({ name, dtype: node.type.dtype, shape: node.type.shape.slice(1) })),
    others: outputs.filter((_, i) => !isRows(i)).map((o) => o.name),
  };
}

/** Every prediction that has rows, `[examples.count, …]`, by name. Floats are f64 where the interpreter has doubles. */
export async function predict(
  program: TrainProgram,
  options: PredictOptions,
): Promise<ReadonlyMap<string, HostTensor>> {
  const { examples, backend, weights } = options;
  const { rows } = predictions(program);
  const collected = new Rows(rows, examples.count);
  if (examples.count === 0) return collected.tensors();
  using slabs = backend.newSlabs();
  fillSlabs(slabs, heldSlabs(program), program.weights, weights);
  const { batch = program.settings.batch } = options;
  const whole = Math.floor(examples.count / batch);
  const rest = examples.count % batch;
  const at = (size: number) => (size === program.settings.batch ? program : program.atBatch(size)).predict;
  const host = hostAt(program, options);
  if (whole > 0)
    await runBatches(
      at(batch),
      { row: 0, first: 0, batches: whole, size: batch },
      host,
      options,
      slabs,
      collected,
    );
  if (rest > 0)
    await runBatches(
      at(rest),
      { row: whole * batch, first: whole, batches: 1, size: rest },
      host,
      options,
      slabs,
      collected,
    );
  return collected.tensors();
}

/**
 * `count` rows of a program whose predictions read no data: it is run, each time with the next seed, until they are there.
 * Throws a `RangeError` where `predictedFrom` says that it does read data.
 */
export async function draw(
  program: TrainProgram,
  count: number,
  options: Omit<PredictOptions, "examples">,
): Promise<ReadonlyMap<string, HostTensor>> {
  const { backend, weights, signal } = options;
  if (predictedFrom(program).length > 0) throw new RangeError(`\`${program.name}\` predicts from data`);
  const { rows } = predictions(program);
  const collected = new Rows(rows, count);
  using slabs = backend.newSlabs();
  fillSlabs(slabs, heldSlabs(program), program.weights, weights);
  using runner = await backend.load(program.predict, slabs, { ring: 1 });
  const host = hostAt(program, options);
  for (let k = 0; !collected.isFull; k++) {
    signal?.throwIfAborted();
    runner.enqueue({ ...host, seed: host["seed"]! + k });
    const results = await runner.submit();
    for (const { name } of rows) collected.append(name, results.tensor(0, name));
  }
  return collected.tensors();
}

interface Part {
  /** Its first row, and the number of its first batch. */
  readonly row: number;
  readonly first: number;
  readonly batches: number;
  readonly size: number;
}

async function runBatches(
  computation: Computation,
  { row, first, batches, size }: Part,
  host: HostScalars,
  { backend, examples, signal }: PredictOptions,
  slabs: SlabStore,
  into: Rows,
): Promise<void> {
  using runner = await backend.load(computation, slabs, { ring: GROUP });
  for (let k = 0; k < batches; k += GROUP) {
    signal?.throwIfAborted();
    const count = Math.min(GROUP, batches - k);
    for (let i = k; i < k + count; i++) {
      const indices = Int32Array.from({ length: size }, (_, j) => row + i * size + j);
      runner.enqueue({ ...host, seed: host["seed"]! + first + i }, (inputs) => {
        for (const { name } of runner.inputs) examples.fill(name, indices, inputs[name]!);
      });
    }
    const results = await runner.submit();
    for (let i = 0; i < count; i++)
      for (const { name } of into.specs) into.put(name, row + (k + i) * size, results.tensor(i, name));
  }
}

/** Rows of every prediction, in a backend's storage until they are all there. */
class Rows {
  readonly #data = new Map<string, TensorData>();
  readonly #filled = new Map<string, number>();

  constructor(
    readonly specs: readonly Prediction[],
    readonly count: number,
  ) {}

  get isFull(): boolean {
    return this.specs.every(({ name }) => (this.#filled.get(name) ?? 0) >= this.count);
  }

  put(name: string, row: number, data: TensorData): void {
    const size = sizeOf(this.specs.find((s) => s.name === name)!.shape);
    const all = this.#data.get(name) ?? new (data.constructor as TensorConstructor)(this.count * size);
    this.#data.set(name, all);
    all.set(data.subarray(0, (this.count - row) * size), row * size);
    this.#filled.set(name, row + data.length / Math.max(1, size));
  }

  append(name: string, data: TensorData): void {
    const row = this.#filled.get(name) ?? 0;
    if (row < this.count) this.put(name, row, data);
  }

  tensors(): ReadonlyMap<string, HostTensor> {
    return new Map(
      this.specs.map((spec) => [spec.name, tensorOf(spec, this.count, this.#data.get(spec.name))]),
    );
  }
}

type TensorConstructor = new (length: number) => TensorData;

/** bool as bytes; everything else as it is stored. */
function tensorOf({ dtype, shape }: Prediction, count: number, data: TensorData | undefined): HostTensor {
  const whole = [count, ...shape];
  if (data === undefined) {
    const empty = {
      f32: new Float32Array(0),
      f16: new Uint16Array(0),
      i32: new Int32Array(0),
      bool: new Uint8Array(0),
    };
    return { dtype, shape: whole, data: empty[dtype] };
  }
  if (dtype === "bool") return { dtype, shape: whole, data: Uint8Array.from(data) };
  return { dtype: data instanceof Float64Array ? "f64" : dtype, shape: whole, data };
}
