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

/** One number, or `true` or `false` where that is the default: an update of every weight has no use for more. */
export function checkSetting(env: Env, what: string, setting: Param, given: ArgValue | undefined): void {
  if (!given || setting.type) return;
  const { value } = given;
  const isFlag = setting.default?.kind === "bool";
  const isNumber =
    (value.kind === "list" && setting.default?.kind !== "num") ||
    value.kind === "int" ||
    value.kind === "float" ||
    (value.kind === "tensor" && value.node.type.shape.length === 0 && value.node.type.dtype !== "bool");
  if (isFlag ? value.kind === "bool" : isNumber) return;
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
