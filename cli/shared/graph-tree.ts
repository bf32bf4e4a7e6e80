/**
 * A training step as a tree of groups, for pictures in which parts open and close: forward, backward and update; in them
 * the instances of layers as they lie in each other; in those the lines that have several ops; and the ops.
 */
import type { Computation } from "../../compiler/program.ts";
import { type Node, showType } from "../../compiler/ir/graph.ts";
import type { Box, Phase, View } from "./graph-view.ts";
import type { Placer } from "./places.ts";
import { plural } from "./terminal.ts";

export interface TreeNode {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly kind: Box["kind"];
  readonly phase: Phase;
  /** The group it lies in. */
  readonly parent: string;
  /** What a click tells, in lines of name and value. */
  readonly facts: readonly (readonly [string, string])[];
}

export interface TreeGroup {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly phase: Phase;
  /** Absent for the three phases. */
  readonly parent?: string;
  readonly kind: "phase" | "instance" | "line";
  readonly facts: readonly (readonly [string, string])[];
}

export interface Tree {
  readonly title: string;
  readonly nodes: readonly TreeNode[];
  /** Each after its parent. */
  readonly groups: readonly TreeGroup[];
  readonly arrows: readonly { readonly from: string; readonly to: string }[];
  /** Groups that are open at first: what is seen are the layers of the outermost instances. */
  readonly open: readonly string[];
}

export interface TreeOptions {
  readonly placer: Placer;
  /** The kernels that compute a node, where the program was compiled. */
  readonly kernelsOf?: (node: Node) => readonly string[];
}

interface Draft {
  readonly id: string;
  readonly label: string;
  readonly phase: Phase;
  readonly parent?: string;
  readonly kind: TreeGroup["kind"];
  ops: number;
  weights: number;
  readonly kernels: Set<string>;
}

