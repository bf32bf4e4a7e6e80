/**
 * `nn report`: a run's page, made again from what lies in its folder.
 */
import type { Command } from "commander";
import { examples } from "../shared/options.ts";

export function report(program: Command): Command {
  const command = program
    .command("report")
    .description("write a run's report.html again: curves, scores, settings, source")
    .argument("[run]", "a run's folder, or a part of its name in runs/ (default: the newest)")
    .option("--samples", "let its best weights write, draw and predict again");
  examples(command, [
    ["nn report", "of the newest run of runs/"],
    ["nn report 1121-1042-fit", "of this one, also while it goes on"],
    ["nn report 1121-1042-fit --samples", "with new samples, from its best weights"],
  ]);
  return command.action(run);
}

async function run(typed: string | undefined, { samples }: { readonly samples?: boolean }): Promise<void> {
  const { findRun, newestRun, RUNS } = await import("../shared/past-runs.ts");
  const { writeReport } = await import("../shared/report/index.ts");
  const folder = typed === undefined ? newestRun(RUNS) : findRun(typed);
  if (samples) {
    const { sampleAgain } = await import("../shared/sample-again.ts");
    await sampleAgain(folder);
  }
  console.log(writeReport(folder));
}
