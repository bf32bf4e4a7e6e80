/**
 * Completion and signature help: what may stand at an offset, judged by the tokens before it, so that it works in the middle of
 * a statement that does not parse yet.
 */
import { type IToken, tokenMatcher } from "chevrotain";
import { lex } from "../../grammar/lex.ts";
import * as t from "../../grammar/tokens.ts";
import { settingNames } from "../2-lower/settings.ts";
import type { Analysis } from "./analysis.ts";
import { typeOf } from "./hover.ts";
import { keywordDocs } from "./keywords.ts";
import {
  ambientDoc,
  ambientWords,
  columnFunctions,
  type LibraryEntry,
  libraryEntry,
  libraryNames,
  type ParameterInfo,
  parametersOf,
  signatureOf,
  sourceEntry,
  sourceNames,
} from "./library.ts";
import { type NnSymbol, type SymbolKind, visibleAt } from "./symbols.ts";
import type { Syntax } from "./syntax.ts";

export interface Completion {
  readonly label: string;
  readonly kind:
    SymbolKind | "keyword" | "library" | "constant" | "argument" | "type" | "column" | "train-setting";
  /** The type or the signature. */
  readonly detail?: string;
  /** Markdown. */
  readonly doc?: string;
  /** What to write, if not the label. */
  readonly insert?: string;
}

export interface Signature {
  readonly label: string;
  readonly doc?: string;
  readonly params: readonly ParameterInfo[];
  /** Which of them is being written, as far as the text says. */
  readonly active: number | undefined;
}

interface Open {
  readonly bracket: "(" | "[" | "{";
  /** Its place among the tokens. */
  readonly at: number;
}

/** The text up to an offset as tokens, without the word that is being written. */
class Before {
  readonly tokens: readonly IToken[];
  readonly inert: boolean;
  readonly startsLine: boolean;
  readonly open: readonly Open[];

  constructor(source: string, offset: number) {
    const text = source.slice(0, offset);
    const { tokens, comments } = lex(text, "");
    const last = tokens.at(-1);
    const typed = last !== undefined && last.endOffset === offset - 1 && tokenMatcher(last, t.AnyWord);
    this.tokens = typed ? tokens.slice(0, -1) : tokens;
    const inLine = comments.some((c) => c.kind === "line" && c.span.end === offset);
    const openBlock = /\/\*(?:[^*]|\*(?!\/))*$/.test(text);
    const number = last !== undefined && last.endOffset === offset - 1 && tokenMatcher(last, t.NumberToken);
    this.inert = inLine || openBlock || last?.tokenType === t.OpenString || number;
    this.startsLine = /(?:^|[\r\n])[^\S\r\n]*\w*$/.test(text);
    this.open = openBrackets(this.tokens);
  }

  /** The n-th token from the end. */
  image(n = 1): string {
    return this.tokens.at(-n)?.image ?? "";
  }

  /** Where the innermost open bracket is one of a call: whose. */
  get callee(): string | undefined {
    const open = this.open.at(-1);
    if (open?.bracket !== "(" || this.header !== undefined) return undefined;
    const before = this.tokens[open.at - 1];
    return before !== undefined && tokenMatcher(before, t.Word) ? before.image : undefined;
  }

  /** Inside the call of `data NAME = csv(…)`. */
  get inSource(): boolean {
    const open = this.open.at(-1);
    return this.open.length === 1 && open?.bracket === "(" && this.tokens[open.at - 4]?.tokenType === t.Data;
  }

  /** Inside the parameters of a declaration. */
  get header(): string | undefined {
    const open = this.open.at(-1);
    if (open?.bracket !== "(" || this.open.length !== 1) return undefined;
    let at = open.at - 1;
    // A second list follows the first.
    if (this.tokens[at]?.image === ")") {
      for (let depth = 0; at >= 0; at--) {
        const { image } = this.tokens[at]!;
        depth += image === ")" ? 1 : image === "(" ? -1 : 0;
        if (depth === 0) break;
      }
      at--;
    }
    const keyword = this.tokens[at - 1]?.image ?? "";
    return ["fn", "layer", "model", "optimizer"].includes(keyword) ? keyword : undefined;
  }

