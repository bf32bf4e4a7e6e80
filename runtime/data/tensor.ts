/**
 * Tensors in host memory, and their JSON form.
 *
 * A `HostTensor` is dense and row-major. `bool` is stored as 0 and 1, `f16` as its bits. The JSON form is
 * `{"dtype", "shape", "data"}` with flat data; a number that JSON lacks is one of the strings "NaN", "Infinity" and
 * "-Infinity". Reading checks everything, so a tensor that was read is well formed; writing and reading again gives the
 * same bits (NaN payloads aside).
 */
import { InvariantError, nearest } from "../../compiler/diagnostics.ts";
import { dataError, plural } from "./errors.ts";
import { f16FromF32, f32FromF16 } from "./half.ts";

export type HostDType = "f32" | "f64" | "i32" | "bool" | "f16";
export type HostData = Float32Array | Float64Array | Int32Array | Uint8Array | Uint16Array;

export interface HostTensor {
  readonly dtype: HostDType;
  readonly shape: readonly number[];
  readonly data: HostData;
}

/** The JSON form; `data` holds numbers, booleans for `bool`, and strings for non-finite numbers. */
export interface TensorJson {
  readonly dtype: HostDType;
  readonly shape: readonly number[];
  readonly data: readonly (number | boolean | string)[];
}

const DTYPES: readonly HostDType[] = ["f32", "f64", "i32", "bool", "f16"];
/** V8's limit for one typed array; a larger size is certainly a mistake or a corrupt file. */
export const MAX_ELEMENTS = 2 ** 32 - 1;

/** The number of elements of a shape; 1 for a scalar. */
export function elements(shape: readonly number[]): number {
  let count = 1;
  for (const size of shape) count *= size;
  return count;
}

/** Zeroed storage of a dtype. */
export function allocate(dtype: HostDType, count: number): HostData {
  switch (dtype) {
    case "f32":
      return new Float32Array(count);
    case "f64":
      return new Float64Array(count);
    case "i32":
      return new Int32Array(count);
    case "bool":
      return new Uint8Array(count);
    case "f16":
      return new Uint16Array(count);
  }
  dtype satisfies never;
  throw new InvariantError("runtime/data/tensor", `unknown dtype ${String(dtype)}`);
}

/** A tensor over `data`, which must have the shape's size and the dtype's array type. */
export function hostTensor(dtype: HostDType, shape: readonly number[], data: HostData): HostTensor {
  if (data.length !== elements(shape)) {
    throw new InvariantError("runtime/data/tensor", `${data.length} elements in shape [${shape.join(", ")}]`);
  }
  return { dtype, shape, data };
}

/** A tensor's values as f64: f16 decoded, bool as 0 and 1. */
export function toNumbers(tensor: HostTensor): Float64Array {
  const { dtype, data } = tensor;
  if (dtype !== "f16") return Float64Array.from(data);
  const out = new Float64Array(data.length);
  for (let i = 0; i < out.length; i++) out[i] = f32FromF16(data[i]!);
  return out;
}

/** A tensor of `dtype` from numbers that the dtype holds; f32 and f16 round to nearest, ties to even. */
export function fromNumbers(
  dtype: HostDType,
  shape: readonly number[],
  values: ArrayLike<number>,
): HostTensor {
  const data = allocate(dtype, values.length);
  if (dtype === "f16") for (let i = 0; i < values.length; i++) data[i] = f16FromF32(values[i]!);
  else if (dtype === "bool") for (let i = 0; i < values.length; i++) data[i] = values[i] === 0 ? 0 : 1;
  else data.set(values);
  return hostTensor(dtype, shape, data);
}

// ---------------------------------------------------------------- JSON

export function tensorToJson(tensor: HostTensor): TensorJson {
  const { dtype, shape } = tensor;
  if (dtype === "bool") return { dtype, shape: [...shape], data: Array.from(tensor.data, (v) => v !== 0) };
  const numbers = toNumbers(tensor);
  return { dtype, shape: [...shape], data: Array.from(numbers, (v) => (Number.isFinite(v) ? v : String(v))) };
}

/**
 * The JSON text of a tensor. Unlike `JSON.stringify(tensorToJson(t))` it keeps the sign of zero, as `-0.0`, which every
 * JSON reader takes for a float.
 */
export function tensorText(tensor: HostTensor): string {
  const { dtype, shape } = tensor;
  const parts: string[] = [];
  if (dtype === "bool") for (const v of tensor.data) parts.push(v === 0 ? "false" : "true");
  else for (const v of toNumbers(tensor)) parts.push(numberText(v));
  return `{"dtype":"${dtype}","shape":[${shape.join(",")}],"data":[${parts.join(",")}]}`;
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) return `"${value}"`;
  return Object.is(value, -0) ? "-0.0" : String(value);
}

export interface TensorJsonOptions {
  /** Keep the doubles of f32 tensors, for whoever computes in double precision: JSON's numbers are doubles. */
  readonly doubles?: boolean;
}

