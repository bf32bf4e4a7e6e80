/**
 * Writes the folder of a page that trains: `nn new NAME --web`.
 */
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildProgram } from "../../bundler/program.ts";
import { writeTypes } from "../../bundler/types.ts";
import { invariant } from "../../compiler/diagnostics.ts";
import { madeWhole, nameOf } from "./project.ts";
import { packageRoot } from "./root.ts";
import { paint } from "./terminal.ts";

const PROGRAM = "digits.nn";

/** What the template's files leave open. */
const GAPS = ["README.md", "package.json"];

const IGNORED = ["node_modules/", "dist/", "runs/"];

/** Makes `folder` with the template, its program and data; a folder that has something in it is left alone. */
export function makeWebProject(folder: string): void {
  const name = nameOf(folder);
  const root = packageRoot();
  madeWhole(folder, () => fill(folder, name, root));
  const c = paint(process.stdout);
  console.log(
    ` ${c.green("made")}   ${folder}: ${readdirSync(folder)
      .filter((entry) => !entry.startsWith("."))
      .sort()
      .join(", ")}`,
  );
  console.log(` ${c.bold("next")}   cd ${folder}\n        npm install && npm run dev`);
}

function fill(folder: string, name: string, root: string): void {
  cpSync(join(root, "cli/templates/web"), folder, { recursive: true });
  for (const file of GAPS) {
    const text = readFileSync(join(folder, file), "utf8");
    writeFileSync(
      join(folder, file),
      text
        .replaceAll("NAME", file.endsWith(".json") ? packageName(name) : name)
        .replaceAll("VERSION", version(root)),
    );
  }
  cpSync(join(root, "examples", PROGRAM), join(folder, PROGRAM));
  cpSync(join(root, "examples/data/digits"), join(folder, "data/digits"), { recursive: true });
  writeFileSync(join(folder, ".gitignore"), `${IGNORED.join("\n")}\n`);
  // So that an editor knows the program's fields before the page is first served.
  const file = resolve(folder, PROGRAM);
  const built = buildProgram(file, resolve(folder), {}, () => undefined);
  invariant("blocks" in built, "new", "the template's program has errors");
  writeTypes(file, built.blocks);
}

/** Names of packages are in small letters. */
const packageName = (name: string) => name.toLowerCase();

/** Of this package: a checkout, which no registry has, is named by its place. */
function version(root: string): string {
  return existsSync(join(root, "cli/main.ts")) ? `file:${root}` : `^${NN_VERSION}`;
}
