/**
 * One file as the compiler sees it: its diagnostics, and the types of its expressions also where it has errors.
 */
import { checkItem } from "../1-check/declare.ts";
import { checkNames } from "../1-check/names.ts";
import { type DataColumn, type DataProvider, Session } from "../1-check/session.ts";
import { lowerTrain } from "../2-lower/train.ts";
import { compile, type CompileOptions, type Program } from "../compile.ts";
import type { Diagnostic } from "../diagnostics.ts";
import { TypeTable } from "./types.ts";

export interface Analysis {
  readonly diagnostics: readonly Diagnostic[];
  /** Texts by file name, imports and library files among them. */
  readonly sources: ReadonlyMap<string, string>;
  readonly types: TypeTable;
  /** Absent where there are errors. */
  readonly program?: Program;
  /** What data files hold, by the name of the data set. */
  readonly columns: ReadonlyMap<string, readonly DataColumn[]>;
}

export function analyze(file: string, options: CompileOptions): Analysis {
  const types = new TypeTable(file);
  const columns = new Map<string, readonly DataColumn[]>();
  const data: DataProvider | undefined =
    options.data &&
    ((decl) => {
      const info = options.data!(decl);
      if ("columns" in info) columns.set(decl.name, info.columns);
      return info;
    });
  const watched = { ...options, observe: types.observe, ...(data ? { data } : {}) };
  const { diagnostics, sources, program } = compile(file, watched);
  if (program === undefined) typesDespiteErrors(file, watched);
  return { diagnostics, sources, types, columns, ...(program ? { program } : {}) };
}

/**
 * Elaborates what can be of a file with errors, for the types alone. A tree with holes is no input that the checker promises to
 * handle, so whatever it throws ends only the declaration at hand.
 */
function typesDespiteErrors(file: string, options: CompileOptions): void {
  const session = new Session(options);
  const attempt = (run: () => void): void => {
    try {
      run();
    } catch {
      // The mistake behind it has been reported by `compile`.
    }
  };
  attempt(() => void session.load(file));
  const module = session.modules.get(file);
  if (module === undefined) return;
  attempt(() => checkNames(session, module));
  for (const item of module.ast.items) {
    attempt(() => checkItem(session, module.scope, item));
    if (item.kind === "train") attempt(() => void lowerTrain(session, module, item, {}));
  }
}
