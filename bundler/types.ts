/**
 * The declaration file of a program, on the disk.
 */
import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { writeFileAtomic } from "../runtime/data/files.ts";
import { type Block, typesText } from "./text.ts";

/** Beside the program, where TypeScript looks with `allowArbitraryExtensions`; left alone where nothing has changed. */
export function writeTypes(file: string, blocks: readonly Block[]): void {
  const path = file.replace(/\.nn$/, ".d.nn.ts");
  const text = typesText(blocks, basename(file));
  if (!existsSync(path) || readFileSync(path, "utf8") !== text) writeFileAtomic(path, text);
}
