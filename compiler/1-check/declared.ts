/**
 * The types of inputs of which a caller gives only the elements, from what a `fn` or `model` declares.
 *
 * Sizes that are declared as numbers are known; names are solved for: from the shapes that are given, and from the number of
 * elements of an input in whose shape one name is left. So `x: [batch, 784]` takes 7,840 numbers as a batch of 10.
 */
import type { Fn, Layer, Param } from "../../grammar/ast.ts";
import { diagnostic, DiagnosticError } from "../diagnostics.ts";
import { atomsOf, type Dim, isKnown, productOf, showDim, showShape, substituteDim } from "../ir/dims.ts";
import type { DType, TensorType } from "../ir/graph.ts";
import { Build, type Env, rootFrame } from "./build.ts";
import { evaluate } from "./expr.ts";
import { attempt } from "./fail.ts";
import { Scope } from "./scope.ts";
import type { Session } from "./session.ts";
import { scalarType, symbolicValue } from "./types.ts";
import type { Value } from "./value.ts";

/** What a caller says of an input. */
export interface GivenInput {
  /** Said by the caller; otherwise it is the declared one. */
  readonly dtype?: DType;
  /** Where nothing is declared. */
  readonly natural: DType;
  /** Absent for elements alone. */
  readonly shape?: readonly number[];
  /** The number of elements. */
  readonly length: number;
  /** Of an input that is one number or truth value. */
  readonly value?: number | boolean;
}

interface Declared {
  readonly dtype: DType;
  /** A pack of leading dims is one size here. */
  readonly dims: readonly Dim[];
  readonly isPacked: boolean;
}

/** Types for the given inputs, settings included. Throws NN0605 where elements alone do not say what a shape is. */
export function inputTypes(
  session: Session,
  home: Scope,
  decl: Fn | Layer,
  given: Readonly<Record<string, GivenInput>>,
): Record<string, TensorType> {
  const declared = declaredInputs(session, home, decl, given);
  const sizes = new Map<string, Dim>();
  const at = (dims: readonly Dim[]) => dims.map((d) => substituteDim(d, sizes));
  let found = -1;
  while (found !== sizes.size) {
    found = sizes.size;
    for (const [name, { dims, isPacked }] of declared) {
      const input = given[name];
      if (!input) continue;
      if (!input.shape) solveProduct(at(dims), input.length, sizes);
      else if (!isPacked && input.shape.length === dims.length)
        dims.forEach((d, i) => solve(substituteDim(d, sizes), input.shape![i]!, sizes));
    }
  }
  return Object.fromEntries(
    Object.entries(given).map(([name, input]) => {
      const known = declared.get(name);
      const dtype = input.dtype ?? known?.dtype ?? input.natural;
      return [
        name,
        { dtype, shape: input.shape ?? shapeOf(decl.name.name, name, input, known && at(known.dims)) },
      ];
    }),
  );
}

/**
 * The types of all tensors that a `fn` or `model` takes, for so many examples: the name that the first axes bear is their
 * number. Undefined for an input whose type that leaves open. `given` are settings.
 */
export function typesForExamples(
  session: Session,
  home: Scope,
  decl: Fn | Layer,
  given: Readonly<Record<string, GivenInput>>,
  examples: number,
): Record<string, TensorType | undefined> {
  const declared = declaredInputs(session, home, decl, given);
  const firsts = new Set(
    [...declared.values()].flatMap(({ dims: [first] }) =>
      first === undefined || isKnown(first) ? [] : [showDim(first)],
    ),
  );
  const sizes = new Map<string, Dim>(firsts.size === 1 ? [[[...firsts][0]!, examples]] : []);
  const params = decl.kind === "fn" ? decl.params : decl.inputs;
  const tensors = params.filter((p) => !p.default && (!p.type || scalarType(p.type) === undefined));
  return Object.fromEntries(
    tensors.map(({ name: { name } }) => {
      const { dtype, dims } = declared.get(name) ?? { dtype: "f32", dims: undefined };
      const shape = dims?.map((d) => substituteDim(d, sizes));
      return [name, shape?.every(isKnown) ? { dtype, shape } : undefined];
    }),
  );
}

function declaredInputs(
  session: Session,
  home: Scope,
  decl: Fn | Layer,
  given: Readonly<Record<string, GivenInput>>,
): ReadonlyMap<string, Declared> {
  const found = new Map<string, Declared>();
  const build = new Build(session, { symbolic: true, training: undefined, phase: "run" });
  const scope = new Scope(home);
  const env: Env = { build, scope, frame: rootFrame("", "", true) };
  const make = (dtype: DType, shape: readonly Dim[], name: string) => {
    const isPacked = shape.some((d) => atomsOf(d).some((a) => a.startsWith("...")));
    found.set(name, { dtype, dims: shape, isPacked });
    return build.b.input({ name, role: "argument", dtype, shape });
  };
  const params = decl.kind === "fn" ? decl.params : [...(decl.settings ?? []), ...decl.inputs];
  const bind = (p: Param, value: Value | undefined) =>
    scope.bind(p.name.name, { kind: "input", span: p.span, value });
  session.silently(() => {
    // Sizes may name the numbers among the parameters, wherever those stand.
    for (const p of params) {
      const number = given[p.name.name]?.value;
      const isSize = p.type === undefined ? p.default !== undefined : scalarType(p.type) === "int";
      if (typeof number === "number" && isSize) bind(p, { kind: "int", value: number });
      else if (p.default)
        bind(
          p,
          attempt(env, () => evaluate(env, p.default!)),
        );
    }
    for (const p of params) {
      if (p.type === undefined || scalarType(p.type) !== undefined) continue;
      const value = attempt(env, () => symbolicValue(env, p.type!, p.name.name, make));
      if (!p.default) bind(p, value);
    }
  });
  return found;
}

/** A size that is one name is what was given in its place. */
function solve(size: Dim, given: number, sizes: Map<string, Dim>): void {
  const [name] = atomsOf(size);
  if (name !== undefined && showDim(size) === name) sizes.set(name, given);
}

function solveProduct(dims: readonly Dim[], length: number, sizes: Map<string, Dim>): void {
  const open = dims.filter((d) => !isKnown(d));
  if (open.length !== 1) return;
  const rest = productOf(dims.filter(isKnown)) as number;
  if (rest > 0 && length % rest === 0) solve(open[0]!, length / rest, sizes);
}

function shapeOf(
  callee: string,
  name: string,
  input: GivenInput,
  dims: readonly Dim[] | undefined,
): number[] {
  // An input of an undeclared type: a number, or numbers in a row.
  if (!dims) return input.value === undefined ? [input.length] : [];
  const wrong = (title: string, help: string) => new DiagnosticError(diagnostic("NN0605", title, { help }));
  if (!dims.every(isKnown) || dims.some((d) => d <= 0)) {
    throw wrong(
      `the input \`${name}\` of \`${callee}\` is ${showShape(dims)}, which ${input.length} elements alone do not settle`,
      `give its shape: \`{ shape: […], data }\``,
    );
  }
  const size = productOf(dims) as number;
  if (size === input.length) return dims.map(Number);
  throw wrong(
    `the input \`${name}\` of \`${callee}\` is ${showShape(dims)}, and ${input.length} elements were given`,
    `give ${size} elements`,
  );
}
