/**
 * From a table that someone wants predictions for to the fields that the predictions read.
 *
 * A field is computed from the columns that it was computed from in training, where the table has them; else it is taken
 * as it is from a tensor of its own name (or, a vector, from columns `x_0`, `x_1`, …). Nothing is fitted to the new data:
 * means and spreads are in the weights, and the numbers of categories are those of the training.
 */
import type { DataProgram, DataProgramField } from "../../compiler/compile.ts";
import { diagnostic, DiagnosticError, nearest } from "../../compiler/diagnostics.ts";
import { interpret } from "../../compiler/interpret/graph.ts";
import { isOp, type Node, reachable, sizeOf } from "../../compiler/ir/graph.ts";
import type { Tensor } from "../../compiler/ops/def.ts";
import type { Data, Span } from "../../grammar/ast.ts";
import { checkRange } from "../../runtime/data/dataset.ts";
import { dataError, listed } from "../../runtime/data/errors.ts";
import { type RawTable, requireColumns } from "../../runtime/data/source.ts";
import { columnExamples, type Examples, type FieldColumn } from "../../runtime/examples.ts";
import { pickedBy } from "./data-ranges.ts";
import { textOf } from "./places.ts";
import type { Learned } from "./learned.ts";
import type { Trained } from "./trained.ts";

export interface Prepared {
  /** The rows that can be predicted, in the table's order. */
  readonly examples: Examples;
  /** Their numbers in the table. */
  readonly rows: Int32Array;
}

/** Rows that are computed together. */
const CHUNK = 2048;
const CATEGORY = "category:";

/** Throws a diagnostic for a column that is missing, a text among numbers, a category or an index that is not known. */
export function prepare(trained: Trained, raw: RawTable, needed: readonly string[]): Prepared {
  const program = trained.dataProgram!;
  const fields = program.fields.filter((f) => needed.includes(f.name));
  const computed = fields.filter((f) => isComputable(f, program, raw));
  const given = fields.filter((f) => !computed.includes(f)).map((f) => [f, givenAs(f, raw)] as const);
  for (const [field, columns] of given) if (columns === undefined) throw lacks(trained, field, raw);
  const used = [
    ...computed.flatMap((f) => f.columns.map(columnOf)),
    ...given.flatMap(([, columns]) => columns!),
  ];
  const numbers = computed.flatMap((f) => f.columns.filter((c) => !c.startsWith(CATEGORY) && has(raw, c)));
  for (const name of [...numbers, ...given.flatMap(([, names]) => names!)]) requireNumbers(raw, name);
  const { table, rows } = complete(raw, [...new Set(used)], program);
  const columns: Record<string, FieldColumn> = {
    ...compute(trained, program, computed, table, rows),
    ...Object.fromEntries(given.map(([field, names]) => [field.name, taken(field, names!, table, rows)])),
  };
  checkIndices(trained, fields, columns, (name, row) => placeOf(fields, name, table, rows[row]!));
  const all = Int32Array.from(rows, (_, i) => i);
  return { examples: columnExamples(columns, all), rows };
}

function columnOf(input: string): string {
  return input.startsWith(CATEGORY) ? input.slice(CATEGORY.length) : input;
}

function has(table: RawTable, name: string): boolean {
  return table.columns.some((c) => c.name === name);
}

/** Numbers that every row has alike. */
const SCALARS = ["seed", "step"];

function isComputable(field: DataProgramField, { decl }: DataProgram, table: RawTable): boolean {
  if (field.window !== undefined || decl.source === "generate") return false;
  return field.columns.every((c) => SCALARS.includes(c) || has(table, columnOf(c)));
}

/** The columns of the table that are a field as it is. */
function givenAs({ name, type: { shape } }: DataProgramField, table: RawTable): string[] | undefined {
  const own = table.columns.find((c) => c.name === name);
  if (own !== undefined && own.kind === "number" && own.shape.join() === shape.join()) return [name];
  if (shape.length !== 1) return undefined;
  const parts = Array.from({ length: shape[0]! }, (_, i) => `${name}_${i}`);
  return parts.every((part) => has(table, part)) ? parts : undefined;
}

