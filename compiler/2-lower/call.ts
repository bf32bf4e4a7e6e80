/**
 * A `fn`, `layer` or `model` made concrete for given argument types: what `nn call` evaluates.
 *
 * A model's weights have paths without a prefix (`dense_0.w`), since no `let` names the instance; whoever loads a file for
 * it takes names with the prefix of the file's only instance too. `training` is false, random draws are those of step 0.
 */
import type { Fn, Layer, Param, Span } from "../../grammar/ast.ts";
import { differentiate } from "../3-differentiate/reverse.ts";
import { diagnostic, DiagnosticError, nearest } from "../diagnostics.ts";
import type { Node, TensorType } from "../ir/graph.ts";
import { showType } from "../ir/graph.ts";
import type { Builder } from "../ops/builder.ts";
import type { CallProgram } from "../program.ts";
import type { ArgValue } from "../1-check/args.ts";
import { Build, type Env, rootFrame } from "../1-check/build.ts";
import { callFn, bindParams } from "../1-check/call.ts";
import { isTensorLike, toTensor } from "../1-check/coerce.ts";
import { contextAt } from "../1-check/context.ts";
import { fail } from "../1-check/fail.ts";
import { Instance } from "../1-check/instance.ts";
import { applyInstance } from "../1-check/layers.ts";
import { Scope } from "../1-check/scope.ts";
import type { Module, Session } from "../1-check/session.ts";
import { scalarType } from "../1-check/types.ts";
import { describe, type TensorNode, type Value } from "../1-check/value.ts";
import { Weights } from "../1-check/weights.ts";
import { computation, initComputation, known, layOut } from "./assemble.ts";

/** A tensor's type; for a parameter that is a compile-time value, its value too. */
export interface CallArg {
  readonly type: TensorType;
  readonly value?: number | boolean | string | readonly number[];
}

export interface CallOptions {
  /** Inputs or weight paths whose gradients are wanted. */
  readonly grad?: readonly string[];
  /** The gradient of the output's product with `ct` (`ct.mu` for a field of a record) instead of its sum. */
  readonly withCt?: boolean;
}

export function lowerCall(
  session: Session,
  module: Module,
  name: string,
  args: Readonly<Record<string, CallArg>>,
  options: CallOptions,
): CallProgram {
  const callee = findCallee(module, name);
  const init = new Build(session, { symbolic: false, training: false, phase: "init", scalars: { step: 0 } });
  const scalars: Record<string, number> = { step: 0, total_steps: 1, epoch: 0 };
  // A schedule can be evaluated at any step: its scalars may be given like arguments.
  for (const key of Object.keys(scalars)) {
    const given = args[key]?.value;
    if (typeof given === "number") scalars[key] = given;
  }
  const weights = new Weights(init);
  const once = (): Elaborated => elaborate(session, module, callee, args, options, weights, scalars);
  const first = once();
  const layout = layOut([...weights.byPath.values()], []);
  weights.place(layout.ranges, []);
  // Once more, now that every weight has its place.
  const { build, inputs, outputs } = layout.weights.length === 0 ? first : once();
  return {
    name,
    inputs,
    weights: layout.weights,
    slabs: layout.slabs,
    init: initComputation(init, weights.byPath, layout),
    run: computation(name, build, { outputs }),
  };
}

type Callee = { readonly decl: Fn; readonly scope: Scope } | { readonly decl: Layer; readonly scope: Scope };

function findCallee(module: Module, name: string): Callee {
  const value = module.scope.value(name);
  if (value?.kind === "fn" || value?.kind === "layer")
    return { decl: value.decl, scope: value.scope as Scope } as Callee;
  if (value)
    throw new DiagnosticError(diagnostic("NN0305", `\`${name}\` cannot be called: it is ${describe(value)}`));
  const names = [...module.scope.entries()].flatMap(([n, b]) =>
    b.kind === "fn" || b.kind === "layer" ? [n] : [],
  );
  const [best] = nearest(name, names);
  throw new DiagnosticError(
    diagnostic("NN0301", `\`${module.file}\` has no function or model \`${name}\``, {
      ...(best ? { help: `did you mean \`${best}\`?` } : { notes: [`it has ${names.join(", ") || "none"}`] }),
    }),
  );
}

interface Elaborated {
  readonly build: Build;
  readonly inputs: { readonly name: string; readonly type: TensorType }[];
  readonly outputs: { readonly name: string; readonly node: TensorNode }[];
}

