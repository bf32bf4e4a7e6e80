/**
 * Bodies: statements in order, then the result. A statement that fails is reported and its names are poisoned; the ones
 * after it go on.
 */
import type { Body, Let, SetStmt, Stmt } from "../../grammar/ast.ts";
import { Binder, ShapeMismatch } from "./bind.ts";
import { at, type Env, joinPath } from "./build.ts";
import { toTensor } from "./coerce.ts";
import { contextAt } from "./context.ts";
import { evaluate } from "./expr.ts";
import { attempt, fail, guarded } from "./fail.ts";
import type { Instance } from "./instance.ts";
import { named } from "./named.ts";
import { declareWeight } from "./params.ts";
import { nearest } from "../diagnostics.ts";
import { showShape } from "../ir/dims.ts";
import { Poisoned } from "./scope.ts";
import { dtypeOfType, scalarType, shapeOfType } from "./types.ts";
import { describe, type TensorNode, type Value } from "./value.ts";

/** What statements that touch weights mean; layers, train blocks, optimizers and tests differ in it. */
export interface Hooks {
  /** Weights are made at their first use. */
  readonly lazyWeights: boolean;
  weight(env: Env, stmt: Extract<Stmt, { kind: "param" | "state" }>): Value;
  set(env: Env, stmt: SetStmt): void;
  expect(env: Env, stmt: Extract<Stmt, { kind: "expect" }>): void;
}

export function runBody(env: Env, body: Body, instance?: Instance): Value {
  if (body.kind === "exprBody") return evaluate(env, body.value);
  const hooks = layerHooks(instance);
  const { expected: _, ...inner } = env;
  for (const stmt of body.stmts) runStmt(inner, stmt, hooks);
  if (!body.result)
    return fail(
      env,
      "NN0314",
      "this body returns nothing",
      { ...body.span, start: body.span.end - 1 },
      {
        label: "`return …` is missing",
        help: "end the body with `return` and the result",
      },
    );
  return evaluate(env, body.result);
}

export function runStmt(env: Env, stmt: Stmt, hooks: Hooks): void {
  const { scope } = env;
  switch (stmt.kind) {
    case "let": {
      const done = attempt(env, () => {
        runLet(env, stmt);
        return true;
      });
      if (!done)
        for (const name of "name" in stmt.pattern ? [stmt.pattern] : stmt.pattern)
          scope.bind(name.name, { kind: "let", span: name.span, value: undefined, expr: stmt.value });
      return;
    }
    case "param":
    case "state": {
      const bind = (value: Value | undefined, lazy?: () => Value): void =>
        scope.bind(stmt.name.name, {
          kind: stmt.kind,
          span: stmt.name.span,
          value,
          expr: stmt.value,
          ...(lazy ? { lazy } : {}),
        });
      // A weight exists where it is used: `dense(8, bias: false)` has none for its bias.
      if (env.build.symbolic || !hooks.lazyWeights) bind(attempt(env, () => hooks.weight(env, stmt)));
      else bind(undefined, () => hooks.weight(env, stmt));
      return;
    }
    case "set":
      attempt(env, () => hooks.set(env, stmt));
      return;
    case "expect":
      attempt(env, () => hooks.expect(env, stmt));
      return;
    default:
      stmt satisfies never;
  }
}

