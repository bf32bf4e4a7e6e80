/**
 * Each op of the graph in PyTorch. A missing one is a compile error.
 *
 * PyTorch broadcasts by itself, so elementwise ops take operands as they are, and others expand them first. An op that mixes
 * examples (a sum over the batch) says what it means where several processes hold a part of the batch each.
 */
import type { DType, OpAttrs, OpName } from "../../ir/graph.ts";
import { isMultiple, isScaled, type Mixed, type Num } from "../twin.ts";
import { atom, type Code, dims, isNumber, LEVEL, literal, sizeText, tuple, within } from "./code.ts";
import { contract, convolve } from "./contract.ts";
import { DTYPE, elementwiseRules } from "./elementwise.ts";
import {
  aligned,
  gathered,
  isShard,
  localShape,
  type Operands,
  type Rule,
  sharded,
  unless,
} from "./operands.ts";

// ---------------------------------------------------------------- reductions

function reduced(shape: readonly Num[], axes: readonly number[]): Num[] {
  return shape.filter((_, i) => !axes.includes(i));
}

/** Where a split axis comes to lie when `axes` disappear. */
function shardAfter(code: Code, axes: readonly number[]): number | null {
  if (code.shard === null) return null;
  const rank = dims(code).length;
  const at = rank - code.shard;
  return code.shard - axes.filter((a) => a > at).length;
}

function axesText(rank: number, axes: readonly number[]): string {
  if (axes.length === rank) return "";
  const list = axes.map((a) => (a === rank - 1 ? -1 : a));
  return list.length === 1 ? `${list[0]}` : `${tuple(list.map(String))}`;
}

function sum(e: Operands, axes: readonly number[]): Code {
  const x = e.full(0);
  const shape = reduced(dims(x), axes);
  const text = `${within(x, LEVEL.atom)}.sum(${axesText(dims(x).length, axes)})`;
  if (axes.length === 0) return x;
  // The sum over the batch is that of all processes.
  if (axes.some((a) => isShard(x, a))) return atom(`all_sum(${text})`, shape);
  return atom(text, shape, shardAfter(x, axes));
}

function reduction(name: string, each = false): Rule<"prod" | "reduceMax" | "reduceMin"> {
  return (e, attrs) => {
    const axes = attrs.axes as readonly number[];
    const x = unless(e.full(0), axes);
    if (axes.length === 0) return x;
    const shape = reduced(dims(x), axes);
    const shard = shardAfter(x, axes);
    if (each) return atom(`product(${x.text}, ${tuple(axes.map(String))})`, shape, shard);
    const text = axesText(dims(x).length, axes);
    return atom(`${within(x, LEVEL.atom)}.${name}(${text === "" ? "" : text})`, shape, shard);
  };
}

function along(
  write: (x: Code, axis: number) => string,
  keeps: boolean,
): Rule<"argmax" | "argmin" | "cumsum" | "argsort"> {
  return (e, attrs) => {
    const axis = attrs.axis as number;
    const x = unless(e.full(0), [axis]);
    return atom(
      write(x, axis),
      keeps ? dims(x) : reduced(dims(x), [axis]),
      keeps ? x.shard : shardAfter(x, [axis]),
    );
  };
}

const reductionRules = {
  sum: (e, { axes }) => sum(e, axes as readonly number[]),
  prod: reduction("prod", true),
  reduceMax: reduction("amax"),
  reduceMin: reduction("amin"),
  argmax: along((x, axis) => `${within(x, LEVEL.atom)}.argmax(${axis})`, false),
  argmin: along((x, axis) => `${within(x, LEVEL.atom)}.argmin(${axis})`, false),
  cumsum: (e, attrs, node) => {
    const flags = `${attrs.reverse ? ", reverse=True" : ""}${attrs.exclusive ? ", exclusive=True" : ""}`;
    return along(
      (x, axis) =>
        flags === "" ? `${within(x, LEVEL.atom)}.cumsum(${axis})` : `cumsum(${x.text}, ${axis}${flags})`,
      true,
    )(e, attrs, node);
  },
  argsort: (e, attrs, node) =>
    along(
      (x, axis) =>
        `torch.sort(${x.text}, dim=${axis}, stable=True, descending=${attrs.descending ? "True" : "False"})[1]`,
      true,
    )(e, attrs, node),
} satisfies {
  [K in "sum" | "prod" | "reduceMax" | "reduceMin" | "argmax" | "argmin" | "cumsum" | "argsort"]: Rule<K>;
};

