/**
 * `nn new`: a folder with a program and its data, which trains at once and is meant to be changed.
 */
import { type Command, Option } from "commander";
import { UsageError } from "../shared/exit.ts";
import { examples } from "../shared/options.ts";
import { TEMPLATES, type TemplateName } from "../shared/templates.ts";

interface Flags {
  readonly template?: TemplateName;
  readonly csv?: string;
  readonly target?: string;
  readonly web?: boolean;
}

const NAMES = Object.keys(TEMPLATES) as TemplateName[];

/** One line each. */
function listOfTemplates(): string {
  const wide = Math.max(...NAMES.map((name) => name.length));
  return NAMES.map((name) => `  ${name.padEnd(wide)}   ${TEMPLATES[name].what}`).join("\n");
}

/** `new` is a word of JavaScript. */
export function newProject(program: Command): Command {
  const command = program
    .command("new")
    .description("start a program of your own, from one that works or from a table")
    .argument(
      "[name]",
      "the folder to make, and the name of the program in it; without it, the templates are listed",
    )
    .addOption(new Option("-t, --template <name>", "what to start from (default: mlp)").choices(NAMES))
    .option(
      "--csv <file>",
      "write a program for a table of yours: looks at its columns and says what it chose",
    )
    .option("--target <column>", "with --csv: the column to predict (default: the last one)")
    .option("--web", "make a page that trains in the browser, with Vite and TypeScript")
    .addHelpText("after", `\nTemplates:\n${listOfTemplates()}`);
  examples(command, [
    ["nn new digits", "a small network that reads digits"],
    ["nn new prices --csv houses.csv", "predicts the last column of houses.csv"],
    ["nn new prices --csv houses.csv --target price", "predicts its column `price`"],
    ["nn new writer --template gpt", "a small transformer"],
    ["nn new reader --web", "a page that trains a network and asks it"],
    ["nn new", "the templates"],
  ]);
  return command.action(run);
}

async function run(name: string | undefined, { template, csv, target, web }: Flags): Promise<void> {
  if (web && (csv !== undefined || template !== undefined))
    throw new UsageError(
      `--web has a program of its own, and --${csv === undefined ? "template" : "csv"} asks for another`,
      "make the page, then change its digits.nn",
    );
  if (csv !== undefined && template !== undefined)
    throw new UsageError("--csv and --template both say what to start from", "leave one of them out");
  if (csv === undefined && target !== undefined)
    throw new UsageError("--target chooses a column of a table", "say which table with --csv FILE");
  if (name === undefined) {
    if (csv !== undefined) throw new UsageError("the new folder has no name", `nn new NAME --csv ${csv}`);
    if (web) throw new UsageError("the new folder has no name", "nn new NAME --web");
    console.log(`Templates:\n${listOfTemplates()}\n`);
    console.log("nn new NAME --template TEMPLATE   makes a folder with a program and its data");
    console.log("nn new NAME --csv FILE            writes a program for a table of yours");
    console.log("nn new NAME --web                 makes a page that trains in the browser");
    return;
  }
  if (web) {
    const { makeWebProject } = await import("../shared/web-project.ts");
    return makeWebProject(name);
  }
  const { makeCsvProject, makeProject } = await import("../shared/project.ts");
  if (csv === undefined) makeProject(name, TEMPLATES[template ?? "mlp"]);
  else makeCsvProject(name, csv, target);
}