function runLet(env: Env, stmt: Let): void {
  const { scope } = env;
  if ("name" in stmt.pattern) {
    const { name, span } = stmt.pattern;
    const value = named(env, annotatedValue(env, stmt, name));
    noteName(env, name, value);
    scope.bind(name, { kind: "let", span, value, expr: stmt.value });
    return;
  }
  const value = annotatedValue(env, stmt);
  if (value.kind !== "record")
    fail(
      env,
      "NN0310",
      `\`let { … }\` takes a record apart, and this is ${describe(value)}`,
      stmt.value.span,
    );
  for (const { name, span } of stmt.pattern) {
    const field = value.fields.get(name);
    if (!field) {
      const [best] = nearest(name, value.fields.keys());
      fail(env, "NN0301", `there is no field \`${name}\``, span, {
        labels: [
          { span, text: best ? `did you mean \`${best}\`?` : "no such field" },
          {
            span: stmt.value.span,
            text: `has ${[...value.fields.keys()].map((k) => `\`${k}\``).join(", ")}`,
          },
        ],
      });
    }
    const member = named(env, field);
    noteName(env, name, member);
    scope.bind(name, { kind: "let", span, value: member, expr: stmt.value });
  }
}

/** The graph keeps the first name of a value, for whoever shows it. */
function noteName(env: Env, name: string, value: Value): void {
  const { names } = env.build.b.graph;
  if (value.kind === "tensor" && !names.has(value.node)) names.set(value.node, name);
}

function annotatedValue(env: Env, stmt: Let, name?: string): Value {
  const { type } = stmt;
  if (!type) return evaluate(env, stmt.value, name);
  const shaped = type.kind === "tensorType" && !scalarType(type);
  const expected = shaped ? { dtype: dtypeOfType(env, type), shape: shapeOfType(env, type) } : undefined;
  const value = evaluate(expected ? { ...env, expected } : env, stmt.value, name);
  const binder = new Binder(env, name ?? "let");
  try {
    return binder.bind(type, { value, span: stmt.value.span }, name ?? "value");
  } catch (error) {
    if (!(error instanceof ShapeMismatch)) throw error;
    const { facts } = error;
    return fail(
      env,
      "NN0202",
      `\`${name ?? "value"}\` is declared ${facts.shown}, and its value is ${showShape(facts.actual)}`,
      facts.given,
      {
        labels: [
          { span: facts.given, text: `${facts.has}, not ${facts.wanted}` },
          { span: facts.declared, text: "declared here" },
        ],
        notes: facts.notes,
      },
    );
  }
}

// ---------------------------------------------------------------- layers

function layerHooks(instance: Instance | undefined): Hooks {
  return {
    lazyWeights: true,
    weight(env, stmt) {
      if (!instance)
        return fail(env, "NN0307", `a function has no \`${stmt.kind}\``, stmt.span, {
          label: "weights belong to layers",
          help: "declare it as a `layer`",
        });
      return declareWeight(env, stmt);
    },
    set: setState,
    expect(env, stmt) {
      fail(env, "NN0315", "`expect` stands only in `test`", stmt.span);
    },
  };
}

/** `set` runs in training only, in program order; what follows sees the new value, without its gradient. */
export function setState(env: Env, stmt: SetStmt): void {
  const { scope, build } = env;
  const { name, span } = stmt.name;
  const binding = scope.own(name) ?? scope.find(name);
  if (!binding) fail(env, "NN0301", `unknown name \`${name}\``, span);
  if (binding.kind !== "state")
    fail(env, "NN0316", `\`set\` changes a \`state\`, and \`${name}\` is none`, span, {
      labels: [
        { span, text: "set here" },
        ...(binding.span ? [{ span: binding.span, text: `a \`${binding.kind}\`` }] : []),
      ],
      help:
        binding.kind === "param" ? "weights are changed by `minimize`" : `declare it: \`state ${name} = …\``,
    });
  if (build.training === false) return;
  const old = scope.value(name);
  if (old?.kind !== "tensor") throw new Poisoned();
  const node = newValue(env, stmt, old.node);
  const now = at(env, stmt.span, () => build.b.stopGrad(node));
  const path = joinPath(env.frame.path, name);
  build.states.set(path, now);
  build.setStates.add(path);
  binding.value = { kind: "tensor", node: now };
}

/** The value of a `set` in the type of what it replaces. */
export function newValue(env: Env, stmt: SetStmt, old: TensorNode): TensorNode {
  const { build } = env;
  const { span } = stmt.value;
  const value = evaluate(env, stmt.value);
  const node = guarded(env, span, () =>
    at(env, span, () => toTensor(contextAt(env, span), value, old.type.dtype)),
  );
  if (node.type.dtype !== old.type.dtype)
    fail(env, "NN0202", `\`${stmt.name.name}\` is ${old.type.dtype}, and this is ${node.type.dtype}`, span);
  // A number fills the tensor; anything else must have its shape.
  if (value.kind !== "tensor")
    return guarded(env, span, () => at(env, span, () => build.b.expand(node, old.type.shape)));
  const same = node.type.shape.length === old.type.shape.length;
  if (!same || !node.type.shape.every((d, i) => String(d) === String(old.type.shape[i])))
    fail(
      env,
      "NN0202",
      `\`${stmt.name.name}\` is ${showShape(old.type.shape)}, and this is ${showShape(node.type.shape)}`,
      span,
      {
        label: `a value of shape ${showShape(node.type.shape)}`,
      },
    );
  return node;
}
