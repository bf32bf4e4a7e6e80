/**
 * Writes the folder of a new program.
 */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { makeFolder } from "../../runtime/data/files.ts";
import { openTable, programFor, targetOf } from "./csv-program.ts";
import { UsageError } from "./exit.ts";
import { packageRoot } from "./root.ts";
import type { Template } from "./templates.ts";
import { paint, shellWord } from "./terminal.ts";

/** Makes `folder` with a copy of a template; a folder that has something in it is left alone. */
export function makeProject(folder: string, template: Template): void {
  const program = `${nameOf(folder)}.nn`;
  const from = join(packageRoot(), "examples");
  const copies = [
    [template.program, program],
    ...template.data.map((path) => [join("data", path), join("data", path)] as const),
  ] as const;
  madeWhole(folder, () => {
    for (const [source, target] of copies)
      cpSync(join(from, source), join(folder, target), { recursive: true });
    finish(folder, program, template.data);
  });
}

/** Makes `folder` with a copy of a table and a program that was written for it. */
export function makeCsvProject(folder: string, csv: string, wanted: string | undefined): void {
  const program = `${nameOf(folder)}.nn`;
  const found = statSync(csv, { throwIfNoEntry: false });
  if (found === undefined) throw new UsageError(`no file ${csv}`);
  if (found.isDirectory()) throw new UsageError(`${csv} is a folder`, "name one table in it");
  const file = basename(csv);
  const choice = openTable(readFileSync(csv), file);
  const target = targetOf(choice.table, wanted);
  const text = programFor(choice, target, `data/${file}`, dataName(file, choice.table.columns));
  madeWhole(folder, () => {
    makeFolder(join(folder, "data"));
    cpSync(csv, join(folder, "data", file));
    writeFileSync(join(folder, program), text);
  });
  const { columns, count } = choice.table;
  const c = paint(process.stdout);
  console.log(
    ` ${c.bold("table")}  ${file}: ${count.toLocaleString("en-US")} rows, ${columns.length} columns; predicts \`${target}\``,
  );
  finish(folder, program, [file]);
}

/** Makes a folder and what is in it, or nothing: half of it, from a full disk, would stand in the way of the next attempt. */
export function madeWhole(folder: string, fill: () => void): void {
  const isNew = !existsSync(folder);
  makeFolder(folder);
  try {
    fill();
  } catch (error) {
    if (isNew) rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** `house prices.csv` → `house_prices`; never the name of a column, which a field's expression would mean instead. */
function dataName(file: string, columns: readonly { readonly name: string }[]): string {
  const plain = file
    .replace(/\..*$/, "")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .toLowerCase();
  const name = /^[a-z]/.test(plain) && !KEYWORDS.has(plain) ? plain : `table_${plain}`.replace(/_$/, "");
  const taken =
    columns.some((column) => column.name === name) || ["hidden", "fit", "net", "batch"].includes(name);
  return taken ? `${name}_table` : name;
}

const KEYWORDS = new Set("import config data fn layer model optimizer train test let return if then else scan repeat true false".split(" ")); // prettier-ignore

/** The program's name. Fails where the folder cannot be made. */
export function nameOf(folder: string): string {
  const name = basename(folder);
  if (name.endsWith(".nn"))
    throw new UsageError(
      `${folder} is the name of a file`,
      `a folder is made: nn new ${folder.slice(0, -3)}`,
    );
  if (!/^\w[\w.-]*$/.test(name))
    throw new UsageError(`${folder} is no name for a program`, "use letters, digits, `-`, `_` and `.`");
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found !== undefined && (!found.isDirectory() || readdirSync(folder).length > 0))
    throw new UsageError(
      `${folder} is there already, and nothing in it is overwritten`,
      "choose another name",
    );
  return name;
}

function finish(folder: string, program: string, data: readonly string[]): void {
  if (!existsSync(join(folder, ".gitignore"))) writeFileSync(join(folder, ".gitignore"), "runs/\n");
  const c = paint(process.stdout);
  const made = [program, ...data.map((path) => join("data", path))];
  console.log(` ${c.green("made")}   ${folder}: ${made.join(", ")}`);
  console.log(` ${c.bold("next")}   cd ${shellWord(folder)}\n        nn train ${shellWord(program)}`);
}
