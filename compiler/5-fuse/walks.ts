/**
 * The passes of `WalkPass` (ir/graph.ts) as what a lane does: states, loops and stores over an `Inliner`.
 */
import type { Expr, Exprs, Var } from "../ir/expr.ts";
import { type DType, isOp, type Node, type WalkPass } from "../ir/graph.ts";
import { convert, type Inliner, numel } from "./inline.ts";

/** Writes `value` to the element of the pass's result at `index`. */
interface WalkStore {
  readonly index: readonly Expr[];
  readonly value: Expr;
}

export interface WalkParts {
  readonly states: readonly { readonly dtype: DType; readonly init: Expr }[];
  readonly loops: readonly {
    readonly at: Var;
    readonly from: Expr;
    readonly to: Expr;
    /** As in `WalkLoop`. */
    readonly rounds: number;
    readonly next: readonly Expr[];
    readonly stores: readonly WalkStore[];
  }[];
  /** What is stored in the end; empty where `own` says that it is acc(0). */
  readonly stores: readonly WalkStore[];
}

export interface Walk {
  /** The shape of the lanes. */
  readonly lanes: readonly number[];
  /** Whether a lane's result is acc(0), at the lane's own index: then elementwise ops may follow in the same kernel. */
  readonly own: boolean;
  /** Operands of which each element is read many times, or at places that are data. */
  readonly repeated: readonly Node[];
  parts(inline: Inliner, lane: readonly Expr[]): WalkParts;
}

/** From so many elements on, values that searches read are worth a pass that puts them in order. */
const MANY_VALUES = 8192;

/** What must be stored where a pass searches `values`, the elements of a tensor in the order of a sort. */
function searched(values: Node): readonly Node[] {
  return numel(values) < MANY_VALUES ? values.in : [values];
}

export function walkOf(node: Node): Walk | undefined {
  if (!isOp(node, "walk")) return undefined;
  const { pass } = node.attrs;
  switch (pass.kind) {
    case "order":
      return order(node, pass);
    case "merge":
      return merge(node, pass);
    case "prefix":
      return prefix(node, pass);
    case "place":
      return place(node, pass.axis);
    case "starts":
      return starts(node, pass.axis);
    case "totals":
      return totals(node, pass);
    case "segments":
      return segments(node, pass);
    default:
      pass satisfies never;
      return undefined;
  }
}

/** All expressions of a walk. */
export function walkExprs({ states, loops, stores }: WalkParts): Expr[] {
  const of = (all: readonly WalkStore[]): Expr[] => all.flatMap((s) => [...s.index, s.value]);
  return [
    ...states.map((s) => s.init),
    ...loops.flatMap((l) => [l.from, l.to, ...l.next, ...of(l.stores)]),
    ...of(stores),
  ];
}

type Pass<K extends WalkPass["kind"]> = Extract<WalkPass, { kind: K }>;

