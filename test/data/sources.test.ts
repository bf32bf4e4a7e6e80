/** Opening sources: IDX folders, text, files that are not there; and writing files. */
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "fflate";
import { afterAll, describe, expect, test } from "vitest";
import { codes } from "../../compiler/codes.ts";
import { DiagnosticError } from "../../compiler/diagnostics.ts";
import { crc32, inflated } from "../../runtime/data/bytes.ts";
import { encodeChars, readBytes, readChars } from "../../runtime/data/chars.ts";
import { checkRange, splitIndices, splitWindows } from "../../runtime/data/dataset.ts";
import { DATA_CODES, blame } from "../../runtime/data/errors.ts";
import { nodeFiles, writeFileAtomic } from "../../runtime/data/files.ts";
import { readIdx } from "../../runtime/data/idx.ts";
import { memoryFiles } from "../../runtime/data/io.ts";
import { SOURCE_NAMES, isSource, openSource, settingsOf } from "../../runtime/data/source.ts";
import type { RawTable, RawTokens, Settings, SourceName } from "../../runtime/data/source.ts";
import { bytes, diagnosticOf, shared, sharedFiles, testData, told } from "./support.ts";

const idx = (code: number, shape: readonly number[], data: readonly number[]) =>
  new Uint8Array([
    0,
    0,
    code,
    shape.length,
    ...shape.flatMap((n) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]),
    ...data,
  ]);

