/**
 * Straight-line Python from the nodes of a graph: a statement for each value that has a name or is used twice, expressions
 * for the rest, loops for `scan`.
 */
import { isOp, type Node, type OpName, type ScanBody } from "../../ir/graph.ts";
import type { Span } from "../../../grammar/ast.ts";
import { type Mixed, type Num, type Twins } from "../twin.ts";
import { invariant } from "../../diagnostics.ts";
import {
  atom,
  batchAxis,
  type Code,
  dims,
  isNumber,
  LEVEL,
  sameShape,
  sizeText,
  tuple,
  within,
} from "./code.ts";
import { DTYPE } from "./elementwise.ts";
import { gathered, localShape, type Operands, type Rule, sharded } from "./operands.ts";
import { type Structural, torchOps } from "./ops.ts";
import { Names } from "./names.ts";

/** Expressions longer than this get a name. */
const LONGEST = 64;

export interface BodyOptions {
  readonly twins: Twins;
  /** Where a node comes from, for a comment. */
  readonly place: (spans: readonly Span[]) => string | undefined;
  /** No derivative is taken of what is emitted (an optimizer's rule). */
  readonly plain?: boolean;
  /** A tensor of the node's own shape, where that is not its type's (an optimizer's rule on vectors of any length). */
  readonly widen?: (code: Code) => Code;
  /** The Python of a leaf: a weight, an input. */
  readonly leaf: (node: Node<"input">) => Code;
}

export class Body {
  readonly lines: string[] = [];
  readonly bound = new Map<Node, Code>();
  #indent = "";
  #comment: string | undefined;

  constructor(
    readonly options: BodyOptions,
    readonly names: Names,
    /** How often each node is used in this body. */
    readonly uses: ReadonlyMap<Node, number>,
    /** Spans and names of the graph that is emitted. */
    readonly graph: { spans: ReadonlyMap<Node, readonly Span[]>; names: ReadonlyMap<Node, string> },
  ) {}

  line(text: string): void {
    this.lines.push(`${this.#indent}${text}`);
  }

  /** The code of a node that has been emitted or can be written anywhere. */
  code(node: Node): Code {
    const known = this.bound.get(node);
    if (known) return known;
    const made = isOp(node, "input") ? this.options.leaf(node) : undefined;
    invariant(made, "export", () => `%${node.id} ${node.op} is used before it is emitted`);
    return made;
  }

  /** A tensor of the node's own shape; numbers become tensors. */
  full(node: Node): Code {
    return this.widened(this.code(node), this.options.twins.shape(node), node);
  }

  widened(code: Code, shape: readonly Num[], node: Node): Code {
    if (this.options.widen) return this.options.widen(code);
    if (isNumber(code)) {
      const shard = batchAxis(shape);
      const sizes = localShape(shape, shard);
      return atom(`full(${tuple(sizes)}, ${code.text}, ${DTYPE[node.type.dtype]})`, shape, shard);
    }
    if (sameShape(dims(code), shape)) return code;
    const given = dims(code);
    const wanted = batchAxis(shape);
    const own = wanted === null ? undefined : given.at(-wanted);
    // An axis of examples that comes from expanding is split; one that is there already is as it is.
    const isNew = wanted !== null && (given.length < wanted || own === 1);
    const shard = code.shard ?? (isNew ? wanted : null);
    return atom(`${within(code, LEVEL.atom)}.expand(${localShape(shape, shard).join(", ")})`, shape, shard);
  }

  /** Computes a node whose operands are known, and names it where that is worth it. */
  emit(node: Node): void {
    if (this.bound.has(node) || isOp(node, "input")) return;
    if (isOp(node, "scan")) return this.#scan(node);
    // A loop binds its results itself.
    if (isOp(node, "result")) return;
    const code = this.#compute(node);
    const name = this.graph.names.get(node);
    const uses = this.uses.get(node) ?? 0;
    if (node.op === "const") {
      this.bound.set(node, code);
      return;
    }
    const trivial = /^-?[\w.]+(\(run\.\w+\))?$|^-?[\d.]+e-?\d+$/.test(code.text);
    if (trivial || (uses <= 1 && name === undefined && code.text.length <= LONGEST)) {
      this.bound.set(node, code);
      return;
    }
    // Number literals need no name, whatever they are called in the source.
    if (isNumber(code) && code.text.length <= 24 && uses <= 1) {
      this.bound.set(node, code);
      return;
    }
    this.assign(node, code, name ?? DEFAULT[node.op] ?? node.op);
  }

  assign(node: Node, code: Code, wanted: string): void {
    const name = this.names.take(wanted);
    this.line(`${name} = ${code.text}${this.#placed(node)}`);
    this.bound.set(node, atom(name, code.shape, code.shard));
  }

  #placed(node: Node): string {
    const place = this.options.place(this.graph.spans.get(node) ?? []);
    if (place === undefined || place === this.#comment) return "";
    this.#comment = place;
    return `  # ${place}`;
  }

