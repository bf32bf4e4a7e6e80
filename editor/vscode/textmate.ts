/**
 * The TextMate grammar, made from the lexer's tokens, so that a new keyword or operator is coloured without anyone thinking of it.
 *
 * Words that are names in other places (`data`, `over`, `state`, …) are coloured only where the grammar of the language lets
 * them be keywords, as far as a regular expression can tell.
 */
import { ambientNames } from "../../compiler/1-check/library.ts";
import { dtypes } from "../../compiler/1-check/types.ts";
import * as t from "../../grammar/tokens.ts";

interface Pattern {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly beginCaptures?: Captures;
  readonly endCaptures?: Captures;
  readonly captures?: Captures;
  readonly patterns?: readonly Pattern[];
  readonly include?: string;
}
type Captures = Readonly<Record<string, { readonly name: string }>>;

/** A token whose text is fixed. */
const textOf = (token: { readonly PATTERN?: unknown; readonly name: string }): string => {
  if (typeof token.PATTERN !== "string") throw new Error(`${token.name} has no fixed text`);
  return token.PATTERN;
};
const escaped = (text: string): string => text.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&");
const words = (list: readonly string[]): string => `\\b(?:${list.join("|")})\\b`;
const isHard = (token: (typeof t.tokenTypes)[number]): boolean => !(token.CATEGORIES ?? []).includes(t.Word);

const hardKeywords = [...t.declarationKeywords, ...t.statementKeywords, ...t.expressionKeywords].filter(
  isHard,
);
const contextual = (list: readonly (typeof t.tokenTypes)[number][]): string[] =>
  list.filter((token) => !isHard(token)).map(textOf);

const constants = [t.True, t.False].map(textOf);
const control = [t.If, t.Then, t.Else, t.Scan, t.Repeat, t.Return].map(textOf);
const hardDeclarations = hardKeywords
  .map(textOf)
  .filter((word) => !constants.includes(word) && !control.includes(word));
const declaring = contextual(t.declarationKeywords);
const stating = contextual(t.statementKeywords);
const joining = contextual(t.expressionKeywords);

/** In the lexer's order, in which longer operators come first. */
const operators = t.tokenTypes
  .filter((token) => (token.CATEGORIES ?? []).some((c) => c === t.BinaryOperator || c === t.PrefixOperator))
  .map(textOf);

const name = "[A-Za-z_][A-Za-z0-9_]*";
const scope = (kind: string): string => `${kind}.nn`;

const repository: Readonly<Record<string, { readonly patterns: readonly Pattern[] }>> = {
  comments: {
    patterns: [
      { name: scope("comment.line.documentation"), match: "(?<![:/])///(?!/).*$" },
      { name: scope("comment.line.double-slash"), match: "//.*$" },
      { name: scope("comment.block"), begin: "/\\*", end: "\\*/" },
    ],
  },
  strings: {
    patterns: [
      {
        name: scope("string.quoted.double"),
        begin: '"',
        end: '"|$',
        patterns: [
          { name: scope("constant.character.escape"), match: '\\\\(?:["\\\\nrt]|u\\{[0-9A-Fa-f]+\\})' },
        ],
      },
    ],
  },
  numbers: {
    patterns: [
      { name: scope("constant.numeric"), match: `(?<![\\w.])${(t.NumberToken.PATTERN as RegExp).source}` },
    ],
  },
  declarations: {
    patterns: [
      {
        match: `\\b(${["fn", "layer", ...declaring].join("|")})\\s+(${name})(?=\\s*(?:[({:=]|on\\b))`,
        captures: { 1: { name: scope("keyword.declaration") }, 2: { name: scope("entity.name.function") } },
      },
      { match: `\\b(${textOf(t.Test)})(?=\\s*")`, captures: { 1: { name: scope("keyword.declaration") } } },
      {
        match: `\\b(${["let", ...stating].join("|")})\\s+(${name})(?=\\s*[:=])`,
        captures: {
          1: { name: scope("keyword.declaration") },
          2: { name: scope("variable.other.definition") },
        },
      },
      { name: scope("keyword.declaration"), match: `(?<!\\.)${words(hardDeclarations)}(?!\\s*:)` },
    ],
  },
  keywords: {
    patterns: [
      { name: scope("keyword.control"), match: `(?<!\\.)${words(control)}(?!\\s*:)` },
      // `over C with adam()` and `from "file"`, but not a value of that name. (Look-behinds have a fixed length here.)
      {
        match: `(?:^\\s*|(?<=[\\w)\\]}"]\\s))(${joining.join("|")})(?=\\s+[\\w("])`,
        captures: { 1: { name: scope("keyword.control") } },
      },
      { name: scope("constant.language"), match: `(?<!\\.)${words(constants)}` },
    ],
  },
  types: {
    patterns: [
      { name: scope("storage.type"), match: `\\b(?:${dtypes.join("|")})(?=\\s*\\[)` },
      {
        match: `:\\s*(${[...dtypes, "int", "float", "string", "layer"].join("|")})\\b`,
        captures: { 1: { name: scope("storage.type") } },
      },
    ],
  },
  names: {
    patterns: [
      { name: scope("variable.language"), match: `(?<!\\.)${words(ambientNames)}(?!\\s*:)` },
      { name: scope("variable.parameter"), match: `${name}(?=\\s*:(?!:))` },
      { name: scope("entity.name.function"), match: `${name}(?=\\s*\\()` },
      {
        match: `(${escaped(textOf(t.Pipe))})\\s*(${name})`,
        captures: { 1: { name: scope("keyword.operator.pipe") }, 2: { name: scope("entity.name.function") } },
      },
    ],
  },
  operators: {
    patterns: [
      { name: scope("keyword.operator.pipe"), match: escaped(textOf(t.Pipe)) },
      { name: scope("keyword.operator.arrow"), match: escaped(textOf(t.Arrow)) },
      { name: scope("keyword.operator.spread"), match: escaped(textOf(t.Ellipsis)) },
      { name: scope("keyword.operator"), match: operators.map(escaped).join("|") },
      { name: scope("keyword.operator.assignment"), match: textOf(t.Equal) },
    ],
  },
};

export const grammar = {
  name: "nn",
  scopeName: "source.nn",
  fileTypes: ["nn"],
  patterns: Object.keys(repository).map((key) => ({ include: `#${key}` })),
  repository,
};

/** The text of `syntaxes/nn.tmLanguage.json`. */
export const grammarText = `${JSON.stringify(grammar, undefined, 2)}\n`;
