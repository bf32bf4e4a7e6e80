/**
 * A program as text at each stage of the compiler, and a kernel's story. `docs/architecture.md` shows this output.
 */
import { readFileSync } from "node:fs";
import { showGraph } from "../../compiler/ir/show.ts";
import { timesOf } from "../../compiler/ir/plan.ts";
import { showKernel, showPlan } from "../../compiler/ir/show-kernel.ts";
import { parse } from "../../grammar/index.ts";
import type { Stage } from "../commands/explain.ts";
import { ProgramError } from "./exit.ts";
import { loadTrain } from "./load.ts";
import { compileTuned } from "./lock.ts";
import { splitSpec } from "./spec.ts";
import type { ProgramFlags } from "./options.ts";
import { placer } from "./places.ts";
import { dispatchNamed, loadStepPlan } from "./plan.ts";
import { targetOf, type TargetFlags } from "./target.ts";
import { bytes, flops } from "./terminal.ts";

type Flags = ProgramFlags & TargetFlags;

export async function explainStage(spec: string, stage: Stage, flags: Flags): Promise<string> {
  if (stage === "ast") return showAst(spec);
  const { train, file, sources } = loadTrain(spec, flags, {}, false);
  const { place } = placer(file, sources);
  const options = { renumber: true, place: (span: Parameters<typeof place>[0]) => place(span).at };
  const { step } = train;
  if (stage === "graph") return showGraph(step.graph, step.outputs, options);
  const withUpdates = (c: typeof step) => [
    ...c.outputs,
    ...c.gradients.map((g) => ({ name: `d ${g.path}`, node: g.node })),
    ...c.updates.map((u) => ({ name: `new ${u.target.attrs.name}`, node: u.value })),
    ...c.reported,
  ];
  if (stage === "grad") return showGraph(step.graph, withUpdates(step), options);
  const { target, tuned } = await targetOf(flags, file);
  const compiled = compileTuned(step, target, tuned, { lineOf: options.place });
  if (stage === "simplified") {
    const fired = [...compiled.fired].map(([rule, times]) => `// ${rule}${times > 1 ? ` × ${times}` : ""}`);
    const { simplified } = compiled;
    return [...fired, showGraph(simplified.graph, withUpdates(simplified), options)].join("\n");
  }
  if (stage === "kernels") return compiled.kernels.map(showKernel).join("\n\n");
  return showPlan(compiled.plan);
}

export async function explainKernel(spec: string, kernel: string, flags: Flags): Promise<string> {
  const { compiled, plan, lines, placer: places } = await loadStepPlan(spec, flags);
  const dispatch = dispatchNamed(plan, kernel);
  const i = plan.dispatches.indexOf(dispatch);
  const body = compiled.kernels[i]!;
  const texts = new Map<string, string>();
  for (const spans of compiled.fused.graph.spans.values())
    for (const s of spans) texts.set(places.place(s).at, places.place(s).text);
  const { own, library } = lines[i]!;
  const times = timesOf(plan, i);
  return [
    `${dispatch.kernel}: dispatch ${i} of ${plan.dispatches.length}, ${dispatch.info.kind}, ${dispatch.info.schedule}${times > 1 ? `, ${times} times` : ""}`,
    `${flops(dispatch.info.flops)}, ${bytes(dispatch.info.bytesRead)} read, ${bytes(dispatch.info.bytesWritten)} written, ${dispatch.workgroups.join(" × ")} workgroups`,
    "",
    `It computes ${body.nodes.length} nodes of the graph, from`,
    ...[...own, ...library].map((at) => `  ${at}  ${texts.get(at) ?? ""}`),
    "",
    showKernel(body),
    "",
    ...(body.choices ? ["Why it is computed so:", ...body.choices.map((why) => `  - ${why}`), ""] : []),
    ...(body.boundaries.length > 0
      ? ["Why it ends there:", ...body.boundaries.map((why) => `  - ${why}`)]
      : ["It was merged with all its neighbours."]),
  ].join("\n");
}

/** The syntax tree, a node a line, with the offsets of its span. */
function showAst(spec: string): string {
  const { file } = splitSpec(spec);
  const source = readFileSync(file, "utf8");
  const { ast, diagnostics } = parse(source, file);
  if (diagnostics.length > 0) throw new ProgramError(diagnostics, new Map([[file, source]]));
  const lines: string[] = [];
  const visit = (value: unknown, label: string, depth: number): void => {
    const indent = "  ".repeat(depth);
    if (Array.isArray(value)) {
      for (const item of value as unknown[]) visit(item, label, depth);
      return;
    }
    if (typeof value !== "object" || value === null) {
      lines.push(`${indent}${label}: ${JSON.stringify(value)}`);
      return;
    }
    const {
      kind,
      span,
      file: _,
      ...rest
    } = value as Record<string, unknown> & { span?: { start: number; end: number } };
    const at = span === undefined ? "" : ` ${span.start}..${span.end}`;
    const entries = Object.entries(rest).filter(
      ([, v]) => v !== undefined && !(Array.isArray(v) && v.length === 0),
    );
    const simple = entries.filter(([, v]) => typeof v !== "object");
    const own = simple.map(([k, v]) => ` ${k}=${JSON.stringify(v)}`).join("");
    lines.push(
      `${indent}${label}${typeof kind === "string" && kind !== label ? `: ${kind}` : ""}${own}${at}`,
    );
    for (const [k, v] of entries) if (typeof v === "object") visit(v, k, depth + 1);
  };
  visit(ast.items, "item", 0);
  return lines.join("\n");
}
