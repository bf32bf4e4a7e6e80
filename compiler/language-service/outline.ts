/** What a file declares, nested, and the actions above its trainings. */
import type * as ast from "../../grammar/ast.ts";
import { signatureOf } from "./library.ts";
import type { SymbolKind } from "./symbols.ts";
import type { Syntax } from "./syntax.ts";

export interface OutlineEntry {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind | "test" | "minimize";
  readonly span: ast.Span;
  /** What to select: the name. */
  readonly nameSpan: ast.Span;
  readonly children: readonly OutlineEntry[];
}

export function outlineOf({ ast: file, source }: Syntax): OutlineEntry[] {
  return file.items.flatMap((item): OutlineEntry[] => {
    if (item.kind === "import") return [];
    const name = item.kind === "test" ? item.title.value : item.name.name;
    const header = signatureOf(item, source);
    return [
      {
        name: name === "" ? "test" : name,
        detail: header.slice(header.indexOf(name) + name.length).trim(),
        kind: item.kind === "layer" && item.model ? "model" : item.kind,
        span: item.span,
        nameSpan: item.kind === "test" ? item.title.span : item.name.span,
        children: partsOf(item, source),
      },
    ];
  });
}

function partsOf(item: ast.Item, source: string): OutlineEntry[] {
  switch (item.kind) {
    case "data":
      return item.fields.flatMap((field) => partOf(field, source));
    case "train":
      return item.items.flatMap((inner) => partOf(inner, source));
    case "fn":
    case "layer":
      return item.body.kind === "block" ? item.body.stmts.flatMap((stmt) => partOf(stmt, source)) : [];
    case "optimizer":
    case "test":
      return item.body.stmts.flatMap((stmt) => partOf(stmt, source));
    case "config":
    case "import":
      return [];
  }
  item satisfies never;
  return [];
}

function partOf(part: ast.TrainItem, source: string): OutlineEntry[] {
  const text = (x: { span: ast.Span } | undefined): string =>
    x === undefined ? "" : source.slice(x.span.start, x.span.end).replace(/\s+/g, " ");
  const entry = (name: ast.Ident, kind: OutlineEntry["kind"], detail: string): OutlineEntry => ({
    name: name.name,
    detail,
    kind,
    span: part.span,
    nameSpan: name.span,
    children: [],
  });
  switch (part.kind) {
    case "let":
      return ("span" in part.pattern ? [part.pattern] : part.pattern).map((name) =>
        entry(name, "let", text(part.type)),
      );
    case "param":
    case "state":
      return [entry(part.name, part.kind, text(part.type))];
    case "field":
      return [entry(part.name, "field", text(part.type) || text(part.value))];
    case "metric":
    case "predict":
      return [entry(part.name, part.kind, text(part.value))];
    case "minimize":
      return [
        {
          name: "minimize",
          detail: text(part.loss),
          kind: "minimize",
          span: part.span,
          nameSpan: { ...part.span, end: part.span.start + "minimize".length },
          children: [],
        },
      ];
    case "set":
    case "expect":
      return [];
  }
  part satisfies never;
  return [];
}

export interface Lens {
  readonly span: ast.Span;
  readonly title: string;
  readonly command: "nn.train" | "nn.doctor";
  readonly train: string;
}

export function lensesOf({ ast: file }: Syntax): Lens[] {
  return file.items.flatMap((item): Lens[] =>
    item.kind !== "train"
      ? []
      : [
          { span: item.name.span, title: "Train", command: "nn.train", train: item.name.name },
          { span: item.name.span, title: "Doctor", command: "nn.doctor", train: item.name.name },
        ],
  );
}
