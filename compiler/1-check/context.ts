/**
 * What builtins see of the elaborator.
 */
import type { Span } from "../../grammar/ast.ts";
import { InvariantError } from "../diagnostics.ts";
import type { Dim } from "../ir/dims.ts";
import type { TensorType } from "../ir/graph.ts";
import type { Builder } from "../ops/builder.ts";
import { at, type Env } from "./build.ts";
import { callValue } from "./call.ts";
import { fail, type FailParts, warn } from "./fail.ts";
import { Instance } from "./instance.ts";
import type { BuiltinContext, TensorNode, Value } from "./value.ts";

export function contextAt(env: Env, span: Span): BuiltinContext {
  return new Context(env, span);
}

class Context implements BuiltinContext {
  constructor(
    readonly env: Env,
    readonly span: Span,
  ) {}

  get b(): Builder<Dim> {
    return this.env.build.b;
  }
  get expected(): TensorType<Dim> | undefined {
    return this.env.expected;
  }
  get round(): TensorNode | undefined {
    return this.env.build.round;
  }

  site(): number {
    return this.env.build.site(siteKey(this.env));
  }
  seed(): TensorNode {
    return this.env.build.scalar("seed", "i32");
  }
  step(): TensorNode {
    return this.b.cast(this.env.build.scalar("step"), "i32");
  }

  fail(code: string, title: string, parts: FailParts = {}): never {
    return fail(this.env, code, title, this.span, parts);
  }
  warn(code: string, title: string, parts: FailParts = {}): void {
    warn(this.env, code, title, this.span, parts);
  }

  call(callee: Value, args: readonly Value[], where: Span): Value {
    return callValue(
      this.env,
      callee,
      args.map((value) => ({ value, span: where })),
      where,
    );
  }

  rankOf(x: TensorNode): number {
    const { build } = this.env;
    const known = build.ranks.get(x);
    if (known === undefined) build.looksAtShapes = true;
    else build.asksForRank = true;
    return known ?? x.type.shape.length;
  }
  looksAtShapes(): void {
    this.env.build.looksAtShapes = true;
  }

  weights(value: Value): TensorNode[] {
    if (value.kind !== "instance" || !(value.instance instanceof Instance))
      return this.fail("NN0308", "the weights of a layer are wanted here", { label: "not a layer instance" });
    return weightsOf(this.env, value.instance, this.span);
  }
}

/** Draws are keyed by the place in the model, not by the order of the program. */
function siteKey(env: Env): string {
  const { frame, build } = env;
  return `${build.options.phase}:${frame.siteKey}#${frame.sites.count++}`;
}

function weightsOf(env: Env, instance: Instance, span: Span): TensorNode[] {
  const { build } = env;
  const weights = build.options.weights;
  if (!weights) throw new InvariantError("elaborator", "an instance without a table of weights");
  // What is applied later may have weights that belong here, too.
  weights.provisional = true;
  const found = [...weights.byPath.values()].filter((w) => w.kind === "param" && instance.owns(w.path));
  if (found.length === 0)
    fail(env, "NN0308", `\`${instance.title}\` has no weights yet`, span, {
      label: "apply it to a tensor before this",
      notes: ["the sizes of weights follow from what a layer is applied to"],
    });
  return at(env, span, () => found.map((w) => weights.node(build, w)));
}
