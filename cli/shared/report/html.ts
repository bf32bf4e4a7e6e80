/**
 * Writing HTML: texts are escaped, markup is not; a type keeps them apart.
 */

/** Text that is HTML already. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | Html | readonly Part[] | undefined;

/** A template whose values are escaped unless they are `Html`; lists are joined, undefined is nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Html {
  return new Html(strings.map((s, i) => (i === 0 ? s : written(values[i - 1]) + s)).join(""));
}

function written(part: Part): string {
  if (part === undefined) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "object") return part.map(written).join("");
  return String(part).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

type Cell = string | number | Html;

/** A table whose first column names the rows. Columns of numbers and of quantities stand right, others left. */
export function table(heads: readonly string[], rows: readonly (readonly Cell[])[]): Html {
  const isText = heads.map((_, i) => rows.every((row) => !isQuantity(row[i]!)));
  const names = heads.map((name, i) => html`<th scope="col" class="${isText[i] ? "text" : ""}">${name}</th>`);
  const body = rows.map(
    ([first, ...rest]) =>
      html`<tr>
        <th scope="row">${first}</th>
        ${rest.map((cell, i) => html`<td class="${isText[i + 1] ? "text" : ""}">${cell}</td>`)}
      </tr>`,
  );
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${names}
        </tr>
      </thead>
      <tbody>
        ${body}
      </tbody>
    </table>
  </div>`;
}

function isQuantity(cell: Cell): boolean {
  return typeof cell === "number" || (typeof cell === "string" && /^-?[\d∞]/.test(cell));
}

/** Names and what they are, one a line. */
export function facts(rows: readonly (readonly [string, string])[]): Html {
  const body = rows.map(
    ([name, value]) =>
      html`<tr>
        <th scope="row">${name}</th>
        <td>${value}</td>
      </tr>`,
  );
  return html`<table class="facts">
    <tbody>
      ${body}
    </tbody>
  </table>`;
}
