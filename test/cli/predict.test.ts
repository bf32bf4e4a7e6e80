/**
 * `nn predict`: rows in, predictions out, in their order, with the numbers that the training fitted.
 */
import { copyFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { encode } from "fast-png";
import { beforeAll, describe, expect, test } from "vitest";
import { readNpz, writeNpz } from "../../runtime/data/npz.ts";
import { fromNumbers } from "../../runtime/data/tensor.ts";
import { folder, nn, type Ran, sharedFolder } from "./nn.ts";

// Made so that a mean, a category or a class taken from the new file instead of the training's would show.
const FLOWERS = `
data flowers = csv("flowers.csv", split: 0.8, missing: "drop") {
  x: [3] = [length, Petal_width_cm, f32(category(color))]
  y: i32 = category(species)
}
model net(x: [batch, 3]) -> [batch, 3] = x |> standardize(flowers.x) |> dense(8) |> relu |> dense(3)
train classify on flowers {
  epochs = 12
  batch = 16
  let m = net()
  let logits = m(x)
  minimize cross_entropy(logits, y) with adam(lr: 3e-2)
  predict species = argmax(logits)
  predict chance = softmax(logits)
}
`;
const SPECIES = ["setosa", "virginica", "versicolor"];
const COLORS = ["red", "blue", "green"];
const rows = Array.from({ length: 90 }, (_, i) => {
  const k = i % 3;
  return `${1 + 2 * k + (i % 7) / 10},${3 - k + (i % 5) / 10},${COLORS[k]},${SPECIES[k]}`;
});

const PICTURES = `
data squares = idx("squares") {
  x: [4, 4, 1] = reshape(images, [4, 4, 1]) / 255
  y: i32 = labels
}
train look on squares {
  steps = 30
  batch = 5
  let logits = x |> flatten |> dense(2)
  minimize cross_entropy(logits, y) with adam(lr: 1e-1)
  predict half = argmax(logits)
}
`;

/** Lit in the upper half or in the lower one. */
const square = (lower: boolean, gray: number) =>
  Uint8Array.from({ length: 16 }, (_, i) => (i >= 8 === lower ? gray : 10));

const SPLIT = `
data points = generate(60) {
  x: [2] = uniform([2], low: -1, high: 1)
  y: i32 = i32(x[0] > 0)
}
train side on points {
  steps = 60
  batch = 20
  let logits = x |> dense(2)
  minimize cross_entropy(logits, y) with adam(lr: 1e-1)
  predict right = argmax(logits) == 1
}
`;

const cwd = sharedFolder({
  "flowers.nn": FLOWERS,
  "flowers.csv": `length,Petal width (cm),color,species\n${rows.join("\n")}\n`,
  "squares.nn": PICTURES,
  "split.nn": SPLIT,
  "dumb.nn": SPLIT.replace(/ {2}predict.*\n/, ""),
});

beforeAll(async () => {
  mkdirSync(join(cwd, "squares"));
  const count = 20;
  const shades = Array.from({ length: count }, (_, i) => square(i % 2 === 1, 120 + 6 * i));
  const images = Uint8Array.from([
    0,
    0,
    8,
    3,
    0,
    0,
    0,
    count,
    0,
    0,
    0,
    4,
    0,
    0,
    0,
    4,
    ...shades.flatMap((s) => [...s]),
  ]);
  const labels = Uint8Array.from([0, 0, 8, 1, 0, 0, 0, count, ...shades.map((_, i) => i % 2)]);
  writeFileSync(join(cwd, "squares/train-images-idx3-ubyte"), images);
  writeFileSync(join(cwd, "squares/train-labels-idx1-ubyte"), labels);
  writeFileSync(join(cwd, "squares/t10k-images-idx3-ubyte"), images);
  writeFileSync(join(cwd, "squares/t10k-labels-idx1-ubyte"), labels);
  for (const name of ["flowers", "squares", "split", "dumb"]) {
    const { code, stderr } = await nn(["train", `${name}.nn`, "--device", "cpu", "--out", `runs/${name}`], {
      cwd,
    });
    if (code !== 0) throw new Error(stderr);
  }
  // From here on the training's data is not there.
  renameSync(join(cwd, "flowers.csv"), join(cwd, "gone.csv"));
}, 120_000);

function predict(args: readonly string[], input?: string): Promise<Ran> {
  return nn(["predict", ...args], { cwd, ...(input === undefined ? {} : { input }) });
}

async function answer(args: readonly string[], input?: string): Promise<string> {
  const { code, stdout, stderr } = await predict(args, input);
  if (code !== 0) throw new Error(stderr);
  return stdout;
}

const HEADER = "name,Petal width (cm),length,color\n";
const ROWS = `${HEADER}"one, two",3.1,1.2,red\nthree,1.2,5.3,green\n`;
const write = (content: string | Uint8Array, ending = "csv") =>
  join(folder({ [`in.${ending}`]: content }), `in.${ending}`);

describe("a table", () => {
  test("labels may be absent, classes have names, and columns are kept", async () => {
    const [head, one, three, ...rest] = (
      await answer(["flowers", "--in", write(ROWS), "--keep", "name,length"])
    ).split("\n");
    expect(head).toBe("name,length,species,species_index,chance_0,chance_1,chance_2");
    expect(one).toMatch(/^"one, two",1\.2,setosa,0,0\.9\d*,/);
    expect(three).toMatch(/^three,5\.3,versicolor,1,/);
    expect(rest).toEqual([""]);
  });

  test("a row's answer does not depend on the others, whatever their number", async () => {
    const lines = Array.from(
      { length: 37 },
      (_, i) => `r${i},${3 - (i % 3)},${1 + 2 * (i % 3)},${COLORS[i % 3]}`,
    );
    const all = await answer(["flowers", "--in", write(`${HEADER}${lines.join("\n")}\n`)]);
    const alone = await answer(["flowers", "--in", write(`${HEADER}${lines[36]}\n`)]);
    expect(all.trimEnd().split("\n")).toHaveLength(38);
    expect(all.trimEnd().split("\n")[37]).toBe(alone.trimEnd().split("\n")[1]);
  });

  test("the run may come last, too", async () => {
    const file = write(ROWS);
    const found = await answer(["--in", file, "flowers"]);
    expect(found.split("\n")[1]).toMatch(/^setosa,0,/);
    expect(await answer(["--in", file, "flowers.nn", "--weights", "flowers"])).toBe(found);
  });

  test("no rows give no answers", async () => {
    const none = write(HEADER);
    expect(await answer(["flowers", "--in", none])).toBe(
      "species,species_index,chance_0,chance_1,chance_2\n",
    );
    expect(await answer(["flowers", "--in", none, "--json"])).toBe("[]\n");
  });

  test("a missing value leaves its answer blank where the training left such rows out", async () => {
    const file = write(`${HEADER}a,,1.2,red\nb,3.1,1.2,red\n`);
    const { code, stdout, stderr } = await predict(["flowers", "--in", file, "--keep", "name"]);
    expect(code).toBe(0);
    expect(stdout.split("\n").slice(1, 3)).toEqual(["a,,,,,", expect.stringMatching(/^b,setosa,0,/)]);
    expect(stderr).toContain("1 row of 2 with missing values have no prediction");
  });

  test("JSON and .npz", async () => {
    const found = JSON.parse(
      await answer(
        ["flowers", "--in", "-", "--json", "--keep", "id"],
        '[{"id": 7, "Petal width (cm)": 3.1, "length": 1.2, "color": "red"}]',
      ),
    ) as { id: number; species: string; species_index: number; chance: number[] }[];
    expect(found).toEqual([
      { id: 7, species: "setosa", species_index: 0, chance: expect.any(Array) as number[] },
    ]);
    expect(found[0]!.chance.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    const out = join(folder(), "out.npz");
    await answer(["flowers", "--in", write(ROWS), "--out", out]);
    const arrays = readNpz(readFileSync(out), out);
    expect([...arrays.get("species")!.data]).toEqual([0, 1]);
    expect(arrays.get("chance")!.shape).toEqual([2, 3]);
    expect(arrays.get("chance")!.data[0]).toBeCloseTo(found[0]!.chance[0]!, 6);
  });

  test("fields may be given as they are", async () => {
    const x = fromNumbers("f32", [2, 3], [1.2, 3.1, 2, 5.3, 1.2, 1]);
    const fields = await answer(["flowers", "--in", write(writeNpz([["x", x]]), "npz")]);
    expect(fields).toBe(await answer(["flowers", "--in", write(ROWS)]));
  });
});

describe("pictures", () => {
  const png = (lower: boolean, channels: 1 | 3) => {
    const gray = square(lower, 230);
    const data = channels === 1 ? gray : Uint8Array.from({ length: 48 }, (_, i) => gray[Math.floor(i / 3)]!);
    return encode({ width: 4, height: 4, data, channels, depth: 8 });
  };

  test("several, gray or in colour, and a folder of them", async () => {
    const at = folder({ "b.png": png(true, 3), "a.png": png(false, 1) });
    const paths = ["a.png", "b.png"].map((name) => join(at, name));
    const wanted = `file,half\n${paths[0]},0\n${paths[1]},1\n`;
    expect(await answer(["squares", "--in", ...paths])).toBe(wanted);
    expect(await answer(["squares", "--in", at])).toBe(wanted);
  });

  test("the training's own kind of folder", async () => {
    const lines = (await answer(["squares", "--in", "squares"])).trimEnd().split("\n");
    expect(lines.slice(0, 5)).toEqual(["half", "0", "1", "0", "1"]);
    expect(lines).toHaveLength(21);
  });

  test("another size is an error that says both", async () => {
    const other = write(
      encode({ width: 2, height: 4, data: new Uint8Array(8), channels: 1, depth: 8 }),
      "png",
    );
    const { code, stderr } = await predict(["squares", "--in", other]);
    expect(stderr).toContain("has 2 × 4 pixels, the model was trained on 4 × 4");
    expect(code).toBe(1);
  });
});

test("a vector without columns of its own is given in parts", async () => {
  expect(await answer(["split", "--in", write("x_0,x_1\n0.9,0\n-0.8,0.3\n")])).toBe("right\ntrue\nfalse\n");
});

test("the program as it is now takes a run's weights", async () => {
  copyFileSync(join(cwd, "split.nn"), join(cwd, "now.nn"));
  writeFileSync(
    join(cwd, "now.nn"),
    readFileSync(join(cwd, "split.nn"), "utf8").replace(
      "predict right",
      "predict left = argmax(logits) == 0\n  predict right",
    ),
  );
  const rows = write("x_0,x_1\n0.9,0\n");
  for (const weights of ["split", "runs/split/last.safetensors"])
    expect(await answer(["now.nn", "--weights", weights, "--in", rows])).toBe("left,right\nfalse,true\n");
});

const errors: [string, string[], number, string][] = [
  [
    "a column is missing",
    ["flowers", "--in", "NEW:name,width,length,color\na,3,1,red\n"],
    1,
    `error[NN0501]: no column \`Petal_width_cm\` in`,
  ],
  [
    "a name is misspelt",
    ["flowers", "--in", "NEW:Petal width (cm),lenght,color\n3,1,red\n"],
    1,
    "did you mean `lenght`?",
  ],
  [
    "a category is new",
    ["flowers", "--in", "NEW:Petal width (cm),length,color\n3,1,rad\n"],
    1,
    `did you mean "red"?`,
  ],
  [
    "text is among numbers",
    ["flowers", "--in", "NEW:Petal width (cm),length,color\n3,wide,red\n"],
    1,
    `"wide" at line 2, column 2 of`,
  ],
  [
    "a vector is missing",
    ["split", "--in", "NEW:a,b\n1,2\n"],
    1,
    "give it as columns `x_0` to `x_1`, or as a tensor `x` of shape [n, 2]",
  ],
  [
    "nothing is predicted",
    ["dumb", "--in", "NEW:x_0,x_1\n1,2\n"],
    1,
    "say what to write, such as `predict answer = argmax(logits)`",
  ],
  ["no rows are named", ["split"], 2, "--in is missing"],
  [
    "a column to keep is not there",
    ["split", "--in", "NEW:x_0,x_1,id\n1,2,3\n", "--keep", "idd"],
    2,
    "did you mean id?",
  ],
  [
    "the output has another ending",
    ["split", "--in", "NEW:x_0,x_1\n1,2\n", "--out", "a.xls"],
    2,
    "use .csv, .json, .npz",
  ],
  ["the input is not there", ["split", "--in", "none.csv"], 2, "--in: no file none.csv"],
  ["the file has no run", ["now2.nn"], 2, "no file now2.nn"],
];

test.each(errors)("%s", async (_, args, exit, said) => {
  const { code, stdout, stderr } = await predict(
    args.map((a) => (a.startsWith("NEW:") ? write(a.slice(4)) : a)),
  );
  expect(stderr).toContain(said);
  expect([code, stdout]).toEqual([exit, ""]);
});
