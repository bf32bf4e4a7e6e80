/**
 * What each name in a file stands for: declarations with their ranges of visibility, and every place that uses them.
 *
 * Built from the syntax tree alone, so that it works while a file has errors. The rules of scope are those of
 * `1-check/names.ts`: a file's declarations are visible everywhere in it, parameters and sizes in their declaration, a `let`
 * from its end to the end of its block.
 */
import type * as ast from "../../grammar/ast.ts";
import { childrenOf, type Node } from "../../grammar/children.ts";

export type SymbolKind =
  | "config" | "data" | "fn" | "layer" | "model" | "optimizer" | "train" | "import"
  | "setting" | "input" | "dim" | "let" | "param" | "state" | "field" | "metric" | "predict"; // prettier-ignore

export interface NnSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  /** The name where it is declared. */
  readonly span: ast.Span;
  /** Offsets between which the name is visible. */
  readonly from: number;
  readonly to: number;
  /** For a declaration of the file. */
  readonly item?: ast.Item;
  readonly type?: ast.Type;
  /** The expression that gives the value; for a parameter its default. */
  readonly value?: ast.Expr;
  /** Of a function, layer, model or optimizer; the fields of a data set. */
  readonly parts: NnSymbol[];
  /** Every place that names it, the declaration included, in the order in which they were found. */
  readonly references: ast.Span[];
  /** The name is also that of a record's field, which others know: `let { mu } = …`, `scan (h = …)`. */
  readonly isField?: true;
}

/** A name in the source: of this file, of the library, or a column of a data source (neither). */
export interface Occurrence {
  readonly name: string;
  readonly span: ast.Span;
  readonly symbol?: NnSymbol;
  /** A named argument: whose. */
  readonly argumentOf?: string;
  /** A source of data such as `csv`, or one of its settings. */
  readonly source?: true;
}

export interface SymbolTable {
  readonly symbols: readonly NnSymbol[];
  /** Fields of data sets, visible once more in the `train` blocks on them. */
  readonly borrowed: readonly Borrowed[];
  readonly occurrences: readonly Occurrence[];
}

export interface Borrowed extends Pick<NnSymbol, "from" | "to"> {
  readonly symbol: NnSymbol;
}

export function symbolsOf(file: ast.File): SymbolTable {
  const walker = new Walker(file);
  walker.run();
  const { symbols, borrowed, occurrences } = walker;
  return { symbols, borrowed, occurrences };
}

/** The name at an offset; the end of a name counts as in it. */
export function occurrenceAt(table: SymbolTable, offset: number): Occurrence | undefined {
  return table.occurrences.find(({ span }) => span.start <= offset && offset <= span.end);
}

/** Whether a name has a meaning already where a symbol is visible: another declaration, or one of the library that is used there. */
export function isTaken(
  { symbols, borrowed, occurrences }: SymbolTable,
  symbol: NnSymbol,
  name: string,
): boolean {
  const own = [symbol, ...borrowed.filter((b) => b.symbol === symbol)];
  const meets = (from: number, to: number) => own.some((range) => from <= range.to && range.from <= to);
  return (
    symbols.some((s) => s.name === name && meets(s.from, s.to)) ||
    borrowed.some((b) => b.symbol.name === name && meets(b.from, b.to)) ||
    occurrences.some(
      (o) => !o.symbol && o.argumentOf === undefined && o.name === name && meets(o.span.start, o.span.end),
    )
  );
}

/** What is visible at an offset, innermost first. */
export function visibleAt(table: SymbolTable, offset: number): NnSymbol[] {
  const own = table.symbols.map((symbol) => ({ symbol, from: symbol.from, to: symbol.to }));
  return [...own, ...table.borrowed]
    .filter(({ from, to }) => from <= offset && offset <= to)
    .sort((a, b) => a.to - a.from - (b.to - b.from))
    .map(({ symbol }) => symbol);
}

type Scope = Map<string, NnSymbol>;

