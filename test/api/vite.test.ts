/**
 * `nn-lang/vite` in plain Rollup, and what Vite's own ways add: what a `.nn` file is as a module, what is told of its mistakes, what is watched.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rollup, type RollupLog, type RollupOutput, watch, type WatcherOptions } from "rollup";
import { build, createServer, type InlineConfig } from "vite";
import { beforeAll, expect, test, vi } from "vitest";
import plugin from "../../bundler/plugin.ts";
import type { NnOptions, NnPlugin } from "../../bundler/vite.d.ts";
import { buildIfStale } from "../../cli/build.mjs";
import { readSafetensors, writeSafetensors } from "../../runtime/data/safetensors.ts";
import { folder, nn as command } from "../cli/nn.ts";

/** As its users have it. */
const nn: (options?: NnOptions) => NnPlugin = plugin;

const LINE = `import { twice } from "layers.nn"

data points = csv("points.csv") { x: [2] = [a, b]  y: [1] = [c] }

model line(x: [batch, 2]) -> [batch, 1] = x |> twice

train fit on points {
  epochs = 2
  batch = 4
  let net = line()
  minimize mse(net(x), y) with sgd(lr: 0.1)
  predict guess = net(x)
}
`;
const LAYERS = "layer twice(x: [batch, 2]) -> [batch, 1] = x |> dense(3) |> tanh |> dense(1)\n";
const POINTS = `a,b,c\n${Array.from({ length: 20 }, (_, i) => `${i},${-i},${2 * i}`).join("\n")}\n`;
const TWO = `train one { steps = 2  param w = 4.0  minimize w^2 with sgd(lr: 0.3) }
train two { steps = 2  param w = 1.0  minimize w^4 with sgd(lr: 0.1) }
`;

beforeAll(async () => {
  vi.stubGlobal("NN_VERSION", "0.0.0");
  // The plugin takes the small runtime from there.
  await buildIfStale();
}, 60_000);

const project = (files: Readonly<Record<string, string>> = {}) =>
  folder({ "fit.nn": LINE, "layers.nn": LAYERS, "points.csv": POINTS, ...files });

interface Done {
  readonly output: RollupOutput["output"];
  readonly watched: readonly string[];
  readonly warnings: readonly RollupLog[];
}

async function bundle(at: string, code: string, options: NnOptions = {}): Promise<Done> {
  writeFileSync(join(at, "main.js"), code);
  const warnings: RollupLog[] = [];
  const made = await rollup({
    input: join(at, "main.js"),
    plugins: [nn(options)],
    onwarn: (warning) => void warnings.push(warning),
  });
  const { output } = await made.generate({ format: "es" });
  await made.close();
  return { output, watched: made.watchFiles, warnings };
}

async function failure(at: string, options: NnOptions = {}): Promise<RollupLog> {
  try {
    await bundle(at, 'import "./fit.nn";', options);
  } catch (error) {
    return error as RollupLog;
  }
  throw new Error("nothing failed");
}

test("a program is a module over a runtime, with all that it was made of watched", async () => {
  const at = project();
  const { output, watched, warnings } = await bundle(
    at,
    'export { predict, default as all, fit, line } from "./fit.nn";',
  );
  expect(warnings).toEqual([]);
  expect(output.length).toBe(1);
  writeFileSync(join(at, "out.mjs"), output[0].code);
  const module = (await import(join(at, "out.mjs"))) as Record<string, Record<string, unknown>>;
  expect(Object.keys(module).sort()).toEqual(["all", "fit", "line", "predict"]);
  expect(module["all"]).toBe(module["fit"]);
  expect(module["all"]).toBe(module["line"]);
  expect(Object.keys(module["all"]!).sort()).toEqual(["evaluate", "open", "predict", "train"]);
  expect(output[0].code).toContain("net.twice_0.dense_0.w");
  expect(output[0].code).not.toContain("import.meta.hot");
  for (const name of ["fit.nn", "layers.nn", "points.csv"]) expect(watched).toContain(join(at, name));
});

