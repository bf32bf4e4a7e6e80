// Bundles bench/kernels.ts and runs it: `node bench/kernels.mjs --dot=512,512,512`.
import { mkdtempSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(here, "../node_modules/.kernels-"));
const outfile = join(folder, "kernels.mjs");
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
await build({
  entryPoints: [join(here, "kernels.ts")],
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  loader: { ".nn": "text" },
  outfile,
});
await import(pathToFileURL(outfile).href);
