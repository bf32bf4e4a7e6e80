/**
 * Weights as the API takes and gives them: tensors by path, or the bytes of a `.safetensors` file.
 */
import { readSafetensors, writeSafetensors } from "../runtime/data/safetensors.ts";
import type { Weights } from "../runtime/weights.ts";

/** Weights by path, such as `net.dense_0.w`, or a `.safetensors` file's bytes. */
export type WeightSource = Weights | Uint8Array | ArrayBuffer;

export function weightsFrom(source: WeightSource): Weights {
  if (source instanceof ArrayBuffer) return readWeights(new Uint8Array(source));
  return source instanceof Uint8Array ? readWeights(source) : source;
}

/** The tensors of a `.safetensors` file by name. Throws a `DiagnosticError` (NN0510) where it is not whole. */
export function readWeights(bytes: Uint8Array): Weights {
  return readSafetensors(bytes, "the weights");
}

/** A `.safetensors` file with these weights: the same weights give the same bytes. */
export function writeWeights(weights: Weights, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  return writeSafetensors(weights, metadata);
}
