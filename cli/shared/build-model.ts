/**
 * `nn build` for a model or function alone: which one is meant, what it takes, its weights.
 *
 * Programs are static, so sizes have to be known. The name that the first axes of the inputs bear counts the examples: it is
 * `--batch`, and the module takes any number of them. What is then still open, and settings, come from tensors as `nn call`
 * takes them (`--in`); where those are inputs, or all sizes are declared, the module is for just these shapes.
 */
import { packModel } from "../../compiler/artifact/pack.ts";
import { floorTarget } from "../../compiler/7-emit/target.ts";
import type { CallArg, Callable, GivenInput } from "../../compiler/compile.ts";
import { nearest } from "../../compiler/diagnostics.ts";
import type { TensorType } from "../../compiler/ir/graph.ts";
import type { CallProgram } from "../../compiler/program.ts";
import { parse } from "../../grammar/index.ts";
import { takeWeights, type Weights } from "../../runtime/weights.ts";
import type { BuildFlags } from "../commands/build.ts";
import type { Built } from "./build.ts";
import { argumentsOf } from "./evaluate.ts";
import { ProgramError, UsageError } from "./exit.ts";
import { checkDataNames, compileFile } from "./load.ts";
import { readWeightFile } from "./run.ts";
import { readText, splitSpec } from "./spec.ts";
import { readTensors } from "./tensors.ts";
import { findTrained } from "./trained.ts";

/** A file and the model or function of it. */
export interface Callee {
  readonly file: string;
  readonly name: string;
}

/** What `FILE:NAME` means where it is no `train` block: the model or function, or the only one where none is named. */
export function calleeOf(spec: string): Callee | undefined {
  const { file, name } = splitSpec(spec);
  const items = parse(readText(file) ?? "", file).ast?.items ?? [];
  const trains = items.flatMap((i) => (i.kind === "train" ? [i.name.name] : []));
  const callables = items.flatMap((i) =>
    i.kind === "layer" || i.kind === "fn"
      ? [{ name: i.name.name, isModel: i.kind === "layer" && i.model === true }]
      : [],
  );
  const names = callables.map((c) => c.name);
  if (name !== undefined) {
    if (names.includes(name) && !trains.includes(name)) return { file, name };
    if (trains.length > 0 || names.length === 0) return undefined;
    const [near] = nearest(name, names);
    throw new UsageError(
      `${file} has no \`${name}\``,
      near === undefined ? `it has ${names.join(", ")}` : `did you mean ${file}:${near}?`,
    );
  }
  if (trains.length > 0 || names.length === 0) return undefined;
  const models = callables.filter((c) => c.isModel);
  const [only, ...others] = models.length > 0 ? models : callables;
  if (others.length === 0) return { file, name: only!.name };
  throw new UsageError(
    `${file} has no \`train\` block, and ${names.length} models and functions`,
    `say which: ${names.map((n) => `${file}:${n}`).join(", ")}`,
  );
}

export function packedModel({ file, name }: Callee, flags: BuildFlags): Built {
  // A run's weights may be those of several instances: `RUN#net` are those of one.
  const [weightSpec, instance] = (flags.weights ?? "").split("#", 2) as [string, string?];
  const found = weightSpec === "" ? undefined : findTrained(file, { weights: weightSpec });
  const compiled = compileFile(file, flags, {}, found?.metadata.vocabularies ?? {});
  checkDataNames(compiled, flags);
  const { program, diagnostics, sources } = compiled;
  if (program === undefined) {
    const errors = diagnostics.filter((d) => d.severity === "error");
    throw new ProgramError([...errors, ...compiled.data.failures.values()], sources);
  }
  const callable = program.model[name] ?? program.fn[name]!;
  const args = flags.in === undefined ? {} : argumentsOf(readTensors(flags.in, "--in"));
  const { call, fields, batch } = sized(callable, args, flags, file);
  const { weights } = call;
  if (found && weights.length === 0)
    throw new UsageError(`\`${name}\` has no weights`, "leave out --weights");
  return {
    file,
    packed: packModel(call, { fields, batch }, floorTarget("gpu")),
    ...(found ? { weights: weightsIn(call, found.weights, instance) } : {}),
  };
}

