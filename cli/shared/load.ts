/**
 * From `FILE[:NAME]` and flags to a checked program: reads files, opens data, compiles, says what is wrong.
 */
import { resolve } from "node:path";
import { renderOptions } from "./terminal.ts";
import { ProgramError, UsageError } from "./exit.ts";
import type { ProgramFlags } from "./options.ts";
import {
  compile,
  type Compilation,
  type DataProgram,
  type Program,
  type SettingOverrides,
} from "../../compiler/compile.ts";
import { type Diagnostic, invariant, nearest } from "../../compiler/diagnostics.ts";
import type { TrainProgram } from "../../compiler/program.ts";
import { renderAll } from "../../compiler/render.ts";
import type { File } from "../../grammar/ast.ts";
import { parse } from "../../grammar/index.ts";
import { nodeFiles } from "../../runtime/data/files.ts";
import type { DataFiles } from "../../runtime/data/io.ts";
import { DataSets } from "./data.ts";
import { readText, splitSpec } from "./spec.ts";
import type { Vocabularies } from "./vocabulary.ts";

/** `["a=1", "b=2"]` by name; a name given twice counts once, the last. */
export function pairs(flags: readonly string[] | undefined): Record<string, string> {
  return Object.fromEntries(
    (flags ?? []).map((flag) => [flag.slice(0, flag.indexOf("=")), flag.slice(flag.indexOf("=") + 1)]),
  );
}

export interface Compiled extends Compilation {
  readonly file: string;
  readonly name?: string;
  readonly data: DataSets;
}

/**
 * Compiles without judging the result. `watch` is told the path of every program and data file that is looked for, from where the
 * command runs.
 */
export function compileFile(
  spec: string,
  flags: ProgramFlags,
  settings: SettingOverrides = {},
  known: Vocabularies = {},
  watch?: (path: string) => void,
): Compiled {
  const { file, name } = splitSpec(spec);
  const trees = new Map<string, File | undefined>();
  const astOf = (path: string) => {
    if (!trees.has(path)) trees.set(path, parsed(path));
    return trees.get(path);
  };
  const overrides = pairs(flags.data);
  const data = watch
    ? new DataSets(file, overrides, astOf, known, (folder) => watchedFiles(folder, watch))
    : new DataSets(file, overrides, astOf, known);
  const result = compile(file, {
    read(path) {
      watch?.(path);
      return readText(path);
    },
    config: pairs(flags.set),
    settings,
    data: (decl) => data.describe(decl),
  });
  return { ...result, file, data, ...(name === undefined ? {} : { name }) };
}

/** Files of the disk; files that are read, and paths where there is nothing yet, are told to `watch`. */
function watchedFiles(folder: string, watch: (path: string) => void): DataFiles {
  const files = nodeFiles(folder);
  return {
    kind(path) {
      const kind = files.kind(path);
      if (kind === undefined) watch(resolve(folder, path));
      return kind;
    },
    read(path) {
      watch(resolve(folder, path));
      return files.read(path);
    },
    list: (path) => files.list(path),
  };
}

function parsed(path: string): File | undefined {
  const text = readText(path);
  return text === undefined ? undefined : parse(text, path).ast;
}

export interface LoadedTrain {
  readonly train: TrainProgram;
  readonly file: string;
  readonly sources: ReadonlyMap<string, string>;
  readonly data: DataSets;
  readonly dataProgram?: DataProgram;
}

/** The `train` block that a command line means; anything wrong with the program or its data is thrown. */
export function loadTrain(
  spec: string,
  flags: ProgramFlags,
  settings: SettingOverrides = {},
  /** False for commands that only look at the program: a missing file is a warning where all sizes are declared. */
  needsData = true,
  /** What the numbers mean to weights that a run starts from. */
  known: Vocabularies = {},
): LoadedTrain {
  const compiled = compileFile(spec, flags, settings, known);
  checkDataNames(compiled, flags);
  const loaded = trainOf(compiled, compiled.name, needsData);
  warn(compiled.diagnostics, compiled.sources);
  return loaded;
}

/** The `train` block of a name, or the only one. */
export function trainOf(compiled: Compiled, name: string | undefined, needsData: boolean): LoadedTrain {
  const { program, diagnostics, sources, file, data } = compiled;
  // A data set that cannot be read is the cause; what follows from it is left out.
  if (program === undefined && data.failures.size === 0) throw new ProgramError(diagnostics, sources);
  const absent = [...data.failures.values()].every((d) => d.code === "NN0502");
  const canDoWithout = !needsData && absent && Object.keys(program?.train ?? {}).length > 0;
  if (program === undefined || (data.failures.size > 0 && !canDoWithout)) {
    const errors = diagnostics.filter((d) => d.severity === "error");
    throw new ProgramError([...errors, ...data.failures.values()], sources);
  }
  const wanted = chooseTrain(program, file, name);
  const train = program.train[wanted];
  if (train === undefined)
    throw new UsageError(
      `\`${wanted}\` cannot be trained: ${program.missing[wanted] ?? "its data is missing"}`,
    );
  const dataProgram = train.data === undefined ? undefined : program.data[train.data];
  invariant(
    !needsData || train.data === undefined || dataProgram !== undefined,
    "load",
    `\`${train.data}\` has no program`,
  );
  return { train, file, sources, data, ...(dataProgram === undefined ? {} : { dataProgram }) };
}

export function chooseTrain(program: Program, file: string, name: string | undefined): string {
  const names = program.declarations.filter((d) => d.kind === "train").map((d) => d.name);
  const list = names.map((n) => `${file}:${n}`).join(", ");
  if (names.length === 0)
    throw new UsageError(
      `${file} has no \`train\` block`,
      "write `train name on data { epochs = 10 … minimize … }` (`nn new NAME` makes a program to start from)",
    );
  if (name === undefined) {
    if (names.length === 1) return names[0]!;
    throw new UsageError(`${file} has ${names.length} \`train\` blocks`, `say which: ${list}`);
  }
  if (names.includes(name)) return name;
  const near = nearest(name, names)[0];
  throw new UsageError(
    `${file} has no \`train ${name}\``,
    near === undefined ? `it has ${list}` : `did you mean ${file}:${near}?`,
  );
}

/** `--data` must name a data set of the program. */
export function checkDataNames(
  { program, data }: Pick<Compiled, "program" | "data">,
  flags: ProgramFlags,
): void {
  const names = program?.declarations.filter((d) => d.kind === "data").map((d) => d.name);
  if (names === undefined) return;
  for (const name of Object.keys(pairs(flags.data))) {
    if (names.includes(name) || data.failures.has(name)) continue;
    const near = nearest(name, names)[0];
    const help =
      near === undefined
        ? names.length > 0
          ? `it has ${names.join(", ")}`
          : "it has none"
        : `did you mean ${near}?`;
    throw new UsageError(`--data ${name}=…: the program has no data set \`${name}\``, help);
  }
}

export function warn(diagnostics: readonly Diagnostic[], sources: ReadonlyMap<string, string>): void {
  const warnings = diagnostics.filter((d) => d.severity === "warning");
  if (warnings.length === 0) return;
  process.stderr.write(`${renderAll(warnings, sources, renderOptions(process.stderr))}\n\n`);
}
