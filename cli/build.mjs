/**
 * Builds `dist/`: the command, the libraries `compiler` and `runtime`, for Node and for browsers, the plugins of Prettier and
 * Vite, and the small runtime of what `nn build` makes (`artifact.js`; `artifact-hot.js` where a program is being written).
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
const SOURCES = [
  "grammar",
  "compiler",
  "runtime",
  "api",
  "cli",
  "editor",
  "bundler",
  "package.json",
  "package-lock.json",
];

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
  // Bundled CommonJS packages ask for Node's own modules with `require`.
  const banner = {
    js: 'import { createRequire as nnRequire } from "node:module"; const require = nnRequire(import.meta.url);',
  };
  const version = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
  const results = await Promise.all([
    // One file of CommonJS, so that its compiled code can be kept between runs (`quick-start.mjs`); what a command needs of it
    // is evaluated when it asks.
    bundle({
      ...common,
      entryPoints: { cli: "cli/main.ts" },
      outdir: "dist",
      outExtension: { ".js": ".cjs" },
      platform: "node",
      format: "cjs",
      // In code that was kept, V8 knows no longer who would import.
      supported: { "dynamic-import": false },
      minifySyntax: true,
      minifyWhitespace: true,
      define: { NN_VERSION: JSON.stringify(version), "import.meta.url": "nnUrl" },
      banner: { js: 'const nnUrl = require("node:url").pathToFileURL(__filename).href;' },
    }),
    // The two libraries of a platform share their chunks, so an error of one is an error of the other.
    ...[
      ["node", ""],
      ["browser", "browser/"],
    ].map(([platform, folder]) =>
      bundle({
        ...common,
        entryPoints: { [`${folder}compiler`]: "api/compiler.ts", [`${folder}runtime`]: "api/runtime.ts" },
        outdir: "dist",
        platform,
        splitting: true,
        chunkNames: "chunks/[name]-[hash]",
        ...(platform === "node" ? { banner } : { plugins: [withoutNode] }),
      }),
    ),
    artifactRuntime(bundle, common),
    bundle({ ...common, ...SMALL, entryPoints: { "artifact-hot": "runtime/artifact/hot.ts" } }),
    bundle({
      ...common,
      entryPoints: { prettier: "editor/prettier/index.ts" },
      outdir: "dist",
      platform: "neutral",
    }),
    bundle({
      ...common,
      entryPoints: { vite: "bundler/plugin.ts" },
      outdir: "dist",
      platform: "node",
      define: { NN_VERSION: JSON.stringify(version) },
      banner,
    }),
  ]);
  const files = results.flatMap((result) => result.outputFiles);
  const isEntry = (file) => dirname(file.path) !== join(dist, "chunks");
  for (const file of files.filter((f) => !isEntry(f))) writeAtomic(file.path, file.contents);
  for (const file of files.filter(isEntry)) writeAtomic(file.path, file.contents);
  removeOldChunks(new Set(files.map((f) => basename(f.path))), fresh);
  for (const types of ["editor/prettier/prettier.d.ts", "bundler/vite.d.ts"])
    writeAtomic(join(dist, basename(types)), readFileSync(join(root, types)));
  if (fresh) await declareTypes();
  writeAtomic(stampFile, stamp);
}

/** What a page cannot have is not in its bundle: modules of Node that only unused functions import are left out. */
const withoutNode = {
  name: "without-node",
  setup(build) {
    build.onResolve({ filter: /^node:/ }, ({ path }) => ({ path, external: true, sideEffects: false }));
  },
};

/** What stands for modules of the runtime in the small one, in `runtime/artifact/`: a page has no disk and looks into no run. */
const STAND_INS = {
  "run-store": "no-recorder",
  watch: "no-watch",
  clock: "no-clock",
  resident: "no-resident",
  "not-finite": "no-search",
  device: "device",
  weights: "small-weights",
  errors: "data-errors",
};

const smallRuntime = {
  name: "small-runtime",
  setup(build) {
    build.onResolve({ filter: /\.ts$/ }, ({ path, importer }) => {
      const wanted = join(dirname(importer), path);
      const folder = basename(path) === "errors.ts" ? "runtime/data" : "runtime";
      const stand = STAND_INS[basename(path, ".ts")];
      const isMeant = stand !== undefined && dirname(wanted) === join(root, folder);
      const own = join(root, `runtime/artifact/${stand}.ts`);
      return isMeant && importer !== own ? { path: own } : undefined;
    });
  },
};

/** How the small runtime is bundled. */
const SMALL = {
  outdir: "dist",
  platform: "browser",
  target: "es2022",
  plugins: [smallRuntime],
  // Fields that a constructor takes as parameters need no declaration of their own.
  tsconfigRaw: { compilerOptions: { target: "es2022", useDefineForClassFields: false } },
};

/** The small runtime, as small as it gets: it is part of every module that `nn build` makes. */
async function artifactRuntime(bundle, common) {
  const { minify } = await import("terser");
  const entryPoints = { artifact: "runtime/artifact/index.ts" };
  const { outputFiles } = await bundle({ ...common, ...SMALL, entryPoints, minify: true });
  const [{ path, text }] = outputFiles;
  const { code } = await minify(text, {
    module: true,
    ecma: 2022,
    compress: { passes: 5, pure_getters: true },
  });
  return { outputFiles: [{ path, contents: code }] };
}

/**
 * `compiler.d.ts` and `runtime.d.ts`, and what both declare. Slow, so not for the command in a checkout: `node cli/build.mjs`
 * makes them for a package, a test for itself.
 */
export async function declareTypes() {
  const { rollup } = await import("rollup");
  const { dts } = await import("rollup-plugin-dts");
  const made = await rollup({
    input: ["compiler", "runtime"].map((name) => join(root, `api/${name}.ts`)),
    plugins: [dts({ tsconfig: join(root, "tsconfig.json") })],
    onwarn(warning) {
      throw new Error(warning.message);
    },
  });
  const { output } = await made.generate({
    format: "es",
    entryFileNames: "[name].d.ts",
    chunkFileNames: "shared.d.ts",
  });
  for (const { fileName, code } of output) writeAtomic(join(dist, fileName), code);
  await made.close();
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
