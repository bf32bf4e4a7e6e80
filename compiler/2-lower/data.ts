/**
 * The fields of a data set for n examples at once.
 *
 * Inputs of the computation are raw columns by name, `[n, …]`: numbers as they are, `category:NAME` the i32 codes of a text
 * column, for `generate` none (the rows are numbered here). Windows of tokens are not computed: the runtime cuts them out
 * for each batch.
 */
import type { DataSet } from "../1-check/data.ts";
import type { Span } from "../../grammar/ast.ts";
import { attemptIn } from "../1-check/fail.ts";
import { diagnostic, DiagnosticError } from "../diagnostics.ts";
import { type Graph, isOp, type Node, reachable, type TensorType } from "../ir/graph.ts";
import type { Builder } from "../ops/builder.ts";
import type { Computation, DataDecl } from "../program.ts";
import type { Session } from "../1-check/session.ts";
import { known } from "./assemble.ts";
import { vectorize, VectorizeError } from "./vectorize.ts";

export interface DataProgramField {
  readonly name: string;
  /** Of one example. */
  readonly type: TensorType;
  /** `window(tokens, length, shift: k)`: cut out of the tokens for every batch; no output of the computation. */
  readonly window?: { readonly length: number; readonly shift: number };
  /** The raw columns that it is computed from. */
  readonly columns: readonly string[];
}

export interface DataProgram {
  readonly name: string;
  readonly decl: DataDecl;
  readonly fields: readonly DataProgramField[];
  /** The raw columns that the fields need, of one example: inputs of the computation with a leading axis. */
  readonly columns: readonly { readonly name: string; readonly type: TensorType }[];
  /** The raw columns that become i32 as they are, such as by `i32(label)`: a number that is not whole is an error. */
  readonly whole: readonly { readonly name: string; readonly span?: Span }[];
  /** Indices that have to lie in 0 … size − 1; output `range:k` of the computation has those of entry k. */
  readonly ranges: readonly {
    readonly size: number;
    readonly span: Span;
    readonly columns: readonly string[];
  }[];
  /** The fields that are no windows, by name, for n examples. For `generate`, n is the number of all examples. */
  at(n: number): Computation;
}

export function lowerData(session: Session, set: DataSet): DataProgram | undefined {
  if (!set.info) return undefined;
  const typed = set.fields.filter((f) =>
    set.ast.fields.some((a) => a.name.name === f.name && a.type !== undefined),
  );
  if (typed.some((f) => !f.type || !f.node)) return undefined;
  const computed = typed.filter((f) => !f.window);
  const source = set.build.b.graph as unknown as Graph;
  const fieldRoots = computed.map((f) => f.node as Node);
  const used = new Set<Node>(reachable(fieldRoots));
  const picks = set.picks.filter((p) => used.has(p.index as Node));
  const roots = [...fieldRoots, ...picks.map((p) => p.index as Node)];
  const columns = new Map<string, TensorType>();
  const isSingle = (name: string): boolean => name === "seed" || name === "step";
  const leaf = (n: number) => (b: Builder, input: Node<"input">) => {
    const { name, dtype, shape } = input.attrs;
    if (name === "index" && set.decl.source === "generate") return { node: b.iota([n], 0), many: true };
    if (isSingle(name))
      return { node: name === "step" ? b.const(0, dtype) : b.input(input.attrs), many: false };
    columns.set(name, { dtype, shape: known(shape) });
    return { node: b.input({ name, role: "argument", dtype, shape: [n, ...shape] }), many: true };
  };
  const at = (n: number): Computation => {
    const made = vectorize(source, roots, n, leaf(n));
    const outputs = made.outputs.map((node, i) => ({
      name: computed[i]?.name ?? `range:${i - computed.length}`,
      node,
    }));
    return { name: `data ${set.name}`, graph: made.graph, outputs, updates: [], reported: [], gradients: [] };
  };
  // Once for two examples, so that what cannot be vectorized is found while compiling.
  const ok = attemptIn(session, () => {
    try {
      at(2);
      return true;
    } catch (error) {
      if (!(error instanceof VectorizeError)) throw error;
      const span = set.build.b.graph.spans.get(error.node)?.[0] ?? set.ast.span;
      throw new DiagnosticError(
        diagnostic("NN0521", error.message, {
          labels: [{ span, text: "" }],
          help: "compute it in the model",
        }),
      );
    }
  });
  if (!ok) return undefined;
  return {
    name: set.name,
    decl: set.decl,
    fields: typed.map((f) => ({
      name: f.name,
      type: { dtype: f.type!.dtype, shape: known(f.type!.shape) },
      ...(f.window ? { window: f.window } : {}),
      columns: inputsOf([f.node as Node]).map((input) => input.attrs.name),
    })),
    whole: wholeColumns(source, roots),
    ranges: picks.map(({ index, size, span }) => ({
      size,
      span,
      columns: inputsOf([index as Node]).map((input) => input.attrs.name),
    })),
    columns: [...columns].map(([name, type]) => ({ name, type })),
    at,
  };
}

function inputsOf(roots: readonly Node[]): Node<"input">[] {
  return reachable(roots).filter((n): n is Node<"input"> => isOp(n, "input"));
}

function wholeColumns(graph: Graph, roots: readonly Node[]): DataProgram["whole"] {
  const found = new Map<string, { readonly name: string; readonly span?: Span }>();
  for (const node of reachable(roots)) {
    if (!isOp(node, "cast") || node.type.dtype !== "i32") continue;
    const [operand] = node.in;
    if (operand!.type.dtype === "bool" || !isAsWhole(operand!)) continue;
    const span = graph.spans.get(node)?.[0];
    for (const { attrs } of inputsOf([operand!]))
      found.set(attrs.name, { name: attrs.name, ...(span === undefined ? {} : { span }) });
  }
  return [...found.values()];
}

/** Columns moved about, with whole numbers added: whole where they are. Anything else may be meant to be cut off. */
function isAsWhole(node: Node): boolean {
  switch (node.op) {
    case "input":
      return true;
    case "const":
      return Number.isInteger((node as Node<"const">).attrs.value);
    case "add":
    case "sub":
    case "reshape":
    case "broadcast":
    case "permute":
    case "concat":
    case "slice":
      return node.in.every(isAsWhole);
    default:
      return false;
  }
}
