/** Safetensors: real files, round trips, and a header that lies in every way. */
import { describe, expect, test } from "vitest";
import { memoryFiles } from "../../runtime/data/io.ts";
import {
  decodeTensor,
  openSafetensors,
  readSafetensors,
  writeSafetensors,
} from "../../runtime/data/safetensors.ts";
import { openSource } from "../../runtime/data/source.ts";
import { fromNumbers, toNumbers } from "../../runtime/data/tensor.ts";
import type { HostDType, HostTensor } from "../../runtime/data/tensor.ts";
import { diagnosticOf, shared, testData, told } from "./support.ts";

/** A file from a header, as text or as a value, and a number of data bytes. */
function file(header: unknown, size: number, length?: number): Uint8Array {
  const text = new TextEncoder().encode(typeof header === "string" ? header : JSON.stringify(header));
  const out = new Uint8Array(8 + text.length + size);
  new DataView(out.buffer).setBigUint64(0, BigInt(length ?? text.length), true);
  out.set(text, 8);
  return out;
}
const f32 = (begin: number, end: number, shape = [(end - begin) / 4]) => ({
  dtype: "F32",
  shape,
  data_offsets: [begin, end],
});

describe("writing", () => {
  const tensors: readonly (readonly [string, HostTensor])[] = [
    ["net.b", fromNumbers("f32", [3], [1, NaN, -Infinity])],
    ["mask", fromNumbers("bool", [5], [1, 0, 1, 1, 0])],
    ["net.a", fromNumbers("f32", [2, 1], [-0, 2])],
    ["step", fromNumbers("i32", [], [-7])],
    ["half", fromNumbers("f16", [3], [1, 2, 65504])],
    ["wide", fromNumbers("f64", [1], [Math.PI])],
    ["none", fromNumbers("f32", [0, 4], [])],
  ];

  test("round trips with metadata, aligned", () => {
    const metadata = { version: "1", config: '{"a": "ü"}' };
    const written = writeSafetensors(tensors, metadata);
    const opened = openSafetensors(written, "a");
    expect(opened.metadata).toEqual(metadata);
    expect(readSafetensors(written, "a")).toEqual(new Map(tensors));
    expect(Number(new DataView(written.buffer).getBigUint64(0, true)) % 8).toBe(0);
    for (const { name, bytes } of opened.tensors.values()) {
      const size = tensors.find(([n]) => n === name)![1].data.BYTES_PER_ELEMENT;
      expect(bytes.byteOffset % size, name).toBe(0);
    }
  });

  test("equal tensors make equal files, in whatever order they come", () => {
    const written = writeSafetensors(tensors, { b: "2", a: "1" });
    expect(writeSafetensors([...tensors].reverse(), { a: "1", b: "2" })).toEqual(written);
    expect([...openSafetensors(written, "a").tensors.keys()]).toEqual(
      ["wide", "net.a", "net.b", "none", "step", "half", "mask"].sort((a, b) => {
        const size = (n: string) => tensors.find(([name]) => name === n)![1].data.BYTES_PER_ELEMENT;
        return size(b) - size(a) || (a < b ? -1 : 1);
      }),
    );
  });

  test("an empty set of tensors is a file too", () => {
    expect(readSafetensors(writeSafetensors([]), "a").size).toBe(0);
  });
});