function lacks({ data, dataProgram: program }: Trained, field: DataProgramField, table: RawTable): Error {
  const names = table.columns.map((c) => c.name);
  const absent = field.columns.map(columnOf).find((c) => !SCALARS.includes(c) && !names.includes(c));
  // A field of `generate`, or a window of a text, has no columns that a file could have.
  const column = field.window === undefined && program!.decl.source !== "generate" ? absent : undefined;
  const near = column === undefined ? undefined : nearest(column, names)[0];
  const ast = data.ast(program!.decl.span.file)?.items.find((i): i is Data => i.kind === "data" && i.name.name === program!.name); // prettier-ignore
  const span = ast && spanOf(ast, field.name, column);
  const { shape } = field.type;
  const tensor = `a tensor \`${field.name}\` of shape [${["n", ...shape].join(", ")}]`;
  const forms =
    shape.length === 1
      ? `columns \`${field.name}_0\` to \`${field.name}_${shape[0]! - 1}\`, or as ${tensor}`
      : `${tensor} in .npz, .safetensors or .json`;
  return new DiagnosticError(
    diagnostic("NN0501", `no column \`${column ?? field.name}\` in ${table.file}`, {
      labels:
        span === undefined
          ? []
          : [{ span, text: near === undefined ? "needed here" : `did you mean \`${near}\`?` }],
      notes: [`it has ${listed(names.map((n) => `\`${n}\``)) || "no columns"}`, ...headless(table)],
      help:
        near !== undefined
          ? `name it \`${column}\` in the file, as in the data of the training`
          : column === undefined && shape.length > 0
            ? `give it as ${forms}`
            : "give the file all columns that the predictions read",
    }),
  );
}

/** What a reader says of a file whose first line is no header. */
function headless(table: RawTable): string[] {
  return table.notes.filter((note) => note.includes("has no header line"));
}

/** Where a column is named, be it in a local name before the field; the field's own name without one. */
function spanOf({ fields }: Data, field: string, column: string | undefined): Span | undefined {
  const places = column === undefined ? [] : fields.flatMap((f) => nameIn(f.value, column) ?? []);
  return places[0] ?? fields.find((f) => f.name.name === field)?.name.span;
}

function nameIn(value: unknown, name: string): Span | undefined {
  if (Array.isArray(value)) return value.map((v: unknown) => nameIn(v, name)).find(Boolean);
  if (typeof value !== "object" || value === null) return undefined;
  const node = value as Readonly<Record<string, unknown>>;
  if (node["kind"] === "name" && node["name"] === name) return node["span"] as Span;
  const parts = Object.entries(node).filter(([key]) => key !== "span");
  return parts.map(([, part]) => nameIn(part, name)).find(Boolean);
}

/** The training had numbers there; the cell that is none is to be corrected, whatever it says. */
function requireNumbers(table: RawTable, name: string): void {
  if (table.columns.find((c) => c.name === name)?.kind !== "text") return;
  const texts = table.text(name);
  const row = texts.findIndex((text) => text.trim() !== "" && !Number.isFinite(Number(text)));
  const shown = texts[Math.max(0, row)];
  throw dataError(
    "textInNumbers",
    `"${shown}" at ${table.place(name, Math.max(0, row))} of ${table.file} is no number`,
    { help: `correct that cell: the model was trained on numbers in \`${name}\`` },
  );
}

// ---------------------------------------------------------------- missing values

/** As the training's source treats them: filled in, or with `missing: "drop"` rows without a prediction. */
function complete(
  table: RawTable,
  used: readonly string[],
  { decl }: DataProgram,
): { readonly table: RawTable; readonly rows: Int32Array } {
  const policy = decl.settings["missing"];
  const every = Int32Array.from({ length: table.count }, (_, i) => i);
  if (policy === "drop") {
    const gone = new Set(used.flatMap((name) => table.missing(name).map((m) => m.row)));
    return { table, rows: every.filter((row) => !gone.has(row)) };
  }
  try {
    const fill = typeof policy === "number" ? policy : undefined;
    return { table: requireColumns(table, used, fill), rows: every };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const help =
      'fill it in; a source that says `missing: 0` fills in 0, and `missing: "drop"` leaves the prediction blank';
    throw new DiagnosticError({ ...error.diagnostic, fixes: [{ title: help, edits: [] }] });
  }
}

