/**
 * `nn sample`: text that goes on, rows that are drawn, and the samples of a report.
 */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decode } from "fast-png";
import { beforeAll, describe, expect, test } from "vitest";
import { chooseToken } from "../../runtime/sample.ts";
import { folder, nn, type Ran, root, sharedFolder } from "./nn.ts";

const DRAWS = `
data squares = generate(40) {
  x: [4, 4] = uniform([4, 4])
}
model drawer(z: [batch, 2]) -> [batch, 16] = z |> dense(16)
train draw on squares {
  steps = 2
  batch = 8
  let d = drawer()
  let z = normal([batch, 2])
  minimize mse(d(z), reshape(x, [batch, 16])) with sgd(lr: 0.1)
  predict picture = sigmoid(d(z))
}
`;
const COPIES = `
data squares = generate(40) {
  x: [4, 4] = uniform([4, 4])
  y: i32 = i32(x[0, 0] > x[1, 1])
}
train copy on squares {
  steps = 1
  batch = 8
  let again = reshape(flatten(x) |> dense(16), [batch, 4, 4])
  minimize mse(again, x) with sgd(lr: 0.1)
  predict again = again
}
train tell on squares {
  steps = 1
  batch = 8
  let pair = stack([x[:, 0, 0], x[:, 1, 1]], axis: 1)
  let logits = pair |> dense(2)
  minimize cross_entropy(logits, y) with sgd(lr: 0.1)
  predict larger = argmax(logits)
}
`;
// The batch is taken apart, so it has to be even.
const HALVES = `
data lines = chars("lines.txt") {
  x: i32[4] = window(tokens, 4)
  y: i32[4] = window(tokens, 4, shift: 1)
}
train read on lines {
  steps = 1
  batch = 4
  let logits = x |> embedding(lines.vocab, 4) |> dense(lines.vocab)
  let pairs = rearrange(logits, "(b two) t v -> b two t v", two: 2)
  minimize cross_entropy(logits, y) + mean(pairs^2) with sgd(lr: 0.1)
}
`;
const PLANE = `
data points = generate(60) {
  x: [2] = uniform([2], low: -1, high: 1)
  y: i32 = i32(x[0] > 0)
}
train side on points {
  steps = 80
  batch = 20
  let logits = x |> dense(2)
  minimize cross_entropy(logits, y) with adam(lr: 1e-1)
  predict side = argmax(logits)
}
`;

const cwd = sharedFolder({
  "draws.nn": DRAWS,
  "copies.nn": COPIES,
  "plane.nn": PLANE,
  "lines.txt": "one\ntwo\nthree\nfour\n",
});

async function train(args: readonly string[]): Promise<void> {
  const { code, stderr } = await nn(["train", ...args, "--device", "cpu"], { cwd });
  if (code !== 0) throw new Error(stderr);
}

const sample = (args: readonly string[]): Promise<Ran> => nn(["sample", ...args], { cwd });

async function text(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await sample(args);
  if (code !== 0) throw new Error(stderr);
  return stdout;
}

beforeAll(async () => {
  const small = ["context=8", "width=16", "heads=2", "depth=1", "batch=8"].flatMap((s) => ["--set", s]);
  await train([join(root, "examples/gpt.nn"), ...small, "--steps", "30", "--out", "runs/gpt"]);
  await train(["draws.nn", "--out", "runs/draws"]);
}, 120_000);

describe("text", () => {
  test("goes on with the prompt, as long as is asked, beyond the window", async () => {
    const found = await text(["gpt", "--prompt", "The ", "--length", "30", "--seed", "1"]);
    expect(found.startsWith("The ")).toBe(true);
    // A line end is added where the text has none at its end.
    expect(found.replace(/\n$/, "").length - 4).toBeGreaterThanOrEqual(29);
    expect(found.length - 4).toBeLessThanOrEqual(31);
  });

  test("is the same for a seed, and another for another", async () => {
    const args = ["gpt", "--length", "24", "--top-k", "20", "--top-p", "0.95"];
    const first = await text([...args, "--seed", "1"]);
    expect(await text([...args, "--seed", "1"])).toBe(first);
    expect(await text([...args, "--seed", "2"])).not.toBe(first);
  });

  test("at temperature 0 needs no seed and is the same on every device", async () => {
    const args = ["gpt", "--prompt", "A", "--length", "20", "--temperature", "0"];
    const found = await text(args);
    expect(await text([...args, "--seed", "9"])).toBe(found);
    expect(await text([...args, "--device", "webgpu"])).toBe(found);
  });

  test("a prompt begins the window of its last characters alone", async () => {
    const args = ["--length", "12", "--temperature", "0"];
    const long = await text(["gpt", "--prompt", "The old man saw the b", ...args]);
    const tail = await text(["gpt", "--prompt", "aw the b", ...args]);
    expect(long.slice("The old man s".length)).toBe(tail);
  });
});

describe("rows", () => {
  test("as a grid of pictures, or as numbers, as many as are asked for", async () => {
    const at = folder();
    expect(await text(["draws", "--count", "9", "--out", join(at, "a.png")])).toBe("");
    const { width, height, channels } = decode(readFileSync(join(at, "a.png")));
    expect([width, height, channels]).toEqual([16, 16, 1]);
    await text(["draws", "--count", "19", "--out", join(at, "a.csv")]);
    const lines = readFileSync(join(at, "a.csv"), "utf8").trimEnd().split("\n").slice(1);
    expect(lines).toHaveLength(19);
    // Each batch of 8 draws anew.
    expect(new Set(lines).size).toBe(19);
    await text(["draws", "--count", "1", "--seed", "4", "--out", join(at, "b.csv")]);
    expect(lines).not.toContain(readFileSync(join(at, "b.csv"), "utf8").split("\n")[1]);
  });
});

