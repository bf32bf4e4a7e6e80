/**
 * `nn graph`: one training step as a graph, forward, backward and update told apart.
 */
import { writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type Command, Option } from "commander";
import { examples, type ProgramFlags, programOptions } from "../shared/options.ts";

interface Flags extends ProgramFlags {
  readonly svg?: boolean;
  readonly dot?: boolean;
  readonly json?: boolean;
  /** The page's file, or true to write it where `--out` says. */
  readonly html?: string | true;
  readonly detail: "auto" | "ops" | "layers" | "lines";
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
      new Option("--html [file]", "a page on which layers open and close").conflicts(["svg", "dot", "json"]),
    )
    .addOption(
      new Option(
        "--detail <level>",
        "a box for each op, for each layer, or for each source line; auto goes by the size",
      )
        .choices(["auto", "ops", "layers", "lines"])
        .default("auto"),
    )
    .option("-o, --out <file>", "write it there instead of to stdout");
  programOptions(command);
  examples(command, [
    ["nn graph chain-rule.nn --out chain.svg", "a picture to look at"],
    ["nn graph gpt.nn --html gpt.html", "a page: open a layer to see what is in it"],
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
  const places = placer(file, sources);
  const { group } = places;
  // Simplified, so that what the compiler would not compute is not drawn.
  const { computation } = simplifyComputation(train.step);
  const title = `${file.replace(/^.*\//, "")}: one step of ${train.name}`;
  const ops = { ...viewOf(computation, { group, detail: "ops" }), title };
  const isLarge = ops.boxes.length > READABLE;
  const { detail } = flags;
  let text: string;
  if (flags.html !== undefined) {
    const { treeOf } = await import("../shared/graph-tree.ts");
    const { treeToPage } = await import("../shared/graph-page.ts");
    const { kernelsOf } = await import("../shared/graph-kernels.ts");
    text = treeToPage(
      treeOf(ops, computation, { placer: places, kernelsOf: kernelsOf(train.step, computation) }),
    );
  } else if (!flags.dot && !flags.json && (detail === "layers" || (detail === "auto" && isLarge))) {
    const { treeOf } = await import("../shared/graph-tree.ts");
    const { treeToSvg } = await import("../shared/graph-tree-svg.ts");
    text = treeToSvg(treeOf(ops, computation, { placer: places }));
  } else {
    // Lists for programs have the lines: groups in groups are for the eye.
    const byLine = detail === "lines" || detail === "layers" || (detail === "auto" && isLarge);
    const view = byLine ? { ...viewOf(computation, { group, detail: "lines" }), title } : ops;
    if (flags.json) {
      const { boxes, arrows, groups } = view;
      text = `${JSON.stringify({ title, boxes, arrows, groups: Object.fromEntries(groups) }, undefined, 2)}\n`;
    } else {
      const { toDot, toSvg } = await import("../shared/graph-svg.ts");
      text = flags.dot ? toDot(view) : toSvg(view);
    }
  }
  const out = typeof flags.html === "string" ? flags.html : flags.out;
  if (out === undefined) process.stdout.write(text);
  else {
    const { makeFolder } = await import("../../runtime/data/files.ts");
    makeFolder(dirname(out));
    writeFileSync(out, text);
  }
}
