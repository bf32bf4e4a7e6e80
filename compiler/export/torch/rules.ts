/**
 * `minimize … with OPTIMIZER(…)` as Python functions: the library's own arithmetic, on the vector of all weights where it
 * works element by element, else on each weight.
 */
import type { Span } from "../../../grammar/ast.ts";
import { isOp, type Node, sizeOf } from "../../ir/graph.ts";
import type { Computation, Slab, TrainProgram, Weight } from "../../program.ts";
import { cannotExport, type Twins } from "../twin.ts";
import { Body, inOrder } from "./body.ts";
import { atom, isNumber, literal, tuple } from "./code.ts";
import { Names } from "./names.ts";

type Update = Computation["updates"][number];

/** A rule that is applied to some weights at every step. */
export interface RuleUse {
  /** Of a function in `functions`. */
  readonly name: string;
  /** Which `minimize` it belongs to. */
  readonly index: number;
  readonly weights: readonly string[];
  /** The names of its states with the number that they start from, and their shape where it is not the weights'. */
  readonly states: readonly {
    readonly name: string;
    readonly fill: number;
    readonly shape: readonly number[] | undefined;
  }[];
}

export interface Rules {
  readonly functions: readonly string[];
  readonly uses: readonly RuleUse[];
}

export interface RuleOptions {
  readonly program: TrainProgram;
  readonly step: Computation;
  readonly twins: Twins;
  /** What each `minimize` calls its optimizer. */
  readonly optimizers: readonly string[];
  readonly place: (spans: readonly Span[]) => string | undefined;
}

