#!/usr/bin/env node
/**
 * The launcher of `nn`. A published package carries `dist/`; in a checkout the command is bundled here when its sources
 * have changed (install scripts may be switched off, so nothing else does it).
 */
import { existsSync } from "node:fs";
import * as modules from "node:module";
import { fileURLToPath } from "node:url";
import { requireQuickly } from "./quick-start.mjs";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`nn needs Node 20.19 or newer; this is ${process.versions.node}\n`);
  process.exit(2);
}

const require = modules.createRequire(import.meta.url);
if (existsSync(new URL("main.ts", import.meta.url))) {
  try {
    require.resolve("esbuild");
  } catch {
    process.stderr.write("nn is not installed yet: run `npm ci` in its folder first\n");
    process.exit(1);
  }
  const { buildIfStale } = await import("./build.mjs");
  try {
    await buildIfStale();
  } catch (error) {
    // Only someone who edits the sources sees this.
    process.stderr.write(`nn does not build\n${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

const command = fileURLToPath(new URL("../dist/cli.cjs", import.meta.url));
const { main } = requireQuickly(command, process.argv[2] ?? "");
await main(process.argv.slice(2));
