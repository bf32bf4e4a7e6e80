/**
 * `nn kernels`: the dispatches of one training step, where each comes from, what it computes and moves, and the memory.
 */
import type { Command } from "commander";
import { type Plan, timesOf } from "../../compiler/ir/plan.ts";
import { examples, type ProgramFlags, programOptions } from "../shared/options.ts";
import type { KernelLines } from "../shared/plan.ts";
import { targetOption, type TargetFlags } from "../shared/target.ts";
import { bytes, flops, paint, plural, table } from "../shared/terminal.ts";

interface Flags extends ProgramFlags, TargetFlags {
  readonly json?: boolean;
}

export function kernels(program: Command): Command {
  const command = program
    .command("kernels")
    .description("the dispatches of one training step: work, traffic, memory")
    .argument("<file>", "a .nn file, or FILE:NAME")
    .option("--json", "print one JSON object");
  targetOption(programOptions(command));
  examples(command, [
    ["nn kernels mnist.nn", "as a table"],
    ["nn kernels gpt.nn --set depth=2 --json", "for programs"],
    ["nn kernels mnist.nn --target software", "as compiled for a software adapter"],
  ]);
  return command.action(run);
}

/** The user's lines; for the optimizer's update the library's, since it belongs to no line of the program. */
function from({ own, library }: KernelLines): string {
  const [first, ...rest] = own.length > 0 ? own : library;
  const lines = rest.map((line) => line.slice(line.lastIndexOf(":") + 1));
  return lines.length > 3 ? `${first} and ${lines.length} more` : [first, ...lines].join(", ");
}

async function run(spec: string, flags: Flags): Promise<void> {
  const { loadStepPlan } = await import("../shared/plan.ts");
  const { plan, train, lines, tuned } = await loadStepPlan(spec, flags);
  const sum = (f: (d: Plan["dispatches"][number]) => number) =>
    plan.dispatches.reduce((total, d, i) => total + timesOf(plan, i) * f(d), 0);
  const totals = {
    dispatches: sum(() => 1),
    shaders: plan.shaders.length,
    flops: sum((d) => d.info.flops),
    bytesRead: sum((d) => d.info.bytesRead),
    bytesWritten: sum((d) => d.info.bytesWritten),
  };
  const memory = { ...plan.memory, total: Object.values(plan.memory).reduce((a, b) => a + b, 0) };
  if (flags.json) {
    const dispatches = plan.dispatches.map((d, i) => ({
      name: d.kernel,
      kind: d.info.kind,
      schedule: d.info.schedule,
      lines: lines[i]!.own,
      library: lines[i]!.library,
      times: timesOf(plan, i),
      workgroups: d.workgroups,
      workgroupSize: plan.shaders[d.shader]!.workgroupSize,
      shader: plan.shaders[d.shader]!.name,
      flops: d.info.flops,
      bytesRead: d.info.bytesRead,
      bytesWritten: d.info.bytesWritten,
    }));
    console.log(
      JSON.stringify(
        { train: train.name, target: flags.target, tuned: tuned ?? null, dispatches, totals, memory },
        undefined,
        2,
      ),
    );
    return;
  }
  const c = paint(process.stdout);
  const right = "right" as const;
  // Where something runs more than once a step: work and traffic are of one run, the sums of all.
  const looped = plan.loops.length > 0;
  console.log(
    table(
      [
        { title: "#", align: right },
        { title: "kernel" },
        { title: "kind" },
        ...(looped ? [{ title: "times", align: right }] : []),
        { title: "workgroups", align: right },
        { title: "work", align: right },
        { title: "read", align: right },
        { title: "written", align: right },
        { title: "from" },
      ],
      plan.dispatches.map((d, i) => [
        String(i),
        d.kernel,
        d.info.kind,
        ...(looped ? [`${timesOf(plan, i)} ×`] : []),
        d.workgroups.join("×").replace(/(×1)+$/, ""),
        flops(d.info.flops),
        bytes(d.info.bytesRead),
        bytes(d.info.bytesWritten),
        c.dim(from(lines[i]!)),
      ]),
    ),
  );
  console.log(
    `\n ${c.bold(plural(totals.dispatches, "dispatch").replace(/hs$/, "hes"))} of ${plural(totals.shaders, "shader")}` +
      ` · ${flops(totals.flops)} · ${bytes(totals.bytesRead)} read, ${bytes(totals.bytesWritten)} written` +
      `\n memory ${bytes(memory.total)}: weights and optimizer ${bytes(memory.slabs)}, scratch ${bytes(memory.slots)},` +
      ` batches ${bytes(memory.batch)}, other ${bytes(memory.other)}${tuned === undefined ? "" : `\n ${tuned}`}`,
  );
}
