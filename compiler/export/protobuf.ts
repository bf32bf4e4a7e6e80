/**
 * Protocol buffers, written by hand: the wire format has four shapes of field, and an encoder of one's own is smaller than
 * a library that reads `.proto` files (https://protobuf.dev/programming-guides/encoding).
 *
 * A message is the concatenation of its fields, each a tag `number << 3 | wire type` and a value. What has its default
 * value (0, an empty text) may be left out; these functions write it all the same, which is as valid.
 */

type Bytes = Uint8Array;

const VARINT = 0;
const FIXED64 = 1;
const LENGTH = 2;
const FIXED32 = 5;

/** A message of these fields. */
export function message(...fields: readonly Bytes[]): Bytes {
  return concat(fields);
}

/** A whole number from 0 to 2^53. */
export function uint(field: number, value: number): Bytes {
  return concat([tag(field, VARINT), varint(value)]);
}

export function float(field: number, value: number): Bytes {
  return fixed(field, FIXED32, 4, (view) => view.setFloat32(1, value, true));
}

export function double(field: number, value: number): Bytes {
  return fixed(field, FIXED64, 8, (view) => view.setFloat64(1, value, true));
}

export function text(field: number, value: string): Bytes {
  return bytes(field, new TextEncoder().encode(value));
}

/** Bytes, or a message within a message. */
export function bytes(field: number, value: Bytes): Bytes {
  return concat([tag(field, LENGTH), varint(value.length), value]);
}

/** `repeated double`, packed. */
export function doubles(field: number, values: readonly number[]): Bytes {
  const packed = new DataView(new ArrayBuffer(8 * values.length));
  values.forEach((value, i) => packed.setFloat64(8 * i, value, true));
  return bytes(field, new Uint8Array(packed.buffer));
}

export function concat(parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function tag(field: number, wire: number): Bytes {
  return varint(field * 8 + wire);
}

/** Seven bits a byte, the least significant first; by division, since bit operations stop at 32 bits. */
function varint(value: number): Bytes {
  const out: number[] = [];
  let rest = value;
  while (rest >= 128) {
    out.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  out.push(rest);
  return Uint8Array.from(out);
}

/** Fields of a fixed size have numbers below 16 here, so their tag is one byte. */
function fixed(field: number, wire: number, size: number, set: (view: DataView) => void): Bytes {
  const view = new DataView(new ArrayBuffer(1 + size));
  view.setUint8(0, field * 8 + wire);
  set(view);
  return new Uint8Array(view.buffer);
}
