/**
 * The digits of `data/digits`, as `digits.nn` declares its fields: for each example 784 grey values from 0 to 1, and a label.
 */
import type { Fields } from "../digits.nn";

export interface Part extends Fields {
  readonly x: Float32Array;
  readonly y: Int32Array;
}

export interface Digits {
  readonly train: Part;
  /** Held out of the training examples, to see while training how it does on others. */
  readonly validation: Part;
  readonly test: Part;
}

const FILES = {
  trainImages: new URL("../data/digits/train-images-idx3-ubyte.gz", import.meta.url),
  trainLabels: new URL("../data/digits/train-labels-idx1-ubyte.gz", import.meta.url),
  testImages: new URL("../data/digits/t10k-images-idx3-ubyte.gz", import.meta.url),
  testLabels: new URL("../data/digits/t10k-labels-idx1-ubyte.gz", import.meta.url),
};

export const PIXELS = 784;

/** Every tenth of the training examples is for validation, as with `nn train`. */
const HELD_OUT = 0.1;

export async function loadDigits(): Promise<Digits> {
  const [x, y, testX, testY] = await Promise.all([
    images(FILES.trainImages),
    labels(FILES.trainLabels),
    images(FILES.testImages),
    labels(FILES.testLabels),
  ]);
  const kept = y.length - Math.floor(y.length * HELD_OUT);
  return {
    train: { x: x.subarray(0, kept * PIXELS), y: y.subarray(0, kept) },
    validation: { x: x.subarray(kept * PIXELS), y: y.subarray(kept) },
    test: { x: testX, y: testY },
  };
}

async function images(url: URL): Promise<Float32Array> {
  return Float32Array.from(await idx(url, 16), (grey) => grey / 255);
}

async function labels(url: URL): Promise<Int32Array> {
  return Int32Array.from(await idx(url, 8));
}

/** The bytes of an IDX file behind its header. */
async function idx(url: URL, header: number): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok || !response.body) throw new Error(`cannot fetch ${url.pathname}: ${response.status}`);
  let bytes = new Uint8Array(await response.arrayBuffer());
  // Some servers unpack what they send, and some do not.
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    bytes = new Uint8Array(await new Response(unpacked).arrayBuffer());
  }
  return bytes.subarray(header);
}
