/**
 * Data for `train`: arrays by field, as the caller has them.
 */
import type { DataField, TrainProgram } from "../compiler/program.ts";
import { nearest } from "../compiler/diagnostics.ts";
import { columnExamples, type Examples, type FieldColumn, type TrainData } from "../runtime/examples.ts";
import { runtimeError } from "../runtime/errors.ts";
import type { TypedArray } from "./tensors.ts";

/** A field's values for every example, one after the other, in the order of its declared shape. */
export type FieldArrays = Readonly<Record<string, TypedArray | readonly number[]>>;

/** Training data alone, or with the parts that training is judged by. */
export type ArrayData =
  | FieldArrays
  | { readonly train: FieldArrays; readonly validation?: FieldArrays; readonly test?: FieldArrays };

/** Throws a `DiagnosticError` (NN0605) for a field that is missing, unknown or of another size. */
export function arrayData(
  program: Pick<TrainProgram, "name" | "data" | "fields">,
  given: ArrayData,
): TrainData {
  const parts = isParts(given) ? given : { train: given };
  const examples = (part: FieldArrays | undefined) => part && fieldExamples(program, part);
  const [validation, test] = [examples(parts.validation), examples(parts.test)];
  return {
    name: program.data ?? program.name,
    train: fieldExamples(program, parts.train),
    ...(validation ? { validation } : {}),
    ...(test ? { test } : {}),
  };
}

function isParts(data: ArrayData): data is Exclude<ArrayData, FieldArrays> {
  const { train } = data;
  return typeof train === "object" && !Array.isArray(train) && !ArrayBuffer.isView(train);
}

/** The examples of `fields` alone. */
export function fieldExamples(
  { name, fields }: Pick<TrainProgram, "name" | "fields">,
  given: FieldArrays,
): Examples {
  const wrong = (title: string, help?: string) =>
    runtimeError("wrongTensor", title, help === undefined ? {} : { help });
  const names = fields.map((f) => f.name);
  for (const key of Object.keys(given)) {
    if (names.includes(key)) continue;
    const [near] = nearest(key, names);
    throw wrong(
      `\`${name}\` has no field \`${key}\``,
      near === undefined ? `it has ${names.map((n) => `\`${n}\``).join(", ")}` : `did you mean \`${near}\`?`,
    );
  }
  let first: { readonly name: string; readonly count: number } | undefined;
  const columns: Record<string, FieldColumn> = {};
  for (const field of fields) {
    const values = given[field.name];
    if (!values) throw wrong(`the field \`${field.name}\` of \`${name}\` is missing`);
    const size = field.type.shape.reduce((a, b) => a * b, 1);
    const count = values.length / size;
    const shape = `${field.type.dtype}[${field.type.shape.join(", ")}]`;
    if (!Number.isInteger(count) || count === 0)
      throw wrong(`the field \`${field.name}\` has ${values.length} values, and an example is ${shape}`);
    first ??= { name: field.name, count };
    if (count !== first.count)
      throw wrong(`\`${first.name}\` has ${first.count} examples and \`${field.name}\` has ${count}`);
    columns[field.name] = { kind: "rows", data: stored(field, values), size };
  }
  return columnExamples(
    columns,
    Int32Array.from({ length: first?.count ?? 0 }, (_, i) => i),
  );
}

/** In the array that batches are copied from; the caller's own where it is of that kind. */
function stored(
  { name, type }: DataField,
  values: TypedArray | readonly number[],
): Float32Array | Int32Array {
  if (type.dtype === "f32" || type.dtype === "f16")
    return values instanceof Float32Array ? values : Float32Array.from(values);
  if (values instanceof Int32Array) return values;
  const whole = Int32Array.from(values);
  const at = whole.findIndex((v, i) => v !== values[i]);
  if (at < 0) return whole;
  throw runtimeError(
    "wrongTensor",
    `the field \`${name}\` is of whole numbers (${type.dtype}), and value ${at} is ${values[at]}`,
  );
}
