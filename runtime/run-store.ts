/**
 * Where a run's files go: `best.safetensors`, `last.safetensors`, `log.jsonl`. Node has folders (`node/run-folder.ts`);
 * a page may keep them in memory.
 */
import type { TrainEvent } from "./events.ts";
import { writeSafetensors } from "./data/safetensors.ts";
import { type Snapshot, type WeightPlace, weightsOf } from "./weights.ts";

export interface RunStore {
  /** For people and for the `run` of events. */
  readonly path: string;
  /** Replaces a file, whole or not at all. */
  write(name: string, bytes: Uint8Array): void;
  /** Adds a line to a text file. */
  append(name: string, line: string): void;
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

/** The seconds between two writes of the same weights while a run goes on. */
const INTERVAL = 10;

/**
 * Writes weights and events. While the run goes on a file of weights is written at most every `INTERVAL` seconds, since
 * small models improve faster than disks write; `flush` writes what is left.
 */
export class RunRecorder {
  readonly #waiting = new Map<
    string,
    { readonly from: Snapshot; readonly metadata: Record<string, string> }
  >();
  readonly #written = new Map<string, number>();

  constructor(
    readonly store: RunStore | undefined,
    readonly places: readonly WeightPlace[],
    readonly metadata: Readonly<Record<string, string>>,
  ) {}

  event(event: TrainEvent): void {
    this.store?.append("log.jsonl", eventText(event));
  }

  weights(name: "best" | "last", from: Snapshot, more: Readonly<Record<string, string>>): void {
    if (!this.store || this.places.length === 0) return;
    this.#waiting.set(name, { from, metadata: { ...this.metadata, ...more } });
    const now = performance.now() / 1000;
    // The first write comes after an interval too, so that short runs write once.
    if (!this.#written.has(name)) this.#written.set(name, now);
    if (now - this.#written.get(name)! >= INTERVAL) this.#write(name);
  }

  flush(): void {
    for (const name of [...this.#waiting.keys()]) this.#write(name);
  }

  #write(name: string): void {
    const { from, metadata } = this.#waiting.get(name)!;
    this.#waiting.delete(name);
    this.#written.set(name, performance.now() / 1000);
    this.store!.write(`${name}.safetensors`, writeSafetensors(weightsOf(this.places, from), metadata));
  }
}
