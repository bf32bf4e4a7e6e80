/**
 * Line charts and scatter plots as SVG, with the same numbers as a table for those who do not see them.
 *
 * A chart is drawn at the width of a phone and scaled up from there. Colours are classes that the page's style defines for
 * light and dark; series differ by their line as well. Where lines have an order, as layers do, their colours have one too.
 */
import { extent, wantsLog } from "../plot.ts";
import { number } from "../terminal.ts";
import type { Point } from "../../../runtime/log/read.ts";
import { html, type Html, table } from "./html.ts";

export interface Line {
  readonly name: string;
  /** Where lines have an order, as the layers of a network do: its place, from 0 for the first to 1 for the last. */
  readonly place?: number;
  readonly points: readonly Point[];
}

const WIDE = 360;
const HIGH = 210;
const LEFT = 46;
const RIGHT = 14;
const TOP = 10;
const BOTTOM = 26;
/** Where a series has more points, each drawn one is a mean of some, with a band from the least to the greatest. */
const DRAWN = 240;
/** Points that are few enough to be marked one by one. */
const MARKED = 40;

export interface ChartOptions {
  /** Linear or logarithmic whatever the values are; by default the values decide. */
  readonly scale?: "linear" | "log";
  /** A value to compare with, as a line across. */
  readonly rule?: { readonly value: number; readonly name: string };
}

interface Scale {
  readonly ticks: readonly number[];
  at(value: number): number;
}

/** A chart of values by step, from step 0 on; nothing where no value is finite. */
export function lineChart(
  title: string,
  lines: readonly Line[],
  { scale, rule }: ChartOptions = {},
): Html | undefined {
  const reduced = lines.map((line) => ({ name: line.name, ...reduce(line.points) }));
  const values = [
    ...reduced.flatMap((r) => r.points.map((p) => p.value)),
    ...(rule && reduced.some((r) => r.points.length > 0) ? [rule.value] : []),
  ];
  const steps = reduced.flatMap((r) => r.points.map((p) => p.step));
  const [low, high] = extent(values);
  if (!Number.isFinite(low)) return undefined;
  // A logarithm has no place for 0.
  const log = scale === undefined ? wantsLog(values) : scale === "log" && low > 0;
  const look = (i: number, kind: "stroke" | "fill") => {
    const { place } = lines[i]!;
    return place === undefined ? undefined : html`style="${kind}: ${shade(place)}"`;
  };
  const series = (i: number) => (lines[i]!.place === undefined ? `s${i % 3}` : "");
  const y = log
    ? logScale(low, high, HIGH - BOTTOM, TOP)
    : linearScale(...padded(low, high), HIGH - BOTTOM, TOP);
  const x = linearScale(0, extent(steps)[1], LEFT, WIDE - RIGHT, 1);
  // A band is cut off where it would leave the chart: the scale is that of the means.
  const inside = (value: number) => Math.min(HIGH - BOTTOM, Math.max(TOP, y.at(value)));
  const dot = ({ step, value }: Point, text: string, i: number) =>
    html`<circle
      class="${series(i)}"
      ${look(i, "fill")}
      cx="${round(x.at(step))}"
      cy="${round(y.at(value))}"
      r="2.5"
    >
      <title>${text}</title>
    </circle>`;
  const drawn = reduced.map(({ points, band }, i) => {
    const path = points.map((p) => `${round(x.at(p.step))},${round(y.at(p.value))}`).join(" ");
    const area =
      band === undefined || lines[i]!.place !== undefined
        ? undefined
        : [
            ...band.map((b) => `${round(x.at(b.step))},${round(inside(b.high))}`),
            ...band
              .toReversed()
              .map((b) => `${round(x.at(b.step))},${round(inside(log ? Math.max(b.low, low) : b.low))}`),
          ].join(" ");
    const marks = points.length * lines.length > MARKED ? [] : points;
    return html`${area === undefined ? undefined : html`<polygon class="band s${i % 3}" points="${area}" />`}
      <polyline class="line ${series(i)}" ${look(i, "stroke")} points="${path}">
        <title>${lines[i]!.name}</title>
      </polyline>
      ${marks.map((p) => dot(p, `${lines[i]!.name}, step ${p.step}: ${number(p.value)}`, i))}`;
  });
  const keys = lines.map(
    ({ name }, i) =>
      html`<span>
        <svg class="key" viewBox="0 0 24 8" aria-hidden="true">
          <line class="line ${series(i)}" ${look(i, "stroke")} x1="0" y1="4" x2="24" y2="4" />
        </svg>
        ${name}
      </span>`,
  );
  const content = html`${lines.length > 1 ? html`<p class="legend">${keys}</p>` : undefined}
    ${svg(spoken(title, lines), [axes(x, y), ...(rule ? [ruleLine(rule, y)] : []), drawn])}
    <details>
      <summary>Numbers</summary>
      ${table(["step", ...lines.map((l) => l.name)], numbers(lines))}
    </details>`;
  return figure(title, log ? "logarithmic scale" : undefined, content);
}

