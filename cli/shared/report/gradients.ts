/**
 * Gradients and updates by weight, for the report: whether a gradient reaches the first layers, whether it grows from layer to
 * layer, and whether each weight learns at a sensible pace.
 */
import type { Point, RunLog } from "../../../runtime/log/read.ts";
import { count, number } from "../terminal.ts";
import { lineChart, type Line } from "./chart.ts";
import { html, type Html, table } from "./html.ts";

/** The kinds of curves that there are for each weight, as `scalarsOf` names them. */
const KINDS = ["gradient", "weight", "update_ratio"] as const;
type Kind = (typeof KINDS)[number];

/** Whether curves of this name are those of weights. */
export function isOfWeight(where: string): boolean {
  return (KINDS as readonly string[]).includes(where);
}

/** More lines than this cannot be told apart. */
const LINES = 12;
/** What an update should be of its weight, roughly: Karpathy, "A Recipe for Training Neural Networks" and CS231n. */
const USUAL_RATIO = 1e-3;
/** What is further off by this factor gets a word. */
const FAR = 10;

export function gradientSection({ curves }: RunLog): Html | undefined {
  const paths = [...curves.keys()].flatMap((name) =>
    name.startsWith("gradient/") ? [name.slice("gradient/".length)] : [],
  );
  if (paths.length === 0) return undefined;
  const of = (kind: Kind, path: string) => curves.get(`${kind}/${path}`) ?? [];
  const shown = spread(paths);
  // On a logarithmic scale 0 has no place.
  const lines = (kind: Kind): Line[] =>
    shown
      .map((path, i) => ({
        name: path,
        place: i / Math.max(1, shown.length - 1),
        points: of(kind, path).filter((p) => p.value > 0),
      }))
      .filter(({ points }) => points.length > 0);
  const charts = [
    lineChart("Norm of the gradient", lines("gradient"), { scale: "log" }),
    lineChart("Update as a part of its weight", lines("update_ratio"), {
      scale: "log",
      rule: { value: USUAL_RATIO, name: "1e-3, the rule of thumb" },
    }),
  ];
  const rows = paths.map((path) => {
    const [gradient, weight, ratio] = KINDS.map((kind) => middle(of(kind, path)));
    const show = (value: number | undefined) => (value === undefined ? "" : number(value, 3));
    return [html`<code>${path}</code>`, show(gradient), show(weight), show(ratio), remark(gradient, ratio)];
  });
  const some =
    shown.length < paths.length ? ` The charts show ${shown.length} of ${count(paths.length)} weights.` : "";
  return html`<section>
    <h2>Gradients and updates by weight</h2>
    <p class="dim">
      Colours go from the first weight to the last. Norms are L2, gradients before any clipping; an update is
      what one step changes.${some}
    </p>
    <div class="charts">${charts}</div>
    <details>
      <summary>Each weight, in the middle half of the run (medians)</summary>
      ${table(["weight", "gradient", "weight's norm", "update / weight", ""], rows)}
    </details>
  </section>`;
}

/** Some of many, evenly spread, with both ends. */
function spread(paths: readonly string[]): readonly string[] {
  if (paths.length <= LINES) return paths;
  return Array.from({ length: LINES }, (_, i) => paths[Math.round((i * (paths.length - 1)) / (LINES - 1))]!);
}

/** The median over the middle half of what was measured: rates rise before it and fall after it. */
function middle(points: readonly Point[]): number | undefined {
  const values = points.map((p) => p.value).filter(Number.isFinite);
  const [from, to] = [Math.floor(values.length / 4), Math.ceil((3 * values.length) / 4)];
  const half = values.slice(from, to).sort((a, b) => a - b);
  return half[Math.floor(half.length / 2)];
}

function remark(gradient: number | undefined, ratio: number | undefined): string {
  if (gradient === 0) return "no gradient";
  if (ratio === undefined || ratio === 0) return "";
  if (ratio > FAR * USUAL_RATIO) return "changes quickly: the learning rate may be too high for it";
  return ratio < USUAL_RATIO / FAR ? "hardly changes: the learning rate may be too low for it" : "";
}
