/**
 * A program that cannot be used, thrown where it is used all the same.
 */
import type { Diagnostic } from "../compiler/diagnostics.ts";
import { renderAll } from "../compiler/render.ts";

/** The message holds the diagnostics as the command prints them, without colours. */
export class CompileError extends Error {
  override readonly name = "CompileError";
  constructor(
    readonly diagnostics: readonly Diagnostic[],
    /** Texts by file name. */
    readonly sources: ReadonlyMap<string, string>,
  ) {
    super(renderAll(diagnostics, sources, { color: false }));
  }
}
