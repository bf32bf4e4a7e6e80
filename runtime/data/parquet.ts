/**
 * Parquet: tables by columns, as pandas, Polars, DuckDB and Spark write them.
 *
 * hyparquet reads the format, hyparquet-compressors its codecs; what a column may be is decided here. Types are the
 * file's: integers i32, floats and decimals f32, booleans bool, strings, dates and times text. A list column whose rows
 * are all of one shape is a column of that shape. A null is a missing value. Columns of structs, maps and plain bytes are
 * left out, which a note says.
 */
import { parquetMetadata, parquetSchema } from "hyparquet";
import type { ColumnMetaData, FileMetaData, SchemaTree } from "hyparquet";
import { assembleNested } from "hyparquet/src/assemble.js";
import { parquetHeader, readColumn } from "hyparquet/src/column.js";
import { DEFAULT_PARSERS } from "hyparquet/src/convert.js";
import { getTreePath, isListLike } from "hyparquet/src/schema.js";
import { compressors } from "hyparquet-compressors";
import { DiagnosticError } from "../../compiler/diagnostics.ts";
import { dataError, listed } from "./errors.ts";
import { identifiers } from "./names.ts";
import { makeTable } from "./table.ts";
import type { ColumnDType, ColumnStore, RawTable } from "./table.ts";
import { elements } from "./tensor.ts";

type Values = ArrayLike<unknown>;

export function readParquet(bytes: Uint8Array, file: string): RawTable {
  const fail = (why: string) =>
    dataError("badParquet", `${file} is not a whole Parquet file: ${why}`, {
      help: "download or write it again",
    });
  const magic = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 12 || magic(0) !== "PAR1" || magic(bytes.length - 4) !== "PAR1") {
    if (magic(0) === "PARE") throw fail("it is encrypted");
    throw fail(magic(0) === "PAR1" ? "its end is missing" : "it does not start as one");
  }
  try {
    return tableOf(bytes, file, fail);
  } catch (error) {
    if (error instanceof DiagnosticError) throw error;
    throw fail(error instanceof Error ? error.message : String(error));
  }
}

function tableOf(bytes: Uint8Array, file: string, fail: (why: string) => Error): RawTable {
  const metadata = parquetMetadata(bytes, { geoparquet: false });
  const count = Number(metadata.num_rows);
  const rowsInGroups = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  if (!(count >= 0) || rowsInGroups !== count)
    throw fail(`it says ${count} rows, and its groups hold ${rowsInGroups}`);
  const { children } = parquetSchema(metadata);
  if (count === 0) throw dataError("tooFew", `${file} holds no examples`, { help: "look at the file" });
  const columns: ColumnStore[] = [];
  const left: string[] = [];
  const notes: string[] = [];
  const headers = children.map((tree) => tree.element.name);
  const names = identifiers(headers, file, notes);
  for (const [i, tree] of children.entries()) {
    const name = names[i]!;
    const type = typeOf(tree);
    if (type === undefined) {
      left.push(`\`${name}\` (${describe(tree)})`);
      continue;
    }
    const values = metadata.row_groups.flatMap((group) => chunksOf(bytes, metadata, group, tree));
    const rows = values.reduce((sum, chunk) => sum + chunk.length, 0);
    if (rows !== count) throw fail(`\`${name}\` has ${rows} rows of ${count}`);
    columns.push({ ...columnOf(name, type, values, count, file), place: i + 1, header: headers[i]! });
  }
  if (left.length > 0) notes.push(`columns of ${file} that no tensor holds: ${listed(left)}`);
  return makeTable({ file, count, columns, notes });
}

// ---------------------------------------------------------------- types

type Type = ColumnDType | "text";

