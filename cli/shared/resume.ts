/**
 * Going on with a run that was stopped: its command, and where it stands.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { TrainFlags } from "../commands/train.ts";
import type { SettingOverrides } from "../../compiler/compile.ts";
import type { TrainProgram } from "../../compiler/program.ts";
import { type Checkpoint, CHECKPOINT, readCheckpoint } from "../../runtime/checkpoint.ts";
import { UsageError } from "./exit.ts";
import type { LoadedTrain } from "./load.ts";
import { findRun, readJson } from "./past-runs.ts";
import { ownSources, type RunConfig } from "./run-config.ts";

export interface Resumed {
  readonly folder: string;
  readonly flags: TrainFlags;
  readonly settings: SettingOverrides;
}

/** What the run was started with. Flags that would change it are refused: the rest of the run would be another's. */
export function resumed(typed: string, flags: TrainFlags): Resumed {
  const fixed = ["set", "data", "steps", "epochs", "batch", "seed", "init", "out", "precision"] as const;
  const given = ([...fixed, "matmulPrecision"] as const)
    .filter((name) => flags[name] !== undefined && String(flags[name]) !== "")
    .map((name) => `--${name.replace(/[A-Z]/, (c) => `-${c.toLowerCase()}`)}`);
  if (given.length > 0)
    throw new UsageError(
      `--resume goes on with a run as it was started, and ${given.join(" and ")} would change it`,
      "leave them out; to train on with other settings, start from its weights with --init",
    );
  // A run that was killed at once has no log yet.
  const folder = existsSync(join(typed, "config.json")) ? typed : findRun(typed);
  const config = readJson<RunConfig>(folder, "config.json");
  if (config === undefined)
    throw new UsageError(`${folder} has no config.json`, "it was not made by `nn train`");
  if (config.precision !== undefined)
    throw new UsageError(
      `${folder} was trained in double precision, which checkpoints do not keep`,
      "start it again, with --init for its weights",
    );
  const pairs = (of: Readonly<Record<string, string>>) => Object.entries(of).map(([k, v]) => `${k}=${v}`);
  const { steps, epochs, batch, seed } = config.settings;
  const length = steps === undefined ? { epochs } : { steps };
  return {
    folder,
    flags: {
      ...flags,
      set: pairs(config.set),
      data: pairs(config.data),
      out: folder,
      device: config.device,
      ...(config.matmulPrecision === undefined ? {} : { matmulPrecision: config.matmulPrecision }),
      ...(config.init === undefined ? {} : { init: config.init }),
    },
    settings: Object.fromEntries(
      Object.entries({ ...length, batch, seed }).filter(([, v]) => v !== undefined),
    ),
  };
}

/** Undefined where the run had not come to its first checkpoint: it starts again, to the same result. */
export function checkpointOf(folder: string, train: TrainProgram): Checkpoint | undefined {
  const path = join(folder, CHECKPOINT);
  return existsSync(path) ? readCheckpoint(readFileSync(path), path, train.slabs) : undefined;
}

/** The files of the program that are not as they were when the run began, or were not part of it. */
export function changedSources(folder: string, loaded: LoadedTrain): string[] {
  return [...ownSources(loaded)].flatMap(([at, text]) => {
    const kept = join(folder, "source", at);
    return existsSync(kept) && readFileSync(kept, "utf8") === text ? [] : [at];
  });
}
