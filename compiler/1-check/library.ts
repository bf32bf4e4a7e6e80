/**
 * What is in scope everywhere: primitives, the standard library, and the names that the moment gives (`training`, `step`).
 *
 * The library is read once per process; its scope is shared by all compilations and never changes afterwards.
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
let files: File[] = [];

export function libraryScope(): Scope {
  if (scope) return scope;
  scope = new Scope(undefined);
  const primitives = [...builtins.values(), gradBuiltin];
  for (const builtin of primitives)
    scope.bind(builtin.name, { kind: "library", value: { kind: "builtin", builtin } });
  for (const [name, value] of constants) scope.bind(name, { kind: "library", value });
  files = [...librarySources()].map(([file, text]) => {
    const parsed = parse(text, file);
    const [first] = parsed.diagnostics;
    invariant(!first, "library", () => `${file}: ${first?.title}`);
    return parsed.ast;
  });
  for (const file of files) for (const item of file.items) bindItem(scope, item);
  return scope;
}

/** The library's syntax trees, for checking them and for their tests. */
export function libraryFiles(): readonly File[] {
  libraryScope();
  return files;
}

function bindItem(home: Scope, item: Item): void {
  const value: Value | undefined =
    item.kind === "fn"
      ? { kind: "fn", decl: item, scope: home }
      : item.kind === "layer"
        ? { kind: "layer", decl: item, scope: home }
        : item.kind === "optimizer"
          ? { kind: "optimizer", decl: item, scope: home }
          : undefined;
  if (value && "name" in item) home.bind(item.name.name, { kind: "library", value });
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
