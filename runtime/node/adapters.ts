/**
 * The adapters that Node can use through the `webgpu` package (Dawn): the system's, and on Linux x64 the SwiftShader that
 * `@sparticuz/chromium` carries.
 *
 * Dawn opens the Vulkan loader by name when it looks for adapters and prints a warning where there is none, so the loader
 * and its drivers are looked for first, and a machine without them gets no warning.
 */
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { AdapterAttempt, AdapterCandidate, OpenOptions } from "../device.ts";
import { loadSwiftShader, vulkanLoaderMissing } from "./swiftshader.ts";

/** Without the second, NVIDIA on Vulkan has no `shader-f16`. */
const TOGGLES = ["allow_unsafe_apis", "vulkan_enable_f16_on_nvidia"];

export function nodeAttempts(options: OpenOptions): AdapterAttempt[] {
  const toggles = [...TOGGLES, ...(options.toggles ?? [])];
  const hardware: AdapterAttempt = {
    what: "the system's hardware adapter",
    open: () => systemAdapter(toggles, "hardware"),
  };
  const software: AdapterAttempt = {
    what: "the system's software adapter",
    open: () => systemAdapter(toggles, "software"),
  };
  const bundled: AdapterAttempt = { what: "the bundled SwiftShader", open: () => bundledAdapter(toggles) };
  switch (options.adapter) {
    case "hardware":
      return [hardware];
    case "software":
      return [software, bundled];
    case "swiftshader":
      return [bundled];
    case undefined:
      return [hardware, software, bundled];
  }
}

/**
 * The system's adapter of a kind. Dawn is asked for any adapter first: it finds a software one that is asked for by name
 * only after that.
 */
async function systemAdapter(
  toggles: readonly string[],
  kind: "hardware" | "software",
): Promise<AdapterCandidate | string> {
  const missing = vulkanMissing();
  if (missing !== undefined) return missing;
  const gpu = await dawn("system", toggles);
  let adapter = await gpu.requestAdapter({ powerPreference: "high-performance" });
  if (adapter && kind === "software" && !adapter.info.isFallbackAdapter) {
    adapter = await gpu.requestAdapter({ forceFallbackAdapter: true });
  }
  if (!adapter) return "the system offers none";
  const { info } = adapter;
  if (info.isFallbackAdapter !== (kind === "software"))
    return `the system only offers ${info.description || info.device}`;
  const name = prettyName(info);
  return { adapter, kind, source: kind === "hardware" ? name : `${name} (this system's software adapter)` };
}

async function bundledAdapter(toggles: readonly string[]): Promise<AdapterCandidate | string> {
  const swiftShader = loadSwiftShader();
  if (typeof swiftShader === "string") return swiftShader;
  // The loader reads the variables when Dawn makes its Vulkan instance, at the first request; they are set for that time
  // only, so that neither child processes nor other devices are bound to SwiftShader.
  const before = Object.fromEntries(VARIABLES.map((name) => [name, process.env[name]]));
  for (const name of VARIABLES) delete process.env[name];
  process.env["VK_DRIVER_FILES"] = process.env["VK_ICD_FILENAMES"] = swiftShader.icd;
  try {
    const gpu = await dawn("swiftshader", toggles);
    const adapter = await gpu.requestAdapter();
    if (!adapter) return "it was loaded, but Dawn offers no adapter for it";
    return { adapter, kind: "software", source: "SwiftShader (bundled with @sparticuz/chromium)" };
  } finally {
    for (const name of VARIABLES) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}

/** What decides which Vulkan drivers the loader takes. */
const VARIABLES = ["VK_DRIVER_FILES", "VK_ICD_FILENAMES", "VK_ADD_DRIVER_FILES"] as const;

/**
 * Dawn's entry objects, one for each set of drivers and toggles. They are kept for the life of the process: Dawn crashes
 * when one is collected while something made from it is in use, and an idle one does not keep the process alive.
 */
const entries = new Map<string, GPU>();

async function dawn(drivers: "system" | "swiftshader", toggles: readonly string[]): Promise<GPU> {
  const variables = VARIABLES.map((name) => process.env[name] ?? "");
  const key = [drivers, ...variables, ...toggles].join("\n");
  const known = entries.get(key);
  if (known) return known;
  const { create } = await import("webgpu");
  const on = toggles.filter((t) => !t.startsWith("-"));
  const off = toggles.filter((t) => t.startsWith("-")).map((t) => t.slice(1));
  const gpu = create([
    `enable-dawn-features=${on.join(",")}`,
    ...(off.length > 0 ? [`disable-dawn-features=${off.join(",")}`] : []),
  ]);
  entries.set(key, gpu);
  return gpu;
}

/** Why there is no use in asking Dawn for a system adapter, where that is so. Only Linux depends on Vulkan. */
function vulkanMissing(): string | undefined {
  if (process.platform !== "linux") return undefined;
  const loader = vulkanLoaderMissing();
  if (loader !== undefined) return `no Vulkan loader (libvulkan.so.1): ${loader}`;
  const named = process.env["VK_DRIVER_FILES"] ?? process.env["VK_ICD_FILENAMES"];
  if (named !== undefined) {
    return named.split(":").some(existsSync)
      ? undefined
      : `no Vulkan driver: VK_DRIVER_FILES names ${named || "nothing"}`;
  }
  if (process.env["VK_ADD_DRIVER_FILES"] !== undefined) return undefined;
  const folders = driverFolders();
  const found = folders.some(
    (folder) => existsSync(folder) && readdirSync(folder).some((f) => f.endsWith(".json")),
  );
  return found ? undefined : "no Vulkan driver is installed";
}

/** Where the Vulkan loader looks for drivers on Linux. */
function driverFolders(): string[] {
  const list = (name: string, otherwise: string) => (process.env[name] || otherwise).split(":");
  const roots = [
    process.env["XDG_CONFIG_HOME"] || join(homedir(), ".config"),
    ...list("XDG_CONFIG_DIRS", "/etc/xdg"),
    "/usr/local/etc",
    "/etc",
    process.env["XDG_DATA_HOME"] || join(homedir(), ".local/share"),
    ...list("XDG_DATA_DIRS", "/usr/local/share:/usr/share"),
    "/usr/local/share",
    "/usr/share",
  ];
  return roots.map((root) => join(root, "vulkan/icd.d"));
}

/** `NVIDIA H200` from what drivers write: names with dashes and driver versions. */
function prettyName(info: GPUAdapterInfo): string {
  const colon = info.description.indexOf(": ");
  const name = colon > 0 ? info.description.slice(0, colon) : "";
  const fromDevice = info.device
    .split("-")
    .filter((word) => word !== "")
    .map((word) => (word.length <= 3 || /\d/.test(word) || word === "nvidia" ? word.toUpperCase() : word))
    .join(" ");
  // Drivers write their own name before the colon; it is the device's only for software.
  if (info.isFallbackAdapter) return name || fromDevice;
  return fromDevice || name || info.description || info.vendor || "an unnamed GPU";
}
