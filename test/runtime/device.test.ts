/**
 * Opening devices and, above all, ending: each case is a process of its own, whose exit code and output are looked at.
 * A crash of Dawn at exit shows as code 134 or 139, a hang as the time limit.
 */
import { type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDevice } from "../../runtime/device.ts";
import { adapters } from "./devices.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
// Below the project, so that the bundle finds its packages.
const folder = join(root, "node_modules/.cache", `device-test-${process.pid}`);
const script = join(folder, "child.mjs");

const CHILD = `
import { openDevice } from ${JSON.stringify(join(root, "runtime/device.ts"))};
import { loadPlan } from ${JSON.stringify(join(root, "runtime/executor.ts"))};
import { GpuStore } from ${JSON.stringify(join(root, "runtime/store.ts"))};
import { descend } from ${JSON.stringify(join(root, "test/runtime/plans.ts"))};
const [adapter, ...modes] = process.argv.slice(2);
let device;
try {
  device = await openDevice("webgpu", adapter === "any" ? {} : { adapter });
} catch (error) {
  console.log(JSON.stringify(error.diagnostic ?? String(error)));
  process.exitCode = 3;
}
if (device) {
  console.log(device.info.source + " | " + (process.env.VK_DRIVER_FILES ?? "unset"));
  if (modes.includes("keep")) globalThis.kept = device;
  if (modes.includes("two")) console.log((await openDevice("webgpu", { adapter: "swiftshader" })).info.source);
  if (modes.includes("run") || modes.includes("flight")) {
    const store = new GpuStore(device);
    store.allocate("params", 64, 4);
    const runner = await loadPlan(device, descend(), store);
    for (let i = 0; i < 64; i++) runner.enqueue({ step: i });
    const results = runner.submit();
    results.catch(() => {});
    if (modes.includes("run")) console.log((await results).scalar(1, "w").toFixed(4));
  }
  if (modes.includes("destroy")) device.destroy();
  if (modes.includes("destroy2")) { device.destroy(); device.destroy(); }
  if (modes.includes("lost")) { device.gpu.destroy(); }
  if (modes.includes("throw")) throw new Error("on purpose");
  if (modes.includes("reject")) void Promise.reject(new Error("on purpose"));
  if (modes.includes("exit")) process.exit(7);
  if (modes.includes("wait")) { console.log("waiting"); setTimeout(() => {}, 20000); }
  if (modes.includes("handler")) process.on("SIGINT", () => { device.destroy(); process.exitCode = 130; setImmediate(() => process.exit()); });
}
`;

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  buildSync({
    stdin: { contents: CHILD, resolveDir: folder, loader: "ts" },
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    outfile: script,
    logLevel: "warning",
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function child(args: string[], env: Record<string, string | undefined> = {}): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [script, ...args], {
    encoding: "utf8",
    timeout: 30_000,
    env: { ...process.env, ...env } as NodeJS.ProcessEnv,
  });
}

const kinds = adapters.map(({ name }) => (name === "SwiftShader" ? "swiftshader" : "software"));

