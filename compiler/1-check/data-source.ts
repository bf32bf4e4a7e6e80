/**
 * `csv("data/houses.csv", split: 0.8)`: a data set's source and its settings, as values.
 */
import type { Arg, Data } from "../../grammar/ast.ts";
import { nearest } from "../diagnostics.ts";
import { isKnown } from "../ir/dims.ts";
import type { DataDecl } from "../program.ts";
import type { Env } from "./build.ts";
import { evaluate } from "./expr.ts";
import { foreignParameter, foreignParameterHelp, foreignSource } from "./foreign.ts";
import { fail } from "./fail.ts";
import { describe, type Value } from "./value.ts";

/** Settings that every source takes, and the sources with theirs. */
export const common = ["split", "shuffle", "limit"];
export const sources: Readonly<Record<string, readonly string[]>> = {
  csv: ["missing", "separator", "decimal"],
  tsv: ["missing", "decimal"],
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
  if (name === undefined || e.kind !== "call") {
    const member = e.kind === "call" && e.callee.kind === "member" ? e.callee.name.name : undefined;
    const known = member === undefined ? undefined : foreignSource(member);
    const here = known?.write;
    const text = e.kind === "str" ? `${sourceFor(e.value)}(${JSON.stringify(e.value)})` : undefined;
    return fail(env, "NN0523", "a data set comes from a source", e.span, {
      ...(text !== undefined
        ? { label: "a path alone", fixes: [{ title: `write \`${text}\``, edits: [{ span: e.span, text }] }] }
        : here !== undefined && e.kind === "call"
          ? { label: "no source", fixes: [{ title: `write \`${here}(…)\``, edits: [{ span: e.callee.span, text: here }] }] }
          : { label: "no source", help: known?.help ?? 'write a source such as `csv("data/file.csv")`' }),
    });
  } // prettier-ignore
  const known = sources[name];
  if (!known) {
    const here = foreignSource(name);
    const best = here?.write ?? (here ? undefined : nearest(name, Object.keys(sources))[0]);
    return fail(env, "NN0523", `there is no source \`${name}\``, e.callee.span, {
      label: best ? `did you mean \`${best}\`?` : `sources are ${Object.keys(sources).join(", ")}`,
      ...(best
        ? { fixes: [{ title: `write \`${best}\``, edits: [{ span: e.callee.span, text: best }] }] }
        : here?.help === undefined
          ? {}
          : { help: here.help }),
    });
  }
  const settings: Record<string, number | boolean | string | readonly number[]> = {};
  let path: string | undefined;
  for (const arg of e.args) {
    if (arg.name) {
      const allowed = [...known, ...common];
      const key = arg.name.name;
      if (!allowed.includes(key)) {
        const best = foreignParameter(key, allowed) ?? nearest(key, allowed)[0];
        const help = foreignParameterHelp(key, name);
        fail(env, "NN0518", `\`${name}\` has no setting \`${key}\``, arg.name.span, {
          label: best ? `did you mean \`${best}\`?` : `it has ${allowed.join(", ")}`,
          ...(best
            ? { fixes: [{ title: `write \`${best}\``, edits: [{ span: arg.name.span, text: best }] }] }
            : help === undefined
              ? {}
              : { help }),
        });
      }
      settings[key] = settingValue(env, arg);
    } else if (name === "generate") settings["n"] = countOf(env, arg);
    else {
      rejectBarePath(env, name, arg);
      const value = evaluate(env, arg.value);
      if (value.kind !== "string" || path !== undefined)
        fail(
          env,
          "NN0518",
          `\`${name}\` takes the path of ${path === undefined ? "a" : "one"} file or folder`,
          arg.span,
          {
            label: `this is ${describe(value)}`,
            help:
              path === undefined
                ? `write \`${name}("data/file.${name}")\``
                : "declare a data set for each file, or join the files into one",
          },
        );
      else path = value.value;
    }
  }
  if (name === "generate" ? settings["n"] === undefined : path === undefined)
    fail(
      env,
      "NN0518",
      name === "generate" ? "`generate` needs the number of examples" : `\`${name}\` needs a path`,
      e.span,
      { help: name === "generate" ? "write `generate(1_000)`" : `write \`${name}("data/file")\`` },
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

/** `csv(houses.csv)` and `csv(houses)`: the path is a string. */
function rejectBarePath(env: Env, source: string, arg: Arg): void {
  const e = arg.value;
  const written = env.build.session.textOf(e.span);
  const path =
    e.kind === "member" || e.kind === "binary" || (e.kind === "name" && env.scope.find(e.name) === undefined);
  if (!path || written === undefined || written.includes('"')) return;
  const text = JSON.stringify(e.kind === "name" ? `${written}.${source}` : written.replace(/\s/g, ""));
  fail(env, "NN0518", `\`${source}\` takes a path in quotes`, e.span, {
    label: "read as names",
    fixes: [{ title: `write \`${text}\``, edits: [{ span: e.span, text }] }],
  });
}

/** The source that reads files with the ending of a path. */
function sourceFor(path: string): string {
  const ending = /\.(\w+)(\.gz)?$/.exec(path)?.[1] ?? "";
  return ending === "txt" ? "chars" : Object.hasOwn(sources, ending) ? ending : "csv";
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
  return fail(env, "NN0518", `\`generate\` takes a whole number of examples, not ${describe(v)}`, arg.span, {
    help: "write `generate(1_000)`",
  });
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
    fail(env, "NN0518", "`limit` is a whole number of examples", spanOf("limit"), {
      help: "write `limit: 1000`, or leave it out for all of them",
    });
  if (shuffle !== undefined && typeof shuffle !== "boolean")
    fail(env, "NN0518", "`shuffle` is `true` or `false`", spanOf("shuffle"), {
      help: "write `shuffle: true`",
    });
}
