/**
 * A first program for a table of one's own: looks at the columns, chooses, and says why in comments.
 *
 * Pure but for reading the table: `describeTable` finds what the columns hold, `programFor` writes the text.
 */
import { dataError, listed } from "../../runtime/data/errors.ts";
import { readCsv } from "../../runtime/data/csv.ts";
import { type RawTable, requireColumns } from "../../runtime/data/table.ts";
import { nearest } from "../../compiler/diagnostics.ts";
import { UsageError } from "./exit.ts";
import { count as grouped, number, plural } from "./terminal.ts";

/** A text column of at most so many texts is one-hot; of at most `EMBEDDED`, embedded; of more, left out. */
const ONE_HOT = 12;
const EMBEDDED = 500;
/** Whole numbers with at most so many values are taken for classes. */
const CLASSES = 10;

export interface TableChoice {
  readonly table: RawTable;
  readonly separator: "," | ";" | "\t";
  readonly decimal: "." | ",";
}

/** Reads a table whatever separates its columns. */
export function openTable(bytes: Uint8Array, path: string): TableChoice {
  const head = new TextDecoder().decode(bytes.subarray(0, 4096)).split(/\r?\n/, 1)[0] ?? "";
  const cells = (separator: string): number => head.split(separator).length;
  const separator = ([",", ";", "\t"] as const).reduce((a, b) => (cells(b) > cells(a) ? b : a));
  const points = readCsv(bytes, path, separator);
  const decimal = points.columns.some((column) => hasDecimalCommas(points, column)) ? "," : ".";
  const table = decimal === "." ? points : readCsv(bytes, path, separator, 1, decimal);
  if (table.columns.length < 2)
    throw dataError("badTable", `${path} has one column`, {
      help: "a table to learn from has a column to predict, and others to predict it from",
    });
  return { table, separator, decimal };
}

/** Whether all that a column of text holds are numbers, some of them with a comma before their fraction. */
function hasDecimalCommas(table: RawTable, { kind, name }: RawTable["columns"][number]): boolean {
  const cells = kind === "text" ? table.text(name).filter((cell) => cell !== "") : [];
  const isNumber = (cell: string) => /^[+-]?\d+(,\d+)?(e[+-]?\d+)?$/i.test(cell);
  return cells.some((cell) => cell.includes(",")) && cells.every(isNumber);
}

/**
 * The column to predict: the one named, as in the file or as an identifier, or the last from which there is something to
 * learn. A text that is another one in nearly every row is a name.
 */
export function targetOf(table: RawTable, wanted: string | undefined): string {
  const names = table.columns.map((c) => c.name);
  if (wanted === undefined) {
    const teaches = ({ name, kind }: RawTable["columns"][number]): boolean => {
      const distinct = new Set(table.text(name)).size;
      return distinct > 1 && (kind !== "text" || (distinct <= EMBEDDED && distinct * 4 <= table.count));
    };
    return table.columns.findLast(teaches)?.name ?? names.at(-1)!;
  }
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, "");
  const found = names.find((n) => n === wanted) ?? names.find((n) => plain(n) === plain(wanted));
  if (found !== undefined) return found;
  const near = nearest(wanted, names)[0];
  throw new UsageError(
    `${table.file} has no column \`${wanted}\``,
    near === undefined ? `it has ${listed(names)}` : `did you mean ${near}?`,
  );
}

type Role =
  | { readonly kind: "number" }
  | { readonly kind: "oneHot"; readonly size: number }
  | { readonly kind: "embedded"; readonly size: number }
  | { readonly kind: "left out"; readonly why: string };

interface Feature {
  readonly name: string;
  readonly role: Role;
}

interface Target {
  readonly name: string;
  readonly task: "regression" | "classes";
  /** Classes: how many, the number of the first, and whether they are texts. */
  readonly classes: number;
  readonly first: number;
  readonly text: boolean;
  /** Regression: what the numbers are divided by. */
  readonly scale: number;
  /** What a guess without looking reaches: the share of the commonest class, or the mean distance from the mean. */
  readonly baseline: number;
}

