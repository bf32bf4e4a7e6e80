/**
 * What `nn lr-find` tells: the curve of the losses, the suggested rate, and how to put it into the program.
 */
import { dirname, resolve } from "node:path";
import { writeFileAtomic } from "../../runtime/data/files.ts";
import type { LrFindFlags } from "../commands/lr-find.ts";
import { interpreter } from "../../compiler/interpret/backend.ts";
import { positionAt } from "../../compiler/render.ts";
import type { Expr, File, Minimize } from "../../grammar/ast.ts";
import { parse } from "../../grammar/index.ts";
import { checkLabels } from "./data-ranges.ts";
import { openBackend } from "./device.ts";
import { EXIT, Failed, UsageError } from "./exit.ts";
import { type LoadedTrain, loadTrain } from "./load.ts";
import { textOf } from "./places.ts";
import { plot } from "./plot.ts";
import { type Suggestion, suggest, type Sweep, type SweepPoint, sweepRates } from "./rates.ts";
import { readWeightFile } from "./run.ts";
import { number, paint, shellWord, shortestF32 } from "./terminal.ts";

export async function findRate(spec: string, flags: LrFindFlags): Promise<void> {
  const { batch, seed, min, max } = flags;
  if (min >= max) throw new UsageError(`--min ${min} is not below --max ${max}`);
  const settings = Object.fromEntries(Object.entries({ batch, seed }).filter(([, v]) => v !== undefined));
  const loaded = loadTrain(spec, flags, settings);
  const { train, dataProgram, file, sources } = loaded;
  if (!train.step.reported.some((r) => r.name === "lr"))
    throw new UsageError(
      `the optimizer of \`${train.name}\` has no setting \`lr\`, so there is no rate to find`,
    );
  const data = dataProgram === undefined ? undefined : loaded.data.load(dataProgram);
  if (data !== undefined) checkLabels(train, data, file, textOf(sources));
  using opened = await openBackend(flags.device, "f32", file);
  const sweep = await sweepRates(train, {
    backend: opened.backend,
    interpreter: interpreter(),
    ...(data === undefined ? {} : { data }),
    ...(flags.init === undefined ? {} : { init: { file: flags.init, tensors: readWeightFile(flags.init) } }),
    readWeights: (path) => readWeightFile(resolve(dirname(file), path)),
    seed: train.settings.seed,
    steps: flags.steps,
    min,
    max,
  });
  const found = suggest(sweep.points);
  if (flags.out !== undefined) writeFileAtomic(flags.out, csv(sweep.points));
  const apply = found && howToApply(loaded, rounded(found.rate));
  if (flags.json) console.log(JSON.stringify(asJson(train.name, sweep, found, apply), undefined, 2));
  else console.log(told(loaded, sweep, found, apply));
  if (flags.out !== undefined && !flags.json)
    console.log(`\n ${paint(process.stdout).bold("saved")}     ${flags.out}`);
  if (found === undefined) throw new Failed(EXIT.wrong);
}

function csv(points: readonly SweepPoint[]): string {
  return (
    ["lr,loss,smoothed", ...points.map((p) => `${p.rate},${shortestF32(p.loss)},${p.smooth}`)].join("\n") +
    "\n"
  );
}

function asJson(
  train: string,
  sweep: Sweep,
  found: Suggestion | undefined,
  apply: Advice | undefined,
): Readonly<Record<string, unknown>> {
  // JSON has no number for a loss that is none.
  const plain = (value: number) => (Number.isFinite(value) ? value : String(value));
  return {
    train,
    suggestion: found === undefined ? null : rounded(found.rate),
    steepest: found?.steepest ?? null,
    least: found?.least ?? null,
    tenthOfLeast: found?.tenth ?? null,
    now: sweep.own["lr"],
    diverged: sweep.diverged,
    ...(apply?.set === undefined ? {} : { set: apply.set }),
    points: sweep.points.map((p) => ({
      lr: p.rate,
      loss: plain(shortestF32(p.loss)),
      smoothed: plain(p.smooth),
    })),
  };
}

/** Two digits say all that a search knows. */
function rounded(rate: number): number {
  return Number(rate.toPrecision(2));
}

function told(
  { train }: LoadedTrain,
  sweep: Sweep,
  found: Suggestion | undefined,
  apply: Advice | undefined,
): string {
  const c = paint(process.stdout);
  const { points, own, diverged } = sweep;
  const [first, last] = [points[0]!, points.at(-1)!];
  const label = (text: string) => ` ${c.bold(text.padEnd(9))}`;
  const out = [
    `${label(train.name)} ${points.length} steps with rates from ${number(first.rate, 3)} to ${number(last.rate, 3)}`,
    "",
    ...curve(points, found?.rate),
    "",
  ];
  if (found === undefined) {
    out.push(
      `${label("nothing")} the loss never fell: no rate in this range trains`,
      `           \`nn doctor\` looks for the reason; --min and --max widen the range`,
    );
    return out.join("\n");
  }
  out.push(
    `${label("try")} ${c.bold(`lr ${number(rounded(found.rate), 2)}`)} (the program has ${number(own["lr"]!)})`,
    `           the loss falls steepest at ${number(found.steepest, 2)}; it is least at ${number(found.least, 2)}, a tenth of which is ${number(found.tenth, 2)}`,
  );
  if (!diverged)
    out.push(
      `           it never blew up, so larger rates than ${number(last.rate, 2)} may do: try a larger --max`,
    );
  for (const line of apply?.lines ?? []) out.push(`           ${line}`);
  return out.join("\n");
}

