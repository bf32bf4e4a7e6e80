/**
 * Notices an activation that the loss applies itself: it then learns slowly and nothing else says why.
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

interface Wants {
  /** What it applies itself; undefined where it wants logarithms of probabilities. */
  readonly applies?: Squash;
  /** What its first argument must not come out of. */
  readonly not: readonly Squash[];
}

const LOGITS: Wants = { applies: "softmax", not: ["softmax", "sigmoid"] };
const wanted: ReadonlyMap<string, Wants> = new Map<string, Wants>([
  // A gate of sigmoids may be weighed.
  ["softmax", { applies: "softmax", not: ["softmax"] }],
  ["log_softmax", { applies: "softmax", not: ["softmax"] }],
  ["cross_entropy", LOGITS],
  ["soft_cross_entropy", LOGITS],
  ["binary_cross_entropy", { applies: "sigmoid", not: ["sigmoid", "softmax"] }],
  ["nll", { not: ["softmax"] }],
]);

export function noteSoftmax(env: Env, decl: Fn, args: ReadonlyMap<string, ArgValue>, span: Span): void {
  const what = decl.name.name;
  const wants = wanted.get(what);
  if (!wants || !env.build.session.isLibrary(decl.span.file)) return;
  const first = decl.params[0] && args.get(decl.params[0].name.name);
  if (first?.value.kind !== "tensor") return;
  const before = env.build.probabilities.get(first.value.node);
  if (before && wants.not.includes(before.by)) tell(env, what, wants.applies, before, span);
}

function tell(
  env: Env,
  what: string,
  own: Squash | undefined,
  { by, span: made }: Probabilities,
  span: Span,
): void {
  if (own === undefined)
    return warn(env, "NN0403", `\`${what}\` of probabilities`, span, {
      labels: [
        { span, text: `\`${what}\` wants their logarithms` },
        { span: made, text: "these are probabilities" },
      ],
      help: "write `cross_entropy(logits, y)` of what comes before the softmax",
    });
  const isTwice = own === by;
  const told = by === "sigmoid" && !isTwice ? "these are between 0 and 1" : "these are probabilities already";
  warn(env, "NN0403", isTwice ? `${own} is applied twice` : `${by} before a ${own}`, span, {
    labels: [
      { span, text: `\`${what}\` applies ${own} itself and wants logits` },
      { span: made, text: told },
    ],
    help: isTwice ? `leave out the first ${own}` : `leave out the ${by}`,
  });
}

/** Remembers what the library's softmax and sigmoid return. */
export function rememberProbabilities(env: Env, decl: Fn, result: Value, span: Span): void {
  const by = decl.name.name;
  if ((by !== "softmax" && by !== "sigmoid") || result.kind !== "tensor") return;
  if (env.build.session.isLibrary(decl.span.file)) env.build.probabilities.set(result.node, { by, span });
}
