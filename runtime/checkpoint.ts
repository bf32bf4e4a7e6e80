/**
 * Everything a run needs to go on to the same bits: all slabs (weights, state, optimizer state, the loss scale), the number of
 * steps made, and what the loop remembers. Random draws and the order of the data are functions of the seed and the step.
 */
import { type HostTensor, toNumbers } from "./data/tensor.ts";
import { openSafetensors, readSafetensors, writeSafetensors } from "./data/safetensors.ts";
import { runtimeError } from "./errors.ts";
import type { Scores } from "./events.ts";
import type { UsualNorm } from "./watch.ts";
import type { SlabSize, Snapshot } from "./weights.ts";

export interface Checkpoint {
  /** Updates made. */
  readonly step: number;
  readonly slabs: Snapshot;
  /** Of the losses since the epoch began. */
  readonly sum: { readonly loss: number; readonly count: number };
  /** Evaluations since the validation loss last fell, and its lowest value. */
  readonly worse: number;
  readonly lowest: number;
  /** Of the gradients that were measured. */
  readonly usual?: UsualNorm;
  readonly best?: Scores & { readonly step: number; readonly weights: Snapshot };
}

/** The file's name in a run's folder. */
export const CHECKPOINT = "checkpoint.safetensors";

type Saved = Omit<Checkpoint, "slabs" | "best"> & { readonly best?: Scores & { readonly step: number } };

/** One file, tensors `slab:NAME` and `best:NAME`, so that it is whole or not there. */
export function writeCheckpoint({ slabs, best, ...rest }: Checkpoint): Uint8Array {
  const tensor = (data: Float32Array): HostTensor => ({ dtype: "f32", shape: [data.length], data });
  const tensors = [
    ...[...slabs].map(([name, data]) => [`slab:${name}`, tensor(data)] as const),
    ...[...(best?.weights ?? [])].map(([name, data]) => [`best:${name}`, tensor(data)] as const),
  ];
  const saved: Saved = {
    ...rest,
    ...(best ? { best: { step: best.step, loss: best.loss, metrics: best.metrics } } : {}),
  };
  return writeSafetensors(tensors, { checkpoint: JSON.stringify(saved, numberOrText) });
}

/** Throws a diagnostic where the file is none, or belongs to a program with other weights. */
export function readCheckpoint(bytes: Uint8Array, file: string, sizes: readonly SlabSize[]): Checkpoint {
  const tensors = readSafetensors(bytes, file);
  const text = openSafetensors(bytes, file).metadata["checkpoint"];
  if (text === undefined) throw runtimeError("weightsDiffer", `${file} is not a checkpoint`);
  const { best, ...rest } = JSON.parse(text, textOrNumber) as Saved;
  const named = (prefix: string): Snapshot =>
    new Map(
      [...tensors].flatMap(([name, t]) =>
        name.startsWith(prefix)
          ? [[name.slice(prefix.length), Float32Array.from(toNumbers(t))] as const]
          : [],
      ),
    );
  const slabs = named("slab:");
  const differ = sizes.filter(({ name, size }) => slabs.get(name)?.length !== size).map((s) => s.name);
  if (differ.length > 0 || slabs.size !== sizes.length)
    throw runtimeError("weightsDiffer", `${file} was written by another program`, {
      notes: [`its weights or its optimizer's state differ from this program's`],
      help: "go on with the program and the settings as they were; `--init` takes weights alone",
    });
  return { ...rest, slabs, ...(best ? { best: { ...best, weights: named("best:") } } : {}) };
}

/** JSON has no infinities and no NaN. */
function numberOrText(_: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? `#${value}` : value;
}

function textOrNumber(_: string, value: unknown): unknown {
  return typeof value === "string" && value.startsWith("#") ? Number(value.slice(1)) : value;
}
