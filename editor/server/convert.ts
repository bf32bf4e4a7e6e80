/** From the language service's offsets and records to those of the protocol. */
import {
  CompletionItemKind,
  type CompletionItem,
  type Diagnostic as LspDiagnostic,
  DiagnosticSeverity,
  type DocumentSymbol,
  MarkupKind,
  type Range,
  SymbolKind as LspSymbolKind,
  type TextEdit,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Diagnostic } from "../../compiler/diagnostics.ts";
import type { Completion, OutlineEntry } from "../../compiler/language-service/index.ts";
import type { Span } from "../../grammar/ast.ts";

type Place = Pick<Span, "start" | "end">;

/** The document of a file, open or not; undefined where its text is not known. */
export type Documents = (file: string) => TextDocument | undefined;

export const rangeIn = (document: TextDocument, { start, end }: Place): Range => ({
  start: document.positionAt(start),
  end: document.positionAt(end),
});

/**
 * A diagnostic as it is shown in one document. What happened in another file is shown at the label that points here, or where
 * that file is imported.
 */
export function diagnosticIn(
  d: Diagnostic,
  file: string,
  document: TextDocument,
  documents: Documents,
  importOf: (file: string) => Place | undefined,
): LspDiagnostic {
  const [first] = d.labels;
  const here = d.labels.find(({ span }) => span.file === file);
  const place = here?.span ?? (first && importOf(first.span.file)) ?? { start: 0, end: 0 };
  const aside = first !== undefined && first.span.file !== file ? ` (${first.span.file})` : "";
  const label = here?.text ? `: ${here.text}` : "";
  const message = [
    `${d.title}${aside}${label}`,
    ...d.notes.map((note) => `note: ${note}`),
    ...d.fixes.map((fix) => `help: ${fix.title}`),
  ].join("\n");
  const related = d.labels.flatMap((other) => {
    const target = other === here ? undefined : documents(other.span.file);
    if (target === undefined) return [];
    return [
      { location: { uri: target.uri, range: rangeIn(target, other.span) }, message: other.text || d.title },
    ];
  });
  return {
    range: rangeIn(document, place),
    severity: d.severity === "error" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    code: d.code,
    source: "nn",
    message,
    ...(related.length > 0 ? { relatedInformation: related } : {}),
  };
}

const itemKinds: Readonly<Record<Completion["kind"], CompletionItemKind>> = {
  config: CompletionItemKind.Constant,
  data: CompletionItemKind.Module,
  fn: CompletionItemKind.Function,
  layer: CompletionItemKind.Class,
  model: CompletionItemKind.Class,
  optimizer: CompletionItemKind.Class,
  train: CompletionItemKind.Module,
  import: CompletionItemKind.Reference,
  setting: CompletionItemKind.Variable,
  input: CompletionItemKind.Variable,
  dim: CompletionItemKind.TypeParameter,
  let: CompletionItemKind.Variable,
  param: CompletionItemKind.Property,
  state: CompletionItemKind.Property,
  field: CompletionItemKind.Field,
  metric: CompletionItemKind.Value,
  predict: CompletionItemKind.Value,
  keyword: CompletionItemKind.Keyword,
  library: CompletionItemKind.Function,
  constant: CompletionItemKind.Constant,
  argument: CompletionItemKind.Property,
  type: CompletionItemKind.TypeParameter,
  column: CompletionItemKind.Field,
  "train-setting": CompletionItemKind.Property,
};

/** `rank` keeps the service's order, which puts what is near before what is far. */
export function completionItem(item: Completion, rank: number): CompletionItem {
  return {
    label: item.label,
    kind: itemKinds[item.kind],
    sortText: String(rank).padStart(4, "0"),
    ...(item.detail === undefined ? {} : { detail: item.detail }),
    ...(item.doc === undefined ? {} : { documentation: { kind: MarkupKind.Markdown, value: item.doc } }),
    ...(item.insert === undefined ? {} : { insertText: item.insert }),
  };
}

const symbolKinds: Readonly<Record<OutlineEntry["kind"], LspSymbolKind>> = {
  config: LspSymbolKind.Constant,
  data: LspSymbolKind.Struct,
  fn: LspSymbolKind.Function,
  layer: LspSymbolKind.Class,
  model: LspSymbolKind.Class,
  optimizer: LspSymbolKind.Class,
  train: LspSymbolKind.Module,
  import: LspSymbolKind.Module,
  setting: LspSymbolKind.Variable,
  input: LspSymbolKind.Variable,
  dim: LspSymbolKind.TypeParameter,
  let: LspSymbolKind.Variable,
  param: LspSymbolKind.Property,
  state: LspSymbolKind.Property,
  field: LspSymbolKind.Field,
  metric: LspSymbolKind.Number,
  predict: LspSymbolKind.Number,
  test: LspSymbolKind.Method,
  minimize: LspSymbolKind.Event,
};

export function documentSymbol(entry: OutlineEntry, document: TextDocument): DocumentSymbol {
  return {
    name: entry.name,
    detail: entry.detail,
    kind: symbolKinds[entry.kind],
    range: rangeIn(document, entry.span),
    selectionRange: rangeIn(document, entry.nameSpan),
    children: entry.children.map((child) => documentSymbol(child, document)),
  };
}

/** The least change of whole lines that makes one text of another: a cursor elsewhere stays where it is. */
export function changedLines(document: TextDocument, to: string): TextEdit[] {
  const from = document.getText();
  if (from === to) return [];
  const [a, b] = [from.split(/(?<=\n)/), to.split(/(?<=\n)/)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const length = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length, 0);
  const range = { start: length(a.slice(0, start)), end: length(a.slice(0, a.length - end)) };
  return [{ range: rangeIn(document, range), newText: b.slice(start, b.length - end).join("") }];
}
