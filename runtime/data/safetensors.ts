/**
 * Safetensors: named tensors with a JSON header.
 *
 * Layout: a u64 header length, the header, the data. Reading trusts nothing: offsets must tile the data without overlap
 * or gap and agree with dtype and shape, so a file that reads is whole. Tensors may start anywhere (they are copied).
 * Writing is deterministic: by element size, largest first, then by name, as the reference implementation does, with the
 * header padded to 8 bytes so that every tensor is aligned.
 */
import { InvariantError } from "../../compiler/diagnostics.ts";
import { dataError } from "./errors.ts";
import { STORED_SIZE, decodeStored } from "./numeric.ts";
import type { StoredType } from "./numeric.ts";
import { elements } from "./tensor.ts";
import type { HostDType, HostTensor } from "./tensor.ts";

export interface StoredTensor {
  readonly name: string;
  /** As the file writes it: "F32", "BF16", … */
  readonly dtype: string;
  readonly shape: readonly number[];
  /** A view of the file's bytes. */
  readonly bytes: Uint8Array;
}

export interface SafetensorsFile {
  /** By name, in the order of the data. */
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

const TYPES: Readonly<Record<string, StoredType | undefined>> = {
  F64: "f64",
  F32: "f32",
  F16: "f16",
  BF16: "bf16",
  F8_E4M3: "f8_e4m3",
  F8_E5M2: "f8_e5m2",
  I64: "i64",
  U64: "u64",
  I32: "i32",
  U32: "u32",
  I16: "i16",
  U16: "u16",
  I8: "i8",
  U8: "u8",
  BOOL: "bool",
};

/** The reference implementation's limit; a larger header is a corrupt length. */
const MAX_HEADER = 100_000_000;

/** Reads and checks the header; tensors are decoded one by one with `decodeTensor`. */
export function openSafetensors(bytes: Uint8Array, file: string): SafetensorsFile {
  const fail = (why: string) =>
    dataError("badSafetensors", `${file} is not a whole safetensors file: ${why}`, {
      help: "download or save it again",
    });
  if (bytes.length < 8) throw fail(`it has ${bytes.length} bytes, fewer than the 8 of its first number`);
  const other = otherFormat(bytes);
  if (other !== undefined) {
    throw dataError("badSafetensors", `${file} is ${other}, not safetensors`, {
      help: "convert it, such as by `safetensors.torch.save_file`, or name another file",
    });
  }
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true));
  if (length > MAX_HEADER) throw fail(`its header would be ${length} bytes long, more than ${MAX_HEADER}`);
  if (length > bytes.length - 8)
    throw fail(`its header is ${length} bytes long, but ${bytes.length - 8} follow`);
  const header = parseHeader(bytes.subarray(8, 8 + length), fail);
  const data = bytes.subarray(8 + length);
  const metadata: Record<string, string> = {};
  const entries: (StoredTensor & { begin: number; end: number })[] = [];
  for (const [name, value] of Object.entries(header)) {
    if (!isRecord(value)) throw fail(`the header's \`${name}\` is not an object`);
    if (name === "__metadata__") {
      for (const [key, text] of Object.entries(value)) {
        if (typeof text !== "string") throw fail(`the metadata's \`${key}\` is not a string`);
        metadata[key] = text;
      }
      continue;
    }
    const { dtype, shape, data_offsets: offsets } = value;
    if (typeof dtype !== "string") throw fail(`\`${name}\` has no dtype`);
    const stored = TYPES[dtype];
    if (stored === undefined) {
      throw dataError("unsupportedType", `\`${name}\` in ${file} has the unknown dtype ${dtype}`, {
        help: `convert it to one of ${Object.keys(TYPES).join(", ")}`,
      });
    }
    if (!isSizes(shape) || !Number.isSafeInteger(elements(shape) * 8))
      throw fail(`the shape of \`${name}\` is not a list of sizes`);
    if (!isSizes(offsets) || offsets.length !== 2)
      throw fail(`the offsets of \`${name}\` are not two numbers`);
    const [begin, end] = offsets as [number, number];
    if (begin > end) throw fail(`\`${name}\` ends at ${end}, before its start at ${begin}`);
    if (end > data.length) {
      throw fail(
        `\`${name}\` ends at byte ${end} of the data, which has ${data.length}: the file is cut short`,
      );
    }
    const wanted = elements(shape) * STORED_SIZE[stored];
    if (end - begin !== wanted) {
      throw fail(
        `\`${name}\` is ${dtype} [${shape.join(", ")}], ${wanted} bytes, but its offsets hold ${end - begin}`,
      );
    }
    entries.push({ name, dtype, shape, bytes: data.subarray(begin, end), begin, end });
  }
  entries.sort((a, b) => a.begin - b.begin || a.end - b.end);
  let at = 0;
  let before = "";
  for (const { name, begin, end } of entries) {
    if (begin < at) throw fail(`\`${name}\` overlaps \`${before}\``);
    if (begin > at) throw fail(`bytes ${at} to ${begin} of the data belong to no tensor`);
    at = end;
    before = name;
  }
  if (at !== data.length) throw fail(`${data.length - at} bytes after the last tensor belong to none`);
  const tensors = new Map(
    entries.map(({ name, dtype, shape, bytes: own }) => [name, { name, dtype, shape, bytes: own }]),
  );
  return { tensors, metadata };
}

