import { describe, expect, it } from "vitest";
import { descend, houses, mnist, wgan, library } from "./programs.ts";
import { data, tensor, Trainer, trainProgram } from "./run.ts";

const random = (n: number, seed: number): number[] =>
  Array.from({ length: n }, (_, i) => Math.sin((i + 1) * 12.9898 + seed) * 0.7);

describe("training", () => {
  it("descends as the textbook says", () => {
    const t = new Trainer(trainProgram(descend));
    expect(t.program.scalarParams).toEqual(["w"]);
    const seen = [1, 2, 3, 4, 5].map(() => t.step()["loss"]![0]!);
    [16, 2.56, 0.4096, 0.065536, 0.01048576].forEach((v, i) => expect(seen[i]).toBeCloseTo(v, 6));
    expect(t.weight("w")[0]).toBeCloseTo(4 * 0.4 ** 5, 6);
  });

  it("names weights by path", () => {
    const p = trainProgram(mnist, { data });
    expect(p.weights.map((w) => w.path)).toEqual([
      "net.dense_0.w",
      "net.dense_0.b",
      "net.dense_1.w",
      "net.dense_1.b",
    ]);
    expect(p.weights.map((w) => w.offset % 64)).toEqual([0, 0, 0, 0]);
    expect(p.step.reported.map((r) => r.name)).toEqual(["lr"]);
    expect(p.step.outputs.map((o) => o.name)).toEqual(["loss"]);
    expect(p.evaluate.outputs.map((o) => o.name)).toEqual(["loss", "accuracy"]);
    expect(p.predict.outputs.map((o) => [o.name, ...o.node.type.shape])).toEqual([["digit", 128]]);
    expect(p.slabs.map((s) => s.name)).toEqual(["params", "grads", "opt0.m", "opt0.v"]);
    expect(p.step.updates.map((u) => u.target.attrs.name)).toEqual(["params", "opt0.m", "opt0.v"]);
    const net = p.instances.find((i) => i.path === "net");
    expect(net).toMatchObject({ layer: "mlp", params: 784 * 128 + 128 + 1280 + 10 });
  });

  it("fits houses, with the preprocessing in the state", () => {
    const p = trainProgram(houses, { data });
    const x = tensor([80, 4], random(320, 1));
    const t = new Trainer(p, { "houses.x": x });
    expect(p.weights.filter((w) => w.kind === "state").length).toBeGreaterThan(0);
    const batch = { x: tensor([32, 4], random(128, 2)), y: tensor([32, 1], random(32, 3)) };
    const first = t.step(batch)["loss"]![0]!;
    let last = first;
    for (let i = 0; i < 40; i++) last = t.step(batch)["loss"]![0]!;
    expect(last).toBeLessThan(first * 0.7);
  });

  it("gives gradients that agree with finite differences", () => {
    const p = trainProgram(houses, { data });
    const t = new Trainer(p, { "houses.x": tensor([80, 4], random(320, 1)) });
    const batch = { x: tensor([32, 4], random(128, 2)), y: tensor([32, 1], random(32, 3)) };
    const probe = (path: string, index: number): void => {
      const w = p.weights.find((v) => v.path === path)!;
      const slab = t.slabs.get(w.slab)!;
      const before = slab[w.offset + index]!;
      const loss = (v: number): number => {
        slab[w.offset + index] = v;
        return t.run(p.evaluate, batch)["loss"]![0]!;
      };
      const h = 1e-5;
      const numeric = (loss(before + h) - loss(before - h)) / (2 * h);
      slab[w.offset + index] = before;
      const saved = new Map([...t.slabs].map(([k, v]) => [k, v.slice()]));
      const exact = t.run(p.step, batch)[`d ${path}`]![index]!;
      for (const [k, v] of saved) t.slabs.get(k)!.set(v);
      expect(exact).toBeCloseTo(numeric, 6);
    };
    probe("net.dense_0.w", 3);
    probe("net.dense_0.b", 5);
    probe("net.dense_1.w", 2);
    probe("net.dense_1.b", 0);
  });

  it("trains a GAN with a penalty, each player its own weights", () => {
    const small = wgan.replace("batch = 256", "batch = 4");
    const p = trainProgram(small);
    expect(p.slabs.map((s) => s.name)).toEqual([
      "params",
      "grads",
      "opt0.m",
      "opt0.v",
      "grads_1",
      "opt1.m",
      "opt1.v",
    ]);
    const t = new Trainer(p);
    const batch = { x: tensor([4, 2], random(8, 1)) };
    const g = t.weight("G.dense_0.w");
    const c = t.weight("C.dense_0.w");
    t.step(batch);
    const g1 = t.weight("G.dense_0.w");
    expect(g1).not.toEqual(g);
    expect(t.weight("C.dense_0.w")).not.toEqual(c);
    // every 5: the generator waits until step 5.
    for (let i = 1; i < 5; i++) t.step(batch);
    expect(t.weight("G.dense_0.w")).toEqual(g1);
    t.step(batch);
    expect(t.weight("G.dense_0.w")).not.toEqual(g1);
  });

  it("updates state in training only", () => {
    const source = `${library}
      data noise = generate(64) { x: [3] = normal([3]) }
      train t on noise {
        steps = 5
        batch = 8
        let bn = own_batchnorm()
        let y = bn(x)
        minimize mean((y - 1)^2) with sgd(lr: 0.1)
      }`;
    const p = trainProgram(source);
    expect(p.weights.map((w) => [w.path, w.kind])).toEqual([
      ["bn.gain", "param"],
      ["bn.shift", "param"],
      ["bn.running_mean", "state"],
      ["bn.running_var", "state"],
    ]);
    const t = new Trainer(p);
    const batch = { x: tensor([8, 3], random(24, 4)) };
    t.run(p.evaluate, batch);
    expect(t.weight("bn.running_mean")).toEqual([0, 0, 0]);
    t.step(batch);
    const mean = [0, 1, 2].map(
      (c) => Array.from({ length: 8 }, (_, i) => batch.x.data[3 * i + c]!).reduce((a, b) => a + b) / 8,
    );
    t.weight("bn.running_mean").forEach((m, c) => expect(m).toBeCloseTo(0.1 * mean[c]!, 6));
  });

  it("accumulates: k micro-batches give the gradients of one large batch", () => {
    const source = (settings: string): string => `
      data noise = generate(64) { x: [3] = normal([3])  y: [1] = [sum(x)] }
      model net(x: [batch, 3]) -> [batch, 1] = x |> dense(4) |> tanh |> dense(1)
      train t on noise { steps = 5 ${settings} let n = net() minimize mse(n(x), y) with sgd(lr: 0.1) }`;
    const x = tensor([8, 3], random(24, 4));
    const y = tensor([8, 1], random(8, 5));
    const one = new Trainer(trainProgram(source("batch = 8"))).step({ x, y });
    const four = new Trainer(trainProgram(source("batch = 2 accumulate = 4"))).step({ x, y });
    expect(four["loss"]![0]).toBeCloseTo(one["loss"]![0]!, 9);
    four["d n.dense_0.w"]!.forEach((v, i) => expect(v).toBeCloseTo(one["d n.dense_0.w"]![i]!, 9));
  });

  it("accumulates batch by batch: statistics are those of each, state follows them in order, draws differ", () => {
    const source = (body: string): string => `
      data noise = generate(64) { x: [3] = normal([3]) }
      train t on noise {
        steps = 5
        batch = 4
        accumulate = 2
        let norm = batchnorm()
        ${body}
      }`;
    const values = random(24, 4);
    const x = tensor([8, 3], values);
    const t = new Trainer(trainProgram(source("minimize mean((norm(x) - 1)^2) with sgd(lr: 0.1)")));
    t.step({ x });
    const wanted = [0, 1, 2].map((c) =>
      [0, 1].reduce((running, micro) => {
        const rows = [0, 1, 2, 3].map((i) => values[3 * (4 * micro + i) + c]!);
        return running + 0.1 * (rows.reduce((a, b) => a + b) / 4 - running);
      }, 0),
    );
    t.weight("norm.running_mean").forEach((m, c) => expect(m).toBeCloseTo(wanted[c]!, 9));
    // Two micro-batches of the same examples: dropout draws for each of them.
    const twice = tensor([8, 3], [...values.slice(0, 12), ...values.slice(0, 12)]);
    const dropped = trainProgram(
      source("minimize mean(norm(x) * 0 + dropout(x, 0.5)) with sgd(lr: 0.1)").replace(
        "dropout(x, 0.5)",
        "(x |> dropout(0.5))",
      ),
    );
    const loss = new Trainer(dropped).step({ x: twice })["loss"]![0]!;
    const half = new Trainer(
      trainProgram(
        source("minimize mean(norm(x) * 0 + (x |> dropout(0.5))) with sgd(lr: 0.1)").replace(
          "accumulate = 2",
          "",
        ),
      ),
    );
    const first = half.step({ x: tensor([4, 3], values.slice(0, 12)) })["loss"]![0]!;
    expect(loss).not.toBeCloseTo(first, 6);
  });

  it("gives every `minimize` the gradients of the step's start, an optimizer and a rhythm of its own", () => {
    const source = `
      train t {
        steps = 20
        param a = [1.0, -2.0]
        param b = [0.5, 3.0]
        let loss = sum(a^2 * b) + sum(a * b^2)
        minimize loss over a with sgd(lr: 0.01, momentum: 0.9)
        minimize loss over b with adam(lr: 0.05) every 3
      }`;
    const t = new Trainer(trainProgram(source));
    let [a, v] = [
      [1, -2],
      [0, 0],
    ];
    let [b, m, s] = [
      [0.5, 3],
      [0, 0],
      [0, 0],
    ];
    for (let step = 0; step < 20; step++) {
      t.step();
      const da = a.map((x, i) => 2 * x * b[i]! + b[i]! ** 2);
      const db = b.map((x, i) => a[i]! ** 2 + 2 * a[i]! * x);
      v = v.map((x, i) => 0.9 * x + da[i]!);
      a = a.map((x, i) => x - 0.01 * v[i]!);
      if (step % 3 === 0) {
        const n = step / 3 + 1;
        m = m.map((x, i) => 0.9 * x + 0.1 * db[i]!);
        s = s.map((x, i) => 0.999 * x + 0.001 * db[i]! ** 2);
        b = b.map(
          (x, i) => x - (0.05 * (m[i]! / (1 - 0.9 ** n))) / (Math.sqrt(s[i]! / (1 - 0.999 ** n)) + 1e-8),
        );
      }
      t.weight("a").forEach((x, i) => expect(x).toBeCloseTo(a[i]!, 9));
      t.weight("b").forEach((x, i) => expect(x).toBeCloseTo(b[i]!, 9));
    }
  });

  it("updates parts of a model each in its own way", () => {
    const source = `
      layer body(x: [batch, 3]) -> [batch, 2] = x |> dense(4) |> tanh |> dense(2)
      model net(i: i32[batch]) -> [batch, 2] {
        let table = embedding(5, 3)
        let rest = body()
        return rest(table(i))
      }
      data noise = generate(64) { i: i32 = i32(floor(5 * uniform([]))) }
      train t on noise {
        steps = 2
        batch = 4
        let n = net()
        let loss = mean(n(i)^2)
        minimize loss over n.rest with muon(lr: 0.1)
        minimize loss over n.table with adamw(lr: 0.1)
      }`;
    const p = trainProgram(source);
    expect(p.slabs.map((s) => s.name)).toEqual([
      "params",
      "grads",
      "opt0.velocity",
      "opt0.v",
      "grads_1",
      "opt1.m",
      "opt1.v",
    ]);
    const t = new Trainer(p);
    const before = t.weight("n.table.table");
    t.step({ i: tensor([4], [0, 1, 1, 3], "i32") });
    const moved = t.weight("n.table.table").map((v, k) => Math.abs(v - before[k]!) > 0.09);
    expect(moved).toEqual(Array.from({ length: 15 }, (_, k) => [0, 1, 3].includes(Math.floor(k / 3))));
  });

  it("adds the gradients of a weight's uses in single precision", () => {
    const p = trainProgram(`
      data noise = generate(64) { x: [3] = normal([3]) }
      train t on noise {
        steps = 1
        precision = f16
        let d = dense(3)
        minimize mean(d(tanh(d(tanh(d(x)))))^2) with sgd(lr: 0.1)
      }`);
    const halves = p.step.graph.nodes.filter((n) => n.type.dtype === "f16");
    expect(halves.some((n) => n.op === "dot")).toBe(true);
    expect(halves.filter((n) => n.op === "add" || n.op === "sum")).toEqual([]);
  });

  it("trains in half precision with a loss scale, and skips a step that overflows", () => {
    const source = (precision: string): string => `
      data noise = generate(64) { x: [3] = normal([3])  y: [1] = [sum(x)] }
      model net(x: [batch, 3]) -> [batch, 1] = x |> dense(4) |> tanh |> dense(1)
      train t on noise { steps = 5 batch = 8 precision = ${precision} let n = net() minimize mse(n(x), y) with adam(lr: 0.01) }`;
    const batch = { x: tensor([8, 3], random(24, 4)), y: tensor([8, 1], random(8, 5)) };
    const half = new Trainer(trainProgram(source("f16")), {}, 0, "f32");
    const full = new Trainer(trainProgram(source("f32")), {}, 0, "f32");
    expect(half.program.step.graph.nodes.some((n) => n.op === "dot" && n.type.dtype === "f16")).toBe(true);
    expect(half.program.evaluate.graph.nodes.some((n) => n.type.dtype === "f16")).toBe(false);
    for (let i = 0; i < 10; i++) {
      const [a, b] = [half.step(batch)["loss"]![0]!, full.step(batch)["loss"]![0]!];
      expect(Math.abs(a - b)).toBeLessThan(2e-3 * b);
    }
    expect(half.slabs.get("scaling.scale")![0]).toBe(65536);
    const before = half.weight("n.dense_0.w");
    half.step({
      ...batch,
      y: tensor(
        [8, 1],
        random(8, 5).map((v) => v * 1e6),
      ),
    });
    expect(half.slabs.get("scaling.scale")![0]).toBe(32768);
    expect(half.weight("n.dense_0.w")).toEqual(before);
    half.step(batch);
    expect(half.weight("n.dense_0.w")).not.toEqual(before);
    // After 2000 good steps it grows back.
    half.slabs.get("scaling.good")![0] = 1998;
    half.step(batch);
    expect(half.slabs.get("scaling.scale")![0]).toBe(32768);
    half.step(batch);
    expect(half.slabs.get("scaling.scale")![0]).toBe(65536);
    expect(half.slabs.get("scaling.good")![0]).toBe(0);
  });
});
