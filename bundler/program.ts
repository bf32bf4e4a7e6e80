/**
 * From a `.nn` file of a project to its blocks, with everything that a bundler has to watch, and what is wrong with it as a
 * bundler takes it.
 */
import { dirname, relative, resolve } from "node:path";
import { type Diagnostic, DiagnosticError } from "../compiler/diagnostics.ts";
import { positionAt, render, renderAll } from "../compiler/render.ts";
import { makeArtifact, trainingBuilt } from "../cli/shared/build.ts";
import { ProgramError, UsageError } from "../cli/shared/exit.ts";
import { checkDataNames, compileFile, trainOf } from "../cli/shared/load.ts";
import { findTrained } from "../cli/shared/trained.ts";
import type { Vocabulary } from "../cli/shared/vocabulary.ts";
import type { Block } from "./text.ts";
import type { ProgramOptions } from "./vite.d.ts";

/** An error or a warning for Rollup and Vite. Lines and columns count from 1, as they are shown. */
export interface Log {
  readonly message: string;
  readonly id: string;
  readonly frame?: string;
  readonly loc?: { readonly file: string; readonly line: number; readonly column: number };
}

export type Built =
  { readonly blocks: readonly Block[]; readonly warnings: readonly Log[] } | { readonly failure: Log };

/** `file` is an absolute path. `watch` is told the absolute paths of all that the result depends on, even if it fails. */
export function buildProgram(
  file: string,
  root: string,
  options: ProgramOptions,
  watch: (path: string) => void,
): Built {
  const here = relative(process.cwd(), file);
  const see = (path: string) => watch(resolve(path));
  let sources: ReadonlyMap<string, string> = new Map();
  try {
    const set = Object.entries(options.config ?? {}).map(([name, value]) => `${name}=${value}`);
    const data = Object.entries(options.data ?? {}).map(([name, path]) => `${name}=${resolve(root, path)}`);
    const trained = weightsOf(here, root, options.weights);
    for (const { weights } of trained.values()) see(weights);
    const known: Record<string, Vocabulary> = {};
    for (const { metadata } of trained.values()) Object.assign(known, metadata.vocabularies);
    const compiled = compileFile(here, { set, data }, {}, known, see);
    sources = compiled.sources;
    checkDataNames(compiled, { data });
    const { program, diagnostics } = compiled;
    const declared = (kind: string) =>
      program?.declarations.filter((d) => d.kind === kind).map((d) => d.name) ?? [];
    const all = declared("train");
    const names = options.train ?? all;
    const models = declared("model");
    for (const name of [...names, ...trained.keys()])
      if (name !== ONLY && program && !all.includes(name))
        throw new UsageError(`${here} has no \`train ${name}\``);
    if (trained.has(ONLY) && names.length > 1)
      throw new UsageError(
        `${here} has ${names.length} \`train\` blocks`,
        `say whose weights they are: \`weights: { ${names[0]}: … }\``,
      );
    // Without a program, or without a block in it, this says what is wrong.
    const blocks = (names.length === 0 ? [undefined] : names).map((name) => {
      const loaded = trainOf(compiled, name, false);
      for (const { path } of loaded.train.from) watch(resolve(dirname(file), path.split("#", 1)[0]!));
      const weights = trained.get(loaded.train.name) ?? (names.length === 1 ? trained.get(ONLY) : undefined);
      return { name: loaded.train.name, models, ...makeArtifact(trainingBuilt(loaded, weights?.weights)) };
    });
    const warnings = diagnostics.filter((d) => d.severity === "warning");
    return { blocks, warnings: warnings.map((d) => logOf([d], sources, file)) };
  } catch (error) {
    return { failure: failureOf(error, sources, file) };
  }
}

/** The key of the weights of whatever block there is. */
const ONLY = "";

function weightsOf(file: string, root: string, weights: ProgramOptions["weights"]) {
  const given = typeof weights === "string" ? { [ONLY]: weights } : (weights ?? {});
  return new Map(
    Object.entries(given).map(([name, path]) => [name, findTrained(file, { weights: resolve(root, path) })]),
  );
}

function failureOf(error: unknown, sources: ReadonlyMap<string, string>, file: string): Log {
  if (error instanceof UsageError)
    return { message: [error.message, error.help].filter(Boolean).join("; "), id: file };
  if (error instanceof DiagnosticError) return logOf([error.diagnostic], sources, file);
  if (error instanceof ProgramError) return logOf(error.diagnostics, error.sources, file);
  throw error;
}

function logOf(all: readonly Diagnostic[], sources: ReadonlyMap<string, string>, id: string): Log {
  const errors = all.filter((d) => d.severity === "error");
  const [first, ...others] = errors.length > 0 ? errors : all;
  const message = `${first!.code}: ${first!.title}`;
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  // The message stands above the frame, which goes on where the title ends.
  const rest = render(first!, sources).split("\n").slice(1).join("\n");
  const frame = [rest, renderAll(others, sources)].filter(Boolean).join("\n\n");
  const span = first!.labels[0]?.span;
  const source = span && sources.get(span.file);
  return {
    message: `${message}${more}`,
    id,
    ...(frame === "" ? {} : { frame }),
    ...(span && source !== undefined
      ? { loc: { file: resolve(span.file), ...positionAt(source, span.start) } }
      : {}),
  };
}
