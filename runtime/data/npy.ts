/**
 * NumPy's `.npy`: one array a file.
 *
 * Reads versions 1 to 3, either byte order, either memory order; writes version 1, little-endian, C order, padded as
 * NumPy pads. See numpy/lib/format.py for the format.
 */
import { dataError } from "./errors.ts";
import { STORED_SIZE, decodeStored } from "./numeric.ts";
import type { StoredType } from "./numeric.ts";
import { elements } from "./tensor.ts";
import type { HostDType, HostTensor } from "./tensor.ts";

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

const DESCR: Readonly<Record<string, StoredType | undefined>> = {
  b1: "bool",
  i1: "i8",
  u1: "u8",
  i2: "i16",
  u2: "u16",
  i4: "i32",
  u4: "u32",
  i8: "i64",
  u8: "u64",
  f2: "f16",
  f4: "f32",
  f8: "f64",
};

/** Reads an array; `file` names it in errors. */
export function readNpy(bytes: Uint8Array, file: string): HostTensor {
  const fail = (why: string) =>
    dataError("badNpy", `${file} is not a whole .npy file: ${why}`, {
      help: "save it again with `numpy.save`",
    });
  if (MAGIC.some((byte, i) => bytes[i] !== byte)) throw fail("it does not start as one");
  const version = bytes[6];
  if (version === undefined || version < 1 || version > 3)
    throw fail(`its version is ${version ?? "missing"}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = version === 1 ? 10 : 12;
  if (bytes.length < start) throw fail("it ends inside its header");
  const end = start + (version === 1 ? view.getUint16(8, true) : view.getUint32(8, true));
  if (bytes.length < end) throw fail("it ends inside its header");
  const header = new TextDecoder().decode(bytes.subarray(start, end));
  const descr = /'descr'\s*:\s*(?:'([^']*)'|([^,}]*))/.exec(header);
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(header);
  const sizes = /'shape'\s*:\s*\(([\d\s,L]*)\)/.exec(header);
  if (descr === null || order === null || sizes === null) throw fail("its header is not understood");
  const [, mark, code] = /^([<>|=]?)(\w+)$/.exec(descr[1] ?? "") ?? [];
  const stored = DESCR[code ?? ""];
  if (stored === undefined) throw unsupported(file, descr[1] ?? "a record or an object");
  const shape = (sizes[1]!.match(/\d+/g) ?? []).map(Number);
  const wanted = elements(shape) * STORED_SIZE[stored];
  const left = bytes.length - end;
  if (left !== wanted) {
    throw fail(`its header says [${shape.join(", ")}] of ${descr[1]}, ${wanted} bytes, but ${left} follow`);
  }
  let data = bytes.subarray(end);
  if (mark === ">") data = swapped(data, STORED_SIZE[stored]);
  if (order[1] === "True" && shape.length > 1) data = rowMajor(data, shape, STORED_SIZE[stored]);
  return decodeStored(stored, shape, data, file);
}

function unsupported(file: string, descr: string): Error {
  const text = /^[<>|=]?[USO]/.test(descr) || descr === "a record or an object";
  return dataError("unsupportedType", `${file} holds elements of type ${descr}, which no tensor has`, {
    help: text
      ? "save numbers: text as the index of its category, an object array as arrays of its own"
      : "convert it before saving, such as by `array.astype(numpy.float32)`",
  });
}

function swapped(bytes: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i += size)
    for (let j = 0; j < size; j++) out[i + j] = bytes[i + size - 1 - j]!;
  return out;
}

/** Column-major bytes in row-major order. */
function rowMajor(bytes: Uint8Array, shape: readonly number[], size: number): Uint8Array {
  const out = new Uint8Array(bytes.length);
  const rank = shape.length;
  const strides = new Array<number>(rank).fill(1);
  for (let k = 1; k < rank; k++) strides[k] = strides[k - 1]! * shape[k - 1]!;
  const index = new Array<number>(rank).fill(0);
  for (let to = 0; to < bytes.length; to += size) {
    let from = 0;
    for (let k = 0; k < rank; k++) from += index[k]! * strides[k]!;
    for (let j = 0; j < size; j++) out[to + j] = bytes[from * size + j]!;
    for (let k = rank - 1; k >= 0 && ++index[k]! === shape[k]; k--) index[k] = 0;
  }
  return out;
}

const WRITTEN: Readonly<Record<HostDType, string>> = {
  f32: "<f4",
  f64: "<f8",
  i32: "<i4",
  bool: "|b1",
  f16: "<f2",
};

/** The array as NumPy writes it. */
export function writeNpy(tensor: HostTensor): Uint8Array {
  const { dtype, shape, data } = tensor;
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const dictionary = `{'descr': '${WRITTEN[dtype]}', 'fortran_order': False, 'shape': (${sizes}), }`;
  const length = Math.ceil((10 + dictionary.length + 1) / 64) * 64;
  const out = new Uint8Array(length + data.byteLength);
  out.set(MAGIC);
  out.set([1, 0], 6);
  new DataView(out.buffer).setUint16(8, length - 10, true);
  out.set(new TextEncoder().encode(`${dictionary.padEnd(length - 11)}\n`), 10);
  out.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), length);
  return out;
}
