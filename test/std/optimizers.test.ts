/**
 * Twenty steps of every optimizer against torch.optim in double precision, to 1e-9; lion and muon against their papers'
 * formulas in NumPy style. Weights are a matrix and a vector, the loss is not quadratic, so that any slip shows.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBackend, type OpenedBackend } from "../../cli/shared/device.ts";
import { interpreter } from "../../compiler/interpret/backend.ts";
import { train } from "../../runtime/train.ts";
import { Trainer, trainProgram } from "../lower/run.ts";
import { close, python } from "./support.ts";

const STEPS = 20;

interface Case {
  readonly nn: string;
  /** A torch optimizer over `ps`, or the name of a function of the script. */
  readonly torch: string;
  readonly clip?: string;
}

const torchNames: Readonly<Record<string, string>> = {
  sgd: "SGD", adam: "Adam", adamw: "AdamW", adagrad: "Adagrad", rmsprop: "RMSprop", adadelta: "Adadelta", adamax: "Adamax", radam: "RAdam",
}; // prettier-ignore

const cases: Case[] = [
  { nn: "sgd(lr: 0.1)", torch: "torch.optim.SGD(ps, lr=0.1)" },
  { nn: "sgd(lr: 0.1, decay: 0.1)", torch: "torch.optim.SGD(ps, lr=0.1, weight_decay=0.1)" },
  { nn: "sgd(lr: 0.05, momentum: 0.9)", torch: "torch.optim.SGD(ps, lr=0.05, momentum=0.9)" },
  {
    nn: "sgd(lr: 0.05, momentum: 0.9, nesterov: true)",
    torch: "torch.optim.SGD(ps, lr=0.05, momentum=0.9, nesterov=True)",
  },
  {
    nn: "sgd(lr: 0.05, momentum: 0.8, dampening: 0.3, decay: 0.02)",
    torch: "torch.optim.SGD(ps, lr=0.05, momentum=0.8, dampening=0.3, weight_decay=0.02)",
  },
  {
    nn: "sgd(lr: 0.05, momentum: 0.8, nesterov: true, decay: 0.02)",
    torch: "torch.optim.SGD(ps, lr=0.05, momentum=0.8, nesterov=True, weight_decay=0.02)",
  },
  {
    nn: "sgd(lr: 0.05, momentum: 0.8, dampening: 1)",
    torch: "torch.optim.SGD(ps, lr=0.05, momentum=0.8, dampening=1)",
  },
  { nn: "adam()", torch: "torch.optim.Adam(ps)" },
  {
    nn: "adam(lr: 0.05, b1: 0.8, b2: 0.95, eps: 1e-4, decay: 0.1)",
    torch: "torch.optim.Adam(ps, lr=0.05, betas=(0.8, 0.95), eps=1e-4, weight_decay=0.1)",
  },
  { nn: "adam(lr: 0.05, b1: 0)", torch: "torch.optim.Adam(ps, lr=0.05, betas=(0, 0.999))" },
  { nn: "adamw()", torch: "torch.optim.AdamW(ps)" },
  { nn: "adamw(lr: 0.05, decay: 0.3)", torch: "torch.optim.AdamW(ps, lr=0.05, weight_decay=0.3)" },
  { nn: "adagrad(lr: 0.1)", torch: "torch.optim.Adagrad(ps, lr=0.1)" },
  {
    nn: "adagrad(lr: 0.1, initial: 0.5, decay: 0.1, eps: 1e-3)",
    torch: "torch.optim.Adagrad(ps, lr=0.1, initial_accumulator_value=0.5, weight_decay=0.1, eps=1e-3)",
  },
  { nn: "rmsprop(lr: 0.01)", torch: "torch.optim.RMSprop(ps, lr=0.01)" },
  {
    nn: "rmsprop(lr: 0.01, alpha: 0.9, momentum: 0.5, centered: true, decay: 0.1, eps: 1e-3)",
    torch:
      "torch.optim.RMSprop(ps, lr=0.01, alpha=0.9, momentum=0.5, centered=True, weight_decay=0.1, eps=1e-3)",
  },
  {
    nn: "rmsprop(lr: 0.01, momentum: 0.9)",
    torch: "torch.optim.RMSprop(ps, lr=0.01, momentum=0.9)",
  },
  { nn: "rmsprop(lr: 0.01, centered: true)", torch: "torch.optim.RMSprop(ps, lr=0.01, centered=True)" },
  { nn: "adadelta()", torch: "torch.optim.Adadelta(ps)" },
  {
    nn: "adadelta(lr: 0.7, rho: 0.8, eps: 1e-3, decay: 0.1)",
    torch: "torch.optim.Adadelta(ps, lr=0.7, rho=0.8, eps=1e-3, weight_decay=0.1)",
  },
  { nn: "adamax()", torch: "torch.optim.Adamax(ps)" },
  {
    nn: "adamax(lr: 0.05, b1: 0.8, decay: 0.1)",
    torch: "torch.optim.Adamax(ps, lr=0.05, betas=(0.8, 0.999), weight_decay=0.1)",
  },
  {
    nn: "adamax(lr: 0.05, b2: 0.7, eps: 1e-2)",
    torch: "torch.optim.Adamax(ps, lr=0.05, betas=(0.9, 0.7), eps=1e-2)",
  },
  // The formula of the documentation and of torch 2; torch 1.13 itself multiplies by mu twice.
  { nn: "nadam()", torch: "Nadam(ps)" },
  {
    nn: "nadam(lr: 0.05, decay: 0.1, momentum_decay: 0.05)",
    torch: "Nadam(ps, lr=0.05, decay=0.1, md=0.05)",
  },
  {
    nn: "nadam(lr: 0.05, b1: 0.8, b2: 0.95, eps: 1e-3)",
    torch: "Nadam(ps, lr=0.05, b1=0.8, b2=0.95, eps=1e-3)",
  },
  { nn: "radam()", torch: "torch.optim.RAdam(ps)" },
  {
    nn: "radam(lr: 0.05, b2: 0.9, decay: 0.1, eps: 1e-3)",
    torch: "torch.optim.RAdam(ps, lr=0.05, betas=(0.9, 0.9), weight_decay=0.1, eps=1e-3)",
  },
  // Its variance is never trusted: 2 / (1 - b2) - 1 is 3.
  { nn: "radam(lr: 0.05, b2: 0.5)", torch: "torch.optim.RAdam(ps, lr=0.05, betas=(0.9, 0.5))" },
  { nn: "lion(lr: 0.01, b1: 0.8, b2: 0.95)", torch: "Lion(ps, lr=0.01, b1=0.8, b2=0.95)" },
  { nn: "lion(lr: 0.01, decay: 0.1)", torch: "Lion(ps, lr=0.01, decay=0.1)" },
  { nn: "muon(lr: 0.02, decay: 0.1)", torch: "Muon(ps, lr=0.02, decay=0.1)" },
  {
    nn: "muon(lr: 0.02, nesterov: false, momentum: 0.8, steps: 3)",
    torch: "Muon(ps, lr=0.02, nesterov=False, momentum=0.8, steps=3)",
  },
  {
    nn: "muon(lr: 0.02, vector_lr: 0.003, b1: 0.8, b2: 0.9, eps: 1e-3, decay: 0.2, decay_rank: 2)",
    torch: "Muon(ps, lr=0.02, vector_lr=0.003, b1=0.8, b2=0.9, eps=1e-3, decay=0.2, decay_rank=2)",
  },
  // Groups of their own for what decays and what does not, as PyTorch's users write it.
  ...["sgd", "adam", "adagrad", "rmsprop", "adadelta", "adamax", "radam"].map((name) => ({
    nn: `${name}(lr: 0.05, decay: 0.2, decay_rank: 2)`,
    torch: `torch.optim.${torchNames[name] ?? ""}([{"params": [a, k], "weight_decay": 0.2}, {"params": [b]}], lr=0.05)`,
  })),
  {
    nn: "adamw(lr: 0.05, decay: 0.2, decay_rank: 2)",
    torch:
      'torch.optim.AdamW([{"params": [a, k], "weight_decay": 0.2}, {"params": [b], "weight_decay": 0}], lr=0.05)',
  },
  { nn: "lion(lr: 0.05, decay: 0.2, decay_rank: 2)", torch: "Lion(ps, lr=0.05, decay=0.2, decay_rank=2)" },
  { nn: "nadam(lr: 0.05, decay: 0.2, decay_rank: 2)", torch: "Nadam(ps, lr=0.05, decay=0.2, decay_rank=2)" },
  // Every optimizer takes both clips, by length first.
  ...["sgd", "adam", "adamw", "adagrad", "rmsprop", "adadelta", "adamax", "radam"].map((name) => ({
    nn: `${name}(lr: 0.05, clip: 1.5, clip_value: 0.3)`,
    torch: `torch.optim.${torchNames[name] ?? ""}(ps, lr=0.05)`,
    clip: "(torch.nn.utils.clip_grad_norm_(ps, 1.5), torch.nn.utils.clip_grad_value_(ps, 0.3))",
  })),
  ...["Lion", "Nadam", "Muon"].map((name) => ({
    nn: `${name.toLowerCase()}(lr: 0.05, clip: 1.5, clip_value: 0.3)`,
    torch: `${name}(ps, lr=0.05)`,
    clip: "(torch.nn.utils.clip_grad_norm_(ps, 1.5), torch.nn.utils.clip_grad_value_(ps, 0.3))",
  })),
  {
    nn: "sgd(lr: 0.1, clip: 0.5)",
    torch: "torch.optim.SGD(ps, lr=0.1)",
    clip: "torch.nn.utils.clip_grad_norm_(ps, 0.5)",
  },
  {
    nn: "adamw(lr: 0.05, clip: 1.0)",
    torch: "torch.optim.AdamW(ps, lr=0.05)",
    clip: "torch.nn.utils.clip_grad_norm_(ps, 1.0)",
  },
  {
    nn: "adam(lr: 0.05, clip_value: 0.2)",
    torch: "torch.optim.Adam(ps, lr=0.05)",
    clip: "torch.nn.utils.clip_grad_value_(ps, 0.2)",
  },
  { nn: "sgd(lr: linear(0.1, warmup: 5))", torch: "Scheduled(ps)" },
];

