/**
 * The tree as anything but its types: the nodes directly below a node, in the order of the source.
 *
 * For passes that treat all nodes alike: attaching comments, finding the node at an offset, measuring depth.
 */
import type * as ast from "./ast.ts";

/** Everything in the tree that has a span of its own. */
export type Node =
  | ast.File
  | ast.Item
  | ast.TrainItem
  | ast.Block
  | ast.ExprBody
  | ast.Param
  | ast.Type
  | ast.DimPattern
  | ast.Expr
  | ast.Repeat
  | ast.Arg
  | ast.IndexItem
  | ast.Ident;

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** The nodes directly below, fields of records included; names are nodes too. */
export function childrenOf(node: Node): Node[] {
  const found: Node[] = [];
  collect(node, found);
  return found.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function collect(holder: object, found: Node[]): void {
  for (const [key, value] of Object.entries(holder)) {
    if (key === "span" || !isObject(value)) continue;
    if (!Array.isArray(value) && "span" in value) found.push(value as Node);
    else collect(value, found);
  }
}

/** A node more than `limit` levels below `root`, if there is one. Uses no stack. */
export function deeperThan(root: Node, limit: number): Node | undefined {
  let level: Node[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return level[0];
    level = level.flatMap(childrenOf);
  }
  return undefined;
}
