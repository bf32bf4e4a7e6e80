/**
 * Recurrent layers as they are trained: the library's against PyTorch for twenty steps, in the interpreter and on the
 * device; and how the plan does not grow with the sequence.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { floorTarget, targetOf } from "../../compiler/7-emit/target.ts";
import { isOp, reachable } from "../../compiler/ir/graph.ts";
import { compilePlan } from "../../compiler/pipeline.ts";
import { webgpu } from "../../runtime/executor.ts";
import { openTestDevice } from "../emit/harness.ts";
import { Trainer, trainProgram } from "../lower/run.ts";
import { close, python } from "../std/support.ts";

const kinds = ["rnn", "lstm", "gru"] as const;
type Kind = (typeof kinds)[number];
const STEPS = 20;

/** Four sequences of `length` to one number each; what is fed in is a formula, so that no data is needed. */
const source = (kind: Kind, length = 12): string => `model net_(x: [batch, t, 3]) -> [batch, 1] {
  let h = x |> ${kind}(5)
  return h[:, -1] |> dense(1)
}
train fit {
  steps = ${STEPS}
  let net = net_()
  let x = reshape(sin(1.7 * f32(arange(${4 * length * 3}))), [4, ${length}, 3])
  let y = reshape(cos(2.3 * f32(arange(4))), [4, 1])
  minimize mse(net(x), y) with adam(lr: 0.02)
}`;

const code = `
import json, sys, torch
torch.set_default_dtype(torch.float64)
answers = []
for c in json.load(sys.stdin):
    kind, W, n = c["kind"], c["weights"], c["length"]
    x = torch.sin(1.7 * torch.arange(4. * n * 3)).reshape(4, n, 3); y = torch.cos(2.3 * torch.arange(4.)).reshape(4, 1)
    net = {"rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}[kind](3, 5, batch_first=True)
    d = torch.nn.Linear(5, 1)
    t = lambda k, *s: torch.tensor(W[k]).reshape(*s)
    g = net.weight_ih_l0.shape[0]
    with torch.no_grad():
        net.weight_ih_l0.copy_(t("i", 3, g).T); net.weight_hh_l0.copy_(t("h", 5, g).T)
        net.bias_ih_l0.zero_(); net.bias_hh_l0.zero_()
        d.weight.copy_(t("w", 5, 1).T); d.bias.zero_()
    o = torch.optim.Adam([*net.parameters(), *d.parameters()], lr=0.02)
    trace = []
    for _ in range(c["steps"]):
        o.zero_grad(); l = ((d(net(x)[0][:, -1]) - y) ** 2).mean(); l.backward(); o.step(); trace.append(l.item())
    answers.append({"trace": trace, "hidden": net.weight_hh_l0.T.reshape(-1).tolist()})
print(json.dumps(answers))`;

function trained(kind: Kind): { start: Record<string, number[]>; trace: number[]; hidden: number[] } {
  const t = new Trainer(trainProgram(source(kind)));
  const nodes = reachable(t.program.step.outputs.map((o) => o.node));
  expect(nodes.some((n) => isOp(n, "scan"))).toBe(true);
  const start = {
    i: t.weight(`net.${kind}_0.w_input`),
    h: t.weight(`net.${kind}_0.w_hidden`),
    w: t.weight("net.dense_0.w"),
  };
  const trace = Array.from({ length: STEPS }, () => t.step()["loss"]![0]!);
  return { start, trace, hidden: t.weight(`net.${kind}_0.w_hidden`) };
}

describe("training", () => {
  const own = new Map(kinds.map((k) => [k, trained(k)]));

  it("follows PyTorch for twenty steps to 1e-9", () => {
    const asked = kinds.map((kind) => ({ kind, weights: own.get(kind)!.start, length: 12, steps: STEPS }));
    const wanted = python(code, asked) as { trace: number[]; hidden: number[] }[] | undefined;
    wanted?.forEach(({ trace, hidden }, i) => {
      const mine = own.get(kinds[i]!)!;
      close(mine.trace, trace, 1e-9, `losses of ${kinds[i]!}`);
      close(mine.hidden, hidden, 1e-9, `weights of ${kinds[i]!}`);
      expect(trace.at(-1)!).toBeLessThan(trace[0]! / 2);
    });
  });

  it("has as many kernels and shaders for 200 steps of a sequence as for 20", () => {
    for (const kind of kinds) {
      const [short, long] = [20, 200].map((length) =>
        compilePlan(trainProgram(source(kind, length)).step, floorTarget("gpu")),
      );
      expect(long!.dispatches.length).toBe(short!.dispatches.length);
      expect(long!.shaders.length).toBe(short!.shaders.length);
      expect(long!.loops.map((l) => l.length)).toEqual([200, 200]);
      expect(short!.loops.map((l) => l.length)).toEqual([20, 20]);
    }
  });

  it("multiplies for a weight's gradient once, not once a step", () => {
    const { dispatches, loops } = compilePlan(trainProgram(source("gru")).step, floorTarget("gpu"));
    const inLoops = dispatches.filter((_, i) => loops.some((l) => l.first <= i && i < l.first + l.count));
    // Forward the product with the hidden weights, backward its transpose.
    expect(inLoops.filter((d) => d.info.kind === "dot").length).toBe(2);
  });
});

describe("half precision", () => {
  it("plans products in a loop and their backward pass", () => {
    const text = source("lstm").replace("  let net", "  precision = f16\n  let net");
    const { step } = trainProgram(text);
    const { dispatches, shaders, loops } = compilePlan(step, { ...floorTarget("gpu"), f16: true });
    expect(loops.length).toBe(2);
    expect(shaders.some((s) => s.features.includes("shader-f16"))).toBe(true);
    expect(dispatches.length).toBeGreaterThan(8);
  });
});

const device = await openTestDevice();
describe.skipIf(!device)("training on the device", () => {
  let backend: ReturnType<typeof webgpu>;
  beforeAll(() => {
    backend = webgpu(device!);
  });
  afterAll(() => device!.destroy());

  for (const kind of kinds)
    it(`${kind}: twenty steps agree with the interpreter to 1e-4`, async () => {
      const t = new Trainer(trainProgram(source(kind)));
      const { program } = t;
      using slabs = backend.newSlabs();
      for (const s of program.slabs) {
        slabs.allocate(s.name, s.size, s.fill);
        slabs.write(s.name, Float32Array.from(t.slabs.get(s.name)!));
      }
      using runner = await backend.load(compilePlan(program.step, targetOf(device!)), slabs);
      for (let step = 0; step < STEPS; step++) {
        runner.enqueue({ seed: 0, step, total_steps: STEPS, epoch: 0 });
        const got = (await runner.submit()).scalar(0, "loss");
        const want = t.step()["loss"]![0]!;
        expect(Math.abs(got - want), `step ${step}`).toBeLessThan(1e-4 * Math.max(1e-2, want));
      }
    });
});
