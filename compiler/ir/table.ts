/**
 * A table of what has been made before, found by a hash and a comparison: what tells things apart need not become a text
 * first. The caller compares, so equal hashes do no harm:
 *
 *     for (let i = table.first(h); i >= 0; i = table.next(i)) if (isWanted(table.at(i))) return table.at(i);
 */
export class HashTable<T> {
  readonly #entries: T[] = [];
  readonly #hashes: number[] = [];
  /** The entry before each in its chain, or -1. */
  readonly #before: number[] = [];
  /** The last entry of each chain, or -1; a power of two of them. */
  #chains = new Int32Array(64).fill(-1);

  get size(): number {
    return this.#entries.length;
  }

  at(i: number): T {
    return this.#entries[i]!;
  }

  /** The first entry to compare, or -1. */
  first(hash: number): number {
    return this.#within(this.#chains[hash & (this.#chains.length - 1)]!, hash);
  }

  /** The entry to compare after `i`, or -1. */
  next(i: number): number {
    return this.#within(this.#before[i]!, this.#hashes[i]!);
  }

  add(hash: number, entry: T): void {
    if (this.#entries.length === this.#chains.length) this.#grow();
    const chain = hash & (this.#chains.length - 1);
    this.#before.push(this.#chains[chain]!);
    this.#chains[chain] = this.#entries.length;
    this.#entries.push(entry);
    this.#hashes.push(hash);
  }

  /** Forgets the entries that `isKept` refuses, which are the last ones. */
  keep(isKept: (entry: T) => boolean): void {
    while (this.size > 0 && !isKept(this.#entries.at(-1)!)) {
      this.#entries.pop();
      this.#chains[this.#hashes.pop()! & (this.#chains.length - 1)] = this.#before.pop()!;
    }
  }

  #within(i: number, hash: number): number {
    while (i >= 0 && this.#hashes[i] !== hash) i = this.#before[i]!;
    return i;
  }

  #grow(): void {
    const chains = new Int32Array(4 * this.#chains.length).fill(-1);
    const mask = chains.length - 1;
    for (let i = 0; i < this.#entries.length; i++) {
      const chain = this.#hashes[i]! & mask;
      this.#before[i] = chains[chain]!;
      chains[chain] = i;
    }
    this.#chains = chains;
  }
}

/** The hash of a sequence, one number at a time: `mix(mix(0, a), b)`. */
export function mix(hash: number, n: number): number {
  const h = Math.imul(hash ^ n, 0x9e3779b1);
  return h ^ (h >>> 15);
}

/** The hash of a short name, from its length and its ends: most of what is hashed with it tells more. */
export function hashOf(name: string): number {
  const { length } = name;
  return (length << 16) ^ (name.charCodeAt(0) << 8) ^ name.charCodeAt(length - 1);
}

export function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
