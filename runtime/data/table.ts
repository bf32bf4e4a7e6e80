/**
 * The uniform view of opened data: a table of named columns, or a stream of tokens.
 *
 * Columns convert when they are read, so that 60,000 images stay bytes until someone asks for floats, and `rows` converts
 * only the rows asked for. Conversions are exact or an error that names file, line and column: f32 rounds, but nothing
 * overflows silently and nothing becomes an integer that was not one.
 */
import { nearest } from "../../compiler/diagnostics.ts";
import { gatherRows } from "./dataset.ts";
import { dataError, listed, plural } from "./errors.ts";
import { allocate, elements } from "./tensor.ts";
import type { HostData, HostTensor } from "./tensor.ts";

export type ColumnDType = "f32" | "i32" | "bool";

export interface Column {
  readonly name: string;
  readonly kind: "number" | "text";
  /** What `read` gives when no dtype is asked for. */
  readonly dtype: ColumnDType;
  /** Of one example. */
  readonly shape: readonly number[];
}

export interface Missing {
  /** From 0. */
  readonly row: number;
  /** The line in the file, from 1, where the file has lines. */
  readonly line?: number;
}

export interface RawTable {
  readonly kind: "table";
  readonly file: string;
  readonly count: number;
  readonly columns: readonly Column[];
  /** Names in the file that are no columns, as no field needs them to be. */
  readonly leftOut: readonly string[];
  /** What a reader should know and nobody asked, such as made-up column names. */
  readonly notes: readonly string[];
  readonly members: Readonly<Record<string, number | readonly string[]>>;
  /** The examples of the source's own test files. */
  readonly test?: RawTable;
  /** A numeric column, `[count, …shape]`; a missing value is NaN and only f32 can hold it. */
  read(name: string, dtype?: ColumnDType): HostTensor;
  /** The same for some rows only: `[rows.length, …shape]`. */
  rows(name: string, rows: ArrayLike<number>, dtype?: ColumnDType): HostTensor;
  /** A column's cells as text; numbers as they are written in the file. */
  text(name: string): readonly string[];
  /** The line of a row in the file, where the file has lines. */
  line(row: number): number | undefined;
  missing(name: string): readonly Missing[];
  /** "line 292, column 5" or "row 7": where a cell is, for messages. */
  place(name: string, row: number): string;
}

export interface RawTokens {
  readonly kind: "tokens";
  readonly file: string;
  readonly tokens: Int32Array;
  readonly members: { readonly vocab: number; readonly characters?: readonly string[] };
}

/** What a reader hands over for one column. */
export interface ColumnStore extends Column {
  /** `count * elements(shape)` values; empty for a text column. */
  readonly values: ArrayLike<number>;
  /** The cells, for text columns and wherever the file is text. */
  readonly cells?: readonly string[];
  /** The column's place in the file, from 1, where it has one. */
  readonly place?: number;
  /** The name as the file has it, where that is not an identifier. */
  readonly header?: string;
  /** For a text column: the row whose cell is not a number, where most others are. */
  readonly firstText?: number;
}

export interface TableParts {
  readonly file: string;
  readonly count: number;
  readonly columns: readonly ColumnStore[];
  /** The line of every row. */
  readonly lines?: ArrayLike<number>;
  readonly leftOut?: readonly string[];
  readonly notes?: readonly string[];
  readonly members?: Readonly<Record<string, number | readonly string[]>>;
  readonly test?: RawTable;
}

export function makeTable(parts: TableParts): RawTable {
  return new Table(parts, undefined);
}

/** The policy for missing values: an error (undefined), leave the rows out, or fill with a number. */
export type MissingPolicy = "drop" | number | undefined;

class Table implements RawTable {
  readonly kind = "table";
  readonly file: string;
  readonly count: number;
  readonly columns: readonly Column[];
  readonly leftOut: readonly string[];
  readonly notes: readonly string[];
  readonly members: Readonly<Record<string, number | readonly string[]>>;
  readonly test?: RawTable;

