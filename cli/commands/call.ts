/**
 * `nn call`: evaluates a function or a model of a file on given tensors, with gradients if asked. The work is in
 * `shared/evaluate.ts`.
 */
import { type Command, InvalidArgumentError, Option } from "commander";
import {
  type DeviceFlags,
  deviceOption,
  examples,
  integer,
  type ProgramFlags,
  programOptions,
} from "../shared/options.ts";

export interface CallFlags extends ProgramFlags, DeviceFlags {
  readonly in?: string;
  readonly out?: string;
  readonly grad?: readonly string[];
  readonly weights?: string;
  readonly precision?: "f32" | "f64";
  readonly seed: number;
}

export function call(program: Command): Command {
  const command = program
    .command("call")
    .description("evaluate a function or a model on tensors from a file")
    .argument("<file>", "a .nn file")
    .argument("<name>", "a `fn`, `layer` or `model` of it")
    .option("--in <file>", "tensors by name: .json, .npz or .safetensors; - is JSON from standard input")
    .option("--out <file>", "write the answer there (.json, .npz, .safetensors) instead of to stdout")
    .addOption(
      new Option(
        "--grad <names>",
        "also the gradients by these inputs or weights, separated by commas",
      ).argParser(names),
    )
    .option("--weights <file>", "weights from a .safetensors file; drawn from the seed otherwise");
  deviceOption(command)
    .addOption(
      new Option("--precision <type>", "f64 computes in double precision, on the interpreter").choices([
        "f32",
        "f64",
      ]),
    )
    .option("--seed <n>", "of fresh weights and random draws", integer(0), 0);
  programOptions(command);
  examples(command, [
    ["nn call chain-rule.nn loss --in point.json", "one value"],
    ["nn call chain-rule.nn loss --in point.json --grad w,b", "and how it changes with w and b"],
    ["nn call mnist.nn mlp --in x.npz --weights runs/…/best.safetensors", "a trained model"],
    ["nn call f.nn f --in x.json --device cpu --precision f64", "in double precision"],
  ]);
  return command.action(run);
}

/** Repeated flags and commas add up. */
function names(value: string, before: readonly string[] | undefined): string[] {
  const list = value.split(",").map((name) => name.trim());
  if (list.includes("")) throw new InvalidArgumentError("Write names separated by commas.");
  return [...(before ?? []), ...list];
}

async function run(file: string, name: string, flags: CallFlags): Promise<void> {
  const { evaluateCall } = await import("../shared/evaluate.ts");
  const { answerText, writeAnswer } = await import("../shared/tensors.ts");
  const answer = await evaluateCall(file, name, flags);
  if (flags.out === undefined) process.stdout.write(answerText(answer));
  else writeAnswer(flags.out, answer);
}
