/** The files that pages of `docs/errors` read and cannot show, by code and name. */
import { encode } from "fast-png";

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

function joined(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** As `numpy.save` writes it; a number counts the zeros that stand for the elements. */
function npy(descr: string, shape: string, elements: number | readonly number[]): Uint8Array {
  const data = typeof elements === "number" ? new Uint8Array(elements) : elements;
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape}), }`.padEnd(117) + "\n";
  return joined([0x93], ascii("NUMPY"), [1, 0, header.length, 0], ascii(header), data);
}

function int64(value: number): number[] {
  return Array.from({ length: 8 }, (_, i) => Math.floor(value / 256 ** i) % 256);
}

function safetensors(header: object, bytes: number): Uint8Array {
  const text = ascii(JSON.stringify(header));
  return joined([text.length, 0, 0, 0, 0, 0, 0, 0], text, new Uint8Array(bytes));
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function png(width: number, height: number): Uint8Array {
  return encode({ width, height, channels: 1, data: new Uint8Array(width * height) });
}

export const binaries: Readonly<Record<string, Readonly<Record<string, Uint8Array>>>> = {
  NN0507: { "x.npy": npy("<i8", "1, 3", [1, 2, 2 ** 40].flatMap(int64)) },
  NN0509: { "x.npy": npy("<f4", "10, 3", 100) },
  NN0510: { "d.safetensors": safetensors({ x: { dtype: "F32", shape: [4, 2], data_offsets: [0, 32] } }, 20) },
  NN0511: {
    "digits/train-images-idx3-ubyte": joined(
      [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2],
      new Uint8Array(6),
    ),
    "digits/train-labels-idx1-ubyte": joined([0, 0, 8, 1, 0, 0, 0, 2], new Uint8Array(2)),
  },
  NN0512: { "x.npy": npy("<c8", "10, 3", 240) },
  NN0513: {
    "d.safetensors": safetensors(
      {
        x: { dtype: "F32", shape: [4, 2], data_offsets: [0, 32] },
        y: { dtype: "F32", shape: [3], data_offsets: [32, 44] },
      },
      44,
    ),
  },
  NN0524: { "houses.parquet": joined(ascii("PAR1"), new Uint8Array(20)) },
  NN0525: { "pets/cat/1.png": joined(PNG, [0, 0, 0, 13]) },
  NN0526: { "pets/cat/1.png": png(3, 2), "pets/dog/1.png": png(2, 2) },
};
