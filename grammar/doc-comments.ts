/** Finds the `///` lines directly above each declaration. */
import type { Comment } from "./lex.ts";

/**
 * Gives a function from the start of a declaration to its doc comment, and marks the comments that it took. Doc lines
 * stand on lines of their own, directly above one another and the declaration.
 */
export function docComments(source: string, comments: Comment[]): (start: number) => string | undefined {
  const byEnd = new Map(comments.map((comment, index) => [comment.span.end, index]));
  const isDoc = (index: number): boolean => {
    const comment = comments[index]!;
    const lineStart = Math.max(source.lastIndexOf("\n", comment.span.start - 1), source.lastIndexOf("\r", comment.span.start - 1)) + 1; // prettier-ignore
    return /^\/\/\/(?!\/)/.test(comment.text) && source.slice(lineStart, comment.span.start).trim() === "";
  };
  /** The comment that ends right above an offset, with one line break between. */
  const above = (offset: number): number | undefined => {
    let end = offset;
    while (end > 0 && /\s/.test(source[end - 1]!)) end--;
    const breaks = source.slice(end, offset).match(/\r\n|\n|\r/g)?.length ?? 0;
    // A comment's text is trimmed, its span is not.
    const index = breaks === 1 ? (byEnd.get(end) ?? endingAfter(end, offset)) : undefined;
    return index !== undefined && isDoc(index) ? index : undefined;
  };
  const endingAfter = (end: number, offset: number): number | undefined => {
    for (let i = end + 1; i < offset; i++) if (byEnd.has(i)) return byEnd.get(i);
    return undefined;
  };

  return (start) => {
    const lines: string[] = [];
    for (let index = above(start); index !== undefined; index = above(comments[index]!.span.start)) {
      const comment = comments[index]!;
      lines.unshift(comment.text.slice(3).replace(/^ /, ""));
      comments[index] = { ...comment, kind: "doc" };
    }
    return lines.length === 0 ? undefined : lines.join("\n");
  };
}
