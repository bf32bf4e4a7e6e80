/**
 * Checking declarations on their own: sizes are rigid variables, settings without a default are unknown, and only types
 * and messages matter.
 */
import type { Fn, Item, Layer, Optimizer, Param, Type } from "../../grammar/ast.ts";
import { childrenOf, type Node as AstNode } from "../../grammar/children.ts";
import { diagnostic, nearest } from "../diagnostics.ts";
import { atom, type Dim } from "../ir/dims.ts";
import type { DType } from "../ir/graph.ts";
import { type Hooks, newValue, runBody, runStmt } from "./block.ts";
import { Build, type Env, fnFrame, instanceFrame, rootFrame } from "./build.ts";
import { toTensor } from "./coerce.ts";
import { contextAt } from "./context.ts";
import { evaluate } from "./expr.ts";
import { attempt, fail } from "./fail.ts";
import { Instance } from "./instance.ts";
import { checkResult } from "./result.ts";
import { Scope } from "./scope.ts";
import type { Module, Session } from "./session.ts";
import { integerOf, symbolicValue } from "./types.ts";
import type { TensorNode, Value } from "./value.ts";
import { Weights } from "./weights.ts";

export function checkDeclarations(session: Session, module: Module): void {
  for (const item of module.ast.items) if (!session.unnamed.has(item)) checkItem(session, module.scope, item);
}

export function checkItem(session: Session, home: Scope, item: Item): void {
  switch (item.kind) {
    case "fn":
      warnSingleUse(session, home, item, [...item.params], item.result);
      return checkFn(session, home, item);
    case "layer":
      warnSingleUse(session, home, item, [...(item.settings ?? []), ...item.inputs], item.result);
      return checkLayer(session, home, item);
    case "optimizer":
      for (const rank of [1, 2]) checkOptimizer(session, home, item, rank);
      return;
    case "config":
      home.value(item.name.name);
      return;
    case "import":
    case "data":
    case "train":
    case "test":
      return;
    default:
      item satisfies never;
  }
}

function symbolicBuild(session: Session): Build {
  const init = new Build(session, { symbolic: true, training: false, phase: "init" });
  return new Build(session, {
    symbolic: true,
    training: undefined,
    phase: "run",
    weights: new Weights(init),
  });
}

function checkFn(session: Session, home: Scope, decl: Fn): void {
  const build = symbolicBuild(session);
  const scope = new Scope(home);
  const env: Env = { build, scope, frame: fnFrame(rootFrame("", "", true), decl.name.name) };
  bindSymbolic(env, decl.params);
  introduce(env, decl.result);
  attempt(env, () =>
    checkResult(env, decl.name.name, decl.result, runBody(expecting(env, decl.result), decl.body), decl.body),
  );
}

/** An initializer's result-only dims are as rigid as those of its parameters. */
function expecting(env: Env, result: Type | undefined): Env {
  if (result?.kind !== "tensorType" || !result.shape) return env;
  const shape = attempt(env, () => symbolicShape(env, result));
  return shape ? { ...env, expected: shape } : env;
}

function symbolicShape(
  env: Env,
  type: Extract<Type, { kind: "tensorType" }>,
): { dtype: DType; shape: readonly Dim[] } | undefined {
  const value = symbolicValue(env, type, "result", (dtype, shape) =>
    env.build.b.input({ name: "result", role: "argument", dtype, shape }),
  );
  return value.kind === "tensor" ? value.node.type : undefined;
}

function checkLayer(session: Session, home: Scope, decl: Layer): void {
  const build = symbolicBuild(session);
  const settings = new Scope(home);
  const root = rootFrame("", "", true);
  const outer: Env = { build, scope: settings, frame: root };
  bindSymbolic(outer, decl.settings ?? [], "setting");
  const instance = new Instance(decl, settings, decl.name.name, decl.span, true);
  const scope = new Scope(settings);
  const env: Env = { build, scope, frame: instanceFrame(root, decl.name.name, decl.name.name, true, 0) };
  bindSymbolic(env, decl.inputs);
  introduce(env, decl.result);
  attempt(env, () =>
    checkResult(env, decl.name.name, decl.result, runBody(env, decl.body, instance), decl.body),
  );
}