describe("idx", () => {
  const small = {
    "d/train-images-idx3-ubyte": idx(8, [3, 1, 2], [0, 1, 2, 3, 254, 255]),
    "d/train-labels-idx1-ubyte": idx(8, [3], [7, 0, 9]),
    "d/t10k-images-idx3-ubyte.gz": gzipSync(idx(8, [1, 1, 2], [5, 6])),
    "d/t10k-labels-idx1-ubyte.gz": gzipSync(idx(8, [1], [4])),
  };
  const open = (files: Record<string, Uint8Array>) =>
    openSource("idx", "d", {}, memoryFiles(files)) as RawTable;

  test("a folder of images and labels with test files of its own", () => {
    const table = open(small);
    expect([table.count, table.test?.count]).toEqual([3, 1]);
    expect(table.columns).toEqual([
      { name: "images", kind: "number", dtype: "f32", shape: [1, 2] },
      { name: "labels", kind: "number", dtype: "i32", shape: [] },
    ]);
    expect(table.read("images")).toEqual({
      dtype: "f32",
      shape: [3, 1, 2],
      data: new Float32Array([0, 1, 2, 3, 254, 255]),
    });
    expect(table.rows("images", [2]).data).toEqual(new Float32Array([254, 255]));
    expect(table.read("labels").data).toEqual(new Int32Array([7, 0, 9]));
    expect(table.test?.read("images").data).toEqual(new Float32Array([5, 6]));
    expect(
      open({
        ...small,
        "d/t10k-images-idx3-ubyte.gz": new Uint8Array(0),
        "d/t10k-images-idx3-ubyte": idx(8, [1, 1, 2], [5, 6]),
      }).test?.count,
    ).toBe(1);
  });

  test("every element type, big-endian", () => {
    expect(readIdx(idx(0x09, [2], [255, 1]), "a").values).toEqual(new Int8Array([-1, 1]));
    expect(readIdx(idx(0x0b, [1], [255, 254]), "a").values).toEqual(new Int16Array([-2]));
    expect(readIdx(idx(0x0c, [1, 1], [0, 0, 1, 0]), "a").values).toEqual(new Int32Array([256]));
    expect(readIdx(idx(0x0d, [1], [0x3f, 0x80, 0, 0]), "a").values).toEqual(new Float32Array([1]));
    expect(readIdx(idx(0x0e, [1], [0x40, 0, 0, 0, 0, 0, 0, 0]), "a").values).toEqual(new Float64Array([2]));
  });

  test("what is wrong with a file or a folder", () => {
    const broken = (part: Record<string, Uint8Array>) => told(() => open({ ...small, ...part }));
    expect(broken({ "d/train-labels-idx1-ubyte": idx(8, [2], [1, 2]) })).toContain(
      "NN0513: d/train-images-idx3-ubyte has 3 examples, train-labels-idx1-ubyte has 2",
    );
    expect(broken({ "d/train-labels-idx1-ubyte": idx(8, [3], [1, 2]) })).toContain(
      "NN0511: d/train-labels-idx1-ubyte is not a whole IDX file: its header says [3], 3 bytes, but 2 follow",
    );
    expect(broken({ "d/train-labels-idx1-ubyte": idx(7, [3], [1, 2, 3]) })).toContain(
      "the unknown type 0x07",
    );
    expect(broken({ "d/train-labels-idx1-ubyte": bytes("hello") })).toContain(
      "it does not start with two zero bytes",
    );
    expect(told(() => open({ "d/train-images-idx3-ubyte": small["d/train-images-idx3-ubyte"] }))).toContain(
      "NN0502: no train-labels-idx1-ubyte (or .gz) in d",
    );
    expect(broken({ "d/train-images-idx3-ubyte": idx(8, [3, 0, 2], []) })).toContain(
      "NN0516: d/train-images-idx3-ubyte has the shape [3, 0, 2]: it holds no numbers",
    );
    expect(broken({ "d/t10k-images-idx3-ubyte": idx(8, [1, 1, 1], [1]) })).toContain(
      "NN0513: an example in d/t10k-images-idx3-ubyte is [1, 1], one in train-images-idx3-ubyte [1, 2]",
    );
    const { "d/t10k-labels-idx1-ubyte.gz": _, ...half } = small;
    expect(told(() => open(half))).toContain("d has t10k-images-idx3-ubyte.gz without its labels");
    expect(told(() => openSource("idx", "d/train-images-idx3-ubyte", {}, memoryFiles(small)))).toContain(
      "`idx` opens a folder",
    );
    expect(told(() => openSource("idx", "../data/mnist", {}, memoryFiles(small)))).toBe(
      "NN0502: no file or folder ../data/mnist\nhelp: `nn data mnist` fetches it; paths are relative to the program's file",
    );
    expect(told(() => openSource("idx", "e", {}, memoryFiles(small)))).toContain("NN0502: no file e");
    const whole = small["d/train-images-idx3-ubyte"];
    for (let cut = 0; cut < whole.length; cut++) diagnosticOf(() => readIdx(whole.subarray(0, cut), "a"));
  });

  const mnist = ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"].map(
    (n) => `mnist/${n}-ubyte.gz`,
  );
  testData("MNIST", mnist, () => {
    const table = openSource("idx", "mnist", {}, sharedFiles) as RawTable;
    const counts = (labels: ArrayLike<number>) => {
      const found = new Array<number>(10).fill(0);
      for (let i = 0; i < labels.length; i++) found[labels[i]!]!++;
      return found;
    };
    expect(table.columns.map((c) => c.shape)).toEqual([[28, 28], []]);
    expect(counts(table.read("labels").data)).toEqual([
      5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949,
    ]);
    expect(counts(table.test!.read("labels").data)).toEqual([
      980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009,
    ]);
    let [sum, squares] = [0, 0];
    for (let row = 0; row < table.count; row += 1000) {
      const { data } = table.rows(
        "images",
        Array.from({ length: 1000 }, (_, i) => row + i),
      );
      for (const pixel of data) {
        sum += pixel;
        squares += pixel * pixel;
      }
    }
    const n = 60_000 * 784;
    expect(sum / n / 255).toBeCloseTo(0.1307, 4);
    expect(Math.sqrt(squares / n - (sum / n) ** 2) / 255).toBeCloseTo(0.3081, 4);
    const { train, validation, test: own } = splitIndices(table.count, { seed: 0 }, table.test?.count);
    expect([train.length, validation.length, own.length]).toEqual([54_000, 6_000, 10_000]);
    const labels = table.read("labels").data;
    expect(checkRange(labels, 0, 9, { what: "label" })).toBeUndefined();
    expect(checkRange(labels, 0, 8, { what: "label" })?.title).toBe("label 9, outside of 0 to 8 (row 5)");
  });

  testData("a damaged MNIST file is an error", mnist, () => {
    const file = shared(mnist[3]!).slice();
    const at = file.length - 200;
    file[at]! ^= 4;
    expect(told(() => readIdx(file, "labels.gz"))).toContain("NN0517: labels.gz is a damaged gzip file");
    for (const cut of [1, 8, 100, 4000]) {
      expect(told(() => readIdx(file.subarray(0, -cut), "labels.gz"))).toContain("NN0517");
    }
  });
});

