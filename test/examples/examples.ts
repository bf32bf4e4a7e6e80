/**
 * The examples at the sizes that tests use: small enough to read their golden files.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type LoadedTrain, loadTrain } from "../../cli/shared/load.ts";
import type { TrainData } from "../../runtime/examples.ts";

export const folder = fileURLToPath(new URL("../../examples/", import.meta.url));

/** `--set` for each example; every file of the folder has an entry. */
export const SMALL: Readonly<Record<string, readonly string[]>> = {
  "california.nn": ["batch=4", "hidden=4"],
  "chain-rule.nn": [],
  "cnn.nn": ["batch=2", "channels=2"],
  "curve.nn": ["batch=4", "hidden=4"],
  "descend.nn": [],
  "digits.nn": ["batch=4", "hidden=4"],
  "gpt.nn": ["batch=2", "context=8", "width=16", "heads=2", "depth=1"],
  "houses.nn": ["batch=4"],
  "learning-rate.nn": [],
  "mnist.nn": ["batch=4", "hidden=4"],
  "spirals.nn": ["batch=4"],
  "vae.nn": ["batch=2", "latent=3"],
  "wgan.nn": ["batch=4"],
};

export const files: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith(".nn"))
  .sort();

export interface Opened extends LoadedTrain {
  readonly examples?: TrainData;
}

export function open(name: string, set: readonly string[] = SMALL[name] ?? []): Opened {
  const loaded = loadTrain(join(folder, name), { set });
  const { dataProgram } = loaded;
  return { ...loaded, ...(dataProgram === undefined ? {} : { examples: loaded.data.load(dataProgram) }) };
}