/** What a column's values are; undefined where no tensor and no category can be made of them. */
function typeOf(tree: SchemaTree): Type | undefined {
  if (tree.children.length > 0) {
    if (!isListLike(tree)) return undefined;
    const inner = itemOf(tree);
    const type = inner && typeOf(inner);
    return type === "text" ? undefined : type;
  }
  const { type: physical, converted_type: converted, logical_type: logical } = tree.element;
  if (converted === "DECIMAL" || logical?.type === "FLOAT16") return "f32";
  if (converted === "DATE" || converted?.startsWith("TIMESTAMP") || logical?.type === "TIMESTAMP")
    return "text";
  if (converted === "UTF8" || converted === "ENUM" || converted === "JSON") return "text";
  if (logical?.type === "STRING" || logical?.type === "ENUM" || logical?.type === "UUID") return "text";
  switch (physical) {
    case "BOOLEAN":
      return "bool";
    case "INT32":
    case "INT64":
      return "i32";
    case "INT96":
      return "text";
    case "FLOAT":
    case "DOUBLE":
      return "f32";
    case "BYTE_ARRAY":
    case "FIXED_LEN_BYTE_ARRAY":
    case undefined:
      return undefined;
  }
  physical satisfies never;
  return undefined;
}

/** The item of a list, below the repeated group of the three-level form. */
function itemOf(list: SchemaTree): SchemaTree | undefined {
  const [repeated] = list.children;
  return repeated?.children.length === 1 ? repeated.children[0] : repeated;
}

function describe({ element, children }: SchemaTree): string {
  if (element.converted_type === "MAP") return "a map";
  if (children.length > 0)
    return element.converted_type === "LIST" ? "a list of texts or structs" : "a struct";
  return "plain bytes";
}

// ---------------------------------------------------------------- values

/** Dates and times as ISO 8601, JSON as it is written: what `category` can number. */
const PARSERS = {
  ...DEFAULT_PARSERS,
  timestampFromMilliseconds: (t: bigint) => new Date(Number(t)).toISOString(),
  timestampFromMicroseconds: (t: bigint) => new Date(Number(t / 1000n)).toISOString(),
  timestampFromNanoseconds: (t: bigint) => new Date(Number(t / 1_000_000n)).toISOString(),
  dateFromDays: (days: number) => new Date(days * 86_400_000).toISOString().slice(0, 10),
  jsonFromBytes: DEFAULT_PARSERS.stringFromBytes,
};

/** The values of one column in one row group; rows of a list column are nested arrays. */
function chunksOf(
  bytes: Uint8Array,
  metadata: FileMetaData,
  group: FileMetaData["row_groups"][number],
  tree: SchemaTree,
): Values[] {
  const rows = Number(group.num_rows);
  const leaf = group.columns.find((c) => c.meta_data?.path_in_schema[0] === tree.element.name)?.meta_data;
  if (leaf === undefined) throw new Error(`column ${tree.element.name} is missing`);
  const schemaPath = getTreePath(parquetSchema(metadata), leaf.path_in_schema);
  const start = Number(leaf.dictionary_page_offset ?? leaf.data_page_offset);
  const end = start + Number(leaf.total_compressed_size);
  if (!(start >= 4 && end <= bytes.length && start <= end))
    throw new Error(`column ${tree.element.name} lies outside of the file`);
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, end - start);
  requireAgreement(view, leaf, tree.children.length === 0 ? rows : undefined);
  const select = { groupStart: 0, selectStart: 0, selectEnd: rows, groupRows: rows };
  const { data } = readColumn({ view, offset: 0 }, select, {
    ...leaf,
    pathInSchema: leaf.path_in_schema,
    schemaPath,
    element: schemaPath.at(-1)!.element,
    parsers: PARSERS,
    compressors,
  });
  if (tree.children.length === 0)
    return data.map((part) => (part.length > rows ? part.slice(0, rows) : part));
  const nested: unknown[] = [];
  for (const part of data) for (let i = 0; i < part.length; i++) nested.push(part[i]);
  const parts = new Map([[leaf.path_in_schema.join("."), nested]]);
  assembleNested(parts, tree, PARSERS);
  return [parts.get(tree.element.name) ?? []];
}

