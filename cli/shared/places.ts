/**
 * From spans to what a person reads: `houses.nn:9` and the text of that line.
 */
import { librarySources } from "../../compiler/1-check/library.ts";
import { positionAt } from "../../compiler/render.ts";
import type { Span } from "../../grammar/ast.ts";

export interface Placer {
  readonly place: (span: Span) => { readonly at: string; readonly text: string };
  /** The innermost span that lies in the user's file and not in the library. */
  readonly own: (spans: readonly Span[]) => Span | undefined;
  /** What a node belongs to for the reader: a line that computes it, or the call whose inside it is. */
  readonly group: (spans: readonly Span[]) => { readonly key: string; readonly label: string } | undefined;
}

/** The text of a span, in the user's files or the library's. */
export function textOf(sources: ReadonlyMap<string, string>): (span: Span) => string {
  return ({ file, start, end }) => (sources.get(file) ?? librarySources().get(file) ?? "").slice(start, end);
}

export function placer(file: string, sources: ReadonlyMap<string, string>): Placer {
  const isOwn = (span: Span) => span.file === file;
  const placer: Placer = {
    place(span) {
      const source = sources.get(span.file) ?? librarySources().get(span.file);
      const name = span.file.replace(/^(?!std\/).*\//, "");
      if (source === undefined) return { at: name, text: "" };
      const { line } = positionAt(source, span.start);
      return { at: `${name}:${line}`, text: source.split("\n")[line - 1]!.trim() };
    },
    own: (spans) => spans.find(isOwn),
    group(spans) {
      const call = spans.find(isOwn);
      if (call === undefined) return undefined;
      const { at, text } = placer.place(call);
      if (call === spans[0]) return { key: at, label: text };
      const written = (sources.get(file) ?? "").slice(call.start, call.end).replace(/\s+/g, " ");
      // `x |> dense(8) |> relu` calls `relu`.
      const stage = written.slice(written.lastIndexOf("|>") + 2).trim();
      return { key: `${at} ${written}`, label: written.includes("|>") ? stage : written };
    },
  };
  return placer;
}
