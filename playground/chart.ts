/**
 * A curve over steps, on a canvas. However many points there are, what is drawn is a band from the least to the largest
 * value of each column of pixels and a line through their means.
 */
import { number, short } from "../cli/shared/terminal.ts";
import { colour, make } from "./dom.ts";

const HEIGHT = 190;
const LEFT = 52;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 24;
/** Pixels of a column. */
const COLUMN = 2;
/** Values that span more than this factor are drawn on a logarithmic scale. */
const LOGARITHMIC = 50;

interface Series {
  readonly name: string;
  readonly colour: string;
  readonly steps: number[];
  readonly values: number[];
}

export class Chart {
  readonly element: HTMLElement;
  readonly #canvas = make("canvas", { role: "img" });
  readonly #scale = make("span", { class: "soft" });
  readonly #legend = make("span", { class: "legend" });
  readonly #series = new Map<string, Series>();
  #pointer: number | undefined;
  #isQueued = false;

  constructor(
    readonly title: string,
    /** How many steps the run has. */
    readonly steps: number,
  ) {
    this.element = make(
      "figure",
      { class: "chart" },
      make("figcaption", {}, make("b", {}, title), this.#scale, " ", this.#legend),
      this.#canvas,
    );
    const move = (at: number | undefined) => {
      this.#pointer = at;
      this.draw();
    };
    this.#canvas.addEventListener("pointermove", ({ offsetX }) => move(offsetX));
    this.#canvas.addEventListener("pointerleave", () => move(undefined));
  }

  /** `line` is the number of the colour. */
  add(name: string, line: number, step: number, value: number): void {
    let series = this.#series.get(name);
    if (series === undefined) {
      series = { name, colour: `--line-${line}`, steps: [], values: [] };
      this.#series.set(name, series);
    }
    series.steps.push(step);
    series.values.push(value);
  }

  /** With the next frame. */
  draw(): void {
    if (this.#isQueued) return;
    this.#isQueued = true;
    requestAnimationFrame(() => {
      this.#isQueued = false;
      this.#draw();
    });
  }

  #draw(): void {
    const width = this.#canvas.clientWidth;
    if (width === 0) return;
    const density = devicePixelRatio;
    this.#canvas.width = Math.round(width * density);
    this.#canvas.height = Math.round(HEIGHT * density);
    const context = this.#canvas.getContext("2d")!;
    context.scale(density, density);
    const all = [...this.#series.values()];
    const finite = all.flatMap((s) => s.values.filter(Number.isFinite));
    if (finite.length === 0) return;
    const y = scaleOf(finite);
    this.#scale.textContent = y.isLog ? " (logarithmic)" : "";
    const last = Math.max(1, this.steps);
    const x = (step: number) => LEFT + ((width - LEFT - RIGHT) * step) / last;
    const at = (value: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - y.place(value));
    this.#axes(context, width, y.ticks, at);
    for (const series of all) {
      context.fillStyle = context.strokeStyle = colour(series.colour);
      drawSeries(context, series, x, at);
    }
    this.#legend.replaceChildren(
      ...all.map((s) => {
        const index = this.#pointer === undefined ? s.steps.length - 1 : nearest(s.steps, this.#pointer, x);
        const key = make("i");
        key.style.background = `var(${s.colour})`;
        return make("span", {}, key, ` ${s.name} ${number(s.values[index]!)} `);
      }),
    );
    if (this.#pointer !== undefined) this.#mark(context, all[0]!, x);
    const words = all.map((s) => `${s.name} from ${number(s.values[0]!)} to ${number(s.values.at(-1)!)}`);
    this.#canvas.setAttribute("aria-label", `${this.title} over ${all[0]!.steps.at(-1)! + 1} steps: ${words.join(", ")}`); // prettier-ignore
  }

  #mark(context: CanvasRenderingContext2D, first: Series, x: (step: number) => number): void {
    const step = first.steps[nearest(first.steps, this.#pointer!, x)]!;
    context.fillStyle = colour("--soft");
    context.globalAlpha = 0.6;
    context.fillRect(x(step), TOP, 1, HEIGHT - TOP - BOTTOM);
    context.globalAlpha = 1;
    context.textAlign = x(step) > context.canvas.clientWidth / 2 ? "right" : "left";
    context.fillText(`step ${step.toLocaleString("en-US")}`, x(step) + (context.textAlign === "left" ? 5 : -5), TOP + 10); // prettier-ignore
  }

  #axes(
    context: CanvasRenderingContext2D,
    width: number,
    ticks: readonly number[],
    at: (value: number) => number,
  ): void {
    context.font = `11px ${getComputedStyle(document.body).fontFamily}`;
    context.strokeStyle = colour("--rule");
    context.fillStyle = colour("--soft");
    context.lineWidth = 1;
    context.textBaseline = "middle";
    context.textAlign = "right";
    for (const tick of ticks) {
      const y = Math.round(at(tick)) + 0.5;
      context.beginPath();
      context.moveTo(LEFT, y);
      context.lineTo(width - RIGHT, y);
      context.stroke();
      context.fillText(Math.abs(tick) < 1e4 ? number(tick, 3) : short(tick), LEFT - 6, y);
    }
    context.textBaseline = "alphabetic";
    context.textAlign = "left";
    context.fillText("0", LEFT, HEIGHT - 8);
    context.textAlign = "right";
    context.fillText(`${this.steps.toLocaleString("en-US")} steps`, width - RIGHT, HEIGHT - 8);
  }
}

interface Scale {
  readonly isLog: boolean;
  readonly ticks: readonly number[];
  /** 0 at the bottom, 1 at the top. */
  place(value: number): number;
}

function scaleOf(values: readonly number[]): Scale {
  let [low, high] = [Infinity, -Infinity];
  for (const v of values) [low, high] = [Math.min(low, v), Math.max(high, v)];
  const isLog = low > 0 && high / low > LOGARITHMIC;
  const to = isLog ? Math.log10 : (v: number) => v;
  const ticks = isLog ? decades(low, high) : rounds(low, high);
  const from = Math.min(to(low), to(ticks[0]!));
  const until = Math.max(to(high), to(ticks.at(-1)!));
  const span = until > from ? until - from : 1;
  return { isLog, ticks, place: (v) => (to(v) - from) / span };
}

/** Powers of ten, not more than a few. */
function decades(low: number, high: number): number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const every = Math.ceil((last - first) / 5);
  return Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, i) => 10 ** (first + i * every));
}

