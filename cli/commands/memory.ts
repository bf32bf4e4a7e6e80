/**
 * `nn memory`: what a training step takes on the GPU, buffer by buffer, known before any GPU is touched.
 */
import type { Command } from "commander";
import type { Plan } from "../../compiler/ir/plan.ts";
import type { TrainProgram } from "../../compiler/program.ts";
import type { LoadedTrain } from "../shared/load.ts";
import { examples, type ProgramFlags, programOptions } from "../shared/options.ts";
import { targetOption, type TargetFlags } from "../shared/target.ts";
import { bytes, paint, table } from "../shared/terminal.ts";

interface Flags extends ProgramFlags, TargetFlags {
  readonly json?: boolean;
}

export function memory(program: Command): Command {
  const command = program
    .command("memory")
    .description("the GPU memory of one training step, buffer by buffer")
    .argument("<file>", "a .nn file, or FILE:NAME")
    .option("--json", "print one JSON object");
  targetOption(programOptions(command));
  examples(command, [["nn memory gpt.nn --set width=256", "before trying whether it fits"]]);
  return command.action(run);
}

const MEANING: Readonly<Record<string, string>> = {
  slab: "state of the optimizer",
  params: "weights",
  state: "state of layers, such as running means",
  grads: "gradients of all weights",
  slot: "scratch, shared by values that are not alive together",
  batch: "examples of one step",
  uniform: "the host's scalars",
  result: "what the host reads back",
  constant: "written once",
  step: "the numbers of the rounds of loops",
};

async function run(spec: string, flags: Flags): Promise<void> {
  const { loadStepPlan } = await import("../shared/plan.ts");
  const { plan, train, loaded, target } = await loadStepPlan(spec, flags);
  const examples = await exampleBytes(loaded, plan, target.limits.storageBuffers);
  const total = plan.buffers.reduce((sum, b) => sum + b.bytes, 0);
  if (flags.json) {
    const buffers = plan.buffers.map(({ name, kind, bytes: size }) => ({ name, kind, bytes: size }));
    const watch = watchBytes(train);
    const answer = { train: train.name, buffers, memory: plan.memory, total, examples, watch };
    console.log(JSON.stringify(answer, undefined, 2));
    return;
  }
  const rows = plan.buffers.map((b) => [
    b.name,
    b.kind,
    bytes(b.bytes),
    MEANING[b.name] ?? MEANING[b.kind] ?? "",
  ]);
  console.log(
    table(
      [{ title: "buffer" }, { title: "kind" }, { title: "size", align: "right" }, { title: "holds" }],
      rows,
    ),
  );
  console.log(
    `\n ${paint(process.stdout).bold(bytes(total))} for one step; buffers that the host writes or reads exist several times while steps overlap`,
  );
  if (examples > 0)
    console.log(` ${bytes(examples)} more while training, for all training examples, which stay on the GPU`);
  const watch = watchBytes(train);
  if (watch > 0)
    console.log(` ${bytes(watch)} more while training, to compare weights with (not with --watch-every 0)`);
}

/** What the training examples take where a training keeps them on the device; 0 where the data is not there. */
async function exampleBytes(
  { train, data, dataProgram }: LoadedTrain,
  plan: Plan,
  storageBuffers: number,
): Promise<number> {
  if (dataProgram === undefined || data.failures.has(train.data ?? "")) return 0;
  const { planResident, RESIDENT_BYTES, residentOptions } = await import("../../runtime/resident.ts");
  const { batch, accumulate, shuffle } = train.settings;
  const options = residentOptions(data.load(dataProgram), batch * accumulate, shuffle);
  const limits = {
    maxStorageBufferBindingSize: RESIDENT_BYTES,
    maxStorageBuffersPerShaderStage: storageBuffers,
  };
  const resident = options && planResident(plan, options, limits);
  const sum = (buffers: Plan["buffers"]) => buffers.reduce((bytes, b) => bytes + b.bytes, 0);
  return resident ? sum(resident.plan.buffers) - sum(plan.buffers) : 0;
}

/** What measuring gradients and updates takes: a copy of the weights, and the norms of every 64 elements. */
function watchBytes({ watch }: TrainProgram): number {
  if (watch === undefined) return 0;
  const norms = watch.norms.outputs.reduce((sum, o) => sum + o.node.type.shape[0]!, 0);
  return 4 * (watch.before.size + norms);
}
