/**
 * Event files as TensorBoard reads them; the reader is one of the tests' own.
 */
import { describe, expect, test } from "vitest";
import {
  eventsBefore,
  fileVersion,
  histograms,
  scalars,
  sessionStart,
} from "../../runtime/log/tensorboard.ts";
import { RunRecorder } from "../../runtime/run-store.ts";
import { crc32c, readEvents } from "../cli/tfevents.ts";

const ascii = (text: string) => new TextEncoder().encode(text);

test("the reader's CRC is that of RFC 3720", () => {
  expect(crc32c(ascii("123456789"))).toBe(0xe3069283n);
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aan);
  expect(crc32c(new Uint8Array(32).fill(255))).toBe(0x62a8ab43n);
});

test("a file begins as TensorFlow's own do", () => {
  // The length 24 and its masked CRC, then field 1: a double.
  const head = [0x18, 0, 0, 0, 0, 0, 0, 0, 0xa3, 0x7f, 0x4b, 0x22, 0x09];
  const bytes = fileVersion(1_700_000_000.5);
  expect([...bytes.subarray(0, 13)]).toEqual(head);
  expect(readEvents(bytes)).toMatchObject([{ wallTime: 1_700_000_000.5, fileVersion: "brain.Event:2" }]);
});

test("scalars come back with their step and time, whatever their size", () => {
  const values = { "train/loss": 0.1, "train/größe": -1e30, "validation/loss": Infinity };
  for (const step of [0, 1, 127, 128, 300, 2 ** 31, 2 ** 40 + 5]) {
    const [event] = readEvents(scalars(step, 12.25, values));
    expect([event!.step, event!.wallTime]).toEqual([step, 12.25]);
    expect([...event!.scalars]).toEqual(Object.entries(values).map(([k, v]) => [k, Math.fround(v)]));
  }
});

test("a byte that changes is noticed", () => {
  const bytes = scalars(3, 1, { loss: 2 });
  for (let i = 0; i < bytes.length; i++) {
    const changed = bytes.slice();
    changed[i]! ^= 0x10;
    expect(() => readEvents(changed)).toThrow();
  }
});

test("a session begins at a step", () => {
  expect(readEvents(sessionStart(300, 2))).toMatchObject([{ wallTime: 2, step: 300, session: 1 }]);
});

describe("the events before a step", () => {
  const parts = [fileVersion(1), sessionStart(0, 1), ...[0, 1, 127, 128, 300].map((step) => scalars(step, 2, { loss: step }))]; // prettier-ignore
  const file = Buffer.concat(parts);
  const stepsOf = (bytes: Uint8Array) =>
    readEvents(bytes).flatMap((e) => (e.scalars.size > 0 ? [e.step] : []));

  test("are a file of their own", () => {
    expect(eventsBefore(file, 301)).toEqual(new Uint8Array(file));
    expect(stepsOf(eventsBefore(file, 128))).toEqual([0, 1, 127]);
    expect(readEvents(eventsBefore(file, 0))).toMatchObject([{ fileVersion: "brain.Event:2" }]);
  });

  test("leave out one that was cut short, wherever it was", () => {
    const last = parts.at(-1)!.length;
    for (let cut = 1; cut <= last; cut++)
      expect(stepsOf(eventsBefore(file.subarray(0, file.length - cut), 1000))).toEqual([0, 1, 127, 128]);
  });
});

describe("histograms", () => {
  const read = (elements: readonly number[]) =>
    readEvents(histograms(7, 1, new Map([["w", elements]])))[0]!.histograms.get("w");

  test("count every element once, in buckets that cover all of them", () => {
    const elements = Array.from({ length: 1000 }, (_, i) => Math.sin(i) ** 3);
    const h = read(elements)!;
    expect([h.min, h.max, h.num]).toEqual([Math.min(...elements), Math.max(...elements), 1000]);
    expect(h.sum).toBeCloseTo(
      elements.reduce((a, b) => a + b, 0),
      10,
    );
    expect(h.sumSquares).toBeCloseTo(
      elements.reduce((a, b) => a + b * b, 0),
      10,
    );
    expect(h.limits).toHaveLength(h.counts.length);
    expect(h.limits.at(-1)).toBe(h.max);
    let below = 0;
    h.limits.forEach((limit, i) => {
      below += h.counts[i]!;
      const expected = i === h.limits.length - 1 ? 1000 : elements.filter((x) => x < limit).length;
      // An element at the edge of two buckets may fall into either, as rounding has it.
      expect(Math.abs(below - expected)).toBeLessThanOrEqual(1);
    });
    expect(below).toBe(1000);
  });

  test("of one value are one bucket; what is not finite is left out", () => {
    expect(read([2, 2, 2])).toMatchObject({ limits: [2], counts: [3] });
    expect(read([1, NaN, Infinity, 3])).toMatchObject({ min: 1, max: 3, num: 2 });
    expect(read([NaN])).toBeUndefined();
  });
});

test("a long run leaves a log of bounded length that covers all of it", () => {
  const files = new Map<string, string>();
  const store = {
    path: "r",
    write: () => undefined,
    append: (name: string, more: string | Uint8Array) =>
      void (typeof more === "string" && files.set(name, `${files.get(name) ?? ""}${more}\n`)),
  };
  let now = 0;
  const recorder = new RunRecorder(store, [], {}, { clock: () => (now += 0.01) });
  recorder.event({
    type: "start",
    name: "t",
    device: "cpu",
    parameters: 1,
    steps: 123_456,
    seed: 0,
    bytes: 4,
  });
  for (let step = 0; step < 123_456; step++) recorder.event({ type: "step", step, loss: 1 });
  recorder.flush();
  const lines = files.get("log.jsonl")!.trimEnd().split("\n");
  expect(lines.length).toBeGreaterThan(5_000);
  expect(lines.length).toBeLessThanOrEqual(10_001);
  const steps = lines.slice(1).map((line) => (JSON.parse(line) as { step: number }).step);
  const gaps = new Set(steps.slice(1).map((step, i) => step - steps[i]!));
  expect([steps[0], [...gaps]]).toEqual([0, [13]]);
});

test("the files of a run that goes on within a second follow each other by name", () => {
  const names: string[] = [];
  const store = { path: "", write: () => {}, append: (name: string) => void names.push(name) };
  for (const resumedAt of [undefined, 4, 11, 100_000]) {
    const recorder = new RunRecorder(store, [], {}, { clock: () => 1_700_000_000_000, resumedAt });
    recorder.event({ type: "start", name: "t", device: "cpu", parameters: 0, steps: 9, seed: 1, bytes: 0 });
    recorder.flush();
  }
  const files = names.filter((name) => name.startsWith("events."));
  expect(new Set(files).size).toBe(4);
  expect(files).toEqual(files.toSorted());
});
