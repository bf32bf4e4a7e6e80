/**
 * The formatter: a tree and its comments as text, in the one canonical layout.
 *
 * Guarantees: the text parses to the same tree, no comment is lost, and formatting the result changes nothing. Blank
 * lines between declarations and between statements are kept, one at most. Lines are 100 columns wide where that is
 * possible.
 */
import type { Diagnostic } from "../compiler/diagnostics.ts";
import type * as ast from "./ast.ts";
import { attachComments, type Attached, type Attachments } from "./attach-comments.ts";
import type { Node } from "./children.ts";
import {
  breakParent,
  freshline,
  group,
  hardline,
  indent,
  layout,
  line,
  lineSuffix,
  type Doc,
  type LayoutOptions,
} from "./doc.ts";
import { parse, type Comment } from "./index.ts";
import { brackets, breaksInside, printBare, printExpr, printPostfix, printType } from "./print-expr.ts";

export const lineWidth = 100;

/** A file that cannot be formatted because it could not be read. */
export class FormatError extends Error {
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((d) => `${d.code}: ${d.title}`).join("\n"));
    this.name = "FormatError";
  }
}

/**
 * Formats a file, by default in the canonical layout. Throws `FormatError` for one with syntax errors: what was not
 * understood must not be rewritten.
 */
export function format(source: string, file = "input.nn", options: Partial<LayoutOptions> = {}): string {
  let text = source;
  // A comment in an odd place may find its final one only once the lines around it are laid out: go on until nothing
  // changes. Where comments stand well, the second pass changes nothing.
  for (let pass = 0; pass < 5; pass++) {
    const parsed = parse(text, file);
    if (parsed.diagnostics.length > 0) throw new FormatError(parsed.diagnostics);
    const printed = print(parsed.ast, parsed.comments, text, options);
    if (printed === text) break;
    text = printed;
  }
  return text;
}

/** Prints a tree; without its source there are no comments, and blank lines stand between declarations. */
export function print(
  file: ast.File,
  comments: readonly Comment[] = [],
  source?: string,
  options: Partial<LayoutOptions> = {},
): string {
  const printing = new Printing(attachComments(file, comments, source ?? ""), comments, source);
  const text = layout(printing.file(file), { width: lineWidth, ...options }).trim();
  return text === "" ? "" : `${text}\n`;
}

export class Printing {
  constructor(
    private readonly attached: Attachments,
    private readonly all: readonly Comment[],
    private readonly source: string | undefined,
  ) {}

  // -------------------------------------------------------------- comments

  hasComments(node: Node): boolean {
    return (
      this.attached.leading.has(node) || this.attached.trailing.has(node) || this.attached.inside.has(node)
    );
  }

  /** A node's document with its comments around it. */
  comments(node: Node, doc: Doc): Doc {
    if (!this.hasComments(node)) return doc;
    const parts = this.commentParts(node, doc);
    return [parts.before, parts.doc, parts.after];
  }

  commentParts(node: Node, doc: Doc): { before: Doc; doc: Doc; after: Doc } {
    const behind = [...(this.attached.inside.get(node) ?? []), ...(this.attached.trailing.get(node) ?? [])];
    return {
      before: (this.attached.leading.get(node) ?? []).map((a) => this.leading(a)),
      doc,
      after: behind.map(trailing),
    };
  }

  private leading(attached: Attached): Doc {
    const { comment } = attached;
    const text = commentText(comment);
    const after = this.source?.slice(comment.span.end) ?? "";
    const gap = breaksIn(/^\s*/.exec(after)![0]);
    if (comment.kind === "block" && (!attached.ownLine || gap === 0)) return [text, " "];
    return [freshline, text, hardline, gap > 1 ? hardline : ""];
  }

  // -------------------------------------------------------------- lists of statements and declarations

  file(file: ast.File): Doc {
    const items = this.lines(file.items, (item) => [
      docComment(item),
      this.unlessIgnored(item, () => this.item(item)),
    ]);
    const dangling = (this.attached.inside.get(file) ?? []).map(({ comment }, index): Doc => {
      const gap = index > 0 && this.blankBefore(comment.span.start) ? hardline : "";
      return [gap, commentText(comment), hardline];
    });
    return [items, dangling];
  }