/** Index and size helpers of one pass at one lane. */
class Along {
  readonly x: Exprs;
  constructor(
    readonly inline: Inliner,
    readonly lane: readonly Expr[],
    readonly axis: number,
  ) {
    this.x = inline.exprs;
  }
  /** The lane's index with `at` along the axis. */
  with(at: Expr): Expr[] {
    return this.lane.map((e, a) => (a === this.axis ? at : e));
  }
  /** The element of `node` at `at` along the axis and at the lane's place otherwise. */
  read(node: Node, at: Expr, guard?: Expr): Expr {
    return this.inline.at(node, this.with(at), guard);
  }
  int(n: number): Expr {
    return this.x.int(n);
  }
  min(a: Expr, b: Expr): Expr {
    return this.x.apply("min", "i32", [a, b]);
  }
  max(a: Expr, b: Expr): Expr {
    return this.x.apply("max", "i32", [a, b]);
  }
  lt(a: Expr, b: Expr): Expr {
    return this.x.apply("lt", "bool", [a, b]);
  }
  le(a: Expr, b: Expr): Expr {
    return this.x.apply("le", "bool", [a, b]);
  }
  eq(a: Expr, b: Expr): Expr {
    return this.x.apply("eq", "bool", [a, b]);
  }
  and(a: Expr, b: Expr): Expr {
    return this.x.apply("and", "bool", [a, b]);
  }
  or(a: Expr, b: Expr): Expr {
    return this.x.apply("or", "bool", [a, b]);
  }
  not(a: Expr): Expr {
    return this.x.apply("not", "bool", [a]);
  }
  /** a where c, else b; i32. */
  where(c: Expr, a: Expr, b: Expr): Expr {
    return this.x.apply("where", "i32", [c, a, b]);
  }
  count(c: Expr): Expr {
    return this.x.apply("toI32", "i32", [c]);
  }
  /** Does a come before b whatever their places? NaN is the greatest value; drivers may say anything of `NaN < 0`. */
  before(a: Expr, b: Expr, descending: boolean): Expr {
    const [low, high] = descending ? [b, a] : [a, b];
    if (low.dtype === "i32") return this.lt(low, high);
    const [lowIsNaN, highIsNaN] = [low, high].map((e) => this.x.apply("isnan", "bool", [e])) as [Expr, Expr];
    return this.and(this.not(lowIsNaN), this.or(highIsNaN, this.lt(low, high)));
  }
}

const zeroOf = (x: Exprs, dtype: DType): Expr => x.const(0, dtype);
/** Sums of f16 are f32. */
const sumType = (dtype: DType): DType => (dtype === "f16" ? "f32" : dtype);

/** The rank of x[i] in its run is how many elements of the run come before it; its place takes i. */
function order(node: Node<"walk">, { axis, descending, run }: Pass<"order">): Walk {
  const [x] = node.in as [Node];
  const n = node.type.shape[axis]!;
  return {
    lanes: node.type.shape,
    own: false,
    repeated: [x],
    parts(inline, lane) {
      const l = new Along(inline, lane, axis);
      const e = l.x;
      const i = lane[axis]!;
      const first = e.mul(e.idiv(i, run), l.int(run));
      const at = e.freshVar("j", n);
      const [mine, other] = [l.read(x, i), l.read(x, at)];
      const rank = e.acc(0, "i32");
      const tie = l.and(l.lt(at, i), l.not(l.before(mine, other, descending)));
      const earlier = l.or(l.before(other, mine, descending), tie);
      const end = e.add(first, l.int(run));
      return {
        states: [{ dtype: "i32", init: l.int(0) }],
        loops: [
          {
            at,
            from: first,
            to: n % run === 0 ? end : l.min(end, l.int(n)),
            rounds: run,
            next: [e.add(rank, l.count(earlier))],
            stores: [],
          },
        ],
        stores: [{ index: l.with(e.add(first, rank)), value: i }],
      };
    },
  };
}

/** 2^k with 2^k <= n < 2^(k+1): the first step of a search among n, or of a count from 0 to n. */
function topPower(n: number): number {
  return 2 ** Math.floor(Math.log2(n));
}

/**
 * Of the runs that become one, a lane searches each other for how many of its elements come before its own: of the runs on
 * the left those that are not after it, of the runs on the right those that are before it. So equal elements keep their order.
 * A search halves its step: `place` grows by `step` where the element there still comes before.
 */
