/**
 * A run's files in a folder.
 */
import { appendFileSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CHECKPOINT } from "../checkpoint.ts";
import { makeFolder, writeFileAtomic } from "../data/files.ts";
import { eventsBefore } from "../log/tensorboard.ts";
import type { RunStore } from "../run-store.ts";

/**
 * Makes the folder where there is none. The logs and the checkpoint of an earlier run in it are removed: a log tells of one
 * run, and what goes on from another run's checkpoint would be neither. Where the run is resumed after `from` updates, its
 * logs up to there stay. What a kill left half written is removed.
 */
export function runFolder(path: string, from?: number): RunStore {
  makeFolder(path);
  for (const name of readdirSync(path, { recursive: true, encoding: "utf8" })) {
    const isLog = name === "log.jsonl";
    const isEvents = name.startsWith("events.out.tfevents.");
    const file = join(path, name);
    if (/(^|[/\\])\.[^/\\]+\.\d+-\d+\.part$/.test(name)) rmSync(file, { force: true });
    else if (from === undefined && (isLog || isEvents || name === CHECKPOINT)) rmSync(file);
    else if (from !== undefined && isLog) keepLog(file, from);
    else if (from !== undefined && isEvents) writeFileAtomic(file, eventsBefore(readFileSync(file), from));
  }
  return {
    path,
    write: (name, bytes) => writeFileAtomic(join(path, name), bytes),
    append: (name, more) => appendFileSync(join(path, name), typeof more === "string" ? `${more}\n` : more),
  };
}

/** Leaves the lines of what came before: whole ones, of the first `updates` steps and the evaluations up to there. */
function keepLog(path: string, updates: number): void {
  const kept = readFileSync(path, "utf8")
    .split("\n")
    .slice(0, -1)
    .filter((line) => {
      const { type, step = 0 } = JSON.parse(line) as { readonly type: string; readonly step?: number };
      if (type === "start") return true;
      // An evaluation that was due when the run stopped is made again.
      return (type === "step" || type === "eval") && step < updates;
    });
  writeFileAtomic(path, Buffer.from(kept.map((line) => `${line}\n`).join("")));
}
