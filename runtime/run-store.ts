/**
 * Where a run's files go: `best.safetensors`, `last.safetensors`, `log.jsonl`, TensorBoard's events. Node has folders
 * (`node/run-folder.ts`); a page may keep them in memory.
 */
import { CHECKPOINT, type Checkpoint, writeCheckpoint } from "./checkpoint.ts";
import type { StartEvent, StepEvent, TrainEvent } from "./events.ts";
import { writeSafetensors } from "./data/safetensors.ts";
import { toNumbers } from "./data/tensor.ts";
import { concat } from "../compiler/export/protobuf.ts";
import { scalarsOf } from "./log/scalars.ts";
import { fileVersion, histograms, scalars, sessionStart } from "./log/tensorboard.ts";
import { type Snapshot, type WeightPlace, weightsOf } from "./weights.ts";

export interface RunStore {
  /** For people and for the `run` of events. */
  readonly path: string;
  /** Replaces a file, whole or not at all. */
  write(name: string, bytes: Uint8Array): void;
  /** Adds to a file: lines of text, which get a line end, or bytes as they are. */
  append(name: string, more: string | Uint8Array): void;
}

/**
 * An event as one line of JSON: numbers as the shortest decimals that are the same f32, since that is what the device
 * computed, and those that JSON lacks as strings.
 */
export function eventText(event: TrainEvent): string {
  return JSON.stringify(event, (_, value: unknown) => {
    if (typeof value !== "number") return value;
    return Number.isFinite(value) ? shortest(value) : String(value);
  });
}

function shortest(value: number): number {
  if (Number.isInteger(value)) return value;
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === Math.fround(value)) return short;
  }
  return Number(value.toPrecision(9));
}

/** The seconds between two writes of the same weights, and of checkpoints, while a run goes on. */
const INTERVAL = 10;
/** The milliseconds between two writes of what is logged, so that quick steps do not wait for the disk. */
const LOG_INTERVAL = 500;
/** The step lines that a log has at most: more says nothing more to a reader, and a long run would fill disks. */
const STEP_LINES = 10_000;
/** The distributions of the weights that a log has at most, spread over the run. */
const HISTOGRAMS = 40;

export interface RecorderOptions {
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  /** Seconds between two checkpoints. */
  readonly interval?: number;
  /** The updates that were made when the run was stopped, where it is resumed: its log goes on. */
  readonly resumedAt?: number | undefined;
}

/**
 * Writes weights and events. While the run goes on a file of weights is written at most every `INTERVAL` seconds, since
 * small models improve faster than disks write; `flush` writes what is left. A kill loses at most the last half second of
 * the log.
 */
export class RunRecorder {
  readonly #waiting = new Map<
    string,
    { readonly from: Snapshot; readonly metadata: Record<string, string> }
  >();
  readonly #written = new Map<string, number>();
  readonly #lines: string[] = [];
  readonly #events: Uint8Array[] = [];
  #eventFile: string | undefined;
  #logged = 0;
  #checked: number;
  readonly clock: () => number;
  readonly interval: number;
  readonly resumedAt: number | undefined;
  #steps = 0;
  #nextLine = 0;
  #nextHistograms = 0;

  constructor(
    readonly store: RunStore | undefined,
    readonly places: readonly WeightPlace[],
    readonly metadata: Readonly<Record<string, string>>,
    { clock = Date.now, interval = INTERVAL, resumedAt }: RecorderOptions = {},
  ) {
    this.clock = clock;
    this.interval = interval;
    this.resumedAt = resumedAt;
    this.#checked = clock();
  }

  event(event: TrainEvent): void {
    if (!this.store) return;
    if (event.type === "start") {
      this.#start(event);
      // The log of a run that is resumed begins with its first start.
      if (this.resumedAt !== undefined) return;
    }
    if (event.type === "step" && this.#isPassedOver(event)) return;
    this.#lines.push(eventText(event));
    const values = scalarsOf(event);
    if (Object.keys(values).length > 0) this.#events.push(scalars(stepOf(event), this.#seconds(), values));
    // What a person waits for is written at once.
    if (event.type !== "step" || this.clock() - this.#logged >= LOG_INTERVAL) this.#writeLog();
  }

  #start({ steps }: StartEvent): void {
    this.#steps = steps;
    // TensorBoard reads the files of a run in the order of their names, and a run may go on within a second.
    const digits = (n: number) => String(Math.floor(n)).padStart(10, "0");
    const again = this.resumedAt === undefined ? "" : `.${digits(this.resumedAt)}`;
    this.#eventFile = `events.out.tfevents.${digits(this.#seconds())}.nn${again}`;
    this.#events.push(fileVersion(this.#seconds()), sessionStart(this.resumedAt ?? 0, this.#seconds()));
  }

  #isPassedOver({ step, gradient }: StepEvent): boolean {
    // There are few enough that tell of gradients.
    if (gradient) return false;
    if (step < this.#nextLine) return true;
    this.#nextLine = step + Math.ceil(this.#steps / STEP_LINES);
    return false;
  }

  #writeLog(): void {
    this.#logged = this.clock();
    if (this.#lines.length > 0) this.store!.append("log.jsonl", this.#lines.join("\n"));
    this.#lines.length = 0;
    if (this.#eventFile !== undefined && this.#events.length > 0)
      this.store!.append(this.#eventFile, concat(this.#events));
    this.#events.length = 0;
  }

  #seconds(): number {
    return this.clock() / 1000;
  }

  /** Whether it is time for a checkpoint. */
  get isDue(): boolean {
    return this.clock() - this.#checked >= 1000 * this.interval;
  }

  /** Written at once, after the log up to it: what comes later is made again when the run is resumed. */
  checkpoint(from: Checkpoint): void {
    this.#checked = this.clock();
    if (!this.store) return;
    this.#writeLog();
    this.store.write(CHECKPOINT, writeCheckpoint(from));
  }

  weights(name: "best" | "last", from: Snapshot, more: Readonly<Record<string, string>>): void {
    if (!this.store || this.places.length === 0) return;
    if (name === "last" && more["step"] !== undefined) this.#histograms(from, Number(more["step"]));
    this.#waiting.set(name, { from, metadata: { ...this.metadata, ...more } });
    const now = performance.now() / 1000;
    // The first write comes after an interval too, so that short runs write once.
    if (!this.#written.has(name)) this.#written.set(name, now);
    if (now - this.#written.get(name)! >= INTERVAL) this.#write(name);
  }

  /** How the elements of each weight are distributed, at some steps of the run and at its last. */
  #histograms(from: Snapshot, step: number): void {
    if (step < this.#nextHistograms && step < this.#steps) return;
    this.#nextHistograms = step + this.#steps / HISTOGRAMS;
    const tensors = new Map([...weightsOf(this.places, from)].map(([path, t]) => [path, toNumbers(t)]));
    this.#events.push(histograms(step, this.#seconds(), tensors));
  }

  flush(): void {
    for (const name of [...this.#waiting.keys()]) this.#write(name);
    if (this.store) this.#writeLog();
  }

  #write(name: string): void {
    const { from, metadata } = this.#waiting.get(name)!;
    this.#waiting.delete(name);
    this.#written.set(name, performance.now() / 1000);
    this.store!.write(`${name}.safetensors`, writeSafetensors(weightsOf(this.places, from), metadata));
  }
}

/** An evaluation and the end come after that many updates; so does a step. */
function stepOf(event: TrainEvent): number {
  return event.type === "start" ? 0 : event.step;
}