function merge(node: Node<"walk">, { axis, descending, run, ways }: Pass<"merge">): Walk {
  const [values, sorted] = node.in as [Node, Node];
  const n = node.type.shape[axis]!;
  const runs = Math.ceil(n / run);
  return {
    lanes: node.type.shape,
    own: false,
    repeated: searched(values),
    parts(inline, lane) {
      const l = new Along(inline, lane, axis);
      const e = l.x;
      const p = lane[axis]!;
      const [mineRun, group] = [e.idiv(p, run), e.idiv(p, run * ways)];
      const key = l.read(values, p);
      const top = topPower(run);
      const [rank, place, step, other] = [0, 1, 2, 3].map((i) => e.acc(i, "i32")) as [Expr, Expr, Expr, Expr];
      const candidate = e.add(place, step);
      const from = e.mul(other, l.int(run));
      const length = l.min(l.int(run), e.sub(l.int(n), from));
      const ok = l.le(candidate, length);
      const found = l.read(values, e.add(from, e.sub(candidate, l.int(1))), ok);
      const comes = l.or(
        l.and(l.lt(other, mineRun), l.not(l.before(key, found, descending))),
        l.and(l.lt(mineRun, other), l.before(found, key, descending)),
      );
      const grown = l.where(l.and(ok, comes), candidate, place);
      const last = l.eq(step, l.int(1));
      const rounds = Math.min(ways, runs) * (Math.log2(top) + 1);
      return {
        states: [
          { dtype: "i32", init: l.int(0) },
          { dtype: "i32", init: l.int(0) },
          { dtype: "i32", init: l.int(top) },
          { dtype: "i32", init: e.mul(group, l.int(ways)) },
        ],
        loops: [
          {
            at: e.freshVar("s", rounds),
            from: l.int(0),
            to: l.int(rounds),
            rounds,
            next: [
              l.where(last, e.add(rank, grown), rank),
              l.where(last, l.int(0), grown),
              l.where(last, l.int(top), e.idiv(step, 2)),
              e.add(other, l.count(last)),
            ],
            stores: [],
          },
        ],
        stores: [
          {
            index: l.with(
              e.add(e.mul(group, l.int(run * ways)), e.add(rank, e.sub(p, e.mul(mineRun, l.int(run))))),
            ),
            value: l.read(sorted, p),
          },
        ],
      };
    },
  };
}

function prefix(node: Node<"walk">, { axis, block, reverse, exclusive }: Pass<"prefix">): Walk {
  const [x, start] = node.in as [Node, Node?];
  const n = node.type.shape[axis]!;
  const { dtype } = node.type;
  return {
    lanes: node.type.shape.map((d, a) => (a === axis ? Math.ceil(n / block) : d)),
    own: false,
    repeated: [],
    parts(inline, lane) {
      const l = new Along(inline, lane, axis);
      const e = l.x;
      const at = e.freshVar("j", n);
      const place = reverse ? e.sub(l.int(n - 1), at) : at;
      const type = sumType(dtype);
      const sum = e.acc(0, type);
      const next = e.apply("add", type, [sum, convert(e, l.read(x, place), type)]);
      const first = e.mul(lane[axis]!, l.int(block));
      const end = e.add(first, l.int(block));
      return {
        states: [{ dtype: type, init: start ? convert(e, inline.at(start, lane), type) : zeroOf(e, type) }],
        loops: [
          {
            at,
            from: first,
            to: n % block === 0 ? end : l.min(end, l.int(n)),
            rounds: Math.min(block, n),
            next: [next],
            stores: [{ index: l.with(place), value: exclusive ? sum : next }],
          },
        ],
        stores: [],
      };
    },
  };
}

function place(node: Node<"walk">, axis: number): Walk {
  const [index, rows] = node.in as [Node, Node];
  return {
    lanes: node.type.shape,
    own: false,
    repeated: [],
    parts: (inline, lane) => ({
      states: [],
      loops: [],
      stores: [
        { index: new Along(inline, lane, axis).with(inline.at(index, lane)), value: inline.at(rows, lane) },
      ],
    }),
  };
}

