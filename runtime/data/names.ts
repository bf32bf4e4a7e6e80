/**
 * Names of columns as identifiers, since a field names a column without quotes.
 */
import { dataError, listed } from "./errors.ts";
import { shortened } from "./table.ts";

/** A name for each column; `notes` says which ones differ from the file's. */
export function identifiers(header: readonly string[], file: string, notes: string[]): string[] {
  const seen = new Map<string, string>();
  const renamed: string[] = [];
  const names = header.map((cell, i) => {
    if (cell !== "" && header.indexOf(cell) !== i) {
      throw dataError(
        "badTable",
        `two columns of ${file} are named \`${cell}\`: ${header.indexOf(cell) + 1} and ${i + 1}`,
        {
          help: "rename one of them in the header line",
        },
      );
    }
    const plainName = identifier(cell) || `c${i}`;
    let name = plainName;
    for (let k = 2; seen.has(name) || (name !== cell && header.includes(name)); k++)
      name = `${plainName}_${k}`;
    seen.set(name, cell);
    if (name !== cell) renamed.push(`"${shortened(cell)}" is \`${name}\``);
    return name;
  });
  if (renamed.length > 0) notes.push(`columns of ${file} whose names are no identifiers: ${listed(renamed)}`);
  return names;
}

/** "Petal width (cm)" → `Petal_width_cm`; empty where nothing is left. */
function identifier(text: string): string {
  const name = text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[^A-Za-z0-9_]+/g, "_")
    .replace(text.startsWith("_") ? /_$/ : /^_+|_+$/g, "");
  return /^[0-9]/.test(name) ? `_${name}` : KEYWORDS.has(name) ? `${name}_` : name;
}

/** Words of the language that no expression can begin with as a name. */
const KEYWORDS = new Set(
  "import fn layer let return expect minimize if then else scan repeat true false".split(" "),
);
