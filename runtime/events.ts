/**
 * What a training run tells while it runs. Each event is one object of `nn train --json` and one line of `log.jsonl`.
 *
 * Steps count from 0. A step's loss is taken before its update, and `params` are the values at which it was taken. The
 * step of an evaluation is the number of updates made before it.
 */

export type Split = "train" | "validation" | "test";

export interface StartEvent {
  readonly type: "start";
  readonly name: string;
  /** `webgpu: NVIDIA H200` */
  readonly device: string;
  readonly parameters: number;
  readonly steps: number;
  /** How often the training data is gone through, the last time perhaps not to its end. Absent without data. */
  readonly epochs?: number;
  readonly batch?: number;
  readonly examples?: { readonly train: number; readonly validation: number; readonly test: number };
  readonly seed: number;
  /** Bytes of weights, optimizer state and scratch on the device. */
  readonly bytes: number;
  readonly run?: string;
}

export interface StepEvent {
  readonly type: "step";
  readonly step: number;
  /** The first `minimize`'s. */
  readonly loss: number;
  /** The learning rate of this step, where the optimizer has one. */
  readonly lr?: number;
  readonly epoch?: number;
  /** The others', by name `loss_1`, … */
  readonly losses?: Readonly<Record<string, number>>;
  /** The scalar `param`s of a `train` without layers. */
  readonly params?: Readonly<Record<string, number>>;
  /** At the steps at which it is measured. */
  readonly gradient?: GradientReport;
}

/** L2 norms of a weight: its gradient before any clipping, its value after the step, and by how much the step changed it. */
export interface WeightNorms {
  readonly gradient: number;
  readonly weight: number;
  readonly update: number;
}

export interface GradientReport {
  /** Of the gradient of all weights together. NaN where half precision overflowed and the step was left out. */
  readonly norm: number;
  /** How many standard deviations it lies above what was usual; absent while too little is known of that. */
  readonly sigma?: number;
  /** The weight with the largest gradient. */
  readonly largest: string;
  /** By path, in the order of the program. */
  readonly weights: Readonly<Record<string, WeightNorms>>;
}

export interface Scores {
  readonly loss: number;
  readonly metrics: Readonly<Record<string, number>>;
}

export interface EvalEvent extends Scores {
  readonly type: "eval";
  readonly step: number;
  readonly split: Split;
  readonly epoch?: number;
}

export interface EndEvent extends Scores {
  readonly type: "end";
  readonly step: number;
  readonly split: Split;
  readonly seconds: number;
  /** Why the run ended before its last step. */
  readonly stopped?: "patience" | "aborted";
  /** The best evaluation of the validation data. */
  readonly best?: Scores & { readonly step: number };
  readonly run?: string;
}

export type TrainEvent = StartEvent | StepEvent | EvalEvent | EndEvent;