// ---------------------------------------------------------------- movement

/** The axis of `to` that holds the batch of axis `axis` of `from`, as blocks in the same order; undefined where none does. */
function reshapedShard(from: readonly Num[], to: readonly Num[], axis: number): number | undefined {
  const before = from.slice(0, axis);
  if (before.some(isScaled)) return undefined;
  const lead = (before as number[]).reduce((a, b) => a * b, 1);
  let product = 1;
  for (const [i, d] of to.entries()) {
    if (isScaled(d)) return product === lead && isMultiple(d) ? i : undefined;
    product *= d;
  }
  return undefined;
}

function reshape(e: Operands): Code {
  const { shape } = e;
  const given = e.x(0);
  // Axes of size 1 in front are what broadcasting adds by itself.
  const loose = dims(given);
  const type = e.typeOf(0);
  const added = shape.length - type.length;
  if (
    added >= 0 &&
    shape.slice(0, added).every((d) => d === 1) &&
    String(shape.slice(added).map((d) => sizeText(d))) === String(type.map((d) => sizeText(d)))
  )
    return given;
  if (isNumber(given)) return given;
  const whole = e.full(0);
  const at =
    whole.shard === null ? undefined : reshapedShard(dims(whole), shape, dims(whole).length - whole.shard);
  const x = at === undefined ? gathered(whole) : whole;
  const shard = at === undefined ? null : shape.length - at;
  const scaled = shape.filter(isScaled).length;
  const sizes = shape.map((d, i) =>
    isScaled(d) && scaled === 1 ? "-1" : sizeText(d, shard !== null && shape.length - i === shard),
  );
  if (loose.length === 0 && shape.every((d) => d === 1)) return given;
  return atom(
    `${within(x, LEVEL.atom)}.reshape(${sizes.length === 0 ? "()" : sizes.join(", ")})`,
    shape,
    shard,
  );
}

/** Operand i with its axes `axes` whole. */
function whole(e: Operands, i: number, axes: readonly number[]): Code {
  return unless(e.full(i), axes);
}

function slice(e: Operands, attrs: Mixed<OpAttrs["slice"]>): Code {
  const type = e.typeOf(0);
  const step = attrs.step as readonly number[];
  const cut = type.map(
    (d, i) => attrs.start[i] !== 0 || sizeText(attrs.stop[i]!) !== sizeText(d) || step[i] !== 1,
  );
  const full = e.full(0);
  const rank = type.length;
  // A piece of the batch that is itself a batch (one of `accumulate`) is cut out of each process's share.
  const split = full.shard === null ? -1 : rank - full.shard;
  const multiple = (d: Num): boolean => d === 0 || isMultiple(d);
  const keeps =
    split < 0 ||
    !cut[split] ||
    (step[split] === 1 && multiple(attrs.start[split]!) && multiple(attrs.stop[split]!));
  const x = keeps ? full : gathered(full);
  const parts = type.map((_, i) => {
    if (!cut[i]) return ":";
    const local = keeps && i === split;
    const [from, to] = [sizeText(attrs.start[i]!, local), sizeText(attrs.stop[i]!, local)];
    return `${from === "0" ? "" : from}:${to}${step[i] === 1 ? "" : `:${step[i]}`}`;
  });
  while (parts.at(-1) === ":") parts.pop();
  if (parts.length === 0) return x;
  return atom(`${within(x, LEVEL.atom)}[${parts.join(", ")}]`, e.shape, x.shard);
}

