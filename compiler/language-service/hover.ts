/** What a person sees when pointing at something: its type, its words, how many weights it has. */
import type { Span } from "../../grammar/ast.ts";
import type { Analysis } from "./analysis.ts";
import { keywordDocs } from "./keywords.ts";
import { ambientDoc, libraryEntry, signatureOf, sourceEntry } from "./library.ts";
import { type NnSymbol, type Occurrence, occurrenceAt } from "./symbols.ts";
import { isExpr, pathTo, type Syntax } from "./syntax.ts";

export interface Hover {
  readonly span: Pick<Span, "start" | "end">;
  /** Markdown. */
  readonly text: string;
}

/** `declared` finds the declaration that an imported name stands for. */
export function hoverAt(
  syntax: Syntax,
  analysis: Analysis,
  offset: number,
  declared: (symbol: NnSymbol) => { symbol: NnSymbol; source: string } | undefined,
): Hover | undefined {
  if (syntax.comments.some(({ span }) => span.start <= offset && offset < span.end)) return undefined;
  const occurrence = occurrenceAt(syntax.names, offset);
  const lines = occurrence && ofName(occurrence, syntax, analysis, declared);
  if (occurrence && lines) return { span: occurrence.span, text: lines };
  const word = wordAt(syntax.source, offset);
  const keyword = occurrence === undefined ? keywordDocs[word.text] : undefined;
  const path = pathTo(syntax.ast, offset);
  const expr = path.findLast(isExpr);
  const found = expr && analysis.types.of(expr.span);
  if (keyword !== undefined && (expr === undefined || word.start < expr.span.start || expr.kind !== "name"))
    return { span: word, text: `${code(word.text)}\n\n${keyword}` };
  if (expr === undefined || found === undefined || expr.kind === "num" || expr.kind === "str")
    return undefined;
  return { span: expr.span, text: code(found.text) };
}

function ofName(
  { name, symbol, argumentOf, source }: Occurrence,
  syntax: Syntax,
  analysis: Analysis,
  declared: (symbol: NnSymbol) => { symbol: NnSymbol; source: string } | undefined,
): string | undefined {
  if (symbol === undefined && argumentOf !== undefined) {
    const entry = source ? sourceEntry(argumentOf) : libraryEntry(argumentOf);
    // `rearrange(x, "…", h: 4)` takes any name.
    const param =
      entry?.params.find((p) => p.name === name) ?? entry?.params.find((p) => p.text.startsWith("..."));
    if (entry === undefined || param === undefined) return undefined;
    return paragraphs(code(param.name === name ? param.text : name), `a setting of \`${entry.signature}\``);
  }
  if (symbol === undefined) {
    const entry = source ? sourceEntry(name) : libraryEntry(name);
    if (entry) return paragraphs(code(entry.signature), entry.doc, parametersOf(analysis, name));
    const ambient = ambientDoc(name);
    if (ambient !== undefined) return paragraphs(code(name), ambient);
    return columnOf(name, analysis);
  }
  const target = symbol.kind === "import" ? declared(symbol) : { symbol, source: syntax.source };
  if (target === undefined) return undefined;
  const { item } = target.symbol;
  if (item !== undefined && item.kind !== "import") {
    const value = symbol.kind === "config" ? analysis.types.of(symbol.value!.span)?.text : undefined;
    const header =
      item.kind === "config" && value ? `config ${name}: ${value}` : signatureOf(item, target.source);
    return paragraphs(code(header), item.doc, parametersOf(analysis, name));
  }
  const type = typeOf(symbol, syntax, analysis);
  const prefix = symbol.kind === "input" || symbol.kind === "setting" ? "" : `${symbol.kind} `;
  const weights = instanceWeights(symbol, analysis);
  return paragraphs(code(`${prefix}${name}${type === undefined ? "" : `: ${type}`}`), weights);
}

/** The type of what a symbol names: as found where it got its value, else as declared. */
export function typeOf(symbol: NnSymbol, syntax: Syntax, analysis: Analysis): string | undefined {
  const declared =
    symbol.type && syntax.source.slice(symbol.type.span.start, symbol.type.span.end).replace(/\s+/g, " ");
  if (declared !== undefined || symbol.value === undefined) return declared;
  const found = analysis.types.of(symbol.value.span);
  return found?.fields?.get(symbol.name) ?? found?.text;
}

/** "203,530 parameters in `classify`", for a layer by its name in each training that builds it. */
function parametersOf(analysis: Analysis, layer: string): string | undefined {
  const lines = Object.values(analysis.program?.train ?? {}).flatMap((train) => {
    const made = train.instances.filter((i) => i.layer === layer && i.params > 0);
    const counts = [...new Set(made.map((i) => i.params.toLocaleString("en-US")))];
    return counts.length === 0 ? [] : [`${counts.join(" or ")} parameters in \`${train.name}\``];
  });
  return lines.length === 0 ? undefined : lines.join("\n\n");
}

function instanceWeights(symbol: NnSymbol, analysis: Analysis): string | undefined {
  const instance = symbol.value && analysis.types.of(symbol.value.span)?.instance;
  if (instance === undefined) return undefined;
  for (const train of Object.values(analysis.program?.train ?? {})) {
    const own = train.span.start <= symbol.span.start && symbol.span.end <= train.span.end;
    const made = own ? train.instances.find((i) => i.path === instance.path) : undefined;
    if (made)
      return `${made.inputs.join(", ")} → ${made.output} · ${made.params.toLocaleString("en-US")} parameters`;
  }
  return undefined;
}

function columnOf(name: string, analysis: Analysis): string | undefined {
  for (const [set, columns] of analysis.columns) {
    const column = columns.find((c) => c.name === name);
    if (column === undefined) continue;
    const type = column.kind === "text" ? "text" : `${column.dtype}[${column.shape.join(", ")}]`;
    return paragraphs(code(`${name}: ${type}`), `a column of \`${set}\``);
  }
  return undefined;
}

const code = (text: string): string => `\`\`\`nn\n${text}\n\`\`\``;
const paragraphs = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== "").join("\n\n");

export function wordAt(source: string, offset: number): { text: string; start: number; end: number } {
  let [start, end] = [offset, offset];
  while (start > 0 && /\w/.test(source[start - 1]!)) start--;
  while (end < source.length && /\w/.test(source[end]!)) end++;
  return { text: source.slice(start, end), start, end };
}
