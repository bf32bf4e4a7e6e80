/**
 * Runs a `fn` or `model` that was made concrete for its arguments' types, and gives all of its results.
 */
import type { DType } from "../compiler/ir/graph.ts";
import type { CallProgram, Computation } from "../compiler/program.ts";
import type { Backend, Runner, SlabStore, TensorData, TensorSpec } from "./backend.ts";
import { fromNumbers, type HostTensor, toNumbers } from "./data/tensor.ts";
import { runtimeError } from "./errors.ts";
import { runInit, type WeightFile } from "./train-setup.ts";
import { fillSlabs, takeWeights, type Weights } from "./weights.ts";

export interface CallOptions {
  readonly backend: Backend<Computation>;
  /** Evaluates initial weights where none are given. */
  readonly interpreter: Backend<Computation>;
  readonly weights?: WeightFile;
  /** Of random draws and initial weights. */
  readonly seed?: number;
}

export interface CallResult {
  /** A single unnamed result is `output`. Floats are f64 where the interpreter runs in double precision. */
  readonly outputs: Readonly<Record<string, HostTensor>>;
  /** By the names that gradients were asked for; empty where none were. */
  readonly grads: Readonly<Record<string, HostTensor>>;
}

/** Evaluates once. Throws a `DiagnosticError` (NN0605) for an input that is missing, unknown or of another type. */
export async function call(
  program: CallProgram,
  inputs: Readonly<Record<string, HostTensor>>,
  options: CallOptions,
): Promise<CallResult> {
  const seed = options.seed ?? 0;
  const weights = options.weights
    ? takeWeights(program.weights, options.weights.tensors, options.weights.file)
    : program.weights.length > 0
      ? await runInit(program.init, seed, options.interpreter)
      : new Map();
  using ready = await prepareCall(program, weights, options.backend);
  return await ready.run(inputs, seed);
}

/** A program with its weights on a backend, ready to be run with inputs of the types it was made for. */
export interface ReadyCall extends Disposable {
  readonly bytes: number;
  run(inputs: Readonly<Record<string, HostTensor>>, seed?: number): Promise<CallResult>;
  destroy(): void;
}

export async function prepareCall(
  program: CallProgram,
  weights: Weights,
  backend: Backend<Computation>,
  /** Slabs that hold the weights already; they stay the caller's. */
  shared?: SlabStore,
): Promise<ReadyCall> {
  const slabs = shared ?? backend.newSlabs();
  let runner: Runner;
  try {
    if (!shared) fillSlabs(slabs, program.slabs, program.weights, weights);
    runner = await backend.load(program.run, slabs, { ring: 1 });
  } catch (error) {
    if (!shared) slabs.destroy();
    throw error;
  }
  const destroy = () => {
    runner.destroy();
    if (!shared) slabs.destroy();
  };
  return {
    bytes: slabs.bytes,
    async run(inputs, seed = 0) {
      checkInputs(program, inputs);
      runner.enqueue({ seed, step: 0, total_steps: 1, epoch: 0 }, (storage) => {
        // An input that no result depends on has no storage.
        for (const { name } of runner.inputs) store(inputs[name]!, storage[name]!);
      });
      const results = await runner.submit();
      const outputs: Record<string, HostTensor> = {};
      const grads: Record<string, HostTensor> = {};
      for (const spec of runner.outputs) {
        const tensor = hostTensor(spec, results.tensor(0, spec.name));
        if (spec.name.startsWith(GRADIENT)) grads[spec.name.slice(GRADIENT.length)] = tensor;
        else outputs[spec.name] = tensor;
      }
      return { outputs, grads };
    },
    destroy,
    [Symbol.dispose]: destroy,
  };
}

/** What the names of outputs that are gradients begin with. */
const GRADIENT = "grad:";

function checkInputs(program: CallProgram, inputs: Readonly<Record<string, HostTensor>>): void {
  const list = program.inputs.map((i) => `\`${i.name}\``).join(", ") || "none";
  for (const name of Object.keys(inputs)) {
    if (program.inputs.some((i) => i.name === name)) continue;
    throw runtimeError("wrongTensor", `\`${program.name}\` has no input \`${name}\``, {
      notes: [`it has ${list}`],
    });
  }
  for (const { name, type } of program.inputs) {
    const given = inputs[name];
    if (!given) throw runtimeError("wrongTensor", `the input \`${name}\` of \`${program.name}\` is missing`);
    if (fits(given, type)) continue;
    const show = (dtype: string, shape: readonly number[]) => `${dtype}[${shape.join(", ")}]`;
    throw runtimeError(
      "wrongTensor",
      `the input \`${name}\` of \`${program.name}\` is ${show(type.dtype, type.shape)}`,
      {
        notes: [`given was ${show(given.dtype, given.shape)}`],
      },
    );
  }
}

/** Floats of any width may be given for floats; they are rounded. */
function fits(
  given: HostTensor,
  type: { readonly dtype: DType; readonly shape: readonly number[] },
): boolean {
  const kind = (dtype: string) => (dtype.startsWith("f") ? "float" : dtype);
  return kind(given.dtype) === kind(type.dtype) && given.shape.join() === type.shape.join();
}

/** Into a backend's storage (see `TensorData`). */
function store(tensor: HostTensor, into: TensorData): void {
  if (into instanceof Uint16Array) into.set(fromNumbers("f16", tensor.shape, toNumbers(tensor)).data);
  else into.set(tensor.dtype === "f16" ? toNumbers(tensor) : tensor.data);
}

/** From a backend's storage. */
function hostTensor({ dtype, shape }: TensorSpec, data: TensorData): HostTensor {
  if (dtype === "bool") return { dtype, shape, data: Uint8Array.from(data) };
  return { dtype: data instanceof Float64Array ? "f64" : dtype, shape, data };
}