test.each([
  [["gpt", "--prompt", "naïve ü"], 2, 'the training text lacks: "ï", "ü"'],
  [["gpt", "--count", "3"], 2, "--count is for models that draw rows"],
  [["draws", "--temperature", "2", "--out", "a.png"], 2, "--temperature is for models that write text"],
  [["draws"], 2, "write it to a file: --out samples.png"],
  [["gpt", "--top-p", "0"], 2, "It must be above 0 and at most 1."],
  [["gpt", "--temperature", "-1"], 2, "It must be at least 0."],
])("nn sample %j ends with %i", async (args, exit, said) => {
  const { code, stdout, stderr } = await sample(args);
  expect(stderr).toContain(said);
  expect([code, stdout]).toEqual([exit, ""]);
});

test("a program that makes nothing up is told how it could", async () => {
  await train(["plane.nn", "--steps", "1", "--out", "runs/told"]);
  const { code, stderr } = await sample(["told"]);
  expect(stderr).toContain("error[NN0701]: `side` writes no text");
  expect(code).toBe(1);
});

describe("the report shows", () => {
  const page = (run: string) => readFileSync(join(cwd, "runs", run, "report.html"), "utf8");
  const shown = (run: string) =>
    JSON.parse(readFileSync(join(cwd, "runs", run, "samples.json"), "utf8")) as Record<string, unknown>[];

  test("text", () => {
    const [first] = shown("gpt");
    expect((first!["text"] as string).length).toBeGreaterThan(0);
    expect(page("gpt")).toContain("<h2>Samples</h2>");
  });

  test("pictures that are drawn, and those beside what they were made of", async () => {
    expect(page("draws").match(/<img[^>]*data:image\/png;base64/g)).toHaveLength(1);
    await train(["copies.nn:copy", "--out", "runs/copy"]);
    expect(page("copy").match(/<img[^>]*data:image\/png;base64/g)).toHaveLength(2);
    expect(page("copy")).toContain("img-src data:");
  });

  test("which class is said where", async () => {
    await train(["plane.nn", "--out", "runs/plane"]);
    const [map] = shown("plane");
    const cells = map!["cells"] as number[];
    // The classes lie left and right.
    const side = Math.sqrt(cells.length);
    expect([cells[0], cells[side - 1], cells[side * (side - 1)], cells.at(-1)]).toEqual([0, 1, 0, 1]);
    const points = map!["points"] as [number, number, number][];
    expect(points.every(([x, , group]) => group === Number(x > 0))).toBe(true);
    expect(page("plane").match(/<circle\s/g)!.length).toBeGreaterThanOrEqual(points.length);
  });

  test("them again when it is asked", async () => {
    const before = shown("draws");
    rmSync(join(cwd, "runs/draws/samples.json"));
    const { code, stdout } = await nn(["report", "draws", "--samples"], { cwd });
    expect([code, stdout]).toEqual([0, "runs/draws/report.html\n"]);
    expect(shown("draws").map((s) => [s["kind"], s["name"]])).toEqual(
      before.map((s) => [s["kind"], s["name"]]),
    );
  });

  test("why there are none, where a program cannot be run alone", async () => {
    writeFileSync(join(cwd, "halves.nn"), HALVES);
    await train(["halves.nn", "--out", "runs/halves"]);
    expect(page("halves")).toContain("None could be made: ");
  });

  test("nothing where the model makes nothing for the eye", async () => {
    await train(["copies.nn:tell", "--out", "runs/tell"]);
    expect(page("tell")).not.toContain("<h2>Samples</h2>");
  });
});

describe("a token is chosen", () => {
  const logits = [0, Math.log(2), Math.log(5), Math.log(2)];
  const shares = (choice: Parameters<typeof chooseToken>[1], draws = 4000) => {
    const counts = [0, 0, 0, 0];
    for (let place = 0; place < draws; place++) counts[chooseToken(logits, { ...choice, seed: 3 }, place)]!++;
    return counts.map((n) => n / draws);
  };

  test("by its probability", () => {
    shares({}).forEach((share, i) => expect(share).toBeCloseTo([0.1, 0.2, 0.5, 0.2][i]!, 1));
    // softmax(2 logits): squares of the odds 1, 2, 5, 2.
    shares({ temperature: 0.5 }).forEach((share, i) => expect(share).toBeCloseTo([1, 4, 25, 4][i]! / 34, 1));
  });

  test("among the k likeliest, ties to the lower", () => {
    const [a, b, c, d] = shares({ topK: 2 });
    expect([a, d]).toEqual([0, 0]);
    expect(b! / c!).toBeCloseTo(0.4, 1);
  });

  test("among the fewest that have probability p together", () => {
    expect(shares({ topP: 0.5 })).toEqual([0, 0, 1, 0]);
    expect(shares({ topP: 0.51 }).map((s) => s > 0)).toEqual([false, true, true, false]);
    expect(shares({ topP: 1 }).every((s) => s > 0)).toBe(true);
  });

  test("the likeliest at temperature 0, the first of ties", () => {
    expect(chooseToken(logits, { temperature: 0 }, 0)).toBe(2);
    expect(chooseToken([1, 3, 3], { temperature: 0 }, 0)).toBe(1);
  });
});
