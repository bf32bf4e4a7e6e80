/**
 * `train`: a `train` block on a device, told event by event, going on by itself where a device is lost.
 */
import type { SettingOverrides } from "../compiler/compile.ts";
import type { TrainProgram } from "../compiler/program.ts";
import { type Checkpoint, CHECKPOINT, readCheckpoint } from "../runtime/checkpoint.ts";
import { DeviceError } from "../runtime/errors.ts";
import type { TrainEvent } from "../runtime/events.ts";
import type { TrainData } from "../runtime/examples.ts";
import type { RunStore } from "../runtime/run-store.ts";
import { train as trainOn, type TrainRun } from "../runtime/train.ts";
import type { Weights } from "../runtime/weights.ts";
import { expectProgram } from "./call.ts";
import { type ArrayData, arrayData } from "./data.ts";
import { backendOn, type Device } from "./device.ts";
import type { Trainable } from "./program.ts";
import type { RunFiles } from "./storage.ts";
import { weightsFrom, type WeightSource } from "./weights.ts";

export interface TrainOptions {
  readonly device: Device;
  /** These are stronger than what the `train` block says. */
  readonly seed?: number;
  readonly steps?: number;
  readonly epochs?: number;
  /** Examples a step. */
  readonly batch?: number;
  /** Finishes the steps in flight and ends the run: its `end` event says `stopped: "aborted"`. */
  readonly signal?: AbortSignal;
  /** The data's fields, instead of the files that the program names. A page has no such files. */
  readonly data?: ArrayData;
  /** The data files' bytes by path as the program names them, instead of those on the disk. */
  readonly files?: Readonly<Record<string, Uint8Array>>;
  /** Weights to start from, all of them. */
  readonly init?: WeightSource;
  /** Reads a weight file that the program names with `from`, relative to the program. */
  readonly readWeights?: (path: string) => WeightSource;
  /** Keeps the log, the weights and checkpoints; see `openRun`. */
  readonly out?: RunFiles;
  /** Goes on from the checkpoint in `out`, to the bits of a run that nobody stopped; from the start where there is none. */
  readonly resume?: boolean;
  /** Seconds between checkpoints; 10 by default. */
  readonly checkpointEvery?: number;
  /**
   * Where the device is lost, opens another one and goes on from the last checkpoint; true by default. Otherwise a
   * `DeviceError` with `isLost` is thrown.
   */
  readonly recover?: boolean;
  /** Tells of every n-th step only; 1 by default. */
  readonly logEvery?: number;
}

/** The device was lost, and the run goes on after so many updates on another one: steps since then are told again. */
export interface RecoveredEvent {
  readonly type: "recovered";
  readonly step: number;
  /** What the lost device said. */
  readonly reason: string;
}

/** What a run tells. Steps count from 0; a step's loss is taken before its update. */
export type RunEvent = TrainEvent | RecoveredEvent;

export interface Run extends AsyncIterable<RunEvent>, Disposable {
  /**
   * The weights of the best evaluation; the last ones where there was no validation data. Rejects before there are any, which is
   * before the first event.
   */
  best(): Promise<Weights>;
  /** The weights after the last step, or the last ones that were kept where the run failed. */
  last(): Promise<Weights>;
  /** Stops the run and frees what it holds on the device; weights that it gave stay. */
  destroy(): void;
}

/**
 * Trains while it is iterated, once. The iteration throws a `CompileError` where the program or its data is wrong, a
 * `DiagnosticError` where a setting, an array or the loss is (NN0604 to NN0607), a `DeviceError` where the device fails.
 */
export function train(program: Trainable, options: TrainOptions): Run {
  expectProgram(program, "train", "program.train.NAME");
  return new ApiRun(program, options);
}

class ApiRun implements Run {
  readonly #stop = new AbortController();
  #events: AsyncGenerator<RunEvent, void, undefined> | undefined;
  #run: TrainRun | undefined;
  #isDestroyed = false;

  constructor(
    readonly program: Trainable,
    readonly options: TrainOptions,
  ) {}

