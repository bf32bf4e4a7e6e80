/**
 * `param` and `state`: a weight under its path, its initializer elaborated once, in the graph of initial values.
 */
import type { ParamStmt, Span } from "../../grammar/ast.ts";
import { InvariantError } from "../diagnostics.ts";
import { type Dim, mayBeEqual, showShape } from "../ir/dims.ts";
import { ShapeError } from "../ops/def.ts";
import { at, type Env, joinPath, rootFrame } from "./build.ts";
import { toTensor } from "./coerce.ts";
import { contextAt } from "./context.ts";
import { evaluate } from "./expr.ts";
import { fail, guarded } from "./fail.ts";
import { dtypeOfType, integerOf, knownDims, shapeOfType } from "./types.ts";
import type { TensorNode, Value } from "./value.ts";
import type { WeightInfo } from "./weights.ts";

export interface WeightOptions {
  /** Declared by a train block itself. */
  readonly own?: boolean;
  /** Called for a size that is not known yet, instead of the usual message. */
  readonly notYet?: (name: string, span: Span) => never;
}

export function declareWeight(env: Env, stmt: ParamStmt, options: WeightOptions = {}): Value {
  const { build, frame } = env;
  const path = joinPath(frame.path, stmt.name.name);
  const weights = build.options.weights;
  if (!weights || !frame.ownsWeights) return homeless(env, stmt);
  const shape = annotated(env, stmt, options);
  const known = weights.byPath.get(path);
  const info = known ?? register(env, stmt, path, shape, options.own ?? false);
  if (known && shape && !sameShape(known.shape, shape))
    fail(
      env,
      "NN0217",
      `\`${path}\` would have two shapes, ${showShape(known.shape)} and ${showShape(shape)}`,
      stmt.span,
      {
        labels: [
          { span: env.build.callers[0] ?? stmt.span, text: "this application gives it another input" },
          { span: stmt.span, text: `${showShape(shape)} here, ${showShape(known.shape)} before` },
        ],
        notes: ["one constructor call is one set of weights, shared by every application"],
        help: "build a second instance",
      },
    );
  if (stmt.kind === "state") {
    const now = build.states.get(path);
    if (now) return { kind: "tensor", node: now };
  }
  return { kind: "tensor", node: at(env, stmt.span, () => weights.node(build, info)) };
}

/** A layer with weights was made where nothing can keep them: in a function. */
function homeless(env: Env, stmt: ParamStmt): never {
  const { frame, build } = env;
  const call = build.callers.find((span) => !build.session.isLibrary(span.file)) ?? stmt.span;
  let maker: typeof frame | undefined = frame.parent;
  while (maker && !maker.isFn) maker = maker.parent;
  const owner = maker ? `the function \`${maker.title}\`` : "this place";
  return fail(env, "NN0307", `\`${frame.title}\` has weights, and ${owner} cannot keep them`, call, {
    labels: [
      { span: call, text: "made here" },
      { span: stmt.span, text: "its weights" },
    ],
    help: maker ? `declare \`${maker.title}\` as a \`layer\`` : "use it in a layer or in `train`",
  });
}

function sameShape(a: readonly Dim[], b: readonly Dim[]): boolean {
  return a.length === b.length && a.every((d, i) => mayBeEqual(d, b[i]!));
}

function annotated(env: Env, stmt: ParamStmt, options: WeightOptions): readonly Dim[] | undefined {
  const { type } = stmt;
  if (!type) return undefined;
  if (type.kind !== "tensorType" || (type.name && !type.shape))
    return fail(env, "NN0212", `a \`${stmt.kind}\` is one tensor`, type.span, {
      help: "write its shape, such as `[in, out]`",
    });
  if (dtypeOfType(env, type) !== "f32")
    fail(env, "NN0212", `a \`${stmt.kind}\` is f32`, type.span, { help: "write only the shape" });
  const lookup = knownDims(env);
  return shapeOfType(env, type, (name, span) => {
    if (options.notYet && integerOf(env, name) === undefined) options.notYet(name, span);
    return lookup(name, span);
  });
}

function register(
  env: Env,
  stmt: ParamStmt,
  path: string,
  shape: readonly Dim[] | undefined,
  own: boolean,
): WeightInfo {
  const { weights } = env.build.options;
  if (!weights) throw new InvariantError("elaborator", "no table of weights");
  const init: Env = {
    build: weights.init,
    scope: env.scope,
    frame: { ...rootFrame("", "", false, path), ...(env.frame.title === "" ? {} : { parent: env.frame }) },
    ...(shape ? { expected: { dtype: "f32" as const, shape } } : {}),
  };
  if (!shape) requireOwnShape(env, stmt);
  const { graph } = env.build.b;
  const before = graph.nodes.length;
  const value = evaluate(init, stmt.value);
  // Later the value is known, and this is not evaluated again.
  if (graph.nodes.length > before) weights.provisional = true;
  const node = guarded(init, stmt.value.span, () =>
    at(init, stmt.value.span, () => toTensor(contextAt(init, stmt.value.span), value)),
  );
  const initial = filled(init, stmt, path, node, shape);
  const info: WeightInfo = {
    path,
    kind: stmt.kind,
    shape: initial.type.shape,
    span: stmt.span,
    own,
    initial,
    ...(env.build.session.isLibrary(stmt.span.file) ? { layer: env.frame.title } : {}),
  };
  weights.byPath.set(path, info);
  return info;
}

/** `param w = glorot()`: the shape of such a value is that of the annotation, which is not there. */
function requireOwnShape(env: Env, stmt: ParamStmt): void {
  const { value } = stmt;
  if (value.kind !== "call" || value.callee.kind !== "name") return;
  const fn = env.scope.value(value.callee.name);
  if (fn?.kind !== "fn" || fn.decl.result?.kind !== "tensorType") return;
  const known = new Set(fn.decl.params.map((p) => p.name.name));
  const open = (fn.decl.result.shape ?? []).some(
    (p) =>
      (p.kind === "dims" || (p.value.kind === "name" && !known.has(p.value.name))) &&
      fn.decl.params.every((q) => q.type?.kind !== "tensorType" || q.type.shape === undefined),
  );
  if (!open) return;
  const { name } = stmt.name;
  fail(env, "NN0214", `the shape of \`${name}\` is not known`, stmt.name.span, {
    labels: [
      { span: stmt.name.span, text: "no type" },
      { span: value.span, text: "takes its shape from there" },
    ],
    help: `write \`${stmt.kind} ${name}: [in, out] = …\`, with the sizes that it has`,
  });
}

/** The initial value in the annotated shape: a number fills it, sizes of 1 repeat. */
function filled(
  env: Env,
  stmt: ParamStmt,
  path: string,
  node: TensorNode,
  shape: readonly Dim[] | undefined,
): TensorNode {
  const { b } = env.build;
  if (node.type.dtype !== "f32")
    fail(env, "NN0202", `\`${path}\` is f32, and its initial value is ${node.type.dtype}`, stmt.value.span, {
      help: "convert it with `f32(…)`",
    });
  if (!shape) return node;
  try {
    return at(env, stmt.value.span, () => b.expand(node, shape));
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    return fail(
      env,
      "NN0202",
      `\`${path}\` is ${showShape(shape)}, and its initial value is ${showShape(node.type.shape)}`,
      stmt.value.span,
      {
        labels: [
          { span: stmt.value.span, text: `this is ${showShape(node.type.shape)}` },
          { span: stmt.type?.span ?? stmt.span, text: `declared ${showShape(shape)}` },
        ],
      },
    );
  }
}
