/**
 * A training step as a picture's content: boxes with a phase and a group, and arrows, before any layout.
 *
 * Constants are written into the boxes that use them, and the broadcasts that the compiler makes explicit are left out, so
 * that what remains is what the program says and what its derivative adds. A graph too large to read is drawn by group.
 */
import type { Computation } from "../../compiler/program.ts";
import { type Node, isOp, reachable } from "../../compiler/ir/graph.ts";
import type { Span } from "../../grammar/ast.ts";
import { number } from "./terminal.ts";

export type Phase = "forward" | "backward" | "update";

export interface Box {
  readonly id: string;
  readonly kind: "input" | "weight" | "op" | "output" | "group";
  readonly label: string;
  /** The second line: a type, or a count. */
  readonly detail: string;
  readonly phase: Phase;
  /** A key of `View.groups`. */
  readonly group: string;
}

export interface View {
  readonly title: string;
  readonly boxes: readonly Box[];
  readonly arrows: readonly { readonly from: string; readonly to: string }[];
  /** What belongs together: the text of the line or the call, by its place. */
  readonly groups: ReadonlyMap<string, string>;
}

export interface ViewOptions {
  readonly group: (spans: readonly Span[]) => { readonly key: string; readonly label: string } | undefined;
  /** Whether to draw one box for each op or one for each group and phase. */
  readonly detail: "ops" | "lines";
}

/** Ops that only move or repeat values: passed through when their input has one. */
const PASSED = new Set(["broadcast", "reshape", "stopGrad"]);

export function viewOf(computation: Computation, options: ViewOptions): View {
  const { outputs, updates, gradients } = computation;
  const named = new Map<Node, string[]>();
  const name = (node: Node, label: string) => named.set(node, [...(named.get(node) ?? []), label]);
  for (const o of outputs) name(o.node, o.name);
  for (const g of gradients) name(g.node, `d ${g.path}`);

  const all = reachable([...outputs.map((o) => o.node), ...updates.map((u) => u.value)]);
  const forward = new Set(reachable(outputs.map((o) => o.node)));
  const backward = new Set(reachable(gradients.map((g) => g.node)));
  const phaseOf = (n: Node): Phase => (forward.has(n) ? "forward" : backward.has(n) ? "backward" : "update");

  const groups = new Map<string, string>();
  const groupOf = (n: Node): string => {
    const group = options.group(computation.graph.spans.get(n) ?? []);
    if (group === undefined) return "";
    groups.set(group.key, group.label);
    return group.key;
  };

  const shownFor = new Map<Node, Node>();
  const boxes = new Map<Node, Box>();
  for (const n of all) {
    const source = passedThrough(n) && !named.has(n) ? n.in[0]! : undefined;
    if (source !== undefined) {
      shownFor.set(n, shownFor.get(source) ?? source);
      continue;
    }
    shownFor.set(n, n);
    if (isOp(n, "const")) continue;
    boxes.set(
      n,
      boxOf(n, phaseOf(n), groupOf(n), named.get(n), (x) => shownFor.get(x) ?? x),
    );
  }
  const arrows: { from: string; to: string }[] = [];
  for (const n of boxes.keys()) {
    for (const i of new Set(n.in.map((x) => shownFor.get(x) ?? x))) {
      if (boxes.has(i)) arrows.push({ from: boxes.get(i)!.id, to: boxes.get(n)!.id });
    }
  }
  const extra: Box[] = [];
  for (const u of updates) {
    const from = boxes.get(shownFor.get(u.value)!);
    if (from === undefined) continue;
    const id = `update_${u.target.id}`;
    extra.push({
      id,
      kind: "output",
      label: `new ${u.target.attrs.name}`,
      detail: showShape(u.target),
      phase: "update",
      group: from.group,
    });
    arrows.push({ from: from.id, to: id });
  }
  const view = { title: computation.name, boxes: [...boxes.values(), ...extra], arrows, groups };
  return options.detail === "ops" ? view : byGroup(view);
}

function passedThrough(n: Node): boolean {
  return PASSED.has(n.op) && n.in.length === 1;
}

