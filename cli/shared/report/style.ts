/**
 * The style of a report: one column on a phone, charts side by side on a screen, light or dark as the reader has it. The
 * series' colours are those of Okabe and Ito (2008), which people with colour blindness can tell apart.
 */
import { Html } from "./html.ts";

export const STYLE = new Html(`
:root { color-scheme: light dark; --back: #fff; --text: #1d2126; --dim: #5b6470; --edge: #d9dde3; --soft: #f4f6f8;
  --s0: #0072b2; --s1: #c04f00; --s2: #007a5a; --heat: 0, 114, 178; }
@media (prefers-color-scheme: dark) {
  :root { --back: #14171a; --text: #e6e9ed; --dim: #9aa4b0; --edge: #343b43; --soft: #1c2126;
    --s0: #56b4e9; --s1: #f0a34a; --s2: #3ecfa2; --heat: 86, 180, 233; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.2rem 1rem 3rem; max-width: 76rem; background: var(--back); color: var(--text);
  font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .2rem; }
h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; }
h3 { font-size: 1rem; margin: 0; }
p { margin: .3rem 0; }
code, pre { font: 13px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
pre { background: var(--soft); border: 1px solid var(--edge); border-radius: 6px; padding: .8rem; overflow-x: auto; margin: .4rem 0; }
.dim, .note { color: var(--dim); }
.note { font-size: .85rem; }
.tiles { display: flex; flex-wrap: wrap; gap: .6rem; margin: 1rem 0 0; padding: 0; }
.tiles div { background: var(--soft); border: 1px solid var(--edge); border-radius: 6px; padding: .5rem .9rem; }
.tiles dt { color: var(--dim); font-size: .85rem; }
.tiles dd { margin: 0; font-size: 1.25rem; font-variant-numeric: tabular-nums; }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr)); gap: 1rem; }
figure { margin: 0; border: 1px solid var(--edge); border-radius: 6px; padding: .7rem .8rem; min-width: 0; }
figcaption { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; }
.chart { display: block; width: 100%; height: auto; margin-top: .3rem; }
.legend { display: flex; flex-wrap: wrap; gap: 0 1rem; font-size: .85rem; }
.key { width: 24px; height: 8px; margin-right: .4rem; vertical-align: middle; }
.line { fill: none; stroke-width: 1.8; stroke-linejoin: round; }
.band { stroke: none; opacity: .18; }
.dot { opacity: .55; }
.grid { stroke: var(--edge); stroke-width: 1; }
.rule { stroke: var(--dim); stroke-width: 1; stroke-dasharray: 3 3; }
.tick { fill: var(--dim); font-size: 11px; text-anchor: middle; }
.tick.end { text-anchor: end; }
line.s0, polyline.s0 { stroke: var(--s0); }
line.s1, polyline.s1 { stroke: var(--s1); stroke-dasharray: 7 3; }
line.s2, polyline.s2 { stroke: var(--s2); stroke-dasharray: 2 3; }
circle.s0, polygon.s0 { fill: var(--s0); }
circle.s1, polygon.s1 { fill: var(--s1); }
circle.s2, polygon.s2 { fill: var(--s2); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .7rem .2rem 0; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--edge); }
th { font-weight: 600; }
th:first-child, .text { text-align: left; }
.facts td { text-align: left; white-space: normal; }
thead th { color: var(--dim); font-weight: 400; }
details { margin-top: .4rem; }
summary { cursor: pointer; color: var(--dim); font-size: .9rem; }
.confusion td, .confusion th { padding: .25rem .5rem; text-align: center; border: 1px solid var(--edge); }
@media print { details, .charts { break-inside: avoid; } }
`);
