/**
 * What the compiler found each expression of a file to be, as text for hovers and hints.
 *
 * A body is elaborated many times: on its own with sizes as names, and again for each use with numbers. What an editor shows is
 * the first of these, or for `train` and `data`, which have no callers, the program itself.
 */
import type { Span } from "../../grammar/ast.ts";
import type { Env } from "../1-check/build.ts";
import { Instance } from "../1-check/instance.ts";
import type { Observer } from "../1-check/session.ts";
import { describe, showTensorType, type Value } from "../1-check/value.ts";

export interface Found {
  readonly kind: Value["kind"];
  readonly text: string;
  /** Of a record. */
  readonly fields?: ReadonlyMap<string, string>;
  /** The layer that an instance was made of, and the prefix of its weights' names. */
  readonly instance?: { readonly layer: string; readonly path: string };
}

type Place = Pick<Span, "start" | "end">;

export class TypeTable {
  readonly #values = new Map<string, Found & { readonly own: boolean }>();

  constructor(readonly file: string) {}

  readonly observe: Observer = (e, value, env, stage) => {
    if (e.span.file !== this.file) return;
    const key = keyOf(e.span, stage ?? false);
    const own = isOwn(env);
    const before = this.#values.get(key);
    if (before !== undefined && (before.own || !own)) return;
    this.#values.set(key, { ...found(value), own });
  };

  of(span: Place): Found | undefined {
    return this.#values.get(keyOf(span, false));
  }

  /** What comes out of a stage of a pipe. */
  ofStage(span: Place): Found | undefined {
    return this.#values.get(keyOf(span, true));
  }

  get size(): number {
    return this.#values.size;
  }
}

const keyOf = ({ start, end }: Place, stage: boolean): string => `${start}:${end}${stage ? ":stage" : ""}`;

/** A declaration checked alone is one frame below the root; `train`, `data`, `config` and `test` are the root itself. */
const isOwn = (env: Env): boolean => env.frame.depth === (env.build.symbolic ? 1 : 0);

function found(value: Value): Found {
  const base = { kind: value.kind, text: typeText(value) };
  if (value.kind === "record")
    return { ...base, fields: new Map([...value.fields].map(([name, field]) => [name, typeText(field)])) };
  if (value.kind === "instance" && value.instance instanceof Instance)
    return { ...base, instance: { layer: value.instance.title, path: value.instance.path } };
  return base;
}

/** As a user would write the type, with the value of numbers that are known. */
export function typeText(value: Value): string {
  switch (value.kind) {
    case "tensor":
      return showTensorType(value.node.type.dtype, value.node.type.shape).replace(/\b_\w*\d\b/g, "_");
    case "int":
      return `int = ${value.value}`;
    case "float":
    case "bool":
      return value.value === undefined ? value.kind : `${value.kind} = ${value.value}`;
    case "string":
      return "string";
    case "record":
      return `{ ${[...value.fields].map(([name, field]) => `${name}: ${typeText(field)}`).join(", ")} }`;
    case "instance":
      return value.instance instanceof Instance ? `instance of ${value.instance.title}` : "instance";
    case "list":
    case "fn":
    case "layer":
    case "optimizer":
    case "data":
    case "builtin":
      return describe(value).replaceAll("`", "");
  }
}

/** Whether an expression's type says something that its text does not. */
export const isTelling = (x: Found | undefined): x is Found =>
  x !== undefined && (x.kind === "tensor" || x.kind === "record" || x.kind === "instance");
