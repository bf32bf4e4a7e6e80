/** What a model makes, as elements: a map with its points, pictures, text. */
import type { Shown } from "../cli/shared/pictures.ts";
import { colour, make } from "./dom.ts";

type MapShown = Extract<Shown, { kind: "map" }>;

export function elementOf(shown: Shown): HTMLElement {
  switch (shown.kind) {
    case "none":
      return make("p", { class: "soft" }, `What the model makes cannot be shown: ${shown.why}.`);
    case "text":
      return make(
        "figure",
        { class: "made" },
        make("figcaption", {}, make("b", {}, "Text that the model writes")),
        make("pre", { class: "text", tabindex: 0 }, shown.text + (shown.isCut === true ? " …" : "")),
      );
    case "pictures":
      return make(
        "figure",
        { class: "made" },
        make("figcaption", {}, make("b", {}, shown.name)),
        picture(shown.png, `${shown.count} pictures: ${shown.name}`),
        ...(shown.from
          ? [
              make("figcaption", {}, `made of ${shown.from.name}:`),
              picture(shown.from.png, `the pictures that they were made of: ${shown.from.name}`),
            ]
          : []),
      );
    case "map":
      return map(shown);
  }
}

function picture(png: string, alt: string): HTMLElement {
  return make("img", { src: `data:image/png;base64,${png}`, alt });
}

/** Pixels of a map on a side, before it is fitted to the page. */
const SIDE = 384;

function map(shown: MapShown): HTMLElement {
  const { name, axes, classes, cells, points, frame } = shown;
  const canvas = make("canvas", {
    role: "img",
    width: 2 * SIDE,
    height: 2 * SIDE,
    "aria-label": wordsOf(shown),
  });
  const context = canvas.getContext("2d")!;
  context.scale(2, 2);
  if (cells) {
    const side = Math.sqrt(cells.length);
    const size = SIDE / side;
    context.globalAlpha = 0.3;
    for (const [i, k] of cells.entries()) {
      context.fillStyle = colour(`--class-${k}`);
      const [left, top] = [(i % side) * size, Math.floor(i / side) * size];
      // To whole pixels of the canvas, so that no seams show.
      const [x, y] = [Math.round(2 * left) / 2, Math.round(2 * top) / 2];
      context.fillRect(x, y, Math.round(2 * (left + size)) / 2 - x, Math.round(2 * (top + size)) / 2 - y);
    }
    context.globalAlpha = 1;
  }
  const [left, right, bottom, top] = frame;
  context.strokeStyle = colour("--back");
  context.lineWidth = 0.75;
  for (const [x, y, group] of points) {
    context.fillStyle = group < 0 ? colour("--soft") : colour(`--class-${group}`);
    context.beginPath();
    context.arc((SIDE * (x - left)) / (right - left), (SIDE * (top - y)) / (top - bottom), 3, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
  const keys = classes.map((label, k) => {
    const key = make("i");
    key.style.background = `var(--class-${k})`;
    return make("span", {}, key, ` ${label} `);
  });
  return make(
    "figure",
    { class: "made map" },
    make("figcaption", {}, make("b", {}, name), " ", make("span", { class: "legend" }, ...keys)),
    canvas,
    ...(axes === "" ? [] : [make("figcaption", { class: "soft" }, axes)]),
  );
}

/** What there is to see, in words. */
function wordsOf({ name, cells, classes, points }: MapShown): string {
  const known = points.filter((p) => p[2] >= 0).length;
  if (cells === undefined) return `${points.length} points: ${classes.join(" and ")}`;
  const shares = classes.map((label, k) => {
    const share = cells.filter((c) => c === k).length / cells.length;
    return `${label} ${Math.round(100 * share)}%`;
  });
  return `map of ${name}: ${shares.join(", ")} of the area; ${known} examples`;
}
