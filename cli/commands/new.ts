/**
 * `nn new`: a folder with a program and its data, which trains at once and is meant to be changed.
 */
import { type Command, Option } from "commander";
import { examples } from "../shared/options.ts";
import { TEMPLATES, type TemplateName } from "../shared/templates.ts";

interface Flags {
  readonly template: TemplateName;
}

const NAMES = Object.keys(TEMPLATES) as TemplateName[];

/** `new` is a word of JavaScript. */
export function newProject(program: Command): Command {
  const wide = Math.max(...NAMES.map((name) => name.length));
  const command = program
    .command("new")
    .description("start a program of your own from one that works")
    .argument("<name>", "the folder to make, and the name of the program in it")
    .addOption(new Option("-t, --template <name>", "what to start from").choices(NAMES).default("mlp"))
    .addHelpText(
      "after",
      `\nTemplates:\n${NAMES.map((name) => `  ${name.padEnd(wide)}   ${TEMPLATES[name].what}`).join("\n")}`,
    );
  examples(command, [
    ["nn new digits", "a small network that reads digits"],
    ["nn new prices --template regression-csv", "numbers from the columns of a table"],
  ]);
  return command.action(run);
}

async function run(name: string, { template }: Flags): Promise<void> {
  const { makeProject } = await import("../shared/project.ts");
  makeProject(name, TEMPLATES[template]);
}
