/**
 * What `nn predict --in` reads: a table of any kind that `data` reads, tensors, or pictures, as one table.
 */
import { readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import type { DataProgram } from "../../compiler/compile.ts";
import { sizeOf } from "../../compiler/ir/graph.ts";
import { arrayTable, type ReadArray } from "../../runtime/data/arrays.ts";
import { inflated } from "../../runtime/data/bytes.ts";
import { readCsv } from "../../runtime/data/csv.ts";
import { dataError, listed } from "../../runtime/data/errors.ts";
import { nodeFiles } from "../../runtime/data/files.ts";
import { decodeImage, imageHeader } from "../../runtime/data/image.ts";
import { identifiers } from "../../runtime/data/names.ts";
import { readNpy } from "../../runtime/data/npy.ts";
import { openNpz } from "../../runtime/data/npz.ts";
import { readParquet } from "../../runtime/data/parquet.ts";
import { safetensorsArrays } from "../../runtime/data/safetensors.ts";
import { isSource, openSource } from "../../runtime/data/source.ts";
import { type ColumnStore, makeTable, type RawTable } from "../../runtime/data/table.ts";
import { tensorFromJson } from "../../runtime/data/tensor.ts";
import { UsageError } from "./exit.ts";

/** The column that says which picture a row is. */
export const PICTURE = "file";

const ENDINGS = ".csv, .tsv, .json, .npz, .npy, .safetensors, .parquet, .png, .jpg or a folder of pictures";

/** The columns that the predictions need, for files whose values have no names. */
export interface Needs {
  readonly program: DataProgram;
  readonly fields: readonly string[];
}

/** Reads one file, a folder, or several pictures; `-` is JSON from standard input. */
export function readInput(paths: readonly string[], needs: Needs): RawTable {
  const [path] = paths;
  const pictures = paths.every((p) => IMAGE.test(p));
  if (paths.length > 1 && !pictures)
    throw new UsageError(
      `--in names ${paths.length} files that are not all pictures`,
      "predict one table at a time",
    );
  if (path === "-") return jsonTable(readFileSync(0, "utf8"), "standard input", needs);
  const kinds = paths.map((p) => ({ p, found: statSync(p, { throwIfNoEntry: false }) }));
  const missing = kinds.find(({ found }) => found === undefined);
  if (missing !== undefined) throw new UsageError(`--in: no file ${missing.p}`);
  if (pictures) return pictureTable(paths, needs);
  if (kinds[0]!.found!.isDirectory()) return folderTable(path!, needs);
  return fileTable(path!, needs);
}

function fileTable(path: string, needs: Needs): RawTable {
  const { program, fields } = needs;
  const bytes = readFileSync(path);
  const { settings, source } = program.decl;
  const own = source === "csv" ? settings["separator"] : undefined;
  const separator = typeof own === "string" ? own : ",";
  const decimal = settings["decimal"] === "," ? "," : ".";
  const ending = extname(path.replace(/\.gz$/i, "")).toLowerCase();
  switch (ending) {
    case ".csv":
    case ".txt":
      return readCsv(inflated(bytes, path), path, separator, 0, decimal);
    case ".tsv":
      return readCsv(inflated(bytes, path), path, "\t", 0, decimal);
    case ".parquet":
      return readParquet(bytes, path);
    case ".npz":
      return tensorTable(openNpz(bytes, path), path, needs);
    case ".safetensors":
      return tensorTable(safetensorsArrays(bytes, path), path, needs);
    case ".npy":
      return tensorTable(
        new Map([[onlyName(program, fields, path), () => readNpy(inflated(bytes, path), path)]]),
        path,
        needs,
      );
    case ".json":
      return jsonTable(bytes.toString("utf8"), path, needs);
    default:
      throw new UsageError(
        `--in ${path}: ${ending === "" ? "the file's name has no ending" : `unknown ending ${ending}`}`,
        `use ${ENDINGS}`,
      );
  }
}

/** What an array without a name, or a picture, is: the only column that the predictions need, or their only field. */
function onlyName({ fields, columns }: DataProgram, needed: readonly string[], path: string): string {
  const own = new Set(fields.filter((f) => needed.includes(f.name)).flatMap((f) => f.columns));
  const names = columns.map((c) => c.name).filter((name) => own.has(name));
  const [name] = names.length > 0 ? names : needed;
  if (name !== undefined && Math.max(names.length, names.length > 0 ? 1 : needed.length) === 1) return name;
  throw new UsageError(
    `--in ${path}: an array without a name, and the predictions need ${listed(names.length > 0 ? names : needed)}`,
    "use .npz or .safetensors, whose arrays have names",
  );
}

// ---------------------------------------------------------------- tensors

/** Arrays with a row for each example along their first axis; there may be none. What no prediction needs is left out. */
function tensorTable(
  arrays: ReadonlyMap<string, ReadArray>,
  file: string,
  { program, fields }: Needs,
): RawTable {
  const own = program.fields.filter((f) => fields.includes(f.name)).flatMap((f) => f.columns);
  const needed = new Set([...fields, ...own.map((name) => name.replace(/^category:/, ""))]);
  return arrayTable(arrays, file, (names) => names.filter((name) => needed.has(name)), 0);
}

// ---------------------------------------------------------------- JSON

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A list of objects (a row each), an object of lists (a column each) or of tensors as `nn call` has them, or one row. */
function jsonTable(text: string, file: string, needs: Needs): RawTable {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw dataError("badTensorJson", `${file} is not JSON`, {
      notes: [error instanceof Error ? error.message : String(error)],
    });
  }
  if (Array.isArray(value)) return rowsTable(value, file);
  if (!isObject(value)) throw badJson(file);
  const entries = Object.entries(value);
  if (entries.length > 0 && entries.every(([, v]) => isObject(v) && "shape" in v && "data" in v))
    return tensorTable(
      new Map(entries.map(([name, v]) => [name, () => tensorFromJson(v, `\`${name}\` in ${file}`)])),
      file,
      needs,
    );
  const lists = entries.filter(([, v]) => Array.isArray(v)).map(([, v]) => v as unknown[]);
  if (lists.length === 0) return rowsTable([value], file);
  const [first] = lists;
  if (lists.length !== entries.length) return rowsTable([value], file);
  const odd = entries.find(([, v]) => (v as unknown[]).length !== first!.length);
  if (odd !== undefined)
    throw dataError("countsDiffer", `\`${odd[0]}\` in ${file} has ${(odd[1] as unknown[]).length} rows, \`${entries[0]![0]}\` ${first!.length}`); // prettier-ignore
  return jsonColumns(entries as [string, unknown[]][], first!.length, file);
}