interface Parts {
  readonly type?: ast.Type | undefined;
  readonly value?: ast.Expr | undefined;
  readonly item?: ast.Item;
  /** Where visibility begins, if not at the start of the scope. */
  readonly from?: number;
  readonly isField?: boolean;
}

class Walker {
  readonly symbols: NnSymbol[] = [];
  readonly borrowed: Borrowed[] = [];
  readonly occurrences: Occurrence[] = [];
  readonly #top: Scope = new Map();

  constructor(readonly file: ast.File) {}

  run(): void {
    const all = this.file.span;
    for (const item of this.file.items) {
      if (item.kind === "test") continue;
      if (item.kind === "import") {
        for (const name of item.names) this.#declare(this.#top, name, "import", all, { item });
        continue;
      }
      const kind = item.kind === "layer" && item.model ? "model" : item.kind;
      const scope = item.kind === "train" ? new Map<string, NnSymbol>() : this.#top;
      const range = item.kind === "train" ? { ...item.span, end: item.span.start } : all;
      const value = item.kind === "config" ? { type: item.type, value: item.value } : {};
      this.#declare(scope, item.name, kind, range, { item, ...value });
    }
    // Headers before bodies: a call may name a parameter of a declaration further down.
    const inner = this.file.items.map((item) => this.#header(item));
    for (const [i, item] of this.file.items.entries()) this.#body(item, inner[i]!);
  }

  #declare(scope: Scope, name: ast.Ident, kind: SymbolKind, range: ast.Span, parts: Parts = {}): NnSymbol {
    const symbol: NnSymbol = {
      name: name.name,
      kind,
      span: name.span,
      from: parts.from ?? range.start,
      to: range.end,
      ...(parts.item ? { item: parts.item } : {}),
      ...(parts.type ? { type: parts.type } : {}),
      ...(parts.value ? { value: parts.value } : {}),
      parts: [],
      references: [name.span],
      ...(parts.isField ? { isField: true } : {}),
    };
    this.symbols.push(symbol);
    this.occurrences.push({ name: name.name, span: name.span, symbol });
    // The first meaning stands; a second one is reported by the checker.
    if (!scope.has(name.name)) scope.set(name.name, symbol);
    return symbol;
  }

