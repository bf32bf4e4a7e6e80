/**
 * The data sets of a program: opened once, described to the compiler, and turned into the columns that training reads.
 *
 * Splits do not depend on the run's seed, so that runs with different seeds are measured on the same examples.
 */
import { platform } from "#platform";
import { type Diagnostic, DiagnosticError, invariant, InvariantError } from "../../compiler/diagnostics.ts";
import type { DataInfo, DataProgram } from "../../compiler/compile.ts";
import { interpret } from "../../compiler/interpret/graph.ts";
import { type Node, sizeOf } from "../../compiler/ir/graph.ts";
import type { Computation, DataDecl } from "../../compiler/program.ts";
import type { Tensor } from "../../compiler/ops/def.ts";
import type { Data, File } from "../../grammar/ast.ts";
import {
  checkRange,
  type Splits,
  splitIndices,
  type SplitSettings,
  splitWindows,
} from "../../runtime/data/dataset.ts";
import { blame } from "../../runtime/data/errors.ts";
import { type DataFiles, dirname, memoryFiles, PLACE } from "../../runtime/data/io.ts";
import {
  isSource,
  openSource,
  type RawTable,
  type RawTokens,
  requireColumns,
} from "../../runtime/data/source.ts";
import {
  columnExamples,
  disjointWindows,
  type Examples,
  type FieldColumn,
  type TrainData,
} from "../../runtime/examples.ts";
import { usedColumns } from "./data-columns.ts";
import {
  categoriesOf,
  inAlphabet,
  requireClasses,
  type Vocabularies,
  type Vocabulary,
} from "./vocabulary.ts";

interface Opened {
  readonly decl: DataDecl;
  readonly raw: RawTable | RawTokens;
}

export class DataSets {
  readonly #opened = new Map<string, Opened>();
  readonly #vocabularies: Record<string, Vocabulary> = {};
  /** What the compiler was told of each data set, by its name. */
  readonly infos = new Map<string, DataInfo>();
  /** Why a data set could not be opened, by its name. */
  readonly failures = new Map<string, Diagnostic>();
  /** What a person should know of the data and did not ask, such as rows left out. */
  readonly notes: string[] = [];

  constructor(
    readonly file: string,
    /** `--data NAME=PATH`, relative to where the command runs. */
    readonly overrides: Readonly<Record<string, string>>,
    /** The syntax tree of a file, for the columns that a data set's fields use. */
    readonly ast: (file: string) => File | undefined,
    /** What the numbers mean to weights that a run starts from. */
    readonly known: Vocabularies = {},
    /** The files relative to a folder: those of the disk, where there is one. */
    readonly files: (folder: string) => DataFiles = platform.files ?? (() => memoryFiles({})),
  ) {}

  /** What the numbers of the data sets loaded so far mean. */
  get vocabularies(): Vocabularies {
    return this.#vocabularies;
  }

