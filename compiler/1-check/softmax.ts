/**
 * Notices that softmax or sigmoid is applied twice: the loss then learns slowly and nothing else says why.
 */
import type { Fn, Span } from "../../grammar/ast.ts";
import type { ArgValue } from "./args.ts";
import type { Env } from "./build.ts";
import { warn } from "./fail.ts";
import type { Value } from "./value.ts";

type Squash = "softmax" | "sigmoid";

/** A tensor that is probabilities already, by what made it so. */
export interface Probabilities {
  readonly by: Squash;
  readonly span: Span;
}

/** What applies softmax or sigmoid itself, and what it wants no probabilities of. */
const takesLogits: ReadonlyMap<string, readonly Squash[]> = new Map([
  ["softmax", ["softmax"]],
  ["log_softmax", ["softmax"]],
  ["cross_entropy", ["softmax"]],
  ["soft_cross_entropy", ["softmax"]],
  ["binary_cross_entropy", ["sigmoid", "softmax"]],
]);

export function noteSoftmax(env: Env, decl: Fn, args: ReadonlyMap<string, ArgValue>, span: Span): void {
  const what = decl.name.name;
  const unwanted = takesLogits.get(what);
  if (!unwanted || !env.build.session.isLibrary(decl.span.file)) return;
  const first = decl.params[0] && args.get(decl.params[0].name.name);
  if (first?.value.kind !== "tensor") return;
  const before = env.build.probabilities.get(first.value.node);
  if (!before || !unwanted.includes(before.by)) return;
  const own = unwanted[0]!;
  warn(
    env,
    "NN0403",
    own === before.by ? `${own} is applied twice` : `${before.by} is followed by ${own}`,
    span,
    {
      labels: [
        { span, text: `\`${what}\` applies ${own} itself and wants logits` },
        { span: before.span, text: "these are probabilities already" },
      ],
      help: own === before.by ? `leave out the first ${own}` : `leave out the ${before.by}`,
    },
  );
}

/** Remembers what the library's softmax and sigmoid return. */
export function rememberProbabilities(env: Env, decl: Fn, result: Value, span: Span): void {
  const by = decl.name.name;
  if ((by !== "softmax" && by !== "sigmoid") || result.kind !== "tensor") return;
  if (env.build.session.isLibrary(decl.span.file)) env.build.probabilities.set(result.node, { by, span });
}
