/**
 * `nn step`: one training step told in numbers. What is told is in `shared/story.ts`.
 */
import type { Command } from "commander";
import { examples, integer, type ProgramFlags, programOptions } from "../shared/options.ts";

export interface StepFlags extends ProgramFlags {
  readonly batch?: number;
  readonly seed?: number;
  readonly init?: string;
  readonly json?: boolean;
}

export function step(program: Command): Command {
  const command = program
    .command("step")
    .description("one training step in numbers: prediction, loss, gradients, nudges")
    .argument("<file>", "a .nn file, or FILE:NAME");
  programOptions(command)
    .option("--batch <n>", "examples of the step", integer(1))
    .option("--seed <n>", "of weights, order and randomness", integer(0))
    .option("--init <file>", "start from the weights of a .safetensors file")
    .option("--json", "print one JSON object with every number");
  examples(command, [
    ["nn step houses.nn", "who is to blame for the error, and by how much"],
    ["nn step houses.nn --batch 1", "for a single example"],
  ]);
  return command.action(run);
}

async function run(spec: string, flags: StepFlags): Promise<void> {
  const { tellStep } = await import("../shared/story.ts");
  await tellStep(spec, flags);
}
