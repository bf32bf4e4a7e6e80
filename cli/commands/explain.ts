/**
 * `nn explain`: a diagnostic's page, a program at one stage of the compiler, or why a kernel is as it is.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Command, Option } from "commander";
import { UsageError } from "../shared/exit.ts";
import { examples, type ProgramFlags, programOptions } from "../shared/options.ts";
import { packageRoot } from "../shared/root.ts";
import { targetOption, type TargetFlags } from "../shared/target.ts";
import { paint } from "../shared/terminal.ts";

const STAGES = ["ast", "graph", "grad", "simplified", "kernels", "plan"] as const;
export type Stage = (typeof STAGES)[number];

interface Flags extends ProgramFlags, TargetFlags {
  readonly stage?: Stage;
}

export function explain(program: Command): Command {
  const command = program
    .command("explain")
    .description("a diagnostic's page, a stage of the compiler, or a kernel")
    .argument("<what>", "a code such as NN0204, or a .nn file")
    .argument("[kernel]", "a kernel of the file's training step, by its name or number")
    .addOption(new Option("--stage <stage>", "print the program as it is after this stage").choices(STAGES));
  targetOption(programOptions(command));
  examples(command, [
    ["nn explain NN0204", "what the error means and how to get rid of it"],
    ["nn explain chain-rule.nn --stage grad", "forward and backward as one graph"],
    ["nn explain mnist.nn 2", "what the third kernel computes, and why it ends where it does"],
  ]);
  return command.action(run);
}

async function run(what: string, kernel: string | undefined, flags: Flags): Promise<void> {
  if (/^nn\d+$/i.test(what) && !existsSync(what)) return page(what.toUpperCase());
  if (kernel !== undefined && flags.stage !== undefined)
    throw new UsageError("a kernel and a stage are two questions", "leave out one of them");
  if (!existsSync(what) && !/\.nn(:\w+)?$/.test(what))
    throw new UsageError(
      `there is no file ${what}, and no diagnostic of that name`,
      "name a code such as NN0204, or a .nn file",
    );
  if (kernel === undefined && flags.stage === undefined)
    throw new UsageError(
      "say what to explain of this file",
      `--stage ${STAGES.join("|")}, or a kernel of \`nn kernels\``,
    );
  const { explainKernel, explainStage } = await import("../shared/stages.ts");
  const text =
    kernel === undefined
      ? await explainStage(what, flags.stage!, flags)
      : await explainKernel(what, kernel, flags);
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

async function page(code: string): Promise<void> {
  const { codes } = await import("../../compiler/codes.ts");
  const { nearest } = await import("../../compiler/diagnostics.ts");
  const file = join(packageRoot(), "docs/errors", `${code}.md`);
  if (existsSync(file)) return void process.stdout.write(formatted(readFileSync(file, "utf8")));
  const known = codes[code];
  if (known !== undefined) return void console.log(`${code}: ${known.title}`);
  const near = nearest(code, Object.keys(codes))[0];
  throw new UsageError(
    `there is no diagnostic ${code}`,
    near === undefined ? undefined : `did you mean ${near}?`,
  );
}

/** Headings in bold and fences left out, where the terminal shows it. */
function formatted(markdown: string): string {
  const c = paint(process.stdout);
  if (!c.enabled) return markdown;
  let code = false;
  return markdown
    .split("\n")
    .flatMap((line) => {
      if (line.startsWith("```")) {
        code = !code;
        return [];
      }
      if (code) return [`    ${line}`];
      if (line.startsWith("#")) return [c.bold(line.replace(/^#+ /, ""))];
      return [line.replace(/`([^`]+)`/g, (_, word: string) => c.cyan(word))];
    })
    .join("\n");
}
