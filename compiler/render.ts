/**
 * Diagnostics as text for people and as JSON for programs.
 *
 * The layout is experience.md section 2: a title, the place, the lines that labels point at with `^^^` under the
 * primary one and `---` under the others, then notes and help. Pure and total: spans beyond the text are clamped, a
 * file whose text is unknown is named only. Control characters of a source never reach the terminal.
 */
import type { Diagnostic, Label, Span } from "./diagnostics.ts";
import { cells, type Cell, harmless, textWidth, wrap } from "./text-width.ts";

export interface RenderOptions {
  /** ANSI colours; off by default. */
  readonly color?: boolean;
  /**
   * Columns of the terminal: source lines are clipped and texts broken to them. Without it source lines are clipped to 110
   * columns and texts stay whole.
   */
  readonly width?: number;
}

type Sources = ReadonlyMap<string, string>;

/** Narrower than this nothing can be read. */
const NARROWEST = 30;

export function renderAll(
  diagnostics: readonly Diagnostic[],
  sources: Sources,
  options: RenderOptions = {},
): string {
  return diagnostics.map((d) => render(d, sources, options)).join("\n\n");
}

export function render(d: Diagnostic, sources: Sources, options: RenderOptions = {}): string {
  const paint = painter(options.color ?? false, d.severity);
  const width = options.width === undefined ? undefined : Math.max(NARROWEST, options.width);
  const files = [...new Set(d.labels.map((label) => label.span.file))];
  const marks = d.labels.flatMap((label, index) => marksOf(label, index === 0, sources.get(label.span.file)));
  const gutter = String(Math.max(1, ...marks.map((mark) => mark.line))).length;

  const level = `${d.severity}[${d.code}]`;
  const [title, ...more] = broken(`${level}: ${harmless(d.title)}`, width && width - gutter - 1);
  const out = [`${paint.level(level)}${paint.strong(title!.slice(level.length))}`];
  // Where `-->` stands, so that what goes on is seen to belong to the title.
  out.push(...more.map((line) => `${" ".repeat(gutter + 1)}${paint.strong(line)}`));
  for (const [index, file] of files.entries()) {
    const first = d.labels.find((label) => label.span.file === file)!;
    const source = sources.get(file);
    const arrow = paint.frame(`${" ".repeat(gutter)}${index === 0 ? "-->" : ":::"}`);
    if (source === undefined) {
      out.push(`${arrow} ${file}${first.text === "" ? "" : `: ${harmless(first.text)}`}`);
      continue;
    }
    const { line, column } = positionAt(source, first.span.start);
    out.push(`${arrow} ${file}:${line}:${column}`);
    out.push(...excerpt(source, marks.filter((m) => m.file === file), gutter, width, paint)); // prettier-ignore
  }
  const remarks = [
    ...d.notes.map((text) => ["note", text] as const),
    ...d.fixes.map((f) => ["help", f.title] as const),
  ];
  for (const [kind, text] of remarks) {
    const indent = " ".repeat(gutter + 3 + kind.length + 2);
    const room = width === undefined ? undefined : width - indent.length;
    const [head, ...rest] = broken(harmless(text), room);
    out.push(`${" ".repeat(gutter + 1)}${paint.frame("=")} ${paint.strong(kind)}: ${head!}`);
    out.push(...rest.map((line) => indent + line));
  }
  return out.join("\n");
}

/** A text in lines, its own where the width is not known. */
const broken = (text: string, width: number | undefined): string[] =>
  width === undefined ? text.split("\n") : wrap(text, Math.max(12, width));

// ---------------------------------------------------------------- positions

/** The 1-based line and column of an offset; columns count characters, not UTF-16 units. */
export function positionAt(source: string, offset: number): { line: number; column: number } {
  const lines = lineStarts(source);
  const at = Math.max(0, Math.min(offset, source.length));
  let low = 0;
  for (let high = lines.length; high - low > 1;) {
    const middle = (low + high) >> 1;
    if (lines[middle]! <= at) low = middle;
    else high = middle;
  }
  return { line: low + 1, column: [...source.slice(lines[low], at)].length + 1 };
}

let cached: { source: string; lines: number[] } = { source: "", lines: [0] };

/** Offsets at which lines begin; lines end with LF, CRLF or CR. The last answer is kept. */
function lineStarts(source: string): number[] {
  if (cached.source !== source) {
    const lines = [0];
    for (const match of source.matchAll(/\r\n|\n|\r/g)) lines.push(match.index + match[0].length);
    cached = { source, lines };
  }
  return cached.lines;
}

function lineText(source: string, line: number): string {
  const lines = lineStarts(source);
  return source.slice(lines[line - 1], lines[line] ?? source.length).replace(/[\r\n]+$/, "");
}

// ---------------------------------------------------------------- marks

/** A label's part on one line, in offsets from the line's start. */
interface Mark {
  readonly file: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly primary: boolean;
  readonly text: string;
}

