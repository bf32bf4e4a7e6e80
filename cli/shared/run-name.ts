/**
 * The names of run folders: `runs/1121-1042-classify`.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";

/** A folder that is not there yet, named after the time and the training. */
export function newRunFolder(parent: string, name: string, now = new Date()): string {
  const two = (n: number) => String(n).padStart(2, "0");
  const stamp = `${two(now.getMonth() + 1)}${two(now.getDate())}-${two(now.getHours())}${two(now.getMinutes())}`;
  const base = join(parent, `${stamp}-${name}`);
  for (let i = 1; ; i++) {
    const path = i === 1 ? base : `${base}-${i}`;
    if (!existsSync(path)) return path;
  }
}
