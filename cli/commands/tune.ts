/**
 * `nn tune`: measures on this device how each kernel of a training step is run best, and keeps it in `nn.lock.json`.
 */
import type { Command } from "commander";
import {
  examples,
  integer,
  matmulOption,
  type MatmulFlags,
  type ProgramFlags,
  programOptions,
} from "../shared/options.ts";

export interface TuneFlags extends ProgramFlags, MatmulFlags {
  readonly batch?: number;
  readonly check?: boolean;
  readonly json?: boolean;
}

export function tune(program: Command): Command {
  const command = program
    .command("tune")
    .description("measure how this device runs each kernel best, and keep it in nn.lock.json")
    .argument("<file>", "a .nn file, or FILE:NAME");
  matmulOption(programOptions(command))
    .option("--batch <n>", "examples a step", integer(1))
    .option("--check", "measure nothing: fail where nn.lock.json does not have every kernel for this device")
    .option("--json", "print one JSON object");
  examples(command, [
    ["nn tune gpt.nn", "write nn.lock.json beside gpt.nn; `nn train` and others then use it"],
    ["nn tune gpt.nn --set width=768", "also for another size"],
    ["nn tune gpt.nn --check", "whether there is anything left to measure"],
  ]);
  return command.action(run);
}

async function run(spec: string, flags: TuneFlags): Promise<void> {
  const { rejectSyntaxErrors } = await import("../shared/spec.ts");
  rejectSyntaxErrors(spec);
  const { checkTuned, tuneFile } = await import("../shared/tune.ts");
  await (flags.check ? checkTuned : tuneFile)(spec, flags);
}