function elaborate(
  session: Session,
  module: Module,
  callee: Callee,
  args: Readonly<Record<string, CallArg>>,
  options: CallOptions,
  weights: Weights,
  scalars: Readonly<Record<string, number>>,
): Elaborated {
  const { decl } = callee;
  const build = new Build(session, { symbolic: false, training: false, phase: "run", weights, scalars });
  const env: Env = { build, scope: module.scope, frame: rootFrame("", "", decl.kind === "layer") };
  const span = decl.name.span;
  const inputs: { name: string; type: TensorType }[] = [];
  const nodes = new Map<string, TensorNode>();
  const params = decl.kind === "fn" ? decl.params : [...(decl.settings ?? []), ...decl.inputs];
  requireKnown(env, decl, params, args);
  const given = params.flatMap((p): ArgValue[] => {
    const name = p.name.name;
    const value = argumentValue(env, p, name, p.type, args, inputs, nodes);
    return value ? [{ name, value, span: p.span }] : [];
  });
  const result = apply(env, callee, given, span);
  const outputs = flatten(env, result, span);
  return {
    build,
    inputs,
    outputs: [...outputs, ...gradients(env, outputs, options, nodes, weights, inputs, span)],
  };
}

function apply(env: Env, callee: Callee, given: readonly ArgValue[], span: Span): Value {
  const { decl } = callee;
  if (decl.kind === "fn") return callFn(env, decl, callee.scope, given, span);
  const settings = decl.settings ?? [];
  const isSetting = (a: ArgValue): boolean => settings.some((p) => p.name.name === a.name);
  const byName = new Map(given.filter(isSetting).map((a) => [a.name!, a]));
  const missing = settings.filter((p) => !p.default && !byName.has(p.name.name));
  if (missing.length > 0)
    fail(
      env,
      "NN0305",
      `\`${decl.name.name}\` needs ${missing.map((p) => `\`${p.name.name}\``).join(" and ")}`,
      span,
      {
        label: "give its settings as inputs of the call",
      },
    );
  const scope = new Scope(callee.scope);
  bindParams(env, { ...env, scope }, decl.name.name, settings, byName, undefined, true);
  const instance = new Instance(decl, scope, "", span, true);
  return applyInstance(
    env,
    instance,
    given.filter((a) => !isSetting(a)),
    span,
  );
}

function requireKnown(
  env: Env,
  decl: Fn | Layer,
  params: readonly Param[],
  args: Readonly<Record<string, CallArg>>,
): void {
  const names = params.map((p) => p.name.name);
  for (const key of Object.keys(args)) {
    const root = key.split(".")[0]!;
    if (names.includes(root) || root === "ct" || ["step", "total_steps", "epoch"].includes(root)) continue;
    const [best] = nearest(root, names);
    fail(env, "NN0311", `\`${decl.name.name}\` has no parameter \`${root}\``, decl.name.span, {
      label: `it has ${names.map((n) => `\`${n}\``).join(", ") || "none"}`,
      ...(best ? { help: `did you mean \`${best}\`?` } : {}),
    });
  }
}

/** A tensor parameter is an input; a compile-time one takes its value; a record takes `p.field` each. */
function argumentValue(
  env: Env,
  p: Param,
  name: string,
  type: Param["type"],
  args: Readonly<Record<string, CallArg>>,
  inputs: { name: string; type: TensorType }[],
  nodes: Map<string, TensorNode>,
): Value | undefined {
  if (type?.kind === "recordType") {
    const fields = new Map<string, Value>();
    for (const f of type.fields) {
      const value = argumentValue(env, p, `${name}.${f.name.name}`, f.type, args, inputs, nodes);
      if (value) fields.set(f.name.name, value);
    }
    return fields.size === 0 && p.default ? undefined : { kind: "record", fields };
  }
  const arg = args[name];
  if (!arg) {
    if (p.default && name === p.name.name) return undefined;
    return fail(env, "NN0311", `the argument \`${name}\` is missing`, p.span, {
      label: "declared here",
      help: `give it under its name in the file of \`--in\`: \`{ "${name}": { "dtype": "f32", "shape": […], "data": […] } }\``,
    });
  }
  const scalar = type && scalarType(type);
  const compileTime =
    scalar !== undefined || (type === undefined && arg.value !== undefined && isSettingLike(p));
  if (compileTime) return compileTimeValue(env, p, name, arg);
  const none = arg.type.shape.indexOf(0);
  if (none >= 0)
    fail(env, "NN0224", `the argument \`${name}\` is ${showType(arg.type)}, which is empty`, p.span, {
      label: `axis ${none} has size 0`,
    });
  const node = env.build.b.input({ name, role: "argument", dtype: arg.type.dtype, shape: arg.type.shape });
  inputs.push({ name, type: arg.type });
  nodes.set(name, node);
  return { kind: "tensor", node };
}

