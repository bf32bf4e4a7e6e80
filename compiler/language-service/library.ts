/**
 * The names that every file has without declaring them: primitives and the standard library, with signatures and words.
 */
import type { Item, Param, Span } from "../../grammar/ast.ts";
import { columnBuiltins } from "../1-check/data-builtins.ts";
import { common, sources } from "../1-check/data-source.ts";
import { ambientNames, libraryScope, librarySources } from "../1-check/library.ts";
import type { Builtin } from "../1-check/value.ts";

export interface ParameterInfo {
  readonly name: string;
  /** As it is shown in the signature: `rate: float = 0.1`. */
  readonly text: string;
  readonly optional: boolean;
}

export interface LibraryEntry {
  readonly name: string;
  readonly kind: "fn" | "layer" | "optimizer" | "primitive" | "constant";
  readonly signature: string;
  /** Markdown. */
  readonly doc?: string;
  /** In `std/…`; primitives have none. */
  readonly span?: Span;
  /** What a call takes: the settings of a layer or optimizer, the parameters of a function. */
  readonly params: readonly ParameterInfo[];
}

const sourceDocs: Readonly<Record<string, string>> = {
  csv: "a table with a header line; names are the columns",
  tsv: "a table whose cells are separated by tabs",
  idx: "a folder with the files of MNIST; names `images` and `labels`",
  npz: "NumPy arrays, examples first; names are the arrays",
  npy: "one NumPy array, examples first",
  safetensors: "tensors, examples first; names are the tensors",
  parquet: "a table; names are the columns",
  images: "a folder that holds a folder of images for each class; names `images` and `labels`",
  chars: "a text by its characters; name `tokens`, member `vocab`",
  bytes: "a file by its bytes; name `tokens`, member `vocab`",
  generate: "that many examples, computed by the fields with `uniform`, `normal` and `index`",
};

/** A source of data: `csv(path, split, …)`. */
export function sourceEntry(name: string): LibraryEntry | undefined {
  const own = Object.hasOwn(sources, name) ? sources[name]! : undefined;
  if (own === undefined) return undefined;
  const first = name === "generate" ? "n" : name === "idx" || name === "images" ? "folder" : "path";
  const params = [...common, ...own].map((p) => ({ name: p, text: `${p}?`, optional: true }));
  return {
    name,
    kind: "primitive",
    signature: `${name}(${[first, ...params.map((p) => p.text)].join(", ")})`,
    doc: sourceDocs[name]!,
    params: [{ name: first, text: first, optional: false }, ...params],
  };
}

export const sourceNames = Object.keys(sources);

const known = new Map<string, LibraryEntry | undefined>();

export function libraryEntry(name: string): LibraryEntry | undefined {
  if (!known.has(name)) known.set(name, make(name));
  return known.get(name);
}

export function libraryNames(): string[] {
  return [...libraryScope().entries()].map(([name]) => name);
}

const words: Readonly<Record<(typeof ambientNames)[number] | "batch" | "global_norm", string>> = {
  training:
    "`true` in the training program, `false` in evaluation and prediction; known when the program is compiled",
  step: "the number of the training step, from 0: an f32 scalar",
  total_steps: "how many steps the training has: an f32 scalar",
  epoch: "the number of the epoch, from 0: an f32 scalar",
  batch: "how many examples a step sees",
  global_norm: "the norm of all gradients together, in an optimizer",
};

/** What a name means that the moment gives, such as `step`. */
export const ambientDoc = (name: string): string | undefined =>
  (words as Readonly<Record<string, string>>)[name];
export const ambientWords = Object.keys(words);

/** What only the fields of `data` may use; what they compute does not matter here. */
const forColumns = columnBuiltins(
  { name: "", source: "chars", settings: {}, span: { file: "", start: 0, end: 0 } },
  { columns: [], members: {} },
  [],
);
export const columnFunctions = [...forColumns.keys()];

function primitive({ name, params, doc }: Builtin): LibraryEntry {
  return {
    name,
    kind: params.length === 0 ? "constant" : "primitive",
    signature: params.length === 0 ? name : `${name}(${params.join(", ")})`,
    doc,
    params: params.map((text) => ({
      name: text.replace(/^\.\.\.|\?$/g, ""),
      text,
      optional: text.endsWith("?") || text.startsWith("..."),
    })),
  };
}

function make(name: string): LibraryEntry | undefined {
  const value = libraryScope().value(name);
  if (value === undefined) {
    const builtin = forColumns.get(name);
    return builtin && primitive(builtin);
  }
  if (value.kind === "builtin") return primitive(value.builtin);
  if (value.kind === "fn" || value.kind === "layer" || value.kind === "optimizer") {
    const { decl } = value;
    const source = librarySources().get(decl.span.file) ?? "";
    return {
      name,
      kind: value.kind,
      signature: signatureOf(decl, source),
      ...(decl.doc === undefined ? {} : { doc: decl.doc }),
      span: decl.name.span,
      params: parametersOf(decl, source),
    };
  }
  return { name, kind: "constant", signature: name, params: [] };
}

// ---------------------------------------------------------------- declarations of any file

/** The header of a declaration on one line, without its body. */
export function signatureOf(item: Item, source: string): string {
  const end = (): number => {
    switch (item.kind) {
      case "fn":
      case "layer":
        return item.body.kind === "block" ? item.body.span.start : item.body.value.span.start;
      case "optimizer":
        return item.body.span.start;
      case "data":
        return item.source.span.end;
      case "train":
        return item.on?.span.end ?? item.name.span.end;
      case "config":
      case "import":
      case "test":
        return item.span.end;
    }
  };
  const text = source.slice(item.span.start, end()).replace(/\s+/g, " ");
  return text.replace(/[ (]*$/, "").replace(/ =$/, "");
}

/** What a call of a declaration takes: settings where there are some, else the inputs. */
export function parametersOf(item: Item, source: string): ParameterInfo[] {
  const text = ({ span }: Param): string => source.slice(span.start, span.end).replace(/\s+/g, " ");
  const list =
    item.kind === "fn"
      ? item.params
      : item.kind === "optimizer"
        ? item.settings
        : item.kind === "layer"
          ? (item.settings ?? [])
          : [];
  return list.map((p) => ({ name: p.name.name, text: text(p), optional: p.default !== undefined }));
}
