/** Folders of images: pixels as Pillow decodes them, classes as `ImageFolder` numbers them, and every way to be wrong. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { encode as encodePng } from "fast-png";
import { nodeFiles } from "../../runtime/data/files.ts";
import { decodeImage, imageHeader } from "../../runtime/data/image.ts";
import { memoryFiles } from "../../runtime/data/io.ts";
import { openSource } from "../../runtime/data/source.ts";
import type { RawTable } from "../../runtime/data/source.ts";
import { bytes, told } from "./support.ts";

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url));
type Pixels = readonly (readonly (number | readonly number[])[])[];
const expected = JSON.parse(fixture("pixels.txt").toString()) as Readonly<Record<string, Pixels>>;

function decoded(file: Uint8Array, name: string): { shape: number[]; values: Uint8Array } {
  const header = imageHeader(file, name);
  const { width, height, channels } = header;
  const values = new Uint8Array(width * height * channels);
  decodeImage(file, name, header, channels, values, 0);
  return { shape: [height, width, channels], values };
}

describe("decoding", () => {
  // The colours of `subsampled.jpg` are spread without smoothing here, which moves edges by some levels.
  const levels = (name: string) => (name === "subsampled.jpg" ? 40 : name.endsWith("jpg") ? 1 : 0);
  test.each(Object.keys(expected))("%s", (name) => {
    const { shape, values } = decoded(fixture(name), name);
    const wanted = expected[name]!.flat(2) as number[];
    expect(shape).toEqual([6, 9, wanted.length / 54]);
    const differences = wanted.map((v, i) => Math.abs(v - values[i]!));
    expect(Math.max(...differences)).toBeLessThanOrEqual(levels(name));
  });
});

/** A PNG of one colour. */
const png = (width: number, height: number, color: readonly number[]) =>
  encodePng({
    width,
    height,
    channels: color.length,
    data: Uint8Array.from({ length: width * height * color.length }, (_, i) => color[i % color.length]!),
  });

const gray = (value: number) => png(3, 2, [value]);
const open = (files: Readonly<Record<string, Uint8Array>>) =>
  openSource("images", "d", {}, memoryFiles(files)) as RawTable;

describe("a folder", () => {
  test("has a folder for each class, numbered by name", () => {
    const table = open({
      "d/dog/b.PNG": gray(4),
      "d/dog/a.png": gray(3),
      "d/cat/x.jpg": gray(1),
      "d/cat/more/y.jpeg": gray(0),
      "d/.DS_Store": bytes("x"),
      "d/cat/Thumbs.db": bytes("x"),
    });
    expect(table.members).toEqual({ classes: 2, class_names: ["cat", "dog"] });
    expect(table.columns).toEqual([
      { name: "images", kind: "number", dtype: "f32", shape: [2, 3, 1] },
      { name: "labels", kind: "number", dtype: "i32", shape: [] },
    ]);
    expect([...table.read("labels").data]).toEqual([0, 0, 1, 1]);
    expect([...table.rows("images", [0, 3]).data]).toEqual([...Array(6).fill(0), ...Array(6).fill(4)]);
    expect(table.notes).toEqual(["1 file in d that is no image: d/cat/Thumbs.db"]);
  });

  test("gray images among coloured ones get three channels", () => {
    const table = open({ "d/a/1.png": gray(7), "d/b/1.png": png(3, 2, [1, 2, 3]) });
    expect(table.columns[0]!.shape).toEqual([2, 3, 3]);
    expect([...table.read("images").data.subarray(15, 21)]).toEqual([7, 7, 7, 1, 2, 3]);
  });

  test("keeps its own test images beside the training images", () => {
    const files = {
      "d/train/a/1.png": gray(1),
      "d/train/b/1.png": gray(2),
      "d/train/b/2.png": gray(3),
      "d/val/b/1.png": gray(4),
    };
    const table = open(files);
    expect([table.count, table.test?.count]).toEqual([3, 1]);
    expect([...table.test!.read("labels").data]).toEqual([1]);
    expect(table.members["class_names"]).toEqual(["a", "b"]);
    expect(told(() => open({ ...files, "d/test/b/1.png": gray(5) }))).toContain(
      "NN0526: d has train, test, val; `images` takes one beside `train`",
    );
    expect(told(() => open({ ...files, "d/val/c/1.png": gray(5) }))).toContain(
      "d/val has the class `c`, the training images do not",
    );
    expect(told(() => open({ ...files, "d/val/b/1.png": png(2, 2, [1]) }))).toContain(
      "the test images in d/val are [2, 2, 1], the training images [2, 3, 1]",
    );
  });
});

test("`Training` and `Testing` are no classes", () => {
  const table = open({ "d/Training/a/1.png": gray(1), "d/Training/b/1.png": gray(2), "d/Testing/b/1.png": gray(3) });
  expect(table.members["class_names"]).toEqual(["a", "b"]);
  expect([table.count, table.test?.count]).toEqual([2, 1]);
}); // prettier-ignore

test("a link that leads back is an error", () => {
  const folder = mkdtempSync(join(tmpdir(), "nn-loop-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "a"));
  for (const name of ["again", "loop"]) symlinkSync(".", join(folder, "a", name));
  expect(told(() => openSource("images", ".", {}, nodeFiles(folder)))).toContain(
    "help: take out the link that leads back to a folder above it",
  );
});

describe("errors", () => {
  const wrong = (files: Readonly<Record<string, Uint8Array>>) => told(() => open({ "d/a/1.png": gray(1), ...files }));

  test("name the file", () => {
    expect(wrong({ "d/b/1.png": png(4, 2, [1]) })).toContain(
      "NN0526: d/b/1.png has 4 × 2 pixels, d/a/1.png has 3 × 2\nhelp: scale or crop all images to one size",
    );
    expect(wrong({ "d/b/1.png": bytes("hello") })).toContain("NN0525: d/b/1.png is neither a PNG nor a JPEG image");
    expect(wrong({ "d/b/1.webp": bytes("hello") })).toContain("d/b/1.webp is neither a PNG nor a JPEG image");
    expect(wrong({ "d/1.png": gray(1) })).toContain("NN0526: d/1.png lies in no class");
    expect(wrong({ "d/b/notes.txt": bytes("x") })).toContain(
      "NN0516: the class folder d/b holds no PNG or JPEG images",
    );
    expect(told(() => open({ "d/readme.txt": bytes("x") }))).toContain("NN0526: d has no folders of images");
    expect(told(() => open({ d: bytes("x") }))).toContain("NN0517: d is a file; `images` opens a folder");
    expect(told(() => open({}))).toContain("NN0502: no file d");
  });

  test("a damaged image is none", () => {
    const flipped = Uint8Array.from(gray(1));
    flipped[flipped.length - 20]! ^= 1;
    expect(wrong({ "d/b/1.png": flipped })).toContain("NN0525: d/b/1.png is a damaged image");
    const huge = Uint8Array.from(gray(1));
    new DataView(huge.buffer).setUint32(16, 1e9);
    expect(wrong({ "d/b/1.png": huge })).toContain("1000000000 × 2 pixels");
    for (const name of ["rgb.png", "rgb.jpg", "progressive.jpg"]) {
      const whole = fixture(name);
      for (let cut = 8; cut < whole.length; cut += 7) {
        expect(told(() => decoded(whole.subarray(0, cut), name)), `${name} cut to ${cut}`).toContain("NN0525");
      }
    }
  });
}); // prettier-ignore
