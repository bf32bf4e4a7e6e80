// Bundles TypeScript entry points of this folder, so that Node runs them; the result is removed when the process ends.
import { mkdtempSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export const here = dirname(fileURLToPath(import.meta.url));

/** Gives the path of each bundle, in the order of `entries`. It lies where `node_modules` of the project is found. */
export async function bundle(...entries) {
  return await bundled(entries, ".mjs", { format: "esm", packages: "external" });
}

/** Gives the path of a bundle of CommonJS with its packages, as the command `nn` is one. */
export async function bundleAsCommand(entry) {
  const [path] = await bundled([entry], ".cjs", {
    format: "cjs",
    mainFields: ["module", "main"],
    minifySyntax: true,
    minifyWhitespace: true,
  });
  return path;
}

async function bundled(entries, extension, options) {
  const folder = mkdtempSync(join(here, "../node_modules/.bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  process.on("SIGINT", () => process.exit(130));
  await build({
    entryPoints: entries.map((entry) => join(here, entry)),
    bundle: true,
    platform: "node",
    loader: { ".nn": "text" },
    outdir: folder,
    outExtension: { ".js": extension },
    ...options,
  });
  return entries.map((entry) => join(folder, basename(entry).replace(/\.ts$/, extension)));
}