const script = `
import json, sys, math, torch
torch.set_default_dtype(torch.float64)
class Base:
    def __init__(self, ps, **k): self.ps, self.t, self.s = ps, 0, [{} for _ in ps]; self.__dict__.update({**self.defaults, **k})
    def step(self):
        self.t += 1
        with torch.no_grad():
            for p, s in zip(self.ps, self.s): self.update(p, p.grad, s)
    def decay_of(self, p): return self.decay if p.dim() >= self.__dict__.get("decay_rank", 0) else 0
class Nadam(Base):
    defaults = dict(lr=2e-3, b1=0.9, b2=0.999, eps=1e-8, decay=0, md=4e-3)
    def update(self, p, g, s):
        g = g + self.decay_of(p) * p
        m, v, prod = s.get("m", 0 * p), s.get("v", 0 * p), s.get("prod", 1.0)
        mu = self.b1 * (1 - 0.5 * 0.96 ** (self.t * self.md))
        mu1 = self.b1 * (1 - 0.5 * 0.96 ** ((self.t + 1) * self.md))
        prod *= mu
        m = self.b1 * m + (1 - self.b1) * g
        v = self.b2 * v + (1 - self.b2) * g * g
        d = (v / (1 - self.b2 ** self.t)).sqrt() + self.eps
        p -= self.lr * ((1 - mu) / (1 - prod) * g + mu1 / (1 - prod * mu1) * m) / d
        s.update(m=m, v=v, prod=prod)
class Lion(Base):
    defaults = dict(lr=1e-4, b1=0.9, b2=0.99, decay=0)
    def update(self, p, g, s):
        m = s.get("m", 0 * p)
        p -= self.lr * (torch.sign(self.b1 * m + (1 - self.b1) * g) + self.decay_of(p) * p)
        s["m"] = self.b2 * m + (1 - self.b2) * g
class Muon(Base):
    defaults = dict(lr=1e-3, momentum=0.95, steps=5, nesterov=True, decay=0, vector_lr=None, b1=0.9, b2=0.999, eps=1e-8)
    def update(self, p, g, s):
        if p.dim() < 2: return self.adamw(p, g, s)
        v = s["v"] = self.momentum * s.get("v", 0 * p) + (1 - self.momentum) * g
        u = self.momentum * v + (1 - self.momentum) * g if self.nesterov else v
        x = u.reshape(-1, u.shape[-1]).T
        x = x / (x.norm() + 1e-7)
        tall = x.shape[0] > x.shape[1]
        if tall: x = x.T
        for _ in range(self.steps):
            a = x @ x.T
            x = 3.4445 * x + (-4.7750 * a + 2.0315 * a @ a) @ x
        if tall: x = x.T
        x = x * max(1, x.shape[0] / x.shape[1]) ** 0.5
        p -= self.lr * (x.T.reshape(p.shape) + self.decay_of(p) * p)
    def adamw(self, p, g, s):
        m = s["m"] = self.b1 * s.get("m", 0 * p) + (1 - self.b1) * g
        v = s["v"] = self.b2 * s.get("v", 0 * p) + (1 - self.b2) * g * g
        d = (v / (1 - self.b2 ** self.t)).sqrt() + self.eps
        p -= (self.vector_lr or self.lr) * (m / (1 - self.b1 ** self.t) / d + self.decay_of(p) * p)
class Scheduled(Base):
    defaults = dict()
    def update(self, p, g, s):
        i = self.t - 1
        p -= (0.1 * (i + 1) / 5 if i < 5 else 0.1 * (1 - (i - 5) / (${STEPS} - 5))) * g
answers = []
for make, clip in json.load(sys.stdin):
    a = (torch.arange(12.) / 6 - 0.9).reshape(3, 4).requires_grad_()
    b = torch.tensor([0.5, -1.5, 2.0]).requires_grad_()
    k = (torch.cos(torch.arange(24.)).reshape(2, 2, 2, 3)).requires_grad_()
    ps = [a, b, k]
    o = eval(make)
    trace = []
    for _ in range(${STEPS}):
        for p in ps: p.grad = None
        loss = (a ** 2 * (1 + torch.arange(4.))).sum() / 2 + torch.sin(2 * a).sum() + (torch.exp(b) - b * a[:, 0]).sum() + (torch.cosh(k) * (1 + torch.arange(3.))).sum()
        loss.backward()
        if clip: eval(clip)
        o.step()
        trace.append([v for p in ps for v in p.detach().reshape(-1).tolist()])
    answers.append(trace)
print(json.dumps(answers))
`;

