/** One file as its text: tree, names, comments; and finding the node at an offset. */
import type * as ast from "../../grammar/ast.ts";
import { childrenOf, type Node } from "../../grammar/children.ts";
import { type Comment, parse } from "../../grammar/index.ts";
import type { Diagnostic } from "../diagnostics.ts";
import { type SymbolTable, symbolsOf } from "./symbols.ts";

export interface Syntax {
  readonly file: string;
  readonly source: string;
  /** Without what could not be read. */
  readonly ast: ast.File;
  readonly comments: readonly Comment[];
  readonly errors: readonly Diagnostic[];
  readonly names: SymbolTable;
}

export function syntaxOf(file: string, source: string): Syntax {
  const { ast, comments, diagnostics } = parse(source, file);
  return { file, source, ast, comments, errors: diagnostics, names: symbolsOf(ast) };
}

/** The nodes around an offset, the innermost last; the end of a node counts as in it. */
export function pathTo(root: Node, offset: number): Node[] {
  const path: Node[] = [root];
  for (;;) {
    const inside = childrenOf(path.at(-1)!).filter(
      ({ span }) => span.start <= offset && offset <= span.end && span.end > span.start,
    );
    // Of two that meet at the offset, the one that begins there.
    const next = inside.findLast(({ span }) => span.start <= offset && offset < span.end) ?? inside.at(-1);
    if (next === undefined) return path;
    path.push(next);
  }
}

export const isExpr = (node: Node): node is ast.Expr =>
  "kind" in node &&
  ["num", "str", "bool", "name", "list", "record", "unary", "binary", "pipe", "call", "index", "member", "from", "if", "scan"].includes(node.kind); // prettier-ignore
