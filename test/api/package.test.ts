/**
 * The package as its user imports it: packed, installed, type-checked, run in Node, bundled for a page.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import { root } from "../cli/nn.ts";
import { installPackage } from "./packed.ts";

/** The design's own words, in a function for its `await`s. */
const SNIPPET = `
import { compile, format } from "nn-lang/compiler";
import { openDevice, train, load, call } from "nn-lang/runtime";
declare const read: (path: string) => string;
declare const signal: AbortSignal;
declare const x: Float32Array;
declare function plot(step: number, loss: number): void;
export async function snippet() {
  const { program, diagnostics } = await compile("mnist.nn", { read, config: { hidden: 256 } });
  const device = await openDevice("webgpu");
  const run = train(program.train.classify, { device, seed: 7, signal });
  for await (const event of run) if (event.type === "step") plot(event.step, event.loss);
  // @ts-expect-error what does not exist is an error
  for await (const event of run) if (event.type === "step") plot(event.step, event.lost);
  const net = await load(program.model.mlp, await run.best(), { device });
  const { output } = await net.run({ x });
  const { value, grads } = await call(program.fn.f, { x }, { device, grad: ["x"] });
  return [format(""), diagnostics.length, output.shape, value[0], grads.x[0]];
}
`;

let folder: string;
beforeAll(async () => {
  folder = await installPackage();
  copyFileSync(join(root, "test/api/user/program.ts"), join(folder, "program.ts"));
  writeFileSync(join(folder, "snippet.ts"), SNIPPET);
});

/** The compiler's complaints about the programs. */
function typeErrors(): string {
  const config = {
    compilerOptions: {
      strict: true,
      noEmit: true,
      target: "ES2023",
      lib: ["ES2023", "ESNext.Disposable", "DOM"],
      types: [],
      module: "NodeNext",
      skipLibCheck: false,
    },
    files: ["program.ts", "snippet.ts"],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  try {
    return execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder], {
      encoding: "utf8",
    });
  } catch (error) {
    return (error as { readonly stdout: string }).stdout;
  }
}

describe("types", () => {
  test("programs check strictly, and so do the declarations themselves", () => {
    expect(typeErrors()).toBe("");
  });

  test("nothing public is `any`", () => {
    const dist = join(folder, "node_modules/nn-lang/dist");
    for (const name of ["compiler.d.ts", "runtime.d.ts", "shared.d.ts"]) {
      const code = readFileSync(join(dist, name), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
      expect(code.match(/[^\n]*[:<|] *any\b[^\n]*/g) ?? [], name).toEqual([]);
    }
  });
});

test("runs in Node", async () => {
  const made = await build({
    entryPoints: [join(folder, "program.ts")],
    write: false,
    format: "esm",
    target: "es2022",
  });
  writeFileSync(join(folder, "program.mjs"), made.outputFiles[0]!.contents);
  const script =
    'const { useEverything } = await import("./program.mjs"); console.log(JSON.stringify(await useEverything("cpu")));';
  const out = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: folder,
    encoding: "utf8",
  });
  const answer = JSON.parse(out) as {
    readonly events: string[];
    readonly first: number;
    readonly last: number;
  };
  expect(answer).toMatchObject({
    formatted: true,
    shape: [3, 1],
    value: 14,
    gradient: [2, 4, 6],
    stopped: "aborted",
  });
  expect(answer.events).toEqual(["start", "step", "end"]);
  expect(answer.last).toBeLessThan(answer.first / 10);
});

test("bundles for a page, with nothing of Node in it", async () => {
  const { metafile, warnings } = await build({
    entryPoints: [join(folder, "program.ts")],
    bundle: true,
    write: false,
    metafile: true,
    platform: "browser",
    format: "esm",
    target: "es2023",
    logLevel: "silent",
  });
  expect(warnings).toEqual([]);
  expect(Object.values(metafile.outputs).flatMap((o) => o.imports)).toEqual([]);
  const used = Object.keys(metafile.inputs).filter((path) => path.includes("/dist/"));
  expect(used.filter((path) => /dist\/(compiler|runtime)\.js$/.test(path))).toEqual([]);
});

test("the package has no sources and no tests", () => {
  const home = join(folder, "node_modules/nn-lang");
  const names = readdirSync(home, { recursive: true, encoding: "utf8" });
  expect(names).toContain(join("dist", "artifact.js"));
  // The template of `nn new --web` is what it writes.
  const own = names.filter((name) => !name.startsWith(join("cli", "templates")));
  expect(own.filter((name) => /(?<!\.d)\.m?ts$|^test/.test(name))).toEqual([]);
});
