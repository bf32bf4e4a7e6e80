/**
 * `FILE[:NAME]` and what can be said of a file without the compiler: whether it is there and whether it can be read. Light,
 * so that a slip of the pen is answered at once.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import type { Diagnostic } from "../../compiler/diagnostics.ts";
import { parse } from "../../grammar/index.ts";
import { ProgramError, UsageError } from "./exit.ts";

export interface Spec {
  readonly file: string;
  readonly name?: string;
}

/** `gan.nn:warmup` is the block `warmup` of `gan.nn`; a file of that very name comes first. */
export function splitSpec(spec: string): Spec {
  const match = /^(.+):([A-Za-z_]\w*)$/.exec(spec);
  const parts = match !== null && !existsSync(spec) ? { file: match[1]!, name: match[2]! } : { file: spec };
  const found = statSync(parts.file, { throwIfNoEntry: false });
  if (found === undefined) {
    const help =
      !parts.file.endsWith(".nn") && existsSync(`${parts.file}.nn`)
        ? `did you mean ${parts.file}.nn?`
        : undefined;
    throw new UsageError(`no file ${parts.file}`, help);
  }
  if (found.isDirectory()) throw new UsageError(`${parts.file} is a folder`, "name a .nn file in it");
  return parts;
}

/** The text of a file, as the compiler asks for it. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

export interface SyntaxErrors {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
}

/** What the parser has against the file, if it has. */
export function syntaxErrors(spec: string): SyntaxErrors | undefined {
  const { file } = splitSpec(spec);
  const text = readText(file);
  if (text === undefined) return undefined;
  const { diagnostics } = parse(text, file);
  const wrong = diagnostics.some((d) => d.severity === "error");
  return wrong ? { diagnostics, sources: new Map([[file, text]]) } : undefined;
}

export function rejectSyntaxErrors(spec: string): void {
  const found = syntaxErrors(spec);
  if (found !== undefined) throw new ProgramError(found.diagnostics, found.sources);
}
