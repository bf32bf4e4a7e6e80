/**
 * `nn-lang/prettier`: the formatter as a plugin of a user's own Prettier.
 *
 * The parser and the layout are those of `nn fmt`, which lays out at 100 columns; here `printWidth`, `tabWidth`,
 * `useTabs` and `endOfLine` are the project's. Comments are placed by `grammar/print.ts`, which is why the tree handed to
 * Prettier is one node: its own attachment of comments has nothing to do.
 */
import type { Parser, Plugin, Printer, SupportLanguage } from "prettier";
import { builders } from "prettier/doc";
import type { File } from "../../grammar/ast.ts";
import { parse } from "../../grammar/index.ts";
import { format, lineWidth } from "../../grammar/print.ts";
import { positionAt } from "../../compiler/render.ts";
import type { Diagnostic } from "../../compiler/diagnostics.ts";

/** A whole file. */
export interface Root {
  readonly type: "nn-file";
  readonly source: string;
  readonly ast: File;
}

/** An error as Prettier shows it: a message, and where to draw the code frame. */
class PluginSyntaxError extends SyntaxError {
  readonly loc: { readonly start: Position; readonly end: Position };

  constructor(d: Diagnostic, source: string) {
    const help = d.fixes[0] === undefined ? "" : ` (help: ${d.fixes[0].title})`;
    const span = d.labels[0]?.span ?? { start: 0, end: 0 };
    const [start, end] = [positionAt(source, span.start), positionAt(source, span.end)];
    super(`${d.code}: ${d.title}${help} (${start.line}:${start.column})`);
    this.loc = { start, end };
  }
}

interface Position {
  readonly line: number;
  readonly column: number;
}

const pragma = /^(?:\s|\/\/[^\n]*\n)*\/\/\s*@(?:format|prettier)\s*(?:\n|$)/;

const parser: Parser<Root> = {
  astFormat: "nn",
  parse(source) {
    const { ast, diagnostics } = parse(source, "input.nn");
    const [first] = diagnostics;
    if (first !== undefined) throw new PluginSyntaxError(first, source);
    return { type: "nn-file", source, ast };
  },
  hasPragma: (text) => pragma.test(text),
  locStart: () => 0,
  locEnd: ({ source }) => source.length,
};

const printer: Printer<Root> = {
  print(path, { printWidth, tabWidth, useTabs }) {
    const { source } = path.node;
    const text = format(source, "input.nn", { width: printWidth, indentWidth: tabWidth, tabs: useTabs });
    return builders.join(builders.hardline, text.split("\n"));
  },
  insertPragma: (text) => `// @format\n\n${text}`,
  /** What `--debug-check` compares: what the text says, not where. */
  massageAstNode(original: object, clone: Record<string, unknown>) {
    for (const key of ["source", "span"]) if (key in original) delete clone[key];
  },
};

export const languages: SupportLanguage[] = [
  { name: "nn", parsers: ["nn"], extensions: [".nn"], vscodeLanguageIds: ["nn"] },
];
export const parsers: NonNullable<Plugin["parsers"]> = { nn: parser };
export const printers: NonNullable<Plugin["printers"]> = { nn: printer };
/** Where a project sets nothing, `prettier` and `nn fmt` agree. */
export const defaultOptions: NonNullable<Plugin["defaultOptions"]> = { printWidth: lineWidth, tabWidth: 2 };

const plugin: Plugin = { languages, parsers, printers, defaultOptions };
export default plugin;
