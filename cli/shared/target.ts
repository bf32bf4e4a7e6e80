/**
 * The device that a program is compiled for when no device is opened: `--target`.
 */
import { type Command, Option } from "commander";
import type { Target } from "../../compiler/7-emit/target.ts";
import type { Tuned } from "./lock.ts";
import { matmulOption, type MatmulFlags } from "./options.ts";

export interface TargetFlags extends MatmulFlags {
  readonly target: "gpu" | "software" | "device";
}

export function targetOption(command: Command): Command {
  command.addOption(
    new Option(
      "--target <target>",
      "compile for any GPU, for any software adapter, or for this machine's device",
    )
      .choices(["gpu", "software", "device"])
      .default("gpu"),
  );
  return matmulOption(command);
}

export interface Chosen {
  readonly target: Target;
  /** For this machine's device: what the lock beside the program has for it. */
  readonly tuned?: Tuned;
}

/**
 * `gpu` and `software` hold to the WebGPU minimum, with half precision and the commonest matrix units where a program or a
 * flag asks for them, so their output is the same on every machine.
 */
export async function targetOf(flags: TargetFlags, file: string): Promise<Chosen> {
  const { matmulPrecision = "highest" } = flags;
  if (flags.target !== "device") {
    const { floorTarget, withMatrices } = await import("../../compiler/7-emit/target.ts");
    const target = { ...floorTarget(flags.target), f16: true };
    return { target: matmulPrecision === "highest" ? target : withMatrices(target, matmulPrecision) };
  }
  const { openChosenDevice, targetOfDevice } = await import("./device.ts");
  const { tunedFor } = await import("./lock.ts");
  using device = await openChosenDevice({ matmulPrecision });
  const tuned = tunedFor(file, device.info);
  return { target: targetOfDevice(device), ...(tuned === undefined ? {} : { tuned }) };
}
