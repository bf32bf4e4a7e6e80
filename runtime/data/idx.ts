/**
 * IDX, the format of MNIST and its successors: one tensor a file, big-endian, in a folder of four.
 *
 * Columns `images` and `labels`; the `t10k-` (or `test-`) files are the test examples. Images stay bytes until they are
 * read, `images` as f32 and `labels` as i32.
 */
import { inflated } from "./bytes.ts";
import { dataError, listed } from "./errors.ts";
import { joinPath, missingFile, readFile } from "./io.ts";
import type { DataFiles } from "./io.ts";
import { makeTable } from "./table.ts";
import type { RawTable } from "./table.ts";
import { elements } from "./tensor.ts";

export interface IdxTensor {
  readonly shape: readonly number[];
  readonly values: Uint8Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array;
}

type Make = (bytes: DataView, count: number) => IdxTensor["values"];

/** By type byte: size of an element and how to read them. */
const TYPES: ReadonlyMap<number, readonly [size: number, make: Make]> = new Map([
  [0x08, [1, (v, n) => new Uint8Array(v.buffer, v.byteOffset, n)]],
  [0x09, [1, (v, n) => new Int8Array(v.buffer, v.byteOffset, n)]],
  [0x0b, [2, (v, n) => Int16Array.from({ length: n }, (_, i) => v.getInt16(2 * i))]],
  [0x0c, [4, (v, n) => Int32Array.from({ length: n }, (_, i) => v.getInt32(4 * i))]],
  [0x0d, [4, (v, n) => Float32Array.from({ length: n }, (_, i) => v.getFloat32(4 * i))]],
  [0x0e, [8, (v, n) => Float64Array.from({ length: n }, (_, i) => v.getFloat64(8 * i))]],
] as const satisfies readonly (readonly [number, readonly [number, Make]])[]);

/** Reads one IDX file, gzipped or not. */
export function readIdx(raw: Uint8Array, file: string): IdxTensor {
  const bytes = inflated(raw, file);
  const fail = (why: string) =>
    dataError("badIdx", `${file} is not a whole IDX file: ${why}`, { help: "download or copy it again" });
  if (bytes.length < 4) throw fail("it ends inside its header");
  const [zero, zero2, code, rank] = bytes as unknown as readonly [number, number, number, number];
  if (zero !== 0 || zero2 !== 0) throw fail("it does not start with two zero bytes");
  const type = TYPES.get(code);
  if (type === undefined) throw fail(`it has the unknown type 0x${code.toString(16).padStart(2, "0")}`);
  const start = 4 + 4 * rank;
  if (rank === 0 || bytes.length < start) throw fail("it ends inside its header");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: rank }, (_, k) => view.getUint32(4 + 4 * k));
  const [size, make] = type;
  const count = elements(shape);
  const left = bytes.length - start;
  if (count * size !== left) {
    throw fail(`its header says [${shape.join(", ")}], ${count * size} bytes, but ${left} follow`);
  }
  return { shape, values: make(new DataView(bytes.buffer, bytes.byteOffset + start, left), count) };
}

/** Opens a folder of IDX files. */
export function openIdx(files: DataFiles, folder: string): RawTable {
  if (files.kind(folder) === undefined) throw missingFile(files, folder);
  if (files.kind(folder) === "file") {
    throw dataError("unreadable", `${folder} is a file; \`idx\` opens a folder`, {
      help: "name the folder that holds `train-images-idx3-ubyte` and its companions",
    });
  }
  const names = files.list(folder);
  const part = (prefixes: readonly string[], word: string) =>
    prefixes
      .map((prefix) => new RegExp(`(^|-)${prefix}-${word}[-.]idx\\d-[a-z0-9]+(\\.gz)?$`))
      .flatMap((pattern) => names.filter((name) => pattern.test(name)))
      // A file beside its own gzip: the plain one comes first.
      .sort((a, b) => a.length - b.length)[0];
  const pair = (prefixes: readonly string[]) => [part(prefixes, "images"), part(prefixes, "labels")] as const;
  const train = pair(["train"]);
  if (train[0] === undefined || train[1] === undefined) {
    throw dataError(
      "noFile",
      `no ${train[0] === undefined ? "train-images-idx3-ubyte" : "train-labels-idx1-ubyte"} (or .gz) in ${folder}`,
      {
        notes: names.length === 0 ? [] : [`it holds ${listed(names)}`],
        help: "`idx` opens a folder with the files of MNIST, under their original names",
      },
    );
  }
  const test = pair(["t10k", "test"]);
  if ((test[0] === undefined) !== (test[1] === undefined)) {
    throw dataError(
      "noFile",
      `${folder} has ${test[0] ?? test[1]} without its ${test[0] === undefined ? "images" : "labels"}`,
      {
        help: "add the missing file, or remove the other",
      },
    );
  }
  const own =
    test[0] !== undefined && test[1] !== undefined ? examples(files, folder, test[0], test[1]) : undefined;
  const table = examples(files, folder, train[0], train[1], own);
  for (const { name, shape } of own?.columns ?? []) {
    const wanted = table.columns.find((c) => c.name === name)!.shape;
    if (shape.join() === wanted.join()) continue;
    throw dataError(
      "countsDiffer",
      `an example in ${joinPath(folder, test[name === "images" ? 0 : 1]!)} is [${shape.join(", ")}], one in ${train[name === "images" ? 0 : 1]} [${wanted.join(", ")}]`,
      { help: "these files do not belong together: download them again" },
    ); // prettier-ignore
  }
  return table;
}

function examples(
  files: DataFiles,
  folder: string,
  images: string,
  labels: string,
  test?: RawTable,
): RawTable {
  const read = (name: string) => readIdx(readFile(files, joinPath(folder, name)), joinPath(folder, name));
  const x = read(images);
  const y = read(labels);
  const count = x.shape[0]!;
  if (count !== y.shape[0]) {
    throw dataError(
      "countsDiffer",
      `${joinPath(folder, images)} has ${count} examples, ${labels} has ${y.shape[0]}`,
      {
        help: "these files do not belong together: download them again",
      },
    );
  }
  for (const [name, { shape }] of [[images, x], [labels, y]] as const) {
    if (count === 0 || !shape.includes(0)) continue;
    throw dataError("tooFew", `${joinPath(folder, name)} has the shape [${shape.join(", ")}]: it holds no numbers`, {
      help: "download or make it again",
    });
  } // prettier-ignore
  const isFloat = y.values instanceof Float32Array || y.values instanceof Float64Array;
  const columns = [
    { name: "images", kind: "number", dtype: "f32", shape: x.shape.slice(1), values: x.values },
    {
      name: "labels",
      kind: "number",
      dtype: isFloat ? "f32" : "i32",
      shape: y.shape.slice(1),
      values: y.values,
    },
  ] as const;
  return makeTable({ file: folder, count, columns, ...(test === undefined ? {} : { test }) });
}