test("a program that starts from weights has them beside it, under its own names", async () => {
  const weight = (shape: number[]) => ({ dtype: "f32", shape, data: new Float32Array(shape.reduce((a, b) => a * b, 1)) }) as const; // prettier-ignore
  const start = writeSafetensors([
    ["other.twice_0.dense_0.w", weight([2, 3])],
    ["other.twice_0.dense_0.b", weight([3])],
    ["other.twice_0.dense_1.w", weight([3, 1])],
    ["other.twice_0.dense_1.b", weight([1])],
  ]);
  const at = project({
    "fit.nn": LINE.replace("let net = line()", 'let net = line() from "start.safetensors"'),
  });
  writeFileSync(join(at, "start.safetensors"), start);
  const { output, watched } = await bundle(at, 'export { train } from "./fit.nn";');
  expect(watched).toContain(join(at, "start.safetensors"));
  const [asset, ...others] = output.filter((o) => o.type === "asset");
  expect(others).toEqual([]);
  expect(asset!.fileName).toMatch(/fit-start.*\.safetensors$/);
  expect([...readSafetensors(asset!.source as Uint8Array, "start").keys()]).toContain(
    "net.twice_0.dense_1.b",
  );
  expect(output[0].code).toMatch(/undefined, new URL\([^)]*fit-start/);
});

test("its types stand beside it, and are written only when they change", async () => {
  const at = project();
  const path = join(at, "fit.d.nn.ts");
  await bundle(at, 'import "./fit.nn";');
  const text = readFileSync(path, "utf8");
  expect(text).toContain("readonly guess: Float32Array");
  expect(text).toContain("export { block as default, block as fit, block as line };");
  writeFileSync(path, `${text}// changed`);
  await bundle(at, 'import "./fit.nn";');
  expect(readFileSync(path, "utf8")).toBe(text);
  const without = project();
  await bundle(without, 'import "./fit.nn";', { types: false });
  expect(() => readFileSync(join(without, "fit.d.nn.ts"))).toThrow();
});

test("several `train` blocks are exported by their names", async () => {
  const at = project({ "two.nn": TWO });
  const { output } = await bundle(at, 'export * as two from "./two.nn";');
  expect(output[0].code).toMatch(/one: block0,\s*two: block1/);
  const types = readFileSync(join(at, "two.d.nn.ts"), "utf8");
  expect(types).toContain("export { block0 as one };");
  expect(types).not.toContain("as default");
  const only = { programs: { [join(at, "two.nn")]: { train: ["two"] } } };
  const chosen = await bundle(at, 'export { default as it, two } from "./two.nn";', only);
  expect(chosen.output[0].code).toContain("export { block0 as it, block0 as two }");
  await expect(
    bundle(at, 'import "./two.nn";', { programs: { [join(at, "two.nn")]: { train: ["three"] } } }),
  ).rejects.toThrow("has no `train three`");
});

test("other settings, and weights: a file of the bundle, or of Vite's server", async () => {
  const at = project();
  const ran = await command(["train", "fit.nn", "--device", "cpu", "--out", "run"], { cwd: at });
  expect(ran.stderr).toBe("");
  const programs = { [join(at, "fit.nn")]: { weights: join(at, "run"), config: { batch: 5 } } };
  const isWhole = (bytes: Uint8Array) =>
    expect([...readSafetensors(bytes, "weights").keys()]).toContain("net.twice_0.dense_0.w");

  const { output, watched } = await bundle(at, 'export { open } from "./fit.nn";', { programs });
  expect(output[0].code).toContain('"batch":5');
  const asset = output.find((file) => file.type === "asset")!;
  expect(asset.names).toEqual(["fit.safetensors"]);
  isWhole(asset.source as Uint8Array);
  expect(output[0].code).toContain(asset.fileName);
  expect(watched.some((path) => path.endsWith("best.safetensors"))).toBe(true);

  const config = {
    root: at,
    configFile: false as const,
    logLevel: "silent" as const,
    plugins: [nn({ programs })],
  } satisfies InlineConfig;
  const rollupOptions = { input: join(at, "main.js"), preserveEntrySignatures: "strict" } as const;
  const built = await build({ ...config, build: { write: false, rollupOptions } });
  const two = join(at, "two.nn");
  writeFileSync(two, TWO);
  const whose = { [two]: { weights: join(at, "run") } };
  await expect(bundle(at, 'import "./two.nn";', { programs: whose })).rejects.toThrow("say whose weights");
  const files = (built as Extract<typeof built, { readonly output: unknown }>).output;
  const file = files.find(({ fileName }) => fileName.endsWith(".safetensors"))!;
  expect(files[0].code).toContain(file.fileName.split("/").at(-1));

  const server = await createServer({ ...config, server: { port: 0 } });
  try {
    await server.listen();
    const { code } = (await server.transformRequest("/fit.nn"))!;
    expect(code).toContain("import.meta.hot.accept");
    const path = /"(\/@nn-weights\/\w+)"/.exec(code)![1]!;
    const response = await fetch(new URL(path, server.resolvedUrls!.local[0]));
    isWhole(new Uint8Array(await response.arrayBuffer()));
  } finally {
    await server.close();
  }
}, 60_000);

