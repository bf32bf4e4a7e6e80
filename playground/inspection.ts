/** The tabs Graph, Kernels and WGSL. */
import { treeToPage } from "../cli/shared/graph-page.ts";
import { make } from "./dom.ts";
import type { Inspection, Source } from "./protocol.ts";

export type InspectionTab = "graph" | "kernels" | "wgsl";

/** What a tab shows; lines of the program are links to them. */
export function contentOf(tab: InspectionTab, made: Inspection, goTo: (line: number) => void): HTMLElement[] {
  const source = ({ text, line }: Source): HTMLElement => {
    if (line === undefined) return make("span", { class: "soft" }, text);
    const button = make("button", { type: "button", class: "link" }, text);
    button.addEventListener("click", () => goTo(line));
    return button;
  };
  const sources = (all: readonly Source[]): (Node | string)[] =>
    all.flatMap((s, i) => (i === 0 ? [source(s)] : [", ", source(s)]));
  switch (tab) {
    case "graph":
      return [make("iframe", { title: "The graph of one training step", sandbox: "allow-scripts", srcdoc: treeToPage(made.tree) })]; // prettier-ignore
    case "kernels":
      return [kernels(made, sources)];
    case "wgsl":
      return made.shaders.map(({ title, from, wgsl }) =>
        make(
          "section",
          { class: "shader" },
          make("h3", {}, title),
          make("p", {}, "from ", ...sources(from)),
          make("pre", { tabindex: 0, "aria-label": `WGSL of ${title}` }, wgsl),
        ),
      );
  }
}

function kernels(
  { kernels: rows, summary }: Inspection,
  sources: (all: readonly Source[]) => (Node | string)[],
): HTMLElement {
  const looped = rows.some((r) => r.times > 1);
  const titles = ["#", "kernel", "from", "kind", ...(looped ? ["times"] : []), "workgroups", "work", "read", "written"]; // prettier-ignore
  const body = rows.map((r, i) =>
    make(
      "tr",
      {},
      make("td", {}, String(i)),
      make("th", { scope: "row" }, r.name),
      make("td", {}, ...sources(r.from)),
      ...[r.kind, ...(looped ? [`${r.times} ×`] : []), r.workgroups, r.work, r.read, r.written].map((text) =>
        make("td", {}, text),
      ),
    ),
  ); // prettier-ignore
  return make(
    "div",
    // Wider than a phone: whoever has no pointer scrolls it with the arrows.
    { class: "scroll", tabindex: 0, role: "group", "aria-label": "Kernels" },
    make("p", { class: "soft" }, summary),
    make(
      "table",
      {},
      make("caption", { class: "live" }, "The kernels of one training step, in their order"),
      make("thead", {}, make("tr", {}, ...titles.map((t) => make("th", { scope: "col" }, t)))),
      make("tbody", {}, ...body),
    ),
  );
}
