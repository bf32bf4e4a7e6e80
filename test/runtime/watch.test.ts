/**
 * What a run tells of its gradients: the numbers are right on both machines, and measuring changes nothing.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { type OpenedBackend, openBackend } from "../../cli/shared/device.ts";
import { loadTrain } from "../../cli/shared/load.ts";
import { interpreter } from "../../compiler/interpret/backend.ts";
import type { GradientReport, TrainEvent } from "../../runtime/events.ts";
import { train as startTraining, type TrainOptions } from "../../runtime/train.ts";
import { Usual, watchInterval } from "../../runtime/watch.ts";
import type { Weights } from "../../runtime/weights.ts";

const LR = 0.05;
const program = (settings: string, optimizer: string) => `
data ring = generate(96, split: [0.7, 0.3]) {
  angle = 2 * pi * uniform([])
  x: [2] = [cos(angle), sin(angle)]
  y: [1] = [sin(2 * angle)]
}
model fitted(x: [batch, 2]) -> [batch, 1] = x |> dense(80) |> tanh |> dense(1)
train fit on ring {
  steps = 20
  batch = 8
  ${settings}
  let net = fitted()
  let guess = net(x)
  ${optimizer}
}
`;
const PROGRAMS = {
  plain: program("", `minimize mse(guess, y) with sgd(lr: ${LR})`),
  // Larger than the gradients, so that dividing what it makes of them by the rate would not give them back.
  clipped: program("", `minimize mse(guess, y) with sgd(lr: ${LR}, clip: 1e-3)`),
  accumulated: program("accumulate = 3", `minimize mse(guess, y) with sgd(lr: ${LR})`),
  twice: program(
    "let other = fitted()",
    `minimize mse(guess, y) over net with sgd(lr: ${LR})\n  minimize mse(other(x), y) over other with sgd(lr: ${LR})`,
  ),
};

const root = mkdtempSync(join(tmpdir(), "nn-watch-"));
const opened: Partial<Record<"cpu" | "webgpu", OpenedBackend>> = {};
beforeAll(async () => {
  for (const [name, text] of Object.entries(PROGRAMS)) writeFileSync(join(root, `${name}.nn`), text);
  opened.cpu = await openBackend("cpu");
  opened.webgpu = await openBackend("webgpu");
});
afterAll(() => {
  Object.values(opened).forEach((o) => o[Symbol.dispose]());
  rmSync(root, { recursive: true, force: true });
});

interface Ran {
  readonly events: readonly TrainEvent[];
  readonly weights: Weights;
}

async function run(
  name: keyof typeof PROGRAMS,
  device: "cpu" | "webgpu",
  options: Partial<TrainOptions> = {},
): Promise<Ran> {
  const { train, data, dataProgram } = loadTrain(join(root, `${name}.nn`), {}, {}, true);
  const running = startTraining(train, {
    backend: opened[device]!.backend,
    interpreter: interpreter(),
    data: data.load(dataProgram!),
    ...options,
  });
  const events: TrainEvent[] = [];
  for await (const event of running) events.push(event);
  return { events, weights: await running.last() };
}

function measured({ events }: Ran): Map<number, GradientReport> {
  return new Map(events.flatMap((e) => (e.type === "step" && e.gradient ? [[e.step, e.gradient]] : [])));
}

const length = (values: Iterable<number>) => Math.sqrt([...values].reduce((sum, v) => sum + v * v, 0));

/** What one step of gradient descent without clipping tells of itself: w before − w after is the rate times the gradient. */
function expected(before: Weights, after: Weights): Record<string, { gradient: number; weight: number }> {
  return Object.fromEntries(
    [...after].map(([path, t]) => {
      const now = [...(t.data as Float32Array)];
      const changes = now.map((v, i) => (before.get(path)!.data[i]! as number) - v);
      return [path, { gradient: length(changes) / LR, weight: length(now) }];
    }),
  );
}