/** From violet over green to orange, of a lightness that reads on dark and light. */
function shade(place: number): string {
  return `hsl(${Math.round(280 - 250 * place)}, 70%, 48%)`;
}

function ruleLine({ value, name }: NonNullable<ChartOptions["rule"]>, y: Scale): Html {
  const at = round(y.at(value));
  return html`<line class="rule" x1="${LEFT}" x2="${WIDE - RIGHT}" y1="${at}" y2="${at}" /><text
      class="tick end"
      x="${WIDE - RIGHT}"
      y="${round(at - 4)}"
      >${name}</text
    >`;
}

/** Predictions against targets, with the line on which they would be equal. */
export function scatter(
  title: string,
  points: readonly (readonly [target: number, predicted: number])[],
  below: Html,
): Html {
  const [low, high] = padded(...extent(points.flat()));
  const x = linearScale(low, high, LEFT, WIDE - RIGHT);
  const y = linearScale(low, high, HIGH - BOTTOM, TOP);
  const dots = points
    .filter(([t, p]) => Number.isFinite(t) && Number.isFinite(p))
    .map(([t, p]) => html`<circle class="dot s0" cx="${round(x.at(t))}" cy="${round(y.at(p))}" r="2" />`);
  const line = html`<line
    class="grid"
    x1="${round(x.at(low))}"
    y1="${round(y.at(low))}"
    x2="${round(x.at(high))}"
    y2="${round(y.at(high))}"
  />`;
  const text = `${title}: ${points.length} points; the closer to the diagonal, the better.`;
  return figure(
    title,
    "across: target; up: prediction",
    html`${svg(text, [axes(x, y), line, dots])}${below}`,
  );
}

function figure(title: string, note: string | undefined, content: Html): Html {
  return html`<figure>
    <figcaption>
      <h3>${title}</h3>
      ${note === undefined ? undefined : html`<span class="note">${note}</span>`}
    </figcaption>
    ${content}
  </figure>`;
}

function svg(text: string, content: readonly (Html | readonly Html[])[]): Html {
  return html`<svg class="chart" viewBox="0 0 ${WIDE} ${HIGH}" role="img" aria-label="${text}">
    ${content}
  </svg>`;
}

function axes(x: Scale, y: Scale): Html {
  const rows = y.ticks.map((tick) => {
    const at = round(y.at(tick));
    return html`<line class="grid" x1="${LEFT}" x2="${WIDE - RIGHT}" y1="${at}" y2="${at}" /><text
        class="tick end"
        x="${LEFT - 5}"
        y="${round(at + 3.5)}"
        >${number(tick, 3)}</text
      >`;
  });
  const columns = x.ticks.map(
    (tick) =>
      html`<text class="tick" x="${round(x.at(tick))}" y="${HIGH - BOTTOM + 16}">${number(tick)}</text>`,
  );
  return html`${rows}${columns}`;
}