/** The text of a program that trains on `path`, the table's place as seen from the program. */
export function programFor(choice: TableChoice, target: string, path: string, dataName: string): string {
  const { table } = choice;
  const first = table.columns.filter((c) => c.name !== target).map((c) => featureOf(table, c.name));
  const used = [...first.filter((f) => f.role.kind !== "left out").map((f) => f.name), target];
  const incomplete = used.filter((name) => table.missing(name).length > 0);
  const complete = incomplete.length > 0 ? requireColumns(table, used, "drop") : table;
  if (complete.count < 4)
    throw dataError("tooFew", `${table.file} has ${plural(complete.count, "row")} without missing values`, {
      help: "add examples, or fill in the blank cells",
    });
  // Sizes are those of the rows that stay.
  const features = first.map((f) => (f.role.kind === "left out" ? f : featureOf(complete, f.name)));
  const kept = features.filter((f) => f.role.kind !== "left out");
  if (kept.length === 0)
    throw new UsageError(`${table.file} has no column to predict \`${target}\` from`, "each is constant or different in every row"); // prettier-ignore
  const goal = goalOf(complete, target);
  return write({ choice, features, goal, path, dataName, rows: complete.count, dropped: table.count - complete.count, incomplete }); // prettier-ignore
}

// ---------------------------------------------------------------- looking

function featureOf(table: RawTable, name: string): Feature {
  const column = table.columns.find((c) => c.name === name)!;
  const cells = table.text(name);
  const distinct = new Set(cells).size;
  const out = (why: string): Feature => ({ name, role: { kind: "left out", why } });
  if (distinct <= 1) return out("the same in every row");
  if (column.kind === "number") {
    const id = /^(id|index|row|no|nr|unnamed.*|.*_id)$/i.test(name) && distinct === table.count;
    return id ? out("a number that only names the row") : { name, role: { kind: "number" } };
  }
  if (distinct === table.count) return out("a different text in every row");
  if (distinct <= ONE_HOT) return { name, role: { kind: "oneHot", size: distinct } };
  if (distinct <= EMBEDDED && distinct * 4 <= table.count)
    return { name, role: { kind: "embedded", size: distinct } };
  return out(`${grouped(distinct)} different texts, too many for ${plural(table.count, "row")}`);
}

function goalOf(table: RawTable, name: string): Target {
  const column = table.columns.find((c) => c.name === name)!;
  const cells = table.text(name);
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  const commonest = Math.max(...counts.values()) / table.count;
  const base = { name, first: 0, scale: 1, text: column.kind === "text" };
  if (counts.size <= 1) throw new UsageError(`\`${name}\` is the same in every row, so there is nothing to learn`, "choose another column with --target"); // prettier-ignore
  if (column.kind === "text") {
    if (counts.size > EMBEDDED || counts.size === table.count)
      throw new UsageError(`\`${name}\` has ${grouped(counts.size)} different texts, too many to tell apart`, "choose another column with --target"); // prettier-ignore
    return { ...base, task: "classes", classes: counts.size, baseline: commonest };
  }
  const values = Array.from(table.read(name, "f32").data);
  const whole = [...new Set(values)].sort((a, b) => a - b);
  const inARow = whole.every((v, i) => Number.isInteger(v) && v === whole[0]! + i);
  if (inARow && whole.length <= CLASSES && table.count >= 3 * whole.length)
    return { ...base, task: "classes", classes: whole.length, first: whole[0]!, baseline: commonest };
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const away = values.reduce((a, v) => a + Math.abs(v - mean), 0) / values.length;
  const size = Math.max(...values.map(Math.abs));
  const scale = 10 ** Math.floor(Math.log10(size));
  return { ...base, task: "regression", classes: 0, scale, baseline: away };
}

// ---------------------------------------------------------------- writing

interface Plan {
  readonly choice: TableChoice;
  readonly features: readonly Feature[];
  readonly goal: Target;
  readonly path: string;
  readonly dataName: string;
  readonly rows: number;
  readonly dropped: number;
  readonly incomplete: readonly string[];
}

