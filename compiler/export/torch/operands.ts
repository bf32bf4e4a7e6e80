/**
 * What the rule of an op is given, and how values that the processes of a distributed run share meet each other.
 */
import type { DType, Node, OpAttrs, OpName } from "../../ir/graph.ts";
import type { Mixed, Num } from "../twin.ts";
import { type Code, dims, isNumber, LEVEL, sizeText } from "./code.ts";

/** What an op's rule asks of the emitter. */
export interface Operands {
  /** Operand i as it is: of a shape that broadcasts to its type's. */
  x(i: number): Code;
  /** Operand i as a tensor of exactly its type's shape. */
  full(i: number): Code;
  readonly count: number;
  /** The shapes that operand i and the result have by their types. */
  typeOf(i: number): readonly Num[];
  readonly shape: readonly Num[];
  readonly dtype: DType;
  /** No derivative is taken of what is emitted. */
  readonly plain: boolean;
}

export type Rule<K extends OpName> = (e: Operands, attrs: Mixed<OpAttrs[K]>, node: Node<K>) => Code;

/** All of a value that the processes share. */
export function gathered(code: Code): Code {
  if (code.shard === null) return code;
  return { ...code, text: `gather(${code.text}, ${-code.shard})`, level: LEVEL.atom, shard: null };
}

/** This process's part of a value along an axis, counted from the end. */
export function sharded(code: Code, axis: number | null): Code {
  if (code.shard === axis) return code;
  if (axis === null) return gathered(code);
  const whole = gathered(code);
  const d = dims(whole).at(-axis);
  if (d === undefined || d === 1) return whole;
  return { ...whole, text: `shard(${whole.text}, ${-axis})`, level: LEVEL.atom, shard: axis };
}

/** Operands that meet element by element, all with the same part of the batch. */
export function aligned(codes: readonly Code[]): Code[] {
  const axis = codes.find((c) => c.shard !== null)?.shard ?? null;
  return axis === null ? [...codes] : codes.map((c) => (isNumber(c) ? c : sharded(c, axis)));
}

/** A shape as this process has it. */
export function localShape(shape: readonly Num[], shard: number | null): string[] {
  return shape.map((d, i) => sizeText(d, shard !== null && shape.length - i === shard));
}

const fromEnd = (rank: number, axis: number): number => rank - axis;
export const isShard = (code: Code, axis: number): boolean => code.shard === fromEnd(dims(code).length, axis);

/** Gathers where one of `axes` is split. */
export function unless(code: Code, axes: readonly number[]): Code {
  return axes.some((a) => isShard(code, a)) ? gathered(code) : code;
}
