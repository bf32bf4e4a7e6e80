/**
 * A run's files in a folder.
 */
import { appendFileSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeFileAtomic } from "../data/files.ts";
import type { RunStore } from "../run-store.ts";

/** Makes the folder where there is none. A log of an earlier run in it is removed: a log tells of one run. */
export function runFolder(path: string): RunStore {
  mkdirSync(path, { recursive: true });
  rmSync(join(path, "log.jsonl"), { force: true });
  return {
    path,
    write: (name, bytes) => writeFileAtomic(join(path, name), bytes),
    append: (name, line) => appendFileSync(join(path, name), `${line}\n`),
  };
}