  /** `kept` lists the rows of the file that are rows of this table; `fill` stands in for missing values. */
  constructor(
    private readonly parts: TableParts,
    private readonly kept: Int32Array | undefined,
    private readonly fill?: number,
    notes: readonly string[] = parts.notes ?? [],
    test: RawTable | undefined = parts.test,
  ) {
    this.file = parts.file;
    this.count = kept?.length ?? parts.count;
    this.columns = parts.columns.map(({ name, kind, dtype, shape }) => ({ name, kind, dtype, shape }));
    this.leftOut = parts.leftOut ?? [];
    this.notes = notes;
    this.members = parts.members ?? {};
    if (test !== undefined) this.test = test;
  }

  line(row: number): number | undefined {
    return this.parts.lines?.[this.kept === undefined ? row : this.kept[row]!];
  }

  read(name: string, dtype?: ColumnDType): HostTensor {
    return this.convert(name, undefined, this.count, dtype);
  }

  rows(name: string, rows: ArrayLike<number>, dtype?: ColumnDType): HostTensor {
    return this.convert(name, rows, rows.length, dtype);
  }

  text(name: string): readonly string[] {
    const column = this.find(name);
    const { cells } = column;
    if (cells === undefined) {
      throw dataError("textInNumbers", `column \`${name}\` of ${this.file} holds numbers, not text`, {
        help: `use \`${name}\` as it is, without \`category\` or \`one_hot\` of a text`,
      });
    }
    return this.kept === undefined ? cells : Array.from(this.kept, (row) => cells[row]!);
  }

  missing(name: string): readonly Missing[] {
    const column = this.find(name);
    const found: Missing[] = [];
    const isText = column.kind === "text";
    if (!isText && (this.fill !== undefined || !(isFloat(column.values) || Array.isArray(column.values))))
      return found;
    const size = elements(column.shape);
    for (let row = 0; row < this.count; row++) {
      const at = this.kept === undefined ? row : this.kept[row]!;
      if (isText ? column.cells![at] === "" : hasNaN(column.values, at * size, size)) {
        const line = this.line(row);
        found.push(line === undefined ? { row } : { row, line });
      }
    }
    return found;
  }

  /** This table without the rows in `gone`, or with `fill` for missing numbers. */
  restricted(
    gone: ReadonlySet<number>,
    fill: number | undefined,
    notes: readonly string[],
    test?: RawTable,
  ): Table {
    let kept = this.kept;
    if (gone.size > 0) {
      kept = new Int32Array(this.count - gone.size);
      let next = 0;
      for (let row = 0; row < this.count; row++) {
        if (!gone.has(row)) kept[next++] = this.kept === undefined ? row : this.kept[row]!;
      }
    }
    return new Table(this.parts, kept, fill ?? this.fill, [...this.notes, ...notes], test);
  }

  place(name: string, row: number): string {
    const line = this.line(row);
    const column = this.find(name).place;
    if (line === undefined) return `row ${row + 1}`;
    return column === undefined ? `line ${line}` : `line ${line}, column ${column}`;
  }

  private find(name: string): ColumnStore {
    const column =
      this.parts.columns.find((c) => c.name === name) ?? this.parts.columns.find((c) => c.header === name);
    if (column !== undefined) return column;
    const names = this.columns.map((c) => c.name);
    const near = nearest(name, names)[0];
    throw dataError("noColumn", `no column \`${name}\` in ${this.file}`, {
      notes: [`it has ${listed(names)}`],
      ...(near === undefined ? {} : { help: `did you mean \`${near}\`?` }),
    });
  }