function weightsIn({ weights }: CallProgram, file: string, from: string | undefined): Weights {
  return takeWeights(weights, readWeightFile(file), file, from === undefined ? {} : { from });
}

interface Sized {
  readonly call: CallProgram;
  readonly fields: readonly { readonly name: string; readonly type: TensorType }[];
  readonly batch: number;
}

type Args = Readonly<Record<string, CallArg>>;

function sized(callable: Callable, args: Args, flags: BuildFlags, file: string): Sized {
  const { batch = 16 } = flags;
  const settings = givenInputs(args);
  const types = callable.typesFor(batch, settings);
  const isGiven = Object.keys(types).some((name) => args[name] !== undefined);
  const twiceTypes = callable.typesFor(2 * batch, settings);
  // All sizes are written down, or there is no input at all.
  const isFixed = Object.entries(types).every(
    ([name, type]) => type !== undefined && type.shape.join() === twiceTypes[name]!.shape.join(),
  );
  if (isGiven || isFixed) {
    if (flags.batch !== undefined)
      throw new UsageError(
        `--batch counts examples, and the shapes of ${file}:${callable.name} are given`,
        "leave it out",
      );
    const call = concrete(callable, isGiven ? args : withTypes(args, types));
    return { call, fields: call.inputs, batch: 1 };
  }
  const example = `give tensors of the sizes that it is for, as \`nn call\` takes them: --in example.json`;
  const open = Object.keys(types).filter((name) => types[name] === undefined);
  if (open.length > 0)
    throw new UsageError(
      `the number of examples does not settle ${open.map((input) => `\`${input}\``).join(" and ")} of ${file}:${callable.name}`,
      example,
    );
  const [call, twice] = [types, twiceTypes].map((each) => concrete(callable, withTypes(args, each))) as [
    CallProgram,
    CallProgram,
  ];
  const isEach = (a: TensorType, b: TensorType) => a.shape[0] === batch && b.shape[0] === 2 * batch;
  const whole = [
    ...call.inputs.filter(({ type }, i) => !isEach(type, twice.inputs[i]!.type)),
    ...call.run.outputs.filter(
      ({ node }, i) => !isEach(node.type as TensorType, twice.run.outputs[i]!.node.type as TensorType),
    ),
  ].map((each) => `\`${each.name}\``);
  if (whole.length > 0)
    throw new UsageError(
      `${whole.join(" and ")} of ${file}:${callable.name} has no axis for the examples`,
      example,
    );
  const fields = call.inputs.map(({ name, type }) => ({
    name,
    type: { dtype: type.dtype, shape: type.shape.slice(1) },
  }));
  return { call, fields, batch };
}

function withTypes(args: Args, types: Readonly<Record<string, TensorType | undefined>>): Args {
  const inputs = Object.entries(types).map(([name, type]) => [name, { type: type! }] as const);
  return { ...args, ...Object.fromEntries(inputs) };
}

function concrete(callable: Callable, args: Args): CallProgram {
  const { program, diagnostics, sources } = callable.compile(args);
  if (program !== undefined) return program;
  const errors = diagnostics.filter((d) => d.severity === "error");
  throw new ProgramError(errors.length > 0 ? errors : diagnostics, sources);
}

/** Settings, as the compiler is told of them. */
function givenInputs(args: Args): Record<string, GivenInput> {
  return Object.fromEntries(
    Object.entries(args).map(([name, { type, value }]) => [
      name,
      {
        natural: type.dtype,
        length: type.shape.reduce((a, b) => a * b, 1),
        ...(typeof value === "number" || typeof value === "boolean" ? { value } : {}),
      },
    ]),
  );
}
