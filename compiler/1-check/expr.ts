/**
 * Expressions: the heart of the elaborator. Each gives a value or ends its statement.
 */
import type { Expr, If, List, Member, Name, RecordExpr } from "../../grammar/ast.ts";
import { type Fix, nearest } from "../diagnostics.ts";
import { isKnown, shapesEqual, showShape } from "../ir/dims.ts";
import type { Env } from "./build.ts";
import { evaluateCall } from "./call.ts";
import { contextAt } from "./context.ts";
import { attempt, fail } from "./fail.ts";
import { foreignName } from "./foreign.ts";
import { evaluateIndex } from "./indexing.ts";
import { Instance } from "./instance.ts";
import { loadFrom, memberWeight } from "./layers.ts";
import { ambientValue } from "./library.ts";
import { binary, unary } from "./operators.ts";
import { memberHelp } from "./methods.ts";
import { evaluatePipe } from "./pipe.ts";
import { evaluateScan } from "./scan.ts";
import { dataMember } from "./columns.ts";
import { Poisoned } from "./scope.ts";
import { showValueType } from "./types.ts";
import { describe, type Value } from "./value.ts";

/** `name` is the `let` name that an instance made by this very expression takes. */
export function evaluate(env: Env, e: Expr, name?: string): Value {
  const value = byKind(env, e, name);
  env.build.values.set(e, value);
  env.build.session.options.observe?.(e, value, env);
  return value;
}

function byKind(env: Env, e: Expr, name: string | undefined): Value {
  switch (e.kind) {
    case "num":
      return e.isInt ? { kind: "int", value: e.value } : { kind: "float", value: e.value };
    case "str":
      return { kind: "string", value: e.value };
    case "bool":
      return { kind: "bool", value: e.value };
    case "name":
      return evaluateName(env, e);
    case "list":
      return evaluateList(env, e);
    case "record":
      return evaluateRecord(env, e);
    case "unary":
      return unary(env, e);
    case "binary":
      return binary(env, e);
    case "pipe":
      return evaluatePipe(without(env), e);
    case "call":
      return evaluateCall(env, e, name);
    case "index":
      return evaluateIndex(without(env), e);
    case "member":
      return evaluateMember(without(env), e);
    case "from":
      return loadFrom(env, e, name);
    case "if":
      return evaluateIf(env, e, name);
    case "scan":
      return evaluateScan(without(env), e);
    default:
      return e satisfies never;
  }
}

/** What the place of an expression asks for does not hold for its parts. */
function without(env: Env): Env {
  if (!env.expected) return env;
  const { expected: _, ...rest } = env;
  return rest;
}

function evaluateName(env: Env, e: Name): Value {
  const binding = env.scope.find(e.name);
  if (!binding) {
    const ambient = ambientValue(env, e.name);
    if (ambient) return ambient;
    return unknownName(env, e);
  }
  const value = env.scope.value(e.name);
  if (value === undefined) throw new Poisoned();
  // Fields compute with columns: a model of that name is not what was meant.
  if (value.kind === "layer" && value.decl.model && env.build.options.phase === "data") unknownColumn(env, e);
  if (value.kind === "builtin" && value.builtin.params.length === 0)
    return value.builtin.apply(contextAt(env, e.span), {});
  // The columns of the data set that is being read itself are for `category` and `window`.
  if (value.kind === "data" && value.column !== undefined && env.build.options.phase !== "data")
    return dataMember(env, value, e.span);
  // A tensor among the settings serves the run and the initial values, two graphs; only its type matters here.
  if (
    value.kind === "tensor" &&
    binding.kind === "setting" &&
    env.build.symbolic &&
    !env.build.owns(value.node)
  )
    return {
      kind: "tensor",
      node: env.build.b.input({ name: e.name, role: "argument", ...value.node.type }),
    };
  if (value.kind === "tensor" && !env.build.owns(value.node))
    return fail(
      env,
      "NN0309",
      `an initializer cannot use \`${e.name}\`, which is a tensor of the run`,
      e.span,
      {
        ...(binding.expr && binding.expr.span.file !== e.span.file
          ? {
              labels: [
                { span: binding.expr.span, text: "a tensor of the run" },
                { span: e.span, text: "weights are initialized before anything runs" },
              ],
            }
          : { label: "weights are initialized before anything runs" }),
        help: "use sizes, settings, random draws, or a whole column such as `houses.x`",
      },
    );
  return value;
}

