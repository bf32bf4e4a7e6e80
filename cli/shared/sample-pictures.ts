/**
 * Tensors that are pictures, and a grid of them as one PNG.
 */
import { encode } from "fast-png";
import type { DataProgram } from "../../compiler/compile.ts";
import { sizeOf } from "../../compiler/ir/graph.ts";

export interface PictureShape {
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
}

/** Smaller than this on a side is a table of numbers. */
const LEAST = 4;

/** `[h, w]`, `[h, w, 1]` or `[h, w, 3]`; a flat row is a picture where the data has pictures of as many values. */
export function pictureShape(
  row: readonly number[],
  data: DataProgram | undefined,
): PictureShape | undefined {
  if (row.length !== 1) return shapeOf(row);
  const known = [...(data?.columns ?? []), ...(data?.fields ?? [])].map((c) => c.type.shape);
  const fitting = known.filter((shape) => shapeOf(shape) !== undefined && sizeOf(shape) === row[0]);
  return fitting[0] && shapeOf(fitting[0]);
}

function shapeOf(shape: readonly number[]): PictureShape | undefined {
  if (shape.length < 2 || shape.length > 3) return undefined;
  const [height, width, channels = 1] = shape as [number, number, number?];
  if (height < LEAST || width < LEAST || (channels !== 1 && channels !== 3)) return undefined;
  return { height, width, channels };
}

/** Pixels between two pictures. */
const GAP = 2;

/**
 * Pictures side by side, `columns` in a row, as a PNG; `values` has them one after the other, row by row, channels last.
 * 0 is black and 1 is white; values beyond are shown from the smallest to the largest.
 */
export function gridPng(
  values: ArrayLike<number>,
  { height, width, channels }: PictureShape,
  columns: number,
  zoom = 1,
): Uint8Array {
  const size = height * width * channels;
  const count = Math.floor(values.length / size);
  const across = Math.min(columns, Math.max(1, count));
  const down = Math.max(1, Math.ceil(count / across));
  const [cellWidth, cellHeight] = [width * zoom + GAP, height * zoom + GAP];
  const [wide, high] = [across * cellWidth - GAP, down * cellHeight - GAP];
  const data = new Uint8Array(wide * high * channels).fill(128);
  const level = levels(values);
  for (let k = 0; k < count; k++) {
    const [left, top] = [(k % across) * cellWidth, Math.floor(k / across) * cellHeight];
    for (let y = 0; y < height * zoom; y++) {
      for (let x = 0; x < width * zoom; x++) {
        const from = k * size + (Math.floor(y / zoom) * width + Math.floor(x / zoom)) * channels;
        const to = ((top + y) * wide + left + x) * channels;
        for (let c = 0; c < channels; c++) data[to + c] = level(values[from + c]!);
      }
    }
  }
  return encode({ width: wide, height: high, data, channels, depth: 8 });
}

/** From values to 0 … 255. */
function levels(values: ArrayLike<number>): (value: number) => number {
  let [low, high] = [0, 1];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  // What sums of a sigmoid or a division leave beyond the ends is no other scale.
  if (low > -0.01 && high < 1.01) [low, high] = [0, 1];
  return (value) => Math.max(0, Math.min(255, Math.round((255 * (value - low)) / (high - low))));
}
