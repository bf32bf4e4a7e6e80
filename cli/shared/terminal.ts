/**
 * Writing for people: colours where the stream shows them, numbers at a readable length, bars, sparklines and tables.
 */
import picocolors from "picocolors";

type Colors = ReturnType<typeof picocolors.createColors>;

/** Colours for a stream; `enabled` says whether there are any. */
export function paint(stream: NodeJS.WriteStream): Colors & { readonly enabled: boolean } {
  const { env } = process;
  const enabled =
    !env["NO_COLOR"] && (Boolean(env["FORCE_COLOR"]) || (stream.isTTY === true && env["TERM"] !== "dumb"));
  return { ...picocolors.createColors(enabled), enabled };
}

/** How diagnostics are drawn on a stream. */
export function renderOptions(stream: NodeJS.WriteStream): { color: boolean; width?: number } {
  const width = stream.isTTY ? stream.columns : 0;
  return { color: paint(stream).enabled, ...(width > 0 ? { width } : {}) };
}

/** Four significant digits or so: `0.1884`, `12.3`, `8.1e-4`, `41,300`. */
export function number(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7))
    return value.toExponential(digits - 2).replace(/\.?0*e\+?/, "e");
  if (size >= 10 ** (digits - 1))
    return Number.isInteger(value) ? count(value) : value.toFixed(size >= 10 ** digits ? 0 : 1);
  return String(Number(value.toPrecision(digits)));
}

/** Six significant digits, which f32 arithmetic keeps: enough to check a step by hand. */
export function exact(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || (size !== 0 && size < 1e-4)) return number(value, 6);
  return String(Number(value.toPrecision(6)));
}

/** The shortest decimal that rounds to the same f32: 0.64 instead of 0.6399999856948853. */
export function shortestF32(value: number): number {
  if (!Number.isFinite(value) || Math.fround(value) !== value) return value;
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return Number(value.toPrecision(9));
}

/** `203,530` */
export function count(value: number): string {
  return value.toLocaleString("en-US");
}

/** A path as a shell takes it: in quotes where it has spaces and the like. */
export const shellWord = (path: string): string =>
  /^[\p{L}\p{N}_@%+=:,./-]+$/u.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;

export function plural(n: number, noun: string): string {
  return `${count(n)} ${noun}${n === 1 ? "" : "s"}`;
}

/** In powers of 1000: `3.1 MB`. */
export function bytes(value: number): string {
  return scaled(value, ["B", "KB", "MB", "GB", "TB"]);
}

/** `1.2 GFLOP` */
export function flops(value: number): string {
  return scaled(value, ["FLOP", "KFLOP", "MFLOP", "GFLOP", "TFLOP"]);
}

/** `600k` */
export function short(value: number): string {
  return scaled(value, ["", "k", "M", "G"]).replace(" ", "");
}

function scaled(value: number, units: readonly string[]): string {
  let [at, size] = [0, value];
  while (size >= 999.5 && at + 1 < units.length) {
    size /= 1000;
    at++;
  }
  const shown =
    at === 0 || size >= 99.95 ? size.toFixed(0) : size.toFixed(size >= 9.995 ? 1 : 2).replace(/\.?0+$/, "");
  return `${shown} ${units[at]!}`.trimEnd();
}

/** `0.21 ms`, `6 s`, `2 min 10 s`, `1 h 5 min` */
export function duration(ms: number): string {
  if (ms < 1) return `${ms.toPrecision(2)} ms`;
  if (ms < 1000) return `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
  const s = ms / 1000;
  if (s < 59.5) return `${s < 10 ? s.toFixed(1).replace(/\.0$/, "") : s.toFixed(0)} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${Math.floor(s % 60)} s`;
  return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
}

/** `━━━━━━────` */
export function bar(fraction: number, width: number): string {
  const full = Math.max(0, Math.min(width, Math.round(fraction * width)));
  return "━".repeat(full) + "─".repeat(width - full);
}

/** The course of a value in `width` characters; each shows the mean of its share, on a scale from least to greatest. */
export function sparkline(values: readonly number[], width: number): string {
  const finite = values.filter(Number.isFinite);
  if (finite.length < 2) return "";
  const cells = Math.min(width, finite.length);
  const means = Array.from({ length: cells }, (_, i) => {
    const from = Math.floor((i * finite.length) / cells);
    const to = Math.floor(((i + 1) * finite.length) / cells);
    const part = finite.slice(from, Math.max(to, from + 1));
    return part.reduce((a, b) => a + b, 0) / part.length;
  });
  const [low, high] = [Math.min(...means), Math.max(...means)];
  const steps = "▁▂▃▄▅▆▇█";
  return means.map((m) => steps[high === low ? 0 : Math.round(((m - low) / (high - low)) * 7)]).join("");
}

export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
}

/** Rows under titles, columns two spaces apart; the last column is not padded. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  indent = " ",
): string {
  const widths = columns.map((c, i) => Math.max(width(c.title), ...rows.map((r) => width(r[i] ?? ""))));
  const line = (cells: readonly string[]) =>
    (
      indent +
      cells
        .map((cell, i) => {
          const gap = " ".repeat(Math.max(0, widths[i]! - width(cell)));
          return columns[i]?.align === "right" ? gap + cell : cell + gap;
        })
        .join("  ")
    ).trimEnd();
  const titles = columns.some((c) => c.title !== "") ? [line(columns.map((c) => c.title))] : [];
  return [...titles, ...rows.map(line)].join("\n");
}

/** Columns on the screen, colours left out. */
export function width(text: string): number {
  return [...text.replace(/\u001b\[[0-9;]*m/g, "")].length;
}
