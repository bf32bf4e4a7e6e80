/**
 * The statements of a `train` block, elaborated into one build: losses, metrics and predictions as nodes.
 *
 * With `accumulate` the body is elaborated once for each micro-batch, on slices of one large batch; losses and metrics are
 * means, so their gradients are those of one batch of all examples.
 */
import type { Expr, Minimize, Span, Train } from "../../grammar/ast.ts";
import { evaluateArgs } from "../1-check/args.ts";
import { type Hooks, runStmt, setState } from "../1-check/block.ts";
import { at, Build, type Env, rootFrame } from "../1-check/build.ts";
import { isTensorLike, toTensor } from "../1-check/coerce.ts";
import { contextAt } from "../1-check/context.ts";
import type { DataSetField } from "../1-check/data.ts";
import { evaluate } from "../1-check/expr.ts";
import { attempt, fail, guarded } from "../1-check/fail.ts";
import { Instance } from "../1-check/instance.ts";
import { declareWeight } from "../1-check/params.ts";
import { Scope } from "../1-check/scope.ts";
import { describe, type TensorNode, type Value } from "../1-check/value.ts";
import type { Dim } from "../ir/dims.ts";
import { isKnown, showShape } from "../ir/dims.ts";
import type { Rule } from "./optimizer.ts";

export interface BodyOptions {
  /** Micro-batch size; symbolic when there is no telling. */
  readonly batch: Dim;
  readonly accumulate: number;
  readonly fields: readonly DataSetField[];
  readonly home: Scope;
}

export interface MinimizeInfo {
  readonly ast: Minimize;
  readonly loss: TensorNode;
  /** Prefixes of the weights to change, from `over`; undefined where all that the loss reaches are meant. */
  readonly over?: readonly { readonly owns: (path: string) => boolean; readonly title: string }[];
  /** The train block's scope, in which the optimizer's settings have been evaluated. */
  readonly env: Env;
  readonly rule: Rule;
  readonly every: number;
}

export interface Named {
  readonly name: string;
  readonly node: TensorNode;
}

export interface TrainBody {
  readonly minimizes: readonly MinimizeInfo[];
  readonly metrics: readonly Named[];
  readonly predicts: readonly Named[];
}

export function elaborateTrain(build: Build, decl: Train, options: BodyOptions): TrainBody {
  const runs: TrainBody[] = [];
  const inputs = new Map<string, TensorNode>();
  for (let micro = 0; micro < options.accumulate; micro++)
    runs.push(elaborateOnce(build, decl, options, micro, inputs));
  const [first, ...others] = runs;
  if (!first || others.length === 0) return first!;
  const mean = (nodes: readonly TensorNode[]): TensorNode => {
    const { b } = build;
    const sum = nodes
      .map((n) => (n.type.dtype === "f32" ? n : b.cast(n, "f32")))
      .reduce((a, n) => b.add(a, n));
    return b.scalar("div", sum, nodes.length);
  };
  return {
    minimizes: first.minimizes.map((m, i) => ({ ...m, loss: mean(runs.map((r) => r.minimizes[i]!.loss)) })),
    metrics: first.metrics.map((m, i) => ({ ...m, node: mean(runs.map((r) => r.metrics[i]!.node)) })),
    predicts: first.predicts.map((p, i) => ({
      ...p,
      node: build.b.concat(
        runs.map((r) => r.predicts[i]!.node),
        0,
      ),
    })),
  };
}

function elaborateOnce(
  build: Build,
  decl: Train,
  options: BodyOptions,
  micro: number,
  inputs: Map<string, TensorNode>,
): TrainBody {
  const scope = new Scope(options.home);
  const frame = rootFrame(decl.name.name, "", true, micro === 0 ? "" : `@micro${micro}`);
  const env: Env = { build, scope, frame };
  if (decl.on) bindFields(env, decl, decl.on.span, options, micro, inputs);
  const minimizes: MinimizeInfo[] = [];
  const metrics: Named[] = [];
  const predicts: Named[] = [];
  for (const item of decl.items) {
    switch (item.kind) {
      case "field":
        break;
      case "minimize": {
        const made = attempt(env, () => minimize(env, item));
        if (made) minimizes.push(made);
        break;
      }
      // Metrics and predictions belong to evaluation; in the training step they would run a layer's `set` once more.
      case "metric": {
        if (build.options.training) break;
        const node = attempt(env, () => metric(env, item.value));
        if (node) metrics.push({ name: item.name.name, node });
        break;
      }
      case "predict": {
        if (build.options.training) break;
        const made = attempt(env, () => prediction(env, item.name.name, item.value));
        predicts.push(...(made ?? []));
        break;
      }
      default:
        runStmt(env, item, hooks);
    }
  }
  return { minimizes, metrics, predicts };
}

const hooks: Hooks = {
  lazyWeights: false,
  weight: (env, stmt) => declareWeight(env, stmt, { own: true }),
  set: setState,
  expect: (env, stmt) => fail(env, "NN0315", "`expect` stands only in `test`", stmt.span),
};

// ---------------------------------------------------------------- data

