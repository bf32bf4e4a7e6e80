/**
 * A graph as text, one node a line: `%12 = sum axes=[1] %11 : f32[128]   // mnist.nn:431`.
 *
 * The text is stable, so golden tests can hold it. Without source text a span shows its file and offset; pass `place` to
 * show lines.
 */
import type { Span } from "../../grammar/ast.ts";
import { type Dim, SymDim } from "./dims.ts";
import { type Graph, isOp, type Node, type OpName, reachable, ScanBody, showType } from "./graph.ts";

export interface ShowOptions {
  /** Numbers the nodes from 0 in the order shown, so that the text does not depend on nodes that are not. */
  readonly renumber?: boolean;
  /** `file:line` of a span. */
  readonly place?: (span: Span) => string;
}

/** The nodes that `outputs` need, and the outputs by name. */
export function showGraph(
  graph: Pick<Graph, "spans">,
  outputs: readonly (Node | { readonly name: string; readonly node: Node })[],
  options: ShowOptions = {},
): string {
  const named = outputs.map((o, i) => ("node" in o ? o : { name: String(i), node: o }));
  const nodes = reachable(named.map((o) => o.node));
  const numbers = new Map(nodes.map((n, i) => [n, options.renumber ? i : n.id]));
  const place = options.place ?? ((s: Span) => `${s.file}:${s.start}`);
  const lines = nodes.flatMap((n) => {
    const text = showNode(n, (x) => `%${numbers.get(x)}`);
    const spans = graph.spans.get(n) ?? [];
    const line = spans[0] ? `${text}   // ${place(spans[0])}` : text;
    return isOp(n, "scan") ? [line, ...showBody(n, options)] : [line];
  });
  return [...lines, ...named.map((o) => `return ${o.name} = %${numbers.get(o.node)}`)].join("\n") + "\n";
}

/** The body of a loop, indented, with numbers of its own. */
function showBody(scan: Node<"scan">, options: ShowOptions): string[] {
  const { body, carries } = scan.attrs;
  const outputs = body.outputs.map((node, i) => {
    return { name: i < carries ? `carry${i}` : `out${i - carries}`, node };
  });
  const text = showGraph(body.graph, outputs, { ...options, renumber: true });
  return text.trimEnd().split("\n").map((line) => `  ${line}`); // prettier-ignore
}

/** `%12 = sum axes=[1] %11 : f32[128]` */
export function showNode<D extends Dim>(
  node: Node<OpName, D>,
  name: (n: Node<OpName, D>) => string = (n) => `%${n.id}`,
): string {
  const parts = [node.op, ...showAttrs(node), ...node.in.map(name)];
  return `${name(node)} = ${parts.join(" ")} : ${showType(node.type)}`;
}

function showAttrs<D extends Dim>(node: Node<OpName, D>): string[] {
  const shown: string[] = [];
  for (const [key, value] of Object.entries(node.attrs) as [string, unknown][]) {
    // The type says these already.
    if (value === undefined || key === "shape" || key === "dtype" || value instanceof ScanBody) continue;
    shown.push(`${key}=${showValue(value)}`);
  }
  return shown;
}

function showValue(v: unknown): string {
  if (Array.isArray(v)) {
    const items = v.length > 16 ? [...v.slice(0, 16).map(showValue), "…"] : v.map(showValue);
    return `[${items.join(", ")}]`;
  }
  if (v instanceof SymDim || typeof v === "number") return Object.is(v, -0) ? "-0" : String(v);
  if (typeof v === "object" && v !== null)
    return `{${Object.entries(v).map(([k, x]) => `${k}: ${showValue(x)}`).join(", ")}}`; // prettier-ignore
  return String(v);
}