/** The average over the logarithm of the rate, with an arrow at the suggestion. */
function curve(points: readonly SweepPoint[], at: number | undefined): string[] {
  const c = paint(process.stdout);
  const width = Math.max(20, Math.min(72, (process.stdout.columns || 80) - 14));
  // How far up a loss goes that blows up says nothing, and would press the rest flat.
  const shown: SweepPoint[] = [];
  const highest = Math.max(...points.slice(0, Math.ceil(points.length / 4)).map((p) => p.smooth));
  const lowest = Math.min(...points.map((p) => p.smooth));
  for (const p of points) if (p.smooth <= highest + 0.5 * (highest - lowest)) shown.push(p);
  const logs = shown.map((p) => Math.log10(p.rate));
  const series = {
    mark: "•",
    paint: c.cyan,
    points: shown.map((p, i) => ({ step: logs[i]!, value: p.smooth })),
  };
  const lines = plot([series], { width, height: 12 }).slice(0, -1);
  const [axis] = lines.slice(-1);
  if (axis === undefined) return [];
  const margin = axis.indexOf("└") + 1;
  const [low, high] = [logs[0]!, logs.at(-1)!];
  const column = (log: number) => (high === low ? 0 : Math.round(((log - low) / (high - low)) * (width - 1)));
  let ticks = "";
  for (let decade = Math.ceil(low - 1e-9); decade <= high + 1e-9; decade++) {
    const text = decade >= -2 && decade <= 2 ? String(Number((10 ** decade).toPrecision(1))) : `1e${decade}`;
    const start = margin + column(decade) - Math.floor(text.length / 2);
    if (start > ticks.length) ticks = ticks.padEnd(start) + text;
  }
  if (at === undefined) return [...lines, ticks];
  return [...lines, " ".repeat(margin + column(Math.log10(at))) + c.green("↑"), ticks];
}

// ---------------------------------------------------------------- how to apply it

interface Advice {
  /** `NAME=VALUE` for `--set`, where a `config` is the rate. */
  readonly set?: string;
  readonly lines: readonly string[];
}

/** Where the program says its rate, and what to write there. */
function howToApply({ train, file, sources }: LoadedTrain, rate: number): Advice {
  const source = sources.get(file) ?? "";
  const tree = parse(source, file).ast;
  const minimize = tree && firstMinimize(tree, train.name);
  if (tree === undefined || minimize === undefined) return { lines: [] };
  const at = (offset: number) => `${file}:${positionAt(source, offset).line}`;
  const text = (e: Expr) => source.slice(e.span.start, e.span.end);
  const { optimizer } = minimize;
  const given = optimizer.kind === "call" ? rateArgument(optimizer.args) : undefined;
  if (given === undefined) {
    const call = optimizer.kind === "call" ? text(optimizer.callee) : text(optimizer);
    return {
      lines: [
        `in ${at(optimizer.span.start)} write \`${call}(lr: ${rate}${optimizer.kind === "call" && optimizer.args.length > 0 ? ", …" : ""})\``,
      ],
    };
  }
  const peak = peakOf(given);
  const scheduled = peak !== given ? ", as the highest rate of its schedule" : "";
  const configs = tree.items.flatMap((i) => (i.kind === "config" ? [i.name.name] : []));
  if (peak.kind === "name" && configs.includes(peak.name)) {
    const set = `${peak.name}=${rate}`;
    return { set, lines: [`nn train ${shellWord(file)} --set ${set}${scheduled}`] };
  }
  return { lines: [`in ${at(peak.span.start)} write \`${rate}\` for \`${text(peak)}\`${scheduled}`] };
}

/** The first `minimize` of a train block, whose rate is `lr`. */
function firstMinimize(tree: File, name: string): Minimize | undefined {
  for (const item of tree.items)
    if (item.kind === "train" && item.name.name === name)
      return item.items.find((i): i is Minimize => i.kind === "minimize");
  return undefined;
}

type Args = Extract<Expr, { kind: "call" }>["args"];

/** `lr`, by name or as the first argument, as every optimizer of the library has it. */
function rateArgument(args: Args): Expr | undefined {
  return (args.find((a) => a.name?.name === "lr") ?? args.find((a) => a.name === undefined))?.value;
}

/** What a schedule such as `cosine(1e-3, warmup: 50)` rises to: its first argument. */
function peakOf(e: Expr): Expr {
  if (e.kind !== "call") return e;
  const names = ["peak", "start"];
  const first =
    e.args.find((a) => a.name === undefined) ?? e.args.find((a) => names.includes(a.name?.name ?? ""));
  return first === undefined ? e : first.value;
}
