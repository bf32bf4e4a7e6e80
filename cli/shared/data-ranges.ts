/**
 * Labels and tokens beyond what they pick from, found in the data before any training: an index out of range reads 0 on a
 * GPU and would quietly teach nonsense.
 */
import { DiagnosticError } from "../../compiler/diagnostics.ts";
import { isOp, type Node, reachable } from "../../compiler/ir/graph.ts";
import type { TrainProgram } from "../../compiler/program.ts";
import type { Span } from "../../grammar/ast.ts";
import { checkRange } from "../../runtime/data/dataset.ts";
import type { Examples, TrainData } from "../../runtime/examples.ts";

export interface Picks {
  readonly size: number;
  readonly node: Node;
}

/** Throws for the first value of an i32 field that lies outside of what the training step picks by it. */
export function checkLabels(
  train: TrainProgram,
  data: TrainData,
  file: string,
  textOf: (span: Span) => string,
): void {
  const picks = pickedBy(train, textOf);
  for (const field of train.fields) {
    const found = picks.get(field.name);
    if (found === undefined || field.type.dtype !== "i32") continue;
    const { size, node } = found;
    const perRow = field.type.shape.reduce((a, b) => a * b, 1);
    for (const [part, examples] of Object.entries({
      training: data.train,
      validation: data.validation,
      test: data.test,
    })) {
      if (examples === undefined) continue;
      const tokens = examples.tokens?.(field.name);
      const place = tokens
        ? (token: number) => `token ${token + 1}`
        : examples.place && ((row: number) => examples.place!(field.name, row));
      const problem = checkRange(tokens ?? valuesOf(examples, field.name, perRow), 0, size - 1, {
        what: `\`${field.name}\` is`,
        part,
        perRow: tokens ? 1 : perRow,
        ignore: -100,
        ...(place && { place }),
      });
      if (problem === undefined) continue;
      const span = train.step.graph.spans.get(node)?.findLast((s) => s.file === file);
      throw new DiagnosticError({
        ...problem,
        labels: span === undefined ? [] : [{ span, text: `picks one of ${size} here` }],
      });
    }
  }
}

/** For each batch field that serves as an index: the smallest axis that it picks from. */
export function pickedBy(train: TrainProgram, textOf: (span: Span) => string): Map<string, Picks> {
  const picks = new Map<string, Picks>();
  const add = (name: string | undefined, size: number, node: Node): void => {
    if (name !== undefined && size < (picks.get(name)?.size ?? Infinity)) picks.set(name, { size, node });
  };
  for (const node of reachable(train.step.outputs.map((o) => o.node))) {
    if (isOp(node, "gather") || isOp(node, "takeAlong")) {
      const [table, index] = node.in;
      add(fieldBehind(index!), table!.type.shape[node.attrs.axis]!, node);
    }
    // `pick` and `one_hot` compare with the numbers along an axis; so may a program that means something else by it.
    const [span] = train.step.graph.spans.get(node) ?? [];
    if (!isOp(node, "eq") || span === undefined || textOf(span).includes("==")) continue;
    for (const [one, other] of [node.in, [...node.in].reverse()]) {
      const numbers = countingBehind(one!);
      if (numbers !== undefined) add(fieldBehind(other!), numbers, node);
    }
  }
  return picks;
}

/** The length of the axis that `iota` counts along. */
function countingBehind(node: Node): number | undefined {
  if (isOp(node, "iota")) return node.attrs.shape[node.attrs.axis];
  return isOp(node, "reshape") || isOp(node, "broadcast") ? countingBehind(node.in[0]!) : undefined;
}

/** The batch input that an index is, as it stands or with some of its values replaced. */
function fieldBehind(index: Node): string | undefined {
  if (isOp(index, "input")) return index.attrs.role === "batch" ? index.attrs.name : undefined;
  if (isOp(index, "reshape") || isOp(index, "broadcast")) return fieldBehind(index.in[0]!);
  if (isOp(index, "where")) return fieldBehind(index.in[1]!) ?? fieldBehind(index.in[2]!);
  return undefined;
}

function valuesOf(examples: Examples, field: string, perRow: number): Int32Array {
  const out = new Int32Array(examples.count * perRow);
  examples.fill(field, Int32Array.from({ length: examples.count }, (_, i) => i), out); // prettier-ignore
  return out;
}
