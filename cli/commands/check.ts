/**
 * `nn check`: diagnostics; with `--fix`, their quick fixes are written into the files first.
 */
import type { Command } from "commander";
import type { Diagnostic } from "../../compiler/diagnostics.ts";
import { EXIT } from "../shared/exit.ts";
import { examples, type ProgramFlags, programOptions } from "../shared/options.ts";
import type { SyntaxErrors } from "../shared/spec.ts";
import { paint, plural, renderOptions } from "../shared/terminal.ts";

interface Flags extends ProgramFlags {
  readonly json?: boolean;
  readonly fix?: boolean;
}

/** A fix may uncover a mistake with a fix of its own. Programs that are still not right after so many rounds go in circles. */
const ROUNDS = 20;

export function check(program: Command): Command {
  const command = program
    .command("check")
    .description("find mistakes without running anything")
    .argument("<file...>", ".nn files")
    .option("--fix", "write the fixes that messages offer into the files, then say what is left")
    .option("--json", "print one JSON object a diagnostic, one a line");
  programOptions(command);
  examples(command, [
    ["nn check mnist.nn", "exit code 1 if there are errors"],
    ["nn check mnist.nn --fix", "correct what has a sure remedy"],
    ["nn check *.nn --json", "for programs"],
  ]);
  return command.action(run);
}

async function run(specs: readonly string[], flags: Flags): Promise<void> {
  const { renderAll, toJson } = await import("../../compiler/render.ts");
  let [errors, warnings] = [0, 0];
  for (const spec of specs) {
    if (flags.fix) await fix(spec, flags);
    const { diagnostics, sources } = await examine(spec, flags);
    errors += diagnostics.filter((d) => d.severity === "error").length;
    warnings += diagnostics.filter((d) => d.severity === "warning").length;
    if (flags.json) for (const d of diagnostics) console.log(JSON.stringify(toJson(d, sources)));
    else if (diagnostics.length > 0)
      console.log(`${renderAll(diagnostics, sources, renderOptions(process.stdout))}\n`);
  }
  if (errors > 0) process.exitCode = EXIT.wrong;
  if (flags.json) return;
  const c = paint(process.stdout);
  const found = [
    errors > 0 ? c.red(plural(errors, "error")) : "",
    warnings > 0 ? c.yellow(plural(warnings, "warning")) : "",
  ];
  const said = found.filter(Boolean).join(", ");
  console.log(
    said === "" ? `${c.green("ok")}  ${specs.length === 1 ? specs[0]! : plural(specs.length, "file")}` : said,
  );
}

/** Applies fixes until none is left, and says each. With `--json` they are told on stderr. */
async function fix(spec: string, flags: Flags): Promise<void> {
  const { applyEdits, chooseFixes } = await import("../../compiler/language-service/fixes.ts");
  const { positionAt } = await import("../../compiler/render.ts");
  const { readText } = await import("../shared/spec.ts");
  const { writeFileAtomic } = await import("../../runtime/data/files.ts");
  const say = (text: string): void => (flags.json ? console.error(text) : console.log(text));
  const c = paint(flags.json ? process.stderr : process.stdout);
  const seen = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    const { diagnostics, sources } = await examine(spec, flags);
    // The library and `--set` texts are sources too, but no files of the user.
    const editable = (file: string): boolean =>
      sources.get(file) !== undefined && readText(file) === sources.get(file);
    const chosen = chooseFixes(diagnostics, editable);
    const files = [...new Set(chosen.flatMap(({ fix }) => fix.edits.map(({ span }) => span.file)))];
    const edits = chosen.flatMap(({ fix }) => fix.edits);
    const changed = files.map((file) => [file, applyEdits(sources.get(file)!, file, edits)] as const);
    // Two fixes that undo each other would go on for ever.
    if (changed.length === 0 || changed.every(([file, text]) => seen.has(`${file}\0${text}`))) return;
    for (const { diagnostic, fix } of chosen)
      say(`${c.green("fixed")}  ${place(diagnostic)}  ${diagnostic.code}: ${fix.title}`);
    for (const [file, text] of changed) {
      seen.add(`${file}\0${sources.get(file)!}`).add(`${file}\0${text}`);
      writeFileAtomic(file, text);
    }

    function place(diagnostic: Diagnostic): string {
      const span = diagnostic.labels[0]?.span ?? diagnostic.fixes[0]!.edits[0]!.span;
      const { line, column } = positionAt(sources.get(span.file) ?? "", span.start);
      return `${span.file}:${line}:${column}`;
    }
  }
}

/** A file that cannot be read is not compiled: the compiler takes longer to load than the parser to answer. */
async function examine(spec: string, flags: Flags): Promise<SyntaxErrors> {
  const { syntaxErrors } = await import("../shared/spec.ts");
  const found = syntaxErrors(spec);
  if (found !== undefined) return found;
  const { compileFile } = await import("../shared/load.ts");
  const { withDataFailures } = await import("../shared/examine.ts");
  const { diagnostics, sources, data } = compileFile(spec, flags);
  return { sources, diagnostics: withDataFailures(diagnostics, data.failures) };
}
