/**
 * What `nn compare` prints: runs as columns, named by letters.
 */
import { nearest } from "../../compiler/diagnostics.ts";
import { LOWER_IS_BETTER } from "../../runtime/train.ts";
import type { CompareFlags } from "../commands/compare.ts";
import { UsageError } from "./exit.ts";
import { findRun, type PastRun, readRun, sourcesIn, stateOf } from "./past-runs.ts";
import { plot, type Series } from "./plot.ts";
import { count, duration, number, paint, table } from "./terminal.ts";

const LETTERS = "ABCDEFGH";

interface Figure {
  readonly name: string;
  readonly values: readonly (number | undefined)[];
  readonly show: (value: number) => string;
  /** Which end of the scale is the better one, where one is. */
  readonly better?: "lower" | "higher";
}

export function compareRuns(names: readonly string[], flags: CompareFlags): void {
  if (names.length < 2)
    throw new UsageError("one run cannot be compared", "name two or more; `nn runs` lists them");
  const runs = names.map((name) => readRun(findRun(name)));
  const [settings, figures] = [differences(runs), figuresOf(runs)];
  const curves =
    flags.curve === undefined ? lossesOf(runs) : flags.curve.map((name) => knownCurve(name, runs));
  if (flags.json) {
    console.log(JSON.stringify(asJson(runs, settings, figures), undefined, 2));
    return;
  }
  const c = paint(process.stdout);
  const colors = [c.cyan, c.yellow, c.magenta, c.green, c.blue, c.red, c.white, c.gray];
  const letter = (i: number) => colors[i]!(LETTERS[i]!);
  console.log(
    runs.map((run, i) => ` ${letter(i)}  ${run.folder}  ${c.dim(stateOf(run.log.end))}`).join("\n"),
  );
  const columns = [{ title: "" }, ...runs.map((_, i) => ({ title: LETTERS[i]!, align: "right" as const }))];
  const heading = (text: string) => `\n ${c.bold(text)}`;
  if (settings.length === 0) console.log(heading("No setting differs."));
  else
    console.log(
      `${heading("What differs")}\n${table(
        columns,
        settings.map((s) => [s.name, ...s.values]),
      )}`,
    );
  const rows = figures.map((f) => [f.name, ...cells(f, c.green)]);
  console.log(`${heading("How it went")}\n${table(columns, rows)}`);
  const width = Math.max(20, Math.min(72, (process.stdout.columns || 80) - 14));
  for (const name of curves) {
    const series: Series[] = runs.flatMap((run, i) => {
      const points = run.log.curves.get(name);
      return points === undefined ? [] : [{ mark: LETTERS[i]!, points, paint: colors[i]! }];
    });
    const lines = plot(series, { width, height: 12 });
    if (lines.length > 0) console.log(`${heading(name)}\n${lines.join("\n")}`);
  }
}

/** The values as text, the best one painted where they differ. */
function cells({ values, show, better }: Figure, paintBest: (text: string) => string): string[] {
  const known = values.filter((v) => v !== undefined && Number.isFinite(v)) as number[];
  const best = better === "lower" ? Math.min(...known) : Math.max(...known);
  const differ = new Set(known).size > 1;
  return values.map((value) => {
    if (value === undefined) return "–";
    return better !== undefined && differ && value === best ? paintBest(show(value)) : show(value);
  });
}

interface Setting {
  readonly name: string;
  readonly values: readonly string[];
}

/** Everything that `config.json` and the sources say, where runs differ. */
function differences(runs: readonly PastRun[]): Setting[] {
  const all = runs.map(settingsOf);
  const names = [...new Set(all.flatMap((one) => [...one.keys()]))];
  return names
    .map((name) => ({ name, values: all.map((one) => one.get(name) ?? "–") }))
    .filter(({ values }) => new Set(values).size > 1);
}

