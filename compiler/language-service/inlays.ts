/** Hints between the text: the shape after each stage of a pipe, and of each `let` that does not say it. */
import type * as ast from "../../grammar/ast.ts";
import { childrenOf, type Node } from "../../grammar/children.ts";
import type { Syntax } from "./syntax.ts";
import type { Found, TypeTable } from "./types.ts";

export interface InlayHint {
  readonly offset: number;
  readonly text: string;
  readonly kind: "stage" | "let";
}

export function inlaysOf(
  { ast: file }: Syntax,
  types: TypeTable,
  range: { start: number; end: number },
): InlayHint[] {
  const hints: InlayHint[] = [];
  const visit = (node: Node): void => {
    if (node.span.end < range.start || node.span.start > range.end) return;
    if ("kind" in node) {
      if (node.kind === "let") hintLet(node);
      if (node.kind === "pipe") hintStage(node.stage);
      if (node.kind === "repeat") node.stages.slice(0, -1).forEach(hintStage);
    }
    childrenOf(node).forEach(visit);
  };
  const hintStage = (stage: ast.Stage): void => {
    const found = types.ofStage(stage.span);
    if (hasShape(found)) hints.push({ offset: stage.span.end, text: found.text, kind: "stage" });
  };
  const hintLet = (stmt: ast.Let): void => {
    if (stmt.type !== undefined) return;
    const found = types.of(stmt.value.span);
    if ("span" in stmt.pattern) {
      // The last stage of a pipe says it already.
      if (hasShape(found) && stmt.value.kind !== "pipe")
        hints.push({ offset: stmt.pattern.span.end, text: `: ${found.text}`, kind: "let" });
      return;
    }
    for (const { name, span } of stmt.pattern) {
      const field = found?.fields?.get(name);
      if (field !== undefined) hints.push({ offset: span.end, text: `: ${field}`, kind: "let" });
    }
  };
  visit(file);
  const wanted = hints.filter(({ offset }) => range.start <= offset && offset <= range.end);
  // The tree nests the stages of a pipe from the last to the first.
  return wanted.sort((a, b) => a.offset - b.offset);
}

const hasShape = (x: Found | undefined): x is Found =>
  x !== undefined && (x.kind === "tensor" || x.kind === "record");
