/**
 * Nodes of an ONNX graph under construction, and what is known of their values.
 */
import { type DType, type Node } from "../../ir/graph.ts";
import type { Span } from "../../../grammar/ast.ts";
import { fraction, isScaled, type Num, sameNum, type Twins } from "../twin.ts";
import { type Attribute, type ElementType, elementCode, node as nodeMessage, tensor } from "./messages.ts";

/** A value by its name; its shape broadcasts to that of the node that it stands for. */
export interface Ref {
  readonly name: string;
  readonly shape: readonly Num[];
}

/** What all (sub)graphs of a file share. */
export class Shared {
  readonly initializers: Uint8Array[] = [];
  readonly #known = new Map<string, string>();
  #count = 0;

  constructor(
    readonly twins: Twins,
    /** A graph input and the axis of it that is the batch; undefined where there is none. */
    readonly batch: { readonly input: string; readonly axis: number } | undefined,
    readonly place: (spans: readonly Span[]) => string | undefined,
  ) {}

  fresh(hint: string): string {
    return `${hint}_${this.#count++}`;
  }

  /** An initializer with these numbers, written once. */
  constant(type: ElementType, shape: readonly number[], values: readonly number[]): string {
    const key = `${type}[${shape.join()}]${values.map((v) => (Object.is(v, -0) ? "-0" : v)).join()}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const name = this.fresh("const");
    this.#known.set(key, name);
    this.initializers.push(tensor(name, type, shape, values));
    return name;
  }
}

/** One graph: the model's, or the body of a loop. */
export class Writer {
  readonly nodes: Uint8Array[] = [];
  readonly bound = new Map<Node, Ref>();
  #examples: string | undefined;

  constructor(
    readonly shared: Shared,
    readonly outer?: Writer,
  ) {}

  /** Emits a node and gives the name of its (first) result. */
  op(
    type: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
    doc?: string,
  ): string {
    const name = this.shared.fresh(type.toLowerCase());
    this.nodes.push(nodeMessage(type, inputs, [name], attributes, doc));
    return name;
  }

  many(
    type: string,
    inputs: readonly string[],
    count: number,
    attributes: Readonly<Record<string, Attribute>>,
  ): string[] {
    const names = Array.from({ length: count }, () => this.shared.fresh(type.toLowerCase()));
    this.nodes.push(nodeMessage(type, inputs, names, attributes, undefined));
    return names;
  }

  /** A node that gives a value another name. */
  identity(from: string, to: string): Uint8Array {
    return nodeMessage("Identity", [from], [to], {}, undefined);
  }

  constant(type: ElementType, shape: readonly number[], values: readonly number[]): string {
    return this.shared.constant(type, shape, values);
  }

  ints(values: readonly number[]): string {
    return this.constant("i64", [values.length], values);
  }

  /** The number of examples, i64[1]. */
  examples(): string {
    if (this.outer) return this.outer.examples();
    const { input, axis } = this.shared.batch!;
    this.#examples ??= this.op("Gather", [this.op("Shape", [input]), this.ints([axis])], { axis: 0 });
    return this.#examples;
  }

  /** A size as i64[1]. */
  size(d: Num): string {
    if (!isScaled(d)) return this.ints([d]);
    const [p, q] = fraction(d.k)!;
    let name = this.examples();
    if (p !== 1) name = this.op("Mul", [name, this.ints([p])]);
    if (q !== 1) name = this.op("Div", [name, this.ints([q])]);
    return d.c === 0 ? name : this.op("Add", [name, this.ints([d.c])]);
  }

  /** A shape as a vector of i64. */
  sizes(shape: readonly Num[]): string {
    if (!shape.some(isScaled)) return this.ints(shape as readonly number[]);
    const parts = shape.map((d) => this.size(d));
    return parts.length === 1 ? parts[0]! : this.op("Concat", parts, { axis: 0 });
  }

  /** For Reshape: one size may be left open. */
  target(shape: readonly Num[]): string {
    if (shape.filter(isScaled).length !== 1) return this.sizes(shape);
    return this.ints(shape.map((d) => (isScaled(d) ? -1 : d)));
  }

  ref(n: Node): Ref {
    const found = this.bound.get(n) ?? this.outer?.bound.get(n);
    if (!found)
      throw this.shared.twins.refusal(n, `needs \`${n.op}\`, which comes from outside of the model`);
    return found;
  }

  /** The value in its node's own shape. */
  full(n: Node): string {
    const { name, shape } = this.ref(n);
    const wanted = this.shared.twins.shape(n);
    const same = shape.length === wanted.length && shape.every((d, i) => sameNum(d, wanted[i]!));
    return same ? name : this.op("Expand", [name, this.sizes(wanted)]);
  }

  cast(name: string, dtype: DType | "i64"): string {
    return this.op("Cast", [name], { to: elementCode(dtype) });
  }
}