  private convert(
    name: string,
    rows: ArrayLike<number> | undefined,
    count: number,
    dtype: ColumnDType | undefined,
  ): HostTensor {
    const column = this.find(name);
    if (column.kind === "text") throw this.textColumn(column);
    const size = elements(column.shape);
    const target = dtype ?? column.dtype;
    const out = allocate(target, count * size);
    const { values } = column;
    if (copies(values, target, this.fill)) {
      if (rows === undefined && this.kept === undefined) out.set(values);
      else {
        const at = Int32Array.from({ length: count }, (_, i) => {
          const row = rows === undefined ? i : rows[i]!;
          return this.kept === undefined ? row : this.kept[row]!;
        });
        gatherRows(values, size, at, out);
      }
      return { dtype: target, shape: [count, ...column.shape], data: out };
    }
    for (let i = 0; i < count; i++) {
      const row = rows === undefined ? i : rows[i]!;
      const from = (this.kept === undefined ? row : this.kept[row]!) * size;
      const to = i * size;
      for (let j = 0; j < size; j++) {
        let value = values[from + j]!;
        if (value !== value && this.fill !== undefined) value = this.fill;
        if (!fits(value, target)) throw this.unfit(column, row, value, target);
        out[to + j] = value;
      }
    }
    return { dtype: target, shape: [count, ...column.shape], data: out };
  }

  private textColumn(column: ColumnStore): Error {
    const name = column.name;
    const row = column.firstText;
    const [sample = ""] = column.cells ?? [];
    if (/^[+-]?\d+,\d+$/.test(sample)) {
      const where = `${this.place(name, 0)} of ${this.file}`;
      return dataError("textInNumbers", `\`${name}\` has decimal commas: "${sample}" at ${where}`, {
        help: 'write `decimal: ","` in the source',
      });
    }
    const cell = column.cells?.find((text) => text.trim() !== "") ?? "";
    if (row === undefined && /^[^\dA-Za-z]{0,3}-?\d[\d.,' ]*\s?(%|[^\dA-Za-z]{0,2}|[A-Za-z]{1,4})$/.test(cell)) {
      return dataError(
        "textInNumbers",
        `column \`${name}\` of ${this.file} holds numbers with something else around them, such as "${shortened(cell)}"`,
        { help: `leave only the digits in the file, without currency, units and separators of thousands: \`${bare(cell)}\`` },
      );
    } // prettier-ignore
    if (row === undefined && /^\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}([ T]\d|$)/.test(cell)) {
      return dataError("textInNumbers", `column \`${name}\` of ${this.file} holds dates, such as "${shortened(cell)}"`, {
        help: "write what the model should see of them as numbers, in columns of their own: the year, the month, the days since a day",
      });
    } // prettier-ignore
    if (row === undefined) {
      return dataError("textInNumbers", `column \`${name}\` of ${this.file} holds text, not numbers`, {
        help: `write \`category(${name})\` or \`one_hot(${name})\``,
      });
    }
    const line = this.parts.lines?.[row];
    const where = line === undefined ? `row ${row + 1}` : `line ${line}, column ${column.place ?? "?"}`;
    return dataError(
      "textInNumbers",
      `text in the numeric column \`${name}\`: "${shortened(column.cells?.[row] ?? "")}" at ${where} of ${this.file}`,
      { help: `correct that cell, or write \`category(${name})\` if the column is meant as text` },
    );
  }

  private unfit(column: ColumnStore, row: number, value: number, target: ColumnDType): Error {
    const { name } = column;
    const where = `${this.place(name, row)} of ${this.file}`;
    if (value !== value) {
      return dataError("missingValue", `no value for \`${name}\` at ${where}`, { help: MISSING_HELP });
    }
    if (target === "i32" && Number.isInteger(value)) {
      return dataError("notExact", `\`${name}\` is ${value} at ${where}, beyond the range of i32`, {
        help: `read it as f32: leave out the field's \`i32\``,
      });
    }
    if (target === "i32") {
      return dataError("notExact", `\`${name}\` is ${value} at ${where}, not an integer`, {
        help: `leave out the field's \`i32\`, or write \`i32(round(${name}))\``,
      });
    }
    if (target === "bool") {
      return dataError("notExact", `\`${name}\` is ${value} at ${where}, neither 0 nor 1`, {
        help: `compare instead, such as \`${name} > 0\``,
      });
    }
    return dataError("notExact", `\`${name}\` is ${value} at ${where}, beyond the range of f32`, {
      help: "scale the numbers in the file",
    });
  }
}

