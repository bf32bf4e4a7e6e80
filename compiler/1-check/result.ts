/**
 * What a body returns against what its header declares, and the expression that made a size wrong.
 */
import type { Body, Expr, Span, Stage, Type } from "../../grammar/ast.ts";
import type { Edit, Fix } from "../diagnostics.ts";
import { type Dim, dimsEqual, mayBeEqual, showDim } from "../ir/dims.ts";
import { Binder, ShapeMismatch } from "./bind.ts";
import type { Env } from "./build.ts";
import { fail } from "./fail.ts";
import { showValueType } from "./types.ts";
import type { Value } from "./value.ts";

/** The result as the header declares it. */
export function checkResult(env: Env, what: string, type: Type | undefined, value: Value, body: Body): Value {
  if (!type) return value;
  const result = body.kind === "exprBody" ? body.value : body.result;
  const span = result?.span ?? body.span;
  const binder = new Binder(env, what);
  try {
    const bound = binder.bind(type, { value, span }, "the result");
    binder.define();
    return bound;
  } catch (error) {
    if (!(error instanceof ShapeMismatch)) throw error;
    return mismatch(env, what, type, value, result, error);
  }
}

function mismatch(
  env: Env,
  what: string,
  type: Type,
  value: Value,
  result: Expr | undefined,
  m: ShapeMismatch,
): never {
  const { facts } = m;
  const axis = wrongAxis(facts.actual, type, m, facts.declared);
  const declared = type.span;
  const title = `\`${what}\` returns ${showValueType(value)} but declares ${typeText(env, type)}`;
  if (result && axis !== undefined) {
    const made = cause(env, result, axis.fromEnd, axis.size);
    const which =
      axis.fromEnd === 1 ? "the last dimension" : `dimension ${facts.actual.length - axis.fromEnd}`;
    const fix = axis.wanted === undefined ? undefined : literalFix(env, made, axis.size, axis.wanted);
    return fail(env, "NN0201", title, made.span, {
      labels: [
        {
          span: made.span,
          text:
            made.kind === "name"
              ? `${which} is ${showDim(axis.size)}`
              : `makes ${which} ${showDim(axis.size)}`,
        },
        { span: declared, text: "declared here" },
      ],
      notes: facts.notes,
      ...(fix ? { fixes: [fix] } : declareHelp(value, facts.actual, type)),
    });
  }
  return fail(env, "NN0201", title, facts.given, {
    labels: [
      { span: facts.given, text: `${facts.has}, not ${facts.wanted}` },
      { span: declared, text: "declared here" },
    ],
    notes: facts.notes,
    ...flattenHelp(value, facts.actual, type),
  });
}

/** An image that went through dense layers as it is. */
function flattenHelp(value: Value, actual: readonly Dim[], type: Type): { help?: string } {
  const wanted = type.kind === "tensorType" ? type.shape?.length : undefined;
  const twice = actual.length > 2 && dimsEqual(actual[0]!, actual[1]!) && typeof actual[0] !== "number";
  if (twice)
    return {
      help: `an input names \`${showDim(actual[0]!)}\` once, for the examples: \`[${showDim(actual[0]!)}, 4]\``,
    };
  if (wanted === 2 && actual.length === 3)
    return {
      help: "for one result of a sequence take its last step, `h[:, -1]`, or the mean, `mean(h, axis: 1)`; for all of it at once, `flatten` it",
    };
  if (wanted === actual.length - 1 && actual.at(-1) === 1)
    return { help: `declare \`${showValueType(value)}\`, or take the last axis away: \`(x |> …)[:, 0]\`` };
  if (wanted !== 2 || actual.length <= 2) return declareHelp(value, actual, type);
  return wanted === 2 && actual.length > 2
    ? { help: "make one vector of each example first: `x |> flatten |> …`" }
    : {};
}

/** Where no argument is to blame, the declaration may be. */
function declareHelp(value: Value, actual: readonly Dim[], type: Type): { help?: string } {
  const inputs = actual.every((d) => typeof d === "number" || showDim(d).length < 12);
  return type.kind === "tensorType" && inputs && value.kind === "tensor"
    ? { help: `declare \`${showValueType(value)}\`, or change what is returned` }
    : {};
}

function typeText(env: Env, type: Type): string {
  return env.build.session.textOf(type.span) ?? "another type";
}

interface WrongAxis {
  readonly fromEnd: number;
  readonly size: Dim;
  readonly wanted: string | undefined;
}

/** The axis whose pattern has the span that the mismatch blames. */
function wrongAxis(
  actual: readonly Dim[],
  type: Type,
  m: ShapeMismatch,
  declared: Span,
): WrongAxis | undefined {
  if (type.kind !== "tensorType" || !type.shape) return undefined;
  const i = type.shape.findIndex(
    (p) => p.kind === "dim" && p.span.start === declared.start && p.span.end === declared.end,
  );
  if (i < 0) return undefined;
  const packed = type.shape.findIndex((p) => p.kind === "dims");
  const fromEnd = packed >= 0 && i < packed ? actual.length - i : type.shape.length - i;
  const size = actual[actual.length - fromEnd];
  if (size === undefined) return undefined;
  const wanted = m.facts.wanted;
  return { fromEnd, size, wanted };
}

/** The innermost expression that gave its value this size at this axis. */
export function cause(env: Env, e: Expr, fromEnd: number, size: Dim): Expr {
  const has = (x: Expr): boolean => {
    const v = env.build.values.get(x);
    if (v?.kind !== "tensor") return false;
    const d = v.node.type.shape.at(-fromEnd);
    return d !== undefined && mayBeEqual(d, size);
  };
  switch (e.kind) {
    case "pipe":
      return has(e.left) ? cause(env, e.left, fromEnd, size) : lastStage(e.stage);
    case "name": {
      const binding = env.scope.find(e.name);
      return binding?.kind === "let" && binding.expr && has(binding.expr)
        ? cause(env, binding.expr, fromEnd, size)
        : e;
    }
    case "binary": {
      if (e.op === "@") return e;
      if (has(e.left)) return cause(env, e.left, fromEnd, size);
      return has(e.right) ? cause(env, e.right, fromEnd, size) : e;
    }
    case "unary":
      return cause(env, e.x, fromEnd, size);
    case "if":
      return has(e.then)
        ? cause(env, e.then, fromEnd, size)
        : has(e.else)
          ? cause(env, e.else, fromEnd, size)
          : e;
    default:
      return e;
  }
}

function lastStage(s: Stage): Expr {
  if (s.kind !== "repeat") return s;
  const last = s.stages.at(-1);
  return last ? lastStage(last) : s.count;
}

/** "write `dense(10)`", where one argument of the cause is the wrong size. */
function literalFix(env: Env, made: Expr, size: Dim, wanted: string): Fix | undefined {
  if (made.kind !== "call" || !/^[\w.]+$/.test(wanted)) return undefined;
  const args = made.args.filter((a) => {
    const v = env.build.values.get(a.value);
    return v?.kind === "int" && dimsEqual(v.value, size);
  });
  const [only] = args;
  const text = env.build.session.textOf(made.span);
  if (!only || args.length > 1 || text === undefined) return undefined;
  const edit: Edit = { span: only.value.span, text: wanted };
  const at = only.value.span.start - made.span.start;
  const fixed = text.slice(0, at) + wanted + text.slice(at + (only.value.span.end - only.value.span.start));
  return { title: `write \`${fixed}\``, edits: [edit] };
}
