/**
 * The package as a user has it: packed, unpacked into `node_modules` of a folder of its own. What it depends on is linked, so
 * nothing is fetched.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildIfStale, declareTypes } from "../../cli/build.mjs";
import { root, sharedFolder } from "../cli/nn.ts";

/** A folder with the package installed, gone after the tests of the file. Making the libraries' types takes a while. */
export async function installPackage({ types = true } = {}): Promise<string> {
  await buildIfStale();
  if (types) await declareTypes();
  const folder = sharedFolder({ "package.json": '{ "type": "module", "private": true }\n' });
  const run = (program: string, ...args: string[]) =>
    execFileSync(program, args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  // The build is there; `prepack` would make it once more.
  const [packed] = JSON.parse(
    run("npm", "pack", "--ignore-scripts", "--json", "--pack-destination", folder),
  ) as [{ readonly filename: string }];
  const home = join(folder, "node_modules/nn-lang");
  mkdirSync(home, { recursive: true });
  run("tar", "-xzf", join(folder, packed.filename), "-C", home, "--strip-components=1");
  rmSync(join(folder, packed.filename));
  for (const name of dependencies(home)) link(name, folder);
  return folder;
}

/** Makes a package of the checkout one of the folder. */
export function link(name: string, folder: string): void {
  const to = join(folder, "node_modules", name);
  if (existsSync(to)) return;
  mkdirSync(dirname(to), { recursive: true });
  symlinkSync(join(root, "node_modules", name), to);
}

function dependencies(home: string): string[] {
  const manifest = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as {
    readonly dependencies: Readonly<Record<string, string>>;
    readonly optionalDependencies?: Readonly<Record<string, string>>;
  };
  const names = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.optionalDependencies ?? {})];
  const there = new Set(readdirSync(join(root, "node_modules")));
  return names.filter((name) => there.has(name.split("/")[0]!));
}
