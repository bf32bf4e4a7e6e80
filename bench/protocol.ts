/**
 * What the benchmark and the processes under measurement say to each other: one JSON object a line. Lines of a process that
 * do not begin with `MARK` are chatter of a library.
 */
export const MARK = "@@";

/** What a process is started with. */
export interface Job {
  readonly system: string;
  readonly workload: string;
  readonly batch?: number;
  readonly image?: number;
  readonly adapter?: "hardware" | "software" | "swiftshader";
  /** The folder of this benchmark. */
  readonly bench: string;
}

/** To a process: measure about so long, the loss being waited for after every `depth` steps; or end. */
export type Command = { readonly depth: number; readonly seconds: number } | { readonly stop: true };

/** GPU calls in a step, the reading of its loss included. */
export interface Counts {
  readonly dispatches: number;
  readonly submits: number;
  readonly passes: number;
  readonly buffers: number;
  readonly bindGroups: number;
  readonly pipelines: number;
  readonly writtenBytes: number;
}

/** From a process, once, after the first steps. */
export interface Ready {
  readonly type: "ready";
  /** From asking for a device to the first loss, compilation included. */
  readonly firstMs: number;
  readonly losses: readonly number[];
  /** Of a workload that trains nothing: of each result the norm and a projection that tells orders apart. */
  readonly checks: Readonly<Record<string, readonly [norm: number, projection: number]>>;
  /** Milliseconds of one of these steps, the loss read after each. */
  readonly stepMs: number;
  /** Undefined for systems that do not use WebGPU. */
  readonly counts?: Counts;
  /** Most bytes in GPU buffers at a time so far. */
  readonly peakBytes?: number;
  readonly info: Readonly<Record<string, number>>;
  /** Names and versions, such as `torch`: `2.8.0`. */
  readonly about: Readonly<Record<string, string>>;
  /** Of `hostMs`; `wall` where the system does not tell a thread's processor time. */
  readonly hostClock: "processor" | "wall";
}

/** From a process, once for each measurement. */
export interface Measured {
  readonly type: "measured";
  readonly steps: number;
  readonly stepMs: number;
  /** Time of the host's thread, by `hostClock`, to enqueue a step and hand it to the device; its results are not waited for. */
  readonly hostMs: number;
  readonly counts?: Counts;
  /** Errors that the device reported so far. */
  readonly errors: readonly string[];
}

export interface Failure {
  readonly type: "failed";
  readonly message: string;
}

export type Message = Ready | Measured | Failure;
