/**
 * Matrix products and convolutions in PyTorch.
 */
import type { OpAttrs } from "../../ir/graph.ts";
import { freeAxes } from "../../ops/contract.ts";
import type { Mixed } from "../twin.ts";
import { atom, type Code, dims, LEVEL, sizeText, tuple, within } from "./code.ts";
import { gathered, type Operands, sharded } from "./operands.ts";

type DotAttrs = Mixed<OpAttrs["dot"]>;
type Pair = readonly [readonly number[], readonly number[]];

/** `@` where the axes lie as it wants them, `einsum` otherwise. */
export function contract(e: Operands, attrs: DotAttrs): Code {
  const batch = attrs.batch as Pair;
  const pairs = attrs.contract as Pair;
  const ranks = [e.typeOf(0).length, e.typeOf(1).length] as const;
  const free = [0, 1].map((s) => freeAxes(ranks[s as 0 | 1], batch[s as 0 | 1], pairs[s as 0 | 1]));
  let [a, b] = [e.full(0), e.full(1)];
  const axisOf = (x: Code): number => (x.shard === null ? -1 : dims(x).length - x.shard);

  // Both operands have the same part of an axis that they share; two free axes of examples cannot both be split.
  const share = (list: Pair): number => {
    const i = list[0].findIndex((p, k) => p === axisOf(a) || list[1][k] === axisOf(b));
    if (i < 0) return -1;
    a = sharded(a, ranks[0] - list[0][i]!);
    b = sharded(b, ranks[1] - list[1][i]!);
    return i;
  };
  const sums = share(pairs);
  const paired = sums < 0 ? share(batch) : -1;
  if (sums < 0 && paired < 0 && a.shard !== null && b.shard !== null) b = gathered(b);
  const rank = e.shape.length;
  const place = (): number | null => {
    if (sums >= 0) return null;
    if (paired >= 0) return rank - paired;
    if (a.shard !== null) return rank - (batch[0].length + free[0]!.indexOf(axisOf(a)));
    if (b.shard !== null) return rank - (batch[0].length + free[0]!.length + free[1]!.indexOf(axisOf(b)));
    return null;
  };
  const shard = place();
  const product =
    matmul(a, b, batch, pairs, ranks) ?? einsum(a, b, batch, pairs, free as [number[], number[]], ranks);
  if (sums >= 0) return atom(`all_sum(${product.text})`, e.shape);
  return { ...product, shape: e.shape, shard };
}

type Product = Pick<Code, "text" | "level">;

function matmul(
  a: Code,
  b: Code,
  batch: Pair,
  pairs: Pair,
  [p, q]: readonly [number, number],
): Product | undefined {
  const n = batch[0].length;
  const leading = (list: readonly number[]): boolean => list.every((x, i) => x === i);
  if (pairs[0].length !== 1 || !leading(batch[0]) || !leading(batch[1])) return undefined;
  if (pairs[0][0] !== p - 1) return undefined;
  // With a batch, both are stacks of matrices; without, the left may have any number of rows.
  if (n > 0 ? p !== n + 2 || q !== n + 2 : q !== 2 || p < 1) return undefined;
  const right = pairs[1][0] === q - 2 ? within(b, LEVEL.atom) : `${within(b, LEVEL.atom)}.transpose(-1, -2)`;
  return { text: `${within(a, LEVEL.mul)} @ ${right}`, level: LEVEL.mul };
}

function einsum(
  a: Code,
  b: Code,
  batch: Pair,
  pairs: Pair,
  free: readonly [readonly number[], readonly number[]],
  [p, q]: readonly [number, number],
): Product {
  const letters = "abcdefghijklmnopqrstuvwxyz";
  let next = 0;
  const left: string[] = Array.from({ length: p }, () => letters[next++]!);
  const right: string[] = Array.from({ length: q }, () => "");
  for (const list of [batch, pairs]) list[1].forEach((axis, i) => (right[axis] = left[list[0][i]!]!));
  for (const axis of free[1]) right[axis] = letters[next++]!;
  const out = [
    ...batch[0].map((i) => left[i]),
    ...free[0].map((i) => left[i]),
    ...free[1].map((i) => right[i]),
  ];
  return {
    text: `torch.einsum("${left.join("")},${right.join("")}->${out.join("")}", ${a.text}, ${b.text})`,
    level: LEVEL.atom,
  };
}

/** The batch is the second axis of the image; everything else is whole. */
export function convolve(e: Operands, attrs: Mixed<OpAttrs["conv"]>): Code {
  const rank = e.shape.length;
  const image = e.full(0);
  const x = image.shard === rank - 1 ? image : gathered(image);
  const w = gathered(e.full(1));
  const list = (of: readonly unknown[]): string => tuple(of.map((d) => sizeText(d as number)));
  return atom(`conv(${x.text}, ${w.text}, ${list(attrs.stride)}, ${list(attrs.dilation)})`, e.shape, x.shard);
}