const SYMBOLS: Readonly<Record<string, string>> = {
  add: "+",
  sub: "−",
  mul: "×",
  div: "÷",
  neg: "−x",
  dot: "@",
  lt: "<",
  le: "≤",
  eq: "=",
  and: "and",
  or: "or",
  max: "maximum",
  min: "minimum",
  where: "select",
  reduceMax: "max",
  reduceMin: "min",
  slab: "all gradients",
};

function boxOf(
  n: Node,
  phase: Phase,
  group: string,
  names: string[] | undefined,
  shown: (n: Node) => Node,
): Box {
  const id = `n${n.id}`;
  if (isOp(n, "input")) {
    const persistent = n.attrs.at !== undefined;
    return {
      id,
      kind: persistent ? "weight" : "input",
      label: n.attrs.name,
      detail: showShape(n),
      phase: "forward",
      group: "",
    };
  }
  if (isOp(n, "scan")) {
    const { body, length } = n.attrs;
    const ops = reachable(body.outputs).filter((x) => x.in.length > 0).length;
    return { id, kind: "op", label: `scan × ${length}`, detail: `${ops} ops a step`, phase, group };
  }
  const parts = n.in.map((x) => {
    const c = shown(x);
    return isOp(c, "const") ? number(c.attrs.value) : "·";
  });
  const symbol = isOp(n, "result") ? resultName(n) : (SYMBOLS[n.op] ?? n.op);
  const withConstants = parts.some((p) => p !== "·") && n.in.length > 1;
  const label = withConstants
    ? n.in.length === 2
      ? parts.join(` ${symbol} `)
      : `${symbol}(${parts.join(", ")})`
    : symbol;
  const detail = names === undefined ? showShape(n) : `${names.join(", ")} ${showShape(n)}`;
  return { id, kind: names === undefined ? "op" : "output", label, detail, phase, group };
}

function resultName(n: Node<"result">): string {
  const [loop] = n.in as [Node];
  return isOp(loop, "scan") && n.attrs.index < loop.attrs.carries ? "after the last step" : "of all steps";
}

/** `[128, 10]`, `i32[128]` */
function showShape(n: Node): string {
  return `${n.type.dtype === "f32" ? "" : n.type.dtype}[${n.type.shape.join(", ")}]`;
}

/** One box for everything of a group and phase. Weights are inside of what uses them; only data stays outside. */
function byGroup(view: View): View {
  const keyOf = (box: Box) => (box.kind === "input" ? box.id : `${box.phase} ${box.group}`);
  const members = new Map<string, Box[]>();
  for (const box of view.boxes) {
    if (box.kind !== "weight") members.set(keyOf(box), [...(members.get(keyOf(box)) ?? []), box]);
  }
  const ids = new Map([...members.keys()].map((key, i) => [key, `g${i}`]));
  const idOf = new Map(view.boxes.map((box) => [box.id, ids.get(keyOf(box))]));
  const boxes = [...members].map(([key, inside]): Box => {
    const [first] = inside;
    const id = ids.get(key)!;
    if (first!.kind === "input") return { ...first!, id };
    const results = inside.filter((b) => b.kind === "output");
    const ops = inside.filter((b) => b.kind === "op").length + results.length;
    const line = first!.group.split(" ")[0]!;
    const detail = [line, `${ops} op${ops === 1 ? "" : "s"}`].filter(Boolean).join(" · ");
    const label = clip(first!.group === "" ? "update rule" : (view.groups.get(first!.group) ?? ""), 60);
    return {
      id,
      kind: results.length > 0 ? "output" : "group",
      label,
      detail,
      phase: first!.phase,
      group: "",
    };
  });
  const seen = new Set<string>();
  const arrows = view.arrows.flatMap(({ from, to }) => {
    const arrow = { from: idOf.get(from), to: idOf.get(to) };
    const key = `${arrow.from} ${arrow.to}`;
    if (arrow.from === undefined || arrow.to === undefined || arrow.from === arrow.to || seen.has(key))
      return [];
    seen.add(key);
    return [{ from: arrow.from, to: arrow.to }];
  });
  return { ...view, boxes, arrows };
}

function clip(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
