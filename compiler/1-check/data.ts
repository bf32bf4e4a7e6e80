/**
 * `data NAME = SOURCE { … }`: the source's settings, and the fields as a graph over the columns of one example.
 *
 * Types are of one example; `compiler/2-lower/vectorize.ts` adds the leading axis. Without the file, columns are unknown
 * and the declared types of the fields are trusted.
 */
import type { Data, Expr, Field } from "../../grammar/ast.ts";
import { diagnostic, type Fix } from "../diagnostics.ts";
import { type Dim, showShape } from "../ir/dims.ts";
import type { TensorType } from "../ir/graph.ts";
import type { DataDecl } from "../program.ts";
import { Binder, type MismatchFacts, ShapeMismatch } from "./bind.ts";
import { at, Build, type Env, rootFrame } from "./build.ts";
import { isTensorLike, toTensor } from "./coerce.ts";
import { contextAt } from "./context.ts";
import { columnBuiltins, type Pick } from "./data-builtins.ts";
import { sourceOf } from "./data-source.ts";
import { evaluate } from "./expr.ts";
import { attemptIn, fail, guarded } from "./fail.ts";
import { Scope } from "./scope.ts";
import type { DataColumn, DataInfo, Session } from "./session.ts";
import { dtypeOfType, scalarType, shapeOfType } from "./types.ts";
import { describe, type TensorNode, type Value } from "./value.ts";

export interface DataSetField {
  readonly name: string;
  /** Of one example; undefined where it could not be found out. */
  readonly type: TensorType<Dim> | undefined;
  /** `window(tokens, length, shift: k)`: the runtime cuts it out of the tokens for every batch. */
  readonly window?: Window;
  readonly node?: TensorNode;
}

export interface Window {
  readonly length: number;
  readonly shift: number;
}

export interface DataSet {
  readonly name: string;
  readonly ast: Data;
  readonly decl: DataDecl;
  readonly info?: DataInfo;
  /** Why the columns are unknown. */
  readonly missing?: string;
  readonly fields: readonly DataSetField[];
  /** The graph of one example. */
  readonly build: Build;
  readonly picks: readonly Pick[];
}

/** The data set of that name, elaborated once; undefined where its source does not make sense. */
export function dataSet(session: Session, name: string): DataSet | undefined {
  if (session.dataSets.has(name)) return session.dataSets.get(name);
  session.dataSets.set(name, undefined);
  const found = session.dataDecl(name);
  const set = found && attemptIn(session, () => elaborate(session, found.ast, found.scope));
  session.dataSets.set(name, set);
  return set;
}

function elaborate(session: Session, ast: Data, home: Scope): DataSet {
  const scope = new Scope(home);
  const build: Build = new Build(session, {
    symbolic: false,
    training: undefined,
    phase: "data",
    ambient: new Map<string, () => Value>([
      [
        "index",
        () => ({
          kind: "tensor",
          node: build.b.input({ name: "index", role: "argument", dtype: "i32", shape: [] }),
        }),
      ],
    ]),
  });
  const env: Env = { build, scope, frame: rootFrame("", "", false, ast.name.name) };
  const decl = sourceOf(env, ast);
  const answer =
    decl.source === "generate"
      ? generated(decl)
      : (session.options.data?.(decl) ?? { missing: "no data was given" });
  const info = "missing" in answer ? undefined : answer;
  const missing = "missing" in answer ? answer.missing : undefined;
  if (missing !== undefined)
    session.report(
      diagnostic("NN0502", `the data of \`${ast.name.name}\` cannot be read: ${missing}`, {
        severity: "warning",
        labels: [{ span: ast.source.span, text: "its columns are not checked" }],
      }),
    );
  const picks: Pick[] = [];
  if (info) bindColumns(env, ast, decl, info, picks);
  const fields = ast.fields.map((f) => field(env, ast, f, info, decl));
  return {
    name: ast.name.name,
    ast,
    decl,
    ...(info ? { info } : {}),
    ...(missing === undefined ? {} : { missing }),
    fields,
    build,
    picks,
  };
}

function generated(decl: DataDecl): DataInfo {
  const n = decl.settings["n"];
  return { columns: [], members: {}, ...(typeof n === "number" ? { count: trainCount(decl, n) } : {}) };
}

/** How many of n examples are for training; `runtime/data/dataset.ts` cuts in the same places. */
function trainCount(decl: DataDecl, n: number): number {
  const { split, limit } = decl.settings;
  const total = typeof limit === "number" ? Math.min(n, limit) : n;
  const shares =
    typeof split === "number"
      ? [split, 1 - split]
      : Array.isArray(split)
        ? (split as readonly number[])
        : [1];
  const later = shares.slice(1).filter((s) => s > 0).length;
  return Math.min(total - later, Math.max(1, Math.round(total * shares[0]!)));
}

// ---------------------------------------------------------------- fields

