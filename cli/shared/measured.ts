/**
 * Real training steps for the commands that measure: weights as training starts with them, batches in its order.
 */
import { dirname, resolve } from "node:path";
import { interpreter } from "../../compiler/interpret/backend.ts";
import type { StepInputs } from "../../runtime/backend.ts";
import type { TrainData } from "../../runtime/examples.ts";
import type { HostScalars } from "../../runtime/scalars.ts";
import { BatchOrder, initialWeights, schedule } from "../../runtime/train-setup.ts";
import type { Weights } from "../../runtime/weights.ts";
import { checkLabels } from "./data-ranges.ts";
import { type LoadedTrain, loadTrain } from "./load.ts";
import type { ProgramFlags } from "./options.ts";
import { textOf } from "./places.ts";
import { readWeightFile } from "./run.ts";

export interface StepFlags extends ProgramFlags {
  readonly batch?: number;
  readonly seed?: number;
}

export interface TrainingSteps {
  readonly loaded: LoadedTrain;
  readonly weights: Weights;
  /** What is to be known about the numbers, for people. */
  readonly notes: readonly string[];
  readonly host: (step: number) => HostScalars;
  /** Steps are filled in order. */
  readonly fill: (inputs: StepInputs, step: number) => void;
}

/** Where the data is not there but its sizes are declared, batches are zeros, and a note says so. */
export async function trainingSteps(spec: string, flags: StepFlags): Promise<TrainingSteps> {
  const { batch, seed } = flags;
  const settings = Object.fromEntries(Object.entries({ batch, seed }).filter(([, v]) => v !== undefined));
  const loaded = loadTrain(spec, flags, settings, false);
  const { train, file, sources, dataProgram } = loaded;
  const isThere = dataProgram !== undefined && loaded.data.failures.size === 0;
  const data: TrainData | undefined = isThere ? loaded.data.load(dataProgram) : undefined;
  if (data !== undefined) checkLabels(train, data, file, textOf(sources));
  const weights = await initialWeights(train, train.settings.seed, {
    interpreter: interpreter(),
    ...(data === undefined ? {} : { data }),
    readWeights: (path) => readWeightFile(resolve(dirname(file), path)),
  });
  const examples = train.settings.batch * train.settings.accumulate;
  const { steps, stepsPerEpoch } = schedule({ steps: 1000, ...train.settings }, examples, data?.train);
  const order =
    data && new BatchOrder(data.train.count, examples, train.settings.seed, train.settings.shuffle);
  return {
    loaded,
    weights,
    notes:
      train.data !== undefined && data === undefined
        ? [`the data of \`${train.data}\` is not there: every batch is zeros`]
        : [],
    host: (step) => ({
      seed: train.settings.seed,
      step,
      total_steps: steps,
      epoch: Number.isFinite(stepsPerEpoch) ? Math.floor(step / stepsPerEpoch) : 0,
    }),
    fill(inputs) {
      if (data === undefined) {
        for (const values of Object.values(inputs)) values.fill(0);
        return;
      }
      const indices = order!.next();
      for (const [name, values] of Object.entries(inputs)) data.train.fill(name, indices, values);
    },
  };
}
