/**
 * Settings of optimizers that cannot be meant: said where they are given.
 */
import type { Param } from "../../grammar/ast.ts";
import type { ArgValue } from "../1-check/args.ts";
import type { Env } from "../1-check/build.ts";
import { fail, warn } from "../1-check/fail.ts";
import { describe } from "../1-check/value.ts";
import type { Rule } from "./optimizer.ts";

/** Optimizers whose step has the size of the rate, whatever the gradient. */
const STEPPERS = new Set(["adam", "adamw", "adamax", "nadam", "radam", "lion", "rmsprop"]);

/** A rate below 0 climbs: legal, and hardly ever meant. One of 0 is a way to hold weights still. */
export function warnOfRate(env: Env, { decl, args, span }: Rule): void {
  const index = decl.settings.findIndex((s) => s.name.name === "lr");
  if (index < 0) return;
  const given = args.find((arg) => arg.name === "lr") ?? args.filter((arg) => arg.name === undefined)[index];
  const value = given?.value;
  if (!given || (value?.kind !== "int" && value?.kind !== "float")) return;
  const rate = Number(value.value);
  const what = decl.name.name;
  const train = env.build.session.itemAt(span);
  // Without data, the optimum may be far away.
  const onData = train?.kind === "train" && train.on !== undefined;
  if (onData && rate >= 1 && STEPPERS.has(what) && env.build.session.isLibrary(decl.span.file))
    return warn(env, "NN0410", `a learning rate of ${rate} is far too large for \`${what}\``, given.span, {
      label: `each step changes every weight by about ${rate}`,
      help: `write \`${what}(lr: 1e-3)\`; \`nn lr-find FILE\` suggests one`,
    });
  if (rate >= 0) return;
  warn(env, "NN0410", `a learning rate of ${rate} makes the loss grow`, given.span, {
    help: "write a positive one; to maximize something, minimize its negative",
  });
}

interface Range {
  readonly wanted: string;
  /** Whether it counts something. */
  readonly isWhole?: boolean;
  holds(value: number): boolean;
}

/** Of running means: what they keep of the past in each step. */
const SHARE: Range = { wanted: "at least 0 and below 1", holds: (v) => v >= 0 && v < 1 };
const SIZE: Range = { wanted: "at least 0", holds: (v) => v >= 0 };

/** What the library's settings may be, as `torch.optim` has it: outside of it an update divides by 0 or takes roots of what is below. */
const RANGES: Readonly<Record<string, Range | undefined>> = {
  b1: SHARE,
  b2: SHARE,
  rho: SHARE,
  alpha: SHARE,
  momentum: SIZE,
  momentum_decay: SIZE,
  initial: SIZE,
  eps: SIZE,
  decay: SIZE,
  clip: SIZE,
  clip_value: SIZE,
  decay_rank: { ...SIZE, isWhole: true },
  steps: { wanted: "at least 1", isWhole: true, holds: (v) => v >= 1 },
};

/** A number that is known and that the library's optimizer cannot compute with. */
function checkRange(env: Env, decl: Rule["decl"], name: string, { value, span }: ArgValue): void {
  if (!env.build.session.isLibrary(decl.span.file)) return;
  if (value.kind !== "int" && value.kind !== "float") return;
  const what = decl.name.name;
  // There it is a running mean.
  const range = name === "momentum" && what === "muon" ? SHARE : RANGES[name];
  const isWhole = range?.isWhole !== true || value.kind === "int";
  if (range === undefined || (isWhole && range.holds(Number(value.value)))) return;
  const wanted = isWhole ? range.wanted : "a whole number";
  fail(env, "NN0408", `\`${name}\` of \`${what}\` is ${wanted}, not ${String(value.value)}`, span);
}

/** `sgd(nesterov: true)` looks ahead along a momentum that is not there, and would be plain descent. */
export function checkNesterov(env: Env, decl: Rule["decl"], given: ReadonlyMap<string, ArgValue>): void {
  const [nesterov, momentum] = [given.get("nesterov"), given.get("momentum")?.value];
  if (decl.name.name !== "sgd" || !env.build.session.isLibrary(decl.span.file)) return;
  if (nesterov?.value.kind !== "bool" || !nesterov.value.value) return;
  const isKnown = momentum === undefined || momentum.kind === "int" || momentum.kind === "float";
  if (!isKnown || (momentum !== undefined && Number(momentum.value) > 0)) return;
  fail(env, "NN0408", "`nesterov` looks ahead along the momentum, and `sgd` has none here", nesterov.span, {
    help: "give it some, such as `momentum: 0.9`, or leave `nesterov` out",
  });
}

/** One number, or `true` or `false` where that is the default: an update of every weight has no use for more. */
export function checkSetting(
  env: Env,
  decl: Rule["decl"],
  setting: Param,
  given: ArgValue | undefined,
): void {
  if (!given || setting.type) return;
  const what = decl.name.name;
  const { value } = given;
  const isFlag = setting.default?.kind === "bool";
  const isNumber =
    (value.kind === "list" && setting.default?.kind !== "num") ||
    value.kind === "int" ||
    value.kind === "float" ||
    (value.kind === "tensor" && value.node.type.shape.length === 0 && value.node.type.dtype !== "bool");
  if (isFlag ? value.kind === "bool" : isNumber) return checkRange(env, decl, setting.name.name, given);
  const wanted = isFlag ? "`true` or `false`" : "one number";
  const { name } = setting.name;
  fail(env, "NN0408", `\`${name}\` of \`${what}\` is ${wanted}, not ${describe(value)}`, given.span, {
    ...(value.kind === "fn"
      ? { help: `call it with its own settings, such as \`${name}: ${value.decl.name.name}(1e-3)\`` }
      : value.kind === "string" && value.value.trim() !== "" && Number.isFinite(Number(value.value))
        ? {
            fixes: [
              { title: `write \`${value.value}\``, edits: [{ span: given.span, text: value.value.trim() }] },
            ],
          }
        : {}),
  });
}
