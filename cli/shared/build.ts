/**
 * What `nn build` does: compiles a `train` block, or a model alone, for any WebGPU device and writes the module, its types, its
 * manifest and weights.
 */
import { readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import type { BuildFlags } from "../commands/build.ts";
import {
  type ArtifactInfo,
  declarationText,
  manifestText,
  moduleText,
} from "../../compiler/artifact/text.ts";
import { pack, type Packed } from "../../compiler/artifact/pack.ts";
import { floorTarget } from "../../compiler/7-emit/target.ts";
import type { TrainProgram } from "../../compiler/program.ts";
import { writeFileAtomic } from "../../runtime/data/files.ts";
import { writeSafetensors } from "../../runtime/data/safetensors.ts";
import type { HostTensor } from "../../runtime/data/tensor.ts";
import { takeWeights, type Weights } from "../../runtime/weights.ts";
import { calleeOf, packedModel } from "./build-model.ts";
import { UsageError } from "./exit.ts";
import { type LoadedTrain, loadTrain } from "./load.ts";
import { packageRoot } from "./root.ts";
import { readWeightFile } from "./run.ts";
import { bytes, plural } from "./terminal.ts";
import { findTrained } from "./trained.ts";

const WEIGHTS = "weights.safetensors";
const START = "start.safetensors";

/** A program, and what lies beside it. */
export interface Built {
  readonly file: string;
  readonly packed: Packed;
  readonly weights?: Weights;
  /** What a training starts from by `from`. */
  readonly start?: Weights;
  readonly vocabulary?: unknown;
}

export function buildArtifact(spec: string, flags: BuildFlags): void {
  const callee = calleeOf(spec);
  if (callee === undefined && flags.in !== undefined)
    throw new UsageError("--in says what a model takes, and a `train` block has its data to say so");
  const built = callee === undefined ? trainingOf(spec, flags) : packedModel(callee, flags);
  const { packed, info, weights, start } = makeArtifact(built);
  const runtime = smallRuntime("artifact");
  const files: readonly (readonly [string, string | Uint8Array])[] = [
    ["index.js", moduleText(packed, info, runtime)],
    ["index.d.ts", declarationText(packed, info)],
    ["manifest.json", manifestText(packed, info)],
    ...(weights ? [[WEIGHTS, weights] as const] : []),
    ...(start ? [[START, start] as const] : []),
  ];
  // The module last: with it, everything is there.
  for (const [at, content] of files.toReversed()) writeFileAtomic(join(flags.out, at), content);
  for (const [at, content] of files)
    console.log(
      `${join(flags.out, at).padEnd(join(flags.out, WEIGHTS).length)}  ${bytes(Buffer.byteLength(content))}`,
    );
  const made = Object.keys(packed.plans).filter((plan) => plan !== "init" && plan !== "step");
  const functions = [...(packed.program.step ? ["train"] : []), ...made].join(", ");
  console.log(
    `${functions} · ${plural(packed.program.shaders.length, "shader")} · runtime ${bytes(gzipSync(runtime).length)} gzipped`,
  );
}

function trainingOf(spec: string, flags: BuildFlags): Built {
  const found = flags.weights === undefined ? undefined : findTrained(spec, { weights: flags.weights });
  const settings = flags.batch === undefined ? {} : { batch: flags.batch };
  const loaded = loadTrain(spec, flags, settings, false, found?.metadata.vocabularies ?? {});
  return trainingBuilt(loaded, found?.weights);
}

/** A `train` block for any WebGPU device. `weightFile` is the path of a .safetensors file. */
export function trainingBuilt(loaded: LoadedTrain, weightFile?: string): Built {
  const { train, file } = loaded;
  const start = train.from.length > 0 ? startOf(train, file) : undefined;
  const target = floorTarget("gpu");
  const vocabulary = train.data === undefined ? undefined : loaded.data.vocabularies[train.data];
  const weights =
    weightFile === undefined ? undefined : takeWeights(train.weights, readWeightFile(weightFile), weightFile);
  return {
    file,
    packed: pack(train, { target, counts: countsOf(loaded), ...(start ? { from: START } : {}) }),
    ...(weights ? { weights } : {}),
    ...(start ? { start } : {}),
    ...(vocabulary === undefined ? {} : { vocabulary }),
  };
}

/** What the files that `from` names give to this program, by its own names. */
function startOf(train: TrainProgram, file: string): Weights {
  const taken = new Map<string, HostTensor>();
  for (const { path: text, instance } of train.from) {
    const [path, from] = text.split("#", 2) as [string, string?];
    const names = { prefix: instance, ...(from === undefined ? {} : { from }) };
    const tensors = readWeightFile(resolve(dirname(file), path));
    for (const [name, tensor] of takeWeights(train.weights, tensors, path, names)) taken.set(name, tensor);
  }
  return taken;
}

export interface MadeArtifact {
  readonly packed: Packed;
  readonly info: ArtifactInfo;
  /** .safetensors files, where there are such weights. */
  readonly weights?: Uint8Array;
  readonly start?: Uint8Array;
}

/** What a bundler or a folder takes of a program. */
export function makeArtifact({ file, packed, weights, start, vocabulary }: Built): MadeArtifact {
  const { name } = packed.program;
  const info: ArtifactInfo = {
    file: basename(file),
    version: NN_VERSION,
    ...(weights ? { weights: WEIGHTS } : {}),
    ...(start ? { from: START } : {}),
    ...(vocabulary === undefined ? {} : { vocabulary }),
  };
  return {
    packed,
    info,
    ...(weights ? { weights: inSingle(weights, name) } : {}),
    ...(start ? { start: inSingle(start, name) } : {}),
  };
}

/** The small runtime, as text: `artifact`, or `artifact-hot` where a program is being written. */
export function smallRuntime(name: "artifact" | "artifact-hot"): string {
  return readFileSync(join(packageRoot(), `dist/${name}.js`), "utf8");
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
