/**
 * What is in scope everywhere: primitives, the standard library, and the names that the moment gives (`training`, `step`).
 *
 * The library's scope is made once per process and shared by all compilations.
 */
import type { File, Item } from "../../grammar/ast.ts";
import { parse } from "../../grammar/index.ts";
import { invariant } from "../diagnostics.ts";
import { atom } from "../ir/dims.ts";
import { stdFiles } from "../std/index.ts";
import { builtins, constants } from "./builtins/index.ts";
import type { Env } from "./build.ts";
import { gradBuiltin } from "./grad.ts";
import { Scope } from "./scope.ts";
import type { Value } from "./value.ts";

/** Library files are `std/…` in spans. */
const prefix = "std/";

export function isLibraryFile(file: string): boolean {
  return file.startsWith(prefix) && stdFiles.has(file.slice(prefix.length));
}

let sources: ReadonlyMap<string, string> | undefined;

/** The text of the library's files by the names that spans have. */
export function librarySources(): ReadonlyMap<string, string> {
  sources ??= new Map([...stdFiles].map(([name, text]) => [prefix + name, text]));
  return sources;
}

let scope: Scope | undefined;

/** Declarations are parsed when their name is first asked for: a program uses few of them. */
export function libraryScope(): Scope {
  if (scope) return scope;
  const home = new Scope(undefined);
  const primitives = [...builtins.values(), gradBuiltin];
  for (const builtin of primitives)
    home.bind(builtin.name, { kind: "library", value: { kind: "builtin", builtin } });
  for (const [name, value] of constants) home.bind(name, { kind: "library", value });
  for (const [file, text] of librarySources())
    for (const { name, start, end } of declarationsOf(text)) {
      const lazy = (): Value | undefined => valueOf(home, parseItem(file, text, start, end, name));
      home.bind(name, { kind: "library", value: undefined, lazy });
    }
  return (scope = home);
}

let files: readonly File[] | undefined;

/** The library's syntax trees, for checking them and for their tests. */
export function libraryFiles(): readonly File[] {
  files ??= [...librarySources()].map(([file, text]) => parseSound(file, text));
  return files;
}

/** The pieces of a library file that bind a name. */
function declarationsOf(text: string): { name: string; start: number; end: number }[] {
  // Comments above an item belong to it.
  const heads = [...text.matchAll(/^(?:\/\/.*\n)*(?:(?:fn|layer|model|optimizer) +(\w+)|test\b)/gm)];
  return heads.flatMap(({ 1: name, index: start }, i) =>
    name === undefined ? [] : [{ name, start, end: heads[i + 1]?.index ?? text.length }],
  );
}

/** The piece is read where it stands, so that spans are those of the file. */
function parseItem(file: string, text: string, start: number, end: number, name: string): Item {
  const item = parseSound(file, text.slice(0, end), start).items.find(
    (i) => "name" in i && typeof i.name === "object" && i.name.name === name,
  );
  invariant(item, "library", () => `${file} has no ${name}`);
  return item;
}

function parseSound(file: string, text: string, from = 0): File {
  const parsed = parse(text, file, from);
  const [first] = parsed.diagnostics;
  invariant(!first, "library", () => `${file}: ${first?.title}`);
  return parsed.ast;
}

function valueOf(home: Scope, item: Item): Value | undefined {
  switch (item.kind) {
    case "fn":
      return { kind: "fn", decl: item, scope: home };
    case "layer":
      return { kind: "layer", decl: item, scope: home };
    case "optimizer":
      return { kind: "optimizer", decl: item, scope: home };
    default:
      return undefined;
  }
}

// ---------------------------------------------------------------- names of the moment

/** Names that mean something everywhere in a running program. */
export const ambientNames = ["training", "step", "total_steps", "epoch"] as const;

export function ambientValue(env: Env, name: string): Value | undefined {
  const { build } = env;
  const special = build.ambient.get(name);
  if (special) return special();
  switch (name) {
    // One size of `reshape` may be left open.
    case "_":
      return { kind: "int", value: openSize };
    case "training":
      return { kind: "bool", value: build.training };
    case "step":
    case "total_steps":
    case "epoch":
      return { kind: "tensor", node: build.scalar(name) };
    default:
      return undefined;
  }
}

const openSize = atom("_");