/** Reads one tensor from parsed JSON; `where` names it in errors, such as "`x` in input.json". */
export function tensorFromJson(value: unknown, where: string, options: TensorJsonOptions = {}): HostTensor {
  const help =
    'write a tensor as {"dtype": "f32", "shape": [2, 3], "data": [1, 2, 3, 4, 5, 6]}, data flat and row-major';
  const fail = (what: string, hint = help) => dataError("badTensorJson", `${where} ${what}`, { help: hint });
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw fail("is not a tensor");
  const { dtype, shape, data, ...rest } = value as Record<string, unknown>;
  for (const [key, part] of Object.entries({ dtype, shape, data })) {
    if (part === undefined) throw fail(`has no "${key}"`);
  }
  const extra = Object.keys(rest)[0];
  if (extra !== undefined) throw fail(`has an unknown key "${extra}"`);
  const known = DTYPES.find((d) => d === dtype);
  if (known === undefined) {
    const near = typeof dtype === "string" ? (ALIASES[dtype] ?? nearest(dtype, DTYPES)[0]) : undefined;
    throw fail(
      `has the unknown dtype ${JSON.stringify(dtype)}`,
      near === undefined ? `a dtype is one of ${DTYPES.join(", ")}` : `write "${near}"`,
    );
  }
  const sizes = sizesFromJson(shape);
  if (sizes === undefined)
    throw fail("has a shape that is not a list of sizes", "write a shape as [2, 3], or [] for a scalar");
  if (!Array.isArray(data)) throw fail('has a "data" that is not a list');
  const items = data as readonly unknown[];
  if (items.some(Array.isArray))
    throw fail("has nested data", "write the data as one flat list, row after row");
  if (items.length !== elements(sizes)) {
    throw fail(
      `has ${plural(items.length, "number")} but its shape [${sizes.join(", ")}] holds ${elements(sizes)}`,
      "make shape and data agree",
    );
  }
  const kept = known === "f32" && options.doubles ? "f64" : known;
  const out = allocate(kept, items.length);
  for (let i = 0; i < items.length; i++) {
    const number = numberFromJson(items[i], known);
    if (typeof number === "string")
      throw fail(`has ${JSON.stringify(items[i])} at data[${i}], ${number}`, FIX[known]);
    out[i] = known === "f16" ? f16FromF32(number) : number;
  }
  return { dtype: kept, shape: sizes, data: out };
}

const ALIASES: Readonly<Record<string, HostDType | undefined>> = {
  float: "f32",
  float32: "f32",
  float64: "f64",
  double: "f64",
  float16: "f16",
  half: "f16",
  int: "i32",
  int32: "i32",
  int64: "i32",
  boolean: "bool",
};

const FIX: Readonly<Record<HostDType, string>> = {
  f32: 'write a number, or one of "NaN", "Infinity" and "-Infinity"',
  f64: 'write a number, or one of "NaN", "Infinity" and "-Infinity"',
  f16: 'write a number up to 65504, or one of "NaN", "Infinity" and "-Infinity"',
  i32: "write an integer from -2147483648 to 2147483647",
  bool: "write true or false",
};

function sizesFromJson(shape: unknown): number[] | undefined {
  if (!Array.isArray(shape)) return undefined;
  const sizes: number[] = [];
  for (const size of shape as readonly unknown[]) {
    if (typeof size !== "number" || !Number.isInteger(size) || size < 0) return undefined;
    sizes.push(size);
  }
  return elements(sizes) <= MAX_ELEMENTS ? sizes : undefined;
}

/** The number that a JSON item stands for, or what is wrong with it. */
function numberFromJson(item: unknown, dtype: HostDType): number | string {
  if (dtype === "bool") {
    if (item === true || item === 1) return 1;
    return item === false || item === 0 ? 0 : "not a bool";
  }
  if (dtype === "i32") {
    if (typeof item !== "number" || !Number.isInteger(item)) return "not an integer";
    return item === (item | 0) ? item : "beyond i32";
  }
  if (item === "NaN") return NaN;
  if (item === "Infinity") return Infinity;
  if (item === "-Infinity") return -Infinity;
  if (typeof item !== "number") return "not a number";
  const rounded = dtype === "f32" ? Math.fround(item) : dtype === "f16" ? f32FromF16(f16FromF32(item)) : item;
  return Number.isFinite(rounded) ? item : `beyond ${dtype}`;
}

/** Reads the JSON text of a file that holds tensors under their names. */
export function tensorsFromText(
  text: string,
  file: string,
  options: TensorJsonOptions = {},
): Map<string, HostTensor> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw dataError("badTensorJson", `${file} is not JSON`, { notes: [why] });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw dataError("badTensorJson", `${file} does not hold tensors under their names`, {
      help: 'write {"x": {"dtype": "f32", "shape": [2], "data": [1, 2]}}',
    });
  }
  const tensors = new Map<string, HostTensor>();
  for (const [name, item] of Object.entries(value))
    tensors.set(name, tensorFromJson(item, `\`${name}\` in ${file}`, options));
  return tensors;
}