// ---------------------------------------------------------------- values

function taken(
  { type }: DataProgramField,
  names: readonly string[],
  table: RawTable,
  rows: Int32Array,
): FieldColumn {
  const dtype = type.dtype === "f16" ? "f32" : type.dtype;
  const size = sizeOf(type.shape);
  const parts = names.map((name) => table.rows(name, rows, dtype).data);
  const data = storage(type.dtype, rows.length * size);
  if (parts.length === 1) data.set(parts[0]!);
  else
    for (let i = 0; i < rows.length; i++)
      for (const [k, part] of parts.entries()) data[i * size + k] = part[i]!;
  return { kind: "rows", data, size };
}

/** As a program's inputs have it: bool as 0 and 1 in i32. */
function storage(dtype: string, length: number): Float32Array | Int32Array {
  return dtype === "f32" || dtype === "f16" ? new Float32Array(length) : new Int32Array(length);
}

function compute(
  trained: Trained,
  program: DataProgram,
  fields: readonly DataProgramField[],
  table: RawTable,
  rows: Int32Array,
): Record<string, FieldColumn> {
  const out = new Map(fields.map((f) => [f.name, storage(f.type.dtype, rows.length * sizeOf(f.type.shape))]));
  const inputs = new Set(fields.flatMap((f) => f.columns));
  for (const { name } of program.whole) if (inputs.has(name)) table.rows(name, rows, "i32");
  const codes = new Map([...inputs].filter((c) => c.startsWith(CATEGORY)).map((c) => [c, numbered(trained, columnOf(c), table, rows)])); // prettier-ignore
  const ranges = program.ranges.map((range, k) => ({ ...range, output: `range:${k}` }));
  const asked = ranges.filter((range) => range.columns.every((c) => inputs.has(c)));
  // A field that draws random numbers depends on the row's number, so such data is computed in one piece.
  const draws = program.at(1).graph.nodes.some((n) => n.op === "random");
  const chunk = draws ? rows.length : CHUNK;
  for (let from = 0; from < rows.length && fields.length > 0; from += chunk) {
    const some = rows.subarray(from, from + chunk);
    const { outputs } = program.at(some.length);
    const wanted = outputs.filter(
      ({ name }) => out.has(name) || asked.some((range) => range.output === name),
    );
    const bind = ({ type, attrs }: Node<"input">): Tensor => {
      if (SCALARS.includes(attrs.name))
        return { type, data: type.dtype === "f32" ? Float32Array.of(0) : Int32Array.of(0) };
      const known = codes.get(attrs.name)?.subarray(from, from + some.length);
      const dtype = type.dtype === "f16" ? "f32" : type.dtype;
      return { type, data: known ?? (table.rows(attrs.name, some, dtype).data as Tensor["data"]) };
    };
    const values = interpret(wanted.map((o) => o.node), bind, "f32"); // prettier-ignore
    for (const [i, { name }] of wanted.entries()) {
      const range = asked.find((r) => r.output === name);
      const { data } = values[i]!;
      if (range === undefined) {
        const field = fields.find((f) => f.name === name)!;
        out.get(name)!.set(data, from * sizeOf(field.type.shape));
        continue;
      }
      const problem = checkRange(data, 0, range.size - 1, {
        what: "an index is",
        place: (row) => `${table.place(columnOf(range.columns[0]!), some[row]!)} of ${table.file}`,
      });
      if (problem !== undefined)
        throw new DiagnosticError({
          ...problem,
          labels: [{ span: range.span, text: `picks one of ${range.size} here` }],
        });
    }
  }
  return Object.fromEntries(
    fields.map((f) => [
      f.name,
      { kind: "rows", data: out.get(f.name)!, size: sizeOf(f.type.shape) } as const,
    ]),
  );
}

