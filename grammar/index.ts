/**
 * Text to syntax tree: the entry of the grammar.
 *
 * `parse` never throws and always returns a tree; what could not be read is absent from it and explained by
 * `diagnostics`, at most one for each statement. A tree that came with errors is fit for editors (outline, formatting
 * is refused), not for compiling: names whose declarations were not readable are missing from it.
 */
import type { Diagnostic } from "../compiler/diagnostics.ts";
import type * as ast from "./ast.ts";
import { buildItems } from "./build-ast.ts";
import { deeperThan } from "./children.ts";
import { docComments } from "./doc-comments.ts";
import { explain } from "./explain.ts";
import { lex, type Comment } from "./lex.ts";
import { depthLimit } from "./limits.ts";
import { tooDeep } from "./messages.ts";
import { NnParser } from "./parser.ts";
import type { Problem } from "./recovery.ts";
import { spanAt, type View } from "./view.ts";

export type { Comment } from "./lex.ts";

export interface Parsed {
  readonly ast: ast.File;
  readonly diagnostics: Diagnostic[];
  /** In the order of the source, doc comments included. */
  readonly comments: Comment[];
}

/** Made at the first parse: it costs some milliseconds that a command without a file need not pay. */
let parser: NnParser | undefined;

/** `from` is where reading begins: at a line that begins a declaration, or comments above one. */
export function parse(source: string, file: string, from = 0): Parsed {
  const { tokens, comments, diagnostics: lexical } = lex(source, file, from);
  parser ??= new NnParser();
  const { tree, problems } = parser.parse(tokens);
  const view: View = { file, source, tokens };
  const diagnostics = [...lexical, ...withoutCascades(problems, lexical, view).map((p) => explain(p, view))];

  const items: ast.Item[] = [];
  for (const item of buildItems(tree, docComments(source, comments), { file, source, diagnostics })) {
    const deep = deeperThan(item, depthLimit);
    if (deep === undefined) items.push(item);
    else diagnostics.push(tooDeep(deep.span));
  }
  return {
    ast: { file, items, span: { file, start: 0, end: source.length } },
    diagnostics: onePerLine(diagnostics.sort((a, b) => startOf(a) - startOf(b)), source), // prettier-ignore
    comments,
  };
}

const startOf = (d: Diagnostic): number => d.labels[0]?.span.start ?? 0;

/** Drops what follows from another mistake: a missing `}` where it is not the first thing missing, or a statement with an unreadable character. */
function withoutCascades(
  problems: readonly Problem[],
  lexical: readonly Diagnostic[],
  view: View,
): Problem[] {
  const seen = new Set<number>();
  const unreadable = lexical.filter((d) => d.code === "NN0106" || d.code === "NN0110").map(startOf);
  const openComment = lexical.some((d) => d.code === "NN0106" && d.labels[0]!.text.startsWith("opened here"));
  const keywords = new Set<string>();
  return problems.filter((problem) => {
    if (problem.kind === "unclosedBlock" && seen.has(problem.at)) return false;
    // The rest of the file is in the comment.
    if (openComment && problem.kind !== "tooDeep" && problem.at >= view.tokens.length) return false;
    const here = view.tokens[problem.at];
    if (problem.kind === "unexpected" && here !== undefined) {
      // A keyword that was to be a name is reported where it is introduced, not wherever it is used.
      if (problem.expected.includes("a name") && problem.expected.length <= 2) keywords.add(here.image);
      else if (problem.rule === "atom" && keywords.has(here.image)) return false;
    }
    seen.add(problem.at);
    const from = view.tokens[problem.start]?.startOffset ?? 0;
    const to = spanAt(problem.at, view).end;
    const lineEnd = view.source.indexOf("\n", to);
    return !unreadable.some((at) => at >= from && at <= (lineEnd < 0 ? view.source.length : lineEnd));
  });
}

/** Of the errors that begin on one line, the first: the others mostly follow from it. */
function onePerLine(sorted: readonly Diagnostic[], source: string): Diagnostic[] {
  let before: number | undefined;
  return sorted.filter((d) => {
    const line = source.lastIndexOf("\n", startOf(d) - 1);
    const first = startOf(d) === 0 ? before === undefined : line !== before;
    before = startOf(d) === 0 ? -1 : line;
    return first;
  });
}
