/**
 * Writes the folder of a new program.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { UsageError } from "./exit.ts";
import { packageRoot } from "./root.ts";
import type { Template } from "./templates.ts";
import { paint } from "./terminal.ts";

/** Makes `folder` with a copy of a template; a folder that has something in it is left alone. */
export function makeProject(folder: string, template: Template): void {
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
  const from = join(packageRoot(), "examples");
  mkdirSync(folder, { recursive: true });
  const program = `${name}.nn`;
  const copies = [
    [template.program, program],
    ...template.data.map((path) => [join("data", path), join("data", path)] as const),
  ] as const;
  for (const [source, target] of copies)
    cpSync(join(from, source), join(folder, target), { recursive: true });
  if (!existsSync(join(folder, ".gitignore"))) writeFileSync(join(folder, ".gitignore"), "runs/\n");
  const c = paint(process.stdout);
  const made = [program, ...template.data.map((path) => join("data", path))];
  console.log(` ${c.green("made")}   ${folder}: ${made.join(", ")}`);
  console.log(` ${c.bold("next")}   cd ${folder}\n        nn train ${program}`);
}
