/**
 * A kernel's bindings, and what it costs in operations and bytes.
 */
import { type Expr, Exprs, type Load, visitExpr } from "../ir/expr.ts";
import {
  type AttendBody,
  type Binding,
  type Kernel,
  loopBodies,
  type LoopBody,
  type Store,
} from "../ir/kernel.ts";
import type { DType } from "../ir/graph.ts";
import { BYTES } from "./literals.ts";
import { extentOf } from "./lower.ts";

/** Expressions of a kernel with how many times each is evaluated. */
interface Part {
  readonly expr: Expr;
  readonly times: number;
}

function storesOf(kernel: Kernel): { store: Store; times: number }[] {
  return loopBodies(kernel.body).flatMap(bodyStores);
}

function bodyStores(body: LoopBody): { store: Store; times: number }[] {
  switch (body.kind) {
    case "map":
      return body.stores.map((store) => ({ store, times: extentOf(body.domain) }));
    case "row": {
      const rows = extentOf(body.rows);
      return body.stages.flatMap((s) =>
        s.kind === "store"
          ? [{ store: s.store, times: s.over === "rows" ? rows : rows * extentOf(body.cols) }]
          : [],
      );
    }
    case "dot": {
      const times = extentOf(body.batch) * extentOf(body.m) * extentOf(body.n);
      return [
        ...body.stores.map((store) => ({ store, times })),
        ...body.sums.map(({ of, store }) => ({
          store,
          times: extentOf(body.batch) * extentOf(of === "a" ? body.m : body.n),
        })),
      ];
    }
    case "walk": {
      const lanes = extentOf(body.domain);
      return [
        ...body.loops.flatMap((l) =>
          l.stores.map((store) => ({ store, times: Math.round(lanes * l.rounds) })),
        ),
        ...body.stores.map((store) => ({ store, times: lanes })),
      ];
    }
    case "attend": {
      const rows = extentOf(body.batch) * extentOf(body.rows);
      return [
        ...(body.softmax?.stores ?? []).map((store) => ({ store, times: rows })),
        ...body.sums.flatMap((s) => s.stores.map((store) => ({ store, times: rows * extentOf(s.width) }))),
      ];
    }
  }
}

function partsOf(kernel: Kernel): Part[] {
  return loopBodies(kernel.body).flatMap(bodyParts);
}

function bodyParts(body: LoopBody): Part[] {
  const parts: Part[] = bodyStores(body).flatMap(({ store, times }) => [
    { expr: store.index, times },
    { expr: store.value, times },
  ]);
  if (body.kind === "row") {
    const times = extentOf(body.rows) * extentOf(body.cols);
    for (const s of body.stages) if (s.kind === "reduce") parts.push({ expr: s.value, times });
  }
  if (body.kind === "walk") {
    const lanes = extentOf(body.domain);
    for (const s of body.states) parts.push({ expr: s.init, times: lanes });
    for (const l of body.loops) {
      parts.push({ expr: l.from, times: lanes }, { expr: l.to, times: lanes });
      for (const expr of l.next) parts.push({ expr, times: Math.round(lanes * l.rounds) });
    }
  }
  if (body.kind === "dot") {
    const [b, m, n, k] = [extentOf(body.batch), extentOf(body.m), extentOf(body.n), extentOf(body.k)];
    parts.push({ expr: body.a, times: b * m * k }, { expr: body.b, times: b * n * k });
  }
  if (body.kind === "attend") {
    const [batch, rows, cols] = [extentOf(body.batch), extentOf(body.rows), extentOf(body.cols)];
    for (const { depth, a, b } of body.products) {
      const d = extentOf(depth);
      parts.push({ expr: a, times: batch * rows * d }, { expr: b, times: batch * cols * d });
    }
    if (body.softmax) parts.push({ expr: body.softmax.score, times: pairsOf(body) });
    for (const { weight, width, value } of body.sums)
      parts.push(
        { expr: weight, times: pairsOf(body) },
        { expr: value, times: batch * cols * extentOf(width) },
      );
  }
  return parts;
}

/** The pairs of a row and a column that are visited. */
export function pairsOf({ batch, rows, cols, band }: AttendBody): number {
  const [m, n] = [extentOf(rows), extentOf(cols)];
  let pairs = m * n;
  if (band) {
    pairs = 0;
    for (let i = 0; i < m; i++)
      pairs += Math.max(0, Math.min(n - 1, i + band.high) - Math.max(0, i + band.low) + 1);
  }
  return extentOf(batch) * pairs;
}

/** The values a kernel reads, in the order of their first use, then those it writes. */
export function collectBindings(kernel: Kernel): Binding[] {
  const written = new Map<number, DType>();
  for (const { store } of storesOf(kernel)) written.set(store.target, store.dtype);
  const read = new Map<number, DType>();
  const seen = new Set<Expr>();
  for (const { expr } of partsOf(kernel)) {
    visitExpr(expr, (e) => {
      if (e.k === "load" && !written.has(e.value)) read.set(e.value, e.dtype);
    }, seen); // prettier-ignore
  }
  return [
    ...[...read].map(([value, dtype]): Binding => ({ value, dtype, access: "read" })),
    ...[...written].map(([value, dtype]): Binding => ({ value, dtype, access: "write" })),
  ];
}

export interface Cost {
  readonly flops: number;
  readonly bytesRead: number;
  readonly bytesWritten: number;
}

/**
 * Floating point operations as written (each scalar function counts one), and distinct bytes: a value that is read by
 * several lanes or loops counts once, up to the range that its index can reach.
 */
export function costOf(kernel: Kernel): Cost {
  const ranges = new Exprs();
  let flops = 0;
  const reads = new Map<number, { dtype: DType; times: number; extent: number }>();
  for (const { expr, times } of partsOf(kernel)) {
    visitExpr(expr, (e) => {
      if (e.k === "apply" && (e.dtype === "f32" || e.dtype === "f16") && !e.op.startsWith("to")) flops += times;
      if (e.k === "load") addRead(e, times);
    }); // prettier-ignore
  }
  function addRead(e: Load, times: number): void {
    const { min, max } = ranges.range(e.index);
    const known = reads.get(e.value) ?? { dtype: e.dtype, times: 0, extent: 0 };
    reads.set(e.value, {
      dtype: e.dtype,
      times: known.times + times,
      extent: Math.max(known.extent, max - Math.max(0, min) + 1),
    });
  }
  for (const body of loopBodies(kernel.body)) {
    if (body.kind === "dot") {
      flops += 2 * extentOf(body.batch) * extentOf(body.m) * extentOf(body.n) * extentOf(body.k);
    }
    if (body.kind === "attend") {
      const sizes = [...body.products.map((p) => p.depth), ...body.sums.map((s) => s.width)].map(extentOf);
      // Beside the products: of the softmax a difference, an exponential, a maximum and a sum.
      flops += pairsOf(body) * (sizes.reduce((n, d) => n + 2 * d, 0) + (body.softmax ? 4 : 0));
    }
    if (body.kind === "row") {
      const reduces = body.stages.filter((s) => s.kind === "reduce").length;
      flops += reduces * extentOf(body.rows) * extentOf(body.cols);
    }
  }
  let bytesRead = 0;
  for (const { dtype, times, extent } of reads.values()) bytesRead += BYTES[dtype] * Math.min(times, extent);
  let bytesWritten = 0;
  for (const { store, times } of storesOf(kernel)) bytesWritten += BYTES[store.dtype] * times;
  return { flops, bytesRead, bytesWritten };
}
