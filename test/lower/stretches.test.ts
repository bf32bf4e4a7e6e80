/**
 * Gradients of more weights than a device can bind at once lie in several slabs: the same training, to rounding, and nothing
 * that is bound is longer than a stretch or a weight.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type OpenedBackend, openBackend } from "../../cli/shared/device.ts";
import { loadTrain } from "../../cli/shared/load.ts";
import { interpreter } from "../../compiler/interpret/backend.ts";
import type { TrainEvent } from "../../runtime/events.ts";
import { train as startTraining } from "../../runtime/train.ts";
import { layOut } from "../../compiler/2-lower/assemble.ts";

/** Elements of the longest stretch; undefined for what the compiler has. */
let longest: number | undefined;
vi.mock("../../compiler/2-lower/assemble.ts", async (original) => {
  const real: typeof import("../../compiler/2-lower/assemble.ts") = await original();
  return { ...real, layOut: (infos: never, groups: never) => real.layOut(infos, groups, longest) };
});

const program = (minimize: string) => `
data ring = generate(64) {
  angle = 2 * pi * uniform([])
  x: [2] = [cos(angle), sin(angle)]
  y: [1] = [sin(2 * angle)]
}
model fitted(x: [batch, 2]) -> [batch, 1] = x |> dense(24) |> tanh |> dense(20) |> tanh |> dense(1)
train fit on ring {
  steps = 8
  batch = 8
  let net = fitted()
  let other = fitted()
  let guess = net(x)
  ${minimize}
}
`;
const PROGRAMS = {
  adam: program("minimize mse(guess, y) with adam(lr: 0.01)"),
  "momentum, clipped": program("minimize mse(guess, y) with sgd(lr: 0.1, momentum: 0.9, clip: 0.05)"),
  "decay by rank": program("minimize mse(guess, y) with adamw(lr: 0.01, decay: 0.1, decay_rank: 2)"),
  muon: program("minimize mse(guess, y) with muon(lr: 0.01)"),
  "two losses": program(
    "minimize mse(guess, y) over net with adam(lr: 0.01)\n  minimize mse(other(x), y) over other with sgd(lr: 0.1)",
  ),
};

const root = mkdtempSync(join(tmpdir(), "nn-stretches-"));
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

async function run(name: keyof typeof PROGRAMS, device: "cpu" | "webgpu", elements: number | undefined) {
  longest = elements;
  const { train, data, dataProgram } = loadTrain(join(root, `${name}.nn`), {}, {}, true);
  const running = startTraining(train, {
    backend: opened[device]!.backend,
    interpreter: interpreter(),
    data: data.load(dataProgram!),
    watchEvery: 1,
  });
  const events: TrainEvent[] = [];
  for await (const event of running) events.push(event);
  const weights = await running.last();
  const steps = events.flatMap((e) => (e.type === "step" ? [e] : []));
  return {
    train,
    gradients: train.slabs.filter((s) => s.name.startsWith("grads")),
    losses: steps.map((s) => s.loss),
    norms: steps.flatMap((s) => (s.gradient ? Object.entries(s.gradient.weights) : [])),
    weights: [...weights].map(([path, t]) => [path, [...(t.data as Float32Array)]] as const),
  };
}

describe.each(["cpu", "webgpu"] as const)("on %s", (device) => {
  it.each(Object.keys(PROGRAMS) as (keyof typeof PROGRAMS)[])("%s", async (name) => {
    const [whole, cut] = [await run(name, device, undefined), await run(name, device, 128)];
    const minimizes = name === "two losses" ? 2 : 1;
    expect(whole.gradients).toHaveLength(minimizes);
    // 48 + 24, 480, 20 + 20 + 1 elements, each weight to the next 64.
    expect(cut.gradients).toHaveLength(minimizes * (name === "decay by rank" ? 4 : 4));
    for (const { size } of cut.gradients) expect([64, 128, 512]).toContain(size);
    expect(cut.losses).toHaveLength(8);
    cut.losses.forEach((loss, i) => expect(loss).toBeCloseTo(whole.losses[i]!, 5));
    expect(cut.weights.map(([path]) => path)).toEqual(whole.weights.map(([path]) => path));
    cut.weights.forEach(([path, values], w) =>
      values.forEach((v, i) => expect(v, `${path}[${i}]`).toBeCloseTo(whole.weights[w]![1][i]!, 4)),
    );
    expect(cut.norms.length).toBeGreaterThan(0);
    cut.norms.forEach(([path, n], i) => {
      const [other, o] = whole.norms[i]!;
      expect(path).toBe(other);
      for (const what of ["gradient", "weight", "update"] as const)
        expect(n[what], `${path}, ${what}`).toBeCloseTo(o[what], 4);
    });
  });
});

it("binds no more than a stretch at once", async () => {
  await run("adam", "webgpu", 128);
  for (const { plan } of ["step", "watch"].map((name) => opened.webgpu!.programs.get(name)!))
    for (const { bind } of plan.dispatches)
      for (const { buffer, bytes } of bind)
        if (!/^(in:|slot|result)/.test(buffer)) expect(bytes).toBeLessThanOrEqual(4 * 512);
});

it("takes a weight that is longer than a stretch by itself", () => {
  longest = 128;
  const span = { file: "a.nn", start: 0, end: 0 };
  const info = (path: string, size: number) => ({ path, kind: "param" as const, shape: [size], span });
  const infos = [info("a", 60), info("b", 500), info("c", 64), info("d", 64), info("e", 64)];
  const { groups } = layOut(infos as never, [infos.map((i) => i.path)]);
  expect(groups[0]).toEqual([
    { start: 0, size: 64, slab: "grads" },
    { start: 64, size: 512, slab: "grads.1" },
    { start: 576, size: 128, slab: "grads.2" },
    { start: 704, size: 64, slab: "grads.3" },
  ]);
});
