/**
 * `minimize … with OPTIMIZER(…)`: the optimizer's body as updates of slabs.
 *
 * An update rule that works element by element is elaborated once, on the flat vector of all weights of its group, so that
 * one dispatch updates the whole model; the gaps between weights hold 0 and stay harmless. A rule that asks for `rank(p)` is
 * elaborated once for the weights of each rank, which therefore lie together. One that looks at a shape in another way
 * (`size(p)`, `@`) or reduces over a weight is elaborated for each weight.
 */
import type { Optimizer, Span } from "../../grammar/ast.ts";
import type { ArgValue } from "../1-check/args.ts";
import { matchArgs } from "../1-check/args.ts";
import { type Hooks, newValue, runStmt } from "../1-check/block.ts";
import { at, type Env, fnFrame } from "../1-check/build.ts";
import { bindParams } from "../1-check/call.ts";
import { toTensor } from "../1-check/coerce.ts";
import { contextAt } from "../1-check/context.ts";
import { evaluate } from "../1-check/expr.ts";
import { fail } from "../1-check/fail.ts";
import { Poisoned, Scope } from "../1-check/scope.ts";
import type { TensorNode, Value } from "../1-check/value.ts";
import type { Dim } from "../ir/dims.ts";
import { type Node, sizeOf } from "../ir/graph.ts";
import type { Slab } from "../program.ts";
import { aligned, alignment, known, type Stretch } from "./assemble.ts";
import { isElementwise, reaches } from "./elementwise.ts";
import { checkNesterov, checkSetting, warnOfRate } from "./optimizer-settings.ts";

/** An optimizer with its settings. */
export interface Rule {
  readonly decl: Optimizer;
  readonly home: Scope;
  readonly args: readonly ArgValue[];
  readonly span: Span;
}

export interface GroupWeight {
  readonly path: string;
  readonly node: TensorNode;
  readonly gradient: TensorNode;
  /** In `params`. */
  readonly offset: number;
}

export interface Group {
  /** Which `minimize` it is, from 0. */
  readonly index: number;
  readonly stretches: readonly Stretch[];
  readonly weights: readonly GroupWeight[];
  /** Updates happen at steps that are multiples of this. */
  readonly every: number;
  /** Takes the place of the setting `lr`, where the optimizer has one. */
  readonly rate?: TensorNode;
}

export interface Update {
  readonly target: TensorNode;
  readonly value: TensorNode;
}

export interface Optimized {
  readonly updates: readonly Update[];
  readonly slabs: readonly Slab[];
  /** The setting `lr`, where the optimizer has one. */
  readonly lr?: TensorNode;
}

/** `env` is the train block's, where the optimizer's settings were evaluated. */
export function optimize(env: Env, rule: Rule, group: Group): Optimized {
  const { build } = env;
  const { b } = build;
  warnOfRate(env, rule);
  const grads = group.stretches.map(({ start, size, slab }) => {
    const weights = group.weights.filter((w) => w.offset >= start && w.offset < start + size);
    const offsets = weights.map((w) => w.offset - start);
    return at(env, rule.span, () => b.make("slab", weights.map((w) => w.gradient), { slab, offsets, size })); // prettier-ignore
  });
  const gate = group.every === 1 ? undefined : at(env, rule.span, () => isDue(env, group.every));
  const run = new Run(env, rule, group, grads, gate);
  const flat = run.flat() ?? run.apart();
  return {
    updates: flat.updates,
    slabs: [...group.stretches.map(({ slab, size }) => ({ name: slab, size, fill: 0 })), ...flat.slabs],
    ...(run.lr ? { lr: run.lr } : {}),
  };
}

/** Whether weights that the rule changes had better lie in the order of their ranks. Leaves no trace in the build. */
export function ordersByRank(env: Env, rule: Rule): boolean {
  const size = alignment;
  const group: Group = { index: 0, stretches: [{ start: 0, size, slab: "" }], weights: [], every: 1 };
  const { b } = env.build;
  const { sites } = env.frame;
  const before = sites.count;
  const asks = b.graph.trying(() => new Run(env, rule, group, [b.full([size], 0)], undefined).asksForRank());
  sites.count = before;
  return asks;
}

function rankOf(w: GroupWeight): number {
  return w.node.type.shape.length;
}

interface Part {
  readonly rank: number;
  readonly start: number;
  readonly size: number;
  readonly weights: readonly GroupWeight[];
}