  /** What the compiler wants to know; a failure is kept and given in words. */
  describe(decl: DataDecl): DataInfo | { readonly missing: string } {
    try {
      const info = infoOf(this.#open(decl), this.known[decl.name]);
      this.infos.set(decl.name, info);
      return info;
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      const { diagnostic } = error;
      const path = this.overrides[decl.name];
      const text = path === undefined ? "read here" : `\`--data ${decl.name}=${path}\` is read here`;
      this.failures.set(decl.name, {
        ...diagnostic,
        labels: diagnostic.labels.length > 0 ? diagnostic.labels : [{ span: decl.span, text }],
        ...(path === undefined ? {} : { fixes: diagnostic.fixes.map((fix) => fromCommand(fix, path)) }),
      });
      return { missing: diagnostic.title };
    }
  }

  #open(decl: DataDecl): Opened {
    const before = this.#opened.get(decl.name);
    if (before) return before;
    const { source, settings } = decl;
    invariant(isSource(source), "data", `the source ${source} is no file`);
    const override = this.overrides[decl.name];
    const path = override ?? decl.path!;
    const files = this.files(override === undefined ? dirname(this.file) : ".");
    const found = openSource(source, path, settings, files, (columns) => this.#used(decl, columns));
    const known = this.known[decl.name];
    if (found.kind === "table") requireClasses(found, known);
    const raw = found.kind === "table" ? this.#complete(found, decl) : inAlphabet(found, known);
    const opened = { decl, raw };
    this.#opened.set(decl.name, opened);
    return opened;
  }

  /** Without missing values in the columns that the fields use. */
  #complete(table: RawTable, decl: DataDecl): RawTable {
    const used = this.#used(
      decl,
      table.columns.map((c) => c.name),
    );
    const policy = decl.settings["missing"] as "drop" | number | undefined;
    const complete = requireColumns(table, used, policy);
    this.notes.push(...complete.notes);
    return complete;
  }

  /** Those of the columns that the fields use. */
  #used(decl: DataDecl, columns: readonly string[]): readonly string[] {
    const ast = this.ast(decl.span.file)?.items.find(
      (i): i is Data => i.kind === "data" && i.name.name === decl.name,
    );
    return ast === undefined ? columns : usedColumns(ast, columns);
  }

  /** The columns of all fields, and which examples train, validate and test. */
  load(program: DataProgram): TrainData {
    const { decl } = program;
    if (decl.source === "generate") return generated(program);
    return blame(decl.span, "read here", () => this.#read(program));
  }

  #read(program: DataProgram): TrainData {
    const { decl } = program;
    const { raw } = this.#open(decl);
    if (raw.kind === "tokens") {
      const { characters } = raw.members;
      if (characters !== undefined) this.#vocabularies[decl.name] = { characters };
      return windowed(program, raw);
    }
    const categories: Record<string, readonly string[]> = {};
    for (const { name } of program.columns) {
      const [, column] = /^category:(.*)$/s.exec(name) ?? [];
      if (column !== undefined) categories[column] = categoriesOf(raw, column, this.known[decl.name]);
    }
    const classes = raw.members["class_names"];
    const vocabulary = {
      ...(Object.keys(categories).length === 0 ? {} : { categories }),
      ...(Array.isArray(classes) ? { classes: classes as readonly string[] } : {}),
    };
    if (Object.keys(vocabulary).length > 0) this.#vocabularies[decl.name] = vocabulary;
    return tabular(program, raw, categories);
  }
}

/** The advice on a path, where that path was given on the command line. */
function fromCommand(fix: Diagnostic["fixes"][number], path: string): Diagnostic["fixes"][number] {
  if (fix.title !== PLACE) return fix;
  const title = path.startsWith("~")
    ? "a shell replaces `~` only where a word begins: write `$HOME`"
    : "the path after `--data NAME=` is relative to the folder that the command runs in";
  return { ...fix, title };
}

// ---------------------------------------------------------------- what the compiler knows

function infoOf({ decl, raw }: Opened, known: Vocabulary | undefined): DataInfo {
  if (raw.kind === "tokens")
    return { columns: [{ name: "tokens", dtype: "i32", shape: [], kind: "number" }], members: raw.members };
  const columns = raw.columns.map((c) => ({
    ...c,
    ...(c.kind === "text"
      ? { categories: categoriesOf(raw, c.name, known), problem: textProblem(raw, c.name) }
      : {}),
  }));
  const { train } = splitIndices(raw.count, settingsOf(decl), raw.test?.count);
  return { columns, leftOut: raw.leftOut, members: raw.members, count: train.length };
}

function settingsOf(decl: DataDecl): SplitSettings {
  const { split, shuffle, limit } = decl.settings;
  return {
    ...(split === undefined ? {} : { split: split as number | readonly number[] }),
    ...(shuffle === undefined ? defaultShuffle(decl) : { shuffle: shuffle as boolean }),
    ...(limit === undefined ? {} : { limit: limit as number }),
    seed: 0,
  };
}

/** A folder of images comes class by class: its first examples would be of one class. */
function defaultShuffle({ source }: DataDecl): { readonly shuffle?: boolean } {
  return source === "images" ? { shuffle: true } : {};
}

