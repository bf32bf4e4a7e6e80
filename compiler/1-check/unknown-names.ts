/**
 * What is said about a name that nothing declares: what was meant, by spelling, by what it is called in other libraries, or
 * by where something of that name is.
 */
import type { Data, File, Ident, Name, Span, Train } from "../../grammar/ast.ts";
import { diagnostic, type Diagnostic, type Label, nearest } from "../diagnostics.ts";
import { foreignName } from "./foreign.ts";
import { ambientNames } from "./library.ts";
import type { Scope } from "./scope.ts";
import { dtypes } from "./types.ts";

export interface Surroundings {
  /** Whether the name is applied to arguments somewhere. */
  readonly called: boolean;
  readonly scope: { visible(): Iterable<string>; declared(name: string): Span | undefined };
  readonly file: Scope;
  readonly ast: File;
  /** The columns of a data set, as far as its file was read. */
  readonly columnsOf: (data: string) => readonly string[];
}

/** All places of one unknown name in a declaration. */
export function unknownName(name: string, spans: readonly Span[], around: Surroundings): Diagnostic {
  const title = `unknown name \`${name}\``;
  const labels = (text: string): Label[] => spans.map((span, i) => ({ span, text: i === 0 ? text : "" }));
  const instead = (text: string, write: string): Diagnostic =>
    diagnostic("NN0301", title, {
      labels: labels(text),
      fixes: [{ title: `write \`${write}\``, edits: spans.map((span) => ({ span, text: write })) }],
    });

  const unbound = boundWithoutLet(name, spans, around);
  if (unbound !== undefined) return unbound;
  const here = foreignName(name);
  if (here?.write !== undefined) return instead(`called \`${here.write}\` here`, here.write);
  if (here?.help !== undefined)
    return diagnostic("NN0301", title, {
      labels: labels("not in the library by this name"),
      help: here.help,
    });
  const later = around.scope.declared(name);
  if (later !== undefined && later.start > spans[0]!.start)
    return diagnostic("NN0301", `\`${name}\` is used before it is bound`, {
      labels: [...labels("not known yet"), { span: later, text: "bound here" }],
      help: "move the line that binds it up",
    });
  const inData = around.called ? undefined : ofData(name, spans[0]!, around);
  if (inData !== undefined)
    return diagnostic("NN0301", title, { labels: labels(inData.label), help: inData.help });
  const candidates = [...around.scope.visible(), ...around.file.visible(), ...ambientNames];
  const [best] = nearest(name, candidates);
  // Every single letter is one change away from every other.
  if (best !== undefined && (name.length > 1 || best.toLowerCase() === name.toLowerCase()))
    return instead(`did you mean \`${best}\`?`, best);
  const isType = (dtypes as readonly string[]).includes(name);
  return diagnostic("NN0301", title, {
    labels: labels(isType ? "a type, not a value" : "not declared in this file, and not in the library"),
    help:
      name === "same" || name === "valid"
        ? `write it in quotes: \`"${name}"\``
        : isType
          ? `convert with \`${name}(x)\``
          : declaration(name, spans[0]!, around),
  });
}

/**
 * The fields of a data set that a `train` uses without saying `on`: one mistake, whatever the number of names. Takes these
 * names out of `unknown`.
 */
export function withoutData(
  unknown: Map<string, { readonly spans: readonly Span[] }>,
  ast: File,
): Diagnostic | undefined {
  for (const train of ast.items) {
    if (train.kind !== "train" || train.on !== undefined) continue;
    const inside = (span: Span): boolean => train.span.start <= span.start && span.end <= train.span.end;
    const names = [...unknown].filter(([, { spans }]) => inside(spans[0]!));
    const set = ast.items.find(
      (i): i is Data => i.kind === "data" && names.some(([n]) => i.fields.some((f) => f.name.name === n)),
    );
    if (set === undefined) continue;
    const fields = names.filter(([n]) => set.fields.some((f) => f.name.name === n));
    for (const [n] of fields) unknown.delete(n);
    const after = { ...train.name.span, start: train.name.span.end };
    const shown = fields.map(([n]) => `\`${n}\``).join(" and ");
    return diagnostic(
      "NN0301",
      `${shown} ${fields.length > 1 ? "are" : "is"} unknown: \`train ${train.name.name}\` has no data`,
      {
        labels: [
          { span: train.name.span, text: `\`on ${set.name.name}\` is missing after it` },
          ...fields.map(([, { spans }]) => ({ span: spans[0]!, text: `a field of \`${set.name.name}\`` })),
        ],
        fixes: [
          {
            title: `write \`train ${train.name.name} on ${set.name.name} {\``,
            edits: [{ span: after, text: ` on ${set.name.name}` }],
          },
        ],
      },
    );
  }
  return undefined;
}

/** `net = price()` in `train`, which reads as a setting. */
function boundWithoutLet(
  name: string,
  spans: readonly Span[],
  { ast }: Surroundings,
): Diagnostic | undefined {
  const train = trainAround(spans[0]!, ast);
  const field = train?.items.find((i) => i.kind === "field" && i.name.name === name);
  if (field?.kind !== "field") return undefined;
  const start = { ...field.name.span, end: field.name.span.start };
  return diagnostic("NN0105", `\`${name}\` is bound without \`let\``, {
    labels: [
      { span: field.name.span, text: "read as a setting of `train`" },
      { span: spans[0]!, text: "used here" },
    ],
    fixes: [{ title: `write \`let ${name} = …\``, edits: [{ span: start, text: "let " }] }],
  });
}