  /** Which statements may begin here. */
  get place(): "file" | "data" | "train" | "block" | "test" | "optimizer" {
    const outer = this.open.find(({ bracket }) => bracket === "{");
    if (outer === undefined) return "file";
    if (this.open.filter(({ bracket }) => bracket === "{").length > 1) return "block";
    for (let i = outer.at - 1; i >= 0; i--) {
      const { image, tokenType } = this.tokens[i]!;
      if (!t.declarationKeywords.includes(tokenType)) continue;
      return image === "data" || image === "train" || image === "test" || image === "optimizer"
        ? image
        : "block";
    }
    return "block";
  }
}

function openBrackets(tokens: readonly IToken[]): Open[] {
  const open: Open[] = [];
  for (const [at, { image }] of tokens.entries()) {
    if (image === "(" || image === "[" || image === "{") open.push({ bracket: image, at });
    else if (image === ")" || image === "]" || image === "}") open.pop();
  }
  return open;
}

type Finder = (symbol: NnSymbol) => { symbol: NnSymbol; source: string } | undefined;

export function completionsAt(
  syntax: Syntax,
  analysis: Analysis | undefined,
  offset: number,
  declared: Finder,
): Completion[] {
  const before = new Before(syntax.source, offset);
  if (before.inert) return [];
  const visible = visibleAt(syntax.names, offset);
  const names = (kinds?: readonly SymbolKind[]): Completion[] => {
    const seen = new Set<string>();
    return visible.flatMap((symbol): Completion[] => {
      if (seen.has(symbol.name) || (kinds && !kinds.includes(symbol.kind))) return [];
      seen.add(symbol.name);
      return [completionOf(symbol, syntax, analysis, declared)];
    });
  };
  const prev = before.image();

  if (prev === ".") return members(before.image(2), syntax, analysis, visible);
  if (prev === "on") return names(["data"]);
  if (prev === "over" && before.place === "train") return names(["let"]);
  if (prev === "with") return [...names(["optimizer", "import"]), ...library((kind) => kind === "optimizer")];
  // A name of its own is being made up.
  if (["let", "param", "state", "config", "fn", "layer", "model", "optimizer", "train", "metric", "predict"].includes(prev)) return []; // prettier-ignore
  if (prev === "data" && before.place === "file") return [];
  if (prev === "=" && before.place === "file" && before.image(3) === "data")
    return sourceNames.map((label) => ({ label, kind: "library", ...described(sourceEntry(label)) }));
  if (prev === "set") return names(["state", "input"]);

  const inHeader = before.header !== undefined;
  const typed = prev === ":" && before.callee === undefined && before.open.at(-1)?.bracket !== "[";
  if (inHeader && prev === ":") return types();
  if (inHeader && before.open.at(-1)?.bracket === "(" && (prev === "(" || prev === ",")) return [];

  const found: Completion[] = [];
  if (before.startsLine && before.open.every(({ bracket }) => bracket === "{"))
    found.push(...statements(before, syntax));
  if (before.place === "file" && before.open.length === 0 && before.startsLine) return found;
  if (before.callee !== undefined && (prev === "(" || prev === ","))
    found.push(...argumentsOf(before, visible, syntax, declared));
  if (typed) found.push(...types());
  found.push(...names(), ...columns(before, analysis));
  found.push(...ambientWords.filter((word) => word !== "global_norm" || before.place === "optimizer").map((label): Completion => ({ label, kind: "constant", doc: ambientDoc(label)! }))); // prettier-ignore
  found.push(...library(() => true));
  found.push(...["if", "then", "else", "scan", "repeat", "true", "false", "from"].map(keyword));
  return unique(found);
}

