/**
 * Curves in a terminal, one over the other: each in letters of its own, so that they can be told apart without colours.
 */
import { number } from "./terminal.ts";

export interface Series {
  /** One character. */
  readonly mark: string;
  readonly points: readonly { readonly step: number; readonly value: number }[];
  readonly paint: (text: string) => string;
}

export interface PlotSize {
  /** Columns and rows between the axes. */
  readonly width: number;
  readonly height: number;
}

/** A range over which a logarithmic scale shows more than a linear one. */
const DECADES = 30;

/** Whether values are better shown by their logarithms. */
export function wantsLog(values: readonly number[]): boolean {
  const [low, high] = extent(values);
  return low > 0 && high / low > DECADES;
}

/** The least and the greatest finite value. */
export function extent(values: readonly number[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/**
 * Lines of text: the greatest value at the top, steps along the bottom. A column shows the mean of the values that fall
 * into it, and between two points that lie further apart the line from one to the other. Where curves meet stands a `*`.
 */
export function plot(series: readonly Series[], { width, height }: PlotSize): string[] {
  const all = series.flatMap((s) => s.points);
  const [first, last] = extent(all.map((p) => p.step));
  const columns = series.map((s) => columnMeans(s.points, first, last, width));
  // The scale is of what is drawn; single steps may lie far beyond their means.
  const drawn = columns.flat().filter((v) => v !== undefined);
  const [low, high] = extent(drawn);
  if (!Number.isFinite(low)) return [];
  const log = wantsLog(drawn);
  const scale = (value: number) => (log ? Math.log(value) : value);
  const span = scale(high) - scale(low);
  const rowOf = (value: number) =>
    span === 0 ? Math.floor(height / 2) : Math.round(((scale(high) - scale(value)) / span) * (height - 1));
  const grid = Array.from({ length: height }, () =>
    new Array<Series | "*" | undefined>(width).fill(undefined),
  );
  for (const [i, one] of series.entries()) {
    for (const [x, value] of columns[i]!.entries()) {
      if (value === undefined) continue;
      const row = grid[rowOf(value)]!;
      row[x] = row[x] === undefined ? one : "*";
    }
  }
  const valueAt = (row: number) => {
    const at = scale(high) - (row / (height - 1)) * span;
    return log ? Math.exp(at) : at;
  };
  const labelled = new Set([0, Math.floor((height - 1) / 2), height - 1]);
  const labels = grid.map((_, row) => (labelled.has(row) ? number(valueAt(row), 3) : ""));
  const wide = Math.max(...labels.map((label) => label.length));
  const lines = grid.map((cells, row) => {
    const text = cells.map((cell) => (cell === undefined ? " " : cell === "*" ? "*" : cell.paint(cell.mark)));
    return ` ${labels[row]!.padStart(wide)} ┤${text.join("")}`.trimEnd();
  });
  const [from, to] = [number(first), number(last)];
  return [
    ...lines,
    ` ${" ".repeat(wide)} └${"─".repeat(width)}`,
    ` ${" ".repeat(wide)}  ${from}${`step ${to}`.padStart(width - from.length)}${log ? "  (log scale)" : ""}`,
  ];
}

/** The value of each column, undefined before the first point and after the last. */
function columnMeans(
  points: Series["points"],
  first: number,
  last: number,
  width: number,
): (number | undefined)[] {
  const sums = Array.from({ length: width }, () => ({ sum: 0, count: 0 }));
  for (const { step, value } of points) {
    if (!Number.isFinite(value)) continue;
    const x = last === first ? 0 : Math.round(((step - first) / (last - first)) * (width - 1));
    sums[x]!.sum += value;
    sums[x]!.count++;
  }
  const means = sums.map(({ sum, count }) => (count === 0 ? undefined : sum / count));
  let known: number | undefined;
  for (let x = 0; x < width; x++) {
    if (means[x] === undefined) continue;
    if (known !== undefined) {
      const [a, b] = [means[known]!, means[x]!];
      for (let k = known + 1; k < x; k++) means[k] = a + ((b - a) * (k - known)) / (x - known);
    }
    known = x;
  }
  return means;
}
