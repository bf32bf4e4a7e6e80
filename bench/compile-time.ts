/** How long the compiler takes from a program's text to its plan: in the first process, in later ones, and warm. */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Target } from "../compiler/7-emit/target.ts";
import type { CompileJob } from "./compiler.ts";
import { median } from "./statistics.ts";
import { makeWorkload } from "./workloads.ts";

/** The workloads whose compile time is measured; of those that are for a GPU nothing else need run. */
export const COMPILED: readonly string[] = ["W1", "W4", "W4L"];
/** What is compiled again in one process until V8 has optimized the compiler. */
const WARM = 12;

export interface CompileTime {
  readonly id: string;
  /** Milliseconds in a new process while nothing that V8 compiles is kept from an earlier one. */
  readonly firstMs: number;
  /** In new processes afterwards, as all runs of the command but the first. */
  readonly processesMs: readonly number[];
  /** The least in one process. */
  readonly warmMs: number;
}

export interface CompilePaths {
  readonly bench: string;
  /** The bundle of `compiler.ts`. */
  readonly compiler: string;
}

/** `processes` are those of which `freshMs` is the median. Throws where a process fails. */
export function measureCompileTime(
  id: string,
  target: Target,
  { bench, compiler }: CompilePaths,
  processes: number,
): CompileTime {
  // Where newer versions of Node keep what V8 has compiled; `cli/quick-start.mjs` does so beside the bundle.
  const byNode = join(dirname(compiler), ".node");
  const { program, config = {} } = makeWorkload(id, { blank: true });
  const run = (again: number): readonly number[] => {
    const job: CompileJob = { file: join(bench, `workloads/${program}.nn`), config, target, again };
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(bench, "compile-child.mjs"), compiler, JSON.stringify(job)],
      { encoding: "utf8", env: { ...process.env, NODE_COMPILE_CACHE: byNode } },
    );
    if (status !== 0) throw new Error(`${id} does not compile: ${stderr}`);
    return JSON.parse(stdout) as number[];
  };
  for (const kept of [byNode, join(dirname(compiler), ".code")])
    rmSync(kept, { recursive: true, force: true });
  const [firstMs] = run(0);
  const processesMs = Array.from({ length: processes }, () => run(0)[0]!);
  return { id, firstMs: firstMs!, processesMs, warmMs: Math.min(...run(WARM)) };
}

export function freshMs({ processesMs }: CompileTime): number {
  return median(processesMs);
}
