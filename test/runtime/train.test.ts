import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { interpreter } from "../../compiler/interpret/backend.ts";
import { compilePlan } from "../../compiler/pipeline.ts";
import { targetOf } from "../../compiler/7-emit/target.ts";
import type { Computation, TrainProgram } from "../../compiler/program.ts";
import { type Backend, compiled } from "../../runtime/backend.ts";
import { readSafetensors } from "../../runtime/data/safetensors.ts";
import type { EndEvent, EvalEvent, StepEvent, TrainEvent } from "../../runtime/events.ts";
import { webgpu } from "../../runtime/executor.ts";
import { runFolder } from "../../runtime/node/run-folder.ts";
import { eventText } from "../../runtime/run-store.ts";
import { train, type TrainOptions } from "../../runtime/train.ts";
import { BatchOrder } from "../../runtime/train-setup.ts";
import { adapters } from "./devices.ts";
import { descendProgram, lineData, lineProgram } from "./programs.ts";

const cpu = interpreter();

const backends: { name: string; open: () => Promise<Backend<Computation>> }[] = [
  { name: "the interpreter", open: () => Promise.resolve(cpu) },
  ...adapters.map(({ name, open }) => ({
    name,
    async open() {
      const device = await open();
      return compiled(webgpu(device), (c: Computation) => compilePlan(c, targetOf(device)));
    },
  })),
];

async function events(program: TrainProgram, options: Partial<TrainOptions> = {}): Promise<TrainEvent[]> {
  const all: TrainEvent[] = [];
  for await (const event of train(program, { backend: cpu, interpreter: cpu, ...options })) all.push(event);
  return all;
}
const ofType = <T extends TrainEvent["type"]>(all: readonly TrainEvent[], type: T) =>
  all.filter((e): e is Extract<TrainEvent, { type: T }> => e.type === type);
const end = (all: readonly TrainEvent[]): EndEvent => all.at(-1) as EndEvent;
const round = (x: number) => Number(x.toPrecision(6));

const folders: string[] = [];
afterAll(() => {
  for (const f of folders) rmSync(f, { recursive: true, force: true });
});
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "nn-run-"));
  folders.push(made);
  return join(made, "run");
}

it("sends more steps at once where results only come late", async () => {
  let submits = 0;
  const late: Backend<Computation> = {
    ...cpu,
    kind: "cpu",
    description: "late",
    newSlabs: () => cpu.newSlabs(),
    async load(program, slabs, options) {
      const runner = await cpu.load(program, slabs, options);
      const submit = async () => {
        submits++;
        const results = await runner.submit();
        await new Promise((resolve) => setTimeout(resolve, 60));
        return results;
      };
      return new Proxy(runner, {
        get: (target, name) => {
          if (name === "submit" && program.name === "step") return submit;
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === "function" ? (value.bind(target) as unknown) : value;
        },
      });
    },
    destroy: () => undefined,
  };
  const settings = { steps: 100, validateEvery: 100 };
  const all = await events(descendProgram(settings), { backend: late });
  expect(ofType(all, "step")).toEqual(ofType(await events(descendProgram(settings)), "step"));
  // One by one, each would be told of 60 ms after it was made.
  expect(submits).toBeLessThan(60);
});

