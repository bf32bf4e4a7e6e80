/**
 * `sgd(lr: 0.1)(p, g)` in a `test`: what the weight `p` with the gradient `g` is after an optimizer's first step.
 */
import type { Optimizer, Span } from "../../grammar/ast.ts";
import { type ArgValue, matchArgs } from "./args.ts";
import { type Hooks, newValue, runStmt } from "./block.ts";
import { at, type Env, fnFrame } from "./build.ts";
import { bindParams } from "./call.ts";
import { toTensor } from "./coerce.ts";
import { contextAt } from "./context.ts";
import { fail } from "./fail.ts";
import { evaluate } from "./expr.ts";
import { Poisoned, Scope } from "./scope.ts";
import type { TensorNode, Value } from "./value.ts";

/** `settings` and `inputs` are the two lists of arguments; `home` is the scope of the optimizer's file. */
export function firstStep(
  env: Env,
  decl: Optimizer,
  home: Scope,
  settings: readonly ArgValue[],
  inputs: readonly ArgValue[],
  span: Span,
): Value {
  const { build } = env;
  const what = decl.name.name;
  if (build.options.phase !== "test")
    return fail(env, "NN0312", `the optimizer \`${what}\` is not a function`, span, {
      label: "optimizers follow `with` in `minimize … with …`",
      help: `only a \`test\` may ask for a single step, \`${what}(…)(p, g)\``,
    });
  const scope = new Scope(home);
  const callee: Env = { build, scope, frame: fnFrame(env.frame, what) };
  const wanted = decl.settings.map((s) => ({ name: s.name.name, optional: s.default !== undefined }));
  bindParams(
    env,
    callee,
    what,
    decl.settings,
    matchArgs(env, what, wanted, settings, span, decl.name.span).byName,
  );
  const names = decl.inputs.map((i) => ({ name: i.name.name, optional: false }));
  const given = matchArgs(env, what, names, inputs, span, decl.name.span).byName;
  const [p, g] = names.map(({ name }): TensorNode => {
    const arg = given.get(name)!;
    return at(env, arg.span, () => toTensor(contextAt(env, arg.span), arg.value, "f32", arg.span));
  });
  if (!p || !g || names.length > 2) throw new Poisoned(); // reported where the optimizer is declared
  names.forEach(({ name }, i) =>
    scope.bind(name, {
      kind: i === 0 ? "state" : "input",
      span,
      value: { kind: "tensor", node: i === 0 ? p : g },
    }),
  );
  const before = build.ambient;
  const norm = (): Value => ({ kind: "tensor", node: build.b.unary("sqrt", build.b.sum(build.b.mul(g, g))) });
  build.ambient = new Map([...before, ["global_norm", () => at(env, span, norm)]]);
  try {
    for (const stmt of decl.body.stmts) runStmt(callee, stmt, hooks);
  } finally {
    build.ambient = before;
  }
  return scope.value(names[0]!.name)!;
}

/** States are what they start from; `set` binds anew. */
const hooks: Hooks = {
  lazyWeights: false,
  weight: (env, stmt) => {
    const { span } = stmt.value;
    return { kind: "tensor", node: toTensor(contextAt(env, span), evaluate(env, stmt.value), "f32", span) };
  },
  set: (env, stmt) => {
    const binding = env.scope.own(stmt.name.name);
    if (binding?.value?.kind !== "tensor") throw new Poisoned(); // reported where the optimizer is declared
    binding.value = { kind: "tensor", node: newValue(env, stmt, binding.value.node) };
  },
  expect: (env, stmt) => fail(env, "NN0315", "`expect` stands only in `test`", stmt.span),
};
