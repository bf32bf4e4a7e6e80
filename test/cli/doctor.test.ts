/**
 * `nn doctor` tells a healthy network from one that vanishes, is dead, learns at a wrong rate, has softmax twice, labels
 * shifted by one or inputs of a wrong size, and each of these from the others.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Node } from "../../compiler/ir/graph.ts";
import { Builder } from "../../compiler/ops/builder.ts";
import type { TrainProgram } from "../../compiler/program.ts";
import { checkFlow } from "../../cli/shared/doctor/check-flow.ts";
import { Probe } from "../../cli/shared/doctor/probe.ts";
import { loadTrain } from "../../cli/shared/load.ts";
import { bentDevice, clouds, examined } from "./doctor-programs.ts";
import { root } from "./nn.ts";

const relus = "x |> dense(16) |> relu |> dense(4)";
const bceProgram = (logits: string) => `data d = generate(200) {
  x: [3] = normal([3])
  y: [1] = [f32(x[0] > 0)]
}
model net(x: [batch, 3]) -> [batch, 1] = x |> dense(8) |> tanh |> dense(1)${logits}
train t on d {
  epochs = 5
  let f = net()
  minimize binary_cross_entropy(f(x), y) with adam(lr: 1e-2)
}
`;

describe("healthy programs", () => {
  test("nothing is found in a small classifier", async () => {
    const { told, of } = await examined(clouds());
    expect(told).toEqual([]);
    for (const check of [
      "inputs",
      "labels",
      "start",
      "logits",
      "gradients",
      "mixing",
      "dead-units",
      "flow",
      "arrival",
      "overfit",
      "rate",
      "updates",
    ])
      // prettier-ignore
      expect(of(check).result, check).toBe("ok");
    const { measured } = of("start");
    expect(measured["expected"]).toBeCloseTo(Math.log(4), 12);
  });

  test("nor in a regression, a yes-or-no answer, a loop and weights without data", async () => {
    const regression = `data d = generate(200, split: 0.8) {
  x: [3] = normal([3])
  y: [1] = [x[0] * x[1]]
}
model net(x: [batch, 3]) -> [batch, 1] = x |> dense(16) |> gelu |> dense(1)
train t on d {
  epochs = 5
  let f = net()
  minimize mse(f(x), y) with adam(lr: 1e-2)
}
`;
    expect((await examined(regression)).told).toEqual([]);
    expect((await examined(bceProgram(""))).told).toEqual([]);
    const recurrent = `data d = generate(128) {
  x: [6, 2] = normal([6, 2])
  y: i32 = i32(sum(x) > 0)
}
model net(x: [batch, t, 2]) -> [batch, 2] {
  let h = x |> lstm(8)
  return h[:, -1] |> dense(2)
}
train t on d {
  epochs = 5
  let f = net()
  minimize cross_entropy(f(x), y) with adam(lr: 1e-2)
}
`;
    expect((await examined(recurrent)).told).toEqual([]);
    const descent =
      "train t {\n  steps = 20\n  param w = [4.0, -2.0]\n  minimize sum(w^2) with sgd(lr: 0.1)\n}\n";
    expect((await examined(descent)).told).toEqual([]);
  });

  test("dropout and noise are held still, and what `stop_grad` holds back is held at its value", async () => {
    const { told, of } = await examined(
      clouds({
        declarations: "fn hard(x: [...s]) -> [...s] = x + stop_grad(round(x) - x)",
        body: "x |> dense(16) |> tanh |> dropout(0.3) |> dense(16) |> hard |> dense(4)",
      }),
    );
    expect(told).toEqual([]);
    expect(of("gradients").measured["worst"]).toBeLessThan(1e-6);
  });
});

describe("what is wrong with a network", () => {
  test("thirty layers of sigmoids let the gradient vanish; the layers are named", async () => {
    const deep = (act: string) =>
      clouds({ body: `x |> dense(8) |> repeat 30 { dense(8) |> ${act} } |> dense(4)` });
    const { told, of } = await examined(deep("sigmoid"));
    expect(told).toEqual(["flow: failure"]);
    const { title, measured, labels, remedy } = of("flow");
    expect(title).toContain("the gradient vanishes: `f.dense_0`");
    expect(measured["vanished"]).toContain("f.dense_1");
    expect(measured["vanished"]).not.toContain("f.dense_31");
    expect(labels).toHaveLength(1);
    expect(remedy).toContain("residual");
    // Residual connections restore it.
    const mended = await examined(
      clouds({
        declarations: "layer skip(x: [batch, d]) -> [batch, d] = x + (x |> dense(d) |> sigmoid) - 0.5",
        body: "x |> dense(8) |> repeat 30 { skip } |> dense(4)",
      }),
    );
    expect(mended.of("flow").result).toBe("ok");
  });

  test("ReLUs that are dead at the start are counted by layer, and what follows is not told again", async () => {
    const sunk = `layer sunk(n: int, by: float)(x: [batch, d]) -> [batch, n] {
  param w: [d, n] = glorot()
  param b: [n] = -by
  return x @ w + b
}`;
    const { told, of } = await examined(
      clouds({ declarations: sunk, body: "x |> sunk(16, 20) |> relu |> dense(4)" }),
    );
    expect(told).toEqual(["dead-units: failure"]);
    expect(of("dead-units").title).toBe(
      "dead units: 16 of 16 ReLUs after `f.sunk_0` are 0 for every example",
    );
    expect(of("arrival")).toMatchObject({ result: "skipped", title: expect.stringContaining("f.sunk_0.w") });
    expect(of("overfit").result).toBe("skipped");
  });

  test("saturated activations", async () => {
    const { of } = await examined(
      clouds({ x: "200 * normal([2])", body: "x |> dense(16) |> tanh |> dense(4)" }),
    );
    expect(of("saturation").title).toMatch(/^saturated: 9\d % of the tanh values after `f.dense_0`/);
  });

  test.each([
    ["adam(lr: 3)", "too high"],
    ["sgd(lr: 50)", "too high"],
    ["adam(lr: 1e-8)", "too low"],
    ["sgd(lr: 1e-6)", "too low"],
  ])("%s is %s", async (optimizer, direction) => {
    const { of } = await examined(clouds({ optimizer }));
    const { result, title, measured, remedy } = of("rate");
    expect(result).toBe("failure");
    expect(measured).toMatchObject({ direction });
    expect(title).toContain(direction);
    const better = measured["better"] as number;
    expect(remedy).toContain("lr-find");
    // What is suggested passes its own check.
    const mended = await examined(clouds({ optimizer: optimizer.replace(/lr: [^)]*/, `lr: ${better}`) }));
    expect(mended.of("rate").result).not.toBe("failure");
  });

  test("softmax twice, whoever wrote the first", async () => {
    for (const softmax of ["softmax", "mine"]) {
      const { told, of } = await examined(
        clouds({
          declarations: "fn mine(x: [b, c]) -> [b, c] = exp(x) / sum(exp(x), axis: -1, keep: true)",
          body: `${relus} |> ${softmax}`,
        }),
      );
      expect(told).toEqual(["logits: failure"]);
      expect(of("logits").title).toContain("softmax is applied twice");
    }
    const { told } = await examined(clouds({ body: `${relus} |> relu` }));
    expect(told).toContain("logits: warning");
    const sigmoid = await examined(bceProgram(" |> sigmoid"));
    expect(sigmoid.of("logits").title).toContain("the sigmoid is applied twice");
  });

  test("an example's answer that depends on the others of its batch", async () => {
    const mixing = await examined(clouds({ body: `${relus} |> center`, declarations: "fn center(x: [b, c]) -> [b, c] = x - mean(x, axis: 0)" })); // prettier-ignore
    expect(mixing.of("mixing").result).toBe("failure");
    // In evaluation batch normalization uses what it has gathered.
    const norm = await examined(clouds({ body: "x |> dense(16) |> batchnorm() |> relu |> dense(4)" }));
    expect(norm.of("mixing").result).toBe("ok");
  });

  test("weights that no loss reaches, and weights that are frozen on purpose", async () => {
    const unused = clouds().replace(
      "let logits",
      "let spare = dense(3)\n  let other = spare(x)\n  let logits",
    );
    const { told, of } = await examined(unused);
    expect(told).toEqual(["arrival: warning"]);
    expect(of("arrival").measured["unused"]).toEqual(["spare.w", "spare.b"]);
    const [label] = of("arrival").labels;
    expect(unused.slice(label!.span.start, label!.span.end)).toBe("dense(3)");
    const frozen = await examined(clouds({ body: "x |> dense(16) |> relu |> stop_grad |> dense(4)" }));
    expect(frozen.told).toEqual([]);
    expect(frozen.of("arrival").title).toContain("f.dense_0.w and f.dense_0.b are frozen");
  });

  test("a network that cannot learn, whatever the rate", async () => {
    const { told } = await examined(clouds({ body: "0 * x |> dense(16) |> relu |> dense(4)" }));
    expect(told).toContain("inputs: failure");
    const blind = await examined(clouds({ label: "i32(4 * uniform([]))", body: "1e-6 * x |> dense(4)" }));
    expect(blind.told).toContain("inputs: warning");
  });
});

