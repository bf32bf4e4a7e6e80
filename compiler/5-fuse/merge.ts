/**
 * Merges regions until nothing more is gained: producers into consumers, then siblings that read the same values.
 *
 * Deterministic: the best gain first, ties by the regions' order. A refused pair keeps its sentence, so that
 * `nn explain KERNEL` can say why a boundary stands.
 */
import { invariant } from "../diagnostics.ts";
import { isOp, type Node } from "../ir/graph.ts";
import { type Form, type Formed, type Forms, trafficOf } from "./forms.ts";
import { Heap } from "./heap.ts";
import { numel } from "./inline.ts";
import { middleOf } from "./middle.ts";
import { type Domain, extents } from "./region.ts";

export interface Caps {
  /** Storage buffers a kernel may bind. */
  readonly bindings: number;
  /** Scalar operations in one kernel; shader compilers take time beyond their number. */
  readonly operations: number;
}

export interface Region {
  readonly id: number;
  /** In id order. */
  readonly nodes: readonly Node[];
  readonly domain: Domain;
  readonly extents: { readonly all: number; readonly rows: number };
  readonly form: Form;
  /** The values that the form's places stand for. */
  readonly reads: readonly Node[];
  /** Ids of the values its kernel loads and stores. */
  readonly loads: ReadonlySet<number>;
  readonly stores: readonly Node[];
  readonly refusals: string[];
  /** Its place in an order in which each region comes after those whose values it loads. */
  position: number;
  /** The last search that came by. */
  visited: number;
  /** Whether the region in the middle needs it, and whether it needs that one (see `middleOf`). */
  isBefore: boolean;
  isAfter: boolean;
}

/** What a region's kernel moves. */
interface Moved {
  readonly loads: ReadonlySet<number>;
  readonly stores: readonly Node[];
  readonly operations: number;
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
  /** Who loads a value, in the order of their ids. */
  readonly #readers = new Map<number, Region[]>();
  /** The storage nodes that a value lies in. */
  readonly #wholes = new Map<number, number[]>();
  readonly #pairs = new Heap<Pair>((p, q) => q.gain - p.gain || p.a.id - q.a.id || p.b.id - q.b.id);
  /** The regions by their positions; merging leaves holes. */
  readonly #line: (Region | undefined)[] = [];
  #middle: Region | undefined;
  #next = 0;
  #searches = 0;

