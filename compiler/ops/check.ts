/**
 * What shape rules share: refusals as sentences a user can read, and sizes that are checked where they are known.
 *
 * A symbolic size is assumed to fit and is checked again once the program is concrete.
 */
import { type Dim, isKnown, mayBeEqual, showDim, showShape } from "../ir/dims.ts";
import type { DType, TensorType } from "../ir/graph.ts";
import { ShapeError } from "./def.ts";

export type T = TensorType<Dim>;

export function refuse(sentence: string): never {
  throw new ShapeError(sentence);
}

/** A result's type; every known size must be a positive whole number. `what` names the result. */
export function result(dtype: DType, shape: readonly Dim[], what: string): T {
  for (let i = 0; i < shape.length; i++) {
    const d = shape[i]!;
    if (!isKnown(d) || (Number.isInteger(d) && d > 0)) continue;
    const size = Number.isInteger(d)
      ? `size ${showDim(d)}`
      : `the size ${showDim(d)}, which is no whole number,`;
    refuse(`${what} would have ${size} along axis ${i} of ${showShape(shape)}; a size is at least 1`);
  }
  return { dtype, shape };
}

export function isFloat(dtype: DType): boolean {
  return dtype === "f32" || dtype === "f16";
}

export function needsFloat(t: T, what: string): void {
  if (!isFloat(t.dtype)) refuse(`${what} takes floats, not ${t.dtype}`);
}

export function needsNumber(t: T, what: string): void {
  if (t.dtype === "bool") refuse(`${what} takes numbers, not bool`);
}

export function needsInt(t: T, what: string): void {
  if (t.dtype !== "i32") refuse(`${what} must be i32, not ${t.dtype}`);
}

export function needsSameDtype(a: T, b: T, what: string): void {
  if (a.dtype !== b.dtype) refuse(`${what} takes operands of one dtype, not ${a.dtype} and ${b.dtype}`);
}

export function needsSameShape(a: T, b: T, what: string): void {
  if (a.shape === b.shape) return;
  const same = a.shape.length === b.shape.length && a.shape.every((d, i) => mayBeEqual(d, b.shape[i]!));
  if (!same)
    refuse(`${what} takes operands of one shape, not ${showShape(a.shape)} and ${showShape(b.shape)}`);
}

export function needsSameSize(a: Dim, b: Dim, sentence: () => string): void {
  if (!mayBeEqual(a, b)) refuse(sentence());
}

export function needsAxis(t: T, axis: number, what: string): void {
  if (!Number.isInteger(axis) || axis < 0 || axis >= t.shape.length)
    refuse(`${what}: there is no axis ${axis} in ${showShape(t.shape)}`);
}

export function needsDistinctAxes(t: T, axes: readonly number[], what: string): void {
  for (const a of axes) needsAxis(t, a, what);
  if (axes.some((a, i) => axes.indexOf(a) !== i)) refuse(`${what} names an axis twice: ${axes.join(", ")}`);
}

export function needsRank(t: T, rank: number, what: string): void {
  if (t.shape.length !== rank)
    refuse(`${what} must have ${rank} axes, not the ${t.shape.length} of ${showShape(t.shape)}`);
}
