/**
 * Tests run the sources directly. The only thing that Vite has to be told is that a `.nn` import is its text, as esbuild's
 * `text` loader has it in the bundled command.
 */
import { readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vitest/config";

const nnText: Plugin = {
  name: "nn-text",
  enforce: "pre",
  load(id) {
    const path = id.split("?")[0]!;
    return path.endsWith(".nn") ? `export default ${JSON.stringify(readFileSync(path, "utf8"))};` : undefined;
  },
};

export default defineConfig({
  plugins: [nnText],
  // Software drivers share the processors with whatever else runs; a test that hangs is told soon enough.
  test: { include: ["test/**/*.test.ts"], testTimeout: 180_000, hookTimeout: 180_000 },
});
