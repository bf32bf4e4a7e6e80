/**
 * Named arrays as a table: what `npz`, `npy` and `safetensors` have in common. The first axis counts the examples.
 *
 * Files of arrays often hold more than a program reads: a step count, names of classes, the test set beside the training
 * set. An array that cannot be a column is an error where a field uses it; otherwise it is left out, which a note says.
 */
import { DiagnosticError } from "../../compiler/diagnostics.ts";
import { dataError } from "./errors.ts";
import { identifiers } from "./names.ts";
import { makeTable } from "./table.ts";
import type { ColumnStore, RawTable } from "./table.ts";
import { toNumbers } from "./tensor.ts";
import type { HostTensor } from "./tensor.ts";

/** Reads one array; throws a `DiagnosticError` where its elements have no type here. */
export type ReadArray = () => HostTensor;

/** Of the names of columns, those that the program's fields use. */
export type Uses = (columns: readonly string[]) => readonly string[];

/** How many arrays that are left out a note names. */
const SHOWN = 3;

/**
 * The arrays of a file as columns; `uses` are those that must be columns, by default all. A table to learn from has at least one
 * row, one to predict for may have none.
 */
export function arrayTable(
  arrays: ReadonlyMap<string, ReadArray>,
  file: string,
  uses: Uses = (names) => names,
  least = 1,
): RawTable {
  const notes: string[] = [];
  const headers = [...arrays.keys()];
  const names = identifiers(headers, file, notes);
  const used = new Set(uses(names));
  const columns = new Map<string, ColumnStore>();
  const leftOut = new Map<string, string>();
  let standard: { readonly name: string; readonly count: number } | undefined;
  // Those that are used come first, and say how many examples there are.
  const order = [...names.keys()].sort((a, b) => Number(used.has(names[b]!)) - Number(used.has(names[a]!)));
  for (const i of order) {
    const header = headers[i]!;
    try {
      const column = columnOf(names[i]!, header, arrays.get(header)!(), file, standard);
      standard ??= { name: header, count: column.count };
      columns.set(names[i]!, column.store);
    } catch (error) {
      if (!(error instanceof DiagnosticError) || used.has(names[i]!)) throw error;
      leftOut.set(names[i]!, error.diagnostic.title);
    }
  }
  if (standard === undefined || standard.count < least)
    throw dataError("tooFew", `${file} holds no examples`, {
      notes: [...leftOut.values()],
      help: "look at the file",
    });
  const more = leftOut.size - SHOWN;
  if (leftOut.size > 0)
    notes.push(
      `left out, as no field uses them: ${[...leftOut.values()].slice(0, SHOWN).join("; ")}${more > 0 ? ` and ${more} more` : ""}`,
    );
  return makeTable({
    file,
    count: standard.count,
    columns: names.flatMap((name) => columns.get(name) ?? []),
    notes,
    leftOut: [...leftOut.keys()],
  });
}

function columnOf(
  name: string,
  header: string,
  tensor: HostTensor,
  file: string,
  standard: { readonly name: string; readonly count: number } | undefined,
): { readonly count: number; readonly store: ColumnStore } {
  const { dtype, shape } = tensor;
  const [count] = shape;
  if (count === undefined) {
    throw dataError("countsDiffer", `\`${header}\` in ${file} is a single number, not one for each example`, {
      help: "leave it out of the file, or write it in the program as a `config`",
    });
  }
  if (standard !== undefined && count !== standard.count) {
    throw dataError(
      "countsDiffer",
      `\`${header}\` in ${file} has ${count} examples, \`${standard.name}\` has ${standard.count}`,
      {
        help: "the first axis of every tensor counts the examples: save training and test data in files of their own",
      },
    );
  }
  if (count > 0 && shape.includes(0)) {
    throw dataError("tooFew", `\`${header}\` in ${file} has the shape [${shape.join(", ")}]: it holds no numbers`, {
      help: "look at how the file was made",
    });
  } // prettier-ignore
  return {
    count,
    store: {
      name,
      header,
      kind: "number",
      dtype: dtype === "i32" || dtype === "bool" ? dtype : "f32",
      shape: shape.slice(1),
      values: dtype === "f16" ? Float32Array.from(toNumbers(tensor)) : tensor.data,
    },
  };
}
