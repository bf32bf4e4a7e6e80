/** The API on the sources: data from files and arrays, shapes from declarations, trained programs, mistakes in words. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile } from "../../api/compiler.ts";
import {
  call,
  evaluate,
  load,
  openDevice,
  predict,
  sample,
  type SampleOptions,
  train,
  type TrainOptions,
} from "../../api/runtime.ts";
import { folder } from "../examples/examples.ts";

const device = await openDevice("cpu");

const spirals = () =>
  compile(join(folder, "spirals.nn"), { read: (path) => readFileSync(path, "utf8"), config: { turns: 1 } });

async function finish(options: Omit<TrainOptions, "device">) {
  const { program } = await spirals();
  const run = train(program.train["classify"]!, { device, ...options });
  let end;
  for await (const event of run) if (event.type === "end") end = event;
  return { program, run, end: end! };
}

describe("a trained program", () => {
  test("is evaluated and asked, from arrays", async () => {
    const x = Float32Array.from({ length: 200 }, (_, i) => Math.sin(i));
    const y = Int32Array.from({ length: 100 }, (_, i) => (x[2 * i]! > 0 ? 1 : 0));
    const { program, run, end } = await finish({
      data: { train: { x, y }, test: { x, y } },
      epochs: 20,
      batch: 10,
    });
    expect(end).toMatchObject({ type: "end", split: "test" });
    const weights = await run.last();
    const block = program.train["classify"]!;
    const scores = await evaluate(block, weights, { device, data: { x, y } });
    expect(scores.metrics["accuracy"]).toBeCloseTo(end.metrics["accuracy"]!, 6);
    const { arm } = await predict(block, weights, { x }, { device });
    expect(arm!.shape).toEqual([100]);
    expect(arm!.filter((a, i) => a === y[i]).length / 100).toBeCloseTo(end.metrics["accuracy"]!, 6);
    using net = await load(program.model["part"]!, weights, { device });
    const { output } = await net.run({ x });
    expect(output!.shape).toEqual([100, 2]);
    // A result is an input again.
    expect((await net.run({ x: { shape: [100, 2], data: output!.data } }))["output"]!.shape).toEqual([
      100, 2,
    ]);
  });

  test.each([
    [{ x: [1, 2] }, "the field `y` of `classify` is missing"],
    [{ x: [1, 2, 3], y: [0] }, "the field `x` has 3 values, and an example is f32[2]"],
    [{ x: [1, 2], y: [0, 1] }, "`y` has 2 examples and `x` has 1"],
    [{ x: [1, 2], y: [0.5] }, "the field `y` is of whole numbers (i32), and value 0 is 0.5"],
    [{ x: [1, 2], z: [0] }, "`classify` has no field `z`"],
  ])("%j is no data", async (data, message) => {
    const fields = data as Readonly<Record<string, number[]>>;
    await expect(finish({ data: fields, steps: 1, batch: 1 })).rejects.toMatchObject({
      diagnostic: { code: "NN0605", title: message },
    });
  });
});

describe("a language model", () => {
  const source = `data letters = chars("letters.txt") {
  x: i32[2] = window(tokens, 2)
  y: i32[2] = window(tokens, 2, shift: 1)
}
train go_on on letters {
  steps = 60
  batch = 8
  let net = embedding(letters.vocab, 4)
  let out = dense(letters.vocab)
  minimize cross_entropy(out(net(x)), y) with adam(lr: 0.1)
}
train plain on letters {
  steps = 1
  param w = 1.0
  minimize w * mean(f32(x)) with sgd(lr: 0.1)
}
`;
  // a, b, c are 0, 1, 2.
  const files = { "letters.txt": new TextEncoder().encode("abc".repeat(40)) };
  const sampled = async (prompt: readonly number[], more: Partial<SampleOptions> = {}) => {
    const { program } = await compile("text.nn", { read: () => source });
    const block = program.train["go_on"]!;
    const run = train(block, { device, files });
    for await (const _ of run);
    const tokens: number[] = [];
    const options = { device, files, vocab: 3, length: 7, ...more };
    for await (const token of sample(block, await run.last(), prompt, options)) tokens.push(token);
    return tokens;
  };

  test("goes on with a text that it has learned", async () => {
    expect(await sampled([1], { temperature: 0 })).toEqual([2, 0, 1, 2, 0, 1, 2]);
    // More than the window, and as likely as not: what it learned is certain.
    expect(await sampled([0, 1, 2, 0], { seed: 3 })).toEqual([1, 2, 0, 1, 2, 0, 1]);
  });

  test("draws, the same from the same seed", async () => {
    const drawn = await sampled([0], { seed: 1, temperature: 20, length: 40 });
    expect(await sampled([0], { seed: 1, temperature: 20, length: 40 })).toEqual(drawn);
    expect(await sampled([0], { seed: 2, temperature: 20, length: 40 })).not.toEqual(drawn);
    expect(new Set(drawn)).toEqual(new Set([0, 1, 2]));
  });

  test("what cannot be sampled says why", async () => {
    await expect(sampled([0], { vocab: 4 })).rejects.toThrow(
      "`go_on` cannot be sampled: nothing in it has the shape [batch, 2, 4]",
    );
    const { program } = await compile("text.nn", { read: () => source });
    const weights = new Map([["w", { dtype: "f32" as const, shape: [], data: new Float32Array([1]) }]]);
    const options = { device, files, vocab: 3, length: 1 };
    await expect(sample(program.train["plain"]!, weights, [0], options).next()).rejects.toThrow(
      "`plain` cannot be sampled",
    );
  });
});

test("a loss that is no number is told with the operation that it came from", async () => {
  const source = "train t {\n  steps = 9\n  param w = 1.0\n  minimize log(w - 1) * w with sgd(lr: 0.1)\n}\n";
  const { program } = await compile("t.nn", { read: () => source });
  const run = train(program.train["t"]!, { device });
  const failed = async () => {
    for await (const _ of run);
  };
  await expect(failed()).rejects.toMatchObject({
    diagnostic: { code: "NN0604", labels: [{ text: "`log(0)` is -∞", span: { file: "t.nn" } }] },
  });
});

describe("inputs by their elements", () => {
  const source = `fn rows(x: [n, 3], w: [n]) = sum(x * reshape(w, [n, 1]))
fn free(a: [n, m], b: [m, n]) = sum(a @ b)
fn scaled(x: [_], by: f32) = x * by
`;
  const fn = async (name: string) => (await compile("f.nn", { read: () => source })).program.fn[name]!;

  test("sizes follow from the declaration, and from each other", async () => {
    const { value } = await call(await fn("rows"), { x: [1, 2, 3, 4, 5, 6], w: [1, 10] }, { device });
    expect([...value]).toEqual([156]);
    const a = { shape: [1, 2], data: [3, 4] };
    expect([...(await call(await fn("free"), { a, b: [5, 6] }, { device })).value]).toEqual([39]);
    const { value: scaled, grads } = await call(
      await fn("scaled"),
      { x: [1, 2], by: 3 },
      { device, grad: ["by"] },
    );
    expect([...scaled, ...grads["by"]!]).toEqual([3, 6, 3]);
  });

  test.each([
    ["free", { a: [1, 2], b: [1, 2] }, /`a` of `free` is \[n, m\], which 2 elements alone do not settle/],
    ["rows", { x: [1, 2, 3], w: [1, 2] }, /NN0605/],
  ])("%s: what they do not settle is told", async (name, inputs, message) => {
    await expect(call(await fn(name), inputs as Record<string, number[]>, { device })).rejects.toThrow(
      message,
    );
  });

  test("what is no program is told", async () => {
    const { program } = await spirals();
    expect(() => train(program.train["clasify"]!, { device })).toThrow("`train` takes program.train.NAME");
  });
});
