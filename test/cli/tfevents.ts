/**
 * A reader of TensorBoard's event files, written from the published formats and sharing nothing with the writer: TFRecord
 * framing (tensorflow/core/lib/io/record_writer.h, crc32c.h), the wire format of protocol buffers, and the fields of
 * event.proto, summary.proto and histogram.proto. It refuses whatever TensorBoard refuses.
 */

export interface Histogram {
  readonly min: number;
  readonly max: number;
  readonly num: number;
  readonly sum: number;
  readonly sumSquares: number;
  readonly limits: readonly number[];
  readonly counts: readonly number[];
}

export interface ReadEvent {
  readonly wallTime: number;
  readonly step: number;
  readonly fileVersion?: string;
  /** The status of a `SessionLog`; 1 is START. */
  readonly session?: number;
  readonly scalars: ReadonlyMap<string, number>;
  readonly histograms: ReadonlyMap<string, Histogram>;
}

export function readEvents(file: Uint8Array): ReadEvent[] {
  return records(file).map(eventOf);
}

function records(file: Uint8Array): Uint8Array[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const all: Uint8Array[] = [];
  for (let at = 0; at < file.length;) {
    const length = Number(view.getBigUint64(at, true));
    const data = file.subarray(at + 12, at + 12 + length);
    if (data.length !== length) throw new Error(`the record at ${at} is cut short`);
    if (unmask(view.getUint32(at + 8, true)) !== crc32c(file.subarray(at, at + 8)))
      throw new Error(`the length at ${at} has another CRC`);
    if (unmask(view.getUint32(at + 12 + length, true)) !== crc32c(data))
      throw new Error(`the record at ${at} has another CRC`);
    all.push(data);
    at += 16 + length;
  }
  return all;
}

/** The inverse of `((crc >> 15) | (crc << 17)) + 0xa282ead8`. */
function unmask(masked: number): bigint {
  const rotated = (BigInt(masked) - 0xa282ead8n) & 0xffffffffn;
  return ((rotated >> 17n) | (rotated << 15n)) & 0xffffffffn;
}

/** CRC-32C by long division, a bit at a time: the polynomial 0x1EDC6F41, bits reflected, inverted before and after. */
export function crc32c(data: Uint8Array): bigint {
  let crc = 0xffffffffn;
  for (const byte of data) {
    for (let bit = 0; bit < 8; bit++) {
      const carry = (crc & 1n) !== BigInt((byte >> bit) & 1);
      crc = (crc >> 1n) ^ (carry ? reflected(0x1edc6f41n) : 0n);
    }
  }
  return crc ^ 0xffffffffn;
}

function reflected(polynomial: bigint): bigint {
  return BigInt(`0b${[...polynomial.toString(2).padStart(32, "0")].reverse().join("")}`);
}

type Field = { readonly number: number; readonly value: number | bigint | Uint8Array };

function fields(message: Uint8Array): Field[] {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = message[at++]!;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const found: Field[] = [];
  while (at < message.length) {
    const tag = Number(varint());
    const number = tag >> 3;
    switch (tag & 7) {
      case 0:
        found.push({ number, value: varint() });
        break;
      case 1:
        found.push({ number, value: view.getFloat64(at, true) });
        at += 8;
        break;
      case 2: {
        const length = Number(varint());
        if (at + length > message.length) throw new Error(`field ${number} goes beyond its message`);
        found.push({ number, value: message.subarray(at, at + length) });
        at += length;
        break;
      }
      case 5:
        found.push({ number, value: view.getFloat32(at, true) });
        at += 4;
        break;
      default:
        throw new Error(`field ${number} has no known wire type`);
    }
  }
  return found;
}

function eventOf(message: Uint8Array): ReadEvent {
  let event: ReadEvent = { wallTime: NaN, step: 0, scalars: new Map(), histograms: new Map() };
  for (const { number, value } of fields(message)) {
    if (number === 1) event = { ...event, wallTime: value as number };
    else if (number === 2) event = { ...event, step: Number(value) };
    else if (number === 3) event = { ...event, fileVersion: textOf(value) };
    else if (number === 5) event = { ...event, ...summaryOf(value as Uint8Array) };
    else if (number === 7)
      event = { ...event, session: Number(fields(value as Uint8Array).find((f) => f.number === 1)!.value) };
    else throw new Error(`an event has no field ${number} that is written here`);
  }
  return event;
}

function summaryOf(message: Uint8Array): Pick<ReadEvent, "scalars" | "histograms"> {
  const scalars = new Map<string, number>();
  const histograms = new Map<string, Histogram>();
  for (const { value } of fields(message)) {
    const own = new Map(fields(value as Uint8Array).map((f) => [f.number, f.value]));
    const tag = textOf(own.get(1)!);
    if (own.has(2)) scalars.set(tag, own.get(2) as number);
    if (own.has(5)) histograms.set(tag, histogramOf(own.get(5) as Uint8Array));
  }
  return { scalars, histograms };
}

function histogramOf(message: Uint8Array): Histogram {
  const own = new Map(fields(message).map((f) => [f.number, f.value]));
  const number = (field: number) => own.get(field) as number;
  const list = (field: number) => {
    const packed = own.get(field) as Uint8Array;
    const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
    return Array.from({ length: packed.length / 8 }, (_, i) => view.getFloat64(8 * i, true));
  };
  return {
    min: number(1),
    max: number(2),
    num: number(3),
    sum: number(4),
    sumSquares: number(5),
    limits: list(6),
    counts: list(7),
  };
}

function textOf(value: Field["value"]): string {
  return new TextDecoder().decode(value as Uint8Array);
}
