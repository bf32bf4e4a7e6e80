/**
 * Kernels of attention among the others: what they read, and their bodies with values in place of leaves.
 */
import { invariant } from "../diagnostics.ts";
import type { Expr, Exprs } from "../ir/expr.ts";
import { isOp, type Node } from "../ir/graph.ts";
import { type Kernel, mapKernel } from "../ir/kernel.ts";
import { accessOf } from "../ir/access.ts";
import type { Attention, AttendKernel } from "./attend.ts";
import { underViews } from "./blocks.ts";
import type { Inliner } from "./inline.ts";

export interface AttendUnit {
  readonly kernel: Kernel;
  readonly stores: readonly Node[];
  readonly loads: ReadonlySet<number>;
  /** For each of `stores`, the values of other kernels that it comes after. */
  readonly needs: readonly (readonly [number, readonly number[]])[];
}

export class Attended {
  readonly units: readonly AttendUnit[];

  /** @param inline gives the value of a node at an index as a kernel reads it */
  constructor(
    readonly attention: Attention,
    readonly x: Exprs,
    readonly inline: Inliner,
  ) {
    const needed = new Map<Node, Set<number>>();
    for (const k of attention.kernels) for (const n of k.stores) this.#needs(n, needed);
    this.units = attention.kernels.map((k) => this.#unit(k, needed));
  }

  /** Ids of the values of other kernels that `n` depends on, through kernels of attention only. */
  #needs(n: Node, known: Map<Node, Set<number>>): Set<number> {
    let ids = known.get(n);
    if (ids) return ids;
    ids = new Set();
    known.set(n, ids);
    for (const i of n.in.map(underViews)) {
      if (isOp(i, "attended")) for (const id of this.#needs(i, known)) ids.add(id);
      else ids.add(i.id);
    }
    return ids;
  }

  #unit(k: AttendKernel, needed: ReadonlyMap<Node, ReadonlySet<number>>): AttendUnit {
    const { x, attention } = this;
    const memo = new Map<Expr, Expr>();
    const value = (e: Expr): Expr =>
      x.substitute(
        e,
        (l) => {
          const leaf = attention.outside.find(l);
          if (!leaf) return undefined;
          const node = attention.mapOfLeaves.get(leaf.node);
          invariant(node, "fuse", () => `%${leaf.node.id} was lost`);
          return this.inline.at(node, leaf.index, leaf.guard);
        },
        memo,
      );
    const kernel = mapKernel(
      {
        name: k.name,
        body: k.body,
        nodes: k.stores.map((n) => n.id),
        spans: k.spans,
        inner: k.inner,
        boundaries: k.boundaries,
      },
      value,
    );
    // All of a kernel's values come after what any of them needs.
    const ids = [...new Set(k.stores.flatMap((n) => [...needed.get(n)!]))];
    return {
      kernel,
      stores: k.stores,
      loads: accessOf(kernel).loads,
      needs: k.stores.map((n) => [n.id, ids]),
    };
  }
}