function settingsOf({ folder, config, log }: PastRun): Map<string, string> {
  const settings = new Map<string, string>([["train", log.start.name]]);
  const add = (name: string, value: unknown) => {
    if (value !== undefined) settings.set(name, typeof value === "string" ? value : JSON.stringify(value));
  };
  for (const [name, value] of Object.entries(config?.config ?? {})) add(name, value);
  for (const [name, value] of Object.entries(config?.settings ?? {})) add(name, value);
  for (const [name, value] of Object.entries(config?.data ?? {})) add(`data ${name}`, value);
  add("init", config?.init);
  add("device", log.start.device);
  add("version", config?.version);
  for (const [path, text] of sourcesIn(folder)) settings.set(path, fingerprint(text));
  return settings;
}

/** Files that differ are told apart by a number; what they say is in the runs' `source/`. FNV-1a, 32 bits. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return `#${(hash >>> 0).toString(16).padStart(8, "0")}`;
}

function figuresOf(runs: readonly PastRun[]): Figure[] {
  const figures: Figure[] = [];
  const ends = runs.map((run) => run.log.end);
  const add = (
    name: string,
    values: readonly (number | undefined)[],
    show: (value: number) => string = number,
    better?: Figure["better"],
  ) => {
    if (values.some((v) => v !== undefined)) figures.push({ name, values, show, ...(better && { better }) });
  };
  const splits = [...new Set(ends.flatMap((end) => (end === undefined ? [] : [end.split])))];
  for (const split of splits) {
    const of = (pick: (end: NonNullable<(typeof ends)[number]>) => number | undefined) =>
      ends.map((end) => (end?.split === split ? pick(end) : undefined));
    add(`${split} loss`, of((end) => end.loss), number, "lower"); // prettier-ignore
    const metrics = new Set(ends.flatMap((end) => (end?.split === split ? Object.keys(end.metrics) : [])));
    for (const metric of metrics) {
      const better = LOWER_IS_BETTER.test(metric) ? "lower" : "higher";
      add(`${split} ${metric}`, of((end) => end.metrics[metric]), number, better); // prettier-ignore
    }
  }
  add("best validation loss", ends.map((end) => end?.best?.loss), number, "lower"); // prettier-ignore
  add("at step", ends.map((end) => end?.best?.step), count); // prettier-ignore
  add("steps", runs.map((run) => run.log.steps), count); // prettier-ignore
  add("time", ends.map((end) => end?.seconds), (s) => duration(1000 * s)); // prettier-ignore
  add("parameters", runs.map((run) => run.log.start.parameters), count); // prettier-ignore
  return figures;
}

/** The losses that two runs or more have. */
function lossesOf(runs: readonly PastRun[]): string[] {
  const names = new Set(runs.flatMap((run) => [...run.log.curves.keys()]));
  return [...names].filter(
    (name) =>
      /^(train|validation)\/loss$/.test(name) && runs.filter((run) => run.log.curves.has(name)).length > 1,
  );
}

function knownCurve(name: string, runs: readonly PastRun[]): string {
  const names = [...new Set(runs.flatMap((run) => [...run.log.curves.keys()]))];
  if (names.includes(name)) return name;
  const near = nearest(name, names)[0];
  throw new UsageError(
    `no run has the curve \`${name}\``,
    near === undefined ? `there are ${names.join(", ") || "none"}` : `did you mean ${near}?`,
  );
}

function asJson(runs: readonly PastRun[], settings: readonly Setting[], figures: readonly Figure[]): unknown {
  const named = (values: readonly unknown[]) =>
    Object.fromEntries(values.map((value, i) => [runs[i]!.folder, value]));
  return {
    runs: runs.map((run) => ({ run: run.folder, state: stateOf(run.log.end), ...run.log.end })),
    settings: Object.fromEntries(settings.map((s) => [s.name, named(s.values)])),
    figures: Object.fromEntries(figures.map((f) => [f.name, named(f.values)])),
    curves: Object.fromEntries(
      [...new Set(runs.flatMap((run) => [...run.log.curves.keys()]))].map((name) => [
        name,
        named(runs.map((run) => run.log.curves.get(name)?.map(({ step, value }) => [step, value]))),
      ]),
    ),
  };
}