describe.each(kinds)("a process with a device (%s)", (adapter) => {
  it.each([
    ["opens and destroys it", ["destroy"], 0],
    ["destroys it twice", ["destroy2"], 0],
    ["forgets to destroy it", [], 0],
    ["keeps it in a global", ["keep"], 0],
    ["runs steps and destroys it", ["run", "destroy"], 0],
    ["runs steps and forgets to destroy it", ["run", "keep"], 0],
    ["destroys it with steps in flight", ["flight", "destroy"], 0],
    ["ends with steps in flight", ["flight"], 0],
    ["opens two", ["two", "run"], 0],
    ["opens two and exits", ["two", "exit"], 7],
    ["throws", ["run", "throw"], 1],
    ["throws with steps in flight", ["flight", "throw"], 1],
    ["has an unhandled rejection", ["flight", "reject"], 1],
    ["calls process.exit", ["run", "exit"], 7],
    ["calls process.exit with steps in flight", ["flight", "exit"], 7],
    ["loses it", ["run", "lost"], 0],
  ])("ends cleanly when it %s", (_, modes, code) => {
    const done = child([adapter, ...modes]);
    expect([done.status, done.signal]).toEqual([code, null]);
    if (modes.includes("run")) expect(done.stdout).toContain("1.6000");
    expect(done.stderr).not.toMatch(/terminate|Segmentation|core dumped/);
  });

  it.each([
    ["without a handler", ["run", "wait"]],
    ["with a handler", ["run", "wait", "handler"]],
    ["with steps in flight", ["flight", "wait"]],
  ])("ends at Ctrl-C %s", async (_, modes) => {
    const running = spawn(process.execPath, [script, adapter, ...modes], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let errors = "";
    running.stderr.on("data", (text: Buffer) => (errors += text.toString()));
    await new Promise<void>((resolve) => {
      running.stdout.on("data", (text: Buffer) => text.includes("waiting") && resolve());
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const ended = new Promise<[number | null, string | null]>((resolve) =>
      running.on("exit", (code, signal) => resolve([code, signal])),
    );
    running.kill("SIGINT");
    expect(await ended).toEqual(modes.includes("handler") ? [130, null] : [null, "SIGINT"]);
    expect(errors).not.toMatch(/terminate|Segmentation/);
  });
});

describe("choosing an adapter", () => {
  it("takes the bundled SwiftShader where there is no Vulkan driver, and prints nothing", () => {
    const done = child(["any", "run"], { VK_DRIVER_FILES: "/nonexistent/driver.json" });
    expect(done.stdout).toBe(
      "SwiftShader (bundled with @sparticuz/chromium) | /nonexistent/driver.json\n1.6000\n",
    );
    expect(done.stderr).toBe("");
    expect(done.status).toBe(0);
  });

  it("leaves the environment as it was", () => {
    expect(child(["swiftshader"], { VK_DRIVER_FILES: undefined }).stdout).toContain("| unset");
  });

  it("unpacks SwiftShader once into the user's cache, also when processes start together", async () => {
    const cache = mkdtempSync(join(tmpdir(), "nn-cache-"));
    const start = () =>
      new Promise<string>((resolve) => {
        const env = { ...process.env, XDG_CACHE_HOME: cache };
        const running = spawn(process.execPath, [script, "swiftshader", "run"], {
          env,
          stdio: ["ignore", "pipe", "inherit"],
        });
        let text = "";
        running.stdout.on("data", (more: Buffer) => (text += more.toString()));
        running.on("exit", () => resolve(text));
      });
    const outputs = await Promise.all([start(), start(), start()]);
    for (const text of outputs) expect(text).toContain("1.6000");
    const entries = readdirSync(join(cache, "nn-lang"));
    expect(entries).toEqual([expect.stringMatching(/^swiftshader-[\d.]+$/)]);
    rmSync(cache, { recursive: true, force: true });
  });

  it("uses the temporary folder where the cache cannot be written", () => {
    const file = join(folder, "a-file");
    writeFileSync(file, "");
    const done = child(["swiftshader", "run"], { XDG_CACHE_HOME: file, TMPDIR: folder });
    expect(done.stdout).toContain("1.6000");
    expect(readdirSync(folder).some((name) => name.startsWith("nn-lang-"))).toBe(true);
  });

  it("says what was tried and what to install where nothing works", () => {
    // The bundle, run from where no @sparticuz/chromium can be found.
    const bare = mkdtempSync(join(tmpdir(), "nn-bare-"));
    mkdirSync(join(bare, "node_modules"));
    const webgpuPackage = createRequire(import.meta.url).resolve("webgpu");
    const copy = spawnSync(process.execPath, ["-e", `
      const fs = require("fs"), path = require("path");
      fs.copyFileSync(${JSON.stringify(script)}, ${JSON.stringify(join(bare, "child.mjs"))});
      fs.symlinkSync(path.dirname(${JSON.stringify(webgpuPackage)}), ${JSON.stringify(join(bare, "node_modules/webgpu"))});
    `]); // prettier-ignore
    expect(copy.status).toBe(0);
    const done = spawnSync(process.execPath, [join(bare, "child.mjs"), "any"], {
      encoding: "utf8",
      env: { ...process.env, VK_DRIVER_FILES: "/nonexistent/driver.json" },
    });
    rmSync(bare, { recursive: true, force: true });
    expect(done.status).toBe(3);
    const diagnostic = JSON.parse(done.stdout) as {
      code: string;
      notes: string[];
      fixes: { title: string }[];
    };
    expect(diagnostic.code).toBe("NN0601");
    // A machine without even a Vulkan loader says so.
    const why = "(no Vulkan driver: VK_DRIVER_FILES names /nonexistent/driver.json|no Vulkan loader .*)";
    expect(diagnostic.notes).toEqual([
      expect.stringMatching(`^tried the system's hardware adapter: ${why}$`),
      expect.stringMatching(`^tried the system's software adapter: ${why}$`),
      "tried the bundled SwiftShader: the package @sparticuz/chromium is not installed",
    ]);
    expect(diagnostic.fixes[0]!.title).toContain("npm install @sparticuz/chromium");
  });
});

describe.each(adapters)("a device on $name", ({ open }) => {
  it("has the adapter's limits and features, and says what it is", async () => {
    using device = await open();
    expect(device.info.kind).toBe("software");
    expect(device.info.source.length).toBeGreaterThan(5);
    expect(device.limits.maxStorageBuffersPerShaderStage).toBeGreaterThan(8);
    expect(device.features.subgroups).toBe(true);
    expect(device.features.subgroupSize).toBeGreaterThanOrEqual(4);
  });

  it("reports its loss and its destruction", async () => {
    const device = await open();
    device.check();
    device.destroy();
    expect(() => device.check()).toThrow("destroyed");
  });

  it("keeps an error that nobody waited for", async () => {
    using device = await open();
    device.gpu.createBuffer({ label: "odd", size: 16, usage: 0xffff });
    for (let i = 0; i < 50 && !device.failure; i++) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(() => device.check()).toThrow(/odd|usage/i);
  });
});

it("the profile `floor` requests neither limits nor features", async () => {
  using device = await openDevice("webgpu", { adapter: "swiftshader", profile: "floor" });
  expect(device.limits.maxStorageBuffersPerShaderStage).toBe(8);
  expect(device.limits.maxComputeWorkgroupStorageSize).toBe(16384);
  expect(device.limits.maxStorageBufferBindingSize).toBe(134217728);
  expect(device.features).toEqual({
    subgroups: false,
    f16: false,
    timestamps: false,
    subgroupSizeControl: false,
  });
});
