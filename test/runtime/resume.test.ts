/**
 * A run that is killed at any moment and resumed ends with the weights of one that was not, bit for bit: dropout, Adam's
 * moments, the running statistics of batch norm, the order of the data, early stopping and the best weights included.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenedBackend, openBackend } from "../../cli/shared/device.ts";
import { loadTrain } from "../../cli/shared/load.ts";
import { interpreter } from "../../compiler/interpret/backend.ts";
import { CHECKPOINT, readCheckpoint } from "../../runtime/checkpoint.ts";
import type { EndEvent, TrainEvent } from "../../runtime/events.ts";
import { runFolder } from "../../runtime/node/run-folder.ts";
import type { RunStore } from "../../runtime/run-store.ts";
import { train as startTraining } from "../../runtime/train.ts";
import { readEvents } from "../cli/tfevents.ts";

const TEXT = `
data ring = generate(90, split: [0.7, 0.3]) {
  angle = 2 * pi * uniform([])
  x: [2] = [cos(angle), sin(angle)] + normal([2], std: 0.1)
  y: [1] = [sin(2 * angle)]
}
model fitted(x: [batch, 2]) -> [batch, 1] =
  x |> dense(8) |> batchnorm() |> tanh |> dropout(0.2) |> dense(1)
train fit on ring {
  epochs = 6
  batch = 8
  keep = close_by
  let net = fitted()
  let guess = net(x)
  minimize mse(guess, y) with adam(lr: cosine(3e-2), clip: 1.0)
  metric close_by = mean(abs(guess - y) < 0.3)
}
`;

const root = mkdtempSync(join(tmpdir(), "nn-resume-"));
const file = join(root, "ring.nn");
const opened: Partial<Record<"cpu" | "webgpu", OpenedBackend>> = {};
beforeAll(async () => {
  writeFileSync(file, TEXT);
  opened.cpu = await openBackend("cpu");
  opened.webgpu = await openBackend("webgpu");
});
afterAll(() => {
  Object.values(opened).forEach((o) => o[Symbol.dispose]());
  rmSync(root, { recursive: true, force: true });
});

/** The files of a run as a kill would leave them: nothing is written after `stop`. */
function killable(store: RunStore, isDead: () => boolean): RunStore {
  return {
    path: store.path,
    write: (name, bytes) => void (isDead() || store.write(name, bytes)),
    append: (name, more) => void (isDead() || store.append(name, more)),
  };
}

const loaded = () => loadTrain(file, {}, {}, true);

async function run(
  device: "cpu" | "webgpu",
  folder: string,
  kill?: number,
  { train, data, dataProgram } = loaded(),
): Promise<TrainEvent[]> {
  const path = join(folder, CHECKPOINT);
  const resume = existsSync(path) ? readCheckpoint(readFileSync(path), path, train.slabs) : undefined;
  let dead = false;
  const store = killable(runFolder(folder, resume?.step), () => dead);
  const events: TrainEvent[] = [];
  const running = startTraining(train, {
    backend: opened[device]!.backend,
    interpreter: interpreter(),
    data: data.load(dataProgram!),
    out: store,
    checkpointEvery: 0,
    ...(resume ? { resume } : {}),
  });
  for await (const event of running) {
    events.push(event);
    if (events.length === kill) {
      dead = true;
      break;
    }
  }
  return events;
}

const weights = (folder: string, name: string) => readFileSync(join(folder, `${name}.safetensors`));

/** Scores of the run as its log has them, by type and step. */
function logged(folder: string): string[] {
  const lines = readFileSync(join(folder, "log.jsonl"), "utf8").trim().split("\n");
  return lines
    .map((l) => JSON.parse(l) as TrainEvent)
    .filter((e) => e.type === "step" || e.type === "eval")
    .map((e) => JSON.stringify({ type: e.type, step: e.step, loss: e.loss }));
}

