/** Names by what they mean, for colours that a grammar of tokens cannot give. */
import { libraryEntry, sourceEntry } from "./library.ts";
import type { Occurrence, SymbolKind } from "./symbols.ts";
import type { Syntax } from "./syntax.ts";

/** In the order of the protocol's legend. */
export const semanticTokenTypes = [
  "function", "class", "parameter", "variable", "property", "namespace", "enumMember",
] as const; // prettier-ignore
export type SemanticTokenType = (typeof semanticTokenTypes)[number];

export interface SemanticToken {
  readonly start: number;
  readonly length: number;
  readonly type: SemanticTokenType;
  readonly declaration: boolean;
  readonly library: boolean;
}

const bySymbol: Readonly<Record<SymbolKind, SemanticTokenType>> = {
  config: "enumMember",
  data: "namespace",
  fn: "function",
  layer: "class",
  model: "class",
  optimizer: "class",
  train: "namespace",
  import: "function",
  setting: "parameter",
  input: "parameter",
  dim: "enumMember",
  let: "variable",
  param: "property",
  state: "property",
  field: "property",
  metric: "property",
  predict: "property",
};

export function semanticTokensOf({ names }: Syntax): SemanticToken[] {
  const tokens = names.occurrences.flatMap((o): SemanticToken[] => {
    const type = typeOf(o);
    if (type === undefined) return [];
    const declaration = o.symbol?.span.start === o.span.start;
    return [
      { start: o.span.start, length: o.span.end - o.span.start, type, declaration, library: !o.symbol },
    ];
  });
  tokens.sort((a, b) => a.start - b.start);
  return tokens.filter((token, i) => token.start !== tokens[i - 1]?.start);
}

function typeOf({ name, symbol, argumentOf, source }: Occurrence): SemanticTokenType | undefined {
  if (argumentOf !== undefined) return "parameter";
  if (symbol) return bySymbol[symbol.kind];
  const kind = (source ? sourceEntry(name) : libraryEntry(name))?.kind;
  if (kind === undefined) return undefined;
  return kind === "layer" || kind === "optimizer" ? "class" : kind === "constant" ? "enumMember" : "function";
}
