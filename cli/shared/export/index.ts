/**
 * What `nn export` does: the program is loaded as for training, turned into files in memory, and they are written last, each
 * whole or not at all.
 */
import { statSync } from "node:fs";
import { join } from "node:path";
import { DiagnosticError } from "../../../compiler/diagnostics.ts";
import { writeFileAtomic } from "../../../runtime/data/files.ts";
import type { HostTensor } from "../../../runtime/data/tensor.ts";
import type { ExportFlags } from "../../commands/export.ts";
import { ProgramError, UsageError } from "../exit.ts";
import { loadTrain, type LoadedTrain } from "../load.ts";
import { readWeightFile } from "../run.ts";

export type Kind = "torch" | "onnx" | "safetensors";

/** A file to be written, and what to say of it. */
export interface Made {
  readonly path: string;
  readonly bytes: Uint8Array | string;
  readonly what: string;
}

export async function exportTo(kind: Kind, spec: string, out: string, flags: ExportFlags): Promise<void> {
  const { steps, epochs, batch, seed } = flags;
  const settings = Object.fromEntries(
    Object.entries({ steps, epochs, batch, seed }).filter(([, v]) => v !== undefined),
  );
  const loaded = loadTrain(spec, flags, settings);
  const made = await attempt(loaded, async () => {
    switch (kind) {
      case "torch":
        return (await import("./torch.ts")).torchFiles(loaded, out, flags);
      case "onnx":
        return (await import("./onnx.ts")).onnxFiles(loaded, out, flags);
      case "safetensors":
        return (await import("./weights.ts")).weightFiles(loaded, out, flags);
    }
  });
  for (const { path, bytes } of made) writeFileAtomic(path, bytes);
  for (const { path, what } of made) console.log(`${path}  ${what}`);
}

/** Mistakes are told with the program's text. */
async function attempt<T>(loaded: LoadedTrain, make: () => Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof DiagnosticError) throw new ProgramError([error.diagnostic], loaded.sources);
    throw error;
  }
}

/** The tensors that `--weights` names: a file, or the best weights of a run. */
export function weightsAt(path: string): {
  readonly file: string;
  readonly tensors: ReadonlyMap<string, HostTensor>;
} {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return { file: path, tensors: readWeightFile(path) };
  for (const name of ["best.safetensors", "last.safetensors"]) {
    const file = join(path, name);
    if (statSync(file, { throwIfNoEntry: false })) return { file, tensors: readWeightFile(file) };
  }
  throw new UsageError(`${path} has no weights`, "a run that saved something has best.safetensors");
}
