/**
 * How long pieces of GPU work take.
 *
 * `timestamps`: the device notes the time before and after each piece, in a compute pass of its own. `submits`: each piece
 * goes alone and is waited for, less what an empty submit takes; for devices without `timestamp-query`, and always good to
 * some tens of microseconds only.
 */
import type { NnDevice } from "./device.ts";
import { BufferUsage, MAP_READ } from "./webgpu-constants.ts";

export type Method = "timestamps" | "submits";

/** Commands that are timed as one. */
export type Piece = (pass: GPUComputePassEncoder) => void;

export interface Stopwatch extends Disposable {
  readonly method: Method;
  /** Milliseconds of each piece; they run in order, after everything submitted before. */
  time(pieces: readonly Piece[]): Promise<number[]>;
}

/** Two stamps each; a query set holds at most 4096 queries. */
const PIECES = 2048;

/** `method` must be one that the device has. */
export async function stopwatch(device: NnDevice, method: Method = bestMethod(device)): Promise<Stopwatch> {
  return method === "timestamps" ? new Timestamps(device) : new Submits(device, await emptySubmit(device));
}

export function bestMethod(device: NnDevice): Method {
  return device.features.timestamps ? "timestamps" : "submits";
}

class Timestamps implements Stopwatch {
  readonly method = "timestamps";
  readonly #queries: GPUQuerySet;
  readonly #resolved: GPUBuffer;
  readonly #staging: GPUBuffer;

  constructor(readonly device: NnDevice) {
    const { gpu } = device;
    const size = 16 * PIECES;
    this.#queries = gpu.createQuerySet({ label: "stopwatch", type: "timestamp", count: 2 * PIECES });
    const resolve = BufferUsage.queryResolve | BufferUsage.copySrc;
    this.#resolved = gpu.createBuffer({ label: "stopwatch", size, usage: resolve });
    this.#staging = gpu.createBuffer({
      label: "stopwatch",
      size,
      usage: BufferUsage.mapRead | BufferUsage.copyDst,
    });
  }

  async time(pieces: readonly Piece[]): Promise<number[]> {
    const times: number[] = [];
    for (let from = 0; from < pieces.length; from += PIECES)
      times.push(...(await this.#some(pieces.slice(from, from + PIECES))));
    return times;
  }

  async #some(pieces: readonly Piece[]): Promise<number[]> {
    const { gpu } = this.device;
    const encoder = gpu.createCommandEncoder({ label: "stopwatch" });
    pieces.forEach((piece, i) => {
      const pass = encoder.beginComputePass({
        timestampWrites: {
          querySet: this.#queries,
          beginningOfPassWriteIndex: 2 * i,
          endOfPassWriteIndex: 2 * i + 1,
        },
      });
      piece(pass);
      pass.end();
    });
    const bytes = 16 * pieces.length;
    encoder.resolveQuerySet(this.#queries, 0, 2 * pieces.length, this.#resolved, 0);
    encoder.copyBufferToBuffer(this.#resolved, 0, this.#staging, 0, bytes);
    gpu.queue.submit([encoder.finish()]);
    await this.#staging.mapAsync(MAP_READ, 0, bytes);
    const stamps = new BigUint64Array(this.#staging.getMappedRange(0, bytes).slice(0));
    this.#staging.unmap();
    this.device.check();
    // A clock that is set back between two stamps says nothing; WebGPU allows it.
    return pieces.map((_, i) => Math.max(0, Number(stamps[2 * i + 1]! - stamps[2 * i]!) / 1e6));
  }

  [Symbol.dispose](): void {
    this.#queries.destroy();
    this.#resolved.destroy();
    this.#staging.destroy();
  }
}

class Submits implements Stopwatch {
  readonly method = "submits";

  constructor(
    readonly device: NnDevice,
    /** Milliseconds of a submit with nothing in it. */
    readonly empty: number,
  ) {}

  async time(pieces: readonly Piece[]): Promise<number[]> {
    const times: number[] = [];
    for (const piece of pieces) times.push(Math.max(0, (await alone(this.device, piece)) - this.empty));
    this.device.check();
    return times;
  }

  [Symbol.dispose](): void {}
}

/** Milliseconds from the submit of one piece until it is known to be done. */
export async function alone({ gpu }: NnDevice, piece: Piece): Promise<number> {
  const encoder = gpu.createCommandEncoder({ label: "stopwatch" });
  const pass = encoder.beginComputePass();
  piece(pass);
  pass.end();
  const commands = encoder.finish();
  const began = performance.now();
  gpu.queue.submit([commands]);
  await gpu.queue.onSubmittedWorkDone();
  return performance.now() - began;
}

/** What a submit costs with nothing in it: the median of some. */
export async function emptySubmit(device: NnDevice): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 25; i++) times.push(await alone(device, () => undefined));
  return median(times);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  if (sorted.length === 0) return NaN;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
