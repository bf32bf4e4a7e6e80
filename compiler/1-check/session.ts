/**
 * One compilation: the files read, their scopes, the overrides, and the diagnostics so far.
 *
 * Pure: text comes in through `read`, facts about data through `data`.
 */
import type { Config, Data, Expr, File, Ident, Item, Repeat, Span } from "../../grammar/ast.ts";
import { parse } from "../../grammar/index.ts";
import { type Diagnostic, diagnostic, nearest } from "../diagnostics.ts";
import type { DataDecl } from "../program.ts";
import { Build, type Env, rootFrame } from "./build.ts";
import { circular, ofConfig, overriding, unfitOverride } from "./config.ts";
import type { DataSet } from "./data.ts";
import { evaluate } from "./expr.ts";
import { attemptIn } from "./fail.ts";
import { isLibraryFile, libraryScope, librarySources } from "./library.ts";
import { type BindingKind, Scope } from "./scope.ts";
import type { Value } from "./value.ts";

/** What is known of a data file before it is read in full. */
export interface DataInfo {
  readonly columns: readonly DataColumn[];
  /** Names in the file that are no columns; a field that uses one is refused by the reader. */
  readonly leftOut?: readonly string[];
  /** Such as `vocab` of `chars`; the names of classes. */
  readonly members: Readonly<Record<string, number | readonly string[]>>;
  /** Training examples, after `split` and `limit`: the size of a whole column (`houses.x`). */
  readonly count?: number;
}

export interface DataColumn {
  readonly name: string;
  readonly dtype: "f32" | "i32" | "bool";
  /** Of one example. `tokens` of `chars` and `bytes` is a scalar column read by `window`. */
  readonly shape: readonly number[];
  readonly kind: "number" | "text";
  readonly categories?: readonly string[];
  /** For a text column: why it is one, where it looks as if it were meant to be numbers. */
  readonly problem?: { readonly title: string; readonly help?: string };
}

export type DataProvider = (decl: DataDecl) => DataInfo | { readonly missing: string };

/**
 * Told what each expression means whenever one is elaborated, those of the library too; with `stage`, what came out of a
 * stage of a pipe.
 */
export type Observer = (e: Expr | Repeat, value: Value, env: Env, stage?: true) => void;

export interface SessionOptions {
  read(path: string): string | undefined;
  readonly observe?: Observer;
  readonly config?: Readonly<Record<string, string>>;
  readonly data?: DataProvider;
}

export interface Module {
  readonly file: string;
  readonly ast: File;
  readonly scope: Scope;
}

export class Session {
  readonly sources = new Map<string, string>();
  readonly diagnostics: Diagnostic[] = [];
  readonly modules = new Map<string, Module>();
  /** Data sets that have been elaborated; undefined where that failed. */
  readonly dataSets = new Map<string, DataSet | undefined>();
  /** Declarations in which names do not make sense: evaluating them would only repeat it. */
  readonly unnamed = new Set<Item>();
  /** Overrides that no `config` took; train settings may. */
  readonly unusedOverrides = new Map<string, string>();
  readonly #seen = new Set<string>();
  readonly #used = new Map<string, string>();
  readonly #configs = new Map<string, Value>();
  /** The configs whose values are being computed, each for the one before. */
  readonly #computing: Config[] = [];

  constructor(readonly options: SessionOptions) {
    for (const [name, text] of Object.entries(options.config ?? {})) this.unusedOverrides.set(name, text);
  }

  /** Overrides of train settings that some train block took. */
  readonly takenOverrides = new Set<string>();

