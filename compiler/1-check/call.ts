/**
 * Calls: of functions, primitives, layers (which builds an instance) and instances (which applies it).
 */
import type { Call, Fn, Param, Span, Type } from "../../grammar/ast.ts";
import { type ArgValue, evaluateArgs, matchArgs, type Wanted } from "./args.ts";
import { argumentMismatch, Binder, ShapeMismatch } from "./bind.ts";
import { runBody } from "./block.ts";
import { type Env, fnFrame, within, at } from "./build.ts";
import { contextAt } from "./context.ts";
import { evaluate } from "./expr.ts";
import { fail, guarded } from "./fail.ts";
import { firstStep } from "./first-step.ts";
import { Instance } from "./instance.ts";
import { applyInstance, construct } from "./layers.ts";
import { checkRanges } from "./ranges.ts";
import { checkResult } from "./result.ts";
import { Scope } from "./scope.ts";
import { named } from "./named.ts";
import { rejectMethod } from "./methods.ts";
import { noteSoftmax, rememberProbabilities } from "./softmax.ts";
import { scalarType } from "./types.ts";
import { type BoundArg, type Builtin, describe, type RestArg, type Value } from "./value.ts";

export function evaluateCall(env: Env, e: Call, name?: string): Value {
  if (e.callee.kind === "call" && e.callee.callee.kind === "name") {
    const optimizer = env.scope.value(e.callee.callee.name);
    if (optimizer?.kind === "optimizer") {
      const [settings, inputs] = [evaluateArgs(env, e.callee.args), evaluateArgs(env, e.args)];
      return firstStep(env, optimizer.decl, optimizer.scope as Scope, settings, inputs, e.span);
    }
  }
  if (e.callee.kind === "member") rejectMethod(env, e.callee, e);
  const callee = evaluateCallee(env, e);
  const args = evaluateArgs(env, e.args);
  if (callee.kind === "layer") return construct(env, callee, args, e.span, name);
  return callValue(env, callee, args, e.span);
}

/** A callee's own expression: a bare primitive without parameters is not applied when it is being called. */
function evaluateCallee(env: Env, e: Call): Value {
  if (e.callee.kind !== "name") return evaluate(env, e.callee);
  const value = env.scope.value(e.callee.name);
  return value?.kind === "builtin" ? value : evaluate(env, e.callee);
}

export function callValue(env: Env, callee: Value, args: readonly ArgValue[], span: Span): Value {
  switch (callee.kind) {
    case "fn":
      return callFn(env, callee.decl, callee.scope as Scope, args, span);
    case "builtin":
      return callBuiltin(env, callee.builtin, args, span);
    case "instance":
      return applyInstance(env, callee.instance as Instance, args, span);
    case "layer":
      return construct(env, callee, args, span);
    case "optimizer":
      return fail(env, "NN0312", `the optimizer \`${callee.decl.name.name}\` is not a function`, span, {
        label: "optimizers follow `with` in `minimize … with …`",
      });
    case "tensor":
      return fail(env, "NN0312", "a tensor is not a function", span, {
        label: `this is ${describe(callee)}`,
        help: "to multiply write `*` or `@`; to index write `x[i]`",
      });
    default:
      return fail(env, "NN0312", `${describe(callee)} is not a function`, span);
  }
}

// ---------------------------------------------------------------- functions

const depthLimit = 80;

export function callFn(env: Env, decl: Fn, home: Scope, args: readonly ArgValue[], span: Span): Value {
  const what = decl.name.name;
  if (env.frame.depth >= depthLimit)
    fail(env, "NN0313", `\`${what}\` is called inside itself too often`, span, {
      label: `${depthLimit} calls deep`,
      help: "recursion must end by an `if` on compile-time values",
    });
  const scope = new Scope(home);
  const callee: Env = { build: env.build, scope, frame: fnFrame(env.frame, what) };
  const params = decl.params.map((p) => ({ name: p.name.name, optional: p.default !== undefined }));
  const { byName } = matchArgs(env, what, params, args, span, decl.name.span);
  checkRanges(env, what, decl.span, byName);
  bindParams(env, callee, what, decl.params, byName, decl.result);
  noteSoftmax(env, decl, byName, span);
  const value = within(env, span, () =>
    env.build.calling(decl, () => runBody(expecting(callee, env), decl.body)),
  );
  const result = checkResult(callee, what, decl.result, value, decl.body);
  rememberProbabilities(env, decl, result, span);
  return result;
}

function expecting(callee: Env, caller: Env): Env {
  return caller.expected ? { ...callee, expected: caller.expected } : callee;
}

/**
 * Binds parameters in the callee's scope. Compile-time parameters come first, so that sizes may name them; then tensors
 * give the equations of the dims; defaults last, since they may use all of these.
 */
