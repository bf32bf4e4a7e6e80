/**
 * What `nn train` shows: a header, a progress bar that is redrawn on a terminal, and a line for every evaluation.
 *
 * Without a terminal there is nothing to redraw, so only lines are written. A `train` of a few scalars shows every step. A
 * gradient that is much larger than usual gets a line of its own.
 */
import type { GradientReport } from "../../runtime/events.ts";
import { UNUSUAL } from "../../runtime/watch.ts";
import {
  bar,
  bytes,
  count,
  duration,
  exact,
  number,
  paint,
  plural,
  short,
  sparkline,
  width,
} from "./terminal.ts";

export interface Header {
  readonly name: string;
  readonly params: number;
  readonly device: string;
  /** Overrides as `hidden=256`. */
  readonly overrides: readonly string[];
  readonly seed: number;
  readonly data?: {
    readonly name: string;
    readonly train: number;
    readonly validation: number;
    readonly test: number;
  };
  readonly steps: number;
  readonly epochs?: number;
  readonly batch: number;
  readonly kernels?: number;
  /** From the command's start to the first step: compiling, data, device. */
  readonly readyMs: number;
  readonly gpuBytes?: number;
  /** How many kernels run as `nn tune` found best, or why none does. */
  readonly tuned?: string;
}

export interface StepReport {
  readonly step: number;
  readonly loss: number;
  readonly lr?: number;
  readonly params?: Readonly<Record<string, number>>;
  readonly gradient?: GradientReport;
}

export interface EvalReport {
  readonly step: number;
  readonly loss?: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly split: string;
}

/** Milliseconds between two drawings of the bar. */
const REDRAW = 100;
/** A run of scalars with at most this many steps is shown step by step. */
const FEW_STEPS = 50;
/** Lines of evaluations that a terminal keeps. */
const LINES = 20;
/** Lines about large gradients; a run that has more of them has said enough. */
const WARNINGS = 8;

export class TrainDisplay {
  readonly #out = process.stdout;
  readonly #c = paint(process.stdout);
  readonly #live: boolean;
  #header: Header | undefined;
  #losses: number[] = [];
  #last: StepReport | undefined;
  #eval: EvalReport | undefined;
  #gradient: GradientReport | undefined;
  #warnings = 0;
  #evals = 0;
  /** Steps before the first evaluation. */
  #evalEvery = 0;
  #started = 0;
  #drawn = 0;
  #lines = 0;
  /** Steps and times of the last seconds, for the rate. */
  #pace: { step: number; at: number }[] = [];

  constructor() {
    this.#live = this.#out.isTTY === true && process.env["TERM"] !== "dumb";
  }