  /** Runs something that may fail without anyone hearing of it. */
  silently<T>(run: () => T): { readonly value: T | undefined; readonly diagnostics: readonly Diagnostic[] } {
    const [before, seen] = [this.diagnostics.length, new Set(this.#seen)];
    const value = attemptIn(this, run);
    const diagnostics = this.diagnostics.splice(before);
    this.#seen.clear();
    for (const key of seen) this.#seen.add(key);
    return { value, diagnostics };
  }

  /** Where messages about `--set name=…` point. */
  overrideSpan(name: string): Span {
    return { file: `--set ${name}`, start: 0, end: 0 };
  }

  report(d: Diagnostic): void {
    const [first] = d.labels;
    const key = `${d.code}|${first?.span.file}|${first?.span.start}|${first?.span.end}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.diagnostics.push(d);
    for (const label of d.labels) this.#addSource(label.span.file);
  }

  #addSource(file: string): void {
    if (this.sources.has(file)) return;
    const text = librarySources().get(file);
    if (text !== undefined) this.sources.set(file, text);
  }

  get failed(): boolean {
    return this.diagnostics.some((d) => d.severity === "error");
  }

  isLibrary(file: string): boolean {
    return isLibraryFile(file);
  }

  /** The declaration around a place. */
  itemAt(span: Span): Item | undefined {
    const items = this.modules.get(span.file)?.ast.items;
    return items?.find((i) => i.span.start <= span.start && span.end <= i.span.end);
  }

  textOf(span: Span): string | undefined {
    return (this.sources.get(span.file) ?? librarySources().get(span.file))?.slice(span.start, span.end);
  }

  // ---------------------------------------------------------------- files

  /** Reads and binds a file and what it imports; undefined where it cannot be read. */
  load(file: string, from?: Span): Module | undefined {
    const known = this.modules.get(file);
    if (known) return known;
    const text = this.options.read(file);
    if (text === undefined) {
      this.report(
        diagnostic("NN0302", `cannot read \`${file}\``, {
          labels: from ? [{ span: from, text: "imported here" }] : [],
        }),
      );
      return undefined;
    }
    this.sources.set(file, text);
    const parsed = parse(text, file);
    parsed.diagnostics.forEach((d) => this.report(d));
    const scope = new Scope(libraryScope());
    const module: Module = { file, ast: parsed.ast, scope };
    this.modules.set(file, module);
    // Files may import from each other: what one declares is known before it reads the others.
    const isImport = (item: Item): boolean => item.kind === "import";
    for (const item of module.ast.items) if (!isImport(item)) this.#bind(module, item);
    for (const item of module.ast.items) if (isImport(item)) this.#bind(module, item);
    return module;
  }

  #bind(module: Module, item: Item): void {
    const { scope } = module;
    const bind = (
      kind: BindingKind,
      name: { name: string; span: Span },
      value: Value | undefined,
      lazy?: () => Value | undefined,
    ) => {
      const before = scope.own(name.name);
      if (before?.span) {
        const [first, second] = [before.span, name.span].sort((a, b) => a.start - b.start) as [Span, Span];
        this.report(takenName(name.name, second, first));
      } else
        scope.bind(name.name, {
          kind,
          span: name.span,
          value,
          ...(lazy ? { lazy, circular: () => this.#circular(name) } : {}),
        });
    };
    switch (item.kind) {
      case "import": {
        const target = this.load(resolvePath(module.file, item.from.value), item.from.span);
        for (const name of item.names) {
          const found = target?.scope.own(name.name);
          if (target && !found) {
            const [best] = nearest(
              name.name,
              [...target.scope.entries()].map(([n]) => n),
            );
            this.report(
              diagnostic("NN0301", `\`${item.from.value}\` has no \`${name.name}\``, {
                labels: [
                  { span: name.span, text: best ? `did you mean \`${best}\`?` : "not declared there" },
                ],
                ...(best
                  ? { fixes: [{ title: `write \`${best}\``, edits: [{ span: name.span, text: best }] }] }
                  : {}),
              }),
            );
          }
          bind("import", name, undefined, () => target?.scope.value(name.name));
        }
        return;
      }
      case "config":
        return bind("config", item.name, undefined, () => this.#config(module, item));
      case "data":
        return bind("data", item.name, { kind: "data", name: item.name.name });
      case "fn":
        return bind("fn", item.name, { kind: "fn", decl: item, scope });
      case "layer":
        return bind("layer", item.name, { kind: "layer", decl: item, scope });
      case "optimizer":
        return bind("optimizer", item.name, { kind: "optimizer", decl: item, scope });
      case "train":
        // A train block's name is for commands; nothing in the file can use it.
        return;
      case "test":
        return;
      default:
        return item satisfies never;
    }
  }

  /** The declaration of a data set. A name belongs to one data set of all the files read. */
  dataDecl(name: string): { readonly ast: Data; readonly scope: Scope } | undefined {
    for (const { ast, scope } of this.modules.values())
      for (const item of ast.items)
        if (item.kind === "data" && item.name.name === name) return { ast: item, scope };
    return undefined;
  }

  // ---------------------------------------------------------------- configs

  /** A config's value: what `--set` says, or its own. A name stands for the configs of that name in all files. */
  #config(module: Module, item: Config): Value | undefined {
    const { name } = item.name;
    const build = new Build(this, { symbolic: false, training: undefined, phase: "run" });
    const env: Env = { build, scope: module.scope, frame: rootFrame("", "", false) };
    this.#computing.push(item);
    const own = attemptIn(this, () => ofConfig(env, item, evaluate(env, item.value), item.value.span));
    this.#computing.pop();
    const text = this.options.config?.[name];
    if (text === undefined) return own;
    this.unusedOverrides.delete(name);
    if (own === undefined) return undefined;
    const value = this.parseOverride(name, text, env.scope);
    if (value === undefined) return undefined;
    const given = overriding(env, item, value, this.overrideSpan(name), own);
    if (given === undefined) {
      this.report(unfitOverride(env, item, text, value, own));
      return undefined;
    }
    this.#used.set(name, text);
    this.#configs.set(name, given);
    return given;
  }

  /** Says once of all values of a circle that they depend on each other. */
  #circular(name: Ident): void {
    if (!this.#computing.some((item) => this.unnamed.has(item))) this.report(circular(name));
    for (const item of this.#computing) this.unnamed.add(item);
  }

  /** The value of `--set name=text`, read as a `.nn` expression. */
  parseOverride(name: string, text: string, scope: Scope): Value | undefined {
    const file = `--set ${name}`;
    const parsed = parse(overridePrefix + text, file);
    const item = parsed.ast.items[0];
    if (parsed.diagnostics.length > 0 || item?.kind !== "config" || parsed.ast.items.length > 1) {
      this.report(
        diagnostic("NN0304", `\`--set ${name}=${text}\`: \`${text}\` is not an expression`, {
          help: "write a number, `true` or `false`, or a string in double quotes",
        }),
      );
      return undefined;
    }
    if (item.value.kind === "name" && !scope.find(item.value.name)) {
      const [near] = nearest(item.value.name, scope.visible());
      this.report(
        diagnostic("NN0304", `\`--set ${name}=${text}\`: \`${text}\` is neither a value nor a known name`, {
          help: near
            ? `did you mean \`${near}\`?`
            : "write a number, `true` or `false`, or a string in double quotes",
        }),
      );
      return undefined;
    }
    const build = new Build(this, { symbolic: false, training: undefined, phase: "run" });
    return attemptIn(this, () => evaluate({ build, scope, frame: rootFrame("", "", false) }, item.value));
  }

  /** Overrides that a config took, for notes. */
  *usedOverrides(): Generator<{ name: string; text: string }> {
    for (const [name, text] of this.#used) yield { name, text };
  }

  configValue(name: string): Value | undefined {
    return this.#configs.get(name);
  }
}

/** Makes the text of an override a declaration, so that it can be parsed. */
const overridePrefix = "config value = ";

export function takenName(name: string, span: Span, before: Span): Diagnostic {
  return diagnostic("NN0303", `the name \`${name}\` is taken`, {
    labels: [
      { span, text: "a second meaning" },
      { span: before, text: "the first" },
    ],
    help: "a name means one thing in its scope: choose another",
  });
}

/** `./other.nn` beside `dir/file.nn`. */
export function resolvePath(from: string, path: string): string {
  if (path.startsWith("/") || /^[a-z]+:/i.test(path)) return path;
  const parts = from.split("/").slice(0, -1);
  for (const part of path.split("/")) {
    if (part === "." || part === "") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}
