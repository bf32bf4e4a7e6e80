/**
 * `nn-lang/vite`: `.nn` files as modules, in Vite and in plain Rollup.
 *
 * In a page that Vite serves, models take up each new version of their program (`runtime/artifact/hot.ts`); what is built has the
 * small runtime alone.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin, ResolvedConfig } from "vite";
import { smallRuntime } from "../cli/shared/build.ts";
import { buildProgram } from "./program.ts";
import { moduleCode } from "./text.ts";
import { writeTypes } from "./types.ts";
import type { NnOptions, NnPlugin } from "./vite.d.ts";

/** Modules that all programs of a page share. */
const RUNTIME = "virtual:nn-lang/artifact";
const HOT_RUNTIME = "virtual:nn-lang/artifact-hot";

/** Where the development server has weights. */
const WEIGHTS = "@nn-weights/";

export default function nn({ programs = {}, types = true }: NnOptions = {}): Plugin & NnPlugin {
  let config: ResolvedConfig | undefined;
  const root = () => config?.root ?? process.cwd();
  /** The files that a program was made of, by its own path. */
  const parts = new Map<string, ReadonlySet<string>>();
  /** By their hash. */
  const weights = new Map<string, Uint8Array>();

  function optionsOf(file: string) {
    return Object.entries(programs).find(([path]) => resolve(root(), path) === resolve(file))?.[1] ?? {};
  }

  /** The path on the development server. */
  function serve(base: string, source: Uint8Array): string {
    const hash = createHash("sha256").update(source).digest("hex").slice(0, 16);
    weights.set(hash, source);
    return `${base}${WEIGHTS}${hash}`;
  }

  return {
    name: "nn",

    configResolved(resolved) {
      config = resolved;
    },

    buildStart() {
      for (const path of Object.keys(programs))
        if (!existsSync(resolve(root(), path)))
          this.error(`there is no program ${path} in ${root()}: \`programs\` of the nn plugin names it`);
    },

    configureServer(server) {
      server.middlewares.use(`${server.config.base}${WEIGHTS}`, (request, response, next) => {
        const found = weights.get(request.url?.slice(1) ?? "");
        if (!found) return next();
        response.setHeader("content-type", "application/octet-stream");
        response.end(found);
      });
    },

    resolveId(id) {
      return id === RUNTIME || id === HOT_RUNTIME ? `\0${id}` : undefined;
    },

    load(id, options) {
      if (id === `\0${RUNTIME}`) return smallRuntime("artifact");
      if (id === `\0${HOT_RUNTIME}`) return smallRuntime("artifact-hot");
      // With a query, such as `?raw`, it is something else that is wanted of the file.
      if (!id.endsWith(".nn") || id.startsWith("\0")) return undefined;
      const watched = new Set([resolve(id)]);
      const built = buildProgram(resolve(id), root(), optionsOf(id), (path) => watched.add(path));
      parts.set(id, watched);
      for (const path of watched) this.addWatchFile(path);
      if ("failure" in built) return this.error(built.failure);
      for (const warning of built.warnings) this.warn(warning);
      const { blocks } = built;
      if (types) writeTypes(id, blocks);
      const isHot = config?.command === "serve" && options?.ssr !== true;
      const files = new Map<Uint8Array, string>();
      const place = (source: Uint8Array | undefined, name: string): void => {
        if (!source) return;
        if (config?.command === "serve") files.set(source, JSON.stringify(serve(config.base, source)));
        else {
          const emitted = this.emitFile({ type: "asset", name, source });
          files.set(source, `import.meta.ROLLUP_FILE_URL_${emitted}`);
        }
      };
      for (const { name, weights, start } of blocks) {
        place(weights, `${name}.safetensors`);
        place(start, `${name}-start.safetensors`);
      }
      return moduleCode(blocks, { runtime: isHot ? HOT_RUNTIME : RUNTIME, isHot, files });
    },

    hotUpdate({ file, modules }) {
      const changed = [...parts].filter(([, watched]) => watched.has(resolve(file))).map(([id]) => id);
      const found = changed.flatMap((id) => this.environment.moduleGraph.getModuleById(id) ?? []);
      return [...new Set([...modules, ...found])];
    },
  };
}
