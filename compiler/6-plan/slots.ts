/**
 * Scratch memory: values whose lives do not overlap share a slot.
 *
 * Lives are intervals over the order of dispatches, so first-fit by size is within a small factor of the best; a value may
 * also take over the slot of an operand that dies with the kernel, where the kernel reads only what it replaces.
 */
export interface Life {
  readonly value: number;
  readonly bytes: number;
  /** Position of the dispatch that stores it, and of the last that reads it. */
  readonly first: number;
  readonly last: number;
  /** Values whose slot it may take over: they die at `first`, and the kernel reads only what it replaces. */
  readonly inPlaceOf: readonly number[];
}

export interface Slots {
  /** Bytes of each slot, multiples of 256. */
  readonly sizes: readonly number[];
  readonly slotOf: ReadonlyMap<number, number>;
  /** value -> the value whose slot it took over. */
  readonly inPlace: ReadonlyMap<number, number>;
}

export function assignSlots(lives: readonly Life[]): Slots {
  const sizes: number[] = [];
  const slotOf = new Map<number, number>();
  const inPlace = new Map<number, number>();
  const busyUntil: number[] = [];
  const holder = new Map<number, number>();
  const bytesOf = new Map(lives.map((l) => [l.value, l.bytes]));
  const byStart = [...lives].sort((a, b) => a.first - b.first || b.bytes - a.bytes || a.value - b.value);
  for (const life of byStart) {
    const bytes = align(life.bytes);
    const inherited = life.inPlaceOf.find((v) => {
      const slot = slotOf.get(v);
      return slot !== undefined && holder.get(slot) === v && align(bytesOf.get(v)!) === bytes;
    });
    let slot: number | undefined;
    if (inherited !== undefined) {
      slot = slotOf.get(inherited)!;
      inPlace.set(life.value, inherited);
    } else {
      // The smallest that is large enough. Growing the largest of the others is cheaper than a new one.
      let growing: number | undefined;
      sizes.forEach((size, s) => {
        if (busyUntil[s]! >= life.first) return;
        if (size >= bytes) slot = slot === undefined || size < sizes[slot]! ? s : slot;
        else growing = growing === undefined || size > sizes[growing]! ? s : growing;
      });
      slot ??= growing;
    }
    if (slot === undefined) {
      slot = sizes.length;
      sizes.push(0);
    }
    sizes[slot] = Math.max(sizes[slot]!, bytes);
    busyUntil[slot] = Math.max(life.last, life.first);
    holder.set(slot, life.value);
    slotOf.set(life.value, slot);
  }
  return { sizes, slotOf, inPlace };
}

export function align(bytes: number, to = 256): number {
  return Math.ceil(bytes / to) * to;
}