function badJson(file: string): Error {
  return dataError("badTensorJson", `${file} holds no rows`, {
    help: 'write a list of rows, such as [{"area": 120, "rooms": 4}, {"area": 80, "rooms": 3}]',
  });
}

function rowsTable(rows: readonly unknown[], file: string): RawTable {
  const names = new Set<string>();
  for (const row of rows) {
    if (!isObject(row)) throw badJson(file);
    for (const name of Object.keys(row)) names.add(name);
  }
  const columns = [...names].map((name): [string, unknown[]] => [
    name,
    rows.map((row) => (row as Json)[name]),
  ]);
  return jsonColumns(columns, rows.length, file);
}

function jsonColumns(
  entries: readonly [string, readonly unknown[]][],
  count: number,
  file: string,
): RawTable {
  const notes: string[] = [];
  const names = identifiers(entries.map(([name]) => name), file, notes); // prettier-ignore
  const columns = entries.map(([header, values], i) => jsonColumn(names[i]!, header, values, file));
  return makeTable({ file, count, columns, notes });
}

function jsonColumn(name: string, header: string, values: readonly unknown[], file: string): ColumnStore {
  const store = { name, header, dtype: "f32" } as const;
  if (values.some((v) => typeof v === "string")) {
    const cells = values.map((v) =>
      v === null || v === undefined ? "" : typeof v === "string" ? v : JSON.stringify(v),
    );
    return { ...store, kind: "text", shape: [], values: [], cells };
  }
  const shape = shapeOf(values[0]);
  const size = sizeOf(shape);
  const flat = values.map((v) =>
    v === null || v === undefined ? Array<number>(size).fill(NaN) : flattened(v),
  );
  const bad = flat.findIndex(
    (v, i) => v === undefined || (values[i] != null && shapeOf(values[i]).join() !== shape.join()),
  );
  if (bad >= 0)
    throw dataError("badTensorJson", `\`${header}\` in row ${bad + 1} of ${file} is ${JSON.stringify(values[bad]).slice(0, 40)}`, {
      help: `it is ${shape.length === 0 ? "a number" : `a list of shape [${shape.join(", ")}]`} in the first row`,
    }); // prettier-ignore
  const numbers = Float64Array.from(flat.flatMap((v) => v!));
  const plain =
    shape.length === 0 ? { cells: values.map((v) => (v === null || v === undefined ? "" : String(v))) } : {};
  return { ...store, ...plain, kind: "number", shape, values: numbers };
}

