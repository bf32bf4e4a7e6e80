/**
 * The passes from a computation to a plan, in order, and what each guarantees. Read this first.
 *
 *   1 check, 2 lower     `compile.ts`: text -> checked program -> computations (graphs)     [names, shapes, dtypes hold]
 *   3 differentiate      during lowering, wherever `grad` or `minimize` asks               [cotangents have their value's type]
 *   4 simplify           graph -> smaller equal graph                                      [equal bit for bit, but where a rule says otherwise]
 *   5 fuse               graph -> kernels                                                  [each value stored once, all reads in range]
 *   6 plan, 7 emit       kernels -> order, places, WGSL                                    [no hazards; the shadow replay agrees]
 *
 * `verifyGraph` checks the graph that is planned, the shadow replay the plan; where anything turns out wrong, the graphs of
 * the passes before are checked, too, so that the error names the pass that is to blame.
 */
import type { Span } from "../grammar/ast.ts";
import { simplify } from "./4-simplify/rewrite.ts";
import { fuse, type Fused } from "./5-fuse/index.ts";
import { plan, type Planned } from "./6-plan/index.ts";
import { productsInHalves } from "./6-plan/halves.ts";
import { splitProducts } from "./6-plan/parts.ts";
import type { Target } from "./7-emit/target.ts";
import { diagnostic, DiagnosticError, invariant } from "./diagnostics.ts";
import { isOp, type Node } from "./ir/graph.ts";
import type { Plan } from "./ir/plan.ts";
import { verifyGraph } from "./ir/verify.ts";
import type { Computation } from "./program.ts";

export interface Compiled extends Planned {
  /** The computation after simplification. */
  readonly simplified: Computation;
  /** How often each rewrite rule fired. */
  readonly fired: ReadonlyMap<string, number>;
  readonly fused: Fused;
  /** The ids of products that are computed in parts (`6-plan/parts.ts`), as they were before. */
  readonly split: readonly string[];
}

export interface PipelineOptions {
  /** The text of a span for dumps, `file:line`; the file's name alone by default. */
  readonly lineOf?: (span: Span) => string;
  /** Computes every product whole, whatever the target wants: `nn tune` measures parts beside it. */
  readonly whole?: boolean;
}

/** Compiles one computation for one target. Pure: equal arguments give equal plans. Throws NN0603 where the target cannot. */
export function compileComputation(c: Computation, target: Target, options: PipelineOptions = {}): Compiled {
  const between: { readonly pass: string; readonly roots: readonly Node[] }[] = [];
  try {
    return runPasses(c, target, options, (pass, roots) => between.push({ pass, roots }));
  } catch (error) {
    if (!(error instanceof DiagnosticError)) for (const { pass, roots } of between) verifyGraph(roots, pass);
    throw error;
  }
}

function runPasses(
  c: Computation,
  target: Target,
  options: PipelineOptions,
  left: (pass: string, roots: readonly Node[]) => void,
): Compiled {
  left("2-lower", rootsOf(c));
  const { computation: simplified, fired } = simplifyComputation(c);
  left("4-simplify", rootsOf(simplified));
  if (!target.f16) refuseHalf(simplified);
  const labels = new Map<Node, string>();
  for (const n of simplified.graph.nodes) if (isOp(n, "input")) labels.set(n, n.attrs.name);
  for (const g of simplified.gradients) labels.set(g.node, `d_${g.path}`);
  for (const o of simplified.outputs) labels.set(o.node, o.name);
  const whole = productsInHalves(fuse({ ...simplified, labels }, target), target);
  const { fused, split } = options.whole ? { fused: whole, split: [] } : splitProducts(whole, target);
  verifyGraph([...fused.outputs.map((o) => o.node), ...fused.updates.map((u) => u.value)], "5-fuse");
  const planned = plan(c.name, fused, target, options.lineOf ?? ((span) => span.file));
  return { ...planned, simplified, fired, fused, split };
}

/** Half precision needs a feature that not every device has. */
function refuseHalf(c: Computation): void {
  if (!c.graph.nodes.some((n) => n.type.dtype === "f16")) return;
  throw new DiagnosticError(
    diagnostic("NN0603", "half precision needs the WebGPU feature `shader-f16`, which this device lacks", {
      help: "train with `precision = f32`, or with `--device cpu`; `nn devices` lists the features of each device",
    }),
  );
}

export function compilePlan(c: Computation, target: Target, options?: PipelineOptions): Plan {
  return compileComputation(c, target, options).plan;
}

/** What a computation computes: its outputs, updates and host scalars, and the inputs that updates name. */
export function rootsOf(c: Computation): Node[] {
  return [
    ...c.outputs.map((o) => o.node),
    ...c.updates.flatMap((u) => [u.value, u.target]),
    ...c.reported.map((r) => r.node),
  ];
}

/** Gradients that nothing else needs are not computed; those that remain keep their names. */
export function simplifyComputation(c: Computation): {
  computation: Computation;
  fired: ReadonlyMap<string, number>;
} {
  const roots = rootsOf(c);
  const { graph, replaced, fired } = simplify(c.graph, roots);
  const at = (n: Node): Node => {
    const m = replaced.get(n);
    invariant(m, "4-simplify", () => `%${n.id} was lost`);
    return m;
  };
  const computation: Computation = {
    ...c,
    graph,
    outputs: c.outputs.map((o) => ({ name: o.name, node: at(o.node) })),
    updates: c.updates.map((u) => ({ target: at(u.target) as Node<"input">, value: at(u.value) })),
    reported: c.reported.map((r) => ({ name: r.name, node: at(r.node) })),
    gradients: c.gradients.flatMap((g) => (replaced.has(g.node) ? [{ path: g.path, node: at(g.node) }] : [])),
  };
  return { computation, fired };
}
