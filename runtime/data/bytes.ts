/**
 * Bytes before they have a format: checksums, gzip, and text with its encoding.
 *
 * fflate inflates but does not compare checksums, so a flipped bit would pass for data; here it does not.
 */
import { gunzipSync } from "fflate";
import { dataError } from "./errors.ts";

const CRC = (() => {
  const tables = Array.from({ length: 4 }, () => new Int32Array(256));
  for (let n = 0; n < 256; n++) {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
    tables[0]![n] = c;
  }
  for (let n = 0; n < 256; n++) {
    for (let k = 1; k < 4; k++) {
      const before = tables[k - 1]![n]!;
      tables[k]![n] = (before >>> 8) ^ tables[0]![before & 255]!;
    }
  }
  return tables as [Int32Array, Int32Array, Int32Array, Int32Array];
})();

/** The CRC-32 of gzip and zip, four bytes a step. */
export function crc32(bytes: Uint8Array): number {
  const [t0, t1, t2, t3] = CRC;
  let c = -1;
  let i = 0;
  for (const whole = bytes.length - (bytes.length % 4); i < whole; i += 4) {
    c ^= bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    c = t3[c & 255]! ^ t2[(c >>> 8) & 255]! ^ t1[(c >>> 16) & 255]! ^ t0[c >>> 24]!;
  }
  for (; i < bytes.length; i++) c = (c >>> 8) ^ t0[(c ^ bytes[i]!) & 255]!;
  return (c ^ -1) >>> 0;
}

/** Deflate packs at most this well; a stated size beyond it is damage, and fflate would allocate it first. */
export const MAX_RATIO = 1032;

/** The bytes as they are, or inflated where they are gzip. */
export function inflated(bytes: Uint8Array, file: string): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const broken = (why: string) =>
    dataError("unreadable", `${file} is a damaged gzip file: ${why}`, { help: "download or copy it again" });
  if (bytes.length < 18) throw broken("it ends too early");
  const tail = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 8, 8);
  const stated = tail.getUint32(4, true);
  if (stated > MAX_RATIO * bytes.length) throw broken("its length is not the one that it states");
  let out: Uint8Array;
  try {
    out = gunzipSync(bytes);
  } catch (error) {
    throw broken(error instanceof Error ? error.message : String(error));
  }
  if (stated !== out.length % 2 ** 32) throw broken("its length is not the one that it states");
  if (tail.getUint32(0, true) !== crc32(out)) throw broken("its checksum does not match");
  return out;
}

/** V8's limit for one string. */
const MAX_TEXT = 2 ** 29 - 24;

/** UTF-8 (or UTF-16 with a byte order mark) as a string, without the mark. */
export function decodeText(bytes: Uint8Array, file: string): string {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : undefined;
  if (bytes.length > MAX_TEXT) {
    throw dataError("unreadable", `${file} has ${bytes.length} bytes, more than a text can have here`, {
      help: "split it into several files, or save tables as Parquet or .npz",
    });
  }
  try {
    return new TextDecoder(utf16 ?? "utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw dataError("unreadable", `${file} is not text in UTF-8`, {
      help: `convert it, such as by \`iconv -f latin1 -t utf-8 ${file}\``,
    });
  }
}