/** What else a file is by its first bytes, where these would be the length of an impossibly long header. */
function otherFormat(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 8));
  if (start.startsWith("PK\x03\x04")) return "a zip file, as `torch.save` and `numpy.savez` write them";
  if (start.startsWith("\x1f\x8b\x08")) return "a gzip file";
  if (start.startsWith("\x89HDF\r\n")) return "an HDF5 file, as Keras writes it";
  if (start === "version ") return "a pointer of Git LFS to the file itself";
  return undefined;
}

/** Reads every tensor: BF16 and the 8-bit floats as f32, integers as i32 (an error beyond its range). */
export function readSafetensors(bytes: Uint8Array, file: string): Map<string, HostTensor> {
  const tensors = new Map<string, HostTensor>();
  for (const stored of openSafetensors(bytes, file).tensors.values())
    tensors.set(stored.name, decodeTensor(stored, file));
  return tensors;
}

/** The same, each to be decoded when it is asked for. */
export function safetensorsArrays(bytes: Uint8Array, file: string): Map<string, () => HostTensor> {
  const { tensors } = openSafetensors(bytes, file);
  return new Map([...tensors].map(([name, stored]) => [name, () => decodeTensor(stored, file)]));
}

export function decodeTensor(stored: StoredTensor, file: string): HostTensor {
  const type = TYPES[stored.dtype];
  if (type === undefined)
    throw new InvariantError("runtime/data/safetensors", `dtype ${stored.dtype} was not checked`);
  return decodeStored(type, stored.shape, stored.bytes, `\`${stored.name}\` in ${file}`);
}

function parseHeader(bytes: Uint8Array, fail: (why: string) => Error): Record<string, unknown> {
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text);
  } catch {
    throw fail("its header is not JSON");
  }
  if (!text.startsWith("{") || !isRecord(value)) throw fail("its header is not a JSON object");
  const twice = repeatedKey(text);
  if (twice !== undefined) throw fail(`its header has ${twice} twice`);
  return value;
}

/** A key of the outer object that comes twice, as JSON text. `JSON.parse` would quietly take the last. */
function repeatedKey(text: string): string | undefined {
  const seen = new Set<string>();
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"(?:\s*:)?|[{}[\]]/g)) {
    if (token === "{" || token === "[") depth++;
    else if (token === "}" || token === "]") depth--;
    else if (depth === 1 && token.endsWith(":")) {
      const key = token.replace(/\s*:$/, "");
      const name = String(JSON.parse(key));
      if (seen.has(name)) return key;
      seen.add(name);
    }
  }
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSizes(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

// ---------------------------------------------------------------- writing

const WRITTEN: Readonly<Record<HostDType, string>> = {
  f64: "F64",
  f32: "F32",
  i32: "I32",
  f16: "F16",
  bool: "BOOL",
};

/** The file of these tensors; metadata keys are sorted. */
export function writeSafetensors(
  tensors: Iterable<readonly [string, HostTensor]>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const entries = [...tensors].sort(([a, x], [b, y]) => {
    return y.data.BYTES_PER_ELEMENT - x.data.BYTES_PER_ELEMENT || (a < b ? -1 : a > b ? 1 : 0);
  });
  const parts: string[] = [];
  const keys = Object.keys(metadata).sort();
  if (keys.length > 0) {
    parts.push(
      `"__metadata__":{${keys.map((k) => `${JSON.stringify(k)}:${JSON.stringify(metadata[k])}`).join(",")}}`,
    );
  }
  let size = 0;
  const seen = new Set(["__metadata__"]);
  for (const [name, { dtype, shape, data }] of entries) {
    if (seen.has(name)) throw new InvariantError("runtime/data/safetensors", `the name ${name} is taken`);
    seen.add(name);
    const end = size + data.byteLength;
    parts.push(
      `${JSON.stringify(name)}:{"dtype":"${WRITTEN[dtype]}","shape":[${shape.join(",")}],"data_offsets":[${size},${end}]}`,
    );
    size = end;
  }
  const text = new TextEncoder().encode(`{${parts.join(",")}}`);
  const length = Math.ceil(text.length / 8) * 8;
  const out = new Uint8Array(8 + length + size);
  new DataView(out.buffer).setBigUint64(0, BigInt(length), true);
  out.set(text, 8);
  out.fill(0x20, 8 + text.length, 8 + length);
  let at = 8 + length;
  for (const [, { data }] of entries) {
    out.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return out;
}