describe.each(backends)("training on $name", ({ open }) => {
  it("tells what `descend` does, step by step", async () => {
    using backend = await open();
    const all = await events(descendProgram(), { backend });
    expect(all[0]).toMatchObject({ type: "start", name: "descend", steps: 10, parameters: 1, seed: 1 });
    const steps = ofType(all, "step");
    expect(steps.map((s) => s.step)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(steps.slice(0, 5).map((s) => round(s.params!["w"]!))).toEqual([4, 1.6, 0.64, 0.256, 0.1024]);
    expect(steps.slice(0, 3).map((s) => round(s.loss))).toEqual([16, 2.56, 0.4096]);
    expect(round(steps[3]!.lr!)).toBe(0.3);
    expect(end(all)).toMatchObject({ type: "end", step: 10, split: "train", metrics: {} });
    expect(end(all).loss).toBeCloseTo((4 * 0.4 ** 10) ** 2, 8);
  });

  it("fits a line, starting from a statistic of the training data", async () => {
    using backend = await open();
    const all = await events(lineProgram({ epochs: 40 }, 20, 0.5), { backend, data: lineData(20, 6, 5) });
    const evals = ofType(all, "eval");
    expect(evals).toHaveLength(40);
    expect(evals.map((e) => e.step).slice(0, 3)).toEqual([5, 10, 15]);
    expect(evals.every((e) => e.split === "validation")).toBe(true);
    expect(evals.at(-1)!.loss).toBeLessThan(1e-3);
    expect(end(all).split).toBe("test");
    expect(end(all).metrics["mae"]).toBeLessThan(0.02);
  });

  it("tells the metrics of the training data at the end where there is no other", async () => {
    using backend = await open();
    const all = await events(lineProgram({ epochs: 40 }, 20, 0.5), { backend, data: lineData(20, 0) });
    expect(ofType(all, "eval")).toEqual([]);
    expect(end(all).split).toBe("train");
    expect(end(all).metrics["mae"]).toBeLessThan(0.02);
  });
});

describe("the training loop", () => {
  it("is repeatable, and another seed gives another order", async () => {
    const run = async (seed: number) =>
      ofType(await events(lineProgram(), { data: lineData(), seed }), "step").map((s) => s.loss);
    expect(await run(1)).toEqual(await run(1));
    expect(await run(2)).not.toEqual(await run(1));
  });

  it("takes every example once an epoch and drops what does not fill a batch", async () => {
    const seen: number[][] = [];
    const data = lineData(22, 0);
    const watched = {
      ...data,
      train: {
        count: 22,
        fill(field: string, indices: Int32Array, out: Float32Array) {
          if (field === "x" && indices.length === 4) seen.push([...indices]);
          data.train.fill(field, indices, out);
        },
      } as typeof data.train,
    };
    const all = await events(lineProgram({ epochs: 2 }, 22), { data: watched });
    expect(ofType(all, "step")).toHaveLength(10);
    // What follows the ten steps is the evaluation at the end.
    for (const epoch of [seen.slice(0, 5), seen.slice(5, 10)]) expect(new Set(epoch.flat()).size).toBe(20);
    expect(seen.slice(0, 5)).not.toEqual(seen.slice(5, 10));
  });

  it("takes examples in order, round and round, where they are not shuffled", () => {
    const order = new BatchOrder(7, 3, 0, false);
    const seen = Array.from({ length: 7 }, () => [...order.next()]);
    expect(seen.slice(0, 3)).toEqual([
      [0, 1, 2],
      [3, 4, 5],
      [6, 0, 1],
    ]);
    // After 7 batches of 3 every example has been taken three times.
    expect([0, 1, 2, 3, 4, 5, 6].map((i) => seen.flat().filter((x) => x === i).length)).toEqual(
      Array(7).fill(3),
    );
  });

  it("evaluates the last partial batch exactly", async () => {
    // 11 validation examples at batch 4: 4 + 4 + 3.
    const data = lineData(20, 11);
    const all = await events(lineProgram({ epochs: 1 }), { data });
    const w = (await weightAfter(data)) as number;
    const x = new Float32Array(11);
    data.validation!.fill(
      "x",
      Int32Array.from({ length: 11 }, (_, i) => i),
      x,
    );
    const exact = [...x].reduce((sum, v) => sum + (w * v - 3 * v) ** 2, 0) / 11;
    const [evaluation] = ofType(all, "eval") as [EvalEvent];
    expect(evaluation.loss).toBeCloseTo(exact, 6);
  });

  async function weightAfter(data: ReturnType<typeof lineData>): Promise<number> {
    const run = train(lineProgram({ epochs: 1 }), { backend: cpu, interpreter: cpu, data });
    for await (const _ of run);
    return (await run.last()).get("net.w")!.data[0]!;
  }

  it("evaluates data smaller than a batch", async () => {
    const all = await events(lineProgram({ epochs: 1 }), { data: lineData(20, 2, 1) });
    expect(ofType(all, "eval")[0]!.loss).toBeGreaterThan(0);
    expect(end(all).loss).toBeGreaterThanOrEqual(0);
  });

  it("validates every `validate_every` steps, and ten times in a run of less than an epoch", async () => {
    const every = await events(lineProgram({ epochs: 2, validateEvery: 3 }), { data: lineData() });
    expect(ofType(every, "eval").map((e) => e.step)).toEqual([3, 6, 9, 10]);
    const short = lineProgram({ steps: 20 }, 400);
    delete (short.settings as { epochs?: number }).epochs;
    const all = await events(short, { data: lineData(400, 4) });
    expect(ofType(all, "eval").map((e) => e.step)).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18, 20]);
  });

  it("stops when the validation loss has not improved for `patience` evaluations, and ends with the best weights", async () => {
    // The validation data wants w = 2, which training passes on its way to 3.
    const program = lineProgram({ epochs: 30, patience: 3, batch: 20 }, 20, 0.2);
    const run = train(program, { backend: cpu, interpreter: cpu, data: lineData(20, 6, 0, 2) });
    const all: TrainEvent[] = [];
    for await (const event of run) all.push(event);
    const evals = ofType(all, "eval");
    const lowest = Math.min(...evals.map((e) => e.loss));
    expect(end(all).stopped).toBe("patience");
    expect(evals.length).toBeLessThan(30);
    expect(evals.findIndex((e) => e.loss === lowest)).toBe(evals.length - 4);
    expect(end(all).loss).toBe(lowest);
    expect(end(all).best!.step).toBe(evals.at(-4)!.step);
    expect((await run.best()).get("net.w")!.data).not.toEqual((await run.last()).get("net.w")!.data);
  });

  it("keeps the checkpoint that is best by a metric, and says when there is no such metric", async () => {
    const all = await events(lineProgram({ keep: "mae" }), { data: lineData() });
    const maes = ofType(all, "eval").map((e) => e.metrics["mae"]!);
    expect(end(all).metrics["mae"]).toBe(Math.min(...maes));
    await expect(events(lineProgram({ keep: "f1" }), { data: lineData() })).rejects.toMatchObject({
      diagnostic: { code: "NN0606", notes: ["it has `mae`"] },
    });
  });

  it("stops at a loss that is no number, naming step and output, and keeps the weights from before", async () => {
    const path = folder();
    const run = train(descendProgram({ steps: 2000 }), {
      backend: cpu,
      interpreter: { ...cpu, load: (c, s, o) => cpu.load(c, s, o) },
      out: runFolder(path),
      init: {
        file: "start",
        tensors: new Map([["w", { dtype: "f32", shape: [], data: Float32Array.of(Infinity) }]]),
      },
    });
    const told: TrainEvent[] = [];
    await expect(
      (async () => {
        for await (const event of run) told.push(event);
      })(),
    ).rejects.toMatchObject({ diagnostic: { code: "NN0604", title: "`loss` became infinite at step 0" } });
    expect(told.map((e) => e.type)).toEqual(["start"]);
    expect(readSafetensors(readFileSync(join(path, "last.safetensors")), "last").get("w")!.data[0]).toBe(
      Infinity,
    );
  });

  it("finishes the steps in flight when it is told to stop, saves and ends", async () => {
    const path = folder();
    const control = new AbortController();
    const all: TrainEvent[] = [];
    for await (const event of train(descendProgram({ steps: 1_000_000 }), {
      backend: cpu,
      interpreter: cpu,
      signal: control.signal,
      out: runFolder(path),
    })) {
      all.push(event);
      if (event.type === "step" && event.step === 20) control.abort();
    }
    const last = end(all);
    expect(last.stopped).toBe("aborted");
    expect(last.step).toBe(ofType(all, "step").at(-1)!.step + 1);
    expect(last.step).toBeLessThan(10_000);
    expect(readdirSync(path).sort()).toEqual([
      "best.safetensors",
      "checkpoint.safetensors",
      expect.stringMatching(/^events\.out\.tfevents\./),
      "last.safetensors",
      "log.jsonl",
    ]);
  });

  it("writes weights under their path names and the log, and tells of every n-th step only", async () => {
    const path = folder();
    const all = await events(lineProgram({ epochs: 4 }), {
      data: lineData(),
      out: runFolder(path),
      logEvery: 7,
      metadata: { config: '{"hidden":3}' },
    });
    expect((ofType(all, "step") as StepEvent[]).map((s) => s.step)).toEqual([0, 7, 14]);
    const log = readFileSync(join(path, "log.jsonl"), "utf8").trim().split("\n");
    expect(log).toEqual(all.map(eventText));
    expect(log[1]).toMatch(/^\{"type":"step","step":0,"loss":[\d.]+,"lr":0\.05,"epoch":0\}$/);
    const bytes = readFileSync(join(path, "best.safetensors"));
    expect([...readSafetensors(bytes, "best").keys()]).toEqual(["net.w"]);
    expect(bytes.toString("latin1")).toContain("hidden");
    expect(end(all).run).toBe(path);
  });

  it("refuses a batch larger than the data, and a run without a length", async () => {
    await expect(events(lineProgram({ batch: 64 }), { data: lineData() })).rejects.toMatchObject({
      diagnostic: { title: "a batch of 64 is larger than the 20 training examples" },
    });
    const endless = descendProgram();
    delete (endless.settings as { steps?: number }).steps;
    await expect(events(endless)).rejects.toMatchObject({ diagnostic: { code: "NN0606" } });
  });

  it("can be left in the middle", async () => {
    for await (const event of train(descendProgram({ steps: 1000 }), { backend: cpu, interpreter: cpu })) {
      if (event.type === "step" && event.step === 3) break;
    }
  });
});
