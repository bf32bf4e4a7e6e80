/**
 * The language server: the protocol around `compiler/language-service`.
 *
 * Checking waits until the keys rest; everything else answers from the text as it is. One compiler works for all documents,
 * and reads unsaved text before the disk's.
 */
import {
  CodeActionKind,
  type Connection,
  DidChangeWatchedFilesNotification,
  InlayHintKind,
  MarkupKind,
  ResponseError,
  TextDocumentEdit,
  TextDocuments,
  TextDocumentSyncKind,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { withDataFailures } from "../../cli/shared/examine.ts";
import type { Diagnostic, Edit } from "../../compiler/diagnostics.ts";
import {
  chooseFixes,
  LanguageService,
  RenameError,
  semanticTokenTypes,
} from "../../compiler/language-service/index.ts";
import { isLibraryFile } from "../../compiler/1-check/library.ts";
import { resolvePath } from "../../compiler/1-check/session.ts";
import type { Span } from "../../grammar/ast.ts";
import { parse } from "../../grammar/index.ts";
import { changedLines, completionItem, diagnosticIn, documentSymbol, rangeIn } from "./convert.ts";
import { DataFiles } from "./data.ts";
import { fileOf, folderOf, programsBelow, readFile, uriOf } from "./files.ts";

/** Milliseconds without a key before a document is checked. */
const REST = 150;

/** The protocol's codes of errors (JSON-RPC and LSP). */
const INVALID_PARAMS = -32602;

export function serve(connection: Connection, version: string): void {
  const documents = new TextDocuments(TextDocument);
  const open = (file: string): TextDocument | undefined => documents.get(uriOf(file));
  const read = (file: string): string | undefined => open(file)?.getText() ?? readFile(file);
  const data = new DataFiles(read);
  let folders: string[] = [];
  let canRefreshHints = false;
  let canWatch = false;

  const service = new LanguageService({
    read,
    data: (file) => data.provider(file),
    files: () => {
      const around = documents.all().map(({ uri }) => folderOf(fileOf(uri)));
      const found = [...folders.flatMap((folder) => programsBelow(folder)), ...around.flatMap((folder) => programsBelow(folder, 0))]; // prettier-ignore
      return new Set([...documents.all().map(({ uri }) => fileOf(uri)), ...found]);
    },
  });

  const documentOf = (file: string): TextDocument | undefined => {
    const known = open(file);
    if (known) return known;
    const text = read(file);
    return text === undefined ? undefined : TextDocument.create(uriOf(file), "nn", 0, text);
  };
  /** A request about a place in an open document. */
  const at = (params: { textDocument: { uri: string }; position: { line: number; character: number } }) => {
    const document = documents.get(params.textDocument.uri);
    return document && { document, file: fileOf(document.uri), offset: document.offsetAt(params.position) };
  };
  const locationOf = (span: Span) => {
    const document = documentOf(span.file);
    return document && { uri: document.uri, range: rangeIn(document, span) };
  };

  // -------------------------------------------------------------- life

  connection.onInitialize(({ capabilities, workspaceFolders }) => {
    folders = (workspaceFolders ?? []).map(({ uri }) => fileOf(uri));
    canRefreshHints = capabilities.workspace?.inlayHint?.refreshSupport ?? false;
    canWatch = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false;
    return {
      serverInfo: { name: "nn", version },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        hoverProvider: true,
        completionProvider: { triggerCharacters: [".", "(", ",", ":"] },
        signatureHelpProvider: { triggerCharacters: ["(", ","] },
        definitionProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        documentSymbolProvider: true,
        documentFormattingProvider: true,
        renameProvider: { prepareProvider: true },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.SourceFixAll] },
        codeLensProvider: {},
        inlayHintProvider: true,
        semanticTokensProvider: {
          legend: {
            tokenTypes: [...semanticTokenTypes],
            tokenModifiers: ["declaration", "defaultLibrary"],
          },
          full: true,
        },
      },
    };
  });
  connection.onInitialized(() => {
    if (!canWatch) return;
    const watchers = [{ globPattern: "**/*.nn" }];
    void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  });

  // -------------------------------------------------------------- diagnostics

  const waiting = new Map<string, NodeJS.Timeout>();

  function checkSoon(uri: string, delay: number): void {
    clearTimeout(waiting.get(uri));
    waiting.set(
      uri,
      setTimeout(() => {
        waiting.delete(uri);
        try {
          check(uri);
        } catch (error) {
          // A bug of the compiler: the editor's log has it, and the next text may fare better.
          connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
        }
      }, delay),
    );
  }

  function diagnosticsOf(file: string): Diagnostic[] {
    const { diagnostics } = service.analysis(file);
    return withDataFailures(diagnostics, data.failures.get(file) ?? new Map());
  }

  function check(uri: string): void {
    const document = documents.get(uri);
    if (document === undefined) return;
    const file = fileOf(uri);
    // The library is right, and no one can change it.
    const all = isLibraryFile(file) ? [] : diagnosticsOf(file);
    // Warnings about an imported file are its own matter.
    const found = all.filter(
      (d) => d.severity === "error" || d.labels.some(({ span }) => span.file === file),
    );
    const diagnostics = found.map((d) =>
      diagnosticIn(d, file, document, documentOf, (other) => importOf(file, document.getText(), other)),
    );
    void connection.sendDiagnostics({ uri, version: document.version, diagnostics });
    if (canRefreshHints) connection.languages.inlayHint.refresh();
  }

  documents.onDidOpen(({ document }) => checkSoon(document.uri, 0));
  documents.onDidChangeContent(({ document }) => {
    service.changed(fileOf(document.uri));
    if (document.version > 1) checkSoon(document.uri, REST);
    // Others may import this one.
    for (const other of documents.all())
      if (other.uri !== document.uri && !service.isFresh(fileOf(other.uri))) checkSoon(other.uri, REST);
  });
  documents.onDidClose(({ document }) => {
    clearTimeout(waiting.get(document.uri));
    service.closed(fileOf(document.uri));
    void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri } of changes) service.changed(fileOf(uri));
    for (const { uri } of documents.all()) {
      // A file that was missing when a program was checked is none of its sources.
      service.changed(fileOf(uri));
      checkSoon(uri, REST);
    }
  });

  // -------------------------------------------------------------- reading

  connection.onHover((params) => {
    const place = at(params);
    const hover = place && service.hover(place.file, place.offset);
    if (!hover) return null;
    const contents = { kind: MarkupKind.Markdown, value: hover.text };
    return { contents, range: rangeIn(place.document, hover.span) };
  });

  connection.onCompletion((params) => {
    const place = at(params);
    return place ? service.completions(place.file, place.offset).map(completionItem) : [];
  });

  connection.onSignatureHelp((params) => {
    const place = at(params);
    const found = place && service.signature(place.file, place.offset);
    if (!found) return null;
    const parameters = found.params.map(({ text }) => ({ label: text }));
    const documentation = found.doc === undefined ? {} : { documentation: { kind: MarkupKind.Markdown, value: found.doc } }; // prettier-ignore
    return {
      signatures: [{ label: found.label, parameters, ...documentation }],
      activeSignature: 0,
      // Beyond the list no parameter is shown as the active one.
      activeParameter: found.active ?? parameters.length,
    };
  });

  connection.languages.inlayHint.on(({ textDocument, range }) => {
    const document = documents.get(textDocument.uri);
    if (!document) return [];
    const offsets = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    return service.inlays(fileOf(document.uri), offsets).map(({ offset, text, kind }) => ({
      position: document.positionAt(offset),
      label: text,
      kind: InlayHintKind.Type,
      paddingLeft: kind === "stage",
    }));
  });

  connection.onDocumentSymbol(({ textDocument }) => {
    const document = documents.get(textDocument.uri);
    if (!document) return [];
    return service.outline(fileOf(document.uri)).map((entry) => documentSymbol(entry, document));
  });

  connection.onCodeLens(({ textDocument }) => {
    const document = documents.get(textDocument.uri);
    if (!document?.uri.startsWith("file:")) return [];
    return service.lenses(fileOf(document.uri)).map(({ span, title, command, train }) => ({
      range: rangeIn(document, span),
      command: { title, command, arguments: [document.uri, train] },
    }));
  });

  connection.languages.semanticTokens.on(({ textDocument }) => {
    const document = documents.get(textDocument.uri);
    const encoded: number[] = [];
    let before = { line: 0, character: 0 };
    for (const token of document ? service.semanticTokens(fileOf(document.uri)) : []) {
      const start = document!.positionAt(token.start);
      const lines = start.line - before.line;
      const type = semanticTokenTypes.indexOf(token.type);
      const modifiers = Number(token.declaration) + 2 * Number(token.library);
      encoded.push(lines, start.character - (lines === 0 ? before.character : 0), token.length, type, modifiers); // prettier-ignore
      before = start;
    }
    return { data: encoded };
  });

  // -------------------------------------------------------------- names

  connection.onDefinition((params) => {
    const place = at(params);
    const span = place && service.definition(place.file, place.offset);
    return (span && locationOf(span)) ?? null;
  });
  connection.onReferences((params) => {
    const place = at(params);
    return place
      ? service.references(place.file, place.offset).flatMap((span) => locationOf(span) ?? [])
      : [];
  });
  connection.onDocumentHighlight((params) => {
    const place = at(params);
    const spans = place ? service.references(place.file, place.offset) : [];
    return spans
      .filter(({ file }) => file === place!.file)
      .map((span) => ({ range: rangeIn(place!.document, span) }));
  });
  connection.onPrepareRename((params) => {
    const place = at(params);
    const span = place && refusing(() => service.renameable(place.file, place.offset));
    return span ? rangeIn(place.document, span) : null;
  });
  connection.onRenameRequest((params) => {
    const place = at(params);
    return place ? editsOf(refusing(() => service.rename(place.file, place.offset, params.newName))) : null;
  });

  function refusing<T>(run: () => T): T {
    try {
      return run();
    } catch (error) {
      if (error instanceof RenameError) throw new ResponseError(INVALID_PARAMS, error.message);
      throw error;
    }
  }

  // -------------------------------------------------------------- changing

  function editsOf(edits: readonly Edit[]): WorkspaceEdit {
    const files = [...new Set(edits.map(({ span }) => span.file))];
    return {
      documentChanges: files.flatMap((file) => {
        const document = documentOf(file);
        if (document === undefined) return [];
        const own = edits.filter(({ span }) => span.file === file);
        // The version guards against a text that has changed since; a file that is not open has none.
        const target = { uri: document.uri, version: open(file)?.version ?? null };
        return [TextDocumentEdit.create(target, own.map(({ span, text }) => ({ range: rangeIn(document, span), newText: text })))]; // prettier-ignore
      }),
    };
  }

  connection.onCodeAction(({ textDocument, range, context }) => {
    const document = documents.get(textDocument.uri);
    if (!document) return [];
    const file = fileOf(document.uri);
    const wants = (kind: string): boolean =>
      context.only === undefined || context.only.some((k) => kind === k || kind.startsWith(`${k}.`));
    const offsets = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    const importsOf = (other: string) => importOf(file, document.getText(), other);
    const quick = service.fixes(file, offsets).map(({ diagnostic, fix }) => ({
      title: fix.title[0]!.toUpperCase() + fix.title.slice(1),
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnosticIn(diagnostic, file, document, documentOf, importsOf)],
      isPreferred: fix.choice !== true,
      edit: editsOf(fix.edits),
    }));
    const chosen = chooseFixes(service.diagnostics(file), (name) => name === file);
    const all = {
      title: "Fix all that nn can fix",
      kind: CodeActionKind.SourceFixAll,
      edit: editsOf(chosen.flatMap(({ fix }) => fix.edits)),
    };
    return [
      ...(wants(CodeActionKind.QuickFix) ? quick : []),
      ...(wants(CodeActionKind.SourceFixAll) && chosen.length > 0 ? [all] : []),
    ];
  });

  connection.onDocumentFormatting(({ textDocument }) => {
    const document = documents.get(textDocument.uri);
    const text = document && service.format(fileOf(document.uri));
    return document && text !== undefined ? changedLines(document, text) : [];
  });

  documents.listen(connection);
  connection.listen();
}

/** Where a file is imported from another. */
function importOf(file: string, source: string, other: string): Span | undefined {
  const found = parse(source, file).ast.items.find(
    (item) => item.kind === "import" && resolvePath(file, item.from.value) === other,
  );
  return found?.kind === "import" ? found.from.span : undefined;
}
