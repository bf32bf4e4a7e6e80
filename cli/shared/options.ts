/**
 * Flags that several commands share, spelled once.
 */
import { Command, InvalidArgumentError, Option } from "commander";

/** What the flags of this file leave in a command's options. */
export interface ProgramFlags {
  readonly set?: readonly string[];
  readonly data?: readonly string[];
}

export interface DeviceFlags {
  readonly device: "webgpu" | "cpu";
}

const collect = (value: string, before: readonly string[] | undefined) => [...(before ?? []), value];

/** `NAME=VALUE`, repeatable. */
function pair(flags: string, description: string, example: string): Option {
  return new Option(flags, description).argParser((value: string, before: readonly string[] | undefined) => {
    if (!/^[A-Za-z_]\w*=./s.test(value)) throw new InvalidArgumentError(`Write it as ${example}.`);
    return collect(value, before);
  });
}

export function setOption(command: Command): Command {
  return command.addOption(
    pair("--set <name=value>", "override a config or a training setting; repeatable", "--set hidden=256"),
  );
}

export function programOptions(command: Command): Command {
  return setOption(command).addOption(
    pair("--data <name=path>", "read a data set from another place; repeatable", "--data digits=./mnist"),
  );
}

/** Names separated by commas; repeated flags add up. */
export function nameList(value: string, before: readonly string[] | undefined): string[] {
  const list = value.split(",").map((name) => name.trim());
  if (list.includes("")) throw new InvalidArgumentError("Write names separated by commas.");
  return [...(before ?? []), ...list];
}

export function deviceOption(command: Command, fallback: "webgpu" | "cpu" = "webgpu"): Command {
  return command.addOption(
    new Option("--device <device>", "where to compute: webgpu, or cpu for the interpreter")
      .choices(["webgpu", "cpu"])
      .default(fallback),
  );
}

export interface MatmulFlags {
  readonly matmulPrecision?: "highest" | "high" | "medium";
}

/** PyTorch's `set_float32_matmul_precision`, as a flag. */
export function matmulOption(command: Command): Command {
  return command.addOption(
    new Option(
      "--matmul-precision <precision>",
      "products of f32 matrices on tensor cores: high is nearly as exact as f32, medium keeps 11 bits (default: highest, f32)",
    ).choices(["highest", "high", "medium"]),
  );
}

/** Which trained weights, and where they are run. */
export function trainedOptions(command: Command): Command {
  return command
    .option(
      "--weights <file>",
      "with a .nn file: weights from a .safetensors file or a run, for the program as it is now",
    )
    .option("--last", "the weights after the last step, instead of the best")
    .addOption(
      new Option(
        "--device <device>",
        "webgpu, or cpu for the interpreter (default: where it was trained)",
      ).choices(["webgpu", "cpu"]),
    );
}

/** A whole number from `least` on. */
export function integer(least: number): (value: string) => number {
  return (value) => {
    const parsed = Number(value.replaceAll("_", ""));
    if (!Number.isInteger(parsed) || value.trim() === "")
      throw new InvalidArgumentError("It must be a whole number.");
    if (parsed < least) throw new InvalidArgumentError(`It must be at least ${least}.`);
    return parsed;
  };
}

/** The part after the options: what to type, line by line. */
export function examples(command: Command, lines: readonly (readonly [string, string])[]): Command {
  const wide = Math.max(...lines.map(([typed]) => typed.length));
  const text = lines.map(([typed, why]) => `  $ ${typed.padEnd(wide)}   ${why}`.trimEnd()).join("\n");
  return command.addHelpText("after", `\nExamples:\n${text}`);
}
