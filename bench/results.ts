/** What a run of the benchmark found, as it is written to `results/`. */
import type { CompileTime } from "./compile-time.ts";
import type { Counts } from "./protocol.ts";

export interface SystemResult {
  readonly system: string;
  /** Why there are no figures. */
  readonly failed?: string;
  /** Median over the rounds, and the range. */
  readonly stepMs: number;
  readonly leastMs: number;
  readonly mostMs: number;
  readonly rounds: readonly number[];
  /** Steps enqueued before the loss is waited for, in the rounds. */
  readonly depth: number;
  /**
   * Processor time at the depth at which it is least: a queue that is waited for soon is begun with cold caches. The least of
   * all measurements, since in others the caches served somebody else, too.
   */
  readonly hostMs: number;
  readonly firstMs: number;
  readonly gflops?: number;
  /** A step with its loss read. */
  readonly counts?: Counts;
  readonly peakBytes?: number;
  readonly info: Readonly<Record<string, number>>;
  readonly losses: readonly number[];
  readonly checks: Readonly<Record<string, readonly [number, number]>>;
  /** The median of the rounds' ratios: how many times as long as `nn` it takes. */
  readonly times?: number;
  /** Where its losses or results differ from those of the first system. */
  readonly differs?: string;
  /** Errors of the device, or work that was skipped. */
  readonly remarks: readonly string[];
  /** The largest part of the processors that others used in a round; undefined where the system does not tell. */
  readonly foreign?: number;
}

export interface WorkloadResult {
  readonly id: string;
  readonly what: string;
  readonly flops?: number;
  readonly systems: readonly SystemResult[];
}

export interface Adapter {
  readonly source: string;
  readonly driver: string;
  readonly kind: "hardware" | "software";
}

export interface Results {
  readonly date: string;
  readonly adapter: Adapter;
  readonly machine: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly settings: {
    readonly rounds: number;
    readonly seconds: number;
    readonly batch?: number;
    readonly image?: number;
  };
  /** Systems that were not measured at all, and why. */
  readonly skipped: readonly string[];
  readonly compile: readonly CompileTime[];
  readonly workloads: readonly WorkloadResult[];
  readonly targets: readonly Target[];
}

export interface Target {
  readonly what: string;
  /** The figure as text; undefined where this run does not measure it. */
  readonly found?: string;
  readonly reached?: boolean;
}

/** A measurement is noisy where others used more of the processors than this in a round. */
export const NOISY = 0.05;
/**
 * How far losses and results may be apart, relative to the larger, or to 1 where both are smaller. The first two losses show
 * the forward pass, and the gradients with one update; later ones drift apart by rounding alone, since Adam's first steps
 * hardly depend on how large a gradient is (1e-3 in ten steps of W1, between float32 and float64).
 */
export const TOLERANCE = { early: 1e-4, late: 5e-3, results: 1e-3 } as const;
export const EARLY = 2;
