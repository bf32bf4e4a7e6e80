/**
 * `nn check`: diagnostics and nothing else.
 */
import type { Command } from "commander";
import { EXIT } from "../shared/exit.ts";
import { examples, type ProgramFlags, programOptions } from "../shared/options.ts";
import type { SyntaxErrors } from "../shared/spec.ts";
import { paint, plural } from "../shared/terminal.ts";

interface Flags extends ProgramFlags {
  readonly json?: boolean;
}

export function check(program: Command): Command {
  const command = program
    .command("check")
    .description("find mistakes without running anything")
    .argument("<file...>", ".nn files")
    .option("--json", "print one JSON object a diagnostic, one a line");
  programOptions(command);
  examples(command, [
    ["nn check mnist.nn", "exit code 1 if there are errors"],
    ["nn check *.nn --json", "for programs"],
  ]);
  return command.action(run);
}

async function run(specs: readonly string[], flags: Flags): Promise<void> {
  const { renderAll, toJson } = await import("../../compiler/render.ts");
  let [errors, warnings] = [0, 0];
  for (const spec of specs) {
    const { diagnostics, sources } = await examine(spec, flags);
    errors += diagnostics.filter((d) => d.severity === "error").length;
    warnings += diagnostics.filter((d) => d.severity === "warning").length;
    if (flags.json) for (const d of diagnostics) console.log(JSON.stringify(toJson(d, sources)));
    else if (diagnostics.length > 0)
      console.log(`${renderAll(diagnostics, sources, { color: paint(process.stdout).enabled })}\n`);
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

/** A file that cannot be read is not compiled: the compiler takes longer to load than the parser to answer. */
async function examine(spec: string, flags: Flags): Promise<SyntaxErrors> {
  const { syntaxErrors } = await import("../shared/spec.ts");
  const found = syntaxErrors(spec);
  if (found !== undefined) return found;
  const { compileFile } = await import("../shared/load.ts");
  const { diagnostics, sources, data } = compileFile(spec, flags);
  return {
    sources,
    // What is wrong with the data itself says more than that it cannot be read.
    diagnostics: [
      ...diagnostics.filter((d) => d.code !== "NN0502" || data.failures.size === 0),
      // A file that is not there is no mistake of the program; `train` refuses to start without it.
      ...[...data.failures.values()].map((d) =>
        d.code === "NN0502" ? { ...d, severity: "warning" as const } : d,
      ),
    ],
  };
}
