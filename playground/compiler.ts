/**
 * The worker that compiles: answers `CompilerCalls` about the one file that is being edited.
 */
import { tokenMatcher } from "chevrotain";
import { withDataFailures } from "../cli/shared/examine.ts";
import type { DataInfo, DataProvider } from "../compiler/compile.ts";
import { type Diagnostic, DiagnosticError } from "../compiler/diagnostics.ts";
import { LanguageService } from "../compiler/language-service/index.ts";
import { positionAt } from "../compiler/render.ts";
import { parse } from "../grammar/index.ts";
import { lex } from "../grammar/lex.ts";
import {
  AnyWord,
  BinaryOperator,
  NumberToken,
  PrefixOperator,
  StringToken,
  Word,
} from "../grammar/tokens.ts";
import { inspect } from "./inspect.ts";
import type { Analysis, CompilerCalls, Problem, Request, Response, Token, Workspace } from "./protocol.ts";
import { dataSetsOf } from "./workspace.ts";

/** Answers the page until the worker ends. */
export function serveCompiler(): void {
  const compiler = new Compiler();
  self.onmessage = ({ data }: MessageEvent<Request>) => {
    const answer = (response: Response) => self.postMessage(response);
    try {
      const call = compiler[data.method] as (...args: readonly unknown[]) => unknown;
      answer({ id: data.id, value: call.apply(compiler, [...data.args]) });
    } catch (error) {
      answer({ id: data.id, error: error instanceof Error ? error.message : String(error) });
    }
  };
}

type Described = DataInfo | { readonly missing: string };

class Compiler implements CompilerCalls {
  #workspace: Workspace = { file: "program.nn", texts: {}, files: {} };
  #failures: ReadonlyMap<string, Diagnostic> = new Map();
  /** What is in data files, by declaration: a file is read again when its `data` block changes, not at every key. */
  readonly #described = new Map<string, Described>();
  #service = this.#newService();

  #newService(): LanguageService {
    return new LanguageService({
      read: (path) => this.#workspace.texts[path],
      data: () => this.#data(),
    });
  }

  #data(): DataProvider {
    const sets = dataSetsOf(this.#workspace);
    this.#failures = sets.failures;
    return (decl) => {
      const text = this.#workspace.texts[decl.span.file]?.slice(decl.span.start, decl.span.end);
      const key = JSON.stringify([decl.path, decl.settings, text]);
      const known = this.#described.get(key);
      if (known) return known;
      const info = sets.describe(decl);
      // A failure points into the text, which may move.
      if (!("missing" in info)) this.#described.set(key, info);
      return info;
    };
  }

  get #text(): string {
    return this.#workspace.texts[this.#workspace.file] ?? "";
  }

  open(workspace: Workspace): void {
    this.#workspace = workspace;
    this.#described.clear();
    this.#service = this.#newService();
  }

  edit(text: string): void {
    const { file, texts } = this.#workspace;
    this.#workspace = { ...this.#workspace, texts: { ...texts, [file]: text } };
    this.#service.changed(file);
  }

  tokens(): readonly Token[] {
    const { tokens, comments } = lex(this.#text, "");
    const meaning = new Map(
      this.#service.semanticTokens(this.#workspace.file).map((t) => [t.start, t] as const),
    );
    const made = tokens.flatMap((token): Token[] => {
      const from = token.startOffset;
      const to = from + token.image.length;
      const known = meaning.get(from);
      if (known) return [{ from, to: from + known.length, kind: known.library ? `library ${known.type}` : known.type }]; // prettier-ignore
      const kind = kindOf(token);
      return kind === undefined ? [] : [{ from, to, kind }];
    });
    for (const { span } of comments) made.push({ from: span.start, to: span.end, kind: "comment" });
    return made.sort((a, b) => a.from - b.from);
  }

  analyze(): Analysis {
    const { file } = this.#workspace;
    const found = withDataFailures(this.#service.diagnostics(file), this.#failures);
    const { ast } = parse(this.#text, file);
    const said = (doc: string | undefined) => (doc === undefined ? {} : { doc });
    return {
      problems: found.map((d) => this.#problem(d)),
      hints: this.#service.inlays(file).map(({ offset, text }) => ({ at: offset, text })),
      trains: ast.items.flatMap((i) => (i.kind === "train" ? [{ name: i.name.name, ...said(i.doc) }] : [])),
      configs: ast.items.flatMap((i) => {
        if (i.kind !== "config") return [];
        const { start, end } = i.value.span;
        return [{ name: i.name.name, value: this.#text.slice(start, end), ...said(i.doc) }];
      }),
    };
  }

  #problem({ severity, code, title, labels, notes, fixes }: Diagnostic): Problem {
    const { file, texts } = this.#workspace;
    const own = labels.find((l) => l.span.file === file)?.span;
    const elsewhere = labels.filter((l) => l.span.file !== file && l.text !== "").map((l) => {
      const text = texts[l.span.file];
      return `${l.span.file}${text === undefined ? "" : `:${positionAt(text, l.span.start).line}`}: ${l.text}`;
    }); // prettier-ignore
    return {
      severity,
      code,
      title,
      ...(own ? { at: { from: own.start, to: own.end, line: positionAt(this.#text, own.start).line } } : {}),
      details: [
        ...labels.filter((l) => l.span.file === file && l.text !== "").map((l) => l.text),
        ...elsewhere,
        ...notes,
        ...fixes.filter((f) => f.edits.length === 0).map((f) => f.title),
      ],
      fixes: fixes
        .filter((f) => f.edits.length > 0 && f.edits.every((e) => e.span.file === file))
        .map((f) => ({
          title: f.title,
          edits: f.edits.map((e) => ({ from: e.span.start, to: e.span.end, insert: e.text })),
        })),
    };
  }

  hover(offset: number) {
    const found = this.#service.hover(this.#workspace.file, offset);
    return found && { from: found.span.start, to: found.span.end, text: found.text };
  }

  complete(offset: number) {
    return this.#service.completions(this.#workspace.file, offset);
  }

  format(): string | undefined {
    return this.#service.format(this.#workspace.file);
  }

  inspect(train: string, config: Readonly<Record<string, string>>) {
    try {
      return inspect(this.#workspace, train, config);
    } catch (error) {
      // The title alone: problems have a list of their own.
      if (error instanceof DiagnosticError) throw new Error(error.diagnostic.title, { cause: error });
      throw error;
    }
  }
}

function kindOf(token: ReturnType<typeof lex>["tokens"][number]): string | undefined {
  if (tokenMatcher(token, StringToken)) return "string";
  if (tokenMatcher(token, NumberToken)) return "number";
  if (tokenMatcher(token, BinaryOperator) || tokenMatcher(token, PrefixOperator)) return "operator";
  if (token.tokenType.name === "Pipe") return "operator";
  if (!tokenMatcher(token, AnyWord)) return undefined;
  // A name without a meaning has no colour; a contextual keyword is a word too.
  return tokenMatcher(token, Word) && token.tokenType.name === "Identifier" ? undefined : "keyword";
}
