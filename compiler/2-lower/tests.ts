/**
 * `test "…" { expect … }` as computations: one bool output for each `expect`.
 */
import type { Span, Test } from "../../grammar/ast.ts";
import { type Hooks, runStmt } from "../1-check/block.ts";
import { at, Build, type Env, rootFrame } from "../1-check/build.ts";
import { toTensor } from "../1-check/coerce.ts";
import { contextAt } from "../1-check/context.ts";
import { evaluate } from "../1-check/expr.ts";
import { fail, guarded } from "../1-check/fail.ts";
import { declareWeight } from "../1-check/params.ts";
import { Scope } from "../1-check/scope.ts";
import type { Session } from "../1-check/session.ts";
import { describe, type TensorNode } from "../1-check/value.ts";
import { Weights } from "../1-check/weights.ts";
import type { Computation } from "../program.ts";
import { computation, initComputation, layOut } from "./assemble.ts";

export interface TestProgram {
  readonly title: string;
  readonly span: Span;
  /** Where each expectation stands, in the order of the outputs `expect_0`, `expect_1`, … */
  readonly expects: readonly Span[];
  /** The initial values of layers that the test builds, inputs of `run` by path. */
  readonly init: Computation;
  readonly run: Computation;
}

/** Undefined where the test has errors, which have been reported. */
export function lowerTest(session: Session, home: Scope, test: Test): TestProgram | undefined {
  const before = session.diagnostics.filter((d) => d.severity === "error").length;
  const init = new Build(session, { symbolic: false, training: false, phase: "init", scalars: { step: 0 } });
  const weights = new Weights(init);
  const build = new Build(session, {
    symbolic: false,
    training: false,
    phase: "test",
    weights,
    scalars: { step: 0, total_steps: 1, epoch: 0 },
  });
  const scope = new Scope(home);
  const env: Env = { build, scope, frame: rootFrame("", "", true) };
  const outputs: { name: string; node: TensorNode }[] = [];
  const expects: Span[] = [];
  const hooks: Hooks = {
    lazyWeights: false,
    weight: (inner, stmt) => declareWeight(inner, stmt),
    set: (inner, stmt) => fail(inner, "NN0316", "`set` has no place in a test", stmt.span),
    expect: (inner, stmt) => {
      outputs.push({ name: `expect_${outputs.length}`, node: expectation(inner, stmt.value) });
      expects.push(stmt.span);
    },
  };
  for (const stmt of test.body.stmts) runStmt(env, stmt, hooks);
  if (session.diagnostics.filter((d) => d.severity === "error").length > before) return undefined;
  const layout = layOut([...weights.byPath.values()], []);
  return {
    title: test.title.value,
    span: test.span,
    expects,
    init: initComputation(init, weights.byPath, layout),
    run: computation(`test ${test.title.value}`, build, { outputs }),
  };
}

function expectation(env: Env, e: Parameters<typeof evaluate>[1]): TensorNode {
  const value = evaluate(env, e);
  const node = guarded(env, e.span, () => at(env, e.span, () => toTensor(contextAt(env, e.span), value)));
  if (node.type.dtype !== "bool" || node.type.shape.length > 0)
    return fail(env, "NN0315", `\`expect\` wants one bool, not ${describe(value)}`, e.span, {
      help: node.type.dtype === "bool" ? "write `all(…)`" : "compare with `==`, or `close(a, b)` for floats",
    });
  return node;
}
