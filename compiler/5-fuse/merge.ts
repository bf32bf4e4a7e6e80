/**
 * Merges regions until nothing more is gained: producers into consumers, then siblings that read the same values.
 *
 * Deterministic: the best gain first, ties by the regions' order. A refused pair keeps its sentence, so that
 * `nn explain KERNEL` can say why a boundary stands.
 */
import type { Expr, Exprs } from "../ir/expr.ts";
import { isOp, type Node } from "../ir/graph.ts";
import { Heap } from "./heap.ts";
import { numel } from "./inline.ts";
import { build, type Built, type Domain, domainOf, extents, loadsOf, Refusal } from "./region.ts";
import { walkExprs } from "./walks.ts";

export interface Caps {
  /** Storage buffers a kernel may bind. */
  readonly bindings: number;
  /** Scalar operations in one kernel; shader compilers take time beyond their number. */
  readonly operations: number;
}

export interface Region {
  readonly id: number;
  readonly nodes: readonly Node[];
  readonly built: Built;
  /** Ids of the values its kernel loads and stores. */
  loads: Set<number>;
  stores: Node[];
  readonly refusals: string[];
  /** Its place in an order in which each region comes after those whose values it loads. */
  position: number;
}

/** Two regions that may become one: what that would gain, in bytes. */
interface Pair {
  readonly a: Region;
  readonly b: Region;
  readonly gain: number;
}

/** A launch saved counts as this many bytes: at 4 µs of host time and some TB/s it is more, on a CPU it is less. */
const LAUNCH_BYTES = 65_536;
/** A map that joins a row kernel with fewer rows than this gives up parallelism, unless it is small. */
const FEW_ROWS = 32;
const SMALL_MAP = 32_768;
/** A map this small may join a kernel that walks down columns. */
const SMALL_COLUMNS = 1024;
/** How far apart in the list of a value's readers siblings may be. */
const NEAR = 9;

export class Regions {
  readonly #regions = new Map<number, Region>();
  readonly #owner = new Map<number, Region>();
  readonly #tried = new Set<string>();
  /** Who loads a value, in the order of their ids. */
  readonly #readers = new Map<number, Region[]>();
  /** The storage nodes that a value lies in. */
  readonly #wholes = new Map<number, number[]>();
  readonly #pairs = new Heap<Pair>((p, q) => q.gain - p.gain || p.a.id - q.a.id || p.b.id - q.b.id);
  /** The regions by their positions; merging leaves holes. */
  readonly #line: (Region | undefined)[] = [];
  #next = 0;

  /**
   * @param parts the storage nodes: value id -> ids of the values that lie in it (`slab` nodes)
   * @param required values that must be stored for the outside
   */
  constructor(
    readonly x: Exprs,
    readonly stop: (node: Node, index: readonly Expr[], guard: Expr | undefined) => Expr | undefined,
    readonly required: ReadonlySet<Node>,
    /** Every value by its id. */
    readonly values: ReadonlyMap<number, Node>,
    readonly parts: ReadonlyMap<number, readonly number[]>,
    readonly caps: Caps,
  ) {
    this.requiredIds = new Set([...required].map((n) => n.id));
    for (const [whole, list] of parts)
      for (const p of list) this.#wholes.set(p, [...(this.#wholes.get(p) ?? []), whole]);
  }

  readonly requiredIds: ReadonlySet<number>;

