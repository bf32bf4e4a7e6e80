/**
 * `x |> stage`: a function gets x as its first argument, a layer is built and applied, an instance is applied.
 * `repeat n { … }` runs its stages n times, building layers anew each time.
 */
import type { Expr, Pipe, Repeat, Span, Stage } from "../../grammar/ast.ts";
import { isKnown, shapesEqual } from "../ir/dims.ts";
import { type ArgValue, evaluateArgs } from "./args.ts";
import { type Env, joinPath } from "./build.ts";
import { callValue } from "./call.ts";
import { evaluate } from "./expr.ts";
import { fail } from "./fail.ts";
import type { Instance } from "./instance.ts";
import { applyInstance, construct, settingsForm } from "./layers.ts";
import { showValueType } from "./types.ts";
import { describe, type Value } from "./value.ts";

export function evaluatePipe(env: Env, e: Pipe): Value {
  const left = evaluate(env, e.left);
  return stage(env, e.stage, { value: left, span: e.left.span, expr: e.left }, e.stage.span);
}

function stage(env: Env, s: Stage, left: ArgValue, span: Span): Value {
  const value = s.kind === "repeat" ? repeat(env, s, left) : applyStage(env, s, left, span);
  env.build.session.options.observe?.(s, value, env, true);
  return value;
}

function applyStage(env: Env, s: Expr, left: ArgValue, span: Span): Value {
  if (s.kind === "call") {
    const callee = evaluateCallee(env, s.callee);
    rejectSchedule(env, callee, left, s);
    const args = evaluateArgs(env, s.args);
    if (callee.kind === "layer") {
      const instance = construct(env, callee, args, s.span);
      return applyInstance(env, instance.instance as Instance, [left], span);
    }
    const value = callValue(
      env,
      callee,
      callee.kind === "instance" || callee.kind === "fn" || callee.kind === "builtin"
        ? [left, ...args]
        : args,
      span,
    );
    // `x |> make(a)` where make(a) gives a layer: apply it.
    return value;
  }
  const value = evaluateCallee(env, s);
  switch (value.kind) {
    case "layer": {
      const missing = (value.decl.settings ?? []).filter((p) => p.default === undefined);
      if (missing.length > 0)
        fail(env, "NN0305", `\`${value.decl.name.name}\` needs its settings`, s.span, {
          label: `${missing.map((p) => `\`${p.name.name}\``).join(", ")} not given`,
          help: `write \`${settingsForm(value.decl)}\``,
        });
      const instance = construct(env, value, [], s.span);
      return applyInstance(env, instance.instance as Instance, [left], span);
    }
    case "fn":
    case "builtin":
    case "instance":
      return callValue(env, value, [left], span);
    default:
      return fail(env, "NN0312", `\`|>\` wants a function or a layer, not ${describe(value)}`, s.span, {
        ...(value.kind === "string" && callable(env, value.value)
          ? { fixes: [{ title: `write \`${value.value}\``, edits: [{ span: s.span, text: value.value }] }] }
          : {}),
        ...(value.kind === "list" ? { help: "write the stages one after the other: `x |> dense(16) |> relu`" } : {}),
        ...(value.kind === "tensor" ? { help: "operators bind tighter than `|>`: put the pipe in brackets, `(x |> f) + y`" } : {}),
      }); // prettier-ignore
  }
}

const callable = (env: Env, name: string): boolean =>
  ["fn", "builtin", "layer"].includes(env.scope.value(name)?.kind ?? "");

/** `|> linear(1)`: schedules have the names of layers elsewhere. */
function rejectSchedule(env: Env, callee: Value, left: ArgValue, s: Expr): void {
  if (callee.kind !== "fn" || callee.decl.span.file !== "std/schedules.nn") return;
  if (left.value.kind !== "tensor" || left.value.node.type.shape.length === 0 || s.kind !== "call") return;
  const { name } = callee.decl.name;
  fail(env, "NN0312", `\`${name}\` is a schedule of the learning rate, not a layer`, s.callee.span, {
    label: "it takes no tensor",
    ...(name === "linear"
      ? { fixes: [{ title: "write `dense`", edits: [{ span: s.callee.span, text: "dense" }] }] }
      : { help: "give it to the optimizer: `adam(lr: cosine(1e-3))`" }),
  });
}

function evaluateCallee(env: Env, e: Expr): Value {
  if (e.kind !== "name") return evaluate(env, e);
  const value = env.scope.value(e.name);
  return value?.kind === "builtin" ? value : evaluate(env, e);
}

function repeat(env: Env, r: Repeat, left: ArgValue): Value {
  const count = evaluate(env, r.count);
  if (count.kind !== "int")
    return fail(
      env,
      "NN0322",
      `\`repeat\` wants a whole number of times, not ${describe(count)}`,
      r.count.span,
    );
  const once = (x: ArgValue): ArgValue => {
    let value = x;
    for (const s of r.stages) value = { value: stage(env, s, value, s.span), span: s.span };
    return value;
  };
  if (!isKnown(count.value)) {
    const after = once(left).value;
    requireSame(env, r, left.value, after);
    return after;
  }
  if (count.value < 0) fail(env, "NN0323", `\`repeat\` cannot run ${count.value} times`, r.count.span);
  let value = left;
  for (let round = 1; round <= count.value; round++) {
    const { value: before } = value;
    const counters = new Map(env.frame.counters);
    value = once(value);
    const after = value.value;
    // Where only types matter, further rounds of one type say what the second has said.
    const isSteady = before.kind === "tensor" && after.kind === "tensor" && isSame(before, after);
    if (env.build.symbolic && round > 1 && isSteady) {
      skip(env, counters, count.value - round);
      break;
    }
  }
  return value.value;
}

/** Leaves out `rounds` that would each name as many instances as the last one, before which there were `counters`. */
function skip({ build, frame }: Env, counters: ReadonlyMap<string, number>, rounds: number): void {
  if (rounds === 0) return;
  for (const [layer, now] of frame.counters) {
    const named = now - (counters.get(layer) ?? 0);
    if (named === 0) continue;
    build.skipped.add(joinPath(frame.path, layer));
    frame.counters.set(layer, now + rounds * named);
  }
}

function isSame(before: Value, after: Value): boolean {
  if (before.kind !== "tensor" || after.kind !== "tensor") return true;
  const [a, b] = [before.node.type, after.node.type];
  return a.dtype === b.dtype && shapesEqual(a.shape, b.shape);
}

/** However often the body runs, the type is the same. */
function requireSame(env: Env, r: Repeat, before: Value, after: Value): void {
  if (isSame(before, after)) return;
  fail(env, "NN0216", "the body of this `repeat` changes the type of what passes through it", r.span, {
    label: `takes ${showValueType(before)} and gives ${showValueType(after)}`,
    notes: ["the number of times is not known here, so the type has to stay the same"],
  });
}
