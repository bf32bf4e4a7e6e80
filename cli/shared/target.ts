/**
 * The device that a program is compiled for when no device is opened: `--target`.
 */
import { type Command, Option } from "commander";
import type { Target } from "../../compiler/7-emit/target.ts";

export interface TargetFlags {
  readonly target: "gpu" | "software" | "device";
}

export function targetOption(command: Command): Command {
  return command.addOption(
    new Option(
      "--target <target>",
      "compile for any GPU, for any software adapter, or for this machine's device",
    )
      .choices(["gpu", "software", "device"])
      .default("gpu"),
  );
}

/** `gpu` and `software` hold to the WebGPU minimum, so their output is the same on every machine. */
export async function targetOf(flags: TargetFlags): Promise<Target> {
  if (flags.target !== "device") {
    const { floorTarget } = await import("../../compiler/7-emit/target.ts");
    return floorTarget(flags.target);
  }
  const { openChosenDevice, targetOfDevice } = await import("./device.ts");
  using device = await openChosenDevice();
  return targetOfDevice(device);
}
