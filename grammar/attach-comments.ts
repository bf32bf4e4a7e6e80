/**
 * Gives each comment to a node, before or after which it is printed.
 *
 * The place is found as Prettier does: the smallest node around the comment, then its neighbours there. A comment on a
 * line of its own belongs to what follows, one at the end of a line to what precedes it. Doc comments are no concern
 * here: they are part of their declarations.
 */
import type * as ast from "./ast.ts";
import { childrenOf, type Node } from "./children.ts";
import type { Comment } from "./lex.ts";

export interface Attached {
  readonly comment: Comment;
  /** On a line of its own in the source. */
  readonly ownLine: boolean;
}

export interface Attachments {
  readonly leading: ReadonlyMap<Node, readonly Attached[]>;
  readonly trailing: ReadonlyMap<Node, readonly Attached[]>;
  /** Inside of nodes that have nothing else inside. */
  readonly inside: ReadonlyMap<Node, readonly Attached[]>;
}

export function attachComments(file: ast.File, comments: readonly Comment[], source: string): Attachments {
  const leading = new Map<Node, Attached[]>();
  const trailing = new Map<Node, Attached[]>();
  const inside = new Map<Node, Attached[]>();
  const add = (map: Map<Node, Attached[]>, node: Node, attached: Attached): void => {
    const list = map.get(node);
    if (list === undefined) map.set(node, [attached]);
    else list.push(attached);
  };
  const memo = new Map<Node, Node[]>();
  const anchors = (node: Node): Node[] => {
    const known = memo.get(node) ?? anchorsBelow(node);
    memo.set(node, known);
    return known;
  };

  for (const comment of comments) {
    if (comment.kind === "doc") continue;
    const { start, end } = comment.span;
    let around: Node = file;
    let before: Node | undefined;
    let after: Node | undefined;
    for (;;) {
      const children = anchors(around);
      const within = children.find((child) => child.span.start <= start && end <= child.span.end);
      if (within === undefined) {
        before = children.findLast((child) => child.span.end <= start);
        after = children.find((child) => child.span.start >= end);
        break;
      }
      around = within;
    }
    const ownLine = /(^|[\r\n])[^\S\r\n]*$/.test(source.slice(0, start));
    // Directly behind a node, or at the end of its line, a comment is about it; else about what comes next.
    const between = before === undefined ? "(" : source.slice(before.span.end, start);
    const behind = comment.kind === "line" ? !/[([{]/.test(between) : between.trim() === "";
    const attached = { comment, ownLine };
    const about = behind && !ownLine ? before : after;
    const target = about ?? before ?? after;
    // A block's `{` is not pushed to another line: what stands before it goes inside.
    if (target === undefined) add(inside, around, attached);
    else if (target === after && isBlock(after)) {
      const [statement] = anchors(after);
      add(statement === undefined ? inside : leading, statement ?? after, attached);
    } else add(target === after ? leading : trailing, target, attached);
  }
  return { leading, trailing, inside };
}

const isBlock = (node: Node): node is ast.Block => "kind" in node && node.kind === "block";

/** The nodes below that print comments: all but names, and a body that is only its expression. */
function anchorsBelow(node: Node): Node[] {
  return childrenOf(node).flatMap((child) => {
    if (isIdent(child)) return [];
    return "kind" in child && child.kind === "exprBody" ? anchorsBelow(child) : [child];
  });
}

const isIdent = (node: Node): node is ast.Ident =>
  !("kind" in node) && "name" in node && typeof node.name === "string";