/** A span over several lines is marked on its first and its last line, with the text on the last. */
function marksOf(label: Label, primary: boolean, source: string | undefined): Mark[] {
  if (source === undefined) return [];
  const { file } = label.span;
  const start = Math.max(0, Math.min(label.span.start, source.length));
  let end = Math.max(start, Math.min(label.span.end, source.length));
  // The line break that ends a span marks nothing on the line after it.
  while (end > start && /[\r\n]/.test(source[end - 1]!)) end--;
  const first = positionAt(source, start).line;
  const last = positionAt(source, end).line;
  const from = start - lineStarts(source)[first - 1]!;
  const to = end - lineStarts(source)[last - 1]!;
  if (first === last) return [{ file, line: first, start: from, end: to, primary, text: label.text }];
  const opening = lineText(source, first).trimEnd().length;
  const indent = lineText(source, last).search(/\S|$/);
  return [
    { file, line: first, start: from, end: Math.max(from, opening), primary, text: "" },
    { file, line: last, start: Math.min(indent, to), end: to, primary, text: label.text },
  ];
}

// ---------------------------------------------------------------- excerpts

function excerpt(
  source: string,
  marks: readonly Mark[],
  gutter: number,
  width: number | undefined,
  paint: Painter,
): string[] {
  const bar = paint.frame(`${" ".repeat(gutter)} |`);
  const out = [bar];
  const lines = [...new Set(marks.map((mark) => mark.line))].sort((a, b) => a - b);
  let before: number | undefined;
  for (const line of lines) {
    if (before !== undefined && line === before + 2) show(before + 1, []);
    else if (before !== undefined && line > before + 2) out.push(paint.frame("..."));
    show(line, marks.filter((mark) => mark.line === line)); // prettier-ignore
    before = line;
  }
  return out;

  function show(line: number, here: readonly Mark[]): void {
    const clipped = clip(cells(lineText(source, line)), here, (width ?? 110) - gutter - 3);
    out.push(`${paint.frame(`${String(line).padStart(gutter)} |`)} ${clipped.text}`.trimEnd());
    const room = width === undefined ? undefined : width - gutter - 3;
    for (const row of underline(clipped.marks, room, paint)) out.push(`${bar} ${row}`);
  }
}

/** A mark in columns of the screen. */
interface Placed {
  readonly column: number;
  readonly length: number;
  readonly primary: boolean;
  readonly text: string;
}

/** Cuts a long line down to `room` columns around its marks. */
function clip(
  line: readonly Cell[],
  marks: readonly Mark[],
  room: number,
): { text: string; marks: Placed[] } {
  const total = line.reduce((sum, cell) => sum + cell.width, 0);
  const columnOf = (offset: number): number => {
    let column = 0;
    for (const cell of line) {
      if (cell.offset >= offset) break;
      column += cell.width;
    }
    return column;
  };
  const placed = marks.map((mark) => {
    const column = columnOf(mark.start);
    return { ...mark, text: harmless(mark.text), column, length: Math.max(1, columnOf(mark.end) - column) };
  });
  const space = Math.max(20, room);
  if (total <= space) return { text: line.map((cell) => cell.text).join(""), marks: placed };

  const dots = "...";
  const leftmost = Math.min(...placed.map((p) => p.column), total);
  const rightmost = Math.max(...placed.map((p) => p.column + p.length), 0);
  // Where not all marks can be seen, the primary one is.
  const together = rightmost - leftmost <= space - 2 * dots.length;
  const first = together ? leftmost : (placed.find((p) => p.primary)?.column ?? leftmost);
  // From the start where that shows all marks, else with a little of what comes before the first.
  const fromStart = placed.length === 0 || (together ? rightmost : first + 1) <= space - dots.length;
  const from = fromStart ? 0 : Math.max(0, Math.min(first - 8, total - space));
  const left = from === 0 ? 0 : from + dots.length;
  const to = from + space >= total ? total : from + space - dots.length;
  let column = 0;
  let text = "";
  for (const cell of line) {
    if (column >= left && column + cell.width <= to) text += cell.text;
    else if (column < left && column + cell.width > left) text += " ".repeat(column + cell.width - left);
    column += cell.width;
  }
  const clipped = placed.map((p) => {
    const start = Math.min(Math.max(p.column, left), to);
    return { ...p, column: start - from, length: Math.max(1, Math.min(p.column + p.length, to) - start) };
  });
  return { text: (from === 0 ? "" : dots) + text + (to < total ? dots : ""), marks: clipped };
}

/**
 * The rows under a line. The last label's text stands beside its mark, the others hang below theirs:
 *
 *     ---   ^^^ the last
 *     |
 *     another
 */
