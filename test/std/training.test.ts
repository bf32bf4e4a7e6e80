/**
 * What only happens in training: batch statistics, dropout, augmentation, penalties, fitted preprocessing.
 */
import { describe, expect, it } from "vitest";
import { data, tensor, Trainer, trainProgram } from "../lower/run.ts";
import { close, python } from "./support.ts";

const houses = (body: string, extra = ""): string => `data houses = csv("data/houses.csv") {
  x: [4] = [area, rooms, age, distance]
  y: [1] = [price / 1000]
}
${extra}
train fit on houses {
  steps = 10
  batch = 6
${body}
}`;

/** Two columns of data for six houses. */
const xs = Array.from({ length: 24 }, (_, i) => Math.sin(i * 1.7) * 3 + (i % 4));
const ys = Array.from({ length: 6 }, (_, i) => Math.cos(i * 2.3) * 2);
const batch = { x: tensor([6, 4], xs), y: tensor([6, 1], ys) };
const columns = {
  "houses.x": tensor(
    [80, 4],
    Array.from({ length: 320 }, (_, i) => Math.sin(i) * (1 + (i % 4)) + (i % 4)),
  ),
};

describe("batch norm", () => {
  const source = houses(
    "  let net = net_()\n  let out = net(x)\n  minimize mse(out, y) with sgd(lr: 0.1)\n  predict guess = out[:, 0]",
    "model net_(x: [batch, 4]) -> [batch, 1] = x |> batchnorm() |> dense(1)",
  );
  it("follows PyTorch for five steps", () => {
    const t = new Trainer(trainProgram(source, { data }));
    const w = t.weight("net.dense_0.w");
    const trace: number[][] = [];
    for (let i = 0; i < 5; i++) {
      const { loss } = t.step(batch);
      trace.push([
        ...loss!,
        ...t.weight("net.dense_0.w"),
        ...t.weight("net.batchnorm_0.gain"),
        ...t.weight("net.batchnorm_0.shift"),
        ...t.weight("net.batchnorm_0.running_mean"),
        ...t.weight("net.batchnorm_0.running_var"),
      ]);
    }
    const code = `
import json, sys, torch
torch.set_default_dtype(torch.float64)
c = json.load(sys.stdin)
x = torch.tensor(c["xs"]).reshape(6, 4); y = torch.tensor(c["ys"]).reshape(6, 1)
bn, d = torch.nn.BatchNorm1d(4), torch.nn.Linear(4, 1)
with torch.no_grad(): d.weight.copy_(torch.tensor(c["w"]).reshape(4, 1).T); d.bias.zero_()
o = torch.optim.SGD([*bn.parameters(), *d.parameters()], lr=0.1)
trace = []
for _ in range(5):
    o.zero_grad(); l = ((d(bn(x)) - y) ** 2).mean(); l.backward(); o.step()
    trace.append([l.item(), *d.weight.reshape(-1).tolist(), *bn.weight.tolist(), *bn.bias.tolist(), *bn.running_mean.tolist(), *bn.running_var.tolist()])
print(json.dumps(trace))`;
    const wanted = python(code, { xs, ys, w }) as number[][] | undefined;
    if (wanted) trace.forEach((row, i) => close(row, wanted[i]!, 1e-9, `step ${i}`));
  });
  it("uses the running statistics elsewhere, also for one example", () => {
    const t = new Trainer(trainProgram(source, { data }));
    t.step(batch);
    const one = t.program.atBatch(1).predict;
    const { guess } = t.run(one, { x: tensor([1, 4], xs.slice(0, 4)) });
    const [w, b, gain, shift, m, v] = [
      "dense_0.w",
      "dense_0.b",
      "batchnorm_0.gain",
      "batchnorm_0.shift",
      "batchnorm_0.running_mean",
      "batchnorm_0.running_var",
    ].map((n) => t.weight(`net.${n}`)) as [number[], number[], number[], number[], number[], number[]];
    const wanted =
      b[0]! +
      [0, 1, 2, 3].reduce(
        (s, i) => s + w[i]! * ((gain[i]! * (xs[i]! - m[i]!)) / Math.sqrt(v[i]! + 1e-5) + shift[i]!),
        0,
      );
    close(guess!, [wanted], 1e-12);
  });
});

