/**
 * `nn lr-find`: which learning rate to start with. The search is in `shared/rates.ts`, what is told in `shared/lr-find.ts`.
 */
import { type Command, InvalidArgumentError } from "commander";
import {
  type DeviceFlags,
  deviceOption,
  examples,
  integer,
  type ProgramFlags,
  programOptions,
} from "../shared/options.ts";

export interface LrFindFlags extends ProgramFlags, DeviceFlags {
  readonly steps: number;
  readonly min: number;
  readonly max: number;
  readonly batch?: number;
  readonly seed?: number;
  readonly init?: string;
  readonly out?: string;
  readonly json?: boolean;
}

export function lrFind(program: Command): Command {
  const command = program
    .command("lr-find")
    .description("try learning rates from small to large and suggest one")
    .argument("<file>", "a .nn file, or FILE:NAME");
  programOptions(command)
    .option("--steps <n>", "how many rates to try, a step each", integer(10), 100)
    .option("--min <rate>", "the smallest rate", rate, 1e-7)
    .option("--max <rate>", "the largest rate", rate, 10)
    .option("--batch <n>", "examples of a step", integer(1))
    .option("--seed <n>", "of weights, order and randomness", integer(0))
    .option("--init <file>", "start from the weights of a .safetensors file")
    .option("--out <file>", "write rates and losses to a .csv file");
  deviceOption(command).option("--json", "print one JSON object");
  examples(command, [
    ["nn lr-find mnist.nn", "a plot and a suggestion"],
    ["nn lr-find mnist.nn --min 1e-5 --max 1 --steps 200", "closer together"],
    ["nn lr-find mnist.nn --out rates.csv", "the curve for a spreadsheet"],
  ]);
  return command.action(run);
}

function rate(value: string): number {
  const parsed = Number(value);
  if (!Number.isFinite(parsed) || value.trim() === "")
    throw new InvalidArgumentError("It must be a number such as 1e-4.");
  if (parsed <= 0) throw new InvalidArgumentError("It must be above 0.");
  return parsed;
}

async function run(spec: string, flags: LrFindFlags): Promise<void> {
  const { findRate } = await import("../shared/lr-find.ts");
  await findRate(spec, flags);
}