export function rulesOf(options: RuleOptions): Rules {
  const { program, step } = options;
  const updates = step.updates.filter((u) => u.target.attrs.at?.slab !== "state");
  const byText = new Map<string, string>();
  const names = new Names();
  const uses: RuleUse[] = [];
  for (const group of groupsOf(program))
    for (const u of updates) {
      const { at, role } = u.target.attrs;
      if (at?.slab !== "params" || at.offset < group.start || at.offset >= group.end) continue;
      const vector = role === "slab";
      const end = at.offset + sizeOf(u.target.type.shape);
      const weights = group.weights.filter((w) =>
        vector ? w.offset >= at.offset && w.offset < end : w.offset === at.offset,
      );
      const suffix = vector ? String(at.offset) : weights[0]!.path;
      const unit: Unit = { ...group, target: u.target, value: u.value, weights, vector, suffix };
      const made = ruleText(options, unit, updates);
      const wanted = options.optimizers[group.index] ?? "update";
      const known = byText.get(made.text("rule"));
      const name = known ?? names.take(wanted);
      byText.set(made.text("rule"), name);
      uses.push({ name, index: group.index, weights: weights.map((w) => w.path), states: made.states });
    }
  return { functions: [...byText].map(([text, name]) => text.replace(/^def rule\(/, `def ${name}(`)), uses };
}

interface Group {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly weights: readonly Weight[];
}

interface Unit extends Group {
  readonly target: Node<"input">;
  readonly value: Node;
  readonly vector: boolean;
  readonly suffix: string;
}

/** The weights that each `minimize` changes lie together, in the order of the statements. */
function groupsOf(program: TrainProgram): Group[] {
  const params = program.weights.filter((w) => w.slab === "params");
  let start = 0;
  return program.slabs
    .filter((s) => /^grads(_\d+)?$/.test(s.name))
    .map((slab: Slab, index) => {
      const end = start + slab.size;
      const group = { index, start, end, weights: params.filter((w) => w.offset >= start && w.offset < end) };
      start = end;
      return group;
    });
}

function ruleText(
  { program, step, twins, place }: RuleOptions,
  unit: Unit,
  updates: readonly Update[],
): { text: (name: string) => string; states: RuleUse["states"] } {
  const prefix = `opt${unit.index}.`;
  const stateName = (node: Node<"input">): string | undefined => {
    const [, name, suffix] = /^opt\d+\.([^:]+)(?::(.*))?$/.exec(node.attrs.name) ?? [];
    if (name === undefined || !node.attrs.name.startsWith(prefix)) return undefined;
    return suffix === undefined || suffix === unit.suffix ? name : undefined;
  };
  const slab = `grads${unit.index === 0 ? "" : `_${unit.index}`}`;
  const names = new Names(["p", "g", "all_grads"]);
  const changed = updates.filter((u) => stateName(u.target) !== undefined);
  const roots = [unit.value, ...changed.map((u) => u.value)];
  const own = unit.vector ? undefined : step.gradients.find((g) => g.path === unit.weights[0]!.path)?.node;
  const bound = new Map<Node, ReturnType<typeof atom>>();
  const shapeOf = (n: Node): readonly number[] => n.type.shape;
  bound.set(unit.target, atom("p", shapeOf(unit.target)));
  if (own) bound.set(own, atom("g", shapeOf(own)));
  let common = false;
  const states = new Map<string, Node<"input">>();
  const [from, to] = [
    unit.target.attrs.at!.offset - unit.start,
    unit.target.attrs.at!.offset - unit.start + sizeOf(unit.target.type.shape),
  ];
  const whole = unit.vector && from === 0 && to === unit.end - unit.start;
  // What the rule is about is given; everything below it belongs to the gradients.
  const nodes = inOrder(roots, (n) => {
    if (bound.has(n)) return true;
    if (isOp(n, "slab") && n.attrs.slab === slab) {
      common ||= !whole;
      bound.set(n, atom(whole ? "g" : "all_grads", shapeOf(n)));
      return true;
    }
    const cut = isOp(n, "slice") ? n.in[0]! : undefined;
    if (
      isOp(n, "slice") &&
      cut &&
      isOp(cut, "slab") &&
      cut.attrs.slab === slab &&
      n.attrs.start[0] === from &&
      n.attrs.stop[0] === to
    ) {
      bound.set(n, atom("g", shapeOf(n)));
      return true;
    }
    const state = isOp(n, "input") ? stateName(n) : undefined;
    if (state === undefined) return false;
    states.set(state, n as Node<"input">);
    bound.set(n, atom(names.take(state), shapeOf(n)));
    return true;
  });
  for (const u of changed) states.set(stateName(u.target)!, u.target);
  for (const [name, node] of states)
    if (!bound.has(node)) bound.set(node, atom(names.take(name), shapeOf(node)));
  const stray = nodes.find((n) => isOp(n, "input") && n.attrs.role !== "scalar");
  if (stray)
    throw cannotExport(
      `the optimizer reads \`${(stray as Node<"input">).attrs.name}\`, which cannot be exported`,
      program.span,
    );
  const wanted = new Map(step.graph.names);
  for (const u of changed) if (!bound.has(u.value)) wanted.set(u.value, `${stateName(u.target)!}_next`);
  const body = new Body(
    {
      twins,
      place,
      plain: true,
      ...(unit.vector
        ? {
            widen: (code) =>
              isNumber(code) ? atom(`torch.full_like(p, ${code.text})`, shapeOf(unit.target)) : code,
          }
        : {}),
      leaf: (n) => atom(`run.${n.attrs.name}`, "number"),
    },
    names,
    usesOfRule(roots, bound),
    { spans: step.graph.spans, names: wanted },
  );
  for (const [node, code] of bound) body.bound.set(node, code);
  body.run(roots);
  const tensor = (n: Node, like: string): string => {
    const code = body.code(n);
    return isNumber(code) ? `torch.full_like(${like}, ${code.text})` : code.text;
  };
  const order = [...states];
  const next = order.map(([name, node]) => {
    const u = changed.find((c) => c.target === node);
    const like = body.code(node).text;
    return `"${name}": ${u ? tensor(u.value, like) : like}`;
  });
  const params = [
    "p",
    "g",
    ...order.map(([, node]) => body.code(node).text),
    ...(common ? ["all_grads"] : []),
  ];
  const result = tensor(unit.value, "p");
  const text = (name: string): string =>
    [
      `def ${name}(${params.join(", ")}):`,
      ...body.lines.map((l) => `    ${l}`),
      `    return ${result}, {${next.join(", ")}}`,
    ].join("\n");
  return {
    text,
    states: order.map(([name, node]) => ({
      name,
      fill: program.slabs.find((s) => s.name === `${prefix}${name}`)?.fill ?? 0,
      shape: String(shapeOf(node)) === String(shapeOf(unit.target)) ? undefined : shapeOf(node),
    })),
  };
}

function usesOfRule(roots: readonly Node[], bound: ReadonlyMap<Node, unknown>): Map<Node, number> {
  const uses = new Map<Node, number>();
  for (const n of inOrder(roots, (x) => bound.has(x)))
    for (const x of n.in) uses.set(x, (uses.get(x) ?? 0) + 1);
  for (const n of roots) uses.set(n, (uses.get(n) ?? 0) + 1);
  return uses;
}

/** `Rule(adam, 0, ["net.dense_0.w"], {"m": (0.0, None)})` */
export function useText({ name, index, weights, states }: RuleUse): string {
  const list = states.map(
    (s) => `"${s.name}": (${literal(s.fill, "f32")}, ${s.shape ? tuple(s.shape.map(String)) : "None"})`,
  );
  const paths = weights.map((w) => JSON.stringify(w));
  const oneLine = `Rule(${name}, ${index}, [${paths.join(", ")}], {${list.join(", ")}})`;
  if (oneLine.length <= 90) return oneLine;
  return [
    `Rule(`,
    `    ${name},`,
    `    ${index},`,
    `    [`,
    ...paths.map((p) => `        ${p},`),
    `    ],`,
    `    {${list.join(", ")}},`,
    `)`,
  ].join("\n");
}
