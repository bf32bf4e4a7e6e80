#!/usr/bin/env node
/**
 * The launcher of `nn`. A published package carries `dist/`; in a checkout the command is bundled here when its sources
 * have changed (install scripts may be switched off, so nothing else does it).
 */
import { existsSync } from "node:fs";
import * as modules from "node:module";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`nn needs Node 20.19 or newer; this is ${process.versions.node}\n`);
  process.exit(2);
}

// Newer versions of Node keep the compiled command between runs.
modules.enableCompileCache?.();

if (existsSync(new URL("main.ts", import.meta.url))) {
  try {
    modules.createRequire(import.meta.url).resolve("esbuild");
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

const { main } = await import(new URL("../dist/cli.js", import.meta.url).href);
await main(process.argv.slice(2));