  /**
   * @param parts the storage nodes: value id -> ids of the values that lie in it (`slab` nodes)
   * @param required values that must be stored for the outside
   */
  constructor(
    readonly forms: Forms,
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
    const domain = this.forms.domainOf(node);
    const formed = this.forms.of([node], domain);
    invariant(
      typeof formed !== "string",
      "fuse",
      () => `no kernel computes %${node.id}: ${formed as string}`,
    );
    this.#add(
      [node],
      domain,
      formed,
      moved([node], formed, () => true),
      [],
    );
  }

  get all(): Region[] {
    return [...this.#regions.values()];
  }

  #add(
    nodes: readonly Node[],
    domain: Domain,
    { form, reads }: Formed,
    { loads, stores }: Moved,
    refusals: string[],
  ): Region {
    const id = this.#next++;
    const region: Region = {
      id,
      nodes,
      domain,
      extents: extents(domain),
      form,
      reads,
      loads,
      stores,
      refusals,
      position: -1,
      visited: 0,
      isBefore: false,
      isAfter: false,
    };
    this.#regions.set(id, region);
    for (const n of nodes) this.#owner.set(n.id, region);
    return region;
  }

  /** Whether a kernel other than those of `a` and `b` needs the value, or the outside does. */
  #isWanted(n: Node, a: Region, b: Region): boolean {
    const isRead = (v: number): boolean => this.#readers.get(v)?.some((r) => r !== a && r !== b) ?? false;
    return this.required.has(n) || isRead(n.id) || (this.#wholes.get(n.id)?.some(isRead) ?? false);
  }

  merge(): void {
    for (const r of this.#regions.values()) this.#addReader(r);
    for (const r of this.#regions.values()) this.#lineUp(r);
    this.#middle = middleOf(
      this.all.sort((p, q) => p.position - q.position),
      (r) => this.#needs(r),
    );
    for (const r of this.#regions.values()) this.#propose(r);
    for (let pair = this.#pairs.pop(); pair; pair = this.#pairs.pop()) {
      const { a, b, gain } = pair;
      if (!this.#isAlive(a) || !this.#isAlive(b)) continue;
      // Merges elsewhere change who reads what.
      const now = this.#gain(a, b);
      if (now < gain) this.#pairs.push({ a, b, gain: now });
      else this.#tryMerge(a, b);
    }
  }

  /** Those whose values `r` loads, itself perhaps among them. */
  #needs(r: Region): Region[] {
    const needs: Region[] = [];
    const add = (value: number): void => {
      const owner = this.#owner.get(value);
      if (owner) needs.push(owner);
    };
    for (const v of r.loads) {
      const parts = this.parts.get(v);
      if (parts) parts.forEach(add);
      else add(v);
    }
    return needs;
  }

  /** Gives `r` a position behind what it needs. */
  #lineUp(r: Region): void {
    const search = ++this.#searches;
    const stack = [{ r, needs: this.#needs(r).values() }];
    r.visited = search;
    while (r.position < 0) {
      const top = stack.at(-1)!;
      const next = top.needs.next();
      if (next.done) {
        top.r.position = this.#line.push(top.r) - 1;
        stack.pop();
      } else if (next.value.position < 0 && next.value.visited !== search) {
        next.value.visited = search;
        stack.push({ r: next.value, needs: this.#needs(next.value).values() });
      }
    }
  }

  /** Puts `merged` in the place of `a` and `b`: what it needs between the two goes before it. */
  #replace(a: Region, b: Region, merged: Region): void {
    const [first, last] = a.position < b.position ? [a, b] : [b, a];
    this.#line[first.position] = merged;
    this.#line[last.position] = undefined;
    merged.position = first.position;
    const search = ++this.#searches;
    let end = first.position;
    const stack = [merged];
    for (let r = stack.pop(); r; r = stack.pop())
      for (const n of this.#needs(r)) {
        if (n.position <= first.position || n.visited === search) continue;
        n.visited = search;
        end = Math.max(end, n.position);
        stack.push(n);
      }
    if (end === first.position) return;
    const between = this.#line.slice(first.position, end + 1);
    const isNeeded = (r: Region | undefined): boolean => r?.visited === search;
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

  /**
   * The pairs of `r` that are worth trying: with who makes what it reads, who reads what it makes, and its siblings. Each of a
   * pair would propose it, so only those with older regions are taken.
   */
  #propose(r: Region): void {
    /** Whether the older region is the first of the pair. */
    const others = new Map<Region, boolean>();
    const add = (other: Region | undefined, isFirst: boolean): void => {
      if (other && other.id < r.id && !others.has(other)) others.set(other, isFirst);
    };
    for (const need of this.#needs(r)) add(need, true);
    const addReaders = (value: number): void => {
      for (const reader of this.#readers.get(value) ?? []) add(reader, false);
    };
    for (const node of r.nodes) {
      addReaders(node.id);
      this.#wholes.get(node.id)?.forEach(addReaders);
    }
    // Only near neighbours in the list of readers, so that the number of pairs stays linear.
    for (const v of r.loads) {
      const readers = this.#readers.get(v)!;
      const at = readers.indexOf(r);
      const end = Math.min(readers.length, at + NEAR);
      for (let i = Math.max(0, at - NEAR + 1); i < end; i++) add(readers[i], true);
    }
    others.forEach((isFirst, other) => {
      const a = isFirst ? other : r;
      const b = isFirst ? r : other;
      if (typeof joint(a, b) !== "string") this.#pairs.push({ a, b, gain: this.#gain(a, b) });
    });
  }

  /** Bytes that need not be moved once `a` and `b` are one kernel, with the launch that is saved. */
  #gain(a: Region, b: Region): number {
    let gain = LAUNCH_BYTES + this.#passed(a, b) + this.#passed(b, a);
    const [few, many] = a.loads.size < b.loads.size ? [a, b] : [b, a];
    for (const v of few.loads) if (many.loads.has(v)) gain += this.#bytes(v);
    return gain;
  }

  /** Bytes of the values that `from` makes and `to` reads: not read any more, nor stored, where nobody else reads them. */
  #passed(from: Region, to: Region): number {
    let bytes = 0;
    const add = (value: number, part: number): void => {
      if (this.#owner.get(part) !== from) return;
      const alone = this.#readers.get(value)!.length === 1 && !this.requiredIds.has(part);
      bytes += (alone ? 2 : 1) * this.#bytes(part);
    };
    for (const v of to.loads) {
      const parts = this.parts.get(v);
      if (parts) for (const part of parts) add(v, part);
      else add(v, v);
    }
    return bytes;
  }

  #tryMerge(a: Region, b: Region): void {
    const refuse = (why: string) => void b.refusals.push(`not merged with ${describe(a)}: ${why}`);
    const domain = joint(a, b);
    if (typeof domain === "string") return refuse(domain);
    const between = this.#pathThroughOthers(a, b) ?? this.#pathThroughOthers(b, a);
    if (between) return refuse(`${describe(between)} needs the one and feeds the other`);
    const nodes = [...a.nodes, ...b.nodes].sort((p, q) => p.id - q.id);
    const formed = this.forms.of(nodes, domain);
    if (typeof formed === "string") return refuse(formed);
    const traffic = moved(nodes, formed, (n) => this.#isWanted(n, a, b));
    const { loads, stores, operations } = traffic;
    for (const v of loads) {
      const part = this.parts.get(v)?.find((p) => nodes.some((n) => n.id === p));
      if (part !== undefined) return refuse(`it reads %${v}, before which %${part} must be stored`);
    }
    const bindings = loads.size + stores.filter((n) => !loads.has(n.id)).length;
    if (bindings > this.caps.bindings)
      return refuse(`together they would bind ${bindings} buffers of ${this.caps.bindings}`);
    if (operations > this.caps.operations) return refuse(`together they would have ${operations} operations`);
    this.#removeReader(a);
    this.#removeReader(b);
    this.#regions.delete(a.id);
    this.#regions.delete(b.id);
    const merged = this.#add(nodes, domain, formed, traffic, [...a.refusals, ...b.refusals]);
    merged.isBefore = a.isBefore || b.isBefore;
    merged.isAfter = a.isAfter || b.isAfter;
    if (a === this.#middle || b === this.#middle) this.#middle = merged;
    this.#replace(a, b, merged);
    this.#addReader(merged);
    this.#propose(merged);
  }

  /** A region on a path from `from` to `to` that is neither of them. */
  #pathThroughOthers(from: Region, to: Region): Region | undefined {
    // Walk from `to` towards what it needs, without the direct edge, as far as `from` can still come. Ids grow along a path of
    // values, but not along one of regions, whose nodes may lie far apart.
    if (to.position < from.position) return undefined;
    const middle = this.#middle;
    if (from.isBefore && to.isAfter && from !== middle && to !== middle) return middle;
    const search = ++this.#searches;
    to.visited = search;
    const stack = [to];
    for (let r = stack.pop(); r; r = stack.pop())
      for (const owner of this.#needs(r)) {
        if (owner.position < from.position || owner.visited === search) continue;
        if (owner === from) {
          if (r !== to) return r;
          continue;
        }
        owner.visited = search;
        stack.push(owner);
      }
    return undefined;
  }
}

/** What the kernel of `nodes` moves where `isStored` says what is stored. */
function moved(nodes: readonly Node[], { form, reads }: Formed, isStored: (n: Node) => boolean): Moved {
  const stores = nodes.filter(isStored);
  const { loads, operations } = trafficOf(form, storedText(nodes, stores));
  return { loads: new Set(loads.map((v) => (v < 0 ? reads[-1 - v]!.id : v))), stores, operations };
}

/** Which of the nodes are stored, for `Form`. Both are in the same order. */
export function storedText(nodes: readonly Node[], stores: readonly Node[]): string {
  let next = 0;
  return nodes.map((n) => (n === stores[next] ? (next++, "1") : "0")).join("");
}

/** The domain of a merged region, or why there is none. */
function joint(a: Region, b: Region): Domain | string {
  const p = a.domain;
  const q = b.domain;
  const isSameSize = a.extents.all === b.extents.all;
  if (p.kind === "walk" || q.kind === "walk") {
    const [walk, other] = p.kind === "walk" ? [p, q] : [q as Domain & { kind: "walk" }, p];
    if (!walk.own) return "a walk's lanes store where its data says";
    if (other.kind !== "map") return "a walk is a loop of its own";
    return isSameSize ? walk : "the map has another size than the walk";
  }
  if (p.kind === "map" && q.kind === "map") return isSameSize ? q : "the maps have different sizes";
  if (p.kind === "dot" && q.kind === "dot") return "two contractions";
  if (p.kind === "dot" || q.kind === "dot") {
    const [dot, other, region] = p.kind === "dot" ? [p, q, b] : [q as Domain & { kind: "dot" }, p, a];
    // A sum of one of its operands over k can be made on the way; `build` sees whether it is that.
    if (other.kind === "row")
      return region.nodes.length === 1 && dot.batch.length === 0
        ? dot
        : "a reduction needs whole rows of a contraction's result";
    if (q.kind === "dot") return "a value that a contraction reads is stored before it";
    return isSameSize ? dot : "the map has another size than the contraction";
  }
  if (p.kind === "row")
    return q.kind === "row"
      ? isSameSize && a.extents.rows === b.extents.rows
        ? p
        : "they fold different rows or columns"
      : rowAndMap(p, a.extents, b.extents.all);
  return rowAndMap(q as Domain & { kind: "row" }, b.extents, a.extents.all);
}

/** @param mine the row kernel's extents, `theirs` the map's elements */
function rowAndMap(row: Domain & { kind: "row" }, mine: Region["extents"], theirs: number): Domain | string {
  if (theirs === mine.rows) return row;
  if (theirs !== mine.all || !row.full) return "the map has neither one element a row nor one a column";
  if (!row.trailing && mine.all > SMALL_COLUMNS) return "the map would be stored column by column";
  if (mine.rows < FEW_ROWS && mine.all > SMALL_MAP)
    return `a map of ${mine.all} elements would run on ${mine.rows} rows`;
  return row;
}

export function describe(r: Region): string {
  const seed = r.domain.kind === "map" ? r.nodes.at(-1)! : r.domain.seed;
  const what = isOp(seed, "dot")
    ? "the product"
    : `\`${isOp(seed, "walk") ? seed.attrs.pass.kind : seed.op}\``;
  return `${r.domain.kind} of ${what} %${seed.id}`;
}
