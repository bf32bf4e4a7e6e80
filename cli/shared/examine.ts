/**
 * What `nn check` and the language server say of a file: the compiler's diagnostics and those of its data.
 */
import type { Diagnostic } from "../../compiler/diagnostics.ts";

/** The compiler's diagnostics with those of the data sets that could not be read. */
export function withDataFailures(
  diagnostics: readonly Diagnostic[],
  failures: ReadonlyMap<string, Diagnostic>,
): Diagnostic[] {
  return [
    // What is wrong with the data itself says more than that it cannot be read.
    ...diagnostics.filter((d) => d.code !== "NN0502" || failures.size === 0),
    // A file that is not there is no mistake of the program; `train` refuses to start without it.
    ...[...failures.values()].map((d) => (d.code === "NN0502" ? { ...d, severity: "warning" as const } : d)),
  ];
}
