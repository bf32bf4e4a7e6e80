/** Damaged files of every format give a diagnostic or data, never another exception and never a hang. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DiagnosticError } from "../../compiler/diagnostics.ts";
import { gzipSync } from "fflate";
import { writeNpy } from "../../runtime/data/npy.ts";
import { writeNpz } from "../../runtime/data/npz.ts";
import { memoryFiles } from "../../runtime/data/io.ts";
import { writeSafetensors } from "../../runtime/data/safetensors.ts";
import { openSource, requireColumns } from "../../runtime/data/source.ts";
import type { SourceName } from "../../runtime/data/source.ts";
import { fromNumbers } from "../../runtime/data/tensor.ts";
import { bytes, random } from "./support.ts";

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url));
const x = fromNumbers("f32", [2, 2], [1, 2, 3, 4]);
const y = fromNumbers("i32", [2], [5, 6]);
const whole: Readonly<Record<SourceName, Readonly<Record<string, Uint8Array>>>> = {
  csv: { "d/f": bytes('a,b,c\n1,2,"x"\n3,,"y ""z"""\r\n5,6,\n') },
  tsv: { "d/f": gzipSync(bytes("a\tb\n1\t2\n3\t4\n")) },
  idx: {
    "d/f/train-images-idx3-ubyte": new Uint8Array([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 7, 8]),
    "d/f/train-labels-idx1-ubyte": new Uint8Array([0, 0, 8, 1, 0, 0, 0, 2, 1, 0]),
  },
  npz: {
    "d/f": writeNpz([
      ["x", x],
      ["y", y],
    ]),
  },
  npy: { "d/f": writeNpy(x) },
  safetensors: {
    "d/f": writeSafetensors(
      [
        ["x", x],
        ["y", y],
      ],
      { a: "b" },
    ),
  },
  parquet: { "d/f": fixture("none.parquet") },
  images: { "d/f/a/1.png": fixture("rgb.png"), "d/f/b/1.jpg": fixture("rgb.jpg") },
  chars: { "d/f": bytes("Größe 😀\n") },
  bytes: { "d/f": bytes("hello") },
};

test.each(Object.entries(whole) as [SourceName, Record<string, Uint8Array>][])("%s", (name, files) => {
  const next = random(11);
  const below = (n: number) => Math.floor(next() * n);
  const openAll = (set: Record<string, Uint8Array>) => {
    const raw = openSource(name, "d/f", {}, memoryFiles(set));
    if (raw.kind === "tokens")
      return expect(raw.tokens.every((t) => t >= 0 && t < raw.members.vocab)).toBe(true);
    const table = requireColumns(
      raw,
      raw.columns.map((c) => c.name),
      "drop",
    );
    for (const { name: column, kind } of table.columns) if (kind === "number") table.read(column, "f32");
  };
  openAll(files);
  let refused = 0;
  for (let trial = 0; trial < 1000; trial++) {
    const [path, original] = Object.entries(files)[below(Object.keys(files).length)]!;
    let data = original.slice();
    for (let k = 1 + below(4); k > 0; k--)
      data[below(data.length)] = next() < 0.3 ? below(256) : data[below(data.length)]!;
    if (next() < 0.3) data = data.slice(0, below(data.length));
    try {
      openAll({ ...files, [path]: data });
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      expect(error.diagnostic.fixes.length + error.diagnostic.notes.length, error.message).toBeGreaterThan(0);
      refused++;
    }
  }
  if (name !== "bytes") expect(refused).toBeGreaterThan(50);
});
