/**
 * Tables of comma- or tab-separated text.
 *
 * A column is numeric when every cell that holds something is a number. Blank cells and the usual words for "no value"
 * become NaN in numeric columns and are found again by `missing`; whether that matters is for those who use the column.
 * Line numbers count from 1 and stay right after quoted line breaks. Column names are made identifiers, since a field
 * names a column without quotes.
 */
import { CsvError, parse } from "csv-parse/sync";
import { decodeText } from "./bytes.ts";
import { dataError, listed, plural } from "./errors.ts";
import { makeTable, shortened } from "./table.ts";
import type { ColumnStore, RawTable } from "./table.ts";

interface Records {
  readonly rows: readonly (readonly string[])[];
  /** The line on which each row starts. */
  readonly lines: Int32Array;
}

export function readCsv(bytes: Uint8Array, file: string, separator = ","): RawTable {
  const { rows, lines } = split(decodeText(bytes, file), file, separator);
  const first = rows[0];
  if (first === undefined) {
    throw dataError("badTable", `${file} is empty`, {
      help: "a table has a header line and a line for every example",
    });
  }
  const notes: string[] = [];
  const bare = first.every((cell) => cell !== "" && toNumber(cell) !== undefined);
  if (bare) notes.push(`${file} has no header line: its columns are ${shownNames(first.length)}`);
  const names = bare ? first.map((_, i) => `c${i}`) : identifiers(first, file, notes);
  if (names.length === 1) otherSeparator(first[0]!, file, separator);
  const from = bare ? 0 : 1;
  const count = rows.length - from;
  if (count === 0)
    throw dataError("tooFew", `${file} has a header line and no rows`, { help: "add examples to it" });
  for (let r = from; r < rows.length; r++) {
    const cells = rows[r]!.length;
    if (cells === names.length) continue;
    const standard = bare ? "the first line" : "the header";
    throw dataError(
      "raggedRow",
      `line ${lines[r]} of ${file} has ${plural(cells, "cell")}, ${standard} has ${names.length}`,
      {
        help:
          cells > names.length
            ? "quote a cell that contains a separator"
            : "add the cells that are missing, left blank where there is no value",
      },
    );
  }
  const columns = names.map((name, c) => column(rows, from, c, name, bare ? name : first[c]!));
  return makeTable({ file, count, columns, lines: lines.subarray(from), notes });
}

// ---------------------------------------------------------------- rows

function split(source: string, file: string, separator: string): Records {
  // One kind of line break, in quoted cells too: csv-parse counts a quoted CRLF as two lines.
  const text = source.includes("\r") ? source.replace(/\r\n?/g, "\n") : source;
  const options = {
    delimiter: separator,
    record_delimiter: "\n",
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  };
  // csv-parse takes twice as long when it reports lines; without quotes and empty lines a row's line is its index.
  const plain = !text.includes('"') && !/(^|\n)[ \t]*\n/.test(text);
  try {
    if (plain) {
      const rows = parse(text, options);
      return { rows, lines: Int32Array.from({ length: rows.length }, (_, i) => i + 1) };
    }
    return withLines(text, options);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === "number" ? error.lines : undefined;
    const where = line === undefined ? file : `line ${line} of ${file}`;
    if (error.code === "CSV_QUOTE_NOT_CLOSED") {
      throw dataError("badTable", `a quote in ${file} is never closed`, {
        help: 'close it, or write a literal quote as "" inside quotes',
      });
    }
    throw dataError("badTable", `a stray quote at ${where}`, {
      help: 'quote the whole cell and write the quote in it as ""',
    });
  }
}

function withLines(text: string, options: object): Records {
  // With `info` each record comes wrapped, which the types of csv-parse do not say.
  const wrapped: readonly unknown[] = parse(text, { ...options, info: true });
  const records = wrapped as readonly { record: string[]; info: { lines: number } }[];
  const lines = new Int32Array(records.length);
  for (const [i, { record, info }] of records.entries()) {
    let inside = 0;
    for (const cell of record) if (cell.includes("\n")) inside += cell.split("\n").length - 1;
    lines[i] = info.lines - inside;
  }
  return { rows: records.map((r) => r.record), lines };
}

// ---------------------------------------------------------------- names

function identifiers(header: readonly string[], file: string, notes: string[]): string[] {
  const seen = new Map<string, string>();
  const renamed: string[] = [];
  const names = header.map((cell, i) => {
    if (cell !== "" && header.indexOf(cell) !== i) {
      throw dataError(
        "badTable",
        `two columns of ${file} are named \`${cell}\`: ${header.indexOf(cell) + 1} and ${i + 1}`,
        {
          help: "rename one of them in the header line",
        },
      );
    }
    const plainName = identifier(cell) || `c${i}`;
    let name = plainName;
    for (let k = 2; seen.has(name) || (name !== cell && header.includes(name)); k++)
      name = `${plainName}_${k}`;
    seen.set(name, cell);
    if (name !== cell) renamed.push(`"${shortened(cell)}" is \`${name}\``);
    return name;
  });
  if (renamed.length > 0) notes.push(`columns of ${file} whose names are no identifiers: ${listed(renamed)}`);
  return names;
}

/** "Petal width (cm)" → `Petal_width_cm`; empty where nothing is left. */
function identifier(text: string): string {
  const name = text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[^A-Za-z0-9_]+/g, "_")
    .replace(text.startsWith("_") ? /_$/ : /^_+|_+$/g, "");
  return /^[0-9]/.test(name) ? `_${name}` : name;
}

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
const NO_VALUE = new Set(["na", "n/a", "nan", "null", "none", "?", "-"]);

function column(
  rows: Records["rows"],
  from: number,
  place: number,
  name: string,
  header: string,
): ColumnStore {
  const count = rows.length - from;
  const cells = new Array<string>(count);
  const values = new Float64Array(count);
  let numbers = 0;
  let texts = 0;
  let firstText = -1;
  for (let r = 0; r < count; r++) {
    const cell = rows[from + r]![place]!;
    cells[r] = cell;
    const value = cell === "" ? NaN : toNumber(cell);
    if (value === undefined) {
      values[r] = NaN;
      if (NO_VALUE.has(cell.toLowerCase())) continue;
      if (texts++ === 0) firstText = r;
    } else {
      values[r] = value;
      if (cell !== "") numbers++;
    }
  }
  const shared = { name, shape: [], dtype: "f32", cells, place: place + 1, header } as const;
  if (texts === 0 && (numbers > 0 || cells.every((cell) => cell === "")))
    return { ...shared, kind: "number", values };
  // Text among many numbers is a mistake in the file rather than a column of text.
  const astray = numbers > 9 * texts ? { firstText } : {};
  return { ...shared, kind: "text", values: [], ...astray };
}

/** The number that a trimmed cell is, if it is one. `Number` also takes hexadecimal and infinities, which data lacks. */
function toNumber(cell: string): number | undefined {
  const value = Number(cell);
  if (!Number.isFinite(value)) return undefined;
  return cell.length > 2 && cell.charCodeAt(1) > 57 && /^0[xob]/i.test(cell) ? undefined : value;
}
