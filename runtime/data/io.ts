/**
 * How readers reach files: through `DataFiles`, so that the same readers run in Node, in a worker and in tests.
 *
 * Reading is synchronous: a browser fetches first and hands over `memoryFiles`. Paths are those written in the program;
 * what they are relative to is the business of whoever makes the `DataFiles`.
 */
import { nearest } from "../../compiler/diagnostics.ts";
import { DATA_SETS } from "./catalogue.ts";
import { dataError, listed } from "./errors.ts";

export interface DataFiles {
  kind(path: string): "file" | "folder" | undefined;
  /** The bytes of a file. Only called where `kind` is "file"; may throw a `DiagnosticError`. */
  read(path: string): Uint8Array;
  /** The names of a folder's entries, sorted; empty where there is no such folder. */
  list(folder: string): readonly string[];
}

/** Files in memory, by path with `/` between folders. */
export function memoryFiles(files: Readonly<Record<string, Uint8Array>>): DataFiles {
  const paths = new Map(Object.entries(files).map(([path, bytes]) => [clean(path), bytes]));
  return {
    kind(path) {
      if (paths.has(clean(path))) return "file";
      return this.list(path).length > 0 ? "folder" : undefined;
    },
    read(path) {
      const bytes = paths.get(clean(path));
      if (bytes === undefined) throw missingFile(this, path);
      return bytes;
    },
    list(folder) {
      const prefix = clean(folder) === "" ? "" : `${clean(folder)}/`;
      const names = new Set<string>();
      for (const path of paths.keys()) {
        if (path.startsWith(prefix)) names.add(path.slice(prefix.length).split("/")[0]!);
      }
      return [...names].sort();
    },
  };
}

function clean(path: string): string {
  return path
    .split(/[\\/]/)
    .filter((part) => part !== "" && part !== ".")
    .join("/");
}

export function joinPath(folder: string, name: string): string {
  return /[\\/]$/.test(folder) ? folder + name : `${folder}/${name}`;
}

export function dirname(path: string): string {
  const cut = path.search(/[\\/][^\\/]*$/);
  if (cut === 0) return path[0]!;
  return cut < 0 ? "." : path.slice(0, cut);
}

export function basename(path: string): string {
  return path.slice(path.search(/[^\\/]*$/));
}

/** The bytes of the file at `path`, or the error that says what is there instead. */
export function readFile(files: DataFiles, path: string): Uint8Array {
  const kind = files.kind(path);
  if (kind === "file") return files.read(path);
  if (kind === undefined) throw missingFile(files, path);
  const names = files.list(path);
  throw dataError("unreadable", `${path} is a folder, not a file`, {
    notes: names.length === 0 ? [] : [`it holds ${listed(names)}`],
    help: "name one file in it",
  });
}

/** The error for a path that leads nowhere; it suggests what lies nearby. */
export function missingFile(files: DataFiles, path: string): Error {
  const folder = dirname(path);
  const known = publishedAt(path);
  if (known !== undefined) {
    return dataError("noFile", `no file or folder ${path}`, {
      help: `\`nn data ${known}\` fetches it; paths are relative to the program's file`,
    });
  }
  if (folder !== "." && folder !== dirname(folder) && files.kind(folder) === undefined) {
    const near = nearest(basename(folder), files.list(dirname(folder)))[0];
    return dataError("noFile", `no file ${path}: there is no folder ${folder}`, {
      help:
        near === undefined ? PLACE : `did you mean ${joinPath(dirname(folder), near).replace(/^\.\//, "")}?`,
    });
  }
  const names = files.list(folder);
  const name = basename(path);
  const near =
    nearest(name, names)[0] ??
    names.find((n) => n.toLowerCase() === name.toLowerCase()) ??
    names.find((n) => stem(n) === stem(name));
  const suggestion = near === undefined ? undefined : folder === "." ? near : joinPath(folder, near);
  return dataError("noFile", `no file ${path}`, {
    notes: names.length === 0 ? [] : [`${folder === "." ? "that folder" : folder} holds ${listed(names)}`],
    help: suggestion === undefined ? PLACE : `did you mean ${suggestion}?`,
  });
}

/** The data set that `nn data` would put at a path. */
function publishedAt(path: string): string | undefined {
  const [last, before] = clean(path).split("/").reverse();
  if (before !== "data") return undefined;
  return Object.keys(DATA_SETS).find((name) => {
    const { folder, files } = DATA_SETS[name]!;
    return last === (folder ?? files[0]!.name);
  });
}

/** Of a path in the program; those of the command line are relative to where it runs. */
export const PLACE = "paths are relative to the program's file; `--data NAME=PATH` names another place";

function stem(name: string): string {
  return name.replace(/(\.[^.]*)+$/, "").toLowerCase();
}
