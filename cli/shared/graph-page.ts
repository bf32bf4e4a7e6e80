/**
 * A training step as one page that needs nothing else: groups open and close, the picture moves and scales, and what is
 * chosen is told beside it. By mouse and by keyboard, on light and on dark.
 */
import { layoutTree } from "./graph-layout.ts";
import { showTree } from "./graph-page-script.ts";
import type { Tree } from "./graph-tree.ts";
import { escape } from "./svg-text.ts";

export function treeToPage(tree: Tree): string {
  // Neither `</script>` nor `<!--` may appear inside of a script.
  const data = JSON.stringify(tree).replace(/</g, "\\u003c");
  const title = escape(tree.title);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>
${STYLE}
</style>
</head>
<body>
<header>
<h1>${title}</h1>
<div role="toolbar" aria-label="View">
<button id="fit" title="Show all (0)">Fit</button>
<button id="bigger" aria-label="Larger" title="Larger (+)">+</button>
<button id="smaller" aria-label="Smaller" title="Smaller (−)">−</button>
<button id="layers">Layers</button>
<button id="all">Open all</button>
</div>
</header>
<main>
<svg id="picture" role="group" aria-label="The graph of one training step" tabindex="-1"></svg>
<aside id="facts" aria-live="polite"></aside>
</main>
<script type="application/json" id="tree">${data}</script>
<script>
(${showTree.toString()})(${layoutTree.toString()});
</script>
</body>
</html>
`;
}

const STYLE = `:root {
  color-scheme: light dark;
  --back: #ffffff; --ink: #0f172a; --soft: #475569; --edge: #64748b; --panel: #f8fafc; --rule: #cbd5e1; --focus: #7c3aed;
  --forward: #dbeafe; --forward-line: #2563eb; --backward: #ffedd5; --backward-line: #c2410c; --update: #dcfce7; --update-line: #15803d;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #0b1120; --ink: #e2e8f0; --soft: #94a3b8; --edge: #94a3b8; --panel: #111a2e; --rule: #334155; --focus: #c4b5fd;
    --forward: #17305c; --forward-line: #60a5fa; --backward: #4a2410; --backward-line: #fb923c; --update: #123a22; --update-line: #4ade80;
  }
}
* { box-sizing: border-box; }
html, body { margin: 0; height: 100%; }
body { display: flex; flex-direction: column; background: var(--back); color: var(--ink); font: 14px/1.45 system-ui, sans-serif; }
header { display: flex; gap: 16px; align-items: center; justify-content: space-between; flex-wrap: wrap; padding: 8px 16px; border-bottom: 1px solid var(--rule); }
h1 { font-size: 16px; margin: 0; }
button { font: inherit; color: inherit; background: var(--panel); border: 1px solid var(--rule); border-radius: 6px; padding: 3px 10px; cursor: pointer; }
button:hover { border-color: var(--soft); }
button:focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; }
main { flex: 1; min-height: 0; display: flex; }
#picture { flex: 1; min-width: 0; height: 100%; cursor: grab; touch-action: none; user-select: none; outline: none; }
#picture.moving { cursor: grabbing; }
aside { width: 320px; overflow: auto; padding: 12px 16px; border-left: 1px solid var(--rule); background: var(--panel); overflow-wrap: anywhere; }
aside h2 { font-size: 15px; margin: 0 0 2px; }
aside p { margin: 0 0 10px; color: var(--soft); }
dl { display: grid; grid-template-columns: auto 1fr; gap: 3px 12px; margin: 0 0 12px; }
dt { color: var(--soft); } dd { margin: 0; font-family: ui-monospace, monospace; font-size: 12.5px; }
aside h3 { font-size: 12px; margin: 10px 0 4px; color: var(--soft); font-weight: 600; }
aside ul { list-style: none; margin: 0; padding: 0; } aside li { margin: 2px 0; }
aside li button { border: 0; background: none; padding: 0; color: var(--forward-line); text-align: left; }
kbd { font: 12px ui-monospace, monospace; border: 1px solid var(--rule); border-radius: 4px; padding: 0 4px; }
.box { cursor: pointer; outline: none; }
.box text { pointer-events: none; }
.name { font-size: 12.5px; fill: var(--ink); } .group > .name, .output > .name, .weight > .name { font-weight: 600; }
.detail { font-size: 9.5px; fill: var(--soft); }
.title { font-size: 11px; }
.forward { --fill: var(--forward); --line: var(--forward-line); }
.backward { --fill: var(--backward); --line: var(--backward-line); }
.update { --fill: var(--update); --line: var(--update-line); }
.box rect { fill: var(--fill); stroke: var(--line); }
.box.open > rect { fill-opacity: 0.12; stroke-opacity: 0.6; } .box.open > .title { fill: var(--line); }
.box:focus-visible > rect.face, .box.chosen > rect.face { stroke: var(--focus); stroke-width: 2.5; stroke-opacity: 1; }
.arrow { fill: none; stroke: var(--edge); opacity: 0.7; pointer-events: none; } .arrow.across { opacity: 0.12; } .arrow.on { stroke: var(--focus); stroke-width: 2; opacity: 1; }
.tip { fill: var(--edge); }
@media (max-width: 700px) { main { flex-direction: column; } aside { width: auto; max-height: 40%; border-left: 0; border-top: 1px solid var(--rule); } }`;
