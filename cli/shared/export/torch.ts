/**
 * `nn export --torch`: the program as Python, its prepared data as `.npz`, the weights that it starts from as `.safetensors`.
 */
import { basename, dirname, resolve } from "node:path";
import { interpreter } from "../../../compiler/interpret/backend.ts";
import { sizeOf } from "../../../compiler/ir/graph.ts";
import { torchProgram } from "../../../compiler/export/torch/program.ts";
import type { TrainProgram } from "../../../compiler/program.ts";
import type { Span, Train } from "../../../grammar/ast.ts";
import { parse } from "../../../grammar/index.ts";
import { writeNpz } from "../../../runtime/data/npz.ts";
import { writeSafetensors } from "../../../runtime/data/safetensors.ts";
import type { HostTensor } from "../../../runtime/data/tensor.ts";
import type { Examples, TrainData } from "../../../runtime/examples.ts";
import { initialWeights, schedule } from "../../../runtime/train-setup.ts";
import type { Weights } from "../../../runtime/weights.ts";
import type { ExportFlags } from "../../commands/export.ts";
import { checkLabels } from "../data-ranges.ts";
import type { LoadedTrain } from "../load.ts";
import { placer, textOf } from "../places.ts";
import { readWeightFile } from "../run.ts";
import { type Made, weightsAt } from "./index.ts";

export async function torchFiles(loaded: LoadedTrain, out: string, flags: ExportFlags): Promise<Made[]> {
  const { train, dataProgram } = loaded;
  const data = dataProgram === undefined ? undefined : loaded.data.load(dataProgram);
  if (data !== undefined) checkLabels(train, data, loaded.file, textOf(loaded.sources));
  const { settings } = train;
  const asked = flags.steps !== undefined || flags.epochs !== undefined ? flags : settings;
  const counts = schedule(
    {
      ...(asked.steps === undefined ? {} : { steps: asked.steps }),
      ...(asked.epochs === undefined ? {} : { epochs: asked.epochs }),
      ...(settings.validateEvery === undefined ? {} : { validateEvery: settings.validateEvery }),
    },
    settings.batch * settings.accumulate,
    data?.train,
  );
  const stem = out.slice(0, -".py".length);
  const text = torchProgram(train, {
    title: `${train.name} of ${basename(loaded.file)}, as \`nn export --torch\` wrote it.`,
    stem: basename(stem),
    place: place(loaded),
    optimizers: optimizersOf(loaded),
    steps: counts.steps,
    stepsPerEpoch: Number.isFinite(counts.stepsPerEpoch) ? counts.stepsPerEpoch : undefined,
    validateEvery: Math.min(counts.validateEvery, counts.steps),
    seed: flags.seed ?? settings.seed,
  });
  const weights = await startingWeights(loaded, data, flags);
  return [
    { path: out, bytes: text, what: "the program" },
    ...(weights.size > 0
      ? [
          {
            path: `${stem}.safetensors`,
            bytes: writeSafetensors(weights),
            what: "the weights that it starts from",
          },
        ]
      : []),
    ...(data === undefined
      ? []
      : [{ path: `${stem}.npz`, bytes: writeNpz(arraysOf(train, data)), what: "its data, prepared" }]),
  ];
}

/** The weights of `--weights`, or those that a fresh run with this seed starts from. */
export async function startingWeights(
  loaded: LoadedTrain,
  data: TrainData | undefined,
  flags: ExportFlags,
): Promise<Weights> {
  const { train } = loaded;
  return initialWeights(train, flags.seed ?? train.settings.seed, {
    interpreter: interpreter(),
    ...(data === undefined ? {} : { data }),
    ...(flags.weights === undefined ? {} : { init: weightsAt(flags.weights) }),
    readWeights: (path) => readWeightFile(resolve(dirname(loaded.file), path)),
  });
}

/** `gpt.nn:16`, for the innermost line that the user wrote, or the library's. */
export function place({ file, sources }: LoadedTrain): (spans: readonly Span[]) => string | undefined {
  const places = placer(file, sources);
  return (spans) => {
    const span = places.own(spans) ?? spans[0];
    return span && places.place(span).at;
  };
}

/** What each `minimize` of the block calls its optimizer. */
function optimizersOf({ train, sources }: LoadedTrain): string[] {
  const { file } = train.span;
  const item = parse(sources.get(file) ?? "", file).ast?.items.find(
    (i): i is Train => i.kind === "train" && i.name.name === train.name,
  );
  return (item?.items ?? []).flatMap((i) => {
    if (i.kind !== "minimize") return [];
    const e = i.optimizer.kind === "call" ? i.optimizer.callee : i.optimizer;
    return [e.kind === "name" ? e.name : "update"];
  });
}

// ---------------------------------------------------------------- data

/** `train.x` and so on; windows over a text as the text (`train.x:tokens`) with their size and stride (`train.x:window`). */
function arraysOf(train: TrainProgram, data: TrainData): Map<string, HostTensor> {
  const arrays = new Map<string, HostTensor>();
  for (const part of ["train", "validation", "test"] as const) {
    const examples = data[part];
    if (examples === undefined) continue;
    for (const field of train.fields) {
      const name = `${part}.${field.name}`;
      const text = windowsOf(examples, field.name, field.type.shape[0] ?? 1);
      if (text === undefined)
        arrays.set(name, column(examples, field.name, field.type.dtype, field.type.shape));
      else {
        arrays.set(`${name}:tokens`, { dtype: "i32", shape: [text.tokens.length], data: text.tokens });
        arrays.set(`${name}:window`, {
          dtype: "i32",
          shape: [2],
          data: Int32Array.of(text.size, text.stride),
        });
      }
    }
  }
  return arrays;
}

function column(examples: Examples, field: string, dtype: string, shape: readonly number[]): HostTensor {
  const { count } = examples;
  const isFloat = dtype === "f32" || dtype === "f16";
  const data = new (isFloat ? Float32Array : Int32Array)(count * sizeOf(shape));
  examples.fill(
    field,
    Int32Array.from({ length: count }, (_, i) => i),
    data,
  );
  if (dtype === "bool") return { dtype: "bool", shape: [count, ...shape], data: Uint8Array.from(data) };
  return { dtype: isFloat ? "f32" : "i32", shape: [count, ...shape], data };
}

/** The text of a field whose examples are windows at equal distances. */
function windowsOf(
  examples: Examples,
  field: string,
  size: number,
): { readonly tokens: Int32Array; readonly size: number; readonly stride: number } | undefined {
  const tokens = examples.tokens?.(field);
  if (tokens === undefined) return undefined;
  const { count } = examples;
  const stride = count === 1 ? 1 : (tokens.length - size) / (count - 1);
  if (!Number.isInteger(stride) || stride < 1) return undefined;
  // Examples in another order, or left out in between, are written one by one.
  const [row, step] = [new Int32Array(size), Math.max(1, Math.floor(count / 50))];
  for (let i = 0; i < count; i += step) {
    examples.fill(field, Int32Array.of(i), row);
    if (row.some((v, k) => v !== tokens[i * stride + k])) return undefined;
  }
  return { tokens, size, stride };
}
