/**
 * What the compiler makes of each example, as files to read in a diff: the graph, the graph with gradient and update, the
 * kernels, the WGSL for GPUs and for software adapters, and the gradient of every weight from the f64 interpreter.
 * `npm run golden` writes them anew.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { oneStep } from "../../cli/shared/one-step.ts";
import { loadStepPlan } from "../../cli/shared/plan.ts";
import { explainStage } from "../../cli/shared/stages.ts";
import { compileFile } from "../../cli/shared/load.ts";
import { floorTarget } from "../../compiler/7-emit/target.ts";
import { verifyGraph } from "../../compiler/ir/verify.ts";
import { compileComputation, rootsOf } from "../../compiler/pipeline.ts";
import { format } from "../../grammar/print.ts";
import { files, folder, open, SMALL, trains } from "./examples.ts";

test("every `train` of every example has its small settings", () => {
  const found = files.flatMap((file) => {
    const { program } = compileFile(join(folder, file), {});
    const names = program!.declarations.filter((d) => d.kind === "train").map((d) => d.name);
    return names.length === 1 ? [file] : names.map((name) => `${file}:${name}`);
  });
  expect([...trains].sort()).toEqual(found.sort());
});

test.each(files)("%s has no diagnostics and the canonical form", (name) => {
  const path = join(folder, name);
  expect(compileFile(path, {}).diagnostics).toEqual([]);
  const source = readFileSync(path, "utf8");
  expect(format(source, name)).toBe(source);
});

describe.each(trains)("%s", (name) => {
  const spec = join(folder, name);
  const base = name.replace(/\.nn$/, "").replace(".nn:", ".");
  const flags = { set: SMALL[name]!, target: "gpu" } as const;
  const golden = (part: string) => `__golden__/${base}.${part}`;

  test("graph", async () => {
    await expect(await explainStage(spec, "graph", flags)).toMatchFileSnapshot(golden("graph.txt"));
    await expect(await explainStage(spec, "grad", flags)).toMatchFileSnapshot(golden("grad.txt"));
  });

  test.each(["gpu", "software"] as const)("kernels and WGSL for %s", async (target) => {
    const { plan, lines } = await loadStepPlan(spec, { ...flags, target });
    const list = plan.dispatches.map((d, i) => {
      const { flops, bytesRead, bytesWritten, schedule } = d.info;
      const from = [...lines[i]!.own, ...lines[i]!.library].join(" ");
      return `${i} ${d.kernel}: ${schedule}, ${d.workgroups.join("×")} workgroups, ${flops} flops, ${bytesRead} B read, ${bytesWritten} B written  // ${from}`;
    });
    await expect(`${list.join("\n")}\n`).toMatchFileSnapshot(golden(`${target}.kernels.txt`));
    const shaders = plan.shaders.map((s) => `// ${s.name}\n${s.wgsl.trimEnd()}\n`);
    await expect(shaders.join("\n")).toMatchFileSnapshot(golden(`${target}.wgsl`));
  });

  test("every pass leaves a sound graph", () => {
    const { init, step, evaluate, predict } = open(name).train;
    for (const computation of [init, step, evaluate, predict]) {
      verifyGraph(rootsOf(computation), "2-lower", computation.graph);
      const { simplified } = compileComputation(computation, floorTarget("software"));
      verifyGraph(rootsOf(simplified), "4-simplify", simplified.graph);
    }
  });

  test("gradients in f64", async () => {
    const { train, examples, readWeights } = open(name);
    const { weights, losses } = await oneStep(train, examples, { precision: "f64", readWeights });
    const digits = (v: number, scale: number) => (Math.abs(v) <= 1e-11 * scale ? "0" : v.toPrecision(9));
    const rows = weights.map(({ path, shape, gradient }) => {
      if (gradient === undefined) return `${path} [${shape.join(", ")}] frozen`;
      const values = Array.from(gradient);
      // A sample that is spread over the whole, and a number that sees every element.
      const shown = values.filter((_, i) => i % Math.ceil(values.length / 6) === 0);
      const norm = Math.sqrt(values.reduce((sum, v) => sum + v * v, 0));
      return `${path} [${shape.join(", ")}] norm ${digits(norm, 1)}: ${shown.map((v) => digits(v, norm)).join(" ")}`;
    });
    const text = [...losses.map((l) => `${l.name} ${digits(l.before, 1)}`), ...rows].join("\n");
    await expect(`${text}\n`).toMatchFileSnapshot(golden("gradients.txt"));
  });
});
