/**
 * `nn wgsl`: the shaders of one training step, each under the source lines that it comes from.
 */
import type { Command } from "commander";
import { UsageError } from "../shared/exit.ts";
import { examples, type ProgramFlags, programOptions } from "../shared/options.ts";
import { targetOption, type TargetFlags } from "../shared/target.ts";

type Flags = ProgramFlags & TargetFlags;

export function wgsl(program: Command): Command {
  const command = program
    .command("wgsl")
    .description("the shaders of one training step")
    .argument("<file>", "a .nn file, or FILE:NAME")
    .argument("[kernel]", "only this kernel, by its name or number in `nn kernels`");
  targetOption(programOptions(command));
  examples(command, [
    ["nn wgsl mnist.nn", "all shaders"],
    ["nn wgsl mnist.nn 3", "the fourth dispatch of `nn kernels mnist.nn`"],
  ]);
  return command.action(run);
}

async function run(spec: string, kernel: string | undefined, flags: Flags): Promise<void> {
  const { loadStepPlan, dispatchNamed } = await import("../shared/plan.ts");
  const { plan, lines } = await loadStepPlan(spec, flags);
  const wanted = kernel === undefined ? undefined : dispatchNamed(plan, kernel);
  if (plan.dispatches.length === 0)
    throw new UsageError("this step has no kernels: the host computes all of it");
  const out: string[] = [];
  for (const [i, shader] of plan.shaders.entries()) {
    const users = plan.dispatches.filter((d) => d.shader === i && (wanted === undefined || d === wanted));
    if (users.length === 0) continue;
    for (const d of users) {
      const { own, library } = lines[plan.dispatches.indexOf(d)]!;
      const from = [...own, ...library].join(", ");
      out.push(
        `// kernel ${d.kernel} (${d.info.kind}, ${d.info.schedule})${from === "" ? "" : ` from ${from}`}: ${d.workgroups.join(" × ")} workgroups`,
      );
    }
    out.push(shader.wgsl.trimEnd(), "");
  }
  process.stdout.write(`${out.join("\n").trimEnd()}\n`);
}