describe("errors", () => {
  const cases: readonly (readonly [string, Uint8Array, string])[] = [
    ["no bytes", new Uint8Array(0), "it has 0 bytes, fewer than the 8"],
    ["a huge header", file("{}", 0, 2 ** 40), "its header would be 1099511627776 bytes long"],
    ["a header beyond the file", file("{}", 10, 500), "its header is 500 bytes long, but 12 follow"],
    ["not JSON", file("{nope", 0), "its header is not JSON"],
    ["not an object", file("[]", 0), "its header is not a JSON object"],
    [
      "a name twice",
      file(
        '{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"\\u0061":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}',
        1,
      ),
      "twice",
    ],
    ["an entry that is no object", file({ a: 3 }, 0), "the header's `a` is not an object"],
    ["metadata that is no text", file({ __metadata__: { a: 1 } }, 0), "the metadata's `a` is not a string"],
    ["no dtype", file({ a: { shape: [], data_offsets: [0, 4] } }, 4), "`a` has no dtype"],
    ["a negative size", file({ a: f32(0, 4, [-1]) }, 4), "the shape of `a` is not a list of sizes"],
    [
      "a size that overflows",
      file({ a: f32(0, 4, [2 ** 50, 2 ** 50]) }, 4),
      "the shape of `a` is not a list of sizes",
    ],
    [
      "offsets missing",
      file({ a: { dtype: "F32", shape: [] } }, 4),
      "the offsets of `a` are not two numbers",
    ],
    ["offsets backwards", file({ a: f32(4, 0, [1]) }, 4), "`a` ends at 0, before its start at 4"],
    [
      "offsets that are fractions",
      file({ a: f32(0, 4.5, [1]) }, 5),
      "the offsets of `a` are not two numbers",
    ],
    [
      "cut short",
      file({ a: f32(0, 8) }, 7),
      "`a` ends at byte 8 of the data, which has 7: the file is cut short",
    ],
    [
      "shape and offsets disagree",
      file({ a: f32(0, 8, [3]) }, 8),
      "`a` is F32 [3], 12 bytes, but its offsets hold 8",
    ],
    ["overlap", file({ a: f32(0, 8), b: f32(4, 12) }, 12), "`b` overlaps `a`"],
    ["a gap", file({ a: f32(0, 4), b: f32(8, 12) }, 12), "bytes 4 to 8 of the data belong to no tensor"],
    ["bytes at the end", file({ a: f32(0, 4) }, 6), "2 bytes after the last tensor belong to none"],
  ];
  test.each(cases)("%s", (_, bytes, expected) => {
    const message = told(() => openSafetensors(bytes, "w.safetensors"));
    expect(message).toContain("NN0510: w.safetensors is not a whole safetensors file: ");
    expect(message).toContain(expected);
  });

  test("an unknown dtype, and integers beyond i32", () => {
    expect(
      told(() => openSafetensors(file({ a: { dtype: "C64", shape: [], data_offsets: [0, 8] } }, 8), "w")),
    ).toContain("NN0512: `a` in w has the unknown dtype C64");
    const wide = file({ a: { dtype: "I64", shape: [1], data_offsets: [0, 8] } }, 8);
    wide[wide.length - 1] = 1;
    expect(told(() => readSafetensors(wide, "w"))).toContain("`a` in w has 72057594037927936 at element 0");
  });

  test("a file cut anywhere is an error", () => {
    const whole = writeSafetensors([["a", fromNumbers("f32", [4], [1, 2, 3, 4])]]);
    for (let cut = 0; cut < whole.length; cut++)
      diagnosticOf(() => readSafetensors(whole.subarray(0, cut), "w"));
  });

  test("names of the language's own objects are names", () => {
    const text =
      '{"__proto__":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"constructor":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}';
    expect([...readSafetensors(file(text, 2), "w").keys()]).toEqual(["__proto__", "constructor"]);
  });
});

test("is a table, a tensor a column", () => {
  const written = writeSafetensors([
    ["x", fromNumbers("f32", [3, 2], [1, 2, 3, 4, 5, 6])],
    ["y", fromNumbers("i32", [3], [0, 1, 2])],
  ]);
  const table = openSource("safetensors", "a.safetensors", {}, memoryFiles({ "a.safetensors": written }));
  if (table.kind !== "table") throw new Error("not a table");
  expect([table.count, ...table.columns.map((c) => `${c.name} ${c.dtype} [${c.shape.join()}]`)]).toEqual([
    3,
    "x f32 [2]",
    "y i32 []",
  ]);
});