function bindColumns(env: Env, ast: Data, decl: DataDecl, info: DataInfo, picks: Pick[]): void {
  for (const c of info.columns)
    env.scope.bind(c.name, {
      kind: "field",
      span: ast.source.span,
      value: columnValue(env, ast.name.name, decl, c),
    });
  for (const name of info.leftOut ?? [])
    env.scope.bind(name, { kind: "field", span: ast.source.span, value: undefined });
  for (const [name, builtin] of columnBuiltins(decl, info, picks))
    env.scope.bind(name, { kind: "library", value: { kind: "builtin", builtin } });
}

function columnValue(env: Env, name: string, decl: DataDecl, c: DataColumn): Value {
  const isTokens = (decl.source === "chars" || decl.source === "bytes") && c.name === "tokens";
  if (c.kind === "text" || isTokens) return { kind: "data", name, column: c.name };
  return {
    kind: "tensor",
    node: env.build.b.input({ name: c.name, role: "argument", dtype: c.dtype, shape: c.shape }),
  };
}

function field(env: Env, ast: Data, f: Field, info: DataInfo | undefined, decl: DataDecl): DataSetField {
  const name = f.name.name;
  const declared = attemptIn(env.build.session, () => declaredType(env, f));
  if (!info) {
    env.scope.bind(name, { kind: "field", span: f.name.span, value: undefined, expr: f.value });
    return { name, type: declared };
  }
  const made = attemptIn(env.build.session, () => fieldValue(env, ast, f, decl, info));
  env.scope.bind(name, { kind: "field", span: f.name.span, value: made?.value, expr: f.value });
  // What was declared is what is wrong, so nothing is compared with it.
  if (!made) return { name, type: mistyped(env, f) ? undefined : declared };
  return {
    name,
    type: declared ?? made.node?.type,
    ...(made.window ? { window: made.window } : {}),
    ...(made.node ? { node: made.node } : {}),
  };
}

/** Whether the last thing that was reported is that this field's type and value disagree. */
const mistyped = ({ build }: Env, f: Field): boolean => {
  const last = build.session.diagnostics.at(-1);
  return (
    last?.code === "NN0522" &&
    last.labels.some(({ span }) => span.start >= f.span.start && span.end <= f.span.end)
  );
};

function declaredType(env: Env, f: Field): TensorType<Dim> | undefined {
  if (!f.type) return undefined;
  if (f.type.kind !== "tensorType")
    return fail(env, "NN0212", "a field is one tensor", f.type.span, {
      help: "write one field for each part",
    });
  const scalar = scalarType(f.type);
  if (scalar && scalar !== "bool")
    fail(env, "NN0212", `\`${scalar}\` is for values known when the program is compiled`, f.type.span, {
      help: scalar === "int" ? "write `i32`" : "write `f32` or `[]`",
    });
  return { dtype: dtypeOfType(env, f.type), shape: shapeOfType(env, f.type) };
}

/** What may take a column of text; by itself one is a local name. */
const TAKES_TEXT = ["category", "one_hot"];

/** Fails where an expression computes with a column of text, and says which cell makes it one. */
function refuseText(env: Env, info: DataInfo, f: Field): void {
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value !== "object" || value === null) return;
    const e = value as Expr;
    if (e.kind === "name") {
      const bound = env.scope.find(e.name);
      const column = bound?.kind === "field" && bound.value?.kind === "data" ? bound.value.column : undefined;
      const text = info.columns.find((c) => c.name === column && c.kind === "text");
      if (text) failText(env, text, e);
      return;
    }
    const takesText = e.kind === "call" && e.callee.kind === "name" && TAKES_TEXT.includes(e.callee.name);
    if (takesText) visit(e.args.map((a) => a.value).filter((a) => a.kind !== "name"));
    else for (const [key, part] of Object.entries(e)) if (key !== "span") visit(part);
  };
  if (f.value.kind !== "name") visit(f.value);
}

function failText(env: Env, column: DataColumn, e: Expr): never {
  const { name, problem } = column;
  return fail(env, "NN0505", problem?.title ?? `\`${name}\` is a column of text`, e.span, {
    label: "computed with here",
    help: problem?.help ?? `number its categories: \`category(${name})\` or \`one_hot(${name})\``,
  });
}

interface FieldValue {
  readonly value: Value;
  readonly node?: TensorNode;
  readonly window?: Window;
}

