/**
 * `nn train`: trains, shows how it goes, saves what was learned. What happens during a run is in `shared/run.ts`.
 */
import { statSync } from "node:fs";
import { type Command, Option } from "commander";
import { ProgramError, UsageError } from "../shared/exit.ts";
import {
  type DeviceFlags,
  deviceOption,
  examples,
  integer,
  matmulOption,
  type MatmulFlags,
  type ProgramFlags,
  programOptions,
} from "../shared/options.ts";

export interface TrainFlags extends ProgramFlags, DeviceFlags, MatmulFlags {
  readonly steps?: number;
  readonly epochs?: number;
  readonly batch?: number;
  readonly seed?: number;
  /** Of the interpreter; half precision is the program's own setting. */
  readonly precision?: "f32" | "f64";
  readonly init?: string;
  readonly out?: string;
  readonly resume?: string;
  readonly logEvery?: number;
  readonly watchEvery?: number;
  /** In seconds. */
  readonly checkpointEvery?: number;
  readonly json?: boolean;
}

export function train(program: Command): Command {
  const command = program
    .command("train")
    .description("train a model and save it")
    .argument("<file>", "a .nn file, or FILE:NAME where it has several `train` blocks");
  programOptions(command)
    .option("--steps <n>", "how many steps, instead of what the file says", integer(1))
    .option("--epochs <n>", "how many passes over the data", integer(1))
    .option("--batch <n>", "examples a step", integer(1))
    .option("--seed <n>", "of weights, order and randomness", integer(0));
  matmulOption(deviceOption(command))
    .addOption(
      new Option("--precision <type>", "f64 computes in double precision, on the interpreter").choices([
        "f32",
        "f64",
      ]),
    )
    .option("--init <file>", "start from the weights of a .safetensors file")
    .option("--resume <run>", "go on with a run that was stopped, to the result that it would have had")
    .option("--out <dir>", "the run's folder (default: runs/MMDD-hhmm-NAME)")
    .option("--log-every <n>", "steps between two step lines of --json and the log (default: 10)", integer(1))
    .option(
      "--watch-every <n>",
      "steps between two looks at gradients and updates, 0 for never (default: 10, beyond 500 steps 50 or more)",
      integer(0),
    )
    .option("--checkpoint-every <s>", "seconds between two checkpoints (default: 10)", integer(0))
    .option("--json", "print one JSON object a line");
  examples(command, [
    ["nn train mnist.nn", "as the file says"],
    ["nn train mnist.nn --set hidden=256 --seed 7", "with another width and seed"],
    ["nn train mnist.nn --set hidden=64,128,256", "three runs, compared at the end"],
    ["nn train mnist.nn --data digits=./mnist --epochs 3", "with other data, for three epochs"],
    ["nn train mnist.nn --resume runs/1121-1314-classify", "where Ctrl-C, or a power cut, ended it"],
    ["nn train descend.nn --device cpu", "on the interpreter"],
  ]);
  return command.action(run);
}

async function run(spec: string, flags: TrainFlags): Promise<void> {
  try {
    const { rejectSyntaxErrors } = await import("../shared/spec.ts");
    rejectSyntaxErrors(spec);
    if (flags.out === "") throw new UsageError("--out is empty", "it names the folder of the run");
    if (flags.out !== undefined && statSync(flags.out, { throwIfNoEntry: false })?.isFile())
      throw new UsageError(`${flags.out} is a file`, "--out names the folder of the run");
    const { expandGrid, trainGrid } = await import("../shared/grid.ts");
    const { trainOnce } = await import("../shared/run.ts");
    const points = expandGrid(flags.set ?? []);
    if (points.length === 1) await trainOnce(spec, { ...flags, set: points[0]!.set });
    else await trainGrid(spec, flags, points);
  } catch (error) {
    if (flags.json && error instanceof ProgramError) {
      const { toJson } = await import("../../compiler/render.ts");
      for (const d of error.diagnostics)
        console.log(JSON.stringify({ type: "error", diagnostic: toJson(d, error.sources) }));
    }
    throw error;
  }
}
