/**
 * Going on with a run that was stopped: its command, and where it stands.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { TrainFlags } from "../commands/train.ts";
import type { SettingOverrides } from "../../compiler/compile.ts";
import type { TrainProgram } from "../../compiler/program.ts";
import { type Checkpoint, CHECKPOINT, readCheckpoint } from "../../runtime/checkpoint.ts";
import { DiagnosticError } from "../../compiler/diagnostics.ts";
import type { EndEvent } from "../../runtime/events.ts";
import { UsageError } from "./exit.ts";
import type { LoadedTrain } from "./load.ts";
import { findRun, readJson, summaryOf } from "./past-runs.ts";
import { REPORT } from "./report/index.ts";
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
  if (
    typeof config.settings !== "object" ||
    typeof config.set !== "object" ||
    typeof config.data !== "object"
  )
    throw new UsageError(`${join(folder, "config.json")} is not of a run`, "it was not made by `nn train`");
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
  if (!existsSync(path)) return undefined;
  try {
    return readCheckpoint(readFileSync(path), path, train.slabs);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const fix = { title: `without it the run starts again, to the same result: delete ${path}`, edits: [] };
    throw new DiagnosticError({ ...error.diagnostic, fixes: [fix] });
  }
}

/** How a run ended that has nothing left to do: all its steps are made, and all it leaves is written. */
export function endOf(folder: string, train: TrainProgram): EndEvent | undefined {
  const left = [REPORT, ...(train.weights.length > 0 ? ["last.safetensors"] : [])];
  if (!left.every((name) => existsSync(join(folder, name)))) return undefined;
  const summary = existsSync(join(folder, "log.jsonl")) ? summaryOf(folder) : undefined;
  if (summary === undefined || summary instanceof Error) return undefined;
  const { last } = summary;
  return last.type === "end" && last.stopped !== "aborted" ? last : undefined;
}

/** The files of the program that are not as they were when the run began, or were not part of it. */
export function changedSources(folder: string, loaded: LoadedTrain): string[] {
  return [...ownSources(loaded)].flatMap(([at, text]) => {
    const kept = join(folder, "source", at);
    return existsSync(kept) && readFileSync(kept, "utf8") === text ? [] : [at];
  });
}
