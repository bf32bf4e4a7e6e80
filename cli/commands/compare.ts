/**
 * `nn compare`: what differs between runs, how they ended, and their curves one over the other.
 */
import { type Command, InvalidArgumentError } from "commander";
import { examples } from "../shared/options.ts";

export interface CompareFlags {
  readonly curve?: readonly string[];
  readonly json?: boolean;
}

/** As many as there are letters that read well in a plot. */
const MOST = 8;

export function compare(program: Command): Command {
  const command = program
    .command("compare")
    .description("runs side by side: settings that differ, final scores, curves")
    .argument(
      "<runs...>",
      "folders of runs, or parts of their names in runs/",
      (name: string, before: readonly string[] | undefined) => {
        if (before !== undefined && before.length >= MOST)
          throw new InvalidArgumentError(`At most ${MOST} runs can be compared.`);
        return [...(before ?? []), name];
      },
    )
    .option(
      "--curve <name>",
      "draw this curve, such as validation/accuracy; repeatable (default: the losses)",
      (name: string, before: readonly string[] | undefined) => [...(before ?? []), name],
    )
    .option("--json", "print one JSON object");
  examples(command, [
    ["nn compare 1121-1042-fit 1121-1050-fit", "two runs of runs/"],
    ["nn compare sweep/lr=0.1 sweep/lr=0.3 --curve validation/mae", "by one curve"],
  ]);
  return command.action(run);
}

async function run(names: readonly string[], flags: CompareFlags): Promise<void> {
  const { compareRuns } = await import("../shared/comparison.ts");
  compareRuns(names, flags);
}
