/**
 * Notices that softmax is applied twice: the loss then learns slowly and nothing else says why.
 */
import type { Fn, Span } from "../../grammar/ast.ts";
import type { ArgValue } from "./args.ts";
import type { Env } from "./build.ts";
import { warn } from "./fail.ts";

const takesLogits = new Set(["softmax", "log_softmax", "cross_entropy", "soft_cross_entropy"]);

export function noteSoftmax(env: Env, decl: Fn, args: ReadonlyMap<string, ArgValue>, span: Span): void {
  const what = decl.name.name;
  if (!takesLogits.has(what) || !env.build.session.isLibrary(decl.span.file)) return;
  const first = decl.params[0] && args.get(decl.params[0].name.name);
  if (first?.value.kind !== "tensor") return;
  const before = env.build.softmaxed.get(first.value.node);
  if (!before) return;
  warn(env, "NN0403", "softmax is applied twice", span, {
    labels: [
      { span, text: `\`${what}\` applies softmax itself and wants logits` },
      { span: before, text: "these are probabilities already" },
    ],
    help: "leave out the first softmax",
  });
}
