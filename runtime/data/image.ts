/**
 * One PNG or JPEG as bytes, 0 to 255, row by row, channels last.
 *
 * What kind a file is is read from its first bytes, not from its name. Grayscale stays one channel, everything else becomes
 * RGB: palettes are looked up, 16 bits a channel become 8 (the value times 255 / 65535, rounded), transparency is left out,
 * orientation notes of cameras are not followed (as in torchvision and Keras). Checksums of PNG files are compared; a
 * JPEG file has none, so of those only the form is checked.
 */
import { convertIndexedToRgb, decode as decodePng } from "fast-png";
import type { DecodedPng } from "fast-png";
import { decode as decodeJpeg } from "jpeg-js";
import { DiagnosticError } from "../../compiler/diagnostics.ts";
import { dataError } from "./errors.ts";

export interface ImageHeader {
  readonly kind: "PNG" | "JPEG";
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

/** More pixels in one image than this is damage or beyond what a training step holds. */
const MAX_PIXELS = 2 ** 26;

/** Endings of files that are images, but of formats that are not read. */
export const OTHER_FORMATS = /\.(gif|webp|bmp|tiff?|avif|heic|heif|jxl|jp2|ppm|pgm|svg)$/i;

/** Reads what the file says of itself, without decoding. */
export function imageHeader(bytes: Uint8Array, file: string): ImageHeader {
  const header = isPng(bytes) ? pngHeader(bytes) : isJpeg(bytes) ? jpegHeader(bytes) : undefined;
  if (header === undefined) {
    throw dataError("badImage", `${file} is neither a PNG nor a JPEG image`, {
      help: "convert it to PNG, or take it out of the folder",
    });
  }
  if (typeof header === "string") throw damaged(file, header);
  const { width, height } = header;
  if (width === 0 || height === 0) throw damaged(file, "it says that it has no pixels");
  if (width * height > MAX_PIXELS) {
    throw dataError("badImage", `${file} has ${width} × ${height} pixels, more than ${MAX_PIXELS}`, {
      help: "scale the images down",
    });
  }
  return header;
}

/** Decodes into `out` from `offset` on: `height * width * channels` bytes, a gray image repeated where 3 are wanted. */
export function decodeImage(
  bytes: Uint8Array,
  file: string,
  header: ImageHeader,
  channels: 1 | 3,
  out: Uint8Array,
  offset: number,
): void {
  const pixels = header.width * header.height;
  let from: ArrayLike<number>;
  let step: number;
  try {
    [from, step] = header.kind === "PNG" ? pngPixels(bytes) : jpegPixels(bytes, header.channels);
  } catch (error) {
    if (error instanceof DiagnosticError) throw error;
    // Decoders read on where a file is cut short.
    if (error instanceof RangeError) throw damaged(file, "it ends too early");
    throw damaged(file, error instanceof Error ? error.message : String(error));
  }
  if (from.length < pixels * step)
    throw damaged(file, `it holds ${from.length / step} pixels, and says ${pixels}`);
  const isGray = header.channels === 1;
  for (let i = 0; i < pixels; i++)
    for (let c = 0; c < channels; c++) out[offset + i * channels + c] = from[i * step + (isGray ? 0 : c)]!;
}

function damaged(file: string, why: string): Error {
  return dataError("badImage", `${file} is a damaged image: ${why.replace(/[.:]$/, "")}`, {
    help: "download or save it again, or take it out of the folder",
  });
}

// ---------------------------------------------------------------- PNG

const PNG_MAGIC = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function isPng(bytes: Uint8Array): boolean {
  return PNG_MAGIC.every((byte, i) => bytes[i] === byte);
}

/** From the IHDR chunk, which comes first. */
function pngHeader(bytes: Uint8Array): ImageHeader | string {
  if (bytes.length < 33) return "it ends inside its header";
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(12) !== 0x49484452) return "it does not start with its header";
  const colorType = bytes[25]!;
  return {
    kind: "PNG",
    width: view.getUint32(16),
    height: view.getUint32(20),
    channels: colorType === 0 || colorType === 4 ? 1 : 3,
  };
}

/** The pixels, and how many entries each takes. */
function pngPixels(bytes: Uint8Array): [ArrayLike<number>, number] {
  const png = decodePng(bytes, { checkCrc: true });
  if (png.palette !== undefined) {
    const channels = png.palette[0]?.length ?? 3;
    return [convertIndexedToRgb(png), channels];
  }
  const { data, depth, channels } = png;
  if (depth === 16) return [Uint8Array.from(data, (v) => Math.round(v / 257)), channels];
  return depth === 8 ? [data, channels] : [unpacked(png), 1];
}

/** Gray of 1, 2 or 4 bits: pixels lie packed in bytes, each row from a new byte on. */
function unpacked({ data, depth, width, height }: DecodedPng): Uint8Array {
  const out = new Uint8Array(width * height);
  const rowBytes = Math.ceil((width * depth) / 8);
  const most = (1 << depth) - 1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const bit = x * depth;
      const byte = data[y * rowBytes + (bit >> 3)]!;
      out[y * width + x] = (((byte >> (8 - depth - (bit & 7))) & most) * 255) / most;
    }
  }
  return out;
}

// ---------------------------------------------------------------- JPEG

function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

/** From the frame header; also sees to it that the image has an end, which decoders do not. */
function jpegHeader(bytes: Uint8Array): ImageHeader | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let found: ImageHeader | undefined;
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return "a marker is missing";
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at++;
      continue;
    }
    const length = view.getUint16(at + 2);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      if (marker > 0xc2) return "it is lossless or arithmetically coded";
      const components = bytes[at + 9]!;
      if (components !== 1 && components !== 3 && components !== 4) return `it has ${components} components`;
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      found = { kind: "JPEG", width, height, channels: components === 1 ? 1 : 3 };
    }
    if (marker === 0xda) {
      if (found === undefined) return "it has no header";
      for (let k = at; k + 1 < bytes.length; k++)
        if (bytes[k] === 0xff && bytes[k + 1] === 0xd9) return found;
      return "it is cut short";
    }
    at += 2 + length;
  }
  return "it is cut short";
}

function jpegPixels(bytes: Uint8Array, channels: 1 | 3): [ArrayLike<number>, number] {
  const options = { useTArray: true, formatAsRGBA: false, tolerantDecoding: false } as const;
  const { data, width, height } = decodeJpeg(bytes, options);
  // jpeg-js gives three channels for gray, too.
  const step = data.length / (width * height);
  return [data, channels === 1 && step === 1 ? 1 : step];
}