  #compute(node: Node): Code {
    const { twins, plain = false } = this.options;
    const operands: Operands = {
      x: (i) => this.code(node.in[i]!),
      full: (i) => this.full(node.in[i]!),
      count: node.in.length,
      typeOf: (i) => twins.shape(node.in[i]!),
      shape: twins.shape(node),
      dtype: node.type.dtype,
      plain,
    };
    const rule = torchOps[node.op as Exclude<OpName, Structural>] as Rule<OpName> | undefined;
    if (!rule) throw twins.refusal(node, `needs \`${node.op}\`, which has no counterpart in PyTorch`);
    return rule(operands, twins.attrs(node) as Mixed<never>, node);
  }

  #scan(scan: Node<"scan">): void {
    const { body, carries, slices, reverse } = scan.attrs;
    const { twins } = this.options;
    const { length } = twins.attrs(scan) as unknown as { readonly length: Num };
    const operands = scan.in;
    const used = this.#usedResults(scan);
    const inner = innerNames(body);
    const carried = body.leaves.slice(0, carries).map((leaf, i) => {
      const axis = batchAxis(twins.shape(leaf));
      const start = sharded(this.full(operands[i]!), axis);
      const name = this.names.take(inner.get(body.outputs[i]!) ?? "carry");
      this.line(`${name} = ${start.text}`);
      return { leaf, name, axis, shape: dims(start), final: name };
    });
    const stacks = body.outputs.slice(carries).map((node, i) => {
      if (!used.has(carries + i)) return undefined;
      const name = this.names.take(`${inner.get(node) ?? "out"}s`);
      this.line(`${name} = [None] * ${sizeText(length)}`);
      return { node, name, index: carries + i };
    });
    const sliced = body.leaves.slice(carries, carries + slices).map((leaf, i) => {
      const whole = this.full(operands[carries + i]!);
      const x = whole.shard === dims(whole).length ? gathered(whole) : whole;
      return { leaf, x };
    });
    const t = this.names.take("t");
    const wanted = body.outputs.filter((_, i) => i < carries || used.has(i));
    const round = new Body(this.options, this.names, usesOf(wanted), body.graph);
    round.#indent = `${this.#indent}    `;
    round.bound.set(body.step, atom(t, "number"));
    for (const c of carried) round.bound.set(c.leaf, atom(c.name, c.shape, c.axis));
    body.leaves
      .slice(carries + slices)
      .forEach((leaf, i) => round.bound.set(leaf, this.code(operands[carries + slices + i]!)));
    const range = sizeText(length);
    this.line(`for ${t} in ${reverse ? `reversed(range(${range}))` : `range(${range})`}:`);
    for (const { leaf, x } of sliced) {
      const shape = dims(x).slice(1);
      const name = this.names.take("item");
      round.line(`${name} = ${within(x, LEVEL.atom)}[${t}]`);
      round.bound.set(leaf, atom(name, shape, x.shard));
    }
    round.run(wanted);
    const outs = stacks.filter((s) => s !== undefined);
    const shapes = new Map<number, { shape: readonly Num[]; shard: number | null }>();
    for (const { node, name, index } of outs) {
      const value = round.full(node);
      round.line(`${name}[${t}] = ${value.text}`);
      shapes.set(index, { shape: dims(value), shard: value.shard });
    }
    const next = carried.map((c, i) => sharded(round.full(body.outputs[i]!), c.axis).text);
    if (carried.length > 0) round.line(`${carried.map((c) => c.name).join(", ")} = ${next.join(", ")}`);
    this.lines.push(...round.lines);
    for (const result of used.values()) {
      const { index } = result.attrs;
      const c = carried[index];
      if (c) this.bound.set(result, atom(c.name, c.shape, c.axis));
      else {
        const { name } = stacks[index - carries]!;
        const { shape, shard } = shapes.get(index)!;
        this.line(`${name} = torch.stack(${name})`);
        this.bound.set(result, atom(name, [length, ...shape], shard));
      }
    }
  }

  /** The results of a loop that anything here reads, by their index. */
  #usedResults(scan: Node): Map<number, Node<"result">> {
    const found = new Map<number, Node<"result">>();
    for (const [node, count] of this.uses)
      if (count > 0 && isOp(node, "result") && node.in[0] === scan) found.set(node.attrs.index, node);
    return found;
  }

  /** Emits everything that `outputs` need. */
  run(outputs: readonly Node[]): void {
    for (const node of inOrder(outputs, (n) => this.bound.has(n))) this.emit(node);
  }
}

/** Short names for values that the source does not name. */
const DEFAULT: Partial<Record<OpName, string>> = {
  dot: "product",
  conv: "image",
  sum: "total",
  reduceMax: "top",
  reduceMin: "least",
  where: "chosen",
  random: "draw",
  windows: "views",
  gather: "rows",
  takeAlong: "picked",
  mul: "x",
  add: "x",
  sub: "x",
  div: "x",
  reshape: "x",
  permute: "x",
};

function innerNames(body: ScanBody): ReadonlyMap<Node, string> {
  return body.graph.names;
}

/** The nodes under `outputs` in the order in which they can be computed; `known` ones and what is below them are left out. */
export function inOrder(outputs: readonly Node[], known: (node: Node) => boolean): Node[] {
  const seen = new Set<Node>();
  const stack = [...outputs];
  for (let n = stack.pop(); n; n = stack.pop()) {
    if (seen.has(n) || known(n)) continue;
    seen.add(n);
    stack.push(...n.in);
  }
  return [...seen].sort((a, b) => a.id - b.id);
}

/** How often each node is used under `outputs`; an output counts as a use. */
export function usesOf(outputs: readonly Node[]): Map<Node, number> {
  const uses = new Map<Node, number>();
  for (const n of inOrder(outputs, () => false)) for (const x of n.in) uses.set(x, (uses.get(x) ?? 0) + 1);
  for (const n of outputs) uses.set(n, (uses.get(n) ?? 0) + 1);
  return uses;
}
