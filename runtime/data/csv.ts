/**
 * Tables of comma- or tab-separated text.
 *
 * A column is numeric when every cell that holds something is a number. Blank cells and the usual words for "no value"
 * become NaN in numeric columns and are found again by `missing`; whether that matters is for those who use the column.
 * Line numbers count from 1 and stay right after quoted line breaks. Column names are made identifiers, since a field
 * names a column without quotes.
 */
import { decodeText } from "./bytes.ts";
import { type Cells, type Decimal, scanCells } from "./csv-scan.ts";
import { dataError, plural } from "./errors.ts";
import { identifiers } from "./names.ts";
import { makeTable } from "./table.ts";
import type { ColumnStore, RawTable } from "./table.ts";

/** A table to learn from has rows; one to predict for may have none. */
export function readCsv(
  bytes: Uint8Array,
  file: string,
  separator = ",",
  least = 1,
  decimal: Decimal = ".",
): RawTable {
  rejectOtherFormat(bytes, file);
  const cells = scanCells(decodeText(bytes, file), file, separator, decimal);
  if (cells.rowCount === 0) {
    throw dataError("badTable", `${file} is empty`, {
      help: "a table has a header line and a line for every example",
    });
  }
  const first = Array.from({ length: cells.width(0) }, (_, c) => cells.cell(0, c));
  const notes: string[] = [];
  const bare = first.every((_, c) => cells.number(0, c) !== undefined);
  if (bare) notes.push(`${file} has no header line: its columns are ${shownNames(first.length)}`);
  const names = bare ? first.map((_, i) => `c${i}`) : identifiers(first, file, notes);
  if (names.length === 1) otherSeparator(first[0]!, file, separator);
  const from = bare ? 0 : 1;
  const count = cells.rowCount - from;
  if (count < least)
    throw dataError("tooFew", `${file} has a header line and no rows`, { help: "add examples to it" });
  for (let r = from; r < cells.rowCount; r++) {
    const width = cells.width(r);
    if (width === names.length) continue;
    const standard = bare ? "the first line" : "the header";
    throw dataError(
      "raggedRow",
      `line ${cells.lines[r]} of ${file} has ${plural(width, "cell")}, ${standard} has ${names.length}`,
      {
        help: /^\s*(#|\/\/|%)/.test(first[0]!)
          ? "take the comment out of the file: the first line names the columns"
          : width > names.length
            ? "quote a cell that contains a separator"
            : "add the cells that are missing, left blank where there is no value",
      },
    );
  }
  const columns = names.map((name, c) => column(cells, from, c, name, bare ? name : first[c]!));
  return makeTable({ file, count, columns, lines: cells.lines.subarray(from), notes });
}

/** A workbook, JSON or a program of this language under the name of a table. */
function rejectOtherFormat(bytes: Uint8Array, file: string): void {
  const fail = (what: string, help: string): never => {
    throw dataError("badTable", `${file} is ${what}, no table in text`, { help });
  };
  // Workbooks are ZIP archives, older ones OLE files.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4)
    fail(
      /\.xls/i.test(file) ? "an Excel workbook" : "a ZIP archive",
      /\.xls/i.test(file)
        ? "save the sheet as CSV (UTF-8) and name that file"
        : "unpack it and name the file inside",
    );
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0)
    fail("an Excel workbook", "save the sheet as CSV (UTF-8) and name that file");
  const start = new TextDecoder().decode(bytes.subarray(0, 400)).trimStart();
  if (/^(\[\s*\{|\{\s*")/.test(start))
    fail("JSON", "convert it to CSV: a header line, then a line for every example");
  if (start.startsWith("version https://git-lfs"))
    fail("a pointer of Git LFS", "fetch the file itself with `git lfs pull`");
  if (/^<(!doctype|html|\?xml)/i.test(start)) fail("a web page", "download the table itself");
}

// ---------------------------------------------------------------- names

function shownNames(count: number): string {
  return count <= 3 ? Array.from({ length: count }, (_, i) => `c${i}`).join(", ") : `c0, c1, … c${count - 1}`;
}

/** One column whose name contains another separator is a file of that separator. */
function otherSeparator(header: string, file: string, separator: string): void {
  const other = [";", "\t", ",", "|"].find((s) => s !== separator && header.includes(s));
  if (other === undefined) return;
  const shown = other === "\t" ? "tabs" : `\`${other}\``;
  const help =
    other === "\t"
      ? "open it with `tsv`"
      : other === ","
        ? "open it with `csv`"
        : `write \`separator: "${other}"\` in the source`;
  throw dataError("badTable", `the columns of ${file} are separated by ${shown}`, { help });
}

// ---------------------------------------------------------------- columns

/** What people and programs write where there is no value; only inside columns of numbers. */
const NO_VALUE = new Set(["", "na", "n/a", "nan", "null", "none", "?", "-"]);

function column(cells: Cells, from: number, place: number, name: string, header: string): ColumnStore {
  const count = cells.rowCount - from;
  const values = new Float64Array(count);
  let numbers = 0;
  let texts = 0;
  let blanks = 0;
  let firstText = -1;
  for (let r = 0; r < count; r++) {
    if (cells.isBlank(from + r, place)) {
      values[r] = NaN;
      blanks++;
      continue;
    }
    const value = cells.number(from + r, place);
    if (value !== undefined) {
      values[r] = value;
      numbers++;
      continue;
    }
    values[r] = NaN;
    if (
      NO_VALUE.has(
        cells
          .cell(from + r, place)
          .trim()
          .toLowerCase(),
      )
    )
      continue;
    if (texts++ === 0) firstText = r;
  }
  const isNumber = texts === 0 && (numbers > 0 || blanks === count);
  let texted: readonly string[] | undefined;
  const store = { name, shape: [], dtype: "f32", place: place + 1, header } as const;
  return Object.defineProperty(
    isNumber
      ? { ...store, kind: "number", values }
      : // Text among many numbers is a mistake in the file rather than a column of text.
        { ...store, kind: "text", values: [], ...(numbers > texts ? { firstText } : {}) },
    "cells",
    // Only made where someone asks: a string a cell would be many times the file.
    { get: () => (texted ??= Array.from({ length: count }, (_, r) => cells.cell(from + r, place))) },
  ) satisfies ColumnStore;
}