  #use(scopes: readonly Scope[], { name, span }: ast.Ident): NnSymbol | undefined {
    let symbol: NnSymbol | undefined;
    for (let i = scopes.length - 1; i >= 0 && symbol === undefined; i--) symbol = scopes[i]!.get(name);
    symbol?.references.push(span);
    this.occurrences.push({ name, span, ...(symbol ? { symbol } : {}) });
    return symbol;
  }

  // -------------------------------------------------------------- declarations

  #header(item: ast.Item): Scope {
    const scope: Scope = new Map();
    const scopes = [this.#top, scope];
    const owner = this.symbols.find((s) => s.item === item);
    const params = (list: readonly ast.Param[], kind: SymbolKind): void => {
      for (const p of list)
        owner?.parts.push(this.#declare(scope, p.name, kind, item.span, { type: p.type, value: p.default }));
    };
    switch (item.kind) {
      case "fn":
      case "layer":
      case "optimizer": {
        const settings = item.kind === "fn" ? [] : (item.settings ?? []);
        const inputs = item.kind === "fn" ? item.params : item.inputs;
        params(settings, "setting");
        params(inputs, "input");
        for (const p of [...settings, ...inputs]) this.#headerType(scopes, p.type, item.span);
        if (item.kind !== "optimizer") this.#headerType(scopes, item.result, item.span);
        break;
      }
      case "data":
        for (const field of item.fields)
          owner?.parts.push(
            this.#declare(scope, field.name, "field", item.span, {
              type: field.type,
              value: field.value,
              from: field.span.end,
            }),
          );
        break;
      case "import":
      case "config":
      case "train":
      case "test":
        break;
      default:
        item satisfies never;
    }
    return scope;
  }

  /** Names of sizes that nothing else declares are variables of the header. */
  #headerType(scopes: readonly Scope[], type: ast.Type | undefined, range: ast.Span): void {
    if (type === undefined) return;
    if (type.kind === "recordType")
      return type.fields.forEach((field) => this.#headerType(scopes, field.type, range));
    const own = scopes.at(-1)!;
    const name = (ident: ast.Ident): void => {
      if (ident.name === "_") return;
      const known = scopes.some((scope) => scope.has(ident.name));
      if (known) this.#use(scopes, ident);
      else this.#declare(own, ident, "dim", range);
    };
    const walk = (node: Node): void => {
      if ("kind" in node && node.kind === "name") return name(node);
      if ("kind" in node && node.kind === "member") return this.#expr(scopes, node);
      childrenOf(node).forEach(walk);
    };
    for (const dim of type.shape ?? []) {
      if (dim.kind === "dim") walk(dim.value);
      else if (dim.name) name(dim.name);
    }
  }

  #body(item: ast.Item, scope: Scope): void {
    const scopes = [this.#top, scope];
    switch (item.kind) {
      case "import":
        return;
      case "config":
        return this.#expr(scopes, item.value);
      case "data":
        this.#source(item.source);
        for (const field of item.fields) {
          this.#type(scopes, field.type);
          this.#expr(scopes, field.value);
        }
        return;
      case "fn":
      case "layer": {
        const params = item.kind === "fn" ? item.params : [...(item.settings ?? []), ...item.inputs];
        for (const p of params) if (p.default) this.#expr(scopes, p.default);
        if (item.body.kind === "exprBody") return this.#expr(scopes, item.body.value);
        return this.#block(scopes, item.body);
      }
      case "optimizer":
        for (const p of [...item.settings, ...item.inputs]) if (p.default) this.#expr(scopes, p.default);
        return this.#block(scopes, item.body);
      case "train":
        return this.#train(item, scopes);
      case "test":
        return this.#block(scopes, item.body);
    }
    item satisfies never;
  }

  #train(item: ast.Train, scopes: readonly Scope[]): void {
    // `keep` names one of the metrics, wherever it stands.
    const metrics: Scope = new Map();
    if (item.on) {
      this.#expr([this.#top], item.on);
      const data = item.on.kind === "name" ? this.#top.get(item.on.name) : undefined;
      for (const field of data?.parts ?? []) {
        scopes.at(-1)!.set(field.name, field);
        this.borrowed.push({ symbol: field, from: item.span.start, to: item.span.end });
      }
    }
    for (const inner of item.items)
      switch (inner.kind) {
        case "field":
          if (inner.name.name !== "keep") this.#expr(scopes, inner.value);
          break;
        case "minimize":
          for (const e of [inner.loss, ...inner.over, inner.optimizer, ...(inner.every ? [inner.every] : [])])
            this.#expr(scopes, e);
          break;
        case "metric":
        case "predict": {
          this.#expr(scopes, inner.value);
          // What is reported has a name of its own, which no expression can use.
          const nowhere = { ...inner.span, end: inner.span.start };
          const reported = inner.kind === "metric" ? metrics : new Map<string, NnSymbol>();
          this.#declare(reported, inner.name, inner.kind, nowhere, { value: inner.value });
          break;
        }
        default:
          this.#stmt(scopes, inner, item.span);
      }
    for (const inner of item.items)
      if (inner.kind === "field" && inner.name.name === "keep") this.#expr([metrics], inner.value);
  }

  // -------------------------------------------------------------- statements and expressions

  #block(scopes: readonly Scope[], block: ast.Block): void {
    const inner = [...scopes, new Map<string, NnSymbol>()];
    for (const stmt of block.stmts) this.#stmt(inner, stmt, block.span);
    if (block.result) this.#expr(inner, block.result);
  }

  #stmt(scopes: readonly Scope[], stmt: ast.Stmt, range: ast.Span): void {
    if (stmt.kind === "set") this.#use(scopes, stmt.name);
    if ("type" in stmt) this.#type(scopes, stmt.type);
    this.#expr(scopes, stmt.value);
    const own = scopes.at(-1)!;
    const parts = { value: stmt.value, from: stmt.span.end };
    if (stmt.kind === "let") {
      const isField = !("span" in stmt.pattern);
      const names = "span" in stmt.pattern ? [stmt.pattern] : stmt.pattern;
      for (const name of names)
        this.#declare(own, name, "let", range, { ...parts, type: stmt.type, isField });
    } else if (stmt.kind === "param" || stmt.kind === "state")
      this.#declare(own, stmt.name, stmt.kind, range, { ...parts, type: stmt.type });
  }

  #type(scopes: readonly Scope[], type: ast.Type | undefined): void {
    if (type === undefined) return;
    if (type.kind === "recordType") return type.fields.forEach((field) => this.#type(scopes, field.type));
    for (const dim of type.shape ?? []) {
      if (dim.kind === "dim") this.#expr(scopes, dim.value);
      else if (dim.name) this.#use(scopes, dim.name);
    }
  }

  #expr(scopes: readonly Scope[], e: ast.Expr | ast.Repeat): void {
    switch (e.kind) {
      case "name":
        if (e.name !== "_") this.#use(scopes, e);
        return;
      case "call": {
        this.#expr(scopes, e.callee);
        for (const arg of e.args) {
          if (arg.name && e.callee.kind === "name") this.#argument(scopes, e.callee.name, arg.name);
          this.#expr(scopes, arg.value);
        }
        return;
      }
      case "member": {
        this.#expr(scopes, e.x);
        const data = e.x.kind === "name" ? this.#top.get(e.x.name) : undefined;
        const field = data?.parts.find((part) => part.kind === "field" && part.name === e.name.name);
        if (field === undefined) return;
        field.references.push(e.name.span);
        this.occurrences.push({ name: field.name, span: e.name.span, symbol: field });
        return;
      }
      case "scan": {
        for (const bind of [...e.carries, ...e.over]) this.#expr(scopes, bind.value);
        if (e.axis) this.#expr(scopes, e.axis);
        const inner = [...scopes, new Map<string, NnSymbol>()];
        for (const bind of e.carries)
          this.#declare(inner.at(-1)!, bind.name, "let", e.body.span, { isField: true });
        for (const bind of e.over) this.#declare(inner.at(-1)!, bind.name, "let", e.body.span);
        return this.#block(inner, e.body);
      }
      case "record":
        return e.fields.forEach((field) => this.#expr(scopes, field.value));
      default:
        for (const child of childrenOf(e)) this.#below(scopes, child);
    }
  }

  #below(scopes: readonly Scope[], node: Node): void {
    if ("kind" in node && (node.kind === "slice" || node.kind === "at" || node.kind === "ellipsis"))
      childrenOf(node).forEach((child) => this.#below(scopes, child));
    else this.#expr(scopes, node as ast.Expr | ast.Repeat);
  }

  /** `csv("…", split: 0.8)`: sources and their settings are names of their own. */
  #source(e: ast.Expr): void {
    if (e.kind !== "call" || e.callee.kind !== "name") return this.#expr([this.#top], e);
    const { name, span } = e.callee;
    this.occurrences.push({ name, span, source: true });
    for (const arg of e.args) {
      if (arg.name)
        this.occurrences.push({ name: arg.name.name, span: arg.name.span, argumentOf: name, source: true });
      this.#expr([this.#top], arg.value);
    }
  }

  #argument(scopes: readonly Scope[], callee: string, { name, span }: ast.Ident): void {
    const owner = scopes.map((scope) => scope.get(callee)).findLast((found) => found !== undefined);
    const symbol = owner?.parts.find((part) => part.kind !== "field" && part.name === name);
    symbol?.references.push(span);
    this.occurrences.push({ name, span, argumentOf: callee, ...(symbol ? { symbol } : {}) });
  }
}