/** Dims that only the result names are known to the body as rigid sizes where it has use for them. */
function introduce(env: Env, result: Type | undefined): void {
  if (result?.kind !== "tensorType" || !result.shape) return;
  for (const p of result.shape) {
    if (p.kind === "dims" && p.name && !env.scope.findPack(p.name.name))
      attempt(env, () => symbolicShape(env, result));
    if (
      p.kind === "dim" &&
      p.value.kind === "name" &&
      p.value.name !== "_" &&
      integerOf(env, p.value.name) === undefined
    )
      attempt(env, () => symbolicShape(env, result));
  }
}

function bindSymbolic(env: Env, params: readonly Param[], kind: "input" | "setting" = "input"): void {
  const { build, scope } = env;
  const make = (dtype: DType, shape: readonly Dim[], name: string): TensorNode =>
    build.b.input({ name, role: "argument", dtype, shape });
  // Sizes may name the numbers among the parameters, wherever those stand.
  const numbersFirst = [...params.filter((p) => p.default), ...params.filter((p) => !p.default)];
  for (const p of numbersFirst) {
    const value = attempt(env, () => symbolicParam(env, p, make));
    scope.bind(p.name.name, { kind, span: p.span, value });
  }
}

function symbolicParam(env: Env, p: Param, make: Parameters<typeof symbolicValue>[3]): Value | undefined {
  if (p.default) {
    const value = evaluate(env, p.default);
    if (value.kind === "int" || value.kind === "float" || value.kind === "bool")
      return { ...value, assumed: true };
    if (!p.type) return value;
  }
  // Without a type anything may come; what depends on it is not checked here.
  if (!p.type) return undefined;
  return symbolicValue(env, p.type, p.name.name, make);
}

function checkOptimizer(session: Session, home: Scope, decl: Optimizer, rank: number): void {
  const build = symbolicBuild(session);
  const scope = new Scope(home);
  const env: Env = { build, scope, frame: fnFrame(rootFrame("", "", true), decl.name.name) };
  const shape = Array.from({ length: rank }, (_, i) => atom(rank === 1 ? "n" : i === 0 ? "rows" : "cols"));
  const { b } = build;
  const scalar = (name: string): Value => ({
    kind: "tensor",
    node: b.input({ name, role: "scalar", dtype: "f32", shape: [] }),
  });
  build.ambient = new Map([["global_norm", () => scalar("global_norm")]]);
  for (const p of decl.settings) {
    const value = attempt(env, () =>
      symbolicParam(env, p, (dtype, s, name) => b.input({ name, role: "argument", dtype, shape: s })),
    );
    // A rate may be a schedule's scalar; a scalar tensor is the most general of its values.
    scope.bind(p.name.name, {
      kind: "setting",
      span: p.span,
      value: value ?? (p.type || p.default ? undefined : scalar(p.name.name)),
    });
  }
  for (const [i, p] of decl.inputs.entries())
    scope.bind(p.name.name, {
      kind: i === 0 ? "state" : "input",
      span: p.span,
      value: { kind: "tensor", node: b.input({ name: p.name.name, role: "argument", dtype: "f32", shape }) },
    });
  const hooks: Hooks = {
    lazyWeights: false,
    weight: (inner, stmt) => {
      if (stmt.kind === "param")
        return fail(inner, "NN0318", "an optimizer keeps `state`, not `param`", stmt.span, {
          help: `write \`state ${stmt.name.name} = …\``,
        });
      const initial = toTensor(contextAt(inner, stmt.value.span), evaluate(inner, stmt.value), "f32");
      return {
        kind: "tensor",
        node: b.input({ name: stmt.name.name, role: "optimizer", dtype: "f32", shape: initial.type.shape }),
      };
    },
    set: (inner, stmt) => {
      const binding = inner.scope.own(stmt.name.name);
      const old = binding?.value;
      if (binding?.kind !== "state")
        return fail(
          inner,
          "NN0316",
          `\`set\` changes the weight or a \`state\`, and \`${stmt.name.name}\` is neither`,
          stmt.name.span,
        );
      if (old?.kind !== "tensor") return;
      binding.value = { kind: "tensor", node: newValue(inner, stmt, old.node) };
    },
    expect: (inner, stmt) => fail(inner, "NN0315", "`expect` stands only in `test`", stmt.span),
  };
  for (const stmt of decl.body.stmts) runStmt(env, stmt, hooks);
}