/** Why a column of text cannot be read as numbers. */
function textProblem(table: RawTable, name: string): { title: string; help?: string } {
  try {
    table.rows(name, []);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const { title, fixes } = error.diagnostic;
    return { title, ...(fixes[0] === undefined ? {} : { help: fixes[0].title }) };
  }
  throw new InvariantError("data", `${name} is no column of text`);
}

// ---------------------------------------------------------------- columns

/** Rows that are computed together: enough to be quick, few enough that what lies between costs little memory. */
const CHUNK = 2048;

function tabular(
  program: DataProgram,
  table: RawTable,
  categories: Readonly<Record<string, readonly string[]>>,
): TrainData {
  const splits = splitIndices(table.count, settingsOf(program.decl), table.test?.count);
  const codes = new Map(
    Object.entries(categories).map(([column, texts]) => [
      `category:${column}`,
      new Map(texts.map((text, i) => [text, i])),
    ]),
  );
  for (const { name, span } of program.whole) {
    if (span !== undefined) blame(span, "converted to i32 here", () => requireWhole(table, name));
    else requireWhole(table, name);
  }
  const columns = tableColumns(program, table, codes);
  const own = table.test === undefined ? undefined : tableColumns(program, table.test, codes);
  return parts(program.name, columns, splits, own, (field, row, isOwn) =>
    placeOf(program.fields.find((f) => f.name === field)?.columns ?? [], isOwn ? table.test! : table, row),
  );
}

/** Throws for the first number of a column that is not whole, also among the source's own test examples. */
function requireWhole(table: RawTable, name: string): void {
  table.read(name, "i32");
  if (table.test !== undefined) table.test.read(name, "i32");
}

/** Whether an output is an index to be checked; throws where it lies outside of what it picks from. */
function requireRange(
  program: DataProgram,
  output: string,
  values: Tensor["data"],
  place: (columns: readonly string[], row: number) => string,
): boolean {
  const [, entry] = /^range:(\d+)$/.exec(output) ?? [];
  if (entry === undefined) return false;
  const { size, span, columns } = program.ranges[Number(entry)]!;
  const problem = checkRange(values, 0, size - 1, {
    what: "an index is",
    place: (row) => place(columns, row),
  });
  if (problem !== undefined)
    throw new DiagnosticError({ ...problem, labels: [{ span, text: `picks one of ${size} here` }] });
  return true;
}

/** Where a row's values in these columns are in the file. */
function placeOf(columns: readonly string[], table: RawTable, row: number): string {
  const names = columns.map((name) => name.replace(/^category:/, ""));
  const line = table.line(row);
  const known = names.length === 1 && table.columns.some((c) => c.name === names[0]);
  const place = known ? table.place(names[0]!, row) : line === undefined ? `row ${row + 1}` : `line ${line}`;
  return `${place} of ${table.file}`;
}

function tableColumns(
  program: DataProgram,
  table: RawTable,
  categories: ReadonlyMap<string, ReadonlyMap<string, number>>,
): Record<string, FieldColumn> {
  const raw = (name: string, from: number, count: number): Tensor["data"] => {
    const codes = categories.get(name);
    if (codes !== undefined) {
      const texts = table.text(name.slice("category:".length));
      return Int32Array.from({ length: count }, (_, i) => codes.get(texts[from + i]!) ?? -1);
    }
    const { dtype } = program.columns.find((c) => c.name === name)!.type;
    const rows = Int32Array.from({ length: count }, (_, i) => from + i);
    return table.rows(name, rows, dtype === "i32" || dtype === "bool" ? dtype : "f32").data as Tensor["data"];
  };
  const fields = program.fields.filter((f) => f.window === undefined);
  const out = new Map(fields.map((f) => [f.name, storage(f.type.dtype, table.count * sizeOf(f.type.shape))]));
  // A field that draws random numbers depends on the row's number, so such data is computed in one piece.
  const chunk = isRandom(program.at(1)) ? table.count : Math.min(CHUNK, table.count);
  let made: { n: number; computation: Computation } | undefined;
  for (let from = 0; from < table.count; from += chunk) {
    const n = Math.min(chunk, table.count - from);
    if (made?.n !== n) made = { n, computation: program.at(n) };
    evaluate(made.computation, (name) => raw(name, from, n), (name, values) => {
      if (requireRange(program, name, values, (columns, row) => placeOf(columns, table, from + row))) return;
      const size = sizeOf(fields.find((f) => f.name === name)!.type.shape);
      out.get(name)!.set(values, from * size);
    }); // prettier-ignore
  }
  return Object.fromEntries(
    fields.map((f) => [
      f.name,
      { kind: "rows", data: out.get(f.name)!, size: sizeOf(f.type.shape) } as const,
    ]),
  );
}

