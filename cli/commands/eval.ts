/**
 * `nn eval`: loss and metrics of trained weights. The work is in `shared/eval.ts`.
 */
import { type Command, Option } from "commander";
import { examples, programOptions, trainedOptions } from "../shared/options.ts";
import type { TrainedFlags } from "../shared/trained.ts";

export interface EvalFlags extends TrainedFlags {
  readonly on?: "test" | "validation" | "train" | "all";
  readonly json?: boolean;
}

export function evaluate(program: Command): Command {
  const command = program
    .command("eval")
    .description("loss and metrics of a trained model, on its data or on other data")
    .argument("[run]", "a run, or a .nn file for its newest run (default: the newest of runs/)")
    .addOption(
      new Option(
        "--on <part>",
        "which part of the data (default: what the training was judged by; all of it with --data)",
      ).choices(["test", "validation", "train", "all"]),
    );
  trainedOptions(command);
  programOptions(command).option(
    "--json",
    "print one JSON object, as `nn train --json` prints an evaluation",
  );
  examples(command, [
    ["nn eval mnist.nn", "the newest run of mnist.nn"],
    ["nn eval 1121-1042-fit --on validation", "a run of runs/, by a part of its name"],
    ["nn eval 1121-1042-fit --data houses=new.csv", "on other data, all of it"],
    ["nn eval mnist.nn --weights best.safetensors", "the program as it is now, with weights from a file"],
  ]);
  return command.action(async (typed: string | undefined, flags: EvalFlags) => {
    const { evalTrained } = await import("../shared/eval.ts");
    await evalTrained(typed, flags);
  });
}
