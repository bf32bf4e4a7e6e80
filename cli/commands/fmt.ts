/**
 * `nn fmt`: the canonical form of a file, in place; `--check` only says which files differ from theirs.
 */
import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { EXIT, ProgramError, UsageError } from "../shared/exit.ts";
import { examples } from "../shared/options.ts";
import { plural } from "../shared/terminal.ts";

interface Flags {
  readonly check?: boolean;
  readonly stdout?: boolean;
}

export function fmt(program: Command): Command {
  const command = program
    .command("fmt")
    .description("write files in the canonical form")
    .argument("<file...>", ".nn files")
    .option("--check", "change nothing; exit code 1 if a file would change")
    .option("--stdout", "print the result instead of writing it");
  examples(command, [
    ["nn fmt *.nn", "format them"],
    ["nn fmt --check *.nn", "for continuous integration"],
  ]);
  return command.action(run);
}

async function run(files: readonly string[], flags: Flags): Promise<void> {
  const { format } = await import("../../grammar/print.ts");
  const { parse } = await import("../../grammar/index.ts");
  const { writeFileAtomic } = await import("../../runtime/data/files.ts");
  const differing: string[] = [];
  for (const file of files) {
    const source = read(file);
    const { diagnostics } = parse(source, file);
    const errors = diagnostics.filter((d) => d.severity === "error");
    if (errors.length > 0) throw new ProgramError(errors, new Map([[file, source]]));
    const formatted = format(source, file);
    if (flags.stdout) process.stdout.write(formatted);
    if (formatted === source) continue;
    differing.push(file);
    if (!flags.check && !flags.stdout) writeFileAtomic(file, formatted);
  }
  if (flags.stdout) return;
  for (const file of differing) console.log(flags.check ? `${file} differs` : `${file} written`);
  if (flags.check && differing.length > 0) process.exitCode = EXIT.wrong;
  else if (differing.length === 0) console.log(`${plural(files.length, "file")} in canonical form`);
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new UsageError(`no file ${file}`);
  }
}