export function unknownName(env: Env, e: Name): never {
  if (env.build.options.phase === "data") unknownColumn(env, e);
  textField(env, e);
  const here = foreignName(e.name);
  const [near] = nearest(e.name, env.scope.visible());
  const best = here ? here.write : e.name.length > 1 ? near : undefined;
  return fail(env, "NN0301", `unknown name \`${e.name}\``, e.span, {
    label: best ? `did you mean \`${best}\`?` : "not declared in this file, and not in the library",
    ...(best ? { fixes: [{ title: `write \`${best}\``, edits: [{ span: e.span, text: best }] }] } : {}),
    ...(here?.help === undefined ? {} : { help: here.help }),
  });
}

/** A field that holds text is a local name of its data set: training is fed with tensors. */
function textField(env: Env, e: Name): void {
  for (const set of env.build.session.dataSets.values()) {
    const field = set?.ast.fields.find((f) => f.name.name === e.name && f.type === undefined);
    if (field === undefined) continue;
    const made = set?.fields.find((f) => f.name === e.name)?.node?.type;
    if (made !== undefined) {
      env.scope.bind(e.name, { kind: "field", value: undefined });
      const type = `${made.dtype === "f32" ? "" : made.dtype}${showShape(made.shape)}`;
      const after = { ...field.name.span, start: field.name.span.end };
      fail(
        env,
        "NN0301",
        `\`${e.name}\` is a local name of \`${set!.name}\`, and training is not fed with it`,
        e.span,
        {
          labels: [
            { span: e.span, text: "used here" },
            { span: field.name.span, text: "a field has a type" },
          ],
          fixes: [{ title: `write \`${e.name}: ${type} = …\``, edits: [{ span: after, text: `: ${type}` }] }],
        },
      );
    }
    const column = env.build.session.textOf(field.value.span) ?? e.name;
    // Said once, whatever uses it.
    env.scope.bind(e.name, { kind: "field", value: undefined });
    fail(env, "NN0505", `\`${e.name}\` is text, and training is fed with numbers`, e.span, {
      labels: [
        { span: e.span, text: "used here" },
        { span: field.span, text: "a column of text" },
      ],
      fixes: [
        {
          title: `write \`${e.name}: i32 = category(${column})\``,
          edits: [{ span: field.span, text: `${e.name}: i32 = category(${column})` }],
        },
      ],
    });
  }
}

function unknownColumn(env: Env, e: Name): void {
  const fields = [...env.scope.entries()].filter(([, b]) => b.kind === "field" && b.span);
  const source = fields.find(([, b]) => b.expr === undefined)?.[1].span;
  if (!source) return;
  const columns = fields.flatMap(([name, b]) => (b.expr === undefined ? [name] : []));
  const here = foreignName(e.name);
  const [near] = nearest(e.name, env.scope.visible());
  const longer = columns.filter((c) => c.startsWith(`${e.name}_`));
  const best =
    here?.write ??
    (here !== undefined
      ? undefined
      : near !== undefined && (e.name.length > 1 || columns.includes(near))
        ? near
        : undefined);
  const later = laterField(env, e);
  fail(env, "NN0501", `no column \`${e.name}\``, e.span, {
    labels: [
      {
        span: e.span,
        text: later
          ? "not known yet"
          : best
            ? `did you mean \`${best}\`?`
            : "not a column, and not a name of the library",
      },
      { span: source, text: `has: ${columns.join(", ")}` },
    ],
    ...(best && !later
      ? { fixes: [{ title: `write \`${best}\``, edits: [{ span: e.span, text: best }] }] }
      : {}),
    ...(later
      ? { help: `move the line that binds \`${e.name}\` above this one` }
      : here?.help !== undefined
        ? { help: here.help }
        : !best && longer.length > 0
          ? { help: `the column is called \`${longer[0]!}\` here` }
          : {}),
    ...(!best && !later && !here && longer.length === 0 && columns.every((name) => /^c\d+$/.test(name))
      ? { help: "the file has no header line: add one, or use the names `c0`, `c1`, …" }
      : {}),
  });
}

/** Whether a field further down has the name. */
function laterField({ build }: Env, e: Name): boolean {
  const item = build.session.itemAt(e.span);
  return (
    item?.kind === "data" && item.fields.some((f) => f.name.name === e.name && f.span.start > e.span.start)
  );
}

function evaluateList(env: Env, e: List): Value {
  const inner = without(env);
  const items = e.items.flatMap((item) => {
    const value = evaluate(inner, item);
    // In `[s, in]` the name of leading dims `...s` stands for all of them.
    return value.kind === "list" && item.kind === "name" && isPack(env, item.name) ? value.items : [value];
  });
  return { kind: "list", items };
}

function isPack(env: Env, name: string): boolean {
  return env.scope.find(name)?.kind === "dim";
}

function evaluateRecord(env: Env, e: RecordExpr): Value {
  const inner = without(env);
  const fields = new Map<string, Value>();
  for (const f of e.fields) {
    if (fields.has(f.name.name))
      fail(env, "NN0303", `the field \`${f.name.name}\` is given twice`, f.name.span);
    fields.set(f.name.name, evaluate(inner, f.value, f.name.name));
  }
  return { kind: "record", fields };
}