/** The training's numbers of a column's texts. */
function numbered(trained: Trained, column: string, table: RawTable, rows: Int32Array): Int32Array {
  const { vocabulary, info } = trained;
  const known =
    vocabulary?.categories?.[column] ?? info?.columns.find((c) => c.name === column)?.categories ?? [];
  const numbers = new Map(known.map((text, i) => [text, i]));
  const texts = table.text(column);
  return Int32Array.from(rows, (row) => {
    const number = numbers.get(texts[row]!);
    if (number !== undefined) return number;
    const near = nearest(texts[row]!, known)[0];
    throw dataError(
      "outOfRange",
      `"${texts[row]}" at ${table.place(column, row)} of ${table.file} is no category of \`${column}\` that the weights know`,
      {
        notes: [`they know ${listed(known)}`],
        help:
          near === undefined
            ? "leave such rows out, or train with data that has it"
            : `did you mean "${near}"?`,
      },
    );
  });
}

/** An index out of range reads 0 on a GPU, and would be predicted from as if it were right. */
function checkIndices(
  { train, file, texts }: Trained,
  fields: readonly DataProgramField[],
  columns: Readonly<Record<string, FieldColumn>>,
  place: (field: string, row: number) => string,
): void {
  const picks = pickedBy(train, textOf(texts));
  for (const { name, type } of fields) {
    const found = picks.get(name);
    const column = columns[name]!;
    if (found === undefined || type.dtype !== "i32" || column.kind !== "rows") continue;
    const { size, node } = found;
    const problem = checkRange(column.data, 0, size - 1, {
      what: `\`${name}\` is`,
      perRow: column.size,
      place: (row) => place(name, row),
    });
    if (problem === undefined) continue;
    const span = train.step.graph.spans.get(node)?.findLast((s) => s.file === file);
    throw new DiagnosticError({
      ...problem,
      labels: span === undefined ? [] : [{ span, text: `picks one of ${size} here` }],
    });
  }
}

function placeOf(fields: readonly DataProgramField[], name: string, table: RawTable, row: number): string {
  const columns = (fields.find((f) => f.name === name)?.columns ?? [])
    .map(columnOf)
    .filter((c) => has(table, c));
  const line = table.line(row);
  const place =
    columns.length === 1
      ? table.place(columns[0]!, row)
      : line === undefined
        ? `row ${row + 1}`
        : `line ${line}`;
  return `${place} of ${table.file}`;
}

/** The texts behind the numbers of a prediction, where it chooses among the classes that the data has names for. */
export function classNamesOf(
  { train, dataProgram, vocabulary, info }: Learned,
  prediction: string,
): readonly string[] | undefined {
  const output = train.predict.outputs.find((o) => o.name === prediction);
  const choice = output && choiceBehind(output.node);
  if (choice === undefined || dataProgram === undefined) return undefined;
  const { source } = dataProgram.decl;
  const read = new Set(
    reachable(train.predict.outputs.map((o) => o.node)).flatMap((n) =>
      isOp(n, "input") ? [n.attrs.name] : [],
    ),
  );
  const candidates = dataProgram.fields.flatMap((field) => {
    const [column] = field.columns;
    if (read.has(field.name) || field.columns.length !== 1 || column === undefined) return [];
    const text = columnOf(column);
    const categories =
      vocabulary?.categories?.[text] ?? info?.columns.find((c) => c.name === text)?.categories;
    const names =
      column !== text
        ? categories
        : source === "images" && column === "labels"
          ? vocabulary?.classes
          : undefined;
    return names?.length === choice ? [{ field: field.name, column: text, names }] : [];
  });
  const own = candidates.find((c) => c.field === prediction || c.column === prediction);
  return (own ?? (candidates.length === 1 ? candidates[0] : undefined))?.names;
}

/** How many values the `argmax` chooses from that a node is. */
function choiceBehind(node: Node): number | undefined {
  if (isOp(node, "argmax")) return node.in[0]!.type.shape[node.attrs.axis];
  return isOp(node, "reshape") || isOp(node, "cast") ? choiceBehind(node.in[0]!) : undefined;
}