/** Without a type, a parameter whose default is a plain value is one too. */
function isSettingLike(p: Param): boolean {
  return p.default !== undefined;
}

function compileTimeValue(env: Env, p: Param, name: string, arg: CallArg): Value {
  const { value } = arg;
  const scalar = p.type && scalarType(p.type);
  if (typeof value === "boolean") return { kind: "bool", value };
  if (typeof value === "string") return { kind: "string", value };
  if (typeof value === "number") {
    if (scalar === "bool" || arg.type.dtype === "bool") return { kind: "bool", value: value !== 0 };
    if (scalar === "int" || (scalar === undefined && arg.type.dtype === "i32")) return { kind: "int", value };
    return { kind: "float", value };
  }
  if (value)
    return {
      kind: "list",
      items: value.map((v) =>
        Number.isInteger(v) ? { kind: "int", value: v } : { kind: "float", value: v },
      ),
    };
  return fail(env, "NN0324", `\`${name}\` must be known when the program is compiled`, p.span, {
    label: `its argument is ${showType(arg.type)}`,
    help: "give it as a single number",
  });
}

function flatten(env: Env, result: Value, span: Span, prefix = ""): { name: string; node: TensorNode }[] {
  if (result.kind === "record")
    return [...result.fields].flatMap(([k, v]) =>
      flatten(env, v, span, prefix === "" ? k : `${prefix}.${k}`),
    );
  if (!isTensorLike(result))
    return fail(env, "NN0320", `the result is ${describe(result)}, not a tensor`, span);
  const node = toTensor(contextAt(env, span), result);
  return [{ name: prefix === "" ? "output" : prefix, node }];
}

function gradients(
  env: Env,
  outputs: readonly { readonly name: string; readonly node: TensorNode }[],
  options: CallOptions,
  nodes: ReadonlyMap<string, TensorNode>,
  weights: Weights,
  inputs: { name: string; type: TensorType }[],
  span: Span,
): { name: string; node: TensorNode }[] {
  const wanted = options.grad ?? [];
  if (wanted.length === 0) return [];
  const { b } = env.build;
  const wrt = wanted.map((name) => {
    const info = weights.byPath.get(name);
    const node = nodes.get(name) ?? (info && weights.node(env.build, info));
    if (!node) {
      const [best] = nearest(name, [...nodes.keys(), ...weights.byPath.keys()]);
      return fail(env, "NN0301", `there is no input or weight \`${name}\` to differentiate by`, span, {
        label: `there are ${[...nodes.keys(), ...weights.byPath.keys()].map((n) => `\`${n}\``).join(", ")}`,
        ...(best ? { help: `did you mean \`${best}\`?` } : {}),
      });
    }
    if (node.type.dtype !== "f32" && node.type.dtype !== "f16")
      fail(env, "NN0321", `\`${name}\` is ${node.type.dtype}: there is no gradient with respect to it`, span);
    return node;
  });
  // The sum of the outputs, or of their products with `ct`, one scalar whose gradient is wanted.
  let total: TensorNode | undefined;
  for (const { name, node } of outputs) {
    if (node.type.dtype !== "f32" && node.type.dtype !== "f16") continue;
    const ctName = name === "output" ? "ct" : `ct.${name}`;
    let term = node;
    if (options.withCt) {
      const shape = known(node.type.shape);
      const ct = b.input({ name: ctName, role: "argument", dtype: node.type.dtype, shape });
      inputs.push({ name: ctName, type: { dtype: node.type.dtype, shape } });
      term = b.mul(node, ct);
    }
    const sum = b.sum(term);
    total = total ? b.add(total, sum) : sum;
  }
  if (!total) return fail(env, "NN0321", "the result is not a float: it has no gradient", span);
  const found = differentiate(b as Builder, total as Node, wrt as Node[]);
  return wanted.map((name, i) => ({ name: `grad:${name}`, node: found[i] ?? b.fullLike(wrt[i]!, 0) }));
}