function underline(marks: readonly Placed[], room: number | undefined, paint: Painter): string[] {
  if (marks.length === 0) return [];
  const sorted = [...marks].sort((a, b) => a.column - b.column || a.length - b.length);
  const row = new Row();
  for (const mark of [...sorted].sort((a, b) => Number(a.primary) - Number(b.primary))) {
    row.put(mark.column, (mark.primary ? "^" : "-").repeat(mark.length), paint.mark(mark.primary));
  }
  const last = sorted.at(-1)!;
  const behind = last.column + last.length + 1;
  const fits = room === undefined || behind + textWidth(last.text) <= room;
  const alone = fits && sorted.every((mark) => mark === last || mark.column + mark.length <= last.column);
  const hanging = sorted.filter((mark) => mark.text !== "" && !(alone && mark === last));
  if (alone && last.text !== "") row.put(behind, last.text, paint.mark(last.primary));
  const rows = [row];
  for (let left = hanging; left.length > 0; left = left.slice(0, -1)) {
    const mark = left.at(-1)!;
    if (left === hanging && (hanging.length > 1 || sorted.length > 1)) rows.push(connectors(left, paint));
    const others = left.slice(0, -1).filter((m) => m.column < mark.column);
    // A text that does not fit begins further left, but never over another mark's line.
    const whole = textWidth(mark.text);
    const wanted = Math.min(whole, whole <= (room ?? Infinity) ? READABLE : READABLE / 2);
    const shifted = Math.min(mark.column, Math.max(0, (room ?? Infinity) - wanted));
    const start = Math.max(shifted, (others.at(-1)?.column ?? -2) + 2);
    for (const line of broken(mark.text, room === undefined ? undefined : room - start)) {
      const next = connectors(others, paint);
      next.put(start, line, paint.mark(mark.primary));
      rows.push(next);
    }
  }
  return rows.map(String);
}

/** Columns that a longer label is given, by moving it to the left, before it is broken. */
const READABLE = 60;

function connectors(marks: readonly Placed[], paint: Painter): Row {
  const row = new Row();
  for (const mark of marks) row.put(mark.column, "|", paint.mark(mark.primary));
  return row;
}

type Paint = (text: string) => string;

/** One row of characters, each with its colour. */
class Row {
  private readonly cells: { text: string; paint: Paint }[] = [];

  put(column: number, text: string, paint: Paint): void {
    while (this.cells.length < column) this.cells.push({ text: " ", paint: plain });
    let at = column;
    for (const character of text) this.cells[at++] = { text: character, paint };
  }

  toString(): string {
    let out = "";
    for (let i = 0; i < this.cells.length;) {
      const { paint } = this.cells[i]!;
      let run = "";
      for (; i < this.cells.length && this.cells[i]!.paint === paint; i++) run += this.cells[i]!.text;
      out += paint(run);
    }
    return out;
  }
}

// ---------------------------------------------------------------- colours

interface Painter {
  readonly level: Paint;
  readonly strong: Paint;
  readonly frame: Paint;
  readonly mark: (primary: boolean) => Paint;
}

const plain: Paint = (text) => text;

function painter(color: boolean, severity: Diagnostic["severity"]): Painter {
  const ansi =
    (code: string): Paint =>
    (text) =>
      text === "" ? "" : `\u001b[${code}m${text}\u001b[0m`;
  if (!color) return { level: plain, strong: plain, frame: plain, mark: () => plain };
  const level = ansi(severity === "error" ? "1;31" : "1;33");
  const frame = ansi("1;34");
  return { level, strong: ansi("1"), frame, mark: (primary) => (primary ? level : frame) };
}

// ---------------------------------------------------------------- JSON

export interface JsonPosition {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in characters. */
  readonly column: number;
  /** In UTF-16 units from the start of the file. */
  readonly offset: number;
}

export interface JsonSpan {
  readonly file: string;
  readonly start: JsonPosition;
  readonly end: JsonPosition;
}

export interface JsonDiagnostic {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly title: string;
  readonly labels: readonly (JsonSpan & { readonly text: string })[];
  readonly notes: readonly string[];
  readonly fixes: readonly {
    readonly title: string;
    readonly edits: readonly (JsonSpan & { readonly text: string })[];
  }[];
}

/** The record of `--json`. Positions in a file whose text is unknown are line 1, column offset + 1. */
export function toJson(d: Diagnostic, sources: Sources): JsonDiagnostic {
  const position = (file: string, offset: number): JsonPosition => {
    const source = sources.get(file);
    return {
      ...(source === undefined ? { line: 1, column: offset + 1 } : positionAt(source, offset)),
      offset,
    };
  };
  const place = ({ file, start, end }: Span): JsonSpan => ({
    file,
    start: position(file, start),
    end: position(file, end),
  });
  return {
    code: d.code,
    severity: d.severity,
    title: d.title,
    labels: d.labels.map((label) => ({ ...place(label.span), text: label.text })),
    notes: d.notes,
    fixes: d.fixes.map((fix) => ({
      title: fix.title,
      edits: fix.edits.map((edit) => ({ ...place(edit.span), text: edit.text })),
    })),
  };
}
