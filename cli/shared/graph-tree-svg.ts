/**
 * A tree of groups as a still picture: groups open from the outside in, as long as what is seen stays readable.
 */
import type { Phase } from "./graph-view.ts";
import { layoutTree, type Placed } from "./graph-layout.ts";
import type { Tree } from "./graph-tree.ts";
import { escape, FILL, LINE, r } from "./svg-text.ts";

/** Boxes beyond which a picture is no longer taken in. */
const READABLE = 90;

const [MARGIN, TOP] = [24, 52];

/** The groups to open: `tree.open`, then the level below, and so on while few enough boxes are seen. */
export function openedFor(tree: Tree, most = READABLE): Set<string> {
  const open = new Set(tree.open);
  const seen = (groups: ReadonlySet<string>) => layoutTree(tree, groups).boxes.length;
  for (;;) {
    const next = tree.groups.filter((g) => !open.has(g.id) && g.parent !== undefined && open.has(g.parent));
    const wider = new Set([...open, ...next.map((g) => g.id)]);
    if (next.length === 0 || seen(wider) > most) return open;
    for (const g of next) open.add(g.id);
  }
}

export function treeToSvg(tree: Tree): string {
  const { boxes, arrows, ...size } = layoutTree(tree, openedFor(tree));
  const texts = new Map([...tree.nodes, ...tree.groups].map((t) => [t.id, t]));
  const kinds = new Map(tree.nodes.map((n) => [n.id, n.kind]));
  const [width, height] = [Math.ceil(size.width + 2 * MARGIN), Math.ceil(size.height + TOP + MARGIN)];
  const out = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif">`,
    `<title>${escape(tree.title)}</title>`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#64748b"/></marker></defs>',
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="${MARGIN}" y="30" font-size="16" font-weight="600" fill="#0f172a">${escape(tree.title)}</text>`,
    `<g transform="translate(${MARGIN} ${TOP})">`,
  ];
  const phaseOf = (id: string) => texts.get(id)!.phase;
  for (const b of boxes.filter((box) => box.isOpen))
    out.push(frame(b, texts.get(b.id)!, LINE[phaseOf(b.id)]));
  for (const { from, to, path } of arrows) {
    // What backward needs of forward is much; it is there, but does not cover the rest.
    const faint = phaseOf(from) !== phaseOf(to);
    out.push(
      `<path d="${path}" fill="none" stroke="#64748b" ${faint ? 'opacity="0.16"' : 'opacity="0.75" marker-end="url(#arrow)"'}/>`,
    );
  }
  for (const b of boxes.filter((box) => !box.isOpen)) {
    const { label, detail, phase } = texts.get(b.id)!;
    const kind = kinds.get(b.id);
    const round = kind === "weight" || kind === "input" ? b.height / 2 : 6;
    const bold = kind === undefined || kind === "output" || kind === "weight" ? ' font-weight="600"' : "";
    const [x, y] = [b.x + b.width / 2, b.y + b.height / 2];
    out.push(
      // A closed group lies on another one.
      ...(kind === undefined ? [box({ ...b, x: b.x + 4, y: b.y + 4 }, round, phase)] : []),
      `<g><title>${escape(label)}</title>${box(b, round, phase)}` +
        `<text x="${r(x)}" y="${r(y - 2)}" text-anchor="middle" font-size="12.5"${bold} fill="#0f172a">${escape(label)}</text>` +
        `<text x="${r(x)}" y="${r(y + 13)}" text-anchor="middle" font-size="9.5" fill="#475569">${escape(detail)}</text></g>`,
    );
  }
  out.push("</g>", "</svg>");
  return `${out.join("\n")}\n`;
}

function box(b: Placed, round: number, phase: Phase): string {
  return `<rect x="${r(b.x)}" y="${r(b.y)}" width="${r(b.width)}" height="${r(b.height)}" rx="${round}" fill="${FILL[phase]}" stroke="${LINE[phase]}"/>`;
}

function frame(b: Placed, { label, detail }: { label: string; detail: string }, line: string): string {
  const text = escape(`${label}  ${detail}`);
  return (
    `<rect x="${r(b.x)}" y="${r(b.y)}" width="${r(b.width)}" height="${r(b.height)}" rx="8" fill="${line}" fill-opacity="0.04" stroke="${line}" stroke-opacity="0.55"/>` +
    `<text x="${r(b.x + 9)}" y="${r(b.y + 17)}" font-size="11" fill="${line}">${text}</text>`
  );
}
