/**
 * A graph view as text: DOT for Graphviz, and SVG laid out with dagre.
 *
 * Blue is forward, orange backward, green update; weights are round. The picture holds no script and no outside font.
 */
import dagre from "@dagrejs/dagre";
import type { Box, Phase, View } from "./graph-view.ts";
import { escape, FILL, LINE, r } from "./svg-text.ts";

const PHASES: readonly Phase[] = ["forward", "backward", "update"];

export function toDot(view: View): string {
  const quote = (text: string) => `"${text.replace(/["\\]/g, "\\$&")}"`;
  const lines = [
    `digraph ${quote(view.title)} {`,
    '  rankdir=TB; node [fontname="Helvetica", fontsize=11, style="filled,rounded", shape=box]; edge [color="#64748b"];',
  ];
  const line = (b: Box) => {
    const shape = b.kind === "weight" || b.kind === "input" ? ", shape=ellipse" : "";
    const label = `${quote(b.label).slice(0, -1)}\\n${quote(b.detail).slice(1)}`;
    return `${b.id} [label=${label}, fillcolor="${FILL[b.phase]}", color="${LINE[b.phase]}"${shape}];`;
  };
  let clusters = 0;
  for (const [group, boxes] of grouped(view)) {
    if (group === "" || boxes.length === 1) {
      lines.push(...boxes.map((b) => `  ${line(b)}`));
      continue;
    }
    const phase = boxes[0]!.phase;
    lines.push(
      `  subgraph cluster_${clusters++} {`,
      `    label=${quote(view.groups.get(boxes[0]!.group) ?? "")}; color="${LINE[phase]}"; fontsize=10;`,
    );
    lines.push(...boxes.map((b) => `    ${line(b)}`), "  }");
  }
  lines.push(...view.arrows.map((a) => `  ${a.from} -> ${a.to};`), "}");
  return `${lines.join("\n")}\n`;
}

/** Boxes by group and phase; those without a group come under "". */
function grouped(view: View): Map<string, Box[]> {
  const groups = new Map<string, Box[]>();
  for (const box of view.boxes) {
    const key = box.group === "" ? "" : `${box.phase} ${box.group}`;
    groups.set(key, [...(groups.get(key) ?? []), box]);
  }
  return groups;
}

const HEIGHT = 36;
const MARGIN = 24;
const TOP = 64;

export function toSvg(view: View): string {
  const clusters = [...grouped(view)].filter(([key, boxes]) => key !== "" && boxes.length > 1);
  // dagre's clusters cost time that grows fast; beyond some hundreds of boxes the groups' names are in the boxes anyway.
  const compound = view.boxes.length <= 250;
  const g = new dagre.graphlib.Graph({ compound });
  g.setGraph({
    rankdir: "TB",
    nodesep: 18,
    ranksep: compound && clusters.length > 0 ? 16 : 34,
    marginx: MARGIN,
    marginy: MARGIN,
  });
  g.setDefaultEdgeLabel(() => ({}));
  for (const box of view.boxes) g.setNode(box.id, { width: widthOf(box), height: HEIGHT });
  if (compound) {
    for (const [key, boxes] of clusters) {
      g.setNode(key, {});
      for (const box of boxes) g.setParent(box.id, key);
    }
  }
  for (const arrow of view.arrows) g.setEdge(arrow.from, arrow.to);
  dagre.layout(g);

  const size = g.graph();
  const [width, height] = [Math.max(420, Math.ceil(size.width ?? 0)), Math.ceil(size.height ?? 0) + TOP];
  const out = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif">`,
    `<title>${escape(view.title)}</title>`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#64748b"/></marker></defs>',
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="${MARGIN}" y="28" font-size="16" font-weight="600" fill="#0f172a">${escape(view.title)}</text>`,
    ...legend(),
    `<g transform="translate(0 ${TOP - MARGIN})">`,
  ];
  if (compound) {
    for (const [key, boxes] of clusters) {
      const at = g.node(key);
      const { phase, group } = boxes[0]!;
      out.push(
        `<rect x="${r(at.x - at.width / 2)}" y="${r(at.y - at.height / 2)}" width="${r(at.width)}" height="${r(at.height)}" rx="8" fill="none" stroke="${LINE[phase]}" stroke-dasharray="3 3" opacity="0.6"/>`,
        `<text x="${r(at.x - at.width / 2 + 2)}" y="${r(at.y - at.height / 2 - 4)}" font-size="9" fill="${LINE[phase]}">${escape(fit(view.groups.get(group) ?? group, at.width))}<title>${escape(group)}</title></text>`,
      );
    }
  }
  for (const arrow of view.arrows) {
    const { points } = g.edge(arrow.from, arrow.to) as { points: { x: number; y: number }[] };
    out.push(`<path d="${curve(points)}" fill="none" stroke="#64748b" marker-end="url(#arrow)"/>`);
  }
  for (const box of view.boxes) {
    const { x, y } = g.node(box.id);
    const w = widthOf(box);
    const round = box.kind === "weight" || box.kind === "input" ? HEIGHT / 2 : 5;
    const bold = box.kind === "output" || box.kind === "weight" ? ' font-weight="600"' : "";
    out.push(
      `<g><title>${escape(view.groups.get(box.group) ?? box.label)}</title>` +
        `<rect x="${r(x - w / 2)}" y="${r(y - HEIGHT / 2)}" width="${r(w)}" height="${HEIGHT}" rx="${round}" fill="${FILL[box.phase]}" stroke="${LINE[box.phase]}"/>` +
        `<text x="${r(x)}" y="${r(y - 2)}" text-anchor="middle" font-size="12"${bold} fill="#0f172a">${escape(box.label)}</text>` +
        `<text x="${r(x)}" y="${r(y + 12)}" text-anchor="middle" font-size="9" fill="#475569">${escape(box.detail)}</text></g>`,
    );
  }
  out.push("</g>", "</svg>");
  return `${out.join("\n")}\n`;
}

function legend(): string[] {
  return PHASES.map((phase, i) => {
    const x = MARGIN + i * 90;
    return `<rect x="${x}" y="38" width="12" height="12" rx="3" fill="${FILL[phase]}" stroke="${LINE[phase]}"/><text x="${x + 17}" y="48" font-size="11" fill="#0f172a">${phase}</text>`;
  });
}

function widthOf(box: Box): number {
  return Math.max(44, 16 + Math.max(box.label.length * 7.2, box.detail.length * 5.2));
}

/** A smooth line through dagre's points. */
function curve(points: readonly { x: number; y: number }[]): string {
  const [first, ...rest] = points;
  let path = `M${r(first!.x)} ${r(first!.y)}`;
  for (let i = 0; i < rest.length; i++) {
    const p = rest[i]!;
    const next = rest[i + 1];
    if (next === undefined) path += `L${r(p.x)} ${r(p.y)}`;
    else path += `Q${r(p.x)} ${r(p.y)} ${r((p.x + next.x) / 2)} ${r((p.y + next.y) / 2)}`;
  }
  return path;
}

/** As much of a text as stands over a box of this width, in the small font. */
function fit(text: string, width: number): string {
  const most = Math.max(8, Math.floor(width / 4.8));
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
