/**
 * The benchmark: measures the workloads on every system that is installed, prints the tables and writes them.
 *
 * `docs/benchmarks.md` says what is measured and how.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { targetOfDevice } from "../cli/shared/device.ts";
import type { Target } from "../compiler/7-emit/target.ts";
import { DiagnosticError } from "../compiler/diagnostics.ts";
import { openDevice } from "../runtime/device.ts";
import { COMPILED, type CompileTime, measureCompileTime } from "./compile-time.ts";
import { measureWorkload } from "./measure.ts";
import { HELP, type Options, parseOptions, UserError } from "./options.ts";
import { SystemProcess } from "./process.ts";
import type { Job } from "./protocol.ts";
import { renderCompileTimes, renderLegend, renderMarkdown, renderTargets, renderWorkload } from "./report.ts";
import type { Adapter, Results, WorkloadResult } from "./results.ts";
import { availableSystems } from "./systems/available.ts";
import { targetsOf } from "./targets.ts";
import { makeWorkload, RESIZED, SMALL, WORKLOADS } from "./workloads.ts";

export interface Paths {
  /** The folder of the benchmark. */
  readonly bench: string;
  /** The bundle of `child.ts`. */
  readonly child: string;
  /** That of `compiler.ts`. */
  readonly compiler: string;
}

/** Processes in which the compiler is timed. */
const COMPILATIONS = 9;
const COMPILATIONS_QUICK = 2;

/** Gives the exit code. */
export async function main(args: readonly string[], paths: Paths): Promise<number> {
  try {
    const options = parseOptions(args);
    if (options === undefined) console.log(HELP);
    else await run(options, paths);
    return 0;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    console.error(`bench: ${error.message}`);
    return 2;
  }
}

async function run(options: Options, { bench, child, compiler }: Paths): Promise<void> {
  if (options.json !== undefined && !existsSync(dirname(resolve(options.json))))
    throw new UserError(`--json ${options.json}: there is no such folder`);
  const { adapter, target } = await describeAdapter(options);
  const available = availableSystems(options.systems, bench, child);
  if (available.systems.length === 0)
    throw new UserError(`nothing to measure: ${available.skipped.join("; ")}`);
  const all = Object.keys(WORKLOADS);
  const workloads = options.workloads ?? (adapter.kind === "hardware" ? all : SMALL);
  const skipped = [...available.skipped];
  if (options.workloads === undefined && workloads !== all)
    skipped.push(
      `${all.filter((id) => !SMALL.includes(id)).join(", ")} are for GPUs; on a software adapter a step of them takes minutes (--workloads runs them all the same)`,
    );
  console.log(`${adapter.source}${adapter.driver ? `, ${adapter.driver}` : ""}`);
  for (const sentence of skipped) console.log(sentence);
  console.log(`\n${renderLegend()}\n`);

  const compile: CompileTime[] = [];
  for (const id of available.systems.includes("nn") ? compiled(options) : []) {
    progress(`${id}: compile time`);
    const processes = options.quick ? COMPILATIONS_QUICK : COMPILATIONS;
    compile.push(measureCompileTime(id, target, { bench, compiler }, processes));
  }
  progress("");
  if (compile.length > 0) console.log(renderCompileTimes(compile, false));

  const { rounds, seconds, batch, image } = options;
  const sizes = { ...(batch === undefined ? {} : { batch }), ...(image === undefined ? {} : { image }) };
  const results: WorkloadResult[] = [];
  for (const id of workloads) {
    const folder = mkdtempSync(join(tmpdir(), "bench-"));
    const own = RESIZED.includes(id) ? sizes : {};
    const start = (system: string): SystemProcess => {
      const kind = options.adapter ? { adapter: options.adapter } : {};
      const job: Job = { system, workload: id, bench, ...kind, ...own };
      return new SystemProcess(available.launch(job, folder));
    };
    try {
      const { flops } = makeWorkload(id, { ...own, blank: true });
      const plan = { id, flops, systems: available.systems, rounds, seconds, start, progress };
      results.push(await measureWorkload(plan));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    console.log(renderWorkload(results.at(-1)!, false));
  }
  const targets = targetsOf(results, compile, adapter);
  console.log(renderTargets(targets, false));
  const settings = { rounds, seconds, ...sizes };
  const date = new Date().toISOString();
  const { versions } = available;
  write(
    { date, adapter, machine: machine(), versions, settings, skipped, compile, workloads: results, targets },
    options,
    bench,
  );
}

/** Compiling needs no device, so what is too much for this one is compiled, too, where nothing is chosen. */
function compiled({ workloads }: Options): readonly string[] {
  return COMPILED.filter((id) => workloads?.includes(id) ?? true);
}

async function describeAdapter({ adapter }: Options): Promise<{ adapter: Adapter; target: Target }> {
  const device = await openDevice("webgpu", adapter ? { adapter } : {}).catch((error: unknown) => {
    if (!(error instanceof DiagnosticError)) throw error;
    const { title, notes } = error.diagnostic;
    throw new UserError([title, ...(notes ?? [])].join("\n  "));
  });
  const { source, driver, kind } = device.info;
  const target = targetOfDevice(device);
  device.destroy();
  return { adapter: { source, driver, kind }, target };
}

function machine(): string {
  const all = cpus();
  return `${process.platform} ${process.arch}, ${all.length} × ${all[0]?.model.trim() ?? "unknown"}`;
}

/** One line of a terminal that is written over; nothing where the output is a file. */
function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

function write(results: Results, options: Options, bench: string): void {
  const json = `${JSON.stringify(results, undefined, 1)}\n`;
  const told = (file: string): void => console.log(`written: ${relative(process.cwd(), file) || file}`);
  if (options.json !== undefined) {
    writeFileSync(options.json, json);
    told(resolve(options.json));
    return;
  }
  if (options.quick) return;
  const folder = join(bench, "results");
  mkdirSync(folder, { recursive: true });
  const device = results.adapter.source
    .toLowerCase()
    .replace(/\(.*?\)/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  const name = `${results.date.slice(0, 10)}-${device}`;
  let file = join(folder, name);
  for (let i = 2; existsSync(`${file}.json`); i++) file = join(folder, `${name}-${i}`);
  writeFileSync(`${file}.json`, json);
  writeFileSync(`${file}.md`, renderMarkdown(results));
  told(`${file}.json`);
  told(`${file}.md`);
}
