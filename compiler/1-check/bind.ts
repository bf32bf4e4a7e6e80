/**
 * Binding a header's dim variables to the values that meet it.
 *
 * A `Binder` belongs to one call. `bind` takes a parameter's type and its argument, adds the equations of its shape, and
 * gives the value as the parameter has it (numbers and lists become tensors). Names that mean an integer where the header
 * stands are that integer; all others are variables of the header.
 */
import type { DimPattern, Span, Type } from "../../grammar/ast.ts";
import type { DType } from "../ir/graph.ts";
import { type Dim, mayBeEqual, showDim, showShape } from "../ir/dims.ts";
import type { Env } from "./build.ts";
import { isTensorLike, toTensor } from "./coerce.ts";
import { columnType } from "./columns.ts";
import { contextAt } from "./context.ts";
import { fail, type FailParts } from "./fail.ts";
import { mismatchHelp } from "./mismatch.ts";
import { type Conflict, type Equation, Solver, unknown, unknownsOf } from "./solve.ts";
import { type DimLookup, dimOf, dtypeOfType, integerOf, scalarType, type ScalarType } from "./types.ts";
import { describe, type TensorNode, type Value } from "./value.ts";

export interface Given {
  readonly value: Value;
  readonly span: Span;
}

export class Binder {
  readonly solver = new Solver();
  readonly packs = new Map<string, { readonly sizes: readonly Dim[]; readonly span: Span }>();
  #anonymous = 0;

  /** `env.scope` is where the header stands (with its settings); `what` names the callee. */
  constructor(
    readonly env: Env,
    readonly what: string,
    /** Settings keep numbers and lists as they are: they serve the run and the initial values, two graphs. */
    readonly keepLiterals = false,
  ) {}

  readonly lookup: DimLookup = (name) => {
    if (name === "_") return unknown(`_${this.#anonymous++}`);
    return integerOf(this.env, name) ?? unknown(name);
  };

  /** The argument as its parameter has it. `subject` is the parameter's name. */
  bind(type: Type, given: Given, subject: string): Value {
    const { env } = this;
    const { value, span } = given;
    const scalar = scalarType(type);
    if (scalar) return this.#scalar(scalar, type, given, subject);
    if (type.kind === "recordType") {
      if (value.kind !== "record") return this.#wrong(type, given, subject, "a record");
      const fields = new Map<string, Value>();
      for (const field of type.fields) {
        const part = value.fields.get(field.name.name);
        if (!part) return this.#wrong(type, given, subject, `a record with \`${field.name.name}\``);
        fields.set(
          field.name.name,
          this.bind(field.type, { value: part, span }, `${subject}.${field.name.name}`),
        );
      }
      return { kind: "record", fields };
    }
    const dtype = dtypeOfType(env, type);
    if (value.kind === "layer")
      fail(env, "NN0306", `\`${value.decl.name.name}\` is used without being built`, span, {
        label: `this is ${describe(value)}, not a tensor`,
        help: `build it and apply it: ${buildForm(value.decl.name.name)}`,
      });
    const column = value.kind === "data" ? columnType(env, value) : undefined;
    if (column) {
      // A whole column stays a reference: it is a tensor only where weights are initialized.
      if (column.dtype !== dtype) return this.#wrong(type, given, subject, `${dtype}`);
      this.shape(type.shape ?? [], column.shape, type.span, span, subject);
      return value;
    }
    if (!isTensorLike(value)) return this.#wrong(type, given, subject, "a tensor");
    const node = toTensor(contextAt(env, span), value, dtype, span);
    if (node.type.dtype !== dtype)
      fail(env, "NN0202", `${this.#subject(subject)} is ${dtype} and gets ${node.type.dtype}`, span, {
        labels: [
          { span, text: `this is ${describe({ kind: "tensor", node })}` },
          { span: type.span, text: "declared here" },
        ],
        ...this.#otherDtype(node, dtype, subject),
      });
    this.shape(type.shape ?? [], node.type.shape, type.span, span, subject);
    return this.keepLiterals ? value : { kind: "tensor", node };
  }

