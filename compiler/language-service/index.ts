/**
 * The language service: what an editor asks about `.nn` files, in offsets and plain records.
 *
 * Pure, so that the playground's worker uses it as `nn lsp` does. The host gives the present text of files (unsaved buffers
 * before the disk); after a change it says so, and what is derived from the text is made anew when it is next asked for.
 */
import { tokenMatcher } from "chevrotain";
import type { Span } from "../../grammar/ast.ts";
import { lex } from "../../grammar/lex.ts";
import { Word } from "../../grammar/tokens.ts";
import { isLibraryFile, librarySources } from "../1-check/library.ts";
import { type DataProvider, resolvePath } from "../1-check/session.ts";
import type { Diagnostic, Edit, Fix } from "../diagnostics.ts";
import { format, FormatError } from "../../grammar/print.ts";
import { type Analysis, analyze } from "./analysis.ts";
import { type Completion, completionsAt, type Signature, signatureAt } from "./completion.ts";
import { type Hover, hoverAt } from "./hover.ts";
import { type InlayHint, inlaysOf } from "./inlays.ts";
import { libraryEntry } from "./library.ts";
import { type Lens, lensesOf, type OutlineEntry, outlineOf } from "./outline.ts";
import { isTaken, type NnSymbol, type Occurrence, occurrenceAt } from "./symbols.ts";
import { type Syntax, syntaxOf } from "./syntax.ts";
import { type SemanticToken, semanticTokensOf } from "./tokens.ts";

export type { Analysis } from "./analysis.ts";
export type { Completion, Signature } from "./completion.ts";
export { applyEdits, chooseFixes, type ChosenFix } from "./fixes.ts";
export type { Hover } from "./hover.ts";
export type { InlayHint } from "./inlays.ts";
export type { Lens, OutlineEntry } from "./outline.ts";
export { type SemanticToken, semanticTokenTypes } from "./tokens.ts";

export interface ServiceHost {
  /** The present text of a file; undefined where there is none. */
  read(file: string): string | undefined;
  /** What is in the data files of a program. */
  data?(file: string): DataProvider;
  /** Files that may import from one another, for renaming across them. */
  files?(): Iterable<string>;
}

export class RenameError extends Error {}

export class LanguageService {
  readonly #syntax = new Map<string, Syntax>();
  readonly #analyses = new Map<string, Analysis>();
  /** The last analysis of a text that parsed: what is known while a line is being written. */
  readonly #lastGood = new Map<string, Analysis>();

  constructor(readonly host: ServiceHost) {}

  /** A file has another text now, or another data file; all analyses that may depend on it are dropped. */
  changed(file: string): void {
    this.#syntax.delete(file);
    for (const [name, { sources }] of this.#analyses)
      if (name === file || sources.has(file)) this.#analyses.delete(name);
  }

  /** Whether nothing that an analysis depends on has changed since it was made. */
  isFresh(file: string): boolean {
    return this.#analyses.has(file);
  }

  closed(file: string): void {
    this.changed(file);
    this.#lastGood.delete(file);
  }

  #syntaxOf(file: string): Syntax | undefined {
    const known = this.#syntax.get(file);
    if (known) return known;
    const source = this.host.read(file) ?? (isLibraryFile(file) ? librarySources().get(file) : undefined);
    if (source === undefined) return undefined;
    const syntax = syntaxOf(file, source);
    this.#syntax.set(file, syntax);
    return syntax;
  }

