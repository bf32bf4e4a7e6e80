/**
 * What `nn call` does: types from the tensors that were given, a program for them, its weights, one evaluation.
 */
import type { CallFlags } from "../commands/call.ts";
import { type CallArg, compileCall } from "../../compiler/compile.ts";
import { interpreter } from "../../compiler/interpret/backend.ts";
import { interpret } from "../../compiler/interpret/graph.ts";
import { type Node, sizeOf } from "../../compiler/ir/graph.ts";
import type { Tensor } from "../../compiler/ops/def.ts";
import { tensorOf } from "../../compiler/ops/tensor.ts";
import type { CallProgram } from "../../compiler/program.ts";
import { type HostTensor, toNumbers, fromNumbers } from "../../runtime/data/tensor.ts";
import { runInit } from "../../runtime/train-setup.ts";
import { fillSlabs, takeWeights, type Weights } from "../../runtime/weights.ts";
import { DataSets } from "./data.ts";
import { openBackend } from "./device.ts";
import { ProgramError, UsageError } from "./exit.ts";
import { pairs } from "./load.ts";
import { readText, splitSpec } from "./spec.ts";
import { readWeightFile } from "./run.ts";
import { type CallAnswer, endingOf, readTensors, type Tensors } from "./tensors.ts";

export async function evaluateCall(file: string, name: string, flags: CallFlags): Promise<CallAnswer> {
  if (flags.out !== undefined) endingOf(flags.out, "--out");
  if (flags.precision === "f64" && flags.device === "webgpu" && deviceWasAsked()) {
    throw new UsageError("WebGPU computes in f32", "leave out --precision f64, or take --device cpu");
  }
  const onCpu = flags.device === "cpu" || flags.precision === "f64";
  const precision = flags.precision ?? "f32";
  splitSpec(file);
  const tensors =
    flags.in === undefined
      ? new Map<string, HostTensor>()
      : readTensors(flags.in, "--in", { doubles: precision === "f64" });
  const data = new DataSets(file, pairs(flags.data), () => undefined);
  const { program, diagnostics, sources } = compileCall(file, name, argumentsOf(tensors), {
    read: readText,
    config: pairs(flags.set),
    data: (decl) => data.describe(decl),
    grad: flags.grad ?? [],
    withCt: [...tensors.keys()].some((key) => key === "ct" || key.startsWith("ct.")),
  });
  // Data sets that the function does not need are nobody's concern here.
  const relevant = diagnostics.filter((d) => d.code !== "NN0502");
  const errors = relevant.filter((d) => d.severity === "error");
  if (program === undefined) throw new ProgramError(errors.length > 0 ? errors : diagnostics, sources);
  const weights = await weightsFor(program, flags);
  const values = onCpu
    ? onInterpreter(program, tensors, weights, flags.seed, precision)
    : await onGpu(file, program, tensors, weights, flags.seed);
  const grads = new Map(
    [...values].flatMap(([k, v]) => (k.startsWith("grad:") ? [[k.slice(5), v] as const] : [])),
  );
  const outputs = new Map([...values].filter(([k]) => !k.startsWith("grad:")));
  return { outputs, ...(flags.grad === undefined ? {} : { grads }) };
}

/** `--device webgpu` typed out, as opposed to the default. */
function deviceWasAsked(): boolean {
  return process.argv.some((a) => a === "--device" || a.startsWith("--device="));
}

/** A type for each tensor, and the value of those small enough to be a setting. */
export function argumentsOf(tensors: Tensors): Record<string, CallArg> {
  const args: Record<string, CallArg> = {};
  for (const [name, tensor] of tensors) {
    const dtype = tensor.dtype === "f64" ? "f32" : tensor.dtype;
    const values = tensor.data.length <= 64 ? [...toNumbers(tensor)] : undefined;
    const single = values?.length === 1 ? (dtype === "bool" ? values[0] !== 0 : values[0]!) : undefined;
    args[name] = {
      type: { dtype, shape: tensor.shape },
      ...(single !== undefined
        ? { value: single }
        : values !== undefined && tensor.shape.length === 1
          ? { value: values }
          : {}),
    };
  }
  return args;
}

async function weightsFor(program: CallProgram, flags: CallFlags): Promise<Weights> {
  if (program.weights.length === 0) return new Map();
  if (flags.weights !== undefined)
    return takeWeights(program.weights, readWeightFile(flags.weights), flags.weights);
  return runInit(program.init, flags.seed, interpreter());
}

type Answers = Map<string, HostTensor>;

/** The scalars of a call: those of a first step. */
const SCALARS: Readonly<Record<string, number>> = { step: 0, total_steps: 1, epoch: 0 };

function onInterpreter(
  program: CallProgram,
  tensors: Tensors,
  weights: Weights,
  seed: number,
  precision: "f32" | "f64",
): Answers {
  const byPlace = new Map(program.weights.map((w) => [`${w.slab}@${w.offset}`, w.path]));
  const bind = (input: Node<"input">): Tensor => {
    const { name, at } = input.attrs;
    const path = at === undefined ? undefined : byPlace.get(`${at.slab}@${at.offset}`);
    const given = path === undefined ? tensors.get(name) : weights.get(path);
    const numbers = given === undefined ? [name === "seed" ? seed : (SCALARS[name] ?? 0)] : toNumbers(given);
    return tensorOf(input.type, numbers, precision);
  };
  const { outputs } = program.run;
  const values = interpret(outputs.map((o) => o.node), bind, precision); // prettier-ignore
  return new Map(
    outputs.map(({ name }, i) => {
      const { type, data } = values[i]!;
      const dtype = type.dtype === "f32" && precision === "f64" ? "f64" : type.dtype;
      return [name, fromNumbers(dtype, type.shape, data)];
    }),
  );
}

async function onGpu(
  file: string,
  program: CallProgram,
  tensors: Tensors,
  weights: Weights,
  seed: number,
): Promise<Answers> {
  using opened = await openBackend("webgpu", "f32", file);
  using slabs = opened.backend.newSlabs();
  fillSlabs(slabs, program.slabs, program.weights, weights);
  using runner = await opened.backend.load(program.run, slabs);
  const scalar = (t: HostTensor) => toNumbers(t)[0]!;
  const given = [...tensors].filter(([, t]) => sizeOf(t.shape) === 1).map(([name, t]) => [name, scalar(t)]);
  runner.enqueue({ ...SCALARS, ...Object.fromEntries(given), seed }, (inputs) => {
    for (const { name, dtype } of runner.inputs) {
      const tensor = tensors.get(name)!;
      const as = dtype === "bool" || dtype === "i32" ? "i32" : dtype;
      inputs[name]!.set(fromNumbers(as, tensor.shape, toNumbers(tensor)).data);
    }
  });
  const results = await runner.submit();
  return new Map(
    runner.outputs.map(({ name, dtype, shape }) => {
      const data = results.tensor(0, name);
      return [
        name,
        dtype === "bool" ? fromNumbers("bool", shape, data as Int32Array) : { dtype, shape, data },
      ];
    }),
  );
}