function shapeOf(value: unknown): number[] {
  return Array.isArray(value) ? [value.length, ...shapeOf(value[0])] : [];
}

/** The numbers in nested lists; undefined where something else is among them. */
function flattened(value: unknown): number[] | undefined {
  if (typeof value === "number") return [value];
  if (typeof value === "boolean") return [value ? 1 : 0];
  if (!Array.isArray(value)) return undefined;
  const parts = value.map(flattened);
  return parts.includes(undefined) ? undefined : parts.flatMap((p) => p!);
}

// ---------------------------------------------------------------- pictures

const IMAGE = /\.(png|jpe?g|jfif)$/i;

/** A folder of pictures, in it or in folders of it; or what the training's own kind of folder is. */
function folderTable(folder: string, needs: Needs): RawTable {
  const { source, settings } = needs.program.decl;
  const files = nodeFiles(".");
  const found: string[] = [];
  const visit = (at: string): void => {
    for (const name of files.list(at)) {
      const path = join(at, name);
      if (files.kind(path) === "folder") visit(path);
      else if (IMAGE.test(name) && !name.startsWith(".")) found.push(path);
    }
  };
  visit(folder);
  if (found.length > 0) return pictureTable(found, needs);
  if (source === "idx" && isSource(source)) {
    const opened = openSource(source, folder, settings, files);
    if (opened.kind === "table") return opened.test ?? opened;
  }
  throw dataError("badImageFolder", `${folder} holds no PNG or JPEG images`, { help: `name ${ENDINGS}` });
}

/** Pictures as bytes, 0 to 255, in the size that the training's had. */
function pictureTable(paths: readonly string[], { program, fields }: Needs): RawTable {
  const name = onlyName(program, fields, paths[0]!);
  const column = program.columns.find((c) => c.name === name);
  if (column === undefined || column.type.shape.length < 2 || column.type.shape.length > 3)
    throw new UsageError(
      `--in ${paths[0]}: \`${program.name}\` has no pictures that this could be one of`,
      `the predictions need ${listed(fields.map((f) => `\`${f}\``))}`,
    );
  const { shape } = column.type;
  const [height, width, channels = 1] = shape as [number, number, number?];
  const size = sizeOf(shape);
  const values = new Uint8Array(paths.length * size);
  for (const [i, path] of paths.entries()) {
    const bytes = readFileSync(path);
    const header = imageHeader(bytes, path);
    if (header.width !== width || header.height !== height)
      throw dataError(
        "badImage",
        `${path} has ${header.width} × ${header.height} pixels, the model was trained on ${width} × ${height}`,
        { help: "scale or crop it" },
      );
    if (channels === 1 && header.channels === 3) {
      const rgb = new Uint8Array(3 * size);
      decodeImage(bytes, path, header, 3, rgb, 0);
      for (let k = 0; k < size; k++) values[i * size + k] = luma(rgb, 3 * k);
    } else decodeImage(bytes, path, header, channels === 1 ? 1 : 3, values, i * size);
  }
  return makeTable({
    file: paths.length === 1 ? paths[0]! : `${paths.length} pictures`,
    count: paths.length,
    columns: [
      { name, kind: "number", dtype: "f32", shape, values },
      { name: PICTURE, kind: "text", dtype: "f32", shape: [], values: [], cells: paths },
    ],
  });
}

/** The brightness of a colour by ITU-R BT.601, from 0 to 255. */
function luma(rgb: Uint8Array, at: number): number {
  return Math.round(0.299 * rgb[at]! + 0.587 * rgb[at + 1]! + 0.114 * rgb[at + 2]!);
}
