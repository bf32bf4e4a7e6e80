/**
 * Loops while kernels are made: a `scan` is dissolved into its body's nodes, once, among the others.
 *
 * What changes from round to round is a `cell`: the round's number, what is carried, the slices; and the places that the
 * loop stores into, which the nodes after it read as views. A carry's place is
 *   `stack`  [length + 1, …]: round r reads entry r and writes entry r + 1. Chosen where something reads the carries of all
 *            steps, as a backward pass does: they need no copy;
 *   `pair`   two entries, one read and one written, the last of which is entry 0;
 *   `same`   one entry, written over what is read: where the new value is the old one plus something, element by element.
 * The start is stored in the entry that round 0 reads, by a kernel before the loop.
 */
import type { Span } from "../../grammar/ast.ts";
import type { Expr, Exprs } from "../ir/expr.ts";
import { isOp, type Node, type ScanBody, sizeOf } from "../ir/graph.ts";
import { type Kernel, type KernelLoop, mapKernel } from "../ir/kernel.ts";
import type { Builder } from "../ops/builder.ts";
import { resultType } from "../ops/scan.ts";
import { Claims } from "./claims.ts";

export interface Carry {
  /** Stands for the value that a round starts from. */
  readonly leaf: Node;
  /** Stored before the loop, in the entry that round 0 reads. */
  readonly init: Node;
  readonly next: Node;
  readonly place: Node;
  readonly kind: "stack" | "pair" | "same";
}

export interface Loop extends KernelLoop {
  readonly parent?: Loop;
  /** Loops around it. */
  readonly depth: number;
  /** The number of the round: the step, or counted from the last step for a loop that runs backwards. */
  readonly round: Node;
  readonly reverse: boolean;
  readonly carries: readonly Carry[];
  /** `leaf` stands for `over[step]`. */
  readonly slices: readonly { readonly leaf: Node; readonly over: Node }[];
  /** `value` of step t is stored as `place[t]`. */
  readonly outs: readonly { readonly value: Node; readonly place: Node }[];
}

/** Entries of a pair start where a buffer can be bound. */
const ALIGNMENT = 128;

export class Loops {
  readonly all: Loop[] = [];
  /** The loop that stores into a place. */
  readonly storedBy = new Map<Node, Loop>();
  /** Of a cell from its making: what stands for a round's values is at home in the loop, a place in the one around. */
  readonly #homes = new Map<Node, Loop | undefined>();

  constructor(
    readonly b: Builder,
    readonly claims = new Claims(b),
  ) {}

  /** What the loops name: it must be there as long as they are. */
  get named(): Node[] {
    return this.all.flatMap((l) => [
      ...l.carries.flatMap((c) => [c.init, c.next, c.leaf, c.place]),
      ...l.outs.flatMap((o) => [o.value, o.place]),
      ...l.slices.flatMap((s) => [s.over, s.leaf]),
      l.round,
    ]);
  }

  /** What changes from round to round to begin with: all that depends on it does. */
  get changing(): Node[] {
    return this.all.flatMap((l) => [
      l.round,
      ...l.carries.map((c) => c.leaf),
      ...l.slices.map((s) => s.leaf),
      ...(l.parent ? [...l.carries, ...l.outs].map((o) => o.place) : []),
    ]);
  }

  /** The same loops in a graph that was made anew; `at` gives what each of their nodes became. */
  moved(b: Builder, at: (n: Node) => Node): Loops {
    const loops = new Loops(b, this.claims.moved(b, at));
    const became = new Map<Loop | undefined, Loop>();
    // A loop comes after the one around it.
    for (const l of this.all) {
      const parent = became.get(l.parent);
      const to: Loop = {
        ...l,
        ...(parent ? { parent } : {}),
        round: at(l.round),
        carries: l.carries.map((c) => {
          return { ...c, leaf: at(c.leaf), init: at(c.init), next: at(c.next), place: at(c.place) };
        }),
        slices: l.slices.map((s) => ({ leaf: at(s.leaf), over: at(s.over) })),
        outs: l.outs.map((o) => ({ value: at(o.value), place: at(o.place) })),
      };
      became.set(l, to);
      loops.all.push(to);
      const inside = [to.round, ...to.carries.map((c) => c.leaf), ...to.slices.map((s) => s.leaf)];
      for (const n of inside) loops.#homes.set(n, to);
      for (const { place } of [...to.carries, ...to.outs]) {
        loops.#homes.set(place, parent);
        loops.storedBy.set(place, to);
      }
    }
    return loops;
  }