function fieldValue(env: Env, ast: Data, f: Field, decl: DataDecl, info: DataInfo | undefined): FieldValue {
  const name = f.name.name;
  if (info) refuseText(env, info, f);
  const value = evaluate(env, f.value);
  // An unfinished text column is fine as a local name for the fields after it.
  if (value.kind === "data" || !isTensorLike(value)) {
    if (!f.type) return { value };
    const text = value.kind === "data" && decl.source !== "chars" && decl.source !== "bytes";
    return fail(
      env,
      text ? "NN0505" : "NN0521",
      `\`${name}\` is ${describe(value)}, not a tensor`,
      f.value.span,
      {
        label: "this field has a type, so it is fed to training",
        ...quotedColumns(f, info),
        ...(value.kind === "data" && decl.source !== "chars" && decl.source !== "bytes"
          ? {
              help: `number its categories: \`category(${value.column ?? name})\` or \`one_hot(${value.column ?? name})\``,
            }
          : value.kind === "data"
            ? { help: "cut it into examples: `window(tokens, 64)`" }
            : value.kind === "instance"
              ? { help: `layers belong into the model, such as \`x |> standardize(${ast.name.name}.x)\`` }
              : {}),
      },
    );
  }
  const dtype = f.type ? declaredType(env, f)?.dtype : undefined;
  const node = guarded(env, f.value.span, () =>
    at(env, f.value.span, () => toTensor(contextAt(env, f.value.span), value, dtype)),
  );
  const { attrs } = node;
  const window = node.op === "input" ? windowOf((attrs as { readonly name: string }).name) : undefined;
  if (!window) requireNoWindow(env, f, node);
  const bound = f.type ? checkField(env, ast, f, node) : node;
  return { value: { kind: "tensor", node: bound }, node: bound, ...(window ? { window } : {}) };
}

/** `["area", "rooms"]` for `[area, rooms]`. */
function quotedColumns(f: Field, info: DataInfo | undefined): { fixes?: Fix[] } {
  const items = f.value.kind === "list" ? f.value.items : [f.value];
  const names = items.flatMap((e) => (e.kind === "str" ? [e] : []));
  if (names.length < items.length || !names.every((e) => info?.columns.some((c) => c.name === e.value)))
    return {};
  return {
    fixes: [
      {
        title: "write columns without quotes",
        edits: names.map((e) => ({ span: e.span, text: e.value })),
      },
    ],
  };
}

/** Windows are inputs with a telling name. */
export function windowName(w: Window): string {
  return `window:${w.length}:${w.shift}`;
}

function windowOf(input: string): Window | undefined {
  const m = /^window:(\d+):(\d+)$/.exec(input);
  return m ? { length: Number(m[1]), shift: Number(m[2]) } : undefined;
}

/** The runtime cuts windows for each batch, so nothing may be computed from them beforehand. */
function requireNoWindow(env: Env, f: Field, node: TensorNode): void {
  const stack = [node];
  const seen = new Set<TensorNode>();
  for (let n = stack.pop(); n; n = stack.pop()) {
    if (seen.has(n)) continue;
    seen.add(n);
    stack.push(...n.in);
    if (n.op === "input" && windowOf((n.attrs as { readonly name: string }).name))
      fail(env, "NN0521", `\`${f.name.name}\` computes with a window`, f.value.span, {
        label: "a field is the window itself",
        help: "compute with it in the model or in `train`",
      });
  }
}

function checkField(env: Env, ast: Data, f: Field, node: TensorNode): TensorNode {
  const binder = new Binder(env, ast.name.name);
  const { type } = f;
  if (!type) return node;
  if (type.kind === "tensorType" && type.name?.name === "bool" && !type.shape) return node;
  try {
    // `y: i32` is a scalar, as `y: i32[]` is.
    const shaped = type.kind === "tensorType" && !type.shape ? { ...type, shape: [] } : type;
    const v = binder.bind(shaped, { value: { kind: "tensor", node }, span: f.value.span }, f.name.name);
    return v.kind === "tensor" ? v.node : node;
  } catch (error) {
    if (!(error instanceof ShapeMismatch)) throw error;
    const { facts } = error;
    return fail(
      env,
      "NN0522",
      `\`${f.name.name}\` is declared ${facts.shown}, and its value is ${showShape(facts.actual)}`,
      facts.given,
      {
        labels: [
          { span: facts.given, text: `${facts.has}, not ${facts.wanted}` },
          { span: facts.declared, text: "declared here" },
        ],
        ...fieldFix(f, facts),
      },
    );
  }
}

/** A count that is off, or brackets that are missing around one number. */
function fieldFix(f: Field, facts: MismatchFacts): { fixes?: Fix[]; help?: string } {
  const [size] = facts.actual;
  if (facts.actual.length === 0 && facts.shown === "[1]")
    return {
      fixes: [
        {
          title: "write `[…]` around the value",
          edits: [
            { span: { ...facts.given, end: facts.given.start }, text: "[" },
            { span: { ...facts.given, start: facts.given.end }, text: "]" },
          ],
        },
      ],
    };
  if (facts.shown === "[]" && facts.actual.length === 1 && typeof size === "number")
    return { help: `declare \`${f.name.name}: [${size}]\`: one number for each of the ${size} values` };
  if (facts.actual.length === 1 && /^\[\d+\]$/.test(facts.shown) && typeof size === "number")
    return { help: `declare \`${f.name.name}: [${size}]\`, or name ${facts.wanted} columns` };
  return /^\[\d+, /.test(facts.shown) && facts.shown.split(",").length === facts.actual.length + 1
    ? {
        help: `the type of a field is that of one example: write \`${f.name.name}: ${showShape(facts.actual)}\``,
      }
    : {};
}