function completionOf(
  symbol: NnSymbol,
  syntax: Syntax,
  analysis: Analysis | undefined,
  declared: Finder,
): Completion {
  const target = symbol.kind === "import" ? declared(symbol) : { symbol, source: syntax.source };
  const { name: label, kind } = symbol;
  const item = target?.symbol.item;
  if (target && item && item.kind !== "import")
    return { label, kind, detail: signatureOf(item, target.source), ...(item.doc ? { doc: item.doc } : {}) };
  const detail = analysis && typeOf(symbol, syntax, analysis);
  return { label, kind, ...(detail === undefined ? {} : { detail }) };
}

let wholeLibrary: readonly Completion[] | undefined;

function library(wanted: (kind: string) => boolean): Completion[] {
  wholeLibrary ??= libraryNames().flatMap((name): Completion[] => {
    const entry = libraryEntry(name);
    if (entry === undefined) return [];
    const { signature, doc, kind } = entry;
    return [
      {
        label: name,
        kind: kind === "optimizer" || kind === "constant" ? kind : "library",
        detail: signature,
        ...(doc ? { doc } : {}),
      },
    ];
  });
  return wholeLibrary.filter(({ kind }) => wanted(kind));
}

const described = (entry: LibraryEntry | undefined): Pick<Completion, "detail" | "doc"> => ({
  ...(entry ? { detail: entry.signature } : {}),
  ...(entry?.doc ? { doc: entry.doc } : {}),
});

function members(
  name: string,
  syntax: Syntax,
  analysis: Analysis | undefined,
  visible: readonly NnSymbol[],
): Completion[] {
  const symbol = visible.find((s) => s.name === name);
  if (symbol === undefined) return [];
  if (symbol.kind === "data")
    return [
      ...symbol.parts.map((part) => completionOf(part, syntax, analysis, () => undefined)),
      ...(analysis?.columns.get(name) ?? []).map(columnCompletion),
    ];
  // While the line is being written the text does not parse, and types are those of the last time that it did.
  const found = symbol.value && analysis?.types.of(symbol.value.span);
  return [...(found?.fields ?? [])].map(([label, detail]) => ({ label, kind: "field", detail }));
}

const columnCompletion = (c: { name: string; kind: string; dtype: string; shape: readonly number[] }): Completion => ({
  label: c.name,
  kind: "column",
  detail: c.kind === "text" ? "text" : `${c.dtype}[${c.shape.join(", ")}]`,
}); // prettier-ignore

function columns(before: Before, analysis: Analysis | undefined): Completion[] {
  if (before.place !== "data") return [];
  const functions = columnFunctions.map((label): Completion => ({ label, kind: "library", ...described(libraryEntry(label)) })); // prettier-ignore
  const outer = before.open.find(({ bracket }) => bracket === "{")!;
  const at = before.tokens.slice(0, outer.at).findLastIndex(({ tokenType }) => tokenType === t.Data);
  const found = analysis?.columns.get(before.tokens[at + 1]?.image ?? "") ?? [];
  return [...found.map(columnCompletion), ...functions];
}

function types(): Completion[] {
  const tensors = ["f32", "f16", "i32", "bool"].map((label): Completion => ({ label, kind: "type", detail: `${label}[…]` })); // prettier-ignore
  return [
    ...tensors,
    ...["int", "float", "string", "layer"].map((label): Completion => ({ label, kind: "type" })),
  ];
}

function keyword(label: string): Completion {
  const doc = keywordDocs[label];
  return { label, kind: "keyword", ...(doc === undefined ? {} : { doc }) };
}

const blockWords = ["let", "param", "state", "set", "return"];
const statementWords = {
  file: ["import", "config", "data", "fn", "layer", "model", "optimizer", "train", "test"],
  data: [],
  train: ["let", "param", "state", "minimize", "metric", "predict"],
  block: blockWords,
  optimizer: ["let", "state", "set"],
  test: ["let", "expect"],
} as const;

