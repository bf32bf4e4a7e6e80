/**
 * Node, through the `webgpu` package.
 */
import { browserAttempts } from "../browser/adapters.ts";
import { nodeFiles } from "../data/files.ts";
import type { OpenOptions } from "../device.ts";
import type { Platform } from "../platform.ts";
import { nodeAttempts } from "./adapters.ts";

export const platform: Platform = {
  attempts(options) {
    // A runtime that has WebGPU of its own needs no package for it.
    const own = (globalThis as { readonly navigator?: { readonly gpu?: GPU } }).navigator?.gpu;
    return own ? browserAttempts(own, options) : nodeAttempts(options);
  },
  profile: "default",
  atExit: (run) => void process.on("exit", run),
  files: nodeFiles,
  help: installHelp,
};

function installHelp(options: OpenOptions): string {
  const cpu = "or run without a GPU: `--device cpu`";
  if (options.adapter === "hardware")
    return `install the GPU's driver, or leave out the choice of adapter, ${cpu}`;
  if (process.platform === "linux" && process.arch === "x64") {
    return `install @sparticuz/chromium (npm install @sparticuz/chromium), or the GPU's Vulkan driver and libvulkan1, ${cpu}`;
  }
  if (process.platform === "linux")
    return `install a Vulkan driver (Debian: mesa-vulkan-drivers libvulkan1), ${cpu}`;
  return `update the GPU's driver, ${cpu}`;
}
