/**
 * Files in Node: the only place of this folder that touches a disk.
 *
 * Writing is atomic: the bytes go to a file of their own in the same folder, are forced to the disk and then renamed, so
 * a kill at any moment leaves the old file or the new one, never a part.
 */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { dataError } from "./errors.ts";
import type { DataFiles } from "./io.ts";

/** The files of the disk, with paths relative to `base`. */
export function nodeFiles(base: string): DataFiles {
  const at = (path: string) => resolve(base, path);
  return {
    kind(path) {
      try {
        const found = statSync(at(path), { throwIfNoEntry: false });
        if (found === undefined) return undefined;
        return found.isDirectory() ? "folder" : "file";
      } catch (error) {
        // No permission, a loop of links, a name that is too long.
        throw dataError("unreadable", `cannot read ${path}`, { notes: [message(error)] });
      }
    },
    read(path) {
      try {
        return readFileSync(at(path));
      } catch (error) {
        throw dataError("unreadable", `cannot read ${path}`, { notes: [message(error)] });
      }
    },
    list(folder) {
      try {
        return readdirSync(at(folder)).sort();
      } catch {
        return [];
      }
    },
  };
}

/**
 * Makes a folder and those above it. Node's own `recursive` never returns where the system refuses a folder as if the one
 * above were missing, as it does in /proc.
 */
export function makeFolder(path: string): void {
  const whole = resolve(path);
  if (statSync(whole, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(whole) !== whole) makeFolder(dirname(whole));
  try {
    mkdirSync(whole);
  } catch (error) {
    // Another process may have made it meanwhile.
    const isThere = statSync(whole, { throwIfNoEntry: false })?.isDirectory() === true;
    if (!isThere) throw error;
  }
}

let written = 0;

/** Replaces or makes a file, whole or not at all. Makes the folder where there is none. */
export function writeFileAtomic(path: string, bytes: Uint8Array | string): void {
  const data = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
  makeFolder(dirname(path));
  const part = join(dirname(path), `.${basename(path)}.${process.pid}-${written++}.part`);
  try {
    const file = openSync(part, "wx");
    try {
      for (let at = 0; at < data.length;) at += writeSync(file, data, at);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

/** Makes the rename itself durable. Not every file system can open a folder; the file is whole all the same. */
function syncFolder(folder: string): void {
  let handle: number | undefined;
  try {
    handle = openSync(folder, "r");
    fsyncSync(handle);
  } catch {
    // Windows and some network file systems refuse to open or sync a folder.
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
