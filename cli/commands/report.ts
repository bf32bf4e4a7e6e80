/**
 * `nn report`: a run's page, made again from what lies in its folder.
 */
import type { Command } from "commander";
import { examples } from "../shared/options.ts";

export function report(program: Command): Command {
  const command = program
    .command("report")
    .description("write a run's report.html again: curves, scores, settings, source")
    .argument("[run]", "a run's folder, or a part of its name in runs/ (default: the newest)");
  examples(command, [
    ["nn report", "of the newest run of runs/"],
    ["nn report 1121-1042-fit", "of this one, also while it goes on"],
  ]);
  return command.action(run);
}

async function run(typed: string | undefined): Promise<void> {
  const { findRun, newestRun, RUNS } = await import("../shared/past-runs.ts");
  const { writeReport } = await import("../shared/report/index.ts");
  console.log(writeReport(typed === undefined ? newestRun(RUNS) : findRun(typed)));
}
