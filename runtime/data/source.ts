/**
 * The sources that a `data` declaration can name, and how each is opened.
 *
 * A new format is a reader and one line in `SOURCES`. Opening reads the file and gives the uniform view of `table.ts`;
 * splitting, shuffling and limiting are in `dataset.ts`, missing values in `requireColumns`.
 */
import { InvariantError, nearest } from "../../compiler/diagnostics.ts";
import { arrayTable } from "./arrays.ts";
import type { Uses } from "./arrays.ts";
import { inflated } from "./bytes.ts";
import { readBytes, readChars } from "./chars.ts";
import { readCsv } from "./csv.ts";
import { openIdx } from "./idx.ts";
import { openImages } from "./images.ts";
import { readFile } from "./io.ts";
import type { DataFiles } from "./io.ts";
import { readNpy } from "./npy.ts";
import { openNpz } from "./npz.ts";
import { readParquet } from "./parquet.ts";
import { safetensorsArrays } from "./safetensors.ts";
import { dataSettings } from "./settings.ts";
import type { DataSettings, Settings } from "./settings.ts";
import type { RawTable, RawTokens } from "./table.ts";

export { requireColumn, requireColumns } from "./table.ts";
export type { DataSettings, SettingValue, Settings } from "./settings.ts";
export type { Column, ColumnDType, Missing, MissingPolicy, RawTable, RawTokens } from "./table.ts";

interface Source {
  /** What the names in a field are, for the checker. */
  readonly gives: "table" | "tokens";
  /** Settings of its own, besides `split`, `shuffle`, `limit`. */
  readonly settings: readonly ("missing" | "separator" | "decimal")[];
  open(path: string, settings: DataSettings, files: DataFiles, uses?: Uses): RawTable | RawTokens;
}

const bytesOf = (files: DataFiles, path: string) => inflated(readFile(files, path), path);

const SOURCES = {
  csv: {
    gives: "table",
    settings: ["missing", "separator", "decimal"],
    open: (path, { separator = ",", decimal }, files) =>
      readCsv(bytesOf(files, path), path, separator, 1, decimal),
  },
  tsv: {
    gives: "table",
    settings: ["missing", "decimal"],
    open: (path, { decimal }, files) => readCsv(bytesOf(files, path), path, "\t", 1, decimal),
  },
  idx: { gives: "table", settings: [], open: (path, _, files) => openIdx(files, path) },
  npz: {
    gives: "table",
    settings: ["missing"],
    open: (path, _, files, uses) => arrayTable(openNpz(readFile(files, path), path), path, uses),
  },
  npy: {
    gives: "table",
    settings: ["missing"],
    open: (path, _, files) =>
      arrayTable(new Map([["values", () => readNpy(bytesOf(files, path), path)]]), path),
  },
  safetensors: {
    gives: "table",
    settings: ["missing"],
    open: (path, _, files, uses) => arrayTable(safetensorsArrays(readFile(files, path), path), path, uses),
  },
  parquet: {
    gives: "table",
    settings: ["missing"],
    open: (path, _, files) => readParquet(readFile(files, path), path),
  },
  images: { gives: "table", settings: [], open: (path, _, files) => openImages(files, path) },
  chars: { gives: "tokens", settings: [], open: (path, _, files) => readChars(bytesOf(files, path), path) },
  bytes: { gives: "tokens", settings: [], open: (path, _, files) => readBytes(bytesOf(files, path), path) },
} as const satisfies Record<string, Source>;

export type SourceName = keyof typeof SOURCES;

export const SOURCE_NAMES = Object.keys(SOURCES) as readonly SourceName[];

export function isSource(name: string): name is SourceName {
  return Object.hasOwn(SOURCES, name);
}

/** What a source gives and the settings that are its own. */
export function describeSource(name: SourceName): Pick<Source, "gives" | "settings"> {
  return SOURCES[name];
}

/**
 * Opens a source; `uses` are the columns that the program's fields use, where that is known. Throws a `DiagnosticError`
 * without labels; `blame` adds the place in the program.
 */
export function openSource(
  name: SourceName,
  path: string,
  settings: Settings,
  files: DataFiles,
  uses?: Uses,
): RawTable | RawTokens {
  if (!isSource(name)) {
    const near = nearest(String(name), SOURCE_NAMES)[0];
    throw new InvariantError(
      "runtime/data/source",
      `no source ${String(name)}${near === undefined ? "" : `, perhaps ${near}`}`,
    );
  }
  return SOURCES[name].open(path, settingsOf(name, settings), files, uses);
}

/** The checked settings of a source, or of `generate`, which needs no file. */
export function settingsOf(name: SourceName | "generate", settings: Settings): DataSettings {
  return dataSettings(name, name === "generate" ? [] : SOURCES[name].settings, settings);
}