describe("dropout", () => {
  const source = (rate: number): string => `train t {
  steps = 3
  param w = ones([200, 100])
  let y = w |> dropout(${rate})
  metric zeros_share = mean(y == 0)
  metric average = mean(y)
  minimize mean(y) with sgd(lr: 0)
}`;
  it("drops its share and keeps the mean", () => {
    const t = new Trainer(trainProgram(source(0.3)));
    const losses = [0, 1, 2].map(() => t.step()["loss"]![0]!);
    for (const l of losses) expect(Math.abs(l - 1)).toBeLessThan(0.02);
    expect(new Set(losses).size).toBe(3);
  });
  it("does nothing outside training, or at rate 0", () => {
    const t = new Trainer(trainProgram(source(0.3)));
    const out = t.run(t.program.evaluate);
    expect([out["loss"], out["zeros_share"], out["average"]]).toEqual([[1], [0], [1]]);
    expect(new Trainer(trainProgram(source(0))).step()["loss"]).toEqual([1]);
  });
});

describe("penalties", () => {
  it("l1 and l2 run over all weights of an instance", () => {
    const model = "model net_(x: [batch, 4]) -> [batch, 1] = x |> dense(3) |> tanh |> dense(1)";
    const t = new Trainer(
      trainProgram(
        houses(
          "  let net = net_()\n  let guess = net(x)\n  minimize mse(guess, y) + 0.1 * l2(net) + 0.01 * l1(net) with sgd(lr: 0)\n  metric plain = mse(guess, y)",
          model,
        ),
        { data },
      ),
    );
    const all = ["dense_0.w", "dense_0.b", "dense_1.w", "dense_1.b"].flatMap((n) => t.weight(`net.${n}`));
    const penalty = all.reduce((s, w) => s + 0.1 * w * w + 0.01 * Math.abs(w), 0);
    const out = t.run(t.program.evaluate, batch);
    close(out["loss"]!, [out["plain"]![0]! + penalty], 1e-12);
  });
  it("a layer without bias owns none", () => {
    const model = "model net_(x: [batch, 4]) -> [batch, 1] = x |> dense(3, bias: false) |> dense(1)";
    const p = trainProgram(houses("  let net = net_()\n  minimize mse(net(x), y) with sgd(lr: 0)", model), {
      data,
    });
    expect(p.weights.map((w) => w.path)).toEqual(["net.dense_0.w", "net.dense_1.w", "net.dense_1.b"]);
  });
});

it("standardize takes the mean and spread of the training column", () => {
  const model = "model net_(x: [batch, 4]) -> [batch, 4] = x |> standardize(houses.x)";
  const source = houses(
    "  let net = net_()\n  param k = 1.0\n  minimize mean((k * net(x))^2) with sgd(lr: 0)\n  predict z = net(x)",
    model,
  );
  const program = trainProgram(source, { data });
  const name = program.init.graph.nodes
    .flatMap((n) => (n.op === "input" ? [(n.attrs as { name: string }).name] : []))
    .find((n) => n !== "seed")!;
  const column = columns["houses.x"];
  const t = new Trainer(program, { [name]: column });
  const [center, scale] = [t.weight("net.standardize_0.center"), t.weight("net.standardize_0.scale")];
  for (let c = 0; c < 4; c++) {
    const v = Array.from(column.data).filter((_, i) => i % 4 === c);
    const mean = v.reduce((a, b) => a + b, 0) / 80;
    expect(center[c]).toBeCloseTo(mean, 10);
    expect(scale[c]).toBeCloseTo(Math.sqrt(v.reduce((a, b) => a + (b - mean) ** 2, 0) / 80), 10);
  }
});