/** Neighbours of one rank in one stretch. */
function partsByRank(group: Group): Part[] {
  const starts = new Set(group.stretches.map((s) => s.start));
  const parts: { rank: number; start: number; size: number; weights: GroupWeight[] }[] = [];
  for (const w of group.weights) {
    const last = parts.at(-1);
    const size = aligned(sizeOf(known(w.node.type.shape)));
    if (last?.rank === rankOf(w) && !starts.has(w.offset)) {
      last.weights.push(w);
      last.size += size;
    } else parts.push({ rank: rankOf(w), start: w.offset, size, weights: [w] });
  }
  return parts;
}

function isDue(env: Env, every: number): TensorNode {
  const { b } = env.build;
  return b.eq(b.scalar("mod", env.build.scalar("step"), every), b.const(0));
}

interface State {
  readonly name: string;
  readonly input: TensorNode;
  readonly slab: Slab;
  now: TensorNode;
}

interface Result {
  readonly updates: Update[];
  readonly slabs: Slab[];
}

/** A weight, or a vector of them, and what becomes of it. */
interface Changed {
  readonly before: TensorNode;
  readonly after: TensorNode;
  readonly states: readonly State[];
}

class Run {
  lr: TensorNode | undefined;

  constructor(
    readonly env: Env,
    readonly rule: Rule,
    readonly group: Group,
    /** Of each stretch. */
    readonly grads: readonly TensorNode[],
    readonly gate: TensorNode | undefined,
  ) {}

  /** The rule on whole stretches; undefined where it is not elementwise, or asks for ranks that differ. */
  flat(): Result | undefined {
    const { weights, stretches } = this.group;
    const [first, ...others] = [...new Set(weights.map(rankOf))];
    const result: Result = { updates: [], slabs: [] };
    const slabs = new Map<string, Slab>();
    for (const stretch of stretches) {
      const made = this.#flatPart(stretch, stretches.length === 1 ? "" : `${stretch.start}`, first!, slabs);
      if (!made || (this.env.build.asksForRank && others.length > 0)) return undefined;
      this.#finish(result, made, slabs);
    }
    result.slabs.push(...slabs.values());
    return result;
  }

  /** Weights of one rank at once where that is possible, else each on its own. */
  apart(): Result {
    const result: Result = { updates: [], slabs: [] };
    const slabs = new Map<string, Slab>();
    for (const part of partsByRank(this.group)) {
      const made =
        part.weights.length > 1 ? this.#flatPart(part, `${part.start}`, part.rank, slabs) : undefined;
      if (made) this.#finish(result, made, slabs);
      else for (const w of part.weights) this.#finish(result, this.#each(w, slabs), slabs);
    }
    result.slabs.push(...slabs.values());
    return result;
  }

  /** Whether the rule asks for the rank of a weight, so that weights of one rank had better lie together. */
  asksForRank(): boolean {
    const { build } = this.env;
    this.#flatPart(this.group.stretches[0]!, "", 1, new Map());
    return build.asksForRank;
  }

  #each(w: GroupWeight, slabs: ReadonlyMap<string, Slab>): Changed {
    const { b } = this.env.build;
    const shape = known(w.node.type.shape);
    // From its slab, which is stored then, too: measuring reads all gradients there.
    const gradient = b.reshape(this.#gradients(w.offset, sizeOf(shape)), shape);
    const made = this.#body(w.node, gradient, w.path, slabs);
    if (!made) throw new Poisoned();
    return { before: w.node, ...made };
  }

