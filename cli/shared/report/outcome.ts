/**
 * What the trained model says of the data, for the report: which classes it confuses, or how far its numbers are off.
 */
import { count, number } from "../terminal.ts";
import type { Outcome } from "../outcome.ts";
import { scatter } from "./chart.ts";
import { facts, html, type Html } from "./html.ts";

/** Confusions that are named one by one. */
const NAMED = 5;

export function outcomeSection(outcome: Outcome | undefined): Html | undefined {
  if (outcome === undefined) return undefined;
  return outcome.kind === "confusion" ? confusion(outcome) : residuals(outcome);
}

function confusion({ split, field, prediction, classes, counts }: Outcome & { kind: "confusion" }): Html {
  const total = counts.flat().reduce((a, b) => a + b, 0);
  const right = counts.reduce((sum, row, i) => sum + row[i]!, 0);
  const most = Math.max(1, ...counts.flatMap((row, i) => row.filter((_, j) => j !== i)));
  const mistakes = counts
    .flatMap((row, i) => row.map((n, j) => ({ n, i, j })))
    .filter(({ n, i, j }) => n > 0 && i !== j)
    .sort((a, b) => b.n - a.n)
    .slice(0, NAMED)
    .map(
      ({ n, i, j }) => `${classes[i]} taken for ${classes[j]} (${n === 1 ? "once" : `${count(n)} times`})`,
    );
  const rows = counts.map((row, i) => {
    const cells = row.map((n, j) => cell(n, i === j ? n / Math.max(1, ...row) : n / most, i === j));
    return html`<tr>
      <th scope="row">${classes[i]}</th>
      ${cells}
    </tr>`;
  });
  const share = number((100 * right) / Math.max(1, total), 3);
  return html`<section>
    <h2>Which classes are confused</h2>
    <p class="dim">
      ${count(right)} of ${count(total)} examples of the ${split} data right (${share} %). A row is what
      <code>${field}</code> is, a column what <code>${prediction}</code> says.
    </p>
    <p>${mistakes.length === 0 ? "No mistakes." : `Most often: ${mistakes.join("; ")}.`}</p>
    <div class="scroll">
      <table class="confusion">
        <thead>
          <tr>
            <td></td>
            ${classes.map((name) => html`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** Shaded by its share: hits among the row, mistakes among the mistakes. */
function cell(n: number, share: number, hit: boolean): Html {
  if (n === 0) return html`<td></td>`;
  const color = `background: rgba(${hit ? "var(--heat)" : "213, 94, 0"}, ${(0.08 + 0.42 * share).toFixed(2)})`;
  return html`<td style="${color}">${count(n)}</td>`;
}

function residuals({ split, field, points, of }: Outcome & { kind: "residuals" }): Html {
  const errors = points.map(([target, predicted]) => predicted - target).sort((a, b) => a - b);
  const quantile = (q: number) => errors[Math.min(errors.length - 1, Math.floor(q * errors.length))]!;
  const mean = errors.reduce((a, b) => a + b, 0) / errors.length;
  const rows: (readonly [string, string])[] = [
    ["mean", number(mean)],
    ["5 % are below", number(quantile(0.05))],
    ["half are below", number(quantile(0.5))],
    ["95 % are below", number(quantile(0.95))],
  ];
  const below = html`<p>Errors, prediction less target:</p>
    ${facts(rows)}`;
  const some = points.length < of ? `${count(points.length)} of ${count(of)}` : count(of);
  return html`<section>
    <h2>How far predictions are off</h2>
    <p class="dim">${some} values of the ${split} data.</p>
    <div class="charts">${scatter(`Predicted ${field} against ${field}`, points, below)}</div>
  </section>`;
}
