/**
 * `nn sample`: text, pictures or numbers that a trained model makes up. The work is in `shared/sample.ts`.
 */
import { type Command, InvalidArgumentError } from "commander";
import { examples, integer, setOption, trainedOptions } from "../shared/options.ts";
import type { TrainedFlags } from "../shared/trained.ts";

export interface SampleFlags extends Omit<TrainedFlags, "data"> {
  readonly prompt?: string;
  readonly length?: number;
  readonly temperature?: number;
  readonly topK?: number;
  readonly topP?: number;
  readonly seed?: number;
  readonly count?: number;
  readonly out?: string;
}

export function sample(program: Command): Command {
  const command = program
    .command("sample")
    .description("let a trained model write text, or draw rows")
    .argument("[run]", "a run, or a .nn file for its newest run (default: the newest of runs/)")
    .option("--prompt <text>", "what the text begins with (default: a line end)")
    .option("--length <n>", "characters to write after it (default: 500)", integer(0))
    .option(
      "--temperature <t>",
      "below 1 safer, above 1 wilder, 0 always the likeliest (default: 1)",
      from(0),
    )
    .option("--top-k <k>", "choose among the k likeliest characters", integer(1))
    .option("--top-p <p>", "choose among the likeliest that have probability p together", from(0, 1))
    .option("--seed <n>", "of the draws; the same seed gives the same text (default: 0)", integer(0))
    .option("--count <n>", "rows to draw, of a model that draws (default: 16)", integer(1))
    .option("--out <file>", "where rows go: .png for a grid of pictures, .csv, .json or .npz");
  trainedOptions(command);
  setOption(command);
  examples(command, [
    ['nn sample gpt.nn --prompt "The old "', "go on with a text"],
    ["nn sample gpt.nn --length 200 --temperature 0.8 --top-k 20", "likelier letters"],
    ["nn sample lstm.nn --temperature 0", "always the likeliest letter"],
    ["nn sample vae.nn --count 64 --out samples.png", "pictures of a program whose `predict` draws them"],
  ]);
  return command.action(async (typed: string | undefined, flags: SampleFlags) => {
    const { sampleTrained } = await import("../shared/sample.ts");
    await sampleTrained(typed, flags);
  });
}

/** A number from `least` on, up to `most`; a share (`most` given) is above 0. */
function from(least: number, most = Infinity): (value: string) => number {
  return (value) => {
    const parsed = Number(value);
    if (!Number.isFinite(parsed) || value.trim() === "")
      throw new InvalidArgumentError("It must be a number.");
    if (parsed > most || (most < Infinity && parsed <= least))
      throw new InvalidArgumentError(`It must be above ${least} and at most ${most}.`);
    if (parsed < least) throw new InvalidArgumentError(`It must be at least ${least}.`);
    return parsed;
  };
}