  #scalar(wanted: ScalarType, type: Type, given: Given, subject: string): Value {
    const { value, span } = given;
    const fits =
      value.kind === wanted ||
      (wanted === "float" && value.kind === "int") ||
      (wanted === "layer" &&
        (value.kind === "instance" ||
          value.kind === "fn" ||
          value.kind === "builtin" ||
          value.kind === "layer"));
    if (fits) return value;
    if (value.kind === "tensor" && wanted === "layer") return this.#wrong(type, given, subject, "a layer");
    if (value.kind === "tensor" && wanted !== "string")
      fail(this.env, "NN0324", `${this.#subject(subject)} must be known when the program is compiled`, span, {
        labels: [
          { span, text: `this is a tensor, ${describe(value)}` },
          { span: type.span, text: "declared here" },
        ],
        ...(subject === "the result"
          ? {
              fixes: [
                {
                  title: `write \`${describe(value)}\``,
                  edits: [{ span: type.span, text: describe(value) }],
                },
              ],
            }
          : {}),
      });
    return this.#wrong(type, given, subject, wanted === "int" ? "an int" : `a ${wanted}`);
  }

  /** What to do about a tensor of another dtype: convert it, unless the call is mistaken as a whole. */
  #otherDtype(node: TensorNode, dtype: DType, subject: string): FailParts {
    const { type } = node;
    const classes = ["mse", "mae", "huber", "binary_cross_entropy"].includes(this.what);
    if (this.what === "cross_entropy" && subject === "logits")
      return { help: "give the logits first, as the network returns them: `cross_entropy(logits, y)`" };
    if (this.what === "cross_entropy" && subject === "target")
      return type.shape.length > 1
        ? { help: "the target is one class number for each example: `category(column)` in `data`; shares of all classes go to `soft_cross_entropy`" }
        : { help: "the target is class numbers: write `y: i32 = …` in `data`" };
    if (classes && type.dtype === "i32" && type.shape.length === 1)
      return { help: `class numbers go to \`cross_entropy(logits, y)\`; amounts are converted in \`data\`: \`[f32(…)]\`` };
    return { help: `convert it: \`${dtype}(…)\`` };
  } // prettier-ignore

  #subject(subject: string): string {
    return subject === "the result" ? `the result of \`${this.what}\`` : `\`${subject}\` of \`${this.what}\``;
  }

  #wrong(type: Type, given: Given, subject: string, wanted: string): never {
    return fail(
      this.env,
      "NN0202",
      `${this.#subject(subject)} is ${wanted}, not ${describe(given.value)}`,
      given.span,
      {
        labels: [
          { span: given.span, text: `this is ${describe(given.value)}` },
          { span: type.span, text: "declared here" },
        ],
        ...this.#insteadOf(given, wanted),
      },
    );
  }

  /** What to write for a value of another kind, where that is plain. */
  #insteadOf({ value, span }: Given, wanted: string): FailParts {
    const text = this.env.build.session.textOf(span) ?? "";
    const write = (instead: string): FailParts => ({
      fixes: [{ title: `write \`${instead}\``, edits: [{ span, text: instead }] }],
    });
    if (value.kind === "instance" && wanted === "a tensor" && /^\w+$/.test(text))
      return { help: `apply it to its input: \`${text}(x)\`` };
    if (value.kind === "string" && wanted === "a tensor" && /^[A-Za-z_]\w*$/.test(value.value))
      return write(value.value);
    if (value.kind === "tensor" && wanted === "a layer")
      return { help: "name the network itself, as `let` has built it: `let net = …`, then `net`" };
    if (value.kind === "instance" && wanted === "a tensor" && !text.includes("\n"))
      return { help: `a pipe begins with a tensor: \`x |> ${text} |> …\`` };
    if (value.kind === "string" && wanted === "an int" && /^\d+$/.test(value.value))
      return write(value.value);
    if (
      value.kind === "float" &&
      value.value !== undefined &&
      wanted === "an int" &&
      value.value >= 1 &&
      value.value < 1e9
    )
      return { help: `write a whole number, such as \`${Math.round(value.value)}\`` };
    if (value.kind === "data" && value.column === undefined && wanted === "a tensor")
      return {
        help: `name one of its fields, such as \`${value.name}.x\`; in \`train\` they stand alone: \`x\``,
      };
    return {};
  }

  /** Adds the equations of one shape. */
  shape(
    pattern: readonly DimPattern[],
    actual: readonly Dim[],
    declared: Span,
    given: Span,
    subject: string,
  ): void {
    const pack = pattern.findIndex((p) => p.kind === "dims");
    const named = pack < 0 ? pattern.length : pattern.length - 1;
    if (pack < 0 ? actual.length !== named : actual.length < named)
      this.#mismatch(
        pattern,
        actual,
        declared,
        given,
        subject,
        `has ${axes(actual.length)}`,
        `${pack < 0 ? "" : "at least "}${axes(named)}`,
      );
    const tail = pack < 0 ? 0 : pattern.length - pack - 1;
    for (let i = 0; i < (pack < 0 ? named : pack); i++)
      this.#axis(pattern, pattern[i]!, actual, i, declared, given, subject);
    if (pack < 0) return;
    this.#pack(pattern, pack, actual.slice(pack, actual.length - tail), actual, declared, given, subject);
    for (let i = 1; i <= tail; i++)
      this.#axis(pattern, pattern.at(-i)!, actual, actual.length - i, declared, given, subject);
  }

  #axis(
    pattern: readonly DimPattern[],
    p: DimPattern,
    actual: readonly Dim[],
    i: number,
    declared: Span,
    given: Span,
    subject: string,
  ): void {
    if (p.kind !== "dim") return;
    const equation: Equation = {
      pattern: dimOf(this.env, p.value, this.lookup),
      actual: actual[i]!,
      declared: p.span,
      given,
      subject,
    };
    const conflict = this.solver.add(equation);
    if (conflict) this.#conflict(conflict, pattern, actual, declared);
  }

  #pack(
    pattern: readonly DimPattern[],
    index: number,
    sizes: readonly Dim[],
    actual: readonly Dim[],
    declared: Span,
    given: Span,
    subject: string,
  ): void {
    const p = pattern[index]!;
    if (p.kind !== "dims" || !p.name) return;
    const name = p.name.name;
    const before = this.packs.get(name)?.sizes ?? this.env.scope.findPack(name);
    if (!before) this.packs.set(name, { sizes, span: given });
    else if (before.length !== sizes.length || before.some((d, i) => !mayBeEqual(d, sizes[i]!)))
      this.#mismatch(
        pattern,
        actual,
        declared,
        given,
        subject,
        `\`...${name}\` is ${showShape(sizes)}`,
        showShape(before),
        { packed: before },
      );
  }

  #conflict(
    conflict: Conflict,
    pattern: readonly DimPattern[],
    actual: readonly Dim[],
    declared: Span,
  ): never {
    const { equation: e } = conflict;
    if (conflict.kind === "inexact") {
      const text = this.env.build.session.textOf(e.declared) ?? "this size";
      return fail(
        this.env,
        "NN0204",
        `no whole number \`${conflict.variable}\` makes \`${text}\` equal ${showDim(e.actual)}`,
        e.given,
        {
          labels: [
            { span: e.given, text: `has size ${showDim(e.actual)}` },
            { span: e.declared, text: "declared here" },
          ],
        },
      );
    }
    const parts: { labels?: { span: Span; text: string }[]; notes?: string[] } = {};
    const [first] = conflict.because;
    const names = unknownsOf(e.pattern).map((a) => a.slice(1));
    if (first && names[0] !== undefined && first.by.subject !== e.subject)
      parts.notes = [
        `${names[0]} = ${showDim(first.value)} because of \`${first.by.subject}\`, ${showDim(first.by.actual)} there`,
      ];
    return this.#mismatch(
      pattern,
      actual,
      declared,
      e.given,
      e.subject,
      `has ${showDim(e.actual)}`,
      showDim(conflict.wanted),
      {
        ...parts,
        at: e.declared,
      },
    );
  }

  #mismatch(
    pattern: readonly DimPattern[],
    actual: readonly Dim[],
    declared: Span,
    given: Span,
    subject: string,
    has: string,
    wanted: string,
    extra: FailParts & { at?: Span; packed?: readonly Dim[] } = {},
  ): never {
    const shown = this.show(pattern);
    throw new ShapeMismatch(
      {
        shown,
        actual,
        declared: extra.at ?? declared,
        given,
        subject,
        has,
        wanted,
        notes: extra.notes ?? [],
        ...(extra.packed ? { packed: extra.packed } : {}),
      },
      this,
    );
  }

  /** The header's shape as written, for messages. */
  show(pattern: readonly DimPattern[]): string {
    const texts = pattern.map((p) => {
      if (p.kind === "dims") return `...${p.name?.name ?? ""}`;
      return this.env.build.session.textOf(p.span) ?? "_";
    });
    return `[${texts.join(", ")}]`;
  }

  /** Makes the solved variables visible in the callee's scope. */
  define(): void {
    for (const [name, { value, by }] of this.solver.solved)
      if (!name.startsWith("_"))
        this.env.scope.bind(name, { kind: "dim", span: by.declared, value: { kind: "int", value } });
    for (const [name, { sizes, span }] of this.packs) {
      this.env.scope.packs.set(name, sizes);
      if (!this.env.scope.own(name))
        this.env.scope.bind(name, {
          kind: "dim",
          span,
          value: { kind: "list", items: sizes.map((value) => ({ kind: "int", value })) },
        });
    }
  }
}