/**
 * Compares the counts and sizes of a column's pages with those that the file states once more in its footer: a damaged
 * count would otherwise be believed, and take minutes or all memory.
 */
function requireAgreement(view: DataView, leaf: ColumnMetaData, rows: number | undefined): void {
  const reader = { view, offset: 0 };
  let values = 0;
  let size = 0;
  while (reader.offset < view.byteLength) {
    const start = reader.offset;
    const page = parquetHeader(reader);
    const count = page.data_page_header?.num_values ?? page.data_page_header_v2?.num_values ?? 0;
    const inDictionary = page.dictionary_page_header?.num_values ?? 0;
    const { compressed_page_size: packed, uncompressed_page_size: unpacked } = page;
    if (!(packed >= 0 && unpacked >= inDictionary && inDictionary >= 0 && count >= 0))
      throw new Error("a page has an impossible size");
    values += count;
    size += reader.offset - start + unpacked;
    reader.offset += packed;
  }
  const isRight = reader.offset === view.byteLength && values === Number(leaf.num_values);
  if (!isRight || size !== Number(leaf.total_uncompressed_size) || (rows !== undefined && values !== rows))
    throw new Error(`the pages of column ${leaf.path_in_schema.join(".")} do not add up`);
}

function columnOf(
  name: string,
  type: Type,
  chunks: readonly Values[],
  count: number,
  file: string,
): ColumnStore {
  if (type === "text") {
    const cells = new Array<string>(count);
    let at = 0;
    for (const chunk of chunks)
      for (let i = 0; i < chunk.length; i++) cells[at++] = chunk[i] == null ? "" : String(chunk[i]);
    return { name, kind: "text", dtype: "f32", shape: [], values: [], cells };
  }
  const shape = shapeOf(chunks);
  const size = elements(shape);
  const values = new Float64Array(count * size);
  let row = 0;
  for (const chunk of chunks) {
    for (let i = 0; i < chunk.length; i++, row++) {
      if (shape.length === 0) values[row] = numberOf(chunk[i]);
      else if (chunk[i] == null) values.fill(NaN, row * size, (row + 1) * size);
      else if (!fill(chunk[i], shape, 0, values, row * size)) throw uneven(name, file, row, shape, chunk[i]);
    }
  }
  return { name, kind: "number", dtype: type, shape, values };
}

/** The shape of the first row that has a value. */
function shapeOf(chunks: readonly Values[]): readonly number[] {
  for (const chunk of chunks) {
    for (let i = 0; i < chunk.length; i++) {
      if (chunk[i] == null) continue;
      const shape: number[] = [];
      for (let item = chunk[i]; Array.isArray(item); item = (item as unknown[])[0]) shape.push(item.length);
      return shape;
    }
  }
  return [];
}

/** Copies a nested list of that shape; false where it has another. */
function fill(item: unknown, shape: readonly number[], axis: number, out: Float64Array, at: number): boolean {
  if (axis === shape.length) {
    if (Array.isArray(item)) return false;
    out[at] = numberOf(item);
    return true;
  }
  if (!Array.isArray(item) || item.length !== shape[axis]) return false;
  const step = elements(shape.slice(axis + 1));
  return item.every((part: unknown, i) => fill(part, shape, axis + 1, out, at + i * step));
}

function numberOf(value: unknown): number {
  return value == null ? NaN : Number(value);
}

function uneven(name: string, file: string, row: number, shape: readonly number[], item: unknown): Error {
  const length = Array.isArray(item) ? item.length : 1;
  return dataError(
    "countsDiffer",
    `row ${row + 1} of the list column \`${name}\` in ${file} has ${length === shape[0] ? "another shape" : `${length} items`}, the first row has ${shape[0]}`,
    { help: "write lists of one length, padded where they are shorter" },
  );
}