  [Symbol.asyncIterator](): AsyncGenerator<RunEvent, void, undefined> {
    if (this.#events) throw new Error("a training run can be iterated once");
    return (this.#events = this.#tell());
  }

  best(): Promise<Weights> {
    return this.#weights((run) => run.best());
  }

  last(): Promise<Weights> {
    return this.#weights((run) => run.last());
  }

  #weights(of: (run: TrainRun) => Promise<Weights>): Promise<Weights> {
    return this.#run
      ? of(this.#run)
      : Promise.reject(new Error("the run has no weights yet: iterate it first"));
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.#stop.abort();
    // Ends where the generator waits; its `finally` frees what the run holds.
    void this.#events?.return().catch(() => undefined);
  }

  [Symbol.dispose](): void {
    this.destroy();
  }

  async *#tell(): AsyncGenerator<RunEvent, void, undefined> {
    const { program, options } = this;
    const { out, recover = true, signal } = options;
    const { train: block, examples } = await prepare(program, options);
    const memory = new Remembered(out);
    const saved = options.resume ? await out?.read(CHECKPOINT) : undefined;
    let resume = saved && readCheckpoint(saved, "the checkpoint", block.slabs);
    let { device } = options;
    const replaced: Device[] = [];
    try {
      for (;;) {
        const run = this.#start(block, examples, device, {
          ...(recover || out ? { out: memory } : {}),
          ...(resume ? { resume } : {}),
          signal: signal ? AbortSignal.any([signal, this.#stop.signal]) : this.#stop.signal,
        });
        try {
          for await (const event of run) {
            if (event.type !== "start" || replaced.length === 0) yield told(event, out);
          }
          break;
        } catch (error) {
          const lost = error instanceof DeviceError ? lossOf(error, device) : undefined;
          if (!lost || !recover || device.kind === "cpu") throw error;
          device = await device.reopen();
          replaced.push(device);
          if (memory.checkpoint) resume = readCheckpoint(memory.checkpoint, "the checkpoint", block.slabs);
          yield { type: "recovered", step: resume?.step ?? 0, reason: lost.message };
        }
      }
    } finally {
      for (const own of replaced) own.destroy();
      await out?.flush();
    }
  }

  #start(
    block: TrainProgram,
    data: TrainData | undefined,
    device: Device,
    more: { readonly out?: RunStore; readonly resume?: Checkpoint; readonly signal: AbortSignal },
  ): TrainRun {
    const { seed, steps, epochs, init, readWeights, checkpointEvery, logEvery } = this.options;
    const { tools } = this.program;
    const precision = device.kind === "cpu" ? device.precision : "f32";
    this.#run = trainOn(block, {
      ...more,
      backend: backendOn(device, tools),
      interpreter: tools.interpreter(precision),
      locate: (step) => tools.locate(step, precision),
      ...(data ? { data } : {}),
      ...(seed === undefined ? {} : { seed }),
      ...(steps === undefined ? {} : { steps }),
      ...(epochs === undefined ? {} : { epochs }),
      ...(init === undefined ? {} : { init: { file: "`init`", tensors: weightsFrom(init) } }),
      ...(readWeights ? { readWeights: (path) => weightsFrom(readWeights(path)) } : {}),
      ...(checkpointEvery === undefined ? {} : { checkpointEvery }),
      ...(logEvery === undefined ? {} : { logEvery }),
    });
    return this.#run;
  }
}

/** The program with its data: the caller's arrays, or what its files hold. */
export async function prepare(
  program: Trainable,
  { batch, seed, data, files, steps, epochs }: Omit<TrainOptions, "device">,
): Promise<{ readonly train: TrainProgram; readonly examples?: TrainData }> {
  const settings: SettingOverrides = {
    ...(batch === undefined ? {} : { batch }),
    ...(seed === undefined ? {} : { seed }),
    ...(steps === undefined ? {} : { steps }),
    ...(epochs === undefined ? {} : { epochs }),
  };
  if (!data) {
    const { fileData } = await import("./file-data.ts");
    return fileData(program, settings, files);
  }
  const { train: block } = program.compile({ settings });
  return { train: block, examples: arrayData(block, data) };
}

/** Without `out` nothing is kept, whatever is remembered for going on. */
function told(event: TrainEvent, out: RunStore | undefined): TrainEvent {
  if (out || (event.type !== "start" && event.type !== "end")) return event;
  const { run: _, ...rest } = event;
  return rest;
}

/** Whether the device is gone: an error of a kernel may come before the news of it. */
function lossOf(error: DeviceError, device: Device): DeviceError | undefined {
  if (error.isLost) return error;
  return device.kind === "webgpu" && device.failure?.isLost ? device.failure : undefined;
}

/** Passes everything on, and remembers the last checkpoint. */
class Remembered implements RunStore {
  checkpoint: Uint8Array | undefined;

  constructor(readonly to: RunStore | undefined) {}

  get path(): string {
    return this.to?.path ?? "";
  }

  write(name: string, bytes: Uint8Array): void {
    if (name === CHECKPOINT) this.checkpoint = bytes;
    this.to?.write(name, bytes);
  }

  append(name: string, more: string | Uint8Array): void {
    this.to?.append(name, more);
  }
}
