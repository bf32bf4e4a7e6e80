/**
 * The results of one submit: one copy of its staging buffer, and where each step's outputs lie in it.
 */
import type { PlanTensor } from "../compiler/ir/plan.ts";
import type { StepResults, TensorData } from "./backend.ts";
import { DeviceError } from "./errors.ts";

export class Results implements StepResults {
  readonly #outputs: ReadonlyMap<string, PlanTensor>;

  constructor(
    outputs: readonly PlanTensor[],
    readonly places: ReadonlyMap<string, { readonly stride: number; readonly at: number }>,
    readonly bytes: ArrayBuffer,
    readonly count: number,
  ) {
    this.#outputs = new Map(outputs.map((o) => [o.name, o]));
  }

  scalar(step: number, output: string): number {
    return this.#view(step, output)[0]!;
  }

  tensor(step: number, output: string): TensorData {
    return this.#view(step, output).slice();
  }

  #view(step: number, name: string): TensorData {
    const output = this.#outputs.get(name);
    if (!output) throw new DeviceError("results", `there is no output \`${name}\``);
    if (step < 0 || step >= this.count)
      throw new DeviceError("results", `there is no step ${step} of ${this.count}`);
    const place = this.places.get(output.at.buffer);
    if (!place) throw new DeviceError("results", `output \`${name}\` is not in a result buffer`);
    return view(output, this.bytes, place.at + step * place.stride + output.at.offset);
  }
}

/** A tensor in memory that is laid out as on the device. */
export function view(tensor: PlanTensor, bytes: ArrayBuffer, offset: number): TensorData {
  const size = tensor.shape.reduce((a, b) => a * b, 1);
  switch (tensor.dtype) {
    case "f32":
      return new Float32Array(bytes, offset, size);
    case "i32":
    case "bool":
      return new Int32Array(bytes, offset, size);
    case "f16":
      return new Uint16Array(bytes, offset, size);
  }
  return tensor.dtype satisfies never;
}
