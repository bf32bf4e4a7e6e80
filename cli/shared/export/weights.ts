/**
 * `nn export --safetensors`: all weights and states, named and laid out as here or as PyTorch has them.
 */
import { basename } from "node:path";
import { writeSafetensors } from "../../../runtime/data/safetensors.ts";
import { toTorchLayout } from "../../../runtime/torch-layout.ts";
import type { ExportFlags } from "../../commands/export.ts";
import { UsageError } from "../exit.ts";
import type { LoadedTrain } from "../load.ts";
import type { Made } from "./index.ts";
import { startingWeights } from "./torch.ts";

export async function weightFiles(loaded: LoadedTrain, out: string, flags: ExportFlags): Promise<Made[]> {
  const { train, dataProgram } = loaded;
  if (train.weights.length === 0) throw new UsageError(`\`${train.name}\` has no weights`);
  const data = dataProgram === undefined ? undefined : loaded.data.load(dataProgram);
  const weights = await startingWeights(loaded, data, flags);
  const torch = flags.layout === "torch";
  const tensors = torch ? toTorchLayout(train.weights, weights) : weights;
  const bytes = writeSafetensors(tensors, { program: basename(loaded.file), layout: flags.layout });
  return [{ path: out, bytes, what: `${tensors.size} tensors${torch ? ", as PyTorch has them" : ""}` }];
}
