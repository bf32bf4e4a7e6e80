/**
 * Threefry-2x32-20: counter-based random bits.
 *
 * Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC'11); the constants are those of their
 * Random123 library, and `test/ops/threefry.test.ts` holds its known-answer vectors. A draw depends only on its key and
 * counter, so the host, the interpreters and every kernel compute the same bits, in any order and any tiling.
 */

const ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24] as const;
const PARITY = 0x1bd11bda;

/** Both output words, as unsigned 32-bit numbers. */
export function threefry2x32(
  key0: number,
  key1: number,
  counter0: number,
  counter1: number,
): [number, number] {
  const keys = [key0 | 0, key1 | 0, PARITY ^ key0 ^ key1];
  let x0 = (counter0 + keys[0]!) | 0;
  let x1 = (counter1 + keys[1]!) | 0;
  for (let round = 0; round < 20; round++) {
    const r = ROTATIONS[round % 8]!;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << r) | (x1 >>> (32 - r))) ^ x0;
    if (round % 4 === 3) {
      const s = (round + 1) / 4;
      x0 = (x0 + keys[s % 3]!) | 0;
      x1 = (x1 + keys[(s + 1) % 3]! + s) | 0;
    }
  }
  return [x0 >>> 0, x1 >>> 0];
}

/** The upper 24 bits as a number in [0, 1), exact in f32. */
export function uniformOf(word: number): number {
  return (word >>> 8) * 2 ** -24;
}

/** Word `lane` of the draw for (seed, site) at (step, element), as a uniform number: the op `random`. */
export function randomUniform(
  seed: number,
  site: number,
  step: number,
  element: number,
  lane: 0 | 1,
): number {
  return uniformOf(threefry2x32(seed, site, step, element)[lane]);
}
