/**
 * The weights in an ONNX file: its initializers, by name (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).
 *
 * Only what holds them is read: ModelProto.graph (7), GraphProto.initializer (5), and of a TensorProto dims (1), data_type (2),
 * float_data (4), name (8), raw_data (9) and double_data (10). Whole numbers, which shapes are made of, are no weights.
 */
import { dataError } from "./errors.ts";
import { f32FromF16 } from "./half.ts";
import { elements, type HostTensor } from "./tensor.ts";

const [FLOAT, DOUBLE, HALF] = [1, 11, 10];

/** Initializers of floats as f32. Names that an export of this package gave to constants are left out. */
export function readOnnxWeights(bytes: Uint8Array, file: string): Map<string, HostTensor> {
  const fail = (why: string): Error =>
    dataError("unreadable", `${file} is no ONNX file that can be read: ${why}`);
  const weights = new Map<string, HostTensor>();
  let found = false;
  for (const field of fieldsOf(bytes, fail)) {
    if (field.number !== 7 || !field.bytes) continue;
    found = true;
    for (const part of fieldsOf(field.bytes, fail)) {
      if (part.number !== 5 || !part.bytes) continue;
      const tensor = initializer(part.bytes, fail);
      if (tensor && !/^const_\d+$/.test(tensor.name)) weights.set(tensor.name, tensor.value);
    }
  }
  if (!found) throw fail("it holds no graph");
  return weights;
}

interface Field {
  readonly number: number;
  readonly value: number;
  readonly bytes?: Uint8Array;
}

function* fieldsOf(bytes: Uint8Array, fail: (why: string) => Error): Generator<Field> {
  let at = 0;
  const varint = (): number => {
    let [value, scale] = [0, 1];
    for (;;) {
      const byte = bytes[at++];
      if (byte === undefined) throw fail("it ends within a number");
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const [number, wire] = [Math.floor(tag / 8), tag % 8];
    if (wire === 0) yield { number, value: varint() };
    else {
      const size = wire === 2 ? varint() : wire === 1 ? 8 : wire === 5 ? 4 : NaN;
      if (!(at + size <= bytes.length)) throw fail(`a field at byte ${at} does not fit`);
      yield { number, value: 0, bytes: bytes.subarray(at, at + size) };
      at += size;
    }
  }
}

function initializer(
  bytes: Uint8Array,
  fail: (why: string) => Error,
): { readonly name: string; readonly value: HostTensor } | undefined {
  const shape: number[] = [];
  let [type, name] = [0, ""];
  const floats: Uint8Array[] = [];
  const doubles: Uint8Array[] = [];
  let raw: Uint8Array | undefined;
  for (const f of fieldsOf(bytes, fail)) {
    // `dims` may be packed.
    if (f.number === 1 && f.bytes) shape.push(...packed(f.bytes));
    else if (f.number === 1) shape.push(f.value);
    else if (f.number === 2) type = f.value;
    else if (f.number === 4) floats.push(f.bytes!);
    else if (f.number === 8) name = new TextDecoder().decode(f.bytes);
    else if (f.number === 9) raw = f.bytes;
    else if (f.number === 10) doubles.push(f.bytes!);
    else if (f.number === 14 && f.value === 1) throw fail(`\`${name}\` lies in another file`);
  }
  if (type !== FLOAT && type !== DOUBLE && type !== HALF) return undefined;
  const own = raw ?? joined(type === DOUBLE ? doubles : floats);
  const size = type === FLOAT ? 4 : type === DOUBLE ? 8 : 2;
  const count = elements(shape);
  if (own.length !== count * size)
    throw fail(`\`${name}\` of shape [${shape.join(", ")}] has ${own.length} bytes`);
  const view = new DataView(own.buffer, own.byteOffset, own.length);
  const read = (i: number): number =>
    type === FLOAT
      ? view.getFloat32(4 * i, true)
      : type === DOUBLE
        ? view.getFloat64(8 * i, true)
        : f32FromF16(view.getUint16(2 * i, true));
  const data = Float32Array.from({ length: count }, (_, i) => read(i));
  return { name, value: { dtype: "f32", shape, data } };
}

function packed(bytes: Uint8Array): number[] {
  const values: number[] = [];
  let [value, scale] = [0, 1];
  for (const byte of bytes) {
    value += (byte & 127) * scale;
    scale *= 128;
    if (byte >= 128) continue;
    values.push(value);
    [value, scale] = [0, 1];
  }
  return values;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, p) => sum + p.length, 0));
  let at = 0;
  for (const p of parts) {
    out.set(p, at);
    at += p.length;
  }
  return out;
}
