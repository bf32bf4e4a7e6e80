/**
 * `call` and `load`: a function or a model on given tensors, once or again and again.
 */
import type { CallArg, CallOptions as Wanted } from "../compiler/compile.ts";
import type { TensorType } from "../compiler/ir/graph.ts";
import type { CallProgram } from "../compiler/program.ts";
import { call as callOnce } from "../runtime/call.ts";
import type { HostTensor } from "../runtime/data/tensor.ts";
import { load as loadModel, type LoadedModel as Loaded } from "../runtime/load.ts";
import type { Weights } from "../runtime/weights.ts";
import { CompileError } from "./compile-error.ts";
import { backendOn, type Device } from "./device.ts";
import type { Callable } from "./program.ts";
import { givenInput, inputTensor, resultTensors, type Tensor, type TensorInput } from "./tensors.ts";
import { weightsFrom, type WeightSource } from "./weights.ts";

export type Inputs = Readonly<Record<string, TensorInput>>;

export interface CallOptions {
  readonly device: Device;
  /** Inputs, and weights by path, whose gradients are wanted. */
  readonly grad?: readonly string[];
  /** Of a model; drawn from `seed` where none are given. */
  readonly weights?: WeightSource;
  /** Of random draws and fresh weights; 0 by default. */
  readonly seed?: number;
}

export class CallResult {
  constructor(
    readonly name: string,
    /** By name; a single unnamed result is `output`. */
    readonly outputs: Readonly<Record<string, Tensor>>,
    /** Gradients of the sum of the result (of its product with an input named `ct`), by the names asked for. */
    readonly grads: Readonly<Record<string, Tensor>>,
  ) {}

  /** The result, where it is one tensor. Throws for a record, whose fields are in `outputs`. */
  get value(): Tensor {
    const { output } = this.outputs;
    if (output) return output;
    const names = Object.keys(this.outputs).map((name) => `\`${name}\``);
    throw new TypeError(`\`${this.name}\` gives a record: its fields ${names.join(", ")} are in \`outputs\``);
  }
}

/**
 * Evaluates a function or a model once. Rejects with a `CompileError` where the program cannot take these inputs, a
 * `DiagnosticError` (NN0605, NN0607) where an input or the weights do not fit, a `DeviceError` where the device fails.
 */
export async function call(callable: Callable, inputs: Inputs, options: CallOptions): Promise<CallResult> {
  expectProgram(callable, "call", "program.fn.NAME");
  const { device, grad = [], weights, seed } = options;
  const withCt = Object.keys(inputs).some((name) => name === "ct" || name.startsWith("ct."));
  const types = typesOf(callable, inputs);
  const program = concrete(callable, argumentsOf(inputs, types), { grad, withCt });
  const { outputs, grads } = await callOnce(program, tensorsOf(program, inputs, device), {
    backend: backendOn(device, callable.tools),
    interpreter: callable.tools.interpreter(),
    ...(weights === undefined ? {} : { weights: { file: "the weights", tensors: weightsFrom(weights) } }),
    ...(seed === undefined ? {} : { seed }),
  });
  return new CallResult(callable.name, resultTensors(outputs), resultTensors(grads));
}

export interface LoadOptions {
  readonly device: Device;
  /** The model's settings, such as `hidden`, where it needs some. */
  readonly settings?: Readonly<Record<string, number | boolean>>;
  /** How many input shapes stay compiled; 4 by default. */
  readonly keep?: number;
}

/** A model with its weights on a device. */
export interface LoadedModel extends Disposable {
  /** The outputs for these inputs, by name; a single unnamed one is `output`. Sizes, the batch's too, are taken from them. */
  run(inputs: Inputs): Promise<Record<string, Tensor>>;
  /** Frees what it holds on the device; the device stays open. */
  destroy(): void;
}

/**
 * A model with weights, ready to run. Input shapes are compiled as they first come. `run` rejects as `call` does; weights that
 * do not fit the model are told by the first one.
 */
export function load(
  model: Callable,
  weights: WeightSource,
  { device, settings = {}, keep }: LoadOptions,
): Promise<LoadedModel> {
  expectProgram(model, "load", "program.model.NAME");
  const held: Weights = weightsFrom(weights);
  const fixed = argumentsOf(settings, typesOf(model, settings));
  const make = (types: Readonly<Record<string, TensorType>>): CallProgram => {
    const args = Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type }]));
    return concrete(model, { ...fixed, ...args }, {});
  };
  const loaded: Loaded = loadModel(make, held, {
    backend: backendOn(device, model.tools),
    ...(keep === undefined ? {} : { keep }),
  });
  return Promise.resolve({
    async run(inputs) {
      const types = typesOf(model, { ...inputs, ...settings });
      const tensors = Object.fromEntries(
        Object.entries(inputs).map(([name, input]) => [
          name,
          inputTensor(name, input, types[name]!, isDouble(device)),
        ]),
      );
      return resultTensors(await loaded.run(tensors));
    },
    destroy: () => loaded.destroy(),
    [Symbol.dispose]: () => loaded.destroy(),
  });
}

function isDouble(device: Device): boolean {
  return device.kind === "cpu" && device.precision === "f64";
}

function typesOf(callable: Callable, inputs: Inputs): Record<string, TensorType> {
  return callable.types(Object.fromEntries(Object.entries(inputs).map(([name, i]) => [name, givenInput(i)])));
}

function concrete(callable: Callable, args: Readonly<Record<string, CallArg>>, wanted: Wanted): CallProgram {
  const { program, diagnostics, sources } = callable.compile(args, wanted);
  if (program) return program;
  throw new CompileError(
    diagnostics.filter((d) => d.severity === "error"),
    sources,
  );
}

/** Types, and for what may be a setting the value. */
function argumentsOf(inputs: Inputs, types: Readonly<Record<string, TensorType>>): Record<string, CallArg> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]): [string, CallArg] => {
      const type = types[name]!;
      if (typeof input === "number" || typeof input === "boolean") return [name, { type, value: input }];
      if (Array.isArray(input)) return [name, { type, value: input as readonly number[] }];
      return [name, { type }];
    }),
  );
}

/** Settings are no inputs of the program. */
function tensorsOf(program: CallProgram, inputs: Inputs, device: Device): Record<string, HostTensor> {
  return Object.fromEntries(
    program.inputs
      .filter(({ name }) => inputs[name] !== undefined)
      .map(({ name, type }) => [name, inputTensor(name, inputs[name]!, type, isDouble(device))]),
  );
}

/** For callers without types, who would see an error from somewhere inside. */
export function expectProgram(given: unknown, what: string, wanted: string): void {
  if (given !== undefined && given !== null && typeof given === "object") return;
  throw new TypeError(`\`${what}\` takes ${wanted} of a compiled program, and got ${String(given)}`);
}
