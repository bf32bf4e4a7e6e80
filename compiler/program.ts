/**
 * What the front end hands to the back end and to the commands: a checked program, its computations as graphs.
 *
 * Everything that persists between steps (weights, state, optimizer state) lies in slabs: flat f32 arrays in which each
 * value starts at a multiple of 64 elements and the gaps hold 0. Graph inputs name their place in a slab, so interpreter
 * and GPU see the same storage.
 */
import type { Span } from "../grammar/ast.ts";
import type { DType, Graph, Node, TensorType } from "./ir/graph.ts";

/** A weight or a state, by its path name, e.g. `net.dense_0.w`. */
export interface Weight {
  readonly path: string;
  readonly kind: "param" | "state";
  readonly shape: readonly number[];
  readonly slab: string;
  readonly offset: number;
  readonly span: Span;
  /** The layer of the library that has it; absent for those of the program itself. */
  readonly layer?: string;
}

export interface Slab {
  readonly name: string;
  /** Elements, a multiple of 64. */
  readonly size: number;
  /** What a fresh run fills it with: weights and state are initialized by `init`, optimizer state by its own value. */
  readonly fill: number;
}

/** One static computation: outputs by name, and new values for persistent inputs, applied after the step. */
export interface Computation {
  readonly name: string;
  readonly graph: Graph;
  readonly outputs: readonly { readonly name: string; readonly node: Node }[];
  /** `target` is an input in a slab; `value` has its type. */
  readonly updates: readonly { readonly target: Node<"input">; readonly value: Node }[];
  /** Scalars that only the host evaluates (they depend on scalar inputs alone), e.g. `lr`. */
  readonly reported: readonly { readonly name: string; readonly node: Node }[];
  /** The gradients by weight path where the computation has them, for tests and `nn step`. */
  readonly gradients: readonly { readonly path: string; readonly node: Node }[];
}

/** A field of a data set as the training step sees it, without the batch axis. */
export interface DataField {
  readonly name: string;
  readonly type: TensorType;
}

export interface DataDecl {
  readonly name: string;
  /** `csv`, `idx`, …, `generate`. */
  readonly source: string;
  readonly path?: string;
  readonly settings: Readonly<Record<string, number | boolean | string | readonly number[]>>;
  readonly span: Span;
}

export interface TrainSettings {
  readonly epochs?: number;
  readonly steps?: number;
  readonly batch: number;
  readonly accumulate: number;
  readonly precision: "f32" | "f16";
  readonly seed: number;
  readonly shuffle: boolean;
  readonly validateEvery?: number;
  readonly patience?: number;
  readonly keep?: string;
}

export interface TrainProgram {
  readonly name: string;
  readonly span: Span;
  readonly data?: string;
  readonly fields: readonly DataField[];
  readonly settings: TrainSettings;
  readonly weights: readonly Weight[];
  readonly slabs: readonly Slab[];
  /** Scalar params of a `train` without layers: reported with every step. */
  readonly scalarParams: readonly string[];
  /** Weight files named by `from`, with the path prefix they fill. */
  readonly from: readonly { readonly path: string; readonly instance: string; readonly span: Span }[];
  /** Outputs are the initial values, named by weight path; inputs are whole data columns and `seed`. */
  readonly init: Computation;
  /** Forward, backward and update. Outputs: `loss` (the first minimize's; `loss_1`, … the others'), then scalar params. */
  readonly step: Computation;
  /** The same computations at another batch size, for the last partial batch. */
  atBatch(batch: number): {
    readonly step: Computation;
    /** `step` with each optimizer's `lr` a scalar that the host gives, under the name in `reported`: for a search of rates. */
    readonly rated: Computation;
    readonly evaluate: Computation;
    readonly predict: Computation;
  };
  /** Loss and metrics in evaluation mode. */
  readonly evaluate: Computation;
  /** The batches at which scores can be computed, 1 among them; any where it is absent. */
  readonly sizes?: readonly number[];
  /**
   * Where a score over many batches is no mean of theirs (a perplexity): `at` gives for a batch of that many examples, two or
   * more, the scores that are means, by name, and sums; `finish` makes of the sums over `count` examples the other scores.
   */
  readonly pooled?: { at(batch: number): Computation; finish(count: number): Computation } | undefined;
  /** What `predict` statements say. */
  readonly predict: Computation;
  readonly metrics: readonly string[];
  readonly instances: readonly InstanceInfo[];
  /** How large gradients, weights and updates are; absent where nothing is updated from a slab of gradients. */
  readonly watch?: Watch | undefined;
}

/**
 * Norms of a step that was just made, from what it left in the slabs: the step itself computes nothing for them. Each output
 * has a norm for every 64 elements, the unit in which weights lie in slabs. The optimized weights are the first of `params`.
 * Gradients are as the optimizer gets them: of all accumulated batches, without the loss scale, before any clipping.
 */
export interface Watch {
  /** Where the optimized weights are copied before the step. */
  readonly before: Slab;
  readonly norms: Computation;
  /** Stretches of the weights in order: where in `params` each begins, and the outputs with its norms. */
  readonly parts: readonly {
    readonly start: number;
    readonly gradient: string;
    readonly weight: string;
    readonly update: string;
  }[];
}

/** For `nn summary`: one layer instance. */
export interface InstanceInfo {
  readonly path: string;
  readonly layer: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly params: number;
  readonly span: Span;
}

/** A `fn` or `model` made concrete for given argument types, for `nn call`. */
export interface CallProgram {
  readonly name: string;
  readonly inputs: readonly { readonly name: string; readonly type: TensorType }[];
  readonly weights: readonly Weight[];
  readonly slabs: readonly Slab[];
  readonly init: Computation;
  /** Outputs by name (`output` for a single one), then `grad:NAME` for each requested gradient. */
  readonly run: Computation;
}

export type { DType };
