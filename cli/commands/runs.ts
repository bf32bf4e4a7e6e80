/**
 * `nn runs`: the runs in a folder as a table, the newest last.
 */
import type { Command } from "commander";
import type { Scores } from "../../runtime/events.ts";
import type { RunSummary } from "../shared/past-runs.ts";
import { examples } from "../shared/options.ts";
import { count, duration, number, paint, table } from "../shared/terminal.ts";

interface Flags {
  readonly json?: boolean;
}

export function runs(program: Command): Command {
  const command = program
    .command("runs")
    .description("the runs so far, and how they ended")
    .argument("[folder]", "where the runs are (default: runs)")
    .option("--json", "print one JSON object a run, one a line");
  examples(command, [
    ["nn runs", "those in runs/"],
    ["nn runs sweeps --json", "those in another folder, for programs"],
  ]);
  return command.action(run);
}

async function run(folder: string | undefined, flags: Flags): Promise<void> {
  const { join } = await import("node:path");
  const { RUNS, runNames, stateOf, summaryOf } = await import("../shared/past-runs.ts");
  const { UsageError } = await import("../shared/exit.ts");
  const parent = folder ?? RUNS;
  const names = runNames(parent);
  if (names.length === 0) throw new UsageError(`no runs in ${parent}/`, "`nn train FILE` makes one");
  const found: RunSummary[] = [];
  for (const name of names) {
    const summary = summaryOf(join(parent, name));
    // One folder that cannot be read hides no other.
    if (summary instanceof Error)
      process.stderr.write(`${join(parent, name, "log.jsonl")}: ${summary.message}\n`);
    else found.push(summary);
  }
  if (flags.json) {
    for (const { name, config, start, last } of found) {
      const end = last.type === "end" ? last : undefined;
      const { set = {}, began } = config ?? {};
      const run = {
        run: join(parent, name),
        train: start.name,
        began,
        state: stateOf(end),
        set,
        start,
        last,
      };
      console.log(JSON.stringify(run));
    }
    return;
  }
  const c = paint(process.stdout);
  const right = "right" as const;
  const rows = found.map(({ name, config, start, last }) => {
    const end = last.type === "end" ? last : undefined;
    const scores = last.type === "end" || last.type === "eval" ? scoresText(last) : "";
    const state = stateOf(end);
    return [
      name,
      Object.entries(config?.set ?? {})
        .map(([key, value]) => `${key}=${value}`)
        .join(" "),
      last.type === "start" ? "0" : count(last.type === "step" ? last.step + 1 : last.step),
      end === undefined ? "" : duration(1000 * end.seconds),
      last.type === "step" ? `loss ${number(last.loss)}` : scores,
      c.dim(start.device.replace(/^webgpu: /, "")),
      state === "done" ? c.green(state) : c.yellow(state),
    ];
  });
  const columns = [
    { title: "run" },
    { title: "set" },
    { title: "steps", align: right },
    { title: "time", align: right },
    { title: "scores" },
    { title: "device" },
    { title: "state" },
  ];
  const used = columns.map((_, i) => rows.some((row) => row[i] !== ""));
  const kept = <T>(cells: readonly T[]) => cells.filter((_, i) => used[i]);
  console.log(table(kept(columns), rows.map(kept)));
}

function scoresText({ split, loss, metrics }: Scores & { readonly split: string }): string {
  const own = Object.entries(metrics).map(([name, value]) => `${name} ${number(value)}`);
  return [`${split} loss ${number(loss)}`, ...own].join(" · ");
}
