/**
 * A Python expression with what is known of its value: how tightly it binds, its shape and over which axis the processes of a
 * distributed run share it.
 */
import { fraction, isMultiple, isScaled, type Num, sameNum } from "../twin.ts";

/** How tightly Python's operators bind, from the loosest. */
export const LEVEL = {
  choice: 0,
  compare: 1,
  or: 2,
  and: 3,
  add: 4,
  mul: 5,
  neg: 6,
  pow: 7,
  atom: 8,
} as const;

export interface Code {
  readonly text: string;
  readonly level: number;
  /**
   * The shape of the tensor that the text evaluates to; it broadcasts to the node's shape, since Python broadcasts by itself.
   * A `number` is a Python number: what follows from constants and the step alone.
   */
  readonly shape: readonly Num[] | "number";
  /** The axis that is split over the processes, counted from the last (1 is the last), so that broadcasting keeps it. */
  readonly shard: number | null;
}

export function atom(text: string, shape: Code["shape"], shard: number | null = null): Code {
  return { text, level: LEVEL.atom, shape, shard };
}

export function isNumber(code: Code): boolean {
  return code.shape === "number";
}

/** The text, in parentheses where it binds less tightly than `level`. */
export function within(code: Code, level: number): string {
  return code.level < level ? `(${code.text})` : code.text;
}

export function dims(code: Code): readonly Num[] {
  return code.shape === "number" ? [] : code.shape;
}

export function sameShape(a: readonly Num[], b: readonly Num[]): boolean {
  return a.length === b.length && a.every((d, i) => sameNum(d, b[i]!));
}

/** NumPy's broadcasting; the shapes are known to fit. */
export function broadcastShape(shapes: readonly (readonly Num[])[]): Num[] {
  const rank = Math.max(0, ...shapes.map((s) => s.length));
  return Array.from({ length: rank }, (_, i) => {
    const here = shapes.map((s) => s[s.length - rank + i]).filter((d) => d !== undefined);
    return here.find((d) => d !== 1) ?? 1;
  });
}

/** The first axis that could be split over the processes, counted from the end. */
export function batchAxis(shape: readonly Num[]): number | null {
  const i = shape.findIndex(isMultiple);
  return i < 0 ? null : shape.length - i;
}

/** A number of JavaScript as Python writes it; `float` keeps the point. */
export function literal(value: number, dtype: "f32" | "f16" | "i32" | "bool"): string {
  if (dtype === "bool") return value ? "True" : "False";
  if (Number.isNaN(value)) return "math.nan";
  if (!Number.isFinite(value)) return value > 0 ? "math.inf" : "-math.inf";
  if (dtype === "i32") return String(value);
  const text = Object.is(value, -0) ? "-0" : String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** A size, of all examples or (`local`) of this process's share of them. */
export function sizeText(size: Num, local = false): string {
  if (!isScaled(size)) return String(size);
  const n = local ? "run.share" : "run.batch";
  if (size.inverse) return `${literal(size.k, "f32")} / ${n}`;
  const [p, q] = fraction(size.k)!;
  const multiple = p === 1 ? n : `${p} * ${n}`;
  const scaled = q === 1 ? multiple : `${multiple} // ${q}`;
  return size.c === 0 ? scaled : size.c > 0 ? `${scaled} + ${size.c}` : `${scaled} - ${-size.c}`;
}

/** `(3, 4)`, `(3,)`, `()` */
export function tuple(parts: readonly string[]): string {
  return parts.length === 1 ? `(${parts[0]},)` : `(${parts.join(", ")})`;
}
