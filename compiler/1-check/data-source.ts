/**
 * `csv("data/houses.csv", split: 0.8)`: a data set's source and its settings, as values.
 */
import type { Arg, Data } from "../../grammar/ast.ts";
import { nearest } from "../diagnostics.ts";
import { isKnown } from "../ir/dims.ts";
import type { DataDecl } from "../program.ts";
import type { Env } from "./build.ts";
import { evaluate } from "./expr.ts";
import { fail } from "./fail.ts";
import { describe, type Value } from "./value.ts";

/** Settings that every source takes, and the sources with theirs. */
const common = ["split", "shuffle", "limit"];
const sources: Readonly<Record<string, readonly string[]>> = {
  csv: ["missing", "separator"],
  tsv: ["missing"],
  idx: [],
  npz: ["missing"],
  npy: ["missing"],
  safetensors: ["missing"],
  parquet: ["missing"],
  images: [],
  chars: [],
  bytes: [],
  generate: [],
};

export function sourceOf(env: Env, ast: Data): DataDecl {
  const { source: e } = ast;
  const name = e.kind === "call" && e.callee.kind === "name" ? e.callee.name : undefined;
  if (name === undefined || e.kind !== "call")
    return fail(env, "NN0523", "a data set comes from a source", e.span, {
      help: 'write a source such as `csv("data/file.csv")`',
    });
  const known = sources[name];
  if (!known) {
    const [best] = nearest(name, Object.keys(sources));
    return fail(env, "NN0523", `there is no source \`${name}\``, e.callee.span, {
      label: best ? `did you mean \`${best}\`?` : `sources are ${Object.keys(sources).join(", ")}`,
      ...(best
        ? { fixes: [{ title: `write \`${best}\``, edits: [{ span: e.callee.span, text: best }] }] }
        : {}),
    });
  }
  const settings: Record<string, number | boolean | string | readonly number[]> = {};
  let path: string | undefined;
  for (const arg of e.args) {
    if (arg.name) {
      const allowed = [...known, ...common];
      const key = arg.name.name;
      if (!allowed.includes(key)) {
        const [best] = nearest(key, allowed);
        fail(env, "NN0518", `\`${name}\` has no setting \`${key}\``, arg.name.span, {
          label: best ? `did you mean \`${best}\`?` : `it has ${allowed.join(", ")}`,
          ...(best
            ? { fixes: [{ title: `write \`${best}\``, edits: [{ span: arg.name.span, text: best }] }] }
            : {}),
        });
      }
      settings[key] = settingValue(env, arg);
    } else if (name === "generate") settings["n"] = countOf(env, arg);
    else {
      const value = evaluate(env, arg.value);
      if (value.kind !== "string" || path !== undefined)
        fail(env, "NN0518", `\`${name}\` takes the path of a file or folder`, arg.span, {
          label: `this is ${describe(value)}`,
        });
      else path = value.value;
    }
  }
  if (name === "generate" ? settings["n"] === undefined : path === undefined)
    fail(
      env,
      "NN0518",
      name === "generate" ? "`generate` needs the number of examples" : `\`${name}\` needs a path`,
      e.span,
    );
  checkCommon(env, e.args, settings);
  return {
    name: ast.name.name,
    source: name,
    ...(path === undefined ? {} : { path }),
    settings,
    span: ast.source.span,
  };
}

function settingValue(env: Env, arg: Arg): number | boolean | string | readonly number[] {
  const v = evaluate(env, arg.value);
  const number = (x: Value): number | undefined =>
    x.kind === "float" ? x.value : x.kind === "int" && isKnown(x.value) ? x.value : undefined;
  if (v.kind === "bool" && v.value !== undefined) return v.value;
  if (v.kind === "string") return v.value;
  const n = number(v);
  if (n !== undefined) return n;
  if (v.kind === "list") {
    const items = v.items.map(number);
    if (items.every((i) => i !== undefined)) return items;
  }
  return fail(
    env,
    "NN0518",
    `a setting of a source is a number, a bool, a string or a list of numbers, not ${describe(v)}`,
    arg.span,
  );
}

function countOf(env: Env, arg: Arg): number {
  const v = evaluate(env, arg.value);
  if (v.kind === "int" && isKnown(v.value) && v.value > 0) return v.value;
  return fail(env, "NN0518", `\`generate\` takes a whole number of examples, not ${describe(v)}`, arg.span);
}

function checkCommon(env: Env, args: readonly Arg[], settings: Readonly<Record<string, unknown>>): void {
  const spanOf = (name: string) => args.find((a) => a.name?.name === name)?.value.span ?? args[0]!.span;
  const { split, limit, shuffle } = settings;
  if (split !== undefined) {
    const shares =
      typeof split === "number" ? [split, 1 - split] : Array.isArray(split) ? (split as number[]) : [];
    const total = shares.reduce((a, b) => a + b, 0);
    if (
      shares.length < 2 ||
      shares.length > 3 ||
      shares.some((s) => s < 0) ||
      shares[0]! <= 0 ||
      Math.abs(total - 1) > 1e-6
    )
      fail(
        env,
        "NN0514",
        "`split` is the share for training, or three shares that add up to 1",
        spanOf("split"),
        {
          help: "write `split: 0.8` or `split: [0.8, 0.1, 0.1]`",
        },
      );
  }
  if (limit !== undefined && (typeof limit !== "number" || !Number.isInteger(limit) || limit < 1))
    fail(env, "NN0518", "`limit` is a whole number of examples", spanOf("limit"));
  if (shuffle !== undefined && typeof shuffle !== "boolean")
    fail(env, "NN0518", "`shuffle` is `true` or `false`", spanOf("shuffle"));
}
