/**
 * `nn test`: runs the `test` blocks of files.
 * An expectation that is false is shown where it stands.
 */
import type { Command } from "commander";
import { EXIT } from "../shared/exit.ts";
import {
  type DeviceFlags,
  deviceOption,
  examples,
  type ProgramFlags,
  programOptions,
} from "../shared/options.ts";

export interface TestFlags extends ProgramFlags, DeviceFlags {
  readonly json?: boolean;
}

export function test(program: Command): Command {
  const command = program
    .command("test")
    .description("run the `test` blocks of files")
    .argument("<file...>", ".nn files")
    .option("--json", "print one JSON object a test, one a line");
  programOptions(deviceOption(command, "cpu"));
  examples(command, [
    ["nn test chain-rule.nn", "on the interpreter"],
    ["nn test chain-rule.nn --device webgpu", "as compiled shaders"],
  ]);
  return command.action(run);
}

async function run(files: readonly string[], flags: TestFlags): Promise<void> {
  const { runTests } = await import("../shared/tests.ts");
  const failed = await runTests(files, flags);
  if (failed > 0) process.exitCode = EXIT.wrong;
}
