/**
 * What data files hold, for the compiler. A file is read again when it or its `data` block changes, not at every key.
 */
import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { DataSets } from "../../cli/shared/data.ts";
import type { DataInfo, DataProvider } from "../../compiler/compile.ts";
import type { Diagnostic } from "../../compiler/diagnostics.ts";
import { parse } from "../../grammar/index.ts";

type Answer = DataInfo | { readonly missing: string };

export class DataFiles {
  readonly #answers = new Map<string, { readonly key: string; readonly answer: Answer }>();
  /** Why data sets of a program could not be read, by name; as of its last analysis. */
  readonly failures = new Map<string, ReadonlyMap<string, Diagnostic>>();

  constructor(readonly read: (file: string) => string | undefined) {}

  provider(file: string): DataProvider {
    const sets = new DataSets(file, {}, (path) => {
      const text = this.read(path);
      return text === undefined ? undefined : parse(text, path).ast;
    });
    this.failures.set(file, sets.failures);
    return (decl) => {
      const text = this.read(decl.span.file)?.slice(decl.span.start, decl.span.end);
      const key = JSON.stringify([decl.path, decl.settings, text, stampOf(file, decl.path)]);
      const name = `${file}\0${decl.name}`;
      const before = this.#answers.get(name);
      if (before?.key === key) return before.answer;
      const answer = sets.describe(decl);
      // A failure points into the text, which may move.
      if (!("missing" in answer)) this.#answers.set(name, { key, answer });
      return answer;
    };
  }
}

/** Changes when the data does; a folder's when files come or go. */
function stampOf(program: string, path: string | undefined): string {
  const found =
    path === undefined ? undefined : statSync(resolve(dirname(program), path), { throwIfNoEntry: false });
  return found === undefined ? "" : `${found.mtimeMs} ${found.size}`;
}
