/** The tab Output: a run as it is told, in numbers, curves and what the model makes. */
import type { RunEvent } from "../api/train.ts";
import { duration, number, plural } from "../cli/shared/terminal.ts";
import type { EndEvent, StartEvent } from "../runtime/events.ts";
import { Chart } from "./chart.ts";
import { announce, byId, make } from "./dom.ts";
import type { TrainerOutput } from "./protocol.ts";
import { elementOf } from "./shown.ts";

/** Shares of a run after which it is said how far it is. */
const SPOKEN = 0.25;

/** For programs on data that make nothing that can be drawn. */
const HOW_TO_SHOW = [
  "Drawn here are classes of points with two numbers, such as ",
  make("code", {}, "predict class = argmax(logits)"),
  ", pictures, such as ",
  make("code", {}, "predict picture = again"),
  ", and text.",
];

export class Output {
  readonly #charts = new Map<string, Chart>();
  readonly #numbers = new Map<string, string>();
  #start: StartEvent | undefined;
  #began = 0;
  #done = 0;
  #spoken = 0;
  #download: string | undefined;
  #lastShown: Extract<TrainerOutput, { type: "shown" }> | undefined;

  readonly #greeting = [...byId("status").childNodes];

  constructor() {
    // Colours on canvases are those of the scheme.
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.redraw());
    addEventListener("resize", () => this.redraw());
  }

  redraw(): void {
    for (const chart of this.#charts.values()) chart.draw();
    if (this.#lastShown) this.#show(this.#lastShown);
  }

  /** Nothing of the last run stays; the first words of the page come back where there are no others. */
  clear(words?: string): void {
    this.#charts.clear();
    this.#numbers.clear();
    this.#start = undefined;
    this.#lastShown = undefined;
    this.#done = this.#spoken = 0;
    for (const id of ["charts", "shown", "numbers", "failure"]) byId(id).replaceChildren();
    byId("download").hidden = true;
    byId("progress").hidden = true;
    byId("status").replaceChildren(...(words === undefined ? this.#greeting : [words]));
  }

  hear(output: TrainerOutput, train: string): void {
    if (output.type === "events") {
      for (const event of output.events) this.#event(event);
      this.#tellNumbers();
      for (const chart of this.#charts.values()) chart.draw();
    } else if (output.type === "shown") {
      this.#lastShown = output;
      this.#show(output);
    } else if (output.type === "failed") this.fail(output.message);
    else if (output.weights) this.#offer(output.weights, train);
  }

  fail(message: string): void {
    byId("status").textContent =
      this.#start === undefined ? "Nothing was trained." : "The training broke off.";
    byId("progress").hidden = true;
    this.report(message);
  }

  /** What went wrong, whether a run is under way or not. */
  report(message: string): void {
    byId("failure").replaceChildren(make("pre", {}, message));
  }

  #event(event: RunEvent): void {
    switch (event.type) {
      case "start":
        return this.#started(event);
      case "step": {
        this.#done = event.step + 1;
        this.#numbers.set("loss", number(event.loss));
        this.#chart("loss").add("training", 0, event.step, event.loss);
        for (const [k, [name, value]] of Object.entries(event.losses ?? {}).entries())
          this.#chart("loss").add(name, k + 2, event.step, value);
        for (const [k, [name, value]] of Object.entries(event.params ?? {}).entries()) {
          this.#chart("parameters").add(name, k, event.step, value);
          this.#numbers.set(name, number(value));
        }
        if (event.epoch !== undefined) this.#numbers.set("epoch", String(Math.floor(event.epoch) + 1));
        if (event.lr !== undefined) this.#numbers.set("learning rate", number(event.lr));
        return;
      }
      case "eval":
        this.#numbers.set(`${event.split} loss`, number(event.loss));
        this.#chart("loss").add(event.split, 1, event.step, event.loss);
        for (const [name, value] of Object.entries(event.metrics)) {
          this.#chart(name).add(event.split, 1, event.step, value);
          this.#numbers.set(name, number(value));
        }
        return;
      case "recovered":
        byId("status").textContent = `The GPU was lost (${event.reason}); going on from step ${event.step}.`;
        announce("The GPU was lost; the run goes on.");
        return;
      case "end":
        return this.#ended(event);
    }
  }

  #started(event: StartEvent): void {
    this.#start = event;
    this.#began = performance.now();
    const { device, parameters, examples, steps } = event;
    byId("status").textContent =
      `Training on ${device}: ${plural(parameters, "parameter")}` +
      (examples ? `, ${plural(examples.train, "example")}` : "") +
      `, ${plural(steps, "step")}.`;
    const progress = byId<HTMLProgressElement>("progress");
    progress.hidden = false;
    progress.max = steps;
    progress.value = 0;
    announce(`Training has begun: ${plural(steps, "step")}.`);
  }

  #ended({ step, seconds, stopped, loss, metrics, split }: EndEvent): void {
    const scores = [["loss", loss] as const, ...Object.entries(metrics)].map(([n, v]) => `${n} ${number(v)}`);
    const how = stopped === "aborted" ? "Stopped" : stopped === "patience" ? "Ended early" : "Done";
    const words = `${how} after ${plural(step, "step")} in ${duration(1000 * seconds)}: ${scores.join(", ")} (${split}).`;
    byId("status").textContent = words;
    for (const [name, value] of Object.entries(metrics)) this.#numbers.set(name, number(value));
    announce(words);
  }

  #tellNumbers(): void {
    if (this.#start === undefined) return;
    const seconds = (performance.now() - this.#began) / 1000;
    const { steps } = this.#start;
    byId<HTMLProgressElement>("progress").value = this.#done;
    if (this.#done / steps >= this.#spoken + SPOKEN && this.#done < steps) {
      this.#spoken = this.#done / steps;
      announce(`${Math.round(100 * this.#spoken)}%, loss ${this.#numbers.get("loss") ?? ""}`);
    }
    const rows: [string, string][] = [
      ["step", `${this.#done.toLocaleString("en-US")} / ${steps.toLocaleString("en-US")}`],
      ...(seconds > 0 && this.#done > 0 ? [["steps/s", number(Math.round(this.#done / seconds))] as [string, string]] : []),
      ...this.#numbers,
    ]; // prettier-ignore
    byId("numbers").replaceChildren(
      ...rows.map(([name, value]) =>
        make("div", { "data-name": name }, make("dt", {}, name), make("dd", {}, value)),
      ),
    );
  }

  #chart(name: string): Chart {
    let chart = this.#charts.get(name);
    if (chart === undefined) {
      chart = new Chart(name, this.#start?.steps ?? 1);
      this.#charts.set(name, chart);
      byId("charts").append(chart.element);
    }
    return chart;
  }

  #show({ shown, step }: Extract<TrainerOutput, { type: "shown" }>): void {
    const words =
      shown.length > 0
        ? [make("p", { class: "soft" }, `after ${plural(step, "step")}`)]
        : this.#start?.examples === undefined
          ? []
          : [make("p", { class: "soft" }, ...HOW_TO_SHOW)];
    byId("shown").replaceChildren(...shown.map(elementOf), ...words);
  }

  #offer(weights: Uint8Array, train: string): void {
    if (this.#download !== undefined) URL.revokeObjectURL(this.#download);
    this.#download = URL.createObjectURL(new Blob([weights.slice()]));
    const link = make("a", { href: this.#download, download: `${train}.safetensors` }, "Save the weights");
    byId("download").replaceChildren(link, ` (${train}.safetensors)`);
    byId("download").hidden = false;
  }
}
