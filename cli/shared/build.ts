/**
 * What `nn build` does: compiles a `train` block for any WebGPU device and writes the module, its types, its manifest and
 * weights.
 */
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { BuildFlags } from "../commands/build.ts";
import {
  type ArtifactInfo,
  declarationText,
  manifestText,
  moduleText,
} from "../../compiler/artifact/text.ts";
import { pack } from "../../compiler/artifact/pack.ts";
import { floorTarget } from "../../compiler/7-emit/target.ts";
import { writeFileAtomic } from "../../runtime/data/files.ts";
import { writeSafetensors } from "../../runtime/data/safetensors.ts";
import { takeWeights, type Weights } from "../../runtime/weights.ts";
import { UsageError } from "./exit.ts";
import { type LoadedTrain, loadTrain } from "./load.ts";
import { packageRoot } from "./root.ts";
import { readWeightFile } from "./run.ts";
import { bytes, plural } from "./terminal.ts";
import { findTrained } from "./trained.ts";

const WEIGHTS = "weights.safetensors";

export function buildArtifact(spec: string, flags: BuildFlags): void {
  const found = flags.weights === undefined ? undefined : findTrained(spec, { weights: flags.weights });
  const settings = flags.batch === undefined ? {} : { batch: flags.batch };
  const loaded = loadTrain(spec, flags, settings, false, found?.metadata.vocabularies ?? {});
  const { train } = loaded;
  if (train.from.length > 0)
    throw new UsageError(
      `\`${train.name}\` starts from the weights of ${train.from.map((f) => f.path).join(" and ")}`,
      "build the program without `from`, and give `train` weights in the page: `train(data, { init })`",
    );
  const packed = pack(train, { target: floorTarget("gpu"), counts: countsOf(loaded) });
  const weights = found && takeWeights(train.weights, readWeightFile(found.weights), found.weights);
  const vocabulary = train.data === undefined ? undefined : loaded.data.vocabularies[train.data];
  const info: ArtifactInfo = {
    file: basename(loaded.file),
    version: NN_VERSION,
    ...(weights ? { weights: WEIGHTS } : {}),
    ...(vocabulary === undefined ? {} : { vocabulary }),
  };
  const runtime = readFileSync(join(packageRoot(), "dist/artifact.js"), "utf8");
  const files: readonly (readonly [string, string | Uint8Array])[] = [
    ["index.js", moduleText(packed, info, runtime)],
    ["index.d.ts", declarationText(packed, info)],
    ["manifest.json", manifestText(packed, info)],
    ...(weights ? [[WEIGHTS, inSingle(weights, train.name)] as const] : []),
  ];
  // The module last: with it, everything is there.
  for (const [name, content] of files.toReversed()) writeFileAtomic(join(flags.out, name), content);
  for (const [name, content] of files)
    console.log(
      `${join(flags.out, name).padEnd(join(flags.out, WEIGHTS).length)}  ${bytes(Buffer.byteLength(content))}`,
    );
  const { shaders, predict } = packed.program;
  const made = ["train", "evaluate", ...(predict ? ["predict"] : [])].join(", ");
  console.log(
    `${made} · ${plural(shaders.length, "shader")} · runtime ${bytes(gzipSync(runtime).length)} gzipped`,
  );
}

/** The parts of the data that is there, so that their scores come out as `nn train` has them. */
function countsOf({ data, dataProgram }: LoadedTrain): number[] {
  if (dataProgram === undefined) return [];
  const { train, validation, test } = data.load(dataProgram);
  return [train, validation, test].flatMap((part) => (part ? [part.count] : []));
}

/** In single precision, which is all that a page's reader knows. */
function inSingle(weights: Weights, name: string): Uint8Array {
  const single = [...weights].map(
    ([path, { shape, data }]) => [path, { dtype: "f32", shape, data: Float32Array.from(data) }] as const,
  );
  return writeSafetensors(single, { name });
}
