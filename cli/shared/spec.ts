/**
 * `FILE[:NAME]` and what can be said of a file without the compiler: whether it is there and whether it can be read. Light,
 * so that a slip of the pen is answered at once.
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type Diagnostic, nearest } from "../../compiler/diagnostics.ts";
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
    const near = nearFile(parts.file);
    throw new UsageError(`no file ${parts.file}`, near === undefined ? undefined : `did you mean ${near}?`);
  }
  if (found.isDirectory()) {
    const programs = programsIn(parts.file);
    const help = programs.length === 0 ? "name a .nn file" : `name a .nn file in it, such as ${join(parts.file, programs[0]!)}`; // prettier-ignore
    throw new UsageError(`${parts.file} is a folder`, help);
  }
  rejectOtherFile(parts.file);
  return parts;
}

/** Fails for a file whose name says that it is no program of this language. */
export function rejectOtherFile(file: string): void {
  const other = /\.(py|ipynb|js|ts|r|jl|m|onnx|pt|pth|h5|keras)$/i.exec(file)?.[1]?.toLowerCase();
  if (other !== undefined)
    throw new UsageError(
      `${file} is no .nn file`,
      /^(onnx|pt|pth|h5|keras)$/.test(other)
        ? "it holds weights of another library; `nn new NAME` makes a program to start from"
        : "`nn new NAME` makes a program to start from; what PyTorch and Keras call things is understood in it",
    );
  const data = /\.(csv|tsv|parquet|npz|npy|json|xlsx?|safetensors)(\.gz)?$/i.exec(file);
  if (data !== null)
    throw new UsageError(
      `${file} is no program`,
      `name a .nn file; ${/csv|tsv/i.test(data[1]!) ? `\`nn new NAME --csv ${file}\` writes one for this table` : "a program reads its data itself"}`,
    ); // prettier-ignore
}

/** The `.nn` files of a folder, by name. */
function programsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".nn"))
      .sort();
  } catch {
    return [];
  }
}

/** A program whose path is almost the one given. */
function nearFile(path: string): string | undefined {
  const folder = dirname(path);
  const programs = programsIn(folder);
  const exact = programs.find((name) => name === `${basename(path)}.nn`);
  const name = exact ?? nearest(basename(path), programs)[0];
  return name === undefined ? undefined : join(folder, name);
}

/** The text of a file, as the compiler asks for it. */
export function readText(path: string): string | undefined {
  try {
    // An editor's byte order mark is no character of the program.
    return readFileSync(path, "utf8").replace(/^\ufeff/, "");
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