function write(plan: Plan): string {
  const { features, goal, dataName } = plan;
  const columns = new Set(plan.choice.table.columns.map((c) => c.name));
  const fresh = (name: string): string => (columns.has(name) || name === dataName ? fresh(`${name}_`) : name);
  const numbers = features.filter((f) => f.role.kind === "number").map((f) => f.name);
  const texts = features.flatMap((f) =>
    f.role.kind === "oneHot" || f.role.kind === "embedded"
      ? [{ column: f.name, name: fresh(f.role.kind === "oneHot" ? `${f.name}_kind` : `${f.name}_number`), role: f.role }]
      : [],
  ); // prettier-ignore
  const x = fresh("x");
  // A field may have its column's name: it hides the column for the fields after it, and this is the last.
  const y = goal.task === "classes" ? fresh("class") : fresh("y");
  const model = fresh(goal.task === "classes" ? "classifier" : "regressor");
  const inputs = [
    ...(numbers.length > 0 ? [`${x}: [batch, ${numbers.length}]`] : []),
    ...texts.map((t) =>
      t.role.kind === "oneHot" ? `${t.name}: [batch, ${t.role.size}]` : `${t.name}: i32[batch]`,
    ),
  ];
  const parts = [
    ...(numbers.length > 0 ? [`${x} |> standardize(${dataName}.${x})`] : []),
    ...texts.map((t) => (t.role.kind === "oneHot" ? t.name : `${t.name} |> embedding(${t.role.size}, 8)`)),
  ];
  const outputs = goal.task === "classes" ? goal.classes : 1;
  return [
    ...heading(plan),
    "",
    `config hidden = 32`,
    "",
    ...dataBlock(plan, { numbers, texts, x, y }),
    "",
    ...(numbers.length > 0
      ? [
          "// `standardize` brings each column to mean 0 and deviation 1, as measured on the rows learned from.",
        ]
      : []),
    `model ${model}(${inputs.join(", ")}) -> [batch, ${outputs}] =`,
    ...start(parts),
    `  |> dense(hidden) |> relu`,
    `  |> dense(hidden) |> relu`,
    `  |> dense(${outputs})`,
    "",
    ...trainBlock(plan, {
      names: [...(numbers.length > 0 ? [x] : []), ...texts.map((t) => t.name)],
      y,
      model,
    }),
    "",
  ].join("\n");
}

function heading({ features, goal, rows, choice, dropped, incomplete }: Plan): string[] {
  const left = features.flatMap((f) => (f.role.kind === "left out" ? [`${f.name}: ${f.role.why}`] : []));
  const why =
    goal.task === "regression"
      ? `\`${goal.name}\` is a number, so this is regression.`
      : goal.text
        ? `\`${goal.name}\` is text with ${goal.classes} different values, so this is classification.`
        : `\`${goal.name}\` is one of ${goal.classes} whole numbers, so this is classification.`;
  return [
    `// Learns to predict \`${goal.name}\` from ${plural(features.length - left.length, "column")} of ${choice.table.file}: ${plural(rows, "row")}.`,
    `// ${why} \`--target COLUMN\` of \`nn new\` chooses another column.`,
    ...(dropped > 0
      ? [`// ${plural(dropped, "row")} with blank cells in ${listed(incomplete.map((name) => `\`${name}\``))} ${dropped === 1 ? "is" : "are"} left out: \`missing: "drop"\`.`]
      : []),
    ...(left.length > 0 ? ["//", "// Left out:", ...left.map((line) => `// - ${line}`)] : []),
  ]; // prettier-ignore
}

interface Fields {
  readonly numbers: readonly string[];
  readonly texts: readonly { column: string; name: string; role: Role }[];
  readonly x: string;
  readonly y: string;
}