export function bindParams(
  caller: Env,
  callee: Env,
  what: string,
  params: readonly Param[],
  args: ReadonlyMap<string, ArgValue>,
  result?: Type,
  settings = false,
): void {
  const { scope } = callee;
  const binder = new Binder(callee, what, settings);
  const put = (p: Param, value: Value): void =>
    scope.bind(p.name.name, {
      kind: "input",
      span: p.span,
      value: named(callee, value),
      ...(args.get(p.name.name)?.expr
        ? { expr: args.get(p.name.name)!.expr! }
        : p.default
          ? { expr: p.default }
          : {}),
    });
  const bind = (p: Param, given: { value: Value; span: Span }): void => {
    if (!p.type) return put(p, requireValue(caller, what, p, given));
    try {
      put(p, binder.bind(p.type, given, p.name.name));
    } catch (error) {
      if (error instanceof ShapeMismatch) argumentMismatch(withScopeOf(caller, callee), what, error.facts);
      throw error;
    }
  };
  const isEarly = (p: Param): boolean => p.type === undefined || scalarType(p.type) !== undefined;
  for (const early of [true, false])
    for (const p of params) {
      const arg = args.get(p.name.name);
      if (arg && isEarly(p) === early) bind(p, arg);
    }
  if (result?.kind === "tensorType" && caller.expected) bindExpected(binder, result, caller, scope);
  binder.define();
  for (const p of params) {
    if (args.has(p.name.name) || !p.default) continue;
    const value = evaluate(callee, p.default);
    bind(p, { value, span: p.default.span });
  }
  binder.define();
}

/** Errors about arguments are the caller's, but mention the callee's dims. */
function withScopeOf(caller: Env, callee: Env): Env {
  return { ...caller, scope: callee.scope };
}

/** A default of `true` or `false` asks for a bool; anything else goes where no type is written. */
function requireValue(caller: Env, what: string, p: Param, given: { value: Value; span: Span }): Value {
  if (p.default?.kind === "bool" && given.value.kind !== "bool")
    return fail(
      caller,
      "NN0202",
      `\`${p.name.name}\` of \`${what}\` is a bool, not ${describe(given.value)}`,
      given.span,
      {
        labels: [
          { span: given.span, text: "write `true` or `false`" },
          { span: p.span, text: "declared here" },
        ],
        // `Linear(16, 8)` of PyTorch names both sizes.
        ...(what === "dense" && given.value.kind === "int"
          ? { help: `the size of the input is found: write \`dense(${callee(caller, given.span)})\`` }
          : activationOf(given.value) !== undefined
            ? {
                help: `write the activation as the next stage: \`${what}(…) |> ${activationOf(given.value)!}\``,
              }
            : {}),
      },
    );
  return given.value;
}

/** The function that a value names, as `relu` and `"relu"` do. */
const activationOf = (v: Value): string | undefined =>
  v.kind === "fn"
    ? v.decl.name.name
    : v.kind === "builtin"
      ? v.builtin.name
      : v.kind === "string"
        ? v.value
        : undefined;

function callee(env: Env, span: Span): string {
  return env.build.session.textOf(span) ?? "8";
}

/** Result-only dims of an initializer take their sizes from the annotation. */
function bindExpected(
  binder: Binder,
  result: Extract<Type, { kind: "tensorType" }>,
  caller: Env,
  scope: Scope,
): void {
  const { expected } = caller;
  if (!expected || !result.shape) return;
  const known = new Set(binder.solver.solved.keys());
  const hasOwn = result.shape.some((p) =>
    p.kind === "dims"
      ? p.name !== undefined && !binder.packs.has(p.name.name)
      : p.value.kind === "name" && !known.has(p.value.name) && scope.value(p.value.name)?.kind !== "int",
  );
  if (!hasOwn) return;
  try {
    binder.shape(result.shape, expected.shape, result.span, result.span, "the result");
  } catch (error) {
    // The result is checked against the annotation anyway, with better words.
    if (!(error instanceof ShapeMismatch)) throw error;
  }
}

// ---------------------------------------------------------------- primitives

/** The parameters of primitives, told apart once for each of them. */
const parameters = new WeakMap<Builtin, readonly Wanted[]>();

function parametersOf(builtin: Builtin): readonly Wanted[] {
  let wanted = parameters.get(builtin);
  if (!wanted) {
    wanted = builtin.params.map((p) => ({
      name: p.replace(/^\.\.\.|\?$/g, ""),
      optional: p.endsWith("?"),
      rest: p.startsWith("..."),
    }));
    parameters.set(builtin, wanted);
  }
  return wanted;
}

export function callBuiltin(env: Env, builtin: Builtin, args: readonly ArgValue[], span: Span): Value {
  const wanted = parametersOf(builtin);
  // A weight's annotation is the shape that `= zeros()` leaves out.
  const shapeless =
    env.expected &&
    wanted[0]?.name === "shape" &&
    !wanted[0].optional &&
    !args.some((a) => a.name === "shape" || a.name === undefined);
  const given: readonly ArgValue[] = shapeless
    ? [
        ...args,
        {
          name: "shape",
          span,
          value: { kind: "list", items: env.expected!.shape.map((value) => ({ kind: "int", value })) },
        },
      ]
    : args;
  const { byName, rest } = matchArgs(env, builtin.name, wanted, given, span);
  const bound: Record<string, BoundArg> = {};
  for (const [name, a] of byName) bound[name] = { value: a.value, span: a.span };
  const restParam = wanted.find((p) => p.rest);
  if (restParam) {
    const items: RestArg[] = rest.map((a) => ({
      value: a.value,
      span: a.span,
      ...(a.name === undefined ? {} : { name: a.name }),
    }));
    bound[restParam.name] = {
      value: { kind: "list", items: items.map((i) => i.value) },
      span: rest[0]?.span ?? span,
      items,
    };
  }
  return guarded(env, span, () => at(env, span, () => builtin.apply(contextAt(env, span), bound)));
}
