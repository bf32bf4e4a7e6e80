/**
 * Matching arguments to parameters: positional ones first, then by name. What does not fit says the form that would.
 */
import type { Arg, Expr, Span } from "../../grammar/ast.ts";
import { nearest } from "../diagnostics.ts";
import type { Env } from "./build.ts";
import { foreignParameter, foreignParameterHelp } from "./foreign.ts";
import { evaluate } from "./expr.ts";
import { fail } from "./fail.ts";
import type { Value } from "./value.ts";

/** An argument that has been evaluated. */
export interface ArgValue {
  readonly name?: string;
  readonly nameSpan?: Span;
  readonly value: Value;
  readonly span: Span;
  readonly expr?: Expr;
}

export function evaluateArgs(env: Env, args: readonly Arg[]): ArgValue[] {
  const { expected: _, ...inner } = env;
  return args.map((a) => ({
    value: evaluate(inner, a.value),
    span: a.value.span,
    expr: a.value,
    ...(a.name ? { name: a.name.name, nameSpan: a.name.span } : {}),
  }));
}

export interface Wanted {
  readonly name: string;
  readonly optional: boolean;
  /** Collects what is left. */
  readonly rest?: boolean;
}

/** Arguments by parameter. `what` is the callee's name; a missing one is reported at `span`. */
export function matchArgs(
  env: Env,
  what: string,
  params: readonly Wanted[],
  args: readonly ArgValue[],
  span: Span,
  declared?: Span,
): { readonly byName: Map<string, ArgValue>; readonly rest: ArgValue[] } {
  const byName = new Map<string, ArgValue>();
  const rest: ArgValue[] = [];
  const hasRest = params.some((p) => p.rest);
  const named = params.filter((p) => !p.rest);
  // What comes after a `...rest` can only be given by name.
  const restAt = params.findIndex((p) => p.rest);
  const positional = restAt < 0 ? params : params.slice(0, restAt);
  let next = 0;
  const where = declared ? [{ span: declared, text: "declared here" }] : [];
  for (const arg of args) {
    if (arg.name === undefined) {
      const param = positional[next++];
      if (param) {
        if (byName.has(param.name)) twice(env, what, param.name, arg.span, byName.get(param.name)!.span);
        byName.set(param.name, arg);
      } else if (hasRest) rest.push(arg);
      else
        fail(env, "NN0311", `\`${what}\` takes ${count(named.length)} and gets ${args.length}`, arg.span, {
          labels: [{ span: arg.span, text: "one too many" }, ...where],
          notes: [`${what}(${named.map((p) => p.name).join(", ")})`],
          ...tooMany(env, what, args, named),
        });
      continue;
    }
    const param = named.find((p) => p.name === arg.name);
    if (param) {
      const before = byName.get(param.name);
      if (before) {
        if (named[0]?.name === "xs" && args[0]?.value.kind === "tensor") wantsList(env, what, args, arg.span);
        twice(env, what, param.name, arg.nameSpan ?? arg.span, before.span);
      }
      byName.set(param.name, arg);
    } else if (hasRest) rest.push(arg);
    else {
      const candidates = named.map((p) => p.name);
      const best = foreignParameter(arg.name, candidates) ?? nearest(arg.name, candidates)[0];
      const help = foreignParameterHelp(arg.name, what);
      const at = arg.nameSpan ?? arg.span;
      fail(env, "NN0311", `\`${what}\` has no parameter \`${arg.name}\``, at, {
        labels: [
          {
            span: at,
            text: best
              ? `did you mean \`${best}\`?`
              : `it has ${named.map((p) => `\`${p.name}\``).join(", ") || "none"}`,
          },
          ...where,
        ],
        ...(best ? { fixes: [{ title: `write \`${best}\``, edits: [{ span: at, text: best }] }] } : {}),
        ...(!best && help !== undefined ? { help } : {}),
      });
    }
  }
  const missing = named.filter((p) => !p.optional && !byName.has(p.name));
  if (missing.length > 0)
    fail(env, "NN0311", `\`${what}\` needs ${missing.map((p) => `\`${p.name}\``).join(" and ")}`, span, {
      labels: [{ span, text: args.length === 0 ? "gets nothing" : `not given here` }, ...where],
      notes: [`${what}(${named.map((p) => (p.optional ? `${p.name}: …` : p.name)).join(", ")})`],
    });
  return { byName, rest };
}

function twice(env: Env, what: string, name: string, span: Span, before: Span): never {
  return fail(env, "NN0311", `\`${name}\` of \`${what}\` is given twice`, span, {
    labels: [
      { span, text: "again" },
      { span: before, text: `this is its \`${name}\` already` },
    ],
    help: "leave one of them out",
  });
}

/** `concat(a, b, axis: 1)` for `concat([a, b], axis: 1)`. */
function wantsList(env: Env, what: string, args: readonly ArgValue[], end: Span): never {
  const tensors = args.filter((a) => a.name === undefined);
  const [first, last] = [tensors[0]!.span, tensors.at(-1)!.span];
  const texts = tensors.map((a) => env.build.session.textOf(a.span) ?? "…");
  const span = { ...first, end: last.end };
  return fail(env, "NN0311", `\`${what}\` takes one list of tensors`, end, {
    labels: [{ span, text: "not in brackets" }],
    fixes: [
      {
        title: `write \`${what}([${texts.join(", ")}], …)\``,
        edits: [{ span, text: `[${texts.join(", ")}]` }],
      },
    ],
  });
}

/** `x |> relu(x)`: the pipe has passed the first argument. */
function tooMany(
  env: Env,
  what: string,
  args: readonly ArgValue[],
  named: readonly Wanted[],
): { help?: string } {
  const [first, second] = args;
  const piped = first !== undefined && second !== undefined && named.length === args.length - 1 && second.span.start > first.span.end; // prettier-ignore
  const between = piped
    ? env.build.session.textOf({ ...first.span, start: first.span.end, end: second.span.start })
    : undefined;
  return between?.includes("|>")
    ? { help: `\`|>\` has passed \`${named[0]!.name}\`: write \`… |> ${what}\`` }
    : {};
}

function count(n: number): string {
  return n === 0 ? "no arguments" : n === 1 ? "1 argument" : `${n} arguments`;
}
