/**
 * What `nn predict` does: reads rows, runs the program's `predict` statements on them, writes the answers in their order.
 */
import { existsSync } from "node:fs";
import { extname, join } from "node:path";
import type { PredictFlags } from "../commands/predict.ts";
import { diagnostic, DiagnosticError, nearest } from "../../compiler/diagnostics.ts";
import type { Span } from "../../grammar/ast.ts";
import { listed } from "../../runtime/data/errors.ts";
import type { RawTable } from "../../runtime/data/source.ts";
import type { HostTensor } from "../../runtime/data/tensor.ts";
import { draw, predict, predictedFrom, predictions } from "../../runtime/predict.ts";
import { ProgramError, UsageError } from "./exit.ts";
import { classNamesOf, prepare } from "./predict-fields.ts";
import { PICTURE, readInput } from "./predict-input.ts";
import { type Answers, type Kept, outputEnding, writeAnswers } from "./predict-output.ts";
import { plural } from "./terminal.ts";
import { findTrained, isProgram, openDeviceOf, openTrained, say, type Trained } from "./trained.ts";

export async function predictRows(run: string | undefined, given: PredictFlags): Promise<void> {
  const { typed, flags } = apart(run, given);
  const ending = outputEnding(flags.out, flags.json);
  const trained = openTrained(findTrained(typed, flags), flags, false);
  await explained(trained, async () => {
    const answers = await answersOf(trained, flags);
    writeAnswers(answers, ending, flags.out);
    if (flags.out !== undefined) say(`${plural(answers.count, "row")} in ${flags.out}`);
  });
}

/** `--in` takes all that follows it, also the run in `--in new.csv houses.nn`: that is no file to predict for. */
function apart(run: string | undefined, flags: PredictFlags): { typed?: string; flags: PredictFlags } {
  const last = flags.in?.at(-1);
  if (run !== undefined) return { typed: run, flags };
  if (last === undefined || flags.in!.length < 2) return { flags };
  const isRun = isProgram(last) || existsSync(join(last, "config.json"));
  if (!isRun && (existsSync(last) || extname(last) !== "")) return { flags };
  return { typed: last, flags: { ...flags, in: flags.in!.slice(0, -1) } };
}

/** Diagnostics point into the program's texts. */
export async function explained<T>({ texts }: Trained, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof DiagnosticError ? new ProgramError([error.diagnostic], texts) : error;
  }
}

async function answersOf(trained: Trained, flags: PredictFlags): Promise<Answers> {
  const { train, dataProgram } = trained;
  if (train.predict.outputs.length === 0)
    throw nothingTo(trained, `\`${train.name}\` predicts nothing`, "no `predict` here", [
      "say what to write, such as `predict answer = argmax(logits)`, and train again",
      "or, with the statement added, use these weights: `nn predict FILE --weights RUN`",
    ]);
  const { rows: told, others } = predictions(train);
  if (told.length === 0)
    throw nothingTo(trained, `\`${others.join("` and `")}\` ${others.length === 1 ? "is" : "are"} no value for each example`, "predicted here", [
      "a prediction keeps the examples as its first axis: leave out what reduces over all of them",
    ]); // prettier-ignore
  for (const name of others) say(`\`${name}\` has no value for each example and is left out`);
  const needed = predictedFrom(train);
  if (needed.length === 0) return drawn(trained, flags);
  const paths = flags.in ?? [];
  if (paths.length === 0)
    throw new UsageError(
      "--in is missing: what to predict for",
      `\`${train.name}\` predicts from ${listed(needed.map((f) => `\`${f}\``))} of ${train.data}: --in new.csv`,
    );
  const table = readInput(paths, { program: dataProgram!, fields: needed });
  const kept = keptColumns(table, flags.keep ?? pictureNames(table));
  const { examples, rows } = prepare(trained, table, needed);
  if (rows.length < table.count)
    say(
      `${plural(table.count - rows.length, "row")} of ${table.count} with missing values have no prediction`,
    );
  using opened = await openDeviceOf(trained, flags);
  const { backend } = opened;
  const { tensors: weights, moment } = trained;
  return {
    count: table.count,
    rows,
    kept,
    answers: named(trained, kept, await predict(train, { backend, weights, examples, ...moment })),
  };
}

/** Predictions that read nothing are drawn: as many rows as the program makes at once. */
async function drawn(trained: Trained, flags: PredictFlags): Promise<Answers> {
  const { train, tensors: weights, moment } = trained;
  if (flags.in !== undefined)
    throw new UsageError(
      `the predictions of \`${train.name}\` read no data`,
      "leave out --in; `nn sample --count N` draws as many as you like",
    );
  using opened = await openDeviceOf(trained, flags);
  const sizes = predictions(train).rows.map(({ name }) => {
    const output = train.predict.outputs.find((o) => o.name === name)!;
    return output.node.type.shape[0]!;
  });
  const count = Math.min(...sizes);
  const tensors = await draw(train, count, { backend: opened.backend, weights, ...moment });
  return {
    count,
    rows: Int32Array.from({ length: count }, (_, i) => i),
    kept: [],
    answers: named(trained, [], tensors),
  };
}

/** A prediction that has the name of a column that is kept is called apart from it. */
function named(
  trained: Trained,
  kept: readonly Kept[],
  tensors: ReadonlyMap<string, HostTensor>,
): Answers["answers"] {
  return [...tensors].map(([own, tensor]) => {
    const names = classNamesOf(trained, own);
    const name = kept.some((k) => k.name === own) ? `${own}_predicted` : own;
    return { name, tensor, ...(names === undefined ? {} : { names }) };
  });
}

// ---------------------------------------------------------------- kept columns

/** Which picture a row is is always told. */
function pictureNames(table: RawTable): readonly string[] {
  const isPictures = table.columns.some((c) => c.name === PICTURE && c.kind === "text");
  return isPictures && table.line(0) === undefined ? [PICTURE] : [];
}

function keptColumns(table: RawTable, names: readonly string[]): Kept[] {
  return names.map((name) => {
    const column = table.columns.find((c) => c.name === name);
    if (column === undefined) {
      const known = table.columns.map((c) => c.name);
      const near = nearest(name, known)[0];
      throw new UsageError(
        `--keep ${name}: no column \`${name}\` in ${table.file}`,
        near === undefined ? `it has ${listed(known)}` : `did you mean ${near}?`,
      );
    }
    if (column.kind === "text") return { name, cells: table.text(name) };
    const tensor = table.read(name);
    if (column.shape.length > 0)
      throw new UsageError(
        `--keep ${name}: it has [${column.shape.join(", ")}] for each row`,
        "keep columns of single values",
      );
    return { name, cells: cellsOf(table, name, tensor), tensor };
  });
}

/** Numbers as the file writes them, where it is text. */
function cellsOf(table: RawTable, name: string, tensor: HostTensor): readonly string[] {
  try {
    return table.text(name);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return Array.from(tensor.data, String);
  }
}

/** The program says nothing that the command could show. */
export function nothingTo(
  { train, texts }: Trained,
  title: string,
  label: string,
  [help, ...notes]: readonly string[],
): ProgramError {
  const { file, start, end } = train.span;
  const line = (texts.get(file) ?? "").slice(start, end).search(/\s*\{?\s*(\n|$)/);
  const span: Span = { file, start, end: line < 0 ? end : start + line };
  return new ProgramError(
    [diagnostic("NN0701", title, { labels: [{ span, text: label }], help: help!, notes })],
    texts,
  );
}
