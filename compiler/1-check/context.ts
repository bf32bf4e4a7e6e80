/**
 * What builtins see of the elaborator.
 */
import type { Span } from "../../grammar/ast.ts";
import { InvariantError } from "../diagnostics.ts";
import { at, type Env } from "./build.ts";
import { callValue } from "./call.ts";
import { fail, warn } from "./fail.ts";
import { Instance } from "./instance.ts";
import type { BuiltinContext, TensorNode } from "./value.ts";

export function contextAt(env: Env, span: Span): BuiltinContext {
  const { build } = env;
  return {
    b: build.b,
    span,
    training: build.training,
    ...(env.expected ? { expected: env.expected } : {}),
    site: () => build.site(siteKey(env)),
    seed: () => build.scalar("seed", "i32"),
    ...(build.round ? { round: build.round } : {}),
    step: () => build.b.cast(build.scalar("step"), "i32"),
    fail: (code, title, parts = {}) => fail(env, code, title, span, parts),
    warn: (code, title, parts = {}) => warn(env, code, title, span, parts),
    call: (callee, args, where) =>
      callValue(
        env,
        callee,
        args.map((value) => ({ value, span: where })),
        where,
      ),
    rankOf: (x) => {
      const known = build.ranks.get(x);
      if (known === undefined) build.looksAtShapes = true;
      else build.asksForRank = true;
      return known ?? x.type.shape.length;
    },
    looksAtShapes: () => void (build.looksAtShapes = true),
    weights: (value) => {
      if (value.kind !== "instance" || !(value.instance instanceof Instance))
        return fail(env, "NN0308", "the weights of a layer are wanted here", span, {
          label: "not a layer instance",
        });
      return weightsOf(env, value.instance, span);
    },
  };
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
