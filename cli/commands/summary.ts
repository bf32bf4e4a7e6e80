/**
 * `nn summary`: the layers of a training's models, with the shapes that go through them and their parameters.
 */
import type { Command } from "commander";
import type { InstanceInfo } from "../../compiler/program.ts";
import { examples, type ProgramFlags, programOptions } from "../shared/options.ts";
import { bytes, count, paint, plural, table } from "../shared/terminal.ts";

interface Flags extends ProgramFlags {
  readonly json?: boolean;
}

export function summary(program: Command): Command {
  const command = program
    .command("summary")
    .description("layers, shapes and parameters")
    .argument("<file>", "a .nn file, or FILE:NAME")
    .option("--json", "print one JSON object");
  programOptions(command);
  examples(command, [["nn summary gpt.nn", "what the model is made of"]]);
  return command.action(run);
}

async function run(spec: string, flags: Flags): Promise<void> {
  const { loadTrain } = await import("../shared/load.ts");
  const { train } = loadTrain(spec, flags, {}, false);
  const sizeOf = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);
  const total = (kind: "param" | "state") =>
    train.weights.filter((w) => w.kind === kind).reduce((sum, w) => sum + sizeOf(w.shape), 0);
  const [params, state] = [total("param"), total("state")];
  if (flags.json) {
    const layers = train.instances.map(({ path, layer, inputs, output, params: own }) => ({
      path,
      layer,
      inputs,
      output,
      params: own,
    }));
    const weights = train.weights.map(({ path, kind, shape }) => ({ path, kind, shape }));
    console.log(JSON.stringify({ train: train.name, layers, weights, params, state }, undefined, 2));
    return;
  }
  const c = paint(process.stdout);
  const rows = parentsFirst(train.instances).map((i) => {
    const depth = i.path.split(".").length - 1;
    const name = i.path.slice(i.path.lastIndexOf(".") + 1);
    return [
      `${"  ".repeat(depth)}${name}`,
      c.dim(i.layer),
      i.inputs.join(", "),
      i.output,
      i.params === 0 ? "" : count(i.params),
    ];
  });
  const own = train.weights.filter((w) => !w.path.includes("."));
  for (const w of own)
    rows.push([w.path, c.dim(w.kind), "", `[${w.shape.join(", ")}]`, count(sizeOf(w.shape))]);
  const columns = [
    { title: "layer" },
    { title: "kind" },
    { title: "input" },
    { title: "output" },
    { title: "parameters", align: "right" as const },
  ];
  console.log(table(columns, rows));
  const rest = state > 0 ? ` · ${plural(state, "number")} of state` : "";
  console.log(
    `\n ${c.bold(plural(params, "parameter"))} (${bytes(4 * params)})${rest} · batch ${train.settings.batch}`,
  );
}

/** Instances come as they are finished, so what is inside comes before what holds it; a reader wants it the other way. */
function parentsFirst(instances: readonly InstanceInfo[]): InstanceInfo[] {
  const children = new Map<string, InstanceInfo[]>();
  const paths = new Set(instances.map((i) => i.path));
  for (const instance of instances) {
    const above = instance.path.slice(0, Math.max(0, instance.path.lastIndexOf(".")));
    const parent = paths.has(above) ? above : "";
    children.set(parent, [...(children.get(parent) ?? []), instance]);
  }
  const under = (path: string): InstanceInfo[] =>
    (children.get(path) ?? []).flatMap((i) => [i, ...under(i.path)]);
  return under("");
}
