/**
 * Reading a primitive's arguments: each reader returns what the primitive works with, or ends the call with a diagnostic
 * that points at the argument, says what came and what was wanted, and how to convert.
 *
 * Two things are unknown while a declaration is checked on its own. Integers may be symbolic: as sizes they are used as
 * they are, and where a number is needed (a stride, an axis) the reader gives `undefined` and the primitive answers with
 * a stand-in of the right shape. Floats and bools may be undefined: their value does not decide a shape.
 */
import { addDims, atomsOf, type Dim, isKnown, showDim, showShape } from "../../ir/dims.ts";
import type { DType } from "../../ir/graph.ts";
import {
  type BoundArg,
  type Builtin,
  type BuiltinContext,
  describe,
  type RestArg,
  showTensorType,
  type TensorNode,
  type Value,
} from "../value.ts";
import { type Span, wrapped } from "../../diagnostics.ts";
import { isTensorLike, toTensor } from "../coerce.ts";
import { type Axis, knownPositions } from "../positions.ts";

export type Args = Readonly<Record<string, BoundArg>>;

/** Makes a builtin whose body reads its arguments through a `Reader`. */
export function define(
  name: string,
  params: readonly string[],
  doc: string,
  body: (r: Reader, cx: BuiltinContext) => Value,
): Builtin {
  return { name, params, doc, apply: (cx, args) => body(new Reader(cx, name, args), cx) };
}

export const tensor = (node: TensorNode): Value => ({ kind: "tensor", node });
export const int = (value: Dim): Value => ({ kind: "int", value });
export const float = (value: number | undefined): Value => ({ kind: "float", value });
export const bool = (value: boolean | undefined): Value => ({ kind: "bool", value });

export const isFloat = (dtype: DType): boolean => dtype === "f32" || dtype === "f16";

/** A tensor that has the right type and no meaning: only types are looked at while sizes are symbolic. */
export function standIn(cx: BuiltinContext, shape: readonly Dim[], dtype: DType): TensorNode {
  return cx.b.full(shape, 0, dtype);
}

/** Ends the call if a size is known to be zero or less. */
export function requireSizes(cx: BuiltinContext, shape: readonly Dim[], span: Span, what: string): void {
  const bad = shape.findIndex((d) => isKnown(d) && d <= 0);
  if (bad >= 0)
    cx.fail("NN0224", `${what} would have shape ${showShape(shape)}, which is empty`, {
      span,
      label: `axis ${bad} has size ${showDim(shape[bad]!)}`,
    });
}

export class Reader {
  constructor(
    readonly cx: BuiltinContext,
    readonly name: string,
    readonly args: Args,
  ) {}

  has(param: string): boolean {
    return this.args[param] !== undefined;
  }

  span(param: string): Span {
    return this.args[param]?.span ?? this.cx.span;
  }

  value(param: string): Value {
    const arg = this.args[param];
    if (!arg) return this.cx.fail("NN0320", `\`${this.name}\` needs its argument \`${param}\``);
    return arg.value;
  }

  /** What a `...rest` collected. */
  rest(param: string): readonly RestArg[] {
    const arg = this.args[param];
    if (!arg) return [];
    if (arg.items) return arg.items;
    if (arg.value.kind !== "list") return [{ value: arg.value, span: arg.span }];
    return arg.value.items.map((value) => ({ value, span: arg.span }));
  }

  /** Ends the call: `param` is not what the primitive wants. */
  wants(param: string, wanted: string, help?: string): never {
    return this.cx.fail(
      "NN0320",
      `\`${this.name}\` wants ${wanted} as \`${param}\`, not ${describe(this.value(param))}`,
      {
        span: this.span(param),
        label: `this is ${describe(this.value(param))}`,
        ...(help === undefined ? {} : { help }),
      },
    );
  }

  /** Ends the call: the value of `param` makes no sense here. */
  bad(param: string, title: string, label?: string, help?: string): never {
    return this.cx.fail("NN0323", title, {
      span: this.span(param),
      ...(label === undefined ? {} : { label }),
      ...(help === undefined ? {} : { help }),
    });
  }

  // ---------------------------------------------------------------- tensors

  /** A tensor, or numbers and lists of numbers as one of dtype `literal` (f32 unless told). */
  tensor(param: string, literal: DType = "f32", value = this.value(param)): TensorNode {
    if (!isTensorLike(value)) return this.wants(param, "a tensor");
    return toTensor(this.cx, value, literal, this.span(param));
  }

  /** A tensor of floats. */
  floats(param: string): TensorNode {
    return this.requireFloats(this.tensor(param), param);
  }

