/**
 * `nn completion`: what a shell reads to complete command lines, made of the commands as they are.
 */
import { Argument, type Command } from "commander";
import { examples } from "../shared/options.ts";

const SHELLS = ["bash", "zsh", "fish"] as const;
type Shell = (typeof SHELLS)[number];

export function completion(program: Command): Command {
  const command = program
    .command("completion")
    .description("let a shell complete commands, flags and their values")
    .addArgument(new Argument("<shell>", "whose completion to print").choices(SHELLS));
  examples(command, [
    ["nn completion bash >> ~/.bashrc", "for bash"],
    ["nn completion zsh > ~/.zfunc/_nn", "for zsh, with ~/.zfunc in fpath"],
    ["nn completion fish > ~/.config/fish/completions/nn.fish", "for fish"],
  ]);
  return command.action(async (shell: Shell) => {
    const { completionScript } = await import("../shared/completion.ts");
    process.stdout.write(completionScript(shell, program));
  });
}