  analysis(file: string): Analysis {
    const known = this.#analyses.get(file);
    if (known) return known;
    const data = this.host.data?.(file);
    const made = analyze(file, { read: (path) => this.host.read(path), ...(data ? { data } : {}) });
    this.#analyses.set(file, made);
    if (this.#syntaxOf(file)?.errors.length === 0) this.#lastGood.set(file, made);
    return made;
  }

  // -------------------------------------------------------------- reading

  diagnostics(file: string): readonly Diagnostic[] {
    return this.analysis(file).diagnostics;
  }

  hover(file: string, offset: number): Hover | undefined {
    const syntax = this.#syntaxOf(file);
    return syntax && hoverAt(syntax, this.analysis(file), offset, (s) => this.#declared(file, s));
  }

  inlays(file: string, range?: { start: number; end: number }): InlayHint[] {
    const syntax = this.#syntaxOf(file);
    if (!syntax) return [];
    return inlaysOf(syntax, this.analysis(file).types, range ?? { start: 0, end: syntax.source.length });
  }

  completions(file: string, offset: number): Completion[] {
    const syntax = this.#syntaxOf(file);
    return syntax
      ? completionsAt(syntax, this.#lastGood.get(file) ?? this.analysis(file), offset, (s) =>
          this.#declared(file, s),
        )
      : [];
  }

  signature(file: string, offset: number): Signature | undefined {
    const syntax = this.#syntaxOf(file);
    return syntax && signatureAt(syntax, offset, (s) => this.#declared(file, s));
  }

  outline(file: string): OutlineEntry[] {
    const syntax = this.#syntaxOf(file);
    return syntax ? outlineOf(syntax) : [];
  }

  lenses(file: string): Lens[] {
    const syntax = this.#syntaxOf(file);
    return syntax ? lensesOf(syntax) : [];
  }

  semanticTokens(file: string): SemanticToken[] {
    const syntax = this.#syntaxOf(file);
    return syntax ? semanticTokensOf(syntax) : [];
  }

  // -------------------------------------------------------------- names

  /** Where a name is declared; in the library, a file `std/…`. */
  definition(file: string, offset: number): Span | undefined {
    const found = this.#occurrence(file, offset);
    if (!found) return undefined;
    const { symbol, name, argumentOf } = found;
    if (symbol)
      return (symbol.kind === "import" ? this.#declared(file, symbol)?.symbol : symbol)?.span ?? symbol.span;
    return found.source ? undefined : libraryEntry(argumentOf ?? name)?.span;
  }

  /** Every place in the file that means the same as the name at an offset, the declaration included. */
  references(file: string, offset: number): readonly Span[] {
    const found = this.#occurrence(file, offset);
    if (!found) return [];
    if (found.symbol) return found.symbol.references;
    const { occurrences } = this.#syntaxOf(file)!.names;
    return occurrences.filter((o) => !o.symbol && o.name === found.name && o.argumentOf === found.argumentOf).map((o) => o.span); // prettier-ignore
  }

  /** The name that can be changed at an offset. Throws `RenameError` where it is the library's. */
  renameable(file: string, offset: number): Span | undefined {
    const found = this.#occurrence(file, offset);
    if (!found) return undefined;
    if (found.symbol && !found.symbol.isField) return found.span;
    if (found.symbol)
      throw new RenameError(`\`${found.name}\` is the name of a record's field, which others use`);
    throw new RenameError(
      libraryEntry(found.argumentOf ?? found.name)
        ? `\`${found.name}\` belongs to the standard library`
        : `\`${found.name}\` is not declared in this file`,
    );
  }

  /** The edits that give a name another one everywhere. Throws `RenameError` where that cannot be. */
  rename(file: string, offset: number, name: string): Edit[] {
    if (this.renameable(file, offset) === undefined) throw new RenameError("no name here");
    if (!isName(name)) throw new RenameError(`\`${name}\` is not a name`);
    const { symbol } = this.#occurrence(file, offset)!;
    const target = symbol!.kind === "import" ? this.#declared(file, symbol!) : { symbol: symbol!, file };
    if (target === undefined) throw new RenameError(`the declaration of \`${symbol!.name}\` cannot be read`);
    if (isLibraryFile(target.file)) throw new RenameError("the library cannot be changed");
    const edits: Edit[] = [];
    for (const place of this.#everywhere(target.file, target.symbol)) {
      if (isTaken(this.#syntaxOf(place.file)!.names, place.symbol, name))
        throw new RenameError(`the name \`${name}\` is taken in ${place.file}`);
      edits.push(...place.spans.map((span) => ({ span, text: name })));
    }
    return edits;
  }

  /** A symbol's places in its own file and in those that import it. */
  *#everywhere(
    home: string,
    symbol: NnSymbol,
  ): Generator<{ file: string; symbol: NnSymbol; spans: readonly Span[] }> {
    yield { file: home, symbol, spans: unique(symbol.references) };
    const owner = symbol.item === undefined ? this.#ownerOf(home, symbol) : undefined;
    if (symbol.item === undefined && owner === undefined) return;
    for (const file of this.host.files?.() ?? []) {
      const names = file === home ? undefined : this.#syntaxOf(file)?.names;
      for (const imported of names?.symbols ?? []) {
        if (imported.kind !== "import" || imported.name !== (owner ?? symbol).name) continue;
        const from = this.#declared(file, imported);
        if (from?.file !== home) continue;
        const spans = owner
          ? names!.occurrences
              .filter((o) => o.argumentOf === owner.name && o.name === symbol.name)
              .map((o) => o.span)
          : imported.references;
        yield { file, symbol: imported, spans: unique(spans) };
      }
    }
  }

  /** The declaration of which a symbol is a parameter or a field. */
  #ownerOf(file: string, symbol: NnSymbol): NnSymbol | undefined {
    return this.#syntaxOf(file)!.names.symbols.find((s) => s.parts.includes(symbol));
  }

  #occurrence(file: string, offset: number): Occurrence | undefined {
    const syntax = this.#syntaxOf(file);
    return syntax && occurrenceAt(syntax.names, offset);
  }

  /** What an imported name stands for. */
  #declared(file: string, symbol: NnSymbol): { symbol: NnSymbol; source: string; file: string } | undefined {
    if (symbol.item?.kind !== "import") return undefined;
    const path = resolvePath(file, symbol.item.from.value);
    const syntax = this.#syntaxOf(path);
    const found = syntax?.names.symbols.find((s) => s.name === symbol.name && s.item !== undefined);
    if (syntax === undefined || found === undefined) return undefined;
    return found.kind === "import" && path !== file
      ? this.#declared(path, found)
      : { symbol: found, source: syntax.source, file: path };
  }

  // -------------------------------------------------------------- changing

  /** The fixes of the diagnostics that touch a range and carry edits. */
  fixes(file: string, range: { start: number; end: number }): { diagnostic: Diagnostic; fix: Fix }[] {
    return this.diagnostics(file).flatMap((diagnostic) => {
      const near = diagnostic.labels.some(
        ({ span }) => span.file === file && span.start <= range.end && range.start <= span.end,
      );
      return near
        ? diagnostic.fixes.filter((f) => f.edits.length > 0).map((fix) => ({ diagnostic, fix }))
        : [];
    });
  }

  /** The file in the canonical layout; undefined where it has syntax errors. */
  format(file: string): string | undefined {
    const source = this.#syntaxOf(file)?.source;
    try {
      return source === undefined ? undefined : format(source, file);
    } catch (error) {
      if (error instanceof FormatError) return undefined;
      throw error;
    }
  }
}

/** A word that is no keyword everywhere. */
function isName(text: string): boolean {
  const { tokens } = lex(text, "");
  return tokens.length === 1 && tokens[0]!.image === text && tokenMatcher(tokens[0]!, Word);
}

function unique(spans: readonly Span[]): Span[] {
  return [...new Map(spans.map((span) => [span.start, span])).values()];
}
