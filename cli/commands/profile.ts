/**
 * `nn profile`: where the time of a training step goes, kernel by kernel, against what this device can do.
 */
import { type Command, Option } from "commander";
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

export const ORDERS = ["time", "dispatch", "compile"] as const;

export interface ProfileFlags extends ProgramFlags, DeviceFlags, MatmulFlags {
  readonly steps?: number;
  readonly batch?: number;
  readonly seed?: number;
  readonly order: (typeof ORDERS)[number];
  readonly timing?: "timestamps" | "submits";
  readonly json?: boolean;
}

export function profile(program: Command): Command {
  const command = program
    .command("profile")
    .description("where the time of a training step goes, kernel by kernel")
    .argument("<file>", "a .nn file, or FILE:NAME");
  matmulOption(deviceOption(programOptions(command)))
    .option("--steps <n>", "steps to time (default: as many as fit into 1.5 s)", integer(1))
    .option("--batch <n>", "examples a step", integer(1))
    .option("--seed <n>", "of weights, order and randomness", integer(0))
    .addOption(
      new Option("--order <order>", "the longest first, as they run, or by what they took to compile")
        .choices(ORDERS)
        .default("time"),
    )
    .addOption(
      new Option(
        "--timing <how>",
        "by the device's timestamps (the default where it has them), or by submits that are waited for",
      ).choices(["timestamps", "submits"]),
    )
    .option("--json", "print one JSON object");
  examples(command, [
    ["nn profile mnist.nn", "what takes the time, and which limit it is near"],
    ["nn profile gpt.nn --set depth=2 --order dispatch", "in the order of the step"],
    ["nn profile mnist.nn --order compile", "which shader takes the driver long"],
    ["nn profile descend.nn --device cpu", "op by op on the interpreter"],
  ]);
  return command.action(run);
}

async function run(spec: string, flags: ProfileFlags): Promise<void> {
  const { rejectSyntaxErrors } = await import("../shared/spec.ts");
  rejectSyntaxErrors(spec);
  if (flags.device === "cpu") {
    const { profileHost } = await import("../shared/profile-host.ts");
    return profileHost(spec, flags);
  }
  const { profileDevice } = await import("../shared/profile-device.ts");
  return profileDevice(spec, flags);
}
