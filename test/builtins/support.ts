/**
 * Calls a primitive without a program: values in, numbers out. Graphs are evaluated by the interpreter in f64.
 */
import { expect } from "vitest";
import { builtins } from "../../compiler/1-check/builtins/index.ts";
import type { BoundArg, BuiltinContext, RestArg, TensorNode, Value } from "../../compiler/1-check/value.ts";
import type { Diagnostic } from "../../compiler/diagnostics.ts";
import { diagnostic, DiagnosticError } from "../../compiler/diagnostics.ts";
import { interpret } from "../../compiler/interpret/graph.ts";
import { atom, type Dim } from "../../compiler/ir/dims.ts";
import { type DType, Graph, type Node, sizeOf } from "../../compiler/ir/graph.ts";
import { Builder } from "../../compiler/ops/builder.ts";
import type { Span } from "../../compiler/diagnostics.ts";

export type Given = Value | number | boolean | string | readonly Given[] | Named;

/** An argument by name; written `{ axis: 0 }`. */
export interface Named {
  readonly [param: string]: Given;
}

const file = "test.nn";
let sites = 0;

export function context(b: Builder<Dim> = new Builder(new Graph<Dim>()), seed = 7, step = 0): BuiltinContext {
  const span: Span = { file, start: 0, end: 1000 };
  return {
    b,
    span,
    expected: undefined,
    round: undefined,
    site: () => ++sites,
    seed: () => b.const(seed, "i32"),
    step: () => b.const(step, "i32"),
    rankOf: (x) => x.type.shape.length,
    looksAtShapes: () => undefined,
    weights: () => [],
    fail: (code, title, parts = {}) => {
      const labels = parts.labels ?? [{ span: parts.span ?? span, text: parts.label ?? "" }];
      throw new DiagnosticError(diagnostic(code, title, { ...parts, labels }));
    },
    warn: () => undefined,
    call: () => {
      throw new Error("not here");
    },
  };
}

/** Makes every draw of a test start from the same sites. */
export function resetSites(): void {
  sites = 0;
}

export function toValue(g: Given): Value {
  if (typeof g === "number")
    return Number.isInteger(g) ? { kind: "int", value: g } : { kind: "float", value: g };
  if (typeof g === "boolean") return { kind: "bool", value: g };
  if (typeof g === "string") return { kind: "string", value: g };
  if (Array.isArray(g)) return { kind: "list", items: (g as readonly Given[]).map(toValue) };
  return g as Value;
}

const isNamed = (g: Given): g is Named => typeof g === "object" && !Array.isArray(g) && !("kind" in g);

/** Calls `name` with positional arguments and, last, named ones. Argument i has the span [100 i, 100 i + length). */
export function apply(cx: BuiltinContext, name: string, ...given: readonly Given[]): Value {
  const builtin = builtins.get(name);
  if (!builtin) throw new Error(`no primitive ${name}`);
  const restName = builtin.params.find((p) => p.startsWith("..."))?.slice(3);
  const plain = builtin.params.filter((p) => !p.startsWith("...")).map((p) => p.replace("?", ""));
  const args: Record<string, BoundArg> = {};
  const rest: RestArg[] = [];
  let i = 0;
  const spanOf = (value: Value): Span => {
    const start = 100 * i++;
    return { file, start, end: start + (value.kind === "string" ? value.value.length + 2 : 1) };
  };
  given.forEach((g, index) => {
    if (isNamed(g)) {
      for (const [param, v] of Object.entries(g)) {
        const value = toValue(v);
        const arg = { value, span: spanOf(value) };
        if (plain.includes(param)) args[param] = arg;
        else if (restName) rest.push({ ...arg, name: param });
        else throw new Error(`${name} has no ${param}`);
      }
      return;
    }
    const value = toValue(g);
    const arg = { value, span: spanOf(value) };
    const param = plain[index];
    if (param) args[param] = arg;
    else rest.push(arg);
  });
  if (restName)
    args[restName] = {
      value: { kind: "list", items: rest.map((r) => r.value) },
      span: { file, start: 0, end: 1 },
      items: rest,
    };
  return builtin.apply(cx, args);
}

/** A literal of any dtype. */
export function literal(
  cx: BuiltinContext,
  shape: readonly number[],
  data: readonly number[],
  dtype: DType = "f32",
): Value {
  return { kind: "tensor", node: cx.b.literal(dtype, shape, data) };
}

/** 0, 1, 2, … in a shape. */
export function counting(cx: BuiltinContext, shape: readonly number[], dtype: DType = "f32"): Value {
  return literal(
    cx,
    shape,
    Array.from({ length: sizeOf(shape) }, (_, i) => i),
    dtype,
  );
}

export interface Result {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

export function nodeOf(v: Value): TensorNode {
  if (v.kind !== "tensor") throw new Error(`a ${v.kind}, not a tensor`);
  return v.node;
}

export function evaluate(v: Value): Result {
  const node = nodeOf(v) as Node;
  const [t] = interpret(
    [node],
    () => {
      throw new Error("no inputs");
    },
    "f64",
  );
  return { dtype: t!.type.dtype, shape: t!.type.shape, data: [...t!.data] };
}

/** Calls and evaluates. */
export function run(name: string, ...given: readonly Given[]): Result {
  return evaluate(apply(context(), name, ...given));
}

export function close(actual: readonly number[], wanted: readonly number[], tolerance = 1e-12): void {
  expect(actual.length).toBe(wanted.length);
  actual.forEach((a, i) => {
    const w = wanted[i]!;
    if (Number.isNaN(w) || !Number.isFinite(w)) expect(a).toBe(w);
    else
      expect(Math.abs(a - w), `element ${i}: ${a} for ${w}`).toBeLessThanOrEqual(
        tolerance * Math.max(1, Math.abs(w)),
      );
  });
}

/** The diagnostic that a call ends with. */
export function failure(run: () => unknown): Diagnostic {
  try {
    run();
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostic;
    throw error;
  }
  throw new Error("no diagnostic");
}

/** A tensor of symbolic sizes: names are atoms. */
export function symbolic(
  cx: BuiltinContext,
  shape: readonly (string | number)[],
  dtype: DType = "f32",
): Value {
  const dims = shape.map((d) => (typeof d === "string" ? atom(d) : d));
  return {
    kind: "tensor",
    node: cx.b.input({ name: `x${shape.join(",")}${dtype}`, role: "argument", dtype, shape: dims }),
  };
}

export function shapeText(v: Value): string {
  return `[${nodeOf(v).type.shape.map(String).join(", ")}]`;
}