describe.each(["cpu", "webgpu"] as const)("on %s", (device) => {
  it("ends as if nothing had happened, wherever it was killed", async () => {
    const whole = join(root, `${device}-whole`);
    const all = await run(device, whole);
    expect(all.at(-1)).toMatchObject({ type: "end", step: 42 });
    for (const kill of [2, 9, 20, 33, 47]) {
      const folder = join(root, `${device}-${kill}`);
      await run(device, folder, kill);
      // Killed once more on the way.
      await run(device, folder, 5);
      const end = (await run(device, folder)).at(-1)!;
      expect(end).toMatchObject({ ...all.at(-1)!, run: folder, seconds: expect.any(Number) });
      for (const name of ["last", "best"])
        expect(weights(folder, name).equals(weights(whole, name)), `${name}, killed at ${kill}`).toBe(true);
      expect(logged(folder)).toEqual(logged(whole));
    }
  });
});

it("keeps checkpoints where an epoch is one step", async () => {
  const at = join(root, "short.nn");
  // All of the data in a batch, with validation and without.
  for (const [text, step] of [
    [TEXT, 2],
    [TEXT.replace(", split: [0.7, 0.3]", "").replace("  keep = close_by\n", ""), 3],
  ] as const) {
    writeFileSync(at, text.replace("batch = 8", "batch = 60"));
    const short = () => loadTrain(at, {}, {}, true);
    const [whole, killed] = [`whole-${step}`, `killed-${step}`].map((name) => join(root, name)) as [string, string];
    const all = await run("cpu", whole, undefined, short());
    await run("cpu", killed, 7, short());
    const path = join(killed, CHECKPOINT);
    expect(readCheckpoint(readFileSync(path), path, short().train.slabs).step).toBeGreaterThanOrEqual(step);
    const end = (await run("cpu", killed, undefined, short())).at(-1)!;
    expect(end).toMatchObject({ ...all.at(-1)!, run: killed, seconds: expect.any(Number) });
    for (const name of ["last", "best"])
      expect(weights(killed, name).equals(weights(whole, name)), name).toBe(true);
    expect(logged(killed)).toEqual(logged(whole));
  }
}); // prettier-ignore

it("writes the best weights where they were found before the kill and not written yet", async () => {
  const whole = join(root, "cpu-whole");
  const all = await run("cpu", whole);
  const { step } = (all.at(-1) as EndEvent).best!;
  const found = all.findIndex((e) => e.type === "eval" && e.step === step);
  const folder = join(root, "unwritten");
  // A few steps later there is a checkpoint that knows of them.
  await run("cpu", folder, found + 4);
  expect(existsSync(join(folder, "best.safetensors"))).toBe(false);
  await run("cpu", folder);
  expect(weights(folder, "best").equals(weights(whole, "best"))).toBe(true);
});

it("shows TensorBoard no step twice", async () => {
  const folder = join(root, "events");
  for (const kill of [12, 9, 14]) await run("cpu", folder, kill);
  await run("cpu", folder);
  const files = readdirSync(folder).filter((n) => n.startsWith("events.out.tfevents.")).sort(); // prettier-ignore
  expect(files.length).toBe(4);
  const events = files.map((name) => readEvents(readFileSync(join(folder, name))));
  // Each file begins with where it goes on.
  for (const [version, start] of events)
    expect([version!.fileVersion, start!.session]).toEqual(["brain.Event:2", 1]);
  const starts = events.map(([, start]) => start!.step);
  expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  const steps = events.flat().flatMap((e) => (e.scalars.has("train/loss") ? [e.step] : []));
  expect(steps).toEqual(Array.from({ length: 42 }, (_, i) => i));
});

it("refuses the checkpoint of another program", async () => {
  const folder = join(root, "other");
  await run("cpu", folder, 20);
  const bytes = readFileSync(join(folder, CHECKPOINT));
  expect(() => readCheckpoint(bytes, "c", [{ name: "params", size: 64, fill: 0 }])).toThrow(
    /another program/,
  );
  expect(() => readCheckpoint(weights(join(root, "cpu-whole"), "last"), "w", [])).toThrow(/not a checkpoint/);
});