function generated(program: DataProgram): TrainData {
  const { decl } = program;
  const count = decl.settings["n"] as number;
  const columns: Record<string, FieldColumn> = {};
  evaluate(program.at(count), () => new Int32Array(0), (name, values) => {
    if (requireRange(program, name, values, (_, row) => `example ${row + 1}`)) return;
    const { type } = program.fields.find((f) => f.name === name)!;
    const data = storage(type.dtype, values.length);
    data.set(values);
    columns[name] = { kind: "rows", data, size: sizeOf(type.shape) };
  }); // prettier-ignore
  return parts(program.name, columns, splitIndices(count, settingsOf(decl)));
}

function windowed(program: DataProgram, { tokens }: RawTokens): TrainData {
  const windows = program.fields.flatMap((f) =>
    f.window === undefined ? [] : [{ name: f.name, ...f.window }],
  );
  const length = Math.max(...windows.map((w) => w.length));
  const shift = Math.max(...windows.map((w) => w.shift));
  const splits = splitWindows(tokens.length, length, shift, settingsOf(program.decl));
  const columns = Object.fromEntries(
    windows.map((w) => [w.name, { kind: "window", tokens, size: w.length, shift: w.shift } as const]),
  );
  const disjoint = (starts: Int32Array) => disjointWindows(starts, length);
  return parts(program.name, columns, {
    train: splits.train,
    validation: disjoint(splits.validation),
    test: disjoint(splits.test),
  });
}

/** `own` are the columns of a source's own test examples, which `splits.test` counts in. */
function parts(
  name: string,
  columns: Readonly<Record<string, FieldColumn>>,
  splits: Splits,
  own?: Readonly<Record<string, FieldColumn>>,
  place: (field: string, row: number, isOwn: boolean) => string = (_, row) => `example ${row + 1}`,
): TrainData {
  const all = (rows: Int32Array, of: typeof columns): Examples => ({
    ...columnExamples(of, rows),
    place: (field, example) => place(field, rows[example]!, of !== columns),
  });
  const part = (rows: Int32Array, of = columns): Examples | undefined =>
    rows.length === 0 ? undefined : all(rows, of);
  const validation = part(splits.validation);
  const test = part(splits.test, own ?? columns);
  return {
    name,
    train: all(splits.train, columns),
    ...(validation === undefined ? {} : { validation }),
    ...(test === undefined ? {} : { test }),
  };
}

// ---------------------------------------------------------------- evaluation

function evaluate(
  computation: Computation,
  column: (name: string) => Tensor["data"],
  take: (name: string, values: Tensor["data"]) => void,
): void {
  const bind = (input: Node<"input">): Tensor => {
    const { name, role } = input.attrs;
    const data = role === "scalar" || name === "seed" ? Int32Array.of(0) : column(name);
    return {
      type: input.type,
      data: input.type.dtype === "f32" && role === "scalar" ? Float32Array.of(0) : data,
    };
  };
  const values = interpret(
    computation.outputs.map((o) => o.node),
    bind,
    "f32",
  );
  computation.outputs.forEach((o, i) => take(o.name, values[i]!.data));
}

function isRandom(computation: Computation): boolean {
  return computation.graph.nodes.some((n) => n.op === "random");
}

/** As the training loop's inputs have it: bool as 0 and 1 in i32. */
function storage(dtype: string, length: number): Float32Array | Int32Array {
  return dtype === "f32" || dtype === "f16" ? new Float32Array(length) : new Int32Array(length);
}
