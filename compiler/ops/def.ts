/**
 * What an op is: one record with its shape rule, its evaluation, its VJP and, for elementwise ops, its scalar form.
 *
 * The table in `compiler/ops/index.ts` `satisfies` a mapping from every op name, so a missing rule is a compile error.
 */
import type { Dim } from "../ir/dims.ts";
import type { Node, OpAttrs, OpName, TensorType } from "../ir/graph.ts";
import type { ScalarOp } from "../ir/expr.ts";
import type { Builder } from "./builder.ts";

/**
 * A tensor on the host. In double precision floats are a Float64Array, otherwise a Float32Array (f16 values too, rounded
 * to half precision); i32 is an Int32Array and bool a Uint8Array of 0 and 1.
 */
export interface Tensor {
  readonly type: TensorType;
  readonly data: Float64Array | Float32Array | Int32Array | Uint8Array;
}

export type Precision = "f64" | "f32";

export interface OpDef<K extends OpName> {
  /** The output's type; throws `ShapeError` where the operands do not fit. Works on symbolic sizes too. */
  infer(operands: readonly TensorType<Dim>[], attrs: OpAttrs<Dim>[K]): TensorType<Dim>;
  /** The value on the host, simply and obviously right. Inputs never reach it. */
  eval(operands: readonly Tensor[], attrs: OpAttrs[K], type: TensorType, precision: Precision): Tensor;
  /**
   * The cotangents of the operands, given the output's cotangent `ct`; null is a zero cotangent.
   * `null` instead of a function: the op has no derivative (its output is constant almost everywhere), or is a loop's,
   * which has several results (`compiler/3-differentiate/scan.ts`).
   */
  vjp: ((b: Builder, y: Node<K>, ct: Node) => readonly (Node | null)[]) | null;
  /** The scalar operation that computes one element, for elementwise ops. */
  scalar?: ScalarOp;
}

/** Operands that do not fit an op; whoever knows the source turns it into a diagnostic. */
export class ShapeError extends Error {
  override readonly name = "ShapeError";
}
