/**
 * Exported programs beside what the interpreter computes for the program itself, in double precision.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import { torchFiles } from "../../cli/shared/export/torch.ts";
import type { LoadedTrain } from "../../cli/shared/load.ts";
import { readWeightFile } from "../../cli/shared/run.ts";
import { interpreter } from "../../compiler/interpret/backend.ts";
import { readSafetensors } from "../../runtime/data/safetensors.ts";
import { toNumbers } from "../../runtime/data/tensor.ts";
import { train as startTraining } from "../../runtime/train.ts";

const PYTHON = "/usr/bin/python3";

/** Whether this machine's Python has a module. */
export function hasPython(module: string): boolean {
  return spawnSync(PYTHON, ["-c", `import ${module}`]).status === 0;
}

export function temporary(): string {
  const path = mkdtempSync(join(tmpdir(), "nn-export-"));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** What a run told and left. */
export interface Told {
  readonly losses: readonly (readonly number[])[];
  readonly scores: Readonly<Record<string, number>> | undefined;
  readonly weights: ReadonlyMap<string, readonly number[]>;
}

/** Writes the exported program; gives its path. */
export async function exported(
  loaded: LoadedTrain,
  folder: string,
  name: string,
  steps: number,
): Promise<string> {
  const path = join(folder, `${name}.py`);
  for (const f of await torchFiles(loaded, path, { layout: "nn", steps })) writeFileSync(f.path, f.bytes);
  return path;
}

/** The program's own run, in double precision. */
export async function reference(loaded: LoadedTrain, steps: number): Promise<Told> {
  const { train, dataProgram, file } = loaded;
  const run = startTraining(train, {
    backend: interpreter({ precision: "f64" }),
    // The exported weights are those of a run in single precision.
    interpreter: interpreter(),
    ...(dataProgram === undefined ? {} : { data: loaded.data.load(dataProgram) }),
    readWeights: (path) => readWeightFile(resolve(dirname(file), path)),
    steps,
    logEvery: 1,
  });
  const losses: number[][] = [];
  let scores: Record<string, number> | undefined;
  for await (const event of run) {
    if (event.type === "step") losses.push([event.loss, ...Object.values(event.losses ?? {})]);
    if (event.type === "eval") scores = { loss: event.loss, ...event.metrics };
  }
  const weights = new Map([...(await run.last())].map(([path, t]) => [path, [...toNumbers(t)]]));
  return { losses, scores, weights };
}

interface Event {
  readonly type: string;
  readonly losses: readonly number[];
  readonly [name: string]: unknown;
}

/** Runs the exported programs, all in one process, or in `processes` that share each batch. */
export async function inPython(
  paths: readonly string[],
  processes = 1,
): Promise<ReadonlyMap<string, Told | string>> {
  const port = 20_000 + (process.pid % 20_000);
  const outputs = await Promise.all(
    Array.from({ length: processes }, (_, rank) => {
      const env: Record<string, string> =
        processes === 1
          ? {}
          : {
              RANK: `${rank}`,
              LOCAL_RANK: `${rank}`,
              WORLD_SIZE: `${processes}`,
              MASTER_ADDR: "127.0.0.1",
              PORTS: `${port}`,
            };
      return output(["-B", "-W", "ignore", fileURLToPath(new URL("train.py", import.meta.url)), ...paths], {
        ...env,
        OMP_NUM_THREADS: "1",
      });
    }),
  );
  const said = JSON.parse(outputs[0]!) as Record<string, readonly Event[] | string>;
  return new Map<string, Told | string>(
    paths.map((path): [string, Told | string] => {
      const events = said[path.split("/").at(-1)!]!;
      if (typeof events === "string") return [path, events];
      const last = Object.entries(events.findLast((e) => e.type === "eval") ?? {});
      const scores = Object.fromEntries(last.filter(([key]) => key !== "type" && key !== "step"));
      const file = path.replace(/\.py$/, ".after.safetensors");
      const tensors = readSafetensors(readFileSync(file), file);
      return [
        path,
        {
          losses: events.filter((e) => e.type === "step").map((e) => e.losses),
          scores: Object.keys(scores).length === 0 ? undefined : (scores as Record<string, number>),
          weights: new Map([...tensors].map(([name, t]) => [name, [...toNumbers(t)]])),
        },
      ];
    }),
  );
}

function output(args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  return new Promise((done, fail) => {
    const child = spawn(PYTHON, args, { env: { ...process.env, ...env } });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", fail);
    child.on("close", (code) => (code === 0 ? done(stdout) : fail(new Error(stderr))));
  });
}

/** The largest relative difference of two lists of numbers. */
export function difference(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return Infinity;
  const scale = b.reduce((most, x) => Math.max(most, Math.abs(x)), 1e-30);
  return a.reduce(
    (most, x, i) => Math.max(most, x === b[i] ? 0 : Math.abs(x - b[i]!) / scale || Infinity),
    0,
  );
}

/** Where two runs differ, in words; nothing where they agree. */
export function differences(found: Told | string, wanted: Told): string[] {
  if (typeof found === "string") return [found];
  const out: string[] = [];
  const losses = difference(found.losses.flat(), wanted.losses.flat());
  if (losses > 1e-9) out.push(`losses differ by ${losses.toExponential(1)}`);
  for (const [name, value] of Object.entries(wanted.scores ?? {})) {
    const off = difference([found.scores?.[name] ?? NaN], [value]);
    if (off > 1e-6) out.push(`${name} is ${found.scores?.[name]}, not ${value}`);
  }
  // Weights are stored in single precision.
  for (const [path, values] of wanted.weights) {
    const off = difference(found.weights.get(path) ?? [], values);
    if (off > 1e-6) out.push(`${path} differs by ${off.toExponential(1)}`);
  }
  return out;
}
