/**
 * `nn predict`: what a trained model says of new data. The work is in `shared/predict.ts`.
 */
import { type Command, Option } from "commander";
import { examples, nameList, setOption, trainedOptions } from "../shared/options.ts";
import type { TrainedFlags } from "../shared/trained.ts";

export interface PredictFlags extends Omit<TrainedFlags, "data"> {
  readonly in?: readonly string[];
  readonly out?: string;
  readonly keep?: readonly string[];
  readonly json?: boolean;
}

export function predict(program: Command): Command {
  const command = program
    .command("predict")
    .description("run a trained model's `predict` statements on new data")
    .argument("[run]", "a run, or a .nn file for its newest run (default: the newest of runs/)")
    .option(
      "--in <files...>",
      "rows: .csv, .tsv, .json, .npz, .npy, .safetensors, .parquet, pictures or a folder of them; - is JSON from stdin",
    )
    .option("--out <file>", "write there (.csv, .json, .npz) instead of CSV to stdout")
    .option("--json", "print JSON to stdout, an object a row")
    .addOption(
      new Option("--keep <columns>", "columns of the input to copy in front, separated by commas").argParser(
        nameList,
      ),
    );
  trainedOptions(command);
  setOption(command);
  examples(command, [
    ["nn predict houses.nn --in new.csv --out prices.csv", "with the newest run of houses.nn"],
    ["nn predict 1121-1042-fit --in new.csv --keep id", "with a run of runs/, each price beside its id"],
    ["nn predict mnist.nn --in seven.png two.png", "pictures"],
    ["nn predict mnist.nn --weights best.safetensors --in digits.npz", "the program as it is, other weights"],
  ]);
  return command.action(async (typed: string | undefined, flags: PredictFlags) => {
    const { predictRows } = await import("../shared/predict.ts");
    await predictRows(typed, flags);
  });
}