  /** The rule on the vector of neighbouring weights that all have this rank; undefined where it is not elementwise. */
  #flatPart(
    { start, size }: { readonly start: number; readonly size: number },
    path: string,
    rank: number,
    slabs: ReadonlyMap<string, Slab>,
  ): Changed | undefined {
    const { build } = this.env;
    const p = build.b.input({
      name: start === 0 ? "params" : `params:${start}`,
      role: "slab",
      dtype: "f32",
      shape: [size],
      at: { slab: "params", offset: start },
    });
    const g = this.#gradients(start, size);
    build.looksAtShapes = false;
    build.asksForRank = false;
    build.ranks = new Map([p, g].map((n) => [n, rank]));
    const attempt = build.session.silently(() => this.#body(p, g, path, slabs));
    build.ranks = new Map();
    if (attempt.diagnostics.length > 0 || attempt.value === undefined || build.looksAtShapes)
      return undefined;
    const { after, states } = attempt.value;
    const roots = [after, ...states.map((s) => s.now)];
    const leaves = [p, g, ...states.map((s) => s.input)];
    return isElementwise(roots, leaves, this.#norm) ? { before: p, after, states } : undefined;
  }

  /** Of the weights in so many elements from `start` in `params` on, which lie in one stretch. */
  #gradients(start: number, size: number): TensorNode {
    const which = this.group.stretches.findLastIndex((s) => s.start <= start);
    const [stretch, grads] = [this.group.stretches[which]!, this.grads[which]!];
    if (size === stretch.size) return grads;
    const from = start - stretch.start;
    return this.env.build.b.sliceAxis(grads, 0, from, from + size);
  }

  #finish(result: Result, { before: p, after, states }: Changed, slabs: Map<string, Slab>): void {
    const { b } = this.env.build;
    const gated = (now: TensorNode, before: TensorNode): TensorNode =>
      this.gate ? at(this.env, this.rule.span, () => b.where(this.gate!, now, before)) : now;
    const used = reaches([after, ...states.map((s) => s.now)]);
    if (after !== p) result.updates.push({ target: p, value: gated(after, p) });
    for (const s of states) {
      // A state that nothing reads or that never changes needs no storage.
      const read =
        used.has(s.input) &&
        [after, ...states.map((o) => o.now)].some((r) => r !== s.input && reaches([r]).has(s.input));
      if (s.now === s.input && !read) continue;
      slabs.set(s.slab.name, s.slab);
      if (s.now !== s.input) result.updates.push({ target: s.input, value: gated(s.now, s.input) });
    }
  }

  /** The body with `p` and `g` bound; states are inputs in slabs of this group. */
  #body(
    p: TensorNode,
    g: TensorNode,
    path: string,
    slabs: ReadonlyMap<string, Slab>,
  ): Omit<Changed, "before"> | undefined {
    const { rule, env } = this;
    const { decl } = rule;
    const { build } = env;
    const what = decl.name.name;
    const scope = new Scope(rule.home);
    const callee: Env = { build, scope, frame: fnFrame(env.frame, what) };
    const wanted = decl.settings.map((s) => ({ name: s.name.name, optional: s.default !== undefined }));
    const { byName } = matchArgs(env, what, wanted, rule.args, rule.span, decl.name.span);
    for (const setting of decl.settings) checkSetting(env, decl, setting, byName.get(setting.name.name));
    checkNesterov(env, decl, byName);
    bindParams(env, callee, what, decl.settings, this.#rated(decl, byName));
    this.#noteRate(callee, decl);
    const [first, second] = decl.inputs;
    if (!first || !second || decl.inputs.length > 2)
      return fail(env, "NN0318", `\`${what}\` takes a weight and its gradient`, decl.name.span, {
        help: `write \`optimizer ${what}(…)(p, g) { … }\``,
      });
    scope.bind(first.name.name, { kind: "state", span: first.span, value: { kind: "tensor", node: p } });
    scope.bind(second.name.name, { kind: "input", span: second.span, value: { kind: "tensor", node: g } });
    const states: State[] = [];
    const hooks = this.#hooks(path, slabs, states, first.name.name);
    const before = build.ambient;
    build.ambient = new Map([
      ...before,
      ["step", () => this.#step()],
      ["global_norm", () => this.#globalNorm()],
    ]);
    const errors = build.session.diagnostics.length;
    try {
      for (const stmt of decl.body.stmts) runStmt(callee, stmt, hooks);
    } finally {
      build.ambient = before;
    }
    if (build.session.diagnostics.length > errors) return undefined;
    const after = scope.value(first.name.name);
    if (after?.kind !== "tensor") return undefined;
    if (after.node === p)
      fail(env, "NN0318", `\`${what}\` never changes its weight`, decl.name.span, {
        help: `end it with \`set ${first.name.name} = …\``,
      });
    return { after: after.node, states };
  }

  /** The arguments with the group's own rate, where it has one. */
  #rated(decl: Optimizer, args: ReadonlyMap<string, ArgValue>): ReadonlyMap<string, ArgValue> {
    const { rate } = this.group;
    if (!rate || !decl.settings.some((s) => s.name.name === "lr")) return args;
    const value: Value = { kind: "tensor", node: rate };
    return new Map(args).set("lr", { value, span: args.get("lr")?.span ?? this.rule.span });
  }

  #noteRate(callee: Env, decl: Optimizer): void {
    if (this.lr || !decl.settings.some((s) => s.name.name === "lr")) return;
    const value = callee.scope.value("lr");
    if (value?.kind !== "tensor" && value?.kind !== "int" && value?.kind !== "float") return;
    const node = toTensor(contextAt(this.env, this.rule.span), value);
    if (node.type.shape.length === 0) this.lr = node;
  }

  #hooks(path: string, slabs: ReadonlyMap<string, Slab>, states: State[], weightName: string): Hooks {
    return {
      lazyWeights: false,
      weight: (env, stmt) => {
        if (stmt.kind === "param")
          return fail(env, "NN0318", "an optimizer keeps `state`, not `param`", stmt.span, {
            help: `write \`state ${stmt.name.name} = …\``,
          });
        const state = this.#state(env, stmt.name.name, initialState(env, stmt), path, slabs);
        states.push(state);
        return { kind: "tensor", node: state.now };
      },
      set: (env, stmt) => {
        const name = stmt.name.name;
        const old = env.scope.own(name)?.value;
        const state = states.find((s) => s.name === name);
        if (old?.kind !== "tensor" || (name !== weightName && !state)) {
          if (env.scope.own(name) && old === undefined) throw new Poisoned();
          return fail(
            env,
            "NN0316",
            `\`set\` changes \`${weightName}\` or a \`state\`, and \`${name}\` is neither`,
            stmt.name.span,
          );
        }
        const node = newValue(env, stmt, old.node);
        if (state) state.now = node;
        env.scope.bind(name, { kind: "state", span: stmt.name.span, value: { kind: "tensor", node } });
      },
      expect: (env, stmt) => fail(env, "NN0315", "`expect` stands only in `test`", stmt.span),
    };
  }

  #state(env: Env, name: string, initial: TensorNode, path: string, slabs: ReadonlyMap<string, Slab>): State {
    const { b } = env.build;
    const slabName = `opt${this.group.index}.${name}`;
    const shape = known(initial.type.shape);
    const offset = slabs.get(slabName)?.size ?? 0;
    // States of a weight's shape lie as the weights do; others follow each other.
    const size = offset + aligned(sizeOf(shape));
    const input = b.input({
      name: path === "" ? slabName : `${slabName}:${path}`,
      role: "optimizer",
      dtype: "f32",
      shape,
      at: { slab: slabName, offset },
    });
    const fill = constantOf(initial);
    const now =
      fill === undefined ? at(env, this.rule.span, () => b.where(this.#isFirst(), initial, input)) : input;
    return { name, input, slab: { name: slabName, size, fill: fill ?? 0 }, now };
  }

  #isFirst(): TensorNode {
    const step = this.#step();
    const { b } = this.env.build;
    return b.eq(step.kind === "tensor" ? step.node : b.const(0), b.const(0));
  }

  #step(): Value {
    const { b } = this.env.build;
    const step = this.env.build.scalar("step");
    const { every } = this.group;
    return { kind: "tensor", node: every === 1 ? step : b.unary("floor", b.scalar("div", step, every)) };
  }

  #norm: TensorNode | undefined;
  #globalNorm(): Value {
    const { b } = this.env.build;
    this.#norm ??= at(this.env, this.rule.span, () => {
      const [first, ...others] = this.grads.map((g) => b.sum(b.mul(g, g)));
      return b.unary("sqrt", others.reduce((sum, part) => b.add(sum, part), first!)); // prettier-ignore
    });
    return { kind: "tensor", node: this.#norm };
  }
}

function initialState(env: Env, stmt: Parameters<Hooks["weight"]>[1]): TensorNode {
  const value = evaluate(env, stmt.value);
  const node = at(env, stmt.value.span, () =>
    toTensor(contextAt(env, stmt.value.span), value, "f32", stmt.value.span),
  );
  if (node.type.dtype !== "f32")
    fail(
      env,
      "NN0202",
      `the state \`${stmt.name.name}\` is f32, and its initial value is ${node.type.dtype}`,
      stmt.value.span,
    );
  return node;
}

/** The one number that a node is filled with, if it is a constant. */
function constantOf(node: TensorNode): number | undefined {
  if (node.op === "const") return (node as Node<"const", Dim>).attrs.value;
  if (node.op === "broadcast" || node.op === "reshape") return constantOf(node.in[0]!);
  return undefined;
}