describe("the examples", () => {
  const flowOf = async (set: readonly string[]) => {
    const { train, data, dataProgram, sources } = loadTrain("examples/vanishing.nn", { set });
    return checkFlow(await Probe.open(train, { data: data.load(dataProgram!), sources }));
  };

  test("the doctor names the layers of vanishing.nn, and each remedy restores them", async () => {
    const sick = await flowOf([]);
    expect(sick.result).toBe("failure");
    expect(sick.measured).toMatchObject({ first: "net.dense_0", last: "net.dense_1", layers: 32 });
    expect(sick.measured["vanished"]).toContain("net.first");
    expect(sick.measured["vanished"]).not.toContain("net.last");
    for (const remedy of [
      ["act=relu", "start=he_normal"],
      ["skip=true"],
      ["norm_by=layernorm"],
      ["norm_by=batchnorm"],
    ])
      expect((await flowOf(remedy)).result, remedy.join()).toBe("ok");
  }, 60_000);

  test("a method of few steps may go up before it comes down", async () => {
    const source = readFileSync(join(root, "examples/newton.nn"), "utf8");
    const alone = source.replace(/train plain \{[^]*?^\}/m, "");
    expect((await examined(alone)).told).toEqual([]);
    const descent = (lr: number) =>
      `train t {\n  steps = 4\n  param w = 4.0\n  minimize w^2 with sgd(lr: ${lr})\n}\n`;
    expect((await examined(descent(0.3))).told).toEqual([]);
    expect((await examined(descent(1.1))).told).toEqual(["rate: failure"]);
  });

  test("exploding.nn is no number within some steps; clipped it learns", async () => {
    const source = (clip: number) =>
      readFileSync(join(root, "examples/exploding.nn"), "utf8").replace("clip = 0.0", `clip = ${clip}.0`);
    const wild = await examined(source(0));
    expect(wild.of("rate")).toMatchObject({
      result: "failure",
      title: expect.stringContaining("to no number"),
    });
    const clipped = await examined(source(1));
    expect(clipped.told).not.toContain("rate: failure");
    expect(clipped.told).not.toContain("overfit: failure");
  }, 60_000);
});

