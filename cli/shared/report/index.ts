/**
 * `report.html`: a run on one page that needs nothing else: no script, no network. It is made of what lies in the run's
 * folder, so it can be made again (`nn report`).
 */
import { join } from "node:path";
import type { EndEvent } from "../../../runtime/events.ts";
import type { Point } from "../../../runtime/log/read.ts";
import { writeFileAtomic } from "../../../runtime/data/files.ts";
import { type PastRun, readJson, readRun, sourcesIn, stateOf } from "../past-runs.ts";
import { KERNELS, type KernelRow } from "../run-kernels.ts";
import { type Outcome, OUTCOME } from "../outcome.ts";
import { bytes, count, duration, flops, number } from "../terminal.ts";
import { lineChart, type Line } from "./chart.ts";
import { gradientSection, isOfWeight } from "./gradients.ts";
import { outcomeSection } from "./outcome.ts";
import { facts, html, type Html, table } from "./html.ts";
import { samplesSection } from "./pictures.ts";
import { STYLE } from "./style.ts";

export const REPORT = "report.html";

/** Writes the page of a run and gives its path. */
export function writeReport(folder: string): string {
  const path = join(folder, REPORT);
  writeFileAtomic(path, reportOf(folder));
  return path;
}

function reportOf(folder: string): string {
  const run = readRun(folder);
  const title = `${run.log.start.name} · ${run.name}`;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"
        />
        <title>${title}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <main>
          ${head(run)} ${curves(run)} ${gradientSection(run.log)}
          ${outcomeSection(readJson<Outcome>(folder, OUTCOME))} ${samplesSection(folder)}
          ${kernels(readJson<readonly KernelRow[]>(folder, KERNELS))} ${settings(run)} ${sources(folder)}
        </main>
      </body>
    </html> `;
  return page.text;
}

function head({ name, log, config }: PastRun): Html {
  const { start, end } = log;
  const state = stateOf(end);
  const facts: (readonly [string, string])[] = [
    ...(end === undefined ? [] : scoreTiles(end)),
    ["steps", state === "done" ? count(log.steps) : `${count(log.steps)} of ${count(start.steps)}`],
    ...(end === undefined ? [] : [["time", duration(1000 * end.seconds)] as const]),
    ["parameters", count(start.parameters)],
  ];
  const when = config === undefined ? "" : ` · ${config.began.slice(0, 16).replace("T", " ")} UTC`;
  return html`<header>
    <h1>${start.name}</h1>
    <p class="dim">${name} · ${state}${when} · ${start.device} · seed ${start.seed}</p>
    <dl class="tiles">
      ${facts.map(
        ([label, value]) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </header>`;
}

function scoreTiles({ split, loss, metrics, best }: EndEvent): (readonly [string, string])[] {
  return [
    [`${split} loss`, number(loss)],
    ...Object.entries(metrics).map(([name, value]) => [`${split} ${name}`, number(value)] as const),
    ...(best === undefined
      ? []
      : [["best validation loss", `${number(best.loss)} at step ${count(best.step)}`] as const]),
  ];
}

/** Curves of one name in one chart: the loss of the training and of the validation data lie side by side. */
function curves({ log }: PastRun): Html | undefined {
  const charts = new Map<string, Line[]>();
  for (const [name, points] of log.curves) {
    const slash = name.indexOf("/");
    const [where, what] = [name.slice(0, slash), name.slice(slash + 1)];
    // The scores of the test data are one number each, and stand above; weights have a section of their own.
    if (where === "test" || isOfWeight(where)) continue;
    const title = where === "param" ? `parameter ${what}` : (TITLES[what] ?? what);
    charts.set(title, [
      ...(charts.get(title) ?? []),
      { name: NAMES[where] ?? where, points: finite(points) },
    ]);
  }
  const drawn = [...charts].map(([title, lines]) =>
    // A schedule has a form that is known from linear scales.
    lineChart(
      title,
      lines.filter((l) => l.points.length > 0),
      title === TITLES["lr"] ? { scale: "linear" } : {},
    ),
  );
  if (drawn.every((chart) => chart === undefined)) return undefined;
  return html`<section>
    <h2>Curves</h2>
    <div class="charts">${drawn}</div>
  </section>`;
}

const TITLES: Readonly<Record<string, string>> = { lr: "learning rate", grad_norm: "gradient norm" };
const NAMES: Readonly<Record<string, string>> = { train: "training" };

function finite(points: readonly Point[]): Point[] {
  return points.filter((p) => Number.isFinite(p.value));
}

function kernels(rows: readonly KernelRow[] | undefined): Html | undefined {
  if (rows === undefined) return undefined;
  const sum = (of: (row: KernelRow) => number) => rows.reduce((total, row) => total + row.times * of(row), 0);
  const totals = [
    `${count(sum(() => 1))} dispatches`,
    flops(sum((k) => k.flops)),
    `${bytes(sum((k) => k.bytesRead))} read, ${bytes(sum((k) => k.bytesWritten))} written`,
  ];
  const cells = rows.map((k) => [
    html`<code>${k.name}</code>`,
    k.kind,
    k.times,
    flops(k.flops),
    bytes(k.bytesRead),
    bytes(k.bytesWritten),
    k.lines.join(", "),
  ]);
  return html`<section>
    <h2>Kernels of one step</h2>
    <p class="dim">${totals.join(" · ")}</p>
    ${table(["kernel", "kind", "times", "work", "read", "written", "from"], cells)}
  </section>`;
}

function settings({ config, log }: PastRun): Html {
  const rows: (readonly [string, string])[] = [];
  const add = (name: string, value: unknown) => {
    if (value !== undefined) rows.push([name, typeof value === "string" ? value : JSON.stringify(value)]);
  };
  const { examples } = log.start;
  add(
    "examples",
    examples &&
      `${count(examples.train)} train, ${count(examples.validation)} validation, ${count(examples.test)} test`,
  );
  for (const [name, value] of Object.entries(config?.config ?? {})) add(`config ${name}`, value);
  for (const [name, value] of Object.entries(config?.settings ?? {})) add(name, value);
  for (const [name, value] of Object.entries(config?.data ?? {})) add(`data ${name}`, value);
  add("init", config?.init);
  add("memory on the device", bytes(log.start.bytes));
  add("nn", config?.version);
  return html`<section>
    <h2>Settings</h2>
    ${config && html`<p><code>${config.command.join(" ")}</code></p>`} ${facts(rows)}
  </section>`;
}

function sources(folder: string): Html | undefined {
  const files = [...sourcesIn(folder)];
  if (files.length === 0) return undefined;
  const open = html`${files.length === 1 ? "open" : ""}`;
  const shown = files.map(
    ([path, text]) =>
      html`<details ${open}>
        <summary>${path}</summary>
        <pre><code>${text}</code></pre>
      </details>`,
  );
  return html`<section>
    <h2>Source</h2>
    ${shown}
  </section>`;
}