// ---------------------------------------------------------------- dims used once

/** A dim variable that occurs once matches anything, which is how typos hide. */
function warnSingleUse(
  session: Session,
  home: Scope,
  decl: Fn | Layer,
  params: readonly Param[],
  result: Type | undefined,
): void {
  if (session.isLibrary(decl.span.file)) return;
  const declared = new Map<string, { span: AstNode["span"]; packed: boolean }>();
  const note = (type: Type | undefined): void => {
    if (!type) return;
    if (type.kind === "recordType") {
      for (const f of type.fields) note(f.type);
      return;
    }
    for (const p of type.shape ?? []) {
      if (p.kind === "dims" && p.name && !declared.has(p.name.name))
        declared.set(p.name.name, { span: p.span, packed: true });
      if (p.kind === "dim")
        for (const name of namesIn(p.value))
          if (!declared.has(name.name)) declared.set(name.name, { span: name.span, packed: false });
    }
  };
  params.forEach((p) => note(p.type));
  note(result);
  const own = new Set(params.map((p) => p.name.name));
  const uses = new Map<string, number>();
  countNames(decl, uses);
  for (const [name, { span, packed }] of declared) {
    if (name === "_" || own.has(name) || home.value(name)?.kind === "int") continue;
    if ((uses.get(name) ?? 0) > 1) continue;
    const text = packed ? `...${name}` : name;
    const others = [...declared].filter(([other, d]) => d.packed === packed && (uses.get(other) ?? 0) > 1);
    // Short names are all alike.
    const [meant] = name.length < 4 ? [] : nearest(name, others.map(([other]) => other)); // prettier-ignore
    session.report(
      diagnostic("NN0211", `the dim \`${name}\` is used once`, {
        severity: "warning",
        labels: [
          { span, text: meant ? `did you mean \`${meant}\`? This matches any size` : "it matches any size" },
        ],
        fixes: [
          ...(meant
            ? [
                {
                  title: `write \`${meant}\``,
                  edits: [{ span, text: packed ? `...${meant}` : meant }],
                  choice: true,
                } as const,
              ]
            : []),
          {
            title: `write \`${packed ? "..." : "_"}\` if any ${packed ? "leading sizes" : "size"} will do`,
            edits: [{ span, text: packed ? "..." : "_" }],
            // It may as well be a slip of the pen.
            choice: true,
          },
        ],
        notes: [`\`${text}\` appears nowhere else in \`${decl.name.name}\``],
      }),
    );
  }
}

function* namesIn(node: AstNode): Generator<{ name: string; span: AstNode["span"] }> {
  if ("kind" in node && node.kind === "name") yield { name: node.name, span: node.span };
  // The members of data sets are no dims.
  if ("kind" in node && (node.kind === "member" || node.kind === "call")) return;
  for (const child of childrenOf(node)) yield* namesIn(child);
}

function countNames(node: AstNode, uses: Map<string, number>): void {
  const add = (name: string): void => void uses.set(name, (uses.get(name) ?? 0) + 1);
  if ("kind" in node && node.kind === "name") add(node.name);
  if ("kind" in node && node.kind === "dims" && node.name) add(node.name.name);
  for (const child of childrenOf(node)) countNames(child, uses);
}
