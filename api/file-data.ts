/**
 * Data for `train`: the files that the program names. Loaded when a program needs it, since it holds readers of all formats.
 */
import { platform } from "#platform";
import { DataSets } from "../cli/shared/data.ts";
import type { SettingOverrides } from "../compiler/compile.ts";
import type { TrainProgram } from "../compiler/program.ts";
import type { File } from "../grammar/ast.ts";
import { parse } from "../grammar/index.ts";
import { memoryFiles } from "../runtime/data/io.ts";
import { runtimeError } from "../runtime/errors.ts";
import type { TrainData } from "../runtime/examples.ts";
import { CompileError } from "./compile-error.ts";
import type { Trainable } from "./program.ts";

/**
 * A `train` block with the data set that its file names, read from `files` or from the disk. Throws a `CompileError` where it
 * cannot be read.
 */
export function fileData(
  trainable: Trainable,
  settings: SettingOverrides,
  files?: Readonly<Record<string, Uint8Array>>,
): { readonly train: TrainProgram; readonly examples?: TrainData } {
  const trees = new Map<string, File>();
  const treeOf = (path: string) => {
    const text = trainable.sources.get(path);
    if (!trees.has(path) && text !== undefined) trees.set(path, parse(text, path).ast);
    return trees.get(path);
  };
  const inMemory = files && memoryFiles(files);
  const sets = new DataSets(trainable.file, {}, treeOf, {}, inMemory && (() => inMemory));
  const { train, data, sources } = trainable.compile({ settings, data: (decl) => sets.describe(decl) });
  if (train.data === undefined) return { train };
  const failure = sets.failures.get(train.data);
  if (failure && !files && !platform.files) {
    throw runtimeError("badRunSetting", `\`${train.name}\` needs the data \`${train.data}\``, {
      notes: ["a page has no files beside the program"],
      help: "give the values of the fields as `data`, or the files as `files`",
    });
  }
  if (failure || !data) throw new CompileError(failure ? [failure] : [], sources);
  return { train, examples: sets.load(data) };
}
