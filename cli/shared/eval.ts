/**
 * What `nn eval` does: the scores of trained weights on a part of their data, or on other data.
 */
import type { EvalFlags } from "../commands/eval.ts";
import type { DataProgram } from "../../compiler/compile.ts";
import { invariant } from "../../compiler/diagnostics.ts";
import type { Scores, Split } from "../../runtime/events.ts";
import { evaluate } from "../../runtime/evaluate.ts";
import { disjointWindows, type Examples, type TrainData } from "../../runtime/examples.ts";
import { checkLabels } from "./data-ranges.ts";
import { UsageError } from "./exit.ts";
import { pairs } from "./load.ts";
import { textOf } from "./places.ts";
import { count, number, paint, plural, shortestF32 } from "./terminal.ts";
import { findTrained, openDeviceOf, openTrained, say, type Trained } from "./trained.ts";

type Part = Split | "all";

export async function evalTrained(typed: string | undefined, flags: EvalFlags): Promise<void> {
  const trained = openTrained(findTrained(typed, flags), flags, true);
  const { train, tensors, moment, weights, run, data: sets } = trained;
  const part = trained.dataProgram === undefined ? undefined : partOf(trained, flags);
  for (const note of sets.notes) say(note);
  using opened = await openDeviceOf(trained, flags);
  const scores = await evaluate(train, {
    backend: opened.backend,
    weights: tensors,
    ...(part === undefined ? {} : { examples: part.examples }),
    ...moment,
  });
  if (flags.json) {
    const event = {
      type: "eval",
      step: moment.step ?? 0,
      ...scores,
      split: part?.name ?? "train",
      ...(part === undefined ? {} : { examples: part.examples.count }),
      weights,
      ...(run === undefined ? {} : { run: run.folder }),
    };
    console.log(JSON.stringify(event, shortest));
  } else process.stdout.write(shown(trained, scores, part));
}

/** As `nn train --json` writes them. */
function shortest(_: string, value: unknown): unknown {
  if (typeof value !== "number") return value;
  return Number.isFinite(value) ? shortestF32(value) : String(value);
}

function shown(
  { train, weights, moment, run }: Trained,
  { loss, metrics }: Scores,
  part: { readonly name: Part; readonly examples: Examples } | undefined,
): string {
  const { bold, dim } = paint(process.stdout);
  const where =
    part === undefined
      ? ""
      : part.name === "all"
        ? ` · all ${plural(part.examples.count, "example")} of ${train.data}`
        : ` · ${part.name} data of ${train.data}, ${plural(part.examples.count, "example")}`;
  const of = run === undefined ? weights : `${weights} · step ${count(moment.step ?? 0)}`;
  const scores = [["loss", loss] as const, ...Object.entries(metrics)];
  return [
    dim(` ${of}${where}`),
    ` ${scores.map(([name, value]) => `${name} ${bold(number(value))}`).join(" · ")}`,
    "",
  ].join("\n");
}

// ---------------------------------------------------------------- which examples

function partOf(trained: Trained, flags: EvalFlags): { readonly name: Part; readonly examples: Examples } {
  const { train, data, dataProgram, file, texts } = trained;
  const program = dataProgram!;
  const isOther = pairs(flags.data)[program.name] !== undefined;
  const loaded = data.load(program);
  const wanted = flags.on ?? usual(loaded, program, isOther);
  const whole: TrainData = wanted === "all" ? data.load(unsplit(program)) : loaded;
  checkLabels(
    train,
    wanted === "all" ? { name: whole.name, train: whole.train } : whole,
    file,
    textOf(texts),
  );
  const examples = wanted === "all" || wanted === "train" ? apart(program, whole.train) : whole[wanted];
  if (examples !== undefined) return { name: wanted, examples };
  const has = (["train", "validation", "test"] as const).filter((split) => loaded[split] !== undefined);
  throw new UsageError(
    `\`${program.name}\` has no ${wanted} data`,
    `it has ${has.join(" and ")} data: --on ${has.at(-1)}`,
  );
}

/** What the training judged itself by at its end; of other data all, or the test files that it has of its own. */
function usual(data: TrainData, { decl }: DataProgram, isOther: boolean): Part {
  const isCut = Array.isArray(decl.settings["split"]);
  if (data.test !== undefined && !(isOther && isCut)) return "test";
  if (isOther) return "all";
  return data.validation === undefined ? "train" : "validation";
}

/** The same data in one part. */
function unsplit(program: DataProgram): DataProgram {
  const { split: _, limit: __, ...settings } = program.decl.settings;
  return { ...program, decl: { ...program.decl, settings } };
}

/** Windows that do not overlap, as of validation data. */
function apart(program: DataProgram, examples: Examples): Examples {
  const lengths = program.fields.flatMap((f) => (f.window === undefined ? [] : [f.window.length]));
  if (lengths.length === 0) return examples;
  const all = Int32Array.from({ length: examples.count }, (_, i) => i);
  const kept = disjointWindows(all, Math.max(...lengths));
  invariant(kept.length > 0, "eval", "windows of no text");
  return {
    ...examples,
    count: kept.length,
    fill: (field, indices, out) => examples.fill(field, indices.map((i) => kept[i]!), out), // prettier-ignore
  };
}
