/**
 * Runs in the page: the API as a page uses it, a lost device, a run that is kept in the browser's storage.
 */
import { compile } from "../../../api/compiler.ts";
import {
  DeviceError,
  type NnDevice,
  openDevice,
  openRun,
  type RunFiles,
  train,
} from "../../../api/runtime.ts";
import type { Trainable } from "../../../api/program.ts";

export { useEverything } from "../../api/user/program.ts";

/** The same in a worker. */
export function inWorker(kind: string): Promise<unknown> {
  const worker = new Worker("/worker.js", { type: "module" });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(kind);
  }).finally(() => worker.terminate());
}

const SOURCE = `data points = generate(96) {
  t = f32(index)
  x: [2] = [sin(t), cos(3 * t)]
  y: [1] = [sin(2 * t)]
}

model bend(x: [batch, 2]) -> [batch, 1] = x |> dense(8) |> tanh |> dense(1)

train fit on points {
  steps = 300
  batch = 16
  seed = 5
  let net = bend()
  minimize mse(net(x), y) with adam(lr: 0.01)
}
`;

async function program(): Promise<Trainable> {
  const compiled = await compile("fit.nn", { read: () => SOURCE });
  return compiled.program.train["fit"]!;
}

export interface Told {
  readonly steps: number;
  /** After how many updates the run went on, each time. */
  readonly recovered: readonly number[];
  readonly weights: readonly number[];
  readonly log: string;
  readonly error?: string;
}

interface How {
  readonly out?: string;
  readonly resume?: boolean;
  readonly recover?: boolean;
  /** The device is lost when this step is told. */
  readonly loseAt?: number;
  /** The run is aborted when this step is told. */
  readonly stopAt?: number;
}

/** Trains, with what happens on the way. */
export async function fit({ out, resume = false, recover = true, loseAt, stopAt }: How): Promise<Told> {
  using device: NnDevice = await openDevice("webgpu");
  const abort = new AbortController();
  const files: RunFiles | undefined = out === undefined ? undefined : await openRun(out, { resume });
  const recovered: number[] = [];
  let [steps, error, isLost] = [0, "", false];
  using run = train(await program(), {
    device,
    signal: abort.signal,
    recover,
    resume,
    checkpointEvery: 0,
    ...(files ? { out: files } : {}),
  });
  try {
    for await (const event of run) {
      if (event.type === "recovered") recovered.push(event.step);
      if (event.type !== "step") continue;
      steps++;
      if (event.step === stopAt) abort.abort();
      if (event.step !== loseAt || isLost) continue;
      isLost = true;
      // Not by the handle that was opened here: as a driver would.
      device.gpu.destroy();
    }
  } catch (reason) {
    error = reason instanceof DeviceError && reason.isLost ? reason.message : `unexpected: ${String(reason)}`;
  }
  const weights = [...(await run.last()).values()].flatMap((t) => [...t.data]);
  const log = new TextDecoder().decode((await files?.read("log.jsonl")) ?? new Uint8Array());
  return { steps, recovered, weights, log, ...(error === "" ? {} : { error }) };
}

/** The most buffers that were alive at once during the first and the second half of many steps, and those alive after the run. */
export async function buffersOver(steps: number): Promise<readonly [number, number, number]> {
  using device = await openDevice("webgpu");
  const create = device.gpu.createBuffer.bind(device.gpu);
  let [alive, most] = [0, 0];
  device.gpu.createBuffer = (descriptor) => {
    most = Math.max(most, ++alive);
    const buffer = create(descriptor);
    const destroy = buffer.destroy.bind(buffer);
    buffer.destroy = () => {
      alive--;
      return destroy();
    };
    return buffer;
  };
  let half = 0;
  for await (const event of train(await program(), { device, steps, checkpointEvery: 1e9 })) {
    if (event.type === "step" && event.step === steps / 2) [half, most] = [most, 0];
  }
  return [half, most, alive];
}
