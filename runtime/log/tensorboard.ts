/**
 * TensorBoard's event files: a sequence of TFRecords, each an `Event` message.
 *
 * A record is its length (u64), the masked CRC-32C of the length, the bytes, and their masked CRC-32C, all little-endian
 * (tensorflow/core/lib/io/record_writer.h). The messages are those of tensorflow/core/util/event.proto and
 * tensorflow/core/framework/summary.proto; TensorBoard takes a file for one of its own when `tfevents` is in the name.
 */
import {
  bytes,
  concat,
  double,
  doubles,
  float,
  message,
  text,
  uint,
} from "../../compiler/export/protobuf.ts";

/** The first event of every file. */
export function fileVersion(seconds: number): Uint8Array {
  return record(message(double(1, seconds), text(3, "brain.Event:2")));
}

/**
 * Says that a run begins here, or goes on from here: after the first one of a run, TensorBoard takes whatever it has read of
 * this step and later ones for something that was lost in a crash, and drops it.
 */
export function sessionStart(step: number, seconds: number): Uint8Array {
  const START = 1;
  return record(message(double(1, seconds), uint(2, step), bytes(7, message(uint(1, START)))));
}

/** The events of a file from before `step`, as a file: without those from there on, and without one that a kill cut short. */
export function eventsBefore(file: Uint8Array, step: number): Uint8Array {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const kept: Uint8Array[] = [];
  for (let at = 0; at + 16 <= file.length;) {
    const length = Number(view.getBigUint64(at, true));
    const end = at + 16 + length;
    const isWhole =
      end <= file.length && view.getUint32(at + 8, true) === masked(crc32c(file.subarray(at, at + 8)));
    if (!isWhole) break;
    if (stepIn(file.subarray(at + 12, end - 4)) < step) kept.push(file.subarray(at, end));
    at = end;
  }
  return concat(kept);
}

/** The step of an event that was written here: its time comes first, then its step where it has one. */
function stepIn(event: Uint8Array): number {
  const [tag, first] = [1 + 8, 1 + 8 + 1];
  if (event[tag] !== 0x10) return -1;
  let [step, scale] = [0, 1];
  for (let at = first; at < event.length; at++) {
    step += (event[at]! & 0x7f) * scale;
    if (event[at]! < 0x80) break;
    scale *= 128;
  }
  return step;
}

/**
 * Values at one step, by tag; `train/loss` is the chart `loss` under the heading `train`. They are rounded to f32.
 * `seconds` since 1970 is when they were known.
 */
export function scalars(step: number, seconds: number, values: Readonly<Record<string, number>>): Uint8Array {
  return event(
    step,
    seconds,
    Object.entries(values).map(([tag, value]) => message(text(1, tag), float(2, value))),
  );
}

/** The distribution of tensors' elements at one step, by tag. What is not finite is left out. */
export function histograms(
  step: number,
  seconds: number,
  tensors: ReadonlyMap<string, ArrayLike<number>>,
): Uint8Array {
  const values = [...tensors].flatMap(([tag, elements]) => {
    const histogram = histogramOf(elements);
    return histogram === undefined ? [] : [message(text(1, tag), bytes(5, histogram))];
  });
  return event(step, seconds, values);
}

function event(step: number, seconds: number, values: readonly Uint8Array[]): Uint8Array {
  const summary = concat(values.map((value) => bytes(1, value)));
  return record(message(double(1, seconds), uint(2, step), bytes(5, summary)));
}

const BUCKETS = 30;

/** A `HistogramProto` of buckets of one width from the least to the greatest element; each holds what is below its limit. */
function histogramOf(elements: ArrayLike<number>): Uint8Array | undefined {
  let [least, greatest, count, sum, squares] = [Infinity, -Infinity, 0, 0, 0];
  for (let i = 0; i < elements.length; i++) {
    const x = elements[i]!;
    if (!Number.isFinite(x)) continue;
    if (x < least) least = x;
    if (x > greatest) greatest = x;
    count++;
    sum += x;
    squares += x * x;
  }
  if (count === 0) return undefined;
  const buckets = least === greatest ? 1 : BUCKETS;
  const width = (greatest - least) / buckets;
  const limits = Array.from({ length: buckets }, (_, i) =>
    i === buckets - 1 ? greatest : least + (i + 1) * width,
  );
  const counts = new Array<number>(buckets).fill(0);
  for (let i = 0; i < elements.length; i++) {
    const x = elements[i]!;
    if (Number.isFinite(x))
      counts[width === 0 ? 0 : Math.min(buckets - 1, Math.floor((x - least) / width))]!++;
  }
  return message(
    double(1, least),
    double(2, greatest),
    double(3, count),
    double(4, sum),
    double(5, squares),
    doubles(6, limits),
    doubles(7, counts),
  );
}

function record(data: Uint8Array): Uint8Array {
  const whole = new Uint8Array(12 + data.length + 4);
  const view = new DataView(whole.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, masked(crc32c(whole.subarray(0, 8))), true);
  whole.set(data, 12);
  view.setUint32(12 + data.length, masked(crc32c(data)), true);
  return whole;
}

/** Rotated and shifted, so that a CRC of data that holds CRCs stays a good one. */
function masked(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

/** For each byte, its remainder by the Castagnoli polynomial in reversed bit order. */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  return crc;
});

/** The CRC of RFC 3720 (iSCSI). */
function crc32c(data: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of data) crc = TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return ~crc >>> 0;
}
