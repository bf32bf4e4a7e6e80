/**
 * Builds `dist/`: the command (with chunks that are loaded when needed) and the two libraries, `compiler` and `runtime`.
 *
 * `node cli/build.mjs` builds afresh. The launcher imports `buildIfStale`, which does nothing while the sources are as
 * they were. Files are written under other names and renamed, the entries last, so a command that starts at the same
 * moment finds the old build or the new one.
 */
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, "dist");
const stampFile = join(dist, ".stamp");
const SOURCES = ["grammar", "compiler", "runtime", "cli", "package.json", "package-lock.json"];

/** Native or very large packages stay outside; everything else is bundled, which makes the command start quickly. */
const EXTERNAL = ["webgpu", "@sparticuz/chromium"];

/** What tells one state of the sources from another: their number and the newest change. */
function stampOfSources() {
  let newest = 0;
  let count = 0;
  const visit = (path) => {
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found) return;
    newest = Math.max(newest, found.mtimeMs);
    count++;
    if (found.isDirectory()) for (const name of readdirSync(path)) visit(join(path, name));
  };
  for (const path of SOURCES) visit(join(root, path));
  return `${newest} ${count}`;
}

export async function buildIfStale() {
  const stamp = stampOfSources();
  let built = "";
  try {
    built = readFileSync(stampFile, "utf8");
  } catch {
    // Never built.
  }
  if (built !== stamp) await build(stamp);
}

async function build(stamp, fresh = false) {
  const { build: bundle } = await import("esbuild");
  const common = {
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: "esm",
    target: "es2023",
    loader: { ".nn": "text" },
    external: EXTERNAL,
    mainFields: ["module", "main"],
    logLevel: "silent",
    legalComments: "none",
  };
  const version = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
  const results = await Promise.all([
    bundle({
      ...common,
      entryPoints: { cli: "cli/main.ts" },
      outdir: "dist",
      platform: "node",
      splitting: true,
      minifySyntax: true,
      minifyWhitespace: true,
      chunkNames: "chunks/[name]-[hash]",
      define: { NN_VERSION: JSON.stringify(version) },
      // Bundled CommonJS packages ask for Node's own modules with `require`.
      banner: {
        js: 'import { createRequire as nnRequire } from "node:module"; const require = nnRequire(import.meta.url);',
      },
    }),
    ...libraries().map(([name, entry, platform]) =>
      bundle({ ...common, entryPoints: { [name]: entry }, outdir: "dist", platform }),
    ),
  ]);
  const files = results.flatMap((result) => result.outputFiles);
  const isEntry = (file) => dirname(file.path) === dist;
  for (const file of files.filter((f) => !isEntry(f))) writeAtomic(file.path, file.contents);
  for (const file of files.filter(isEntry)) writeAtomic(file.path, file.contents);
  removeOldChunks(new Set(files.map((f) => basename(f.path))), fresh);
  writeAtomic(stampFile, stamp);
}

/** The libraries whose entry is there. */
function libraries() {
  return [
    ["compiler", "compiler/index.ts", "neutral"],
    ["runtime", "runtime/index.ts", "node"],
  ].filter(([, entry]) => statSync(join(root, entry), { throwIfNoEntry: false }));
}

function writeAtomic(path, contents) {
  mkdirSync(dirname(path), { recursive: true });
  const part = `${path}.${process.pid}.part`;
  writeFileSync(part, contents);
  renameSync(part, path);
}

/** Chunks of earlier builds; a command that is still running may load one, so young ones stay unless `all` go. */
function removeOldChunks(current, all) {
  const folder = join(dist, "chunks");
  for (const name of readdirSync(folder)) {
    if (current.has(name)) continue;
    const found = statSync(join(folder, name), { throwIfNoEntry: false });
    if (found && (all || Date.now() - found.mtimeMs > 3_600_000)) rmSync(join(folder, name), { force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build(stampOfSources(), true);
