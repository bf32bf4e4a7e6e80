/**
 * The results of one submit: one copy of its staging buffer, and where each step's outputs lie in it.
 */
import type { PlanTensor } from "../compiler/ir/plan.ts";
import type { StepResults, TensorData } from "./backend.ts";
import { DeviceError } from "./errors.ts";

/** Where the outputs of a plan lie in a staging buffer. */
export interface Places {
  readonly outputs: ReadonlyMap<string, PlanTensor>;
  readonly buffers: ReadonlyMap<string, { readonly stride: number; readonly at: number }>;
}

export class Results implements StepResults {
  readonly #floats: Float32Array;

  constructor(
    readonly places: Places,
    readonly bytes: ArrayBuffer,
    readonly count: number,
  ) {
    this.#floats = new Float32Array(bytes);
  }

  scalar(step: number, name: string): number {
    const output = this.#output(step, name);
    const at = this.#offset(step, output);
    // Losses are read after every step: without a view for each.
    return output.dtype === "f32" ? this.#floats[at / 4]! : view(output, this.bytes, at)[0]!;
  }

  tensor(step: number, name: string): TensorData {
    const output = this.#output(step, name);
    return view(output, this.bytes, this.#offset(step, output)).slice();
  }

  #output(step: number, name: string): PlanTensor {
    const output = this.places.outputs.get(name);
    if (!output) throw new DeviceError("results", `there is no output \`${name}\``);
    if (step < 0 || step >= this.count)
      throw new DeviceError("results", `there is no step ${step} of ${this.count}`);
    return output;
  }

  #offset(step: number, { at }: PlanTensor): number {
    // Outputs lie in result buffers.
    const place = this.places.buffers.get(at.buffer)!;
    return place.at + step * place.stride + at.offset;
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
