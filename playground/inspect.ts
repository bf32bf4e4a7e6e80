/**
 * One training step as the tabs show it: kernels, shaders with the lines they come from, the graph.
 */
import { kernelsOf } from "../cli/shared/graph-kernels.ts";
import { treeOf } from "../cli/shared/graph-tree.ts";
import { viewOf } from "../cli/shared/graph-view.ts";
import { placer } from "../cli/shared/places.ts";
import { linesOf } from "../cli/shared/plan.ts";
import { bytes, flops, plural } from "../cli/shared/terminal.ts";
import { floorTarget } from "../compiler/7-emit/target.ts";
import { compile } from "../compiler/compile.ts";
import { timesOf } from "../compiler/ir/plan.ts";
import { compileComputation, simplifyComputation } from "../compiler/pipeline.ts";
import type { Config, Inspection, Source, Workspace } from "./protocol.ts";
import { dataSetsOf } from "./workspace.ts";

/** Throws an error with a message for people where the program cannot be compiled. */
export function inspect(workspace: Workspace, train: string, config: Config): Inspection {
  const { file, texts } = workspace;
  const sets = dataSetsOf(workspace);
  const compiled = compile(file, {
    read: (path) => texts[path],
    config,
    data: (decl) => sets.describe(decl),
  });
  const block = compiled.program?.train[train];
  if (block === undefined) {
    const missing = compiled.program?.missing[train];
    throw new Error(missing ?? compiled.diagnostics[0]?.title ?? `there is no \`train ${train}\``);
  }
  const places = placer(file, compiled.sources);
  const made = compileComputation(block.step, floorTarget("gpu"), {
    lineOf: (span) => places.place(span).at,
  });
  const { plan } = made;
  const lines = linesOf(made, places);
  const own = (at: string): Source => ({ text: at, line: Number(at.slice(at.lastIndexOf(":") + 1)) });
  const all = lines.map((l): Source[] => [...l.own.map(own), ...l.library.map((text) => ({ text }))]);
  const size = (d: (typeof plan.dispatches)[number]) => d.workgroups.join("×").replace(/(×1)+$/, "");
  const sum = (f: (d: (typeof plan.dispatches)[number]) => number) =>
    plan.dispatches.reduce((total, d, i) => total + timesOf(plan, i) * f(d), 0);
  const memory = Object.values(plan.memory).reduce((a, b) => a + b, 0);
  const { computation } = simplifyComputation(block.step);
  const title = `${file}: one step of ${train}`;
  const view = { ...viewOf(computation, { group: places.group, detail: "ops" }), title };
  return {
    kernels: plan.dispatches.map((d, i) => ({
      name: d.kernel,
      kind: d.info.kind,
      times: timesOf(plan, i),
      workgroups: size(d),
      work: flops(d.info.flops),
      read: bytes(d.info.bytesRead),
      written: bytes(d.info.bytesWritten),
      // For the optimizer's update the library's lines, since it belongs to none of the program.
      from: lines[i]!.own.length > 0 ? lines[i]!.own.map(own) : all[i]!,
    })),
    summary:
      `${plural(
        sum(() => 1),
        "dispatch",
      ).replace(/hs$/, "hes")} of ${plural(plan.shaders.length, "shader")} a step` +
      ` · ${flops(sum((d) => d.info.flops))} · ${bytes(sum((d) => d.info.bytesRead))} read,` +
      ` ${bytes(sum((d) => d.info.bytesWritten))} written · ${bytes(memory)} of memory`,
    shaders: plan.shaders.flatMap((shader, at) => {
      const users = plan.dispatches.flatMap((d, i) => (d.shader === at ? [i] : []));
      if (users.length === 0) return [];
      const sources = new Map(users.flatMap((i) => all[i]!).map((s) => [s.text, s]));
      return [
        {
          title: users.map((i) => plan.dispatches[i]!.kernel).join(", "),
          from: [...sources.values()],
          wgsl: shader.wgsl.trimEnd(),
        },
      ];
    }),
    tree: treeOf(view, computation, { placer: places, kernelsOf: kernelsOf(block.step, computation) }),
  };
}