test("a mistake is told with its place and its lines", async () => {
  const at = project({ "fit.nn": LINE.replace("net(x), y", "net(x), z") });
  const { message, loc, frame, id, plugin } = await failure(at);
  expect(plugin).toBe("nn");
  expect(message).toContain("NN0301: unknown name `z`");
  expect(id).toBe(join(at, "fit.nn"));
  expect(loc).toEqual({ file: join(at, "fit.nn"), line: 11, column: 24 });
  expect(frame).toMatch(/11 \|   minimize mse\(net\(x\), z\)/);
});

test("and so is one in an imported file, or in the data", async () => {
  const inLayers = await failure(project({ "layers.nn": LAYERS.replace("tanh", "thanh") }));
  expect(inLayers.loc?.file).toMatch(/layers\.nn$/);
  expect(inLayers.frame).toContain("did you mean `tanh`?");
  const inData = await failure(project({ "points.csv": POINTS.replace("a,b,c", "a,b,d") }));
  expect(inData.message).toContain("NN0501: no column `c`");
  expect(inData.loc?.line).toBe(3);
});

test("what is no program of the language is told too", async () => {
  const empty = await failure(project({ "fit.nn": "config width = 3\n" }));
  expect(empty.message).toContain("has no `train` block");
  const at = project();
  const missing = await failure(at, { programs: { "other.nn": {} } });
  expect(missing.message).toContain("there is no program other.nn");
  const noData = await failure(at, { programs: { [join(at, "fit.nn")]: { data: { pionts: "x.csv" } } } });
  expect(noData.message).toContain("did you mean points?");
});

test("warnings are warnings", async () => {
  const at = project({ "fit.nn": LINE.replace("predict guess", "let unused = x\n  predict guess") });
  const { warnings } = await bundle(at, 'import "./fit.nn";');
  expect(warnings.map((w) => [w.plugin, w.loc?.line])).toEqual([["nn", 12]]);
});

test("in watch mode a repaired data file is taken up", async () => {
  const at = project({ "points.csv": "a,b,d\n1,2,3\n" });
  mkdirSync(join(at, "out"));
  writeFileSync(join(at, "main.js"), 'export { predict } from "./fit.nn";');
  const settings: WatcherOptions = { buildDelay: 20 };
  const watcher = watch({
    input: join(at, "main.js"),
    plugins: [nn()],
    output: { file: join(at, "out/main.js") },
    watch: settings,
  });
  try {
    const told = (code: string) =>
      new Promise<void>((resolve) => watcher.on("event", (event) => void (event.code === code && resolve())));
    await told("ERROR");
    const done = told("BUNDLE_END");
    // Again until it is noticed: the watcher may not have seen the file as it was yet.
    const writing = setInterval(() => writeFileSync(join(at, "points.csv"), POINTS), 300);
    await done.finally(() => clearInterval(writing));
    expect(readFileSync(join(at, "out/main.js"), "utf8")).toContain("net.twice_0.dense_0.w");
  } finally {
    await watcher.close();
  }
}, 30_000);
