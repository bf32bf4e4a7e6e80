/**
 * Rules as data: a pattern over a node and its operands, and what replaces the node.
 *
 * Safety says what a rule may change. `exact`: nothing, bit for bit, whatever the values are (NaN is one value).
 * `finite`: only infinities, NaNs and the sign of zero; results that were finite stay equal. `reassoc`: rounding, too.
 */
import type { Node, OpName } from "../ir/graph.ts";
import type { Builder } from "../ops/builder.ts";

export type Safety = "exact" | "finite" | "reassoc";

/** `N` are the names that a match binds. */
export type Pattern<N extends string = string> =
  | { readonly kind: "any"; readonly name: N }
  | { readonly kind: "splat"; readonly test: (value: number) => boolean; readonly name?: N }
  | { readonly kind: "op"; readonly op: OpName; readonly in: readonly Pattern<N>[]; readonly name?: N };

/** Any node; the same name twice is the same node twice. */
export function any<N extends string>(name: N): Pattern<N> {
  return { kind: "any", name };
}

/** A tensor filled with one known number: `value` exactly (0 is not -0), or any number that passes the test. */
export function splat<N extends string = never>(
  value: number | ((v: number) => boolean),
  name?: N,
): Pattern<N> {
  const test = typeof value === "number" ? (v: number) => Object.is(v, value) : value;
  return name === undefined ? { kind: "splat", test } : { kind: "splat", test, name };
}

/** A node of this op whose operands match, in either order where the op commutes. Without operands: any operands. */
export function op<N extends string = never>(name: OpName, ...operands: readonly Pattern<N>[]): Pattern<N> {
  return { kind: "op", op: name, in: operands };
}

/** The pattern, its node bound to `name`. */
export function as<M extends string, N extends string>(name: M, pattern: Pattern<N>): Pattern<M | N> {
  return { ...pattern, name };
}

export const COMMUTATIVE: ReadonlySet<OpName> = new Set<OpName>([
  "add",
  "mul",
  "max",
  "min",
  "eq",
  "and",
  "or",
]);

/** The number that fills `node`, if it is known: a constant, broadcast or moved in whatever way. */
export function splatValue(node: Node): number | undefined {
  let n = node;
  while (n.op === "broadcast" || n.op === "reshape" || n.op === "permute") n = n.in[0]!;
  return n.op === "const" ? (n as Node<"const">).attrs.value : undefined;
}

export function match(pattern: Pattern, node: Node, found: Map<string, Node>): boolean {
  if (pattern.name !== undefined) {
    const before = found.get(pattern.name);
    if (before && before !== node) return false;
    found.set(pattern.name, node);
  }
  switch (pattern.kind) {
    case "any":
      return true;
    case "splat": {
      const value = splatValue(node);
      return value !== undefined && pattern.test(value);
    }
    case "op": {
      if (node.op !== pattern.op) return false;
      if (pattern.in.length === 0) return true;
      if (pattern.in.length !== node.in.length) return false;
      const before = new Map(found);
      if (pattern.in.every((p, i) => match(p, node.in[i]!, found))) return true;
      restore(found, before);
      if (!COMMUTATIVE.has(node.op)) return false;
      if (pattern.in.every((p, i) => match(p, node.in[1 - i]!, found))) return true;
      restore(found, before);
      return false;
    }
  }
  return pattern satisfies never;
}

function restore(found: Map<string, Node>, before: ReadonlyMap<string, Node>): void {
  found.clear();
  for (const [k, v] of before) found.set(k, v);
}

const SPLAT = 1 << 30;
const bits = new Map<OpName, number>();

/** A bit of an op; some ops share one. */
function bitOf(op: OpName): number {
  let bit = bits.get(op);
  if (bit === undefined) bits.set(op, (bit = 1 << (bits.size % 30)));
  return bit;
}

/** Which ops the operands are, and whether one is filled with a known number: most rules ask for what is not there. */
export function bitsOfOperands(node: Node): number {
  let all = 0;
  for (const operand of node.in) all |= bitOf(operand.op) | (splatValue(operand) === undefined ? 0 : SPLAT);
  return all;
}

/** Makes the replacement of a matched node, of the same type; null declines. */
export type Build<N extends string> = (
  b: Builder,
  found: Readonly<Record<N, Node>>,
  root: Node,
) => Node | null;

export interface Rule {
  readonly name: string;
  readonly safety: Safety;
  /** The op at the pattern's root; rules are looked up by it. */
  readonly root: OpName;
  /** What must be among the operands, as `bitsOfOperands` tells it of a node. */
  readonly needs: number;
  apply(b: Builder, node: Node): Node | null;
}

export function rule<N extends string>(
  name: string,
  safety: Safety,
  pattern: Pattern<N>,
  build: Build<N>,
): Rule {
  if (pattern.kind !== "op") throw new Error(`the pattern of rule ${name} starts with no op`);
  return {
    name,
    safety,
    root: pattern.op,
    needs: pattern.in.reduce(
      (bits, p) => bits | (p.kind === "op" ? bitOf(p.op) : p.kind === "splat" ? SPLAT : 0),
      0,
    ),
    apply(b, node) {
      const found = new Map<string, Node>();
      if (!match(pattern, node, found)) return null;
      return build(b, Object.fromEntries(found) as Record<N, Node>, node);
    },
  };
}