export const MISSING_HELP =
  'write `missing: "drop"` in the source to leave such rows out, or `missing: 0` (any number) to fill them in';

function isFloat(values: ArrayLike<number>): boolean {
  return values instanceof Float32Array || values instanceof Float64Array;
}

function hasNaN(values: ArrayLike<number>, from: number, size: number): boolean {
  for (let i = from; i < from + size; i++) if (values[i] !== values[i]) return true;
  return false;
}

function fits(value: number, target: ColumnDType): boolean {
  switch (target) {
    case "f32":
      return Number.isFinite(value) ? Math.abs(value) < 3.4028235677973366e38 : true;
    case "i32":
      return value === (value | 0);
    case "bool":
      return value === 0 || value === 1;
  }
  return target satisfies never;
}

/** Whether every value of such an array is right in `target` as it is, so that rows can be copied unlooked at. */
function copies(
  values: ArrayLike<number>,
  target: ColumnDType,
  fill: number | undefined,
): values is HostData {
  if (target === "bool") return false;
  if (values instanceof Uint8Array || values instanceof Int32Array) return true;
  return target === "f32" && values instanceof Float32Array && fill === undefined;
}

export function shortened(text: string, limit = 40): string {
  return text.length <= limit ? text : `${text.slice(0, limit)}…`;
}

/** One column of `requireColumns`. */
export function requireColumn(table: RawTable, name: string, policy: MissingPolicy): RawTable {
  return requireColumns(table, [name], policy);
}

/**
 * The table as training sees it: nothing is missing in the columns named, which are those that fields use. `"drop"`
 * leaves out the rows with a missing value in any of them, a number fills in for missing numbers, and without a policy
 * a missing value is an error. The same holds for the source's own test rows.
 */
export function requireColumns(table: RawTable, names: readonly string[], policy: MissingPolicy): RawTable {
  if (!(table instanceof Table)) return table;
  const test = table.test === undefined ? undefined : requireColumns(table.test, names, policy);
  const gone = new Set<number>();
  let filled = 0;
  for (const name of names) {
    const missing = table.missing(name);
    const first = missing[0];
    if (first === undefined) continue;
    const isText = table.columns.find((c) => c.name === name)?.kind === "text";
    if (policy === undefined || (isText && typeof policy === "number")) {
      const others = missing.length - 1;
      throw dataError(
        "missingValue",
        `no value for \`${name}\` at ${table.place(name, first.row)} of ${table.file}`,
        {
          notes:
            others === 0
              ? []
              : [`${plural(missing.length, "row")} of ${table.count} have none${otherLines(missing)}`],
          help: isText ? 'write `missing: "drop"` in the source to leave such rows out' : MISSING_HELP,
        },
      );
    }
    if (policy === "drop") for (const { row } of missing) gone.add(row);
    else filled += missing.length;
  }
  if (gone.size === table.count && table.count > 0) {
    throw dataError("tooFew", `every row of ${table.file} lacks a value that the fields use`, {
      help: "use fewer columns, or fill in with `missing: 0`",
    });
  }
  const notes: string[] = [];
  if (gone.size > 0) notes.push(`left out ${plural(gone.size, "row")} of ${table.count} with missing values`);
  if (filled > 0) notes.push(`filled in ${plural(filled, "missing value")} with ${policy}`);
  if (notes.length === 0 && test === table.test) return table;
  return table.restricted(gone, typeof policy === "number" ? policy : undefined, notes, test);
}

function otherLines(missing: readonly Missing[]): string {
  const lines = missing.map((m) => m.line).filter((line) => line !== undefined);
  return lines.length === 0 ? "" : `: lines ${listed(lines.map(String), 5)}`;
}

/** The digits of a cell that has something else around them: "$336,300" is 336300. */
const bare = (cell: string): string => {
  const digits = cell.replace(/[^\d.,-]/g, "");
  return digits.replace(/[,.](?=\d{3}(\D|$))/g, "").replace(",", ".");
};
