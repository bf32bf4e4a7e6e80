/**
 * Several values for one setting: `--set lr=0.05,0.3` is two runs, two such flags are all their combinations. The runs go
 * one after the other and are compared in a table at the end.
 */
import { join } from "node:path";
import type { TrainFlags } from "../commands/train.ts";
import { EXIT, Failed, UsageError } from "./exit.ts";
import { settingsOf, trainOnce, type RunResult } from "./run.ts";
import { compileFile, trainOf } from "./load.ts";
import { exact, number, paint, table } from "./terminal.ts";
import { vocabulariesIn } from "./vocabulary.ts";

export interface GridPoint {
  /** As flags: `lr=0.3`. */
  readonly set: readonly string[];
  /** Only those that differ between runs. */
  readonly varied: readonly string[];
}

const MOST = 64;

export function expandGrid(sets: readonly string[]): GridPoint[] {
  let points: GridPoint[] = [{ set: [], varied: [] }];
  for (const flag of sets) {
    const cut = flag.indexOf("=");
    const name = flag.slice(0, cut);
    const values = splitValues(flag.slice(cut + 1));
    points = points.flatMap((p) =>
      values.map((value) => {
        const one = `${name}=${value}`;
        // A flag given twice: the last counts.
        const others = p.set.filter((s) => !s.startsWith(`${name}=`));
        return { set: [...others, one], varied: values.length > 1 ? [...p.varied, one] : p.varied };
      }),
    );
  }
  if (points.length > MOST)
    throw new UsageError(`--set asks for ${points.length} runs`, `at most ${MOST} at a time`);
  return points;
}

/** Splits at commas that stand in no bracket and no string. */
function splitValues(text: string): string[] {
  const values: string[] = [];
  let [depth, quoted, from] = [0, false, 0];
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quoted) {
      if (c === "\\") i++;
      else if (c === '"') quoted = false;
    } else if (c === '"') quoted = true;
    else if ("([{".includes(c)) depth++;
    else if (")]}".includes(c)) depth--;
    else if (c === "," && depth === 0) {
      values.push(text.slice(from, i));
      from = i + 1;
    }
  }
  values.push(text.slice(from));
  const empty = values.findIndex((v) => v.trim() === "");
  if (empty >= 0 && values.length > 1) throw new UsageError(`--set …=${text} has an empty value`);
  return values.map((v) => v.trim());
}

export async function trainGrid(
  spec: string,
  flags: TrainFlags,
  points: readonly GridPoint[],
): Promise<void> {
  rejectWrongValues(spec, flags, points);
  const results: { point: GridPoint; result: RunResult }[] = [];
  for (const [i, point] of points.entries()) {
    if (!flags.json)
      process.stdout.write(
        `${i > 0 ? "\n" : ""}${paint(process.stdout).bold(`run ${i + 1} of ${points.length}: ${point.varied.join(" ")}`)}\n`,
      );
    const out =
      flags.out === undefined
        ? undefined
        : join(flags.out, point.varied.join(" ").replace(/[^\w.=-]+/g, "_"));
    try {
      const result = await trainOnce(spec, {
        ...flags,
        set: point.set,
        ...(out === undefined ? {} : { out }),
      });
      results.push({ point, result });
    } catch (error) {
      // An interrupt ends the sweep; what is done is compared.
      if (!(error instanceof Failed) || error.exit !== EXIT.interrupted || results.length === 0) throw error;
      process.exitCode = EXIT.interrupted;
      break;
    }
  }
  if (!flags.json) console.log(`\n${comparison(results)}`);
}

/** Each value is checked before the first run, so that a slip in the last one does not end the sweep hours later. */
function rejectWrongValues(spec: string, flags: TrainFlags, points: readonly GridPoint[]): void {
  const checked = new Set<string>();
  const known = flags.init === undefined ? {} : vocabulariesIn(flags.init);
  for (const { set, varied } of points) {
    if (varied.every((value) => checked.has(value))) continue;
    for (const value of varied) checked.add(value);
    const compiled = compileFile(spec, { ...flags, set }, settingsOf(flags), known);
    trainOf(compiled, compiled.name, true);
  }
}

function comparison(results: readonly { readonly point: GridPoint; readonly result: RunResult }[]): string {
  const names = results[0]!.point.varied.map((v) => v.slice(0, v.indexOf("=")));
  const metrics = Object.keys(results[0]!.result.metrics);
  const params = Object.keys(results[0]!.result.params);
  const right = "right" as const;
  const columns = [
    ...names.map((title) => ({ title, align: right })),
    ...params.map((title) => ({ title, align: right })),
    { title: "loss", align: right },
    ...metrics.map((title) => ({ title, align: right })),
    { title: "run" },
  ];
  const best = Math.min(...results.map((r) => r.result.loss).filter(Number.isFinite));
  const c = paint(process.stdout);
  const rows = results.map(({ point, result }) => [
    ...point.varied.map((v) => v.slice(v.indexOf("=") + 1)),
    ...params.map((p) => exact(result.params[p] ?? NaN)),
    result.loss === best ? c.green(number(result.loss)) : number(result.loss),
    ...metrics.map((m) => number(result.metrics[m] ?? NaN)),
    c.dim(result.folder),
  ]);
  return table(columns, rows);
}