  /** One node on each line, with the blank lines of the source. */
  private lines<N extends Node>(nodes: readonly N[], printNode: (node: N) => Doc): Doc {
    return nodes.map((node, index): Doc => {
      const gap = index > 0 && this.blankBefore(this.startOf(node)) ? hardline : "";
      return [index > 0 ? hardline : "", gap, this.comments(node, printNode(node))];
    });
  }

  /** The text of a declaration or a statement as it is where `// prettier-ignore` above asks for that, else `made`. */
  private unlessIgnored(node: Node, made: () => Doc): Doc {
    const above = this.attached.leading.get(node)?.at(-1)?.comment.text;
    if (above === undefined || !/^\/\/\s*prettier-ignore\s*$/.test(above)) return made();
    return unixLines(this.source!.slice(node.span.start, node.span.end));
  }

  /** Where a node begins, with the comments above it. */
  private startOf(node: Node): number {
    const first = this.attached.leading.get(node)?.[0]?.comment.span.start ?? node.span.start;
    let start = Math.min(first, node.span.start);
    if (!("doc" in node)) return start;
    for (let i = this.all.length - 1; i >= 0; i--) {
      const comment = this.all[i]!;
      if (comment.kind !== "doc" || comment.span.end > start) continue;
      if (this.source!.slice(comment.span.end, start).trim() !== "") break;
      start = comment.span.start;
    }
    return start;
  }

  private blankBefore(offset: number): boolean {
    if (this.source === undefined) return true;
    let start = offset;
    while (start > 0 && /\s/.test(this.source[start - 1]!)) start--;
    return breaksIn(this.source.slice(start, offset)) > 1;
  }

  private braces(node: Node, lines: Doc, empty: boolean): Doc {
    const dangling = (this.attached.inside.get(node) ?? []).map((a): Doc => [
      hardline,
      commentText(a.comment),
    ]);
    if (empty && dangling.length === 0) return "{}";
    return ["{", indent(empty ? [] : [hardline, lines], dangling), hardline, "}"];
  }

  block(block: ast.Block): Doc {
    const parts: (ast.Stmt | ast.Expr)[] = [...block.stmts];
    if (block.result !== undefined) parts.push(block.result);
    const lines = this.lines(parts, (part) =>
      part === block.result
        ? ["return ", hang(part, printBare(part, this))]
        : this.unlessIgnored(part, () => this.statement(part as ast.Stmt)),
    );
    return this.braces(block, lines, parts.length === 0);
  }

  // -------------------------------------------------------------- declarations

  private item(item: ast.Item): Doc {
    switch (item.kind) {
      case "import":
        return ["import ", names(item.names), " from ", printExpr(item.from, this)];
      case "config":
        return ["config ", this.binding(item)];
      case "data": {
        const fields = this.lines(item.fields, (field) =>
          this.unlessIgnored(field, () => this.binding(field)),
        );
        const source = printExpr(item.source, this);
        return [
          "data ",
          item.name.name,
          " = ",
          source,
          " ",
          this.braces(item, fields, item.fields.length === 0),
        ];
      }
      case "fn":
        return ["fn ", item.name.name, this.params(item.params), this.result(item)];
      case "layer": {
        const settings = item.settings === undefined ? "" : this.params(item.settings);
        return [
          item.model ? "model " : "layer ",
          item.name.name,
          settings,
          this.params(item.inputs),
          this.result(item),
        ];
      }
      case "optimizer": {
        const header = ["optimizer ", item.name.name, this.params(item.settings), this.params(item.inputs)];
        return [header, " ", this.block(item.body)];
      }
      case "train": {
        const on = item.on === undefined ? "" : [" on ", printPostfix(item.on, this)];
        const lines = this.lines(item.items, (inner) =>
          this.unlessIgnored(inner, () => this.trainItem(inner)),
        );
        return ["train ", item.name.name, on, " ", this.braces(item, lines, item.items.length === 0)];
      }
      case "test":
        return ["test ", printExpr(item.title, this), " ", this.block(item.body)];
    }
    item satisfies never;
  }

