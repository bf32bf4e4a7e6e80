/** Compiles a workload's program, from its text to the plan of its step; nothing else, so that it can be timed. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Target } from "../compiler/7-emit/target.ts";
import { compile } from "../compiler/compile.ts";
import { compilePlan } from "../compiler/pipeline.ts";

export interface CompileJob {
  readonly file: string;
  readonly config: Readonly<Record<string, string>>;
  readonly target: Target;
  /** How often to compile after the first time. */
  readonly again: number;
}

/** Milliseconds of each time. Throws where the program does not compile. */
export function parseToPlan({ file, config, target, again }: CompileJob): number[] {
  const source = readFileSync(file, "utf8");
  // The data is not there: all sizes are declared.
  const read = (path: string): string | undefined => (basename(path) === basename(file) ? source : undefined);
  return Array.from({ length: 1 + again }, () => {
    const began = performance.now();
    const { program, diagnostics } = compile(file, { read, config });
    const train = program && Object.values(program.train)[0];
    if (!train) throw new Error(`${file}: ${diagnostics.map((d) => d.title).join("; ")}`);
    compilePlan(train.step, target);
    return performance.now() - began;
  });
}