  requireFloats(x: TensorNode, param: string): TensorNode {
    if (!isFloat(x.type.dtype))
      this.cx.fail("NN0321", `\`${this.name}\` is for floats, and this is ${x.type.dtype}`, {
        span: this.span(param),
        label: `has type ${showTensorType(x.type.dtype, x.type.shape)}`,
        fixes: [{ title: "convert it with `f32(x)`", edits: wrapped(this.span(param), "f32") }],
      });
    return x;
  }

  /** A tensor of floats or integers. */
  numbers(param: string): TensorNode {
    const x = this.tensor(param);
    if (x.type.dtype === "bool")
      this.cx.fail("NN0321", `\`${this.name}\` is for numbers, and this is bool`, {
        span: this.span(param),
        label: `has type ${showTensorType(x.type.dtype, x.type.shape)}`,
        help: "convert it with `f32(x)` or `i32(x)`",
      });
    return x;
  }

  /** Positions along an axis. Those that are known are checked, and count from the end where negative. */
  positions(param: string, axis: Axis): TensorNode {
    return this.indices(
      param,
      knownPositions(this.value(param), axis, (code, title, label) =>
        this.cx.fail(code, title, { span: this.span(param), label }),
      ),
    );
  }

  /** Whole numbers: labels, positions. */
  indices(param: string, value = this.value(param)): TensorNode {
    const x = this.tensor(param, "i32", value);
    if (x.type.dtype !== "i32")
      this.cx.fail(
        "NN0321",
        `\`${this.name}\` wants whole numbers (i32) as \`${param}\`, and this is ${x.type.dtype}`,
        {
          span: this.span(param),
          label: `has type ${showTensorType(x.type.dtype, x.type.shape)}`,
          fixes: [
            {
              title: "declare the field or argument as `i32[…]`, or convert it with `i32(x)`",
              edits: wrapped(this.span(param), "i32"),
              choice: true,
            },
          ],
        },
      );
    return x;
  }

  bools(param: string): TensorNode {
    const x = this.tensor(param, "bool");
    if (x.type.dtype !== "bool")
      this.cx.fail(
        "NN0321",
        `\`${this.name}\` wants a condition (bool) as \`${param}\`, and this is ${x.type.dtype}`,
        {
          span: this.span(param),
          label: `has type ${showTensorType(x.type.dtype, x.type.shape)}`,
          help: "write a comparison such as `x > 0`, or convert it with `bool(x)`",
        },
      );
    return x;
  }

  // ---------------------------------------------------------------- compile-time values

  /** A compile-time integer, possibly symbolic. */
  int(param: string): Dim {
    return this.asInt(this.value(param), param);
  }

  asInt(value: Value, param: string): Dim {
    if (value.kind === "int") return value.value;
    if (value.kind === "float") {
      this.cx.fail("NN0322", `\`${param}\` of \`${this.name}\` is a whole number, not ${describe(value)}`, {
        span: this.span(param),
        ...(value.value === undefined || value.quotient !== undefined || this.value(param) !== value
          ? { help: "to cut off what comes after the point write `i32(…)`" }
          : {
              fixes: [
                {
                  title: `write \`${Math.round(value.value)}\`, or convert with \`i32(…)\``,
                  edits: [{ span: this.span(param), text: String(Math.round(value.value)) }],
                  choice: true,
                },
              ],
            }),
      });
    }
    if (value.kind === "tensor")
      this.cx.fail("NN0324", `\`${param}\` of \`${this.name}\` must be known when the program is compiled`, {
        span: this.span(param),
        label: "this is a tensor",
        help: "sizes and axes come from numbers, `config` values, settings and dims",
      });
    return this.wants(param, "a whole number");
  }

  /** A compile-time integer as a number; undefined where it is symbolic or not given. */
  known(param: string): number | undefined {
    if (!this.has(param)) return undefined;
    const d = this.int(param);
    return isKnown(d) ? d : undefined;
  }

  /** A compile-time float or int; undefined where it is not known yet. */
  number(param: string, otherwise: number): number | undefined {
    if (!this.has(param)) return otherwise;
    const value = this.value(param);
    if (value.kind === "float") return value.value;
    if (value.kind === "int") return isKnown(value.value) ? value.value : undefined;
    if (value.kind === "tensor")
      this.cx.fail("NN0324", `\`${param}\` of \`${this.name}\` must be known when the program is compiled`, {
        span: this.span(param),
        label: "this is a tensor",
      });
    return this.wants(param, "a number");
  }

  /** A compile-time bool; unknown counts as `otherwise`. */
  bool(param: string, otherwise: boolean): boolean {
    if (!this.has(param)) return otherwise;
    const value = this.value(param);
    if (value.kind !== "bool") return this.wants(param, "`true` or `false`");
    return value.value ?? otherwise;
  }

