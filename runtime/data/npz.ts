/**
 * NumPy's `.npz`: a zip of `.npy` files. fflate packs and unpacks; checksums are compared here.
 *
 * Written files are stored without compression, as by `numpy.savez`, in the order given and with a fixed date, so equal
 * tensors make equal files.
 */
import { unzipSync, zipSync } from "fflate";
import type { Zippable } from "fflate";
import { MAX_RATIO, crc32 } from "./bytes.ts";
import { dataError } from "./errors.ts";
import { readNpy, writeNpy } from "./npy.ts";
import type { HostTensor } from "./tensor.ts";

/** Reads all arrays, by name without `.npy`, in the file's order. */
export function readNpz(bytes: Uint8Array, file: string): Map<string, HostTensor> {
  return new Map([...openNpz(bytes, file)].map(([name, read]) => [name, read()]));
}

/** The same, each to be decoded when it is asked for; the zip file itself is checked as a whole. */
export function openNpz(bytes: Uint8Array, file: string): Map<string, () => HostTensor> {
  const fail = (why: string) =>
    dataError("badNpy", `${file} is not a whole .npz file: ${why}`, {
      help: "save it again with `numpy.savez`",
    });
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw fail("it does not start as a zip file");
  if (isTorch(bytes)) {
    throw dataError("badNpy", `${file} is a file of \`torch.save\`, not .npz`, {
      help: "save its tensors by `numpy.savez(path, x=x.numpy())`, or by `safetensors.torch.save_file`",
    });
  }
  const sums = directory(bytes, fail);
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(bytes);
  } catch (error) {
    throw fail(error instanceof Error ? error.message : String(error));
  }
  const arrays = new Map<string, () => HostTensor>();
  for (const [entry, sum] of sums) {
    const data = Object.hasOwn(entries, entry) ? entries[entry] : undefined;
    if (data === undefined || sum !== crc32(data)) throw fail(`the checksum of ${entry} does not match`);
    if (!entry.endsWith(".npy")) throw fail(`it holds ${entry}, which is not an array`);
    arrays.set(entry.slice(0, -4), () => readNpy(data, `${entry} in ${file}`));
  }
  if (arrays.size === 0) throw fail("it holds no arrays");
  return arrays;
}

/** PyTorch's files are zip files whose first entry is a pickle, `NAME/data.pkl`. */
function isTorch(bytes: Uint8Array): boolean {
  const length = bytes[26]! | (bytes[27]! << 8);
  return new TextDecoder().decode(bytes.subarray(30, 30 + length)).endsWith("/data.pkl");
}

/**
 * The CRC-32 of every entry by the zip's central directory, which fflate follows. Counts and names are compared with
 * their second copies in the file, since a damaged directory would quietly lose or rename an array.
 */
function directory(bytes: Uint8Array, fail: (why: string) => Error): Map<string, number> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const broken = () => fail("its directory is cut short or damaged");
  const nameAt = (at: number, length: number) => {
    if (at + length > bytes.length) throw broken();
    return new TextDecoder().decode(bytes.subarray(at, at + length));
  };
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) throw broken();
  const count = view.getUint16(end + 10, true);
  const sums = new Map<string, number>();
  let at = view.getUint32(end + 16, true);
  if (count === 0xffff || at === 0xffffffff) throw fail("it is a zip64 file, larger than 4 GB");
  for (let k = 0; k < count; k++) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) throw broken();
    const length = view.getUint16(at + 28, true);
    const name = nameAt(at + 46, length);
    if (view.getUint32(at + 24, true) > MAX_RATIO * view.getUint32(at + 20, true)) throw broken();
    const local = view.getUint32(at + 42, true);
    if (local + 30 > bytes.length || view.getUint16(local + 26, true) !== length) throw broken();
    if (nameAt(local + 30, length) !== name || sums.has(name)) throw broken();
    sums.set(name, view.getUint32(at + 16, true));
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (at !== end) throw broken();
  return sums;
}

export function writeNpz(tensors: Iterable<readonly [string, HostTensor]>): Uint8Array {
  const entries: Zippable = {};
  for (const [name, tensor] of tensors) entries[`${name}.npy`] = writeNpy(tensor);
  return zipSync(entries, { level: 0, mtime: new Date(1980, 0, 1) });
}
