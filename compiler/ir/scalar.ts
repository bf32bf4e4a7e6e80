/**
 * The kinds of scalar expressions. `expr.ts` makes them.
 */
import type { BinaryName, DType, UnaryName } from "./graph.ts";

/** Scalar operations: the elementwise ops by their own names, and what only kernels need. */
export type ScalarOp =
  | UnaryName
  | BinaryName
  | "where"
  /** i32 division and remainder rounding down; the divisor is a positive constant. */
  | "idiv"
  | "imod"
  /** f32 from four i32: (seed, site, step, element) -> uniform word of Threefry; `random0`, `random1` are its lanes. */
  | "random0"
  | "random1"
  | "toF32"
  | "toF16"
  | "toI32"
  | "toBool";

export type Expr = Const | Var | Uniform | Step | Load | Acc | Apply;

interface Base {
  readonly id: number;
  readonly dtype: DType;
  /** A bit for each variable and accumulator that it depends on; several may have the same one. */
  readonly leaves: number;
}
export interface Const extends Base {
  readonly k: "const";
  readonly value: number;
}
/** A loop variable, i32 in [0, extent). */
export interface Var extends Base {
  readonly k: "var";
  readonly name: string;
  readonly extent: number;
}
/** A number that the host computes once a step. */
export interface Uniform extends Base {
  readonly k: "uniform";
  readonly slot: number;
}
/** The round of a loop around the kernel, i32 in [0, extent): loop `depth`, the outermost being 0. */
export interface Step extends Base {
  readonly k: "step";
  readonly depth: number;
  readonly extent: number;
}
/** Reads element `index` of a stored value (a graph node's id). Where `guard` is false the result is 0 and nothing is read. */
export interface Load extends Base {
  readonly k: "load";
  readonly value: number;
  readonly index: Expr;
  readonly guard?: Expr;
}
/** The result of an earlier reduction of the same kernel (its stage's number), or a dot kernel's sum (0). */
export interface Acc extends Base {
  readonly k: "acc";
  readonly stage: number;
}
export interface Apply extends Base {
  readonly k: "apply";
  readonly op: ScalarOp;
  readonly args: readonly Expr[];
}

export interface Range {
  readonly min: number;
  readonly max: number;
}
