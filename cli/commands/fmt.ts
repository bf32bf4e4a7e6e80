/**
 * `nn fmt`: the canonical form of files, in place; `--check` only says which files differ from theirs.
 *
 * A file with a syntax error stays as it is: the others are still formatted, then the errors are shown.
 */
import { readFileSync } from "node:fs";
import type { Command } from "commander";
import type { Diagnostic } from "../../compiler/diagnostics.ts";
import { EXIT, ProgramError, UsageError } from "../shared/exit.ts";
import { examples } from "../shared/options.ts";
import { rejectOtherFile } from "../shared/spec.ts";
import { plural } from "../shared/terminal.ts";

interface Flags {
  readonly check?: boolean;
  readonly stdout?: boolean;
}

/** The name under which messages speak of standard input. */
const STDIN = "<stdin>";

export function fmt(program: Command): Command {
  const command = program
    .command("fmt")
    .description("write files in the canonical form")
    .argument("<file...>", ".nn files; - reads standard input and prints the result")
    .option("--check", "change nothing; exit code 1 if a file would change")
    .option("--stdout", "print the result instead of writing it");
  examples(command, [
    ["nn fmt *.nn", "format them"],
    ["nn fmt --check *.nn", "for continuous integration"],
    ["nn fmt - < model.nn", "for an editor's filter"],
  ]);
  return command.action(run);
}

async function run(files: readonly string[], flags: Flags): Promise<void> {
  const { format, FormatError } = await import("../../grammar/print.ts");
  const { writeFileAtomic } = await import("../../runtime/data/files.ts");
  const differing: string[] = [];
  const wrong: Diagnostic[] = [];
  const sources = new Map<string, string>();
  for (const given of files) {
    const file = given === "-" ? STDIN : given;
    const source = read(given);
    let formatted: string;
    try {
      formatted = format(source, file);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      wrong.push(...error.diagnostics);
      sources.set(file, source);
      continue;
    }
    const print = flags.stdout || (file === STDIN && !flags.check);
    if (print) process.stdout.write(formatted);
    if (formatted === source || print) continue;
    differing.push(file);
    if (!flags.check) writeFileAtomic(file, formatted);
  }
  for (const file of differing) console.log(flags.check ? `${file} differs` : `${file} written`);
  if (wrong.length > 0) throw new ProgramError(wrong, sources);
  if (flags.check && differing.length > 0) process.exitCode = EXIT.wrong;
  else if (differing.length === 0 && !flags.stdout && !files.includes("-"))
    console.log(`${plural(files.length, "file")} in canonical form`);
}

function read(file: string): string {
  if (file !== "-") rejectOtherFile(file);
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch {
    throw new UsageError(`no file ${file}`);
  }
}
