/**
 * `nn build`: a program as one ES module that trains, evaluates and predicts in a page, or a model that predicts. The work is in
 * `shared/build.ts`.
 */
import type { Command } from "commander";
import { examples, integer, type ProgramFlags, programOptions } from "../shared/options.ts";

export interface BuildFlags extends ProgramFlags {
  readonly out: string;
  readonly weights?: string;
  readonly in?: string;
  readonly batch?: number;
}

export function build(program: Command): Command {
  const command = program
    .command("build")
    .description("make a module for web pages: training and prediction without the compiler")
    .argument(
      "<file>",
      "a .nn file; FILE:NAME for one of several `train` blocks, or for a model or function alone",
    )
    .requiredOption("--out <dir>", "where its files go: index.js, index.d.ts, manifest.json")
    .option("--weights <run>", "put the weights of a run, or of a .safetensors file, beside it")
    .option("--in <file>", "for a model alone: settings and sizes, by tensors as `nn call` takes them")
    .option("--batch <n>", "examples that are computed together", integer(1));
  programOptions(command);
  examples(command, [
    ["nn build mnist.nn --out web/mnist", "a page that trains it"],
    ["nn build mnist.nn --out web/mnist --weights 1121-1042-classify", "a page that uses what was trained"],
    ["nn build mnist.nn:mlp --out web/mlp --weights 1121-1042-classify", "its model alone, to predict with"],
    ["nn build gan.nn:warmup --out web/warmup --set hidden=64", "one of several, with another width"],
  ]);
  return command.action(async (spec: string, flags: BuildFlags) => {
    const { buildArtifact } = await import("../shared/build.ts");
    buildArtifact(spec, flags);
  });
}