describe("text", () => {
  test("characters are code points in order", () => {
    const { tokens, members } = readChars(bytes("b😀a\nb"), "t.txt");
    expect(members).toEqual({ vocab: 4, characters: ["\n", "a", "b", "😀"] });
    expect([...tokens]).toEqual([2, 3, 1, 0, 2]);
    expect([...encodeChars("ab😀", members.characters!)]).toEqual([1, 2, 3]);
    expect(told(() => encodeChars("azz!", members.characters!))).toContain(
      '2 characters that the training text lacks: "z", "!"',
    );
    expect(readBytes(bytes("é"), "t").tokens).toEqual(new Int32Array([0xc3, 0xa9]));
    expect(told(() => readChars(new Uint8Array(0), "t.txt"))).toContain("NN0516: t.txt is empty");
    expect(told(() => readChars(new Uint8Array([0xff, 0x41]), "t.txt"))).toContain(
      "NN0517: t.txt is not text in UTF-8",
    );
  });

  testData("tiny Shakespeare", ["tinyshakespeare/input.txt"], () => {
    const corpus = openSource("chars", "tinyshakespeare/input.txt", {}, sharedFiles) as RawTokens;
    expect([corpus.tokens.length, corpus.members.vocab]).toEqual([1_115_394, 65]);
    const characters = corpus.members.characters!;
    expect(characters.join("")).toBe("\n !$&',-.3:;?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    expect(Array.from(corpus.tokens.subarray(0, 14), (t) => characters[t]).join("")).toBe("First Citizen:");
    expect(corpus.tokens.reduce((n, t) => n + Number(t === 0), 0)).toBe(40_000);
    const { train, validation } = splitWindows(corpus.tokens.length, 64, 1, { split: 0.9, seed: 0 });
    expect([train.length, validation.length]).toEqual([1_003_855 - 64, 111_539 - 64]);
  });
});

test("every code is in the catalogue, once", () => {
  const used = Object.values(DATA_CODES);
  expect(used.filter((code) => !Object.hasOwn(codes, code))).toEqual([]);
  expect(new Set(used).size).toBe(used.length);
});

describe("files", () => {
  const files = memoryFiles({
    "data/houses.csv": bytes("a\n1\n"),
    "data/notes.txt": bytes("x"),
    "top.csv": bytes("a\n1\n"),
  });
  const open = (name: SourceName, path: string) => told(() => openSource(name, path, {}, files));

  test("a file that is not there suggests one that is", () => {
    expect(open("csv", "data/huoses.csv")).toBe(
      "NN0502: no file data/huoses.csv\nnote: data holds houses.csv, notes.txt\nhelp: did you mean data/houses.csv?",
    );
    expect(open("csv", "data/houses.tsv")).toContain("did you mean data/houses.csv?");
    expect(open("csv", "data/zzz")).toContain("paths are relative to the program's file");
    expect(open("csv", "dta/houses.csv")).toBe(
      "NN0502: no file dta/houses.csv: there is no folder dta\nhelp: did you mean data?",
    );
    expect(open("csv", "topp.csv")).toContain("did you mean top.csv?");
    expect(open("csv", "data")).toBe(
      "NN0517: data is a folder, not a file\nnote: it holds houses.csv, notes.txt\nhelp: name one file in it",
    );
  });

  test("settings are checked", () => {
    const set = (settings: Settings) => told(() => openSource("csv", "top.csv", settings, files));
    expect(set({ missing: "mean" })).toBe(
      'NN0518: `missing` of `csv` cannot be "mean"\nhelp: write `missing: "drop"`, or a number such as `missing: 0`',
    );
    expect(set({ missing: NaN })).toContain("NN0518");
    expect(set({ separator: ";;" })).toContain("NN0518");
    expect(set({ shuffle: 1 })).toContain("`shuffle` of `csv` cannot be 1");
    expect(set({ limit: 2.5 })).toContain("`limit` of `csv` cannot be 2.5");
    expect(set({ splt: 0.8 })).toBe(
      "NN0518: `csv` has no setting `splt`\nnote: it has split, shuffle, limit, missing, separator, decimal\nhelp: did you mean `split`?",
    );
    expect(settingsOf("generate", { split: [0.5, 0.5] })).toEqual({ split: [0.5, 0.5] });
    expect(told(() => settingsOf("idx", { missing: "drop" }))).toContain("`idx` has no setting `missing`");
    expect(isSource("csv") && !isSource("toString")).toBe(true);
    expect(SOURCE_NAMES).toEqual([
      "csv",
      "tsv",
      "idx",
      "npz",
      "npy",
      "safetensors",
      "parquet",
      "images",
      "chars",
      "bytes",
    ]);
  });

  test("bytes that are no file of their kind are an error for every source", () => {
    const noise = memoryFiles({ "d/a": Uint8Array.from({ length: 300 }, (_, i) => (i * 137 + 200) & 255) });
    for (const name of SOURCE_NAMES)
      if (name !== "bytes") diagnosticOf(() => openSource(name, "d/a", {}, noise));
  });

  test("the place in the program is added to an error without one", () => {
    const span = { file: "a.nn", start: 3, end: 9 };
    try {
      blame(span, "opened here", () => openSource("csv", "none.csv", {}, files));
      expect.unreachable();
    } catch (error) {
      expect((error as DiagnosticError).diagnostic.labels).toEqual([{ span, text: "opened here" }]);
    }
  });

  test("checksums", () => {
    expect(crc32(bytes("123456789"))).toBe(0xcbf43926);
    expect(inflated(gzipSync(bytes("hello")), "a")).toEqual(bytes("hello"));
    const two = new Uint8Array([...gzipSync(bytes("hello")), ...gzipSync(bytes("world!"))]);
    expect(told(() => inflated(two, "a.gz"))).toContain("its length is not the one that it states");
  });
});

describe("the disk", () => {
  const folder = mkdtempSync(join(tmpdir(), "nn-files-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("writing replaces a file whole and leaves nothing else", () => {
    const path = join(folder, "deep", "w.bin");
    writeFileAtomic(path, "one");
    writeFileAtomic(path, new Uint8Array([1, 2, 3]));
    expect([...readFileSync(path)]).toEqual([1, 2, 3]);
    expect(readdirSync(join(folder, "deep"))).toEqual(["w.bin"]);
  });

  test("a write that fails leaves the old file and no part", () => {
    const path = join(folder, "taken");
    mkdirSync(join(path, "child"), { recursive: true });
    expect(() => writeFileAtomic(path, "x")).toThrow();
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
    expect(readdirSync(path)).toEqual(["child"]);
  });

  test("paths are relative to the base", () => {
    writeFileAtomic(join(folder, "a.csv"), "x\n1\n");
    const files = nodeFiles(folder);
    expect((openSource("csv", "a.csv", {}, files) as RawTable).count).toBe(1);
    expect(told(() => openSource("csv", "b.csv", {}, files))).toContain("NN0502: no file b.csv");
    expect(files.kind(join(folder, "a.csv"))).toBe("file");
  });
});