function permute(e: Operands, perm: readonly number[]): Code {
  const x = e.full(0);
  const rank = perm.length;
  const shard = x.shard === null ? null : rank - perm.indexOf(rank - x.shard);
  const swapsLast =
    rank >= 2 && perm.every((p, i) => p === (i === rank - 1 ? rank - 2 : i === rank - 2 ? rank - 1 : i));
  const text = swapsLast
    ? `${within(x, LEVEL.atom)}.transpose(-1, -2)`
    : `${within(x, LEVEL.atom)}.permute(${perm.join(", ")})`;
  return atom(text, e.shape, shard);
}

const list = (xs: readonly Num[]): string => tuple(xs.map((d) => sizeText(d)));

const movementRules = {
  reshape: (e) => reshape(e),
  permute: (e, { perm }) => permute(e, perm as readonly number[]),
  broadcast: (e) => e.x(0),
  slice: (e, attrs) => slice(e, attrs),
  flip: (e, attrs) => {
    const axes = attrs.axes as readonly number[];
    const x = whole(e, 0, axes);
    return atom(`${within(x, LEVEL.atom)}.flip(${axes.join(", ")})`, e.shape, x.shard);
  },
  pad: (e, { low, high, interior, value }) => {
    const touched = e
      .typeOf(0)
      .flatMap((_, i) => (low[i] !== 0 || high[i] !== 0 || interior[i] !== 0 ? [i] : []));
    const x = whole(e, 0, touched);
    const inner = (interior as readonly number[]).some((n) => n > 0) ? `, interior=${list(interior)}` : "";
    const fill = value === 0 ? "" : `, value=${literal(value as number, e.dtype)}`;
    return atom(`pad(${x.text}, ${list(low)}, ${list(high)}${inner}${fill})`, e.shape, x.shard);
  },
  concat: (e, attrs) => {
    const axis = attrs.axis as number;
    const all = Array.from({ length: e.count }, (_, i) => whole(e, i, [axis]));
    const xs = aligned(all);
    return atom(`torch.cat([${xs.map((x) => x.text).join(", ")}], ${axis})`, e.shape, xs[0]!.shard);
  },
  windows: (e, attrs) => {
    const axes = attrs.axes as readonly number[];
    const x = whole(e, 0, axes);
    const text = `windows(${x.text}, ${list(axes)}, ${list(attrs.size)}, ${list(attrs.stride)}, ${list(attrs.dilation)})`;
    return atom(text, e.shape, x.shard === null ? null : x.shard + axes.length);
  },
  overlapAdd: (e, attrs) => {
    const axes = attrs.axes as readonly number[];
    const rank = e.shape.length;
    const x = whole(e, 0, [...axes, ...axes.map((_, i) => rank + i)]);
    const shard = x.shard === null ? null : x.shard - axes.length;
    const shape = tuple(localShape(e.shape, shard));
    const text = `overlap_add(${x.text}, ${shape}, ${list(axes)}, ${list(attrs.size)}, ${list(attrs.stride)}, ${list(attrs.dilation)})`;
    return atom(text, e.shape, shard);
  },
} satisfies {
  [
    K in "reshape" | "permute" | "broadcast" | "slice" | "flip" | "pad" | "concat" | "windows" | "overlapAdd"
  ]: Rule<K>;
};

// ---------------------------------------------------------------- indices