const PHASES: readonly Phase[] = ["forward", "backward", "update"];
/** `view` is the computation's, one box for each op. */
export function treeOf(view: View, computation: Computation, { placer, kernelsOf }: TreeOptions): Tree {
  const byId = new Map<string, Node>(computation.graph.nodes.map((n) => [`n${n.id}`, n]));
  const drafts = new Map<string, Draft>();
  const group = (id: string, made: Omit<Draft, "id" | "ops" | "weights" | "kernels">): string => {
    if (!drafts.has(id)) drafts.set(id, { id, ...made, ops: 0, weights: 0, kernels: new Set() });
    return id;
  };
  for (const phase of PHASES) group(phase, { label: phase, phase, kind: "phase" });

  const phases = new Map(view.boxes.map((b) => [b.id, b.phase]));
  const users = new Map<string, Phase[]>();
  for (const { from, to } of view.arrows) users.set(from, [...(users.get(from) ?? []), phases.get(to)!]);
  /** What is given stands where it is needed first: the optimizer's state in the update. */
  const phaseOf = (box: Box): Phase =>
    box.kind === "weight" || box.kind === "input"
      ? (PHASES.find((phase) => users.get(box.id)?.includes(phase)) ?? box.phase)
      : box.phase;

  /** The instances around a box, the outermost first. A weight lies where its path says. */
  const instancesOf = (box: Box): string[] => {
    const node = byId.get(box.id);
    if (box.kind === "weight") {
      // Only where some op of its instance is there; optimizer state has no path.
      const parts = box.label.split(".").slice(0, -1);
      const all = parts.map((_, i) => parts.slice(0, i + 1).join("."));
      return all.filter((path) => known.has(path));
    }
    const spans = node === undefined ? [] : (computation.graph.spans.get(node) ?? []);
    const paths = spans.flatMap((s) => (s.instance === undefined ? [] : [s.instance])).reverse();
    return paths.filter((path, i) => paths.indexOf(path) === i);
  };
  const known = new Set(view.boxes.filter((b) => b.kind !== "weight").flatMap(instancesOf));

  const inGroup = new Map<Box, string>();
  const lines = new Map<string, Map<string, Box[]>>();
  for (const box of view.boxes) {
    const phase = phaseOf(box);
    let at: string = phase;
    for (const path of instancesOf(box)) {
      const outer = at === phase ? "" : drafts.get(at)!.id.slice(phase.length + 1);
      const label = outer !== "" && path.startsWith(`${outer}.`) ? path.slice(outer.length + 1) : path;
      at = group(`${phase} ${path}`, { label, phase, parent: at, kind: "instance" });
    }
    inGroup.set(box, at);
    if (box.kind === "weight" || box.kind === "input") continue;
    const here = lines.get(at) ?? new Map<string, Box[]>();
    lines.set(at, here.set(box.group, [...(here.get(box.group) ?? []), box]));
  }
  for (const [at, here] of lines) {
    const { phase, kind } = drafts.get(at)!;
    // In a layer, lines tell ops apart only where there are several of them.
    if (kind === "instance" && here.size < 2) continue;
    for (const [key, boxes] of here) {
      if (boxes.length < 2) continue;
      // The optimizer's own lines belong to no line of the program.
      const label =
        key === ""
          ? phase === "update"
            ? "update rule"
            : "other ops"
          : clip(view.groups.get(key) ?? key, 44);
      const id = group(`${at} | ${key}`, { label, phase, parent: at, kind: "line" });
      for (const box of boxes) inGroup.set(box, id);
    }
  }

  const kernelsFor = new Map<string, readonly string[]>();
  const nodes = view.boxes.map((box): TreeNode => {
    const node = byId.get(box.id);
    const kernels = node === undefined || node.in.length === 0 ? [] : (kernelsOf?.(node) ?? []);
    kernelsFor.set(box.id, kernels);
    for (let at: string | undefined = inGroup.get(box)!; at !== undefined; at = drafts.get(at)!.parent) {
      const draft = drafts.get(at)!;
      if (box.kind === "weight") draft.weights++;
      else if (node !== undefined && node.in.length > 0) draft.ops++;
      for (const kernel of kernels) draft.kernels.add(kernel);
    }
    const { id, label, detail, kind } = box;
    return {
      id,
      label,
      detail,
      kind,
      phase: phaseOf(box),
      parent: inGroup.get(box)!,
      facts: factsOf(box, node),
    };
  });
  function factsOf(box: Box, node: Node | undefined): (readonly [string, string])[] {
    if (node === undefined) return [["result", box.detail]];
    const spans = computation.graph.spans.get(node) ?? [];
    const places = [placer.own(spans), spans[0]].filter(
      (s, i, all) => s !== undefined && all.indexOf(s) === i,
    );
    const written = places
      .map((s) => placer.place(s!))
      .map(({ at, text }) => ["source", `${at}  ${text}`] as const);
    const kernels = kernelsFor.get(box.id) ?? [];
    return [
      box.kind === "weight" ? ["weight", box.label] : ["op", node.op],
      ["shape", `[${node.type.shape.join(", ")}]`],
      ["type", showType(node.type).replace(/\[.*/, "")],
      ...written,
      ...(kernels.length > 0 ? [["kernel", kernels.join(", ")] as const] : []),
    ];
  }

  const used = new Set<string>();
  for (const { parent } of nodes)
    for (let at: string | undefined = parent; at !== undefined; at = drafts.get(at)!.parent) used.add(at);
  const groups = [...drafts.values()]
    .filter((d) => used.has(d.id))
    .map(({ id, label, phase, parent, kind, ops, weights, kernels }): TreeGroup => {
      const counts = [plural(ops, "op"), ...(weights > 0 ? [plural(weights, "weight")] : [])];
      return {
        id,
        label,
        detail: counts.join(" · "),
        phase,
        ...(parent === undefined ? {} : { parent }),
        kind,
        facts: [
          ["holds", counts.join(", ")],
          ...(kernels.size > 0 ? [["kernels", [...kernels].join(", ")] as const] : []),
        ],
      };
    });
  const lanes = groups.filter((g) => g.kind === "phase").map((g) => g.id);
  const outermost = groups.filter((g) => g.kind === "instance" && lanes.includes(g.parent!)).map((g) => g.id);
  return { title: view.title, nodes, groups, arrows: view.arrows, open: [...lanes, ...outermost] };
}

function clip(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
