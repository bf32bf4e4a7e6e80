/**
 * Separated text as cells: where each lies in the text, so that a file of a hundred megabytes costs no string a cell.
 *
 * RFC 4180 with what files have besides: any line break, blanks around cells, and empty lines, which are skipped. A quote
 * that is not closed, or stands inside a bare cell, is an error with its line. Line numbers count from 1 and stay right
 * after quoted line breaks.
 */
import { dataError } from "./errors.ts";

const QUOTE = 34;
const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;

export type Decimal = "." | ",";

/** The cells of a text, row by row. */
export class Cells {
  constructor(
    readonly text: string,
    /** Where each cell starts, and where it ends; an end is complemented where the cell has to be unescaped. */
    private readonly starts: Int32Array,
    private readonly ends: Int32Array,
    /** The first cell of every row, and the number of cells at the end. */
    private readonly rows: Int32Array,
    /** The line on which each row starts. */
    readonly lines: Int32Array,
    /** What stands before the fraction of a number. */
    private readonly decimal: Decimal,
  ) {}

  get rowCount(): number {
    return this.lines.length;
  }

  width(row: number): number {
    return this.rows[row + 1]! - this.rows[row]!;
  }

  /** A cell as text: without its quotes, `""` as a quote, every line break as LF. */
  cell(row: number, column: number): string {
    const at = this.rows[row]! + column;
    const end = this.ends[at]!;
    if (end >= 0) return this.text.slice(this.starts[at], end);
    return this.text.slice(this.starts[at], ~end).replaceAll('""', '"').replace(/\r\n?/g, "\n");
  }

  isBlank(row: number, column: number): boolean {
    const at = this.rows[row]! + column;
    return this.ends[at]! === this.starts[at]!;
  }

  /** The number that a cell is; undefined where it is none. Blank cells have to be asked for before. */
  number(row: number, column: number): number | undefined {
    const at = this.rows[row]! + column;
    const end = this.ends[at]!;
    return end < 0 ? undefined : numberAt(this.text, this.starts[at]!, end, this.decimal);
  }
}

export function scanCells(text: string, file: string, separator: string, decimal: Decimal): Cells {
  const comma = separator.charCodeAt(0);
  const cells = new PairList(1 + Math.floor(text.length / 6));
  const rows = new PairList(1 + Math.floor(text.length / 40));
  const isBlank = (c: number) => (c === SPACE || c === TAB) && c !== comma;
  const size = text.length;
  let line = 1;
  let at = 0;
  while (at < size) {
    const first = cells.length;
    const rowLine = line;
    let ended = false;
    let quoted = false;
    while (!ended) {
      while (at < size && isBlank(text.charCodeAt(at))) at++;
      let start = at;
      if (text.charCodeAt(at) === QUOTE) {
        const opened = line;
        quoted = true;
        let escaped = false;
        start = ++at;
        for (; ; at++) {
          if (at >= size) throw openQuote(file, opened);
          const c = text.charCodeAt(at);
          if (c === QUOTE) {
            if (text.charCodeAt(at + 1) !== QUOTE) break;
            escaped = true;
            at++;
          } else if (c === LF || c === CR) {
            if (c === CR) {
              escaped = true;
              if (text.charCodeAt(at + 1) === LF) at++;
            }
            line++;
          }
        }
        cells.push(start, escaped ? ~at : at);
        at++;
        while (at < size && isBlank(text.charCodeAt(at))) at++;
        const next = text.charCodeAt(at);
        if (at < size && next !== comma && next !== LF && next !== CR) throw strayQuote(file, line);
      } else {
        for (; at < size; at++) {
          const c = text.charCodeAt(at);
          if (c === comma || c === LF || c === CR) break;
          if (c === QUOTE) throw strayQuote(file, line);
        }
        let end = at;
        while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
        cells.push(start, end);
      }
      if (at >= size) break;
      const c = text.charCodeAt(at++);
      if (c === comma) continue;
      if (c === CR && text.charCodeAt(at) === LF) at++;
      line++;
      ended = true;
    }
    const isEmptyLine = !quoted && cells.length === first + 1 && cells.isEmptyAt(first);
    if (isEmptyLine) cells.length = first;
    else rows.push(first, rowLine);
  }
  rows.push(cells.length, 0);
  const lines = rows.seconds().subarray(0, -1);
  return new Cells(text, cells.firsts(), cells.seconds(), rows.firsts(), lines, decimal);
}

/** Two numbers an entry, in arrays that grow. */
class PairList {
  length = 0;
  #a: Int32Array;
  #b: Int32Array;

  constructor(capacity: number) {
    this.#a = new Int32Array(capacity);
    this.#b = new Int32Array(capacity);
  }

  push(a: number, b: number): void {
    if (this.length === this.#a.length) {
      this.#a = grown(this.#a);
      this.#b = grown(this.#b);
    }
    this.#a[this.length] = a;
    this.#b[this.length++] = b;
  }

  isEmptyAt(i: number): boolean {
    return this.#a[i] === this.#b[i];
  }

  firsts(): Int32Array {
    return this.#a.subarray(0, this.length);
  }

  seconds(): Int32Array {
    return this.#b.subarray(0, this.length);
  }
}

function grown(old: Int32Array): Int32Array {
  const out = new Int32Array(Math.ceil(old.length * 1.5) + 16);
  out.set(old);
  return out;
}

function openQuote(file: string, line: number): Error {
  return dataError("badTable", `a quote in line ${line} of ${file} is never closed`, {
    help: 'close it, or write a literal quote as "" inside quotes',
  });
}

function strayQuote(file: string, line: number): Error {
  return dataError("badTable", `a stray quote at line ${line} of ${file}`, {
    help: 'quote the whole cell and write the quote in it as ""',
  });
}

// ---------------------------------------------------------------- numbers

const POWERS = Array.from({ length: 23 }, (_, k) => 10 ** k);

/**
 * The number written from `start` to `end`. Up to 15 digits are an exact integer divided by an exact power of ten, which
 * rounds once and so right (Clinger 1990); everything else is left to `Number`.
 */
function numberAt(text: string, start: number, end: number, decimal: Decimal): number | undefined {
  const mark = decimal.charCodeAt(0);
  let at = start;
  const sign = text.charCodeAt(at);
  if (sign === 45 || sign === 43) at++;
  let digits = 0;
  let point = -1;
  let value = 0;
  for (; at < end; at++) {
    const c = text.charCodeAt(at);
    if (c >= 48 && c <= 57) {
      value = value * 10 + (c - 48);
      digits++;
    } else if (c === mark && point < 0) point = at;
    else break;
  }
  if (at < end || digits === 0 || digits > 15) return toNumber(text.slice(start, end), decimal);
  const magnitude = point < 0 ? value : value / POWERS[end - point - 1]!;
  return sign === 45 ? -magnitude : magnitude;
}

/** The number that a cell is, if it is one. `Number` also takes hexadecimal, blanks and infinities, which data lacks. */
function toNumber(cell: string, decimal: Decimal): number | undefined {
  if (decimal === "," && cell.includes(".")) return undefined;
  const trimmed = cell.trim().replace(decimal, ".");
  if (trimmed === "" || /^0[xob]/i.test(trimmed)) return undefined;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : undefined;
}