  #bytes(value: number): number {
    return 4 * numel(this.values.get(value)!);
  }

  seed(node: Node): void {
    this.#add([node], domainOf(this.x, node), []);
  }

  get all(): Region[] {
    return [...this.#regions.values()];
  }

  #add(nodes: readonly Node[], domain: Domain, refusals: readonly string[]): Region {
    const region: Region = {
      id: this.#next++,
      nodes,
      built: build(this.x, nodes, domain, this.stop),
      loads: new Set(),
      stores: [],
      refusals: [...refusals],
      position: -1,
    };
    this.#regions.set(region.id, region);
    for (const n of nodes) this.#owner.set(n.id, region);
    return region;
  }

  /** The stored nodes of a region made of `from`, given what the other regions load, and what it loads itself. */
  #traffic(built: Built, from: readonly Region[]): { stores: Node[]; loads: Set<number> } {
    const isWanted = (id: number): boolean =>
      [id, ...(this.#wholes.get(id) ?? [])].some((v) => this.#readers.get(v)?.some((r) => !from.includes(r)));
    const stores = built.values
      .filter((v) => this.required.has(v.node) || isWanted(v.node.id))
      .map((v) => v.node);
    return { stores, loads: loadsOf(rootsOf(built, new Set(stores))) };
  }

  merge(): void {
    for (const r of this.#regions.values()) {
      r.stores = [...r.nodes];
      r.loads = loadsOf(rootsOf(r.built, new Set(r.stores)));
    }
    for (const r of this.#regions.values()) this.#addReader(r);
    for (const r of this.#regions.values()) this.#lineUp(r);
    for (const r of this.#regions.values()) this.#propose(r);
    for (let pair = this.#pairs.pop(); pair; pair = this.#pairs.pop()) {
      const { a, b, gain } = pair;
      if (!this.#isAlive(a) || !this.#isAlive(b) || this.#tried.has(`${a.id}:${b.id}`)) continue;
      // Merges elsewhere change who reads what.
      const now = this.#gain(a, b);
      if (now < gain) this.#pairs.push({ a, b, gain: now });
      else this.#tryMerge(a, b);
    }
  }

  /** Those whose values `r` loads, itself perhaps among them. */
  *#needs(r: Region): Generator<Region> {
    for (const v of r.loads)
      for (const p of this.parts.get(v) ?? [v]) {
        const owner = this.#owner.get(p);
        if (owner) yield owner;
      }
  }

  /** Gives `r` a position behind what it needs. */
  #lineUp(r: Region): void {
    const stack = [{ r, needs: this.#needs(r) }];
    while (r.position < 0) {
      const top = stack.at(-1)!;
      const next = top.needs.next();
      if (next.done) {
        if (top.r.position < 0) top.r.position = this.#line.push(top.r) - 1;
        stack.pop();
      } else if (next.value.position < 0 && !stack.some((s) => s.r === next.value))
        stack.push({ r: next.value, needs: this.#needs(next.value) });
    }
  }

  /** Puts `merged` in the place of `a` and `b`: what it needs between the two goes before it. */
  #replace(a: Region, b: Region, merged: Region): void {
    const [first, last] = a.position < b.position ? [a, b] : [b, a];
    this.#line[first.position] = merged;
    this.#line[last.position] = undefined;
    merged.position = first.position;
    const needed = new Set<Region>();
    const stack = [merged];
    for (let r = stack.pop(); r; r = stack.pop())
      for (const n of this.#needs(r)) {
        if (n.position <= first.position || needed.has(n)) continue;
        needed.add(n);
        stack.push(n);
      }
    if (needed.size === 0) return;
    const end = Math.max(...[...needed].map((n) => n.position));
    const between = this.#line.slice(first.position, end + 1);
    const isNeeded = (r: Region | undefined): boolean => r !== undefined && needed.has(r);
    const order = [...between.filter(isNeeded), ...between.filter((r) => !isNeeded(r))];
    order.forEach((r, i) => {
      this.#line[first.position + i] = r;
      if (r) r.position = first.position + i;
    });
  }

  #isAlive(r: Region): boolean {
    return this.#regions.has(r.id);
  }

  #addReader(r: Region): void {
    for (const v of r.loads) {
      const list = this.#readers.get(v);
      if (list) list.push(r);
      else this.#readers.set(v, [r]);
    }
  }

  #removeReader(r: Region): void {
    for (const v of r.loads)
      this.#readers.set(
        v,
        this.#readers.get(v)!.filter((o) => o !== r),
      );
  }

  /** The pairs of `r` that are worth trying: with who makes what it reads, who reads what it makes, and its siblings. */
  #propose(r: Region): void {
    const others = new Map<Region, readonly [Region, Region]>();
    const add = (a: Region, b: Region): void => {
      if (a !== b && !others.has(a === r ? b : a)) others.set(a === r ? b : a, [a, b]);
    };
    for (const v of r.loads) for (const p of this.parts.get(v) ?? [v]) add(this.#owner.get(p) ?? r, r);
    for (const node of r.nodes)
      for (const v of [node.id, ...(this.#wholes.get(node.id) ?? [])])
        for (const reader of this.#readers.get(v) ?? []) add(r, reader);
    // Only near neighbours in the list of readers, so that the number of pairs stays linear.
    for (const v of r.loads) {
      const readers = this.#readers.get(v)!;
      const at = readers.indexOf(r);
      for (const o of readers.slice(Math.max(0, at - NEAR + 1), at + NEAR)) {
        if (o !== r) add(o.id < r.id ? o : r, o.id < r.id ? r : o);
      }
    }
    for (const [a, b] of others.values()) {
      if (!this.#tried.has(`${a.id}:${b.id}`) && compatible(a, b))
        this.#pairs.push({ a, b, gain: this.#gain(a, b) });
    }
  }

  /** Bytes that need not be moved once `a` and `b` are one kernel, with the launch that is saved. */
  #gain(a: Region, b: Region): number {
    let gain = LAUNCH_BYTES;
    const passed = (from: Region, to: Region): void => {
      for (const v of to.loads)
        for (const part of this.parts.get(v) ?? [v]) {
          if (this.#owner.get(part) !== from) continue;
          // Read by one region only, the value need not be stored at all.
          const alone = this.#readers.get(v)!.length === 1 && !this.requiredIds.has(part);
          gain += (alone ? 2 : 1) * this.#bytes(part);
        }
    };
    passed(a, b);
    passed(b, a);
    const [few, many] = a.loads.size < b.loads.size ? [a, b] : [b, a];
    for (const v of few.loads) if (many.loads.has(v)) gain += this.#bytes(v);
    return gain;
  }

  #tryMerge(a: Region, b: Region): boolean {
    this.#tried.add(`${a.id}:${b.id}`);
    const refuse = (why: string) => {
      b.refusals.push(`not merged with ${describe(a)}: ${why}`);
      return false;
    };
    const domain = joint(a, b);
    if (typeof domain === "string") return refuse(domain);
    const between = this.#pathThroughOthers(a, b) ?? this.#pathThroughOthers(b, a);
    if (between) return refuse(`${describe(between)} needs the one and feeds the other`);
    const nodes = [...a.nodes, ...b.nodes].sort((p, q) => p.id - q.id);
    let built: Built;
    try {
      built = build(this.x, nodes, domain, this.stop);
    } catch (error) {
      if (error instanceof Refusal) return refuse(error.message);
      throw error;
    }
    const { stores, loads } = this.#traffic(built, [a, b]);
    for (const v of loads) {
      const part = this.parts.get(v)?.find((p) => nodes.some((n) => n.id === p));
      if (part !== undefined) return refuse(`it reads %${v}, before which %${part} must be stored`);
    }
    const bindings = new Set([...loads, ...stores.map((n) => n.id)]).size;
    if (bindings > this.caps.bindings)
      return refuse(`together they would bind ${bindings} buffers of ${this.caps.bindings}`);
    const operations = countOperations(rootsOf(built, new Set(stores)));
    if (operations > this.caps.operations) return refuse(`together they would have ${operations} operations`);
    this.#removeReader(a);
    this.#removeReader(b);
    this.#regions.delete(a.id);
    this.#regions.delete(b.id);
    const merged: Region = {
      id: this.#next++,
      nodes,
      built,
      loads,
      stores,
      refusals: [...a.refusals, ...b.refusals],
      position: -1,
    };
    this.#regions.set(merged.id, merged);
    for (const n of nodes) this.#owner.set(n.id, merged);
    this.#replace(a, b, merged);
    this.#addReader(merged);
    this.#propose(merged);
    return true;
  }

  /** A region on a path from `from` to `to` that is neither of them. */
  #pathThroughOthers(from: Region, to: Region): Region | undefined {
    // Walk from `to` towards what it needs, without the direct edge, as far as `from` can still come. Ids grow along a path of
    // values, but not along one of regions, whose nodes may lie far apart.
    if (to.position < from.position) return undefined;
    const seen = new Set<Region>([to]);
    const stack: Region[] = [];
    const push = (r: Region) => {
      for (const owner of this.#needs(r)) {
        if (owner.position < from.position || seen.has(owner)) continue;
        if (owner === from) {
          if (r !== to) return r;
          continue;
        }
        seen.add(owner);
        stack.push(owner);
      }
      return undefined;
    };
    let hit = push(to);
    for (let r = stack.pop(); r && !hit; r = stack.pop()) hit = push(r);
    return hit;
  }
}

/** A quick test before anything is built. */
function compatible(a: Region, b: Region): boolean {
  return typeof joint(a, b) !== "string";
}

/** The domain of a merged region, or why there is none. */
function joint(a: Region, b: Region): Domain | string {
  const [p, q] = [a.built.domain, b.built.domain];
  if (p.kind === "walk" || q.kind === "walk") {
    const [walk, other] = p.kind === "walk" ? [p, q] : [q as Domain & { kind: "walk" }, p];
    if (!walk.own) return "a walk's lanes store where its data says";
    if (other.kind !== "map") return "a walk is a loop of its own";
    return extents(walk).all === extents(other).all ? walk : "the map has another size than the walk";
  }
  if (p.kind === "dot" && q.kind === "dot") return "two contractions";
  if (p.kind === "dot" || q.kind === "dot") {
    const [dot, other, region] = p.kind === "dot" ? [p, q, b] : [q as Domain & { kind: "dot" }, p, a];
    // A sum of one of its operands over k can be made on the way; `build` sees whether it is that.
    if (other.kind === "row")
      return region.nodes.length === 1 && dot.batch.length === 0
        ? dot
        : "a reduction needs whole rows of a contraction's result";
    if (q.kind === "dot") return "a value that a contraction reads is stored before it";
    return extents(p).all === extents(q).all ? dot : "the map has another size than the contraction";
  }
  if (p.kind === "map" && q.kind === "map") {
    return extents(p).all === extents(q).all ? q : "the maps have different sizes";
  }
  const [row, other] = p.kind === "row" ? [p, q] : [q as Domain & { kind: "row" }, p];
  const mine = extents(row);
  const theirs = extents(other);
  if (other.kind === "row") {
    return mine.rows === theirs.rows && mine.all === theirs.all ? row : "they fold different rows or columns";
  }
  if (theirs.all === mine.rows) return row;
  if (theirs.all !== mine.all || !row.full) return "the map has neither one element a row nor one a column";
  if (!row.trailing && mine.all > SMALL_COLUMNS) return "the map would be stored column by column";
  if (mine.rows < FEW_ROWS && mine.all > SMALL_MAP)
    return `a map of ${mine.all} elements would run on ${mine.rows} rows`;
  return row;
}

/** What a region's kernel computes once `stores` are all that it stores. */
export function rootsOf(built: Built, stores: ReadonlySet<Node>): Expr[] {
  const roots: Expr[] = [];
  if (built.operands) roots.push(...built.operands);
  if (built.walk) roots.push(...walkExprs(built.walk));
  for (const v of built.values) {
    if (v.element) roots.push(v.element);
    if (stores.has(v.node)) roots.push(v.value);
  }
  return roots;
}

function countOperations(roots: readonly Expr[]): number {
  const seen = new Set<Expr>();
  let count = 0;
  const visit = (e: Expr) => {
    if (seen.has(e)) return;
    seen.add(e);
    if (e.k === "apply") {
      count++;
      e.args.forEach(visit);
    } else if (e.k === "load") {
      visit(e.index);
      if (e.guard) visit(e.guard);
    }
  };
  roots.forEach(visit);
  return count;
}

export function describe(r: Region): string {
  const seed = r.built.domain.kind === "map" ? r.nodes.at(-1)! : r.built.domain.seed;
  const what = isOp(seed, "dot")
    ? "the product"
    : `\`${isOp(seed, "walk") ? seed.attrs.pass.kind : seed.op}\``;
  return `${r.built.domain.kind} of ${what} %${seed.id}`;
}
