/**
 * Which columns of a table the fields of a `data` block use: those whose values must not be missing.
 */
import type { Data } from "../../grammar/ast.ts";

/** In the table's order. A field's own name hides a column for the fields after it. */
export function usedColumns(data: Data, columns: readonly string[]): string[] {
  const used = new Set<string>();
  const own = new Set<string>();
  for (const field of data.fields) {
    eachName(field.value, (name) => {
      if (!own.has(name)) used.add(name);
    });
    own.add(field.name.name);
  }
  return columns.filter((name) => used.has(name));
}

/** Every name in an expression; names of arguments and members are objects of another form and are not seen. */
function eachName(value: unknown, see: (name: string) => void): void {
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) eachName(item, see);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const node = value as Readonly<Record<string, unknown>>;
  if (node["kind"] === "name" && typeof node["name"] === "string") see(node["name"]);
  for (const [key, part] of Object.entries(node)) if (key !== "span") eachName(part, see);
}
