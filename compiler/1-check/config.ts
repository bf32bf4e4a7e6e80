/**
 * What a `config` may be: its own value against the type that is written for it, and `--set` against both.
 */
import type { Config, Ident, Span } from "../../grammar/ast.ts";
import { diagnostic, type Diagnostic, DiagnosticError } from "../diagnostics.ts";
import { Binder, ShapeMismatch } from "./bind.ts";
import type { Env } from "./build.ts";
import { fail } from "./fail.ts";
import { scalarType } from "./types.ts";
import { describe, type Value } from "./value.ts";

/** The value as the written type has it: a whole number is a float where the type says so. Fails where it does not fit. */
export function ofConfig(env: Env, item: Config, value: Value, span: Span): Value {
  if (holdsTensor(value)) {
    const { name } = item.name;
    fail(env, "NN0324", `the value of \`config ${name}\` must be known when the program is compiled`, span, {
      label: `this is computed when it runs`,
      help: `write it as a number or a list of numbers, or as a function: \`fn ${name}() = …\`, used as \`${name}()\``,
    });
  }
  if (!item.type) return value;
  try {
    const bound = new Binder(env, "config", true).bind(item.type, { value, span }, item.name.name);
    if (scalarType(item.type) !== "float" || bound.kind !== "int") return bound;
    return { kind: "float", value: typeof bound.value === "number" ? bound.value : undefined };
  } catch (error) {
    if (!(error instanceof ShapeMismatch)) throw error;
    const { shown, has, wanted } = error.facts;
    return fail(env, "NN0202", `\`${item.name.name}\` is declared ${shown}`, span, {
      labels: [
        { span, text: `${has}, not ${wanted}` },
        { span: error.facts.declared, text: "declared here" },
      ],
    });
  }
}

function holdsTensor(v: Value): boolean {
  if (v.kind === "list") return v.items.some(holdsTensor);
  if (v.kind === "record") return [...v.fields.values()].some(holdsTensor);
  return v.kind === "tensor" || v.kind === "instance";
}

/** The value of an override, which has the type that is written, or else the kind of the config's own value. */
export function overriding(env: Env, item: Config, given: Value, span: Span, own: Value): Value | undefined {
  if (item.type) {
    try {
      return ofConfig(env, item, given, span);
    } catch (error) {
      if (error instanceof DiagnosticError) return undefined;
      throw error;
    }
  }
  const fits =
    given.kind === own.kind ||
    (own.kind === "float" && given.kind === "int") ||
    (isApplied(given) && isApplied(own));
  return fits ? given : undefined;
}

export function unfitOverride(env: Env, item: Config, text: string, given: Value, own: Value): Diagnostic {
  const { name } = item.name;
  const title = `\`--set ${name}=${text}\` gives ${describe(given)}, but \`${name}\` is ${wanted(env, item, own)}`;
  return diagnostic("NN0304", title, {
    labels: [{ span: item.value.span, text: `its value here is ${describe(own)}` }],
  });
}

function wanted(env: Env, { type }: Config, own: Value): string {
  const kind = type ? scalarType(type) : own.kind;
  if (kind === undefined) return `declared ${env.build.session.textOf(type!.span)}`;
  return kind === "int" ? "an int" : `a ${kind}`;
}

/** What a tensor can be piped through as it is. */
function isApplied(v: Value): boolean {
  return v.kind === "fn" || v.kind === "builtin" || v.kind === "layer";
}

/** A value that can only be computed from itself. */
export function circular({ name, span }: Ident): Diagnostic {
  return diagnostic("NN0313", `\`${name}\` depends on itself`, {
    labels: [{ span, text: "computed from other values, and those from this one" }],
    help: "give one of them a value of its own",
  });
}
