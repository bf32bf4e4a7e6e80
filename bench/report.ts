/** The figures as a table for the terminal and as Markdown. */
import { type CompileTime, freshMs } from "./compile-time.ts";
import type { Results, SystemResult, Target, WorkloadResult } from "./results.ts";
import { EARLY, NOISY, TOLERANCE } from "./results.ts";

const COLUMNS = [
  "system",
  "ms a step",
  "range",
  "× nn",
  "depth",
  "GF/s",
  "dispatches",
  "submits",
  "buffers",
  "bind groups",
  "peak MB",
  "host ms",
  "first s",
  "results",
] as const;

export function renderWorkload(w: WorkloadResult, markdown: boolean): string {
  const rows = w.systems.filter((s) => s.failed === undefined).map((s) => cells(s, w));
  const lines: string[] = [];
  for (const s of w.systems) {
    if (s.failed !== undefined) lines.push(`${s.system}: failed: ${s.failed}`);
    const ours = s.info["lowerMs"];
    if (ours !== undefined) lines.push(ownFigures(s));
    if (s.differs !== undefined) lines.push(`${s.system}: differs: ${s.differs}`);
    for (const remark of s.remarks) lines.push(`${s.system}: ${remark}`);
  }
  const title = `${markdown ? "## " : ""}${w.id}: ${w.what}`;
  const table = (markdown ? markdownTable(rows) : plainTable(rows)).join("\n");
  const text = lines.join(markdown ? "\n\n" : "\n");
  return `${[title, ...(rows.length > 0 ? [table] : []), text].filter((part) => part !== "").join("\n\n")}\n`;
}

function cells(s: SystemResult, w: WorkloadResult): string[] {
  const counted = (value: number | undefined): string => (value === undefined ? "" : short(value));
  const isNoisy = s.foreign !== undefined && s.foreign > NOISY;
  const isFirst = w.systems.find((other) => other.failed === undefined) === s;
  const compared = s.differs !== undefined ? "differ" : isFirst ? "" : "agree";
  return [
    s.system,
    `${short(s.stepMs)}${isNoisy ? " ~" : ""}`,
    `${short(s.leastMs)}–${short(s.mostMs)}`,
    s.times === undefined ? "" : s.times.toFixed(2),
    `${s.depth}`,
    counted(s.gflops),
    counted(s.counts?.dispatches),
    counted(s.counts?.submits),
    counted(s.counts?.buffers),
    counted(s.counts?.bindGroups),
    s.peakBytes === undefined ? "" : short(s.peakBytes / 1e6),
    short(s.hostMs),
    (s.firstMs / 1000).toFixed(2),
    compared,
  ];
}

function ownFigures({ system, info, peakBytes }: SystemResult): string {
  const compile = `lowered in ${info["lowerMs"]!.toFixed(0)} ms, planned in ${info["planMs"]!.toFixed(0)} ms`;
  const bytes = (n: number): string => `${(n / 1e6).toFixed(3)} MB`;
  const memory = `${bytes(info["bytes"]!)} predicted${peakBytes === undefined ? "" : `, ${bytes(peakBytes)} measured`}`;
  return `${system}: ${compile}, loaded in ${info["loadMs"]!.toFixed(0)} ms; ${info["kernels"]} kernels; ${memory}; up to ${info["capacity"]} steps a submit`;
}

/** Three digits that count. */
function short(value: number): string {
  if (value === 0) return "0";
  if (Number.isInteger(value)) return `${value}`;
  return value >= 100 ? value.toFixed(0) : value >= 1 ? value.toPrecision(3) : value.toFixed(3);
}

function plainTable(rows: readonly (readonly string[])[]): string[] {
  const widths = COLUMNS.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i]!.length)));
  const line = (row: readonly string[]): string =>
    `  ${row.map((text, i) => (i === 0 ? text.padEnd(widths[i]!) : text.padStart(widths[i]!))).join("  ")}`.trimEnd();
  return [line(COLUMNS), ...rows.map(line)];
}

function markdownTable(rows: readonly (readonly string[])[]): string[] {
  const line = (row: readonly string[]): string => `| ${row.join(" | ")} |`;
  return [line(COLUMNS), line(COLUMNS.map((_, i) => (i === 0 ? "---" : "---:"))), ...rows.map(line)];
}

export function renderCompileTimes(times: readonly CompileTime[], markdown: boolean): string {
  const ms = (v: number): string => `${v.toFixed(0)} ms`;
  const lines = times.map((t) => {
    const { id, firstMs, processesMs, warmMs } = t;
    const range = `${ms(Math.min(...processesMs))} to ${ms(Math.max(...processesMs))}`;
    return `${markdown ? "- " : "  "}${id}: ${ms(freshMs(t))} in a new process (${range}), ${ms(firstMs)} in the very first one, ${ms(warmMs)} warm`;
  });
  return [markdown ? "## Compile time, parse to plan\n" : "Compile time, parse to plan", ...lines, ""].join(
    "\n",
  );
}

export function renderTargets(targets: readonly Target[], markdown: boolean): string {
  const lines = targets.flatMap(({ what, found, reached }) =>
    found === undefined
      ? []
      : [`${markdown ? "- " : "  "}${what}: ${found}, ${reached ? "reached" : "NOT reached"}`],
  );
  const rest = targets.length - lines.length;
  if (rest > 0) lines.push(`${markdown ? "\n" : "  "}${rest} more are not measured by this run.`);
  return [markdown ? "## Targets\n" : "Targets", ...lines, ""].join("\n");
}

export function renderLegend(): string {
  return [
    `× nn: how many times as long as nn a system takes (the median of the rounds' ratios; above 1 nn is faster).`,
    `depth: steps enqueued before the loss is waited for; each system has the depth at which it was fastest.`,
    `dispatches to bind groups: made in a step with its loss read; peak MB: GPU buffers in such steps; host ms: processor time of the host's thread to enqueue a step and submit it, at the queue depth at which it is least.`,
    `~: others used more than ${100 * NOISY} % of the processors in a round. agree: the first ${EARLY} losses within ${TOLERANCE.early}, ten (three of slow systems) within ${TOLERANCE.late}, results within ${TOLERANCE.results}.`,
  ].join("\n");
}

export function renderMarkdown(r: Results): string {
  const versions = Object.entries(r.versions).map(([name, version]) => `${name} ${version}`);
  const { rounds, seconds, batch, image } = r.settings;
  const settings = [
    `${rounds} rounds of ${seconds} s`,
    ...(batch === undefined ? [] : [`batch ${batch} in W4L and R18`]),
    ...(image === undefined ? [] : [`images ${image} × ${image} in R18`]),
  ];
  return [
    `# ${r.adapter.source}, ${r.date.slice(0, 10)}`,
    "",
    `Driver: ${r.adapter.driver || "unknown"}. Machine: ${r.machine}. ${versions.join(", ")}. ${settings.join(", ")}.`,
    ...r.skipped.map((sentence) => `\n${sentence}`),
    "",
    renderLegend().split("\n").join("\n\n"),
    "",
    ...(r.compile.length > 0 ? [renderCompileTimes(r.compile, true)] : []),
    ...r.workloads.map((w) => renderWorkload(w, true)),
    renderTargets(r.targets, true),
  ].join("\n");
}