const program = (optimizer: string): string => `train t {
  steps = ${STEPS}
  param a = reshape(f32(arange(12)) / 6 - 0.9, [3, 4])
  param b = [0.5, -1.5, 2.0]
  param k = reshape(cos(f32(arange(24))), [2, 2, 2, 3])
  let bowl = sum(a^2 * (1 + f32(arange(4)))) / 2 + sum(sin(2 * a))
  let basin = sum((exp(k) + exp(-k)) / 2 * (1 + f32(arange(3))))
  minimize bowl + sum(exp(b) - b * a[:, 0]) + basin with ${optimizer}
}`;

let references: number[][][] | undefined;
beforeAll(() => {
  references = python(
    script,
    cases.map((c) => [c.torch, c.clip ?? ""]),
  ) as number[][][] | undefined;
});

describe("twenty steps", () => {
  cases.forEach((c, i) =>
    it(c.nn + (c.clip ? ` = ${c.clip}` : ""), (t) => {
      const trainer = new Trainer(trainProgram(program(c.nn)));
      const trace = Array.from({ length: STEPS }, () => {
        trainer.step();
        return ["a", "b", "k"].flatMap((name) => trainer.weight(name));
      });
      if (!references) return t.skip("no PyTorch");
      trace.forEach((values, step) => close(values, references![i]![step]!, 1e-9, `step ${step}`));
    }),
  );
});

