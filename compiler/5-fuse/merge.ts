/**
 * Merges regions until nothing more is gained: producers into consumers, then siblings that read the same values.
 *
 * Deterministic: the best gain first, ties by the regions' order. A refused pair keeps its sentence, so that
 * `nn explain KERNEL` can say why a boundary stands.
 */
import type { Expr, Exprs } from "../ir/expr.ts";
import { isOp, type Node } from "../ir/graph.ts";
import { numel } from "./inline.ts";
import { build, type Built, type Domain, domainOf, extents, loadsOf, Refusal } from "./region.ts";

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
    };
    this.#regions.set(region.id, region);
    for (const n of nodes) this.#owner.set(n.id, region);
    return region;
  }

  /** The stored nodes of a candidate, given what the other regions load, and what it loads itself. */
  #traffic(built: Built, others: Iterable<Region>): { stores: Node[]; loads: Set<number> } {
    const wanted = new Set<number>();
    for (const r of others) for (const v of r.loads) for (const p of this.parts.get(v) ?? [v]) wanted.add(p);
    const stores = built.values
      .filter((v) => this.required.has(v.node) || wanted.has(v.node.id))
      .map((v) => v.node);
    return { stores, loads: loadsOf(rootsOf(built, new Set(stores))) };
  }

  merge(): void {
    for (const r of this.#regions.values()) {
      r.stores = [...r.nodes];
      r.loads = loadsOf(rootsOf(r.built, new Set(r.stores)));
    }
    for (;;) {
      const pair = this.#candidates().find(({ a, b }) => this.#tryMerge(a, b));
      if (!pair) return;
    }
  }

  /** Pairs worth trying, best first. */
  #candidates(): { a: Region; b: Region; gain: number }[] {
    const pairs = new Map<string, { a: Region; b: Region; gain: number }>();
    const readers = new Map<number, Region[]>();
    for (const r of this.#regions.values())
      for (const v of r.loads) {
        const list = readers.get(v);
        if (list) list.push(r);
        else readers.set(v, [r]);
      }
    const consider = (a: Region, b: Region, bytes: number) => {
      const key = `${a.id}:${b.id}`;
      if (this.#tried.has(key) || !compatible(a, b)) return;
      const old = pairs.get(key);
      pairs.set(key, { a, b, gain: bytes + (old?.gain ?? LAUNCH_BYTES) });
    };
    for (const [value, regions] of readers) {
      for (const part of this.parts.get(value) ?? [value]) {
        const owner = this.#owner.get(part);
        if (!owner) continue;
        const bytes = this.#bytes(part);
        // Read by one region only, the value need not be stored at all.
        const saved = regions.length === 1 && !this.requiredIds.has(part) ? 2 * bytes : bytes;
        for (const r of regions) if (r !== owner) consider(owner, r, saved);
      }
      // Siblings: near neighbours in the list of readers, so that the number of pairs stays linear.
      const sorted = [...regions].sort((p, q) => p.id - q.id);
      for (let i = 0; i < sorted.length; i++)
        for (let j = i + 1; j < Math.min(sorted.length, i + NEAR); j++)
          consider(sorted[i]!, sorted[j]!, this.#bytes(value));
    }
    return [...pairs.values()].sort((p, q) => q.gain - p.gain || p.a.id - q.a.id || p.b.id - q.b.id);
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
    const others = [...this.#regions.values()].filter((r) => r !== a && r !== b);
    const { stores, loads } = this.#traffic(built, others);
    for (const v of loads) {
      const part = this.parts.get(v)?.find((p) => nodes.some((n) => n.id === p));
      if (part !== undefined) return refuse(`it reads the whole slab %${v} in which %${part} is stored`);
    }
    const bindings = new Set([...loads, ...stores.map((n) => n.id)]).size;
    if (bindings > this.caps.bindings)
      return refuse(`together they would bind ${bindings} buffers of ${this.caps.bindings}`);
    const operations = countOperations(rootsOf(built, new Set(stores)));
    if (operations > this.caps.operations) return refuse(`together they would have ${operations} operations`);
    this.#regions.delete(a.id);
    this.#regions.delete(b.id);
    const merged: Region = {
      id: this.#next++,
      nodes,
      built,
      loads,
      stores,
      refusals: [...a.refusals, ...b.refusals],
    };
    this.#regions.set(merged.id, merged);
    for (const n of nodes) this.#owner.set(n.id, merged);
    return true;
  }

  /** A region on a path from `from` to `to` that is neither of them. */
  #pathThroughOthers(from: Region, to: Region): Region | undefined {
    // Walk from `to` towards what it needs, without the direct edge; ids of values only grow along a path.
    const lowest = Math.min(...from.nodes.map((n) => n.id));
    const seen = new Set<Region>([to]);
    const stack: Region[] = [];
    const push = (r: Region) => {
      for (const v of r.loads)
        for (const p of this.parts.get(v) ?? [v]) {
          const owner = this.#owner.get(p);
          if (!owner || seen.has(owner)) continue;
          if (owner === from) {
            if (r !== to) return r;
            continue;
          }
          if (owner.nodes.at(-1)!.id < lowest) continue;
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
  return `${r.built.domain.kind} of ${isOp(seed, "dot") ? "the product" : `\`${seed.op}\``} %${seed.id}`;
}
