/**
 * `nn doctor`: a look at a program before it is trained. The checks are in `shared/doctor/`, what is shown in
 * `shared/doctor-view.ts`.
 */
import type { Command } from "commander";
import {
  type DeviceFlags,
  deviceOption,
  examples,
  integer,
  type ProgramFlags,
  programOptions,
} from "../shared/options.ts";

export interface DoctorFlags extends ProgramFlags, DeviceFlags {
  readonly batch?: number;
  readonly seed?: number;
  readonly init?: string;
  readonly json?: boolean;
}

export function doctor(program: Command): Command {
  const command = program
    .command("doctor")
    .description("check data, loss, gradients, units and learning rate before training")
    .argument("<file>", "a .nn file, or FILE:NAME");
  programOptions(command)
    .option("--batch <n>", "examples of a step", integer(1))
    .option("--seed <n>", "of weights, order and randomness", integer(0))
    .option("--init <file>", "look at the weights of a .safetensors file instead of fresh ones");
  deviceOption(command).option("--json", "print one JSON object");
  examples(command, [
    ["nn doctor mnist.nn", "what to repair before training; exit code 1 where something is broken"],
    ["nn doctor mnist.nn --device cpu", "without comparing the device with the interpreter"],
    ["nn doctor deep.nn --set act=relu", "whether a change is a remedy"],
  ]);
  return command.action(run);
}

async function run(spec: string, flags: DoctorFlags): Promise<void> {
  const { examine } = await import("../shared/doctor-view.ts");
  await examine(spec, flags);
}
