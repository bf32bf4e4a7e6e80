/**
 * `evaluate`, `predict` and `sample`: a trained `train` block, without training it.
 */
import type { TrainProgram } from "../compiler/program.ts";
import type { Scores } from "../runtime/events.ts";
import { evaluate as evaluateOn } from "../runtime/evaluate.ts";
import { runtimeError } from "../runtime/errors.ts";
import type { Moment } from "../runtime/moment.ts";
import { draw, predict as predictOn, predictedFrom } from "../runtime/predict.ts";
import { type Choice, findLogits, sample as sampleOn } from "../runtime/sample.ts";
import { takeWeights, type Weights } from "../runtime/weights.ts";
import { expectProgram } from "./call.ts";
import { CompileError } from "./compile-error.ts";
import { type ArrayData, type FieldArrays, fieldExamples } from "./data.ts";
import { backendOn, type Device } from "./device.ts";
import type { Trainable } from "./program.ts";
import { resultTensors, type Tensor } from "./tensors.ts";
import { prepare } from "./train.ts";
import { weightsFrom, type WeightSource } from "./weights.ts";

export interface UseOptions extends Moment {
  readonly device: Device;
  readonly signal?: AbortSignal;
  /** The data files' bytes by path as the program names them, instead of those on the disk. */
  readonly files?: Readonly<Record<string, Uint8Array>>;
}

export interface EvaluateOptions extends UseOptions {
  /** The data's fields, instead of the files that the program names. */
  readonly data?: ArrayData;
  /** Which part of the data; by default the test data, where there is none the validation data, else that of training. */
  readonly on?: "train" | "validation" | "test";
}

/** Loss and metrics of trained weights. Rejects as `train` does. */
export async function evaluate(
  program: Trainable,
  weights: WeightSource,
  options: EvaluateOptions,
): Promise<Scores> {
  expectProgram(program, "evaluate", "program.train.NAME");
  const { device, data, files, on, ...more } = options;
  const { train, examples } = await prepare(program, {
    ...(data ? { data } : {}),
    ...(files ? { files } : {}),
  });
  const part = on ? examples?.[on] : (examples?.test ?? examples?.validation ?? examples?.train);
  if (on && examples && !part)
    throw runtimeError("badRunSetting", `the data of \`${train.name}\` has no ${on} part`);
  return evaluateOn(train, {
    ...more,
    backend: backendOn(device, program.tools),
    weights: fitting(train, weights),
    ...(part ? { examples: part } : {}),
  });
}

/**
 * What the `predict` statements say of the given examples, `[examples, …]` by name. Fields that predictions do not depend on, such
 * as labels, are left out. A program that draws its predictions takes their number instead.
 */
export async function predict(
  program: Trainable,
  weights: WeightSource,
  inputs: FieldArrays | number,
  options: UseOptions,
): Promise<Record<string, Tensor>> {
  expectProgram(program, "predict", "program.train.NAME");
  const { device, files, ...more } = options;
  const train = await blockOf(program, files);
  const from = predictedFrom(train);
  const with_ = { ...more, backend: backendOn(device, program.tools), weights: fitting(train, weights) };
  if (typeof inputs === "number") {
    if (from.length === 0) return resultTensors(Object.fromEntries(await draw(train, inputs, with_)));
    throw runtimeError(
      "wrongTensor",
      `\`${train.name}\` predicts from ${from.map((f) => `\`${f}\``).join(", ")}`,
    );
  }
  const fields = train.fields.filter((f) => from.includes(f.name));
  const examples = fieldExamples({ name: train.name, fields }, inputs);
  return resultTensors(Object.fromEntries(await predictOn(train, { ...with_, examples })));
}

export interface SampleOptions extends UseOptions, Choice {
  /** How many tokens the vocabulary has. */
  readonly vocab: number;
  /** How many tokens to make. */
  readonly length: number;
}

/** Goes on with a text of tokens (one or more), giving each as it is made. */
export async function* sample(
  program: Trainable,
  weights: WeightSource,
  prompt: Int32Array | readonly number[],
  { device, vocab, length, files, ...more }: SampleOptions,
): AsyncGenerator<number, void, undefined> {
  expectProgram(program, "sample", "program.train.NAME");
  const train = await blockOf(program, files);
  const logits = findLogits(train, vocab);
  if (typeof logits === "string")
    throw runtimeError("badRunSetting", `\`${train.name}\` cannot be sampled: ${logits}`);
  yield* sampleOn(train, logits, [...prompt], length, {
    ...more,
    backend: backendOn(device, program.tools),
    weights: fitting(train, weights),
  });
}

/** Without its data, where that does not decide its sizes; a vocabulary does. */
async function blockOf(program: Trainable, files: UseOptions["files"]): Promise<TrainProgram> {
  if (!files) {
    try {
      return program.compile().train;
    } catch (error) {
      if (!(error instanceof CompileError)) throw error;
    }
  }
  return (await prepare(program, files ? { files } : {})).train;
}

function fitting(train: TrainProgram, weights: WeightSource): Weights {
  return takeWeights(train.weights, weightsFrom(weights), "the weights");
}