function bindFields(
  env: Env,
  decl: Train,
  span: Span,
  options: BodyOptions,
  micro: number,
  inputs: Map<string, TensorNode>,
): void {
  const { b } = env.build;
  const { batch, accumulate } = options;
  env.scope.bind("batch", { kind: "setting", span: decl.name.span, value: { kind: "int", value: batch } });
  for (const f of options.fields) {
    const { type, name } = f;
    if (!type) {
      env.scope.bind(name, { kind: "field", span, value: undefined });
      continue;
    }
    const rows = isKnown(batch) ? batch * accumulate : batch;
    const whole =
      inputs.get(name) ??
      at(env, span, () => b.input({ name, role: "batch", dtype: type.dtype, shape: [rows, ...type.shape] }));
    inputs.set(name, whole);
    const node =
      accumulate === 1 || !isKnown(batch)
        ? whole
        : at(env, span, () => b.sliceAxis(whole, 0, micro * batch, (micro + 1) * batch));
    env.scope.bind(name, { kind: "field", span, value: { kind: "tensor", node } });
  }
}

// ---------------------------------------------------------------- statements

function minimize(env: Env, m: Minimize): MinimizeInfo {
  const loss = lossNode(env, m.loss);
  const over = m.over.length === 0 ? undefined : m.over.map((e) => target(env, e));
  return {
    ast: m,
    loss,
    env,
    rule: ruleOf(env, m.optimizer),
    every: everyOf(env, m),
    ...(over ? { over } : {}),
  };
}

/** How a loss is written, for one that is only named. */
function lossForm(value: Value): { help?: string } {
  const name = value.kind === "fn" ? value.decl.name.name : value.kind === "string" ? value.value : undefined;
  if (name === undefined || !/^[a-z_]\w*$/.test(name)) return {};
  return { help: `apply it: \`minimize ${name}(net(x), y) with adam(lr: 1e-3)\`` };
}

function lossNode(env: Env, e: Expr): TensorNode {
  const value = evaluate(env, e);
  if (!isTensorLike(value))
    return fail(env, "NN0407", `a loss is a tensor, not ${describe(value)}`, e.span, lossForm(value));
  const node = guarded(env, e.span, () => at(env, e.span, () => toTensor(contextAt(env, e.span), value)));
  const { dtype, shape } = node.type;
  if (dtype !== "f32" && dtype !== "f16")
    fail(env, "NN0407", `a loss is a float, and this is ${dtype}`, e.span, {
      help:
        dtype === "bool"
          ? "the share of true is `mean(…)`; but its derivative is 0 everywhere"
          : "convert it with `f32(…)`",
    });
  if (shape.length > 0)
    fail(env, "NN0407", `a loss is one number, and this has shape ${showShape(shape)}`, e.span, {
      label: "one value for each of many",
      fixes: [
        {
          title: "write `mean(…)` around it",
          edits: [
            { span: { ...e.span, end: e.span.start }, text: "mean(" },
            { span: { ...e.span, start: e.span.end }, text: ")" },
          ],
        },
      ],
    });
  return node;
}

function target(env: Env, e: Expr): { owns: (path: string) => boolean; title: string } {
  const value = evaluate(env, e);
  if (value.kind === "instance" && value.instance instanceof Instance) {
    const { instance } = value;
    const owner = instance as Instance;
    return { owns: (path) => owner.owns(path), title: owner.path };
  }
  if (value.kind === "tensor" && value.node.op === "input") {
    const { name, role } = value.node.attrs as { readonly name: string; readonly role: string };
    if (role === "weight") return { owns: (path) => path === name, title: name };
  }
  return fail(env, "NN0408", `\`over\` names an instance or a weight, not ${describe(value)}`, e.span, {
    ...(value.kind === "layer" ? { help: `build it first: \`let net = ${value.decl.name.name}(…)\`` } : {}),
  });
}

function ruleOf(env: Env, e: Expr): Rule {
  const callee = evaluate(env, e.kind === "call" ? e.callee : e);
  if (callee.kind !== "optimizer")
    return fail(env, "NN0408", `\`with\` wants an optimizer, not ${describe(callee)}`, e.span, {
      help: "write one of the library's, such as `with adam(lr: 1e-3)`",
    });
  const args = e.kind === "call" ? evaluateArgs(env, e.args) : [];
  return { decl: callee.decl, home: callee.scope as Scope, args, span: e.span };
}

function everyOf(env: Env, m: Minimize): number {
  if (!m.every) return 1;
  const v = evaluate(env, m.every);
  if (v.kind === "int" && isKnown(v.value) && v.value >= 1) return v.value;
  return fail(
    env,
    "NN0408",
    `\`every\` takes a whole number of steps from 1 on, not ${describe(v)}`,
    m.every.span,
  );
}

function metric(env: Env, e: Expr): TensorNode {
  const value = evaluate(env, e);
  if (!isTensorLike(value))
    return fail(env, "NN0407", `a metric is a number, not ${describe(value)}`, e.span);
  const node = guarded(env, e.span, () => at(env, e.span, () => toTensor(contextAt(env, e.span), value)));
  if (node.type.shape.length > 0)
    fail(env, "NN0407", `a metric is one number, and this has shape ${showShape(node.type.shape)}`, e.span, {
      help: "write `mean(…)` around it",
    });
  return node.type.dtype === "f32" ? node : at(env, e.span, () => env.build.b.cast(node, "f32"));
}

function prediction(env: Env, name: string, e: Expr): Named[] {
  const flat = (value: Value, path: string): Named[] => {
    if (value.kind === "record") return [...value.fields].flatMap(([k, v]) => flat(v, `${path}.${k}`));
    if (!isTensorLike(value))
      return fail(env, "NN0407", `a prediction is a tensor, not ${describe(value)}`, e.span);
    return [
      {
        name: path,
        node: guarded(env, e.span, () => at(env, e.span, () => toTensor(contextAt(env, e.span), value))),
      },
    ];
  };
  return flat(evaluate(env, e), name);
}
