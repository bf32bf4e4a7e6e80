/**
 * `nn lsp`: the language server, over standard input and output.
 */
import type { Command } from "commander";
import { examples } from "../shared/options.ts";

export function lsp(program: Command): Command {
  const command = program
    .command("lsp")
    .description("the language server, for editors")
    .option("--stdio", "talk over standard input and output, which is the only way")
    .option("--clientProcessId <id>", "end when this process does");
  examples(command, [["nn lsp", "what an editor starts; see docs/how-to/editor.md"]]);
  return command.action(run);
}

async function run(): Promise<void> {
  // `--clientProcessId` is read by the library from the command line itself.
  const { serveStdio } = await import("../../editor/server/stdio.ts");
  serveStdio(NN_VERSION);
}
