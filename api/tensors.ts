/**
 * Tensors as the API takes and gives them: typed arrays.
 */
import type { GivenInput } from "../compiler/compile.ts";
import type { DType, TensorType } from "../compiler/ir/graph.ts";
import { fromNumbers, type HostTensor, hostTensor, toNumbers } from "../runtime/data/tensor.ts";
import { runtimeError } from "../runtime/errors.ts";

export type TypedArray =
  | Float32Array
  | Float64Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray;

/** Elements in row-major order with their shape. */
export interface ShapedInput {
  readonly shape: readonly number[];
  readonly data: TypedArray | readonly number[];
  /** The declared type of the input by default. */
  readonly dtype?: DType | "f64";
}

/**
 * A number, elements in row-major order whose shape follows from the declaration (`x: [batch, 784]` takes 784 elements for each
 * example), or elements with their shape.
 */
export type TensorInput = number | boolean | TypedArray | readonly number[] | ShapedInput;

/**
 * A result: a typed array in row-major order that knows its shape. Floats are f32 (f64 from an interpreter in double
 * precision; f16 comes as f32), whole numbers i32, truth values 0 and 1. It can be given as an input again.
 */
export type Tensor = (Float32Array | Float64Array | Int32Array | Uint8Array) & {
  readonly shape: readonly number[];
  readonly dtype: "f32" | "f64" | "i32" | "bool";
  /** The array itself. */
  readonly data: Float32Array | Float64Array | Int32Array | Uint8Array;
};

export function resultTensor(tensor: HostTensor): Tensor {
  const { shape, data, dtype } =
    tensor.dtype === "f16" ? fromNumbers("f32", tensor.shape, toNumbers(tensor)) : tensor;
  const array = data.slice();
  return Object.defineProperties(array, {
    shape: { value: [...shape] },
    dtype: { value: dtype },
    data: { value: array },
  }) as Tensor;
}

export function resultTensors(all: Readonly<Record<string, HostTensor>>): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(all).map(([name, tensor]) => [name, resultTensor(tensor)]));
}

/** What the compiler is told of an input. */
export function givenInput(input: TensorInput): GivenInput {
  if (typeof input === "number") return { natural: "f32", length: 1, value: input };
  if (typeof input === "boolean") return { natural: "bool", length: 1, value: input };
  if (!isShaped(input)) return { natural: natural(input), length: input.length };
  const { shape, data, dtype } = input;
  const size = shape.reduce((a, b) => a * b, 1);
  if (size !== data.length) {
    throw runtimeError(
      "wrongTensor",
      `${data.length} elements were given for the shape [${shape.join(", ")}], which has ${size}`,
    );
  }
  const told = dtype === undefined ? {} : { dtype: dtype === "f64" ? ("f32" as const) : dtype };
  return { ...told, natural: natural(data), shape, length: data.length };
}

/** The elements of an input as a tensor of a type; `double` keeps f64. */
export function inputTensor(name: string, input: TensorInput, type: TensorType, double: boolean): HostTensor {
  const isSingle = typeof input === "number" || typeof input === "boolean";
  const numbers = isSingle ? [Number(input)] : isShaped(input) ? input.data : input;
  const { dtype, shape } = type;
  if (dtype === "i32") {
    for (const v of numbers) {
      if (Number.isInteger(v) && Math.abs(v) <= 2 ** 31) continue;
      throw runtimeError("wrongTensor", `the input \`${name}\` is of whole numbers (i32), and ${v} is none`);
    }
  }
  if (dtype === "f32" && double) return hostTensor("f64", shape, Float64Array.from(numbers));
  if (dtype === "f32" && numbers instanceof Float32Array) return hostTensor("f32", shape, numbers);
  return fromNumbers(dtype, shape, numbers);
}

function isShaped(input: Exclude<TensorInput, number | boolean>): input is ShapedInput {
  // A result is both a typed array and shaped.
  return "shape" in input;
}

function natural(data: TypedArray | readonly number[]): DType {
  if (Array.isArray(data) || data instanceof Float32Array || data instanceof Float64Array) return "f32";
  return "i32";
}
