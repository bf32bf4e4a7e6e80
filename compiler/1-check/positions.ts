/**
 * Positions along an axis that are known when the program is compiled: in range, and counted from the end where negative.
 */
import { type Dim, isKnown, showDim } from "../ir/dims.ts";
import type { TensorNode, Value } from "./value.ts";

/** The axis that positions lie on; `only` forward ones, or negative ones too. */
export interface Axis {
  readonly number: number;
  readonly size: Dim;
  readonly only?: "forward";
}

/** Ends the elaboration with NN0232. */
type Fail = (code: "NN0232", title: string, label: string) => never;

/** Numbers and lists with negative positions counted from the end; everything else as it is. */
export function knownPositions(value: Value, axis: Axis, fail: Fail): Value {
  if (value.kind === "list")
    return { ...value, items: value.items.map((item) => knownPositions(item, axis, fail)) };
  const { size } = axis;
  if (value.kind !== "int" || !isKnown(value.value) || !isKnown(size)) return value;
  const position = value.value;
  if (position < (axis.only ? 0 : -size) || position >= size) outOfRange(position, axis, fail);
  return position < 0 ? { ...value, value: position + size } : value;
}

/** Checks positions that became a tensor before they came here, such as those given to an `embedding`. */
export function requireInRange(i: TensorNode, axis: Axis, fail: Fail): void {
  const { size } = axis;
  if (i.op !== "literal" || !isKnown(size)) return;
  const { data } = i.attrs as { readonly data: readonly number[] };
  const outside = data.find((position) => position < 0 || position >= size);
  if (outside !== undefined) outOfRange(outside, { ...axis, only: "forward" }, fail);
}

export function outOfRange(position: Dim, { number, size, only }: Axis, fail: Fail): never {
  const title = `index ${showDim(position)} is out of range for axis ${number}, which has size ${showDim(size)}`;
  if (size === 1) return fail("NN0232", title, "the only index is 0");
  const last = showDim((size as number) - 1);
  return fail("NN0232", title, `use 0 to ${last}${only ? "" : `, or -${showDim(size)} to -1 from the end`}`);
}
