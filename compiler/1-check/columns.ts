/**
 * `corpus.vocab` and `houses.x`: what other declarations may know of a data set.
 *
 * A member is a number or a list of names. A field is the whole training column; it exists only while weights are
 * initialized, so elsewhere it stays a reference that can be passed on as a setting.
 */
import type { Span } from "../../grammar/ast.ts";
import { nearest } from "../diagnostics.ts";
import { atom, type Dim } from "../ir/dims.ts";
import type { TensorType } from "../ir/graph.ts";
import { at, type Env } from "./build.ts";
import { type DataSet, dataSet } from "./data.ts";
import { fail } from "./fail.ts";
import { Poisoned } from "./scope.ts";
import type { Value } from "./value.ts";

type DataValue = Extract<Value, { kind: "data" }>;

/** The type of a whole column; undefined where it is a text column or its field failed. */
export function columnType(env: Env, v: DataValue): TensorType<Dim> | undefined {
  const set = dataSet(env.build.session, v.name);
  const type = set?.fields.find((f) => f.name === v.column)?.type;
  return type && { dtype: type.dtype, shape: [set.info?.count ?? atom(`${v.name}.count`), ...type.shape] };
}

/** `houses.train`, `houses.area`. */
function memberAdvice(set: DataSet, name: string): { help?: string } {
  if (["train", "training", "test", "validation", "val"].includes(name))
    return {
      help: `the source splits its examples, \`split: 0.8\`; \`on ${set.name}\` trains on the first part`,
    };
  if (set.info?.columns.some((c) => c.name === name))
    return {
      help: `\`${name}\` is a column; what other declarations see are the fields, such as \`${set.name}.${set.fields[0]?.name ?? "x"}\``,
    };
  return set.fields.length > 0
    ? {}
    : { help: `give it fields: \`data ${set.name} = … { x: [2] = [column, column]  y: [1] = [column] }\`` };
}

export function dataMember(env: Env, v: DataValue, span: Span): Value {
  const { build } = env;
  const set = dataSet(build.session, v.name);
  const name = v.column;
  if (!set || name === undefined) throw new Poisoned();
  const member = set.info?.members[name];
  if (typeof member === "number") return { kind: "int", value: member };
  if (member) return { kind: "list", items: member.map((value) => ({ kind: "string", value })) };
  const field = set.fields.find((f) => f.name === name);
  if (field) {
    if (!field.type) throw new Poisoned();
    if (build.options.phase !== "init") return v;
    const count: Dim = set.info?.count ?? atom(`${v.name}.count`);
    if (!build.symbolic && set.info?.count === undefined)
      fail(env, "NN0520", `how many examples \`${v.name}\` has is not known`, span, {
        label: "a whole column is used here",
        notes: set.missing === undefined ? [] : [set.missing],
      });
    const { dtype, shape } = field.type;
    return {
      kind: "tensor",
      node: at(env, span, () =>
        build.b.input({ name: `${v.name}.${name}`, role: "argument", dtype, shape: [count, ...shape] }),
      ),
    };
  }
  // Without its file a data set's members are sizes with names, and only types can be checked.
  if (!set.info) return { kind: "int", value: atom(`${v.name}.${name}`) };
  const candidates = [...Object.keys(set.info.members), ...set.fields.map((f) => f.name)];
  const [best] = nearest(name, candidates);
  return fail(env, "NN0501", `\`${v.name}\` has no field or member \`${name}\``, span, {
    labels: [
      { span, text: best ? `did you mean \`${best}\`?` : "not a field of this data set" },
      {
        span: set.ast.name.span,
        text: candidates.length > 0 ? `has ${candidates.map((c) => `\`${c}\``).join(", ")}` : "has no fields",
      },
    ],
    ...(best
      ? { fixes: [{ title: `write \`${best}\``, edits: [{ span, text: best }] }] }
      : memberAdvice(set, name)),
  });
}
