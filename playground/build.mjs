/**
 * Builds the playground into `dist/playground/`, a folder of static files; `--serve` builds it and serves it on this machine.
 *
 * `node playground/build.mjs [--out FOLDER] [--serve] [--port PORT]`
 */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The examples in the order and the groups of the course, which `examples/README.md` lists. */
function courseOf(readme) {
  const groups = [...readme.matchAll(/^- \[([^\]]+)\]\(#[^)]*\): (.+)$/gm)];
  if (groups.length === 0) throw new Error("examples/README.md lists no examples");
  return groups.map(([, title, names]) => ({ title, names: names.split(",").map((name) => name.trim()) }));
}

/** What a program reads beside itself: other programs, and files or folders of `examples/data`. */
function filesOf(text) {
  const named = [...text.matchAll(/"([\w./-]+)(?:#[^"]*)?"/g)].map(([, path]) => path);
  return named.flatMap((path) => {
    const found = statSync(join(root, "examples", path), { throwIfNoEntry: false });
    if (found?.isDirectory()) return readdirSync(join(root, "examples", path)).map((f) => `${path}/${f}`);
    return found?.isFile() ? [path] : [];
  });
}

/** Writes the page with everything it needs; nothing is fetched from elsewhere. */
export async function buildPlayground(out = join(root, "dist/playground")) {
  const { build } = await import("esbuild");
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: {
      main: "playground/main.ts",
      worker: "playground/worker.ts",
      style: "playground/style.css",
    },
    outdir: out,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2023",
    loader: { ".nn": "text" },
    mainFields: ["module", "main"],
    legalComments: "none",
    logLevel: "warning",
    plugins: [withoutNode],
  });
  for (const name of readdirSync(out).filter((n) => n.endsWith(".js"))) {
    const [found] =
      /(\bfrom|\bimport) ?"(node:\w+|commander)"|Dynamic require of/.exec(
        readFileSync(join(out, name), "utf8"),
      ) ?? [];
    if (found !== undefined) throw new Error(`${name} needs a module of Node: ${found}`);
  }
  copyFileSync(join(root, "playground/index.html"), join(out, "index.html"));
  copyExamples(out);
  return out;
}

function copyExamples(out) {
  const copied = new Set();
  const copy = (path) => {
    if (copied.has(path)) return;
    copied.add(path);
    mkdirSync(dirname(join(out, "examples", path)), { recursive: true });
    copyFileSync(join(root, "examples", path), join(out, "examples", path));
  };
  const course = courseOf(readFileSync(join(root, "examples/README.md"), "utf8"));
  const groups = course.map(({ title, names }) => ({
    title,
    examples: names.map((name) => {
      const text = readFileSync(join(root, `examples/${name}.nn`), "utf8");
      const direct = filesOf(text);
      // A program that is imported may read files too.
      const files = new Set([
        ...direct,
        ...direct
          .filter((f) => f.endsWith(".nn"))
          .flatMap((f) => filesOf(readFileSync(join(root, "examples", f), "utf8"))),
      ]);
      [`${name}.nn`, ...files].forEach(copy);
      const about = /^\/\/\s*(.+)$/m.exec(text)?.[1] ?? name;
      return { name, about, files: [...files] };
    }),
  }));
  writeFileSync(join(out, "examples.json"), JSON.stringify(groups));
}

/** What a page cannot have is not in its bundle: modules of Node, and the command line, that only unused functions import. */
const withoutNode = {
  name: "without-node",
  setup({ onResolve }) {
    onResolve({ filter: /^(node:|commander$)/ }, ({ path }) => ({
      path,
      external: true,
      sideEffects: false,
    }));
  },
};

const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
};

/** Serves a folder on this machine alone, and gives the server once it listens. */
export async function serve(folder, port) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const file = join(folder, normalize(decodeURIComponent(pathname)).replace(/\/$/, "/index.html"));
    if (!file.startsWith(folder) || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404).end("not found");
      return;
    }
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    response.end(readFileSync(file));
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(port, "localhost", resolve));
  return server;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      out: { type: "string" },
      serve: { type: "boolean" },
      port: { type: "string", default: "4173" },
    },
  });
  const out = await buildPlayground(values.out);
  if (values.serve) {
    await serve(out, Number(values.port));
    console.log(`the playground is at http://localhost:${values.port}/ (Ctrl-C ends it)`);
  } else console.log(`the playground is in ${out}`);
}
