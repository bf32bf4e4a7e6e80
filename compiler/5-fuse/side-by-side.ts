/**
 * Puts row kernels that need nothing of each other side by side in one dispatch.
 *
 * A sum over columns, such as the gradient of a normalization's gain, has few rows and leaves a device idle; beside the
 * kernel that folds the rows of the same values it costs no launch and its work is shared out. Kernels in loops stay as
 * they are, and so does the order of all others, so that no value lives longer than by the few kernels in between.
 */
import { isOp, type Node } from "../ir/graph.ts";
import { type Kernel, loopBodies, mapKernel, type RowBody } from "../ir/kernel.ts";
import type { Expr, Exprs, Var } from "../ir/expr.ts";
import { type Access, accessOf } from "../ir/access.ts";

/** How many kernels may lie between two that are put together. */
const NEAR = 4;
/** Elements that a kernel folds, below which any other may stand beside it. */
const SMALL = 16_384;

/**
 * @param parts of `slab` values: the values that lie in them
 * @param bindings storage buffers that a kernel may bind
 */
export function sideBySide(
  x: Exprs,
  kernels: readonly Kernel[],
  values: ReadonlyMap<number, Node>,
  parts: ReadonlyMap<number, readonly number[]>,
  bindings: number,
): Kernel[] {
  const out: { kernel: Kernel; access: Access }[] = [];
  for (const kernel of kernels) {
    const own = { kernel, access: accessOf(kernel) };
    const at = isRows(kernel) ? partner(own, out) : undefined;
    if (at === undefined) out.push(own);
    else {
      const both = together(x, out[at]!.kernel, kernel);
      out[at] = { kernel: both, access: accessOf(both) };
    }
  }
  return out.map((o) => o.kernel);

  /** The nearest kernel before `own` that it may join. */
  function partner(
    own: { kernel: Kernel; access: Access },
    before: readonly { kernel: Kernel; access: Access }[],
  ): number | undefined {
    const needs = new Set([...own.access.loads].flatMap((v) => [v, ...(parts.get(v) ?? [])]));
    for (let i = before.length - 1; i >= 0 && i >= before.length - NEAR; i--) {
      const { kernel, access } = before[i]!;
      if (kernel.loop || [...access.stores.keys()].some((v) => needs.has(v))) return undefined;
      if (isRows(kernel) && suits(own, { kernel, access })) return i;
    }
    return undefined;
  }

  function suits(a: { kernel: Kernel; access: Access }, b: { kernel: Kernel; access: Access }): boolean {
    const touched = new Set([a, b].flatMap(({ access: { loads, stores } }) => [...loads, ...stores.keys()]));
    if (touched.size > bindings) return false;
    const shared = [...a.access.loads].some((v) => b.access.loads.has(v) && sizeOfValue(v) > 1);
    return shared || Math.min(elements(a.kernel), elements(b.kernel)) <= SMALL;
  }

  function sizeOfValue(v: number): number {
    const node = values.get(v);
    return !node || isOp(node, "cell") ? 1 : node.type.shape.reduce((n, d) => n * d, 1);
  }
}

function isRows(k: Kernel): boolean {
  return !k.loop && (k.body.kind === "row" || k.body.kind === "rows");
}

function elements(k: Kernel): number {
  const count = (vars: readonly Var[]): number => vars.reduce((n, v) => n * v.extent, 1);
  return rowsOf(k).reduce((n, b) => n + count(b.rows) * count(b.cols), 0);
}

function rowsOf(k: Kernel): readonly RowBody[] {
  return loopBodies(k.body).filter((b) => b.kind === "row");
}

function together(x: Exprs, a: Kernel, b: Kernel): Kernel {
  return {
    name: `${a.name}_and_${b.name}`,
    body: { kind: "rows", parts: [...rowsOf(a), ...rowsOf(withOwnVariables(x, b))] },
    nodes: [...a.nodes, ...b.nodes],
    spans: [...a.spans, ...b.spans],
    boundaries: [...a.boundaries, ...b.boundaries],
  };
}

/** The kernel with loop variables that no other has: kernels over equal rows and columns have them in common otherwise. */
function withOwnVariables(x: Exprs, kernel: Kernel): Kernel {
  const { body } = kernel;
  if (body.kind !== "row") return kernel;
  const own = new Map<Expr, Var>();
  const fresh = (v: Var): Var => {
    const made = x.freshVar(v.name.replace(/\d+$/, ""), v.extent);
    own.set(v, made);
    return made;
  };
  const [rows, cols] = [body.rows.map(fresh), body.cols.map(fresh)];
  const memo = new Map<Expr, Expr>();
  return mapKernel({ ...kernel, body: { ...body, rows, cols } }, (e) =>
    x.substitute(e, (l) => own.get(l), memo),
  );
}
