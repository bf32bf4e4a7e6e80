/**
 * What the trained model makes, in the report: text, pictures beside what they were made of, and maps of classes.
 */
import { encode } from "fast-png";
import { readJson } from "../past-runs.ts";
import { CELLS, SAMPLES, type Shown } from "../pictures.ts";
import { number } from "../terminal.ts";
import { html, type Html } from "./html.ts";

/** The colours of Okabe and Ito (2008), which people with colour blindness can tell apart. */
const COLORS: readonly (readonly [number, number, number])[] = [
  [0, 114, 178],
  [213, 94, 0],
  [0, 158, 115],
  [204, 121, 167],
  [230, 159, 0],
  [86, 180, 233],
  [240, 228, 66],
  [90, 90, 90],
];

export function samplesSection(folder: string): Html | undefined {
  const shown = readJson<readonly Shown[]>(folder, SAMPLES);
  if (shown === undefined) return undefined;
  return html`<section>
    <h2>Samples</h2>
    ${shown.map(one)}
  </section>`;
}

function one(shown: Shown): Html {
  switch (shown.kind) {
    case "text":
      return html`<p class="dim">
          Written at temperature ${shown.temperature}, starting from
          nothing${shown.isCut ? html`; <code>nn report --samples</code> takes the time for more` : ""}.
        </p>
        <pre style="white-space: pre-wrap"><code>${shown.text}</code></pre>`;
    case "none":
      return html`<p class="dim">None could be made: ${shown.why}.</p>`;
    case "pictures":
      return pictures(shown);
    case "map":
      return map(shown);
  }
  return shown satisfies never;
}

function pictures({ name, count, png, from }: Shown & { kind: "pictures" }): Html {
  const figure = (title: string, content: string, said: string) =>
    html`<figure>
      <figcaption><h3>${title}</h3></figcaption>
      <img class="chart" alt="${said}" src="data:image/png;base64,${content}" />
    </figure>`;
  return html`<div class="charts">
    ${from && figure(from.name, from.png, `${count} pictures of the data`)}
    ${figure(name, png, `${count} pictures that the model made`)}
  </div>`;
}

const SIDE = 320;

function map({ name, axes, frame, cells, classes, points }: Shown & { kind: "map" }): Html {
  const [left, right, bottom, top] = frame;
  const x = (value: number) => Math.round((10 * SIDE * (value - left)) / (right - left)) / 10;
  const y = (value: number) => Math.round((10 * SIDE * (top - value)) / (top - bottom)) / 10;
  const color = (group: number) => `rgb(${(COLORS[group] ?? COLORS.at(-1)!).join(", ")})`;
  const dots = points.map(
    ([px, py, group]) =>
      html`<circle
        cx="${x(px)}"
        cy="${y(py)}"
        r="2.2"
        fill="${color(group)}"
        stroke="#fff"
        stroke-width="0.5"
      />`,
  );
  const back =
    cells &&
    html`<image
      href="data:image/png;base64,${background(cells)}"
      width="${SIDE}"
      height="${SIDE}"
      preserveAspectRatio="none"
    />`;
  const keys = classes.map(
    (label, i) =>
      html`<span
        ><svg class="key" viewBox="0 0 24 8" aria-hidden="true">
          <rect width="24" height="8" fill="${color(i)}" />
        </svg>
        ${label}</span
      >`,
  );
  const said = `${cells === undefined ? "Points" : "Areas of each class"}, from ${number(left)} to ${number(right)} across and ${number(bottom)} to ${number(top)} up`;
  return html`<div class="charts">
    <figure>
      <figcaption>
        <h3>${name}</h3>
        ${axes === "" ? undefined : html`<span class="note">${axes}</span>`}
      </figcaption>
      <p class="legend">${keys}</p>
      <svg class="chart" viewBox="0 0 ${SIDE} ${SIDE}" role="img" aria-label="${said}">${back} ${dots}</svg>
    </figure>
  </div>`;
}

/** Each cell in a light shade of its class's colour. */
function background(cells: readonly number[]): string {
  const data = new Uint8Array(3 * CELLS * CELLS);
  for (const [i, cell] of cells.entries())
    for (let c = 0; c < 3; c++)
      data[3 * i + c] = 255 - Math.round(0.35 * (255 - (COLORS[cell] ?? COLORS.at(-1)!)[c]!));
  return Buffer.from(encode({ width: CELLS, height: CELLS, data, channels: 3, depth: 8 })).toString("base64");
}
