/**
 * A product in parts of its sum: one dot kernel becomes two.
 *
 * The first has the parts as a batch and stores their products; the second folds them, in order, and stores what the
 * product stored, with its epilogue. Both are kernels like any other, so placing, emission, costs and the interpreter know
 * nothing of it, and what lies between them is a value with a slot.
 */
import { kernelId, type Schedules } from "../7-emit/candidates.ts";
import { collectBindings } from "../7-emit/bindings.ts";
import { canSplit, countInName, type Parts, partsOf } from "../7-emit/dot-split.ts";
import { extentOf } from "../7-emit/lower.ts";
import type { Target } from "../7-emit/target.ts";
import { invariant } from "../diagnostics.ts";
import type { Expr, Exprs, Var } from "../ir/expr.ts";
import { type Node, scratchCell } from "../ir/graph.ts";
import type { DotBody, Kernel, RowBody, Store } from "../ir/kernel.ts";
import { SUM_STAGE } from "../ir/kernel.ts";
import type { Fused } from "../5-fuse/index.ts";

export interface InParts {
  readonly products: Kernel;
  readonly sum: Kernel;
  /** What lies between them, numbered from the id that was given. */
  readonly scratch: readonly Node[];
}

/** The products that the rules, or a lock, want in parts, so computed. `split`: the ids of those kernels as they were. */
export function splitProducts(
  fused: Fused,
  target: Target,
): { readonly fused: Fused; readonly split: readonly string[] } {
  const names = new Set(fused.kernels.map((k) => k.name));
  const values = new Map(fused.values);
  const split: string[] = [];
  let nextId = Math.max(-1, ...values.keys()) + 1;
  const kernels = fused.kernels.flatMap((kernel) => {
    const parts = kernel.body.kind === "dot" ? chosenParts(kernel, target) : undefined;
    if (parts === undefined) return [kernel];
    const made = inParts(fused.exprs, kernel, parts, nextId);
    for (const node of made.scratch) values.set(node.id, node);
    nextId += made.scratch.length;
    split.push(wholeId(kernel));
    let name = `${kernel.name}_parts`;
    while (names.has(name)) name += "_";
    names.add(name);
    return [{ ...made.products, name }, made.sum];
  });
  return { fused: split.length === 0 ? fused : { ...fused, kernels, values }, split };
}

/** What a lock calls a kernel before it is planned. */
export function wholeId(kernel: Kernel): string {
  return kernelId(kernel, collectBindings(kernel));
}

/** What a lock says of the product, or else the rules. */
function chosenParts(kernel: Kernel, target: Target): Parts | undefined {
  const chosen = chosenFor(kernel, target.schedules);
  if (chosen === undefined) return partsOf(kernel, target);
  const count = countInName(chosen);
  const { body } = kernel;
  if (count === undefined || body.kind !== "dot" || !canSplit(body, target)) return undefined;
  if (count < 2 || count > extentOf(body.k)) return undefined;
  return { count, why: "that was measured to be the quickest here" };
}

function chosenFor(kernel: Kernel, schedules: Schedules | undefined): string | undefined {
  return schedules === undefined || schedules.size === 0
    ? undefined
    : schedules.get(wholeId(kernel))?.schedule;
}

/** @param firstId the number of the first scratch value; more follow for sums beside the product */
export function inParts(x: Exprs, kernel: Kernel, parts: Parts, firstId: number): InParts {
  const { body } = kernel;
  invariant(body.kind === "dot", "plan", () => `${kernel.name} is no product`);
  const k = extentOf(body.k);
  // Uneven parts are as long as a few vectors, the last one shorter.
  const length = k % parts.count === 0 ? k / parts.count : 16 * Math.ceil(k / parts.count / 16);
  const count = Math.ceil(k / length);
  const part = x.freshVar("part", count);
  const step = x.freshVar("k", length);
  const at = x.add(x.mul(part, x.int(length)), step);
  const inside = x.apply("lt", "bool", [at, x.int(k)]);
  const operand = restricted(x, body.k, at, inside);

  const scratch: Node[] = [];
  /** Stores `acc` over (part, vars) in a value of its own; gives the store and the load of the same element. */
  const between = (acc: Expr, vars: readonly Var[]): { readonly store: Store; readonly load: Expr } => {
    const shape = [count, ...vars.map((v) => v.extent)];
    const id = firstId + scratch.length;
    scratch.push(scratchCell(id, `${kernel.name}.parts`, shape));
    const index = x.flatten([part, ...vars], shape);
    return { store: { target: id, dtype: "f32", index, value: acc }, load: x.load(id, "f32", index) };
  };
  const product = between(x.acc(0, "f32"), [...body.batch, ...body.m, ...body.n]);
  const sums = body.sums.map(({ of, store }) => {
    const { store: partial, load } = between(x.acc(SUM_STAGE[of], "f32"), [...body.batch, ...body[OWN[of]]]);
    return { of, store, partial, load };
  });
  const products: DotBody = {
    ...body,
    batch: [part, ...body.batch],
    k: [step],
    a: operand(body.a),
    b: operand(body.b),
    stores: [product.store],
    sums: sums.map(({ of, partial }) => ({ of, store: partial })),
  };
  const fold = (rows: readonly Var[], load: Expr, stores: readonly Store[]): RowBody => ({
    kind: "row",
    rows,
    cols: [part],
    stages: [
      { kind: "reduce", op: "sum", dtype: "f32", value: load },
      ...stores.map((store) => ({ kind: "store", over: "rows", store }) as const),
    ],
  });
  const folds = [
    fold([...body.batch, ...body.m, ...body.n], product.load, body.stores),
    // A row kernel's first stage is its accumulator 0.
    ...sums.map(({ of, store, load }) =>
      fold([...body.batch, ...body[OWN[of]]], load, [{ ...store, value: x.acc(0, "f32") }]),
    ),
  ];
  const why = `the product is computed in ${count} parts of its sum of ${k}, since ${parts.why}`;
  return {
    products: {
      ...kernel,
      body: products,
      boundaries: [...kernel.boundaries, `${why}; \`${kernel.name}\` adds them`],
    },
    sum: {
      ...kernel,
      body: folds.length === 1 ? folds[0]! : { kind: "rows", parts: folds },
      boundaries: [...kernel.boundaries, `${why}, by the kernel before`],
    },
    scratch,
  };
}

const OWN = { a: "m", b: "n" } as const;

/** An operand with flat index `at` for the variables of the sum, and 0 where that is not `inside`. */
function restricted(x: Exprs, k: readonly Var[], at: Expr, inside: Expr): (operand: Expr) => Expr {
  const index = x.unflatten(at, k.map((v) => v.extent)); // prettier-ignore
  const places = new Map<Expr, Expr>(k.map((v, i) => [v, index[i]!]));
  const memo = new Map<Expr, Expr>();
  const place = (e: Expr): Expr =>
    x.substitute(
      e,
      (l) => {
        if (l.k !== "load") return places.get(l);
        const guard = l.guard === undefined ? inside : x.apply("and", "bool", [place(l.guard), inside]);
        return x.load(l.value, l.dtype, place(l.index), guard);
      },
      memo,
    );
  return (operand) => {
    const e = place(operand);
    // What is computed from zeros need not be zero.
    return operand.k === "load" ? e : x.apply("where", e.dtype, [inside, e, x.const(0, e.dtype)]);
  };
}