  string(param: string): string {
    const value = this.value(param);
    return value.kind === "string" ? value.value : this.wants(param, "a string");
  }

  /** A shape: whole numbers, or lists of them such as `shape(x)`, one after another; one number is a single axis. */
  shape(param: string): readonly Dim[] {
    const value = this.value(param);
    if (value.kind === "list") return this.#sizes(value.items, param);
    if (value.kind === "int") return [value.value];
    if (value.kind === "tensor")
      return this.wants(param, "a shape such as `[2, 3]`", "for the shape of a tensor write `shape(x)`");
    return this.wants(param, "a shape such as `[2, 3]`");
  }

  #sizes(items: readonly Value[], param: string): Dim[] {
    return items.flatMap((item) =>
      item.kind === "list" ? this.#sizes(item.items, param) : [this.asInt(item, param)],
    );
  }

  /** One number for all of `count` axes, or a list with one each; undefined where one of them is symbolic. */
  perAxis(param: string, count: number, otherwise: number): number[] | undefined {
    const dims = this.perAxisDims(param, count, otherwise);
    return dims.every(isKnown) ? dims : undefined;
  }

  perAxisDims(param: string, count: number, otherwise: Dim): Dim[] {
    if (!this.has(param)) return Array<Dim>(count).fill(otherwise);
    const value = this.value(param);
    if (value.kind !== "list") return Array<Dim>(count).fill(this.int(param));
    if (value.items.length !== count)
      this.bad(
        param,
        `\`${param}\` of \`${this.name}\` has ${value.items.length} entries for ${count} ${count === 1 ? "axis" : "axes"}`,
        undefined,
        `write one number, or a list of ${count}`,
      );
    return value.items.map((item) => this.asInt(item, param));
  }

  // ---------------------------------------------------------------- axes

  /**
   * One axis of a tensor of this shape, as a non-negative number. An axis that is not known yet stands for the last one: it
   * is the same one wherever a declaration mentions it, so shapes still agree.
   */
  axis(param: string, shape: readonly Dim[], otherwise = -1): number {
    const a = this.has(param) ? (this.known(param) ?? -1) : otherwise;
    return this.resolveAxis(a, shape, param);
  }

  resolveAxis(a: number, shape: readonly Dim[], param: string): number {
    const rank = shape.length;
    const axis = a < 0 ? a + rank : a;
    if (Number.isInteger(a) && axis >= 0 && axis < rank) return axis;
    // `...s` is one size here and any number of sizes in a call.
    const open = shape.find((d) => atomsOf(d).some((name) => name.startsWith("...")));
    if (open !== undefined)
      return this.cx.fail(
        "NN0223",
        `axis ${a} of ${showShape(shape)} is not known: \`${showDim(open)}\` is any number of axes`,
        {
          span: this.span(param),
          help: "name the axes in the header, such as `[batch, t]`",
        },
      );
    return this.cx.fail(
      "NN0223",
      `axis ${a} is out of range for a tensor with ${count(rank, "axis", "axes")}`,
      {
        span: this.span(param),
        ...(rank === 0
          ? { label: "a scalar has no axes" }
          : { help: `use 0 to ${rank - 1}, or -${rank} to -1 from the end` }),
      },
    );
  }

  /** `axis: n`, `axis: [n, …]` or absent (`otherwise`), sorted and without repeats. */
  axes(param: string, shape: readonly Dim[]): number[] | undefined {
    if (!this.has(param)) return undefined;
    const value = this.value(param);
    if (value.kind !== "list") return [this.axis(param, shape)];
    const axes = this.axesInOrder(param, value.items, shape);
    const repeated = axes.find((a, i) => axes.indexOf(a) !== i);
    if (repeated !== undefined && value.items.every((i) => i.kind === "int" && isKnown(i.value)))
      this.bad(param, `axis ${repeated} is named twice`);
    return [...new Set(axes)].sort((x, y) => x - y);
  }

  /** A list of axes as written. */
  axesInOrder(param: string, items: readonly Value[], shape: readonly Dim[]): number[] {
    return items.map((item) => {
      const d = this.asInt(item, param);
      return this.resolveAxis(isKnown(d) ? d : -1, shape, param);
    });
  }
}

export function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** `n` where it is a number; 1 stands in while sizes are symbolic, when values do not matter. */
export function knownOr1(d: Dim): number {
  return isKnown(d) ? d : 1;
}

/** The sum of sizes. */
export function sumDims(dims: readonly Dim[]): Dim {
  return dims.reduce(addDims, 0);
}
