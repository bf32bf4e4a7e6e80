/**
 * Written types: what they mean where all their sizes are known, and as rigid symbols while a declaration is checked alone.
 */
import type { Expr, Span, TensorType, Type } from "../../grammar/ast.ts";
import { addDims, atom, type Dim, divDims, isKnown, mulDims, negDim, showDim, subDims } from "../ir/dims.ts";
import type { DType } from "../ir/graph.ts";
import type { Env } from "./build.ts";
import { evaluate } from "./expr.ts";
import { fail } from "./fail.ts";
import { foreignType } from "./foreign.ts";
import { Poisoned } from "./scope.ts";
import { describe, showTensorType, type TensorNode, type Value } from "./value.ts";

export const dtypes: readonly DType[] = ["f32", "f16", "i32", "bool"];
const scalarTypes = ["int", "float", "bool", "string", "layer"] as const;
export type ScalarType = (typeof scalarTypes)[number];

/** `int`, `float`, … where the type is a compile-time one. */
export function scalarType(type: Type): ScalarType | undefined {
  if (type.kind !== "tensorType" || type.shape !== undefined || !type.name) return undefined;
  return scalarTypes.find((t) => t === type.name!.name);
}

export function dtypeOfType(env: Env, type: TensorType): DType {
  if (!type.name) return "f32";
  const dtype = dtypes.find((d) => d === type.name!.name);
  const meant = dtype ? undefined : foreignType(type.name.name);
  if (meant !== undefined)
    fail(env, "NN0212", `\`${type.name.name}\` is not a type`, type.name.span, {
      label: `called \`${meant}\` here`,
      fixes: [{ title: `write \`${meant}\``, edits: [{ span: type.name.span, text: meant }] }],
    });
  if (!dtype)
    fail(env, "NN0212", `\`${type.name.name}\` is not a type`, type.name.span, {
      help: "types are `f32[…]`, `f16[…]`, `i32[…]`, `bool[…]` (f32 where none is written), and `int`, `float`, `bool`, `string`, `layer`",
    });
  return dtype;
}

// ---------------------------------------------------------------- sizes as written

/** What a name in a size means: an integer, a variable of the header, or nothing. */
export type DimLookup = (name: string, span: Span) => Dim;

/** The size that a dim expression stands for. */
export function dimOf(env: Env, e: Expr, lookup: DimLookup): Dim {
  switch (e.kind) {
    case "num":
      if (!e.isInt) fail(env, "NN0213", `a size is a whole number, not ${e.text}`, e.span);
      return e.value;
    case "name":
      return lookup(e.name, e.span);
    case "unary":
      if (e.op === "-") return negDim(dimOf(env, e.x, lookup));
      break;
    case "binary": {
      const [a, b] = [dimOf(env, e.left, lookup), dimOf(env, e.right, lookup)];
      if (e.op === "+") return addDims(a, b);
      if (e.op === "-") return subDims(a, b);
      if (e.op === "*") return mulDims(a, b);
      if (e.op === "/") {
        const quotient = divDims(a, b);
        if (quotient !== undefined) return quotient;
        return fail(env, "NN0204", `${showDim(a)} is not divisible by ${showDim(b)}`, e.span, {
          label: "this size is not a whole number",
        });
      }
      break;
    }
    case "member":
    case "call": {
      const value = evaluate(env, e);
      if (value.kind === "int") return value.value;
      return fail(env, "NN0213", `a size is a whole number, not ${describe(value)}`, e.span);
    }
  }
  return fail(env, "NN0213", "a size is made of names, whole numbers and `+ - * /`", e.span);
}

/** Every name must mean an integer: sizes in a body's annotations. */
export function knownDims(env: Env): DimLookup {
  return (name, span) => {
    const value = integerOf(env, name);
    if (value !== undefined) return value;
    if (env.scope.find(name)?.value === undefined && env.scope.find(name)) throw new Poisoned();
    return fail(env, "NN0214", `the size \`${name}\` is not known here`, span, {
      label: "no dim, setting or config of this name",
      ...(name === "batch" && env.build.options.phase === "data"
        ? { help: "the type of a field is that of one example: leave `batch` out" }
        : {}),
    });
  };
}

/** The integer that a name means, if it means one. */
export function integerOf(env: Env, name: string): Dim | undefined {
  const value = env.scope.value(name);
  return value?.kind === "int" ? value.value : undefined;
}

// ---------------------------------------------------------------- a declaration on its own

/** A value of the declared type, its variables rigid: what a parameter is while its declaration is checked alone. */
export function symbolicValue(
  env: Env,
  type: Type,
  name: string,
  make: (dtype: DType, shape: readonly Dim[], name: string) => TensorNode,
): Value {
  const scalar = scalarType(type);
  if (scalar === "int") return { kind: "int", value: atom(name) };
  if (scalar === "float" || scalar === "bool") return { kind: scalar, value: undefined };
  if (scalar) throw new Poisoned();
  if (type.kind === "recordType") {
    const fields = new Map<string, Value>();
    for (const f of type.fields)
      fields.set(f.name.name, symbolicValue(env, f.type, `${name}.${f.name.name}`, make));
    return { kind: "record", fields };
  }
  if (type.kind !== "tensorType") return type satisfies never;
  let anonymous = 0;
  const rigid: DimLookup = (dim) => {
    if (dim === "_") return atom(`_${name}${anonymous++}`);
    const known = integerOf(env, dim);
    if (known !== undefined) return known;
    const value = atom(dim);
    env.scope.bind(dim, { kind: "dim", span: type.span, value: { kind: "int", value } });
    return value;
  };
  const shape = (type.shape ?? []).map((p) => {
    if (p.kind === "dim") return nonEmpty(env, dimOf(env, p.value, rigid), p.span);
    const size = atom(`...${p.name?.name ?? ""}`);
    if (p.name) {
      env.scope.packs.set(p.name.name, [size]);
      if (!env.scope.own(p.name.name))
        env.scope.bind(p.name.name, {
          kind: "dim",
          span: p.span,
          value: { kind: "list", items: [{ kind: "int", value: size }] },
        });
    }
    return size;
  });
  return { kind: "tensor", node: make(dtypeOfType(env, type), shape, name) };
}

/** A type in words, with the sizes that are known. */
export function showValueType(v: Value): string {
  if (v.kind === "tensor") return showTensorType(v.node.type.dtype, v.node.type.shape);
  if (v.kind === "record")
    return `{ ${[...v.fields].map(([k, f]) => `${k}: ${showValueType(f)}`).join(", ")} }`;
  return describe(v);
}

function nonEmpty(env: Env, d: Dim, span: Span): Dim {
  return isKnown(d) && d <= 0
    ? fail(
        env,
        "NN0224",
        `a size is at least 1, and this is ${d}`,
        span,
        d === -1 ? { help: "write `_` for a size that may be anything, or `batch` for the examples" } : {},
      )
    : d;
}

/** The concrete shape of a type all of whose sizes are known here. */
export function shapeOfType(env: Env, type: TensorType, lookup: DimLookup = knownDims(env)): readonly Dim[] {
  return (type.shape ?? []).flatMap((p) => {
    if (p.kind === "dim") {
      return [nonEmpty(env, dimOf(env, p.value, lookup), p.span)];
    }
    const pack = p.name && env.scope.findPack(p.name.name);
    return pack ?? fail(env, "NN0214", "leading dims `...` are not known here", p.span);
  });
}