describe("as compiled shaders", () => {
  let opened: OpenedBackend;
  beforeAll(async () => {
    opened = await openBackend("webgpu");
  });
  afterAll(() => opened?.[Symbol.dispose]());

  it.each([
    "sgd(lr: 0.05, momentum: 0.9, nesterov: true, decay: 0.1, clip: 1.0)",
    "adam(lr: 0.05, decay: 0.1)",
    "adamw(lr: 0.05, decay: 0.3, decay_rank: 2)",
    "adagrad(lr: 0.1, initial: 0.5)",
    "rmsprop(lr: 0.01, momentum: 0.5, centered: true)",
    "adadelta(lr: 0.7)",
    "adamax(lr: 0.05)",
    "nadam(lr: 0.05)",
    "radam(lr: 0.05)",
    "lion(lr: 0.01, decay: 0.1, clip_value: 0.5)",
    "muon(lr: 0.02, decay: 0.1)",
  ])("%s", async (call) => {
    const made = trainProgram(program(call));
    const trainer = new Trainer(made);
    for (let i = 0; i < STEPS; i++) trainer.step();
    const run = train(made, { backend: opened.backend, interpreter: interpreter() });
    for await (const _ of run);
    const weights = await run.last();
    for (const name of ["a", "b", "k"])
      close([...(weights.get(name)!.data as Float32Array)], trainer.weight(name), 2e-5, name);
  });
});

it("a rule that asks for the rank takes a dispatch for each rank, not for each weight", () => {
  const targets = (call: string): string[] =>
    trainProgram(program(call)).step.updates.map((u) => u.target.attrs.name);
  expect(targets("adamw()")).toEqual(["params", "opt0.m", "opt0.v"]);
  // The kernel lies first, then the matrix, then the vector; each is the only one of its rank here.
  expect(targets("adamw(decay_rank: 2)").filter((n) => !n.startsWith("opt"))).toEqual(["k", "a", "b"]);
  const twice = program("adamw(decay_rank: 2)").replace("  param k", "  param c = [1.0, 2.0]\n  param k");
  const updates = trainProgram(twice.replace("+ basin", "+ basin + sum(c^2)")).step.updates;
  expect(updates.map((u) => u.target.attrs.name).filter((n) => !n.startsWith("opt"))).toEqual([
    "k",
    "a",
    "params:128",
  ]);
});

it("momentum, centring and dampening cost no storage where they are off", () => {
  const slabs = (optimizer: string): string[] =>
    trainProgram(program(optimizer))
      .slabs.map((s) => s.name)
      .filter((n) => n.startsWith("opt"));
  expect(slabs("sgd(lr: 0.1)")).toEqual([]);
  expect(slabs("sgd(lr: 0.1, momentum: 0.9)")).toEqual(["opt0.velocity"]);
  expect(slabs("rmsprop(lr: 0.1)")).toEqual(["opt0.square"]);
  expect(slabs("adam()")).toEqual(["opt0.m", "opt0.v"]);
});