test("a step that would take the interpreter minutes is not run", async () => {
  const source = `data d = generate(4) {
  x: [192, 192, 3] = normal([192, 192, 3])
  y: i32 = index % 2
}
model net(x: [batch, 192, 192, 3]) -> [batch, 2] =
  x |> conv2d(64) |> relu |> conv2d(128) |> mean(axis: [1, 2]) |> dense(2)
train t on d {
  steps = 10
  batch = 4
  let f = net()
  minimize cross_entropy(f(x), y) with adam()
}
`;
  const { told, of } = await examined(source);
  expect(told).toEqual([]);
  expect(of("inputs").result).toBe("ok");
  expect(of("overfit")).toMatchObject({ result: "skipped", title: expect.stringMatching(/GFLOP, too much/) });
});

describe("what is wrong with the data", () => {
  test("labels shifted by one, beyond the classes or within them", async () => {
    const beyond = await examined(clouds({ label: "index % 4 + 1" }));
    expect(beyond.told).toEqual(["labels: failure"]);
    expect(beyond.of("labels").title).toBe(
      "labels are shifted by one: `y` goes from 1 to 4, and the classes are 0 to 3",
    );
    const within = await examined(clouds({ label: "index % 4 + 1", classes: 5 }));
    expect(within.told).toEqual(["labels: warning"]);
    expect(within.of("labels").title).toContain("class 0 never appears");
  });

  test("labels that are all the same, too large, missing or lopsided", async () => {
    expect((await examined(clouds({ label: "i32(2)" }))).of("labels").title).toBe("every label is 2");
    expect((await examined(clouds({ label: "2 * (index % 4)" }))).of("labels").remedy).toContain("7 classes");
    expect((await examined(clouds({ label: "2 * (index % 2)" }))).of("labels").title).toBe(
      "classes 1 and 3 of 4 never appear",
    );
    const lopsided = await examined(clouds({ label: "select(index % 20 == 0, index % 4, 3)", classes: 4 }));
    expect(lopsided.of("labels").result).toBe("warning");
  });

  test("a text whose next letter is the one it has just read", async () => {
    const source = (shift: number) => `data text = chars("text.txt", split: 0.8) {
  x: i32[8] = window(tokens, 8)
  y: i32[8] = window(tokens, 8, shift: ${shift})
}
model net(x: i32[batch, t]) -> [batch, t, text.vocab] = x |> embedding(text.vocab, 16) |> dense(text.vocab)
train t on text {
  steps = 200
  let f = net()
  minimize cross_entropy(f(x), y) with adam(lr: 1e-2)
}
`;
    const files = {
      "text.txt": "a stitch in time saves nine and a bird in the hand is worth two. ".repeat(20),
    };
    const copied = await examined(source(0), { files });
    expect(copied.told).toEqual(["labels: warning"]);
    expect(copied.of("labels").title).toContain("`y` is the same as `x`");
    expect((await examined(source(1), { files })).told).toEqual([]);
  });

  test("unnormalized inputs are told from normalized ones", async () => {
    const x = "100 * (2 * [cos(angle), sin(angle)] + normal([2], std: 0.4)) + 300";
    const raw = await examined(clouds({ x }));
    expect(raw.of("inputs").result).toBe("warning");
    expect(raw.of("inputs").title).toContain("`x` is not normalized");
    expect(raw.of("inputs").remedy).toContain("standardize(clouds.x)");
    const mended = await examined(
      clouds({ x, body: "x |> standardize(clouds.x) |> dense(16) |> relu |> dense(4)" }),
    );
    expect(mended.told).toEqual([]);
  });

  test("numbers that are none, and features that never change", async () => {
    const { told, of, findings } = await examined(clouds({ x: "[1 / f32(index % 4), 1]" }));
    expect(told).toEqual(["inputs: failure"]);
    expect(of("inputs").title).toBe("`x` is infinite in the training data");
    expect(findings).toHaveLength(1);
    const still = await examined(clouds({ x: "[cos(angle), 1]" }));
    expect(still.of("inputs").title).toBe("feature 1 of `x` is the same in every example");
  });

  test("examples of the test among those of the training", async () => {
    const rows = Array.from(
      { length: 60 },
      (_, i) => `${i % 30},${(i * 7) % 5},${i % 3},${(i % 30) / 10},${i % 2}`,
    );
    const source = `data d = csv("rows.csv", split: 0.5) {
  x: [4] = [a / 10, b, c, d]
  y: i32 = i32(y)
}
model net(x: [batch, 4]) -> [batch, 2] = x |> dense(16) |> relu |> dense(2)
train t on d {
  epochs = 5
  batch = 10
  let f = net()
  minimize cross_entropy(f(x), y) with adam(lr: 1e-2)
}
`;
    const { told, of } = await examined(source, { files: { "rows.csv": `a,b,c,d,y\n${rows.join("\n")}\n` } });
    expect(told).toContain("overlap: warning");
    // Of a few points that come again everywhere nothing can be said.
    const coins = rows.map((_, i) => `${i % 2},${i % 3},1,1,${i % 2}`);
    const few = await examined(source, { files: { "rows.csv": `a,b,c,d,y\n${coins.join("\n")}\n` } });
    expect(few.of("overlap").result).toBe("skipped");
    expect(of("overlap").title).toMatch(/^\d+ of 30 validation examples are among the training data/);
  });
});

