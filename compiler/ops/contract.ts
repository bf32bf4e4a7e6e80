/**
 * Contractions: dot over batch, free and contract axes. Products and sums run in doubles and are rounded once when stored.
 */
import { showDim, showShape } from "../ir/dims.ts";
import { type Node, type OpAttrs, sizeOf, type TensorType } from "../ir/graph.ts";
import { needsDistinctAxes, needsFloat, needsSameDtype, needsSameSize, refuse, result } from "./check.ts";
import type { Builder } from "./builder.ts";
import type { OpDef, Precision, Tensor } from "./def.ts";
import { inversePermutation } from "./movement.ts";
import { alloc, allocData, type Data, permuted, rounded } from "./tensor.ts";

/** An operand's axes that are neither batch nor contracted, ascending. */
export function freeAxes(rank: number, batch: readonly number[], contract: readonly number[]): number[] {
  return Array.from({ length: rank }, (_, i) => i).filter((i) => !batch.includes(i) && !contract.includes(i));
}

/** Both operands as [batch, free, contract] matrices, b transposed, and the sizes. */
function normalized(a: Tensor, b: Tensor, { batch, contract }: OpAttrs["dot"], precision: Precision) {
  const rows = (x: Tensor, side: 0 | 1): Data => {
    const free = freeAxes(x.type.shape.length, batch[side], contract[side]);
    const perm = [...batch[side], ...free, ...contract[side]];
    return permuted(x.data, x.type.shape, perm, () => allocData(x.type.dtype, x.data.length, precision));
  };
  const count = sizeOf(batch[0].map((i) => a.type.shape[i]!));
  const k = sizeOf(contract[0].map((i) => a.type.shape[i]!));
  return {
    a: rows(a, 0),
    b: rows(b, 1),
    count,
    k,
    m: a.data.length / count / k,
    n: b.data.length / count / k,
  };
}

function evalDot(
  x: Tensor,
  w: Tensor,
  attrs: OpAttrs["dot"],
  type: TensorType,
  precision: Precision,
): Tensor {
  const y = alloc(type, precision);
  const { a, b, count, m, n, k } = normalized(x, w, attrs, precision);
  for (let c = 0; c < count; c++) multiply(a, c * m * k, b, c * n * k, y.data, c * m * n, m, n, k);
  return rounded(y, precision);
}

/** y[m, n] = a[m, k] b[n, k]ᵀ in tiles of 2 × 4 results, so that each loaded number is used several times. */
function multiply(
  a: Data,
  a0: number,
  b: Data,
  b0: number,
  y: Data,
  y0: number,
  m: number,
  n: number,
  k: number,
) {
  const bm = m - (m % 2);
  const bn = n - (n % 4);
  for (let j = 0; j < bn; j += 4) {
    const [p0, p1, p2, p3] = [b0 + j * k, b0 + (j + 1) * k, b0 + (j + 2) * k, b0 + (j + 3) * k];
    for (let i = 0; i < bm; i += 2) {
      const [q0, q1] = [a0 + i * k, a0 + (i + 1) * k];
      let [s00, s01, s02, s03, s10, s11, s12, s13] = [0, 0, 0, 0, 0, 0, 0, 0];
      for (let l = 0; l < k; l++) {
        const [u0, u1] = [a[q0 + l]!, a[q1 + l]!];
        const [v0, v1, v2, v3] = [b[p0 + l]!, b[p1 + l]!, b[p2 + l]!, b[p3 + l]!];
        s00 += u0 * v0;
        s01 += u0 * v1;
        s02 += u0 * v2;
        s03 += u0 * v3;
        s10 += u1 * v0;
        s11 += u1 * v1;
        s12 += u1 * v2;
        s13 += u1 * v3;
      }
      const at = y0 + i * n + j;
      y[at] = s00;
      y[at + 1] = s01;
      y[at + 2] = s02;
      y[at + 3] = s03;
      y[at + n] = s10;
      y[at + n + 1] = s11;
      y[at + n + 2] = s12;
      y[at + n + 3] = s13;
    }
  }
  const single = (i: number, j: number): void => {
    let s = 0;
    for (let l = 0; l < k; l++) s += a[a0 + i * k + l]! * b[b0 + j * k + l]!;
    y[y0 + i * n + j] = s;
  };
  for (let i = 0; i < m; i++) for (let j = i < bm ? bn : 0; j < n; j++) single(i, j);
}

/**
 * The cotangent of one operand. With y = [batch, free a, free b], contracting g's axes of the other operand with that
 * operand leaves [batch, own free axes, the other's contract axes], which is this operand permuted.
 */
function dotVjp(b: Builder, y: Node<"dot">, g: Node, side: 0 | 1): Node {
  const other = side === 0 ? 1 : 0;
  const { batch, contract } = y.attrs;
  const [own, peer] = [y.in[side]!, y.in[other]!];
  const free = [0, 1].map((s) =>
    freeAxes(y.in[s]!.type.shape.length, batch[s as 0 | 1], contract[s as 0 | 1]),
  );
  const nb = batch[0].length;
  const start = [nb, nb + free[0]!.length];
  const gPeer = free[other]!.map((_, i) => start[other]! + i);
  const gBatch = batch[0].map((_, i) => i);
  const z = b.dot(g, peer, { batch: [gBatch, batch[other]], contract: [gPeer, free[other]!] });
  // What z's axes are in terms of this operand's: the peer's contract axes come out in the peer's order.
  const contracted = contract[other]
    .map((axis, i) => ({ axis, own: contract[side][i]! }))
    .sort((p, q) => p.axis - q.axis)
    .map((p) => p.own);
  const axes = [...batch[side], ...free[side]!, ...contracted];
  const back = b.permute(z, inversePermutation(axes));
  return b.cast(back, own.type.dtype);
}

export const contractOps = {
  dot: {
    infer([a, b], { batch, contract }) {
      needsFloat(a!, "`@`");
      needsSameDtype(a!, b!, "`@`");
      const pairs = [batch, contract] as const;
      for (const [x, y] of pairs)
        if (x.length !== y.length) refuse("a contraction pairs as many axes on each side");
      needsDistinctAxes(a!, [...batch[0], ...contract[0]], "`@`");
      needsDistinctAxes(b!, [...batch[1], ...contract[1]], "`@`");
      for (const [word, [x, y]] of [
        ["contract", contract],
        ["pair", batch],
      ] as const)
        x.forEach((axis, i) => {
          const [p, q] = [a!.shape[axis]!, b!.shape[y[i]!]!];
          needsSameSize(p, q, () =>
            `${showShape(a!.shape)} and ${showShape(b!.shape)} do not ${word}: size ${showDim(p)} (axis ${axis}) ` +
            `meets size ${showDim(q)} (axis ${y[i]})`); // prettier-ignore
        });
      const shape = [
        ...batch[0].map((i) => a!.shape[i]!),
        ...freeAxes(a!.shape.length, batch[0], contract[0]).map((i) => a!.shape[i]!),
        ...freeAxes(b!.shape.length, batch[1], contract[1]).map((i) => b!.shape[i]!),
      ];
      return result(a!.dtype, shape, "`@`");
    },
    eval: ([a, b], attrs, type, precision) => evalDot(a!, b!, attrs, type, precision),
    vjp: (b, y, g) => [dotVjp(b, y, g, 0), dotVjp(b, y, g, 1)],
  },
} satisfies { dot: OpDef<"dot"> };
