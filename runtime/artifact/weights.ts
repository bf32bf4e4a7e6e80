/**
 * Safetensors for the small runtime: f32 alone, which is what runs and `nn build` write. The reader of all formats is
 * `data/safetensors.ts`.
 */
import { runtimeError } from "../errors.ts";
import type { Weights } from "../weights.ts";

interface Header {
  readonly [name: string]: {
    readonly dtype: string;
    readonly shape: readonly number[];
    readonly data_offsets: readonly [number, number];
  };
}

export function readWeights(bytes: ArrayBuffer, file: string): Weights {
  try {
    const length = Number(new DataView(bytes).getBigUint64(0, true));
    const { __metadata__: _, ...header } = JSON.parse(
      new TextDecoder().decode(new Uint8Array(bytes, 8, length)),
    ) as Header;
    return new Map(
      Object.entries(header).map(
        ([
          name,
          {
            dtype,
            shape,
            data_offsets: [from, to],
          },
        ]) => {
          if (dtype !== "F32") throw new Error(`\`${name}\` is ${dtype}, not F32`);
          const data = new Float32Array(bytes.slice(8 + length + from, 8 + length + to));
          if (data.length !== shape.reduce((a, b) => a * b, 1)) throw new Error(`\`${name}\` is cut off`);
          return [name, { dtype: "f32", shape, data }];
        },
      ),
    );
  } catch (error) {
    throw runtimeError("weightsDiffer", `${file} cannot be read: ${(error as Error).message}`, {
      help: "weights are whole .safetensors files of f32",
    });
  }
}

export function writeWeights(weights: Weights): ArrayBuffer {
  let end = 0;
  const header = Object.fromEntries(
    [...weights].map(([name, { shape, data }]) => [
      name,
      { dtype: "F32", shape, data_offsets: [end, (end += 4 * data.length)] },
    ]),
  );
  const text = JSON.stringify(header);
  const head = new TextEncoder().encode(text.padEnd(text.length + ((8 - (text.length % 8)) % 8)));
  const bytes = new ArrayBuffer(8 + head.length + end);
  new DataView(bytes).setBigUint64(0, BigInt(head.length), true);
  new Uint8Array(bytes, 8).set(head);
  let at = 8 + head.length;
  for (const { data } of weights.values()) {
    new Float32Array(bytes, at, data.length).set(data);
    at += 4 * data.length;
  }
  return bytes;
}