  header(h: Header): void {
    const c = this.#c;
    this.#header = h;
    const dot = " · ";
    const what = h.params > 0 ? `${count(h.params)} parameters` : "";
    const label = (text: string) => ` ${c.bold(text.padEnd(9))}`;
    const plain = (text: string) => ` ${text.padEnd(9)}`;
    this.#print(
      `${label(h.name)} ${[what, `on ${h.device}`, ...h.overrides, `seed ${h.seed}`].filter(Boolean).join(dot)}`,
    );
    if (h.data !== undefined) {
      const { train, validation, test } = h.data;
      const parts = [`${count(train)} train`];
      if (validation > 0) parts.push(`${count(validation)} validation`);
      if (test > 0) parts.push(`${count(test)} test`);
      const epochs =
        h.epochs === undefined
          ? `${count(h.steps)} steps of ${h.batch}`
          : `${count(Math.ceil(h.steps / h.epochs))} steps of ${h.batch} × ${h.epochs} epochs`;
      this.#print(`${plain(h.data.name)} ${[...parts, epochs].join(dot)}`);
    }
    if (h.kernels !== undefined) {
      const parts = [plural(h.kernels, "kernel"), `ready in ${duration(h.readyMs)}`];
      if (h.gpuBytes !== undefined) parts.push(`${bytes(h.gpuBytes)} on the device`);
      if (h.tuned !== undefined) parts.push(h.tuned);
      this.#print(`${plain("compiled")} ${parts.join(dot)}`);
    }
    this.#print("");
    this.#started = performance.now();
  }

  step(s: StepReport): void {
    this.#last = s;
    this.#losses.push(s.loss);
    if (s.gradient) this.#watch(s.step, s.gradient);
    const now = performance.now();
    this.#pace.push({ step: s.step, at: now });
    while (this.#pace.length > 2 && now - this.#pace[0]!.at > 3000) this.#pace.shift();
    if (s.params !== undefined && this.#header!.steps <= FEW_STEPS) {
      this.#line(`step ${String(s.step).padStart(3)}`, [
        this.#params(s.params),
        `loss ${exact(s.loss)}`,
        ...this.#rate(s),
      ]);
      return;
    }
    if (this.#live && now - this.#drawn >= REDRAW) this.#draw(now);
  }

  eval(e: EvalReport): void {
    const changed = this.#eval?.step !== e.step || this.#eval.split !== e.split;
    this.#eval = e;
    if (!changed || this.#isPassedOver(e)) return;
    const h = this.#header!;
    const perEpoch = h.epochs === undefined ? undefined : h.steps / h.epochs;
    const at =
      perEpoch === undefined
        ? `step ${count(e.step)}/${count(h.steps)}`
        : `epoch ${number(e.step / perEpoch)}/${h.epochs}`;
    const train = this.#last === undefined ? [] : [`loss ${number(this.#recentLoss())}`];
    const own = e.loss === undefined ? [] : [`${e.split} ${number(e.loss)}`];
    this.#line(at, [...train, ...own, ...metricsOf(e.metrics), ...this.#norm()]);
  }

  #watch(step: number, g: GradientReport): void {
    this.#gradient = g;
    if (!(g.sigma !== undefined && g.sigma >= UNUSUAL) || ++this.#warnings > WARNINGS) return;
    const over = g.sigma >= 100 ? "far above usual" : `+${g.sigma.toFixed(1)}σ`;
    this.note(`step ${count(step)}: |g| ${number(g.norm, 3)} (${over}), largest in ${g.largest}`);
    if (this.#warnings === WARNINGS) this.note("larger gradients than usual are from now on only in the log");
  }

  #norm(): string[] {
    return this.#gradient && Number.isFinite(this.#gradient.norm)
      ? [`|g| ${number(this.#gradient.norm, 3)}`]
      : [];
  }

  /** A terminal keeps some lines of a long run, spread over it; the bar shows every evaluation as it comes. */
  #isPassedOver(e: EvalReport): boolean {
    this.#evals++;
    this.#evalEvery ||= e.step;
    const total = Math.ceil(this.#header!.steps / this.#evalEvery);
    if (!this.#live || total <= LINES) return false;
    return e.step !== this.#header!.steps && this.#evals % Math.ceil(total / LINES) !== 0;
  }

  note(text: string): void {
    this.#clear();
    this.#print(` ${this.#c.yellow("!")} ${text}`);
  }

  /** After the last step. */
  end(
    e: EvalReport & { readonly seconds: number; readonly params?: Readonly<Record<string, number>> },
  ): void {
    this.#clear();
    const c = this.#c;
    const loss =
      e.loss === undefined ? [] : [`loss ${e.params === undefined ? number(e.loss) : exact(e.loss)}`];
    const split = e.split === "train" ? "" : `${e.split} `;
    const params =
      e.params === undefined || Object.keys(e.params).length === 0 ? [] : [this.#params(e.params)];
    const steps = e.step > 0 ? ` (${duration((1000 * e.seconds) / e.step)} a step)` : "";
    this.#print(
      `\n ${c.green("done")}      ${c.bold([...params, split + loss.join(""), ...metricsOf(e.metrics)].filter(Boolean).join(" · "))}`,
    );
    this.#print(`           ${count(e.step)} steps in ${duration(1000 * e.seconds)}${steps}`);
  }

  saved(folder: string, what: string): void {
    this.#clear();
    this.#print(` ${this.#c.bold("saved")}     ${folder}${what === "" ? "" : ` (${what})`}`);
  }

  /** Leaves the terminal as a line of text would. */
  finish(): void {
    this.#clear();
  }

  /** The first and the last loss of a training step that was told. */
  get losses(): readonly [first: number, last: number] | undefined {
    const [first] = this.#losses;
    return first === undefined ? undefined : [first, this.#losses.at(-1)!];
  }

  #params(params: Readonly<Record<string, number>>): string {
    return Object.entries(params)
      .map(([name, value]) => `${name} ${exact(value)}`)
      .join("  ");
  }

  #rate(s: StepReport): string[] {
    return s.lr === undefined ? [] : [`lr ${number(s.lr)}`];
  }

  /** The mean of the last steps: one step's loss says little. */
  #recentLoss(): number {
    const last = this.#losses.slice(-20);
    return last.reduce((a, b) => a + b, 0) / last.length;
  }

  #draw(now: number): void {
    const [h, s, c] = [this.#header!, this.#last!, this.#c];
    this.#drawn = now;
    this.#clear();
    const done = s.step + 1;
    const first = this.#pace[0]!;
    const ms =
      this.#pace.length > 1
        ? (now - first.at) / Math.max(1, s.step - first.step)
        : (now - this.#started) / done;
    const perEpoch = h.epochs === undefined ? h.steps : h.steps / h.epochs;
    const epoch = Math.min(h.epochs ?? 1, Math.floor(s.step / perEpoch) + 1);
    const within = h.epochs === undefined ? done : Math.max(1, done - Math.round((epoch - 1) * perEpoch));
    const title = h.epochs === undefined ? "" : `epoch ${epoch}/${h.epochs} `;
    const columns = this.#out.columns ?? 80;
    const head = ` ${title}${c.cyan(bar(done / h.steps, 24))} ${count(within)}/${count(Math.round(perEpoch))}`;
    const pace = [
      `${duration(ms)}/step`,
      ...(h.data ? [`${short((1000 * h.batch) / ms)} ex/s`] : []),
      `eta ${duration(ms * (h.steps - done))}`,
    ];
    const val = this.#eval?.loss === undefined ? [] : [`${this.#eval.split} ${number(this.#eval.loss)}`];
    const details = [
      `loss ${c.bold(number(this.#recentLoss()))} ${c.cyan(sparkline(this.#losses, 24))}`,
      ...val,
      ...metricsOf(this.#eval?.metrics ?? {}),
      ...this.#rate(s),
      ...this.#norm(),
    ];
    const lines = [`${head} · ${pace.join(" · ")}`, `   ${details.join(" · ")}`].map((l) =>
      fit(l, columns - 1),
    );
    this.#out.write(`${lines.join("\n")}\n`);
    this.#lines = lines.length;
  }

  #clear(): void {
    if (this.#lines === 0) return;
    this.#out.write(`\u001b[${this.#lines}A\u001b[0J`);
    this.#lines = 0;
  }

  #line(at: string, parts: readonly string[]): void {
    this.#clear();
    this.#print(` ${at.padEnd(12)} ${parts.join(" · ")}`);
  }

  #print(text: string): void {
    this.#out.write(`${text}\n`);
  }
}

function metricsOf(metrics: Readonly<Record<string, number>>): string[] {
  return Object.entries(metrics).map(([name, value]) => `${name} ${number(value)}`);
}

/** Cuts a line to the width of the terminal, colours included. */
function fit(line: string, columns: number): string {
  if (width(line) <= columns) return line;
  let [seen, out] = [0, ""];
  for (const part of line.split(/(\u001b\[[0-9;]*m)/)) {
    if (part.startsWith("\u001b")) out += part;
    else {
      const room = columns - seen;
      const kept = [...part].slice(0, Math.max(0, room));
      out += kept.join("");
      seen += kept.length;
    }
  }
  return out;
}
