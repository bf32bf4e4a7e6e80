import nn from "nn-lang/vite";
import { defineConfig } from "vite";

export default defineConfig({
  // The built page works in any folder of a server.
  base: "./",
  build: { target: "es2022" },
  plugins: [nn()],
});