function statements(before: Before, syntax: Syntax): Completion[] {
  const { place } = before;
  const found = statementWords[place].map(keyword);
  if (place !== "train") return found;
  const outer = before.tokens[before.open[0]!.at]!.startOffset;
  const train = syntax.ast.items.find(
    (i) => i.kind === "train" && i.span.start <= outer && outer < i.span.end,
  );
  const given = train?.kind === "train" ? train.items.flatMap((i) => (i.kind === "field" ? [i.name.name] : [])) : []; // prettier-ignore
  const settings = settingNames.filter((name) => !given.includes(name));
  return [
    ...found,
    ...settings.map((label): Completion => ({
      label,
      kind: "train-setting",
      insert: `${label} = `,
      detail: "a setting of train",
    })),
  ];
}

/** The declaration or library function that a name in front of `(` calls. */
function calleeOf(
  before: Before,
  visible: readonly NnSymbol[],
  syntax: Syntax,
  declared: Finder,
): Omit<Signature, "active"> | undefined {
  const name = before.callee!;
  const symbol = before.inSource ? undefined : visible.find((s) => s.name === name);
  if (symbol === undefined) {
    const entry = before.inSource ? sourceEntry(name) : libraryEntry(name);
    return (
      entry && { label: entry.signature, params: entry.params, ...(entry.doc ? { doc: entry.doc } : {}) }
    );
  }
  const target = symbol.kind === "import" ? declared(symbol) : { symbol, source: syntax.source };
  const item = target?.symbol.item;
  if (!target || !item || !["fn", "layer", "optimizer"].includes(item.kind)) return undefined;
  return {
    label: signatureOf(item, target.source),
    params: parametersOf(item, target.source),
    ...(item.doc ? { doc: item.doc } : {}),
  };
}

function argumentsOf(
  before: Before,
  visible: readonly NnSymbol[],
  syntax: Syntax,
  declared: Finder,
): Completion[] {
  const callee = calleeOf(before, visible, syntax, declared);
  const given = givenNames(before);
  // The path of a source has no name.
  const params = (callee?.params ?? []).slice(before.inSource ? 1 : 0);
  return params
    .filter(({ name }) => !given.includes(name))
    .map(({ name, text }) => ({ label: `${name}:`, insert: `${name}: `, kind: "argument", detail: text }));
}

/** The names of the arguments that stand before the cursor in the innermost call. */
function givenNames(before: Before): string[] {
  const open = before.open.at(-1)!;
  return before.tokens
    .slice(open.at)
    .flatMap((token, i, all) =>
      all[i + 1]?.image === ":" && tokenMatcher(token, t.AnyWord) ? [token.image] : [],
    );
}

export function signatureAt(syntax: Syntax, offset: number, declared: Finder): Signature | undefined {
  const before = new Before(syntax.source, offset);
  if (before.inert || before.callee === undefined) return undefined;
  const callee = calleeOf(before, visibleAt(syntax.names, offset), syntax, declared);
  if (callee === undefined) return undefined;
  const inside = before.tokens.slice(before.open.at(-1)!.at + 1);
  let depth = 0;
  let [position, start] = [0, 0];
  for (const [i, { image }] of inside.entries()) {
    if (/^[([{]$/.test(image)) depth++;
    if (/^[)\]}]$/.test(image)) depth--;
    if (image === "," && depth === 0) [position, start] = [position + 1, i + 1];
  }
  const named = inside[start + 1]?.image === ":" ? inside[start]!.image : undefined;
  // `x |> f(a)` gives x to the first parameter of a function.
  const active = named === undefined ? position + (piped(before) && isFunction(callee.label) ? 1 : 0) : callee.params.findIndex((p) => p.name === named); // prettier-ignore
  return { ...callee, active: active >= 0 && active < callee.params.length ? active : undefined };
}

const piped = (before: Before): boolean => before.tokens[before.open.at(-1)!.at - 2]?.image === "|>";
const isFunction = (label: string): boolean => !/^(?:layer|model|optimizer) /.test(label);

function unique(list: readonly Completion[]): Completion[] {
  const seen = new Set<string>();
  return list.filter(({ label }) => !seen.has(label) && seen.add(label) !== undefined);
}