  private params(params: readonly ast.Param[]): Doc {
    const docs = params.map((param) => {
      const value = param.default === undefined ? "" : [" = ", printExpr(param.default, this)];
      return this.comments(param, [param.name.name, this.annotation(param.type), value]);
    });
    return brackets("(", docs, ")");
  }

  private annotation(type: ast.Type | undefined): Doc {
    return type === undefined ? "" : [": ", printType(type, this)];
  }

  private result(item: ast.Fn | ast.Layer): Doc {
    const type = item.result === undefined ? "" : [" -> ", printType(item.result, this)];
    if (item.body.kind === "block") return [type, " ", this.block(item.body)];
    return [type, " =", group(indent(line, printExpr(item.body.value, this)))];
  }

  // -------------------------------------------------------------- statements

  /** `name: type = value`. */
  private binding(x: { name: ast.Ident; type?: ast.Type | undefined; value: ast.Expr }, pattern?: Doc): Doc {
    const value = printExpr(x.value, this);
    const inside = breaksInside(x.value) && !this.attached.leading.has(x.value);
    return [
      pattern ?? x.name.name,
      this.annotation(x.type),
      " =",
      inside ? [" ", value] : group(indent(line, value)),
    ];
  }

  private statement(stmt: ast.Stmt): Doc {
    switch (stmt.kind) {
      case "let": {
        const { pattern } = stmt;
        const name = "span" in pattern ? pattern : pattern[0]!;
        return ["let ", this.binding({ ...stmt, name }, "span" in pattern ? pattern.name : names(pattern))];
      }
      case "param":
      case "state":
      case "set":
        return [stmt.kind, " ", this.binding(stmt)];
      case "expect":
        return ["expect ", hang(stmt.value, printExpr(stmt.value, this))];
    }
    stmt satisfies never;
  }

  private trainItem(item: ast.TrainItem): Doc {
    switch (item.kind) {
      case "field":
        return this.binding(item);
      case "metric":
      case "predict":
        return [item.kind, " ", this.binding(item)];
      case "minimize": {
        const over = item.over.map((x, index): Doc => [index === 0 ? "over " : ", ", printPostfix(x, this)]);
        const clauses: Doc[] = [
          ...(over.length === 0 ? [] : [over]),
          ["with ", printPostfix(item.optimizer, this)],
          ...(item.every === undefined ? [] : [["every ", printPostfix(item.every, this)]]),
        ];
        const loss = ["minimize ", hang(item.loss, printExpr(item.loss, this))];
        return group(loss, indent(clauses.map((clause): Doc => [line, clause])));
      }
    }
    return this.statement(item);
  }
}

// ---------------------------------------------------------------- pieces

const names = (list: readonly ast.Ident[]): Doc => group("{ ", list.map(({ name }, i): Doc => (i === 0 ? name : [", ", name])), " }"); // prettier-ignore

/** Lines after the first are indented, unless the value has brackets that say so by themselves. */
const hang = (x: ast.Expr, doc: Doc): Doc => (breaksInside(x) ? doc : indent(doc));

/** Lines end with LF and hold nothing invisible at their ends. */
const unixLines = (text: string): string => text.replace(/\r\n?/g, "\n").replace(/[ \t]+$/gm, "");

const commentText = (comment: Comment): string => unixLines(comment.text);

/** Held back to the end of the line, so that a `//` comment swallows nothing. */
function trailing({ comment, ownLine }: Attached): Doc {
  const text = commentText(comment);
  if (ownLine) return [lineSuffix(freshline, text), breakParent];
  return comment.kind === "block" ? [" ", text] : [lineSuffix(" ", text), breakParent];
}

function docComment(item: ast.Item): Doc {
  if (item.doc === undefined) return "";
  return item.doc.split("\n").map((text): Doc => [text === "" ? "///" : `/// ${text}`, hardline]);
}

const breaksIn = (text: string): number => text.match(/\r\n|\n|\r/g)?.length ?? 0;
