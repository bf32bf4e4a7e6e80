/**
 * `nn export`: a program for PyTorch, a model for ONNX, weights with PyTorch's names. The work is in `shared/export/`.
 */
import { type Command, Option } from "commander";
import { UsageError } from "../shared/exit.ts";
import { examples, integer, type ProgramFlags, programOptions } from "../shared/options.ts";

export interface ExportFlags extends ProgramFlags {
  readonly torch?: boolean;
  readonly onnx?: boolean;
  readonly safetensors?: boolean;
  readonly out?: string;
  readonly weights?: string;
  readonly layout: "nn" | "torch";
  readonly model?: string;
  readonly steps?: number;
  readonly epochs?: number;
  readonly batch?: number;
  readonly seed?: number;
}

export function exportCommand(program: Command): Command {
  const command = program
    .command("export")
    .description("take a program, a model or weights elsewhere")
    .argument("<file>", "a .nn file, or FILE:NAME where it has several `train` blocks")
    .option("--torch", "the whole training as a PyTorch program, with its data and weights beside it")
    .option("--onnx", "a model with its weights, for inference, as an .onnx file")
    .option("--safetensors", "the weights alone")
    .option("--out <file>", "where to write: .py, .onnx or .safetensors")
    .option("--weights <run>", "a run's folder or a weight file; drawn from the seed otherwise")
    .addOption(
      new Option("--layout <layout>", "of --safetensors: names and shapes as here, or as PyTorch has them")
        .choices(["nn", "torch"])
        .default("nn"),
    )
    .option("--model <path>", "of --onnx: the instance to export, where the program has several");
  programOptions(command)
    .option("--steps <n>", "how many steps, instead of what the file says", integer(1))
    .option("--epochs <n>", "how many passes over the data", integer(1))
    .option("--batch <n>", "examples a step", integer(1))
    .option("--seed <n>", "of weights, order and randomness", integer(0));
  examples(command, [
    ["nn export gpt.nn --torch --out gpt.py", "then python gpt.py, or torchrun gpt.py"],
    ["nn export a.nn --torch --weights runs/a --out more.py", "starting from a run"],
    ["nn export a.nn --onnx --weights runs/a --out a.onnx", "a trained model"],
    [
      "nn export a.nn --safetensors --layout torch --weights runs/a --out a.safetensors",
      "for load_state_dict",
    ],
  ]);
  return command.action(run);
}

async function run(spec: string, flags: ExportFlags): Promise<void> {
  const { rejectSyntaxErrors } = await import("../shared/spec.ts");
  const kinds = (["torch", "onnx", "safetensors"] as const).filter((k) => flags[k]);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1)
    throw new UsageError("say what to export", "one of --torch, --onnx and --safetensors");
  if (flags.layout === "torch" && kind !== "safetensors")
    throw new UsageError("--layout belongs to --safetensors");
  if (flags.model !== undefined && kind !== "onnx") throw new UsageError("--model belongs to --onnx");
  if (flags.steps !== undefined && flags.epochs !== undefined)
    throw new UsageError("--steps and --epochs both say how long to train", "leave out one of them");
  const ending = { torch: ".py", onnx: ".onnx", safetensors: ".safetensors" }[kind];
  const { out } = flags;
  if (out === undefined) throw new UsageError("say where to write", `--out NAME${ending}`);
  if (!out.endsWith(ending)) throw new UsageError(`--out ${out} does not end in ${ending}`);
  rejectSyntaxErrors(spec);
  const { exportTo } = await import("../shared/export/index.ts");
  await exportTo(kind, spec, out, flags);
}