function spoken(title: string, lines: readonly Line[]): string {
  const said = lines.map(({ name, points }) => {
    const [first, last] = [points[0]!, points.at(-1)!];
    const [low] = extent(points.map((p) => p.value));
    return `${name} goes from ${number(first.value)} at step ${first.step} to ${number(last.value)} at step ${last.step}, least ${number(low)}`;
  });
  return `${title} by step: ${said.join("; ")}.`;
}

/** Rows of a table that stands for a chart. */
const ROWS = 24;

/** The values at some steps, spread over the run; nothing where a line has none at a step. */
function numbers(lines: readonly Line[]): (readonly (string | number)[])[] {
  const steps = [...new Set(lines.flatMap((l) => l.points.map((p) => p.step)))].sort((a, b) => a - b);
  const shown = steps.filter((_, i) => isShown(i, steps.length));
  return shown.map((step) => {
    const values = lines.map(({ points }) => points.find((p) => p.step === step));
    return [step, ...values.map((p) => (p === undefined ? "" : number(p.value)))];
  });
}

/** Keeps about `ROWS` of so many, the first and the last among them. */
function isShown(i: number, count: number): boolean {
  return count <= ROWS || i === count - 1 || i % Math.ceil(count / ROWS) === 0;
}

interface Reduced {
  readonly points: Line["points"];
  readonly band?: readonly { readonly step: number; readonly low: number; readonly high: number }[];
}

function reduce(all: Line["points"]): Reduced {
  const points = all.filter((p) => Number.isFinite(p.value));
  if (points.length <= DRAWN) return { points };
  const groups = Array.from({ length: DRAWN }, (_, i) =>
    points.slice(Math.floor((i * points.length) / DRAWN), Math.floor(((i + 1) * points.length) / DRAWN)),
  );
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const step = (group: Line["points"]) => mean(group.map((p) => p.step));
  return {
    points: groups.map((g) => ({ step: step(g), value: mean(g.map((p) => p.value)) })),
    band: groups.map((g) => {
      const [low, high] = extent(g.map((p) => p.value));
      return { step: step(g), low, high };
    }),
  };
}

/** Values that differ by rounding alone are one value: the mean of equal numbers need not be that number. */
function padded(low: number, high: number): [number, number] {
  const isOne = high - low <= 1e-9 * Math.max(Math.abs(low), Math.abs(high));
  const more = isOne ? Math.abs(high) * 0.1 || 1 : (high - low) * 0.04;
  // A quantity that is never negative keeps its 0.
  return [low >= 0 ? Math.max(0, low - more) : low - more, high + more];
}

/** Ticks at multiples of 1, 2 or 5 times a power of ten, `least` apart or more. */
function linearScale(low: number, high: number, from: number, to: number, least = 0): Scale {
  const span = high - low || 1;
  // The widest steps that leave three of them.
  const power = 10 ** Math.floor(Math.log10(span / 3));
  const fitting = [5, 2].map((m) => m * power).find((w) => w <= span / 3);
  const width = Math.max(least, fitting ?? power);
  const ticks: number[] = [];
  for (let k = Math.ceil(low / width); k * width <= high + span * 1e-9; k++)
    ticks.push(Number((k * width).toPrecision(12)));
  return { ticks, at: (value) => from + ((value - low) / span) * (to - from) };
}

/** Ticks at powers of ten; at 3 times them as well where there would be few. */
function logScale(low: number, high: number, from: number, to: number): Scale {
  const [first, last] = [Math.log10(low), Math.log10(high)];
  // One value alone stands in the middle.
  const margin = last - first < 1e-9 ? 0.5 : 0;
  const [a, b] = [first - margin, last + margin];
  const decades = b - a;
  const factors = decades < 3 ? [1, 3] : [1];
  const every = Math.max(1, Math.ceil(decades / 5));
  const ticks: number[] = [];
  for (let power = Math.floor(a); power <= b; power++) {
    if (power % every !== 0) continue;
    for (const factor of factors) {
      const tick = Number((factor * 10 ** power).toPrecision(2));
      if (Math.log10(tick) >= a && Math.log10(tick) <= b) ticks.push(tick);
    }
  }
  return { ticks, at: (value) => from + ((Math.log10(value) - a) / (b - a)) * (to - from) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
