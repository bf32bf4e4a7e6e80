/**
 * A run is not written over: where `--out` names a folder with another run in it, that one gets another name first.
 *
 * To refuse would make every second try of the same command line fail, and what a run holds may have taken days.
 */
import { existsSync, renameSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import { CHECKPOINT } from "../../runtime/checkpoint.ts";
import { UsageError } from "./exit.ts";
import { REPORT } from "./report/index.ts";

/** What a run leaves that is worth keeping; one that was killed at its start has none of it. */
const KEPT = [CHECKPOINT, "best.safetensors", "last.safetensors", REPORT];

/**
 * Renames a folder that holds a run to `FOLDER-old`, `FOLDER-old-2` and so on, and gives the new name. `needed` are files
 * that the new run reads: if one of them lies in the folder, it cannot be moved.
 */
export function setAside(folder: string, needed: readonly string[]): string | undefined {
  if (!KEPT.some((name) => existsSync(join(folder, name)))) return undefined;
  const inside = [".", ...needed].find((path) => {
    const at = relative(resolve(folder), resolve(path));
    return !isAbsolute(at) && !/^\.\.($|[/\\])/.test(at);
  });
  if (inside !== undefined)
    throw new UsageError(
      `${folder} holds a run, and ${inside === "." ? "this is the folder" : `the new one reads ${inside} in it`}`,
      "name another folder with --out",
    );
  const plain = folder.replace(/(.)[/\\]+$/, "$1");
  for (let i = 1; ; i++) {
    const path = i === 1 ? `${plain}-old` : `${plain}-old-${i}`;
    if (existsSync(path)) continue;
    renameSync(plain, path);
    return path;
  }
}