describe("gradients", () => {
  /** The program with a gradient of its own multiplied by `factor`. */
  const bent =
    (path: string, factor: number) =>
    (train: TrainProgram): TrainProgram => ({
      ...train,
      atBatch(batch) {
        const sized = train.atBatch(batch);
        const { step } = sized;
        const b = new Builder(step.graph);
        const wrong = (node: Node) => b.mul(node, b.fullLike(node, factor));
        const gradients = step.gradients.map((g) => (g.path === path ? { path, node: wrong(g.node) } : g));
        return {
          ...sized,
          rated: sized.rated,
          evaluate: sized.evaluate,
          predict: sized.predict,
          step: { ...step, gradients },
        };
      },
    });

  test("a single one that is wrong by a hundredth is found and named", async () => {
    const { of } = await examined(clouds(), { changed: bent("f.dense_1.b", 1.01) });
    const { result, measured, title } = of("gradients");
    expect(result).toBe("failure");
    expect(measured["wrong"]).toEqual(["f.dense_1.b"]);
    expect(measured["error"]).toBeCloseTo(0.01, 3);
    expect(title).toContain("`f.dense_1.b`");
  });

  test("a device that is right passes, one that is wrong does not", async () => {
    const right = await examined(clouds(), { device: bentDevice((_, v) => v) });
    expect(right.of("device").result).toBe("ok");
    const off = await examined(clouds(), { device: bentDevice((o, v) => (o === "gradient of f.dense_2.w" ? 1.2 * v : v)) }); // prettier-ignore
    expect(off.of("device").result).toBe("failure");
    expect(off.of("device").title).toMatch(
      /^the gradient of f\.dense_2\.w on a bent device is (20|19\.9) % off/,
    );
    const broken = await examined(clouds(), { device: bentDevice(() => NaN) });
    expect(broken.of("device").result).toBe("failure");
  });
});
