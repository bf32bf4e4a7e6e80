/**
 * What goes wrong with data, as diagnostics.
 *
 * Every reader here throws `DiagnosticError` and nothing else for a bad file. The title names the file and, where there
 * are such, the line and the column; the help says what to change. Readers know nothing of `.nn` sources, so their
 * diagnostics have no labels: `blame` adds the place in the program that asked for the data.
 */
import { DiagnosticError, diagnostic } from "../../compiler/diagnostics.ts";
import type { Diagnostic, Span } from "../../compiler/diagnostics.ts";

/** The codes of this folder; NN0501 is also the checker's for a column name in a field. */
export const DATA_CODES = {
  noColumn: "NN0501",
  noFile: "NN0502",
  missingValue: "NN0503",
  raggedRow: "NN0504",
  textInNumbers: "NN0505",
  outOfRange: "NN0506",
  notExact: "NN0507",
  badTable: "NN0508",
  badNpy: "NN0509",
  badSafetensors: "NN0510",
  badIdx: "NN0511",
  unsupportedType: "NN0512",
  countsDiffer: "NN0513",
  badSplit: "NN0514",
  badTensorJson: "NN0515",
  tooFew: "NN0516",
  unreadable: "NN0517",
  badSetting: "NN0518",
  badParquet: "NN0524",
  badImage: "NN0525",
  badImageFolder: "NN0526",
  badDownload: "NN0527",
} as const;

export type DataCode = keyof typeof DATA_CODES;

export interface DataErrorParts {
  readonly help?: string;
  readonly notes?: readonly string[];
}

export function dataDiagnostic(code: DataCode, title: string, parts: DataErrorParts = {}): Diagnostic {
  return diagnostic(DATA_CODES[code], title, parts);
}

export function dataError(code: DataCode, title: string, parts: DataErrorParts = {}): DiagnosticError {
  return new DiagnosticError(dataDiagnostic(code, title, parts));
}

/** Runs `work`; a diagnostic that it throws without a label gets one at `span`. */
export function blame<T>(span: Span, text: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof DiagnosticError) || error.diagnostic.labels.length > 0) throw error;
    throw new DiagnosticError({ ...error.diagnostic, labels: [{ span, text }] });
  }
}

/** "1 row", "207 rows". */
export function plural(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}

/** A list for a message: at most `limit` items, then how many are left. */
export function listed(items: readonly string[], limit = 12): string {
  if (items.length <= limit) return items.join(", ");
  return `${items.slice(0, limit).join(", ")} and ${items.length - limit} more`;
}
