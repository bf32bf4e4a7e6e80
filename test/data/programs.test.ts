/** Programs on files: what reaches training, and what is refused before it, with the place in the file. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { encode as encodePng } from "fast-png";
import { checkLabels } from "../../cli/shared/data-ranges.ts";
import { ProgramError } from "../../cli/shared/exit.ts";
import { loadTrain } from "../../cli/shared/load.ts";
import { textOf } from "../../cli/shared/places.ts";
import { type Diagnostic, DiagnosticError } from "../../compiler/diagnostics.ts";
import type { Vocabularies } from "../../cli/shared/vocabulary.ts";
import type { Examples, TrainData } from "../../runtime/examples.ts";

type Files = Readonly<Record<string, string | Uint8Array>>;

/** What `nn train` does before it opens a device. */
function load(program: string, files: Files, known?: Vocabularies): TrainData {
  const folder = mkdtempSync(join(tmpdir(), "nn-programs-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries({ ...files, "m.nn": program })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const loaded = loadTrain(join(folder, "m.nn"), {}, {}, true, known);
  const data = loaded.data.load(loaded.dataProgram!);
  checkLabels(loaded.train, data, loaded.file, textOf(loaded.sources));
  return data;
}

/** The first diagnostic in one line, with the text that it points at. */
function refused(program: string, files: Files, known?: Vocabularies): string {
  let found: Diagnostic | undefined;
  try {
    load(program, files, known);
  } catch (error) {
    if (error instanceof ProgramError) [found] = error.diagnostics.filter((d) => d.severity === "error");
    else if (error instanceof DiagnosticError) found = error.diagnostic;
    else throw error;
  }
  const label = found?.labels[0]?.span;
  return `${found?.code}: ${found?.title} @ ${label && program.slice(label.start, label.end)}`;
}

function values(examples: Examples | undefined, field: string, size = 1): number[] {
  const count = examples?.count ?? 0;
  const out = new Float32Array(count * size);
  examples?.fill(field, Int32Array.from({ length: count }, (_, i) => i), out); // prettier-ignore
  return [...out];
}

const table = (source: string, fields: string) => `data d = ${source} {
  ${fields}
}
train t on d {
  steps = 1
  batch = 1
  let net = dense(3)
  minimize cross_entropy(net(x), y) with adam()
}
`;
const csv = (fields: string, settings = "") => table(`csv("a.csv"${settings})`, fields);
const rows = (...lines: string[]) => ({ "a.csv": ["a,b,label", ...lines, ""].join("\n") });
const x = "x: [2] = [a, b]";

describe("numbers become i32 exactly or not at all", () => {
  test("a label that is not whole", () => {
    for (const field of ["i32(label)", "i32(label - 1)", "i32([label, 1])[0]"]) {
      expect(refused(csv(`${x} y: i32 = ${field}`), rows("1,2,1", "3,4,1.5"))).toBe(
        `NN0507: \`label\` is 1.5 at line 3, column 3 of a.csv, not an integer @ ${field.replace("[0]", "")}`,
      );
    }
  });

  test("cutting off is done where it is asked for", () => {
    const label = (field: string) => values(load(csv(`${x} y: i32 = ${field}`), rows("1,2,1.5")).train, "y");
    expect(label("i32(round(label))")).toEqual([2]);
    expect(label("i32(floor(label))")).toEqual([1]);
    expect(label("i32(label + 0.6)")).toEqual([2]);
    expect(label("i32(label / 2)")).toEqual([0]);
  });
});

describe("what indexes is in range", () => {
  test("a label beyond the classes names its line and column, also after shuffling", () => {
    const lines = Array.from({ length: 20 }, (_, i) => `1,2,${i === 13 ? 3 : 0}`);
    expect(refused(csv(`${x} y: i32 = i32(label)`, ", shuffle: true"), rows(...lines))).toBe(
      "NN0506: `y` is 3, outside of 0 to 2 (training data, line 15, column 3 of a.csv) @ cross_entropy(net(x), y)",
    );
    expect(refused(csv(`${x} y: i32 = i32(label)`, ", split: [0.2, 0.4, 0.4]"), rows(...lines))).toMatch(
      /outside of 0 to 2 \((validation|test|training) data, line 15, column 3 of a\.csv\)/,
    );
    expect(refused(csv(`${x} y: i32 = i32(label) - 1`), rows("1,2,1", "1,2,0"))).toContain(
      "`y` is -1, outside of 0 to 2 (training data, line 3, column 3 of a.csv)",
    );
  });

  test("the index of a `one_hot` in a field, if the field is used", () => {
    const one = "z: [2] = one_hot(i32(label), 2)";
    const expected = "NN0506: an index is 2, outside of 0 to 1 (line 3, column 3 of a.csv) @ i32(label)";
    expect(refused(csv(`${x} y: i32 = 0 ${one}`), rows("1,2,1", "1,2,2"))).toBe(expected);
    expect(values(load(csv(`${x} y: i32 = 0 ${one}`), rows("1,2,1", "1,2,0")).train, "z", 2)).toEqual([0, 1, 1, 0]);
    expect(refused(table("generate(3)", "x: [2] = [0, 0] y: i32 = index z: [2] = one_hot(y, 2)"), {})).toContain(
      "an index is 2, outside of 0 to 1 (example 3)",
    );
  });
}); // prettier-ignore

describe("columns of text", () => {
  const colors = { "a.csv": "a,b,label,color\n1,2,0,red\n3,4,1,blue\n5,6,2,red\n" };

  test("become numbers by their categories, in alphabetical order", () => {
    const data = load(csv(`${x} y: i32 = category(color) z: [2] = one_hot(color)`), colors);
    expect(values(data.train, "y")).toEqual([1, 0, 1]);
    expect(values(data.train, "z", 2)).toEqual([0, 1, 1, 0, 0, 1]);
  });

  test("keep their numbers in every part of a split", () => {
    const many = Array.from({ length: 30 }, (_, i) => `${i},0,0,${["c", "a", "b"][i % 3]}`);
    const file = { "a.csv": ["a,b,label,color", ...many].join("\n") };
    const data = load(csv(`${x} y: i32 = category(color)`, ", split: [0.5, 0.3, 0.2]"), file);
    const parts = [data.train, data.validation, data.test];
    expect(parts.map((part) => part!.count)).toEqual([15, 9, 6]);
    const seen: number[] = [];
    for (const part of parts) {
      const places = values(part, "x", 2).filter((_, i) => i % 2 === 0);
      expect(values(part, "y")).toEqual(places.map((i) => [2, 0, 1][i % 3]));
      seen.push(...places);
    }
    expect(seen.sort((p, q) => p - q)).toEqual(Array.from({ length: 30 }, (_, i) => i));
  });

  test("cannot be computed with", () => {
    expect(refused(csv(`x: [2] = [a, color] y: i32 = 0`), colors)).toBe(
      "NN0505: column `color` of a.csv holds text, not numbers @ color",
    );
    const c = "c = color x: [2] = [a, b] y: i32 = ";
    expect(values(load(csv(`${c} category(c)`), colors).train, "y")).toEqual([1, 0, 1]);
    expect(refused(csv(`${c} i32(c)`), colors)).toContain("holds text, not numbers @ c");
  });

  test("a cell astray and decimal commas are named", () => {
    const lines = Array.from({ length: 12 }, (_, i) => `${i === 5 ? "many" : i},2,0`);
    expect(refused(csv(`${x} y: i32 = 0`), rows(...lines))).toBe(
      'NN0505: text in the numeric column `a`: "many" at line 7, column 1 of a.csv @ a',
    );
    const commas = { "a.csv": "a;b;label\n1,5;2,5;0\n2,5;3,5;1\n" };
    expect(refused(csv(`${x} y: i32 = 0`, ', separator: ";"'), commas)).toBe(
      'NN0505: `a` has decimal commas: "1,5" at line 2, column 1 of a.csv @ a',
    );
  });
});

describe("what weights remember of the data", () => {
  const known = { d: { categories: { color: ["red", "blue", "green"] }, characters: ["b", "a", "c"], classes: ["x", "y"] } };
  const color = csv(`${x} y: i32 = category(color)`);

  test("categories keep their numbers, and others are refused", () => {
    const file = (c: string) => ({ "a.csv": `a,b,label,color\n1,2,0,red\n3,4,0,${c}\n` });
    expect(values(load(color, file("green"), known).train, "y")).toEqual([0, 2]);
    expect(refused(color, file("azure"), known)).toBe(
      'NN0506: "azure" at line 3, column 4 of a.csv is no category of `color` that the weights know @ csv("a.csv")',
    );
  });

  test("so do characters and classes", () => {
    const program = `data d = chars("a.txt") {
  x: i32[2] = window(tokens, 2)
}
train t on d {
  steps = 1
  batch = 1
  let e = embedding(d.vocab, 2)
  minimize mean(e(x)^2) with adam()
}
`;
    expect(values(load(program, { "a.txt": "aab" }, known).train, "x", 2)).toEqual([1, 1, 1, 0]);
    expect(values(load(program, { "a.txt": "aab" }).train, "x", 2)).toEqual([0, 0, 0, 1]);
    expect(refused(program, { "a.txt": "abz" }, known)).toContain('training text lacks: "z"');
    const images = table('images("p")', "x: [2] = reshape(images, [2]) y: i32 = labels");
    const folder = (name: string) => ({ "p/x/1.png": png(1), [`p/${name}/1.png`]: png(2) });
    expect(load(images, folder("y"), known).train.count).toBe(2);
    expect(refused(images, folder("z"), known)).toContain("NN0526: the classes of p are not those of the weights");
  });
}); // prettier-ignore

const png = (value: number) =>
  encodePng({ width: 2, height: 1, channels: 1, data: Uint8Array.of(value, 255) });

describe("other sources", () => {
  test("images", () => {
    const data = load(
      `data d = images("pets") {
  x: [2] = reshape(images, [2]) / 255
  y: i32 = labels
}
train t on d {
  steps = 1
  batch = 1
  let net = dense(d.classes)
  minimize cross_entropy(net(x), y) with adam()
}
`,
      { "pets/train/cat/1.png": png(0), "pets/train/dog/1.png": png(51), "pets/train/dog/2.png": png(51), "pets/test/dog/1.png": png(255) },
    );
    expect([data.train.count, data.validation?.count, data.test?.count]).toEqual([2, 1, 1]);
    expect(values(data.test, "x", 2)).toEqual([1, 1]);
    expect(values(data.test, "y")).toEqual([1]);
    const all = [...values(data.train, "y"), ...values(data.validation, "y")].sort((p, q) => p - q);
    expect(all).toEqual([0, 1, 1]);
  });

  test("a limit takes images of all classes", () => {
    const files = Object.fromEntries(
      ["a", "b"].flatMap((c, k) => Array.from({ length: 40 }, (_, i) => [`p/${c}/${i}.png`, png(k)])),
    );
    const data = load(table('images("p", limit: 20)', "x: [2] = reshape(images, [2]) y: i32 = labels"), files);
    const labels = values(data.train, "y");
    expect(labels).toHaveLength(20);
    expect(new Set(labels).size).toBe(2);
  });

  test("parquet", () => {
    const snappy = readFileSync(new URL("fixtures/snappy.parquet", import.meta.url));
    const data = load(
      table('parquet("a.parquet", missing: "drop")', "x: [2] = [area, f32(rooms)] y: i32 = category(color) z: [2] = pixels"),
      { "a.parquet": snappy },
    );
    expect(values(data.train, "x", 2)).toEqual([1.5, 1, 2.25, 2, 4, 4]);
    expect(values(data.train, "y")).toEqual([1, 0, 1]);
    expect(values(data.train, "z", 2)).toEqual([1, 2, 3, 4, 7, 8]);
  });

  test("bytes", () => {
    const program = `data d = bytes("a.txt") {
  x: i32[3] = window(tokens, 3)
  y: i32[3] = window(tokens, 3, shift: 1)
}
train t on d {
  steps = 1
  batch = 1
  let e = embedding(d.vocab, d.vocab)
  minimize cross_entropy(e(x), y) with adam()
}
`;
    const data = load(program, { "a.txt": "abcdé" });
    expect(data.train.count).toBe(3);
    expect(values(data.train, "y", 3)).toEqual([98, 99, 100, 99, 100, 0xc3, 100, 0xc3, 0xa9]);
    expect(refused(program.replace("embedding(d.vocab", "embedding(100"), { "a.txt": "abcdefgh" })).toContain(
      "NN0506: `x` is 100, outside of 0 to 99 (training data, token 4)",
    );
    expect(refused(program, { "a.txt": "abc" })).toContain(
      "NN0516: the text has 3 tokens, too few for one example of 4",
    );
  });
}); // prettier-ignore

test("data that is not there is one error, also where sizes come from it", () => {
  const net = (source: string, fields: string, loss: string) =>
    `data d = ${source} { ${fields} } train t on d { steps = 1 batch = 1 ${loss} with adam() }`;
  const images = net('images("pets")', "x: [2, 2, 1] = images y: i32 = labels", "let n = dense(d.classes) minimize cross_entropy(n(flatten(x)), y)"); // prettier-ignore
  expect(refused(images, {})).toBe('NN0502: no file pets @ images("pets")');
  const chars = net('chars("a.txt")', "x: i32[4] = window(tokens, 4) y: i32[4] = window(tokens, 4, shift: 1)", "let e = embedding(d.vocab, 8) let n = dense(d.vocab) minimize cross_entropy(n(e(x)), y)"); // prettier-ignore
  expect(refused(chars, {})).toBe('NN0502: no file a.txt @ chars("a.txt")');
});

test("the programs of docs/how-to/data.md are right", () => {
  const page = readFileSync(new URL("../../docs/how-to/data.md", import.meta.url), "utf8");
  const programs = [...page.matchAll(/```nn\n([\s\S]*?)```/g)].map((m) => m[1]!);
  expect(programs).toHaveLength(2);
  const rgb = encodePng({ width: 64, height: 64, channels: 3, data: new Uint8Array(64 * 64 * 3) });
  const files = {
    "data/iris.csv":
      "sepal_length,sepal_width,petal_length,petal_width,species\n1,2,3,4,a\n1,2,3,4,b\n1,2,3,4,b\n",
    "pets/cat/1.png": rgb,
    "pets/dog/1.png": rgb,
  };
  const trains = [
    "train t on flowers { steps = 1 batch = 1 let net = dense(2) minimize cross_entropy(net(x), y) with adam() }",
    "train t on pets { steps = 1 batch = 1 let net = classify() minimize cross_entropy(net(x), y) with adam() }",
  ];
  for (const [i, program] of programs.entries())
    expect(load(program + trains[i]!, files).train.count).toBe(1);
});
