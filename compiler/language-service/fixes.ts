/**
 * Applying the edits that diagnostics carry.
 *
 * A fix applies as a whole or not at all. Fixes that touch the same text are not applied together: the first one wins, and
 * the others come up again, if they still hold, when the changed text is checked.
 */
import type { Diagnostic, Edit, Fix } from "../diagnostics.ts";

export interface ChosenFix {
  readonly diagnostic: Diagnostic;
  readonly fix: Fix;
}

/** The fixes that can be applied together without asking: for each diagnostic the first that has edits. */
export function chooseFixes(
  diagnostics: readonly Diagnostic[],
  editable: (file: string) => boolean,
): ChosenFix[] {
  const taken: Edit[] = [];
  const chosen: ChosenFix[] = [];
  for (const diagnostic of diagnostics) {
    const fix = diagnostic.fixes.find(({ edits, choice }) => edits.length > 0 && choice !== true);
    if (fix === undefined || !fix.edits.every(({ span }) => editable(span.file))) continue;
    if (fix.edits.some((edit) => taken.some((other) => meet(edit, other)))) continue;
    taken.push(...fix.edits);
    chosen.push({ diagnostic, fix });
  }
  return chosen;
}

/** Edits that overlap or touch: of two insertions at one place the order would matter. */
const meet = ({ span: a }: Edit, { span: b }: Edit): boolean =>
  a.file === b.file && a.start <= b.end && b.start <= a.end;

/** The text of one file after edits that do not overlap; those of other files are left out. */
export function applyEdits(source: string, file: string, edits: readonly Edit[]): string {
  const own = edits.filter(({ span }) => span.file === file).sort((a, b) => a.span.start - b.span.start);
  let [text, at] = ["", 0];
  for (const { span, text: replacement } of own) {
    text += source.slice(at, span.start) + replacement;
    at = span.end;
  }
  return text + source.slice(at);
}
