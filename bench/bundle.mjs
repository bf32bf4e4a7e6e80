// Bundles TypeScript entry points of this folder, so that Node runs them; the result is removed when the process ends.
import { mkdtempSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export const here = dirname(fileURLToPath(import.meta.url));

/** Gives the path of each bundle, in the order of `entries`. It lies where `node_modules` of the project is found. */
export async function bundle(...entries) {
  const folder = mkdtempSync(join(here, "../node_modules/.bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  process.on("SIGINT", () => process.exit(130));
  await build({
    entryPoints: entries.map((entry) => join(here, entry)),
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    loader: { ".nn": "text" },
    outdir: folder,
    outExtension: { ".js": ".mjs" },
  });
  return entries.map((entry) => join(folder, basename(entry).replace(/\.ts$/, ".mjs")));
}
