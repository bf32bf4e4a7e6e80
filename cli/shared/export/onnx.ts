/**
 * `nn export --onnx`: an instance of a program with its weights, for any number of examples.
 */
import { basename } from "node:path";
import { applications, onnxModel } from "../../../compiler/export/onnx/model.ts";
import { nearest } from "../../../compiler/diagnostics.ts";
import type { LayerCall } from "../../../compiler/ir/graph.ts";
import { parse } from "../../../grammar/index.ts";
import { toNumbers } from "../../../runtime/data/tensor.ts";
import type { ExportFlags } from "../../commands/export.ts";
import { UsageError } from "../exit.ts";
import { type LoadedTrain, pairs } from "../load.ts";
import type { Made } from "./index.ts";
import { place, startingWeights } from "./torch.ts";

/** Numbers of examples that no other size of a program is likely to be. */
const FACTORS = [101, 202] as const;

export async function onnxFiles(loaded: LoadedTrain, out: string, flags: ExportFlags): Promise<Made[]> {
  const { train, dataProgram } = loaded;
  const sizes = (train.data === undefined ? [1, 1] : FACTORS.map((f) => f * train.settings.batch)) as [
    number,
    number,
  ];
  const programs = sizes.map((n) => train.atBatch(n).evaluate) as [
    typeof train.evaluate,
    typeof train.evaluate,
  ];
  const call = chosen(loaded, applications(programs[0].graph), flags.model);
  const data = dataProgram === undefined ? undefined : loaded.data.load(dataProgram);
  const weights = await startingWeights(loaded, data, flags);
  const bytes = onnxModel({
    path: call.path,
    programs,
    sizes,
    weights: (path) => {
      const tensor = weights.get(path);
      return tensor && toNumbers(tensor);
    },
    place: place(loaded),
    metadata: {
      program: basename(loaded.file),
      instance: call.path,
      config: JSON.stringify(pairs(flags.set)),
    },
  });
  return [{ path: out, bytes, what: `\`${call.path}\`, a ${call.layer}` }];
}

/** The instance that is meant: the one of `--model`, or the only one of a `model`. */
function chosen(loaded: LoadedTrain, calls: readonly LayerCall[], asked: string | undefined): LayerCall {
  const paths = calls.map((c) => c.path);
  const listed = paths.join(", ") || "none";
  if (asked !== undefined) {
    const found = calls.find((c) => c.path === asked);
    if (found) return found;
    const [near] = nearest(asked, paths);
    throw new UsageError(
      `\`${loaded.train.name}\` applies no instance \`${asked}\``,
      near === undefined ? `it has ${listed}` : `did you mean ${near}?`,
    );
  }
  const models = new Set(
    [...loaded.sources].flatMap(([file, text]) =>
      (parse(text, file).ast?.items ?? []).flatMap((i) =>
        i.kind === "layer" && i.model ? [i.name.name] : [],
      ),
    ),
  );
  const candidates = calls.filter((c) => models.has(c.layer));
  if (candidates.length === 1) return candidates[0]!;
  if (candidates.length === 0)
    throw new UsageError(
      `\`${loaded.train.name}\` applies no model`,
      calls.length === 0 ? "there is nothing to export" : `say which instance with --model: ${listed}`,
    );
  throw new UsageError(
    `\`${loaded.train.name}\` has ${candidates.length} models`,
    `say which with --model: ${candidates.map((c) => c.path).join(", ")}`,
  );
}