function starts(node: Node<"walk">, axis: number): Walk {
  const [values] = node.in as [Node];
  const n = values.type.shape[axis]!;
  return {
    lanes: node.type.shape,
    own: true,
    repeated: searched(values),
    parts(inline, lane) {
      const l = new Along(inline, lane, axis);
      const e = l.x;
      const [count, step] = [e.acc(0, "i32"), e.acc(1, "i32")];
      const top = topPower(n);
      const candidate = e.add(count, step);
      const ok = l.le(candidate, l.int(n));
      const found = l.read(values, e.sub(candidate, l.int(1)), ok);
      const rounds = Math.log2(top) + 1;
      return {
        states: [
          { dtype: "i32", init: l.int(0) },
          { dtype: "i32", init: l.int(top) },
        ],
        loops: [
          {
            at: e.freshVar("s", rounds),
            from: l.int(0),
            to: l.int(rounds),
            rounds,
            next: [l.where(l.and(ok, l.lt(found, lane[axis]!)), candidate, count), e.idiv(step, 2)],
            stores: [],
          },
        ],
        stores: [],
      };
    },
  };
}

function totals(node: Node<"walk">, { axis, chunk }: Pass<"totals">): Walk {
  const [values, sorted, rows] = node.in as [Node, Node, Node];
  const n = rows.type.shape[axis]!;
  const type = sumType(node.type.dtype);
  return {
    lanes: node.type.shape,
    own: true,
    repeated: [sorted],
    parts(inline, lane) {
      const l = new Along(inline, lane, axis);
      const e = l.x;
      const first = e.mul(lane[axis]!, l.int(chunk));
      const at = e.freshVar("p", n);
      const same = l.eq(l.read(values, first), l.read(values, e.add(first, l.int(chunk - 1))));
      return {
        states: [{ dtype: type, init: zeroOf(e, type) }],
        loops: [
          {
            at,
            from: first,
            to: l.where(same, e.add(first, l.int(chunk)), first),
            // Few places are repeated so often.
            rounds: 0,
            next: [
              e.apply("add", type, [e.acc(0, type), convert(e, l.read(rows, l.read(sorted, at)), type)]),
            ],
            stores: [],
          },
        ],
        stores: [],
      };
    },
  };
}

/** Rows up to the first whole chunk, whole chunks, the rows after the last: no lane takes more rounds than 2 chunks and n / chunk. */
function segments(node: Node<"walk">, { axis, chunk }: Pass<"segments">): Walk {
  const [bounds, sorted, rows, sums] = node.in as [Node, Node, Node, Node?];
  const n = rows.type.shape[axis]!;
  const type = sumType(node.type.dtype);
  return {
    lanes: node.type.shape,
    own: true,
    repeated: [bounds, sorted],
    parts(inline, lane) {
      const l = new Along(inline, lane, axis);
      const e = l.x;
      const v = lane[axis]!;
      const [from, to] = [l.read(bounds, v), l.read(bounds, e.add(v, l.int(1)))];
      const sum = e.acc(0, type);
      const add = (value: Expr): Expr[] => [e.apply("add", type, [sum, convert(e, value, type)])];
      // A few rows of each: those of whole chunks are left out of the estimate.
      const rowsFrom = (
        a: Expr,
        b: Expr,
        rounds = n / node.type.shape[axis]!,
      ): WalkParts["loops"][number] => {
        const at = e.freshVar("p", n);
        return { at, from: a, to: b, rounds, next: add(l.read(rows, l.read(sorted, at))), stores: [] };
      };
      const states = [{ dtype: type, init: zeroOf(e, type) }];
      if (!sums) return { states, loops: [rowsFrom(from, to)], stores: [] };
      const [low, high] = [e.idiv(e.add(from, l.int(chunk - 1)), chunk), e.idiv(to, chunk)];
      const headEnd = l.min(to, e.mul(low, l.int(chunk)));
      const at = e.freshVar("c", sums.type.shape[axis]!);
      const whole = {
        at,
        from: low,
        to: l.max(low, high),
        rounds: 0,
        next: add(l.read(sums, at)),
        stores: [],
      };
      const tail = l.max(headEnd, e.mul(high, l.int(chunk)));
      return { states, loops: [rowsFrom(from, headEnd), whole, rowsFrom(tail, to, 0)], stores: [] };
    },
  };
}