function dataBlock({ choice, path, dataName, goal, rows, dropped }: Plan, fields: Fields): string[] {
  const { numbers, texts, x, y } = fields;
  const source = choice.separator === "\t" ? "tsv" : "csv";
  const settings = [
    JSON.stringify(path),
    ...(choice.separator === ";" ? ['separator: ";"'] : []),
    ...(choice.decimal === "," ? ['decimal: ","'] : []),
    ...(rows >= 10 ? ["split: 0.8"] : []),
    ...(dropped > 0 ? ['missing: "drop"'] : []),
  ];
  const scaled = goal.scale === 1 ? goal.name : `${goal.name} / ${literal(goal.scale)}`;
  const target =
    goal.task === "regression"
      ? `  ${y}: [1] = [${scaled}]`
      : goal.text
        ? `  ${y}: i32 = category(${goal.name})`
        : `  ${y}: i32 = i32(${goal.name})${goal.first === 0 ? "" : goal.first > 0 ? ` - ${goal.first}` : ` + ${-goal.first}`}`;
  return [
    rows >= 10
      ? "// Four fifths of the rows are learned from; on the others `nn train` measures how good the guesses are."
      : "// So few rows are all learned from: nothing is left to measure on.",
    `data ${dataName} = ${source}(${settings.join(", ")}) {`,
    ...(numbers.length > 0 ? wrapped(`  ${x}: [${numbers.length}] = [`, numbers) : []),
    ...texts.flatMap((t) =>
      t.role.kind === "oneHot"
        ? [
            `  // ${t.role.size} different texts: a vector with a 1 at the text's place.`,
            `  ${t.name}: [${t.role.size}] = one_hot(${t.column})`,
          ]
        : [
            "  // Many different texts: each gets a number here, and a learned vector in the model.",
            `  ${t.name}: i32 = category(${t.column})`,
          ],
    ),
    ...(goal.task === "regression"
      ? goal.scale === 1 ? [] : ["  // Networks learn numbers around 1 best."]
      : [`  // Classes are numbered from 0${goal.text ? ", in alphabetical order" : goal.first === 0 ? "" : `; in the file they begin at ${goal.first}`}.`]),
    target,
    "}",
  ]; // prettier-ignore
}

function start(parts: readonly string[]): string[] {
  if (parts.length === 1) return [`  ${parts[0]!}`];
  return [
    "  concat([",
    ...parts.map((part, i) => `    ${part}${i < parts.length - 1 ? "," : ""}`),
    "  ], axis: 1)",
  ];
}

function trainBlock(
  { dataName, goal, rows }: Plan,
  { names, y, model }: { names: readonly string[]; y: string; model: string },
): string[] {
  const trained = rows >= 10 ? Math.round(rows * 0.8) : rows;
  const batch = [64, 32, 16, 8, 4, 2, 1].find((b) => b * 8 <= trained || b === 1)!;
  const epochs = Math.min(200, Math.max(5, Math.round(3000 / Math.max(1, Math.floor(trained / batch)))));
  const scaled = goal.scale === 1 ? "" : ` * ${literal(goal.scale)}`;
  return [
    `train fit on ${dataName} {`,
    `  epochs = ${epochs}`,
    `  batch = ${batch}`,
    ...(rows >= 10
      ? ["  // Ends when the other rows have not been guessed better for 20 epochs.", "  patience = 20"]
      : []),
    `  let net = ${model}()`,
    ...(goal.task === "classes"
      ? [
          `  let logits = net(${names.join(", ")})`,
          `  minimize cross_entropy(logits, ${y}) with adam(lr: 3e-3)`,
          `  // Always guessing the commonest class would be right for ${number(100 * goal.baseline, 3)} % of the rows.`,
          `  metric accuracy = mean(argmax(logits) == ${y})`,
          `  predict ${goal.name} = argmax(logits)`,
        ]
      : [
          `  let guess = net(${names.join(", ")})`,
          `  minimize mse(guess, ${y}) with adam(lr: 3e-3)`,
          `  // Always guessing the mean would be wrong by ${goal.baseline >= 100 ? grouped(Math.round(goal.baseline)) : number(goal.baseline, 3)} on average.`,
          `  metric mean_error = mean(abs(guess - ${y}))${scaled}`,
          `  predict ${goal.name} = guess[:, 0]${scaled}`,
        ]),
    "}",
  ];
}

/** A list over as many lines as it needs. */
function wrapped(head: string, items: readonly string[]): string[] {
  const one = `${head}${items.join(", ")}]`;
  if (one.length <= 100) return [one];
  return [head, ...items.map((item, i) => `    ${item}${i < items.length - 1 ? "," : ""}`), "  ]"];
}

/** `100_000`, `0.01`. */
const literal = (value: number): string =>
  value >= 1000 ? grouped(value).replaceAll(",", "_") : String(Number(value.toPrecision(6)));