describe("real files", () => {
  const sharded = (name: string) => `models/safetensors-sharded/${name}`;
  const samples = (name: string) => `models/safetensors-samples/${name}.safetensors`;
  const DTYPE: Record<string, HostDType> = {
    F16: "f16",
    F32: "f32",
    F64: "f64",
    BF16: "f32",
    F8_E4M3: "f32",
    F8_E5M2: "f32",
    BOOL: "bool",
  };

  testData("27 tensors of 9 types count up in row order", [sharded("model.numpy.safetensors")], () => {
    const opened = openSafetensors(shared(sharded("model.numpy.safetensors")), "m");
    expect(opened.tensors.size).toBe(27);
    const types = new Set<string>();
    for (const stored of opened.tensors.values()) {
      const tensor = decodeTensor(stored, "m");
      types.add(stored.dtype);
      expect(tensor.dtype).toBe(DTYPE[stored.dtype] ?? "i32");
      expect([[3], [3, 5], [3, 5, 7]]).toContainEqual(tensor.shape);
      const expected = Array.from(tensor.data, (_, i) => (stored.dtype === "BOOL" ? i % 2 : i));
      expect([...toNumbers(tensor)], stored.name).toEqual(expected);
    }
    expect([...types].sort()).toEqual(["BOOL", "F16", "F32", "F64", "I16", "I32", "I64", "I8", "U8"]);
  });

  const whole = sharded("model.safetensors");
  const index = sharded("model.safetensors.index.json");
  testData(
    "36 tensors of 12 types, in one file, with metadata, or in six",
    [whole, index, sharded("model.with_metadata.safetensors")],
    () => {
      const model = openSafetensors(shared(whole), "m");
      expect(model.tensors.size).toBe(36);
      expect(new Set([...model.tensors.values()].map((t) => t.dtype)).size).toBe(12);
      // The file holds random bits, 64-bit integers among them; all else decodes.
      for (const stored of model.tensors.values()) if (stored.dtype !== "I64") decodeTensor(stored, "m");
      const withMetadata = openSafetensors(shared(sharded("model.with_metadata.safetensors")), "m");
      expect(Object.keys(withMetadata.metadata).sort()).toEqual(["test", "version"]);
      const { weight_map: map } = JSON.parse(new TextDecoder().decode(shared(index))) as {
        weight_map: Record<string, string>;
      };
      expect(Object.keys(map).sort()).toEqual([...model.tensors.keys()].sort());
      const shards = new Map(
        [...new Set(Object.values(map))].map((name) => [name, openSafetensors(shared(sharded(name)), name)]),
      );
      expect(shards.size).toBe(6);
      for (const shard of shards.values()) expect(shard.metadata).toEqual({ format: "pt" });
      for (const [name, stored] of model.tensors) {
        for (const other of [withMetadata.tensors.get(name), shards.get(map[name]!)!.tensors.get(name)]) {
          expect([other?.dtype, other?.shape, [...(other?.bytes ?? [])]], name).toEqual([
            stored.dtype,
            stored.shape,
            [...stored.bytes],
          ]);
        }
      }
    },
  );

  const types = {
    b: "I8",
    d: "F64",
    e: "F16",
    f: "F32",
    h: "I16",
    i: "I32",
    upper_B: "U8",
    upper_H: "U16",
  } as const;
  testData("samples with unaligned data", [...Object.keys(types), "upper_I", "overall"].map(samples), () => {
    for (const [name, dtype] of Object.entries(types)) {
      const data = shared(samples(name));
      const opened = openSafetensors(data, name);
      expect(opened.metadata).toEqual({ test: "a" });
      const [stored] = [...opened.tensors.values()];
      expect([
        opened.tensors.size,
        stored!.dtype,
        (stored!.bytes.byteOffset - data.byteOffset) % 8,
      ]).not.toContain(0);
      expect(stored!.dtype).toBe(dtype);
      const wrap = dtype === "U8" ? 256 : dtype === "U16" ? 65536 : 0;
      expect([...toNumbers(decodeTensor(stored!, name))]).toEqual(
        [-3, -2, -1, 0, 1, 2].map((v) => (v < 0 ? v + wrap : v)),
      );
    }
    // -3 as unsigned 32 bits does not fit i32, and that is said rather than wrapped.
    const wide = shared(samples("upper_I"));
    expect(told(() => readSafetensors(wide, "upper_I"))).toContain(
      "4294967293 at element 0, beyond the range of i32",
    );
    const overall = openSafetensors(shared(samples("overall")), "overall");
    expect([...overall.tensors.values()].map((t) => t.dtype).sort()).toEqual(
      [...Object.values(types), "U32"].sort(),
    );
    expect(overall.metadata).toEqual({ test: "a" });
    for (const stored of overall.tensors.values()) {
      expect(stored.shape.reduce((a, b) => a * b, 1)).toBe(6);
      if (stored.dtype === "F32") expect([...decodeTensor(stored, "o").data]).toEqual([-3, -2, -1, 0, 1, 2]);
    }
  });

  testData("a saved network", ["models/multi-layer/multi_layer.safetensors"], () => {
    const tensors = readSafetensors(shared("models/multi-layer/multi_layer.safetensors"), "m");
    expect([...tensors.values()].filter((t) => t.dtype === "f32")).toHaveLength(8);
    expect([...tensors.values()].filter((t) => t.dtype === "i32").map((t) => t.shape)).toEqual([[]]);
  });
});