/** Multiples of 1, 2 or 5 times a power of ten, from at most `low` to at least `high`. */
function rounds(low: number, high: number): number[] {
  const span = high > low ? high - low : Math.abs(high) || 1;
  const power = 10 ** Math.floor(Math.log10(span / 4));
  const every = [1, 2, 5, 10].map((m) => m * power).find((s) => span / s <= 5)!;
  const first = Math.floor(low / every + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / every - 1e-9));
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * every).toPrecision(12)));
}

function drawSeries(
  context: CanvasRenderingContext2D,
  { steps, values }: Series,
  x: (step: number) => number,
  at: (value: number) => number,
): void {
  const columns = new Map<number, { low: number; high: number; sum: number; count: number }>();
  for (const [i, value] of values.entries()) {
    if (!Number.isFinite(value)) continue;
    const key = Math.floor(x(steps[i]!) / COLUMN);
    const column = columns.get(key);
    if (column === undefined) columns.set(key, { low: value, high: value, sum: value, count: 1 });
    else {
      column.low = Math.min(column.low, value);
      column.high = Math.max(column.high, value);
      column.sum += value;
      column.count++;
    }
  }
  context.globalAlpha = 0.25;
  for (const [key, { low, high, count }] of columns)
    if (count > 1) context.fillRect(key * COLUMN, at(high), COLUMN, Math.max(1, at(low) - at(high)));
  context.globalAlpha = 1;
  context.lineWidth = 1.75;
  context.lineJoin = "round";
  context.beginPath();
  for (const [key, { sum, count }] of columns) context.lineTo((key + 0.5) * COLUMN, at(sum / count));
  context.stroke();
  if (columns.size > 1) return;
  for (const [key, { sum, count }] of columns) {
    context.beginPath();
    context.arc((key + 0.5) * COLUMN, at(sum / count), 3, 0, 2 * Math.PI);
    context.fill();
  }
}

/** The index of the step nearest to a place. */
function nearest(steps: readonly number[], place: number, x: (step: number) => number): number {
  let best = 0;
  for (const [i, step] of steps.entries())
    if (Math.abs(x(step) - place) < Math.abs(x(steps[best]!) - place)) best = i;
  return best;
}
