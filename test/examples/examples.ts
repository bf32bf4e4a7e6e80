/**
 * The examples at the sizes that tests use: small enough to read their golden files.
 */
import { readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type LoadedTrain, loadTrain } from "../../cli/shared/load.ts";
import { readWeightFile } from "../../cli/shared/run.ts";
import type { HostTensor } from "../../runtime/data/tensor.ts";
import type { TrainData } from "../../runtime/examples.ts";

export const folder = fileURLToPath(new URL("../../examples/", import.meta.url));

/** `--set` for each `train` of the examples, as `FILE`, or `FILE:NAME` where a file has several. */
export const SMALL: Readonly<Record<string, readonly string[]>> = {
  "autoencoder.nn": ["batch=2", "hidden=4", "code=2"],
  "batches.nn:descend": ["size=4"],
  "batches.nn:measure": ["batch=64"],
  "california.nn": ["batch=4", "hidden=4"],
  "chain-rule.nn": [],
  "cnn.nn": ["batch=2", "channels=2"],
  "curve.nn": ["batch=4", "hidden=4"],
  "descend.nn": [],
  "digits.nn": ["batch=4", "hidden=4"],
  "dream.nn": ["count=1"],
  "exploding.nn": ["batch=4", "depth=1", "width=4", "clip=1.0"],
  "finetune.nn:adapt": ["batch=4"],
  "finetune.nn:pretrain": ["batch=4", "hidden=4"],
  "gpt.nn": ["batch=2", "context=8", "width=16", "heads=2", "depth=1"],
  "gru.nn": ["batch=2", "context=2", "width=4"],
  "gumbel.nn": ["draws=8"],
  "houses.nn": ["batch=4"],
  "jacobian.nn": ["many=8"],
  "learning-rate.nn": [],
  "lstm.nn": ["batch=2", "context=2", "width=4"],
  "mixed.nn": ["batch=2", "accumulate=2", "hidden=4"],
  "mnist.nn": ["batch=4", "hidden=4"],
  "newton.nn:newton": [],
  "newton.nn:plain": [],
  "optimizers.nn": [],
  "policy-gradient.nn": ["batch=4", "length=2"],
  "preferences.nn:judge": ["batch=4"],
  "preferences.nn:please": ["batch=4"],
  "regularize.nn": ["batch=4", "rate=0.5", "decay=0.1", "lasso=0.1", "ridge=0.1", "paste=true"],
  "schedule.nn": [],
  "spirals.nn": ["batch=4"],
  "straight-through.nn:measure": ["draws=8"],
  "straight-through.nn:signs": ["batch=4"],
  "vae.nn": ["batch=2", "latent=3"],
  "valleys.nn": [],
  "vanishing.nn": ["batch=4", "depth=3", "width=4", "skip=true", "norm_by=layernorm"],
  "wgan.nn": ["batch=4"],
};

export const trains: readonly string[] = Object.keys(SMALL);

export const files: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith(".nn"))
  .sort();

export interface Opened extends LoadedTrain {
  readonly examples?: TrainData;
  /** Reads the files that `from` names. */
  readonly readWeights: (path: string) => ReadonlyMap<string, HostTensor>;
}

export function open(name: string, set: readonly string[] = SMALL[name] ?? []): Opened {
  const loaded = loadTrain(join(folder, name), { set });
  const { dataProgram, file } = loaded;
  return {
    ...loaded,
    readWeights: (path) => readWeightFile(resolve(dirname(file), path)),
    ...(dataProgram === undefined ? {} : { examples: loaded.data.load(dataProgram) }),
  };
}
