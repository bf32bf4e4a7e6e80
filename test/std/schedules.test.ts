/**
 * Schedules over 100 steps against their formulas, and against torch.optim.lr_scheduler where it has them.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { Trainer, trainProgram } from "../lower/run.ts";
import { close, python } from "./support.ts";

const T = 100;

/** The rates that a training run reports. */
function trace(call: string, total = T): number[] {
  const source = `train t {\n  steps = ${total}\n  param w = 1.0\n  minimize w with sgd(lr: ${call})\n}`;
  const trainer = new Trainer(trainProgram(source));
  return Array.from({ length: total }, () => trainer.step()["lr"]![0]!);
}

const steps = Array.from({ length: T }, (_, i) => i);
/** `peak * (step + 1) / w`, then `after` of the share of the remaining time. */
const warm = (peak: number, w: number, after: (t: number) => number): number[] =>
  steps.map((s) => (s < w ? (peak * (s + 1)) / w : after((s - w) / (T - w))));

describe("formulas", () => {
  it.each([
    ["linear(0.1)", warm(0.1, 0, (t) => 0.1 * (1 - t))],
    ["linear(0.1, warmup: 20, floor: 0.01)", warm(0.1, 20, (t) => 0.01 + 0.09 * (1 - t))],
    ["cosine(0.1)", warm(0.1, 0, (t) => (0.1 * (1 + Math.cos(Math.PI * t))) / 2)],
    [
      "cosine(0.1, warmup: 10, floor: 0.02)",
      warm(0.1, 10, (t) => 0.02 + (0.08 * (1 + Math.cos(Math.PI * t))) / 2),
    ],
    ["exponential(0.1, rate: 0.97)", steps.map((s) => 0.1 * 0.97 ** s)],
    ["step_decay(0.1, every: 30, rate: 0.5)", steps.map((s) => 0.1 * 0.5 ** Math.floor(s / 30))],
    ["polynomial(0.1)", steps.map((s) => 0.1 * (1 - s / T))],
    ["polynomial(0.1, power: 2.5, floor: 0.01)", steps.map((s) => 0.01 + 0.09 * (1 - s / T) ** 2.5)],
    ["polynomial(0.1, power: 2)", steps.map((s) => 0.1 * (1 - s / T) ** 2)],
    [
      "inverse_sqrt(0.1, warmup: 16)",
      steps.map((s) => 0.1 * Math.min((s + 1) / 16, Math.sqrt(16 / (s + 1)))),
    ],
    ["inverse_sqrt(0.1, warmup: 1)", steps.map((s) => 0.1 / Math.sqrt(s + 1))],
    ["linear(0.1, warmup: 1)", warm(0.1, 1, (t) => 0.1 * (1 - t))],
    ["linear(0.1, warmup: 99)", warm(0.1, 99, (t) => 0.1 * (1 - t))],
    ["cosine(0.1, warmup: 100)", warm(0.1, 100, () => 0)],
    ["cosine(0.1, warmup: 150)", warm(0.1, 150, () => 0)],
    ["step_decay(0.1, every: 1, rate: 0.9)", steps.map((s) => 0.1 * 0.9 ** s)],
    ["polynomial(0.1, power: 0.5)", steps.map((s) => 0.1 * Math.sqrt(1 - s / T))],
  ])("%s", (call, wanted) => close(trace(call), wanted, 1e-12, call));
});

describe("torch.optim.lr_scheduler", () => {
  const cases: readonly { readonly nn: string; readonly torch: string; readonly total?: number }[] = [
    { nn: "cosine(0.1, floor: 0.01)", torch: "CosineAnnealingLR(o, 100, eta_min=0.01)" },
    { nn: "linear(0.1)", torch: "LinearLR(o, start_factor=1.0, end_factor=0.0, total_iters=100)" },
    {
      nn: "linear(0.1, warmup: 20)",
      torch: "SequentialLR(o, [LinearLR(o, 1 / 20, 1, 19), LinearLR(o, 1, 0, 80)], [20])",
    },
    { nn: "exponential(0.1, rate: 0.9)", torch: "ExponentialLR(o, 0.9)" },
    { nn: "step_decay(0.1, every: 7, rate: 0.5)", torch: "StepLR(o, 7, 0.5)" },
    { nn: "polynomial(0.1, power: 2.0)", torch: "PolynomialLR(o, total_iters=100, power=2.0)" },
    { nn: "one_cycle(0.1)", torch: "OneCycleLR(o, max_lr=0.1, total_steps=100)" },
    { nn: "one_cycle(0.1)", torch: "OneCycleLR(o, max_lr=0.1, total_steps=37)", total: 37 },
    { nn: "one_cycle(0.1)", torch: "OneCycleLR(o, max_lr=0.1, total_steps=3)", total: 3 },
    { nn: "one_cycle(0.1)", torch: "OneCycleLR(o, max_lr=0.1, total_steps=1)", total: 1 },
  ];
  const code = `
import json, sys, torch, warnings
warnings.simplefilter("ignore")
from torch.optim.lr_scheduler import *
answers = []
for make, total in json.load(sys.stdin):
    o = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.1, momentum=0.9)
    s = eval(make)
    rates = []
    for i in range(total):
        rates.append(o.param_groups[0]["lr"])
        o.step()
        if i < total - 1: s.step()
    answers.append(rates)
print(json.dumps(answers))`;
  let wanted: number[][] | undefined;
  beforeAll(() => {
    wanted = python(
      code,
      cases.map((c) => [c.torch, c.total ?? T]),
    ) as typeof wanted;
  });
  cases.forEach((c, i) =>
    it(`${c.nn} is ${c.torch}`, (t) => {
      const rates = trace(c.nn, c.total);
      if (!wanted) return t.skip("no PyTorch");
      close(rates, wanted[i]!, 1e-9, c.nn);
    }),
  );
});

it("a warm-up as long as the whole run stays finite", () => {
  expect(trace("cosine(0.1, warmup: 10)", 10).at(-1)).toBeCloseTo(0.1, 12);
});
