/**
 * The device that a program is compiled for when no device is opened: `--target`.
 */
import { type Command, Option } from "commander";
import type { Target } from "../../compiler/7-emit/target.ts";
import type { Tuned } from "./lock.ts";

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

export interface Chosen {
  readonly target: Target;
  /** For this machine's device: what the lock beside the program has for it. */
  readonly tuned?: Tuned;
}

/** `gpu` and `software` hold to the WebGPU minimum, so their output is the same on every machine. */
export async function targetOf(flags: TargetFlags, file: string): Promise<Chosen> {
  if (flags.target !== "device") {
    const { floorTarget } = await import("../../compiler/7-emit/target.ts");
    return { target: floorTarget(flags.target) };
  }
  const { openChosenDevice, targetOfDevice } = await import("./device.ts");
  const { tunedFor } = await import("./lock.ts");
  using device = await openChosenDevice();
  const tuned = tunedFor(file, device.info);
  return { target: targetOfDevice(device), ...(tuned === undefined ? {} : { tuned }) };
}