export interface MismatchFacts {
  readonly shown: string;
  readonly actual: readonly Dim[];
  readonly declared: Span;
  readonly given: Span;
  readonly subject: string;
  readonly has: string;
  readonly wanted: string;
  readonly notes: readonly string[];
  /** What `...s` stands for already, where that is what disagrees. */
  readonly packed?: readonly Dim[];
}

/** A shape that does not fit its declaration. Whoever bound it knows whether it is an argument or a result. */
export class ShapeMismatch extends Error {
  constructor(
    readonly facts: MismatchFacts,
    readonly binder: Binder,
  ) {
    super("shape mismatch");
    this.name = "ShapeMismatch";
  }
}

/** Reports a mismatch as that of an argument. `env` is the caller's. */
export function argumentMismatch(env: Env, what: string, m: MismatchFacts, dtype = ""): never {
  return fail(
    env,
    "NN0202",
    `\`${what}\` takes ${m.subject}: ${m.shown} and gets ${dtype}${showShape(m.actual)}`,
    m.given,
    {
      labels: [
        { span: m.given, text: `${m.has}, not ${m.wanted}` },
        { span: m.declared, text: "declared here" },
      ],
      notes: m.notes,
      ...mismatchHelp(env, what, m),
    },
  );
}

function axes(n: number): string {
  return n === 0 ? "no axes" : n === 1 ? "1 axis" : `${n} axes`;
}

export function buildForm(name: string): string {
  return `\`let net = ${name}(…)\`, then \`net(x)\``;
}
