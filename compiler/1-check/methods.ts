/**
 * `x.relu()`, `x.view(-1, 4)`, `x.T`: tensors have no methods and no fields here. The message rewrites the call.
 */
import type { Call, Expr, Member } from "../../grammar/ast.ts";
import { showDim } from "../ir/dims.ts";
import type { Fix } from "../diagnostics.ts";
import type { Env } from "./build.ts";
import { evaluate } from "./expr.ts";
import { fail } from "./fail.ts";
import { call, foreignMethod, type Here } from "./foreign.ts";
import type { Value } from "./value.ts";

/** Fails where the callee is a member of a tensor; anything else is left to the caller. */
export function rejectMethod(env: Env, callee: Member, whole: Call): void {
  const x = evaluate(env, callee.x);
  if (x.kind !== "tensor") return;
  const { name } = callee.name;
  const [text, args] = [textOf(env, callee.x), argsOf(env, whole)];
  const here = known(env, name, text, args) ?? foreignMethod(name, text, args);
  const size = name === "size" || name === "shape" ? sizeHelp(x, whole.args[0]?.value) : undefined;
  const write = size ?? here?.write;
  // In a chain of methods each has to change, so an edit of one would not do.
  const followed =
    env.build.session.textOf({ ...whole.span, end: whole.span.end + 1 })?.endsWith(".") ?? false;
  fail(env, "NN0310", `\`.${name}(…)\` is no method: tensors have none`, callee.name.span, {
    label:
      write === undefined && here === undefined
        ? `no function \`${name}\` in the library either`
        : "functions are applied as `f(x)` or `x |> f`",
    ...(write === undefined || followed
      ? write !== undefined
        ? { help: `write \`${write}\`, and so on from there` }
        : here?.help === undefined
          ? {}
          : { help: here.help }
      : { fixes: [{ title: `write \`${write}\``, edits: [{ span: whole.span, text: write }] }] }),
  });
}

/** What to write for `x.T` or `x.shape`. */
export function memberHelp(env: Env, e: Member): { help?: string; fixes?: Fix[] } {
  const here =
    foreignMethod(e.name.name, textOf(env, e.x), "") ?? known(env, e.name.name, textOf(env, e.x), "");
  if (here?.write !== undefined)
    return { fixes: [{ title: `write \`${here.write}\``, edits: [{ span: e.span, text: here.write }] }] };
  return here?.help === undefined ? {} : { help: here.help };
}

/** A function or a layer of that very name. */
function known(env: Env, name: string, x: string, args: string): Here | undefined {
  const value = env.scope.value(name);
  if (value === undefined) return undefined;
  if (value.kind === "layer") return { write: `${bracketed(x)} |> ${name}${args === "" ? "" : `(${args})`}` };
  return value.kind === "fn" || value.kind === "builtin"
    ? { write: call(name, unbracketed(x), args) }
    : undefined;
}

/** `x.size(0)`: the name of that dim. */
function sizeHelp(x: Extract<Value, { kind: "tensor" }>, axis: Expr | undefined): string | undefined {
  const dim = axis?.kind === "num" ? x.node.type.shape.at(axis.value) : undefined;
  return dim === undefined ? undefined : showDim(dim);
}

function textOf(env: Env, e: Expr): string {
  const text = env.build.session.textOf(e.span) ?? "x";
  return text.includes("\n") || text.length > 40 ? "x" : text;
}

function argsOf(env: Env, e: Call): string {
  const [first, last] = [e.args[0], e.args.at(-1)];
  if (first === undefined || last === undefined) return "";
  const start = (first.name ?? first.value).span.start;
  return env.build.session.textOf({ ...e.span, start, end: last.value.span.end }) ?? "";
}

const unbracketed = (x: string): string => (/^\([^()]*\)$/.test(x) ? x.slice(1, -1) : x);
const bracketed = (x: string): string => (/^[\w.]+$|^\(.*\)$|\)$/.test(x) ? x : `(${x})`);
