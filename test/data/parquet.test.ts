/** Parquet files as pyarrow writes them: every type, every codec, and what no tensor holds. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { DiagnosticError } from "../../compiler/diagnostics.ts";
import { readParquet } from "../../runtime/data/parquet.ts";
import { requireColumns } from "../../runtime/data/source.ts";
import { told } from "./support.ts";

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}.parquet`, import.meta.url));
const open = (name: string) => readParquet(fixture(name), `${name}.parquet`);
const CODECS = ["none", "snappy", "gzip", "zstd", "brotli", "lz4"];

describe.each(CODECS)("%s", (codec) => {
  const table = open(codec);
  const numbers = (name: string) => [...table.read(name).data];

  test("types are the file's", () => {
    expect(table.count).toBe(4);
    expect(table.columns.map((c) => `${c.name}: ${c.kind === "text" ? "text" : c.dtype}[${c.shape.join()}]`)).toEqual([
      "area: f32[]",
      "rooms: i32[]",
      "floor: i32[]",
      "big: i32[]",
      "u: i32[]",
      "new: bool[]",
      "color: text[]",
      "half: f32[]",
      "price: f32[]",
      "day: text[]",
      "time: text[]",
      "pixels: f32[2]",
      "grid: i32[2,2]",
    ]); // prettier-ignore
    expect(table.notes).toEqual([
      `columns of ${codec}.parquet that no tensor holds: \`point\` (a struct), \`raw\` (plain bytes)`,
    ]);
  });

  test("values come through, over both row groups", () => {
    expect(numbers("area")).toEqual([1.5, 2.25, NaN, 4]);
    expect(table.read("rooms")).toEqual({ dtype: "i32", shape: [4], data: new Int32Array([1, 2, 3, 4]) });
    expect(numbers("new")).toEqual([1, 0, 1, 1]);
    expect(numbers("half")).toEqual([0.5, 1.5, -2, 65504]);
    expect(numbers("price")).toEqual([1.25, 2.5, -3.75, 4]);
    expect(numbers("pixels")).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(numbers("grid")).toEqual([1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4]);
    expect(table.text("color")).toEqual(["red", "blue", "", "red"]);
    expect(table.text("day")[0]).toBe("2020-01-02");
    expect(table.text("time")[3]).toBe("2020-01-02T03:04:05.000Z");
    expect([...table.rows("pixels", [3, 0]).data]).toEqual([7, 8, 1, 2]);
  });

  test("nulls are missing values", () => {
    expect(table.missing("floor")).toEqual([{ row: 1 }]);
    expect(table.missing("color")).toEqual([{ row: 2 }]);
    expect([...requireColumns(table, ["floor", "color"], "drop").read("floor").data]).toEqual([1, 4]);
    expect(told(() => requireColumns(table, ["area"], undefined))).toContain(
      `NN0503: no value for \`area\` at row 3 of ${codec}.parquet`,
    );
  });

  test("integers that i32 lacks are an error where they are used", () => {
    expect(told(() => table.read("big"))).toContain(
      `NN0507: \`big\` is 1099511627776 at row 3 of ${codec}.parquet, beyond the range of i32`,
    );
    expect(told(() => table.read("u"))).toContain("`u` is 4294967295 at row 4");
  });
});

test("lists of different lengths", () => {
  expect(told(() => open("uneven"))).toContain(
    "NN0513: row 2 of the list column `x` in uneven.parquet has 2 items, the first row has 1",
  );
});

test("a damaged count or size is found before it is believed", () => {
  const whole = fixture("none");
  const began = performance.now();
  let refused = 0;
  for (let at = 4; at < 900; at += 4) {
    for (const value of [0x7f, 0xff]) {
      const bytes = Buffer.from(whole);
      bytes[at] = value;
      try {
        readParquet(bytes, "a.parquet");
      } catch (error) {
        expect(error).toBeInstanceOf(DiagnosticError);
        refused++;
      }
    }
  }
  expect(refused).toBeGreaterThan(100);
  // A believed count of 2³¹ values takes minutes.
  expect(performance.now() - began).toBeLessThan(10_000);
});

test("damaged files", () => {
  const whole = fixture("none");
  const broken = (bytes: Uint8Array) => told(() => readParquet(bytes, "a.parquet"));
  expect(broken(new Uint8Array(0))).toContain(
    "NN0524: a.parquet is not a whole Parquet file: it does not start as one",
  );
  expect(broken(whole.subarray(0, -1))).toContain("its end is missing");
  const footer = Buffer.from(whole);
  footer.writeUInt32LE(1_000_000, whole.length - 8);
  expect(broken(footer)).toContain("NN0524");
  // A column chunk that the footer places outside of what is left.
  const half = Buffer.concat([whole.subarray(0, 100), whole.subarray(-whole.readUInt32LE(whole.length - 8) - 8)]);
  expect(broken(half)).toContain("NN0524");
}); // prettier-ignore