const trainAround = (span: Span, ast: File): Train | undefined =>
  ast.items.find(
    (i): i is Train => i.kind === "train" && i.span.start <= span.start && span.end <= i.span.end,
  );

/** How a name would be declared, by how it is used. */
function declaration(name: string, span: Span, { ast, called }: Surroundings): string {
  const isData = ast.items.some((i) => i.kind === "train" && i.on?.kind === "name" && i.on.name === name);
  if (isData) return `declare it: \`data ${name} = csv("data/${name}.csv") { … }\``;
  const train = trainAround(span, ast);
  const models = ast.items.flatMap((i) => (i.kind === "layer" && i.model ? [i] : []));
  if (train?.items.some((i) => i.kind === "minimize" && isIn(span, i.optimizer.span)))
    return `use one of the library's, such as \`adam(lr: 1e-3)\`, or declare it: \`optimizer ${name}(lr)(p, g) { set p = p - lr * g }\``;
  if (train !== undefined && called)
    return models.length > 0 && !/^[A-Z]/.test(name)
      ? `build the network first: \`let ${name} = ${models[0]!.name.name}(${models[0]!.settings?.length ? "…" : ""})\``
      : `declare it: \`model ${name}(x: [batch, 4]) -> [batch, 1] = x |> dense(16) |> relu |> dense(1)\`, with the sizes of your data`;
  if (called)
    return `declare it: \`fn ${name}(x: [...s]) -> [...s] = …\`, or \`layer ${name}()(x: [batch, n]) -> [batch, n] = …\` if it has weights`;
  const set = ast.items.find(
    (i) => i.kind === "data" && train?.on?.kind === "name" && train.on.name === i.name.name,
  );
  if (set?.kind === "data")
    return `bind it with \`let ${name} = …\` before it is used, or add a field to \`data ${set.name.name}\`: \`${name}: [1] = [column]\``;
  return `declare it: \`let ${name} = …\` before it is used, or \`config ${name} = …\` at the top of the file`;
}

function isIn(span: Span, outer: Span): boolean {
  return outer.start <= span.start && span.end <= outer.end;
}

/** A name that is a field of some data set without a type, or one of its columns. */
function ofData(
  name: string,
  span: Span,
  { ast, columnsOf }: Surroundings,
): { label: string; help: string } | undefined {
  const train = ast.items.find(
    (i) => i.kind === "train" && i.span.start <= span.start && span.end <= i.span.end,
  );
  if (train?.kind !== "train") return undefined;
  const sets = ast.items.filter((i): i is Data => i.kind === "data");
  const set = sets.find((d) => d.fields.some((f) => f.name.name === name));
  if (set === undefined) {
    const owner = sets.find((d) => columnsOf(d.name.name).includes(name));
    const fields = owner?.fields.filter((f) => f.type !== undefined).map((f) => `\`${f.name.name}\``) ?? [];
    return (
      owner && {
        label: `a column of \`${owner.name.name}\`; \`train\` sees its fields: ${fields.join(", ")}`,
        help: `use a field, or add one to \`data ${owner.name.name}\`: \`${name}_1: [1] = [${name}]\``,
      }
    );
  }
  const field = set.fields.find((f) => f.name.name === name)!;
  if (field.type === undefined)
    return {
      label: `in \`${set.name.name}\` it is a local name, since it has no type`,
      help: `give the field its type: \`${name}: [n] = …\`, or \`${name}: i32 = …\` for classes`,
    };
  return undefined;
}

/** `nn.Linear(…)`, `torch.relu(…)`: the names stand alone here. */
export function unknownModules(
  found: readonly { readonly module: Name; readonly member: Ident }[],
  file: Scope,
): Diagnostic {
  const whole = ({ module, member }: (typeof found)[number]): Span => ({
    ...module.span,
    end: member.span.end,
  });
  const written = ({ member }: (typeof found)[number]): string | undefined =>
    file.find(member.name) ? member.name : foreignName(member.name)?.write;
  const parts = found.map((f) => ({ span: whole(f), write: written(f), name: f.member.name }));
  const known = parts.filter((p) => p.write !== undefined);
  const advice = parts.flatMap((p) => (p.write === undefined ? (foreignName(p.name)?.help ?? []) : []));
  const [first] = found;
  return diagnostic(
    "NN0301",
    `there is no module \`${first!.module.name}\`: the library's names stand alone`,
    {
      labels: parts.map(({ span, write }) => ({
        span,
        text: write === undefined ? "" : `write \`${write}\``,
      })),
      fixes:
        known.length > 0
          ? [
              {
                title: `write ${[...new Set(known.map((p) => `\`${p.write!}\``))].join(", ")}`,
                edits: known.map(({ span, write }) => ({ span, text: write! })),
              },
            ]
          : [],
      ...(advice[0] === undefined ? {} : { help: advice[0] }),
    },
  );
}
