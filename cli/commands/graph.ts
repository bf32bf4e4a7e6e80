/**
 * `nn graph`: one training step as a graph, forward, backward and update told apart.
 */
import { writeFileSync } from "node:fs";
import { type Command, Option } from "commander";
import { examples, type ProgramFlags, programOptions } from "../shared/options.ts";

interface Flags extends ProgramFlags {
  readonly svg?: boolean;
  readonly dot?: boolean;
  readonly json?: boolean;
  readonly detail: "auto" | "ops" | "lines";
  readonly out?: string;
}

export function graph(program: Command): Command {
  const command = program
    .command("graph")
    .description("one training step as a graph: forward, backward, update")
    .argument("<file>", "a .nn file, or FILE:NAME")
    .addOption(new Option("--svg", "a picture (the default)").conflicts(["dot", "json"]))
    .addOption(new Option("--dot", "for Graphviz").conflicts(["json"]))
    .option("--json", "boxes and arrows for programs")
    .addOption(
      new Option("--detail <level>", "a box for each op, or for each source line; auto goes by the size")
        .choices(["auto", "ops", "lines"])
        .default("auto"),
    )
    .option("-o, --out <file>", "write it there instead of to stdout");
  programOptions(command);
  examples(command, [
    ["nn graph chain-rule.nn --out chain.svg", "a picture to look at"],
    ["nn graph gpt.nn --dot --detail lines", "one box for each line, for Graphviz"],
  ]);
  return command.action(run);
}

/** Beyond this many boxes a graph of ops is no longer readable. */
const READABLE = 160;

async function run(spec: string, flags: Flags): Promise<void> {
  const { loadTrain } = await import("../shared/load.ts");
  const { placer } = await import("../shared/places.ts");
  const { simplifyComputation } = await import("../../compiler/pipeline.ts");
  const { viewOf } = await import("../shared/graph-view.ts");
  const { train, file, sources } = loadTrain(spec, flags, {}, false);
  const { group } = placer(file, sources);
  const options = { group };
  // Simplified, so that what the compiler would not compute is not drawn.
  const { computation } = simplifyComputation(train.step);
  let view = viewOf(computation, { ...options, detail: flags.detail === "lines" ? "lines" : "ops" });
  if (flags.detail === "auto" && view.boxes.length > READABLE)
    view = viewOf(computation, { ...options, detail: "lines" });
  view = { ...view, title: `${file.replace(/^.*\//, "")}: one step of ${train.name}` };
  let text: string;
  if (flags.json) {
    text = `${JSON.stringify({ title: view.title, boxes: view.boxes, arrows: view.arrows, groups: Object.fromEntries(view.groups) }, undefined, 2)}\n`;
  } else {
    const { toDot, toSvg } = await import("../shared/graph-svg.ts");
    text = flags.dot ? toDot(view) : toSvg(view);
  }
  if (flags.out === undefined) process.stdout.write(text);
  else writeFileSync(flags.out, text);
}
