/**
 * A data set of the catalogue on this disk: what is there already is left, what a folder has is copied, the rest is
 * downloaded. Every file is compared with its published SHA-256, wherever it comes from.
 */
import { copyFileSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { DataSetEntry, DataSetFile } from "../data/catalogue.ts";
import { DiagnosticError } from "../../compiler/diagnostics.ts";
import { dataError, listed } from "../data/errors.ts";
import { makeFolder } from "../data/files.ts";
import { type DownloadOptions, download, sha256 } from "./download.ts";

export interface FetchOptions extends DownloadOptions {
  /** A file or a folder that has the files already, instead of the network. */
  readonly from?: string;
  /** An address below which mirrors of one's own hold `NAME/FILE`; tried first. */
  readonly mirror?: string;
  /** What happens to each file. */
  told?(file: DataSetFile, what: "downloading" | "copied" | "downloaded" | "there"): void;
}

/** Puts every file of the set into `folder`. Throws a `DiagnosticError` that says what to do. */
export async function fetchDataSet(
  name: string,
  set: DataSetEntry,
  folder: string,
  options: FetchOptions = {},
): Promise<void> {
  const { from, mirror, told } = options;
  for (const file of set.files) {
    const path = join(folder, file.name);
    if (statSync(path, { throwIfNoEntry: false }) !== undefined) {
      if ((await sha256(path)) === file.sha256) {
        told?.(file, "there");
        continue;
      }
      throw dataError("badDownload", `${path} is there, and is not the published file`, {
        help: "remove or rename it, or put the data set elsewhere with `--to FOLDER`",
      });
    }
    if (from !== undefined) {
      await copy(file, set, from, path);
      told?.(file, "copied");
      continue;
    }
    told?.(file, "downloading");
    const own = mirror === undefined ? [] : [`${mirror.replace(/\/$/, "")}/${name}/${file.name}`];
    try {
      await download({ ...file, urls: [...own, ...file.urls] }, path, options);
    } catch (error) {
      throw withRemedy(error, name, file);
    }
    told?.(file, "downloaded");
  }
}

function withRemedy(error: unknown, name: string, file: DataSetFile): unknown {
  if (!(error instanceof DiagnosticError)) return error;
  const help = `get ${file.name} in another way, such as with a browser from ${file.urls[0]}, then \`nn data ${name} --from FOLDER\``;
  return new DiagnosticError({ ...error.diagnostic, fixes: [{ title: help, edits: [] }] });
}

async function copy(file: DataSetFile, set: DataSetEntry, from: string, path: string): Promise<void> {
  const source = find(file, set, from);
  const found = await sha256(source);
  if (found !== file.sha256) {
    throw dataError("badDownload", `${source} is not the published ${file.name}`, {
      notes: [`its SHA-256 is ${found}`, `that of the published file is ${file.sha256}`],
      help: "download it again",
    });
  }
  makeFolder(dirname(path));
  const part = `${path}.part`;
  try {
    copyFileSync(source, part);
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

/** The file in a folder, by its name here or that of its address; a file given for a set of one is that file. */
function find(file: DataSetFile, set: DataSetEntry, from: string): string {
  const kind = statSync(from, { throwIfNoEntry: false });
  if (kind === undefined)
    throw dataError("badDownload", `no file or folder ${from}`, { help: "correct the path after `--from`" });
  if (!kind.isDirectory()) {
    if (set.files.length === 1) return from;
    throw dataError("badDownload", `${from} is one file, and the data set has ${set.files.length}`, {
      help: "name the folder that holds them",
    });
  }
  const names = [file.name, ...file.urls.map((url) => basename(new URL(url).pathname))];
  const there = readdirSync(from);
  const found = there.find((entry) => names.includes(entry));
  if (found !== undefined) return join(from, found);
  throw dataError("badDownload", `${from} has no ${[...new Set(names)].join(" or ")}`, {
    notes: there.length === 0 ? [] : [`it holds ${listed(there)}`],
    help: "put the file there, under that name",
  });
}