describe("augmentation", () => {
  /** Images of 5 by 5 with two channels, applied in training. */
  const shown = (stage: string, out: string): string => `train t {
  steps = 40
  param k = 1.0
  let x = reshape(f32(arange(100)) + 1, [2, 5, 5, 2])
  let y = x |> ${stage}
  ${out}
  minimize k * 0 + mean(y) with sgd(lr: 0)
}`;
  it("is part of the training program only", () => {
    for (const stage of ["random_flip", "random_shift(by: 1)", "cutout(n: 2)", "random_crop(3)"]) {
      const t = new Trainer(trainProgram(shown(stage, "metric m = mean(y)")));
      const out = t.run(t.program.evaluate);
      if (!stage.startsWith("random_crop")) expect(out["m"]).toEqual([50.5]);
      const losses = Array.from({ length: 12 }, () => t.step()["loss"]![0]!.toFixed(6));
      // A flip keeps the mean; the others move or cut.
      if (stage === "random_flip") expect(new Set(losses)).toEqual(new Set(["50.500000"]));
      else expect(new Set(losses).size).toBeGreaterThan(3);
    }
  });
  it("a flip mirrors each image on its own, half of the time", () => {
    const source = shown("random_flip", "").replace("mean(y)", "sum(y[0, 0, 0, 0]) + 1000 * y[1, 0, 0, 0]");
    const t = new Trainer(trainProgram(source));
    const seen = new Map<number, number>();
    for (let i = 0; i < 40; i++) {
      const l = t.step()["loss"]![0]!;
      seen.set(l, (seen.get(l) ?? 0) + 1);
    }
    // The first cell is 1 or 9 in image 0, 51 or 59 in image 1.
    expect([...seen.keys()].sort((a, b) => a - b)).toEqual([51001, 51009, 59001, 59009]);
    for (const n of seen.values()) expect(n).toBeGreaterThan(2);
  });
  it("a crop is a window of the image", () => {
    const source = shown("random_crop(3)", "").replace("mean(y)", "y[0, 0, 0, 0] + 1000 * y[0, 2, 2, 1]");
    const t = new Trainer(trainProgram(source));
    const places = new Set<number>();
    for (let i = 0; i < 40; i++) {
      const l = t.step()["loss"]![0]!;
      const [first, last] = [l % 1000, Math.floor(l / 1000)];
      places.add(first);
      // Two rows and two columns on, and the second channel.
      expect(last - first).toBe(2 * 10 + 2 * 2 + 1);
    }
    expect(places.size).toBe(9);
  });
  it("a shift brings zeros in", () => {
    const source = shown("random_shift(by: 2)", "").replace("mean(y)", "sum(f32(y[0, :, :, 0] == 0))");
    const t = new Trainer(trainProgram(source));
    const counts = new Set(Array.from({ length: 40 }, () => t.step()["loss"]![0]!));
    // (5 - |dy|) (5 - |dx|) cells stay.
    const possible = new Set([0, 1, 2].flatMap((a) => [0, 1, 2].map((b) => 25 - (5 - a) * (5 - b))));
    for (const c of counts) expect(possible).toContain(c);
    expect(counts.size).toBeGreaterThan(3);
  });
  it("mixup mixes inputs and targets alike", () => {
    const source = `train t {
  steps = 10
  param k = 1.0
  let x = reshape(f32(arange(6)), [3, 2])
  let y = one_hot(arange(3), 3)
  let mixed = mixup(x, y)
  minimize k * 0 + mixed.x[1, 0] + 100 * mixed.y[1, 1] with sgd(lr: 0)
}`;
    const t = new Trainer(trainProgram(source));
    const shares = Array.from({ length: 10 }, () => {
      const l = t.step()["loss"]![0]!;
      // x[1, 0] = 2 part, y[1, 1] = part.
      const part = l / 102;
      expect(part).toBeGreaterThanOrEqual(0);
      expect(part).toBeLessThan(1);
      return part;
    });
    expect(new Set(shares).size).toBe(10);
  });
});
