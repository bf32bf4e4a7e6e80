/** Where files are: addresses of the protocol, paths of the compiler, and the library's files in the package. */
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isLibraryFile, librarySources } from "../../compiler/1-check/library.ts";
import { packageRoot } from "../../cli/shared/root.ts";
import { readText } from "../../cli/shared/spec.ts";

const libraryFolder = join(packageRoot(), "compiler/std");

/** The compiler's name of a document: a path with `/`, `std/…` for the library; unsaved documents keep their address. */
export function fileOf(uri: string): string {
  if (!uri.startsWith("file:")) return uri;
  const path = fileURLToPath(uri);
  const library = path.startsWith(libraryFolder) ? `std/${path.slice(libraryFolder.length + 1)}` : "";
  return isLibraryFile(library) ? library : path.replaceAll("\\", "/");
}

export function uriOf(file: string): string {
  if (/^(?!file:)[a-z][a-z+-]+:/i.test(file)) return file;
  const path = isLibraryFile(file) ? join(libraryFolder, file.slice("std/".length)) : file;
  return pathToFileURL(path).href;
}

export function readFile(file: string): string | undefined {
  return isLibraryFile(file) ? librarySources().get(file) : readText(file);
}

/** How deep below a workspace folder programs are looked for. */
const DEPTH = 5;
const SKIPPED = new Set(["node_modules", "dist", "runs"]);

/** The `.nn` files in a folder and below it. */
export function programsBelow(folder: string, depth = DEPTH): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isFile()) return entry.name.endsWith(".nn") ? [path] : [];
    const skip = depth === 0 || entry.name.startsWith(".") || SKIPPED.has(entry.name);
    return entry.isDirectory() && !skip ? programsBelow(path, depth - 1) : [];
  });
}

export const folderOf = (file: string): string => dirname(file);