  /** The innermost loop in which `n` changes from round to round. */
  home(n: Node): Loop | undefined {
    // Not by recursion: what is before a loop may be deep.
    const stack = [n];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const missing = this.#homes.has(top) ? [] : top.in.filter((x) => !this.#homes.has(x));
      if (missing.length > 0) {
        stack.push(...missing);
        continue;
      }
      stack.pop();
      if (this.#homes.has(top)) continue;
      const around = top.in.map((x) => this.#homes.get(x));
      const innermost = around.reduce((p, q) => (q && (!p || q.depth > p.depth) ? q : p), undefined);
      this.#homes.set(top, innermost);
    }
    return this.#homes.get(n);
  }

  /** Dissolves a loop whose operands are there; gives its results. `expandBody` gives what the body's nodes become. */
  dissolve(
    scan: Node<"scan">,
    operands: readonly Node[],
    spans: readonly Span[],
    parent: Loop | undefined,
    expandBody: (body: ScanBody, leaves: ReadonlyMap<Node, Node>, loop: Loop) => (n: Node) => Node,
  ): readonly Node[] {
    const { b } = this;
    const { body, length, reverse, carries, slices } = scan.attrs;
    const name = `loop${this.all.length}`;
    const cell = (what: string, type: Node["type"]): Node =>
      b.make("cell", [], { name: `${name}.${what}`, ...type });
    const inside = (what: string, type: Node["type"]): Node => {
      const made = cell(what, type);
      this.#homes.set(made, loop);
      return made;
    };
    const place = (what: string, dtype: Node["type"]["dtype"], shape: readonly number[]): Node => {
      const made = cell(what, { dtype, shape });
      this.#homes.set(made, parent);
      this.storedBy.set(made, loop);
      return made;
    };
    const loop = {
      name,
      length,
      reverse,
      depth: parent ? parent.depth + 1 : 0,
      ...(parent ? { parent } : {}),
      carries: [] as Carry[],
      slices: [] as Loop["slices"][number][],
      outs: [] as Loop["outs"][number][],
    } as Loop & {
      round: Node;
      carries: Carry[];
      slices: Loop["slices"][number][];
      outs: Loop["outs"][number][];
    };
    this.all.push(loop);
    loop.round = inside("round", { dtype: "i32", shape: [] });

    const leaves = new Map<Node, Node>();
    body.leaves.forEach((leaf, i) => {
      const varies = i < carries + slices;
      leaves.set(leaf, varies ? inside(i < carries ? `carry${i}` : `slice${i}`, leaf.type) : operands[i]!);
      if (varies && i >= carries) loop.slices.push({ leaf: leaves.get(leaf)!, over: operands[i]! });
    });
    const step = reverse ? b.sub(b.const(length - 1, "i32"), loop.round) : loop.round;
    const at = expandBody(body, leaves.set(body.step, step), loop);

    const outs = body.outputs.slice(carries).map(at);
    const carried = body.leaves.slice(0, carries).map((l) => leaves.get(l)!);
    const nexts = body.outputs.slice(0, carries).map(at);
    const finals = carried.map((leaf, i) => {
      const next = nexts[i]!;
      const { dtype, shape } = leaf.type;
      const size = sizeOf(shape);
      const stacked = outs.includes(leaf) || outs.includes(next);
      const kind = stacked ? "stack" : isOwnUpdate(leaf, next, [...outs, ...nexts]) ? "same" : "pair";
      // A place of its own for what is stored, even if it is the same number in each round.
      const own = this.home(next) === loop ? this.claims.own(next) : this.claims.copy(next);
      const entry = Math.ceil(size / ALIGNMENT) * ALIGNMENT;
      const places = { stack: [length + 1, ...shape], pair: [2, entry], same: [1, size] };
      const at = place(`carry${i}`, dtype, places[kind]);
      loop.carries.push({ leaf, init: this.claims.copy(operands[i]!), next: own, place: at, kind });
      const last =
        kind === "stack"
          ? b.sliceAxis(at, 0, length, length + 1)
          : b.sliceAxis(b.sliceAxis(at, 0, 0, 1), 1, 0, size);
      return b.reshape(last, shape);
    });
    const stacks = outs.map((value, i) => {
      const carry = loop.carries.find((c, k) => c.leaf === value || nexts[k] === value);
      // A stack runs in the order of the rounds.
      if (carry?.kind === "stack") {
        const first = carry.leaf === value ? 0 : 1;
        const entries = b.sliceAxis(carry.place, 0, first, first + length);
        return reverse ? b.flip(entries, [0]) : entries;
      }
      const { dtype, shape } = resultType(scan, carries + i);
      const at = place(`out${i}`, dtype, shape);
      const own = this.home(value) === loop ? this.claims.own(value) : this.claims.copy(value);
      loop.outs.push({ value: own, place: at });
      return at;
    });
    for (const made of [...finals, ...stacks]) if (spans.length > 0) b.graph.spans.set(made, spans);
    return [...finals, ...stacks];
  }
}

/** Whether `next` is `leaf` plus something that does not need it, and nothing else needs either. */
function isOwnUpdate(leaf: Node, next: Node, outputs: readonly Node[]): boolean {
  if (!isOp(next, "add") || outputs.filter((o) => o === next).length > 1 || outputs.includes(leaf))
    return false;
  const [x, y] = next.in as [Node, Node];
  const other = x === leaf ? y : y === leaf ? x : undefined;
  if (!other) return false;
  const seen = new Set<Node>();
  const stack = [other, ...outputs.filter((o) => o !== next)];
  for (let n = stack.pop(); n; n = stack.pop()) {
    if (n === leaf || n === next) return false;
    if (seen.has(n)) continue;
    seen.add(n);
    stack.push(...n.in);
  }
  return true;
}

/** Where the kernels of `loop` find and put what changes: the element of a place, from a value's id and flat index. */
export type Relocation = ReadonlyMap<
  number,
  (index: Expr) => { readonly value: number; readonly index: Expr }
>;

export function relocation(x: Exprs, loops: readonly Loop[]): Relocation {
  const map = new Map<number, (index: Expr) => { value: number; index: Expr }>();
  for (const loop of loops) {
    const round = x.step(loop.depth, loop.length);
    const at = (value: Node, place: Node, first: Expr): void => {
      map.set(value.id, (index) => ({ value: place.id, index: x.add(first, index) }));
    };
    for (const c of loop.carries) {
      const size = sizeOf(c.leaf.type.shape);
      const entry = (n: Expr, stride: number): Expr => x.mul(n, x.int(stride));
      if (c.kind === "stack") {
        at(c.leaf, c.place, entry(round, size));
        at(c.next, c.place, entry(x.add(round, x.int(1)), size));
      } else if (c.kind === "same") {
        at(c.leaf, c.place, x.int(0));
        at(c.next, c.place, x.int(0));
      } else {
        // The last round writes entry 0.
        const left = x.sub(x.int(loop.length), round);
        const stride = c.place.type.shape[1]!;
        at(c.leaf, c.place, entry(x.imod(left, 2), stride));
        at(c.next, c.place, entry(x.imod(x.sub(left, x.int(1)), 2), stride));
      }
    }
    for (const o of loop.outs)
      at(o.value, o.place, x.mul(stepOf(x, loop), x.int(sizeOf(o.value.type.shape))));
  }
  return map;
}

/** `kernel` with what its loops store and carry in the loops' places. */
export function relocated(x: Exprs, kernel: Kernel, moved: Relocation): Kernel {
  const memo = new Map<Expr, Expr>();
  const rename = (e: Expr): Expr =>
    x.substitute(
      e,
      (l) => {
        const to = l.k === "load" ? moved.get(l.value) : undefined;
        if (l.k !== "load" || !to) return undefined;
        const { value, index } = to(rename(l.index));
        return x.load(value, l.dtype, index, l.guard && rename(l.guard));
      },
      memo,
    );
  return mapKernel(kernel, rename, (s) => {
    const to = moved.get(s.target)?.(s.index);
    return to ? { ...s, target: to.value, index: to.index } : s;
  });
}

/** The number of the step that a round makes. */
export function stepOf(x: Exprs, loop: Loop): Expr {
  const round = x.step(loop.depth, loop.length);
  return loop.reverse ? x.sub(x.int(loop.length - 1), round) : round;
}

/** Elements from the start of a carry's place to the entry that round 0 reads. */
export function startOf(loop: Loop, c: Carry): number {
  return c.kind === "pair" && loop.length % 2 === 1 ? c.place.type.shape[1]! : 0;
}
