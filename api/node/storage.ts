/**
 * Node: runs are folders, as the command makes them.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runFolder } from "../../runtime/node/run-folder.ts";
import type { OpenRun } from "../storage.ts";

export const openRun: OpenRun = (path, { resume = false } = {}) => {
  // The log of a run that goes on stays whole: what is told again is in it twice.
  const store = runFolder(path, resume ? Infinity : undefined);
  return Promise.resolve({
    ...store,
    read: (name) => {
      const file = join(path, name);
      return Promise.resolve(existsSync(file) ? new Uint8Array(readFileSync(file)) : undefined);
    },
    // The disk has everything when `write` returns.
    flush: () => Promise.resolve(),
  });
};