function evaluateMember(env: Env, e: Member): Value {
  const x = evaluate(env, e.x);
  const { name } = e.name;
  if (x.kind === "record") {
    const field = x.fields.get(name);
    if (field) return field;
    const [best] = nearest(name, x.fields.keys());
    return fail(env, "NN0301", `there is no field \`${name}\``, e.name.span, {
      labels: [
        { span: e.name.span, text: best ? `did you mean \`${best}\`?` : "no such field" },
        { span: e.x.span, text: `has ${[...x.fields.keys()].map((k) => `\`${k}\``).join(", ")}` },
      ],
      ...(best
        ? { fixes: [{ title: `write \`${best}\``, edits: [{ span: e.name.span, text: best }] }] }
        : {}),
    });
  }
  if (x.kind === "instance" && x.instance instanceof Instance)
    return memberWeight(env, x.instance, e.name, e.x.span);
  if (x.kind === "data") return dataMember(env, { ...x, column: name }, e.name.span);
  if (x.kind === "layer")
    return fail(env, "NN0306", `\`${x.decl.name.name}\` is used without being built`, e.x.span, {
      label: "weights belong to an instance",
      help: `build one: \`let net = ${x.decl.name.name}(…)\`, then \`net.${name}\``,
    });
  return fail(env, "NN0310", `${describe(x)} has no field \`${name}\``, e.name.span, {
    label: x.kind === "tensor" ? "tensors have no fields" : "no such field",
    ...(x.kind === "tensor" ? memberHelp(env, e) : {}),
  });
}

/** The `select` that means what an `if` on a tensor was to mean. */
function elementwiseIf(env: Env, e: If): Fix {
  const parts = [e.cond, e.then, e.else].map((x) => env.build.session.textOf(x.span) ?? "");
  return {
    title: "choose element by element with `select(condition, a, b)`",
    edits: [{ span: e.span, text: `select(${parts.join(", ")})` }],
  };
}

/** Compile time only. While the condition is unknown or assumed, both branches are checked. */
function evaluateIf(env: Env, e: If, name: string | undefined): Value {
  const cond = evaluate(without(env), e.cond);
  if (cond.kind === "tensor")
    return fail(
      env,
      "NN0330",
      "`if` chooses when the program is compiled, and this condition is a tensor",
      e.cond.span,
      {
        label: `has type ${showValueType(cond)}`,
        fixes: [elementwiseIf(env, e)],
      },
    );
  if (cond.kind !== "bool")
    return fail(env, "NN0330", `\`if\` wants \`true\` or \`false\`, not ${describe(cond)}`, e.cond.span);
  if (cond.value !== undefined && !(cond.assumed && env.build.symbolic))
    return evaluate(env, cond.value ? e.then : e.else, name);
  const [a, b] = [e.then, e.else].map((x) =>
    env.build.maybe(() => attempt(env, () => evaluate(env, x, name))),
  );
  const chosen = cond.value === false ? b : a;
  if (cond.value !== undefined) {
    if (chosen === undefined) throw new Poisoned();
    return chosen;
  }
  if (a === undefined || b === undefined) throw new Poisoned();
  return agree(env, e, a, b);
}

/** The value of an `if` whose condition is not known: the branches must have one type. */
function agree(env: Env, e: If, a: Value, b: Value): Value {
  if (a.kind === "tensor" && b.kind === "tensor") {
    const [left, right] = [a.node.type, b.node.type];
    if (left.dtype === right.dtype && shapesEqual(left.shape, right.shape)) return a;
    // `if c == in then x else x |> conv2d(c, …)`: sizes whose difference the condition may be about are compared where the
    // condition is known, in the concrete program.
    const undecided =
      left.dtype === right.dtype &&
      left.shape.length === right.shape.length &&
      left.shape.every((d, i) => !isKnown(d) || !isKnown(right.shape[i]!) || d === right.shape[i]);
    if (undecided) throw new Poisoned();
    return fail(env, "NN0215", "the branches of this `if` have different types", e.span, {
      labels: [
        { span: e.else.span, text: `this is ${showValueType(b)}` },
        { span: e.then.span, text: `this is ${showValueType(a)}` },
      ],
    });
  }
  if (a.kind === "tensor") return a;
  if (b.kind === "tensor") return b;
  if (a.kind === "int" && b.kind === "int" && a.value !== b.value) return { kind: "float", value: undefined };
  if (a.kind === "float" || b.kind === "float") return { kind: "float", value: undefined };
  if (a.kind === "bool" && b.kind === "bool") return { kind: "bool", value: undefined };
  return a;
}