describe.each(["cpu", "webgpu"] as const)("on %s", (device) => {
  it.each(["plain", "accumulated", "twice"] as const)("%s: norms are those of the step", async (name) => {
    const { gradient, all } = await (async () => {
      const ran = await run(name, device);
      return { gradient: measured(ran).get(10)!, all: measured(ran) };
    })();
    expect([...all.keys()]).toEqual([10]);
    const before = (await run(name, device, { steps: 10 })).weights;
    const after = (await run(name, device, { steps: 11 })).weights;
    const right = expected(before, after);
    expect(Object.keys(gradient.weights).sort()).toEqual(Object.keys(right).sort());
    for (const [path, own] of Object.entries(gradient.weights)) {
      expect(own.gradient / right[path]!.gradient, path).toBeCloseTo(1, 3);
      expect(own.weight / right[path]!.weight, path).toBeCloseTo(1, 5);
      expect(own.update / (LR * right[path]!.gradient), path).toBeCloseTo(1, 4);
    }
    const norms = Object.entries(gradient.weights).map(([path, w]) => [path, w.gradient] as const);
    expect(gradient.norm).toBeCloseTo(length(norms.map(([, g]) => g)), 6);
    expect(gradient.largest).toBe(norms.toSorted((a, b) => b[1] - a[1])[0]![0]);
  });

  it("clipped: gradients are told as they were before, updates as they came out", async () => {
    const [plain, clipped] = [await run("plain", device), await run("clipped", device, { watchEvery: 1 })];
    const first = measured(clipped).get(1)!;
    expect(first.norm).toBeGreaterThan(0.01);
    expect(length(Object.values(first.weights).map((w) => w.update))).toBeCloseTo(LR * 1e-3, 7);
    expect(measured(plain).get(10)!.norm).toBeGreaterThan(0.01);
  });

  it("changes nothing", async () => {
    const bits = async (watchEvery: number) => {
      const ran = await run("plain", device, { watchEvery });
      return {
        weights: [...ran.weights].map(([path, t]) => [
          path,
          Buffer.from((t.data as Float32Array).slice().buffer),
        ]),
        losses: ran.events.flatMap((e) => (e.type === "step" ? [e.loss] : [])),
        count: measured(ran).size,
      };
    };
    const [never, always] = [await bits(0), await bits(1)];
    expect([never.count, always.count]).toEqual([0, 19]);
    expect(always.weights).toEqual(never.weights);
    expect(always.losses).toEqual(never.losses);
  });
});

test("the step has the same dispatches, whether it is watched or not", async () => {
  const { train } = loadTrain(join(root, "plain.nn"), {}, {}, true);
  await run("plain", "webgpu", { watchEvery: 1 });
  const { programs } = opened.webgpu!;
  expect(programs.get("step")!.plan.outputs.map((o) => o.name)).toEqual(["loss"]);
  // All norms come from one dispatch, and the copy from none.
  expect(programs.get("watch")!.plan.dispatches).toHaveLength(1);
  expect(train.slabs.map((s) => s.name)).not.toContain(train.watch!.before.name);
});

test("how often it is looked is a matter of the run's length", () => {
  expect([1, 300, 500, 1000, 100_000, 1_000_000].map(watchInterval)).toEqual([10, 10, 10, 50, 50, 500]);
});

describe("what is usual", () => {
  it("is not known at first, then a jump stands out and does not become usual", () => {
    const usual = new Usual();
    const told = Array.from({ length: 40 }, (_, i) => usual.deviation(1 + 0.1 * Math.sin(i)));
    expect(told.slice(0, 8).every((s) => s === undefined)).toBe(true);
    expect(told.slice(8).every((s) => Math.abs(s!) < 1)).toBe(true);
    expect(usual.deviation(10)).toBeGreaterThan(8);
    expect(usual.deviation(10)).toBeGreaterThan(6);
    expect(Math.abs(usual.deviation(1)!)).toBeLessThan(3);
  });

  it("follows gradients that shrink", () => {
    const usual = new Usual();
    const told = Array.from({ length: 200 }, (_, i) => usual.deviation(0.98 ** i));
    expect(Math.max(...told.slice(8).map((s) => Math.abs(s!)))).toBeLessThan(4);
  });

  it("leaves out what is no number", () => {
    const usual = new Usual();
    for (let i = 0; i < 20; i++) usual.deviation(1);
    const before = usual.state;
    for (const wrong of [NaN, Infinity, 0]) expect(usual.deviation(wrong)).toBeUndefined();
    expect(usual.state).toEqual(before);
  });
});
