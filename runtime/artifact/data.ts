/**
 * The caller's arrays as a data set's columns.
 */
import type { DataField } from "../../compiler/program.ts";
import { columnExamples, type Examples, type FieldColumn, type TrainData } from "../examples.ts";
import { runtimeError } from "../errors.ts";

type Numbers = ArrayLike<number>;

/** A field's values for every example, one after the other. */
export type FieldArrays = Readonly<Record<string, Numbers>>;

export type ArrayData =
  | FieldArrays
  | { readonly train: FieldArrays; readonly validation?: FieldArrays; readonly test?: FieldArrays };

export interface DataShape {
  readonly name: string;
  readonly data?: string;
  readonly fields: readonly DataField[];
}

/** Throws a `DiagnosticError` (NN0605) for a field that is missing, unknown or of another size. */
export function arrayData(program: DataShape, given: ArrayData): TrainData {
  const parts = isParts(given) ? given : { train: given };
  const data: Record<string, Examples> = {};
  for (const part of ["train", "validation", "test"] as const)
    if (parts[part]) data[part] = fieldExamples(program, parts[part]);
  return { name: program.data ?? program.name, ...data } as unknown as TrainData;
}

function isParts(data: ArrayData): data is Exclude<ArrayData, FieldArrays> {
  const { train } = data;
  return train !== undefined && !("length" in train);
}

/** All of `fields`, which are all of the program's by default. */
export function fieldExamples({ name, fields }: DataShape, given: FieldArrays): Examples {
  const wrong = (title: string, help: string) => runtimeError("wrongTensor", title, { help });
  const names = fields.map((f) => `\`${f.name}\``).join(", ") || "none";
  for (const key of Object.keys(given))
    if (!fields.some((f) => f.name === key))
      throw wrong(`\`${name}\` has no field \`${key}\``, `it has ${names}`);
  let all = -1;
  const columns: Record<string, FieldColumn> = {};
  for (const { name: field, type } of fields) {
    const values = given[field];
    const shape = `${type.dtype}[${type.shape.join(", ")}]`;
    if (!values) throw wrong(`the field \`${field}\` of \`${name}\` is missing`, `an example is ${shape}`);
    const size = type.shape.reduce((a, b) => a * b, 1);
    const count = values.length / size;
    if (!Number.isInteger(count) || count === 0 || (all >= 0 && all !== count))
      throw wrong(
        `the field \`${field}\` has ${values.length} values`,
        all >= 0 ? `${all} examples of ${shape} have ${all * size}` : `an example is ${shape}`,
      );
    all = count;
    columns[field] = { kind: "rows", data: stored(field, type.dtype, values), size };
  }
  return columnExamples(
    columns,
    Int32Array.from({ length: Math.max(0, all) }, (_, i) => i),
  );
}

/** In the array that batches are copied from; the caller's own where it is of that kind. */
function stored(field: string, dtype: string, values: Numbers): Float32Array | Int32Array {
  if (dtype[0] === "f") return values instanceof Float32Array ? values : Float32Array.from(values);
  if (values instanceof Int32Array) return values;
  const whole = Int32Array.from(values);
  const at = whole.findIndex((v, i) => v !== values[i]);
  if (at < 0) return whole;
  throw runtimeError(
    "wrongTensor",
    `the field \`${field}\` is of whole numbers (${dtype}), and value ${at} is ${values[at]}`,
  );
}