const indexRules = {
  gather: (e, attrs) => {
    const axis = attrs.axis as number;
    const x = whole(e, 0, [axis]);
    const [rank, ranks] = [dims(x).length, e.typeOf(1).length];
    const index = x.shard === null ? e.full(1) : gathered(e.full(1));
    const shard =
      index.shard !== null
        ? index.shard + (rank - axis - 1)
        : x.shard === null
          ? null
          : rank - x.shard > axis
            ? x.shard
            : x.shard + ranks - 1;
    return atom(`take(${x.text}, ${index.text}, ${axis})`, e.shape, shard);
  },
  scatterAdd: (e, { axis, size }) => {
    const index = e.full(0);
    const ranks = dims(index).length;
    const at = axis as number;
    const rows = e.full(1);
    const rank = dims(rows).length;
    const spansIndex = (c: Code): boolean =>
      c.shard !== null && rank - c.shard >= at && rank - c.shard < at + ranks;
    const text = (i: Code, r: Code): string => `scatter_add(${i.text}, ${r.text}, ${at}, ${sizeText(size)})`;
    if (index.shard !== null) {
      const mine = sharded(rows, index.shard + (rank - at - ranks));
      return atom(`all_sum(${text(index, mine)})`, e.shape);
    }
    if (spansIndex(rows)) return atom(text(index, gathered(rows)), e.shape);
    const shard = rows.shard === null ? null : rank - rows.shard < at ? rows.shard - ranks + 1 : rows.shard;
    return atom(text(index, rows), e.shape, shard);
  },
  takeAlong: (e, attrs) => {
    const axis = attrs.axis as number;
    const [x, index] = aligned([whole(e, 0, [axis]), whole(e, 1, [axis])]) as [Code, Code];
    return atom(`take_along(${x.text}, ${index.text}, ${axis})`, e.shape, x.shard);
  },
  putAlong: (e, { axis, size }) => {
    const at = axis as number;
    const [index, rows] = aligned([whole(e, 0, [at]), whole(e, 1, [at])]) as [Code, Code];
    return atom(`put_along(${index.text}, ${rows.text}, ${at}, ${sizeText(size)})`, e.shape, rows.shard);
  },
} satisfies { [K in "gather" | "scatterAdd" | "takeAlong" | "putAlong"]: Rule<K> };

// ---------------------------------------------------------------- leaves

function constant({ dtype, value }: Mixed<OpAttrs["const"]>): Code {
  const text = isScaled(value) ? sizeText(value) : literal(value, dtype as DType);
  const level = isScaled(value)
    ? /^[\w.]+$/.test(text)
      ? LEVEL.atom
      : LEVEL.add
    : text.startsWith("-")
      ? LEVEL.neg
      : LEVEL.atom;
  return { text, level, shape: "number", shard: null };
}

const leafRules = {
  const: (_, attrs) => constant(attrs),
  literal: (e, { data }) => {
    const numbers = (data as readonly number[]).map((v) => literal(v, e.dtype)).join(", ");
    const flat = `constant([${numbers}], ${DTYPE[e.dtype]})`;
    return atom(
      e.shape.length === 1 ? flat : `${flat}.reshape(${localShape(e.shape, null).join(", ")})`,
      e.shape,
    );
  },
  iota: (e, attrs) => {
    const axis = attrs.axis as number;
    const rank = e.shape.length;
    const ramp = `arange(${sizeText(e.shape[axis]!)})`;
    // What comes after is broadcast.
    if (axis === rank - 1) return atom(ramp, [e.shape[axis]!]);
    const shape = [e.shape[axis]!, ...Array.from({ length: rank - axis - 1 }, () => 1)];
    return atom(`${ramp}.reshape(${tuple(shape.map((d) => (isScaled(d) ? "-1" : String(d))))})`, shape);
  },
  random: (e, { site, lane, shape }) => {
    const [seed, step, round] = Array.from({ length: e.count }, (_, i) => e.x(i).text);
    const draw = `uniform(${tuple(shape.map((d) => sizeText(d)))}, ${site as number}, ${lane as number}, ${seed}, ${step}${round === undefined ? "" : `, ${round}`})`;
    const whole = atom(draw, shape);
    const batch = shape.findIndex(isMultiple);
    return batch < 0 ? whole : sharded(whole, shape.length - batch);
  },
} satisfies { [K in "const" | "literal" | "iota" | "random"]: Rule<K> };

/** What the emitter itself writes: leaves with names, loops, storage. */
export type Structural = "input" | "scan" | "result" | "cell" | "walk" | "attended" | "slab";

export const torchOps: { readonly [K in Exclude<OpName, Structural>]: Rule<K> } = {
  ...elementwiseRules,
  ...reductionRules,
  ...movementRules,
  ...indexRules,
  ...leafRules,
  dot: (e, attrs) => contract(e, attrs),
  conv: (e, attrs) => convolve(e, attrs),
};
