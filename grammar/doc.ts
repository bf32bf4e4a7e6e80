/**
 * A document algebra: text with places where it may break, laid out to a width (after Wadler, and Prettier's use of it).
 *
 * A group is printed flat if it fits, else each of its own `line`s breaks; `hardline` and `breakParent` make all groups
 * around them break. `lineSuffix` holds text back until the next line break, which is what makes a trailing `//`
 * comment safe anywhere.
 */

export type Doc =
  | string
  | readonly Doc[]
  | { readonly kind: "line"; readonly flat: "" | " "; readonly hard: boolean; readonly fresh?: true }
  | { readonly kind: "group"; readonly doc: Doc; readonly broken: boolean }
  | { readonly kind: "indent"; readonly doc: Doc }
  | { readonly kind: "fill"; readonly docs: readonly Doc[] }
  | { readonly kind: "suffix"; readonly doc: Doc }
  | { readonly kind: "break" };

/** A space, or a line break where the group around it breaks. */
export const line: Doc = { kind: "line", flat: " ", hard: false };
/** Nothing, or a line break where the group around it breaks. */
export const softline: Doc = { kind: "line", flat: "", hard: false };
export const hardline: Doc = { kind: "line", flat: "", hard: true };
/** A line break, unless the line is still empty. */
export const freshline: Doc = { kind: "line", flat: "", hard: true, fresh: true };
export const breakParent: Doc = { kind: "break" };

export const group = (...docs: readonly Doc[]): Doc => ({
  kind: "group",
  doc: docs,
  broken: docs.some(mustBreak),
});
export const indent = (...docs: readonly Doc[]): Doc => ({ kind: "indent", doc: docs });
/** As many of the documents on each line as fit, separated by a comma. */
export const fill = (docs: readonly Doc[]): Doc => ({ kind: "fill", docs });
export const lineSuffix = (...docs: readonly Doc[]): Doc => ({ kind: "suffix", doc: docs });

export function join(separator: Doc, docs: readonly Doc[]): Doc {
  return docs.flatMap((doc, index) => (index === 0 ? [doc] : [separator, doc]));
}

function mustBreak(doc: Doc): boolean {
  if (typeof doc === "string") return doc.includes("\n");
  if (isList(doc)) return doc.some(mustBreak);
  switch (doc.kind) {
    case "line":
      return doc.hard;
    case "group":
      return doc.broken;
    case "indent":
      return mustBreak(doc.doc);
    case "fill":
      return doc.docs.some(mustBreak);
    case "suffix":
      return false;
    case "break":
      return true;
  }
  doc satisfies never;
}

const isList = (doc: Doc): doc is readonly Doc[] => Array.isArray(doc);

interface Command {
  readonly doc: Doc;
  readonly indent: number;
  readonly flat: boolean;
}

export interface LayoutOptions {
  /** Columns that a line should not exceed. */
  readonly width: number;
  /** Columns of a level of indentation, of a tab too. */
  readonly indentWidth?: number;
  readonly tabs?: boolean;
}

export function layout(doc: Doc, { width, indentWidth = 2, tabs = false }: LayoutOptions): string {
  const margin = (columns: number): string =>
    tabs ? "\t".repeat(columns / indentWidth) : " ".repeat(columns);
  const lines: string[] = [];
  let current = "";
  let column = 0;
  const stack: Command[] = [{ doc, indent: 0, flat: false }];
  let held: Command[] = [];

  /** What was held back comes next, each piece on its own line: a `//` comment would swallow the one after it. */
  const release = (): void => {
    for (const [index, command] of held.reverse().entries()) {
      if (index > 0) stack.push({ ...command, doc: freshline });
      stack.push(command);
    }
    held = [];
  };

  while (stack.length > 0 || held.length > 0) {
    if (stack.length === 0) release();
    const { doc, indent, flat } = stack.pop()!;
    if (typeof doc === "string") {
      current += doc;
      const newline = doc.lastIndexOf("\n");
      column = newline < 0 ? column + doc.length : doc.length - newline - 1;
    } else if (isList(doc)) {
      for (let i = doc.length - 1; i >= 0; i--) stack.push({ doc: doc[i]!, indent, flat });
    } else if (doc.kind === "indent") {
      stack.push({ doc: doc.doc, indent: indent + indentWidth, flat });
    } else if (doc.kind === "group") {
      const whole = { doc: doc.doc, indent, flat: true };
      stack.push(
        flat || (!doc.broken && fits(whole, width - column, stack)) ? whole : { ...whole, flat: false },
      );
    } else if (doc.kind === "fill") {
      const parts = doc.docs.map((part, i) => (i < doc.docs.length - 1 ? [part, ","] : part));
      let at = column;
      const filled = parts.map((part, i): Doc => {
        const length = flatLength(part);
        const fresh = i > 0 && at + 1 + length > width;
        at = i === 0 ? at + length : fresh ? indent + length : at + 1 + length;
        return i === 0 ? part : [fresh ? hardline : " ", part];
      });
      stack.push({ doc: filled, indent, flat: false });
    } else if (doc.kind === "suffix") {
      held.push({ doc: doc.doc, indent, flat: false });
    } else if (doc.kind === "line") {
      if (flat && !doc.hard) {
        current += doc.flat;
        column += doc.flat.length;
      } else if (held.length > 0) {
        stack.push({ doc, indent, flat });
        release();
      } else if (doc.fresh !== true || current.trim() !== "") {
        lines.push(current.trimEnd());
        current = margin(indent);
        column = indent;
      }
    }
  }
  return [...lines, current.trimEnd()].join("\n");
}

/** Whether a command fits into `room` columns, up to the first place after it where a line may break. */
function fits(command: Command, room: number, rest: readonly Command[]): boolean {
  const stack = [command];
  let next = rest.length;
  for (let left = room; left >= 0;) {
    if (stack.length === 0) {
      if (next === 0) return true;
      stack.push(rest[--next]!);
    }
    const { doc, indent, flat } = stack.pop()!;
    if (typeof doc === "string") left -= doc.length;
    else if (isList(doc))
      for (let i = doc.length - 1; i >= 0; i--) stack.push({ doc: doc[i]!, indent, flat });
    else if (doc.kind === "group") stack.push({ doc: doc.doc, indent, flat: flat && !doc.broken });
    else if (doc.kind === "indent") stack.push({ doc: doc.doc, indent, flat });
    else if (doc.kind === "fill")
      left -= doc.docs.reduce((sum: number, part) => sum + flatLength(part) + 2, -2);
    else if (doc.kind === "line") {
      if (!flat || doc.hard) return true;
      left -= doc.flat.length;
    }
  }
  return false;
}

function flatLength(doc: Doc): number {
  if (typeof doc === "string") return doc.length;
  if (isList(doc)) return doc.reduce((sum: number, part) => sum + flatLength(part), 0);
  if (doc.kind === "line") return doc.flat.length;
  return doc.kind === "group" || doc.kind === "indent" ? flatLength(doc.doc) : 0;
}
