/**
 * A run's files in a folder.
 */
import { appendFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeFileAtomic } from "../data/files.ts";
import type { RunStore } from "../run-store.ts";

/** Makes the folder where there is none. The logs of an earlier run in it are removed: a log tells of one run. */
export function runFolder(path: string): RunStore {
  mkdirSync(path, { recursive: true });
  for (const name of readdirSync(path))
    if (name === "log.jsonl" || name.startsWith("events.out.tfevents.")) rmSync(join(path, name));
  return {
    path,
    write: (name, bytes) => writeFileAtomic(join(path, name), bytes),
    append: (name, more) => appendFileSync(join(path, name), typeof more === "string" ? `${more}\n` : more),
  };
}
